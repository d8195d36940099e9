"""Reads due dates from JSON lines, so that anybody can measure the grammar on sentences of their own."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.dates import Found, Order, due, phrase

OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")


def answer(lines: Iterable[str], order: Order) -> Iterator[str]:
    """One JSON line out for each line in, in order; blank lines are passed over.

    In: `{"id", "text", "reference", "timezone"}`. `reference` is the local "now" in ISO form (without it: the
    present), `timezone` a zone name, "UTC" or an offset such as "-02:00" (without it: UTC). Out: `{"id", "due",
    "grain", "span"}` with `due` a local "YYYY-MM-DD" (grain "day") or "YYYY-MM-DDTHH:MM" (grain "minute"), all
    three null where there is no date. A line that cannot be read gives `{"id", "error"}` and the run goes on.
    """
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, order), ensure_ascii=False)


def _answer(line: str, order: Order) -> dict[str, object]:
    try:
        case = json.loads(line)
    except ValueError:
        return {"id": None, "error": "This line is not JSON."}
    if not isinstance(case, dict):
        return {"id": None, "error": 'This line is not an object like {"id": 1, "text": "by Friday"}.'}
    try:
        return _read(case, order)
    except _Unreadable as problem:
        return {"id": case.get("id"), "error": str(problem)}


class _Unreadable(ValueError):
    """A field that cannot be used; its text is the sentence for the answer."""


def _read(case: dict[str, object], order: Order) -> dict[str, object]:
    text = case.get("text")
    if not isinstance(text, str):
        raise _Unreadable("There is no text in this line.")
    now = _now(case.get("reference"), _zone(case.get("timezone")))
    found = _date(text, now, order)
    if found is None:
        return {"id": case.get("id"), "due": None, "grain": None, "span": None}
    moment = found.day.isoformat()
    if found.time is not None:
        moment += "T" + found.time.strftime("%H:%M")
    grain = "day" if found.time is None else "minute"
    return {"id": case.get("id"), "due": moment, "grain": grain, "span": text[found.start : found.end]}


def _date(text: str, now: datetime, order: Order) -> Found | None:
    """The due date; where the text is nothing but a date, that date even if it is past."""
    found = due(text, now=now, order=order) or phrase(text, now=now, order=order)
    return found if isinstance(found, Found) else None


def _zone(name: object) -> tzinfo:
    if name is None or name in ("", "UTC", "Z"):
        return UTC
    if isinstance(name, str):
        offset = OFFSET.fullmatch(name)
        if offset:
            minutes = int(offset[2]) * 60 + int(offset[3])
            if minutes < 24 * 60:
                return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            pass
    raise _Unreadable(
        f'The timezone {json.dumps(name)} is not known: use a name such as "Europe/Tallinn", or "-02:00".'
    )


def _now(reference: object, zone: tzinfo) -> datetime:
    if reference is None or reference == "":
        return datetime.now(zone)
    try:
        moment = datetime.fromisoformat(str(reference))
    except ValueError:
        raise _Unreadable(
            f"The reference {json.dumps(reference)} is not a date and time such as 2024-05-15T10:00:00."
        ) from None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
