"""The day on which a customer was told something: the word on it, whichever brief comes before it, and whatever else asks."""

from datetime import time

import pytest

from bot import promises
from bot.attention_promises import look
from bot.reasons import REASONS
from tests.bot.looked_at import HOURS, TALLINN, about, at, walk
from tests.bot.promises_looked_at import NOW, TERMS, YEAR_END, at_risk, make, put, reasons, said, told


@pytest.mark.parametrize(
    ("due", "zone", "theirs", "brief", "when"),
    [
        # The end of the day where they were told is the evening before, or the middle of the night, here.
        ("2026-12-01", "Pacific/Auckland", TALLINN, "09:00", "Mon 30 Nov 00:00"),
        ("2026-12-01", "America/New_York", TALLINN, "09:00", "Tue 01 Dec 00:00"),
        ("2026-12-01T18:00", "America/New_York", TALLINN, "09:00", "Tue 01 Dec 00:00"),
        # Somebody who reads their brief late in the day.
        ("2026-12-01T12:00", TALLINN, TALLINN, "13:00", "Mon 30 Nov 00:00"),
        ("2026-12-01T14:00", TALLINN, TALLINN, "13:00", "Tue 01 Dec 00:00"),
        # A brief in the quiet hours comes when these end.
        ("2026-12-01T07:30", TALLINN, TALLINN, "07:00", "Mon 30 Nov 00:00"),
        ("2026-12-01T08:30", TALLINN, TALLINN, "07:00", "Tue 01 Dec 00:00"),
    ],
)
def test_the_word_on_a_date_is_in_the_last_brief_that_comes_before_it(
    due: str, zone: str, theirs: str, brief: str, when: str
) -> None:
    promise = make(due, zone=zone)
    known = about(theirs, brief_at=time.fromisoformat(brief))
    assert [
        at_ for at_, reason in told(promise, (promise.due_at or YEAR_END), known) if reason == "today"
    ] == [when]


@pytest.mark.parametrize(
    ("who", "role", "when", "urgent"),
    [
        ("", "", "", True),
        ("U1", "owner", "12-01 07:00", False),
        # What somebody else heard, or they themselves the day before, is no word to them on that day.
        ("U2", "cover", "12-01 07:00", True),
        ("U2", "owner", "12-01 07:00", True),
        ("U1", "owner", "11-30 07:00", True),
    ],
)
def test_a_date_that_nobody_was_reminded_of_is_said_right_after_it_and_any_other_in_the_next_brief(
    who: str, role: str, when: str, *, urgent: bool
) -> None:
    promise = make("2026-12-01T15:00")
    known = [said("promise_today", "2026-12-01T15:00/day", when, who, role)] if when else []
    here = about(TALLINN, HOURS, *known)
    assert reasons(look(promise, here, at("12-01 13:00"))) == (
        ["promise_hour"] if urgent else ["promise_late"]
    )
    (late,) = look(promise, here, at("12-01 13:05")).asks
    assert (late.reason, late.urgent) == ("promise_late", urgent)


def test_of_a_date_long_over_nobody_is_told_between_two_briefs() -> None:
    promise = make("2026-12-01T15:00")
    (late,) = look(promise, about(), at("12-02 13:06")).asks
    assert not late.urgent


def test_what_was_promised_for_now_is_asked_once_when_it_is_over() -> None:
    promise = make("2026-11-25T10:30")
    seen = [
        (asking.reason, asking.urgent, each.at)
        for each in walk(lambda k, now: look(promise, k, now), about(), NOW, until=at("11-27 08:00"))
        for asking in each.look.asks
    ]
    assert seen == [("promise_late", True, at("11-25 08:35"))]


@pytest.mark.parametrize(
    ("moment", "reason", "says"),
    [
        # The clock until they are told ran out on Thursday; from each check's time on that is what is said.
        ("12-15 07:00", "promise_tell", "were to hear by Thu 26 Nov"),
        (
            "12-16 07:00",
            "promise_ahead",
            "Two working days are left: they were told Fri 18 Dec. It is at risk, and",
        ),
        ("12-18 07:00", "promise_today", "They were told Fri 18 Dec. It is at risk, and it is not noted yet"),
        ("12-18 15:05", "promise_late", "and it is still open. It is at risk, and it is not noted yet"),
        ("12-28 07:00", "promise_late", "and it is still open. It is at risk, and it is not noted yet"),
    ],
)
def test_no_date_passes_unmentioned_because_they_are_still_to_be_told(
    moment: str, reason: str, says: str
) -> None:
    asks = look(at_risk(), about(), at(moment)).asks
    first = min(asks, key=lambda each: (not each.first, REASONS[each.reason].rank))
    assert first.reason == reason
    assert says in first.why


def test_a_clock_that_just_ran_out_is_said_before_what_is_late() -> None:
    promise = at_risk("12-18 14:00")  # an hour before it is late; they are to hear by Monday at 10:00
    half = said("promise_tell", "2026-12-21T08:00:00/half", "12-21 07:00")
    firsts = [
        [each.first for each in look(promise, about(TALLINN, HOURS, *known), at(now)).asks][-1]
        for now, known in (
            ("12-18 15:05", []),
            ("12-21 07:10", []),
            ("12-21 08:10", []),
            ("12-21 08:10", [half]),
        )
    ]
    assert firsts == [True, False, False, True]


def test_what_was_moved_is_not_asked_about_as_if_it_stood_still() -> None:
    promise = make("2026-12-18")
    change = promises.move(promise, "2026-12-22", TALLINN, told=False, terms=TERMS, now=at("12-18 07:30"))
    put(promise, change.fields)
    assert reasons(look(promise, about(), at("12-18 07:30"))) == [], "whoever moved it has said how it stands"
    late = next(
        each for each in look(promise, about(), at("12-18 15:05")).asks if each.reason == "promise_late"
    )
    assert late.why == (
        "They were told Fri 18 Dec, and it is still open. We moved it to Tue 22 Dec, and it is not noted yet that they know."
    )


def test_an_earlier_date_that_it_was_moved_to_is_our_own_until_they_know_it() -> None:
    promise = make("2026-12-18")
    change = promises.move(promise, "2026-12-10", TALLINN, told=False, terms=TERMS, now=at("11-26 07:00"))
    put(promise, change.fields)
    today = next(
        each for each in look(promise, about(), at("12-10 07:00")).asks if each.reason == "promise_today"
    )
    assert today.window == "2026-12-10/day"
    assert "How does it stand?" not in today.why
