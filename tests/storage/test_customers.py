"""Questions about customers, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from bot import customers as rules
from storage import customers, rows
from storage.database import Database

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
NAMES = ["Acme", "acme north", "ACME Ω", "Ácme 𝐙", "Acne", "Ab", "Zeppelin", "東京電機", "東京"]


def add(conn: Connection, names: list[str]) -> None:
    for number, name in enumerate(names, 1):
        customer = rules.make(name, owner_id=None, team_id="T1", number=number, by="U1", now=NOW)
        rows.begin(conn, customer, what="added", by="U1", via="command", now=NOW)
        customers.rename(conn, customer, rules.names_of(customer))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ac", {"Acme", "acme north", "ACME Ω", "Ácme 𝐙", "Acne"}),
        ("acme", {"Acme", "acme north", "ACME Ω", "Ácme 𝐙"}),
        ("acme ", {"acme north", "ACME Ω", "Ácme 𝐙"}),
        ("東京", {"東京電機", "東京"}),
        ("z", {"Zeppelin"}),
        ("", set(NAMES)),
        ("x", set()),
    ],
)
async def test_customers_are_found_by_how_a_name_begins(db: Database, typed: str, found: set[str]) -> None:
    await db.write(add, NAMES)
    shown = await db.read(customers.beginning_with, "T1", typed, most=20)
    assert {each.name for each in shown} == found


async def test_folded_names_are_compared_by_code_point_whatever_the_server_sorts_by(
    postgres_database_url: str,
) -> None:
    database = Database(postgres_database_url)
    await database.start()
    asked = "SELECT collation_name FROM information_schema.columns WHERE column_name = 'folded'"
    assert await database.read(lambda conn: conn.execute(text(asked)).scalar_one()) == "C"
    await database.stop()


async def test_a_number_and_a_history_follow_whoever_became_part_of_another(db: Database) -> None:
    def merge(conn: Connection) -> tuple[list[int | None], list[int]]:
        add(conn, ["Acme", "Borealis", "Calypso", "Delta"])
        rows_of = {number: customers.by_number(conn, "T1", number) for number in range(1, 5)}
        for number, into in ((3, 2), (2, 1)):
            gone, stays = rows_of[number], rows_of[into]
            assert gone is not None
            assert stays is not None
            fields = {"removed_at": NOW, "merged_into": stays.id}
            rows.change(conn, gone, "merged away", fields, by="U1", via="button", now=NOW)
        found = [customers.by_number(conn, "T1", number) for number in (1, 2, 3, 4, 5)]
        first = rows_of[1]
        assert first is not None
        return [each.number if each else None for each in found], customers.parts_of(
            conn, "T1", first.id or 0
        )

    numbers, parts = await db.write(merge)
    assert numbers == [1, 1, 1, 4, None]
    assert len(parts) == 3
