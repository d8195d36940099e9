"""Many rows at once leave what one by one they would have left."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from storage import many, rows
from storage.database import Database
from storage.tables import Customer, History, Promise, Searchable, table

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


def customer(team_id: str, number: int, name: str) -> Customer:
    return Customer(team_id=team_id, number=number, name=name, created_at=NOW, created_by="U1")


def one_by_one(conn: Connection, team_id: str) -> None:
    for name, fields in (("Acme", {"tier": "gold"}), ("Globex", {"tags": "pumps", "tier": "silver"})):
        row = customer(team_id, rows.next_number(conn, team_id, "customer"), name)
        rows.begin(conn, row, what="imported", by="U1", via="import", now=NOW, batch="b")
        rows.change(conn, row, "edited", fields, by="U1", via="import", now=NOW, batch="b")


def at_once(conn: Connection, team_id: str) -> None:
    numbers = many.next_numbers(conn, team_id, "customer", 2)
    new = [customer(team_id, number, name) for number, name in zip(numbers, ("Acme", "Globex"), strict=True)]
    first = many.begin(conn, new, what="imported", by="U1", via="import", now=NOW, batch="b")
    changes = [
        (new[0], "edited", {"tier": "gold"}, None),
        (new[1], "edited", {"tags": "pumps", "tier": "silver"}, None),
    ]
    assert many.change(conn, changes, by="U1", via="import", now=NOW, batch="b") > first


def nothing_at_all(conn: Connection, team_id: str) -> None:
    assert many.begin(conn, [], what="imported", by="U1", via="import", now=NOW) == 0
    assert many.change(conn, [], by="U1", via="import", now=NOW) == 0
    assert many.next_numbers(conn, team_id, "customer", 0) == []


def promises_moved(conn: Connection) -> list[str | None]:
    """Two promises get a date each, and what they were moved to."""
    team_id = "T3"
    customers = [customer(team_id, 1, "Acme")]
    many.begin(conn, customers, what="imported", by="U1", via="import", now=NOW)
    given = [
        Promise(
            team_id=team_id,
            number=number,
            customer_id=customers[0].id or 0,
            words="pump",
            kind="other",
            owner_id="U1",
            said_by="U1",
            zone="UTC",
            created_at=NOW,
        )
        for number in (1, 2)
    ]
    many.begin(conn, given, what="given", by="U1", via="command", now=NOW)
    days = ("2026-12-01", "2026-12-02")
    moves = [
        (row, "moved", {"due_wall": day, "new_due_wall": day}, None)
        for row, day in zip(given, days, strict=True)
    ]
    many.change(conn, moves, by="U1", via="form", now=NOW)
    promises = table(Promise)
    return list(conn.execute(select(promises.c.new_due_wall).order_by(promises.c.number)).scalars())


def left(conn: Connection, team_id: str) -> list[list[tuple[object, ...]]]:
    """All that a workspace has, without ids: customers, their history by customer, and the words they are found by."""
    found = []
    customers, entries, words = table(Customer), table(History), table(Searchable)
    names = {row.id: row.name for row in conn.execute(select(customers))}
    for each, order in ((customers, customers.c.number), (entries, entries.c.id), (words, words.c.row_id)):
        rows_ = conn.execute(select(each).where(each.c.team_id == team_id).order_by(order)).mappings()
        found.append([_without_ids(dict(row), names) for row in rows_])
    return [found[0], sorted(found[1], key=lambda row: str(row[0])), found[2]]


def _without_ids(row: dict[str, object], names: dict[int, str]) -> tuple[object, ...]:
    about = names.get(int(str(row.get("row_id") or row["id"])))
    words = str(row.get("words") or "").split(" ", 2)[2:]  # the second is the customer's id
    ids = {"id", "team_id", "row_id", "customer_id", "words"}
    values = [value for name, value in row.items() if name not in ids]
    team = f'"{row["team_id"]}"'
    return (about, *words, *(each.replace(team, '"T"') if isinstance(each, str) else each for each in values))


async def test_the_rows_their_history_and_what_finds_them_are_the_same(db: Database) -> None:
    await db.write(one_by_one, "T1")
    await db.write(at_once, "T2")
    await db.write(nothing_at_all, "T2")
    assert await db.read(left, "T2") == await db.read(left, "T1")
    assert await db.write(rows.next_number, "T2", "customer") == 3


async def test_a_column_may_be_called_as_what_another_one_becomes(db: Database) -> None:
    assert await db.write(promises_moved) == ["2026-12-01", "2026-12-02"]
