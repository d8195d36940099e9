"""When an occasion with a customer asks for attention, or that nobody owns them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.attention import LEADS, Said
from bot.attention_customers import look
from bot.customer_facts import CustomerFacts
from bot.goodwill_gauge import Loss
from tests.bot.customers_seen import DAY, NOW, about, asked, customer, people_of, reasons, seen, talks

# -- the first days, and later ones


@pytest.mark.parametrize(
    ("since", "ago", "plan", "expected"),
    [
        (1, [], None, []),
        (2, [], None, ["2"]),
        (2, [1], None, []),
        (2, [2], None, ["2"]),
        (13, [], None, ["2"]),
        (14, [], None, ["14"]),
        (14, [6], None, []),
        (14, [7], None, ["14"]),
        (29, [], None, ["14"]),
        (96, [], None, ["90"]),
        (5, [], "off", []),
        (5, [], "3, 9", ["3"]),
    ],
)
def test_a_new_customer_hears_from_us_on_the_days_of_the_plan(
    since: int, ago: list[float], plan: str | None, expected: list[str]
) -> None:
    row = customer(
        min(ago, default=None),
        entered=since,
        since=(NOW - since * DAY).date().isoformat(),
        start_plan=plan,
        rhythm_days=300,
    )
    found = asked(row, talks(*ago))
    assert [(reason, window.split()[1]) for reason, window in found] == [
        ("start_plan", each) for each in expected
    ]


def test_the_plan_ends_by_itself_and_the_rhythm_takes_over() -> None:
    row = customer(None, entered=97, since=(NOW - 97 * DAY).date().isoformat())
    assert reasons(row) == ["contact_unheeded"]
    row = customer(None, entered=20, since=(NOW - 96 * DAY).date().isoformat())
    assert reasons(row) == ["start_plan"]


def test_a_day_of_the_plan_before_they_were_entered_is_not_asked_for() -> None:
    row = customer(None, entered=1, since=(NOW - 20 * DAY).date().isoformat())
    assert reasons(row) == []
    assert seen(row).next_at == datetime(2026, 12, 4, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2025-12-02", ["1"]),
        ("2021-11-25", ["5"]),
        ("2016-12-03", []),
        ("2016-12-02", ["10"]),
        ("2016-11-24", []),
        ("2024-12-01", []),
        ("1976-11-30", ["50"]),
        ("", []),
    ],
)
def test_an_anniversary_is_an_idea_a_week_ahead(since: str, expected: list[str]) -> None:
    found = asked(customer(1, since=since))
    assert found == [("anniversary", each) for each in expected]


def test_an_anniversary_offers_nothing_and_the_29th_of_february_has_one_every_year() -> None:
    row = customer(1, since="2024-02-29")
    now = datetime(2025, 2, 21, 8, 0, tzinfo=UTC)
    row.met_at = now
    found = seen(row, now=now).asks[0]
    assert found.why == (
        "On Fri 28 Feb they have been our customer for a year. A card or a call to say thank you is an idea; no offer "
        "with it."
    )
    assert "A case of theirs is open" in seen(row, CustomerFacts(case_open=True), now).asks[0].why


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (2, None),
        (5, "1"),  # Friday, and so its third working day is a Wednesday
        (29, "1"),
        (30, None),
    ],
)
def test_one_talk_is_asked_for_after_they_left_twice_at_most(ago: int, expected: str | None) -> None:
    facts = CustomerFacts(lost_at=NOW - ago * DAY)
    found = asked(customer(40, stage="lost"), facts)
    assert [(reason, window.split()[1]) for reason, window in found] == (
        [("exit_talk", expected)] if expected else []
    )
    assert asked(customer(40, stage="lost", lost_words="You never called."), facts) == []
    assert asked(customer(40, stage="lost"), facts._replace(contacts=talks(ago - 1).contacts)) == []
    to = [each.to for each in seen(customer(40, stage="lost", owner_id=None), facts).asks]
    assert to == ([LEADS] if expected else [])


@pytest.mark.parametrize(
    ("ago", "said", "expected"),
    [
        (29, 18, "2"),
        (14, 9, "2"),
        (14, 8, "1"),  # said on Tuesday of last week: a week after that no other one has begun
        (18, 14, "2"),
        (29, 6, "1"),
    ],
)
def test_the_talk_is_asked_for_once_more_as_a_week_begins_that_is_one_after_it_was_said(
    ago: int, said: int, expected: str
) -> None:
    row, lost_at = customer(40, stage="lost"), NOW - ago * DAY
    known = Said("exit_talk", f"{lost_at:%Y-%m-%d} 1", "U1", "owner", NOW - said * DAY)
    found = look(row, about(row, said=(known,)), CustomerFacts(lost_at=lost_at), NOW)
    assert [each.window.split()[1] for each in found.asks] == [expected]


@pytest.mark.parametrize(
    "fields", [{"stage": "lost"}, {"stage": "parting"}, {"merged_into": 3}, {"removed_at": NOW}]
)
def test_nothing_is_asked_about_who_left_or_is_gone(fields: dict[str, Any]) -> None:
    losses = [Loss(NOW - each * DAY, f"P-{each}", "late") for each in (1, 2, 3)]
    found = seen(customer(99, **fields), CustomerFacts(losses=losses, case_open=True))
    assert (list(found.asks), found.next_at) == ([], None)


# -- nobody's


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (CustomerFacts(), []),
        (CustomerFacts(something_open=True), ["no_owner"]),
        (CustomerFacts(active_at=NOW - 89 * DAY), ["no_owner"]),
        (CustomerFacts(active_at=NOW - 91 * DAY), []),
    ],
)
def test_a_customer_of_nobodys_is_said_to_the_leads_only_while_something_goes_on(
    facts: CustomerFacts, expected: list[str]
) -> None:
    row = customer(200, owner_id=None)
    assert people_of(seen(row, facts).asks) == [(each, LEADS) for each in expected]


def test_all_of_nobodys_are_said_again_on_one_monday_in_four_weeks_and_never_twice_in_a_week() -> None:
    first, second = customer(200, owner_id=None, id=1), customer(9, owner_id=None, id=2)
    facts = CustomerFacts(something_open=True)
    again = seen(first, facts).next_at
    assert again == seen(second, facts).next_at
    assert again is not None
    local = again + timedelta(hours=2)
    assert (local.weekday(), local.hour) == (0, 0)
    window = seen(first, facts).asks[0].window
    said = Said("no_owner", window, "U9", "lead", again - DAY)
    soon = look(first, about(first, said=(said,)), facts, again)
    assert [each.window for each in soon.asks] == [window]
    assert look(first, about(first, said=(said,)), facts, again + 8 * DAY).asks[0].window != window
