"""Taking back what somebody just did, whatever it was; and putting it back again."""

from sqlalchemy import Connection

from bot import changes
from bot import customers as customer_rules
from bot.refusals import AlreadySo, NotAllowed, Unknown
from handlers.effects import once, via
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.routes import Routes
from handlers.views import undo as views
from storage import customers, history, rows
from storage.tables import Channel, Customer, History, Promise


def register(routes: Routes) -> None:
    """The *Undo* button; `/promise undo` comes in through the promise command."""
    routes.actions["undo"] = pressed


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Undo*, or *Put it back*, on a confirmation."""
    if not gesture.value.isdecimal():
        raise Unknown("That button is from an older Kept. /promise undo takes your last step back.")
    row, entry = await house.db.write(save, gesture, int(gesture.value))
    return _said(house, gesture, row, entry)


async def undo_last(house: House, gesture: Gesture) -> Answer:
    """`/promise undo`: the newest thing that this person did."""
    row, entry = await house.db.write(save, gesture, None)
    return _said(house, gesture, row, entry)


def _said(house: House, gesture: Gesture, row: Customer | Channel | Promise, entry: History) -> Answer:
    affected = {gesture.person.id} | ({row.owner_id} if isinstance(row, Promise) else set())
    refresh(house, affected, now=gesture.now)
    return Say(views.undone(row, entry), title="Undo")


def save(
    conn: Connection, gesture: Gesture, entry_id: int | None
) -> tuple[Customer | Channel | Promise, History]:
    """Takes one entry back, the person's last one without an id. Raises a Refusal."""
    team_id, by = gesture.team_id, gesture.person.id
    found: list[Customer | Channel | Promise] = []

    def effect() -> History:
        entry = (
            history.last_to_undo(conn, team_id, by)
            if entry_id is None
            else history.entry(conn, team_id, entry_id)
        )
        row = rows.row_of(conn, entry) if entry else None
        if entry is None or row is None:
            raise Unknown("There is nothing of yours to undo.")
        if history.is_undone(conn, entry.id or 0):
            raise AlreadySo("That is undone already.")
        if isinstance(row, Customer) and not entry.undoes and entry.what == "added":
            _check_unused(conn, row)
        before, after = rows.values_of(entry)
        decided = changes.undo(
            entry,
            row,
            before=before,
            after=after,
            by=by,
            now=gesture.now,
            others_since=history.others_since(conn, team_id, entry),
        )
        made = rows.change(
            conn, row, decided.what, decided.fields, by=by, via=via(gesture), now=gesture.now, undoes=entry.id
        )
        if isinstance(row, Customer):
            customers.rename(conn, row, customer_rules.names_of(row))
        found.append(row)
        return made

    made = once(conn, gesture, effect)
    row = found[0] if found else rows.row_of(conn, made)
    if row is None:
        raise Unknown("There is nothing of yours to undo.")
    return row, made


def _check_unused(conn: Connection, customer: Customer) -> None:
    if customers.has_promises(conn, customer.team_id, customer.id or 0):
        raise NotAllowed(f"{customer.name} has promises by now, so they stay. Undo those first.")
