"""What of a promise asks for attention: how it stands, what the customer does not know, and afterwards whether it was
right [practices 3, 10, 11, 23]."""

from collections.abc import Mapping
from datetime import datetime

from bot.attention import About, Asking, Look
from bot.attention_checks import AHEAD, JUST_NOW, Check, checks, is_asked, is_silent
from bot.attention_words import date_of, day_of, moment_of
from bot.promise_checks import DONE, heard_at, is_reopened
from bot.promises import OUTCOMES, TELL_WITHIN
from bot.saying_again import FIRST, PAUSE, Call, Heard, calls, few, heard
from bot.working_days import day_at, later, morning, time_before
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
Part = tuple[Asking | None, datetime | None]


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
    for part in (_tell, _not_told, _no_date):
        asking, at = part(promise, about, now)
        asks += [asking] if asking else []
        coming += [at] if at else []
    found, at = checks(promise, about, now=now)
    coming += [check.since for check in found] + ([at] if at else [])
    opened = [check for check in found if check.since <= now]
    if opened and is_asked(opened[-1], promise, about):
        asks.append(_checking(opened[-1], promise, about, now))
    next_at = min((at for at in coming if at > now), default=None)
    if promise.health == "on track" and is_silent(opened, promise, about):
        return Look(tuple(asks), next_at, {"health": "unknown"}, NOBODY_SAID)
    return Look(tuple(asks), next_at)


def _checking(check: Check, promise: Promise, about: About, now: datetime) -> Asking:
    dates = _dates(promise, now)
    said = f"{dates[:1].upper()}{dates[1:]}"
    told = f"they were told {date_of(promise.due_wall, promise.zone, now=now)}" if promise.due_wall else ""
    match check.reason:
        case "promise_half":
            why = f"Half the time is over: {dates}. Has it begun?"
        case "promise_ahead":
            why = f"Two working days are left: {dates}. How does it stand?"
        case "promise_hour":
            why = f"The last working hour has begun: {told}. How does it stand?"
        case _ if not check.late:
            why = f"{said}. How does it stand?"
        case _ if is_reopened(promise) and promise.checked_at is not None:
            heard_on = day_of(promise.checked_at, about.zone, now=now)
            why = f"It was not quite right, as we heard on {heard_on}, and it is open again."
        case _:
            why = (
                f"{told[:1].upper()}{told[1:]}, and it is still open."
                if told
                else f"{said}, and it is still open."
            )
    urgent = check.reason == "promise_hour"
    return _asking(promise, about, now, check.reason, check.window, check.since, why, urgent=urgent)


def _tell(promise: Promise, about: About, now: datetime) -> Part:
    """The clock until they are told of it: one word while it runs, and when it has run out, then less and less often.

    Only the first of them comes between two briefs on one day, and none right after the promise was asked about."""
    by = promise.tell_by
    if by is None:
        return None, None
    half = time_before(by, TELL_WITHIN / 2, about.hours, about.zone)
    if promise.health == "at risk" and promise.risk_at is not None and promise.risk_at <= by:
        half = max(half, promise.risk_at)
    if now < half:
        return None, half
    if now < by and _was_just_asked(about, half):
        return None, by
    what = "it is at risk" if promise.health == "at risk" else "it comes later"
    until = moment_of(by, about.zone, now=now)
    said = heard(about, "promise_tell", prefix=f"{by:{INSTANT}}/")
    day = day_at(by, about.zone)
    told = any(each.label == "half" and day_at(each.at, about.zone) == day for each in said)
    # After a word on the same day it waits for the next brief; until then that word stands.
    begins = morning(later(day, 1, about.hours), about.zone) if told else by
    if now < begins:
        call, coming = Call("half", half), by if now < by else begins
    else:
        said = [each for each in said if each.label != "half"]
        found, coming = calls(begins, about.hours, about.zone, now=now, heard=said)
        call = found or Call(FIRST, begins)
    verb = "are" if now < by else "were"
    why = f"They {verb} to hear by {until} that {what}, and it is not noted yet that they have."
    urgent = now < by or (call.label == FIRST and not told)
    window = f"{by:{INSTANT}}/{call.label}"
    return _asking(promise, about, now, "promise_tell", window, call.since, why, urgent=urgent), coming


def _was_just_asked(about: About, at: datetime) -> bool:
    """Whether a line about it was said so shortly before that another one would come too soon."""
    return any(each.said_at and at - JUST_NOW <= each.said_at < at for each in about.said)


def _not_told(promise: Promise, about: About, now: datetime) -> Part:
    """A date that they do not know of, with no clock running, since it is no later one: asked about once, and once more two
    working days before it, unless it was just asked."""
    new_at, new = promise.new_due_at, promise.new_due_wall
    if new_at is None or new is None or promise.tell_by is not None:
        return None, None
    day = later(day_at(new_at, about.zone), -AHEAD, about.hours)
    again = morning(day, about.zone)
    said = [each.at for each in heard(about, "promise_not_told", prefix=f"{new}/") if each.label == FIRST]
    just = bool(said) and day < later(day_at(max(said), about.zone), PAUSE, about.hours)
    call = Call("ahead", again) if again <= now and not just else Call(FIRST, now)
    why = f"It was moved to {date_of(new, promise.zone, now=now)}, and it is not noted yet that they know."
    asking = _asking(promise, about, now, "promise_not_told", f"{new}/{call.label}", call.since, why)
    return asking, again if again > now else None


def _no_date(promise: Promise, about: About, now: datetime) -> Part:
    """Without a date: asked about once, on the working day after it was given [practice 3]."""
    if promise.due_at is not None:
        return None, None
    since = morning(later(day_at(promise.created_at, about.zone), 1, about.hours), about.zone)
    if since > now:
        return None, since
    given = day_of(promise.created_at, about.zone, now=now)
    why = f"It was given on {given} without a date. Which one were they told?"
    return _asking(promise, about, now, "promise_no_date", "once", since, why), None


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
    asking = _asking(promise, about, now, "promise_check_back", f"{closing}{call.label}", call.since, why)
    return Look((asking,), min(over, coming or over))


def _asking(
    promise: Promise,
    about: About,
    now: datetime,
    reason: str,
    window: str,
    since: datetime,
    why: str,
    *,
    urgent: bool = False,
) -> Asking:
    return Asking(
        reason,
        window,
        why,
        since,
        urgent=urgent,
        customer_id=promise.customer_id,
        facts=_facts(promise, about, now),
    )


def _facts(promise: Promise, about: About, now: datetime) -> Mapping[str, str]:
    """What the rule went by, for `/kept why`."""
    walls = {
        "the date they were told": promise.due_wall,
        "our own date": promise.aim_wall,
        "where we moved it": promise.new_due_wall,
    }
    moments = {
        "given": promise.created_at,
        "to be told by": promise.tell_by,
        "how it stands was last said": heard_at(promise),
        "closed": promise.closed_at,
    }
    found = {name: date_of(wall, promise.zone, now=now) for name, wall in walls.items() if wall}
    return found | {name: moment_of(at, about.zone, now=now) for name, at in moments.items() if at}


def _dates(promise: Promise, now: datetime) -> str:
    """Which dates there are: "our own date is Thu 26 Nov, and they were told Fri 27 Nov"."""
    told = f"they were told {date_of(promise.due_wall, promise.zone, now=now)}" if promise.due_wall else ""
    ours = f"our own date is {date_of(promise.aim_wall, promise.zone, now=now)}" if promise.aim_wall else ""
    return ", and ".join(each for each in (ours, told) if each)
