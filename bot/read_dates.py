"""Reads due dates from JSON lines, so that anybody can measure the grammar on sentences of their own."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

from bot.dates import LANGUAGES, Found, Order, due, phrase
from bot.json_lines import Case, answers, now_of, text_of, written


def answer(lines: Iterable[str], order: Order) -> Iterator[str]:
    """One JSON line out for each line in, in order; blank lines are passed over.

    In: `{"id", "text", "reference", "timezone"}`. `reference` is the local "now" in ISO form (without it: the
    present), `timezone` a zone name, "UTC" or an offset such as "-02:00" (without it: UTC). Out: `{"id", "due",
    "grain", "span"}` with `due` a local "YYYY-MM-DD" (grain "day") or "YYYY-MM-DDTHH:MM" (grain "minute"), all
    three null where there is no date. A line that cannot be read gives `{"id", "error"}` and the run goes on.
    """
    for found in answers(lines, partial(_read, order=order)):
        yield json.dumps(found, ensure_ascii=False)


def _read(case: Case, *, order: Order) -> Mapping[str, object]:
    text = text_of(case)
    found = _date(text, now_of(case), order)
    if found is None:
        return {"due": None, "grain": None, "span": None}
    grain = "day" if found.time is None else "minute"
    return {"due": written(found), "grain": grain, "span": text[found.start : found.end]}


def _date(text: str, now: datetime, order: Order) -> Found | None:
    """The due date; where the text is nothing but a date, that date even if it is past."""
    found = due(text, now=now, order=order, languages=LANGUAGES) or phrase(
        text, now=now, order=order, languages=LANGUAGES
    )
    return found if isinstance(found, Found) else None
