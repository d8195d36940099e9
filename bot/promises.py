"""A promise's life until it ends: given, edited, moved, at risk, told. Decisions only; nothing here knows a clock or a
table's place."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from bot import voice
from bot.calendar import WorkingHours, add_working_time, instant, read_wall, wall_on
from bot.changes import Change, differing
from bot.kinds import ALL as ALL_KINDS
from bot.kinds import guess
from bot.refusals import AlreadySo, ChangedSince, WrongOrder
from bot.sources import NOWHERE, Source
from bot.tell_clock import follows
from bot.text import clean
from storage.tables import Promise

# Practice 6: these five and no silence.
OUTCOMES = {
    "kept": "kept",
    "late": "kept late",
    "partly": "partly kept",
    "not kept": "not kept",
    "called off": "called off",
}
# Nothing shows these: what is said with them is why.
WITH_REASON = frozenset({"not kept", "called off"})
AGREED = {"said": "said", "read back": "read back and agreed", "in writing": "in writing"}
# Practice 10: working time from knowing to telling, and to an answer for who waits, where the team has set no other.
TELL_WITHIN = timedelta(hours=2)
ANSWER_WITHIN = timedelta(hours=2)
PROOF_MAX = 500
# The last year whose every moment has a date in every zone.
LAST_YEAR = 9998


class Given(NamedTuple):
    """What a person said when they gave a promise. Walls are in `zone`, the speaker's."""

    words: str
    owner_id: str
    said_by: str
    zone: str
    due: str | None = None
    aim: str | None = None
    kind: str | None = None
    agreed: str = "said"
    source: Source = NOWHERE


class Terms(NamedTuple):
    """The company's working hours, how long telling a customer may take, and how long one who waits for an answer does
    (both working time)."""

    hours: WorkingHours
    tell_within: timedelta = TELL_WITHIN
    answer_within: timedelta = ANSWER_WITHIN


def make(
    given: Given, *, team_id: str, customer_id: int, number: int, terms: Terms, now: datetime
) -> Promise:
    """The promise that was given. Raises Unreadable for its words, WrongOrder for its dates."""
    words = clean(given.words, what="The promise", field="words")
    if given.kind == voice.ASKED:
        words = voice.promised(words)
    due_at = _at(given.due, given.zone, terms)
    aim_at = _at(given.aim, given.zone, terms, field="aim")
    _check_dates(due_at, aim_at, now=now)
    return Promise(
        team_id=team_id,
        number=number,
        customer_id=customer_id,
        words=words,
        kind=given.kind if given.kind in ALL_KINDS else guess(words),
        owner_id=given.owner_id,
        said_by=given.said_by,
        agreed=given.agreed if given.agreed in AGREED else "said",
        zone=given.zone,
        due_at=due_at,
        due_wall=given.due,
        aim_at=aim_at,
        aim_wall=given.aim,
        created_at=now,
        **given.source.columns(),
    )


def edit(promise: Promise, given: Given, *, customer_id: int, terms: Terms, now: datetime) -> Change:
    """What was logged wrongly, put right. Raises as make does, and AlreadySo if nothing differs.

    A date that stays may lie in the past by now; only a new one is checked against `now`. The kind "guess" is guessed
    from the words. Another told date may change what the customer has still to hear; once the told one has passed,
    another is no correction but a move, which counts when they have been told (see move), and what ended after it keeps
    it. An aim after the date that they know may follow once they know the new one.
    """
    words = clean(given.words, what="The promise", field="words")
    kind = guess(words) if given.kind == "guess" else given.kind
    due, due_at = promise.due_wall, promise.due_at
    moved: dict[str, object] = {}
    if given.due != due:
        due, due_at = _on_its_clock(promise, given.due, given.zone, terms)
    aim, aim_at = promise.aim_wall, promise.aim_at
    if given.aim != aim:
        aim, aim_at = _on_its_clock(promise, given.aim, given.zone, terms, field="aim")
    _check_dates(
        due_at if due_at != promise.due_at else None, aim_at if aim_at != promise.aim_at else None, now=now
    )
    if due_at != promise.due_at and _ended_late(promise):
        raise WrongOrder(
            "It ended after the date they were told, so that date stays. Leave it as it was; the rest can be corrected.",
            field="due",
        )
    if due_at != promise.due_at and is_late(promise, now=now):
        if due is None:
            raise WrongOrder(
                "The date they were told has passed, so it stays. Type the new date, or close it with how it ended.",
                field="due",
            )
        if _is_after(aim_at, promise.due_at):
            raise WrongOrder(
                "Our aim can follow once they have been told of the new date; leave it out.", field="aim"
            )
        moved = {"new_due_at": due_at, "new_due_wall": due}
        due, due_at = promise.due_wall, promise.due_at
    _check_order(due_at, aim_at)
    fields = differing(
        promise,
        {
            **moved,
            "words": words,
            "customer_id": customer_id,
            "kind": kind if kind in ALL_KINDS else promise.kind,
            "owner_id": given.owner_id,
            "agreed": given.agreed if given.agreed in AGREED else promise.agreed,
            "due_at": due_at,
            "due_wall": due,
            "aim_at": aim_at,
            "aim_wall": aim,
        },
    )
    if not fields:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", settled(promise, fields, given.zone, terms, now=now))


def move(
    promise: Promise, new: str, zone: str, *, said_in: str = "", told: bool, terms: Terms, now: datetime
) -> Change:
    """A new date. Until the customer has been told, the promise counts against its old one (product page, section 3).

    The first date of a promise that had none is simply its date. A later date that the customer does not know of
    starts the tell-clock, as knowing of a delay does [practice 10]; going back to the date that they know stops it.
    The clock runs in `zone`, that of the person who says so; `new` is a wall there, or in the zone `said_in`. Raises
    AlreadySo if it has that date, or is to have it.
    """
    check_open(promise)
    wall, new_at = _on_its_clock(promise, new, said_in or zone, terms)
    _check_dates(new_at, None, now=now)
    if new_at == promise.due_at and promise.new_due_at is None:
        raise AlreadySo("That is the date it has already.", field="due")
    if promise.due_at is None or told:
        what, fields = "moved", _new_date(wall, new_at) | (_known(now) if told else {})
    elif new_at == promise.due_at:
        what, fields = "moved", {"new_due_at": None, "new_due_wall": None}
    else:
        what, fields = "moved, customer not told yet", {"new_due_at": new_at, "new_due_wall": wall}
    fields = settled(promise, fields, zone, terms, now=now)
    if not fields:
        raise AlreadySo(
            "That is the new date already. The customer has not been told of it yet.", field="due"
        )
    if "new_due_at" in fields:
        # Whoever moves it has said how it stands [practice 11]; of what the customer was told that is known anyway.
        heard = {"answered_at": now, "health": "on track" if promise.health == "unknown" else promise.health}
        fields |= differing(promise, heard)
    return Change(what, fields)


def at_risk(
    promise: Promise,
    *,
    why: str,
    plan: str,
    new: str | None,
    zone: str,
    said_in: str = "",
    terms: Terms,
    now: datetime,
) -> Change:
    """It may slip: the tell-clock starts, in the zone of the person who says so [practice 10].

    Said again, what is said anew takes the place of what was; the clock runs on from the first time, and starts anew for
    a later date that the customer does not know of. `new` is the wall, there or in the zone `said_in`, of a date we could offer
    instead, not yet told; the told date itself is no new one. Raises AlreadySo if nothing new is said.
    """
    check_open(promise)
    fields: dict[str, object] = {"health": "at risk"}
    if promise.health != "at risk":
        # What was written about an earlier risk is no fact of this one.
        fields |= {"risk_at": now, "told_at": None, "risk_why": "", "risk_plan": ""}
    if why:
        fields["risk_why"] = clean(why, what="What happened", field="why")
    if plan:
        fields["risk_plan"] = clean(plan, what="What we do about it", field="plan")
    wall, new_at = _on_its_clock(promise, new, said_in or zone, terms)
    if wall and new_at != promise.due_at:
        _check_dates(new_at, None, now=now)
        fields |= {"new_due_at": new_at, "new_due_wall": wall}
    fields = settled(promise, fields, zone, terms, now=now)
    if not fields:
        raise AlreadySo("It is marked at risk already.")
    return Change("at risk", fields)


def told(promise: Promise, *, now: datetime) -> Change:
    """The customer knows: the tell-clock stops, and a date that we moved to becomes the told one."""
    check_open(promise)
    if promise.tell_by is None and promise.new_due_at is None:
        raise AlreadySo("There is nothing that the customer still has to be told.")
    fields: dict[str, object] = {"told_at": now}
    if promise.new_due_at is not None:
        fields = _new_date(promise.new_due_wall, promise.new_due_at) | _known(now)
    # Nothing is left to be told, so no clock starts.
    return Change("told", differing(promise, fields | follows(promise, fields, until=now)))


def is_late(promise: Promise, *, now: datetime) -> bool:
    """Whether an open promise is past the date the customer was told."""
    return promise.status == "open" and promise.due_at is not None and now > promise.due_at


def _ended_late(promise: Promise) -> bool:
    return promise.status != "open" and _is_after(promise.closed_at, promise.due_at)


def _at(wall: str | None, zone: str, terms: Terms, *, field: str = "due") -> datetime | None:
    if wall is None:
        return None
    if read_wall(wall)[0].year > LAST_YEAR:
        raise WrongOrder("That is further away than any calendar goes. Which year do you mean?", field=field)
    return instant(wall, zone, terms.hours)


def _on_its_clock(
    promise: Promise, wall: str | None, zone: str, terms: Terms, *, field: str = "due"
) -> tuple[str | None, datetime | None]:
    """A date said in some zone: its wall on the promise's own clock (see wall_on), and its instant.

    The instant of a time is taken from what was said: the promise's clock may show that wall twice in one night.
    """
    if wall is None:
        return None, None
    at = _at(wall, zone if "T" in wall else promise.zone, terms, field=field)
    return wall_on(wall, zone, promise.zone), at


def _new_date(wall: str | None, at: datetime | None) -> dict[str, object]:
    return {"due_at": at, "due_wall": wall, "new_due_at": None, "new_due_wall": None}


def _known(now: datetime) -> dict[str, object]:
    """The customer knows the date that counts now, so nothing is at risk any more."""
    return {"health": "on track", "told_at": now}


def settled(
    promise: Promise, fields: Mapping[str, object], zone: str, terms: Terms, *, now: datetime
) -> dict[str, object]:
    """What differs once these fields are set, with all that follows from them (`tell_clock.follows`). A clock that starts
    runs in `zone`, that of the person who did it."""
    until = add_working_time(now, terms.tell_within, terms.hours, zone)
    return differing(promise, {**fields, **follows(promise, fields, until=until)})


def undone(promise: Promise, undoing: Change, zone: str, terms: Terms, *, now: datetime) -> Change:
    """What takes a step back (`changes.undo`), with all that follows for the promise from how it stands then. Raises
    ChangedSince where nothing would come of it."""
    fields = settled(promise, undoing.fields, zone, terms, now=now)
    if not fields:
        raise ChangedSince("It has changed since, so that step makes no difference any more.")
    return undoing._replace(fields=fields)


def check_open(promise: Promise) -> None:
    """Raises AlreadySo where it is closed."""
    if promise.status != "open":
        raise AlreadySo(f"P-{promise.number} is closed already: {OUTCOMES[promise.status]}.")


def _check_dates(due_at: datetime | None, aim_at: datetime | None, *, now: datetime) -> None:
    if due_at is not None and due_at < now:
        raise WrongOrder("That date is in the past. Which date was the customer told?", field="due")
    if aim_at is not None and aim_at < now:
        raise WrongOrder("Our own aim is in the past. Choose a later day, or leave it out.", field="aim")
    _check_order(due_at, aim_at)


def _check_order(due_at: datetime | None, aim_at: datetime | None) -> None:
    if _is_after(aim_at, due_at):
        raise WrongOrder(
            "Our own aim comes after the date the customer was told. Aim earlier, or leave it out.",
            field="aim",
        )


def _is_after(at: datetime | None, other: datetime | None) -> bool:
    return at is not None and other is not None and at > other
