"""A kind word of a customer, kept in their words [practice 57]."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from bot.changes import Change, differing
from bot.refusals import AlreadySo
from bot.sources import NOWHERE, Source
from bot.text import clean, without_tail
from storage.tables import Praise

QUOTABLE = {"": "not asked yet", "asked": "asked, no answer yet", "yes": "they let us", "no": "better not"}
MENTION_AT_END = re.compile(r"<@([A-Z0-9]{2,30})(?:\|[^>]{0,80})?>[\s.,;:)\]]{0,9}$")
MENTION_FIRST = re.compile(r"[\s(\[]{0,9}<@([A-Z0-9]{2,30})(?:\|[^>]{0,80})?>[\s.,;:)\]]{0,9}")
QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("'", "'"), ("‘", "’"))


class Given(NamedTuple):
    """What a customer said, whom it is about, and who passed it on."""

    words: str
    said_by: str
    thanked_id: str | None = None
    quotable: str = ""
    source: Source = NOWHERE


def take_colleague(text: str) -> tuple[str, str | None]:
    """The text without the colleague mentioned before or behind it all, and who that is."""
    if found := MENTION_AT_END.search(text):
        return without_tail(text[: found.start()], " ,;:–—-(["), found[1]
    if found := MENTION_FIRST.match(text):
        return text[found.end() :], found[1]
    return text, None


def unquoted(words: str) -> str:
    """The words without the marks around them, where these embrace it all."""
    bare = words.strip()
    for opens, closes in QUOTES:
        inner = bare[1:-1]
        if (
            len(bare) > 2
            and bare[0] == opens
            and bare[-1] == closes
            and opens not in inner
            and closes not in inner
        ):
            return inner.strip()
    return bare


def make(given: Given, *, team_id: str, customer_id: int, now: datetime) -> Praise:
    """The kind word. Raises Unreadable."""
    return Praise(
        team_id=team_id,
        customer_id=customer_id,
        **_fields(given),
        said_by=given.said_by,
        created_at=now,
        **given.source.columns(),
    )


def edit(praise: Praise, given: Given, *, customer_id: int) -> Change:
    """What was entered wrongly, put right. Raises Unreadable, AlreadySo."""
    return _changed(praise, "edited", {**_fields(given), "customer_id": customer_id})


def allow(praise: Praise, quotable: str) -> Change:
    """Whether they let us quote it. Raises AlreadySo."""
    return _changed(praise, "may be quoted" if quotable == "yes" else "edited", {"quotable": quotable})


def _fields(given: Given) -> dict[str, Any]:
    return {
        "words": clean(unquoted(given.words), what="The kind word", field="words"),
        "thanked_id": given.thanked_id,
        "quotable": given.quotable if given.quotable in QUOTABLE else "",
    }


def _changed(praise: Praise, what: str, fields: dict[str, object]) -> Change:
    changed = differing(praise, fields)
    if not changed:
        raise AlreadySo("It says that already.")
    return Change(what, changed)
