"""Whatever people type and press, in whichever order: nothing breaks, no gesture ends in silence, and the history tells how
everything came to stand as it does."""

import os
from typing import Any

import pytest
from sqlalchemy import Connection, select

from storage.rows import KINDS, every, values_of
from storage.tables import History, table
from tests.handlers.conftest import a_slack, over_http, running
from tests.handlers.crowd import Crowd

# The full size is `make chaos`.
CROWDS = int(os.environ.get("KEPT_CROWDS", "1"))
STEPS = 150 if CROWDS == 1 else 250
# When somebody of ours last met them follows from the contacts; for which week a digest was last said is the clock's own.
FOLLOWS = {"met_at", "last_week"}


@pytest.mark.parametrize("seed", range(CROWDS))
async def test_nothing_breaks_and_no_gesture_ends_in_silence(furnished_url: str, seed: int) -> None:
    async with a_slack() as slack, running(furnished_url, slack) as seen:
        await Crowd(seen, seed).go(STEPS)
        assert await seen.house.db.read(unexplained) == []


@pytest.mark.usefixtures("heard_twice")
@pytest.mark.parametrize("seed", range(CROWDS))
async def test_nor_over_http_where_slack_delivers_everything_twice(
    furnished_file_url: str, seed: int
) -> None:
    async with a_slack() as slack, running(furnished_file_url, slack, over_http(slack)) as seen:
        await Crowd(seen, seed).go(STEPS)
        assert await seen.house.db.read(unexplained) == []


def unexplained(conn: Connection) -> list[tuple[Any, ...]]:
    """Where an entry begins with something else than the one before it left, or a row holds something else than its last."""
    entries = table(History)
    held: dict[tuple[str, int], dict[str, Any]] = {}
    found: list[tuple[Any, ...]] = []
    for entry in every(History, conn.execute(select(entries).order_by(entries.c.id))):
        if entry.kind not in KINDS:
            continue
        before, after = values_of(entry)
        now = held.setdefault((entry.kind, entry.row_id), {})
        found += [
            (entry.kind, entry.row_id, entry.what, name)
            for name, value in before.items()
            if now.get(name, value) != value
        ]
        now.update(after)
    for (kind, row_id), values in held.items():
        rows = table(KINDS[kind])
        row = conn.execute(select(rows).where(rows.c.id == row_id)).mappings().one()
        found += [(kind, row_id, name) for name in values.keys() - FOLLOWS if row[name] != values[name]]
    assert len({kind for kind, _ in held}) >= 3, "hardly anything was done"  # of a dozen kinds of things
    return found
