"""`/kept brief`, which shows what asks for me now, and the rest of a brief that one screen did not hold."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import briefs as rules
from bot.refusals import Refusal, Unknown
from handlers import brief_before as before
from handlers import brief_contents as contents
from handlers.brief_drawing import end_of_day, in_post
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import briefs as views
from handlers.views.eye import Eye
from handlers.views.parts import Message
from storage import briefs, posts
from storage.tables import Nudge, Post

# Lines of the rest on one page, which has at most three blocks each and fits a message too.
A_PAGE = 12
NOW = "now"
# What was said before a brief, by the id of its post: "b17".
BEFORE = "b"


async def asked(house: House, gesture: Gesture, _rest: str = "") -> Answer:
    """`/kept brief`: what is open for me now. It does not count as the day's brief."""
    seen = eye(house, gesture)
    said = await house.db.read(_look, gesture, seen)
    return Say(views.asked(said, seen), title="Your brief")


def _look(conn: Connection, gesture: Gesture, seen: Eye) -> views.Brief:
    some = before.awake(conn, gesture.team_id, gesture.person.id, now=gesture.now)
    first, rest_ = rules.on_screen(some)
    last = briefs.last_of_person(conn, gesture.team_id, gesture.person.id)
    told = contents.Told(contents.Told.read(last.about).to if last else 0, briefs.last_entry(conn))
    good = contents.news(conn, gesture.team_id, gesture.person.id, told, at=gesture.now)
    return views.Brief(
        contents.shown(conn, gesture.team_id, first, seen, at=gesture.now),
        rest=len(rest_),
        count=len(some),
        news=good,
        post=NOW,
    )


async def rest(house: House, gesture: Gesture) -> Answer:
    """*Show the rest* and *Show them*, and their pages."""
    which, _, first = gesture.value.partition(" ")
    if not (
        first.isdecimal() and len(first) < 6 and (which == NOW or which.removeprefix(BEFORE).isdecimal())
    ):
        raise Refusal("That button is from an older Kept. Type /kept brief.")
    seen = eye(house, gesture)
    message = await house.db.read(_page, gesture, which, int(first), seen)
    title = "Still open" if which.startswith(BEFORE) else "The rest"
    if gesture.surface == "modal":
        return Say(message, title=title)
    return Ask(message.as_view(title))


def _page(conn: Connection, gesture: Gesture, which: str, first: int, seen: Eye) -> Message:
    left, what = _left(conn, gesture, which)
    first = min(first, len(left) - 1 if left else 0) // A_PAGE * A_PAGE
    lines = contents.shown(conn, gesture.team_id, left[first : first + A_PAGE], seen, at=gesture.now)
    return views.rest(lines, seen, post=which, first=first, count=len(left), page=A_PAGE, what=what)


def _left(conn: Connection, gesture: Gesture, which: str) -> tuple[Sequence[Nudge], str]:
    """What a button opens, and what that is called."""
    team_id, person_id, now = gesture.team_id, gesture.person.id, gesture.now
    if which == NOW:
        return rules.on_screen(before.awake(conn, team_id, person_id, now=now))[1], "more"
    post = _post(conn, gesture, int(which.removeprefix(BEFORE)))
    if which.startswith(BEFORE):
        things = contents.Told.read(post.about).before
        return rules.in_order(before.still_open(conn, team_id, person_id, things, now=now)), "still open"
    return rules.on_screen(in_post(conn, post), until=end_of_day(post, now, gesture.person.zone))[1], "more"


def _post(conn: Connection, gesture: Gesture, post_id: int) -> Post:
    post = posts.by_id(conn, gesture.team_id, post_id)
    if post is None or post.place != gesture.person.id:
        raise Unknown("That brief is not yours to open. Yours: /kept brief")
    return post
