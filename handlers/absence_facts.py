"""What the rules about people may know (`bot.attention_people`), gathered for many desks in few statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot import absences as rules
from bot.attention_people import TOLD_FOR, AboutDesk, Call, Done, Meanwhile, Pick
from bot.calendar import WorkingHours
from bot.preferences import Preferences
from bot.promises import OUTCOMES
from bot.text import one_line
from bot.working_days import day_at
from storage import absences, leader_calls, preferences, promises, rows, waiting
from storage.by_ids import ByIds
from storage.tables import Away, Customer, Desk, History, Mistake, Promise, Waiting

# So many of each are named to somebody who is back; the others are counted.
MOST_NAMED = 8
# Calendar days: how far back it counts that we let a customer down, and when the same one may be picked again.
LET_DOWN_FOR, NOT_AGAIN_FOR = timedelta(days=60), timedelta(days=365)
CUSTOMERS = ByIds(Customer)
LETTERS = {"promise": "P", "mistake": "M", "waiting": "W"}
ENDED = {"mistake": "put right", "waiting": "answered"}
THINGS: Mapping[str, ByIds[Any]] = {
    "promise": ByIds(Promise),
    "mistake": ByIds(Mistake),
    "waiting": ByIds(Waiting),
}


def about_desks(
    conn: Connection,
    team_id: str,
    person_ids: Iterable[str],
    now: datetime,
    *,
    base: Preferences | None = None,
) -> dict[str, AboutDesk]:
    """What there is to know of each of these people, by id. `base` is what holds where nobody has set anything."""
    base = base or Preferences(WorkingHours())
    ids = list(dict.fromkeys(person_ids))
    desks = absences.desks_of(conn, team_id, ids)
    aways = absences.recent(conn, team_id, ids, since=now - TOLD_FOR)
    gone = [
        person_id
        for person_id, some in aways.items()
        if any(rules.left(each) and rules.runs(each, now=now) for each in some)
    ]
    held = absences.held(conn, team_id, gone)
    workspace = preferences.of(conn, team_id, base=base)
    leads = [each for each in ids if each in workspace.leads and workspace.leader_calls and each not in gone]
    calls = _calls(conn, team_id, leads, desks, workspace, now) if leads else {}
    found = {}
    for person_id in ids:
        desk, some = desks.get(person_id), aways.get(person_id, [])
        made, picks = calls.get(person_id, ((), ()))
        hours = (
            preferences.of(conn, team_id, person_id=person_id, base=base).hours
            if person_id in leads
            else workspace.hours
        )
        found[person_id] = AboutDesk(
            zone=desk.zone if desk else "UTC",
            hours=hours,
            aways=some,
            held=held.get(person_id, {}),
            meanwhile={
                each.id or 0: _meanwhile(conn, team_id, each, now)
                for each in some
                if rules.over_at(each) <= now and not rules.left(each)
            },
            calls=made,
            picks=picks,
            leader_calls=workspace.leader_calls if person_id in leads else 0,
        )
    return found


def _meanwhile(conn: Connection, team_id: str, away: Away, now: datetime) -> Meanwhile:
    """What others saw to while somebody was away, and what of theirs is late or waits now."""
    person_id = away.person_id
    entries = absences.seen_to(
        conn, team_id, person_id, by=away.cover_id, begins=away.from_at, ends=rules.over_at(away)
    )
    things = {
        kind: known.rows(conn, team_id, [each.row_id for each in entries if each.kind == kind])
        for kind, known in THINGS.items()
    }
    names = CUSTOMERS.rows(conn, team_id, {each.customer_id for each in entries if each.customer_id})
    done = []
    for entry in entries:
        customer = names.get(entry.customer_id or 0)
        thing = things.get(entry.kind, {}).get(entry.row_id)
        if customer is None or not _theirs(entry, thing, customer, person_id):
            continue
        reference = f"{LETTERS[entry.kind]}-{thing.number}" if thing is not None else ""
        done.append(Done(reference, customer.name, _what(entry), entry.by))
    late, waits, count = [], [], 0
    open_, _ = waiting.open_of_owner(conn, team_id, person_id, most=MOST_NAMED)
    waits += [f"W-{each.number} {name}: {one_line(each.words)}" for each, name in open_]
    owed, _ = promises.open_of_owner(conn, team_id, person_id, most=MOST_NAMED)
    late += [f"P-{each.number} {name}: late" for each, name in owed if each.due_at and each.due_at < now]
    count = len(waits) + len(late)
    return Meanwhile(tuple(done[:MOST_NAMED]), tuple([*late, *waits][:MOST_NAMED]), len(done), count)


def _theirs(
    entry: History, thing: Promise | Mistake | Waiting | None, customer: Customer, person_id: str
) -> bool:
    """Whether it was this person's: a thing they owned, or a talk with a customer of theirs."""
    if entry.kind == "contact":
        return customer.owner_id == person_id
    return thing is not None and thing.removed_at is None and person_id in {thing.owner_id, customer.owner_id}


def _what(entry: History) -> str:
    if entry.kind == "promise":
        return OUTCOMES.get(rows.values_of(entry)[1].get("status", ""), "closed")
    if entry.kind == "contact":
        return "a talk with them" if entry.what == "logged" else "the next step taken"
    return ENDED[entry.kind]


def _calls(
    conn: Connection,
    team_id: str,
    leads: Sequence[str],
    desks: Mapping[str, Desk],
    held: Preferences,
    now: datetime,
) -> dict[str, tuple[Sequence[Call], Sequence[Pick]]]:
    """Of each lead: whom they were asked to call this month, and who may come next."""
    picked = leader_calls.picked(conn, team_id, since=now - NOT_AGAIN_FOR)
    down: dict[int, tuple[datetime, str]] | None = None
    found: dict[str, tuple[Sequence[Call], Sequence[Pick]]] = {}
    for lead_id in leads:
        zone = desks[lead_id].zone if lead_id in desks else "UTC"
        month = f"{day_at(now, zone):%Y-%m}"
        mine = [each for each in picked if each.lead_id == lead_id and each.window.startswith(month)]
        ids = [each.customer_id for each in mine]
        called = leader_calls.called(
            conn, team_id, lead_id, ids, since=min((each.since for each in mine), default=now)
        )
        known = CUSTOMERS.rows(conn, team_id, ids)
        if down is None:
            down = leader_calls.let_down(conn, team_id, since=now - LET_DOWN_FOR)
        pick = partial(_pick, down)
        calls = [
            Call(pick(known[each.customer_id]), month, each.since, called.get(each.customer_id))
            for each in mine
            if each.customer_id in known and known[each.customer_id].removed_at is None
        ]
        nexts: list[Customer] = []
        if len(mine) < held.leader_calls and all(each.called_at for each in calls):
            this_month = {each.customer_id for each in picked if each.window.startswith(month)}
            theirs = {each.customer_id for each in picked if each.lead_id == lead_id}
            asked = partial(
                leader_calls.candidates,
                conn,
                team_id,
                lead_id,
                tiers=held.tiers,
                let_down_ids=list(down),
                most=1,
            )
            # Not the same one within a year, unless there is nobody else.
            nexts = asked(but=this_month | theirs) or asked(but=this_month)
        found[lead_id] = (calls, [pick(each) for each in nexts])
    return found


def _pick(down: Mapping[int, tuple[datetime, str]], customer: Customer) -> Pick:
    at, how = down.get(customer.id or 0, (None, ""))
    return Pick(customer, at, how)
