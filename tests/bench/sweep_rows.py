"""What the clock looks at in the bench: promises, their customers, and questions of these, written by the database itself."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, delete, update

from storage.tables import Counter, Customer, Nudge, Promise, Question, table
from tests.bench.gestures import MIA, MORNING
from tests.bench.transactions import TEAM

FEW, MANY, DUE = 10_000, 1_000_000, 1_000
# So many promises there are to each customer, so many people look after these, and one in so many customers has asked
# something that is due to be offered.
TO_EACH, OWNERS, ASKED = 10, 100, 4
ZONE = "Europe/Tallinn"
LATER, DATE = MORNING + timedelta(days=30), MORNING - timedelta(hours=20)
Columns = dict[str, str]


def _columns(text: str) -> Iterator[tuple[type[Any], Columns, int, list[Any]]]:
    """What each column is written as, of which every how many-th number, and the values for its question marks. The first
    1,000 promises are late and due to be looked at; `text` makes text of a number."""
    owner = f"'U' || (n - n / {OWNERS} * {OWNERS})"
    customers = {
        "id": "n",
        "number": "n",
        "name": f"'Customer ' || {text}",
        "owner_id": owner,
        "created_by": f"'{MIA}'",
        "created_at": "?",
        "met_at": "?",
        "next_look_at": "?",
    }
    yield Customer, customers, TO_EACH, [MORNING - timedelta(days=9), MORNING - timedelta(days=3), LATER]
    promises = {
        "id": "n",
        "number": "n",
        "customer_id": f"(n - 1) / {TO_EACH} + 1",
        "words": "'a replacement pump'",
        "kind": "'delivery'",
        "owner_id": owner,
        "said_by": f"'{MIA}'",
        "zone": f"'{ZONE}'",
        "created_at": "?",
        "due_at": "?",
        "due_wall": "?",
        "next_look_at": f"CASE WHEN n <= {DUE} THEN ? ELSE ? END",
    }
    yield Promise, promises, 1, [MORNING - timedelta(days=9), DATE, "2026-11-24", MORNING, LATER]
    questions = {
        "id": "n",
        "customer_id": "n",
        "channel_id": f"'C' || {text}",
        "ts": "'1.1'",
        "asked_at": "?",
        "owner_id": owner,
        "next_look_at": f"CASE WHEN n <= {DUE // TO_EACH // ASKED} THEN ? ELSE ? END",
    }
    yield Question, questions, TO_EACH, [DATE, MORNING, LATER]


def _written(stored: int, series: str, text: str) -> Iterator[tuple[str, list[Any]]]:
    """How all rows of each kind are written: `series` is a table of numbers `n` from 1 on."""
    for model, columns, every, values in _columns(text):
        columns["team_id"] = f"'{TEAM}'"
        for column in table(model).c:
            default = model.model_fields[column.name].default
            if column.name not in columns and isinstance(default, str | bool | int):
                columns[column.name] = f"'{default}'" if isinstance(default, str) else str(default)
        into = f"INSERT INTO {model.__tablename__} ({', '.join(columns)})"
        yield f"{into} SELECT {', '.join(columns.values())} FROM {series.format(stored // every)}", values


def fill_sqlite(path: Path, stored: int) -> None:
    """So many promises, in a file with its tables."""
    numbers = "numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})"
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        for written, values in _written(stored, f"(WITH RECURSIVE {numbers} SELECT n FROM numbers)", "n"):
            instants = (
                f"{each:%Y-%m-%d %H:%M:%S.%f}" if isinstance(each, datetime) else each for each in values
            )
            raw.execute(written, list(instants))
        raw.execute("ANALYZE")
    raw.close()


def fill_postgresql(url: str, stored: int) -> None:
    """The same on a server."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as raw:
        raw.execute("SET synchronous_commit = off")
        for written, values in _written(stored, "generate_series(1, {}) AS n", "n::text"):
            raw.execute(written.replace("?", "%s"), values)
        raw.execute("VACUUM ANALYZE")


def as_it_was(conn: Connection) -> None:
    """Takes back what a look has done."""
    customers, promises, questions = table(Customer), table(Promise), table(Question)
    conn.rollback()
    conn.execute(delete(table(Nudge)))
    conn.execute(delete(table(Counter)))
    conn.execute(update(promises).where(promises.c.id <= DUE).values(next_look_at=MORNING))
    asked = questions.c.id <= DUE // TO_EACH // ASKED
    conn.execute(update(questions).where(asked).values(next_look_at=MORNING))
    conn.execute(update(customers).where(customers.c.id <= DUE // TO_EACH).values(next_look_at=LATER))
    conn.commit()
