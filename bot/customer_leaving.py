"""When a customer leaves us or we part: why, what we could have done, and what is still open [practices 37, 53, 58]."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.calendar import read_wall
from bot.changes import Change, differing
from bot.mistakes import RELEASED, STEPS
from bot.moments import MONTHS, day_in_words, how_long, place
from bot.patterns import pattern
from bot.promises import OUTCOMES
from bot.refusals import AlreadySo, Refusal, Unreadable
from bot.tell_clock import follows
from bot.text import clean
from storage.tables import Customer, Owed, Promise, Waiting

# Practice 37: these four.
REASONS = {
    "not as promised": "We did not do as promised",
    "misunderstood": "They misunderstood",
    "someone failed": "Someone failed",
    "something else": "They wanted something else",
}
# Words that put it on the customer, in a language that people use among themselves.
BLAMES = pattern(
    r"\b(?:their|her|his|the customer['’]?s|customers?['’]|the client['’]?s) (?:own |sole )?(?:fault|mistake|error|problem|doing)\b"
    r"|\b(?:they|she|he|the customer|the client) (?:just |simply )?(?:never (?:read|listen|understood|understand|got)|did(?: not|n['’]t) (?:read|listen|understand|get it|bother)|should have|should['’]ve|ought to have|only (?:have|has) (?:themselves|herself|himself))"
    r"|\b(?:blame|serves?) (?:them|him|her|the customer)\b|\bimpossible (?:customer|client|people)\b|\bnot our (?:fault|problem)\b",
    re.IGNORECASE,
)


def blames(words: str) -> bool:
    """Whether the words put it on the customer."""
    return BLAMES.search(words) is not None


def lost(customer: Customer, reason: str, *, words: str, could_have: str) -> Change:
    """They left, why, and what they said of it.

    A reason that lies with the customer never stands alone: it needs what we could have done [practice 53]. Raises
    Unreadable or Refusal with the field, or AlreadySo if it says that already.
    """
    if reason not in REASONS:
        raise Unreadable("Choose the reason that comes closest.", field="reason")
    said = clean(words, what="What they said", field="words") if words.strip() else ""
    could = (
        clean(could_have, what="What we could have done", field="could_have") if could_have.strip() else ""
    )
    if not could and (reason == "misunderstood" or blames(said)):
        raise Refusal(
            "A misunderstanding has two sides. What could we have done? One line is enough."
            if reason == "misunderstood"
            else "That puts it on them. What could we have done? One line is enough.",
            field="could_have",
        )
    if could and blames(could):
        raise Refusal("That is about them again. What could we have done?", field="could_have")
    fields = differing(
        customer, {"stage": "lost", "lost_reason": reason, "lost_words": said, "could_have": could}
    )
    if not fields:
        raise AlreadySo("It says that already.")
    return Change("lost", fields)


def part(customer: Customer) -> Change:
    """We part ways: what is left is finished or released, then silence. Raises AlreadySo."""
    if customer.stage == "parting":
        raise AlreadySo(f"We part ways with {customer.name} already.")
    return Change("parting", {"stage": "parting"})


def release(thing: Owed, *, by: str, now: datetime) -> Change:
    """An open promise, case or waiting that will not be done any more, since we part ways. Raises AlreadySo."""
    if thing.status != "open":
        raise AlreadySo("It is closed already.")
    closed = {"closed_at": now, "closed_by": by}
    if isinstance(thing, Promise):
        fields: dict[str, object] = {"status": "called off", "proof": RELEASED, **closed}
        return Change("closed", differing(thing, fields | follows(thing, fields, until=now)))
    if isinstance(thing, Waiting):
        return Change("closed", {"status": "done", **closed})
    waived = {
        f"{step}_{column}": value
        for step in STEPS
        if getattr(thing, f"{step}_at") is None
        for column, value in (("at", now), ("by", by), ("waived", RELEASED))
    }
    return Change("closed", {"status": "closed", **waived, **closed})


def record_in_words(
    promises: Mapping[str, int],
    cases: Mapping[str, int],
    *,
    met: int,
    attempts: int,
    last_met: datetime | None,
    praise: int,
    now: datetime,
) -> list[str]:
    """Our own history with a customer, in plain counts to be seen beside what they say [practice 37]: promises and cases by
    their status, contacts and attempts. Nobody is named."""
    ended = [f"{promises[status]:,} {label}" for status, label in OUTCOMES.items() if promises.get(status)]
    if promises.get("open"):
        ended.append(f"{promises['open']:,} open")
    lines = [f"Promises: {', '.join(ended)}." if ended else "No promises were logged."]
    count = sum(cases.values())
    if count:
        open_ = cases.get("open", 0)
        lines.append(f"Mistakes of ours: {count:,}, {open_ or 'none'} of them still open.")
    if met and last_met:
        lines.append(f"Contacts: {met:,}, the last one {how_long(now - last_met)} ago.")
    else:
        lines.append("No contact was logged.")
    if attempts:
        lines.append(f"Attempts without an answer: {attempts:,}.")
    if praise:
        lines.append(f"Kind words from them: {praise:,}.")
    return lines


def parting_note(
    customer: Customer, finishing: Sequence[Promise], released: Sequence[Promise], *, now: datetime
) -> str:
    """A polite note to a customer whom we part from: from the facts alone, for a person to copy; Kept sends nothing.

    It thanks, says what we still do and by when, and what we do not any more. No reasons and no offer.
    """
    thanks = f" since {year_in_words(customer.since)}" if customer.since else ""
    lines = [
        f"Thank you for working with us{thanks}. We are bringing our work with you to an end, and want to do it properly."
    ]
    if finishing:
        lines += ["", "This we still do for you:", *(f"• {_promised(each, now=now)}" for each in finishing)]
    if released:
        lines += ["", "This we will not be able to do any more:", *(f"• {each.words}" for each in released)]
    if not finishing and not released:
        lines += ["", "Nothing that we promised you is open."]
    lines += ["", "If I have missed something, tell me, and I will see to it."]
    return "\n".join(lines)


def year_in_words(since: str) -> str:
    """A day as people say it of a long time: "March 2019" is "Mar 2019"."""
    day = date.fromisoformat(since)
    return f"{MONTHS[day.month - 1]} {day.year}"


def _promised(promise: Promise, *, now: datetime) -> str:
    if promise.due_wall is None:
        return promise.words
    at = read_wall(promise.due_wall)[1]
    day = day_in_words(promise.due_wall, now=now, zone=promise.zone)
    return f"{promise.words}: by {day}" + (f", {at:%H:%M} ({place(promise.zone)})" if at else "")
