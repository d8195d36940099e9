"""One look at some rows of one kind, in one transaction: what asks becomes nudges, what has ended ends them, and each row
says when to look again."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot import nudge_endings
from bot.attention import LEADS, OWNER, TEAM, Look
from bot.changes import differing
from bot.kinds import ASKED
from bot.nudges import HELD_UNTIL, Plan, Wanted, passed_on, plan, shows
from handlers import system_fix_causes, voice_drawing
from handlers.brief_replaced import standing_in
from handlers.house import reference, without_words
from handlers.looking_known import LOGGED_LATE
from handlers.looking_people import Met
from handlers.looking_rules import RULES, Batch, Rule
from handlers.looking_subjects import Looked, Looker, Subject, subjects_of
from storage import looking, nudge_locks, nudges, posts, rows
from storage.tables import Nudge

log = logging.getLogger("kept")
# What a rule could not look at is looked at again after that long.
AGAIN_AFTER = timedelta(hours=1)
# What ends so soon after somebody did something about it ends by that, and not by the turn of the clock.
JUST_NOW = timedelta(minutes=15)
# Never sooner than that, whatever a rule says: a look that moves nothing on would be taken at every tick.
SOONEST = timedelta(minutes=1)


def save(conn: Connection, looker: Looker, kind: str, ids: Iterable[int], met: Met) -> Looked:
    """Looks at those of these rows that are due still. Rows about whose people not everything is known are left as they
    were, and so are those that somebody else is just looking at or changing."""
    found = looking.locked(conn, kind, ids, looker.now)
    looked = Looked()
    subjects = subjects_of(conn, looker, kind, found, met, looked)
    if not subjects:
        return looked
    batch = Batch(
        looker.team_id,
        [each.row for each in subjects],
        {each.row.id: each.about for each in subjects},
        looker.now,
    )
    rule = RULES[kind](conn, batch)
    done = [each for each in subjects if _decided(each, rule, looker, looked)]
    _write(conn, looker, kind, done)
    looked.count = len(done)
    return looked


def _decided(subject: Subject, rule: Rule, looker: Looker, looked: Looked) -> bool:
    """Has the rule look at one row and plans its nudges; a rule that fails keeps no other row from being looked at. Says
    whether everybody was known whom that takes."""
    row = subject.row
    try:
        look = rule(row)
        unknown = {each.to for each in look.asks} - {OWNER, LEADS, TEAM} - subject.world.circle.known.keys()
        if unknown:
            looked.missing |= unknown
            looked.left.add(row.id)
            return False
        subject.look = look
        subject.plan = plan(look.asks, subject.nudges, subject.world, now=looker.now)
    except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold people's words
        log.error(  # noqa: TRY400 - the error's own text may hold people's words
            "%s: %s %s could not be looked at: %s", reference(), subject.kind, row.id, without_words(error)
        )
        subject.look, subject.plan = Look(next_at=looker.now + AGAIN_AFTER), None
    return True


def _write(conn: Connection, looker: Looker, kind: str, done: Sequence[Subject]) -> None:
    """The rows themselves first, then posts before nudges, as everywhere, and what is new last."""
    ending = _whys(conn, looker, kind, done)
    for each in done:
        fields = differing(each.row, each.look.fields) if each.look.fields else {}
        if fields:
            rows.change(
                conn, each.instance, each.look.what, fields, by=looker.user_id, via="clock", now=looker.now
            )
    looking.again(conn, kind, {each.row.id: _next(each, looker) for each in done})
    if kind == "mistake":
        for each in done:
            if each.row.cause or each.row.fix_id:
                system_fix_causes.noticed(conn, each.instance, by=looker.user_id, now=looker.now)
    touched = [
        nudge
        for each in done
        if each.plan
        for nudge in (*each.plan.end, *(one for one, _ in (*each.plan.change, *each.plan.reopen)))
    ]
    standing = _standing(done) | _passed_on(conn, looker, kind, done)
    anew = _snoozed_anew(done)
    nudge_locks.lock(conn, [*touched, *(nudge for nudge, _ in anew)], post_ids=standing)
    posts.redraw(conn, looker.team_id, standing, now=looker.now)
    for why, some in ending.items():
        # What only another one takes the place of is drawn anew once that one is said.
        redraw = not nudge_endings.is_replaced(why)
        nudges.end(conn, some, why, now=looker.now, what=nudges.RESTED, redraw=redraw)
    for nudge, why in anew:
        nudges.end_anew(conn, nudge, why, now=looker.now)
    for each in done:
        if each.plan is not None and (each.plan.change or each.plan.reopen):
            _change(conn, looker, each, each.plan)
    new = [_nudge(wanted, each, looker) for each in done if each.plan for wanted in each.plan.make]
    nudges.make_many(conn, looker.team_id, new)


def _next(subject: Subject, looker: Looker) -> datetime | None:
    coming = [subject.look.next_at, subject.world.look_at]
    if subject.plan is not None:
        coming.append(subject.plan.next_at)
    at = min(filter(None, coming), default=None)
    return None if at is None else max(at, looker.now + SOONEST)


def _whys(
    conn: Connection, looker: Looker, kind: str, done: Sequence[Subject]
) -> Mapping[str, Sequence[Nudge]]:
    """The nudges that end, by the reason in words."""
    ending = [(each, each.plan) for each in done if each.plan and each.plan.end]
    if not ending:
        return {}
    ids = [each.row.id for each, _ in ending]
    entries = looking.last_entries(conn, looker.team_id, kind, ids)
    since = looker.now - LOGGED_LATE
    acts = looking.answers(conn, looker.team_id, kind, ids, since=since, undone=True)
    by_why: dict[str, list[Nudge]] = {}
    for each, plan_ in ending:
        last = max(acts.get(each.row.id, {}).values(), default=None)
        just = last is not None and looker.now - last < JUST_NOW
        for nudge in plan_.end:
            why = nudge_endings.why(
                nudge,
                each.instance,
                plan_,
                snoozed=each.world.snoozed,
                entry=entries.get(each.row.id),
                names={id_: known.name for id_, known in each.world.circle.known.items()},
                just=just,
            )
            by_why.setdefault(why, []).append(nudge)
    return by_why


def _passed_on(conn: Connection, looker: Looker, kind: str, done: Sequence[Subject]) -> set[int]:
    """The messages that tell what a customer asked for, of promises that may have come to something since."""
    asked = [each.row.id for each in done if kind == "promise" and each.row.kind == ASKED]
    return {post_id for each in asked for post_id in voice_drawing.said_in(conn, looker.team_id, each)}


def _standing(done: Sequence[Subject]) -> set[int]:
    """The messages in which a line still stands for a nudge that ends before it was in any."""
    found = {
        standing_in(nudge, each.nudges)
        for each in done
        if each.plan
        for nudge in each.plan.end
        if nudge.post_id is None
    }
    return {each for each in found if each is not None}


def _snoozed_anew(done: Sequence[Subject]) -> list[tuple[Nudge, str]]:
    """The nudges that a snooze ended which was replaced by another since, with what is to be read of it now."""
    found = []
    for each in done:
        for person_id, until in each.world.snoozed.items():
            theirs = [nudge for nudge in each.nudges if nudge.recipient_id == person_id]
            last = max(theirs, key=lambda nudge: nudge.id or 0, default=None)
            why = f"{nudge_endings.SNOOZED}{until}"
            if last is not None and nudge_endings.is_snoozed(last.ended_why) and last.ended_why != why:
                found.append((last, why))
    return found


def _change(conn: Connection, looker: Looker, subject: Subject, plan_: Plan) -> None:
    again = [(nudge, wanted) for nudge, wanted in plan_.reopen if _rested(nudge)]
    nudges.reopen(conn, [nudge for nudge, _ in again], "it asks again", now=looker.now)
    for nudge, wanted in (*plan_.change, *again):
        before, after = json.loads(nudge.facts), wanted.facts()
        fields: dict[str, Any] = {"facts": rows.WRITTEN(after), "role": wanted.call.role}
        what, why = passed_on(before, after, plan_, subject.world, now=looker.now)
        if wanted.urgent and not nudge.urgent:
            fields |= {"urgent": True, "say_at": wanted.say_at}
        elif before.get(HELD_UNTIL) != after.get(HELD_UNTIL):
            fields["say_at"] = wanted.say_at
            what, why = ("delayed", wanted.kept_back) if wanted.held else ("waits no longer", "")
        redraw = shows(before) != shows(after)
        nudges.change(conn, nudge, fields, now=looker.now, what=what, why=why, redraw=redraw)


def _rested(nudge: Nudge) -> bool:
    """Whether it was the clock that ended it; what somebody put away stays away."""
    ends = [each for each in nudges.story_of(nudge) if each["what"] in {"ended", nudges.RESTED}]
    return bool(ends) and ends[-1]["what"] == nudges.RESTED


def _nudge(wanted: Wanted, subject: Subject, looker: Looker) -> Nudge:
    asking, call = wanted.asking, wanted.call
    story = nudges.told("delayed", wanted.kept_back, now=looker.now) if wanted.kept_back else ""
    if call.recipient_id in subject.world.circle.suffixes:
        story = nudges.told("waited", "it was snoozed until then", now=looker.now) + story
    values = {
        "id": None,
        "team_id": looker.team_id,
        "number": 0,
        "kind": subject.kind,
        "row_id": subject.row.id,
        "customer_id": asking.customer_id or vars(subject.about.customer)["id"] or None,
        "reason": asking.reason,
        "window": call.window,
        "recipient_id": call.recipient_id,
        "role": call.role,
        "facts": rows.WRITTEN(wanted.facts()),
        "since_at": asking.since,
        "say_at": wanted.say_at,
        "urgent": wanted.urgent,
        "post_id": None,
        "said_at": None,
        "ended_at": None,
        "ended_why": "",
        "story": story,
        "made_at": looker.now,
    }
    return rows.made(Nudge, values)
