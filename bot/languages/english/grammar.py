"""English date phrases: finds them in a text and puts what they say into language-neutral parts."""

from bot.languages.english import (
    counted_days,
    day_times,
    edges,
    month_days,
    named_days,
    shifts,
    weekdays,
    whereabouts,
)
from bot.languages.english.company import may_follow, stands
from bot.languages.english.draft import Draft, Reader
from bot.languages.english.leads import at_the_latest, lead_before, trailing_deadline
from bot.languages.english.not_yet import BY_FIRST, no_date_yet
from bot.languages.english.tokens import Tokens
from bot.languages.english.words import WORDS
from bot.languages.word_lists import listed
from bot.said import Period, Phrase, Said

GLUE = listed(
    ", at @ on - – · ⋅ • | ( ) of the in around about approx approximately by before until till from between say maybe ~ to / no later than like ish"
)
"""What may stand between the parts of one phrase."""

GLUE_MOST = 4
DEADLINE_GLUE = listed("by before until till than")
START_WORDS = listed("in within inside a an couple few final latter penultimate +")
BEGINNINGS = START_WORDS | BY_FIRST.keys()
"""Words that may begin a phrase although their kind begins none."""
INNER_WORDS = listed("in within a")
ANCHOR_WEAK = listed("weekday ordinal feast possessive") | {"", "short weekday", "full weekday"}


def phrases(text: str) -> list[Phrase]:
    """The date phrases of an English text, by position and without overlap; linear in the text's length."""
    t = Tokens.of(text)
    phrases: list[Phrase] = []
    after = floor = 0
    for i in [i for i in range(t.count) if t.kind[i] in READERS or t.low[i] in BEGINNINGS]:
        if i < after:
            continue
        found, after = _phrase(t, i, floor)
        if found:
            floor = after
            phrases.append(found)
    return phrases


def _phrase(t: Tokens, i: int, floor: int) -> tuple[Phrase | None, int]:
    """The phrase that begins at token i, if any, and where to go on; nothing before token `floor` belongs to it."""
    after = no_date_yet(t, i)
    if after:
        return Phrase(t.start[i], t.end[after - 1], None), after
    if (t.kind[i] not in READERS and t.low[i] not in START_WORDS) or whereabouts.is_part_of_a_name(t, i):
        return None, i + 1
    draft = Draft()
    after = _read(t, i, draft)
    if not after or whereabouts.runs_on(t, after - 1):
        return None, i + 1
    lead = lead_before(t, i, floor)
    if draft.began == "hour" and lead.first == i and i and t.low[i - 1][-1:].isalnum():
        return None, i + 1  # "invoice 4 by tomorrow": the number belongs to the word before it
    if not stands(t, i, after, draft, lead):
        return None, after if draft.weak == "feast" else i + 1
    said = draft.said
    said.deadline = said.deadline or lead.deadline
    said.before = said.before or lead.before
    if lead.word == "after" and said.period and said.period.unit == "weekend":
        said.period, said.edge = Period("week", (said.period.offset or 0) + 1), "start"
    later = trailing_deadline(t, after)
    if later:
        said.deadline, after = True, later
    return Phrase(t.start[lead.first], t.end[after - 1], said), after


def _read(t: Tokens, i: int, draft: Draft) -> int:
    """Reads part after part; the token after the last one, or 0 when token i begins none."""
    reached = after = _part(t, i, draft)
    while after:
        reached = after
        draft.parts += 1
        draft.began = draft.began if draft.parts > 1 else draft.weak
        after = _next_part(t, reached, draft)
    return reached


def _next_part(t: Tokens, i: int, draft: Draft) -> int:
    """Reads the next part of this phrase with what glues it on; the token after it, or 0 when there is none."""
    after = shifts.weeks_beside(t, i, draft, _anchor)
    if after:
        return after
    at = at_the_latest(t, i) or i
    deadline = at > i
    while at - i < GLUE_MOST and (t.low[at] in GLUE or (t.low[at] == "." and t.touches(at))):
        deadline = deadline or t.low[at] in DEADLINE_GLUE
        at += 1
    at += t.kind[at] == "zone" and t.kind[at + 1] in ("clock", "noon", "num") and t.written(at).isupper()
    if t.kind[at] not in READERS and t.low[at] not in INNER_WORDS:
        return 0
    after = _part(t, at, draft) if may_follow(t, i, at, draft) else 0
    if after and deadline:
        draft.said.deadline = True
    return after


def _part(t: Tokens, i: int, draft: Draft) -> int:
    """Reads one part. A weak part stays weak until a sure one joins it."""
    weak, draft.weak = draft.weak, ""
    after = 0
    for reader in READERS.get(t.kind[i], (_worded,)):
        after = reader(t, i, draft)
        if after:
            break
    if not after:
        draft.weak = weak
    elif draft.parts:
        draft.weak = weak if draft.weak not in ("", "part") else ""
    return after


def _worded(t: Tokens, i: int, draft: Draft) -> int:
    low = t.low[i]
    if low in ("in", "within", "inside", "+"):
        return shifts.ahead(t, i, draft, _anchor) or (
            day_times.part_of_day(t, i + 1, draft) if low == "in" else 0
        )
    if low in ("final", "latter", "penultimate"):
        return counted_days.nth_of(t, i, draft)
    if low in START_WORDS:
        return _distance(t, i, draft) or (day_times.clock(t, i, draft) if low in ("a", "an") else 0)
    return 0


def _anchor(t: Tokens, i: int) -> tuple[Said, int] | None:
    """The day (or the moment) that a distance is counted from."""
    while t.low[i] in ("the", "on") or (t.low[i] == "this" and t.kind[i + 1] != "part"):
        i += 1
    draft = Draft(depth=1)
    after = _part(t, i, draft) if t.kind[i] in READERS else 0
    if after and draft.said.clock and not draft.said.has_day():
        draft.parts = 1
        after = _next_part(t, after, draft) or after  # the Friday of "an hour before 5pm Friday"
    if not after or draft.said.shift or draft.weak not in ANCHOR_WEAK:
        return None
    return draft.said, after


def _distance(t: Tokens, i: int, draft: Draft) -> int:
    return shifts.distance(t, i, draft, _anchor)


def _beside_day(t: Tokens, i: int, draft: Draft) -> int:
    return shifts.beside_day(t, i, draft, _anchor)


def _last_before(t: Tokens, i: int, draft: Draft) -> int:
    """Reads "the last Friday before Christmas"."""
    before = t.low[i] == "last" and t.low[i + 2] == "before"
    return _beside_day(t, i + 1, draft) if before and t.kind[i + 1] in ("weekday", "unit") else 0


def _bare_unit(t: Tokens, i: int, draft: Draft) -> int:
    return shifts.bare_unit(t, i, draft, _anchor)


def _year(t: Tokens, i: int, draft: Draft) -> int:
    """Reads 2025 as a year, but not after "at", where it is a time."""
    if t.low[i - 1] in ("at", "@") or draft.said.has_day():
        return 0
    return named_days.period(t, i, draft)


CLOCK: tuple[Reader, ...] = (day_times.clock,)
PERIOD: tuple[Reader, ...] = (named_days.period,)
COUNTED: tuple[Reader, ...] = (day_times.first_thing, counted_days.nth_of, month_days.day_of_month)
READERS: dict[str, tuple[Reader, ...]] = {
    "weekday": (_beside_day, weekdays.weekday),
    "month": (named_days.month,),
    "num": (_distance, month_days.day_of_month, month_days.number_as_day, _year, day_times.clock),
    "small": (_distance, day_times.clock),
    "tens": (_distance, counted_days.nth_of, month_days.day_of_month, day_times.clock),
    "fraction": (_distance,),
    "half": (_distance, day_times.clock),
    "ordinal": COUNTED,
    "nth": COUNTED,
    "pair": (_distance, month_days.day_of_month, month_days.pair, day_times.clock),
    "measure": (_distance, day_times.clock),
    "clock": CLOCK,
    "clock_zone": (day_times.clock_with_zone,),
    "noon": CLOCK,
    "midnight": CLOCK,
    "iso": (month_days.iso,),
    "triple": (month_days.triple,),
    "day_month": (month_days.day_month,),
    "half_year": PERIOD,
    "season": PERIOD,
    "year_month": PERIOD,
    "today": (weekdays.today,),
    "tonight": (weekdays.today,),
    "turn": (day_times.first_thing, _last_before, weekdays.turned, _distance, counted_days.nth_of),
    "edge": (edges.edge, day_times.part_of_day),
    "end_of": (edges.end_of,),
    "part": (day_times.part_of_day,),
    "meridiem": (day_times.half_of_day,),
    "midweek": (edges.midweek,),
    "feast": (named_days.feast,),
    "unit": (_beside_day, _bare_unit, day_times.clock, edges.unit_edge),
}
"""What is tried, in this order, at a token of each kind."""
FIRST_WORDS = frozenset(
    word.partition("'")[0]
    for word in (*BEGINNINGS, *(word for word, (kind, _) in WORDS.items() if kind in READERS))
)
"""The words that may begin a phrase, up to an apostrophe: a text with neither these nor a number holds none."""
