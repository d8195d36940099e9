"""When a customer asks for attention: their goodwill, and all rules together over a year."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attention import LEADS, OWNER
from bot.attention_customers import look
from bot.customer_facts import CustomerFacts, Touch
from bot.goodwill_gauge import Loss
from storage.tables import Customer
from tests.bot.customers_seen import DAY, NOW, TALLINN, about, asked, customer, people_of, reasons, seen

# -- goodwill


def late(*ago: float) -> CustomerFacts:
    return CustomerFacts(
        losses=[Loss(NOW - each * DAY, f"P-{each:g}", "late") for each in sorted(ago, reverse=True)]
    )


def test_three_losses_are_told_to_the_owner_and_the_leads_with_their_reasons() -> None:
    losses = [
        Loss(NOW - 40 * DAY, "W-3", "call"),
        Loss(NOW - 9 * DAY, "P-9", "moved"),
        Loss(NOW - 2 * DAY, "M-4", "case"),
    ]
    found = seen(customer(1), CustomerFacts(losses=losses)).asks
    assert people_of(found) == [("goodwill", OWNER), ("goodwill", LEADS)]
    assert found[0].why == (
        "Three things in 90 days cost us goodwill with them: we made a mistake on Mon 23 Nov (M-4); the date of P-9 was moved "
        "on Mon 16 Nov; W-3 had no answer in time on Fri 16 Oct. A sincere word now is worth more "
        "than one after the next time."
    )
    assert found[0].facts == {"what is left of their goodwill": "little"}
    assert reasons(customer(1), CustomerFacts(losses=losses[1:])) == []


def test_a_second_late_promise_is_told_and_where_it_is_the_third_loss_too_that_says_it() -> None:
    found = seen(customer(1), late(1, 30)).asks
    assert people_of(found) == [("second_broken", OWNER), ("second_broken", LEADS)]
    assert found[0].why == (
        "Two promises to them went wrong within 90 days: P-1 and P-30 missed their dates, last on Tue 24 Nov. A sincere word with them now helps more than the next promise."
    )
    both = CustomerFacts(losses=[*late(1, 30).losses, Loss(NOW - 9 * DAY, "M-1", "case")])
    assert set(reasons(customer(1), both)) == {"goodwill"}
    assert reasons(customer(1), late(1, 91.5)) == []


def test_of_many_reasons_the_latest_are_named_and_the_others_counted() -> None:
    found = seen(customer(1), late(1, 2, 3, 4, 5)).asks[0].why
    assert found.startswith(
        "Five things in 90 days cost us goodwill with them: P-1, P-2, P-3 and 2 more missed their dates, last on Tue 24 Nov. "
    )


def test_one_alarm_is_news_for_two_weeks_and_one_more_loss_is_no_new_one() -> None:
    assert asked(customer(1), late(3, 4, 5))[0] == asked(customer(1), late(1, 3, 4, 5))[0]
    assert reasons(customer(1), late(13, 16, 17)) == ["goodwill"] * 2
    assert reasons(customer(1), late(14, 16, 17)) == []
    assert reasons(customer(1), late(1, 14, 16, 17)) == []
    # The second of them was told; the third says more.
    assert reasons(customer(1), late(2, 4)) == ["second_broken"] * 2


def test_without_an_owner_the_leads_alone_hear_of_it() -> None:
    found = seen(customer(99, owner_id=None), late(1, 2, 3)).asks
    assert people_of(found) == [("goodwill", LEADS)]


# -- whatever happens

touches = st.builds(
    Touch,
    st.integers(0, 399).map(lambda ago: NOW - ago * DAY),
    st.sampled_from(["call", "visit", "mail", "attempt", "gift", "event"]),
    st.sampled_from(["care", "sell"]),
    st.sampled_from(["", "glad", "fine", "unhappy", "no answer"]),
    st.sampled_from(["", "Fair"]),
)
losses = st.builds(
    Loss,
    st.integers(0, 179).map(lambda ago: NOW - ago * DAY),
    st.sampled_from(["P-1", "P-2", "W-1", "M-1"]),
    st.sampled_from(["late", "broken", "moved", "call", "case"]),
)
instants = st.none() | st.integers(-30, 200).map(lambda ago: NOW - ago * DAY)
facts_ = st.builds(
    CustomerFacts,
    st.lists(touches, max_size=12).map(lambda some: sorted(some, key=lambda each: each.at, reverse=True)),
    instants,
    st.lists(losses, max_size=8),
    st.booleans(),
    st.booleans(),
    instants,
    instants,
    instants,
    st.booleans(),
    instants,
    st.none(),
)
customers = st.builds(
    customer,
    st.none() | st.integers(0, 399),
    entered=st.integers(0, 900),
    id=st.integers(1, 10**6),
    owner_id=st.sampled_from([None, "U1"]),
    rhythm_days=st.sampled_from([None, 1, 6, 7, 14, 365, 1000]),
    stage=st.sampled_from(["active", "prospect", "dormant", "parting", "lost"]),
    since=st.none() | st.dates(date(1900, 1, 1), date(2026, 11, 25)).map(date.isoformat),
    start_plan=st.sampled_from([None, "off", "1,2,3", "365"]),
)
ZONES = st.sampled_from(
    ["UTC", TALLINN, "America/Havana", "Asia/Beirut", "Pacific/Apia", "Pacific/Kiritimati"]
)


@given(customers, facts_, ZONES)
def test_a_year_that_nobody_answers_ends_says_each_thing_once_and_is_quiet(
    row: Customer, facts: CustomerFacts, zone: str
) -> None:
    now, asks, looks = NOW, Counter[tuple[str, str, str]](), 0
    before: set[tuple[str, str, str]] = set()
    while now < NOW + 365 * DAY:
        found = look(row, about(row, zone), facts, now)
        assert found == look(row, about(row, zone), facts, now)
        held = {(each.reason, each.window, each.to) for each in found.asks}
        assert len(held) == len(found.asks)
        assert all(each.since <= now for each in found.asks)
        for each in held - before:
            asks[each] += 1
        before = held
        looks += 1
        if found.next_at is None:
            break
        assert found.next_at > now
        now = found.next_at
    assert looks <= 60
    # A word rests while a next step is near; what was said of it stands again after that, and is not said anew.
    words = {"contact_amber", "contact_overdue", "contact_unheeded"} if facts.next_at else set()
    assert all(count == 1 or (reason in words and count == 2) for (reason, _, _), count in asks.items())
    to_owner = [reason for reason, _, to in asks if to == OWNER]
    assert len(to_owner) <= 30
    assert Counter(to_owner)["contact_amber"] <= 6


@pytest.mark.parametrize(
    ("fields", "most"),
    [
        ({}, 17),
        ({"rhythm_days": 14}, 18),
        ({"rhythm_days": 1}, 18),
        ({"rhythm_days": 90}, 14),
        ({"stage": "dormant"}, 3),
    ],
)
def test_a_year_of_a_quiet_customer_is_a_word_now_and_then(fields: dict[str, Any], most: int) -> None:
    row = customer(0, **fields)
    said = set()
    for day in range(365):
        said |= {(each.reason, each.window) for each in seen(row, now=NOW + day * DAY).asks}
    assert len(said) <= most


@given(customers, facts_, ZONES, st.integers(0, 400 * 24 * 60))
def test_nothing_begins_to_ask_before_the_look_that_was_announced(
    row: Customer, facts: CustomerFacts, zone: str, minutes: int
) -> None:
    """Whatever asks at a moment has been asking since the last announced look, so that no moment of its own is missed."""
    now = NOW
    later = NOW + timedelta(minutes=minutes)
    found = look(row, about(row, zone), facts, now)
    while found.next_at is not None and found.next_at <= later:
        now = found.next_at
        found = look(row, about(row, zone), facts, now)
    expected = {(each.reason, each.window, each.to) for each in found.asks}
    then = look(row, about(row, zone), facts, later)
    assert {(each.reason, each.window, each.to) for each in then.asks} == expected
