"""A form that was open while somebody else changed the thing: only what was touched in it changes."""

import zlib
from collections.abc import Mapping

from bot.refusals import ChangedSince
from bot.text import shorten
from handlers.gestures import Gesture
from handlers.house import House
from storage import inbox


def _mark(value: str) -> str:
    return f"{zlib.crc32(value.encode('utf-8', 'replace')):08x}"


def shown(fields: Mapping[str, str]) -> dict[str, str]:
    """What a form shows when it opens, small enough for its memory: a mark of each field's value."""
    return {name: _mark(value) for name, value in fields.items()}


def merged(form: Mapping[str, str], seen: Mapping[str, str], current: Mapping[str, str]) -> dict[str, str]:
    """The form's fields with those that nobody touched in it as they are by now.

    `seen` are the marks from when it opened. Raises ChangedSince, with the field, where both this person and somebody
    else changed the same one.
    """
    fields = dict(form)
    for name, now_in_it in current.items():
        if name not in form or name not in seen:
            continue
        if _mark(form[name]) == seen[name]:
            fields[name] = now_in_it
        elif _mark(now_in_it) != seen[name] and form[name] != now_in_it:
            raise ChangedSince(
                f"Somebody changed this meanwhile to “{shorten(now_in_it, 100) or 'nothing'}”. Type the same to keep it, "
                "or close this and press Edit again.",
                field=name,
            )
    return fields


async def corrected(house: House, gesture: Gesture, current: Mapping[str, str]) -> dict[str, str]:
    """`merged`, for a form that is read before its effect: sent off again because nobody saw the answer it had, it says what
    it said, and its effect is found (`handlers.effects.once`). Raises ChangedSince."""
    try:
        return merged(gesture.form, gesture.memory.get("shown") or {}, current)
    except ChangedSince:
        if await house.db.read(inbox.had_effect, gesture.team_id, gesture.key):
            return dict(gesture.form)  # what changed meanwhile is what this very form did
        raise
