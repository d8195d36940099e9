"""What the database knows of rows that are looked at, beside themselves: asked in few statements for many of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot.reasons import REASONS
from handlers import looking_snoozes
from storage import digests, looking, nudges
from storage.by_ids import ByIds
from storage.tables import Customer, Nudge, Snooze

CUSTOMERS = ByIds(Customer)
# A talk may be logged some days after it was.
LOGGED_LATE = timedelta(days=7)


class Known(NamedTuple):
    """The customers of some rows by their ids; and by the rows' ids all nudges that were ever made of them, the snoozes,
    when the customers of snoozed rows were last heard of, and who did something about it since they heard of it. And the
    channel that the team reads, if it reads any."""

    customers: Mapping[int, Customer]
    nudges: Mapping[int, Sequence[Nudge]]
    snoozed: Mapping[int, Sequence[Snooze]]
    heard: Mapping[int, datetime]
    answers: Mapping[int, Mapping[str, datetime]]
    team_channel: str


def known_of(conn: Connection, team_id: str, kind: str, found: Sequence[Any]) -> Known:
    """What is known of these rows of one kind."""
    ids = [row.id for row in found]
    customers = CUSTOMERS.rows(conn, team_id, _customer_ids(kind, found))
    theirs = nudges.of_rows(conn, team_id, kind, ids)
    snoozed = looking_snoozes.snoozed(conn, team_id, kind, ids)
    heard = looking_snoozes.heard(conn, team_id, customers.keys(), snoozed)
    # Where no channel is set for the team, it is the first one that has a digest.
    read_by_team = digests.standing(conn, team_id)[:1] if kind == "mistake" else ()
    team_channel = next((each.channel_id for each in read_by_team), "")
    return Known(customers, theirs, snoozed, heard, _answers(conn, team_id, kind, theirs), team_channel)


def customer_id(kind: str, row: Any) -> int | None:  # noqa: ANN401 - of that kind
    """Whose a row is; a customer's row is their own."""
    found: int | None = getattr(row, "id" if kind == "customer" else "customer_id", None)
    return found


def _customer_ids(kind: str, found: Sequence[Any]) -> Iterable[int]:
    name = "id" if kind == "customer" else "customer_id"
    return filter(None, {getattr(row, name, None) for row in found})


def _answers(
    conn: Connection, team_id: str, kind: str, theirs: Mapping[int, Sequence[Nudge]]
) -> dict[int, dict[str, datetime]]:
    """Who did something since they heard of it, of rows for which silence would go up the ladder."""
    climbing = {
        id_: min(said)
        for id_, some in theirs.items()
        if (said := [each.said_at for each in some if each.said_at and REASONS[each.reason].ladder])
    }
    if not climbing:
        return {}
    since = min(climbing.values()) - LOGGED_LATE
    return looking.answers(conn, team_id, kind, climbing, since=since)
