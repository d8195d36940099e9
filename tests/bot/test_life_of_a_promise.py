"""Whatever is done to a promise in whatever order, what it says stays true, and undo puts back what was there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot import changes, promise_checks, promise_endings, promises
from bot.calendar import WorkingHours, add_working_time, instant, wall_of
from bot.changes import Change
from bot.promises import AGREED, OUTCOMES, TELL_WITHIN, Given, Terms
from bot.refusals import Refusal
from storage.tables import History, Promise
from tests.sizes import examples

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


@dataclass
class Step:
    """One entry of the history, with the promise as it was before; `undone` once another one took it back."""

    entry: History
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    was: Mapping[str, Any]
    undone: bool = False

    @property
    def ends(self) -> bool:
        """Whether it holds and says whether the promise is open (as `undoing_batch.stands_in_the_way`)."""
        return not self.undone and self.entry.what != "undone" and "status" in self.after


class LifeOfAPromise(RuleBasedStateMachine):
    """One promise in the hands of colleagues in several zones, while time passes."""

    row: Promise

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.done: list[Step] = []

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
        for name, value in change.fields.items():
            setattr(self.row, name, value)
        self.done.append(Step(self.entry(change.what), before, change.fields, was))
        return True

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

    def take_back(self, step: Step) -> bool:
        """Undo as a person presses it, on whichever confirmation."""
        later = self.done[self.done.index(step) + 1 :]

        def decide() -> Change:
            undoing = changes.undo(
                step.entry,
                self.row,
                before=step.before,
                after=step.after,
                by="U1",
                now=self.now,
                others_since=any(each.ends for each in later),
            )
            return promises.undone(self.row, undoing, "Europe/Tallinn", TERMS, now=self.now)

        step.undone = self.do(decide)
        return step.undone

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
        self.done.append(Step(self.entry("given"), {}, row, row))

    @rule(span=st.timedeltas(timedelta(minutes=1), timedelta(days=1)))
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

    @precondition(lambda self: self.row.removed_at is None)
    @rule(days_on=DAYS_ON, hour=HOUR, zone=ZONE, told=st.sampled_from([False, False, True]))
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
        closed = self.do(lambda: promise_endings.close(row, outcome, proof=proof, by="U1", now=self.now))
        assert row.due_at == had
        assert not closed or bool(row.proof) == bool(proof), "what proved an earlier ending proves no other"

    @precondition(lambda self: self.row.removed_at is None and self.row.status != "open")
    @rule(outcome=st.none() | st.sampled_from([*OUTCOMES, "open"]), proof=PROOF)
    def reword_or_prove(self, outcome: str | None, proof: str) -> None:
        if outcome is None:
            self.do(lambda: promise_endings.add_proof(self.row, proof))
        else:
            self.do(lambda: promise_endings.reword_outcome(self.row, outcome))

    @precondition(lambda self: self.row.removed_at is None)
    @rule(started=st.booleans())
    def answer(self, started: bool) -> None:
        what = "started" if started else "on track"
        self.do(lambda: promise_checks.answered(self.row, what=what, now=self.now))

    @precondition(lambda self: self.row.removed_at is None and self.row.status != "open")
    @rule(found=st.sampled_from(list(promise_checks.CHECKS)), zone=ZONE)
    def check_back(self, found: str, zone: str) -> None:
        self.do(lambda: promise_checks.check_back(self.row, found, zone=zone, terms=TERMS, now=self.now))

    @rule(back=st.sampled_from([1, 2, 2, 2, 3, 3, 4]))
    def undo(self, back: int) -> None:
        holding = [each for each in self.done if not each.undone]
        step = holding[-min(back, len(holding))]
        is_newest = step is self.done[-1]
        undone = self.take_back(step)
        if undone and is_newest:
            as_it_was = step.was if step.before else {**step.was, "removed_at": self.now}
            assert self.row.model_dump() == as_it_was
        later = self.done[self.done.index(step) + 1 :]
        touched = {name for each in later for name in each.after}
        if self.row.tell_by is None:
            touched.discard("tell_by")  # it stopped by itself
        if not undone and touched.isdisjoint(step.after):
            # An aim that would come after the told date by now, or a word that a later date has overtaken.
            nothing = not promises.settled(self.row, step.before, "Europe/Tallinn", TERMS, now=self.now)
            assert nothing or any(each.ends for each in later), "nobody has touched it since"

    # What stays true

    @invariant()
    def it_is_open_or_ended_in_one_of_five_ways(self) -> None:
        row = self.row
        assert row.status == "open" or row.status in OUTCOMES
        assert (row.status != "open") == (row.closed_at is not None) == (row.closed_by is not None)
        assert row.health in {"on track", "at risk"}
        assert row.agreed in AGREED

    @invariant()
    def a_clock_runs_exactly_while_there_is_bad_news_that_the_customer_has_not_heard(self) -> None:
        row = self.row
        is_later = row.new_due_at is not None and (row.due_at is None or row.new_due_at > row.due_at)
        unheard = is_later or (row.health == "at risk" and row.told_at is None)
        assert (row.tell_by is not None) == (row.status == "open" and unheard)
        assert row.tell_by is None or row.told_at is None

    @invariant()
    def what_the_customer_has_been_told_is_no_new_date(self) -> None:
        assert self.row.new_due_at is None or self.row.new_due_at != self.row.due_at

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


LifeOfAPromise.TestCase.settings = settings(max_examples=examples(250), stateful_step_count=30)
TestLifeOfAPromise = LifeOfAPromise.TestCase
