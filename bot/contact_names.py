"""Whom of a customer's people words name, and names that nobody there has yet."""

import re
from collections.abc import Iterable, Sequence

from bot.contact_vocabulary import BEFORE_A_NAME, FINE, GLAD, NO_NAMES, TALKED_TO, UNHAPPY, WITH_A_THING
from bot.customers import fold
from bot.languages.english.sayings import COMMON
from bot.patterns import pattern

MOST_READ = 2000
MOST_NAMES = 3
MOST_WORDS = 3  # of one name
TOKEN = pattern(r"[\w'’-]+|[^\w\s]")
WORD = pattern(r"[\w'’-]+")
# Nobody is called so; but somebody may be called Will.
NOBODY = (COMMON | NO_NAMES) - {"will"}
THINGS = GLAD | FINE | UNHAPPY | WITH_A_THING


def people_met(words: str, known: Iterable[tuple[int, str]]) -> tuple[list[int], list[str]]:
    """The ids of those of the `known` people (id, name) whom the words name, and the names that fit two of them.

    By the whole name, or by the first one where only one of them has it and no other surname follows; never by a word
    that begins small ("may").
    """
    tokens = _named(words)
    folded = [low for _, low, _ in tokens]
    firsts: dict[str, list[tuple[int, list[str]]]] = {}
    met: dict[int, None] = {}
    for person_id, name in known:
        parts = [fold(part) for part in name.split()]
        if len(parts) > 1 and _runs(folded, parts):
            met[person_id] = None
        if parts:
            firsts.setdefault(parts[0], []).append((person_id, parts))
    whole = set(met)
    unclear: dict[str, None] = {}
    for spelled, low, surname in tokens:
        fitting = [each for each, parts in firsts.get(low, []) if not surname or surname in parts[1:]]
        if not fitting or spelled[0].islower() or whole & set(fitting):
            continue
        if len(fitting) == 1:
            met[fitting[0]] = None
        else:
            unclear[spelled] = None
    return list(met), list(unclear)


def _named(words: str) -> list[tuple[str, str, str]]:
    """Each word as spelled and folded, with the folded name right behind it, if it begins large too."""
    found = list(WORD.finditer(words[:MOST_READ]))
    bare = [_bare(each[0]) for each in found]
    folded = [fold(each) for each in bare]
    named = []
    for place, spelled in enumerate(bare):
        after = place + 1
        beside = after < len(found) and words[found[place].end() : found[after].start()].isspace()
        large = beside and bare[after][:1].isupper() and bare[after].casefold() not in NO_NAMES
        if spelled:
            named.append((spelled, folded[place], folded[after] if large else ""))
    return named


def _runs(folded: Sequence[str], parts: Sequence[str]) -> bool:
    return any(
        low == parts[0] and list(folded[place : place + len(parts)]) == list(parts)
        for place, low in enumerate(folded)
    )


def names_in(words: str) -> list[str]:
    """Names of people as they stand after "called", "met", "talked to" and the like, at most three.

    Rather none than one that is no person's: greetings, feasts, days, what is sold and written in capitals throughout is
    none, nor what somebody is happy with.
    """
    tokens = [(each[0], each.start(), each.end()) for each in TOKEN.finditer(words[:MOST_READ])]
    lows = [spelled.casefold() for spelled, _, _ in tokens]
    names: dict[str, None] = {}
    for place, low in enumerate(lows):
        spoken_to = low == "to" and place > 0 and lows[place - 1] in TALKED_TO
        if low not in BEFORE_A_NAME and not spoken_to:
            continue
        if low == "with" and THINGS & set(lows[max(place - 2, 0) : place]):
            continue
        name, after = _name_at(words, tokens, place + 1)
        while name:
            names[name] = None
            joined = after < len(tokens) and lows[after] in {"and", "&"}
            name, after = _name_at(words, tokens, after + 1) if joined else ("", after)
    return list(names)[:MOST_NAMES]


def _name_at(words: str, tokens: Sequence[tuple[str, int, int]], start: int) -> tuple[str, int]:
    """The words that begin at a token and may be a name, as one, and the place after them."""
    place = start
    while place < len(tokens) and place - start < MOST_WORDS:
        spelled, begins, _ = tokens[place]
        beside = place == start or words[tokens[place - 1][2] : begins].isspace()
        if not (beside and _may_be_called(spelled)):
            break
        place += 1
    if place == start:
        return "", place
    return _bare(words[tokens[start][1] : tokens[place - 1][2]]), place


def _may_be_called(spelled: str) -> bool:
    """Whether a word may be part of a person's name."""
    low = spelled.replace("’", "'").casefold()
    plausible = spelled[0].isupper() and not any(char.isdigit() for char in spelled)
    shouted = len(spelled) > 1 and spelled.isupper()
    return plausible and not shouted and low not in NOBODY and low.removesuffix("'s") not in NOBODY


def who_is(name: str, known: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of those of the `known` people (id, name) whom a name means: who is called so, else whose first name it is."""
    people = [(person_id, fold(called)) for person_id, called in known]
    wanted = fold(name)
    same = [person_id for person_id, called in people if called == wanted]
    return same or [person_id for person_id, called in people if called.split()[:1] == [wanted]]


def listed_names(typed: str) -> list[str]:
    """The names in a form's field: commas, semicolons and line ends between them, each once."""
    names = (" ".join(part.split()) for part in re.split(r"[,;\n]", typed))
    return list({fold(name): name for name in names if name}.values())


def _bare(name: str) -> str:
    """A name without the 's behind it."""
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name.strip("'’-")
