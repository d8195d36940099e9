"""English: taking something on in a few words, as one answers a colleague: "On it, back to Acme by five", "Leave it with me"."""

from bot.languages.english.listening_words import person, timed
from bot.languages.word_lists import expression_at, expressions, listed
from bot.listening_text import Heard

ACCEPTING = expressions(
    "will do, on it, i'm on it, im on it, we're on it, i am on it, leave it with me, leave it to me, leave that with me, leave that to me,"
    " leave this with me, leave this to me, leave it with us, leave it to us, consider it done, consider it sorted, i've got this, i've got it,"
    " i got this, i'll take this, i'll take it, i'll take this one, i'll take that one, i take this, i take this one, i take it, i'm taking this,"
    " i'm taking over, taking this one, i'll handle it, i'll handle this, i'll see to it, i'll sort it"
)
# What is promised needs no date where somebody gives their word.
WORD = expressions("you have my word, you have our word, you've my word, you've got my word, you've our word")
OPENERS = listed(
    "ok okay sure yes yep yeah alright right great thanks thank you thx , - – — np no problem worries understood noted hi hello hey got"
)
MARKS = listed(", - – — : ( and so then")
NOT_YET = listed("since already but if when unless once as whenever after")
BACK_BY = listed("by before within with")
OPENING_MOST = 6
FEWEST_LEFT = 3


def accepted(heard: Heard) -> tuple[str, int, int] | None:
    """The rule by which a sentence takes something on, the word at which that begins, and the one at which the deed does."""
    low = heard.low
    at = 0
    while at < min(len(low), OPENING_MOST) and low[at] in OPENERS and not _taken(low, at):
        at += 1
    taken = _taken(low, at)
    after = at + taken
    while after < len(low) and low[after] in MARKS:
        after += 1
    if after < len(low) and low[after] in NOT_YET:
        return None
    if not taken:
        return ("promise-back-to", at, at) if _back_to(heard, at, BACK_BY) else None
    if len(low) - after >= FEWEST_LEFT and expression_at(low, at, WORD):
        return "promise-word", at, after
    if _back_to(heard, after, None):
        return "promise-back-to", at, after
    if not timed(heard, after) or heard.asked:
        return None
    return "promise-on-it", at, (after if len(low) - after >= FEWEST_LEFT else at)


def _taken(low: list[str], at: int) -> int:
    return expression_at(low, at, ACCEPTING) or expression_at(low, at, WORD)


def _back_to(heard: Heard, at: int, by: frozenset[str] | None) -> bool:
    """ "back to Acme with numbers by five", where nobody says who comes back."""
    low = heard.low
    if low[at : at + 2] != ["back", "to"]:
        return False
    after = person(heard, at + 2)
    return bool(after) and timed(heard, after) and (by is None or (after < len(low) and low[after] in by))
