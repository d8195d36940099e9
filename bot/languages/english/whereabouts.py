"""What stands right around an English token: whether it is glued into a name, or a noun follows it."""

from bot.languages.english.tokens import Tokens
from bot.languages.english.words import AMBIGUOUS
from bot.languages.word_lists import listed
from bot.said import Said

GLUED_BEFORE = frozenset("#$€£%_=\\*^&~")
GLUED_AFTER = frozenset("%$€£_=°#")
NUMBERS = listed("num pair ordinal measure clock triple")
NAMES = listed("word junk skip")
FUNCTION = listed(
    "and or to at for with by if so but then from because as we i you he she they it please pls when latest instead works "
    "work is was will would should can on in until till before after not though too also the i'll we'll or i'd that's "
    "sometime thanks thx cheers ok okay maybe perhaps hopefully probably"
)
END = frozenset(["", ",", ".", ";", "!", "?", ")", ":", "-", "–", '"', "'", "*", "]", "…", "”"])
HOUR_LINKS = listed("at @ by before until till around about from ~ than")


def is_part_of_a_name(t: Tokens, i: int) -> bool:
    """Whether token i is glued into something longer: a path, an identifier, a number with a sign."""
    before = t.text[t.start[i] - 1] if t.start[i] else " "
    if before.isspace():
        return runs_on(t, i)
    if before in GLUED_BEFORE or (before == "+" and t.touches(i - 1)):
        return True
    glued = i > 1 and t.touches(i) and t.touches(i - 1) and t.kind[i - 1] == "mark"
    if glued and before in "./" and t.kind[i - 2] in NAMES:
        return True
    if t.kind[i] in NUMBERS and _number_is_glued(t, i, glued=glued):
        return True
    return runs_on(t, i)


def _number_is_glued(t: Tokens, i: int, *, glued: bool) -> bool:
    if glued and t.low[i - 1] in "-/,+" and t.kind[i - 2] not in ("month", "weekday", "mark", "edge"):
        return True
    return t.touches(i) and t.kind[i - 1] in ("word", "junk", "skip", "num")


def runs_on(t: Tokens, i: int) -> bool:
    """Whether what stands right against token i's end makes it something else: 5%, sun.com, may_5, today()."""
    if t.start[i + 1] != t.end[i]:
        return False
    if t.kind[i] == "weekday" and t.kind[i + 1] == "num" and (t.low[i] in AMBIGUOUS or t.value[i + 1] == 0):
        return True
    after = t.low[i + 1]
    at_an_hour = after == "@" and t.kind[i + 2] in NUMBERS
    if after in GLUED_AFTER or (after[0] == "@" and not at_an_hour) or t.text.startswith("()", t.end[i]):
        return True
    if after != "." or not t.touches(i + 2) or t.kind[i + 2] in ("mark", "") or t.kind[i] == "month":
        return False
    return t.kind[i] != "num" or t.kind[i + 2] != "month"


def ends(t: Tokens, i: int) -> bool:
    """Whether no noun follows that the token before i could belong to: the end, a mark, or a small word."""
    return t.low[i] in END or t.low[i] in FUNCTION or t.kind[i] == "skip"


def hour_may_stand(t: Tokens, i: int, after: int, said: Said) -> bool:
    """Whether a bare number after a day is an hour: "monday 4", "tomorrow at 9", not "Friday 3 boxes"."""
    linked = t.low[i - 1] in HOUR_LINKS
    if not linked and (
        (t.kind[i] in ("small", "tens") and after == i + 1)
        or (said.period and said.weekday is None)
        or said.shift
    ):
        return False
    return ends(t, after) or t.kind[after] in ("today", "tonight", "weekday", "turn", "part")
