"""Who hears of an undo that took several things back, or customers: what is theirs again, and what no longer is."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from handlers.gestures import Gesture
from handlers.home import refresh
from handlers.house import House
from handlers.views import undo as views
from handlers.views.things import name
from storage import customer_record, history, rows
from storage.tables import Customer, History, Owed, Row

News = dict[str, list[str]]


async def tell(house: House, gesture: Gesture, entry: History, *, told: Collection[int]) -> None:
    """Tells everybody else whom the undo written as `entry`, and all in its batch, gave something or took it from: one
    message each. Of the entries with the ids `told` they have heard already."""
    concerned = await house.db.read(gathered, gesture, entry, told)
    refresh(house, set(concerned), now=gesture.now)
    for user_id, news in concerned.items():
        if user_id != gesture.person.id:
            await house.tell(user_id, views.taken_back(gesture.person.id, news).body())


def gathered(conn: Connection, gesture: Gesture, entry: History, told: Collection[int]) -> dict[str, News]:
    """What an undo means to each person: the names of things, by what became of them."""
    whole = history.of_batch(conn, gesture.team_id, entry.batch) if entry.batch else [entry]
    entries = [each for each in whole if each.id not in told]
    found = customer_record.rows_of(conn, gesture.team_id, entries)
    concerned: dict[str, News] = {}
    for each in entries:
        row = found.get((each.kind, each.row_id))
        for user_id, became in _means(each, row) if row else ():
            concerned.setdefault(user_id, {}).setdefault(became, []).append(name(row) if row else "")
    return concerned


def _means(entry: History, row: Row) -> Sequence[tuple[str, str]]:
    """Whom one entry of an undo concerns, and what it is to them."""
    if not isinstance(row, Customer | Owed):
        return ()
    before, after = rows.values_of(entry)
    if "owner_id" in after:
        both = ((after["owner_id"], "with you again"), (before["owner_id"], "with you no longer"))
        return [(user_id, became) for user_id, became in both if user_id]
    if isinstance(row, Customer) or not row.owner_id:
        return ()
    if "removed_at" in after:
        return [(row.owner_id, "taken back" if after["removed_at"] else "with you again")]
    if "status" in after:
        return [(row.owner_id, "open again" if after["status"] == "open" else "closed again")]
    return ()
