"""Rows as instances, made without a session that looks after them."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from storage.database import Database
from storage.rows import last_number, made, next_number
from storage.tables import Counter

VALUES: dict[str, Any] = {"team_id": "T1", "kind": "promise", "last": 7}
FIRST_OF_ALL = f"""
from storage.rows import made
from storage.tables import Counter
assert made(Counter, {VALUES!r}).last == 7
"""


def test_a_row_that_was_read_may_be_the_first_instance_there_is() -> None:
    ended = subprocess.run([sys.executable, "-c", FIRST_OF_ALL], cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == 0


def test_a_row_tells_nobody_that_it_is_read_or_set() -> None:
    new = Counter(**VALUES)
    new.last = 8
    assert vars(new) == VALUES | {"last": 8}
    assert not hasattr(Counter, "__mapper__")
    assert not hasattr(vars(Counter)["last"], "__get__")


def test_a_row_that_was_read_is_like_one_that_was_made_by_its_name() -> None:
    read, new = made(Counter, VALUES), Counter(**VALUES)
    assert read == new
    assert read.model_dump() == new.model_dump() == VALUES
    read.last = new.last = 8
    assert read == new
    assert read.model_dump()["last"] == 8


def taken(conn: Connection, kind: str, count: int, *, in_vain: bool) -> int:
    last = last_number(conn, "T1", kind, count)
    if in_vain:
        raise ValueError(last)
    return last


async def test_numbers_have_no_gaps_whoever_takes_some_at_one_moment_and_whoever_fails(db: Database) -> None:
    before = {"promise": 0, "mistake": 0}
    for _ in range(3):
        asked = [(kind, 1 + n % 3, n % 7 == 3) for n in range(20) for kind in before]
        told = await asyncio.gather(
            *(db.write(taken, kind, count, in_vain=in_vain) for kind, count, in_vain in asked),
            return_exceptions=True,
        )
        for kind, last_before in before.items():
            given = sorted(
                (last, count)
                for last, (each, count, _) in zip(told, asked, strict=True)
                if each == kind and isinstance(last, int)
            )
            assert len(given) == 17
            ends = [last for last, _ in given]
            assert [last - count for last, count in given] == [last_before, *ends[:-1]]
            before[kind] = ends[-1]
    for kind, last in before.items():
        assert await db.write(next_number, "T1", kind) == last + 1
