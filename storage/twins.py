"""What the same person logged about the same customer just before, of any kind but promises, which have their own quick
question (`storage/promises.py`)."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, bindparam, literal_column, select

from storage.prepared import Prepared
from storage.tables import Contact, Mistake, Waiting, table

Logged = Mistake | Waiting | Contact
# Looked for among the last so many of all workspaces.
NEAR = 500
SAME = ("team_id", "customer_id", "said_by")


def _before(model: type[Logged]) -> Select[Any]:
    rows = table(model)
    # Contacts have neither a number nor an end.
    of_contact = model is Contact
    return select(rows.c.id if of_contact else rows.c.number, rows.c.words).where(
        # Not by an index of the team or of its customers, who may have any number of them.
        rows.c.team_id + literal_column("''") == bindparam("team_id"),
        rows.c.customer_id + literal_column("0") == bindparam("customer_id"),
        rows.c.said_by == bindparam("said_by"),
        rows.c.created_at >= bindparam("since"),
        rows.c.removed_at.is_(None),
        rows.c.id.between(bindparam("beyond"), bindparam("last")),
        *([] if of_contact else [rows.c.status == "open"]),
    )


BEFORE = {model: Prepared(partial(_before, model)) for model in (Mistake, Waiting, Contact)}


def before(conn: Connection, like: Logged, *, since: datetime) -> list[tuple[int, str]]:
    """Numbers (of contacts, which have none, ids) and words of those that were logged since then and before `like`, the
    oldest first, as far as they are among the last ones; of cases and waits the open ones."""
    held = vars(like)
    own = like.id or 0
    asked = {"since": since, "beyond": own - NEAR, "last": own - 1} | {name: held[name] for name in SAME}
    return sorted((number, words) for number, words in BEFORE[type(like)].ask(conn, asked))
