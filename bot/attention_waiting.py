"""What of a customer who waits asks for attention: that their clock has run out, and that they called again
[practice 30]."""

from datetime import datetime, timedelta

from bot.attention import About, Asking, Look
from bot.attention_words import date_of, moment_of
from bot.brief_days import brief_on, last_brief_before
from bot.calendar import add_working_time
from bot.promises import ANSWER_WITHIN
from bot.saying_again import FIRST, Call, calls, heard
from bot.working_days import day_at, later, morning
from storage.tables import Waiting

# Working time from their calling again until that is said: its owner has just heard of it, or has noted it themselves.
AFTER_A_CALL = timedelta(hours=1)
SILENT_FOR = 5
# Nobody is asked so soon after they entered it.
JUST_NOW = timedelta(minutes=15)
TIMES = {1: "once", 2: "twice"}


def look(waiting: Waiting, about: About, now: datetime) -> Look:
    """What asks about a customer who waits: in the last brief before their time is over, or when it is over, if it was in
    no brief; then less and less often, and anew when they have called again since. A customer who was lost is
    no longer asked about."""
    if waiting.removed_at is not None or waiting.status != "open" or about.customer.removed_at is not None:
        return Look()
    zone, hours = about.zone, about.hours
    if about.customer.stage == "lost":
        # They may come back, and nothing of this row changes then.
        return Look(next_at=morning(later(day_at(now, zone), SILENT_FOR, hours), zone))
    over = waiting.due_at or add_working_time(waiting.since_at, ANSWER_WITHIN, hours, zone)
    # Whoever entered it a moment ago, and when it was over already, knows.
    begun = max(over, waiting.created_at + JUST_NOW)
    clock = waiting.due_wall or f"{over:%Y-%m-%dT%H:%M:%S}"
    said = heard(about, "waiting_due", prefix=f"{clock}/")
    call, coming = calls(begun, hours, zone, now=now, heard=said)
    moments = [coming]
    if call is None:
        since = _in_brief_since(waiting, over, about)
        since = max(since, waiting.created_at) if since else None
        moments += [since] if since and since > now else []
        call = Call(FIRST, since) if since and since <= now else None
    if waiting.calls and waiting.called_at is not None and waiting.called_at > over:
        again = Call(
            f"called-{waiting.calls}", add_working_time(waiting.called_at, AFTER_A_CALL, hours, zone)
        )
        if again.since > now:
            moments.append(again.since)
        elif call is None or again.since >= call.since:
            call = again
    if call is None:
        return Look(next_at=min(moments))
    # Who read it in their brief is not told again in the middle of the day.
    urgent = (call.label == FIRST and now >= begun) or call.label.startswith("called")
    asking = Asking(
        "waiting_due",
        f"{clock}/{call.label}",
        _why(waiting, about, over, now),
        call.since,
        urgent=urgent,
        customer_id=waiting.customer_id,
        over_at=over,
        facts={
            "they wait since": moment_of(waiting.since_at, zone, now=now),
            "to be answered by": moment_of(over, zone, now=now),
            "they called again": TIMES.get(waiting.calls, f"{waiting.calls} times")
            if waiting.calls
            else "never",
        },
    )
    return Look((asking,), min(moments))


def _in_brief_since(waiting: Waiting, over: datetime, about: About) -> datetime | None:
    """Since when it is asked for the last brief before their time is over; None where it was entered after that one."""
    day = last_brief_before(over, about)
    return morning(day, about.zone) if brief_on(day, about) - waiting.created_at >= JUST_NOW else None


def _why(waiting: Waiting, about: About, over: datetime, now: datetime) -> str:
    by = (
        date_of(waiting.due_wall, waiting.zone, now=now)
        if waiting.due_wall
        else moment_of(over, about.zone, now=now)
    )
    said = f"They {'were' if now >= over else 'are'} to have their answer by {by}."
    if waiting.calls and waiting.called_at:
        times = TIMES.get(waiting.calls, f"{waiting.calls} times")
        said += (
            f" They have called again {times}, last on {moment_of(waiting.called_at, about.zone, now=now)}."
        )
    return said
