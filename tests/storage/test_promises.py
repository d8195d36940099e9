"""Questions about promises, as each database answers them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.sql import Literal
from sqlalchemy import Connection, insert

from storage import promises
from storage.database import Database
from storage.tables import Customer, Promise, table

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TEAM, MIA = "T1", "U1"


def promise(number: int, words: str = "pump") -> Promise:
    return Promise(
        team_id=TEAM,
        number=number,
        customer_id=1,
        words=words,
        kind="delivery",
        owner_id=MIA,
        said_by=MIA,
        zone="UTC",
        created_at=NOW,
    )


def many(conn: Connection, count: int) -> None:
    customer = Customer(team_id=TEAM, number=1, name="Acme", created_at=NOW, created_by=MIA)
    conn.execute(insert(table(Customer)), [vars(customer) | {"id": 1}])
    given = [vars(promise(number)) for number in range(1, count + 1)]
    for each in given:
        each.pop("id", None)
    conn.execute(insert(table(Promise)), given)


async def test_what_was_just_given_is_the_last_few_the_oldest_first(db: Database) -> None:
    await db.write(many, 30)

    def given(conn: Connection) -> list[tuple[int, str]]:
        return promises.just_given(conn, promise(31), since=NOW - timedelta(minutes=10))()

    assert await db.read(given) == [(number, "pump") for number in range(26, 31)]


async def test_what_was_just_given_is_found_by_the_numbers_however_many_there_are(db: Database) -> None:
    await db.write(many, 3000)

    def plan(conn: Connection) -> str:
        asked = {
            "beyond": 2981,
            "number": 3001,
            "since": NOW,
            "team_id": TEAM,
            "customer_id": 1,
            "said_by": MIA,
        }
        raw: Any = conn.connection.dbapi_connection
        if conn.dialect.name == "sqlite":
            written = promises.JUST_GIVEN.written(conn.dialect)
            parameters = promises.JUST_GIVEN.parameters(written, asked)
            return str(raw.execute("EXPLAIN QUERY PLAN " + written.text, parameters).fetchall())
        # As what was prepared is planned after a while: for whatever values.
        prepared = promises.JUST_GIVEN._to_ask(conn.dialect)
        parameters = promises.JUST_GIVEN.parameters(prepared, asked)
        values = ", ".join(Literal(each).as_string(raw) for each in parameters)
        raw.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        raw.execute(f"PREPARE asked AS {prepared.text}")
        return str(raw.execute(f"EXPLAIN EXECUTE asked({values})").fetchall())

    by_numbers = {"sqlite": "number>? AND number<?", "postgresql": "uq_promise_team_id_number"}
    found = await db.write(lambda conn: (plan(conn), by_numbers[conn.dialect.name]))
    assert found[1] in found[0]
