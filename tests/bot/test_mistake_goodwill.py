"""Goodwill: amounts as people type them, and who may give how much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import mistake_goodwill as rules
from bot.mistake_goodwill import Purse
from bot.refusals import NotAllowed, Unreadable

MEMBER = Purse("member", {"member": 50, "lead": 500, "admin": 5000}, "EUR", ("Lena Kask",))


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("50", 5000),
        ("49.90", 4990),
        ("49,9", 4990),
        ("€1,200", 120000),
        ("1.200 EUR", 120000),
        ("1 200,50 eur", 120050),
        ("1’200.00", 120000),
        ("EUR 7", 700),
        ("", None),
        ("  ", None),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, hundredths: int | None) -> None:
    assert rules.read_amount(typed, currency="EUR") == hundredths


@pytest.mark.parametrize(
    "typed",
    ["fifty", "$50", "50 USD", "5.0.0", "12,34,5", "1,2345", "-5", "+5", "5%%", "50.", "9" * 12, "1e5", "٣"],
)
def test_what_is_no_amount_of_ours_is_refused_under_its_field(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        rules.read_amount(typed, currency="EUR")
    assert refused.value.field == "goodwill"


@given(st.text(alphabet="0123456789., €EURkr'’+-%", max_size=25))
def test_an_amount_is_read_or_refused(typed: str) -> None:
    try:
        amount = rules.read_amount(typed, currency="EUR")
    except Unreadable:
        return
    assert amount is None or 0 <= amount <= rules.MOST_GOODWILL * 100


@given(st.integers(0, rules.MOST_GOODWILL * 100))
def test_an_amount_in_words_reads_back_the_same(amount: int) -> None:
    assert rules.read_amount(rules.amount_in_words(amount, "EUR"), currency="EUR") == amount


@pytest.mark.parametrize(
    ("role", "amount", "allowed"),
    [
        ("member", 5000, True),
        ("member", 5001, False),
        ("lead", 50000, True),
        ("lead", 50001, False),
        ("admin", 500000, True),
        ("admin", 500001, False),
        ("member", None, True),
    ],
)
def test_goodwill_needs_nobodys_leave_up_to_the_limit_of_the_role(
    role: str, amount: int | None, allowed: bool
) -> None:
    purse = MEMBER._replace(role=role)
    if allowed:
        rules.check_goodwill(amount, purse)
        return
    with pytest.raises(NotAllowed) as refused:
        rules.check_goodwill(amount, purse)
    assert refused.value.field == "goodwill"


def test_above_the_limit_it_is_said_who_may() -> None:
    with pytest.raises(NotAllowed, match=r"up to 50 EUR.* 120 EUR takes a lead or an admin \(Lena Kask\)"):
        rules.check_goodwill(12000, MEMBER)
    with pytest.raises(NotAllowed, match="600 EUR takes an admin:"):
        rules.check_goodwill(60000, MEMBER)
    with pytest.raises(NotAllowed, match="more than anybody's limit"):
        rules.check_goodwill(600000, MEMBER)
    rules.check_goodwill(12000, MEMBER, given=12000)
