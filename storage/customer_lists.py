"""Questions for lists of customers: by tag, tier, stage, owner, or all; and all that one person has."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    values,
)
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.rows import OWED, every
from storage.tables import Contact, Customer, Owed, Row, table

ROWS, CONTACTS = table(Customer), table(Contact)
# Whoever leaves us or has left is listed only where that is asked for.
AT_REST = ("parting", "lost")
IN_TOUCH = ("prospect", "active")
# Written out, so that the partial index of what is planned is used.
PLANNED = literal_column("contact.next") == literal_column("'planned'")
RHYTHM = func.coalesce(ROWS.c.rhythm_days, 0)
LIMITS = (
    column("stage", String),
    column("tier", String),
    column("rhythm_days", Integer),
    column("since", UTCDateTime),
)


class Which(NamedTuple):
    """Which customers: all conditions that are given hold. `owner_ids` are those who may own them, None among them
    standing for nobody; without it anybody may. `no_next`: prospects and active ones with whom nothing is planned."""

    owner_ids: tuple[str | None, ...] | None = None
    tag: str = ""
    tier: str = ""
    stage: str = ""
    no_next: bool = False


def page(
    conn: Connection, team_id: str, which: Which, *, most: int, skip: int = 0
) -> tuple[list[Customer], int]:
    """A page of customers by name, and how many there are in all."""
    wanted = _where(team_id, which)
    found = select(ROWS).where(*wanted).order_by(func.lower(ROWS.c.name), ROWS.c.id)
    count = conn.execute(select(func.count()).select_from(ROWS).where(*wanted)).scalar_one()
    return every(Customer, conn.execute(found.limit(most).offset(skip))), int(count)


def overdue(
    conn: Connection,
    team_id: str,
    which: Which,
    before: Callable[[Customer], datetime],
    *,
    most: int,
    skip: int = 0,
) -> tuple[list[Customer], int]:
    """A page of customers, neither leaving nor lost, who were met last before an instant, the longest unmet first, and
    how many there are in all; who was never met counts from their entry. `before` is asked once for each stage, tier and
    rhythm that there is, with a row that has these columns."""
    there = [*_where(team_id, which), ROWS.c.stage.not_in(AT_REST)]
    kinds = conn.execute(
        select(ROWS.c.stage, ROWS.c.tier, RHYTHM.label("rhythm_days")).where(*there).distinct()
    )
    limits = [(*kind, before(cast("Customer", kind))) for kind in kinds]
    if not limits:
        return [], 0
    limit = values(*LIMITS, name="limits").data(limits).cte("limits")
    since = func.coalesce(ROWS.c.met_at, ROWS.c.created_at)
    late = select(ROWS).join(
        limit, and_(ROWS.c.stage == limit.c.stage, ROWS.c.tier == limit.c.tier, limit.c.rhythm_days == RHYTHM)
    )
    late = late.where(*there, since < limit.c.since)
    found = every(Customer, conn.execute(late.order_by(since, ROWS.c.id).limit(most).offset(skip)))
    if len(found) < most and (found or not skip):
        return found, skip + len(found)
    return found, int(conn.execute(late.with_only_columns(func.count())).scalar_one())


def owners(conn: Connection, team_id: str) -> list[str]:
    """The ids of everybody who owns a customer."""
    found = select(ROWS.c.owner_id).where(
        ROWS.c.team_id == team_id, ROWS.c.removed_at.is_(None), ROWS.c.owner_id.is_not(None)
    )
    return [str(row.owner_id) for row in conn.execute(found.distinct())]


def tags(conn: Connection, team_id: str) -> list[str]:
    """Every tag in use."""
    found = select(ROWS.c.tags).where(
        ROWS.c.team_id == team_id, ROWS.c.removed_at.is_(None), ROWS.c.tags != ""
    )
    return sorted({tag for row in conn.execute(found.distinct()) for tag in row.tags.splitlines()})


def owned_by(conn: Connection, team_id: str, user_id: str, *, lock: bool = False) -> list[Customer]:
    """Everybody whom this person owns or stands in for; `lock` keeps them as they are."""
    found = select(ROWS).where(
        ROWS.c.team_id == team_id,
        or_(ROWS.c.owner_id == user_id, ROWS.c.backup_id == user_id),
        ROWS.c.removed_at.is_(None),
    )
    if lock:
        # By their ids, as everybody locks customers; then in order of their names as otherwise.
        held = every(Customer, conn.execute(found.order_by(ROWS.c.id).with_for_update(key_share=True)))
        return sorted(held, key=lambda each: (each.name.lower(), each.id or 0))
    return every(Customer, conn.execute(found.order_by(func.lower(ROWS.c.name), ROWS.c.id)))


def open_things(
    conn: Connection,
    team_id: str,
    *,
    owner_id: str = "",
    customer_ids: Collection[int] | None = None,
    lock: bool = False,
) -> list[Owed]:
    """Every open promise, case and waiting of one person, or of some customers, or both; `lock` keeps them as they are."""
    found: list[Owed] = []
    for model in OWED:
        rows = table(model)
        wanted = [
            rows.c.team_id == team_id,
            # Written out, so that the partial index of open ones is used.
            literal_column(f"{rows.name}.status") == literal_column("'open'"),
            rows.c.removed_at.is_(None),
        ]
        if owner_id:
            wanted.append(rows.c.owner_id == owner_id)
        if customer_ids is not None:
            wanted.append(rows.c.customer_id.in_(list(customer_ids)))
        asked = (
            select(rows).where(*wanted).order_by(rows.c.id)
        )  # as they were made, and as everybody locks them
        found += every(model, conn.execute(asked.with_for_update(key_share=True) if lock else asked))
    return found


def everything_of(conn: Connection, model: type[Row], customer_id: int) -> list[Row]:
    """Every row of one kind that is about a customer, also what was taken back, locked for a change."""
    rows = table(model)
    found = select(rows).where(rows.c.customer_id == customer_id).order_by(rows.c.id)
    return list(every(model, conn.execute(found.with_for_update(key_share=True))))


def _where(team_id: str, which: Which) -> list[ColumnElement[bool]]:
    wanted = [ROWS.c.team_id == team_id, ROWS.c.removed_at.is_(None)]
    if which.owner_ids is not None:
        ids = [each for each in which.owner_ids if each]
        nobody = ROWS.c.owner_id.is_(None)
        wanted.append(
            or_(nobody, ROWS.c.owner_id.in_(ids)) if None in which.owner_ids else ROWS.c.owner_id.in_(ids)
        )
    if which.tag:
        lines = literal("\n") + func.lower(ROWS.c.tags) + literal("\n")
        wanted.append(lines.contains(f"\n{which.tag.casefold()}\n", autoescape=True))
    if which.tier:
        wanted.append(func.lower(ROWS.c.tier) == which.tier.casefold())
    if which.no_next:
        planned = select(CONTACTS.c.customer_id).where(
            CONTACTS.c.team_id == team_id, PLANNED, CONTACTS.c.removed_at.is_(None)
        )
        wanted += [ROWS.c.stage.in_(IN_TOUCH), ROWS.c.id.not_in(planned)]
    if which.stage:
        wanted.append(ROWS.c.stage == which.stage)
    return wanted
