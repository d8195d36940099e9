"""An apology from the facts of a case alone, and the turns in people's own words that sound defensive [practices 15, 48].

Kept writes what a person may copy, says which facts are missing, and never sends or rewrites anything.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from bot.calendar import read_wall
from bot.moments import MONTHS, WEEKDAYS, day_in_words, place
from bot.notes import Draft
from storage.tables import Mistake, Promise

# What sounds defensive to who was let down, and what to say instead.
DEFENSIVE: tuple[tuple[str, str], ...] = (
    (r"unfortunately,? you", "say what happened on our side first"),
    (r"unfortunately for you", "say what we do about it"),
    (r"(?:as )?per (?:our |the |company )?policy", "say what we can do, not which rule forbids it"),
    (r"(?:it|that) is (?:our|company) policy", "say what we can do, not which rule forbids it"),
    (r"it['’]s (?:our|company) policy", "say what we can do, not which rule forbids it"),
    (r"our policy (?:is|says|states)", "say what we can do, not which rule forbids it"),
    (r"if (?:anyone|anybody|someone|somebody) (?:was|were|is|felt|feels) \w+", "say whom it hit and that we see it"),
    (r"if you (?:were|was|are|felt|feel) (?:upset|offended|inconvenienced|hurt|annoyed|let down)", "drop the “if”: they were"),
    (r"(?:sorry|apologi[sz]e) if", "drop the “if”: say what we are sorry for"),
    (r"(?:sorry|apologi[sz]e|apologies) for any", "name the trouble it was instead of “any”"),
    (r"sorry (?:that )?you feel", "be sorry for what we did, not for what they feel"),
    (r"mistakes (?:were|have been) made", "say who did it: we did"),
    (r"errors? (?:was|were|has been|have been) made", "say who did it: we did"),
    (r"(?:there was|there has been) (?:a|some) (?:miscommunication|misunderstanding)", "say what we said, or failed to say"),
    (r"you (?:should have|should['’]ve|could have|ought to have)", "say what we could have done"),
    (r"they (?:should have|should['’]ve|ought to have)", "say what we could have done"),
    (r"you (?:failed|forgot|neglected) to", "say what we could have asked or checked"),
    (r"you (?:must|may|might) have (?:misread|misunderstood|overlooked|missed)", "say what we did not make plain"),
    (r"to be fair", "leave it out; it begins a defence"),
    (r"in (?:our|my|all) (?:defen[cs]e|fairness)", "leave it out; they are not our judge"),
    (r"with all due respect", "leave it out; it announces the opposite"),
    (r"as (?:i|we) (?:already |previously )?(?:told|said|mentioned|explained|informed)(?: \w+)? (?:before|already|earlier)", "say it once more, without “as we said”"),
    (r"as (?:already|previously) (?:told|said|mentioned|explained|stated|communicated)", "say it once more, without “as already said”"),
    (r"as stated in (?:the|our|your) (?:contract|terms|offer|agreement)", "say what we do, and leave the paper out"),
    (r"according to (?:the|our) (?:contract|terms|conditions)", "say what we do, and leave the paper out"),
    (r"(?:it(?: is|['’]s)|that(?: is|['’]s)|this is) not (?:our|my) (?:fault|problem|responsibility|job|department)", "say what we take on"),
    (r"(?:nothing|little) (?:we|i) (?:can|could) do", "say the one thing that we can do"),
    (r"our hands (?:are|were) tied", "say the one thing that we can do"),
    (r"(?:circumstances )?beyond our control", "say what we will do next time it comes"),
    (r"(?:this|that|it) (?:never|rarely|hardly ever) happens", "leave it out; it happened to them"),
    (r"(?:nobody|no one) else (?:has )?(?:ever )?complained", "leave it out; they did, and that is enough"),
    (r"you(?: are|['’]re) the (?:first|only) (?:one|customer|person)", "leave it out; it happened to them"),
    (r"calm down", "say that they are right to be cross"),
    (r"you (?:have to|need to|must) understand", "say what you understand of their side"),
    (r"these things happen", "say what we change so that it does not happen again"),
    (r"only human", "say what we change so that it does not happen again"),
    (r"(?:just|only) a (?:small|minor|little) (?:mistake|error|delay|issue|thing)", "let them say how small it is"),
    (r"slight (?:delay|inconvenience|oversight)", "let them say how small it was"),
    (r"(?:busy|peak) season|short[- ]staffed|understaffed", "leave our own troubles out, and say what we do"),
    (r"the (?:system|computer|software) (?:did|made|does|won['’]t|would not|wouldn['’]t)", "say “we”: the system is ours"),
)  # fmt: skip
MOST_TURNS = 3


class Turn(NamedTuple):
    """A defensive phrase, quoted as it was written, and what to say instead."""

    phrase: str
    instead: str


def defensive(*texts: str) -> list[Turn]:
    """The defensive turns in people's own words, the first few, in the order in which they stand. Nothing is changed."""
    found: list[Turn] = []
    for text in texts:
        spans = [
            (match.start(), Turn(match[0], instead))
            for turn, instead in _turns()
            for match in turn.finditer(text)
        ]
        found += [turn for _, turn in sorted(spans, key=lambda each: each[0])]
    once = {turn.phrase.casefold(): turn for turn in reversed(found)}
    return [turn for turn in found if once.get(turn.phrase.casefold()) is turn][:MOST_TURNS]


@cache
def _turns() -> Sequence[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"(?<!\w)(?:{phrase})(?!\w)", re.IGNORECASE), instead) for phrase, instead in DEFENSIVE
    ]


def draft(mistake: Mistake, promise: Promise | None = None, *, now: datetime) -> Draft:
    """The apology to copy: what happened, that it was ours, what we do about it and by when; nothing else.

    Once it is made right it says what we did, and needs no date. Without the facts it is empty and says which it lacks.
    """
    how, by = mistake.right_how, by_when(mistake)
    is_done = mistake.right_at is not None and not mistake.right_waived
    missing = []
    if not how:
        missing.append("what we did about it" if is_done else "what we do about it")
    if not is_done and not by:
        missing.append("by when")
    if missing:
        return Draft("", tuple(missing))
    lines = [_what_happened(mistake, promise, now=now), "That was our mistake, and I am sorry.", ""]
    if is_done:
        lines.append(f"What we have done about it: {how}")
    else:
        lines += [f"What we are doing about it: {how}", f"You have it by: {by}"]
    return Draft("\n".join(lines))


def by_when(mistake: Mistake) -> str:
    """The date by which it is to be right, with its year: "Fri 27 Nov 2026, 17:00 (Tallinn time)"; empty without one."""
    if mistake.right_wall is None:
        return ""
    day, at = read_wall(mistake.right_wall)
    date = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{date}, {at:%H:%M} ({place(mistake.right_zone)})" if at else date


def _what_happened(mistake: Mistake, promise: Promise | None, *, now: datetime) -> str:
    if promise is None:
        return f"What happened: {mistake.words}"
    told = f", for {day_in_words(promise.due_wall, now=now, zone=promise.zone)}" if promise.due_wall else ""
    return f"What we promised you{told}: {mistake.words}\nWe did not do it."
