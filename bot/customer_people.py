"""Somebody at a customer: their name, what they do there, and how to reach them [practice 40]."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.changes import Change, differing
from bot.customers import fold
from bot.refusals import AlreadySo
from bot.text import NAME_MAX, clean, one_line
from storage.tables import CustomerPerson

ROLE_MAX = 80
REACH_MAX = 200


def make(
    name: str,
    *,
    role: str = "",
    reach: str = "",
    known: Iterable[CustomerPerson],
    team_id: str,
    customer_id: int,
    now: datetime,
) -> CustomerPerson:
    """A new one among those who are `known` there. Raises Unreadable, or AlreadySo for a name that is there already."""
    fields = _fields(name, role, reach)
    _check_new(fields, known)
    return CustomerPerson(team_id=team_id, customer_id=customer_id, created_at=now, **fields)


def edit(
    person: CustomerPerson, name: str, *, role: str, reach: str, known: Iterable[CustomerPerson]
) -> Change:
    """What was wrong about them, put right. Raises as make does, and AlreadySo if nothing differs."""
    fields = _fields(name, role, reach)
    _check_new(fields, (each for each in known if each.id != person.id))
    changed = differing(person, fields)
    if not changed:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", changed)


def remove(now: datetime) -> Change:
    """They are there no longer; what was said with them stays."""
    return Change("removed", {"removed_at": now})


def _fields(name: str, role: str, reach: str) -> dict[str, Any]:
    return {
        "name": clean(one_line(name), what="The name", most=NAME_MAX, field="name"),
        "role": clean(one_line(role), what="The role", most=ROLE_MAX, field="role") if role.strip() else "",
        "reach": clean(reach, what="How to reach them", most=REACH_MAX, field="reach")
        if reach.strip()
        else "",
    }


def _check_new(fields: Mapping[str, str], known: Iterable[CustomerPerson]) -> None:
    """Two of one name can only be told apart by what they do."""
    for each in known:
        if fold(each.name) == fold(fields["name"]) and fold(each.role or " ") == fold(fields["role"] or " "):
            raise AlreadySo(
                f"{each.name} is known there already. Correct them instead, or say what this one does.",
                field="name",
            )
