"""Taking back what somebody just did, whatever it was; and putting it back again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot import changes
from bot.refusals import AlreadySo, ChangedSince, NotAllowed, Unknown
from handlers.effects import once, promise_of, rebuild, via
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.routes import Routes
from handlers.views import undo as views
from handlers.views.eye import Eye
from storage import customers, history, rows
from storage.tables import Customer, History, Mistake, Promise, Row, Waiting

Owned = Promise | Mistake | Waiting
Pick = Callable[[Connection], History | None]


@dataclass(frozen=True)
class Undone:
    """What was taken back: the row as it stands now, and the new entry. `customer` is whom it is about, `owner_before`
    who owed it until now, and `did` who had done what is undone; a `repeat` changed nothing.

    Of what had been done at once `others` were undone with it, and some `stayed`, each with the reason.
    """

    row: Row
    entry: History
    customer: Customer | None
    owner_before: str
    did: str
    repeat: bool = False
    others: tuple[Row, ...] = ()
    stayed: tuple[str, ...] = ()


def register(routes: Routes) -> None:
    """The *Undo* buttons; `/promise undo` comes in through the promise command."""
    routes.actions |= {"undo": pressed, "undo_older": pressed_older}


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Undo*, or *Put it back*, on a confirmation."""
    entry_id = _entry_id(gesture)
    undone = await house.db.write(save, gesture, lambda conn: history.entry(conn, gesture.team_id, entry_id))
    return await _said(house, gesture, undone)


async def pressed_older(house: House, gesture: Gesture) -> Answer:
    """*Undo the step before it*, where the last one cannot be undone."""
    return await undo_last(house, gesture, before=_entry_id(gesture))


def _entry_id(gesture: Gesture) -> int:
    if not gesture.value.isdecimal():
        raise Unknown("That button is from an older Kept. /promise undo takes your last step back.")
    return int(gesture.value)


async def undo_last(house: House, gesture: Gesture, *, before: int | None = None) -> Answer:
    """`/promise undo`: the newest thing that this person did, of those `before` an entry.

    Where that cannot be undone the one before it is offered, so that nobody is stuck for ever.
    """
    newest = partial(history.last_to_undo, team_id=gesture.team_id, by=gesture.person.id, before=before)
    try:
        undone = await house.db.write(save, gesture, newest)
    except (ChangedSince, NotAllowed) as refusal:
        blocked, row, older = await house.db.read(_stuck, gesture, newest)
        if blocked is None or row is None or older is None:
            raise
        return Say(views.blocked(row, refusal.sentence, blocked), title="Undo", replace=False)
    return await _said(house, gesture, undone)


def _stuck(
    conn: Connection, gesture: Gesture, newest: Pick
) -> tuple[History | None, Row | None, History | None]:
    blocked = newest(conn)
    if blocked is None:
        return None, None, None
    older = history.last_to_undo(conn, gesture.team_id, gesture.person.id, before=blocked.id)
    return blocked, rows.row_of(conn, blocked), older


async def undo_on(house: House, gesture: Gesture, number: int) -> Answer:
    """`/promise undo P-12`: the newest thing on that promise that this person may take back."""

    def newest(conn: Connection) -> History | None:
        return history.last_of_promise(conn, promise_of(conn, gesture, number), gesture.person.id)

    return await _said(house, gesture, await house.db.write(save, gesture, newest))


async def _said(house: House, gesture: Gesture, undone: Undone) -> Answer:
    row = undone.row
    if isinstance(row, Owned):
        owners = {row.owner_id or "", undone.owner_before} - {""}
        refresh(house, {gesture.person.id} | owners, now=gesture.now)
        for user_id in ({undone.did} | owners) - {gesture.person.id}:
            if not undone.repeat and (news := _news(undone, row, user_id)):
                house.talk.later(_tell(house, gesture, undone, row, user_id, news))
    else:
        refresh(house, {gesture.person.id}, now=gesture.now)
    seen = Eye(gesture.person.zone, house.settings.working_hours, gesture.now)
    message = views.undone(
        row, undone.entry, undone.customer, seen, others=len(undone.others), stayed=undone.stayed
    )
    return Say(message, title="Undo")


def _news(undone: Undone, row: Owned, user_id: str) -> str:
    """What an undo is to somebody else, if it concerns them: they owe it, owe it no longer, or it is open again."""
    before, after = rows.values_of(undone.entry)
    if row.removed_at:
        return "took it back, as if it had never been said. You owe it no longer."
    if user_id == row.owner_id and (user_id != undone.owner_before or "removed_at" in before):
        return "put it back: you are its owner."
    if user_id == undone.owner_before and user_id != row.owner_id:
        return "took a step back: you are its owner no longer."
    if "status" in after:
        return "took back how it ended." if row.status == "open" else "put back how it ended."
    return ""


async def _tell(house: House, gesture: Gesture, undone: Undone, row: Owned, user_id: str, news: str) -> None:
    person = await house.people.get(user_id, now=gesture.now)
    seen = Eye(person.zone, house.settings.working_hours, gesture.now)
    message = views.concerns(row, undone.customer, gesture.person.id, news, seen)
    await house.tell(user_id, message.body())


def save(conn: Connection, gesture: Gesture, pick: Pick) -> Undone:
    """Takes back the entry that `pick` finds, and all that was done at once with it. Raises a Refusal."""
    undone: list[Undone] = []

    def effect() -> History:
        entry = pick(conn)
        if entry is None:
            raise Unknown("There is nothing of yours to undo.")
        undone.append(_back(conn, gesture, entry) if entry.batch is None else _all_back(conn, gesture, entry))
        return undone[0].entry

    made = once(conn, gesture, effect)
    if undone:
        return undone[0]
    row = rows.row_of(conn, made)
    if row is None:
        raise Unknown("There is nothing of yours to undo.")
    return Undone(row, made, _customer(conn, row), "", made.by, repeat=True)


def _all_back(conn: Connection, gesture: Gesture, entry: History) -> Undone:
    """Everything that one gesture did at once, the newest first; what changed since stays, and it is said why."""
    batch = history.of_batch(conn, gesture.team_id, entry.batch or "")
    done: list[Undone] = []
    stayed: list[str] = []
    for each in batch:
        try:
            done.append(_back(conn, gesture, each, batch=gesture.key))
        except (ChangedSince, NotAllowed) as refusal:
            if each.id == batch[-1].id and not done:
                raise
            row = rows.row_of(conn, each)
            stayed.append(f"{views.name(row) if row else 'Something'}: {refusal.sentence}")
    first = done[-1]
    return replace(first, others=tuple(each.row for each in done[:-1]), stayed=tuple(stayed))


def _back(conn: Connection, gesture: Gesture, entry: History, *, batch: str | None = None) -> Undone:
    team_id, by = gesture.team_id, gesture.person.id
    row = rows.row_of(conn, entry)
    if row is None:
        raise Unknown("There is nothing of yours to undo.")
    if history.is_undone(conn, entry.id or 0):
        raise AlreadySo("That is put back already." if entry.what == "undone" else "That is undone already.")
    before, after = rows.values_of(entry)
    later = history.since(conn, team_id, entry)
    decided = changes.undo(
        entry,
        row,
        before=before,
        after=after,
        by=by,
        now=gesture.now,
        others_since=any(
            each.by not in {entry.by, by} or "status" in rows.values_of(each)[1] for each in later
        ),
    )
    _check_customer(conn, row, decided.fields)
    owner_before = (row.owner_id or "") if isinstance(row, Owned) else ""
    made = rows.change(
        conn,
        row,
        decided.what,
        decided.fields,
        by=by,
        via=via(gesture),
        now=gesture.now,
        undoes=entry.id,
        batch=batch,
    )
    rebuild(conn, row)
    return Undone(row, made, _customer(conn, row), owner_before, entry.by)


def _customer(conn: Connection, row: Row) -> Customer | None:
    customer_id = None if isinstance(row, Customer) else getattr(row, "customer_id", None)
    return customers.by_id(conn, row.team_id, customer_id) if customer_id else None


def _check_customer(conn: Connection, row: Row, fields: Mapping[str, Any]) -> None:
    """Nothing without its customer: neither is taken from under the other."""
    if isinstance(row, Customer):
        if fields.get("removed_at") and customers.has_anything(conn, row.team_id, row.id or 0):
            raise NotAllowed(
                f"Promises, cases or contacts of {row.name} stand by now, so they stay. Undo those first."
            )
        return
    comes_back = "removed_at" in fields and not fields["removed_at"]
    theirs = getattr(row, "customer_id", None) if comes_back else None
    customer_id = fields.get("customer_id") or theirs
    if customer_id and customers.by_id(conn, row.team_id, customer_id) is None:
        raise NotAllowed(f"The customer of {views.name(row)} was taken back. Put them back first.")
