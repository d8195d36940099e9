"""What of plain words is logged, and for whom: the words without "promised Acme" before them."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from bot.languages.english import sayings as english
from bot.plain_cues import SURE, cues
from bot.plain_names import WORD, Named, guess, masked, whose

CLAUSE_END = re.compile(r"[.;,!\n]\s|\band\s")


class Meant(NamedTuple):
    """What is to be logged of a text: its `words`, and the customers that may be meant, as names in the text; `guess` is
    an unknown one."""

    words: str
    names: tuple[Named, ...] = ()
    guess: str = ""


def meant(kind: str, text: str, found: Sequence[Named]) -> Meant:
    """What of a text is logged as that kind, and for whom; the words are never empty where the text is not."""
    low = masked(text, found)
    unknown = "" if found else guess(text, low)
    at = _clause(kind, text, low)
    words = text[at:].strip()
    if kind == "promise":
        words = _promise(text[at:], low[at:]) or words
        words = words.removeprefix(unknown).strip() or words
    elif kind == "waiting":
        words = _waiting(text[at:], low[at:]) or words
    else:
        words = _without_head(kind, words)
    return Meant(words, whose(low, found), unknown)


def _clause(kind: str, text: str, low: str) -> int:
    """Where the part of a text begins that says this kind of thing, if another kind is said before it."""
    ours = [cue for cue in cues(low) if cue.kind == kind and cue.weight >= SURE]
    if not ours:
        return 0
    first = min(ours, key=lambda cue: (-cue.weight, cue.start))
    if not any(cue.kind != kind and cue.weight >= SURE and cue.end <= first.start for cue in cues(low)):
        return 0
    found = [end.end() for end in CLAUSE_END.finditer(low[: first.start])]
    return found[-1] if found and text[found[-1] :].strip() else 0


def _without_head(kind: str, words: str) -> str:
    head, colon, rest = words.partition(":")
    return rest.strip() if colon and head.strip().casefold() == kind and rest.strip() else words


def _promise(text: str, low: str) -> str:
    """What was promised: the words behind "promised Acme", "told them that" or "we'll"."""
    begun = _lead_end(low)
    if lead := english.FUTURE_LEAD.match(low, begun):
        return text[lead.end() :].strip()
    lead = english.PROMISE_LEAD.match(low, begun)
    if lead is None:
        head = re.match("\x01+\\s*:", low)
        return text[head.end() :].strip() if head else text.strip()
    at = lead.end()
    whom = re.compile(r"\s+(?:\x01+|them|him|her)(?![\w'])").match(low, at)
    somebody = english.SOMEBODY_AT.match(low, at)
    person = ""
    if whom:
        at = whom.end()
    elif somebody and somebody[1].split()[0] not in english.NO_NAME:
        at, person = somebody.end(), text[somebody.start(1) : somebody.end(1)]
    link = english.PROMISE_LINK.match(low, at)
    at = link.end() if link else at
    words, rest = text[at:].strip(), low[at:]
    if not whom and not somebody and (named := english.TO_NAME.search(rest)):
        words = f"{text[at : at + named.start()]}{text[at + named.end() :]}".strip()
    return f"{person}: {words}" if person and words else words


def _lead_end(low: str) -> int:
    """Where a sentence's verb begins: behind "hi, today we have just"."""
    at = 0
    for found in islice(WORD.finditer(low), 8):
        word = found[0].strip(",.!:;")
        if word not in english.WE and word not in english.BESIDE and word not in english.JOINTS:
            return found.start()
        if english.FUTURE_LEAD.match(low, found.start()):
            return found.start()
        at = found.end()
    return at


def _waiting(text: str, low: str) -> str:
    """What they wait for: the words behind "Acme is waiting for"."""
    found = re.match(
        r"\s*(?:\x01+|they|he|she)(?: is| are|'s|'re)?(?: still)? (?:waiting|waits?) (?:for|on) (?!us\b|me\b)",
        low,
    )
    if found:
        return text[found.end() :].strip()
    if lead := english.FUTURE_LEAD.match(low, _lead_end(low)):
        return text[lead.end() :].strip()
    head = re.match("\x01+\\s*:", low)
    return text[head.end() :].strip() if head else ""
