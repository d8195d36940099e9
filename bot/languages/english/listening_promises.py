"""English promises: who undertakes something, and how that is said: "I'll", "I'm sending", "told Acme we'd", "promised"."""

from bot.languages.english.listening_deeds import COMING
from bot.languages.english.listening_undertaken import deed
from bot.languages.english.listening_vetoes import unsure
from bot.languages.english.listening_words import person, timed
from bot.languages.word_lists import expression_at, expressions, listed
from bot.listening_text import Heard

I_WILL = listed("i'll we'll")
PRESENT = listed("i'm we're im")
WE = listed("i we i've we've")
ADVERBS = listed(
    "also definitely certainly gladly personally then now just still absolutely surely happily immediately quickly of course promptly"
    " obviously today tomorrow tonight again first only both all and instead later soon shortly myself ourselves naturally accordingly"
    " likewise further separately directly hereby"
)
ADVERBS_BEFORE = listed(
    "also certainly definitely just already hereby now and have had personally both all gladly then absolutely"
)
# "I'll make sure to send" is a way to say "I'll send".
LIGHT = expressions(
    "make sure to, be sure to, be sure and, be happy to, be glad to, go ahead and, try to, try and, do my best to, do our best to, not forget to,"
    " remember to, do what i can to, do what we can to, do all i can to, do everything we can to, do everything i can to, work to, be able to, get to work and, come over and, come by and, come by to, swing by to, stop by to, drop by to, come over to,"
    " come out to, sit down and, take a look and, have a look and"
)
GOING = expressions("going to, gonna, about to")
TOLD = listed(
    "told telling assured assuring promised said say agreed confirmed confirming saying informed guaranteed wrote replied let tell"
)
WOULD = listed("we'll we'd i'll i'd they'll they'd he'll she'll he'd she'd it'll")
SWORN = listed("promised guaranteed pledged committed vowed")
SWEARING = listed("promise guarantee commit pledge undertake")
LETTING = listed("let lemme")
NOT = listed("not never n't hardly neither")
GREETINGS = listed(
    "ok okay sure yes yep yeah hi hey hello thanks great alright right absolutely done understood noted certainly perfect sorry good fine , no"
    " problem worries np cool ty thx also and then - – — ( just already have"
)
PAUSES = listed(", - – — (")
# Behind these it is not told what we will do.
STOPS = listed("i if not what how why whether we and but , or : because")
# Behind "Spoke with Dana," a sentence goes on without saying who.
TOLD_BEFORE = listed("spoke talked called met noted understood on will sent got")
OPENING_MOST = 5
BEGINS = (
    WE
    | I_WILL
    | PRESENT
    | SWORN
    | TOLD
    | LETTING
    | listed("will shall you'll going gonna")
    | COMING.first_words
)
AWAY = listed("late out away off back sick home on in busy fine ok happy unavailable gone")
# How it is said decides what must follow: a deed of the table, one with "-ing", or what was sworn.
FIRM = listed("promise-word promise-told")


def promise(heard: Heard) -> tuple[str, int] | None:
    """The rule by which a sentence is a promise of its writer's, and the word at which the deed begins."""
    if BEGINS.isdisjoint(heard.low):
        return None
    for place, word in enumerate(heard.low):
        begun = _undertaken(heard, place) if word in BEGINS else None
        if begun is None:
            continue
        rule, at = begun
        if rule in FIRM:
            found: str | None = rule if _sworn(heard, place, at) else None
        elif rule == "promise-sending":
            found = rule if deed(heard, at, COMING) else None
        else:
            found = rule if rule == "promise-you-will" else deed(heard, at)
        if found and not unsure(heard, place, at):
            return found, at
    return None


def _undertaken(heard: Heard, place: int) -> tuple[str, int] | None:
    """Whether somebody undertakes something at a word: how it is said, and where the deed begins."""
    low = heard.low
    word = low[place]
    if word in I_WILL:
        return _after(heard, "promise-will", place + 1)
    if word in WE:
        return _after_subject(heard, place + 1)
    if word in PRESENT:
        return _future(heard, place + 1)
    if word == "you'll" and place + 1 < len(low) and low[place + 1] in ("have", "get", "receive", "hear"):
        return ("promise-you-will", place + 1) if _from_us(heard, place + 2) else None
    if word in LETTING and _opens(heard, place):
        return _let_me(heard, place)
    return _without_subject(heard, place) if _opens(heard, place) else None


def _without_subject(heard: Heard, place: int) -> tuple[str, int] | None:
    """ "Will send …", "Promised Acme …", "Told them we'd …", "Sending it tomorrow"."""
    low = heard.low
    word = low[place]
    if word in ("will", "shall"):
        found = _after(heard, "promise-bare", place + 1)
        asked = (
            found
            and low[found[1] : found[1] + 1]
            and low[found[1]] in ("you", "it", "that", "this", "be", "do", "they", "we", "i")
        )
        return None if asked else found
    if word in ("going", "gonna"):
        return _future(heard, place)
    if word in SWORN:
        return "promise-word", place + 1
    if word in TOLD:
        return _told(heard, place + 1)
    return (
        ("promise-sending", place)
        if timed(heard, place + 1) and low[place + 1] not in ("it", "this")
        else None
    )


def _let_me(heard: Heard, place: int) -> tuple[str, int] | None:
    """ "Let me ask the fitter and get back to you": only with what the other one gets. "Let Dana know we'll …": told."""
    low = heard.low
    if low[place + 1 : place + 2] != ["me"] and low[place] != "lemme":
        return _told(heard, place + 1)
    for at in range(place + 2, min(place + 12, len(low) - 1)):
        if low[at] == "and" and deed(heard, at + 1) in (
            "promise-get-back",
            "promise-keep-informed",
            "promise-send",
            "promise-tell",
        ):
            return "promise-will", at + 1
    return None


def _after_subject(heard: Heard, at: int) -> tuple[str, int] | None:
    """What follows "I" or "we" and a few adverbs: "will", "promised", "told them we'd", "am going to"."""
    low = heard.low
    while at < len(low) and low[at] in ADVERBS_BEFORE:
        at += 1
    word = low[at] if at < len(low) else ""
    if word in ("will", "shall"):
        return _after(heard, "promise-will", at + 1)
    if word in ("am", "are"):
        return _future(heard, at + 1)
    if word in SWORN or (word in SWEARING and low[at + 1 : at + 2] != ["that"]):
        return "promise-word", at + 1
    if word in TOLD:
        return _told(heard, at + 1)
    if word in ("gave", "given"):
        after = person(heard, at + 1)
        if after and low[after : after + 2] in (["my", "word"], ["our", "word"]):
            return "promise-word", after + 2
    return None


def _future(heard: Heard, at: int) -> tuple[str, int] | None:
    """ "(I'm) going to send", "(I'm) sending it tomorrow"; without a time it is being done now."""
    low = heard.low
    while at < len(low) and low[at] in ADVERBS:
        at += 1
    going = expression_at(low, at, GOING)
    if going:
        return _after(heard, "promise-will", at + going)
    if at < len(low) and low[at].endswith("ing") and timed(heard, at + 1):
        return "promise-sending", at
    return None


def _after(heard: Heard, rule: str, at: int) -> tuple[str, int] | None:
    """Past adverbs and light verbs to the verb that counts; None behind "not"."""
    low = heard.low
    while at < len(low):
        light = expression_at(low, at, LIGHT)
        if light:
            at += light
        elif low[at] in NOT:
            return None
        elif low[at] in ADVERBS:
            at += 1
        elif low[at] == "be" and at + 1 < len(low) and low[at + 1].endswith("ing"):
            return "promise-sending", at + 1
        else:
            return rule, at
    return None


def _told(heard: Heard, at: int) -> tuple[str, int] | None:
    """ "told Acme (that) we'd …", "said we'd …", "agreed to …", "let Dana know we'll …"."""
    low = heard.low
    verb = low[at - 1]
    if verb == "agreed" and low[at : at + 1] == ["to"]:
        return ("promise-told", at + 1) if deed(heard, at + 1) else None
    begin = at
    after = person(heard, at)
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
    return ("promise-word", begin) if verb in SWORN else None


def _opens(heard: Heard, place: int) -> bool:
    """Whether a word begins a sentence that leaves out who speaks: at its start, behind "Ok," or behind "Acme:"."""
    low = heard.low
    at = place
    while at and low[at - 1] in GREETINGS:
        at -= 1
        if low[at] in PAUSES:
            return at <= OPENING_MOST - 2 or low[0] in TOLD_BEFORE or low[0].endswith("ed")
    return at == 0 or (low[at - 1] == ":" and at <= OPENING_MOST)


def _from_us(heard: Heard, at: int) -> bool:
    """Whether what "you'll have" comes from the writer: they say so, or by when."""
    low = heard.low
    pair = any(
        low[k] in ("from", "by") and low[k + 1] in ("me", "us", "our") for k in range(at, len(low) - 1)
    )
    return pair or timed(heard, at)


VOWED = listed("was were wasn't weren't didn't haven't hasn't did")


def _sworn(heard: Heard, place: int, at: int) -> bool:
    """Whether what was promised or told is something of ours to do."""
    low = heard.low
    if at >= len(low) or low[at] in (
        "myself",
        "land",
        "not",
        "never",
        "nothing",
        "like",
        "love",
        "rather",
        "prefer",
        "think",
        "consider",
        "see",
    ):
        return False
    if place and low[place - 1] in (
        "as",
        "was",
        "were",
        "been",
        "is",
        "be",
        "they",
        "he",
        "she",
        "you",
        "who",
        "never",
        "not",
        "it",
        "nobody",
    ):
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
