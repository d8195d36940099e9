"""Estonian date phrases: finds them in a text and puts what they say into language-neutral parts."""

from bot.languages.estonian import days, times
from bot.languages.estonian.days import day, only_weekday
from bot.languages.estonian.reading import Read
from bot.languages.estonian.times import distance, time
from bot.languages.estonian.tokens import Tokens
from bot.languages.estonian.words import BY, HABITS, NOT_YET, PART, UNTIL
from bot.languages.word_lists import expression_at
from bot.said import Phrase, Said

DEADLINE = ("hiljemalt", "kuni", "enne", "tähtaeg", "tähtajaks")
SOFT = ("umbes", "juba", "alles", "ehk", "u", "ca", "veel", "kindlasti")
LABELS = ("tähtaeg", "tähtajaga", "tähtajaks")
GLUE = (",", "kell", "hiljemalt", "umbes", "kuni", "juba", "ja", "-", "(", "enne")
# Behind a day in its bare form these may come; a noun makes it a name ("reede koosolek").
ENDS = (
    "",
    ",",
    ".",
    "!",
    "?",
    ";",
    ")",
    ":",
    "-",
    "–",
    "ja",
    "või",
    "kell",
    "kui",
    "on",
    "sobib",
    "ei",
    "siis",
    "et",
    "kella",
    "hiljemalt",
    "ning",
    "aga",
    "jooksul",
)
LEADS = {*DEADLINE, *SOFT, ":", "on"}
LEADS_BACK = 3
MEASURES = (
    "eurot",
    "euro",
    "eur",
    "protsenti",
    "kg",
    "kilo",
    "m",
    "cm",
    "mm",
    "l",
    "liitrit",
    "tk",
    "tükki",
    "korda",
    "versioon",
    "versiooni",
    "krooni",
    "meetrit",
)


BEGINNINGS = days.BEGINNINGS | times.BEGINNINGS | NOT_YET.keys()
"""The words that a phrase begins with where it begins with no number."""
FIRST_WORDS = frozenset(word.partition("-")[0] for word in BEGINNINGS)
"""The same, up to a hyphen: a text with neither these nor a number holds none."""


def phrases(text: str) -> list[Phrase]:
    """The date phrases of an Estonian text, by position and without overlap; linear in the text's length."""
    t = Tokens.of(text)
    phrases: list[Phrase] = []
    after = floor = 0
    for i in [i for i in range(t.count) if t.number[i] or t.low[i] in BEGINNINGS]:
        if i < after:
            continue
        found, after = _phrase(t, i, floor)
        if found:
            floor = after
            phrases.append(found)
    return phrases


def _phrase(t: Tokens, i: int, floor: int) -> tuple[Phrase | None, int]:
    """The phrase that begins at token i, if any, and where to go on; nothing before token `floor` belongs to it."""
    later = i + expression_at(t.low, i, NOT_YET)
    if later > i:
        return Phrase(t.start[i], t.end[later - 1], None), later
    said = Said()
    reached, cases, sure = _read(t, i, said)
    if not reached:
        return None, i + 1
    first, deadline, before = _lead(t, i, floor)
    if first and t.low[first - 1] in HABITS:
        return None, reached
    led = deadline or t.low[first - 1] in LABELS
    alone = first == 0 and not t.low[reached].isalnum()
    if not (sure or alone or (led and t.low[reached] not in MEASURES)) or (
        PART in cases and not (led or before or alone) and not sure
    ):
        return None, i + 1
    said.deadline = led or said.deadline or BY in cases or UNTIL in cases
    said.before = before
    return Phrase(t.start[first], t.end[reached - 1], said), reached


def _read(t: Tokens, i: int, said: Said) -> tuple[int, list[str], bool]:
    """Reads part after part: the token after the last one (0: none), their cases, and whether they are surely a date."""
    cases: list[str] = []
    reached, at, sure, parts = 0, i, False, 0
    while at < t.count:
        found = _part(t, at, said)
        if found is None:
            if not parts or t.low[at] not in GLUE or at - reached > 1:
                break
            at += 1
            continue
        cases.append(found.case)
        parts += 1
        sure = sure or not found.weak or parts > 1
        sure = sure or (said.weekday is not None and t.low[found.after] in ENDS and at == i)
        reached = at = found.after
    return reached, cases, sure


def _part(t: Tokens, at: int, said: Said) -> Read | None:
    return distance(t, at, said) or _time_before_date(t, at, said) or day(t, at, said) or time(t, at, said)


def _time_before_date(t: Tokens, at: int, said: Said) -> Read | None:
    """Behind a day "15.30" is a time, and behind "kell" every number is; behind a weekday "13.03" is a date."""
    number = t.number[at]
    if number and number.is_date and only_weekday(said) and not number.colon:
        return None
    return time(t, at, said) if said.has_day() or t.low[at] in ("kell", "kella", "kl") else None


def _lead(t: Tokens, i: int, floor: int) -> tuple[int, bool, bool]:
    """Where the words before a date begin, and whether they make it a deadline, or the day before which it is."""
    at, deadline, before = i, False, False
    while at - 1 >= floor and i - at < LEADS_BACK and t.low[at - 1] in LEADS:
        word = t.low[at - 1]
        if word in (":", "on") and t.low[at - 2] not in LABELS:
            break
        at -= 1
        deadline = deadline or word in DEADLINE
        before = before or word == "enne"
    while at < i and t.low[at] in SOFT:
        at += 1
    return at, deadline, before
