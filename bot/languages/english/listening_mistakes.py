"""English mistakes: whether an error is owned by its writer, and whether anybody else felt it."""

from bot.languages.english.listening_error_words import ACCIDENTALLY, DID, ERRED
from bot.languages.english.listening_errors import ERRORS, PLAIN, THOUGHT, UNTRUE
from bot.languages.english.listening_owning import OOPS, owned
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
SEEMING_ENDS = frozenset(words[-1] for known in SEEMING.values() for words in known)
NOTICED = listed(
    "realized realised realize realise noticed see looks seems appears sorry afraid found fact admit apologize apologise like turns out"
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
IMPERSONAL = listed("mind part side end")
APOLOGIZED = listed("apologised apologized apologizes")
CLAIMED = listed(
    "claims says thinks believes insists complains suspects claim say think believe insist claimed complained"
)
JOINTS = listed("because but so and since , : ; - –")
BEING = listed("is are was were has have wants needs")
CLAUSE_ENDS = listed(", ( - – —")
MORE = listed(", and for that because not we i - – — ( so sorry in as to")
DOERS = ERRORS.first_words | ACCIDENTALLY | THOUGHT.first_words | UNTRUE.first_words
BEGINS = DOERS | PLAIN.first_words | OOPS | {"sorry", "culpa"}


def mistake(heard: Heard) -> tuple[str, int] | None:
    """The rule by which a sentence owns up to an error, and the word at which it begins."""
    if BEGINS.isdisjoint(heard.low):
        return None
    if rule := owned(heard):
        return rule, 0
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
        doubled = low[place + 1 : place + 2] == ["double"]
        verb = low[place + 1 + doubled] if place + 1 + doubled < len(low) else ""
        deed = verb in DID or verb in ERRED or verb in ALSO_WRONG or verb.endswith("ed")
        return "mistake-by-accident" if deed and _felt(heard, place + 1, place + 1, somebody=True) else None
    for ways in (UNTRUE, THOUGHT):
        for way, _ in ways.at(heard, place):
            return way.rule
    for way, end in ERRORS.at(heard, place):
        if _fits(heard, place, end, way.needs) and _felt(heard, place, end, somebody=way.needs == "somebody"):
            return way.rule
    return None


def _fits(heard: Heard, place: int, end: int, needs: str) -> bool:
    """Whether an error has beside it what its table asks for."""
    low = heard.low
    if low[place].startswith("forg") and low[end : end + 1] and low[end] in BEING:
        return False  # "I forgot Acme is yours"
    if needs == "sorry":
        return not SORRY.isdisjoint(low)
    if needs == "whose":
        return aimed(heard, place + 1)
    if needs == "business":
        return not BUSINESS.isdisjoint(low)
    return needs != "known" or bool(heard.named)


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
        seeming = _seeming(low, at) if low[at - 1] in SEEMING_ENDS else 0
        if not seeming and low[at - 1] not in BESIDE:
            break
        at -= seeming or 1
    return at


def _seeming(low: list[str], at: int) -> int:
    """How many words before a place say "seem to have"."""
    return next(
        (
            len(words)
            for known in SEEMING.values()
            for words in known
            if at >= len(words) and tuple(low[at - len(words) : at]) == words
        ),
        0,
    )


def _stands(low: list[str], subject: int) -> bool:
    """Whether nothing before "I" or "we" makes it doubtful or another's: "if we", "hope we", "the one that I"."""
    before = low[max(0, subject - 6) : subject]
    begin = max((at + 1 for at, word in enumerate(before[:-1]) if word in JOINTS), default=0)
    before = before[begin:]  # "They did not get it because I …": what is denied is of another clause
    last = before[-1] if before else ""
    if last in ("which", "what", "that", "until", "than", "did", "do", "have", "had") and NOTICED.isdisjoint(
        before[-3:-1]
    ):
        return False
    if not CLAIMED.isdisjoint(before[-2:]):
        return False
    return not any(word in DOUBTS or (word in NEGATIONS and word != "no") for word in before)


def _felt(heard: Heard, place: int, end: int, *, somebody: bool) -> bool:
    """Whether anybody else felt it: no slip of one's own, no trouble with one's own code.

    `somebody`: only where the sentence names whom or what of business it hit.
    """
    low = heard.low
    rest = low[place + 1 :]
    others = aimed(heard, place + 1)
    if not others and (
        not TRIFLES.isdisjoint(rest[:3] + [word for word in rest[3:5] if word != "my"]) or of_code(heard)
    ):
        return False
    said = low[place:end]
    negated = not NEGATIONS.isdisjoint(said) and "without" not in said
    if negated and said[0] not in NEGATIONS and not any(word.endswith("n't") for word in said):
        return False
    if not TO_US.isdisjoint(rest[:2]) or "myself" in rest:
        return False
    return not somebody or others or bool(heard.named) or not BUSINESS.isdisjoint(low)


def _stands_alone(heard: Heard, place: int, end: int, needs: str) -> bool:
    """Whether words that own up by themselves do so here."""
    low = heard.low
    before = low[:place]
    if (
        before and before[-1] in CLAUSE_ENDS
    ):  # "nobody saw it, our fault": what is denied is of another clause
        before = [*before[:-4], *(word for word in before[-4:] if word not in NEGATIONS)]
    if (
        not NEGATIONS.isdisjoint(before[-4:])
        or "if" in low[:end]
        or not MILD.isdisjoint(before[-4:])
        or not (DOUBTS | {"think", "sure"}).isdisjoint(before[-4:])
        or of_code(heard)
    ):
        return False
    if needs == "anybody":
        return OTHERS.isdisjoint(before)
    if needs in ("owned", "last"):
        said = place > 0 and (low[place - 1] in IT_IS or low[place - 2 : place] == ["due", "to"])
        last = len(before) >= FULL_SENTENCE and end >= len(low) - 3
        if needs == "last":
            return said and last
        return (said and end < len(low) and low[end] in MORE) or (last and (said or low[place - 1] in PAUSES))
    if needs == "business":
        return not BUSINESS.isdisjoint(before) or any(name(heard, at) for at in range(1, place))
    return (
        TO_US.isdisjoint(low)
        and (TRIFLES - {"my"}).isdisjoint(low[place : end + 3])
        and (OTHERS - {"it"} if low[place:end][-1] in IMPERSONAL else OTHERS).isdisjoint(before[-3:])
        and (low[place] not in APOLOGIZED or not SUBJECTS.isdisjoint(before[-3:]))
    )
