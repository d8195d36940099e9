"""What takes an English promise back: doubt, conditions, questions, habits, and that somebody else said it."""

from bot.languages.word_lists import expression_at, expressions, listed
from bot.listening_text import Heard

HEDGES = listed(
    "maybe perhaps possibly probably presumably hopefully supposedly ideally potentially theoretically eventually someday"
    " whenever wherever whatever pretend imagine suppose hypothetically tentatively kinda sorta apparently lol haha hehe jk"
)
HEDGING = expressions(
    "i think, i guess, i suppose, i hope, i doubt, not sure, no promises, no guarantee, no guarantees, in case, in theory, as needed, if possible,"
    " if needed, some day, one day, one of these, at some point, fingers crossed, i wish, i believe, can't promise, cannot promise,"
    " time permitting, just kidding, the need arises, i'm hoping, we're hoping, we hope, i'd like"
)
MODALS = listed(
    "would could should might may can can't couldn't wouldn't shouldn't must cannot i'd you'd he'd she'd they'd"
)
CONDITIONS = listed("if unless provided assuming depending otherwise")
SUBORDINATORS = listed(
    "what how whether which why where who whom if unless until till like than because cause cuz since whose wherever though"
)
THAT_OF_OURS = listed(
    "sure assured rest confirm promise guarantee note know assure confirmed promised told said fact"
)
HABITS = listed(
    "usually always often sometimes normally generally typically never rarely everytime every each"
)
SAYING = listed(
    "says said thinks thought asks asked wants wanted hopes hoped expects expected assumes believes wrote claims claimed wonders"
    " wondered suggests suggested insists hears heard figured figures tells promises promised reckon reckons means meant wish wishes"
)
SPEECH = listed("says said wrote writes claims insists tells promises promised thinks thought")
US = listed("i we i've we've i'd we'd")
OTHER_SUBJECTS = listed("you he she they it who which that someone somebody he's she's they've")
POLITE = listed("questions question problems problem issues issue concerns concern comments trouble anything")
REQUESTS = expressions(
    "let me know, call me, tell me, ping me, email me, mail me, ask me, just say, say the word, give me, send me, send us, give us, dm me,"
    " message me, text me"
)
THE_OTHER = listed("you you've they he she someone somebody anyone")
UNTIL_THEN = listed("once when if unless")
# Behind these "if" tells what will be found out: "I'll let you know if it arrived".
FINDING_OUT = listed("know check see ask tell confirm verify find out inform them him her")
CONDITIONS_BEHIND = listed("if unless depending assuming provided")
DASHES = listed(": ( - – —")
MOMENTS = listed("once when after before while as")
NEAR = 9


def unsure(heard: Heard, place: int, deed: int) -> bool:
    """Whether what is undertaken at a word, with its deed at another, is no promise after all."""
    low = heard.low
    if heard.asked or not HEDGES.isdisjoint(low) or _hedged(low):
        return True
    return _before(low, place) or _behind(low, deed)


def _hedged(low: list[str]) -> bool:
    return any(word in HEDGING and expression_at(low, at, HEDGING) for at, word in enumerate(low))


def _before(low: list[str], place: int) -> bool:
    """Whether what stands before the one who undertakes it makes it none: "how we'll", "she says I'll", "if …, I'll"."""
    if not place:
        return False
    last, others = low[place - 1], low[: place - 1]
    if (
        last in SUBORDINATORS
        or last in HABITS
        or (last in MOMENTS and others and others[-1] not in (",", "and"))
    ):
        return True
    if others and last == "that" and THAT_OF_OURS.isdisjoint(others[-3:]):
        return True
    begin = max((at + 1 for at in range(place) if low[at] in DASHES), default=0)
    before = low[begin:place]
    polite = not POLITE.isdisjoint(before)  # "If there are any questions, ask; I'll bring …"
    if not polite and (not CONDITIONS.isdisjoint(before) or _waits_for_another(before)):
        return True
    comma = max((at + 1 for at, word in enumerate(before[:-1]) if word == ","), default=0)
    clause = before[comma:]
    own = [] if last == "," else clause  # "We should have it on Monday, I'll confirm": of another clause
    if not MODALS.isdisjoint(own[-NEAR:]) or not HABITS.isdisjoint(clause):
        return True
    requested = next((at for at in range(len(before)) if expression_at(before, at, REQUESTS)), -1)
    if last in ("and", "then") and requested >= 0 and before[requested + 2 : requested + 3] != ["till"]:
        return True
    said = SPEECH if last == "," else SAYING  # "She said, I'll …"; but "They asked for it, I'll …"
    return any(
        word in said and clause[at] not in US and clause[at] != "as" for at, word in enumerate(clause[1:])
    )


def _waits_for_another(before: list[str]) -> bool:
    """ "Once you sign, I'll …", "when they pay, we'll …"."""
    return any(word in UNTIL_THEN and before[at + 1] in THE_OTHER for at, word in enumerate(before[:-1]))


def _behind(low: list[str], deed: int) -> bool:
    """Whether a condition stands behind the deed; "let you know if it arrived" has none."""
    for at in range(deed + 1, len(low)):
        if low[at] in CONDITIONS_BEHIND:
            finds_out = low[at] == "if" and not FINDING_OUT.isdisjoint(low[deed:at])
            if not finds_out or low[at + 1 : at + 2] in (["i"], ["we"], ["you"]):
                return True
    return False
