"""What asks for attention about people: who stands in for whom, what happened while somebody was away, who left and still
holds things, and whom a lead calls this month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot import absences
from bot.attention import LEADS, Asking, Look, Said
from bot.calendar import WorkingHours
from bot.moments import day_in_words
from bot.working_days import day_at, later, morning, on_or_after
from storage.tables import Away, Customer, Desk

# Calendar days after somebody's return on which they are still told of it, and before an absence that its cover is.
TOLD_FOR = timedelta(days=5)
COVER_TOLD_AHEAD = timedelta(days=7)
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
# What somebody who left still holds is looked at again after that long; a handover is seen at once.
LOOK_AGAIN = timedelta(hours=3)
# A month's calls begin in its first working days, one a day; a month that is further on begins none.
BEGUN_WITHIN = 5
HELD = {
    "customers": ("customer", "customers"),
    "promises": ("open promise", "open promises"),
    "cases": ("open case", "open cases"),
    "waiting": ("customer who waits", "customers who wait"),
}


@dataclass(frozen=True)
class Done:
    """One thing of somebody's that others saw to while they were away: its reference, whose it is about, what became of it,
    and by whom."""

    reference: str
    customer: str
    what: str
    by: str


@dataclass(frozen=True)
class Meanwhile:
    """What happened to somebody's things while they were away: what others saw to, and what is late or waits now, by
    reference and customer."""

    done: Sequence[Done] = ()
    waits: Sequence[str] = ()
    done_count: int = 0
    waits_count: int = 0


@dataclass(frozen=True)
class Pick:
    """A customer whom a lead could call, and why: `let_down` is when we let them down lately (UTC), and `what` how."""

    customer: Customer
    let_down: datetime | None = None
    what: str = ""


@dataclass(frozen=True)
class Call:
    """A customer whom a lead was asked to call in one month (`2026-12`), since when, and when they did (UTC), if they
    have."""

    pick: Pick
    month: str
    since: datetime
    called_at: datetime | None = None


@dataclass(frozen=True)
class AboutDesk:
    """What the rules may know of one person.

    `zone` and `hours`: their calendar. `aways`: absences that run, are coming, or ended in the last days; one without an
    end says that they left Slack. `held`: what they still hold, by name (see HELD),
    asked for those who left. `meanwhile`: by an absence's id, for those that ended. `calls`: this month's calls of a lead,
    as they were made, and `picks` those who may come next, the likeliest first; `leader_calls`: how many each lead makes a
    month, 0 for who is none.
    """

    zone: str = "UTC"
    hours: WorkingHours = field(default_factory=WorkingHours)
    aways: Sequence[Away] = ()
    held: Mapping[str, int] = field(default_factory=dict)
    meanwhile: Mapping[int, Meanwhile] = field(default_factory=dict)
    calls: Sequence[Call] = ()
    picks: Sequence[Pick] = ()
    leader_calls: int = 0
    said: Sequence[Said] = ()


def look(desk: Desk, about: AboutDesk, now: datetime) -> Look:
    """What asks for attention about one person, whoever is to hear it, and when to look again. Every asking names its
    recipient; a desk has no owner."""
    found: list[Asking] = []
    again: list[datetime] = []
    gone = next((each for each in about.aways if absences.left(each) and absences.runs(each, now=now)), None)
    if gone is not None:
        found += _left(gone, about, now)
        again.append(now + LOOK_AGAIN)
        return Look(found, min(again))
    for away in about.aways:
        if away.removed_at is None and not absences.left(away):
            found += [*_covering(away, now), *_back(desk, away, about, now)]
            again += [at for at in _moments(away) if at > now]
    calls, coming = _calls(desk, about, now)
    found += calls
    return Look(found, min([*again, *coming], default=None))


def _moments(away: Away) -> Iterable[datetime]:
    """When something about an absence changes by itself."""
    over = absences.over_at(away)
    return away.from_at - COVER_TOLD_AHEAD, away.from_at, over, over + TOLD_FOR


def _covering(away: Away, now: datetime) -> list[Asking]:
    """To who stands in: once, in their brief, or at once if it begins on that day."""
    if away.cover_id is None or away.ended_at or not away.from_at - COVER_TOLD_AHEAD <= now < away.until_at:
        return []
    until = absences.until_in_words(away, now=now, whole="the end of ")
    first = absences.first_day(away)
    begins = "" if away.from_at <= now else f"from {day_in_words(first, now=now, zone=away.zone)} "
    today = day_at(away.from_at, away.zone) <= day_at(now, away.zone)
    return [
        Asking(
            "covering",
            window=str(away.id),
            why=f"You stand in {begins}{until}: what can’t wait comes to you.",
            since=max(away.created_at, away.from_at - COVER_TOLD_AHEAD),
            to=away.cover_id,
            urgent=today,
            facts={"away": f"{begins}{until}", "begun": "" if begins else "yes"},
        )
    ]


def _back(desk: Desk, away: Away, about: AboutDesk, now: datetime) -> list[Asking]:
    """To who is back: what happened meanwhile, where anything did."""
    over = absences.over_at(away)
    found = about.meanwhile.get(away.id or 0, Meanwhile())
    if not over <= now < over + TOLD_FOR or not (found.done_count or found.waits_count):
        return []
    first = absences.first_day(away)
    last = day_at(over - timedelta(seconds=1), away.zone).isoformat()
    days = day_in_words(first, now=now, zone=away.zone)
    if last != first:
        days += f" to {day_in_words(last, now=now, zone=away.zone)}"
    facts = {"away": days}
    if found.done:
        facts["done"] = "\n".join(
            f"{each.reference} {each.customer}: {each.what} by {each.by}".lstrip() for each in found.done
        )
        facts["done in all"] = str(found.done_count)
    if found.waits:
        facts["waits"] = "\n".join(found.waits)
        facts["waiting in all"] = str(found.waits_count)
    return [
        Asking(
            "back",
            window=str(away.id),
            why=f"You were away {days}. This is what happened meanwhile.",
            since=over,
            to=desk.person_id,
            facts=facts,
        )
    ]


def _left(gone: Away, about: AboutDesk, now: datetime) -> list[Asking]:
    """To one lead, once and then every week, until nothing is theirs any more."""
    if not any(about.held.values()):
        return []
    week = max((now - gone.from_at) // A_WEEK, 0)
    day = day_in_words(day_at(gone.from_at, about.zone).isoformat(), now=now, zone=about.zone)
    return [
        Asking(
            "owner_left",
            window=f"{gone.id}" if not week else f"{gone.id}+{week}",
            why=f"Slack has shown since {day} that they left. Until somebody takes over, nobody looks after this.",
            since=gone.from_at + A_WEEK * week,
            to=LEADS,
            facts={"held": held_in_words(about.held), "noticed": day},
        )
    ]


def held_in_words(held: Mapping[str, int]) -> str:
    """ "3 customers, 2 open promises and 1 open case"."""
    said = [f"{held[name]:,} {HELD[name][held[name] != 1]}" for name in HELD if held.get(name)]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def _calls(desk: Desk, about: AboutDesk, now: datetime) -> tuple[list[Asking], list[datetime]]:
    """To a lead, in the first working days of a month: one customer to call, and the next one on the next day [49]. Stays
    until they have called, as long as the month lasts."""
    if not about.leader_calls:
        return [], []
    today = day_at(now, about.zone)
    month = f"{today:%Y-%m}"
    days = _working_days(today.replace(day=1), about.leader_calls, about.hours)
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    coming = [morning(on_or_after(next_month, about.hours), about.zone)]
    calls = [each for each in about.calls if each.month == month]
    asks = [
        _asking(desk, each.pick, month, about, now, since=each.since)
        for each in calls
        if each.called_at is None
    ]
    if asks:
        return asks[:1], coming  # one after the other
    if len(calls) >= about.leader_calls or not about.picks:
        return [], coming
    latest = later(days[0], about.leader_calls + BEGUN_WITHIN - 1, about.hours)
    due = days[len(calls)]
    if today > latest or any(absences.runs(each, now=now) for each in about.aways):
        return [], [*coming, now + A_DAY] if today <= latest else coming
    if today < due:
        return [], [*coming, morning(due, about.zone)]
    since = morning(today, about.zone)
    return [_asking(desk, about.picks[0], month, about, now, since=since)], coming


def _working_days(first: date, count: int, hours: WorkingHours) -> list[date]:
    day = on_or_after(first, hours)
    return [later(day, each, hours) if each else day for each in range(count)]


def _asking(
    desk: Desk, pick: Pick, month: str, about: AboutDesk, now: datetime, *, since: datetime
) -> Asking:
    customer, said = pick.customer, []
    facts = {}
    if pick.let_down is not None:
        said.append(f"{pick.what} on {_day(pick.let_down, about, now)}")
        facts["let down"] = said[-1]
    if customer.met_at is not None:
        said.append(f"we last spoke on {_day(customer.met_at, about, now)}")
        facts["last contact"] = _day(customer.met_at, about, now)
    else:
        said.append("nobody has logged a contact with them yet")
    if customer.tier:
        facts["tier"] = customer.tier
    if customer.matters:
        facts["what matters to them"] = customer.matters
    return Asking(
        "leader_call",
        window=f"{month}:{customer.id}",
        why=f"Your call this month: {' and '.join(said)}.",
        since=since,
        to=desk.person_id,
        customer_id=customer.id,
        facts=facts,
    )


def _day(at: datetime, about: AboutDesk, now: datetime) -> str:
    return day_in_words(day_at(at, about.zone).isoformat(), now=now, zone=about.zone)
