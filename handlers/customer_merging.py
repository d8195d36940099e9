"""Two customers who are one: looked at side by side, merged by a button, and all of it undone by another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from bot import customer_merging as rules
from bot.refusals import Refusal, Unknown
from handlers.at_it import answered
from handlers.customer_finding import OUTDATED, certain, number_of, numbered
from handlers.effects import once, rebuild, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.leads import admit
from handlers.views import customer_merging as views
from handlers.views import customers as customer_views
from storage import contacts, customer_lists, customer_record, customers, history, many, rows
from storage.tables import Customer, History, Row, table

# Everything that is about a customer and moves with them, in the order in which it is locked.
MOVES = sorted(rows.OF_CUSTOMERS, key=lambda model: rows.in_order_of_locks(str(model.__tablename__)))
BETWEEN = " into "
CAME_ALONG = "came along"


class Pair(NamedTuple):
    """Two customers to be made one, what holds afterwards, how much of each kind moves, and all other names then."""

    into: Customer
    other: Customer
    compared: Sequence[rules.Compared]
    counts: Mapping[str, int]
    names: Sequence[str]


async def order(house: House, gesture: Gesture, rest: str) -> Answer:
    """`/customer merge Acme Inc into Acme`: shows what would come of it; the form asks for whoever is not certain."""
    await _admit(house, gesture)
    if not rest:
        return Ask(views.merge_form())
    other, into, remark = await house.db.read(_named, gesture, rest)
    if other is None or into is None:
        return Ask(views.merge_form(into, other, remark=remark), kept=f"/customer merge {rest}")
    return await _look(house, gesture, other.number, into.number)


async def open_form(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """*Merge with another*, on a card."""
    await _admit(house, gesture)
    return Ask(views.merge_form(customer))


async def look_from_form(house: House, gesture: Gesture) -> Answer:
    """Both chosen in the form."""
    await _admit(house, gesture)
    chosen = [gesture.form.get(field, "") for field in ("other", "into")]
    for field, number in zip(("other", "into"), chosen, strict=True):
        if not number.isdecimal():
            raise Unknown("Choose a customer from the list.", field=field)
    if chosen[0] == chosen[1]:
        raise Refusal("Those are the same customer. Choose another one.", field="into")
    return await _look(house, gesture, *map(int, chosen))


async def look_pressed(house: House, gesture: Gesture) -> Answer:
    """*The other way round*."""
    await _admit(house, gesture)
    return await _look(house, gesture, *_both(gesture.value))


async def merge_pressed(house: House, gesture: Gesture) -> Answer:
    """*Merge them*."""
    await _admit(house, gesture)
    other, into = _both(gesture.value)
    return await answered(house, gesture, _merge(house, gesture, other, into), title="Merge")


async def _merge(house: House, gesture: Gesture, other: int, into: int) -> Answer:
    customer, counts, entry = await house.db.write(save, gesture, other, into)
    refresh(house, {gesture.person.id, customer.owner_id or ""} - {""}, now=gesture.now)
    said = f"and C-{other} are one customer now.{views.moved_in_words(counts)}"
    return Say(customer_views.done(customer, said, entry), title="Merged")


async def _admit(house: House, gesture: Gesture) -> None:
    await admit(house, gesture, to="merge customers", typed="/customer merge")


async def _look(house: House, gesture: Gesture, other: int, into: int) -> Answer:
    pair = await house.db.read(look, gesture, other, into)
    message = views.look(pair.into, pair.other, pair.compared, pair.counts, pair.names)
    return Say(message, title="Merge")


def _both(value: str) -> tuple[int, int]:
    other, _, into = value.partition(" ")
    if not into:
        raise Refusal(OUTDATED)
    return number_of(other), number_of(into)


def _named(conn: Connection, gesture: Gesture, rest: str) -> tuple[Customer | None, Customer | None, str]:
    """The two of "Acme Inc into Acme", whichever "into" is the one between their names; and what is not certain."""
    team_id = gesture.team_id
    places = [at for at in range(len(rest)) if rest.startswith(BETWEEN, at)]
    halves = [(rest[:at].strip(), rest[at + len(BETWEEN) :].strip()) for at in places] or [(rest.strip(), "")]
    found = [(certain(conn, team_id, first), certain(conn, team_id, second)) for first, second in halves]
    best = max(range(len(found)), key=lambda number: sum(each is not None for each in found[number]))
    (other, into), (first, second) = found[best], halves[best]
    unsure = [f"“{name}”" for name, known in ((first, other), (second, into)) if name and known is None]
    remark = (
        f"I am not certain whom you mean by {' and '.join(unsure)}. Choose from the list." if unsure else ""
    )
    return other, into, remark


def look(conn: Connection, gesture: Gesture, other_number: int, into_number: int) -> Pair:
    """What would come of merging two. Raises a Refusal where they cannot be."""
    into, other = numbered(conn, gesture, into_number), numbered(conn, gesture, other_number)
    rules.check(into, other)
    return Pair(
        into,
        other,
        rules.compare(into, other),
        {str(model.__tablename__): _count(conn, model, other) for model in MOVES},
        rules.other_names(into, other),
    )


def _count(conn: Connection, model: type[Row], customer: Customer) -> int:
    held = table(model)
    asked = select(func.count()).where(held.c.team_id == customer.team_id, held.c.customer_id == customer.id)
    if "removed_at" in held.c:
        asked = asked.where(held.c.removed_at.is_(None))
    return int(conn.execute(asked).scalar_one())


def save(
    conn: Connection, gesture: Gesture, other_number: int, into_number: int
) -> tuple[Customer, dict[str, int], History]:
    """Makes two customers one, everything in one batch; gives the one that stays and how much moved. Raises a Refusal."""
    # The one with the lower number first, so that two who merge the same pair wait for each other and not for ever.
    low, high = sorted((other_number, into_number))
    found = {number: numbered(conn, gesture, number, lock=True) for number in (low, high)}
    into, other = found[into_number], found[other_number]
    moved: dict[str, int] = {}

    def change(row: Row, what: str, fields: Mapping[str, object]) -> History:
        return rows.change(
            conn,
            row,
            what,
            fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
            batch=gesture.key,
        )

    def move() -> None:
        for model in MOVES:
            theirs = customer_lists.everything_of(conn, model, other.id or 0)
            many.change(
                conn,
                [(row, CAME_ALONG, {"customer_id": into.id}, None) for row in theirs],
                by=gesture.person.id,
                via=via(gesture),
                now=gesture.now,
                batch=gesture.key,
            )
            if theirs:
                standing = [row for row in theirs if getattr(row, "removed_at", None) is None]
                kind = str(model.__tablename__)
                moved[kind] = moved.get(kind, 0) + len(standing)

    def effect() -> History:
        stays, goes = rules.merge(into, other, now=gesture.now)
        entry = change(into, stays.what, stays.fields)
        move()
        customers.wait_to_take_away(conn, [other.id or 0])
        move()  # what was written for them meanwhile
        # Last of all, so that undo, which goes backwards, brings them back before what is theirs.
        change(other, goes.what, goes.fields)
        rebuild(conn, into)
        contacts.rebuild(conn, into.id or 0)
        return entry

    entry = once(conn, gesture, effect)
    return into, moved or _moved(conn, entry), entry


def _moved(conn: Connection, merged: History) -> dict[str, int]:
    """How much of each kind came along with a merge that was done before, as far as it stands."""
    came = [
        each for each in history.of_batch(conn, merged.team_id, merged.batch or "") if each.what == CAME_ALONG
    ]
    found = customer_record.rows_of(conn, merged.team_id, came).items()
    return Counter(kind for (kind, _), row in found if getattr(row, "removed_at", None) is None)
