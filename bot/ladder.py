"""Who hears of what asks for attention, and when: whoever it asks first, then the cover, then a lead [12].

What was said earlier is all that the ladder remembers. A step is taken only once it was announced, in a nudge that was
said, to whom it passes over; where the next person changes it is announced anew first. Whoever was told stays so until
the matter ends, and an answer or a snooze of anybody on the ladder stops it until the thing is asked anew. A step comes
with the brief of whom it reaches, and is announced for that time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.attention import Asking
from bot.calendar import add_working_time
from bot.ladder_steps import due_at, lands
from bot.moments import day_in_words
from bot.quiet import next_brief
from bot.standing_in import WAITED_FOR, Call, Circle, Told, back_at, first_of, leads_of

# Working time between the announcement of a new next person and their hearing of it.
ANNOUNCED_FOR = timedelta(hours=1)
# How soon a nudge that is not said yet is looked at again: at first, and at last.
SOONEST, LATEST = timedelta(minutes=5), timedelta(hours=1)


@dataclass(frozen=True)
class Climb:
    """Everybody who is to hear of it now, and when to look again at the latest (UTC)."""

    calls: Sequence[Call]
    next_at: datetime | None = None


def climb(
    asking: Asking,
    circle: Circle,
    told: Sequence[Told],
    *,
    ladder: bool,
    answered_at: datetime | None,
    said_by: datetime,
    now: datetime,
) -> Climb:
    """Who hears of what asks. `told` is what was made for this reason before, in that order; `answered_at` when anybody on
    the ladder last did something about it or snoozed it; `said_by` when a nudge that is made now will have been said."""
    calls = first_of(asking, circle, told, now=now)
    if not calls:
        return Climb(())
    back = back_at(asking, circle, now=now)
    if not ladder or calls[0].role == "lead":
        return Climb(calls, back)
    if _paused(calls[0], told, answered_at):
        calls, at = [*calls, *_standing(told, circle, calls)], None
    else:
        since = [
            each for each in told if each.said_at and (answered_at is None or each.said_at > answered_at)
        ]
        calls, at = _steps(asking, circle, calls, told, since, said_by=said_by, now=now)
    return Climb(calls, min(filter(None, (at, back)), default=None))


def _paused(first: Call, told: Sequence[Told], answered_at: datetime | None) -> bool:
    """Whether what it asks now was answered already, or snoozed, after it was said."""
    return answered_at is not None and any(
        each.said_at is not None and each.said_at <= answered_at
        for each in told
        if (each.recipient_id, each.window) == (first.recipient_id, first.window)
    )


def _standing(told: Sequence[Told], circle: Circle, calls: Sequence[Call]) -> list[Call]:
    """Steps that were taken and have not ended: they stand as long as it asks."""
    return _as_calls([each for each in told if each.climbed and each.open], told, circle, calls)


def _taken(told: Sequence[Told], since: Sequence[Told], circle: Circle, calls: Sequence[Call]) -> list[Call]:
    """The steps taken since it was asked, in their order, also those that rested meanwhile: they stand again. They have
    the window in which it was asked first."""
    begun = [each.window for each in since if each.recipient_id == calls[0].recipient_id]
    steps = [
        each
        for each in told
        if each.climbed and begun and f"{each.window}+".startswith(f"{begun[0]}+")  # and perhaps its suffix
    ]
    return _as_calls(steps, told, circle, calls)


def _as_calls(
    steps: Sequence[Told], told: Sequence[Told], circle: Circle, calls: Sequence[Call]
) -> list[Call]:
    already = {each.recipient_id for each in calls}
    found = {}
    for each in steps:
        known, suffix = circle.known.get(each.recipient_id), circle.suffixes.get(each.recipient_id, "")
        if known and not known.gone and known.id not in already:
            window = each.window if each.window.endswith(suffix) else each.window + suffix
            found[known.id] = Call(known.id, each.role, window, climbed=True)
    return [replace(call, note=_note(told, circle, call)) for call in found.values()]


def _steps(
    asking: Asking,
    circle: Circle,
    calls: Sequence[Call],
    told: Sequence[Told],
    since: Sequence[Told],
    *,
    said_by: datetime,
    now: datetime,
) -> tuple[list[Call], datetime | None]:
    """The calls with those of the ladder, announced where they are not yet; and when to look again. `since` is what was
    said since the last answer."""
    taken = _taken(told, since, circle, calls)
    base = [*calls, *taken]
    earlier = _standing(told, circle, base)
    following = _following(circle, base, taken, told)
    if following is None:
        later = _lead_missing(taken, circle)
        at = add_working_time(now, WAITED_FOR, circle.hours, circle.zone) if later else None
        return [*_knowing(base, taken, circle), *earlier], at
    # Who takes a step and had stood in before is told nothing anew: what they heard then counts.
    heard = [
        *since,
        *(each for each in told if each.said_at and each.climbed and each.open and each not in since),
    ]
    at, look, steps = _next(asking, circle, base, taken, heard, following, said_by=said_by, now=now)
    if not steps:
        base = [replace(each, next_id=following, next_at=at) for each in base]
        return [*_knowing(base, taken, circle), *earlier], look
    window = next(each.window for each in since if each.recipient_id == calls[0].recipient_id)
    pressing = lands(asking, following, at, circle)[1]
    reached = [following]
    if pressing and _role(following, circle) == "lead":
        # What can't wait for a brief goes to every lead who can be asked.
        already = [following, circle.owner_id or "", *(each.recipient_id for each in base)]
        others = leads_of(circle, already, told, urgent=True)
        reached += [each for each in others if circle.known[each].reachable]
    climbing = [
        Call(
            each,
            _role(each, circle),
            window + circle.suffixes.get(each, ""),
            climbed=True,
            pressing=pressing,
        )
        for each in reached
    ]
    new = [replace(each, note=_note(told, circle, each)) for each in climbing]
    kept = [each for each in earlier if each.recipient_id not in reached]
    # What comes after this step is announced once it was said.
    return [*_knowing(base, [*taken, *new], circle), *new, *kept], look


def _next(
    asking: Asking,
    circle: Circle,
    base: Sequence[Call],
    taken: Sequence[Call],
    heard: Sequence[Told],
    following: str,
    *,
    said_by: datetime,
    now: datetime,
) -> tuple[datetime, datetime, bool]:
    """When the next person hears of it, when to look again, and whether that is now."""
    waits = [timedelta(hours=each) for each in circle.waits]
    last = taken[-1] if taken else base[0]
    said = _said(heard, last)
    if said is None:
        said_by = _brief_of(last, circle, now=now) or said_by if taken else said_by
        # Nobody can be passed over who was not told yet.
        passed = max(now - said_by, timedelta(0))
        look = max(said_by, now) + min(max(passed, SOONEST), LATEST)
        due = due_at(said_by, waits[bool(taken)], circle)
        return lands(asking, following, due, circle)[0], look, False
    due = due_at(said, waits[0], circle)
    if taken:
        first = _said(heard, base[0])
        due = due_at(max(said, due_at(first, waits[0], circle) if first else said), waits[1], circle)
    announced = _announced(heard, last, following)
    if announced is None:
        at = lands(asking, following, max(due, due_at(now, ANNOUNCED_FOR, circle)), circle)[0]
        return at, max(at, now + SOONEST), False
    if announced < due:
        announced = lands(asking, following, due, circle)[0]
    elif now >= announced:
        return announced, now + SOONEST, True
    return announced, max(announced, now + SOONEST), False


def _brief_of(call: Call, circle: Circle, *, now: datetime) -> datetime | None:
    calendar = circle.calendars.get(call.recipient_id)
    return next_brief(calendar, after=now, briefed_on="")[1] if calendar else None


def _lead_missing(taken: Sequence[Call], circle: Circle) -> bool:
    """Whether a lead has still to hear of it, and only cannot yet."""
    if any(each.role == "lead" for each in taken):
        return False
    return any(
        not circle.known[each].reachable and not circle.known[each].gone and each != circle.owner_id
        for each in circle.leads
    )


def _knowing(base: Sequence[Call], taken: Sequence[Call], circle: Circle) -> list[Call]:
    """The calls, of which the first knows who has heard of it besides."""
    names = [circle.known[each.recipient_id].name for each in taken]
    if not names:
        return list(base)
    besides = f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} heard of it, too."
    first = replace(base[0], note=f"{base[0].note} {besides}".strip())
    return [first, *base[1:]]


def _following(
    circle: Circle, base: Sequence[Call], taken: Sequence[Call], told: Sequence[Told]
) -> str | None:
    """Whom the next step reaches: the cover, or where there is none a lead; nobody after that."""
    if any(each.role == "lead" for each in taken):
        return None
    already = [each.recipient_id for each in base] + [circle.owner_id or ""]
    backup = circle.known.get(circle.backup_id or "")
    if not taken and base[0].role == "owner" and backup and backup.reachable and backup.id not in already:
        return backup.id
    leads = leads_of(circle, already, told, urgent=False)
    return next((each for each in leads if circle.known[each].reachable), None)


def _role(person_id: str, circle: Circle) -> str:
    return "cover" if person_id == circle.backup_id else "lead"


def _said(heard: Sequence[Told], call: Call) -> datetime | None:
    """When somebody heard of it first."""
    return min(
        (each.said_at for each in heard if each.recipient_id == call.recipient_id and each.said_at),
        default=None,
    )


def _announced(heard: Sequence[Told], last: Call, next_id: str) -> datetime | None:
    """For when the step to that person was announced, in what was said to whom it passes over: at the latest of the times
    that they read. None where nothing was announced, or by now somebody else."""
    said = [each for each in heard if each.recipient_id == last.recipient_id and each.next_id]
    newest = next((each for each in reversed(said) if each.open), said[-1] if said else None)
    if newest is None or newest.next_id != next_id:
        return None
    return max((each.next_at for each in said if each.next_id == next_id and each.next_at), default=None)


def _note(told: Sequence[Told], circle: Circle, call: Call) -> str:
    """Why the ladder comes to somebody: what was said to whom, and what they are in it. Without blame."""
    first = next((each for each in told if each.said_at is not None and not each.climbed), None)
    what = "a lead" if call.role == "lead" else "their backup"
    if first is None or first.said_at is None:
        return f"It is still open, and you are {what}."
    zone = circle.known[call.recipient_id].zone
    on = first.said_at.astimezone(ZoneInfo(zone)).date().isoformat()
    day = day_in_words(on, now=first.said_at, zone=zone)
    name = circle.known[first.recipient_id].name if first.recipient_id in circle.known else "its owner"
    return f"Still open since {name} heard of it on {day}; you are {what}."
