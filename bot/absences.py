"""Who is absent: as they said themselves, as Slack shows, or because they left; until when, and who stands in."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.access import Person, Standing
from bot.calendar import WorkingHours, add_working_time, read_wall, wall_of
from bot.changes import Change, differing
from bot.languages.english import absences as english
from bot.moments import day_in_words, moment_in_words
from bot.refusals import AlreadySo, WrongOrder
from storage.tables import Away

# The end of an absence that has none: they left.
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)
# Further ahead nobody plans; it is a slip of the pen.
LONGEST = timedelta(days=3 * 366)
LEFT = "has left this Slack"
BY_STATUS = "away by Slack status"
BY_PAUSE = "away with their notifications paused"
NOT_AWAY = "You are not away as far as I know. To say that you will be: /kept away until Fri cover @sam"


class Absence(NamedTuple):
    """That somebody cannot be asked: `why` in words ("away until Fri 27 Nov", "has left this Slack"), until when as far as
    that is known (UTC), who stands in if they named somebody, and whether they are gone for good."""

    why: str
    until: datetime | None = None
    cover_id: str | None = None
    gone: bool = False


class Wish(NamedTuple):
    """An absence as somebody wants it: its first day, its last one, and `at`, the time of that day at which they are back,
    where they said one; whole days end with the day. `begins` is the time of the first one from which they are away. All
    on the clock of `zone`."""

    first: date
    last: date
    at: time | None
    zone: str
    cover_id: str | None = None
    begins: time | None = None


# -- what follows from what is known


def absent(
    person: Person | None, said: Iterable[Away], *, paused_until: datetime | None = None, now: datetime
) -> Absence | None:
    """Whether somebody is absent now: what they said themselves comes before what Slack shows, but whoever left is gone.

    `person` is None where Slack did not say who they are; `said` are their own absences, whatever has become of them;
    `paused_until` is the end of a pause that counts (see `pause`).
    """
    mine = [each for each in said if runs(each, now=now)]
    if (person is not None and person.standing is Standing.GONE) or (person is None and any(map(left, mine))):
        return Absence(LEFT, gone=True)
    own = max((each for each in mine if not left(each)), key=lambda each: each.until_at, default=None)
    if own is not None:
        return Absence(in_words(own, now=now), own.until_at, own.cover_id)
    if person is not None and (by_status := shown(person, now=now)):
        return by_status
    if paused_until is not None and person is not None:
        return Absence(
            f"{BY_PAUSE} until {moment_in_words(paused_until, person.zone, now=now)}", paused_until
        )
    return None


def shown(person: Person, *, now: datetime) -> Absence | None:
    """Whether the person's Slack status says that they are away, and until when if it ends by itself."""
    until = person.status_until
    if (until is not None and until <= now) or not means_away(person.status, person.emoji):
        return None
    said = (
        f" until {day_in_words(_local_day(until, person.zone), now=now, zone=person.zone)}" if until else ""
    )
    return Absence(f"{BY_STATUS}{said}", until)


def means_away(text: str, emoji: str) -> bool:
    """Whether a status is one of somebody who is away: on holiday, sick, on leave. A meeting, lunch or working from
    somewhere else is none."""
    said = text[:200]
    if english.AT_WORK.search(said):
        return False
    return emoji.strip(":").partition("::")[0] in english.EMOJI or bool(english.STATUS.search(said.strip()))


def pause(
    begins: datetime, ends: datetime, *, hours: WorkingHours, zone: str, now: datetime
) -> datetime | None:
    """The end of a do-not-disturb that runs now and takes more than half a working day; None for any other. The nightly one
    takes no working time, so it is no absence but quiet hours."""
    if not begins <= now < ends:
        return None
    whole = datetime.combine(date.min, hours.ends) - datetime.combine(date.min, hours.starts)
    return ends if add_working_time(begins, whole / 2, hours, zone) < ends else None


def runs(away: Away, *, now: datetime) -> bool:
    """Whether an absence that somebody said holds now."""
    return away.removed_at is None and away.ended_at is None and away.from_at <= now < away.until_at


def left(away: Away) -> bool:
    """Whether it is no absence but the end: the person left Slack."""
    return away.until_at >= FOREVER


def over_at(away: Away) -> datetime:
    """When they were back, or will be (UTC)."""
    return min(away.ended_at, away.until_at) if away.ended_at else away.until_at


def in_words(away: Away, *, now: datetime) -> str:
    """ "away until Fri 27 Nov" for whole days, "away until today 15:00" where they come back at a time."""
    return f"away {until_in_words(away, now=now)}"


def until_in_words(away: Away, *, now: datetime, whole: str = "") -> str:
    """ "until Fri 27 Nov"; `whole` goes before a day that counts whole, such as "the end of "."""
    _, at = read_wall(away.until_wall)
    if at is None:
        return f"until {whole}{day_in_words(away.until_wall, now=now, zone=away.zone)}"
    return f"until {moment_in_words(away.until_at, away.zone, now=now)}"


def first_day(away: Away) -> str:
    """The wall of its first day."""
    return _local_day(away.from_at, away.zone)


def begins_in_words(away: Away, *, now: datetime) -> str:
    """ "Thu 26 Nov", or "Thu 26 Nov, 12:00" where they leave at a time."""
    at = begins_at(away)
    day = day_in_words(first_day(away), now=now, zone=away.zone)
    return f"{day}, {at:%H:%M}" if at else day


def begins_at(away: Away) -> time | None:
    """The time of its first day from which they are away; None for the whole day."""
    at = away.from_at.astimezone(ZoneInfo(away.zone)).time()
    return at if at != time(0) else None


def _local_day(at: datetime, zone: str) -> str:
    return wall_of(at.astimezone(ZoneInfo(zone)).date(), None)


# -- what people do


def make(wish: Wish, *, team_id: str, person_id: str, now: datetime) -> Away:
    """The absence. Raises WrongOrder where it is over already, ends before it begins, or lies years ahead."""
    return Away(team_id=team_id, person_id=person_id, created_at=now, **_fields(wish, now=now))


def change(away: Away, wish: Wish, *, now: datetime) -> Change:
    """Another end, beginning or cover. Raises as make does, and AlreadySo where nothing differs."""
    fields: dict[str, Any] = dict(_fields(wish, now=now))
    if away.from_at <= now and fields["from_at"] <= now:
        fields["from_at"] = away.from_at  # it has begun
    fields = differing(away, fields)
    if not fields:
        raise AlreadySo("It says that already: nothing was changed.")
    return Change("edited", fields)


def end(away: Away, *, now: datetime) -> Change:
    """They are back, or will not be away after all. Raises AlreadySo where it is over."""
    if away.removed_at or away.ended_at or away.until_at <= now:
        raise AlreadySo(NOT_AWAY)
    if away.from_at > now:
        return Change("called off", {"removed_at": now})
    return Change("back", {"ended_at": now})


def _fields(wish: Wish, *, now: datetime) -> Mapping[str, Any]:
    place = ZoneInfo(wish.zone)
    today = now.astimezone(place).date()
    if wish.last < wish.first:
        raise WrongOrder("The last day comes before the first one. Which days do you mean?", field="last")
    begins = datetime.combine(wish.first, wish.begins or time(0), place).astimezone(UTC)
    if wish.first < today or begins < now:
        begins = now
    day, at = (wish.last, wish.at) if wish.at else (wish.last + A_DAY, time(0))
    ends = datetime.combine(day, at, place).astimezone(UTC)
    if ends <= now:
        raise WrongOrder("That is over already. Until when are you away?", field="last")
    if ends <= begins:
        raise WrongOrder("It would end before it begins. Which days do you mean?", field="last")
    if ends - now > LONGEST:
        raise WrongOrder("That is years ahead. Which year do you mean?", field="last")
    return {
        "from_at": begins,
        "until_at": ends,
        "until_wall": wall_of(wish.last, wish.at),
        "zone": wish.zone,
        "cover_id": wish.cover_id,
    }
