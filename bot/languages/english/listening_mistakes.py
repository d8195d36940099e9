"""English mistakes: whether an error is owned by its writer, and whether anybody else felt it."""

from bot.languages.english.listening_errors import ACCIDENTALLY, DID, ERRED, ERRORS, PLAIN, THOUGHT, UNTRUE
from bot.languages.english.listening_words import BUSINESS, aimed, name, of_code
from bot.languages.word_lists import expressions, listed
from bot.listening_text import Heard

SUBJECTS = listed("i we i've we've i'd we'd")
OTHERS = listed("you they he she it who someone somebody nobody everybody people he's she's they've you've")
# Between "I" and the verb.
BESIDE = (
    listed(
        "just also completely totally entirely obviously clearly apparently all simply already really both actually honestly then even"
        " unfortunately somehow stupidly only sadly still kind of sort regrettably yesterday today have had must may did 've been"
    )
    | ACCIDENTALLY
)
SEEMING = expressions(
    "seem to have, appear to have, must have, may have, might have, may well have, managed to"
)
NOTICED = listed(
    "realized realised noticed see looks seems appears sorry afraid found fact admit apologize apologise like turns out"
)
NEGATIONS = listed(
    "not never no nothing without neither don't won't didn't wasn't isn't hasn't haven't nobody"
)
DOUBTS = listed(
    "maybe perhaps think if whether would could might can unless hopefully avoid almost nearly otherwise lest anyone remember hope"
)
TO_US = listed("me us")
SORRY = listed("sorry apologies apologize apologise")
# Nobody but their owner misses them.
TRIFLES = listed(
    "my myself docs doc manual readme syntax paren parens bracket brackets semicolon comma import typo password keys coffee lunch charger"
    " umbrella headphones glasses badge breakfast dinner gym parenthesis question code regex indentation channel joke point memo boat train"
    " bus laptop browser terminal tab window url uri"
)
# What may be done by accident, besides what is done for others.
ALSO_WRONG = listed(
    "left missed broke omitted stated included excluded reported listed approved skipped ignored said disclosed confirmed"
)
MILD = listed("lunch drinks beer beers round coffee dinner treat part partly half cake")
# Before "our mistake" and "on us".
IT_IS = listed(
    "it's that's is was be been this it all entirely totally completely fully clearly which one's must"
)
PAUSES = listed(", ( - – — so and")
FULL_SENTENCE = 4
MORE = listed(", and for that because not we i - – — ( so sorry in as")
DOERS = ERRORS.first_words | ACCIDENTALLY | THOUGHT.first_words | UNTRUE.first_words
BEGINS = DOERS | PLAIN.first_words


def mistake(heard: Heard) -> tuple[str, int] | None:
    """The rule by which a sentence owns up to an error, and the word at which it begins."""
    if BEGINS.isdisjoint(heard.low):
        return None
    for place, word in enumerate(heard.low):
        if word not in BEGINS or (heard.asked and word not in SORRY):
            continue
        for way, end in PLAIN.at(heard, place):
            if _stands_alone(heard, place, end, way.needs):
                return way.rule, 0
        found = _did(heard, place) if word in DOERS and _ours(heard.low, place) else None
        if found:
            return found, 0
    return None


def _did(heard: Heard, place: int) -> str | None:
    """The rule of an error of ours at a word."""
    low = heard.low
    if low[place] in ACCIDENTALLY:
        verb = low[place + 1] if place + 1 < len(low) else ""
        deed = verb in DID or verb in ERRED or verb in ALSO_WRONG
        return "mistake-by-accident" if deed and _felt(heard, place + 1, place + 1, somebody=True) else None
    for ways in (UNTRUE, THOUGHT):
        for way, _ in ways.at(heard, place):
            return way.rule
    for way, end in ERRORS.at(heard, place):
        if way.needs == "sorry" and SORRY.isdisjoint(low):
            continue
        if way.needs == "whose" and not aimed(heard, place + 1):
            continue
        if _felt(heard, place, end, somebody=way.needs == "somebody"):
            return way.rule
    return None


def _ours(low: list[str], place: int) -> bool:
    """Whether it is "I" or "we" who did what stands at a word, or nobody is named at all."""
    at = _subject_end(low, place)
    if at == 0:
        return True
    before = low[at - 1]
    if before in SUBJECTS:
        return _stands(low, at - 1)
    if at > 1 and low[at - 2] == "our" and (at == 2 or low[at - 3] in BESIDE):  # "our driver"
        return True
    if before in ("and", "but", "then"):
        named = [word for word in low[: at - 1] if word in SUBJECTS or word in OTHERS]
        return named[-1] in SUBJECTS and DOUBTS.isdisjoint(low[:at]) if named else low[0].endswith("ed")
    return before in (",", ":", "-", "–", "—", "(") and at <= 4 and OTHERS.isdisjoint(low[:at])


def _subject_end(low: list[str], place: int) -> int:
    """Back past adverbs and "seem to have" to where the one who did it stands."""
    at = place
    while at:
        seeming = next(
            (
                len(words)
                for known in SEEMING.values()
                for words in known
                if at >= len(words) and tuple(low[at - len(words) : at]) == words
            ),
            0,
        )
        if not seeming and low[at - 1] not in BESIDE:
            break
        at -= seeming or 1
    return at


def _stands(low: list[str], subject: int) -> bool:
    """Whether nothing before "I" or "we" makes it doubtful or another's: "if we", "hope we", "the one that I"."""
    before = low[max(0, subject - 6) : subject]
    last = before[-1] if before else ""
    if last in ("which", "what", "that", "until", "than", "did", "do", "have", "had") and NOTICED.isdisjoint(
        before[-3:-1]
    ):
        return False
    return not any(word in DOUBTS or (word in NEGATIONS and word != "no") for word in before)


def _felt(heard: Heard, place: int, end: int, *, somebody: bool) -> bool:
    """Whether anybody else felt it: no slip of one's own, no trouble with one's own code.

    `somebody`: only where the sentence names whom or what of business it hit.
    """
    low = heard.low
    rest = low[place + 1 :]
    others = aimed(heard, place + 1)
    if not others and (not TRIFLES.isdisjoint(rest[:5]) or of_code(heard)):
        return False
    said = low[place:end]
    negated = not NEGATIONS.isdisjoint(said) and "without" not in said
    if negated and said[0] not in NEGATIONS and not any(word.endswith("n't") for word in said):
        return False
    if not TO_US.isdisjoint(rest[:2]) or "myself" in rest:
        return False
    return not somebody or others or not BUSINESS.isdisjoint(low)


def _stands_alone(heard: Heard, place: int, end: int, needs: str) -> bool:
    """Whether words that own up by themselves do so here."""
    low = heard.low
    before = low[:place]
    if (
        not NEGATIONS.isdisjoint(before[-4:])
        or "if" in low[:end]
        or not MILD.isdisjoint(before[-4:])
        or not (DOUBTS | {"think", "sure"}).isdisjoint(before[-4:])
        or of_code(heard)
    ):
        return False
    if needs in ("owned", "last"):
        said = place > 0 and low[place - 1] in IT_IS
        last = len(before) >= FULL_SENTENCE and end >= len(low) - 3
        if needs == "last":
            return said and last
        return (said and end < len(low) and low[end] in MORE) or (last and (said or low[place - 1] in PAUSES))
    if needs == "business":
        return not BUSINESS.isdisjoint(before) or any(name(heard, at) for at in range(1, place))
    return (
        TO_US.isdisjoint(low)
        and (TRIFLES - {"my"}).isdisjoint(low[place : end + 3])
        and OTHERS.isdisjoint(before[-3:])
    )
