"""A date as somebody typed it, understood on their own clock, or asked about."""

from datetime import datetime

from bot import dates, moments
from bot.access import Person
from bot.calendar import wall_of
from bot.doubtful_dues import bare, no_such
from bot.refusals import NotADate
from bot.said import Asked
from handlers.house import House
from handlers.people import local

# What is said of a date that is none to go by, though nothing is wrong with the way it is written.
WHY = {
    dates.Doubt.NO_SUCH_DATE: "There is no “{typed}”. Which date do you mean?",
    dates.Doubt.FROM_WHEN: "“{typed}” says from when, not by when. By which date?",
    dates.Doubt.THEIR_CLOCK: "“{typed}”: I don't know their clock. Say it on yours, or with a city: Fri 5pm London time.",
}
Spoken = dates.Found | dates.NoDateYet | None


def wall(found: Spoken) -> str | None:
    """The wall of a date that is certain; None for "ASAP" and for nothing."""
    return wall_of(found.day, found.time) if isinstance(found, dates.Found) else None


def doubt(found: Spoken, *, typed: str, person: Person, now: datetime) -> str:
    """The question to ask before a date is taken, or nothing where it is certain."""
    if not isinstance(found, dates.Found) or found.doubt is None:
        return ""
    if found.doubt is dates.Doubt.PAST:
        day = moments.day_in_words(found.day.isoformat(), now=now, zone=person.zone)
        at = f", {found.time:%H:%M}" if found.time else ""
        return f"“{typed}” would be {day}{at}, which is in the past. Which date do you mean?"
    if found.doubt in WHY:
        return WHY[found.doubt].format(
            typed=bare(typed) if found.doubt is dates.Doubt.NO_SUCH_DATE else typed
        )
    readings = [
        moments.day_in_words(day.isoformat(), now=now, zone=person.zone) + (f", {at:%H:%M}" if at else "")
        for day, at in found.readings
    ]
    if found.doubt is dates.Doubt.SEVERAL:
        return (
            f"There are {len(readings)} dates in it: {' and '.join(readings)}. Which one is this about? What is due on another day "
            "is a promise of its own."
        )
    if len(readings) > 1:
        return f"“{typed}” could be {' or '.join(readings)}. Which do you mean?"
    return f"I am not sure which date “{typed}” is. Say it once more, for example Fri 27 Nov 5pm."


def read_field(
    house: House, person: Person, typed: str, *, field: str, now: datetime, stands: str | None = None
) -> str | None:
    """The wall that a date field holds, None where it is empty or says that there is no date yet.

    `stands` is the wall that the form was filled with: untouched it stays, though it may have passed by now. Raises
    NotADate where it is no date, or where it could be two.
    """
    if not typed.strip():
        return None
    if stands is not None and typed.strip() == as_typed(stands):
        return stands
    asked: Asked = {
        "now": local(now, person),
        "order": house.settings.date_order,
        "languages": dates.spoken(person.locale),
    }
    found = dates.phrase(typed, **asked) or no_such(typed, asked)
    if found is None:
        raise NotADate(
            f"I can't read “{typed.strip()[:60]}” as a date. Try Fri 5pm, tomorrow, 27 Nov or in 2 weeks.",
            field=field,
        )
    if question := doubt(found, typed=typed.strip(), person=person, now=now):
        raise NotADate(question, field=field)
    return wall(found)


def as_typed(wall_: str | None) -> str:
    """A wall as it stands in a form's field, to be read back the same: "Fri 27 Nov 2026 17:00"."""
    if wall_ is None:
        return ""
    day, _, at = wall_.partition("T")
    moment = datetime.fromisoformat(day)
    words = (
        f"{moments.WEEKDAYS[moment.weekday()]} {moment.day} {moments.MONTHS[moment.month - 1]} {moment.year}"
    )
    return f"{words} {at}".rstrip()
