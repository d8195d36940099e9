"""Who may hear of what is looked at: people as Slack knows them, their absences, calendars and settings."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.absences import Absence
from bot.access import Person, Standing
from bot.preferences import Preferences
from bot.quiet import Calendar
from bot.standing_in import Somebody
from handlers import absent
from handlers.house import House

# What their ids begin with; a channel's begins with C or G.
PEOPLE = ("U", "W")
# Of the admins, so many may be asked where there is no lead.
MOST_ADMINS = 20
# Why somebody who is no member can't be asked, after their name.
NO_MEMBER: Mapping[Standing, str] = {
    Standing.GONE: "has left this Slack",
    Standing.GUEST: "is a guest here",
    Standing.OUTSIDER: "is from another organisation",
    Standing.BOT: "is an app",
}
# Whose it is and the channel it came from: what is set for a thing depends on these.
Held = Mapping[tuple[str, str], Preferences]


@dataclass(frozen=True)
class Met:
    """Everybody who was asked for and about whom Slack gave an answer: people, their calendars, what holds for each thing's
    owner and channel, and the admins."""

    people: dict[str, Somebody] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    held: dict[tuple[str, str], Preferences] = field(default_factory=dict)
    admins: tuple[str, ...] = ()


async def meet(
    house: House, wanted: Collection[str], things: Iterable[tuple[str, str]], *, now: datetime
) -> Met:
    """Asks for these people, for whoever covers them, for the leads of these things (owner and channel), and for the
    admins where there is none."""
    held = {
        (owner, channel): await house.preferences(person_id=owner, channel_id=channel)
        for owner, channel in {*things, ("", "")}
    }
    leads = {lead for each in held.values() for lead in each.leads}
    admins = () if leads else await house.people.known_admins(now=now)
    ids = [each.id for each in admins][:MOST_ADMINS]
    asked = {each for each in {*wanted, *leads, *ids} if each.startswith(PEOPLE)}
    people = dict(await house.people.several(sorted(asked), now=now))
    away = dict(await absent.absences(house, people.keys(), now=now))
    covers = {each.cover_id for each in away.values() if each.cover_id} - people.keys()
    if covers:
        more = await house.people.several(sorted(covers), now=now)
        people.update(more)
        away.update(await absent.absences(house, more.keys(), now=now))
    calendars: dict[str, Calendar] = {}
    shared: dict[Calendar, Calendar] = {}
    for each in people.values():
        own = await house.preferences(person_id=each.id)
        calendar = Calendar(each.zone, own.hours, own.quiet, own.brief_at)
        # Most people here have the same, and what one of them needs to know of a day the others need, too.
        calendars[each.id] = shared.setdefault(calendar, calendar)
    return Met(
        {each: _somebody(person, away.get(each)) for each, person in people.items()},
        calendars,
        held,
        tuple(ids),
    )


def _somebody(person: Person, absence: Absence | None) -> Somebody:
    gone = NO_MEMBER.get(person.standing, "")
    if absence is None or gone:
        return Somebody(person.id, person.name, person.zone, gone)
    if absence.gone:
        return Somebody(person.id, person.name, person.zone, absence.why)
    return Somebody(person.id, person.name, person.zone, "", absence.why, absence.until, absence.cover_id)
