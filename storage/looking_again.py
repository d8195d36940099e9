"""What a changed setting moves is looked at again at once: whose hours changed, whose brief, whose rhythm or ladder."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, update

from storage.tables import (
    Contact,
    Customer,
    Desk,
    Digest,
    Mistake,
    Promise,
    Remembered,
    Setting,
    SystemFix,
    Waiting,
    table,
)

Models = tuple[type[Remembered], ...]
WITH_A_LADDER: Models = (Promise, Mistake, Waiting, Contact, Customer, SystemFix)
EVERYTHING: Models = (*WITH_A_LADDER, Desk)
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
        "brief_at": (Desk,),
        "quiet": EVERYTHING,
        "most_nudges": (Desk,),
        "tiers": (Customer,),
        "ladder": WITH_A_LADDER,
        "check_days": (Promise, Mistake),
        "start_plan": (Customer,),
        "leader_calls": (Desk,),
        "leads": (Desk,),
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
    for model in dict.fromkeys(each for name in names for each in MOVED_BY.get(name, ())):
        rows = table(model)
        due = update(rows).where(rows.c.team_id == team_id, rows.c.next_look_at > now)
        if scope == "person":
            due = due.where(rows.c[WHOSE[model]] == scope_id)
        conn.execute(due.values(next_look_at=now))


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
