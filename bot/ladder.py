"""Who hears of what asks for attention, and when: whoever it asks first, then the cover, then a lead [practice 12].

What was said earlier is all that the ladder remembers. A step is taken only once it was announced, in a nudge that was
said, to whom it passes over; where the next person changes they are told anew, since nobody reads an old message again.
Whoever was told stays so until the matter ends, and an answer or a snooze of anybody on the ladder stops it until the
thing is asked anew. A step comes with the brief of whom it reaches, and is announced for that time.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.attention import Asking
from bot.calendar import add_working_time
from bot.ladder_next import first_wait, lead_missing, role, who_follows
from bot.ladder_steps import ALL_LEADS, brief_of, counts_from, due_at, lands
from bot.ladder_told import announced, note, said
from bot.standing_in import ANEW, WAITED_FOR, Call, Circle, Told, back_at, first_of, leads_of

# Working time between the announcement of a new next person and their hearing of it.
ANNOUNCED_FOR = timedelta(hours=1)
# A step that is taken so soon after its time is said with the brief of that time.
JUST_NOW = timedelta(minutes=15)
# How soon a nudge that is not said yet is looked at again: at first, and at last.
SOONEST, LATEST = timedelta(minutes=5), timedelta(hours=1)


class Climb(NamedTuple):
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
        calls = [_as_first_told(calls[0], told), *calls[1:]]
        calls, at = [*calls, *_standing(told, circle, calls)], None
    else:
        since = [
            each for each in told if each.said_at and (answered_at is None or each.said_at > answered_at)
        ]
        calls, at = _steps(asking, circle, calls, told, since, said_by=said_by, now=now)
    return Climb(calls, min(filter(None, (at, back)), default=None))


def _paused(first: Call, told: Sequence[Told], answered_at: datetime | None) -> bool:
    """Whether what it asks now was answered already, or snoozed, after it was said."""
    window = first.window.partition(ANEW)[0]
    return answered_at is not None and any(
        each.said_at is not None and each.said_at <= answered_at
        for each in told
        if (each.recipient_id, each.window.partition(ANEW)[0]) == (first.recipient_id, window)
    )


def _as_first_told(call: Call, told: Sequence[Told]) -> Call:
    """Whoever has answered is not told anew of who would have heard of it next, if they were not yet."""
    unsaid = any(
        each.said_at is None and (each.recipient_id, each.window) == (call.recipient_id, call.window)
        for each in told
    )
    return call._replace(window=call.window.partition(ANEW)[0]) if unsaid else call


def _standing(told: Sequence[Told], circle: Circle, calls: Sequence[Call]) -> list[Call]:
    """Steps that were taken and have not ended: they stand as long as it asks."""
    return _as_calls([each for each in told if each.climbed and each.open], told, circle, calls)


def _taken(told: Sequence[Told], heard: Sequence[Told], circle: Circle, calls: Sequence[Call]) -> list[Call]:
    """The steps taken since it was asked, in their order, also those that rested meanwhile: they stand again. They have
    the window in which it was asked first."""
    begun = [each.window for each in heard if each.recipient_id == calls[0].recipient_id]
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
            window = each.window if f"{suffix}+" in f"{each.window}+" else each.window + suffix
            found[known.id] = Call(known.id, each.role, window, climbed=True)
    return [call._replace(note=note(told, circle, call)) for call in found.values()]


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
    # Who takes a step and had stood in before is told nothing anew: what they heard then counts.
    stood_in = [each for each in told if each.said_at and each.climbed and each.open and each not in since]
    heard = [*since, *stood_in]
    taken = _taken(told, heard, circle, calls)
    base = [*calls, *taken]
    earlier = _standing(told, circle, base)
    following = who_follows(circle, base, taken, told)
    if following is None:
        later = lead_missing(taken, circle)
        at = add_working_time(now, WAITED_FOR, circle.hours, circle.zone) if later else None
        return [*_knowing(base, taken, circle), *earlier], at
    passed_over = taken[-1] if taken else calls[0]
    step = _next(asking, circle, base[0], passed_over, heard, told, following, said_by=said_by, now=now)
    if not step.now:
        base = [
            each._replace(
                next_id=following,
                next_at=step.at,
                window=_anew(each, told) if step.untold and each is passed_over else each.window,
            )
            for each in base
        ]
        return [*_knowing(base, taken, circle), *earlier], step.look
    window = next(each.window for each in heard if each.recipient_id == calls[0].recipient_id)
    new = _climbing(asking, circle, base, told, following, window, step.at, now=now)
    reached = {each.recipient_id for each in new}
    kept = [each for each in earlier if each.recipient_id not in reached]
    return [*_knowing(base, [*taken, *new], circle), *new, *kept], step.look


def _climbing(
    asking: Asking,
    circle: Circle,
    base: Sequence[Call],
    told: Sequence[Told],
    following: str,
    window: str,
    at: datetime,
    *,
    now: datetime,
) -> list[Call]:
    """The step that is taken now, which says itself who comes after it."""
    pressing = lands(asking, following, at, circle)[1]
    reached = [following]
    if pressing and asking.reason in ALL_LEADS and role(following, circle) == "lead":
        # What can't wait for a brief goes to every lead who can be asked.
        already = [following, circle.owner_id or "", *(each.recipient_id for each in base)]
        others = leads_of(circle, already, told, urgent=True)
        reached += [each for each in others if circle.known[each].reachable]
    new = [
        Call(
            each,
            role(each, circle),
            window + circle.suffixes.get(each, ""),
            climbed=True,
            pressing=pressing,
        )
        for each in reached
    ]
    further = who_follows(circle, base, new, told)
    if further is not None:
        said_by = None if pressing or now - at < JUST_NOW else brief_of(following, circle, now=now)
        due = due_at(said_by or now, timedelta(hours=circle.waits[1]), circle)
        at = lands(asking, further, due, circle)[0]
        new = [each._replace(next_id=further, next_at=at) for each in new]
    return [each._replace(note=note(told, circle, each)) for each in new]


def _anew(call: Call, told: Sequence[Told]) -> str:
    """The window in which somebody is told anew of who hears of it next."""
    window = call.window.partition(ANEW)[0]
    before = [each.window for each in told if each.recipient_id == call.recipient_id]
    count = sum(each.startswith(window + ANEW) for each in before)
    return f"{window}{ANEW}{count + 1}"


class _Step(NamedTuple):
    """When the next person hears of it, when to look again, whether that is `now`; `untold` where whom it passes over is to
    be told of it in another message."""

    at: datetime
    look: datetime
    now: bool = False
    untold: bool = False


def _next(
    asking: Asking,
    circle: Circle,
    asked: Call,
    last: Call,
    heard: Sequence[Told],
    told: Sequence[Told],
    following: str,
    *,
    said_by: datetime,
    now: datetime,
) -> _Step:
    """The step from the `last` one to the person who follows; `asked` is whom it asks first."""
    waits = [timedelta(hours=each) for each in circle.waits]
    taken = last is not asked
    # Where nobody comes in between a lead hears of it when they would have otherwise.
    wait = first_wait(asked, following, circle)
    said_at = said(heard, last)
    if taken:
        said_by = brief_of(last.recipient_id, circle, now=now) or said_by
    if said_at is None:
        # Nobody can be passed over who was not told yet.
        passed = max(now - said_by, timedelta(0))
        look = max(said_by, now) + min(max(passed, SOONEST), LATEST)
        due = due_at(counts_from(asking, said_by), waits[1] if taken else wait, circle)
        return _Step(lands(asking, following, due, circle)[0], look)
    due = due_at(counts_from(asking, said_at), wait, circle)
    if taken:
        first = said(heard, asked)
        due = due_at(max(said_at, due_at(first, waits[0], circle) if first else said_at), waits[1], circle)
    at = announced(heard, last, following)
    if at is None:
        by = max(said_by, now)
        at = lands(asking, following, max(due, due_at(by, ANNOUNCED_FOR, circle)), circle)[0]
        stands = any(
            each.said_at and (each.recipient_id, each.window) == (last.recipient_id, last.window)
            for each in told
        )
        return _Step(at, by + SOONEST, untold=stands)
    if at < due:
        at = lands(asking, following, due, circle)[0]
    elif now >= at:
        return _Step(at, now + SOONEST, now=True)
    return _Step(at, max(at, now + SOONEST))


def _knowing(base: Sequence[Call], taken: Sequence[Call], circle: Circle) -> list[Call]:
    """The calls, of which the first knows who has heard of it besides."""
    names = [circle.known[each.recipient_id].name for each in taken]
    if not names:
        return list(base)
    besides = f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} heard of it, too."
    first = base[0]._replace(note=f"{base[0].note} {besides}".strip())
    return [first, *base[1:]]
