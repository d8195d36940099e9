"""What a line after `/contact` says, however it is typed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import dates
from bot.contact_words import greets_and_sells, head, how_of, is_so_far_on, read, read_event, sells, sounded
from tests.sizes import examples

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "customer", "words", "by"),
    [
        ("Acme: called Dana", "Acme", "called Dana", None),
        ("Acme called Dana", "", "Acme called Dana", None),
        ("called Dana: all fine", "", "called Dana: all fine", None),
        ("yesterday: called Dana", "", "yesterday: called Dana", None),
        ("coffee with Kim. Next: demo", "", "coffee with Kim. Next: demo", None),
        ("Acme: <@U1|sam> called Dana", "Acme", "called Dana", "U1"),
        ("<@U1> Acme: called Dana", "Acme", "called Dana", "U1"),
        ("Acme: visited Dana with <@U1|sam>", "Acme", "visited Dana with <@U1|sam>", None),
        ("Event Horizon: called Dana", "Event Horizon", "called Dana", None),
        ("", "", "", None),
    ],
)
def test_the_customers_name_and_whose_contact_it_was(
    typed: str, customer: str, words: str, by: str | None
) -> None:
    found = head(typed, now=NOW, order=None)
    assert (found.customer, found.words, found.by_id) == (customer, words, by)


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("called Dana", "call"),
        ("phoned the plant", "call"),
        ("talked to Dana", "call"),
        ("had a conference call", "call"),
        ("visited the plant", "visit"),
        ("met Dana for lunch", "visit"),
        ("dropped by on the way", "visit"),
        ("mailed the drawing", "mail"),
        ("wrote to Dana", "mail"),
        ("chatted with Dana", "chat"),
        ("texted Dana", "chat"),
        ("saw them at the fair", "visit"),
        ("at the Hannover fair", "event"),
        ("sent flowers", "gift"),
        ("tried to call Dana", "attempt"),
        ("called Dana, no answer", "attempt"),
        ("left a message for Dana", "attempt"),
        ("only got her voicemail", "attempt"),
        ("mailed Dana, no reply yet", "attempt"),
        ("didn’t pick up", "attempt"),
        ("left a message, then she called back", "call"),
        ("tried to call, in the end got through and talked", "call"),
        ("all fine", ""),
        ("their pump stopped", ""),
        ("", ""),
    ],
)
def test_how_it_was(words: str, how: str) -> None:
    assert how_of(words) == how


@pytest.mark.parametrize(
    ("words", "how_they_sounded"),
    [
        ("happy with the pump", "glad"),
        ("She was delighted!", "glad"),
        ("all fine", "fine"),
        ("it is OK", "fine"),
        ("all good there", "fine"),
        ("no complaints", "fine"),
        ("not happy", "unhappy"),
        ("isn't really happy", "unhappy"),
        ("unhappy about the noise", "unhappy"),
        ("angry at us", "unhappy"),
        ("not fine at all", "unhappy"),
        ("no longer angry", ""),
        ("happy with the pump, angry about the invoice", ""),
        ("fine, even glad", "glad"),
        ("fine, but worried", "unhappy"),
        ("wished her a happy birthday", ""),
        ("mailed happy holidays", ""),
        ("mailed happy thanksgiving", ""),
        ("asked about the pump", ""),
    ],
)
def test_how_they_sounded(words: str, how_they_sounded: str) -> None:
    assert sounded(words) == how_they_sounded


@pytest.mark.parametrize(
    ("words", "how_they_sounded"),
    [
        ("the rest looks fine", ""),
        ("the gauge is OK, all good", ""),
        ("no problems on the bench, great", ""),
        ("she said it is fine", "fine"),
        ("they sounded great on the phone", "glad"),
        ("she is happy with the seals", "glad"),
        ("upset about the noise", "unhappy"),
        ("the rest looks fine, but they are upset", "unhappy"),
    ],
)
def test_in_a_message_what_a_thing_may_be_is_no_sound_of_theirs(words: str, how_they_sounded: str) -> None:
    assert sounded(words, of_people=True) == how_they_sounded


@pytest.mark.parametrize(
    ("words", "selling"),
    [
        ("showed the new price list", False),
        ("quoted a new price", True),
        ("talked about the renewal", True),
        ("made an offer", True),
        ("offered to help with the move", False),
        ("offered our apologies", False),
        ("they thanked us for the quote", False),
        ("will deal with the noise", False),
        ("closed the deal", True),
        ("asked how the pump runs", False),
        ("seals are 15% off until May", True),
        ("seals are 15 percent off", True),
        ("gave them €50 off the next one", True),
        ("the gauge is off again", False),
        ("20% less noise than before", False),
        ("told them of a special offer", True),
        ("mailed about the summer sale", True),
        ("they got a voucher", True),
        ("showed our new products", True),
        ("mailed our new catalogue", True),
        ("happy with our new model", False),
        ("they have a new product manager", False),
        ("invited them to the launch of our winter range", True),
        ("we're launching a smaller pump", True),
        ("admired the launch of their shop", False),
        ("heard of her promotion", False),
        ("told them of our promotion", True),
        ("their deal with the mill came off", False),
    ],
)
def test_care_and_sell_are_kept_apart(words: str, selling: bool) -> None:
    assert sells(words) is (selling or "price" in words)


@pytest.mark.parametrize(
    ("words", "flagged"),
    [
        ("birthday call with a small offer", True),
        ("sent season's greetings and our new price list", True),
        ("said thank you and asked about the renewal", True),
        ("congratulated her, told her of the discount", True),
        ("mailed Merry Xmas! by the way, seals are 15% off", True),
        ("Happy new year, and our new seals are 10 % off", True),
        ("Happy holidays, order now and save", True),
        ("best wishes for the name day, and there is a special price", True),
        ("Easter greetings with a voucher", True),
        ("thank you call, told them that we are launching a smaller pump", True),
        ("said happy birthday and showed our new products", True),
        ("congratulated her on her promotion", False),
        ("congratulated them on their launch", False),
        ("Merry Christmas, all fine", False),
        ("happy new year, the gauge is off again", False),
        ("birthday call", False),
        ("sent a quote", False),
        ("they thanked us for the quote", False),
    ],
)
def test_a_greeting_that_sells_is_seen(words: str, flagged: bool) -> None:
    assert greets_and_sells(words) is flagged


@pytest.mark.parametrize(
    ("typed", "words", "when"),
    [
        ("called Dana yesterday", "called Dana", "2026-11-24"),
        ("visited them on Monday, all fine", "visited them, all fine", "2026-11-23"),
        ("met Dana on Wednesday", "met Dana", "2026-11-25"),
        ("met Dana on Friday", "met Dana", "2026-11-20"),
        ("met Dana on 20 Nov", "met Dana", "2026-11-20"),
        ("met Dana on the 20th", "met Dana", "2026-11-20"),
        ("met Dana on 3 Sep", "met Dana", "2026-09-03"),
        ("3 days ago called Dana", "called Dana", "2026-11-22"),
        ("called Dana, yesterday, all fine", "called Dana, all fine", "2026-11-24"),
        ("talked to Dana yesterday about the fair", "talked to Dana about the fair", "2026-11-24"),
        ("called Dana about the visit on Friday", "called Dana about the visit on Friday", None),
        ("called Dana about Friday", "called Dana about Friday", None),
        ("called Dana, she wants it by Friday", "called Dana, she wants it by Friday", None),
        ("called Dana, the pump failed yesterday", "called Dana, the pump failed yesterday", None),
    ],
)
def test_a_date_of_the_past_says_when_it_was_and_leaves_the_words(
    typed: str, words: str, when: str | None
) -> None:
    found = read(typed, now=NOW, order=None)
    assert found.words == words
    assert (found.when.at.date().isoformat() if found.when.at else None) == when


@pytest.mark.parametrize("typed", ["wrote to Dana tomorrow", "met Dana in 2 days", "called Dana next Monday"])
def test_a_date_that_is_still_to_come_is_asked_about_and_stays_in_the_words(typed: str) -> None:
    found = read(typed, now=NOW, order=None)
    assert found.when.ahead
    assert found.when.at is None
    assert found.words == typed


def test_a_date_that_could_be_two_is_asked_about() -> None:
    found = read("visit on 4/5", now=NOW, order=None)
    assert found.when.found is not None
    assert found.when.at is None


@pytest.mark.parametrize(
    ("typed", "words", "step", "day"),
    [
        ("called Dana; next demo in 2 weeks", "called Dana", "demo", "2026-12-09"),
        ("called Dana, next step: send the drawing by Fri", "called Dana", "send the drawing", "2026-11-27"),
        ("called Dana. Follow up on Friday", "called Dana", "Follow up", "2026-11-27"),
        ("called Dana and follow up", "called Dana", "follow up", None),
        ("called Dana; next week a call", "called Dana", "a call", "2026-12-04"),
        ("called Dana; next: the drawing", "called Dana", "the drawing", None),
        ("called Dana, next week she is away", "called Dana, next week she is away", None, None),
        ("called Dana; next time ask for Kim", "called Dana; next time ask for Kim", None, None),
        ("called Dana for a follow up", "called Dana for a follow up", None, None),
        ("called Dana", "called Dana", None, None),
    ],
)
def test_what_comes_next_and_when(typed: str, words: str, step: str | None, day: str | None) -> None:
    found = read(typed, now=NOW, order=None)
    assert (found.words, found.next_words) == (words, step)
    assert (found.next.day.isoformat() if isinstance(found.next, dates.Found) else None) == day


@pytest.mark.parametrize(
    ("step", "so_far_on"),
    [
        ("demo in 2 weeks", True),
        ("demo in a month", True),
        ("demo in about 10 days", True),
        ("demo 3 weeks from now", True),
        ("demo on Sunday", False),
        ("demo on 6 Dec", False),
        ("demo tomorrow", False),
        ("demo in the first week of January", False),
        ("demo in 2 weeks at 10:00", False),
        ("demo", False),
    ],
)
def test_a_date_said_by_how_far_on_it_is_may_move_and_a_named_one_may_not(step: str, so_far_on: bool) -> None:
    assert is_so_far_on(read(f"called Dana; next {step}", now=NOW, order=None)) is so_far_on


@pytest.mark.parametrize(
    ("typed", "event", "names"),
    [
        ("Hannover fair: Acme, Globex, Initech", "Hannover fair", ["Acme", "Globex", "Initech"]),
        ("fair: Acme, Inc., Globex", "fair", ["Acme, Inc.", "Globex"]),
        ("fair: Acme\nGlobex; ACME", "fair", ["Acme", "Globex"]),
        ("fair", "fair", []),
        ("", "", []),
    ],
)
def test_an_event_and_who_was_there(typed: str, event: str, names: list[str]) -> None:
    assert read_event(typed) == (event, names)


PIECES = st.sampled_from(
    [
        "called ",
        "Dana",
        ", ",
        "; next ",
        "next week",
        " on Monday",
        "yesterday",
        "by Fri",
        "Acme: ",
        "no answer",
        "\n",
    ]
)


@settings(max_examples=examples(150))
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=14).map("".join)))
def test_whatever_is_typed_is_read_and_a_contact_never_lies_ahead(text: str) -> None:
    words = head(text, now=NOW, order=None).words
    found = read(words, now=NOW, order="day")
    assert found.when.at is None or found.when.at <= NOW
    assert found.how in {"", "call", "visit", "mail", "chat", "event", "gift", "attempt"}
    assert len(found.words) <= len(words)
    read_event(text)


def test_a_hostile_line_is_read_whatever_it_repeats() -> None:
    """It would not end in time if any pattern went over it again and again."""
    for piece in ("called ", "next ", ", ", "no ", "(", "a-", "<@U1 "):
        assert read(piece * 3000, now=NOW, order=None).words is not None
