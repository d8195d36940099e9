"""A new customer's first days as people type them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusals import Unreadable
from bot.start_plan import days_of, in_words, read
from storage.tables import Customer

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def customer(plan: str | None) -> Customer:
    return Customer(team_id="T1", number=1, name="Acme", created_at=NOW, created_by="U1", start_plan=plan)


@pytest.mark.parametrize(
    ("typed", "plan"),
    [
        ("", None),
        ("  ", None),
        ("2, 14, 30, 60, 90", "2,14,30,60,90"),
        ("30 14 2", "2,14,30"),
        ("days 1, 7 and 30", "1,7,30"),
        ("3;3;10", "3,10"),
        ("off", "off"),
        ("None", "off"),
    ],
)
def test_a_plan_is_read(typed: str, plan: str | None) -> None:
    assert read(typed) == plan
    assert read(in_words(customer(plan))) == plan


@pytest.mark.parametrize(
    "typed", ["soon", "2 weeks", "0, 3", "400", "-3", ", ,", "1.5", " ".join(map(str, range(1, 30)))]
)
def test_what_is_no_plan_is_refused_under_its_field(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(typed)
    assert refused.value.field == "start_plan"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        plan = read(typed)
    except Unreadable:
        return
    assert (
        plan is None
        or plan == "off"
        or list(days_of(customer(plan), ())) == sorted(days_of(customer(plan), ()))
    )


def test_their_own_plan_comes_before_the_workspaces() -> None:
    assert days_of(customer(None), (14, 2)) == (2, 14)
    assert days_of(customer("off"), (14, 2)) == ()
    assert days_of(customer("3,9"), (14, 2)) == (3, 9)
