"""Whatever is done to a promise in whatever order, what it says stays true, and undo puts back what was there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot import changes, promises
from bot.calendar import WorkingHours, add_working_time, instant, wall_of
from bot.changes import Change
from bot.promises import AGREED, OUTCOMES, TELL_WITHIN, Given, Terms
from bot.refusals import Refusal
from storage.tables import History, Promise

TERMS = Terms(WorkingHours())
START = datetime(
    2026, 10, 22, 8, 0, tzinfo=UTC
)  # in the zones below the clocks change within the next ten days
ZONE = st.sampled_from(["Europe/Tallinn", "America/New_York", "Asia/Kolkata"])
DAYS_ON = st.integers(-1, 14)
HOUR = st.none() | st.sampled_from([0, 1, 2, 3, 9, 17, 23])
FACT = st.sampled_from(["", "stuck in customs", "a rented pump", "x" * 1001])
PROOF = st.sampled_from(["", "tracking 1Z", "customer said so", "a\0b"])
DATES = ("due", "aim", "new_due")


@dataclass(frozen=True)
class Step:
    """One entry of the history with the promise as it was before and after."""

    entry: History
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    was: Mapping[str, Any]
    became: Mapping[str, Any]


class LifeOfAPromise(RuleBasedStateMachine):
    """One promise in the hands of colleagues in several zones, while time passes."""

    row: Promise

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.done: list[Step] = []
        self.taken_back: list[Step] = []
        self.due_was_corrected = False

    def wall(self, days_on: int, hour: int | None, zone: str) -> str:
        day = self.now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days_on)
        return wall_of(day, None if hour is None else datetime(2026, 1, 1, hour, 30).time())  # noqa: DTZ001

    def do(self, decide: Callable[[], Change]) -> bool:
        """Carries a decision out; a refusal leaves everything as it was."""
        was = self.row.model_dump()
        try:
            change = decide()
        except Refusal as refusal:
            assert refusal.sentence
            assert self.row.model_dump() == was
            return False
        assert self.row.model_dump() == was, "a rule decides and does not write"
        assert change.fields, "an entry without values could not be told from the first one"
        before = {name: was[name] for name in change.fields}
        assert all(before[name] != value for name, value in change.fields.items())
        self.write(change.fields)
        self.done.append(Step(self.entry(change.what), before, change.fields, was, self.row.model_dump()))
        self.taken_back.clear()
        return True

    def write(self, fields: Mapping[str, Any]) -> None:
        for name, value in fields.items():
            setattr(self.row, name, value)

    def entry(self, what: str) -> History:
        return History(
            team_id="T1",
            kind="promise",
            row_id=1,
            at=self.now,
            by="U1",
            via="button",
            what=what,
            before="",
            after="",
        )

    def reverse(self, step: Step, what: str) -> None:
        change = changes.undo(
            self.entry(what),
            self.row,
            before=step.before,
            after=step.after,
            by="U1",
            now=self.now,
            others_since=False,
        )
        self.write(change.fields)

    # What people and the clock do

    @initialize(days_on=st.integers(1, 9), hour=HOUR, zone=ZONE, dated=st.booleans(), aimed=st.booleans())
    def give(self, days_on: int, hour: int | None, zone: str, dated: bool, aimed: bool) -> None:
        given = Given(
            words="replacement pump",
            owner_id="U1",
            said_by="U1",
            zone=zone,
            due=self.wall(days_on, hour, zone) if dated else None,
            aim=self.wall(1, 0, zone) if aimed else None,
        )
        self.row = promises.make(given, team_id="T1", customer_id=1, number=1, terms=TERMS, now=self.now)
        self.row.id = 1
        row = self.row.model_dump()
        self.done.append(Step(self.entry("given"), {}, row, {**row, "removed_at": None}, row))

    @rule(span=st.timedeltas(timedelta(minutes=1), timedelta(days=3)))
    def time_passes(self, span: timedelta) -> None:
        self.now += span

    @precondition(lambda self: self.row.removed_at is None)
    @rule(
        days_on=DAYS_ON,
        hour=HOUR,
        zone=ZONE,
        corrects=st.sampled_from([*DATES[:2], "no due", "no aim", "owner_id", "agreed", "nothing"]),
    )
    def edit(self, days_on: int, hour: int | None, zone: str, corrects: str) -> None:
        row, wall = self.row, self.wall(days_on, hour, zone)
        given = Given(
            words=row.words,
            owner_id="U2" if corrects == "owner_id" else row.owner_id,
            said_by="U9",
            zone=zone,
            due=wall if corrects == "due" else None if corrects == "no due" else row.due_wall,
            aim=wall if corrects == "aim" else None if corrects == "no aim" else row.aim_wall,
            kind=row.kind,
            agreed="in writing" if corrects == "agreed" else row.agreed,
        )
        said_by = row.said_by
        edited = self.do(
            lambda: promises.edit(row, given, customer_id=row.customer_id, terms=TERMS, now=self.now)
        )
        assert not (edited and corrects == "nothing")
        assert row.said_by == said_by
        self.due_was_corrected |= edited and "due" in corrects

    @precondition(lambda self: self.row.removed_at is None)
    @rule(days_on=DAYS_ON, hour=HOUR, zone=ZONE, told=st.booleans())
    def move(self, days_on: int, hour: int | None, zone: str, told: bool) -> None:
        row, new = self.row, self.wall(days_on, hour, zone)
        had, status = (row.due_at, row.due_wall), row.status
        done = self.do(lambda: promises.move(row, new, zone, told=told, terms=TERMS, now=self.now))
        if had[0] is not None and not (done and told):
            assert (row.due_at, row.due_wall) == had, "only the customer's knowing changes the told date"
        if done:
            assert status == "open"
            meant = instant(new, zone if "T" in new else row.zone, TERMS.hours)
            assert meant in {row.due_at, row.new_due_at}
            if told or row.new_due_at is None:
                assert row.due_at == meant

    @precondition(lambda self: self.row.removed_at is None)
    @rule(why=FACT, plan=FACT, days_on=st.none() | DAYS_ON, hour=HOUR, zone=ZONE)
    def at_risk(self, why: str, plan: str, days_on: int | None, hour: int | None, zone: str) -> None:
        row = self.row
        new = None if days_on is None else self.wall(days_on, hour, zone)
        had, was_at_risk, clock = row.due_at, row.health == "at risk", row.tell_by
        done = self.do(
            lambda: promises.at_risk(row, why=why, plan=plan, new=new, zone=zone, terms=TERMS, now=self.now)
        )
        assert row.due_at == had
        if done:
            assert row.health == "at risk"
            fresh = add_working_time(self.now, TELL_WITHIN, TERMS.hours, zone)
            assert row.tell_by in ({clock, fresh} if was_at_risk else {clock or fresh})

    @precondition(lambda self: self.row.removed_at is None)
    @rule()
    def told(self) -> None:
        row = self.row
        expected = row.new_due_at or row.due_at
        if self.do(lambda: promises.told(row, now=self.now)):
            assert (row.tell_by, row.new_due_at, row.told_at) == (None, None, self.now)
            assert row.due_at == expected

    @precondition(lambda self: self.row.removed_at is None)
    @rule(outcome=st.sampled_from([*OUTCOMES, "done"]), proof=PROOF)
    def close(self, outcome: str, proof: str) -> None:
        row, had = self.row, self.row.due_at
        self.do(lambda: promises.close(row, outcome, proof=proof, by="U1", now=self.now))
        assert row.due_at == had

    @precondition(lambda self: self.row.removed_at is None)
    @rule(outcome=st.sampled_from([*OUTCOMES, "open"]))
    def reword(self, outcome: str) -> None:
        self.do(lambda: promises.reword_outcome(self.row, outcome))

    @precondition(lambda self: self.row.removed_at is None)
    @rule(proof=PROOF)
    def prove(self, proof: str) -> None:
        self.do(lambda: promises.add_proof(self.row, proof))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        step = self.done.pop()
        self.reverse(step, step.entry.what)
        restored = self.row.model_dump()
        if step.before:
            assert restored == step.was
        else:
            assert restored == {**step.became, "removed_at": self.now}
            step = Step(step.entry, {"removed_at": None}, {"removed_at": self.now}, step.was, step.became)
        self.taken_back.append(step)

    @precondition(lambda self: self.taken_back)
    @rule()
    def undo_the_undo(self) -> None:
        step = self.taken_back.pop()
        first = "removed_at" in step.after
        back = step if first else Step(step.entry, step.after, step.before, step.became, step.was)
        self.reverse(back, "undone")
        assert self.row.model_dump() == step.became
        self.done.append(Step(step.entry, {}, step.became, step.was, step.became) if first else step)

    # What stays true

    @invariant()
    def it_is_open_or_ended_in_one_of_five_ways(self) -> None:
        row = self.row
        assert row.status == "open" or row.status in OUTCOMES
        assert (row.status != "open") == (row.closed_at is not None) == (row.closed_by is not None)
        assert row.status != "open" or not row.proof
        assert row.health in {"on track", "at risk"}
        assert row.agreed in AGREED

    @invariant()
    def a_clock_runs_only_while_there_is_something_to_tell(self) -> None:
        row = self.row
        if row.tell_by is not None:
            assert row.status == "open"
            assert row.told_at is None
            assert row.health == "at risk" or row.new_due_at is not None
        if row.status == "open" and not self.due_was_corrected and row.new_due_at and row.due_at:
            assert row.new_due_at < row.due_at or row.tell_by is not None
            assert row.new_due_at != row.due_at

    @invariant()
    def an_instant_and_the_wall_it_was_said_as_are_the_same(self) -> None:
        for name in DATES:
            at, wall = getattr(self.row, f"{name}_at"), getattr(self.row, f"{name}_wall")
            assert (at is None) == (wall is None)
            if at is not None and instant(wall, self.row.zone, TERMS.hours) != at:
                # A colleague's wall in another zone may fall into the second run of a repeated hour here.
                local = at.astimezone(ZoneInfo(self.row.zone))
                assert (local.fold, wall_of(local.date(), local.time())) == (1, wall)

    @invariant()
    def our_aim_never_comes_after_the_told_date(self) -> None:
        if self.row.aim_at is not None and self.row.due_at is not None:
            assert self.row.aim_at <= self.row.due_at

    @invariant()
    def a_risk_has_a_beginning(self) -> None:
        assert self.row.health == "on track" or self.row.risk_at is not None


LifeOfAPromise.TestCase.settings = settings(max_examples=150, stateful_step_count=30)
TestLifeOfAPromise = LifeOfAPromise.TestCase
