"""Public holidays by country: which days they are, and what they are called.

The library that knows them is loaded when somebody first asks for a day of some country, and its years one by one as they
are asked for: where no country is set, none of it is ever needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.countries import COUNTRIES

# Else the names would be in the language of whoever started Kept.
ENGLISH = "en_US"


@dataclass(frozen=True)
class PublicHolidays:
    """The public holidays of a country (its ISO 3166-1 code): a day is in it if it is one."""

    country: str

    def __contains__(self, day: object) -> bool:
        """Whether a calendar day is one."""
        return isinstance(day, date) and day in _of_year(self.country, day.year)

    def name(self, day: date) -> str:
        """What a day is called, in English where the library says so; empty where it is none."""
        return _of_year(self.country, day.year).get(day, "")


def of_country(country: str) -> PublicHolidays | tuple[()]:
    """The days off in a country; nobody's holidays where it is empty."""
    return PublicHolidays(country) if country else ()


@cache
def _of_year(country: str, year: int) -> Mapping[date, str]:
    """The holidays of one year by their day; none for what is no country."""
    if country not in COUNTRIES:
        return {}
    import holidays  # takes 0.1 s and 12 MiB

    return dict(holidays.country_holidays(country, years=year, language=ENGLISH))
