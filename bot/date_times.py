"""From the time of day that was said to a moment in the speaker's zone."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.said import Clock, Doubt, Said

Moment = tuple[date, time | None]
NOON, LAST_MINUTE = time(12), time(23, 59)
PART_ENDS = {"morning": NOON, "lunch": NOON, "evening": LAST_MINUTE, "night": LAST_MINUTE}
"""When a part of the day is over; an afternoon ends with the working day, so it has no time of its own."""

TOO_LATE = {"morning": 5, "lunch": 12, "afternoon": 15}
"""The hour from which "in the morning" and the like, said alone, are tomorrow's."""

OVER = {"morning": 12, "lunch": 14, "afternoon": 18}
"""The hour from which "the end of the morning" and the like, said alone, are tomorrow's."""


def at_time(said: Said, day: date, zone: tzinfo | None) -> Moment:
    """The moment on a day; a named zone is turned into the speaker's, a time the clocks skip moves forward."""
    if said.clock is None:
        if said.part == "midnight":
            return day + timedelta(days=1), time(0)
        return day, None if said.end_of_day else PART_ENDS.get(said.part or "")
    at, over = _wall_clock(said.clock, said.part)
    wall = datetime.combine(day + timedelta(days=over), at, tzinfo=said.zone or zone)
    local = wall.astimezone(UTC).astimezone(zone)
    return local.date(), local.time()


def _wall_clock(clock: Clock, part: str | None) -> tuple[time, int]:
    """The time of day and how many days it runs over; an hour from 1 to 6 alone is the afternoon."""
    hour = clock.hour
    if clock.exact or not 1 <= hour <= 12:
        return time(hour % 24, clock.minute), hour // 24
    if part == "morning":
        return time(hour % 12, clock.minute), 0
    if part in ("evening", "night") and hour == 12:
        return time(0, clock.minute), 1
    if part in ("afternoon", "evening", "night", "lunch") or hour <= 6:
        return time(hour % 12 + 12, clock.minute), 0
    return time(hour, clock.minute), 0


def is_past(moment: Moment, now: datetime) -> bool:
    """Whether a moment is before now, to the minute; a day is past when it is over."""
    (day, at), today = moment, now.date()
    if at is None or day != today:
        return day < today
    return at < now.time().replace(second=0, microsecond=0)


def time_alone(said: Said, now: datetime) -> tuple[list[Moment], Doubt | None]:
    """The next such time of day. Nine o'clock said at ten may be tonight or tomorrow: both, and the doubt."""
    if said.clock is None:
        return [_part_alone(said, now)], None
    today = (now.astimezone(said.zone) if said.zone else now).date()
    moment = at_time(said, today, now.tzinfo)
    if not is_past(moment, now):
        return [moment], None
    tomorrow = at_time(said, today + timedelta(days=1), now.tzinfo)
    clock = said.clock
    if not clock.exact and said.part is None and 7 <= clock.hour <= 11:
        later = Said(clock=Clock(clock.hour + 12, clock.minute, exact=True), zone=said.zone)
        tonight = at_time(later, today, now.tzinfo)
        if not is_past(tonight, now):
            return [tomorrow, tonight], Doubt.AM_OR_PM
    return [tomorrow], None


def _part_alone(said: Said, now: datetime) -> Moment:
    """In the morning, said alone, is tomorrow once the day has begun; its end is not before noon."""
    over = OVER if said.edge == "end" else TOO_LATE
    day = now.date() + timedelta(days=int(now.hour >= over.get(said.part or "", 24)))
    return at_time(said, day, now.tzinfo)
