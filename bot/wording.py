"""What a line typed after `/promise` asks for: a promise in words, or one of the short orders."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import Literal, NamedTuple

from bot import dates, doubtful_dues
from bot.said import Asked
from bot.text import NAME_MAX, one_line

Order = Literal["day", "month"] | None


# What people type, and what it means.
VERBS = {
    "not kept": "not kept",
    "not done": "not kept",
    "broken": "not kept",
    "called off": "called off",
    "cancelled": "called off",
    "canceled": "called off",
    "cancel": "called off",
    "kept late": "late",
    "late": "late",
    "kept": "kept",
    "done": "kept",
    "partly kept": "partly",
    "partly": "partly",
    "at risk": "risk",
    "risk": "risk",
    "move": "move",
    "told": "told",
    "on track": "on track",
    "on-track": "on track",
    "started": "started",
    "was right": "right",
    "right": "right",
    "not quite right": "not quite",
    "not quite": "not quite",
    "no answer": "no answer",
    "edit": "edit",
    "assign": "edit",
    "reassign": "edit",
    "undo": "undo",
    "show": "show",
    "open": "show",
    "close": "show",  # how it ended is not said, and the card has a button for each ending
}
# The longer ones first; "late-night" and "move's" are other words.
VERB = re.compile(
    "(" + "|".join(sorted(VERBS, key=len, reverse=True)).replace(" ", r"\s+") + r")(?![\w'’]|-\w)",
    re.IGNORECASE,
)
# The whole line.
WHOLE = {
    "": "form",
    **dict.fromkeys(["help", "?", "hilfe", "abi"], "help"),
    **dict.fromkeys(["mine", "list", "my promises"], "mine"),
    "undo": "undo",
}
# P-12 as we write it (a phone may make its hyphen longer), #P-12 and P12; with nothing else also P 12, #12 and 12.
STRICT = re.compile(r"#?p[-‐‑–](\d{1,9})(?!\w)", re.IGNORECASE)
REFERENCE = re.compile(r"#?p[-‐‑–]?(\d{1,9})(?!\w)", re.IGNORECASE)
ALONE = re.compile(r"(?:#|p\s)(\d{1,9})[.!?]?$", re.IGNORECASE)
NUMBER = re.compile(r"(\d{1,9})[.!?]?$")
LAST_WORD = re.compile(r"\w+\s+#?p[-‐‑–](\d{1,9})[.!?]?$", re.IGNORECASE)
TAKEN_AWAY = re.compile(r"(?:delete|remove|withdraw|reopen)\s+#?p[-‐‑–](\d{1,9})(?!\w)", re.IGNORECASE)
OTHERS = re.compile(
    r"(?:mine|list)\s+(?:<@[^>]{1,120}>|all|everyone|everybody|everything)[.!?]?$", re.IGNORECASE
)
TO_SOMEBODY = re.compile(r"\Ato\s+(?=<@)", re.IGNORECASE)
SEPARATOR = re.compile(r"[\s:,;]*(?:[.!?–—-](?=\s|$))?\s*")
JOINT = re.compile(r"(?:and\b|&amp;|&|\+)\s*", re.IGNORECASE)
MENTION = re.compile(r"<@([A-Z0-9]{2,30})(?:\|([^>]{0,80}))?>")
# "Acme: …", also without the blank; neither an address nor a time of day.
HEAD = re.compile(rf"([^:：\n<]{{1,{NAME_MAX}}})(?::(?=\s|$)|(?<!\s):(?=[^\W\d_][^:\s]*(?:\s|$))|：)")
AIM = re.compile(r"[\s,;([](?:our )?(?:own )?aim(?:ing)?(?: for)?:?\s", re.IGNORECASE)
AIM_AHEAD = 80  # characters after "aim" in which its date must end
MOST_AIMS = 10  # nobody says it more often, and each is a look for a date
MOST_HEAD_WORDS = 5
EMPHASIS = ' \t*_~`"“”'
BRACKETS = {"()", "[]"}
# What a date or a name leaves behind; neither ":tada:" nor "-5 °C" begins with it, nor ends so when read backwards.
# Read backwards too, where the ";" of "&gt;" stands first.
LEFT_OVER = re.compile(r"(?:[\s,–—]|;(?!(?:tl|tg|pma)&)|:(?![\w+-]+:)|-(?=\s|$))*")


class Line(NamedTuple):
    """A short order: what to do (`form`, `help`, `mine`, `others`, `undo`, or a verb), to which promise, and the rest.

    Also `which` (a verb without a promise), `number` (nothing but that), `several` (more than one promise: `rest` begins
    with the second) and `unclear`.
    """

    verb: str
    number: int | None = None
    rest: str = ""


class Said(NamedTuple):
    """A promise in words, understood. `customer` is the name before the colon, as typed, or empty.

    `due` and `aim` are what the date grammar found, in the words `due_text` and `aim_text`. `owner_id` is the colleague
    mentioned last.
    """

    customer: str
    words: str
    due: dates.Found | dates.NoDateYet | None = None
    aim: dates.Found | dates.NoDateYet | None = None
    owner_id: str | None = None
    due_text: str = ""
    aim_text: str = ""


def read_line(text: str) -> Line:
    """The order in a line, or verb `give` with the whole text where it is a promise in words.

    A verb counts only with a reference beside it ("move P-12 to Tue" or "P-12 move to Tue"), so that a promise may
    begin with any word.
    """
    line = text.strip()
    if whole := WHOLE.get(line.casefold()):
        return Line(whole)
    if OTHERS.match(line):
        return Line("others")
    verb, after = _verb(line)
    if verb and not after:
        return Line("which", rest=verb)
    if verb and (found := REFERENCE.match(after) or ALONE.match(after) or NUMBER.match(after)):
        return _order(verb, int(found[1]), after[found.end() :])
    if found := REFERENCE.match(line) or ALONE.match(line):
        rest = _after(line[found.end() :])
        verb, after = _verb(rest)
        if verb or not rest:
            return _order(verb or "show", int(found[1]), after)
    if found := STRICT.match(line):
        return _order("unclear", int(found[1]), line[found.end() :])
    if found := LAST_WORD.match(line) or TAKEN_AWAY.match(line):
        return Line("unclear", int(found[1]), line)
    if line[0].isdigit() and (found := NUMBER.match(line)):
        return Line("number", int(found[1]), line)
    return Line("give", rest=line)


def _order(verb: str, number: int, rest: str) -> Line:
    """An order to one promise; a second one beside it is not taken for the first one's proof."""
    rest = _after(rest)
    joint = JOINT.match(rest)
    others = rest[joint.end() :] if joint else rest
    if STRICT.match(others):
        return Line("several", number, others)
    if verb == "edit":  # "assign P-12 to @sam"
        rest = TO_SOMEBODY.sub("", rest)
    return Line(verb, number, rest)


def _verb(text: str) -> tuple[str, str]:
    """The verb that a text begins with and what follows it, or two empty strings."""
    found = VERB.match(text)
    if not found:
        return "", ""
    return VERBS[" ".join(found[1].casefold().split())], _after(text[found.end() :])


def _after(text: str) -> str:
    """What follows a verb or a reference, without what separates it."""
    found = SEPARATOR.match(text)
    return text[found.end() :].rstrip() if found else text


def read_promise(text: str, *, now: datetime, order: Order, languages: Sequence[str] = dates.ENGLISH) -> Said:
    """A promise as people type it: `Acme: replacement pump by Fri 5pm [@owner] [aim Thu]`, in almost any order.

    `now` is aware, in the speaker's zone; dates are read in their `languages` (`dates.spoken`). What is no customer, date,
    aim or owner stays in the words.
    """
    asked: Asked = {"now": now, "order": order, "languages": languages}
    text, owner_id = _take_owner(" " + text, asked)
    customer, body = _take_head(text.strip(), asked)
    body, aim, aim_text = _take_aim(" " + body, asked)
    (due, stays), due_text = doubtful_dues.examined(body, asked), ""
    if due is not None:
        due_text = body[due.start : due.end]
        body = body if stays else _without(body, due.start, due.end)
    elif isinstance(early := dates.due(customer, **asked), dates.Found) and early.deadline:
        # As in "Acme by Fri: replacement pump".
        due, due_text = early, customer[early.start : early.end]
        customer = _without(customer, early.start, early.end)
    return Said(customer.strip(EMPHASIS), _tidy(body), due, aim, owner_id, due_text, aim_text)


def heads(words: str) -> list[tuple[str, str]]:
    """The first one to five words of a text, each with what follows: the customer's name, if it has no colon.

    The longest first, so that "Acme North" is found before "Acme". Nothing follows where the name is all that was said.
    """
    ends = [found.end() for found in islice(re.finditer(r"\S+", words), MOST_HEAD_WORDS)]
    return [(one_line(words[:end]).rstrip(" ,;:-–—"), _tidy(words[end:])) for end in reversed(ends)]


def _take_owner(text: str, asked: Asked) -> tuple[str, str | None]:
    """The text without the last mention in it, and whom it names; amid a sentence the mention stays."""
    mentions = list(MENTION.finditer(text)) if "<@" in text else []
    if not mentions:
        return text, None
    found = mentions[-1]
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    amid = before and not before.endswith(tuple(",;:([")) and after and after[0] not in ",.;:)]\n"
    if amid and not AIM.match(" " + after) and not _beside_a_date(before, after, asked):
        return text, found[1]
    return _without(text, found.start(), found.end()), found[1]


def _beside_a_date(before: str, after: str, asked: Asked) -> bool:
    ended = dates.find(before[-AIM_AHEAD:], **asked)
    begun = dates.find(after[:AIM_AHEAD], **asked)
    if begun and begun[0].start == 0:
        return True
    return bool(ended) and ended[-1].end == len(before[-AIM_AHEAD:])


def _take_head(text: str, asked: Asked) -> tuple[str, str]:
    """The name before the colon and what follows it; "Tomorrow: call Acme" has a date there and no name."""
    head = HEAD.match(text)
    if not head or dates.phrase(head[1], **asked):
        return "", text
    return head[1].strip(), text[head.end() :]


def _take_aim(text: str, asked: Asked) -> tuple[str, dates.Found | dates.NoDateYet | None, str]:
    """The text without "aim Thu", the date it names and how; "our aim is quality" stays as it is."""
    aims = list(AIM.finditer(text)) if "aim" in text.lower() else []
    for found in aims[-MOST_AIMS:]:
        after = text[found.end() : found.end() + AIM_AHEAD]
        ahead = next(iter(dates.find(after, **asked)), None) or doubtful_dues.no_such(after, asked)
        if ahead and not after[: ahead.start].strip():
            start, end = found.start() + 1, found.end() + ahead.end
            return _without(text, start, end), ahead, after[ahead.start : ahead.end]
    return text, None, ""


def _without(text: str, start: int, end: int) -> str:
    """The text without a part, its brackets too, on as many lines as before."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    opened, closed = before.endswith(("(", "[")), after.startswith((")", "]"))
    if opened:
        after = after.lstrip(" \n,;")
    if closed:
        before = before.rstrip(" \n,;")
    if before[-1:] + after[:1] in BRACKETS:
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    elif opened or closed:
        return before + after
    gap = text[len(before) : len(text) - len(after)]
    return f"{before}{chr(10) if chr(10) in gap else ' '}{after}"


def _tidy(words: str) -> str:
    """The words without what a date or a name leaves behind at their ends."""
    words = _begin(_begin(words)[::-1])[::-1]
    return words if "\n" in words else one_line(words)


def _begin(words: str) -> str:
    found = LEFT_OVER.match(words)
    return words[found.end() :] if found else words
