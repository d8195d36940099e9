"""The English words of dates and times, each with its kind and its value."""

from bot.languages.english.feasts import FEAST_FIRST_WORDS
from bot.languages.english.zones import ZONE_WORDS
from bot.languages.word_lists import listed

Word = tuple[str, object]

WEEKDAYS = {
    0: "monday mon",
    1: "tuesday tue tues",
    2: "wednesday wed weds",
    3: "thursday thu thur thurs",
    4: "friday fri",
    5: "saturday sat",
    6: "sunday sun",
}
MONTHS = {
    1: "january jan",
    2: "february feb",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "july jul",
    8: "august aug",
    9: "september sep sept",
    10: "october oct",
    11: "november nov",
    12: "december dec",
}
WEEKDAYS_MISSPELT = {
    0: "munday mondey",
    1: "tusday tuseday tuesdey",
    2: "wednessday wensday wendsday wensdey wednesdey",
    3: "thirsday thusday thurday thursdey",
    4: "fryday fridey",
    5: "satuday saterday saturdey",
    6: "sundey",
}
MONTHS_MISSPELT = {
    1: "janurary januray",
    2: "feburary febuary febrary feburay",
    8: "agust augest",
    9: "setember septembre",
    10: "octobre",
    11: "novembre",
    12: "decembre",
}
UNITS = {
    "minute": "minute minutes min mins minute's minutes'",
    "hour": "hour hours hr hrs hour's",
    "day": "day days day's",
    "week": "week weeks wk wks week's",
    "fortnight": "fortnight fortnights fortnight's",
    "weekend": "weekend weekends weekend's",
    "month": "month months mth mths month's",
    "quarter": "quarter quarters qtr qtrs quarter's",
    "year": "year years yr yrs year's",
    "second": "seconds secs",
}
SHORT_UNITS = {
    "m": "minute",
    "h": "hour",
    "d": "day",
    "w": "week",
    "y": "year",
    "mo": "month",
    "mos": "month",
    "bd": "workday",
}
"""Units that only count when they stand against their number, as in 2h."""

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

OTHERS: list[tuple[str, object, str]] = [
    ("today", 0, "today todays today's tday"),
    ("today", 1, "tomorrow tomorrows tomorrow's tmrw tmr tmw tmrow tomorow tommorow tommorrow tomo tom"),
    ("today", -1, "yesterday yesterday's"),
    ("tonight", 0, "tonight tonite tonight's"),
    ("turn", 0, "this current"),
    ("turn", 1, "next following coming upcoming nxt"),
    ("turn", -1, "last previous past"),
    ("edge", "end", "end ending close"),
    ("edge", "start", "start beginning begin"),
    ("edge", "early", "early"),
    ("edge", "mid", "mid middle"),
    ("edge", "late", "late later"),
    ("end_of", "day", "eod eob cob eobd cop"),
    ("end_of", "week", "eow"),
    ("end_of", "month", "eom"),
    ("end_of", "quarter", "eoq"),
    ("end_of", "year", "eoy"),
    ("part", "morning", "morning mornings morn forenoon breakfast"),
    ("part", "lunch", "lunch lunchtime"),
    ("part", "afternoon", "afternoon afternoons arvo aft"),
    ("part", "evening", "evening evenings eve dinner dinnertime"),
    ("part", "night", "night nite overnight"),
    ("noon", 12, "noon midday noontime"),
    ("midnight", 0, "midnight"),
    ("season", 1, "spring"),
    ("season", 2, "summer"),
    ("season", 3, "fall autumn"),
    ("season", 4, "winter"),
    ("oclock", 0, "o'clock oclock"),
    ("half", 0.5, "half"),
    ("midweek", 0, "midweek"),
]
NOT_TYPOS = listed("arch ugust")
SHORTEST_MISTYPED = 6
"""Letters a name must have for slips to be recognised in it."""


def _typos(name: str) -> set[str]:
    """A long name with one letter missing inside, doubled, or swapped with its neighbour."""
    if len(name) < SHORTEST_MISTYPED:
        return set()
    inside = range(1, len(name) - 1)
    missing = {name[:i] + name[i + 1 :] for i in inside}
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    doubled = {name[:i] + name[i] + name[i:] for i in inside}
    return (missing | swapped | doubled) - NOT_TYPOS


def _named(kind: str, names: dict[int, str], misspelt: dict[int, str]) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for value, spellings in names.items():
        words |= dict.fromkeys(_typos(spellings.split()[0]), (kind, value))
    for table in (misspelt, names):
        for value, spellings in table.items():
            words |= dict.fromkeys(spellings.split(), (kind, value))
    return words


def _plurals() -> dict[str, Word]:
    return {spellings.split()[0] + "s": ("weekdays", value) for value, spellings in WEEKDAYS.items()}


def _possessives() -> dict[str, Word]:
    return {spellings.split()[0] + "'s": ("weekday", value) for value, spellings in WEEKDAYS.items()}


def _all_words() -> dict[str, Word]:
    words = _named("weekday", WEEKDAYS, WEEKDAYS_MISSPELT) | _named("month", MONTHS, MONTHS_MISSPELT)
    words |= _plurals() | _possessives()
    words |= {name: ("unit", unit) for unit, names in UNITS.items() for name in names.split()}
    words |= {name: ("small", number) for number, name in enumerate(NUMBERS.split())}
    words |= {name: ("tens", number) for name, number in TENS.items()}
    words |= {name: ("nth", number) for number, name in enumerate(ORDINALS.split(), start=1)}
    words |= {"thirtieth": ("nth", 30)}
    words |= {name: (kind, value) for kind, value, names in OTHERS for name in names.split()}
    words |= {name: ("zone", name) for name in ZONE_WORDS}
    return {name: ("feast", name) for name in FEAST_FIRST_WORDS} | words


WORDS = _all_words()
MONTH_NUMBERS = {name: int(str(value)) for name, (kind, value) in WORDS.items() if kind == "month"}
UNIT_NAMES = {name: unit for unit, names in UNITS.items() for name in names.split() if unit != "second"}
ABBREVIATED = listed(
    "mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""Names that may carry a full stop."""

AMBIGUOUS = listed("may march mar sat sun")
"""Names of days and months that are also something else."""

GIVEN_NAMES = listed("april may june jan august")
"""Months that are also people."""
