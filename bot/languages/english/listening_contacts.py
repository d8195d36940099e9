"""English contacts: whether a talk took place, and that it was the writer who had it or somebody who called us."""

from bot.languages.english.listening_talks import (
    ANSWERED_NEXT,
    CAME,
    NAMED,
    NOT_HELD,
    SOCIAL,
    SOMEONE,
    TALKED,
    THEY,
    THEY_ANSWERED,
    THEY_NEXT,
    THEY_TWO,
    THIS,
    met,
)
from bot.languages.english.listening_words import of_code
from bot.languages.word_lists import expression_at, listed
from bot.listening_text import SOMEBODY, Heard

SUBJECTS = listed("i we i've we've i'd we'd")
BESIDE = listed(
    "just also already recently finally briefly quickly then today yesterday earlier again now actually both only personally even eventually"
    " once twice have had 've did"
)
NEGATIONS = listed(
    "not never no haven't hasn't hadn't didn't don't wasn't isn't cannot can't couldn't nobody without neither nor hardly won't doesn't barely"
)
NOT_YET = listed(
    "will i'll we'll should must need needs want wants plan plans planning let's please can could would might may if when once before until"
    " whether should've let wish hope hoping going to anyone who ever whenever that"
)
NOBODY = listed(
    "it he she they which what that as is was somebody someone nobody everybody everyone him her them"
)
OPENERS = listed(
    "hey hi fyi ok okay so , : also and just update heads up note folks team all quick the that this our"
)
JOINTS = listed("and then but , - – — : (")
PAUSES = listed(", : - – — ( and but so")
OURS = TALKED.first_words
THEIRS = THEY | THEY_ANSWERED | frozenset(THEY_TWO) | CAME.first_words
BEGINS = OURS | NAMED.first_words | THEIRS
LONG_AGO = listed("year years decade decades")
OPENING_MOST = 3
FARTHEST = 8


def contact(heard: Heard) -> tuple[str, int] | None:
    """The rule by which a sentence reports a talk, and the word at which the report begins."""
    if (
        heard.asked
        or BEGINS.isdisjoint(heard.low)
        or ("ago" in heard.low and not LONG_AGO.isdisjoint(heard.low))
    ):
        return None
    for place, word in enumerate(heard.low):
        found = _at(heard, place) if word in BEGINS else None
        if found:
            return found
    return None


def _at(heard: Heard, place: int) -> tuple[str, int] | None:
    low = heard.low
    word = low[place]
    if word in OURS and (found := _we_talked(heard, place)):
        return found
    if word in NAMED.first_words and not _untrue(low, place, place):
        for way, end in NAMED.at(heard, place):
            if NOT_HELD.isdisjoint(low[end - 1 : end + 3]) and (
                way.rule == "contact-per" or place < OPENING_MOST
            ):
                return way.rule, place
    return ("contact-they-called", 0) if place and word in THEIRS and _they_called(heard, place) else None


def _we_talked(heard: Heard, place: int) -> tuple[str, int] | None:
    """Whether we did what the word says: "spoke with Dana", "Dana and I spoke"."""
    low = heard.low
    begin = _ours(low, place)
    if begin < 0 or _untrue(low, begin, place):
        return None
    if (
        begin
        and low[place] in ("spoke", "talked", "met", "chatted")
        and low[begin - 1] == "and"
        and low[begin] in ("i", "we")
    ):
        return ("contact-spoke", 0) if met(heard, max(0, begin - 2)) == begin - 1 else None
    for way, end in TALKED.at(heard, place):
        if not of_code(heard, begin, end + 2):
            return way.rule, begin
    return None


def _ours(low: list[str], place: int) -> int:
    """Where the report of our own deed at a word begins; -1 where it is somebody else's."""
    at = place
    while at and low[at - 1] in BESIDE:
        at -= 1
    if at == 0:
        return 0
    before = low[at - 1]
    if before in SUBJECTS:
        return at - 1
    if before in JOINTS:
        return at if _is_about_us(low[: at - 1], before) else -1
    return (
        at
        if at <= OPENING_MOST
        and all(word in OPENERS for word in low[:at])
        and before not in ("the", "that", "this", "our")
        else -1
    )


def _is_about_us(before: list[str], joint: str) -> bool:
    """Whether the sentence that goes on behind "and" or a comma is about us: it said so, or says nobody."""
    if not before or (
        joint != "and"
        and joint != "then"
        and len(before) <= OPENING_MOST
        and not before[-1].endswith(("ed", "'s"))
    ):
        return True
    return before[0] in SUBJECTS or before[0] in TALKED.first_words or not SUBJECTS.isdisjoint(before[-6:])


def _untrue(low: list[str], begin: int, place: int) -> bool:
    """Whether it did not happen, or has not yet."""
    if low[begin] in ("i'd", "we'd") and "have" in low[begin:place]:
        return True
    near = low[max(0, begin - FARTHEST) : begin]
    cut = max((at + 1 for at, word in enumerate(near) if word in PAUSES), default=0)
    return not NEGATIONS.isdisjoint(low[begin:place]) or any(
        word in NEGATIONS or word in NOT_YET for word in near[cut:]
    )


def _calls(low: list[str], place: int) -> bool:
    """Whether a word, or two, say that somebody called us: "called about", "stopped by", not "wrote about this"."""
    pair = expression_at(low, place, THEY_TWO)
    after = low[place + (pair or 1)] if place + (pair or 1) < len(low) else ","
    if pair:
        return after != "into"
    if low[place] in THEY_ANSWERED:
        return after in ANSWERED_NEXT
    if after == "this":
        return low[place + 2 : place + 3] != [] and low[place + 2] in THIS
    return low[place] in THEY and after in THEY_NEXT and (low[place], after) != ("wrote", "about")


def _they_called(heard: Heard, place: int) -> bool:
    """Whether somebody with a name is the one who called: "Dana (Acme) called", "Hey Tom, Rita just wrote"."""
    low = heard.low
    came = bool(heard.named) and any(True for _ in CAME.at(heard, place))
    if place > FARTHEST or not (came or _calls(low, place)):
        return False
    end = place
    while end and low[end - 1] in BESIDE | {"has"}:
        end -= 1
    begin = max((at + 1 for at in range(end) if low[at] in PAUSES and low[at] not in ("and", "(")), default=0)
    if begin > OPENING_MOST + 1 or begin >= end:
        return False
    words = low[begin:end]
    if words[0] in SOMEONE:  # "somebody from Acme called", "they called from Acme"
        of_them = len(words) > 1 and words[1] in ("from", "at", "of") and begin + 2 in heard.named
        return of_them or (came and len(words) == 1 and "from" in low[end : end + 3])
    if not SOCIAL.isdisjoint(words):
        return False
    if came and not any(begin <= at < end for at in heard.named) and not _calls(low, place):
        return False
    if any(
        word in NEGATIONS
        or word in NOT_YET
        or word in SUBJECTS
        or (word in NOBODY and written != "IT")
        or word.endswith("ing")
        for word, written in zip(words, heard.written[begin:end], strict=True)
    ):
        return False
    while begin < end - 1 and low[begin] in OPENERS:
        begin += 1
    return bool(met(heard, begin)) and heard.written[begin] != SOMEBODY and not of_code(heard)
