"""`/kept why N-9`: why a nudge came, everything that kept it back, and what happens next."""

from sqlalchemy import Connection

from bot.refusals import Unknown
from bot.snooze_words import Named, named
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.nudge_things import Thing, check_may_know, of_named, of_nudge
from handlers.promise_card import eye
from handlers.views import why as views
from storage import absences, nudges, posts
from storage.tables import Nudge

WHICH = "Why what? Each line of your brief ends with its number, for example N-9: /kept why N-9"
# So many earlier ones of the same reason are told.
MOST_BEFORE = 5


async def command(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/kept why N-9`, also of the thing itself: `/kept why P-12`."""
    about = named(typed)
    if not about.number:
        raise Unknown(WHICH)
    return await why(house, gesture, about)


async def why(house: House, gesture: Gesture, about: Named) -> Answer:
    """Why that one came, to whom it may be told."""
    leads = await house.role(gesture.person) != "member"
    told = await house.db.read(_look, gesture, about, leads=leads)
    return Say(views.why(told, eye(house, gesture)), title=f"N-{told.nudge.number}", replace=False)


def _look(conn: Connection, gesture: Gesture, about: Named, *, leads: bool) -> views.Told:
    thing = of_named(conn, gesture, about)
    nudge = thing.nudge
    if nudge is None:
        nudge = _latest(conn, gesture, thing, leads=leads)
        thing = of_nudge(conn, nudge)
    _check(conn, gesture, thing, leads=leads)
    same = nudges.of_rows(conn, gesture.team_id, nudge.kind, [nudge.row_id]).get(nudge.row_id, [])
    before = [
        each
        for each in same
        if (each.reason, each.recipient_id) == (nudge.reason, nudge.recipient_id)
        and each.number < nudge.number
    ]
    after = next((each for each in same if _takes_its_place(each, nudge)), None)
    return views.Told(
        nudge,
        thing.name,
        getattr(thing.row, "number", None),
        str(getattr(thing.row, "words", "") or ""),
        posts.by_id(conn, gesture.team_id, nudge.post_id) if nudge.post_id else None,
        nudges.story_of(nudge),
        before[-MOST_BEFORE:],
        after,
        getattr(thing.row, "next_look_at", None),
    )


def _takes_its_place(other: Nudge, nudge: Nudge) -> bool:
    """Whether another one to the same person about the same thing came when this one ended, or later."""
    ended_at = nudge.ended_at
    later = other.number > nudge.number and other.recipient_id == nudge.recipient_id
    return later and ended_at is not None and other.made_at >= ended_at


def _latest(conn: Connection, gesture: Gesture, thing: Thing, *, leads: bool) -> Nudge:
    """The last nudge about a thing that this person may know of, their own first. Raises Unknown."""
    some = nudges.of_rows(conn, gesture.team_id, thing.kind, [thing.row_id]).get(thing.row_id, [])
    mine = [each for each in some if each.recipient_id == gesture.person.id]
    about = Thing(thing.kind, thing.row_id, thing.row, thing.customer, mine[-1] if mine else None)
    _check(conn, gesture, about, leads=leads)
    if not some:
        raise Unknown(f"Nobody was nudged about {thing.name} yet.")
    return (mine or some)[-1]


def _check(conn: Connection, gesture: Gesture, thing: Thing, *, leads: bool) -> None:
    """Whoever stands in for its owner now may know, too. Raises NotAllowed."""
    owner_id = getattr(thing.row, "owner_id", None)
    away = absences.running(conn, gesture.team_id, [owner_id], gesture.now) if owner_id else {}
    covers = {each.cover_id for some in away.values() for each in some}
    check_may_know(thing, gesture.person.id, leads=leads or gesture.person.id in covers)
