"""What of a mistake asks for attention: somebody who puts it right, the steps on the way, and whether it is right by now
[practices 14, 16, 23, 25]."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.attention import LEADS, OWNER, TEAM, About, Asking, Look
from bot.attention_words import date_of, day_of, moment_of
from bot.brief_days import last_brief_before
from bot.calendar import add_working_time, instant, read_wall
from bot.mistake_endings import missing as still_missing
from bot.mistake_endings import missing_in_words
from bot.mistake_kinds import MONEY
from bot.mistakes import STEPS
from bot.saying_again import FIRST, Call, calls, few, heard
from bot.working_days import day_at, later, morning
from storage.tables import Mistake

# Working time until a case that nobody has taken is said to everybody [practice 16].
UNOWNED_FOR = timedelta(hours=1)
# Working time from the moment somebody has the case until the customer has been told: nobody forgives feeling cheated on
# money, so there the clock is the shortest [practice 25]; a lesser case has a working day.
TELL_MONEY, TELL_HIGH, TELL = timedelta(hours=1), timedelta(hours=2), timedelta(hours=8)
# Working days after the step before until the next one is asked about.
SORRY_AFTER, RIGHT_AFTER, CLOSE_AFTER = 1, 2, 1
# Working days after it was asked whether it is right now: once more, and then for the last time.
CHECK_AGAIN = (5, 15)
SILENT_FOR = 5
WITHIN: Mapping[timedelta, str] = {
    TELL_MONEY: "one working hour, since it is about money",
    TELL_HIGH: "two working hours, since it is serious",
    TELL: "a working day",
}
Part = tuple[Asking | None, datetime | None]


def tell_within(mistake: Mistake) -> timedelta:
    """How much working time telling the customer may take."""
    if mistake.kind == MONEY:
        return TELL_MONEY
    return TELL_HIGH if mistake.severity == "high" else TELL


def look(mistake: Mistake, about: About, now: datetime) -> Look:
    """What asks about a case at `now`: that nobody has it, or else of its owner the step that comes next.

    A customer who was lost is no longer asked about.
    """
    if mistake.removed_at is not None or mistake.status != "open" or about.customer.removed_at is not None:
        return Look()
    if about.customer.stage == "lost":
        # They may come back, and nothing of this row changes then.
        day = later(day_at(now, about.zone), SILENT_FOR, about.hours)
        return Look(next_at=morning(day, about.zone))
    if mistake.owner_id is None:
        return _unowned(mistake, about, now)
    found = [part(mistake, about, now) for part in (_tell, _step, _check_back, _close)]
    coming = [at for _, at in found if at is not None and at > now]
    return Look(tuple(asking for asking, _ in found if asking), min(coming, default=None))


def _unowned(mistake: Mistake, about: About, now: datetime) -> Look:
    """Said once where the team reads it, and to the leads less and less often."""
    begun = add_working_time(mistake.created_at, UNOWNED_FOR, about.hours, about.zone)
    said = heard(about, "mistake_unowned")
    call, coming = calls(begun, about.hours, about.zone, now=now, heard=said)
    if call is None:
        return Look(next_at=begun)
    opened = moment_of(mistake.created_at, about.zone, now=now)
    why = f"It was opened on {opened}, and nobody puts it right yet."
    return Look(
        (
            _asking(mistake, about, now, "mistake_unowned", Call(FIRST, begun), why, to=TEAM, urgent=True),
            _asking(
                mistake,
                about,
                now,
                "mistake_unowned",
                call,
                why,
                to=LEADS,
                urgent=call.label == FIRST and mistake.severity == "high",
            ),
        ),
        coming,
    )


def _tell(mistake: Mistake, about: About, now: datetime) -> Part:
    """The clock until they hear of it from us. It begins anew where everybody was asked to take the case, so that whoever
    takes it is not late at once."""
    if mistake.told_at is not None:
        return None, None
    asked = [each.said_at for each in about.said_for("mistake_unowned") if each.said_at]
    begun = max([mistake.created_at, *(at for at in asked if at <= now)])
    within = tell_within(mistake)
    by = add_working_time(begun, within, about.hours, about.zone)
    said = heard(about, "mistake_tell")
    call, coming = calls(by, about.hours, about.zone, now=now, heard=said)
    if call is None:
        return None, by
    opened = moment_of(mistake.created_at, about.zone, now=now)
    why = (
        f"It was opened on {opened}. They were to hear it from us within {WITHIN[within]}, and it is not noted "
        "yet that they have."
    )
    return _asking(mistake, about, now, "mistake_tell", call, why, urgent=call.label == FIRST), coming


def _step(mistake: Mistake, about: About, now: datetime) -> Part:
    """Saying sorry, and then making it right: asked about some time after the step before, or by its own date."""
    if mistake.told_at is None:
        return None, None
    if mistake.sorry_at is None:
        return _next(mistake, about, now, "sorry", SORRY_AFTER)
    if mistake.right_at is not None:
        return None, None
    if mistake.right_wall is None:
        return _next(mistake, about, now, "right", RIGHT_AFTER)
    by, said = _right_by(mistake, mistake.right_wall, about, now)
    what = f"right/{mistake.right_wall}"
    call, coming = _again(what, by, about, now)
    if call is not None:
        why = f"It was to be right by {said}, and it is still open."
        return _of_step(mistake, about, now, what, call, why), coming
    day = last_brief_before(by, about)
    since = morning(day, about.zone)
    if now < since:
        return None, since
    if day <= day_at(_done_last(mistake), about.zone):
        return None, by
    return _of_step(mistake, about, now, what, Call("day", since), f"It is to be right by {said}."), by


def _right_by(mistake: Mistake, wall: str, about: About, now: datetime) -> tuple[datetime, str]:
    """When it is to be right, and the same in words: both on the clock of who puts it right, whoever said it. A day is
    their day, and a time the same moment there."""
    if read_wall(wall)[1] is None:
        return instant(wall, about.zone, about.hours), date_of(wall, about.zone, now=now)
    by = instant(wall, mistake.right_zone or about.zone, about.hours)
    return by, moment_of(by, about.zone, now=now)


def _next(mistake: Mistake, about: About, now: datetime, step: str, days: int) -> Part:
    before = _done_last(mistake)
    day = later(day_at(before, about.zone), days, about.hours)
    call, coming = _again(step, morning(day, about.zone), about, now)
    if call is None:
        return None, coming
    since = day_of(before, about.zone, now=now)
    left = [said for name, said in STEPS.items() if getattr(mistake, f"{name}_at") is None]
    why = f"The last step was taken on {since}. What comes next is “{STEPS[step]}”"
    why += f", then {' and '.join(f'“{each}”' for each in left[1:])}." if left[1:] else "."
    return _of_step(mistake, about, now, step, call, why), coming


def _check_back(mistake: Mistake, about: About, now: datetime) -> Part:
    """Is it right for them now? Asked some working days after it was made right, twice more, and then no more; the case
    stays open until it is answered [practice 23]."""
    if mistake.right_at is None or mistake.checked_at is not None or about.customer.stage == "parting":
        return None, None
    on = day_at(mistake.right_at, about.zone)
    first = morning(later(on, max(about.held.check_days, 1), about.hours), about.zone)
    said = heard(about, "mistake_check_back", prefix=f"{on}/")
    call, coming = few(first, CHECK_AGAIN, about.hours, about.zone, now=now, heard=said)
    if call is None:
        return None, coming
    day = day_of(mistake.right_at, about.zone, now=now)
    made = f"“Made it right” was waived on {day}" if mistake.right_waived else f"It was made right on {day}"
    why = f"{made}. Is it right for them now?"
    window = Call(f"{on}/{call.label}", call.since)
    return _asking(mistake, about, now, "mistake_check_back", window, why), coming


def _close(mistake: Mistake, about: About, now: datetime) -> Part:
    """All four steps are taken, and the case is still open."""
    if any(getattr(mistake, f"{step}_at") is None for step in STEPS):
        return None, None
    day = later(day_at(_done_last(mistake), about.zone), CLOSE_AFTER, about.hours)
    call, coming = _again("close", morning(day, about.zone), about, now)
    if call is None:
        return None, coming
    left = missing_in_words(still_missing(mistake))
    why = f"All four steps are taken. {left or 'Nothing is missing any more: it can be closed.'}"
    return _of_step(mistake, about, now, "close", call, why), coming


def _done_last(mistake: Mistake) -> datetime:
    """When the last step was taken or waived, or the case was opened."""
    taken = (mistake.told_at, mistake.sorry_at, mistake.right_at, mistake.checked_at)
    return max([mistake.created_at, *(at for at in taken if at is not None)])


def _again(what: str, begun: datetime, about: About, now: datetime) -> tuple[Call | None, datetime]:
    """The call of a step that holds at `now`, and when the next one does."""
    said = heard(about, "mistake_step", prefix=f"{what}/")
    return calls(begun, about.hours, about.zone, now=now, heard=said)


def _of_step(mistake: Mistake, about: About, now: datetime, what: str, call: Call, why: str) -> Asking:
    return _asking(mistake, about, now, "mistake_step", Call(f"{what}/{call.label}", call.since), why)


def _asking(
    mistake: Mistake,
    about: About,
    now: datetime,
    reason: str,
    call: Call,
    why: str,
    *,
    to: str = OWNER,
    urgent: bool = False,
) -> Asking:
    facts = {
        "opened": moment_of(mistake.created_at, about.zone, now=now),
        "kind": mistake.kind,
        "severity": mistake.severity,
        "still to do": ", ".join(said for step, said in STEPS.items() if not getattr(mistake, f"{step}_at")),
        "to be right by": _right_by(mistake, mistake.right_wall, about, now)[1] if mistake.right_wall else "",
    }
    return Asking(
        reason,
        call.label,
        why,
        call.since,
        to=to,
        urgent=urgent,
        customer_id=mistake.customer_id,
        facts={name: value for name, value in facts.items() if value},
    )
