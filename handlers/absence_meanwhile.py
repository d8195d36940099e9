"""What happened to somebody's things while they were away: each thing once, with all that became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot import absences as rules
from bot.attention_people import Done, Meanwhile
from bot.attention_words import date_of
from bot.promises import OUTCOMES
from bot.text import one_line
from handlers.views.things import reference
from storage import holdings, promises, rows, waiting
from storage.by_ids import ByIds
from storage.tables import Away, Customer, History, Mistake, Owed, Promise, Waiting

# So many of each are named to somebody who is back; the others are counted.
MOST_NAMED = 8
# Of one thing so much is said.
MOST_SAID = 3
# What is due so soon has a line of its own in the brief.
SOON = timedelta(days=1)
CUSTOMERS = ByIds(Customer)
THINGS: Mapping[str, ByIds[Any]] = {
    "promise": ByIds(Promise),
    "mistake": ByIds(Mistake),
    "waiting": ByIds(Waiting),
}
SAID: Mapping[str, Mapping[str, str]] = {
    "promise": {"told": "the customer was told", "at risk": "at risk"},
    "mistake": {
        "told": "they were told",
        "sorry": "we said sorry",
        "right": "made right",
        "closed": "put right",
    },
    "waiting": {"called again": "they called again", "closed": "answered"},
    "contact": {"logged": "a talk with them", "next step done": "the next step taken"},
}
BEGUN = frozenset(["given", "opened", "began"])


def meanwhile(conn: Connection, team_id: str, away: Away, now: datetime) -> Meanwhile:
    """What others saw to while somebody was away, what came in, and what of theirs is late or waits now."""
    person_id = away.person_id
    entries = holdings.seen_to(
        conn, team_id, person_id, by=away.cover_id, begins=away.from_at, ends=rules.over_at(away)
    )
    things = {
        kind: known.rows(conn, team_id, [each.row_id for each in entries if each.kind == kind])
        for kind, known in THINGS.items()
    }
    names = CUSTOMERS.rows(conn, team_id, {each.customer_id for each in entries if each.customer_id})
    about: dict[tuple[str, int], list[History]] = {}
    for entry in reversed(entries):  # as it happened
        customer, thing = names.get(entry.customer_id or 0), things.get(entry.kind, {}).get(entry.row_id)
        if customer is not None and _theirs(entry, thing, customer, person_id):
            # Of talks with a customer it counts that there were some.
            key = (entry.kind, entry.row_id if thing is not None else -(customer.id or 0))
            about.setdefault(key, []).append(entry)
    done, new = [], []
    for (kind, row_id), some in about.items():
        thing, customer = things.get(kind, {}).get(row_id), names[some[-1].customer_id or 0]
        if said := _said(some, thing, now):
            done.append(Done(reference(thing), customer.name, said, some[-1].by))
        if thing is not None and some[0].what in BEGUN and _waits_for(thing, person_id):
            words = one_line(thing.words)
            new.append(f"{reference(thing)} {customer.name}: {words} by {some[0].by}")
    waits, soon = _waits(conn, team_id, person_id, now)
    return Meanwhile(
        tuple(done[::-1][:MOST_NAMED]), tuple(waits), len(done), soon, tuple(new[::-1][:MOST_NAMED]), len(new)
    )


def _waits(conn: Connection, team_id: str, person_id: str, now: datetime) -> tuple[list[str], int]:
    """Customers who wait on somebody, and how much of theirs is late or due soon, which a brief says by itself."""
    found, soon = [], 0
    open_, _ = waiting.open_of_owner(conn, team_id, person_id, most=MOST_NAMED)
    for each, name in open_:
        if each.due_at is None or each.due_at > now + SOON:
            found.append(f"W-{each.number} {name}: {one_line(each.words)}")
        else:
            soon += 1
    owed, _ = promises.open_of_owner(conn, team_id, person_id, most=MOST_NAMED)
    return found, soon + sum(each.due_at is not None and each.due_at <= now + SOON for each, _ in owed)


def _theirs(entry: History, thing: Owed | None, customer: Customer, person_id: str) -> bool:
    """Whether it was this person's: a thing they owned, or a talk with a customer of theirs."""
    if entry.kind == "contact":
        return customer.owner_id == person_id
    return thing is not None and thing.removed_at is None and person_id in {thing.owner_id, customer.owner_id}


def _waits_for(thing: Owed, person_id: str) -> bool:
    return thing.status == "open" and thing.owner_id == person_id


def _said(some: Sequence[History], thing: Owed | None, now: datetime) -> str:
    """All that became of one thing, the last of each: "moved to Tue 1 Dec, the customer was told, kept"."""
    found: dict[str, str] = {}
    for entry in some:
        if said := _what(entry, thing, now):
            what = "moved" if entry.what.startswith("moved") else entry.what
            found.pop(what, None)
            found[what] = said
    return ", ".join([*found.values()][-MOST_SAID:])


def _what(entry: History, thing: Owed | None, now: datetime) -> str:
    if isinstance(thing, Promise):
        after = rows.values_of(entry)[1]
        if entry.what == "closed":
            return OUTCOMES.get(after.get("status", ""), "closed")
        if entry.what.startswith("moved"):
            wall = after.get("new_due_wall") or after.get("due_wall")
            return f"moved to {date_of(wall, thing.zone, now=now)}" if wall else "moved"
    return SAID.get(entry.kind, {}).get(entry.what, "")
