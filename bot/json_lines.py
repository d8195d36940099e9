"""JSON lines in, JSON lines out, for the orders that let anybody measure Kept's language on texts of their own."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.dates import Found

OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
Case = Mapping[str, object]
EXAMPLE = '{"id": 1, "text": "by Friday"}'


class Unreadable(ValueError):
    """A field that cannot be used; its text is the sentence for the answer."""


def answers(
    lines: Iterable[str], answer: Callable[[Case], Mapping[str, object]]
) -> Iterator[dict[str, object]]:
    """One answer for each line, in order, with the line's id; blank lines are passed over.

    `answer` gives the answer to a line's fields, or raises Unreadable. A line that cannot be read gives `{"id", "error"}`
    and the run goes on.
    """
    for line in lines:
        if line.strip():
            yield _answered(line, answer)


def _answered(line: str, answer: Callable[[Case], Mapping[str, object]]) -> dict[str, object]:
    try:
        case = json.loads(line)
    except ValueError:
        return {"id": None, "error": "This line is not JSON."}
    if not isinstance(case, dict):
        return {"id": None, "error": f"This line is not an object like {EXAMPLE}."}
    try:
        return {"id": case.get("id"), **answer(case)}
    except Unreadable as problem:
        return {"id": case.get("id"), "error": str(problem)}


def text_of(case: Case) -> str:
    """The text of a line. Raises Unreadable."""
    text = case.get("text")
    if not isinstance(text, str):
        raise Unreadable("There is no text in this line.")
    return text


def now_of(case: Case) -> datetime:
    """The moment a line is read at: its `reference` in its `timezone`, without one the present. Raises Unreadable."""
    reference, zone = case.get("reference"), _zone(case.get("timezone"))
    if reference is None or reference == "":
        return datetime.now(zone)
    try:
        moment = datetime.fromisoformat(str(reference))
    except ValueError:
        raise Unreadable(
            f"The reference {json.dumps(reference)} is not a date and time such as 2024-05-15T10:00:00."
        ) from None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def written(found: Found) -> str:
    """A due date as an answer has it: local "YYYY-MM-DD", or "YYYY-MM-DDTHH:MM" where a time was said."""
    day = found.day.isoformat()
    return day if found.time is None else f"{day}T{found.time:%H:%M}"


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
    raise Unreadable(
        f'The timezone {json.dumps(name)} is not known: use a name such as "Europe/Tallinn", or "-02:00".'
    )
