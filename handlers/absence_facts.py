"""What the rules about people may know (`bot.attention_people`), gathered for many desks in few statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot import absences as rules
from bot.attention_calls import Call, Pick
from bot.attention_people import TOLD_FOR, AboutDesk
from bot.calendar import WorkingHours, add_working_time
from bot.lessons import last_month
from bot.preferences import Preferences
from bot.reasons import REASONS
from bot.urgent_first import in_a_line, urgent_first
from bot.working_days import day_at
from handlers.absence_meanwhile import meanwhile
from storage import (
    absences,
    customer_lists,
    customer_record,
    holdings,
    leader_calls,
    lessons,
    preferences,
)
from storage.by_ids import ByIds
from storage.tables import Customer, Desk, Mistake, Owed

# Of what somebody who left holds so much is named.
MOST_URGENT = 3
# Calendar days: how far back it counts that we let a customer down, and when the same one may be picked again.
LET_DOWN_FOR, NOT_AGAIN_FOR = timedelta(days=60), timedelta(days=365)
CUSTOMERS = ByIds(Customer)


def about_desks(
    conn: Connection,
    team_id: str,
    person_ids: Iterable[str],
    now: datetime,
    *,
    base: Preferences | None = None,
    admins: Collection[str] = (),
) -> dict[str, AboutDesk]:
    """What there is to know of each of these people, by id. `base` is what holds where nobody has set anything, and
    `admins` are those who hear of it if there is no lead."""
    base = base or Preferences(WorkingHours())
    ids = list(dict.fromkeys(person_ids))
    desks = absences.desks_of(conn, team_id, ids)
    aways = absences.recent(conn, team_id, ids, since=now - TOLD_FOR)
    gone = [
        person_id
        for person_id, some in aways.items()
        if any(rules.left(each) and rules.runs(each, now=now) for each in some)
    ]
    held = holdings.held(conn, team_id, gone)
    workspace = preferences.of(conn, team_id, base=base)
    leads = [each for each in ids if each in workspace.leads and workspace.leader_calls and each not in gone]
    asked = {*admins, *holdings.asked_for_leads(conn, team_id, ids)}.intersection(ids)
    no_lead = bool(asked) and not workspace.leads and _unheard(conn, team_id, workspace, now)
    heads = [each for each in ids if each in workspace.leads and each not in gone]
    owned_up = _owned_up(conn, team_id, heads, desks, now) if heads else {}
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
            urgent=_urgent(conn, team_id, person_id, now) if person_id in gone else (),
            meanwhile={
                each.id or 0: meanwhile(conn, team_id, each, now)
                for each in some
                if rules.over_at(each) <= now and not rules.left(each)
            },
            calls=made,
            picks=picks,
            leader_calls=workspace.leader_calls if person_id in leads else 0,
            owned_up=owned_up.get(person_id),
            no_lead=no_lead and person_id in asked,
        )
    return found


def _owned_up(
    conn: Connection, team_id: str, leads: Sequence[str], desks: Mapping[str, Desk], now: datetime
) -> Mapping[str, int]:
    """How many mistakes were owned up to in the last month, by each lead's calendar."""
    found: dict[str, int] = {}
    for lead_id in leads:
        place = ZoneInfo(desks[lead_id].zone if lead_id in desks else "UTC")
        month = last_month(now.astimezone(place).date())
        since, until = (datetime.combine(day, time(), place) for day in (month.first, month.following))
        found[lead_id] = lessons.count(conn, team_id, since, until)
    return found


def _urgent(conn: Connection, team_id: str, person_id: str, now: datetime) -> Sequence[str]:
    """What of somebody who left presses most, in words."""
    things = urgent_first(customer_lists.open_things(conn, team_id, owner_id=person_id))[:MOST_URGENT]
    names = customer_record.names_of(conn, team_id, {each.customer_id for each in things})
    return [in_a_line(each, names.get(each.customer_id, ""), now=now, zone=_zone(each)) for each in things]


def _zone(thing: Owed) -> str:
    return "UTC" if isinstance(thing, Mistake) else thing.zone


def _unheard(conn: Connection, team_id: str, held: Preferences, now: datetime) -> bool:
    """Whether anything has gone unanswered for as long as it takes until a lead would hear of it."""
    reasons = [name for name, each in REASONS.items() if each.ladder]
    since = holdings.unanswered_since(conn, team_id, reasons)
    cover, lead = held.ladder[""]
    return (
        since is not None and add_working_time(since, timedelta(hours=cover + lead), held.hours, "UTC") <= now
    )


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
