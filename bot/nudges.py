"""What comes of looking at one thing: which nudges there are to be, which of those made before change, and which end.

One person hears one thing for one reason at a time: of several that hold at once the one whose rule puts it
first, or else the one with the lowest rank.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.attention import LEADS, OWNER, TEAM, Asking
from bot.ladder import climb
from bot.moments import day_in_words
from bot.quiet import Calendar, kept_back, next_brief, speaks_at
from bot.reasons import REASONS
from bot.standing_in import Call, Circle, Told
from storage.tables import Nudge

Key = tuple[str, str, str]
# In a nudge's facts: no brief has it before then (ISO, UTC).
HELD_UNTIL = "held_until"


class Wanted(NamedTuple):
    """A nudge that there is to be: what asks, whom it calls, and until when it is kept back and why, if it is; with `held`
    also from the brief."""

    asking: Asking
    call: Call
    say_at: datetime
    kept_back: str = ""
    held: bool = False

    @property
    def urgent(self) -> bool:
        """Whether it may come between two briefs; a step of the ladder waits for one, unless it presses."""
        return self.call.pressing if self.call.climbed else self.asking.urgent

    @property
    def key(self) -> Key:
        """What keeps it from being made twice, beside the thing that it is about."""
        return self.asking.reason, self.call.window, self.call.recipient_id

    def facts(self) -> dict[str, Any]:
        """What the nudge remembers of it."""
        said: dict[str, Any] = {
            "why": self.asking.why,
            "note": self.call.note,
            "next_id": self.call.next_id,
            "next_at": self.call.next_at.isoformat() if self.call.next_at else "",
            "facts": dict(self.asking.facts),
        }
        said |= {"climbed": True} if self.call.climbed else {}
        return said | ({HELD_UNTIL: self.say_at.isoformat()} if self.held else {})


class World(NamedTuple):
    """What is known beside the row: who may hear of it, on which calendars they live (by id), the team's channel if there
    is one, who snoozed it ("until Thu 26 Nov, 09:00", by id), when each person last did something about it, and when to
    see whether the snoozes hold still."""

    circle: Circle
    calendars: Mapping[str, Calendar]
    team_channel: str = ""
    snoozed: Mapping[str, str] = {}
    answers: Mapping[str, datetime] = {}
    look_at: datetime | None = None
    # Whose snooze was over a moment ago, at an hour of their choice: they are asked then.
    woken: frozenset[str] = frozenset()
    left_until: datetime | None = None


class Plan(NamedTuple):
    """What is to become of the nudges of one row. `instead` says by reason and person which other reason is said."""

    wanted: Sequence[Wanted] = ()
    make: Sequence[Wanted] = ()
    change: Sequence[tuple[Nudge, Wanted]] = ()
    reopen: Sequence[tuple[Nudge, Wanted]] = ()
    end: Sequence[Nudge] = ()
    instead: Mapping[tuple[str, str], str] = {}
    next_at: datetime | None = None


def plan(asks: Sequence[Asking], nudges: Sequence[Nudge], world: World, *, now: datetime) -> Plan:
    """What is to be of these nudges, all that were ever made of the row, now that this asks. Raises KeyError for a person
    or a reason that is not known."""
    wanted: dict[tuple[str, int | None], Wanted] = {}
    instead: dict[tuple[str, str], str] = {}
    coming = []
    # Without a channel of the team the leads hear of what would be said there, if they don't hear of it anyway.
    to_leads = {each.reason for each in asks if each.to == LEADS}
    for asking in sorted(asks, key=lambda each: (not each.first, REASONS[each.reason].rank)):
        calls, at = _calls(asking, nudges, world, to_leads, now=now)
        coming += [at] if at else []
        for call in calls:
            place = call.recipient_id, asking.customer_id
            if call.recipient_id in world.snoozed or _left_quiet(asking, call, nudges, world):
                continue
            if place in wanted:
                if wanted[place].asking.reason != asking.reason:
                    instead[asking.reason, call.recipient_id] = wanted[place].asking.reason
                continue
            wanted[place] = _wanted(asking, call, nudges, world, now=now)
    return _held_against(list(wanted.values()), nudges, instead, min(coming, default=None))


def _left_quiet(asking: Asking, call: Call, nudges: Sequence[Nudge], world: World) -> bool:
    """Whether somebody would only stand in for who snoozed it before they went: nobody else hears of it meanwhile. Who has
    heard of it already keeps it."""
    asked = world.circle.owner_id if asking.to == OWNER else asking.to
    if asked is None or asked not in world.snoozed or call.recipient_id == asked or call.climbed:
        return False
    heard = any(
        each.recipient_id == call.recipient_id and each.said_at is not None and each.ended_at is None
        for each in nudges
        if each.reason == asking.reason
    )
    return not heard and not world.circle.known[asked].gone


def _held_against(
    wanted: Sequence[Wanted],
    nudges: Sequence[Nudge],
    instead: Mapping[tuple[str, str], str],
    next_at: datetime | None,
) -> Plan:
    """Which of the wanted ones are there already, and which of those that are there are wanted no more."""
    there = {key_of(each): each for each in nudges}
    keys = {each.key for each in wanted}
    known = [(there[each.key], each) for each in wanted if each.key in there]
    return Plan(
        wanted,
        make=[each for each in wanted if each.key not in there],
        change=[(nudge, each) for nudge, each in known if nudge.ended_at is None and _differs(nudge, each)],
        reopen=[(nudge, each) for nudge, each in known if nudge.ended_at is not None],
        end=[each for each in nudges if each.ended_at is None and key_of(each) not in keys],
        instead=instead,
        next_at=next_at,
    )


def key_of(nudge: Nudge) -> Key:
    """What keeps a nudge from being made twice, beside the thing that it is about."""
    return nudge.reason, nudge.window, nudge.recipient_id


def told_of(nudges: Sequence[Nudge], reason: str) -> list[Told]:
    """What the ladder remembers for one reason."""
    found = []
    for each in nudges:
        if each.reason != reason:
            continue
        facts = json.loads(each.facts)
        next_at = facts.get("next_at") or ""
        found.append(
            Told(
                each.window,
                each.recipient_id,
                each.role,
                each.made_at,
                each.said_at,
                each.ended_at is None,
                bool(facts.get("climbed")),
                facts.get("next_id") or "",
                datetime.fromisoformat(next_at) if next_at else None,
            )
        )
    return found


def _calls(
    asking: Asking,
    nudges: Sequence[Nudge],
    world: World,
    to_leads: Collection[str],
    *,
    now: datetime,
) -> tuple[Sequence[Call], datetime | None]:
    if asking.to == TEAM and world.team_channel:
        return [Call(world.team_channel, "team", asking.window)], None
    if asking.to == TEAM:
        if asking.reason in to_leads:
            return [], None
        asking = asking._replace(to=LEADS)
    told = told_of(nudges, asking.reason)
    heard = {each.recipient_id for each in told} | {world.circle.owner_id or ""}
    ladder = REASONS[asking.reason].ladder
    found = climb(
        asking,
        world.circle,
        told,
        ladder=ladder,
        answered_at=max((at for by, at in world.answers.items() if by in heard), default=None),
        said_by=_said_by(asking, world, now=now) if ladder else now,
        now=now,
    )
    return found.calls, found.next_at


def _said_by(asking: Asking, world: World, *, now: datetime) -> datetime:
    """When a nudge to the owner that is made now will have been said: at once if it is urgent, or in their next brief."""
    calendar = world.calendars.get(world.circle.owner_id or "")
    if calendar is None:
        return now
    if asking.urgent:
        return speaks_at(calendar, now)
    return next_brief(calendar, after=now, briefed_on="")[1]


def _wanted(asking: Asking, call: Call, nudges: Sequence[Nudge], world: World, *, now: datetime) -> Wanted:
    """With what is urgent it waits for the end of quiet hours by itself; anything else waits for a brief anyway."""
    if call.recipient_id in world.woken and not call.climbed:
        asking = asking._replace(urgent=True)
    until = _held_until(asking, call, world, now=now)
    if until:
        asking = asking._replace(urgent=False)
    wanted, calendar = Wanted(asking, call, asking.since), world.calendars.get(call.recipient_id)
    if wanted.urgent and calendar is not None:
        back = kept_back(calendar, now)
        return wanted._replace(say_at=speaks_at(calendar, now), kept_back=back) if back else wanted
    if until:
        said = any(each.said_at is not None and key_of(each) == wanted.key for each in nudges)
        return (
            wanted if said else wanted._replace(say_at=until, kept_back=_left(world, until, now), held=True)
        )
    return wanted


def _held_until(asking: Asking, call: Call, world: World, *, now: datetime) -> datetime | None:
    """Until when a lead hears nothing of one thing of somebody who left, as they are asked to hand over all of it at once;
    what is urgent is not held back, but for what is late: the handover names it."""
    until, circle = world.left_until, world.circle
    if (
        until is None
        or until <= now
        or call.role != "lead"
        or (asking.urgent and asking.reason != "promise_late")
    ):
        return None
    return until if asking.to in {OWNER, circle.owner_id} else None


def _left(world: World, until: datetime, now: datetime) -> str:
    circle = world.circle
    day = until.astimezone(ZoneInfo(circle.zone)).date().isoformat()
    return (
        f"{_name(circle.owner_id or '', world)} has left, and all that was theirs can be handed over at once; if it is not, "
        f"this comes from {day_in_words(day, now=now, zone=circle.zone)} on"
    )


def held_back(nudge: Nudge, *, now: datetime) -> bool:
    """Whether no brief is to have it yet."""
    until = json.loads(nudge.facts).get(HELD_UNTIL) if HELD_UNTIL in nudge.facts else None
    return until is not None and now < datetime.fromisoformat(until)


def _differs(nudge: Nudge, wanted: Wanted) -> bool:
    same = json.loads(nudge.facts) == wanted.facts()
    return not same or nudge.role != wanted.call.role or (wanted.urgent and not nudge.urgent)


def shows(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """What of a nudge's facts is seen in its line."""
    return tuple(facts.get(name) or "" for name in ("why", "note", "next_id", "next_at"))


def passed_on(
    before: Mapping[str, Any], after: Mapping[str, Any], plan_: Plan, world: World, *, now: datetime
) -> tuple[str, str]:
    """What a nudge's story says of a change of whom it announces: what happened and why; twice "" where nothing did."""
    was, becomes = before.get("next_id") or "", after.get("next_id") or ""
    if was == becomes:
        return "", ""
    if becomes:
        at, zone = datetime.fromisoformat(after["next_at"]), world.circle.zone
        local = at.astimezone(ZoneInfo(zone))
        day = day_in_words(local.date().isoformat(), now=now, zone=zone)
        return "announced", f"{_name(becomes, world)} hears of it {day}, {local:%H:%M} if it is still open"
    if any(each.call.recipient_id == was for each in plan_.wanted):
        return "passed on", f"{_name(was, world)} hears of it, too"
    return "passed on no further", "somebody has answered it, or nobody else is to hear of it"


def _name(person_id: str, world: World) -> str:
    known = world.circle.known.get(person_id)
    return known.name if known else "Somebody"
