"""What a changed setting, owner or backup moves is looked at again at once: whose hours changed, whose brief, whose rhythm,
and who hears of it in the end."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select, update

from storage.tables import (
    Contact,
    Customer,
    Desk,
    Digest,
    Mistake,
    Nudge,
    Promise,
    Remembered,
    Setting,
    SystemFix,
    Waiting,
    table,
)

# So many customers in one statement.
AT_ONCE = 500
Models = tuple[type[Remembered], ...]
WITH_A_LADDER: Models = (Promise, Mistake, Waiting, Contact, Customer, SystemFix)
EVERYTHING: Models = (*WITH_A_LADDER, Desk)
# What asks whoever looks after a customer or stands in, and how soon it reaches others.
OF_CUSTOMERS: Models = (Promise, Mistake, Waiting, Contact)
HEARS_OF_IT = frozenset({"owner_id", "backup_id", "tier"})
# Whose each row is: a person's own setting moves theirs alone.
WHOSE: Mapping[type[Remembered], str] = MappingProxyType(
    {
        Promise: "owner_id",
        Mistake: "owner_id",
        Waiting: "owner_id",
        Contact: "by_id",
        Customer: "owner_id",
        SystemFix: "owner_id",
        Desk: "person_id",
    }
)
MOVED_BY: Mapping[str, Models] = MappingProxyType(
    {
        "hours": EVERYTHING,
        "days": EVERYTHING,
        "country": EVERYTHING,
        "brief_at": EVERYTHING,
        "quiet": EVERYTHING,
        "most_nudges": (Desk,),
        "tiers": (Customer,),
        "ladder": WITH_A_LADDER,
        "check_days": (Promise, Mistake),
        "tell_within": (Promise,),
        "start_plan": (Customer,),
        "leader_calls": (Desk,),
        "leads": EVERYTHING,
        "team_channel": (Mistake,),
    }
)


def because_set(
    conn: Connection, team_id: str, scope: str, scope_id: str, names: Iterable[str], *, now: datetime
) -> None:
    """These settings of the workspace or a person changed: what waits for an instant that they may have moved is looked
    at `now`."""
    if scope == "channel":
        return
    names = list(names)
    for model in dict.fromkeys(each for name in names for each in MOVED_BY.get(name, ())):
        rows = table(model)
        waits: ColumnElement[bool] = rows.c.next_look_at > now
        if "leads" in names:
            waits = or_(waits, and_(rows.c.next_look_at.is_(None), rows.c.id.in_(_asks_a_lead(rows))))
        due = update(rows).where(rows.c.team_id == team_id, waits)
        if scope == "person":
            due = due.where(rows.c[WHOSE[model]] == scope_id)
        conn.execute(due.values(next_look_at=now))


def _asks_a_lead(rows: Table) -> Any:  # noqa: ANN401 - a selection of ids
    nudges = table(Nudge)
    return select(nudges.c.row_id).where(
        nudges.c.team_id == rows.c.team_id,
        nudges.c.kind == rows.name,
        nudges.c.role == "lead",
        nudges.c.ended_at.is_(None),
    )


def because_theirs(
    conn: Connection, customer_ids: Iterable[int], changed: Iterable[str], *, now: datetime
) -> None:
    """These columns of customers changed: what is open with them is looked at `now`, where others may hear of it than
    before. What somebody is just changing is left to them."""
    ids = sorted(customer_ids)
    if not ids or HEARS_OF_IT.isdisjoint(changed):
        return
    for model in OF_CUSTOMERS:
        rows = table(model)
        for start in range(0, len(ids), AT_ONCE):
            theirs = rows.c.customer_id.in_(ids[start : start + AT_ONCE])
            free = select(rows.c.id).where(theirs, rows.c.next_look_at > now)
            free = free.with_for_update(skip_locked=True, key_share=True)
            conn.execute(update(rows).where(rows.c.id.in_(free)).values(next_look_at=now))


def because_of(conn: Connection, setting: Setting, *, now: datetime) -> None:
    """The same for one setting that was taken back."""
    because_set(conn, setting.team_id, setting.scope, setting.scope_id, [setting.name], now=now)


def everything(conn: Connection, team_id: str, *, now: datetime) -> None:
    """Whatever waits for an instant in this workspace is looked at `now`."""
    every: Models = (*EVERYTHING, Digest)
    for model in every:
        rows = table(model)
        due = update(rows).where(rows.c.team_id == team_id, rows.c.next_look_at > now)
        conn.execute(due.values(next_look_at=now))
