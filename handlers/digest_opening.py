"""The numbers of a digest, opened: what is behind each, for whoever pressed it."""

from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.refusals import Refusal
from handlers.gestures import Answer, Ask, Gesture
from handlers.house import House
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.views import digest_opening as views
from handlers.views.digest_told import NUMBERS, Some
from storage import digests as questions

OUTDATED = "That button is from an older Kept. The next digest has new ones."


def register(routes: Routes) -> None:
    """A button for each number, and the ways on."""
    for what in NUMBERS:
        routes.actions |= {
            f"digest_open_{what}": partial(opened, what=what),
            f"digest_open_{what}_on": partial(opened, what=what),
        }


async def opened(house: House, gesture: Gesture, *, what: str) -> Answer:
    """A window with what is behind a number, a page of it."""
    try:
        since, until, page = views.read_carried(gesture.value)
        span = datetime.fromisoformat(since), datetime.fromisoformat(until)
    except ValueError:
        raise Refusal(OUTDATED) from None
    some = await house.db.read(look, gesture, what, *span, page)
    message = views.behind(what, some, eye(house, gesture), page=page, span=(since, until))
    return Ask(message.as_view(NUMBERS[what]))


def look(conn: Connection, gesture: Gesture, what: str, since: datetime, until: datetime, page: int) -> Some:
    """The things themselves: of the digest's span, or as they are by now."""
    asked = {"most": views.A_PAGE, "skip": page * views.A_PAGE}
    team_id, now = gesture.team_id, gesture.now
    if what == "kept":
        return Some(*questions.kept(conn, team_id, since, until, **asked))
    if what == "logged":
        return Some(*questions.logged(conn, team_id, since, until, **asked))
    if what == "praised":
        return Some(*questions.praised(conn, team_id, since, until, **asked))
    if what == "unowned":
        return Some(*questions.unowned(conn, team_id, **asked))
    if what == "late":
        return Some(*questions.late(conn, team_id, now, **asked))
    return Some(*questions.waiting(conn, team_id, now, **asked))
