"""What asks about people becomes nudges, each once, and what asks no more ends them; a snooze keeps them quiet meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot import snoozes as rules
from bot.attention import LEADS, Asking
from bot.reasons import REASONS
from storage import nudges, rows, snoozes
from storage.tables import Desk, Nudge, Snooze

ROLES = {"covering": "cover", "owner_left": "lead"}
ENDED = {
    "covering": "they are back, or somebody else stands in",
    "back": "it is some days ago, or they are away again",
    "owner_left": "they are back",
    "leader_call": "they called, or the month is over",
    "no_lead": "there is a lead now, or nothing stays unanswered",
}
# The same where they have left Slack.
ENDED_FOR_GOOD = {"covering": "they have left", "owner_left": "nothing is theirs any more"}
# As long as a lead is asked for a handover, each of the things waits for it: so it goes on to ask while it is snoozed.
ASKS_ON = frozenset({"owner_left"})
# A word of the customer ends most snoozes, and changes nothing of a desk: so often it is looked for.
HEARD_WITHIN = timedelta(minutes=30)


@dataclass
class Rests:
    """Snoozes of what is asked about one person: those that hold, by who wants to hear nothing, in words too; what those
    that are over add to windows, by person, so that it is asked anew; and when to see whether they hold still."""

    holding: dict[str, str] = field(default_factory=dict)
    over: dict[str, str] = field(default_factory=dict)
    look_at: datetime | None = None


def rests_of(
    conn: Connection, team_id: str, desk_ids: Sequence[int], *, now: datetime
) -> Mapping[int, Rests]:
    """What of these desks is snoozed, by the desk's id."""
    found = {id_: Rests() for id_ in desk_ids}
    some = snoozes.of_rows(conn, team_id, [("desk", id_) for id_ in desk_ids])
    whose = {each.customer_id for each in some if each.customer_id}
    after = min((each.created_at for each in some), default=now)
    heard = snoozes.heard(conn, team_id, whose, after=after) if whose else {}
    for each in some:
        rests = found[each.row_id]
        if not rules.holds(each, now=now, heard_at=heard.get(each.customer_id or 0)):
            rests.over[each.person_id] = f"+{each.id}"
            continue
        rests.holding[each.person_id] = rules.in_words(each, now=now, zone=each.zone, lasting=True)
        rests.look_at = min(filter(None, [rests.look_at, _look_at(each, now)]))
    return found


def _look_at(snooze: Snooze, now: datetime) -> datetime:
    soon = now + HEARD_WITHIN
    if snooze.until_at is None:
        return soon
    by_itself = snooze.how == rules.STOP or snooze.customer_id is None
    return snooze.until_at if by_itself else min(snooze.until_at, soon)


def reconcile(
    conn: Connection,
    desk: Desk,
    asks: Sequence[Asking],
    known: Sequence[Nudge],
    rests: Rests,
    *,
    gone: bool,
    leads: Sequence[str],
    now: datetime,
) -> None:
    """Makes what asks into nudges, each once, and ends those of which it is so no longer. `known` are all that were made
    about this person, who may be `gone` from Slack; `leads` are those who can be asked, in order."""
    ended = {**ENDED, **ENDED_FOR_GOOD} if gone else ENDED
    holds: set[int] = set()
    asked = {each.reason for each in asks} - {"leader_call"}
    for asking in _one_each(asks):
        mine = [each for each in known if each.reason == asking.reason and _same(each, asking, rests)]
        recipient = _recipient(asking, mine, rests, leads)
        if not recipient:
            continue
        if recipient in rests.holding:
            if asking.reason in ASKS_ON:
                holds |= {each.id or 0 for each in mine if each.recipient_id == recipient}
            continue
        nudge = _asked(conn, desk, asking, mine, recipient, rests, now=now)
        if nudge is not None:
            holds.add(nudge.id or 0)
    for each in known:
        if each.ended_at is None and each.id not in holds:
            why = "it is said anew" if each.reason in asked else ended.get(each.reason, "it asks no more")
            if resting := rests.holding.get(each.recipient_id):
                why = f"snoozed {resting}"
            nudges.end(conn, [each], why, now=now, what=nudges.RESTED)


def _asked(
    conn: Connection,
    desk: Desk,
    asking: Asking,
    mine: Sequence[Nudge],
    recipient: str,
    rests: Rests,
    *,
    now: datetime,
) -> Nudge | None:
    """The nudge of what asks: a new one, or the one that is there, as things stand now."""
    window = asking.window + rests.over.get(recipient, "")
    nudge = next((each for each in mine if (each.recipient_id, each.window) == (recipient, window)), None)
    facts = {"why": asking.why, "note": "", "facts": dict(asking.facts)}
    if nudge is None:
        return nudges.make(
            conn,
            desk.team_id,
            kind="desk",
            row_id=desk.id or 0,
            reason=asking.reason,
            window=window,
            recipient_id=recipient,
            role=ROLES.get(asking.reason, "owner"),
            why=asking.why,
            since_at=asking.since,
            now=now,
            urgent=asking.urgent,
            customer_id=asking.customer_id,
            facts=facts,
        )
    if nudge.ended_at is not None and _rested(nudge):
        nudges.reopen(conn, [nudge], "it asks again", now=now)
    # A note on what happened meanwhile stays what it was when it was said.
    noted = asking.reason == "back" and nudge.said_at is not None
    if nudge.ended_at is None and not noted and nudge.facts != rows.WRITTEN(facts):
        nudges.change(conn, nudge, {"facts": rows.WRITTEN(facts)}, now=now)
    return nudge


def _one_each(asks: Sequence[Asking]) -> Sequence[Asking]:
    """Of several things about one person for one recipient the one that matters most."""
    first: dict[str, Asking] = {}
    for each in sorted(asks, key=lambda each: REASONS[each.reason].rank):
        first.setdefault(each.to, each)
    return list(first.values())


def _same(nudge: Nudge, asking: Asking, rests: Rests) -> bool:
    """Whether a nudge was made for this occasion, also before or after a snooze."""
    return nudge.window in {asking.window, asking.window + rests.over.get(nudge.recipient_id, "")}


def _recipient(asking: Asking, mine: Sequence[Nudge], rests: Rests, leads: Sequence[str]) -> str:
    """Whom it reaches: who is named, or the lead who was told before, or the first of them."""
    if asking.to != LEADS:
        return asking.to
    told = [
        each.recipient_id
        for each in mine
        if each.recipient_id in leads and (each.ended_at is None or each.recipient_id in rests.holding)
    ]
    return next(iter([*told, *leads]), "")


def _rested(nudge: Nudge) -> bool:
    """Whether the clock ended it, and nobody else did."""
    story = nudges.story_of(nudge)
    return bool(story) and story[-1]["what"] == nudges.RESTED
