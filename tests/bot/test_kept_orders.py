"""What a line after `/kept` asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kept_orders import LATER, ORDERS, Line, Undo, read_line, read_undo, reference


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Line("help")),
        ("  help ", Line("help")),
        ("?", Line("help")),
        ("HELP me", Line("help", "me")),
        ("search pump in Acme", Line("search", "pump in Acme")),
        ("Search: pump", Line("search", "pump")),
        ("find pump", Line("search", "pump")),
        ("look for pump", Line("search", "pump")),
        ("undo", Line("undo")),
        ("undo the last three", Line("undo", "the last three")),
        ("P-12", Line("open", "P-12")),
        ("m7", Line("open", "m7")),
        ("settings", Line("settings")),
        ("preferences", Line("settings")),
        ("practise stop", Line("practice", "stop")),
        ("serch pump", Line("", "serch pump", "search pump")),
        ("setings", Line("", "setings", "settings")),
        ("undoo 3", Line("", "undoo 3", "undo 3")),
        ("pump for Acme", Line("", "pump for Acme")),
        ("away until Fri cover @sam", Line("away", "until Fri cover @sam")),
    ],
)
def test_the_order_and_what_follows_it(typed: str, asked: Line) -> None:
    assert read_line(typed) == asked


def test_what_comes_later_is_an_order_too() -> None:
    assert set(LATER) <= set(ORDERS.values())


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("P-12", ("promise", 12)),
        ("p12", ("promise", 12)),
        ("#M-7.", ("mistake", 7)),
        ("W‑3", ("waiting", 3)),
        ("C-4", ("customer", 4)),
        ("P-12 done", None),
        ("X-1", None),
        ("12", None),
        ("P-1234567890", None),
    ],
)
def test_a_reference_names_a_thing(typed: str, named: tuple[str, int] | None) -> None:
    assert reference(typed) == named


@pytest.mark.parametrize(
    ("typed", "undo"),
    [
        ("", Undo()),
        ("it", Undo()),
        ("that please", Undo()),
        ("my last step", Undo()),
        ("3", Undo(3)),
        ("3x", Undo(3)),
        ("three", Undo(3)),
        ("the last three", Undo(3)),
        ("the last 3 things I did", Undo(3)),
        ("last two steps.", Undo(2)),
        ("a couple of things", Undo(2)),
        ("twenty", Undo(20)),
        ("21", Undo(21)),
        ("P-12", Undo(kind="promise", number=12)),
        ("that on M-7", Undo(kind="mistake", number=7)),
        ("the last step on w-3", Undo(kind="waiting", number=3)),
        ("everything", None),
        ("0", None),
        ("the last week", None),
        ("P-12 and P-13", None),
        ("999999999", None),
    ],
)
def test_what_is_to_be_undone(typed: str, undo: Undo | None) -> None:
    assert read_undo(typed) == undo


@given(st.text(max_size=60))
def test_nothing_typed_is_lost_and_nothing_raises(text: str) -> None:
    asked = read_line(text)
    assert asked.order or asked.rest == text.strip()
    undo = read_undo(text)
    assert undo is None or undo.count >= 1
