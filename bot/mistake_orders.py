"""What a line typed after `/mistake` asks for: a case in words, or one of the short orders about one."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot import dates
from bot.mistakes import STEPS
from bot.patterns import pattern
from bot.text import one_line, without_tail
from bot.wording import EMPHASIS, HEAD, JOINT, MENTION, SEPARATOR, Order

# What people type, and what it means.
VERBS = {
    "told them": "told",
    "told": "told",
    "said sorry": "sorry",
    "sorry": "sorry",
    "apologised": "sorry",
    "apologized": "sorry",
    "made it right": "right",
    "make it right": "right",
    "made right": "right",
    "right": "right",
    "fixed": "right",
    "checked back": "checked",
    "checked": "checked",
    "check back": "checked",
    "waive": "waive",
    "cause": "cause",
    "close": "close",
    "closed": "close",
    "done": "close",
    "reopen": "reopen",
    "open again": "reopen",
    "owner": "owner",
    "give": "owner",
    "take": "take",
    "i take": "take",
    "noticed": "noticed",
    "again": "again",
    "contacted us again": "again",
    "brief": "brief",
    "apology": "apology",
    "edit": "edit",
    "undo": "undo",
    "show": "show",
    "open": "show",
}


def _one_of(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s+")


VERB = pattern(rf"({_one_of(VERBS)})(?![\w'’]|-\w)", re.IGNORECASE)
STEP_WORDS = {word: step for word, step in VERBS.items() if step in STEPS}
STEP = pattern(rf"({_one_of(STEP_WORDS)})(?![\w'’]|-\w)", re.IGNORECASE)
# M-7 as we write it (a phone may make its hyphen longer) and M7; with nothing else also #7 and 7.
STRICT = pattern(r"m[-‐‑–](\d{1,9})(?!\w)", re.IGNORECASE)
REFERENCE = pattern(r"m[-‐‑–]?(\d{1,9})(?!\w)", re.IGNORECASE)
ALONE = pattern(r"(?:#|m\s)(\d{1,9})[.!?]?$", re.IGNORECASE)
NUMBER = pattern(r"(\d{1,9})[.!?]?$")
# The owner of the repair stands at the end, apart from the sentence; "sent by @sam" is a story about somebody.
IN_A_SENTENCE = pattern(
    r"\b(?:by|with|from|to|for|and|or|of|told|asked|that|than|at|says?|said|thanks)$", re.IGNORECASE
)
LABEL = pattern(r"(?:^|[\s,;(\[])owner:?$", re.IGNORECASE)
# "what we could have done" after a typed cause.
COULD_HAVE = pattern(r"\b(?:we )?could have(?: done)?(?: is| was)?\s?:?\s", re.IGNORECASE)
GOODWILL = pattern(
    r"\bgoodwill:?\s([^\s\d]{0,4}\s?[0-9][0-9.,'’]{0,15}(?:\s?(?:[€$£¥₹]|(?-i:[A-Z]{3})\b))?)", re.IGNORECASE
)
BETWEEN = " \t\n,;:.()–—-"
# The whole line.
WHOLE = {
    "": "form",
    "help": "help",
    "?": "help",
    "mine": "mine",
    "list": "mine",
    "my cases": "mine",
    "my mistakes": "mine",
    "undo": "undo",
    "fixes": "fixes",
    "fix": "fixes",
    "system fixes": "fixes",
    "system fix": "fixes",
    "list fixes": "fixes",
}
# F-1 alone, or done: a system fix.
FIX = pattern(
    r"(done\s)?(?:system\s)?(?:fix\s)?f[-‐‑–]?(\d{1,9})(?!\w)(\s(?:is\s)?done)?[.!?]?", re.IGNORECASE
)


class Line(NamedTuple):
    """A short order: what to do (`form`, `help`, `mine`, `undo`, `fixes`, or a verb), to which case, and the rest. `fix`
    has the number of a system fix, and "done" as its rest where it is.

    `waive` also says which `step`, if somebody did. Also `which` (a verb without a case), `number` (nothing but that),
    `several` (more than one: `rest` begins with the second) and `unclear`.
    """

    verb: str
    number: int | None = None
    rest: str = ""
    step: str = ""


class Said(NamedTuple):
    """A mistake in words, understood: the name before the colon, as typed, or empty; and who is to put it right."""

    customer: str
    words: str
    owner_id: str | None = None


def read_line(text: str) -> Line:
    """The order in a line, or verb `give` with the whole text where it is a mistake in words.

    A verb counts only with a reference beside it ("told M-7" or "M-7 told"), so that words may begin with any.
    """
    line = text.strip()
    if whole := WHOLE.get(line.casefold()):
        return Line(whole)
    if found := FIX.fullmatch(line):
        return Line("fix", int(found[2]), "done" if found[1] or found[3] else "")
    verb, after = _begins(VERB, VERBS, line)
    if verb and not after:
        return Line("which", rest=verb)
    step = ""
    if verb == "waive":
        step, after = _step(after)
    if verb and (found := REFERENCE.match(after) or ALONE.match(after) or NUMBER.match(after)):
        return _order(verb, int(found[1]), after[found.end() :], step)
    if found := REFERENCE.match(line) or ALONE.match(line):
        rest = _after(line[found.end() :])
        verb, after = _begins(VERB, VERBS, rest)
        if verb or not rest:
            return _order(verb or "show", int(found[1]), after)
    if found := STRICT.match(line):
        return _order("unclear", int(found[1]), line[found.end() :])
    if found := NUMBER.match(line):
        return Line("number", int(found[1]), line)
    return Line("give", rest=line)


def _order(verb: str, number: int, rest: str, step: str = "") -> Line:
    """An order to one case; a second one beside it is not taken for its words."""
    rest = _after(rest)
    joint = JOINT.match(rest)
    others = rest[joint.end() :] if joint else rest
    if STRICT.match(others):
        return Line("several", number, others)
    if verb == "waive" and not step:
        step, rest = _step(rest)
    return Line(verb, number, rest, step)


def _step(text: str) -> tuple[str, str]:
    return _begins(STEP, STEP_WORDS, text)


def _begins(pattern: re.Pattern[str], meanings: dict[str, str], text: str) -> tuple[str, str]:
    """What a text begins with, by its meaning, and what follows; nothing and the text where it is none of those."""
    found = pattern.match(text)
    if not found:
        return "", text
    return meanings[" ".join(found[1].casefold().split())], _after(text[found.end() :])


def _after(text: str) -> str:
    """What follows a verb or a reference, without what separates it."""
    found = SEPARATOR.match(text)
    return text[found.end() :].rstrip() if found else text


def read_mistake(text: str, *, now: datetime, order: Order, languages: Sequence[str] = dates.ENGLISH) -> Said:
    """A mistake as people type it: `Acme: invoice billed twice [@owner]`. Everything but the name before the colon and
    the owner stays in the words, dates too.

    `now` is aware, in the speaker's zone; it is needed since "Tomorrow: …" begins with no name.
    """
    text, owner_id = take_owner(text.strip())
    head = HEAD.match(text)
    if head and not dates.phrase(head[1], now=now, order=order, languages=languages):
        name, words = head[1], text[head.end() :]
        return Said(name.strip(EMPHASIS), _tidy(words), owner_id)
    return Said("", _tidy(text), owner_id)


def take_owner(text: str) -> tuple[str, str | None]:
    """The text without a mention at its end or before its colon, and whom that names. One within a sentence stays, so
    that nobody becomes the owner of a repair by being spoken of."""
    mentions = list(MENTION.finditer(text))
    if not mentions:
        return text, None
    found = mentions[-1]
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    bracket = before.endswith(("(", "[")) and after.startswith((")", "]"))
    if bracket:
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    if label := LABEL.search(before):
        before = before[: label.start()]
    elif IN_A_SENTENCE.search(before) and not bracket:
        return text, None
    if before and (not after.strip(" .!") or after.startswith((":", "："))):
        return without_tail(f"{before}{after}", " ,;"), found[1]
    return text, None


def read_cause(text: str) -> tuple[str, str | None]:
    """A typed cause, and what we could have done where "could have" says so."""
    found = COULD_HAVE.search(text)
    cause = text[: found.start()].rstrip(BETWEEN) if found else ""
    if not found or not cause:
        return text.strip(), None
    return cause, text[found.end() :].strip()


def read_right(text: str) -> tuple[str, str]:
    """How it was made right, and the amount after "goodwill" as typed, or empty."""
    found = GOODWILL.search(text)
    if not found:
        return text.strip(), ""
    before, after = text[: found.start()].rstrip(BETWEEN), text[found.end() :].lstrip(BETWEEN)
    return one_line(f"{before} {after}"), found[1].strip()


def _tidy(words: str) -> str:
    words = without_tail(words.lstrip(" \t,;–—"), " \t,;–—")
    return words if "\n" in words else one_line(words)
