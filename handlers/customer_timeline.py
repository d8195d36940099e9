"""A customer's timeline: paged, every thing in words, with the history of those who became part of them."""

from sqlalchemy import Connection

from bot.refusals import Refusal
from handlers.customer_card import eye
from handlers.customer_finding import OUTDATED, number_of, numbered
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.views import customer_timeline as views
from storage import customer_record as record
from storage import customers
from storage.tables import Customer, History

# What an entry is about that has no words of its own: a customer.
NOTHING = record.Thing(None, "")


async def timeline(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """`/customer timeline Acme`: the newest page."""
    return await _page(house, gesture, customer.number)


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Timeline* on a customer."""
    return await _page(house, gesture, number_of(gesture.value))


async def older(house: House, gesture: Gesture) -> Answer:
    """*Older*."""
    number, beyond = _place(gesture.value)
    return await _page(house, gesture, number, before=beyond)


async def newer(house: House, gesture: Gesture) -> Answer:
    """*Newer*."""
    number, beyond = _place(gesture.value)
    return await _page(house, gesture, number, after=beyond)


def _place(value: str) -> tuple[int, int]:
    number, _, beyond = value.partition(" ")
    if not beyond.isdecimal():
        raise Refusal(OUTDATED)
    return number_of(number), int(beyond)


async def _page(
    house: House, gesture: Gesture, number: int, *, before: int | None = None, after: int | None = None
) -> Answer:
    customer, page = await house.db.read(read_page, gesture, number, before=before, after=after)
    return Say(views.timeline(customer, page, eye(house, gesture)), title=customer.name)


def read_page(
    conn: Connection,
    gesture: Gesture,
    number: int,
    *,
    before: int | None = None,
    after: int | None = None,
) -> tuple[Customer, views.Page]:
    """A page of the timeline: the newest, or the one below the entry `before`, or above `after`. Raises Unknown."""
    team_id, customer = gesture.team_id, numbered(conn, gesture, number)
    ids = customers.parts_of(conn, team_id, customer.id or 0)
    most = views.A_PAGE
    if after is not None:
        # One more than a page says whether there is still another one.
        found = record.newer(conn, team_id, ids, most=most + 1, after=after)
        more_newer, found = len(found) > most, found[-most:]
        more_older = bool(found)
        if len(found) < most:  # the newest page is always a full one
            return read_page(conn, gesture, number)
    else:
        below = record.NEWEST if before is None else before
        found = record.older(conn, team_id, ids, most=most + 1, before=below)
        more_older, found = len(found) > most, found[:most]
        more_newer = before is not None
    lines = _lines(conn, team_id, ids, found)
    return customer, views.Page(
        lines,
        newer=found[0].id if found and more_newer else None,
        older=found[-1].id if found and more_older else None,
        merged=record.names_of(conn, team_id, ids[1:]) if ids[1:] else {},
    )


def _lines(conn: Connection, team_id: str, ids: list[int], entries: list[History]) -> list[views.Line]:
    things = record.things_of(conn, team_id, entries)
    undone = record.entries_of_ids(conn, team_id, [entry.undoes for entry in entries if entry.undoes])
    here = {None, *ids}
    gone = {key: thing.customer_id for key, thing in things.items() if thing.customer_id not in here}
    if not (gone or undone):
        return [
            views.Line(entry, known_by, number)
            for entry in entries
            for _, known_by, number in [things.get((entry.kind, entry.row_id), NOTHING)]
        ]
    names = record.names_of(conn, team_id, {whose for whose in gone.values() if whose})
    moved = {key: record.moved_away(conn, team_id, *key) for key in gone}
    lines = []
    for entry in entries:
        key = entry.kind, entry.row_id
        _, known_by, number = things.get(key, NOTHING)
        lines.append(
            views.Line(
                entry,
                known_by,
                number,
                undone.get(entry.undoes or 0),
                names.get(gone.get(key) or 0, ""),
                moved.get(key),
            )
        )
    return lines


async def search_pressed(house: House, gesture: Gesture) -> Answer:
    """*Search in it*."""
    return Ask(views.search_form(await house.db.read(numbered, gesture, number_of(gesture.value))))
