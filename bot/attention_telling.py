"""What a customer has still to hear about a promise: that it is at risk or comes later, while the clock runs and after it;
and a date that they do not know of [practice 10]."""

from datetime import datetime, timedelta

from bot.attention import About
from bot.attention_checks import JUST_NOW
from bot.attention_promise_facts import Part, asking
from bot.attention_words import date_of, moment_of
from bot.brief_days import brief_on
from bot.saying_again import FIRST, Call, calls, heard, twice
from bot.working_days import day_at, later, morning, time_before
from storage.tables import Promise

# Whoever has just done something about it is not asked at once.
NOT_AT_ONCE = timedelta(minutes=30)
INSTANT = "%Y-%m-%dT%H:%M:%S"


def tell(promise: Promise, about: About, now: datetime) -> Part:
    """The clock until they are told of it: one word while it runs, and when it has run out, then less and less often.

    The word is in the brief, if one comes while it runs; otherwise only the first of them comes between two briefs on one
    day, and none right after the promise was asked about. What was said already stands."""
    by = promise.tell_by
    if by is None:
        return None, None
    half, asked = _half(promise, by, about)
    if now < asked:
        return None, asked
    said = heard(about, "promise_tell", prefix=f"{by:{INSTANT}}/")
    in_brief = any(each.label == "half" for each in said)
    if half <= now < by and not in_brief and _was_just_asked(about, half):
        return None, by
    what = "it is at risk" if promise.health == "at risk" else "it comes later"
    until = moment_of(by, about.zone, now=now)
    day = day_at(by, about.zone)
    told = any(each.label == "half" and day_at(each.at, about.zone) == day for each in said)
    # After a word on the same day it waits for the next brief; until then that word stands.
    begins = morning(later(day, 1, about.hours), about.zone) if told else by
    if now < begins:
        call = Call("half", asked)
        coming = half if now < half else by if now < by else begins
    else:
        said = [each for each in said if each.label != "half"]
        again = calls if told else twice
        found, coming = again(begins, about.hours, about.zone, now=now, heard=said)
        call = found or Call(FIRST, begins)
    verb = "are" if now < by else "were"
    why = f"They {verb} to hear by {until} that {what}, and it is not noted yet that they have."
    urgent = half <= now < by or (call.label == FIRST and not told)
    window = f"{by:{INSTANT}}/{call.label}"
    return asking(promise, about, now, "promise_tell", window, call.since, why, urgent=urgent), coming


def _half(promise: Promise, by: datetime, about: About) -> tuple[datetime, datetime]:
    """When half of the clock is over, and since when it is asked for the brief, if that comes before and the clock ran by
    then; otherwise both are the same."""
    within = timedelta(hours=about.held.tell_within)
    half = time_before(by, within / 2, about.hours, about.zone)
    if promise.health == "at risk" and promise.risk_at is not None and promise.risk_at <= by:
        half = max(half, promise.risk_at)
    day = day_at(half, about.zone)
    brief = brief_on(day, about)
    since = (promise.risk_at, promise.answered_at, promise.checked_at)
    known = [at for at in since if at is not None and at <= by]
    runs = max(known, default=time_before(by, within, about.hours, about.zone))
    in_brief = runs < brief - NOT_AT_ONCE and brief < half
    return half, max(morning(day, about.zone), runs) if in_brief else half


def _was_just_asked(about: About, at: datetime) -> bool:
    """Whether another line about it was said so shortly before that this one would come too soon."""
    return any(
        each.said_at and at - JUST_NOW <= each.said_at < at
        for each in about.said
        if each.reason != "promise_tell"
    )


def not_told(promise: Promise, about: About, now: datetime) -> Part:
    """A date that they do not know of, with no clock running, since it is no later one: asked about in the next brief, on
    the working day after that, and then less and less often."""
    new = promise.new_due_wall
    if new is None or promise.tell_by is not None:
        return None, None
    said = heard(about, "promise_not_told", prefix=f"{new}/")
    moved = promise.answered_at or promise.created_at
    begun = min((each.at for each in said), default=moved + NOT_AT_ONCE)
    call, coming = twice(begun, about.hours, about.zone, now=now, heard=said)
    if call is None:
        return None, coming
    why = f"It was moved to {date_of(new, promise.zone, now=now)}, and it is not noted yet that they know."
    asked = asking(promise, about, now, "promise_not_told", f"{new}/{call.label}", call.since, why)
    return asked, coming
