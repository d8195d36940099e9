"""What stands in a message counts once: an event is answered once, and the same words are logged as the same kind once."""

from functools import partial

from sqlalchemy import Connection

from bot.refusals import Refusal
from bot.sources import Source
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.routes import Handler
from handlers.views import heard as views
from storage import customers, following, history, inbox, sources


def said_once(handler: Handler) -> Handler:
    """An event's handler whose answer is said once, though Slack may deliver the event several times."""

    async def once(house: House, gesture: Gesture) -> Answer:
        answer = await _answer(house, gesture)
        if answer is not None:
            key = f"{gesture.key}:said"
            await house.db.write(inbox.enter, gesture.team_id, key, entry=None, now=gesture.now)
        return answer

    async def _answer(house: House, gesture: Gesture) -> Answer:
        try:
            return await handler(house, gesture)
        except Refusal as refusal:
            return Say(views.plainly(refusal.sentence), replace=False)

    return once


async def one_time(house: House, gesture: Gesture, kind: str, source: Source) -> Gesture:
    """The gesture as the one that logs a message as that kind, so that two of them at the same moment have one effect;
    after it was taken back the message may be logged once more. Asked before `already`: what another one logs between
    the two questions is then found by the second."""
    if not source.channel or not source.ts:
        return gesture
    times = await house.db.read(sources.count, gesture.team_id, source.channel, source.ts, kind)
    return gesture._replace(key=f"from:{source.channel}:{source.ts}:{kind}:{times}")


async def already(house: House, gesture: Gesture, kind: str, source: Source) -> Say | None:
    """That the message was logged as that kind before, if it was."""
    found = await house.db.read(partial(_logged, gesture, kind, source))
    return Say(views.already(*found), replace=False) if found else None


def _logged(
    gesture: Gesture, kind: str, source: Source, conn: Connection
) -> tuple[sources.Logged, str, int | None] | None:
    """What was logged, whose it is, and, where this person did so, the entry that *Undo* takes back."""
    if not source.channel or not source.ts:
        return None
    rows = sources.logged_from(conn, gesture.team_id, source.channel, source.ts)
    for row in rows:
        if sources.kind_of(row) == kind:
            customer = customers.by_id(conn, gesture.team_id, row.customer_id)
            begun = following.begun_by(conn, gesture.team_id, kind, row.id or 0)
            own = begun is not None and begun.by == gesture.person.id
            undo = begun.id if begun and own and not history.is_undone(conn, begun.id or 0) else None
            return row, customer.name if customer else "", undo
    return None
