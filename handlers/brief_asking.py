"""`/kept brief`, which shows what asks for me now, and the rest of a brief that one screen did not hold."""

from sqlalchemy import Connection

from bot import briefs as rules
from bot.nudges import held_back
from bot.refusals import Refusal, Unknown
from handlers import brief_contents as contents
from handlers.brief_drawing import in_post
from handlers.brief_sleep import asleep_for
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import briefs as views
from handlers.views.eye import Eye
from handlers.views.parts import Message
from storage import briefs, posts
from storage.tables import Nudge

# Lines of the rest on one page, which has at most three blocks each and fits a message too.
A_PAGE = 12
NOW = "now"


async def asked(house: House, gesture: Gesture, _rest: str = "") -> Answer:
    """`/kept brief`: what is open for me now. It does not count as the day's brief."""
    seen = eye(house, gesture)
    said = await house.db.read(_look, gesture, seen)
    return Say(views.asked(said, seen), title="Your brief")


def _look(conn: Connection, gesture: Gesture, seen: Eye) -> views.Brief:
    some = awake(conn, gesture)
    first, rest_ = rules.on_screen(some)
    before = briefs.last_of_person(conn, gesture.team_id, gesture.person.id)
    told = contents.Told(contents.Told.read(before.about).to if before else 0, briefs.last_entry(conn))
    good = contents.news(conn, gesture.team_id, gesture.person.id, told, at=gesture.now)
    return views.Brief(
        contents.shown(conn, gesture.team_id, first, seen, at=gesture.now),
        rest=len(rest_),
        count=len(some),
        news=good,
        post=NOW,
    )


def awake(conn: Connection, gesture: Gesture) -> list[Nudge]:
    """What is open for this person, but for what they have snoozed and what is held back from their briefs."""
    open_ = briefs.open_of_person(conn, gesture.team_id, gesture.person.id)
    found = [each for each in open_ if not held_back(each, now=gesture.now)]
    asleep = asleep_for(conn, gesture.team_id, gesture.person.id, found, now=gesture.now)
    return [each for each in found if (each.kind, each.row_id) not in asleep]


async def rest(house: House, gesture: Gesture) -> Answer:
    """*Show the rest*, and its pages."""
    which, _, first = gesture.value.partition(" ")
    if not (first.isdecimal() and len(first) < 6 and (which == NOW or which.isdecimal())):
        raise Refusal("That button is from an older Kept. Type /kept brief.")
    seen = eye(house, gesture)
    message = await house.db.read(_page, gesture, which, int(first), seen)
    if gesture.surface == "modal":
        return Say(message, title="The rest")
    return Ask(message.as_view("The rest"))


def _page(conn: Connection, gesture: Gesture, which: str, first: int, seen: Eye) -> Message:
    some = awake(conn, gesture) if which == NOW else _in_post(conn, gesture, int(which))
    _, left = rules.on_screen(some)
    first = min(first, len(left) - 1 if left else 0) // A_PAGE * A_PAGE
    lines = contents.shown(conn, gesture.team_id, left[first : first + A_PAGE], seen, at=gesture.now)
    return views.rest(lines, seen, post=which, first=first, count=len(left), page=A_PAGE)


def _in_post(conn: Connection, gesture: Gesture, post_id: int) -> list[Nudge]:
    post = posts.by_id(conn, gesture.team_id, post_id)
    if post is None or post.place != gesture.person.id:
        raise Unknown("That brief is not yours to open. Yours: /kept brief")
    return in_post(conn, post)
