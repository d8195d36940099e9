"""English: what somebody was told that we would do, or was given our word on: "told Acme we'd …", "promised them …"."""

from bot.languages.english.listening_deeds import DEEDS
from bot.languages.english.listening_undertaken import deed
from bot.languages.english.listening_words import person
from bot.languages.word_lists import listed
from bot.listening_text import Heard

TOLD = listed(
    "told telling assured assuring promised said say agreed confirmed confirming saying informed guaranteed wrote replied let tell"
    " gave"
)
WOULD = listed("we'll we'd i'll i'd they'll they'd he'll she'll he'd she'd it'll")
COMES = listed("will would gets")
SWORN = listed("promised guaranteed pledged committed vowed")
SWEARING = listed("promise guarantee commit pledge undertake")
ASSURED = listed("assured assuring")
NOT = listed("not never n't hardly neither")
# Behind these it is not told what we will do.
STOPS = listed("i if not what how why whether we and but , or : because")
AWAY = listed("late out away off back sick home on in busy fine ok happy unavailable gone")
NOT_OURS = listed("as was were been is be they he she you who never not it nobody")
NO_DEED = listed("myself land not never nothing like love rather prefer think consider see")
VOWED = listed("was were wasn't weren't didn't haven't hasn't did")
MOMENTS = listed("when since if after before once until though although because")
# So far behind the verb it is said what we will do.
NEAR = 8


def told(heard: Heard, at: int) -> tuple[str, int] | None:
    """ "told Acme (that) we'd …", "said we'd …", "agreed to …", "let Dana know we'll …", "gave them my word that …", from the
    word behind the verb: how it is said, and where the deed begins."""
    low = heard.low
    verb = low[at - 1]
    if verb == "agreed" and low[at : at + 1] == ["to"]:
        return ("promise-told", at + 1) if deed(heard, at + 1, DEEDS) else None
    begin = at
    after = person(heard, at)
    if verb == "gave":
        return ("promise-word", after + 2) if after and given_word(low, after) else None
    if verb in ("let", "tell", "wrote", "replied") and not after:
        return None
    at = after or at
    if low[at : at + 1] in (["with"], ["to"]):
        at = person(heard, at + 1) or at + 1
    for step in range(at, min(at + 6, len(low) - 1)):
        if low[step] in WOULD:
            return "promise-told", step + 1
        if low[step] in ("we", "i", "they", "he", "she") and low[step + 1] in ("will", "would"):
            return "promise-told", step + 2
        if low[step] in STOPS:
            break
    sworn_to = verb in SWORN or (
        verb in ASSURED and after and not COMES.isdisjoint(low[after : after + NEAR])
    )
    return ("promise-word", begin) if sworn_to else None


def given_word(low: list[str], at: int) -> bool:
    """Whether "my word" stands at a place."""
    return low[at : at + 2] in (["my", "word"], ["our", "word"])


def is_ours(heard: Heard, place: int, at: int) -> bool:
    """Whether what was promised or told, said at one word with its deed at another, is something of ours to do."""
    low = heard.low
    if at >= len(low) or low[at] in NO_DEED:
        return False
    if place and (low[place - 1] in NOT_OURS or low[place - 1] in MOMENTS):
        return False
    if low[at] == "be" and low[at + 1 : at + 2] and low[at + 1] in AWAY:
        return False
    if not VOWED.isdisjoint(low[at : at + 3]):  # "I promise it was not me": of what has been
        return False
    if low[at : at + 2] == ["have", "to"] or any(
        word in NOT or word.endswith("n't") for word in low[place:at]
    ):
        return False
    return "no" not in low[place : at + 3]
