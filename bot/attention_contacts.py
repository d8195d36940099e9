"""When a next step that was agreed asks for attention: on the morning of its day, and when it is late [practice 9]."""

from datetime import datetime, timedelta

from bot.attention import About, Asking, Look
from bot.attention_words import date_of, moment_of
from bot.calendar import read_wall
from bot.rhythm import AT_REST
from bot.saying_again import FIRST, Heard, calls, heard
from bot.working_days import A_DAY, day_at, later, morning
from storage.tables import Contact

# So long after its day it is past asking, and the customer's rhythm remains.
PAST_ASKING = timedelta(days=94)
# A step that has an hour is said that long before it, unless it was planned less than an hour ahead.
SOON, KNOWN = timedelta(minutes=30), timedelta(hours=1)
# Whoever was reminded so shortly before that is not reminded again.
JUST_NOW = timedelta(hours=2)


def look(contact: Contact, about: About, now: datetime, *, answered_at: datetime | None = None) -> Look:
    """What the next step of one contact asks of OWNER, who for a contact is whose contact it was (`by_id`).

    On the morning of its day, or of the last working day before it; urgent only half an hour before its hour, if it has
    one. After that less and less often, until it is past asking. `answered_at` is when the same person's last other
    contact with that customer was whose next step was answered: from the day before the step on such a contact takes its
    place, so that nobody is asked about a step that they went past.
    """
    if not _is_planned(contact) or _at_rest(about) or contact.next_at is None:
        return Look()
    at, hour = contact.next_at, _has_hour(contact)
    day = day_at(at, about.zone) if hour else read_wall(contact.next_wall or at.date().isoformat())[0]
    if answered_at and answered_at > contact.at and day_at(answered_at, about.zone) >= day - A_DAY:
        return Look()
    begins, tomorrow, ends = (
        morning(each, about.zone) for each in (later(day, 0, about.hours), day + A_DAY, day + PAST_ASKING)
    )
    if now < begins:
        return Look(next_at=begins)
    if now >= ends:
        return Look()
    call, coming = calls(begins, about.hours, about.zone, now=now, heard=_heard(contact, about))
    soon = _soon(contact, about)
    moments = [each for each in (coming, soon, tomorrow, ends) if each is not None and each > now]
    when, window = _when(contact, about, now), str(contact.next_wall)
    over = now >= tomorrow
    why = (
        f"It was planned for {when}. Is it done, or is another day better?"
        if over
        else f"It is planned for {when}."
    )
    if call is not None and call.label != FIRST:
        asked = _asking(contact, about, f"{window} {call.label}", why, call.since)
    elif soon is not None and now >= soon:
        asked = _asking(contact, about, f"{window} soon", why, soon, urgent=not over)
    else:
        asked = _asking(contact, about, window, why, begins)
    return Look([asked], min(moments))


def _soon(contact: Contact, about: About) -> datetime | None:
    """When it is said that its hour is near; None where it has none, was planned shortly before, or was just said."""
    at = contact.next_at
    if at is None or not _has_hour(contact) or contact.created_at > at - KNOWN:
        return None
    soon = at - SOON
    said = [each.at for each in _heard(contact, about)]
    return None if any(soon - JUST_NOW <= each < soon for each in said) else soon


def _heard(contact: Contact, about: About) -> list[Heard]:
    """What was said of it; what is said on its day, also shortly before its hour, is the first call."""
    said = heard(about, "next_step", prefix=str(contact.next_wall))
    return [Heard(each.label.strip().replace("soon", "") or FIRST, each.at) for each in said]


def _asking(
    contact: Contact, about: About, window: str, why: str, since: datetime, *, urgent: bool = False
) -> Asking:
    step = contact.next_words or "a word with them"
    return Asking(
        "next_step",
        window,
        why,
        since,
        urgent=urgent,
        customer_id=about.customer.id,
        facts={"the next step": step},
    )


def _when(contact: Contact, about: About, now: datetime) -> str:
    """Its day, with its hour if it has one; a step's hour is said on the clock of whose step it is."""
    if _has_hour(contact) and contact.next_at is not None:
        return moment_of(contact.next_at, about.zone, now=now)
    return date_of(contact.next_wall or "", contact.zone, now=now)


def _is_planned(contact: Contact) -> bool:
    return contact.next == "planned" and contact.next_wall is not None and contact.removed_at is None


def _at_rest(about: About) -> bool:
    customer = about.customer
    gone = customer.removed_at is not None or customer.merged_into is not None
    return gone or customer.stage in AT_REST


def _has_hour(contact: Contact) -> bool:
    return "T" in (contact.next_wall or "")
