"""Questions for an import: the file that is looked at, whom it may mean, and what one import wrote."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from storage.customers import LOGGED
from storage.history import HOLDS
from storage.rows import KINDS, every, first, in_order_of_locks
from storage.tables import (
    Channel,
    Customer,
    CustomerName,
    CustomerPerson,
    History,
    Row,
    Upload,
    table,
)

UPLOADS, CUSTOMERS, NAMES = table(Upload), table(Customer), table(CustomerName)
PEOPLE, CHANNELS, HISTORY = table(CustomerPerson), table(Channel), table(History)
UNDOING = HISTORY.alias("undoing")
# SQLite takes 32,766 values in one statement, PostgreSQL 65,535; a few hundred cost no more each than many.
AT_ONCE = 500


def add_upload(conn: Connection, row: Upload) -> int:
    """A file that somebody looks at; gives its id."""
    found = conn.execute(insert(UPLOADS).returning(UPLOADS.c.id), row.model_dump(exclude={"id"}))
    return int(found.scalar_one())


def upload(conn: Connection, team_id: str, upload_id: int, *, lock: bool = False) -> Upload | None:
    """A file of this workspace; `lock` keeps others from taking it in meanwhile."""
    found = select(UPLOADS).where(UPLOADS.c.team_id == team_id, UPLOADS.c.id == upload_id)
    return first(Upload, conn.execute(found.with_for_update(key_share=True) if lock else found))


def standing(
    conn: Connection, team_id: str, upload_id: int, *, lock: bool = False
) -> tuple[str, str, str] | None:
    """Whose file it is, how far it is taken in, and what was decided about it, without its content."""
    columns = select(UPLOADS.c.by, UPLOADS.c.status, UPLOADS.c.left_out)
    found = columns.where(UPLOADS.c.team_id == team_id, UPLOADS.c.id == upload_id)
    row = conn.execute(found.with_for_update(key_share=True) if lock else found).first()
    return None if row is None else (row.by, row.status, row.left_out)


def note_on_upload(conn: Connection, upload_id: int, *, status: str, left_out: str) -> None:
    """How far it is taken in, and what was decided."""
    conn.execute(update(UPLOADS).where(UPLOADS.c.id == upload_id).values(status=status, left_out=left_out))


def forget_uploads(conn: Connection, before: datetime) -> int:
    """Deletes the files from before an instant; returns how many there were."""
    return conn.execute(delete(UPLOADS).where(UPLOADS.c.created_at < before)).rowcount


def all_names(conn: Connection, team_id: str) -> list[tuple[int, str]]:
    """Every name of the workspace as (C-number, folded)."""
    found = conn.execute(
        select(CUSTOMERS.c.number, NAMES.c.folded)
        .join(CUSTOMERS, CUSTOMERS.c.id == NAMES.c.customer_id)
        .where(NAMES.c.team_id == team_id, CUSTOMERS.c.removed_at.is_(None))
        .order_by(CUSTOMERS.c.number)
    )
    return [(number, folded) for number, folded in found]


def numbered(
    conn: Connection, team_id: str, numbers: Iterable[int], *, lock: bool = False
) -> dict[int, Customer]:
    """Customers by their C-numbers; those who were taken back are left out."""
    found: dict[int, Customer] = {}
    for some in _some(sorted(set(numbers))):
        asked = select(CUSTOMERS).where(
            CUSTOMERS.c.team_id == team_id, CUSTOMERS.c.number.in_(some), CUSTOMERS.c.removed_at.is_(None)
        )
        # In one order, so that two who lock several do not wait for each other.
        rows = conn.execute(asked.order_by(CUSTOMERS.c.id).with_for_update(key_share=True) if lock else asked)
        found |= {customer.number: customer for customer in every(Customer, rows)}
    return found


def people_of(
    conn: Connection, team_id: str, customer_ids: Collection[int]
) -> dict[int, list[CustomerPerson]]:
    """The people of these customers, by customer id."""
    found: dict[int, list[CustomerPerson]] = {}
    for some in _some(sorted(customer_ids)):
        asked = select(PEOPLE).where(
            PEOPLE.c.team_id == team_id, PEOPLE.c.customer_id.in_(some), PEOPLE.c.removed_at.is_(None)
        )
        for person in every(CustomerPerson, conn.execute(asked.order_by(PEOPLE.c.id))):
            found.setdefault(person.customer_id, []).append(person)
    return found


def linked(conn: Connection, team_id: str) -> dict[str, int]:
    """The ids of the customers that channels are linked to, by channel id."""
    asked = select(CHANNELS.c.channel_id, CHANNELS.c.customer_id)
    found = conn.execute(asked.where(CHANNELS.c.team_id == team_id, CHANNELS.c.customer_id.is_not(None)))
    return {row.channel_id: row.customer_id for row in found}


def enter_names(conn: Connection, values: Sequence[dict[str, object]]) -> None:
    """Names by which new customers are found: `team_id`, `customer_id`, `name`, `folded`."""
    if values:
        conn.execute(insert(NAMES), values)


def of_batch(conn: Connection, team_id: str, batch: str) -> int:
    """How many entries of a batch were not taken back."""
    asked = select(func.count()).where(
        HISTORY.c.team_id == team_id,
        HISTORY.c.batch == batch,
        ~exists().where(UNDOING.c.undoes == HISTORY.c.id),
    )
    return int(conn.execute(asked).scalar_one())


def next_of_batch(
    conn: Connection, team_id: str, batch: str, *, before: int | None, most: int
) -> list[History]:
    """Up to `most` entries of a batch older than one, the newest first."""
    asked = select(HISTORY).where(HISTORY.c.team_id == team_id, HISTORY.c.batch == batch)
    if before is not None:
        asked = asked.where(HISTORY.c.id < before)
    return every(History, conn.execute(asked.order_by(HISTORY.c.id.desc()).limit(most)))


def rows_of(conn: Connection, entries: Iterable[History]) -> dict[tuple[str, int], Row]:
    """The rows that some entries are about, by kind and id, locked for a change."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, set()).add(entry.row_id)
    found: dict[tuple[str, int], Row] = {}
    for kind in sorted(wanted, key=in_order_of_locks):
        columns, ids = table(KINDS[kind]), wanted[kind]
        for some in _some(sorted(ids)):
            asked = (
                select(columns)
                .where(columns.c.id.in_(some))
                .order_by(columns.c.id)
                .with_for_update(key_share=True)
            )
            found |= {(kind, row.id or 0): row for row in every(KINDS[kind], conn.execute(asked))}
    return found


def undone(conn: Connection, entry_ids: Sequence[int]) -> set[int]:
    """Those of some entries that were taken back already."""
    found: set[int] = set()
    for some in _some(entry_ids):
        found.update(conn.execute(select(HISTORY.c.undoes).where(HISTORY.c.undoes.in_(some))).scalars())
    return found


def later(
    conn: Connection, team_id: str, batch: str, entries: Sequence[History]
) -> dict[tuple[str, int], list[History]]:
    """What was done to the rows of some entries of a batch, and holds, since the oldest of them, by kind and row; the
    batch itself is left out."""
    found: dict[tuple[str, int], list[History]] = {}
    oldest = min(entry.id or 0 for entry in entries)
    for kind in sorted({entry.kind for entry in entries}):
        for some in _some(sorted({entry.row_id for entry in entries if entry.kind == kind})):
            asked = select(HISTORY).where(
                HISTORY.c.team_id == team_id,
                HISTORY.c.kind == kind,
                HISTORY.c.row_id.in_(some),
                HISTORY.c.id > oldest,
                or_(HISTORY.c.batch.is_(None), HISTORY.c.batch != batch),
                HOLDS,
            )
            for entry in every(History, conn.execute(asked)):
                found.setdefault((kind, entry.row_id), []).append(entry)
    return found


def with_anything(conn: Connection, team_id: str, customer_ids: Collection[int]) -> set[int]:
    """Those of some customers for whom anything stands that was not taken back: a promise, a case, a contact …"""
    found: set[int] = set()
    for things in (table(model) for model in LOGGED):
        for some in _some(sorted(customer_ids)):
            asked = select(things.c.customer_id).where(
                things.c.team_id == team_id, things.c.customer_id.in_(some), things.c.removed_at.is_(None)
            )
            found.update(conn.execute(asked.distinct()).scalars())
    return found


def added_in(conn: Connection, team_id: str, batch: str, customer_ids: Collection[int]) -> set[int]:
    """Those of some customers who came with this batch."""
    found: set[int] = set()
    for some in _some(sorted(customer_ids)):
        # The batch is compared here: asked for it, PostgreSQL reads the whole batch each time (measured).
        asked = select(HISTORY.c.row_id, HISTORY.c.batch).where(
            HISTORY.c.team_id == team_id,
            HISTORY.c.kind == "customer",
            HISTORY.c.row_id.in_(some),
            HISTORY.c.what == "imported",
        )
        found.update(row.row_id for row in conn.execute(asked) if row.batch == batch)
    return found


def last_batch(conn: Connection, team_id: str, by: str) -> str | None:
    """The newest import of this person that holds at least in part."""
    asked = (
        select(HISTORY.c.batch)
        .where(
            HISTORY.c.team_id == team_id,
            HISTORY.c.by == by,
            HISTORY.c.via == "import",
            HISTORY.c.batch.is_not(None),
            HOLDS,
        )
        .order_by(HISTORY.c.id.desc())
        .limit(1)
    )
    return conn.execute(asked).scalar()


def teams(conn: Connection) -> list[str]:
    """The workspaces that this database knows of."""
    return sorted(conn.execute(select(HISTORY.c.team_id).distinct()).scalars())


def _some(values: Sequence[int]) -> Iterable[list[int]]:
    rest = iter(values)
    while some := list(islice(rest, AT_ONCE)):
        yield some
