"""Cells that can do no harm in a spreadsheet, and are the same when they come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cells import FORMULA, guard, unguard

RISKY = st.text(alphabet="'=+-@\t\r\n＝–—a ", max_size=6)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+372 5551 234", "'+372 5551 234"),
        ("-1", "'-1"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("＝SUM(A1)", "'＝SUM(A1)"),
        ("-", "'-"),
        ("—", "'—"),
        ("'=x", "''=x"),
        ("'t Hooft BV", "'t Hooft BV"),
        ("Acme", "Acme"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_before_it(text: str, cell: str) -> None:
    assert guard(text) == cell
    assert unguard(cell) == text


@given(st.one_of(RISKY, st.text()))
def test_every_text_comes_back_as_it_was_and_no_cell_is_a_formula(text: str) -> None:
    cell = guard(text)
    assert unguard(cell) == text
    assert not cell.startswith(FORMULA)
