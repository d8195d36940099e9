"""Questions about customers, their names and their channels."""

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Select, bindparam, delete, exists, insert, or_, select

from storage.prepared import Prepared
from storage.rows import OF_CUSTOMERS, every, first, made
from storage.tables import Channel, Customer, CustomerName, CustomerPerson, Question, table

ROWS, NAMES, CHANNELS = table(Customer), table(CustomerName), table(Channel)
# What keeps a customer from being taken back while it stands: what was logged for them.
LOGGED = tuple(model for model in OF_CUSTOMERS if model not in {CustomerPerson, Channel, Question})
# What is kept from being done to a customer that was found, until the end of the transaction: with "stays", that they are
# taken away (`wait_to_take_away`), for whoever writes something that is theirs; with "changes" also that others change
# them. SQLite lets nobody else write meanwhile.
Hold = Literal["", "stays", "changes"]


@cache
def _held(statement: Select[Any], hold: Hold) -> Select[Any]:
    # The foreign key of what is written for them takes the lock of "stays" too, but asks nobody whether they were taken back.
    return statement.with_for_update(read=hold == "stays", key_share=True, of=ROWS) if hold else statement


def _by_hold(statement: Select[Any]) -> Mapping[Hold, Prepared]:
    return {hold: Prepared(partial(_held, statement, hold)) for hold in get_args(Hold)}


# Built once, as all statements of hot paths: building one costs four times what executing it does.
BY_ID = select(ROWS).where(
    ROWS.c.team_id == bindparam("team_id"), ROWS.c.id == bindparam("id"), ROWS.c.removed_at.is_(None)
)
_BY_NAME = (
    select(NAMES.c.folded, ROWS)
    .join(ROWS, ROWS.c.id == NAMES.c.customer_id)
    .where(NAMES.c.team_id == bindparam("team_id"), ROWS.c.removed_at.is_(None))
    .order_by(ROWS.c.id)
)
NAMED = _BY_NAME.where(NAMES.c.folded.in_(bindparam("folded", expanding=True)))
# The name before a colon, at every promise typed.
NAMED_SO = _by_hold(_BY_NAME.where(NAMES.c.folded == bindparam("folded")))
COLUMNS = [str(column.name) for column in ROWS.c]
_NUMBERED = select(ROWS).where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.number == bindparam("number"))
_ANY = (
    select(ROWS.c.id)
    .where(ROWS.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(ROWS.c.id)
    .with_for_update()
)
_EVEN_GONE = select(ROWS).where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.id == bindparam("id"))
BY_NUMBER, EVEN_GONE = _by_hold(_NUMBERED), _by_hold(_EVEN_GONE)
# All who became part of a customer, and of those in turn. Whose they are is looked at afterwards: asked for that too,
# SQLite may go through all customers of the workspace.
_FIRST_PARTS = (
    select(ROWS.c.id, ROWS.c.team_id)
    .where(ROWS.c.merged_into == bindparam("whole"))
    .cte("parts", recursive=True)
)
_PARTS = _FIRST_PARTS.union(
    select(ROWS.c.id, ROWS.c.team_id).join(_FIRST_PARTS, ROWS.c.merged_into == _FIRST_PARTS.c.id)
)
PARTS = Prepared(
    select(_PARTS.c.id, _PARTS.c.team_id).where(_PARTS.c.id != bindparam("whole")).limit(bindparam("most"))
)
CHANNELS_OF = Prepared(
    select(CHANNELS.c.channel_id, CHANNELS.c.team_id)
    .where(CHANNELS.c.customer_id == bindparam("customer_id"))
    .order_by(CHANNELS.c.id)
)
# So many merges one after another are followed, and so many customers in one.
LONGEST_CHAIN = 50
MOST_PARTS = 200
OF_CHANNEL = (
    select(ROWS)
    .join(CHANNELS, CHANNELS.c.customer_id == ROWS.c.id)
    .where(
        CHANNELS.c.team_id == bindparam("team_id"),
        CHANNELS.c.channel_id == bindparam("channel_id"),
        ROWS.c.removed_at.is_(None),
    )
)


def by_id(conn: Connection, team_id: str, customer_id: int, *, hold: Hold = "") -> Customer | None:
    """One customer of this workspace unless they were taken back."""
    return first(Customer, conn.execute(_held(BY_ID, hold), {"team_id": team_id, "id": customer_id}))


def by_number(conn: Connection, team_id: str, number: int, *, hold: Hold = "") -> Customer | None:
    """C-`number` of this workspace unless they were taken back, or the customer that they are part of by now."""
    found = BY_NUMBER[hold].ask(conn, {"team_id": team_id, "number": number})
    for _ in range(LONGEST_CHAIN):
        if not found:
            return None
        customer = made(Customer, zip(COLUMNS, found[0], strict=True))
        if customer.removed_at is None:
            return customer
        if customer.merged_into is None:
            return None
        found = EVEN_GONE[hold].ask(conn, {"team_id": team_id, "id": customer.merged_into})
    return None


def parts_of(conn: Connection, team_id: str, customer_id: int) -> list[int]:
    """The ids under which a customer's history stands: their own, then those of all who became part of them."""
    found = PARTS.ask(conn, {"whole": customer_id, "most": MOST_PARTS})
    return [customer_id, *(id_ for id_, whose in found if whose == team_id)]


def named(
    conn: Connection, team_id: str, folded: Iterable[str], *, hold: Hold = ""
) -> dict[str, list[Customer]]:
    """The customers that go by each of some folded names; several may share one."""
    names = list(folded)
    found = (
        NAMED_SO[hold].ask(conn, {"team_id": team_id, "folded": names[0]})
        if len(names) == 1
        else conn.execute(_held(NAMED, hold), {"team_id": team_id, "folded": names}).all()
    )
    by_name: dict[str, list[Customer]] = {}
    for name, *values in found:
        by_name.setdefault(name, []).append(made(Customer, dict(zip(COLUMNS, values, strict=True))))
    return by_name


def all_names(conn: Connection, team_id: str) -> list[tuple[int, str]]:
    """Every name of the workspace as (customer id, folded), for finding those that look like what was typed.

    Pairs, not instances: of 100,000 names those would take three seconds to make.
    """
    found = conn.execute(
        select(NAMES.c.customer_id, NAMES.c.folded)
        .join(ROWS, ROWS.c.id == NAMES.c.customer_id)
        .where(NAMES.c.team_id == team_id, ROWS.c.removed_at.is_(None))
    )
    return [(customer_id, folded) for customer_id, folded in found]


def written_names(conn: Connection, team_id: str) -> list[tuple[int, str, str]]:
    """Every name of the workspace as (customer id, folded, as it is written), for finding them in what people say."""
    found = conn.execute(
        select(NAMES.c.customer_id, NAMES.c.folded, NAMES.c.name)
        .join(ROWS, ROWS.c.id == NAMES.c.customer_id)
        .where(NAMES.c.team_id == team_id, ROWS.c.removed_at.is_(None))
        .order_by(NAMES.c.id)
    )
    return [(customer_id, folded, name) for customer_id, folded, name in found]


def beginning_with(conn: Connection, team_id: str, folded: str, *, most: int) -> list[Customer]:
    """Customers one of whose names begins with the folded text, by name; all where it is empty."""
    ids = select(NAMES.c.customer_id).where(
        NAMES.c.team_id == team_id, NAMES.c.folded >= folded, NAMES.c.folded < folded + "\U0010ffff"
    )
    return every(
        Customer,
        conn.execute(
            select(ROWS)
            # Not by the workspace once more: SQLite would go through all that it has.
            .where(ROWS.c.id.in_(ids), ROWS.c.removed_at.is_(None))
            .order_by(ROWS.c.name)
            .limit(most)
        ),
    )


def rename(conn: Connection, customer: Customer, names: Iterable[tuple[str, str]]) -> None:
    """Makes these (name, folded) pairs all that the customer is found by."""
    conn.execute(delete(NAMES).where(NAMES.c.customer_id == customer.id))
    values = [
        {"team_id": customer.team_id, "customer_id": customer.id, "name": name, "folded": folded}
        for name, folded in names
    ]
    conn.execute(insert(NAMES), values)


def channel(conn: Connection, team_id: str, channel_id: str, *, lock: bool = False) -> Channel | None:
    """What is known of a Slack channel."""
    found = select(CHANNELS).where(CHANNELS.c.team_id == team_id, CHANNELS.c.channel_id == channel_id)
    return first(Channel, conn.execute(found.with_for_update(key_share=True) if lock else found))


def add_channel(conn: Connection, row: Channel) -> None:
    """A channel that is linked to nobody yet; the row gets its id."""
    values = row.model_dump(exclude={"id"})
    row.id = conn.execute(insert(CHANNELS), values).inserted_primary_key[0]  # type: ignore[index]


def channels_of(conn: Connection, team_id: str, customer_id: int) -> list[str]:
    """The ids of the Slack channels that are linked to a customer."""
    found = CHANNELS_OF.ask(conn, {"customer_id": customer_id})
    return [channel_id for channel_id, whose in found if whose == team_id]


def of_channel(conn: Connection, team_id: str, channel_id: str, *, hold: Hold = "") -> Customer | None:
    """The customer that a Slack channel is linked to."""
    asked = {"team_id": team_id, "channel_id": channel_id}
    return first(Customer, conn.execute(_held(OF_CHANNEL, hold), asked))


def wait_to_take_away(conn: Connection, customer_ids: Iterable[int]) -> None:
    """For whoever takes customers away, just before looking at what is theirs: what is being written for them is waited
    for, and then seen; what comes later waits for this transaction, and finds them gone.

    After everything else that is locked, and not with it: whoever changes something of theirs has locked that first.
    """
    conn.execute(_ANY, {"ids": list(customer_ids)})


def has_anything(conn: Connection, team_id: str, customer_id: int) -> bool:
    """Whether anything stands for a customer that was not taken back: a promise, a case, a contact …"""
    stands = [
        exists().where(
            rows.c.team_id == team_id, rows.c.customer_id == customer_id, rows.c.removed_at.is_(None)
        )
        for rows in (table(model) for model in LOGGED)
    ]
    return bool(conn.execute(select(or_(*stands))).scalar())
