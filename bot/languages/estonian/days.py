"""Estonian days and periods: "reedeks", "20. maiks", "15.06", "järgmise nädala lõpuks", "kuu 5. kuupäevaks", "jõuludeks"."""

from bot.languages.estonian.counted_days import counted_day, numbered_week
from bot.languages.estonian.feasts import FEASTS
from bot.languages.estonian.reading import Read
from bot.languages.estonian.tokens import Tokens
from bot.languages.estonian.words import (
    AMBIGUOUS_MONTHS,
    BY,
    EDGES,
    MONTH_FORMS,
    NEAR_DAYS,
    OF_NEAR_DAYS,
    OF_UNITS,
    ORDINALS,
    PART,
    PERIODS,
    PLAIN,
    ROMAN,
    SEASONS,
    TENS,
    TURNS,
    UNTIL,
    WEEKDAYS,
)
from bot.said import Numbers, Period, Said, Unit

DATE_WORDS = {"kuupäevaks": BY, "kuupäeval": PLAIN, "kuupäevani": UNTIL, "kuupäeva": PART, "kuupäev": PLAIN}
YEAR_WORDS = ("aasta", "aastal", "aastaks", "a")
YEARS = range(1990, 2101)
BEGINNINGS = {"uueks", "vabariigi"}.union(
    OF_NEAR_DAYS,
    NEAR_DAYS,
    TURNS,
    WEEKDAYS,
    ORDINALS,
    TENS,
    OF_UNITS,
    MONTH_FORMS,
    SEASONS,
    ROMAN,
    PERIODS,
    FEASTS,
)
"""The words that a day or a period begins with where it begins with no number."""


def day(t: Tokens, i: int, said: Said) -> Read | None:
    """Reads a day or a period into what was said, if one begins at a token and none was said yet."""
    for reader in (_near_day, _weekday, _numbers, _day_of_month, _of_period, _feast, _named_period):
        found = reader(t, i, said)
        if found:
            return found
    return None


def _open(said: Said) -> bool:
    """Whether no day of the calendar was said; a weekday may stand beside one."""
    return not (said.has_day() and not only_weekday(said)) and not said.end_of_day


def only_weekday(said: Said) -> bool:
    """Whether a weekday was said, and no date yet."""
    return said.weekday is not None and not (
        said.day or said.numbers or said.period or said.shift or said.feast or said.days_on is not None
    )


def _near_day(t: Tokens, i: int, said: Said) -> Read | None:
    if said.has_day():
        return None
    if t.low[i] in OF_NEAR_DAYS:
        at = i + 1 + (t.low[i + 1] in ("päeva", "tööpäeva"))
        edge = EDGES.get(t.low[at])
        if at > i + 1 and (edge or t.low[at] == "jooksul"):
            said.days_on = OF_NEAR_DAYS[t.low[i]]
            said.end_of_day = True
            return Read(at + 1, edge[1] if edge else BY)
        return None
    found = NEAR_DAYS.get(t.low[i])
    if found is None:
        return None
    said.days_on = found[0]
    return Read(i + 1, found[1])


def _weekday(t: Tokens, i: int, said: Said) -> Read | None:
    if said.weekday is not None or (
        said.has_day() and not (said.period and said.period.unit == "week") and not _week_on(said)
    ):
        return None
    turn = TURNS.get(t.low[i])
    at = i + (turn is not None)
    found = WEEKDAYS.get(t.low[at])
    if found is None:
        return None
    said.weekday = found[0]
    said.turns = {2: 1, -1: -1}.get(turn or 0, 0)
    return Read(at + 1, found[1], weak=turn is None and not t.low[at].endswith(("l", "ks", "ni", "t")))


def _week_on(said: Said) -> bool:
    return said.shift is not None and all(unit == "week" for _, unit in said.shift.amounts)


def _numbers(t: Tokens, i: int, said: Said) -> Read | None:
    """15.06, 15.06.2026, 15. 6."""
    number = t.number[i]
    if number is None or not _open(said) or not number.is_date or _is_glued(t, i):
        return None
    said.numbers = Numbers(number.first, number.second or 0, number.year, day_first=True)
    sure = number.year is not None or number.dotted or number.case in (BY, UNTIL) or said.weekday is not None
    return Read(i + 1, number.case or PLAIN, weak=not sure)


def _day_of_month(t: Tokens, i: int, said: Said) -> Read | None:
    """20. mai, 20ndal mail, kahekümne viiendaks juuniks, 5. kuupäevaks, juuni 15."""
    if not _open(said):
        return None
    read = _ordinal(t, i)
    if read is None:
        return None
    value, after, case = read
    month = MONTH_FORMS.get(t.low[after])
    if month and _is_lower_month(t, after):
        said.day, said.month = value, month[0]
        after += 1
        year = t.number[after]
        if year and year.digits == 4 and year.first in YEARS and year.second is None:
            said.year, after = year.first, after + 1
            after += t.low[after] in YEAR_WORDS
        return Read(after, month[1] if month[1] != PLAIN else case)
    if t.low[after] in DATE_WORDS:
        said.day = value
        return Read(after + 1, DATE_WORDS[t.low[after]])
    number = t.number[i]
    if number and number.ordinal and case in (BY, UNTIL, PLAIN) and t.kind[after] != "word":
        said.day = value
        return Read(after, case)
    return None


def _ordinal(t: Tokens, i: int) -> tuple[int, int, str] | None:
    """A day of the month in digits or words, the token after it and its case."""
    number = t.number[i]
    if number:
        said_so = number.dotted or number.ordinal or number.case in (BY, UNTIL)
        bare = number.is_count and t.low[i + 1] in MONTH_FORMS and t.low[i + 1] not in AMBIGUOUS_MONTHS
        return (
            (number.first, i + 1, number.case)
            if number.is_day and (said_so or bare) and not _is_glued(t, i)
            else None
        )
    tens = TENS.get(t.low[i])
    found = ORDINALS.get(t.low[i + (tens is not None)])
    if found is None or (tens and found[0] > 9):
        return None
    return found[0] + (tens or 0), i + 1 + (tens is not None), found[1]


def _is_lower_month(t: Tokens, i: int) -> bool:
    """The "mail" of "20. mail", and not of "on the 20. Mail me"."""
    written = t.text[t.start[i] : t.end[i]]
    return t.low[i] not in AMBIGUOUS_MONTHS or written.islower()


def _is_glued(t: Tokens, i: int) -> bool:
    """Whether a number is part of something longer: v1.2, #15.06, 15.06%, a price."""
    before = t.text[t.start[i] - 1 : t.start[i]]
    after = t.text[t.end[i] : t.end[i] + 1]
    return (
        before in tuple("#$€£%_=/\\-+v") or (bool(before) and before.isalpha()) or after in tuple("%€$£_=/°")
    )


def _of_period(t: Tokens, i: int, said: Said) -> Read | None:
    """Kuu lõpuks, järgmise kuu alguses, järgmise nädala reedeks, selle kuu 15. kuupäevaks, juuni keskel, 3. kvartali lõpuks."""
    if said.has_day():
        return _end_of_that_day(t, i, said)
    turn, at = TURNS.get(t.low[i]), i
    at += turn is not None
    period, after = _genitive(t, at, turn)
    if period is None:
        return None
    counted = counted_day(t, after, said, period)
    if counted:
        return counted
    edge = EDGES.get(t.low[after])
    if edge:
        if period.unit == "day":
            said.end_of_day = edge[0] == "end"
            return Read(after + 1, edge[1]) if said.end_of_day and turn in (None, 0) else None
        said.period, said.edge = period, edge[0]
        if period.unit == "week" and edge[0] == "early":
            said.edge = "start"
        return Read(after + 1, edge[1])
    if t.low[after] == "jooksul" and (turn is not None or period.number is not None):
        said.period = period
        return Read(after + 1, BY)
    if period.unit == "week" and t.low[after] in WEEKDAYS:
        said.period = period
        said.weekday, case = WEEKDAYS[t.low[after]]
        return Read(after + 1, case)
    if period.unit == "month" and period.number is None:
        return _day_of_turned_month(t, after, said, None if turn is None else period)
    return None


def _day_of_turned_month(t: Tokens, i: int, said: Said, period: Period | None) -> Read | None:
    """The "15. kuupäevaks" of "selle kuu 15. kuupäevaks"; without "selle" or "järgmise" it is the next such day."""
    found = _ordinal(t, i)
    if found is None:
        return None
    said.period, said.day = period, found[0]
    dated = t.low[found[1]] in DATE_WORDS
    return Read(found[1] + dated, DATE_WORDS[t.low[found[1]]] if dated else found[2])


def _end_of_that_day(t: Tokens, i: int, said: Said) -> Read | None:
    """The "tööpäeva lõpuks" of "reedel tööpäeva lõpuks"."""
    edge = EDGES.get(t.low[i + 1]) if t.low[i] in ("päeva", "tööpäeva") else None
    if edge is None or edge[0] != "end" or said.end_of_day:
        return None
    said.end_of_day = True
    return Read(i + 2, edge[1])


def _genitive(t: Tokens, i: int, turn: int | None) -> tuple[Period | None, int]:
    """A period whose edge or day may be named, and the token after it."""
    low = t.low[i]
    if low in OF_UNITS:
        # Without "selle" or "järgmise" it is the present one.
        return Period(OF_UNITS[low], turn or 0, rolls=turn is None), i + 1
    month = MONTH_FORMS.get(low)
    if month and month[1] in (PLAIN, PART) and turn in (None, 0, 1):
        return Period("month", number=month[0]), i + 1
    season = SEASONS.get(low)
    if season and season[1] == PLAIN:
        return Period("season", number=season[0]), i + 1
    number, after = _quarter_number(t, i)
    if number and t.low[after] in ("kvartali", "kvartalis"):
        return Period("quarter", number=number), after + 1
    year = t.number[i]
    if year and year.first in YEARS and year.digits == 4 and t.low[i + 1] in ("aasta", "a"):
        return Period("year", number=1, year=year.first), i + 2
    return None, i


def _quarter_number(t: Tokens, i: int) -> tuple[int, int]:
    number = t.number[i]
    if number and number.dotted and 1 <= number.first <= 4 and number.second is None:
        return number.first, i + 1
    found = ORDINALS.get(t.low[i])
    if found and found[0] <= 4:
        return found[0], i + 1
    return (ROMAN[t.low[i]], i + 1) if t.low[i] in ROMAN else (0, i)


def _named_period(t: Tokens, i: int, said: Said) -> Read | None:
    """Järgmisel nädalal, järgmiseks kuuks, nädalavahetuseks, juuniks, sügiseks, kolmandas kvartalis."""
    if said.has_day():
        return None
    week = numbered_week(t, i)
    if week:
        said.period = Period("week", number=week[0])
        return Read(week[1], week[2])
    if t.low[i] in ("pärast", "peale") and t.low[i + 1] == "nädalavahetust":
        said.period, said.edge = Period("week", 1), "start"
        return Read(i + 2)
    turn, at = TURNS.get(t.low[i]), i
    at += turn is not None
    found = PERIODS.get(t.low[at])
    if found and (
        turn is not None
        or (found[0] == "weekend" and found[1] != PLAIN)
        or t.low[at].startswith("nädalavahetusel")
    ):
        unit: Unit = found[0]
        said.period = Period(unit, turn or 0)
        return Read(
            at + 1,
            found[1],
            weak=turn is not None and t.low[at] in ("nädala", "kuu", "aasta", "kvartali", "nädalavahetuse"),
        )
    for forms, unit in ((MONTH_FORMS, "month"), (SEASONS, "season")):
        form = forms.get(t.low[at])
        if form and turn in (None, 0, 1) and t.low[at] not in AMBIGUOUS_MONTHS:
            said.period = Period(unit, number=form[0])
            return Read(at + 1, form[1], weak=form[1] not in (BY, UNTIL) and not t.low[at].endswith("s"))
    number, after = _quarter_number(t, i)
    quarter = PERIODS.get(t.low[after])
    if number and quarter and quarter[0] == "quarter":
        said.period = Period("quarter", number=number)
        return Read(after + 1, quarter[1], weak=t.low[after] == "kvartali")
    return None


def _feast(t: Tokens, i: int, said: Said) -> Read | None:
    if said.has_day():
        return None
    if t.low[i : i + 2] == ["uueks", "aastaks"]:
        said.feast = FEASTS["aastavahetuseks"][0]
        return Read(i + 2, BY)
    if t.low[i] == "vabariigi" and t.low[i + 1].startswith("aastapäeva"):
        said.feast = FEASTS["iseseisvuspäeva"][0]
        return Read(i + 2, BY if t.low[i + 1].endswith("ks") else PLAIN)
    found = FEASTS.get(t.low[i])
    if found is None:
        return None
    said.feast = found[0]
    return Read(i + 1, found[1], weak=found[1] == PLAIN and not t.low[i].endswith("l"))
