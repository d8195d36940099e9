"""English: whether what somebody will do is something that another can wait for, or said to oneself."""

from bot.languages.english.listening_deeds import DEEDS
from bot.languages.english.listening_talks import KINDS
from bot.languages.english.listening_words import BUSINESS, FOOD, aimed, of_code, timed
from bot.languages.word_lists import expression_at, expressions, listed
from bot.listening_patterns import Ways
from bot.listening_text import Heard

IDIOMS = expressions(
    "talk about, speak about, let you know if, give it a, give that a, give them a try, give you that, give you an example, give you a hint, give you a hand, give you credit,"
    " give you the benefit, call it, call that, tell you why, tell you what, tell you this, tell you how, tell you something, tell you that, ask around, ask google, call you a, call you an, pick you up, pick him up, pick her up, pick them up, give you a kiss, give you a hug, give him a hug, give her a hug,"
    " see you, get it over with, put it this, put that way, remind you that, leave you, show myself, call you on, talk to you soon, talk to you later,"
    " talk to you then, speak to you soon, speak to you later, meet you, meet up, bring this up, bring it up, bring up, return home, pass out, pass on that, pass on this, push back,"
    " push through, pay attention, pick up on, pay the price, ask the question, ask you, do without, let it, let that, let this, let me, let us,"
    " have fun, have a good, have a great, have a look, have a think, have a go, have to, do the same, do the trick, make do, cover it up,"
    " order lunch, post here, drop it, drop this, drop that, put up with, get the hang, get some sleep, let you decide, tell myself, ask myself, remind myself, bring cake, cover that,"
    " check it out, check that out, check this out, check them out, look it up, see it, have had, have been, have spoken, return to, start with, do my best, do our best,"
    " share your, answer that, answer this, address this, address that, update myself, get the point, get the idea, send shivers, see them, see him, see her, see what, put it on the list, put it on the agenda, put it on my list, put that on the list, put that on the agenda,"
    " put this on the list, put this on the agenda, put it on the board"
)
LOOKED_AHEAD = 12
# "I'll swap it tomorrow": what is mended is somebody's.
MENDING = listed("replace swap exchange return repair redeliver")
# Done with nobody waiting for it, also where a customer is named: "I'll join the Acme call", "we'll need two for Globex".
NO_DEEDS = listed(
    "be have need see wait try think know guess hope love like hate miss want get take understand remember forget find leave go come join"
    " attend stay eat keep let do make never not read hear learn watch skip pass ignore drop lose avoid mind use end start consider worry"
    " say bet admit always still regret enjoy sit stick live run become win"
    " assume expect suspect imagine suggest recommend prefer treat count consider check look work cover discuss research review study monitor"
)
MEETINGS = listed("call meeting demo visit channel chat thread ticket board list folder standup sync review")
TO_THEM = listed("to for at with round on by from about")
AND_THEN = listed("then will i'll we'll also try to i")
PREPOSITIONS = listed(
    "on at by in for to with from about before after until of off out over tomorrow today tonight next this early harder back through along again when once"
)


def deed(heard: Heard, place: int, ways: Ways = DEEDS) -> str | None:
    """The rule of what will be done, from its verb on, if it is something that somebody can wait for.

    In "ask the fitter and let you know" the second verb may say so.
    """
    low = heard.low
    found = _deed_at(heard, place, ways)
    if found or ways is not DEEDS:
        return found
    for at in range(place + 1, min(place + LOOKED_AHEAD, len(low) - 1)):
        if low[at] == "and":
            after = at + 1
            while after < len(low) and low[after] in AND_THEN:
                after += 1
            found = _deed_at(heard, after, ways)
            if found:
                return found
    return None


def for_customer(heard: Heard, place: int) -> str | None:
    """The rule of what will be done for a known customer, whatever it is: with a time, or where they are whom it is done
    to."""
    low = heard.low
    verb = low[place]
    if not heard.named or verb in NO_DEEDS or verb in PREPOSITIONS or not verb.isalpha():
        return None
    if expression_at(low, place, IDIOMS) or not FOOD.isdisjoint(low[place:]) or of_code(heard):
        return None
    named = min((at for at in heard.named if at > place), default=0)
    if not named:  # "Acme's line is down, I'll drive there after lunch"
        return "promise-for-customer" if timed(heard, place + 1) else None
    after = named
    while after in heard.named:
        after += 1
    if after < len(low) and low[after] in MEETINGS:
        return None
    theirs = named == place + 1 or low[named - 1] in TO_THEM
    return "promise-for-customer" if timed(heard, place + 1) or theirs else None


def _deed_at(heard: Heard, place: int, ways: Ways) -> str | None:
    if place >= len(heard.low) or expression_at(heard.low, place, IDIOMS):
        return None
    for way, end in ways.at(heard, place):
        if _fits(heard, place, end, way.needs):
            return way.rule
    return None


def _fits(heard: Heard, place: int, end: int, needs: str) -> bool:
    """Whether a deed has beside it what its table asks for: a time, somebody it is for, something of business."""
    low = heard.low
    rest = low[place + 1 :]
    code = of_code(heard)
    if needs == "due":
        said_to_oneself = rest[:1] in (["it"], ["this"], ["that"]) and "by" not in rest
        return timed(heard, place + 1) and not said_to_oneself and (not code or aimed(heard, place + 1))
    if needs == "time and business":
        known = rest[0] in ("it", "this", "that", "those", "them") or not (BUSINESS - KINDS).isdisjoint(rest)
        return known and not code and timed(heard, place + 1)
    if needs == "last":
        return not code and all(not word[0].isalnum() for word in rest)
    for_somebody = aimed(heard, place + 1)
    if needs == "business":
        return not code and "my" not in rest[:5] and not BUSINESS.isdisjoint(rest)
    if needs == "somebody":
        if not _has_object(rest) or rest[0] in PREPOSITIONS:
            return False
        known = (rest[0] not in ("it", "this", "that") or low[place] in MENDING) and (
            timed(heard, place + 1) or not BUSINESS.isdisjoint(rest)
        )
        return for_somebody or (known and not code and FOOD.isdisjoint(rest))
    if code and not for_somebody:
        return False
    return end - place > 1 or _has_object(rest)


def _has_object(rest: list[str]) -> bool:
    """Something is said to be sent: "I'll send" alone is no promise yet."""
    return bool(rest) and rest[0] not in (",", ")", ":", "up", "if", "and", "or", "as", "-")
