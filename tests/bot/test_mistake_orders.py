"""What a line after `/mistake` asks for."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mistake_orders import Line, Said, read_cause, read_line, read_mistake, read_right
from bot.mistakes import STEPS

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))
SAM = "<@U0SAM000001|sam>"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", Line("form")),
        ("help", Line("help")),
        ("Mine", Line("mine")),
        ("list", Line("mine")),
        ("undo", Line("undo")),
        ("M-7", Line("show", 7)),
        ("m7", Line("show", 7)),
        ("#7", Line("show", 7)),
        ("open M-7", Line("show", 7)),
        ("told M-7", Line("told", 7)),
        ("M-7 told", Line("told", 7)),
        ("told them M-7.", Line("told", 7)),
        ("sorry M-7", Line("sorry", 7)),
        ("apologised M-7", Line("sorry", 7)),
        ("right M-7", Line("right", 7)),
        ("right M-7 sent a credit note", Line("right", 7, "sent a credit note")),
        ("made it right M-7: new pump", Line("right", 7, "new pump")),
        ("checked M-7", Line("checked", 7)),
        ("checked back 7", Line("checked", 7)),
        ("waive told M-7 they told us themselves", Line("waive", 7, "they told us themselves", "told")),
        ("waive M-7 sorry said by phone already", Line("waive", 7, "said by phone already", "sorry")),
        ("M-7 waive checked back they closed", Line("waive", 7, "they closed", "checked")),
        ("waive M-7", Line("waive", 7)),
        ("cause M-7 two invoice runs", Line("cause", 7, "two invoice runs")),
        ("close M-7", Line("close", 7)),
        ("done M-7", Line("close", 7)),
        ("reopen M-7", Line("reopen", 7)),
        (f"owner M-7 {SAM}", Line("owner", 7, SAM)),
        (f"give M-7 to {SAM}", Line("owner", 7, f"to {SAM}")),
        ("take M-7", Line("take", 7)),
        ("M-7 noticed us", Line("noticed", 7, "us")),
        ("again M-7", Line("again", 7)),
        ("edit M-7", Line("edit", 7)),
        ("undo M-7", Line("undo", 7)),
        ("brief M-7", Line("brief", 7)),
        ("told", Line("which", rest="told")),
        ("told M-7 and M-8", Line("several", 7, "M-8")),
        ("M-7 billed twice", Line("unclear", 7, "billed twice")),
    ],
)
def test_orders_are_read_in_either_order(typed: str, line: Line) -> None:
    assert read_line(typed) == line


@pytest.mark.parametrize(
    "typed",
    [
        "Acme: invoice billed twice",
        "told Acme the wrong price",
        "sorry state of the pump at Acme",
        "right pump, wrong address for Acme",
        "close call at Globex: loose cover",
        "Acme: M-12 screws missing",
        "waived fee billed anyway",
        "late delivery",
    ],
)
def test_a_mistake_in_words_may_begin_with_any(typed: str) -> None:
    assert read_line(typed) == Line("give", rest=typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Acme: invoice billed twice", Said("Acme", "invoice billed twice")),
        (f"Acme: invoice billed twice {SAM}", Said("Acme", "invoice billed twice", "U0SAM000001")),
        (f"Acme: invoice billed twice, owner {SAM}", Said("Acme", "invoice billed twice", "U0SAM000001")),
        (f"Acme: invoice billed twice ({SAM})", Said("Acme", "invoice billed twice", "U0SAM000001")),
        (f"Acme {SAM}: invoice billed twice", Said("Acme", "invoice billed twice", "U0SAM000001")),
        (f"Acme: wrong pump sent by {SAM}", Said("Acme", f"wrong pump sent by {SAM}")),
        (f"Acme: {SAM} sent the wrong pump", Said("Acme", f"{SAM} sent the wrong pump")),
        ("Acme invoice billed twice", Said("", "Acme invoice billed twice")),
        ("*Acme*: pump late by two days", Said("Acme", "pump late by two days")),
        ("Yesterday: pump late at Acme", Said("", "Yesterday: pump late at Acme")),
        ("Acme: promised Fri, came on Tue", Said("Acme", "promised Fri, came on Tue")),
        ("Acme:", Said("Acme", "")),
        (SAM, Said("", SAM)),
    ],
)
def test_the_name_and_the_owner_are_found_and_the_rest_stays_in_the_words(typed: str, said: Said) -> None:
    assert read_mistake(typed, now=NOW, order="day") == said


@pytest.mark.parametrize(
    ("typed", "cause", "could_have"),
    [
        ("two invoice runs", "two invoice runs", None),
        ("two runs; we could have locked the first", "two runs", "locked the first"),
        ("two runs. Could have: a lock", "two runs", "a lock"),
        ("could have been worse", "could have been worse", None),
    ],
)
def test_a_typed_cause_may_say_what_we_could_have_done(
    typed: str, cause: str, could_have: str | None
) -> None:
    assert read_cause(typed) == (cause, could_have)


@pytest.mark.parametrize(
    ("typed", "how", "amount"),
    [
        ("sent a credit note", "sent a credit note", ""),
        ("flowers and a visit, goodwill 40", "flowers and a visit", "40"),
        ("goodwill €40 and a visit", "and a visit", "€40"),
        ("credit note, goodwill 49.90 EUR, by mail", "credit note by mail", "49.90 EUR"),
        ("much goodwill shown", "much goodwill shown", ""),
    ],
)
def test_goodwill_is_taken_out_of_the_words(typed: str, how: str, amount: str) -> None:
    assert read_right(typed) == (how, amount)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["told", "M-7", "waive", SAM, "Acme:", " ", "goodwill 4", "\n"])).map(" ".join)
)
def test_no_line_is_too_strange(typed: str) -> None:
    line = read_line(typed)
    assert line.verb
    assert line.step in {"", *STEPS}
    said = read_mistake(typed, now=NOW, order="day")
    assert said.owner_id in {None, "U0SAM000001"} or "<@" in typed
    read_cause(typed)
    read_right(typed)


def test_an_escaped_character_at_the_end_stays_whole() -> None:
    assert (
        read_mistake("Acme: pressure &lt;5 bar&gt;", now=NOW, order="day").words == "pressure &lt;5 bar&gt;"
    )
    said = read_mistake(f"Acme: pressure &lt;5 bar&gt; {SAM}", now=NOW, order="day")
    assert said == Said("Acme", "pressure &lt;5 bar&gt;", "U0SAM000001")


README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"`/mistake ([^`]+)`", README))
def test_every_example_in_the_readme_is_understood(example: str) -> None:
    assert read_line(example).verb not in {"unclear", "which"}
