"""Whole lives of promises, walked through: what asks ends, is said once, never ahead of its time, and no date passes
without a word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from bot import promise_checks, promise_endings, promises
from bot.attention import About, Said
from bot.attention_checks import A_MOMENT
from bot.attention_promises import look
from bot.brief_days import brief_on, last_brief_before
from bot.calendar import WorkingHours, wall_of
from bot.quiet import Calendar, next_brief, speaks_at, today
from bot.reasons import REASONS
from bot.refusals import AlreadySo, Refusal, WrongOrder
from bot.working_days import morning
from storage.tables import Promise
from tests.bot.looked_at import CALENDARS, ZONES, about, walk
from tests.bot.promises_looked_at import NOW, TERMS, make, put
from tests.sizes import examples

DAYS = st.none() | st.integers(0, 40)
CLOCK = st.none() | st.integers(0, 23)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Promise, About]:
    """A promise, and the calendar on which its owner lives."""
    zone, theirs = draw(st.sampled_from(ZONES)), draw(st.sampled_from(ZONES))
    hours = draw(st.sampled_from(CALENDARS))
    now = NOW + timedelta(minutes=draw(st.integers(0, 60 * 24 * 9)))
    today = now.astimezone(ZoneInfo(zone)).date()

    def wall() -> str | None:
        days, hour = draw(DAYS), draw(CLOCK)
        if days is None:
            return None
        clock = None if hour is None else datetime(2026, 1, 1, hour, 30).time()  # noqa: DTZ001
        return wall_of(today + timedelta(days=days), clock)

    try:
        promise = make(wall(), wall(), now=now, zone=zone)
    except WrongOrder:
        promise = make(None, now=now, zone=zone)
    if draw(st.booleans()):
        answer = draw(st.sampled_from(["risk", "on track", "move"]))
        if answer == "risk":
            fields = promises.at_risk(
                promise, why="", plan="", new=None, zone=zone, terms=TERMS, now=now
            ).fields
        elif answer == "move":
            new = wall_of(today + timedelta(days=draw(st.integers(1, 40))), None)
            try:
                fields = promises.move(promise, new, zone, told=False, terms=TERMS, now=now).fields
            except AlreadySo:
                fields = {}
        else:
            fields = promise_checks.answered(promise, now=now).fields
        put(promise, fields)
    return promise, about(theirs, hours)


@settings(max_examples=examples(200), deadline=None)
@hypothesis_given(lives(), st.data())
def test_a_walk_through_its_life_ends_and_says_each_window_once_and_nothing_ahead_of_its_time(
    life: tuple[Promise, About], data: st.DataObject
) -> None:
    promise, with_ = life
    closes = promise.created_at + timedelta(days=60)
    held: dict[tuple[str, str], list[int]] = {}
    steps = 0
    for seen in walk(lambda known, now: look(promise, known, now), with_, promise.created_at, until=closes):
        assert seen.look == look(promise, seen.about, seen.at), "the same row asks the same twice"
        for asking in seen.look.asks:
            assert asking.since <= seen.at
            assert asking.why.endswith((".", "?"))
            held.setdefault((asking.reason, asking.window), []).append(steps)
        put(promise, seen.look.fields)
        steps += 1
    assert steps < 40
    for places in held.values():
        assert places == list(range(places[0], places[-1] + 1)), "a call that has ended does not come back"
    days = [asking for asking in held if asking[0] in {"promise_half", "promise_ahead"}]
    assert len(days) <= 2
    outcome = data.draw(st.sampled_from(["kept", "partly", "not kept"]))
    put(promise, promise_endings.close(promise, outcome, proof="", by="U1", now=closes).fields)
    end = [
        *walk(lambda known, now: look(promise, known, now), with_, closes, until=closes + timedelta(days=500))
    ]
    assert end[-1].look.next_at is None
    assert len(end) < 6
    assert not end[-1].look.asks


@dataclass(frozen=True)
class Word:
    """Something that was said: which window, when, and whether between two briefs."""

    window: str
    at: datetime
    urgent: bool


def heard_of(
    promise: Promise, with_: About, acts: Sequence[tuple[datetime, str]], end: datetime
) -> list[Word]:
    """What the owner hears until then, with their briefs and quiet hours, while they do something now and then."""
    calendar = Calendar(with_.zone, with_.hours, with_.held.quiet, with_.held.brief_at)
    now, said, words = promise.created_at, list(with_.said), list[Word]()
    briefed = today(calendar, now) if brief_on(date.fromisoformat(today(calendar, now)), with_) <= now else ""
    briefed = briefed or (date.fromisoformat(today(calendar, now)) - timedelta(days=1)).isoformat()
    left = list(acts)
    while now < end:
        while left and left[0][0] <= now:
            put(promise, done(promise, left.pop(0)[1], now))
        looked = look(promise, with_._replace(said=tuple(said)), now)
        put(promise, looked.fields)
        asks = sorted(looked.asks, key=lambda each: (not each.first, REASONS[each.reason].rank))[:1]
        _, brief = next_brief(calendar, after=now, briefed_on=briefed)
        speaks = speaks_at(calendar, now)
        if brief <= now:
            briefed = today(calendar, now)
        for each in asks:
            if (brief <= now or (each.urgent and speaks <= now)) and each.window not in {
                w.window for w in words
            }:
                words.append(Word(each.window, now, brief > now))
                said.append(Said(each.reason, each.window, "U1", "owner", now))
        coming = [looked.next_at, *(each[0] for each in left[:1])]
        coming.append(brief if brief > now else next_brief(calendar, after=now, briefed_on=briefed)[1])
        coming += [speaks] if asks and asks[0].urgent and speaks > now else []
        # What is said is looked at again at once.
        now = min(max(each, now + timedelta(minutes=1)) for each in coming if each is not None)
    return words


def done(promise: Promise, what: str, now: datetime) -> dict[str, Any]:
    """What somebody did about it at that moment; nothing where that cannot be."""
    day = now.astimezone(ZoneInfo(promise.zone)).date()
    try:
        match what:
            case "risk":
                change = promises.at_risk(
                    promise, why="", plan="", new=None, zone=promise.zone, terms=TERMS, now=now
                )
            case "told":
                change = promises.told(promise, now=now)
            case "on track":
                change = promise_checks.answered(promise, now=now)
            case days:
                new = wall_of(day + timedelta(days=int(days)), None)
                change = promises.move(promise, new, promise.zone, told=False, terms=TERMS, now=now)
    except Refusal:
        return {}
    return dict(change.fields)


ACTS = st.lists(
    st.tuples(st.integers(0, 60 * 24 * 12), st.sampled_from(["risk", "told", "on track", "1", "4"])),
    max_size=3,
)


@settings(max_examples=examples(100), deadline=None)
@hypothesis_given(
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    hours=st.sampled_from([each for each in CALENDARS if each.days]),
    brief=st.sampled_from(["07:00", "09:00", "13:30", "18:30"]),
    given=st.integers(0, 60 * 24 * 9),
    days=st.integers(0, 8),
    clock=CLOCK,
    acts=ACTS,
)
def test_no_date_that_they_were_told_passes_without_a_word_to_whoever_owes_it(
    zones: tuple[str, str],
    hours: WorkingHours,
    brief: str,
    given: int,
    days: int,
    clock: int | None,
    acts: list[tuple[int, str]],
) -> None:
    zone, theirs = zones
    now = NOW + timedelta(minutes=given)
    wall = wall_of(
        now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days),
        None if clock is None else time(clock, 30),
    )
    try:
        promise = make(wall, now=now, zone=zone)
    except WrongOrder:
        return
    here = about(theirs, hours, brief_at=time.fromisoformat(brief))
    calendar = Calendar(theirs, hours, here.held.quiet, here.held.brief_at)
    end = now + timedelta(days=40)
    words = heard_of(promise, here, [(now + timedelta(minutes=at_), what) for at_, what in sorted(acts)], end)
    due = promise.due_at
    assert due is not None
    if due >= end - timedelta(days=14) or any(
        what == "told" and now + timedelta(minutes=at_) > due for at_, what in acts
    ):
        return  # too far off, or they heard of a date that was over by then
    wall = promise.due_wall or ""
    near = morning(last_brief_before(due, here), theirs)
    latest = speaks_at(calendar, due + A_MOMENT)
    if today(calendar, latest) != today(calendar, due):
        latest = next_brief(calendar, after=due, briefed_on="")[1]
    found = [word for word in words if near <= word.at <= latest and word.window.startswith(f"{wall}/")]
    spoke = [at_ for at_, _ in acts if near <= now + timedelta(minutes=at_) <= latest]
    assert found or spoke, "its day passes without a word"
    on_days = Counter(today(calendar, word.at) for word in words if word.urgent)
    assert max(on_days.values(), default=0) <= 3
