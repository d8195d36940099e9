"""English: owning up in a word, before what went wrong or behind it: "My bad, wrong file to Acme", "Oops, sent it to Globex",
"I sent Acme last year's prices, sorry"."""

from bot.languages.english.listening_error_words import CLASSES, DID, ERRED
from bot.languages.english.listening_words import BUSINESS, aimed, of_code, person
from bot.languages.word_lists import expression_at, expressions, listed
from bot.listening_text import Heard

OWNING = expressions(
    "my bad, our bad, my mistake, our mistake, my fault, our fault, my error, our error, mea culpa, that's on me, that's on us, this is on me,"
    " this is on us, that one is on me, that one is on us, this one is on me, this one is on us, it's on me, it's on us, that one's on me,"
    " that one's on us, totally my fault, all my fault, entirely our fault, totally our fault, my oversight, our oversight"
)
OOPS = listed("oops ooops whoops woops oopsie argh aargh damn dammit shit ugh ouch gosh")
GREETINGS = listed("ok okay yes yeah ah oh , hi hello all team folks sorry guys hey well - –")
MARKS = listed(", - – — : ( and")
SUBJECTS = listed("i we i've we've")
BESIDE = listed("just also accidentally apparently only then think")
SORRY = listed("sorry apologies")
# "I already sent it, sorry", "sorry to trouble you".
NOT_OWNED = listed("already yesterday to if not")
SENT = DID - listed("told wrote made set used put ran read chose selected posted linked")
WENT_WRONG = frozenset().union(
    DID,
    ERRED,
    *(words for name in ("WRONG", "STALE", "BADLY") if isinstance(words := CLASSES[name], frozenset)),
) | listed("didn't forgot missed late without never lost broke double twice")
OPENING_MOST = 3
FEWEST = 3


def owned(heard: Heard) -> str | None:
    """The rule by which a sentence owns up to an error in so many words, if it says whom or what of business that hit."""
    low = heard.low
    if heard.asked or of_code(heard):
        return None
    at = 0
    while at < min(OPENING_MOST, len(low)) and low[at] in GREETINGS:
        at += 1
    if at == len(low):
        return None
    if owning := expression_at(low, at, OWNING):
        after = at + owning
        if after >= len(low) or not (
            low[after] in MARKS or low[after] in SUBJECTS or low[after] in ("the", "that")
        ):
            return None  # "my mistake was to trust them"
        return "mistake-my-bad" if _went_wrong(heard, after) else None
    if low[at] in OOPS:
        return "mistake-oops" if _did_it(heard, at + 1) else None
    return "mistake-did-sorry" if _sorry_at_the_end(heard) and _did_it(heard, at) else None


def _went_wrong(heard: Heard, at: int) -> bool:
    rest = heard.low[at:]
    if len(rest) <= FEWEST or rest[0] == "if":
        return False
    known = any(place >= at for place in heard.named)
    if rest[:3] in (["i", "should", "have"], ["we", "should", "have"]) and aimed(heard, at):
        return True
    return known or (not WENT_WRONG.isdisjoint(rest) and not BUSINESS.isdisjoint(rest))


def _did_it(heard: Heard, at: int) -> bool:
    """Whether we sent, gave or billed somebody something, from a word on."""
    low = heard.low
    while at < len(low) and (low[at] in MARKS or low[at] in SUBJECTS or low[at] in BESIDE):
        at += 1
    if at >= len(low) or not (low[at] in SENT or low[at] in ERRED):
        return False
    known = any(place > at for place in heard.named)
    return (
        known or bool(person(heard, at + 1)) or (aimed(heard, at + 1) and not BUSINESS.isdisjoint(low[at:]))
    )


def _sorry_at_the_end(heard: Heard) -> bool:
    low = heard.low
    sorry = next((at for at in range(max(0, len(low) - 4), len(low)) if low[at] in SORRY), 0)
    before = low[sorry - 1] if sorry else ""
    owning = any(expression_at(low, at, OWNING) for at in range(max(0, len(low) - 4), len(low)))
    return (before in MARKS or owning) and NOT_OWNED.isdisjoint([*low[:sorry], *low[sorry + 1 :]])
