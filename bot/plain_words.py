"""What somebody means who writes to Kept in plain words: something to log, a question, an order, or nothing certain."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot import away_words, wording
from bot.customers import fold
from bot.languages.english import sayings as english
from bot.plain_cues import SURE, Cue, cues
from bot.plain_names import LONGEST_NAME, MOST_READ, OUTSIDE, Named, masked
from bot.text import NAME_MAX, one_line
from storage.tables import BY_LETTER

KINDS = ("promise", "mistake", "contact", "waiting")
END = re.compile(r"[\s.!?…]+$")
# The kinds of things that have a command, by the letter of their references.
LETTERS = {letter: f"/{kind}" for letter, kind in BY_LETTER.items() if kind in english.COMMANDS}
REFERENCE = re.compile(rf"([{''.join(LETTERS)}])[-‐‑–]?(\d{{1,9}})(?![\w-])", re.IGNORECASE)
MOST_BEFORE_REFERENCE = 4  # words of an order before what it is about: "they called again W-3"


class Heard(NamedTuple):
    """What a text is.

    `what` is one of KINDS for something to log, and then `also` what else is in it. Otherwise `command` with its `line`;
    a question (`question` is set then): `owner`, `owed`, `last talk` or `card` with the `name` of a customer as it was
    typed, if one was, `waiting` or `everyone waiting`; `help`, `thanks`, `nothing`; or `unclear`, with the likelier kinds in `also`.
    """

    what: str
    line: str = ""
    name: str = ""
    also: tuple[str, ...] = ()
    question: bool = False


def hear(text: str, found: Sequence[Named] = ()) -> Heard:
    """What the text is; `found` are the customers' names in it (see `names`). Never raises."""
    text = text[:MOST_READ]
    low = masked(text, found)
    bare = END.sub("", low).strip()
    if said := _order(text.strip(), low.strip(), bare):
        return said
    if not bare.strip("?"):
        return Heard("help")
    if bare in english.THANKS:
        return Heard("thanks")
    if bare in english.NOTHING:
        return Heard("nothing")
    if bare in english.GREETINGS:
        return Heard("help")
    if asked := _question(text, low, bare, found):
        return asked
    return _statement(text, low, found)


def _order(text: str, low: str, bare: str) -> Heard | None:
    """A command's line, with its slash or without, or a short order about something with a reference."""
    word, _, rest = text.partition(" ")
    name = word.lstrip("/").casefold().rstrip(":")
    if word.startswith("/") and name in english.COMMANDS:
        return Heard("command", line=f"/{name} {rest.strip()}".rstrip())
    if name in english.COMMANDS and _as_command(name, rest.strip(), low[len(word) :].strip()):
        return Heard("command", line=f"/{name} {rest.strip()}".rstrip())
    if found := english.LAST.match(bare):
        count = english.NUMBERS.get(found[1] or "") or (int(found[2]) if found[2] else 0)
        return Heard("command", line=f"/kept undo {count}") if count else None
    if bare in english.ALONE and bare not in {"help", "?", "commands", "menu"}:
        return Heard("command", line=f"/kept {bare}")
    if said := away_words.spoken(text):
        return Heard("command", line=f"/kept {said}")
    if bare.startswith(("search ", "away until")):
        return Heard("command", line=f"/kept {text}")
    return _about_one(text)


def _as_command(name: str, rest: str, low: str) -> bool:
    """Whether a word without its slash is meant as the command: "promise Acme: …", but not "contact them by Fri"."""
    if name == "kept":
        return True
    first = low.partition(" ")[0]
    if first in {"mine", "help", "list", "undo", "add", "who", "merge", "link"} and (
        name == "customer" or first == low
    ):
        return True
    if name == "customer":
        return low.startswith("\x01") and not low.strip("\x01 .!?")
    if REFERENCE.match(rest):
        return True
    head = wording.HEAD.match(rest)
    return head is not None and (low.startswith("\x01") or len(head[1].split()) <= LONGEST_NAME)


def _about_one(text: str) -> Heard | None:
    """ "done P-12", "W-3 they called again": an order to the command whose thing it is."""
    found = next(REFERENCE.finditer(text), None)
    if found is None or (found.start() and text[found.start() - 1] not in " \t\n(:,"):
        return None
    before = text[: found.start()].split()
    command = LETTERS[found[1].casefold()]
    if command == "/promise":
        asked = wording.read_line(text)
        return (
            None
            if asked.verb in {"give", "unclear"} and before
            else Heard("command", line=f"/promise {text}")
        )
    if before and before[0].casefold().strip(",:") == "undo":
        return Heard(
            "command", line=f"/kept undo {found[0]}" if command == "/mistake" else f"{command} {text}"
        )
    if command == "/customer":
        return Heard("command", line=f"/customer {found[0]}") if len(before) <= 1 else None
    return Heard("command", line=f"{command} {text}") if len(before) <= MOST_BEFORE_REFERENCE else None


def _question(text: str, low: str, bare: str, found: Sequence[Named]) -> Heard | None:
    asks = low.rstrip().endswith("?")
    begun = low.lstrip("\"'( ")
    if not asks and not english.QUESTION.match(begun) and not any(p.search(bare) for _, p in english.MINE):
        return _only_a_name(text, low, found)
    for line, pattern in () if found else english.MINE:
        if pattern.search(bare):
            return Heard("command", line=line)
    for what, pattern in english.ASKS:
        match = pattern.search(low)
        if match is None:
            continue
        if what in {"waiting", "everyone waiting"}:
            return Heard(what, question=True)
        return Heard(what, name=_asked(text, match, found), question=True)
    if asks and found:
        return Heard("card", name=text[found[0].start : found[0].end], question=True)
    return Heard("help") if asks else None


def _asked(text: str, match: re.Match[str], found: Sequence[Named]) -> str:
    """The name in a question: one that is known, or what stands where it should, or nothing ("who owns them?")."""
    if found:
        behind = [run for run in found if run.start >= match.start("name")]
        run = behind[0] if behind else found[-1]
        return text[run.start : run.end]
    name = one_line(text[match.start("name") : match.end("name")].strip(OUTSIDE))
    for lead in ("the customer ", "customer ", "our customer "):
        name = name[len(lead) :] if name.casefold().startswith(lead) else name
    words = fold(name).split()
    vague = not words or words[0] in english.NO_NAME or all(word in english.COMMON for word in words)
    return "" if vague or len(words) > LONGEST_NAME else name[:NAME_MAX]


def _only_a_name(text: str, low: str, found: Sequence[Named]) -> Heard | None:
    """A name and nothing else opens the customer."""
    if len(found) == 1 and not low.replace("\x01", "").strip(OUTSIDE):
        return Heard("card", name=text[found[0].start : found[0].end], question=True)
    return None


def _statement(text: str, low: str, found: Sequence[Named]) -> Heard:
    unsure = english.UNSURE.search(low)
    best: dict[str, Cue] = {}
    for cue in cues(low):
        held = best.get(cue.kind)
        if held is None or (cue.weight, -cue.start) > (held.weight, -held.start):
            best[cue.kind] = cue
    order = sorted(best.values(), key=lambda cue: (-cue.weight, cue.start))
    likely = tuple(cue.kind for cue in order)
    if not order:
        return Heard("unclear") if found or len(text.split()) > 2 else Heard("help")
    first = order[0]
    if first.weight < SURE or (unsure and unsure.start() <= first.start):
        return Heard("unclear", also=likely)
    return Heard(first.kind, also=tuple(cue.kind for cue in order[1:] if _is_more(cue, first)))


def _is_more(cue: Cue, first: Cue) -> bool:
    """Whether a text says that too: with words of its own, and no promise to call back somebody who waits."""
    apart = cue.end <= first.start or first.end <= cue.start
    return cue.weight >= SURE and apart and (cue.kind, first.kind) != ("promise", "waiting")
