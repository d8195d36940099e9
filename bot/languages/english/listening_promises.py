"""English promises: who undertakes something, and how that is said: "I'll", "I'm sending", "told Acme we'd", "promised"."""

from bot.languages.english.listening_accepting import accepted
from bot.languages.english.listening_deeds import COMING
from bot.languages.english.listening_told import NOT, SWEARING, SWORN, TOLD, given_word, is_ours, told
from bot.languages.english.listening_undertaken import deed, for_customer
from bot.languages.english.listening_vetoes import HABITS, OTHER_SUBJECTS, US, unsure
from bot.languages.english.listening_words import aimed, person, timed
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
LETTING = listed("let lemme")
GREETINGS = listed(
    "ok okay sure yes yep yeah hi hey hello thanks great alright right absolutely done understood noted certainly perfect sorry good fine , no"
    " problem worries np cool ty thx also and then - – — ( just already have"
)
PAUSES = listed(", - – — (")
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
    | listed("will shall you'll going gonna leave consider back on you've gets get receives")
    | COMING.first_words
)
# How it is said decides what must follow: a deed of the table, one with "-ing", or what was sworn.
FIRM = listed("promise-word promise-told")
# Such deeds are said of the time to come though their verb is in the present.
OF_THE_PRESENT = listed(
    "promise-send promise-tell promise-get-back promise-keep-informed promise-look-into promise-hand-over promise-give"
)
CLAUSES = listed(", and so then but ok okay yes sure - – — : (")
COMING_TO_THEM = listed("have get receive hear")


def promise(heard: Heard) -> tuple[str, int] | None:
    """The rule by which a sentence is a promise of its writer's, and the word at which the deed begins."""
    if BEGINS.isdisjoint(heard.low):
        return None
    if (taken := accepted(heard)) and not unsure(heard, *taken[1:]):
        return taken[0], taken[2]
    for place, word in enumerate(heard.low):
        begun = _undertaken(heard, place) if word in BEGINS else None
        if begun is None:
            continue
        rule, at = begun
        if rule in FIRM:
            found: str | None = rule if is_ours(heard, place, at) else None
        elif rule == "promise-sending":
            found = rule if deed(heard, at, COMING) else None
        elif rule == "promise-you-will":
            found = rule
        else:
            found = deed(heard, at) or (at < len(heard.low) and for_customer(heard, at)) or None
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
    if word == "you'll" and place + 1 < len(low) and low[place + 1] in COMING_TO_THEM:
        return ("promise-you-will", place + 1) if _from_us(heard, place + 2) else None
    if word in LETTING and _opens(heard, place):
        return _let_me(heard, place)
    if word == "will" and (found := _will(heard, place)):
        return found
    if word in ("gets", "get", "receives"):
        theirs = (
            place and place - 1 in heard.named and timed(heard, place) and _from_us(heard, place, dated=False)
        )
        return ("promise-you-will", place) if theirs else None
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
        return told(heard, place + 1)
    return (
        ("promise-sending", place)
        if timed(heard, place + 1) and low[place + 1] not in ("it", "this")
        else None
    )


def _let_me(heard: Heard, place: int) -> tuple[str, int] | None:
    """ "Let me ask the fitter and get back to you": only with what the other one gets. "Let Dana know we'll …": told."""
    low = heard.low
    if low[place + 1 : place + 2] != ["me"] and low[place] != "lemme":
        return told(heard, place + 1)
    for at in range(place + 2, min(place + 12, len(low) - 1)):
        if low[at] == "and" and deed(heard, at + 1) in (
            "promise-get-back",
            "promise-keep-informed",
            "promise-send",
            "promise-tell",
        ):
            return "promise-will", at + 1
    at = place + (1 if low[place] == "lemme" else 2)
    return ("promise-will", at) if timed(heard, at + 1) and deed(heard, at) in OF_THE_PRESENT else None


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
        return told(heard, at + 1)
    if word in ("gave", "given"):
        after = person(heard, at + 1)
        return ("promise-word", after + 2) if after and given_word(low, after) else None
    return _in_the_present(heard, at)


def _in_the_present(heard: Heard, at: int) -> tuple[str, int] | None:
    """ "I send them the offer tomorrow", as people say it whose own language has no future."""
    low = heard.low
    clause = at < 2 or low[at - 2] in CLAUSES
    if not clause or not HABITS.isdisjoint(low) or not timed(heard, at + 1) or not aimed(heard, at + 1):
        return None
    return ("promise-present", at) if deed(heard, at) in OF_THE_PRESENT else None


def _will(heard: Heard, place: int) -> tuple[str, int] | None:
    """ "(I'm at it) and will send it", "you will have it by five", "Acme will get it from me"."""
    low = heard.low
    if not 0 < place < len(low) - 1:
        return None
    if low[place - 1] == "and":
        named = [word for word in low[:place] if word in US or word in PRESENT or word in OTHER_SUBJECTS]
        ours = named and (named[-1] in US or named[-1] in PRESENT)
        return _after(heard, "promise-will", place + 1) if ours else None
    if low[place + 1] in COMING_TO_THEM and low[place - 1] == "you":
        sure = low[place + 1] in ("have", "hear") and timed(heard, place + 2)
        return ("promise-you-will", place + 1) if sure or _from_us(heard, place + 2, dated=False) else None
    if (
        low[place + 1] in COMING_TO_THEM
        and place - 1 in heard.named
        and _from_us(heard, place + 2, dated=False)
    ):
        return "promise-you-will", place + 1
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


def _opens(heard: Heard, place: int) -> bool:
    """Whether a word begins a sentence that leaves out who speaks: at its start, behind "Ok," or behind "Acme:"."""
    low = heard.low
    at = place
    while at and low[at - 1] in GREETINGS:
        at -= 1
        if low[at] in PAUSES:
            ours = not US.isdisjoint(low[: at + 1]) and low[place] in ("will", "shall")
            return ours or at <= OPENING_MOST - 2 or low[0] in TOLD_BEFORE or low[0].endswith("ed")
    return at == 0 or (low[at - 1] == ":" and at <= OPENING_MOST)


def _from_us(heard: Heard, at: int, *, dated: bool = True) -> bool:
    """Whether what "you'll have" comes from the writer: they say so, or, if that will do, by when (`dated`)."""
    low = heard.low
    pair = any(
        low[k] in ("from", "by") and low[k + 1] in ("me", "us", "our") for k in range(at, len(low) - 1)
    )
    return pair or (dated and timed(heard, at))
