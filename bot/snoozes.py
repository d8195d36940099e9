"""Snoozes: until when somebody wants to hear nothing of one thing, counted on their own calendar and said in words."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import dates, moments
from bot.calendar import LONGEST_REST, WorkingHours, add_working_time, instant, read_wall, wall_of
from bot.refusals import NotADate, Refusal
from storage.tables import Snooze

UNTIL, REPLY, STOP = "until", "reply", "stop"
# What is waited for without a date ends by itself after so many working days.
LONGEST_REPLY = 10
# Calendar days. What nobody wants to hear of for longer is not to be snoozed but settled.
LONGEST = 90
A_DAY = timedelta(days=1)
# "2 working days", "for 3 days", "2h": counted in working time; weeks are calendar weeks.
SPAN = re.compile(
    r"(?:for )?(?:the )?(?:next )?(\d{1,3}|an?|one|two|three) ?(?:working |business )?(h|hrs?|hours?|d|days?|w|weeks?)",
    re.IGNORECASE,
)
SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
# The customer's answer, in the words people have for it.
ANSWER = re.compile(
    r"(?:until |till |til )?(?:there is |there's |we get |i get |they give )?"
    r"(?:they(?:'ve|’ve| have)? (?:reply|replied|answer|answered|call(?: back)?|called|write|wrote|get in touch|respond|come back)"
    r"|(?:a |an |their |the )?(?:reply|answer|response|word))",
    re.IGNORECASE,
)
LEADS = re.compile(r"(?:until|till|til|to|for|by)\b[:\s]*", re.IGNORECASE)


@dataclass(frozen=True)
class Rest:
    """For how long: `how` as a snooze has it, and the wall (with a time) on the person's clock until which it holds."""

    how: str
    wall: str


def choice(name: str, *, now: datetime, zone: str, hours: WorkingHours) -> Rest:
    """What an entry of the menu means at this moment: "tomorrow" and "monday" are mornings of working days, "days" two
    days of working time, "reply" the customer's answer. Raises KeyError for any other."""
    today = now.astimezone(ZoneInfo(zone)).date()
    match name:
        case "tomorrow":
            return Rest(UNTIL, _morning(today + A_DAY, hours))
        case "monday":
            return Rest(UNTIL, _morning(today + A_DAY * (7 - today.weekday()), hours))
        case "days":
            return Rest(UNTIL, _after(_working_days(2, hours), now, zone, hours))
        case "reply":
            return Rest(REPLY, _after(_working_days(LONGEST_REPLY, hours), now, zone, hours))
        case _:
            raise KeyError(name)


def typed(
    text: str, *, now: datetime, zone: str, hours: WorkingHours, order: dates.Order | None, stop: bool = False
) -> Rest | None:
    """What was typed after "snooze N-9" (or, with `stop`, after "stop N-9"): "until Thu", "2 days", "until they reply".
    None where nothing was. A day means its morning.

    Raises NotADate where it is no date or could be two, and Refusal where it is none that one can wait for.
    """
    said = text.strip(dates.PUNCTUATION)
    if not said:
        return None
    if ANSWER.fullmatch(said):
        if stop:
            raise Refusal(
                "A stop needs a day, for example until Mon. To wait for an answer: snooze … until they reply."
            )
        return choice("reply", now=now, zone=zone, hours=hours)
    how = STOP if stop else UNTIL
    if span := SPAN.fullmatch(said):
        return Rest(how, _checked(_spanned(span, now, zone, hours), now, zone))
    bare = LEADS.sub("", said, count=1) if LEADS.match(said) else said
    found = dates.phrase(bare, now=now.astimezone(ZoneInfo(zone)), order=order)
    if not isinstance(found, dates.Found):
        raise NotADate(
            f"I can't read “{said[:60]}” as a date. Try until Thu, until 3 Dec 14:00, 2 days, or until they reply.",
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
    wall = wall_of(found.day, found.time) if found.time else _morning_of(found.day.isoformat(), hours)
    return Rest(how, _checked(wall, now, zone))


def make(
    rest: Rest,
    *,
    team_id: str,
    kind: str,
    row_id: int,
    customer_id: int | None,
    person_id: str,
    zone: str,
    hours: WorkingHours,
    now: datetime,
) -> Snooze:
    """The snooze of one person about one thing."""
    return Snooze(
        team_id=team_id,
        kind=kind,
        row_id=row_id,
        customer_id=customer_id,
        person_id=person_id,
        how=rest.how,
        until_at=instant(rest.wall, zone, hours),
        until_wall=rest.wall,
        zone=zone,
        created_at=now,
    )


def holds(snooze: Snooze, *, now: datetime, heard_at: datetime | None) -> bool:
    """Whether it still keeps the thing quiet. `heard_at` is when the customer was last heard of (UTC): that ends every
    snooze but a stop, since whoever hears from them wants to know what is open."""
    if snooze.removed_at is not None or (snooze.until_at is not None and snooze.until_at <= now):
        return False
    return snooze.how == STOP or heard_at is None or heard_at <= snooze.created_at


def in_words(snooze: Snooze, *, now: datetime, zone: str) -> str:
    """Until when, to be read after "quiet": "until Thu 26 Nov, 09:00", "until they reply, or until … at the latest"."""
    said = f"until {moments.moment_in_words(snooze.until_at or now, zone, now=now)}"
    if snooze.how == REPLY:
        return f"until they reply, or {said} at the latest"
    return f"{said}, whatever happens" if snooze.how == STOP else said


def _working_days(count: int, hours: WorkingHours) -> timedelta:
    begins, ends = (timedelta(hours=at.hour, minutes=at.minute) for at in (hours.starts, hours.ends))
    return (ends - begins) * count


def _after(span: timedelta, now: datetime, zone: str, hours: WorkingHours) -> str:
    """The wall at which so much working time has passed; what would be the end of a day is the next morning."""
    at = add_working_time(now, span, hours, zone).astimezone(ZoneInfo(zone))
    if at.time().replace(second=0, microsecond=0) >= hours.ends:
        return _morning(at.date() + A_DAY, hours)
    return wall_of(at.date(), time(at.hour, at.minute))


def _morning(day: object, hours: WorkingHours) -> str:
    """The beginning of work on that day, or on the next one on which people work."""
    found = datetime.fromisoformat(str(day)).date()
    for _ in range(LONGEST_REST):
        if hours.works_on(found):
            break
        found += A_DAY
    return wall_of(found, hours.starts)


def _morning_of(day: str, hours: WorkingHours) -> str:
    return wall_of(datetime.fromisoformat(day).date(), hours.starts)


def _spanned(span: re.Match[str], now: datetime, zone: str, hours: WorkingHours) -> str:
    count = SMALL.get(span[1].casefold()) or int(span[1])
    unit = span[2][0].casefold()
    if not count:
        raise NotADate("That is now. Say until when, for example until Thu.", field="until")
    if unit == "w":
        today = now.astimezone(ZoneInfo(zone)).date()
        return _morning(today + A_DAY * 7 * min(count, 100), hours)
    if unit == "d":
        return _after(_working_days(min(count, LONGEST), hours), now, zone, hours)
    return _after(timedelta(hours=min(count, 24 * LONGEST)), now, zone, hours)


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
