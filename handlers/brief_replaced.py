"""Lines of earlier messages that ask no more by themselves, since another nudge about the same thing took their place.

As long as that one is in no message yet the line stands as it stood: whoever reads yesterday's brief in the evening or
before today's came finds it as it was. Then it says on which day it was asked again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from bot.nudge_endings import is_replaced
from storage import nudges
from storage.tables import Nudge


class Instead(NamedTuple):
    """What came in a nudge's place: the next one that is in a message (`asked`), or else the last of them, which may have
    ended before it was in any."""

    asked: Nudge | None
    last: Nudge


def instead_of(conn: Connection, some: Iterable[Nudge]) -> Mapping[int, Instead]:
    """What came in the place of those of these nudges, all of one workspace, that were replaced; by their numbers."""
    gone = [each for each in some if each.ended_at is not None and is_replaced(each.ended_why)]
    found = {}
    for nudge, others in _beside(conn, gone):
        later = [each for each in others if _comes_after(each, nudge)]
        if later:
            asked = next((each for each in later if each.post_id not in {None, nudge.post_id}), None)
            found[nudge.number] = Instead(asked, later[-1])
    return found


def let_stand(conn: Connection, some: Sequence[Nudge]) -> list[Nudge]:
    """The nudges of a message that was said, as they are read in it: open where they were only replaced, and by one that
    waits to be said."""
    instead = instead_of(conn, some)
    for each in some:
        other = instead.get(each.number)
        if other is not None and other.asked is None and other.last.ended_at is None:
            vars(each).update(ended_at=None, ended_why="")
    return list(some)


def posts_before(conn: Connection, new: Iterable[Nudge]) -> set[int]:
    """The messages whose lines the saying of these nudges ends: the last one about each thing."""
    found = {standing_in(nudge, others) for nudge, others in _beside(conn, list(new))}
    return {each for each in found if each is not None}


def standing_in(nudge: Nudge, others: Iterable[Nudge]) -> int | None:
    """The id of the message in which a line stands for this nudge as long as it is in none itself: the last one that said
    what it took the place of, of those `others` (in the order in which they were made)."""
    said = [
        each.post_id
        for each in others
        if each.said_at is not None
        and each.post_id is not None
        and each.ended_at is not None
        and is_replaced(each.ended_why)
        and _same(each, nudge)
        and _comes_after(nudge, each)
    ]
    return said[-1] if said else None


def _beside(conn: Connection, some: Sequence[Nudge]) -> Iterable[tuple[Nudge, Sequence[Nudge]]]:
    """Each with the others about the same thing and customer for the same person, in the order in which they were made."""
    wanted: dict[tuple[str, str], set[int]] = {}
    for each in some:
        wanted.setdefault((each.team_id, each.kind), set()).add(each.row_id)
    known = {
        (kind, row_id): found
        for (team_id, kind), ids in wanted.items()
        for row_id, found in nudges.of_rows(conn, team_id, kind, ids).items()
    }
    for nudge in some:
        yield nudge, [each for each in known.get((nudge.kind, nudge.row_id), []) if _same(each, nudge)]


def _same(nudge: Nudge, other: Nudge) -> bool:
    """Whether it is another one about the same, for the same customer and person."""
    mine, others = ((each.recipient_id, each.customer_id) for each in (nudge, other))
    return nudge.id != other.id and mine == others


def _comes_after(nudge: Nudge, before: Nudge) -> bool:
    """Whether one may have taken the other's place: it was made later, or asks still or again after that one ended."""
    if nudge.number > before.number or nudge.ended_at is None:
        return True
    return before.ended_at is not None and nudge.ended_at > before.ended_at
