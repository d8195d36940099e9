"""A system fix: what ends a cause that several mistakes had; taken on, planned, done, and told to all who were hit.

Nobody's mistake is in it, only the cause [practice 21].
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.changes import Change, differing
from bot.moments import day_in_words
from bot.refusals import AlreadySo, Unreadable
from bot.text import clean, one_line, shorten
from storage.tables import Customer, Mistake, SystemFix

# So many cases of one cause within so many calendar days are no accident any more.
ENOUGH = 3
WITHIN = timedelta(days=60)
# Who was hit in that time hears that it is over.
HIT_WITHIN = timedelta(days=365)
WORDS_MAX = 500
NOTE_WORDS = 200
MOST_DAYS = 3
# Said of every cause, and of none in particular.
EMPTY = frozenset(
    ["a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "was", "were",
     "is", "are", "be", "been", "being", "it", "its", "we", "us", "our", "ours", "they", "them", "their", "he",
     "she", "his", "her", "i", "me", "my", "you", "your", "that", "this", "these", "those", "there", "then",
     "than", "as", "so", "but", "if", "when", "which", "who", "what", "because", "due", "after", "before",
     "into", "onto", "out", "up", "down", "off", "over", "again", "also", "only", "just", "still", "yet",
     "very", "too", "did", "do", "does", "done", "had", "has", "have", "having", "not", "no", "nobody",
     "nothing", "never", "none", "without", "didn", "didnt", "wasn", "wasnt", "weren", "werent", "couldn",
     "don", "doesn", "isn", "t", "s", "error", "mistake", "problem", "issue", "fault", "wrong", "wrongly",
     "cause", "caused", "bad", "customer", "client"]
)  # fmt: skip
WORD = re.compile(r"[^\W_]+")
ENDINGS = ("ings", "ing", "edly", "ies", "ied", "es", "ed", "ly", "s")
SHORTEST = 4
# Of all that is said in two causes, what both say.
ALIKE = 0.5


def same_cause(one: str, other: str) -> bool:
    """Whether two causes, each in somebody's own words, are the same: they share half of all their words or more, and two
    at least, or say but one. Without accents, endings and words that any cause has; the order does not count."""
    first, second = words_of(one), words_of(other)
    both = first & second
    if not both:
        return _bare(one) == _bare(other) != ""
    if len(both) == 1 and (len(first) > 1 or len(second) > 1):
        return False
    return len(both) >= ALIKE * len(first | second)


@lru_cache(maxsize=4096)
def words_of(cause: str) -> frozenset[str]:
    """What a cause says, as far as it says anything: its words, folded, without their endings."""
    return frozenset(_stem(word) for word in WORD.findall(_bare(cause)) if word not in EMPTY)


def _bare(cause: str) -> str:
    decomposed = unicodedata.normalize("NFKD", cause.casefold())
    return " ".join(
        "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        .replace("'", "")
        .replace("’", "")
        .split()
    )


def _stem(word: str) -> str:
    """The word without its ending, so that "checked", "checks" and "checking" are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith(("e", "y")) and len(word) > SHORTEST else word


def make(cause: str, *, team_id: str, number: int, by: str, now: datetime) -> SystemFix:
    """The fix that a cause asks for; nobody owns it yet. `cause` is the newest case's."""
    return SystemFix(team_id=team_id, number=number, cause=cause, created_at=now, created_by=by)


class Planned(NamedTuple):
    """What somebody said of a fix: what is to change, who sees to it, and by when (a wall in `zone`, and the instant)."""

    words: str
    owner_id: str
    due_wall: str | None
    due_at: datetime | None
    zone: str


def take(fix: SystemFix, by: str) -> Change:
    """Somebody sees to it from now on. Raises AlreadySo where a colleague does already."""
    _check_open(fix)
    if fix.owner_id == by:
        raise AlreadySo(f"F-{fix.number} is yours already.")
    if fix.owner_id:
        raise AlreadySo("A colleague has taken it meanwhile.")
    return Change("taken", {"owner_id": by})


def plan(fix: SystemFix, planned: Planned) -> Change:
    """What is to change, who sees to it and by when. Raises Unreadable and AlreadySo."""
    _check_open(fix)
    if planned.due_at is None:
        raise Unreadable("By when? A fix without a date never comes: Fri, in 2 weeks, 18 Dec.", field="due")
    words = (
        clean(planned.words, what="What we change", most=WORDS_MAX, field="words")
        if planned.words.strip()
        else ""
    )
    fields = differing(
        fix,
        {
            "words": words,
            "owner_id": planned.owner_id,
            "due_wall": planned.due_wall,
            "due_at": planned.due_at,
            "zone": planned.zone,
        },
    )
    if not fields:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("planned", fields)


def done(fix: SystemFix, words: str | None = None, *, by: str, now: datetime) -> Change:
    """The cause is gone. It has to be said what we changed, since that is what customers hear. Whoever does it without
    an owner is the owner. Raises Unreadable and AlreadySo."""
    _check_open(fix)
    said = fix.words if words is None else words
    fields: dict[str, object] = {
        "words": clean(said, what="What we changed", most=WORDS_MAX, field="words"),
        "status": "done",
        "closed_at": now,
        "closed_by": by,
        "owner_id": fix.owner_id or by,
    }
    return Change("done", fields)


def reopen(fix: SystemFix) -> Change:
    """It was not enough. Raises AlreadySo."""
    if fix.status == "open":
        raise AlreadySo(f"F-{fix.number} is open.")
    return Change("reopened", {"status": "open", "closed_at": None, "closed_by": None})


def drop(fix: SystemFix, *, now: datetime) -> Change:
    """The cases only sound alike: no fix is needed, and these are counted no more. Raises AlreadySo."""
    _check_open(fix)
    return Change("dropped", {"removed_at": now})


def told(mistake: Mistake, *, now: datetime, waived: bool = False) -> Change:
    """The customer of a case knows that its cause is gone, or need not know. Raises AlreadySo."""
    if mistake.fix_told_at is not None:
        raise AlreadySo("They know already.")
    return Change("fix not told" if waived else "fix told", {"fix_told_at": now})


def note(fix: SystemFix, customer: Customer, cases: Sequence[Mistake], *, zone: str, now: datetime) -> str:
    """Two lines for a customer who was hit, to be copied: what went wrong and when, and what we changed. From the facts
    alone; the cause, which is ours to know, is not in it. Days are those of `zone`."""
    newest = max(cases, key=lambda case: case.created_at)
    days = sorted({case.created_at.astimezone(ZoneInfo(zone)).date() for case in cases})
    shown = [day_in_words(day.isoformat(), now=now, zone=zone) for day in days[-MOST_DAYS:]]
    when = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    words = shorten(one_line(newest.words), NOTE_WORDS).rstrip(".")
    changed = shorten(one_line(fix.words), NOTE_WORDS).rstrip(".")
    return (
        f"{customer.name}: on {when} something went wrong on our side ({words}).\n"
        f"We have changed something, so that it does not come to that again: {changed}."
    )


def _check_open(fix: SystemFix) -> None:
    if fix.status != "open":
        raise AlreadySo(f"F-{fix.number} is done.")
