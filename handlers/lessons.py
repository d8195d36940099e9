"""`/kept lessons`: a month's *what we got wrong and fixed*, drafted for a lead to publish [practice 49]."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.lessons import Month, draft, month_of
from bot.listening_names import WORDS_TOO, KnownNames
from bot.refusals import Unreadable
from bot.text import shorten
from bot.wording import MENTION
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.leads import admit
from handlers.routes import Routes
from handlers.views import lessons as views
from storage import customers
from storage import lessons as questions
from storage.tables import Mistake, SystemFix

CALLED = re.compile(r"@[\w.-]{2,40}")
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}", re.IGNORECASE)
# In what stands between these nobody looks for names, as it may be somebody else's words.
QUOTES = str.maketrans("", "", '`"“”„«»<>')
SOMEBODY = "a customer"
COLLEAGUE = "a colleague"


def register(routes: Routes) -> None:
    """*Show the draft*; `/kept lessons` comes in through its command."""
    routes.actions["lessons"] = pressed


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Show the draft*, of the month that the button names."""
    return await command(house, gesture, gesture.value)


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """The draft of the last whole month, or of the one that is said. Raises NotAllowed for who is no lead, and
    Unreadable for what is no month."""
    await admit(house, gesture, to="draft what we got wrong and fixed")
    today = gesture.now.astimezone(ZoneInfo(gesture.person.zone)).date()
    month = month_of(rest, today)
    if month is None:
        raise Unreadable(
            f"I can't read “{shorten(rest, 60)}” as a month that has begun. Type /kept lessons for the last one, or "
            "/kept lessons October"
        )
    cases, fixes, names = await house.db.read(look, gesture, month)
    if not cases and not fixes:
        return Say(views.nothing(month), title="What we learned")
    index = known_names(names, await _colleagues(house, gesture))
    return Say(views.lessons(month, draft(month, cases, fixes, lambda said: nameless(said, index))))


async def _colleagues(house: House, gesture: Gesture) -> Sequence[str]:
    """What everybody is called here, also who has left; nothing where Slack does not say."""
    try:
        return [each.name for each in (await house.people.everybody(now=gesture.now)).values()]
    except UNREACHED:
        return ()


def look(
    conn: Connection, gesture: Gesture, month: Month
) -> tuple[Sequence[Mistake], Sequence[SystemFix], Sequence[str]]:
    """The month's cases and fixes on this person's calendar, and every name that a customer goes by."""
    place = ZoneInfo(gesture.person.zone)
    since, until = (datetime.combine(day, time(), place) for day in (month.first, month.following))
    team_id = gesture.team_id
    names = [name for _, _, name in customers.written_names(conn, team_id)]
    return questions.opened(conn, team_id, since, until), questions.fixed(conn, team_id, since, until), names


def known_names(customers: Sequence[str], colleagues: Sequence[str]) -> KnownNames[str]:
    """What stands in the place of every name, as `nameless` needs it. Colleagues are also called by their first name alone,
    unless that is a word, too."""
    firsts = {name.split()[0] for name in colleagues if name.strip()}
    return KnownNames(
        [(SOMEBODY, name) for name in customers] + [(COLLEAGUE, name) for name in colleagues],
        shorts=[(COLLEAGUE, first) for first in sorted(firsts) if first.casefold() not in WORDS_TOO],
    )


def nameless(said: str, index: KnownNames[str]) -> str:
    """People's words without the names of customers and colleagues, and without addresses."""
    said = ADDRESS.sub("an address", MENTION.sub(COLLEAGUE, said)).translate(QUOTES)
    for each in reversed(index.found(said)):
        said = f"{said[: each.start].removesuffix('@')}{each.customer}{said[each.end :]}"
    return CALLED.sub(COLLEAGUE, said)
