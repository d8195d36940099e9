"""When staying in touch with a customer asks for attention, and how seldom."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.attention import Said
from bot.attention_customers import look
from bot.customer_facts import CustomerFacts, Touch
from bot.reasons import REASONS
from tests.bot.customers_seen import DAY, NOW, about, asked, customer, reasons, seen, talks, why

# -- a word that is due


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (0, []),
        (23, []),
        # It would be due from this Wednesday on, and is said as the next week begins.
        (24, []),
        (26, [("contact_amber", "2026-10-30")]),
        (30, [("contact_amber", "2026-10-26")]),
        (31, [("contact_overdue", "2026-10-25 1")]),
        (37, [("contact_overdue", "2026-10-19 1")]),
        # As weeks begin, and after a month as months do.
        (38, [("contact_overdue", "2026-10-18 2026-11-23")]),
        (56, [("contact_overdue", "2026-09-30 2026-11-23")]),
        (57, [("contact_unheeded", "2026-09-29 2026-11-23")]),
        (64, [("contact_unheeded", "2026-09-22 2026-11-23")]),
        (65, [("contact_unheeded", "2026-09-21 2026-11-16")]),
        (86, [("contact_unheeded", "2026-08-31 2026-10-26")]),
        (115, [("contact_unheeded", "2026-08-02 2026-11-02")]),
    ],
)
def test_a_word_is_asked_for_once_before_it_is_due_and_then_ever_more_rarely(
    met: float, expected: list[tuple[str, str]]
) -> None:
    assert asked(customer(met)) == expected


@pytest.mark.parametrize("days", [7, 10, 14, 30, 45, 60, 180])
@pytest.mark.parametrize("met", [True, False])
def test_a_word_that_is_due_soon_is_said_two_working_days_to_a_week_before_it_is_overdue(
    days: int, *, met: bool
) -> None:
    for shift in range(7):
        row = customer(0, entered=400) if met else customer(None, entered=0)
        start = NOW + shift * DAY
        row.rhythm_days, row.created_at = days, start if not met else row.created_at
        row.met_at = start if met else None
        red = start + (days + 1) * DAY
        said = [day for day in range(days + 1) if reasons(row, None, start + day * DAY) == ["contact_amber"]]
        assert said, "it is said"
        first = (start + said[0] * DAY).date()
        assert first >= (red - 8 * DAY).date()
        working = [day for day in range(said[0], days + 1) if (start + day * DAY).weekday() < 5]
        assert len(working) >= 2 or first.weekday() > 4


@pytest.mark.parametrize(
    ("met", "word", "expected"),
    [
        (26, None, ["contact_amber"]),
        # They had word from us since: nothing is due soon, and overdue after half a rhythm more.
        (26, 1, []),
        (26, 27, ["contact_amber"]),
        (31, 1, []),
        (31, 15, []),
        (31, 16, ["contact_overdue"]),
        (40, 15, []),
        (40, 16, ["contact_overdue"]),
    ],
)
def test_what_was_kept_told_or_answered_is_half_a_contact(
    met: float, word: float | None, expected: list[str]
) -> None:
    facts = CustomerFacts(word=None if word is None else (NOW - word * DAY, "P-12"))
    assert reasons(customer(met), facts) == expected
    if word == 16:
        found = seen(customer(met), facts)
        assert " They had word from us about P-12 on Mon 9 Nov. By their rhythm" in found.asks[0].why


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (0, "2026-10-15 1"),
        (6, "2026-10-15 1"),
        (7, "2026-10-15 2026-11-23"),
    ],
)
def test_what_was_said_late_is_not_said_again_as_the_week_begins(ago: int, expected: str) -> None:
    row = customer(41)
    said = Said("contact_overdue", "2026-10-15 1+4", "U1", "owner", NOW - ago * DAY)
    found = look(row, about(row, said=(said,)), CustomerFacts(), NOW)
    assert [each.window for each in found.asks] == [expected]
    assert found.next_at == datetime(2026, 11, 29, 22, 0, tzinfo=UTC)
    # That was another round.
    other = Said("contact_overdue", "2026-08-01 1", "U1", "owner", NOW - DAY)
    assert (
        look(row, about(row, said=(other,)), CustomerFacts(), NOW).asks[0].window == "2026-10-15 2026-11-23"
    )


def test_only_what_nobody_heeds_goes_up_the_ladder() -> None:
    assert not REASONS["contact_overdue"].ladder
    assert REASONS["contact_unheeded"].ladder
    often = [reasons(customer(7 + late, rhythm_days=7))[0] for late in (1, 8, 14, 15)]
    assert often == ["contact_overdue", "contact_overdue", "contact_unheeded", "contact_unheeded"]


def test_it_says_when_they_were_met_and_carries_a_question() -> None:
    found = seen(customer(31)).asks[0]
    assert found.why == (
        "The last talk with them was on Sun 25 Oct. By their rhythm, every 30 days, a word was due by Tue 24 Nov."
    )
    assert found.facts["worth asking"].endswith("?")
    assert found.facts["their rhythm"] == "every 30 days"
    never = why(customer(None, entered=40))
    assert never.startswith("No talk with them is noted since they were entered on Fri 16 Oct.")


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (None, ["contact_overdue"]),
        (-15, ["contact_overdue"]),
        (-14, []),
        (-1, []),
        (7, []),
        (8, ["contact_overdue"]),
    ],
)
def test_a_next_step_that_is_near_is_the_word_that_is_due(step: int | None, expected: list[str]) -> None:
    facts = CustomerFacts(next_at=None if step is None else NOW + step * DAY)
    assert reasons(customer(33), facts) == expected
    later = seen(customer(33), facts).next_at
    assert later is not None
    if step is not None and not expected:
        assert later == datetime(2026, 11, 24, 22, 0, tzinfo=UTC) + (step + 15) * DAY


@pytest.mark.parametrize(
    ("fields", "facts", "said"),
    [
        ({}, CustomerFacts(case_open=True), "A case of theirs is open: a word, no offer."),
        (
            {"since": "2026-11-01", "start_plan": "off"},
            CustomerFacts(),
            "They are new with us: a word, no offer.",
        ),
        ({"since": "2026-10-01", "start_plan": "off"}, CustomerFacts(), "due by Tue 24 Nov."),
    ],
)
def test_nobody_sells_while_a_case_is_open_or_they_are_new(
    fields: dict[str, Any], facts: CustomerFacts, said: str
) -> None:
    assert why(customer(31, **fields), facts).endswith(said)


def test_dormant_ones_are_asked_after_rarely() -> None:
    def dormant(met: float) -> list[tuple[str, str]]:
        return asked(customer(met, stage="dormant"))

    assert dormant(180) == []
    called = [dormant(met)[0][1].split()[1] for met in (181, 236, 271, 400)]
    assert called == ["1", "1", "2026-11-02", "2026-10-01"]
    assert dormant(900)[0][0] == "contact_overdue"


def test_a_rhythm_of_a_few_days_has_no_word_beforehand() -> None:
    assert reasons(customer(5, rhythm_days=5)) == []
    assert reasons(customer(6, rhythm_days=5)) == ["contact_overdue"]


# -- who came in from a file


def test_three_hundred_from_a_file_are_spread_and_none_comes_on_the_first_morning() -> None:
    days: Counter[date] = Counter()
    for id_ in range(1000, 1300):
        row = customer(None, entered=0, id=id_, rhythm_days=None)
        found, now = look(row, about(row), CustomerFacts(imported=True), NOW), NOW
        while not found.asks:
            assert found.next_at is not None
            now = found.next_at
            found = look(row, about(row), CustomerFacts(imported=True), now)
        assert [each.reason for each in found.asks] == ["contact_amber"]
        days[(now + timedelta(hours=3)).date()] += 1
    assert min(days) >= (NOW + 9 * DAY).date()
    assert max(days) <= (NOW + 100 * DAY).date()
    assert max(days.values()) <= 8
    assert not [day for day in days if day.weekday() > 4]


def test_who_came_in_from_a_file_is_asked_after_once_in_a_long_while_until_they_are_met() -> None:
    row = customer(None, entered=365, tier="gold", rhythm_days=None)
    windows = {asked(row, CustomerFacts(imported=True), NOW + day * DAY)[0] for day in range(365)}
    assert 4 <= len(windows) <= 6
    row.met_at = NOW - 20 * DAY
    assert reasons(row, CustomerFacts(imported=True)) == ["contact_overdue"]


# -- attempts, silence, fine


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ([1], []),
        ([1, 3], ["contact_attempts"]),
        ([13, 15], ["contact_attempts"]),
        ([14, 15], []),
        ([1, 2, 3], ["contact_attempts"]),
    ],
)
def test_two_attempts_without_an_answer_ask_for_another_way(ago: list[float], expected: list[str]) -> None:
    facts = CustomerFacts([*(Touch(NOW - each * DAY, "attempt", sounded="no answer") for each in ago)])
    assert reasons(customer(20), facts) == expected


def test_it_is_said_anew_after_two_more_and_not_after_one() -> None:
    def window(count: int) -> str:
        latest = [Touch(NOW - (count - place) * DAY, "attempt") for place in range(count)][::-1]
        return asked(customer(20), CustomerFacts([*latest, Touch(NOW - 20 * DAY, "call")]))[0][1]

    assert window(2) == window(3)
    assert window(3) != window(4) == window(5)


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        ([15, 22, 29, 36], ["contact_quiet"]),
        ([14, 21, 28, 35], []),
        ([15, 22, 29], []),
        ([15, 16, 16, 16], []),
        ([8, 9, 10, 11], ["contact_quiet"]),
        ([7, 8, 9, 10], []),
    ],
)
def test_who_goes_quiet_is_judged_by_their_own_usual_gap(ago: list[float], expected: list[str]) -> None:
    assert reasons(customer(ago[0]), talks(*ago)) == expected


def test_quiet_is_not_said_beside_overdue() -> None:
    facts = talks(31, 38, 45, 52)
    assert reasons(customer(31), facts) == ["contact_overdue"]
    assert reasons(customer(29), talks(29, 36, 43, 50)) == ["contact_amber", "contact_quiet"]
    assert REASONS["contact_quiet"].rank < REASONS["contact_amber"].rank


@pytest.mark.parametrize(
    ("ago", "expected"), [(2, []), (3, ["contact_fine"]), (16, ["contact_fine"]), (17, [])]
)
def test_fine_twice_is_said_some_days_on(ago: float, expected: list[str]) -> None:
    fine = [Touch(NOW - each * DAY, "call", sounded="fine") for each in (ago, ago + 9)]
    assert reasons(customer(ago), CustomerFacts(fine)) == expected
    assert reasons(customer(ago), CustomerFacts([fine[0]._replace(sounded="glad"), fine[1]])) == []
