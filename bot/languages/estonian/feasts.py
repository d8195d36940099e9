"""Feast days with Estonian names, in the cases a deadline uses, and the rule for the day of each."""

from bot.calendar_days import Feast, fixed, floating, from_easter
from bot.languages.estonian.words import BY, CASES, PART, PLAIN, UNTIL

STEMS: dict[str, Feast] = {
    "jaanipäeva": fixed(6, 24),
    "võidupüha": fixed(6, 23),
    "kevadpüha": fixed(5, 1),
    "emadepäeva": floating(5, 6, 2),
    "isadepäeva": floating(11, 6, 2),
    "naistepäeva": fixed(3, 8),
    "sõbrapäeva": fixed(2, 14),
    "mardipäeva": fixed(11, 10),
    "kadripäeva": fixed(11, 25),
    "iseseisvuspäeva": fixed(2, 24),
    "taasiseseisvumispäeva": fixed(8, 20),
    "aastavahetuse": fixed(12, 31),
    "vana-aastaõhtu": fixed(12, 31),
    "nelipüha": from_easter(49),
}
OTHERS: dict[str, tuple[Feast, str]] = {
    "jõule": (fixed(12, 25), PART),
    "jõuludeks": (fixed(12, 25), BY),
    "jõuluks": (fixed(12, 25), BY),
    "jõuludeni": (fixed(12, 25), UNTIL),
    "jõulud": (fixed(12, 25), PLAIN),
    "jõulude": (fixed(12, 25), PLAIN),
    "jõululaupäevaks": (fixed(12, 24), BY),
    "jõululaupäeval": (fixed(12, 24), PLAIN),
    "jaaniks": (fixed(6, 24), BY),
    "jaane": (fixed(6, 24), PART),
    "lihavõtteid": (from_easter(0), PART),
    "lihavõteteks": (from_easter(0), BY),
    "lihavõteteni": (from_easter(0), UNTIL),
}
FEASTS: dict[str, tuple[Feast, str]] = {
    stem + ending: (day, case) for stem, day in STEMS.items() for ending, case in CASES.items()
} | OTHERS
