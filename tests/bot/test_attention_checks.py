"""When it is asked how a promise stands: each check in its time, no date without a word, and what silences it."""

from datetime import timedelta

import pytest

from bot import promise_checks, promises
from bot.attention import Said
from bot.attention_promises import look
from tests.bot.looked_at import HOURS, TALLINN, about, at, walk
from tests.bot.promises_looked_at import TERMS, YEAR_END, make, put, reasons, said, told


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
        # However near the told one is: its day has its own word.
        (
            "2026-12-18",
            "2026-12-17",
            [
                ("Fri 04 Dec 00:00", "half"),
                ("Tue 15 Dec 00:00", "ahead"),
                ("Thu 17 Dec 00:00", "today"),
                ("Fri 18 Dec 00:00", "today"),
            ],
        ),
        # On one day the later of two is said, and an hour is said when it is near.
        (
            "2026-12-01T15:00",
            "2026-12-01T12:00",
            [("Fri 27 Nov 00:00", "ahead"), ("Tue 01 Dec 00:00", "today"), ("Tue 01 Dec 14:00", "hour")],
        ),
        # Nobody works on the day: the last working day before it.
        ("2026-11-28", None, [("Fri 27 Nov 00:00", "today")]),
        # Given today for today: a working hour before, or half of the time there is, and not just after it was given.
        ("2026-11-25", None, [("Wed 25 Nov 16:00", "hour")]),
        ("2026-11-25T10:30", None, []),
        ("2026-11-25T11:00", None, []),
        ("2026-11-25T11:30", None, [("Wed 25 Nov 10:45", "hour")]),
        ("2026-11-25T12:00", None, [("Wed 25 Nov 11:00", "hour")]),
        # Given today for the hour before the next brief: there is no brief before it.
        ("2026-11-26T08:30", None, [("Wed 25 Nov 16:00", "hour")]),
        ("2026-11-26T09:00", None, [("Wed 25 Nov 16:00", "hour")]),
        # Not before the working day begins.
        ("2026-11-30T09:30", None, [("Mon 30 Nov 00:00", "today"), ("Mon 30 Nov 09:00", "hour")]),
        # Before the brief comes: the working day before it.
        ("2026-11-30T08:00", None, [("Fri 27 Nov 00:00", "today")]),
        ("2026-11-27T09:00", None, [("Thu 26 Nov 00:00", "today")]),
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


def test_half_time_that_was_said_late_is_the_question_two_days_ahead_too() -> None:
    promise = make("2026-12-18")
    late = about(TALLINN, HOURS, said("promise_half", "2026-12-18/half", "12-15 07:00"))
    assert reasons(look(promise, late, at("12-16 07:00"))) == ["promise_half"]
    assert reasons(look(promise, late, at("12-18 07:00"))) == ["promise_today"]
    early = about(TALLINN, HOURS, said("promise_half", "2026-12-18/half", "12-14 07:00"))
    assert reasons(look(promise, early, at("12-16 07:00"))) == ["promise_ahead"]


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
        "It is due soon: they were told Fri 18 Dec, 15:00 (Tallinn time). How does it stand?"
    )
    put(promise, {"health": "unknown"})
    late = look(promise, about(), at("12-21 08:00")).asks[0].why
    assert late == "They were told Fri 18 Dec, 15:00 (Tallinn time), and it is still open."
    assert not [why for why in (late, *whys.values()) if "nobody" in why.casefold()]


def test_days_are_those_of_the_owner() -> None:
    promise = make("2026-12-18", zone="America/New_York")
    asks = look(promise, about("Pacific/Auckland"), at("12-17 11:30")).asks
    # 17:00 in New York on Friday is Saturday in Auckland, where nobody works: so it is asked on Friday, from midnight.
    assert [(each.reason, each.since) for each in asks] == [("promise_today", at("12-17 11:00"))]
