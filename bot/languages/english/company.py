"""Whether an English date phrase may stand where it stands: words and numbers that are also something else."""

from collections.abc import Callable
from typing import cast

from bot.languages.english.amounts import number
from bot.languages.english.draft import Draft
from bot.languages.english.leads import DEADLINE, NUMBER_LEADS, Lead
from bot.languages.english.tokens import Tokens
from bot.languages.english.whereabouts import END, ends, is_part_of_a_name
from bot.languages.english.words import GIVEN_NAMES
from bot.languages.word_lists import listed

NOT_BY = listed(
    "divide divided divides multiply multiplied multiplies increase increased decrease decreased grow grew grown up down "
    "off reduce reduced raise raised cut drop dropped followed offset scaled shift shifted incremented rose fell beat won lost"
)
SUBJECTS = listed("i you we they he she it that this which who there what")
SAYING_SUBJECTS = listed("it it's its that that's what they they're he she you there nobody the")
SENTENCE_ENDS = listed(". ! ? ; : but and so because ,")
NOT_A_MONTH = listed("not be have also then or as")
TIME_LEADS = listed("at by before until till")
ALONE_TIME_LEADS = TIME_LEADS | listed("around about for @")
DOTTED_LEADS = DEADLINE | {"on"}
PERIOD_LEADS = listed("by in before until till during over due")
ROUND_MINUTES = 5


def may_follow(t: Tokens, i: int, at: int, draft: Draft) -> bool:
    """Whether the part at token `at` may belong to the phrase that reached token i."""
    glue = t.low[i:at]
    if "to" in glue:
        return False
    if is_part_of_a_name(t, at) and t.kind[at - 1] != "month":
        return False
    return not (t.kind[at] in ("num", "small", "tens", "pair") and not glue and draft.said.shift)


def stands(t: Tokens, i: int, after: int, draft: Draft, lead: Lead) -> bool:
    """Whether the phrase from token i to before `after` is a date, given what stands before and after it."""
    if lead.barred:
        return False
    if draft.said.end_of_day and _is_a_saying(t, i, after):
        return False
    if not draft.weak or (draft.weak == "half hour" and draft.said.has_day()):
        return True
    if t.is_whole(lead.first, after):
        return _stands_alone(t, i, draft.weak, lead)
    return CHECKS[draft.weak](t, i, after, lead)


def _is_a_saying(t: Tokens, i: int, after: int) -> bool:
    """Whether it is "at the end of the day, it's their call", which names no day."""
    if t.low[i : i + 4] != ["end", "of", "the", "day"] or t.low[max(i - 2, 0) : i] != ["at", "the"]:
        return False
    begins = i == 2 or t.low[i - 3] in SENTENCE_ENDS
    return begins and t.low[after + (t.low[after] == ",")] in SAYING_SUBJECTS


def _stands_alone(t: Tokens, i: int, weak: str, lead: Lead) -> bool:
    """Whether a text that is nothing but the phrase is a date: there a weak part may be enough."""
    if weak == "decimal":
        return len(t.low[i]) >= len("5.06") or lead.word in DEADLINE or t.low[i + 1] == "."
    if weak in ("hour", "half hour"):
        return (
            lead.word in ALONE_TIME_LEADS
            or _is_evening_hour(t, i)
            or _is_dotted_time(t, i)
            or _is_past_or_to(t, i)
        )
    if weak == "part":
        return lead.word != "" or t.low[i] == "in" or lead.definite
    if weak == "unit":
        return _unit(t, i, 0, lead)
    if weak == "year":
        return lead.word in PERIOD_LEADS or lead.word == "for"
    if weak == "tom":
        return t.written(i).islower()
    if weak in ("letter", "nth"):
        return lead.definite or lead.word != ""
    return True


def _is_evening_hour(t: Tokens, i: int) -> bool:
    return t.kind[i] == "measure" and t.low[i][:-1] > "12"


def _is_dotted_time(t: Tokens, i: int) -> bool:
    """Whether 17.30 cannot be a date."""
    if t.kind[i] != "pair":
        return False
    _, mark, second, _ = cast("tuple[int, str, int, str]", t.value[i])
    return mark == "." and second > 12


def _is_past_or_to(t: Tokens, i: int) -> bool:
    """Whether "ten to five" counts minutes as people round them."""
    count = number(t, i) if t.kind[i] in ("num", "small", "tens") else None
    return count is not None and t.low[count.after] in ("past", "to") and not count.value % ROUND_MINUTES


# --- one check for each kind of weakness --------------------------------------------------------------------


def _numbers(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    return lead.word in NUMBER_LEADS and ends(t, after)


def _decimal(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    padded = len(t.low[i]) == len("15.06") or t.low[after - 1] == "."
    return ends(t, after) and (lead.word in ("by", "due") or (padded and lead.word in DOTTED_LEADS))


def _month(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    """May and March: a lead that no verb follows."""
    return lead.word in PERIOD_LEADS and not lead.definite and ends(t, after)


def _month_day(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """A small "may 5" or "20 may": not before a verb."""
    if t.kind[after - 1] == "nth" and ((i and t.low[i - 1] in SUBJECTS) or not ends(t, after)):
        return False  # "they may second the motion", "may third parties see it?"
    if t.low[after] in NOT_A_MONTH or (i and t.low[i - 1] in SUBJECTS and not ends(t, after)):
        return False
    return lead.word != "" or i == 0 or ends(t, after)


def _month_name(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """Other months, of which some are people."""
    if t.low[i] in GIVEN_NAMES and not ends(t, after):
        return False
    return not lead.definite and (
        lead.word in PERIOD_LEADS or (lead.word in ("for", "after", "from") and t.low[i] not in GIVEN_NAMES)
    )


def _turned_month(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    """This May is a month; "this may" is none before a verb."""
    return t.written(after - 1)[0].isupper() or (lead.word != "" and ends(t, after))


def _weekday(t: Tokens, i: int, _after: int, lead: Lead) -> bool:
    """Sat and sun."""
    if lead.definite:
        return False
    inside = i > 0 and t.low[i - 1] not in END
    return lead.word in NUMBER_LEADS or (t.written(i)[0].isupper() and inside)


def _short_weekday(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """Fri and mon; "wed to the old plan" is married to it."""
    if t.low[i] == "wed" and t.low[after] == "to" and lead.word == "":
        return False
    return lead.word != "" or ends(t, after)


def _full_weekday(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    """The Monday of "the Monday meeting" is no date."""
    return not lead.definite or lead.word != "" or ends(t, after)


def _hour(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """An hour only where a deadline word says so and no noun follows: "by 5", "before 1700"."""
    if not ends(t, after) or lead.definite or t.kind[after] == "skip":
        return False
    if t.kind[i] == "pair":
        return lead.word in TIME_LEADS and _is_dotted_time(t, i)
    if t.kind[i] == "measure":
        return lead.word in TIME_LEADS
    if lead.word not in TIME_LEADS - {"at"} or t.low[after] in ("-", ":") or t.low[i] == "one":
        return False
    previous = t.low[lead.first - 1] if lead.first else ""
    return previous not in NOT_BY and (t.kind[i] != "num" or _is_likely_hour(t.low[i]))


def _is_likely_hour(written: str) -> bool:
    if len(written) <= 2:
        return 1 <= int(written) <= 12
    return len(written) == len("1700") and int(written) % ROUND_MINUTES == 0


def _letter(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    """A bare 4a is a time only where something says so."""
    return (lead.word in TIME_LEADS or lead.word == "@") and ends(t, after)


def _ordinal(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    return (lead.definite or lead.word in NUMBER_LEADS) and ends(t, after)


def _nth(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    ending = t.low[after] in END and t.low[after] not in (":", "-", "–")
    return lead.word in NUMBER_LEADS - {"for", "from", "after"} and lead.definite and ending


def _period(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """Seasons, quarters and halves without a year: said with a lead, and no noun after them."""
    headline = t.kind[i] == "half_year" and t.low[i][0] == "h"
    return lead.word in PERIOD_LEADS and ends(t, after) and (not headline or t.written(i).isupper())


def _quarter(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    glued = t.low[after] == "-" and t.touches(after)  # the first quarter-final
    return _period(t, i, after, lead) or (lead.word == "" and t.low[after] in END and not glued)


def _year(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    return lead.word in PERIOD_LEADS and not lead.definite and ends(t, after)


def _unit(t: Tokens, i: int, _after: int, lead: Lead) -> bool:
    """The weekend; any other bare unit is a length."""
    return t.low[i] == "weekend" and (lead.definite or lead.word in PERIOD_LEADS or lead.word == "at")


def _part(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """In the morning, by lunch, before dinner."""
    if t.kind[i] == "edge" or not ends(t, after):
        return False
    if t.low[i] == "in":
        return True
    if t.value[i] == "lunch":
        return lead.word in TIME_LEADS - {"at"} or lead.word == "after"
    return lead.word in ("by", "before", "until", "in") and lead.definite is (t.low[i] != "night")


def _feast(t: Tokens, _i: int, after: int, lead: Lead) -> bool:
    """Easter, but not the Easter egg."""
    return lead.word != "" or ends(t, after)


def _possessive(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """The day of "today's special" belongs to the noun; what is due "by Friday's demo" is due on Friday."""
    return ends(t, after) or (lead.word in DEADLINE and not t.low[i].startswith("today"))


def _tom(t: Tokens, i: int, after: int, lead: Lead) -> bool:
    """Tom is a name; "by tom" is tomorrow."""
    return lead.word in DEADLINE and t.written(i).islower() and ends(t, after)


def _never(_t: Tokens, _i: int, _after: int, _lead: Lead) -> bool:
    return False


CHECKS: dict[str, Callable[[Tokens, int, int, Lead], bool]] = {
    "numbers": _numbers,
    "decimal": _decimal,
    "month": _month,
    "month day": _month_day,
    "month name": _month_name,
    "turned month": _turned_month,
    "weekday": _weekday,
    "short weekday": _short_weekday,
    "full weekday": _full_weekday,
    "hour": _hour,
    "half hour": _hour,
    "letter": _letter,
    "ordinal": _ordinal,
    "nth": _nth,
    "season": _period,
    "half": _period,
    "quarter": _quarter,
    "year": _year,
    "numbered week": _quarter,
    "unit": _unit,
    "part": _part,
    "feast": _feast,
    "possessive": _possessive,
    "tom": _tom,
    "plus": _never,
}
