"""Export files written a page at a time, beside whatever else goes on."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection

from bot import exporting
from storage import exporting as questions
from storage.database import Database

# Longer pages would hold up a reading thread; called() takes one id a row.
A_PAGE = 2000
OWNERS = 0o600


async def write_csv(db: Database, team_id: str, folder: Path, names: Mapping[str, str]) -> dict[str, int]:
    """Writes customers.csv and a file for each other kind of thing that there is; gives the rows of each by file name.

    `names` are our people's by id.
    """
    counts = {"customers.csv": await _customers(db, team_id, folder / "customers.csv", names)}
    for kind, called in exporting.KINDS.items():
        count = await _kind(db, team_id, kind, folder / f"{called}.csv", names)
        if count:
            counts[f"{called}.csv"] = count
        else:
            (folder / f"{called}.csv").unlink()
    return counts


async def _customers(db: Database, team_id: str, path: Path, names: Mapping[str, str]) -> int:
    count = after = 0
    with _opened(path) as file:
        _add(file, exporting.BOM + exporting.lines([exporting.CUSTOMER_COLUMNS]))
        while found := await db.read(questions.customers, team_id, after=after):

            def written(some: Iterable[questions.CustomerRow] = found) -> str:
                rows = [row for each in some for row in exporting.customer_rows(*each, names)]
                return exporting.lines(rows)

            _add(file, await asyncio.to_thread(written))
            count += len(found)
            after = found[-1][0].id or 0
    return count


async def _kind(db: Database, team_id: str, kind: str, path: Path, names: Mapping[str, str]) -> int:
    count = after = 0
    with _opened(path) as file:
        _add(file, exporting.BOM + exporting.lines([exporting.headings(kind, questions.columns(kind))]))
        while True:
            text, found, last = await db.read(_lines, team_id, kind, after, names)
            if not found:
                return count
            _add(file, text)
            count, after = count + found, last


def _lines(
    conn: Connection, team_id: str, kind: str, after: int, names: Mapping[str, str]
) -> tuple[str, int, int]:
    """The next rows of a kind as lines, how many they are, and the last one's id."""
    found = questions.page(conn, team_id, kind, after=after, standing=True)
    if not found:
        return "", 0, after
    ids = {each["customer_id"] for each in found if each.get("customer_id") is not None}
    customers = questions.called(conn, team_id, ids)
    rows = [exporting.row(kind, each, customers=customers, names=names) for each in found]
    return exporting.lines(rows), len(found), found[-1]["id"]


async def write_json(
    db: Database, team_id: str, path: Path, *, at: str, customer_id: int | None = None
) -> dict[str, int]:
    """Writes every row with every column, what was taken back included; of one customer with a `customer_id`. Gives the
    rows of each kind."""
    counts = dict.fromkeys(questions.TABLES, 0)
    with _opened(path) as file:
        _add(file, f'{{"kept": 1, "team_id": "{team_id}", "exported_at": "{at}"')
        for kind in questions.TABLES:
            if customer_id is not None and kind == "setting":
                continue
            _add(file, f',\n"{kind}": [')
            after = 0
            while found := await db.read(questions.page, team_id, kind, after=after, customer_id=customer_id):
                before = "\n" if not counts[kind] else ",\n"
                _add(file, before + ",\n".join(exporting.json_line(each) for each in found))
                counts[kind] += len(found)
                after = found[-1]["id"]
            _add(file, "]")
        _add(file, "}\n")
    return counts


def there(folder: Path) -> list[Path]:
    """The files in a folder that an export into it would write over, or take away."""
    names = ["customers.csv", *(f"{called}.csv" for called in exporting.KINDS.values())]
    return [folder / name for name in names if (folder / name).is_file()]


def _opened(path: Path) -> TextIO:
    """The file, emptied, that nobody but its owner can read, as the database."""
    if path.is_file():
        path.chmod(OWNERS)
    elif not path.exists():
        path.touch(OWNERS)
    return path.open("w", encoding="utf-8", newline="")


def _add(file: TextIO, text: str) -> None:
    file.write(text)
