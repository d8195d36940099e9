"""Which rule looks at which kind of thing, and what it takes beside the row and what every rule knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import ModuleType
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import (
    attention_contacts,
    attention_customers,
    attention_fixes,
    attention_mistakes,
    attention_promises,
    attention_questions,
    attention_waiting,
)
from bot.attention import About, Look, Said
from handlers.customer_attention import facts_of
from handlers.system_fix_causes import to_tell
from storage import customer_facts
from storage.tables import Contact, Customer, Nudge, SystemFix


class Batch(NamedTuple):
    """Rows of one kind that are looked at together, and by their ids what every rule knows of them."""

    team_id: str
    rows: Sequence[Any]
    abouts: Mapping[int, About]
    now: datetime


# Asks the rule about one row, once all that it needs was asked of the database for the whole batch.
Rule = Callable[[Any], Look]


def said_of(nudges: Sequence[Nudge]) -> list[Said]:
    """What rules know of earlier nudges."""
    return [Said(each.reason, each.window, each.recipient_id, each.role, each.said_at) for each in nudges]


def _plain(rules: ModuleType) -> Callable[[Connection, Batch], Rule]:
    """A rule that takes nothing else."""

    def ready(_conn: Connection, batch: Batch) -> Rule:
        def look(row: Any) -> Look:  # noqa: ANN401 - a row of that kind
            found: Look = rules.look(row, batch.abouts[row.id], batch.now)
            return found

        return look

    return ready


def _of_customers(conn: Connection, batch: Batch) -> Rule:
    facts = facts_of(conn, batch.team_id, batch.rows, now=batch.now)

    def look(row: Customer) -> Look:
        id_ = row.id or 0
        return attention_customers.look(row, batch.abouts[id_], facts[id_], batch.now)

    return look


def _of_contacts(conn: Connection, batch: Batch) -> Rule:
    answered = customer_facts.answered(conn, batch.team_id, batch.rows)

    def look(row: Contact) -> Look:
        id_ = row.id or 0
        return attention_contacts.look(row, batch.abouts[id_], batch.now, answered_at=answered.get(id_))

    return look


def _of_fixes(conn: Connection, batch: Batch) -> Rule:
    def look(row: SystemFix) -> Look:
        about = batch.abouts[row.id or 0]
        cases, hits = to_tell(conn, row, now=batch.now)
        known = attention_fixes.AboutFix(about.zone, about.hours, cases, hits)
        return attention_fixes.look(row, known, batch.now)

    return look


RULES: Mapping[str, Callable[[Connection, Batch], Rule]] = {
    "promise": _plain(attention_promises),
    "mistake": _plain(attention_mistakes),
    "waiting": _plain(attention_waiting),
    "question": _plain(attention_questions),
    "contact": _of_contacts,
    "system_fix": _of_fixes,
    "customer": _of_customers,
}
