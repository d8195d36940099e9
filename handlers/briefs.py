"""What is said to people by itself: a brief a day, and between two of them only what cannot wait."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.absences import Absence
from bot.access import Person
from handlers import absent, brief_asking, brief_drawing, brief_menu
from handlers.brief_between import Situation
from handlers.brief_deciding import decide, postpone
from handlers.calendars import calendar_for
from handlers.house import UNREACHED, House, reference, without_words
from handlers.routes import Routes
from storage import briefs

log = logging.getLogger("kept")
# So many people are planned for in one round, and so many of them at once.
A_ROUND, AT_ONCE = 200, 20
# Where Slack does not say who somebody is, they are asked for again after this.
NOT_KNOWN = timedelta(minutes=2)
# Where planning for somebody fails in a way that nobody foresaw, it is tried again after this.
FAILED = timedelta(hours=1)


def register(routes: Routes) -> None:
    """What people are told by itself, drawn; and the buttons of it that only show more."""
    routes.posts |= {"brief": brief_drawing.brief, "nudge": brief_drawing.between}
    routes.actions |= {f"brief_rest{leaf}": brief_asking.rest for leaf in ("", "_on", "_back", "_before")}
    routes.actions["brief_line"] = partial(brief_menu.chosen, routes)


async def plan(house: House) -> bool:
    """Puts open nudges into posts whose hour has come; says whether there may be more."""
    now = house.clock()
    people = await house.db.read(briefs.to_plan, house.team_id, now, most=A_ROUND)
    if not people:
        return False
    # In few questions however many they are: Slack lets each be asked only so often.
    known = await house.people.several(people, now=now)
    away = await _absent(house, people, now)
    looking = await house.db.read(briefs.still_looking, house.team_id, now)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        await asyncio.gather(
            *(_plan(house, each, known.get(each), away.get(each), looking, now) for each in some)
        )
    return len(people) >= A_ROUND and not looking


async def _absent(house: House, people: list[str], now: datetime) -> Mapping[str, Absence]:
    try:
        return await absent.absences(house, people, now=now)
    except UNREACHED:
        return {}  # better told while away than not at all


async def _plan(
    house: House, person_id: str, person: Person | None, away: Absence | None, looking: bool, now: datetime
) -> None:
    if person is None:
        await house.db.write(postpone, house.team_id, person_id, now + NOT_KNOWN)
        return
    try:
        await _decide(house, person, away, looking, now)
    except (SQLAlchemyError, *UNREACHED):
        raise  # that is everybody's, and tried again at the next tick
    except Exception as error:  # noqa: BLE001 - whatever it is, it keeps nobody else from their brief
        log.error(  # noqa: TRY400 - the error's own text may hold people's words
            "%s: a brief could not be planned: %s", reference(), without_words(error)
        )
        await house.db.write(postpone, house.team_id, person_id, now + FAILED)


async def _decide(house: House, person: Person, away: Absence | None, looking: bool, now: datetime) -> None:
    calendar = await calendar_for(house, person)
    held = await house.preferences(person_id=person.id)
    situation = Situation(person.id, calendar, away, held.most_nudges, looking, now)
    await house.db.write(decide, house.team_id, situation)
