"""Until when a snooze is to keep quiet: an entry of the menu, or what was typed, on the person's own calendar.

A day means its brief. An hour means that hour where they work then, and otherwise the first brief after it, so that
what is said of a snooze is what comes of it.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import dates, moments
from bot.calendar import read_wall, wall_of
from bot.patterns import pattern
from bot.quiet import Calendar, hour_of_brief
from bot.refusals import NotADate, Refusal
from bot.snoozes import REPLY, STOP, UNTIL, Rest
from bot.working_days import later, on_or_after

# What is waited for without a date ends by itself after so many working days.
LONGEST_REPLY = 10
# Working days at a time for what they are waiting for: a promise whose date is over, or our answer.
LONGEST_LATE = 3
LATE = "Its date is over and they are waiting for it", "tell them a new date and move it there"
WAITED_ON = "They are waiting for us", "tell them so and note by when they have it"
# Calendar days. What nobody wants to hear of for longer is not to be snoozed but settled.
LONGEST = 90
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
# "2 working days", "for 3 days", "2h", "30 min".
SPAN = pattern(
    r"(?:for |in )?(?:the )?(?:next )?(\d{1,3}|an?|one|two|three|half an) ?(?:working |business )?"
    r"(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)",
    re.IGNORECASE,
)
SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
HALF = "half an"
# The customer's answer, in the words people have for it.
ANSWER = pattern(
    r"(?:until |till |til )?(?:there is |there's |we get |i get |they give )?"
    r"(?:they(?:'ve|’ve| have)? (?:reply|replied|answer|answered|call(?: back)?|called|write|wrote|get in touch|respond|come back)"
    r"|(?:a |an |their |the )?(?:reply|answer|response|word))",
    re.IGNORECASE,
)
LEADS = pattern(r"(?:until|till|til|to|for|by)\b[:\s]*", re.IGNORECASE)


def choice(name: str, *, now: datetime, calendar: Calendar) -> Rest:
    """What an entry of the menu means at this moment: the brief of the next working day ("tomorrow"), of the next week
    ("monday"), in two working days ("days"), or the customer's answer ("reply"). Raises KeyError for any other."""
    today = now.astimezone(ZoneInfo(calendar.zone)).date()
    match name:
        case "tomorrow":
            return Rest(UNTIL, _brief_on(today + A_DAY, calendar))
        case "monday":
            return Rest(UNTIL, _brief_on(today + A_DAY * (7 - today.weekday()), calendar))
        case "days":
            return Rest(UNTIL, _brief_on(later(today, 2, calendar.hours), calendar))
        case "reply":
            return Rest(REPLY, _brief_on(later(today, LONGEST_REPLY, calendar.hours), calendar))
        case _:
            raise KeyError(name)


def typed(
    text: str,
    *,
    now: datetime,
    calendar: Calendar,
    order: dates.Order | None,
    stop: bool = False,
    languages: Sequence[str] = dates.ENGLISH,
) -> Rest | None:
    """What was typed after "snooze N-9" (or, with `stop`, after "stop N-9"): "until Thu", "2 days", "1h", "until they
    reply". None where nothing was.

    Raises NotADate where it is no date or could be two, and Refusal where it is none that one can wait for.
    """
    said = text.strip(dates.PUNCTUATION)
    if not said:
        return None
    zone = calendar.zone
    if ANSWER.fullmatch(said):
        if stop:
            raise Refusal(
                "A stop needs a day, for example until Mon. To wait for an answer: snooze … until they reply."
            )
        return choice("reply", now=now, calendar=calendar)
    how = STOP if stop else UNTIL
    if span := SPAN.fullmatch(said):
        return Rest(how, _checked(_spanned(span, now, calendar), now, zone))
    bare = LEADS.sub("", said, count=1) if LEADS.match(said) else said
    found = dates.phrase(bare, now=now.astimezone(ZoneInfo(zone)), order=order, languages=languages)
    if not isinstance(found, dates.Found):
        raise NotADate(
            f"I can't read “{said[:60]}” as a date. Try until Thu, until 3 Dec 14:00, 2 days, 1h, or until they reply.",
            field="until",
        )
    if found.doubt is not None and found.doubt is not dates.Doubt.PAST:
        readings = [
            moments.day_in_words(day.isoformat(), now=now, zone=zone) + (f", {at:%H:%M}" if at else "")
            for day, at in found.readings
        ]
        which = f" could be {' or '.join(readings)}" if len(readings) > 1 else " is not clear to me"
        raise NotADate(
            f"“{said[:60]}”{which}. Say it once more, for example until Fri 27 Nov 9am.", field="until"
        )
    if not found.time:
        wall = wall_of(found.day, hour_of_brief(calendar.quiet, calendar.brief_at))
        _checked(wall, now, zone)
        return Rest(how, _brief_on(found.day, calendar))
    _checked(wall_of(found.day, found.time), now, zone)
    return Rest(how, _heard_at(found.day, found.time, calendar))


def for_late(rest: Rest, *, now: datetime, calendar: Calendar, words: tuple[str, str] = LATE) -> Rest:
    """The same for what they are waiting for, which is kept quiet for LONGEST_LATE working days at the most. Raises Refusal
    for more, with `words` that say why and what to do instead; waiting for their answer only ends sooner."""
    today = now.astimezone(ZoneInfo(calendar.zone)).date()
    latest = _brief_on(later(today, LONGEST_LATE, calendar.hours), calendar)
    if rest.wall <= latest:
        return rest
    if rest.how == REPLY:
        return Rest(REPLY, latest)
    at = read_wall(latest)[1]
    said, (why, instead) = moments.day_in_words(latest, now=now, zone=calendar.zone), words
    raise Refusal(
        f"{why}, so I keep quiet for three working days at the most: until {said}, {at:%H:%M}. If it takes longer, "
        f"{instead}.",
        field="until",
    )


def comes_at_once(wall: str, calendar: Calendar) -> bool:
    """Whether what was snoozed until then is heard of at that time; otherwise it is in the brief of that time."""
    return read_wall(wall)[1] != hour_of_brief(calendar.quiet, calendar.brief_at)


def _brief_on(day: date, calendar: Calendar) -> str:
    """The wall of the brief of that day, or of the first working day after it."""
    return wall_of(on_or_after(day, calendar.hours), hour_of_brief(calendar.quiet, calendar.brief_at))


def _heard_at(day: date, at: time, calendar: Calendar) -> str:
    """That time where they work then, or else the first brief after it."""
    hours = calendar.hours
    if hours.works_on(day) and hours.starts <= at <= hours.ends:
        return wall_of(day, at)
    brief = hour_of_brief(calendar.quiet, calendar.brief_at)
    return _brief_on(day if at <= brief else day + A_DAY, calendar)


def _spanned(span: re.Match[str], now: datetime, calendar: Calendar) -> str:
    half = span[1].casefold() == HALF
    count = 1 if half else SMALL.get(span[1].casefold()) or int(span[1])
    unit = span[2][0].casefold()
    if not count or (half and unit != "h"):
        raise NotADate(
            "I can't read that as a time. Say until when, for example until Thu, or 1h.", field="until"
        )
    today = now.astimezone(ZoneInfo(calendar.zone)).date()
    if unit == "w":
        return _brief_on(today + A_DAY * 7 * min(count, 100), calendar)
    if unit == "d":
        return _brief_on(later(today, min(count, LONGEST), calendar.hours), calendar)
    length = timedelta(minutes=count) if unit == "m" else timedelta(hours=count) / (2 if half else 1)
    at = (now.astimezone(UTC) + length).astimezone(ZoneInfo(calendar.zone))
    if at.second or at.microsecond:
        at = at.replace(second=0, microsecond=0) + A_MINUTE
    return _heard_at(at.date(), time(at.hour, at.minute), calendar)


def _checked(wall: str, now: datetime, zone: str) -> str:
    """The wall, if one can wait until then. Raises Refusal."""
    day, at = read_wall(wall)
    local = now.astimezone(ZoneInfo(zone))
    said = moments.day_in_words(wall, now=now, zone=zone)
    if (day, at or time(0)) <= (local.date(), local.time().replace(tzinfo=None)):
        raise NotADate(
            f"{said}{f', {at:%H:%M}' if at else ''} is over already. Say a later time.", field="until"
        )
    if day > local.date() + A_DAY * LONGEST:
        raise Refusal(
            f"{said} is more than {LONGEST} days away, which is more than I keep quiet. Settle it, hand it over, or "
            "snooze it for less.",
            field="until",
        )
    return wall
