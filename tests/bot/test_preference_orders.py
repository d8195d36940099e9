"""One's own settings in a few words: what is understood, what is refused, and what is no such order."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import preference_orders as orders
from bot.preference_orders import Typed
from bot.refusals import Unreadable


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("brief 8:30", "brief_at", "08:30"),
        ("brief at 7", "brief_at", "07:00"),
        ("Brief: 9.30", "brief_at", "09:30"),
        ("my daily brief at 0830", "brief_at", "08:30"),
        ("brief 3am", "brief_at", "03:00"),
        ("brief 12 a.m.", "brief_at", "00:00"),
        ("brief 12pm", "brief_at", "12:00"),
        ("brief noon", "brief_at", "12:00"),
        ("brief 4 o'clock", "brief_at", "04:00"),
        ("brief default", "brief_at", None),
        ("quiet 20:00-7:30", "quiet", "20:00-07:30"),
        ("quiet hours from 22:00 to 6:00", "quiet", "22:00-06:00"),
        ("quiet 7pm–8am", "quiet", "19:00-08:00"),
        ("quiet none", "quiet", "00:00-00:00"),
        ("quiet reset", "quiet", None),
        ("nudges 0", "most_nudges", 0),
        ("nudges at most 2 a day", "most_nudges", 2),
        ("nudges off", "most_nudges", 0),
        ("hours 8:00 – 16:00", "hours", "08:00-16:00"),
        ("hours 9 to 5", "hours", "09:00-17:00"),
        ("hours 9:00-9:30", "hours", "09:00-09:30"),
        ("working hours 9 17", "hours", "09:00-17:00"),
        ("days Mon-Thu", "days", [0, 1, 2, 3]),
        ("days mon, tue and fri", "days", [0, 1, 4]),
        ("working days Sunday to Thursday", "days", [0, 1, 2, 3, 6]),
        ("days Mon—Thu", "days", [0, 1, 2, 3]),
        ("days mon & fri", "days", [0, 4]),
        ("days weekdays", "days", [0, 1, 2, 3, 4]),
        ("days every day", "days", list(range(7))),
        ("country Estonia", "country", "EE"),
        ("country uk", "country", "GB"),
        ("public holidays of the Netherlands", "country", "NL"),
        ("country Guinea", "country", "GN"),
        ("country none", "country", ""),
    ],
)
def test_ones_own_is_set_in_a_few_words(typed: str, name: str, value: object) -> None:
    assert orders.read(typed) == Typed(name, value)


@pytest.mark.parametrize("typed", ["", "brief", "workspace", "me please", "hours", "brie 8:30", "quiet at "])
def test_what_is_no_order_in_a_few_words_is_none(typed: str) -> None:
    assert orders.read(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "quiet 20:00",
        "hours 8:00 to 12:00 to 13:00",
        "hours 17:00-9:00",
        "hours 5pm-9am",
        "hours 9-24",
        "nudges 1,2",
        "nudges 1 2",
        "brief soon",
        "brief 25:00",
        "brief 13pm",
        "brief 8:75",
        "nudges lots",
        "nudges 21",
        "quiet 9-8:59",
        "days Mon-",
        "days Mon-Tue-Wed",
        "days monkey",
        "days never",
        "country Narnia",
        "country united",
    ],
)
def test_a_few_words_that_cannot_be_read_are_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        orders.read(typed)
    assert "Type it like this: /kept settings " in refused.value.sentence


@given(st.builds("{} {}".format, st.sampled_from(sorted(orders.NAMES)), st.text(max_size=120)))
def test_any_few_words_are_an_order_or_none(typed: str) -> None:
    with contextlib.suppress(Unreadable):
        found = orders.read(typed)
        assert found is None or found.name in orders.EXAMPLES
        json.dumps(found)
