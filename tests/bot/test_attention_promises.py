"""What of a promise asks for attention: when each check comes, what is said to whom is not told, and what silences it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from bot import promise_checks, promises
from bot.attention import About, Look, Said
from bot.attention_promises import look
from bot.calendar import WorkingHours, wall_of
from bot.promises import Given, Terms
from bot.refusals import AlreadySo, WrongOrder
from storage.tables import Promise
from tests.bot.looked_at import CALENDARS, HOURS, TALLINN, ZONES, about, at, walk

TERMS = Terms(HOURS)
# Wednesday, 10:00 in Tallinn.
NOW = at("11-25 08:00")
YEAR_END = at("12-31 08:00")


def make(
    due: str | None,
    aim: str | None = None,
    *,
    now: datetime = NOW,
    zone: str = TALLINN,
    hours: WorkingHours = HOURS,
) -> Promise:
    given = Given("pump", "U1", "U1", zone, due, aim)
    made = promises.make(given, team_id="T1", customer_id=1, number=12, terms=Terms(hours), now=now)
    made.id = 5
    return made


def put(promise: Promise, fields: Mapping[str, Any]) -> Promise:
    for name, value in fields.items():
        setattr(promise, name, value)
    return promise


def reasons(looked: Look) -> list[str]:
    return [asking.reason for asking in looked.asks]


def told(promise: Promise, until: datetime, with_: About | None = None) -> list[tuple[str, str]]:
    """What is said of it on the way, each window once, with the moment it began on Tallinn's clock."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for each in walk(
        lambda known, now: look(promise, known, now), with_ or about(), promise.created_at, until=until
    ):
        for asking in each.look.asks:
            local = asking.since.astimezone(ZoneInfo(TALLINN))
            seen.setdefault(
                (asking.reason, asking.window),
                (f"{local:%a %d %b %H:%M}", asking.reason.removeprefix("promise_")),
            )
    return list(seen.values())


@pytest.mark.parametrize(
    ("due", "aim", "said"),
    [
        # Two days: too near for anything but the morning itself.
        ("2026-11-27", None, [("Fri 27 Nov 00:00", "today")]),
        # Three: the check two working days before would come the morning after it was given.
        ("2026-11-30", None, [("Mon 30 Nov 00:00", "today")]),
        ("2026-12-01", None, [("Fri 27 Nov 00:00", "ahead"), ("Tue 01 Dec 00:00", "today")]),
        (
            "2026-12-18",
            None,
            [("Fri 04 Dec 00:00", "half"), ("Wed 16 Dec 00:00", "ahead"), ("Fri 18 Dec 00:00", "today")],
        ),
        # Checks run off our own date; the morning of the told one comes too.
        (
            "2026-12-21",
            "2026-12-16",
            [
                ("Fri 04 Dec 00:00", "half"),
                ("Mon 14 Dec 00:00", "ahead"),
                ("Wed 16 Dec 00:00", "today"),
                ("Mon 21 Dec 00:00", "today"),
            ],
        ),
        # The told one is near: it would be the same question again.
        (
            "2026-12-18",
            "2026-12-16",
            [("Fri 04 Dec 00:00", "half"), ("Mon 14 Dec 00:00", "ahead"), ("Wed 16 Dec 00:00", "today")],
        ),
        # On one day the later of two is said, and an hour is said when it is near.
        (
            "2026-12-01T15:00",
            "2026-12-01T12:00",
            [("Fri 27 Nov 00:00", "ahead"), ("Tue 01 Dec 00:00", "today"), ("Tue 01 Dec 14:00", "hour")],
        ),
        # Nobody works on the day: the last working day before it.
        ("2026-11-28", None, [("Fri 27 Nov 00:00", "today")]),
        # Given today for today: only where an hour was told, and not just after it was given.
        ("2026-11-25", None, []),
        ("2026-11-25T10:30", None, []),
        ("2026-11-25T11:30", None, []),
        ("2026-11-25T12:00", None, [("Wed 25 Nov 11:00", "hour")]),
        # Not before the working day begins.
        ("2026-11-30T09:30", None, [("Mon 30 Nov 00:00", "today"), ("Mon 30 Nov 09:00", "hour")]),
        ("2026-11-30T08:00", None, [("Mon 30 Nov 00:00", "today")]),
        ("2026-11-28T12:00", None, [("Fri 27 Nov 00:00", "today")]),
        # Without a date it is asked about once.
        (None, None, [("Thu 26 Nov 00:00", "no_date")]),
    ],
)
def test_each_check_comes_in_its_time_and_none_that_makes_no_sense(
    due: str | None, aim: str | None, said: list[tuple[str, str]]
) -> None:
    promise = make(due, aim)
    assert told(promise, (promise.due_at or YEAR_END) - timedelta(seconds=1)) == said


def test_what_is_late_is_said_at_once_and_then_as_weeks_and_later_as_months_begin() -> None:
    promise = make("2026-11-27T15:00")
    late = [when for when, reason in told(promise, YEAR_END + timedelta(days=60)) if reason == "late"]
    assert late == [
        "Fri 27 Nov 15:00",
        "Mon 07 Dec 00:00",
        "Mon 14 Dec 00:00",
        "Mon 21 Dec 00:00",
        "Mon 28 Dec 00:00",
        "Mon 01 Feb 00:00",
        "Mon 01 Mar 00:00",
    ]
    (asking,) = look(promise, about(), at("12-01 08:00")).asks
    assert asking.why == "They were told Fri 27 Nov, 15:00 (Tallinn time), and it is still open."
    assert not asking.urgent


def test_only_what_cannot_wait_comes_between_two_briefs() -> None:
    promise = make("2026-12-18T15:00", "2026-12-16")
    urgent = {
        asking.reason
        for seen in walk(
            lambda known, now: look(promise, known, now), about(), promise.created_at, until=YEAR_END
        )
        for asking in seen.look.asks
        if asking.urgent
    }
    assert urgent == {"promise_hour"}


@pytest.mark.parametrize("what", ["on track", "started"])
def test_an_answer_ends_the_check_and_the_one_right_after_it(what: str) -> None:
    promise = make("2026-12-18")
    half = at("12-07 07:00")
    assert reasons(look(promise, about(), half)) == ["promise_half"]
    put(promise, promise_checks.answered(promise, what=what, now=half).fields)
    assert reasons(look(promise, about(), half)) == []
    assert reasons(look(promise, about(), at("12-16 07:00"))) == ["promise_ahead"]
    put(promise, promise_checks.answered(promise, what=what, now=at("12-15 15:00")).fields)
    assert reasons(look(promise, about(), at("12-16 07:00"))) == []
    assert reasons(look(promise, about(), at("12-18 07:00"))) == ["promise_today"]


def test_whoever_was_asked_just_before_the_hour_is_not_asked_twice() -> None:
    promise = make("2026-11-30T09:30")
    early = Said("promise_today", "2026-11-30T09:30/day", "U1", "owner", at("11-30 06:30"))
    assert reasons(look(promise, about(TALLINN, HOURS, early), at("11-30 07:10"))) == ["promise_today"]
    promise = make("2026-11-30T15:00")
    morning = Said("promise_today", "2026-11-30T15:00/day", "U1", "owner", at("11-30 07:00"))
    assert reasons(look(promise, about(TALLINN, HOURS, morning), at("11-30 12:10"))) == ["promise_hour"]
    put(promise, promise_checks.answered(promise, now=at("11-30 11:30")).fields)
    assert reasons(look(promise, about(TALLINN, HOURS, morning), at("11-30 12:10"))) == []


def said(reason: str, window: str, when: str, who: str = "U1", role: str = "owner") -> Said:
    return Said(reason, window, who, role, at(when))


@pytest.mark.parametrize(
    ("known", "now", "unknown"),
    [
        ([], "12-16 07:00", False),  # never asked
        ([said("promise_half", "2026-12-18/half", "12-07 07:00")], "12-15 07:00", False),
        ([said("promise_half", "2026-12-18/half", "12-07 07:00")], "12-16 07:00", True),
        ([said("promise_half", "2026-12-11/half", "12-07 07:00")], "12-16 07:00", False),  # of an older date
        ([said("promise_half", "2026-12-18/half", "12-07 07:00", "U2")], "12-16 07:00", False),  # owner then
        ([said("promise_half", "2026-12-18/half", "12-07 07:00", "U2", "cover")], "12-16 07:00", True),
        ([said("promise_ahead", "2026-12-18/ahead", "12-16 07:00")], "12-17 07:00", False),
        ([said("promise_ahead", "2026-12-18/ahead", "12-16 07:00")], "12-18 07:00", True),
        ([said("promise_today", "2026-12-18/day", "12-18 07:00")], "12-18 16:00", True),  # late
        ([said("promise_late", "2026-12-18/late/1", "12-21 07:00")], "12-21 12:00", False),
        ([said("promise_late", "2026-12-18/late/1", "12-21 07:00")], "12-27 21:59", False),
        ([said("promise_late", "2026-12-18/late/1", "12-21 07:00")], "12-27 22:00", True),
    ],
)
def test_nobody_has_said_how_it_stands_once_a_check_was_said_and_the_next_one_has_come(
    known: list[Said], now: str, unknown: bool
) -> None:
    promise = make("2026-12-18")
    looked = look(promise, about(TALLINN, HOURS, *known), at(now))
    assert looked.fields == ({"health": "unknown"} if unknown else {})
    assert looked.what == ("unknown" if unknown else "")
    put(promise, looked.fields)
    assert look(promise, about(TALLINN, HOURS, *known), at(now)).fields == {}, "it is set once"


def test_who_has_answered_meanwhile_is_never_unknown_and_what_is_at_risk_stays_so() -> None:
    known = about(TALLINN, HOURS, said("promise_half", "2026-12-18/half", "12-07 07:00"))
    promise = make("2026-12-18")
    put(promise, promise_checks.answered(promise, now=at("12-07 09:00")).fields)
    assert not look(promise, known, at("12-16 07:00")).fields
    promise = make("2026-12-18")
    risk = promises.at_risk(
        promise, why="", plan="", new=None, zone=TALLINN, terms=TERMS, now=at("12-04 09:00")
    )
    put(promise, risk.fields)
    assert not look(promise, known, at("12-16 07:00")).fields


def at_risk(now: str = "11-26 07:00", **facts: Any) -> Promise:
    promise = make("2026-12-18")
    wish: dict[str, Any] = {"why": "", "plan": "", "new": None} | facts
    return put(promise, promises.at_risk(promise, **wish, zone=TALLINN, terms=TERMS, now=at(now)).fields)


def test_the_tell_clock_speaks_at_half_of_it_when_it_has_run_out_and_then_less_and_less() -> None:
    promise = at_risk()
    moments = [
        ("11-26 07:30", None),
        ("11-26 08:00", ("half", True)),
        ("11-26 08:59", ("half", True)),
        ("11-26 09:00", ("1", True)),
        ("12-06 21:59", ("1", True)),
        ("12-06 22:00", ("2026-12-07", False)),
        ("12-18 07:00", ("2026-12-14", False)),
    ]
    for now, wanted in moments:
        found = [each for each in look(promise, about(), at(now)).asks if each.reason == "promise_tell"]
        assert [(each.window.rpartition("/")[2], each.urgent) for each in found] == (
            [wanted] if wanted else []
        )
    why = look(promise, about(), at("11-26 09:00")).asks[0].why
    assert why == (
        "They were to hear by Thu 26 Nov, 11:00 (Tallinn time) that it is at risk, and it is not noted yet that they have."
    )
    put(promise, promises.told(promise, now=at("11-26 09:10")).fields)
    assert reasons(look(promise, about(), at("11-26 09:10"))) == []


@pytest.mark.parametrize(
    ("heard", "now", "wanted"),
    [
        # The running clock was said today: what has run out waits for the next brief, and that word stands until then.
        ([("promise_tell", "half", "11-26 08:00")], "11-26 09:00", ("half", False)),
        ([("promise_tell", "half", "11-26 08:00")], "11-26 21:59", ("half", False)),
        ([("promise_tell", "half", "11-26 08:00")], "11-26 22:00", ("1", False)),
        ([("promise_tell", "half", "11-26 08:00")], "12-04 07:00", ("2026-12-07", False)),
        # It was not, or on another day.
        ([("promise_tell", "half", "11-25 15:00")], "11-26 09:00", ("1", True)),
        # The brief had a line about it just before: one word is enough, once it has run out.
        ([("promise_ahead", "ahead", "11-26 07:00")], "11-26 08:30", None),
        ([("promise_ahead", "ahead", "11-26 07:00")], "11-26 09:00", ("1", True)),
        ([("promise_ahead", "ahead", "11-26 05:30")], "11-26 08:30", ("half", True)),
        ([("promise_ahead", "ahead", "11-26 08:15")], "11-26 08:30", ("half", True)),
    ],
)
def test_of_a_tell_clock_one_word_a_day_comes_between_two_briefs(
    heard: list[tuple[str, str, str]], now: str, wanted: tuple[str, bool] | None
) -> None:
    by = "2026-11-26T09:00:00"
    known = [
        said(reason, f"{by if reason == 'promise_tell' else '2026-12-18'}/{label}", when)
        for reason, label, when in heard
    ]
    looked = look(at_risk(), about(TALLINN, HOURS, *known), at(now))
    found = [each for each in looked.asks if each.reason == "promise_tell"]
    if now == "12-04 07:00":
        assert [each.window.rpartition("/")[2] for each in found] == ["1"]
        assert looked.next_at == at("12-06 22:00")
        found = [
            each
            for each in look(at_risk(), about(TALLINN, HOURS, *known), at("12-07 07:00")).asks
            if each.reason == "promise_tell"
        ]
    assert [(each.window.rpartition("/")[2], each.urgent) for each in found] == ([wanted] if wanted else [])


def test_half_time_that_was_said_late_is_the_question_two_days_ahead_too() -> None:
    promise = make("2026-12-18")
    late = about(TALLINN, HOURS, said("promise_half", "2026-12-18/half", "12-15 07:00"))
    assert reasons(look(promise, late, at("12-16 07:00"))) == ["promise_half"]
    assert reasons(look(promise, late, at("12-18 07:00"))) == ["promise_today"]
    early = about(TALLINN, HOURS, said("promise_half", "2026-12-18/half", "12-14 07:00"))
    assert reasons(look(promise, early, at("12-16 07:00"))) == ["promise_ahead"]


def test_a_date_that_they_do_not_know_is_not_asked_about_twice_in_three_days() -> None:
    earlier = make("2026-12-18")
    change = promises.move(earlier, "2026-12-01", TALLINN, told=False, terms=TERMS, now=at("11-26 07:00"))
    put(earlier, change.fields)
    heard = about(TALLINN, HOURS, said("promise_not_told", "2026-12-01/1", "11-26 08:00"))
    windows = [
        [
            each.window
            for each in look(earlier, known, at("11-27 07:00")).asks
            if each.reason == "promise_not_told"
        ]
        for known in (about(), heard)
    ]
    assert windows == [["2026-12-01/ahead"], ["2026-12-01/1"]]


def test_what_is_asked_says_how_near_it_is_and_never_whose_fault_it_was() -> None:
    promise = make("2026-12-18T15:00", "2026-12-16")
    whys = {
        asking.reason: asking.why
        for seen in walk(
            lambda known, now: look(promise, known, now), about(), promise.created_at, until=YEAR_END
        )
        for asking in seen.look.asks
    }
    assert whys["promise_hour"] == (
        "The last working hour has begun: they were told Fri 18 Dec, 15:00 (Tallinn time). How does it stand?"
    )
    put(promise, {"health": "unknown"})
    late = look(promise, about(), at("12-21 08:00")).asks[0].why
    assert late == "They were told Fri 18 Dec, 15:00 (Tallinn time), and it is still open."
    assert not [why for why in (late, *whys.values()) if "nobody" in why.casefold()]


def test_the_tell_clock_stands_still_over_the_weekend() -> None:
    promise = at_risk("11-27 14:30")  # Friday 16:30: until Monday 10:30
    assert look(promise, about(), at("11-27 14:30")).next_at == at("11-30 07:30")
    assert reasons(look(promise, about(), at("11-29 12:00"))) == []
    assert reasons(look(promise, about(), at("11-30 07:30"))) == ["promise_tell"]


def test_a_later_date_that_they_do_not_know_runs_the_clock_and_an_earlier_one_is_asked_about_twice() -> None:
    later = make("2026-12-18")
    change = promises.move(later, "2026-12-22", TALLINN, told=False, terms=TERMS, now=at("11-26 07:00"))
    put(later, change.fields)
    assert reasons(look(later, about(), at("11-26 08:00"))) == ["promise_tell"]
    assert "it comes later" in look(later, about(), at("11-26 08:00")).asks[0].why
    earlier = make("2026-12-18")
    change = promises.move(earlier, "2026-12-10", TALLINN, told=False, terms=TERMS, now=at("11-26 07:00"))
    put(earlier, change.fields)
    windows = {
        (asking.reason, asking.window)
        for seen in walk(
            lambda known, now: look(earlier, known, now), about(), at("11-26 07:00"), until=at("12-13 08:00")
        )
        for asking in seen.look.asks
        if asking.reason == "promise_not_told"
    }
    assert windows == {("promise_not_told", "2026-12-10/1"), ("promise_not_told", "2026-12-10/ahead")}
    asking = look(earlier, about(), at("11-26 07:00")).asks[0]
    assert asking.why == "It was moved to Thu 10 Dec, and it is not noted yet that they know."


def kept(outcome: str = "kept") -> Promise:
    promise = make("2026-11-27")
    return put(promise, promises.close(promise, outcome, proof="", by="U1", now=at("11-27 12:00")).fields)


def test_some_working_days_after_it_was_kept_it_is_asked_whether_it_was_right_and_once_more() -> None:
    seen = told(kept(), at("12-31 08:00"))
    assert seen == [("Fri 04 Dec 00:00", "check_back"), ("Mon 14 Dec 00:00", "check_back")]
    three = about(check_days=3)
    assert told(kept(), at("12-31 08:00"), three)[0] == ("Wed 02 Dec 00:00", "check_back")
    (asking,) = look(kept("partly"), about(), at("12-04 07:00")).asks
    assert asking.why == "It was closed as partly kept on Fri 27 Nov. Was it right for them?"


CLOSING = "2026-11-27T12:00:00"


@pytest.mark.parametrize(
    ("heard", "now", "label"),
    [
        # Closed long before it was looked at: nobody begins to ask.
        ([], "12-17 21:59", "1"),
        ([], "12-17 22:00", ""),
        # It was asked, and whoever was away may answer for some weeks.
        ([None], "12-17 22:00", "1"),
        ([None], "01-07 21:59", "1"),
        ([None], "01-07 22:00", ""),
        # Said late: the second question comes a week after that, when a week begins.
        (["12-10 07:00"], "12-20 21:59", "1"),
        (["12-10 07:00"], "12-20 22:00", "2"),
        (["12-04 07:00", "12-14 07:00"], "01-10 21:59", "2"),
        (["12-04 07:00", "12-14 07:00"], "01-10 22:00", ""),
    ],
)
def test_whether_it_was_right_is_asked_anew_a_week_after_that_was_said_and_never_long_after_it_was_closed(
    heard: list[str | None], now: str, label: str
) -> None:
    known = [
        Said("promise_check_back", f"{CLOSING}/{place}", "U1", "owner", at(when) if when else None)
        for place, when in enumerate(heard, start=1)
    ]
    moment = at(now) if now > "02" else at(now).replace(year=2027)
    looked = look(kept(), about(TALLINN, HOURS, *known), moment)
    assert [each.window for each in looked.asks] == ([f"{CLOSING}/{label}"] if label else [])
    if not label:
        assert looked == Look()


@pytest.mark.parametrize("outcome", ["not kept", "called off"])
def test_nobody_is_asked_whether_it_was_right_where_it_was_not_done(outcome: str) -> None:
    assert look(kept(outcome), about(), at("12-04 07:00")) == Look()


@pytest.mark.parametrize("stage", ["lost", "parting"])
def test_whom_we_part_from_is_not_asked_afterwards(stage: str) -> None:
    assert look(kept(), about(stage=stage), at("12-04 07:00")) == Look()


def test_what_came_of_it_ends_the_question_and_no_answer_is_asked_once_more() -> None:
    right = kept()
    put(right, promise_checks.check_back(right, "right", now=at("12-04 08:00")).fields)
    assert look(right, about(), at("12-04 08:00")) == Look()
    silent = kept()
    put(silent, promise_checks.check_back(silent, "no answer", now=at("12-04 08:00")).fields)
    looked = look(silent, about(), at("12-04 08:00"))
    assert looked == Look(next_at=at("12-13 22:00"))
    assert reasons(look(silent, about(), at("12-13 22:00"))) == ["promise_check_back"]
    put(silent, promise_checks.check_back(silent, "no answer", now=at("12-14 08:00")).fields)
    assert look(silent, about(), at("12-14 08:00")) == Look()


def test_not_quite_opens_it_again_and_it_counts_from_then() -> None:
    promise = kept()
    put(promise, promise_checks.check_back(promise, "not quite", now=at("12-04 08:00")).fields)
    assert promise.status == "open"
    looked = look(promise, about(), at("12-04 08:00"))
    assert (reasons(looked), looked.next_at) == ([], at("12-13 22:00"))
    (asking,) = look(promise, about(), at("12-14 08:00")).asks
    assert asking.why == "It was not quite right, as we heard on Fri 4 Dec, and it is open again."
    put(promise, promises.close(promise, "late", proof="", by="U1", now=at("12-08 09:00")).fields)
    assert reasons(look(promise, about(), at("12-15 08:00"))) == ["promise_check_back"], "and is asked anew"


def test_nothing_asks_for_what_was_taken_back_and_a_lost_customer_is_left_alone() -> None:
    promise = make("2026-11-27")
    lost = look(promise, about(stage="lost"), at("11-30 08:00"))
    assert not lost.asks
    assert lost.next_at is not None, "they may come back"
    assert reasons(look(promise, about(stage="parting"), at("11-30 08:00"))) == ["promise_late"]
    promise.removed_at = NOW
    assert look(promise, about(), at("11-30 08:00")) == Look()


def test_days_are_those_of_the_owner() -> None:
    promise = make("2026-12-18", zone="America/New_York")
    asks = look(promise, about("Pacific/Auckland"), at("12-17 11:30")).asks
    # 17:00 in New York on Friday is Saturday in Auckland, where nobody works: so it is asked on Friday, from midnight.
    assert [(each.reason, each.since) for each in asks] == [("promise_today", at("12-17 11:00"))]


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


@settings(max_examples=200, deadline=None)
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
    put(promise, promises.close(promise, outcome, proof="", by="U1", now=closes).fields)
    end = [
        *walk(lambda known, now: look(promise, known, now), with_, closes, until=closes + timedelta(days=500))
    ]
    assert end[-1].look.next_at is None
    assert len(end) < 6
    assert not end[-1].look.asks
