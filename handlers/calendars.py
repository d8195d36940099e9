"""The calendar somebody lives by: their zone as Slack says it, and the hours that hold for them."""

from datetime import datetime

from bot.access import Person
from bot.quiet import Calendar
from handlers.house import House


async def calendar_of(house: House, person_id: str, *, now: datetime) -> Calendar:
    """When one may speak to this person, and when their brief is. Raises as `People.get` does where Slack does not say
    who they are."""
    return await calendar_for(house, await house.people.get(person_id, now=now))


async def calendar_for(house: House, person: Person) -> Calendar:
    """The same of somebody of whom Slack has said who they are."""
    held = await house.preferences(person_id=person.id)
    return Calendar(person.zone, held.hours, held.quiet, held.brief_at)
