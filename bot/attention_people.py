"""What asks for attention about people: who stands in for whom, what happened while somebody was away, who left and still
holds things, and whom a lead calls this month."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from bot import absences, attention_calls, attention_lessons
from bot.attention import LEADS, Asking, Look, Said
from bot.attention_calls import Call, Pick
from bot.calendar import WorkingHours
from bot.moments import day_in_words
from bot.working_days import day_at
from storage.tables import Away, Desk

# Calendar days after somebody's return on which they are still told of it, and before an absence that its cover is.
TOLD_FOR = timedelta(days=5)
COVER_TOLD_AHEAD = timedelta(days=7)
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
# What somebody who left still holds is looked at again after that long; a handover is seen at once.
LOOK_AGAIN = timedelta(hours=3)
HELD = {
    "customers": ("customer", "customers"),
    "promises": ("open promise", "open promises"),
    "cases": ("open case", "open cases"),
    "waiting": ("customer who waits", "customers who wait"),
}


class Done(NamedTuple):
    """One thing of somebody's that others saw to while they were away: its reference, whose it is about, what became of it,
    and by whom."""

    reference: str
    customer: str
    what: str
    by: str


class Meanwhile(NamedTuple):
    """What happened to somebody's things while they were away: what others saw to, what came in (`new`) and who waits, by
    reference and customer; and how much is late or due soon, which a brief says by itself."""

    done: Sequence[Done] = ()
    waits: Sequence[str] = ()
    done_count: int = 0
    soon: int = 0
    new: Sequence[str] = ()
    new_count: int = 0


class AboutDesk(NamedTuple):
    """What the rules may know of one person.

    `zone` and `hours`: their calendar. `aways`: absences that run, are coming, or ended in the last days; one without an
    end says that they left Slack. `held`: what they still hold, by name (see HELD),
    asked for those who left, and `urgent` what of it presses most, in words. `meanwhile`: by an absence's id, for those that ended. `calls`: this month's calls of a lead,
    as they were made, and `picks` those who may come next, the likeliest first; `leader_calls`: how many each lead makes a
    month, 0 for who is none; `owned_up`: how many mistakes were owned up to in the last month, for leads. `no_lead`: something has gone unanswered for so long that a lead would hear of it, and there
    is none.
    """

    zone: str = "UTC"
    hours: WorkingHours = WorkingHours()
    aways: Sequence[Away] = ()
    held: Mapping[str, int] = {}
    urgent: Sequence[str] = ()
    meanwhile: Mapping[int, Meanwhile] = {}
    calls: Sequence[Call] = ()
    picks: Sequence[Pick] = ()
    leader_calls: int = 0
    no_lead: bool = False
    owned_up: int | None = None
    said: Sequence[Said] = ()


def look(desk: Desk, about: AboutDesk, now: datetime) -> Look:
    """What asks for attention about one person, whoever is to hear it, and when to look again. Every asking names its
    recipient; a desk has no owner."""
    found: list[Asking] = []
    again: list[datetime] = []
    gone = left_in(about.aways, now)
    if gone is not None:
        found += _left(gone, about, now)
        again.append(now + LOOK_AGAIN)
        return Look(found, min(again))
    for away in about.aways:
        if away.removed_at is None and not absences.left(away):
            found += [*_covering(away, now), *_back(desk, away, about, now)]
            again += [at for at in _moments(away) if at > now]
    if about.no_lead:
        found.append(_no_lead(desk, now))
    calls, coming = attention_calls.asked(desk, about, now)
    found += calls
    if about.owned_up is not None:
        lessons, at = attention_lessons.asked(desk, about.owned_up, about.zone, about.hours, now)
        found += lessons
        again.append(at)
    return Look(found, min([*again, *coming], default=None))


def left_in(aways: Sequence[Away], now: datetime) -> Away | None:
    """Their absence that says that they left Slack, if they did and are not back."""
    return next((each for each in aways if absences.left(each) and absences.runs(each, now=now)), None)


def _moments(away: Away) -> Iterable[datetime]:
    """When something about an absence changes by itself."""
    over = absences.over_at(away)
    return away.from_at - COVER_TOLD_AHEAD, away.from_at, over, over + TOLD_FOR


def _covering(away: Away, now: datetime) -> list[Asking]:
    """To who stands in: once, in their brief, or at once if it begins on that day."""
    if away.cover_id is None or away.ended_at or not away.from_at - COVER_TOLD_AHEAD <= now < away.until_at:
        return []
    until = absences.until_in_words(away, now=now, whole="the end of ")
    begins = "" if away.from_at <= now else f"from {absences.begins_in_words(away, now=now)} "
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
    happened = found.done_count or found.new_count or found.waits or found.soon
    if not over <= now < over + TOLD_FOR or not happened:
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
    if found.new:
        facts["new"] = "\n".join(found.new)
        facts["new in all"] = str(found.new_count)
    if found.waits:
        facts["waits"] = "\n".join(found.waits)
    if found.soon:
        facts["late or due soon"] = str(found.soon)
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
            facts={
                "held": held_in_words(about.held),
                "noticed": day,
                **({"most urgent": "\n".join(about.urgent)} if about.urgent else {}),
            },
        )
    ]


def _no_lead(desk: Desk, now: datetime) -> Asking:
    """To an admin, once: nobody hears of what stays unanswered."""
    return Asking(
        "no_lead",
        window="once",
        why="What nobody answers would go to a lead in the end. As long as there is none, it ends with its owner and their "
        "backup. To name one: /kept settings workspace",
        since=now,
        to=desk.person_id,
    )


def held_in_words(held: Mapping[str, int]) -> str:
    """ "3 customers, 2 open promises and 1 open case"."""
    said = [f"{held[name]:,} {HELD[name][held[name] != 1]}" for name in HELD if held.get(name)]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)
