"""What of a promise asks for attention: how it stands, what the customer does not know, and afterwards whether it was
right [practices 3, 10, 11, 23]."""

from collections.abc import Sequence
from datetime import datetime

from bot.attention import About, Asking, Look
from bot.attention_checks import Check, checks, is_asked, is_silent
from bot.attention_promise_facts import Part, asking
from bot.attention_telling import not_told, tell
from bot.attention_words import date_of, day_of, moment_of
from bot.promise_checks import DONE, is_reopened
from bot.promises import OUTCOMES
from bot.saying_again import FIRST, Heard, few, heard
from bot.working_days import day_at, later, morning
from storage.tables import Promise

# How Kept's own history calls it that nobody answered.
NOBODY_SAID = "unknown"
# Working days from asking what came of it to asking once more, and from then on until nobody is asked any more.
CHECK_AGAIN, CHECK_ENDS = 5, 20
# Working days after the day on which it would be asked first until that is long ago: nobody begins to ask then.
LONG_AGO = 10
# Working days until a promise to a customer who was lost is looked at again: they may come back.
SILENT_FOR = 5
INSTANT = "%Y-%m-%dT%H:%M:%S"


def look(promise: Promise, about: About, now: datetime) -> Look:
    """What asks about a promise at `now`: at most one check of how it stands, and what the customer does not know. Sets its
    health to `unknown` where a check was said and had no answer by the next one.

    A customer who was lost is no longer asked about, nor is one asked afterwards from whom we part.
    """
    if promise.removed_at is not None or about.customer.removed_at is not None:
        return Look()
    stage = about.customer.stage
    if promise.status != "open":
        closed_well = promise.status in DONE and stage not in {"lost", "parting"}
        return _afterwards(promise, about, now) if closed_well else Look()
    if stage == "lost":
        return Look(next_at=morning(later(day_at(now, about.zone), SILENT_FOR, about.hours), about.zone))
    asks: list[Asking] = []
    coming: list[datetime] = []
    for part in (tell, not_told, _no_date):
        asked, at = part(promise, about, now)
        asks += [asked] if asked else []
        coming += [at] if at else []
    found, at = checks(promise, about, now=now)
    coming += [check.since for check in found] + ([at] if at else [])
    opened = [check for check in found if check.since <= now]
    if opened and is_asked(opened[-1], promise, about):
        asks.append(_checking(opened[-1], promise, about, now, asks))
    next_at = min((at for at in coming if at > now), default=None)
    if promise.health == "on track" and is_silent(opened, promise, about):
        return Look(tuple(asks), next_at, {"health": "unknown"}, NOBODY_SAID)
    return Look(tuple(asks), next_at)


def _checking(
    check: Check, promise: Promise, about: About, now: datetime, others: Sequence[Asking]
) -> Asking:
    """The question how it stands. Where something else asks, too, it is the one that is said from its own time on, so that
    no date passes unmentioned while they are still to be told; it says that they are."""
    dates = _dates(promise, now)
    said = f"{dates[:1].upper()}{dates[1:]}"
    told = f"they were told {date_of(promise.due_wall, promise.zone, now=now)}" if promise.due_wall else ""
    untold = _untold(promise, about.zone, now)
    asks = "" if untold else " How does it stand?"
    match check.reason:
        case "promise_half":
            why = f"Half the time is over: {dates}.{'' if untold else ' Has it begun?'}"
        case "promise_ahead":
            why = f"Two working days are left: {dates}.{asks}"
        case "promise_hour":
            why = f"It is due soon: {told}.{asks}"
        case _ if not check.late:
            why = f"{said}.{asks}"
        case _ if is_reopened(promise) and promise.checked_at is not None:
            heard_on = day_of(promise.checked_at, about.zone, now=now)
            why = f"It was not quite right, as we heard on {heard_on}, and it is open again."
        case _:
            why = (
                f"{told[:1].upper()}{told[1:]}, and it is still open."
                if told
                else f"{said}, and it is still open."
            )
    first = all(_gives_way(other, check) for other in others)
    return asking(
        promise,
        about,
        now,
        check.reason,
        check.window,
        check.since,
        why + untold,
        urgent=check.urgent,
        first=first,
    )


def _gives_way(other: Asking, check: Check) -> bool:
    """Whether something else that asks is left to the check: it began earlier, or has no hurry once the date is over."""
    return other.since <= check.since or (bool(check.late) and not other.urgent)


def _untold(promise: Promise, zone: str, now: datetime) -> str:
    """What the customer has still to hear, and by when, as a sentence to add; empty where there is nothing."""
    if promise.new_due_wall:
        state = f"We moved it to {date_of(promise.new_due_wall, promise.zone, now=now)}"
    elif promise.tell_by:
        state = "It is at risk"
    else:
        return ""
    by = promise.tell_by
    until = f"; they are to hear by {moment_of(by, zone, now=now)}" if by and now < by else ""
    return f" {state}, and it is not noted yet that they know{until}."


def _no_date(promise: Promise, about: About, now: datetime) -> Part:
    """Without a date: asked about once, on the working day after it was given [practice 3]."""
    if promise.due_at is not None:
        return None, None
    since = morning(later(day_at(promise.created_at, about.zone), 1, about.hours), about.zone)
    if since > now:
        return None, since
    given = day_of(promise.created_at, about.zone, now=now)
    why = f"It was given on {given} without a date. Which one were they told?"
    return asking(promise, about, now, "promise_no_date", "once", since, why), None


def _afterwards(promise: Promise, about: About, now: datetime) -> Look:
    """Was it right? Asked some working days after it was closed, and once more a week after that was said where there is no
    answer; then no more, nor of what was closed long before it was looked at [practice 23]."""
    if promise.closed_at is None or promise.checked in {"right", "not quite"}:
        return Look()
    zone, hours, closing = about.zone, about.hours, f"{promise.closed_at:{INSTANT}}/"
    day = later(day_at(promise.closed_at, zone), max(about.held.check_days, 1), hours)
    begun = any(each.window.startswith(closing) for each in about.said_for("promise_check_back"))
    said = heard(about, "promise_check_back", prefix=closing)
    if promise.checked and not any(each.label == FIRST for each in said):
        said.append(Heard(FIRST, morning(day, zone)))  # they have answered without being asked
    call, coming = few(morning(day, zone), [CHECK_AGAIN], hours, zone, now=now, heard=said)
    if call is None:
        return Look(next_at=coming)
    if begun or said:
        ends = later(day_at(call.since, zone), CHECK_ENDS + (CHECK_AGAIN if coming else 0), hours)
    else:
        ends = later(day, LONG_AGO, hours)
    over = morning(ends, zone)
    if now >= over:
        return Look()
    if promise.checked is not None and (promise.checked_at or now) >= call.since:
        return Look(next_at=coming)
    closed = day_of(promise.closed_at, zone, now=now)
    why = f"It was closed as {OUTCOMES[promise.status]} on {closed}. Was it right for them?"
    asked = asking(promise, about, now, "promise_check_back", f"{closing}{call.label}", call.since, why)
    return Look((asked,), min(over, coming or over))


def _dates(promise: Promise, now: datetime) -> str:
    """Which dates there are: "our own date is Thu 26 Nov, and they were told Fri 27 Nov"."""
    told = f"they were told {date_of(promise.due_wall, promise.zone, now=now)}" if promise.due_wall else ""
    ours = f"our own date is {date_of(promise.aim_wall, promise.zone, now=now)}" if promise.aim_wall else ""
    return ", and ".join(each for each in (ours, told) if each)
