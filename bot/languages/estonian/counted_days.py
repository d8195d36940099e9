"""Estonian days counted within a period, and calendar weeks: "kuu viimasel reedel", "esimeseks tööpäevaks", "40. nädalal"."""

from bot.languages.estonian.reading import Read
from bot.languages.estonian.tokens import Tokens
from bot.languages.estonian.words import BY, ORDINALS, PLAIN, UNTIL, WEEKDAYS
from bot.said import Period, Said, Unit

UNIT_STEMS: tuple[tuple[str, Unit], ...] = (("päeva", "day"), ("tööpäeva", "workday"), ("nädala", "week"))
LAST = frozenset({"viimasel", "viimaseks", "viimase"})
COUNTED: dict[str, tuple[Unit, str]] = {
    stem + ending: (unit, case)
    for stem, unit in UNIT_STEMS
    for ending, case in (("l", PLAIN), ("ks", BY), ("ni", UNTIL))
}
WEEKS = {"nädalal": PLAIN, "nädalaks": BY}
LOWEST_WEEK, LAST_WEEK = 13, 53
MOST_COUNTED = 5


def counted_day(t: Tokens, i: int, said: Said, period: Period) -> Read | None:
    """The "viimasel reedel" of "kuu viimasel reedel", "esimeseks tööpäevaks", "teisel nädalal"."""
    ordinal = ORDINALS.get(t.low[i])
    nth = -1 if t.low[i] in LAST else ordinal[0] if ordinal else 0
    if not nth or nth > MOST_COUNTED or period.unit not in ("month", "quarter", "year"):
        return None
    weekday = WEEKDAYS.get(t.low[i + 1])
    unit = COUNTED.get(t.low[i + 1])
    if weekday:
        said.period, said.nth, said.nth_of = period, nth, weekday[0]
        return Read(i + 2, weekday[1])
    if unit is None:
        return None
    said.period, said.nth, said.nth_of = period, nth, unit[0]
    return Read(i + 2, unit[1])


def numbered_week(t: Tokens, i: int) -> tuple[int, int, str] | None:
    """The number of "40. nädalal" or "nädalal 40", the token after it and its case; low numbers count a plan's weeks."""
    first, second = t.number[i], t.number[i + 1]
    if first and first.dotted and first.second is None and t.low[i + 1] in WEEKS:
        number, case = first, WEEKS[t.low[i + 1]]
    elif t.low[i] in WEEKS and second and second.is_count:
        number, case = second, WEEKS[t.low[i]]
    else:
        return None
    return (number.first, i + 2, case) if LOWEST_WEEK <= number.first <= LAST_WEEK else None
