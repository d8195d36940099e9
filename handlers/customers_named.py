"""Which customers a text names, and where in it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import plain_names
from handlers.gestures import Gesture
from handlers.house import House
from storage import customers
from storage.tables import Customer

NAMES_AT_ONCE = 500


def named_in(conn: Connection, team_id: str, runs: Sequence[plain_names.Named]) -> dict[str, list[Customer]]:
    """The customers that go by the name in any of these runs of words, by folded name."""
    folded = list({run.folded for run in runs})
    known: dict[str, list[Customer]] = {}
    for start in range(0, len(folded), NAMES_AT_ONCE):
        known |= customers.named(conn, team_id, folded[start : start + NAMES_AT_ONCE])
    return known


async def customers_in(
    house: House, gesture: Gesture, text: str
) -> tuple[list[plain_names.Named], dict[str, list[Customer]]]:
    """Where a text names customers, and whom."""
    runs = plain_names.runs(text)
    known = await house.db.read(named_in, gesture.team_id, runs) if runs else {}
    return plain_names.names(text, runs, known), known
