"""What a line after `/promise` asks for, and what a promise in words says, however it is typed."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import dates
from bot.text import NAME_MAX
from bot.wording import VERBS, Line, Said, heads, read_line, read_promise
from tests.sizes import examples

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", Line("form")),
        ("  \n ", Line("form")),
        ("help", Line("help")),
        ("HELP", Line("help")),
        ("?", Line("help")),
        ("mine", Line("mine")),
        (" My promises ", Line("mine")),
        ("list", Line("mine")),
        ("undo", Line("undo")),
        ("mine <@U1|sam>", Line("others")),
        ("mine all", Line("others")),
        ("list everyone", Line("others")),
        ("mine shaft drill by Fri", Line("give", rest="mine shaft drill by Fri")),
    ],
)
def test_one_word_orders(typed: str, line: Line) -> None:
    assert read_line(typed) == line


@pytest.mark.parametrize(
    "typed",
    [
        "P-12",
        "p-12",
        "P12",
        "p12",
        "P 12",
        "#12",
        "#P-12",
        "P-0012",
        "P–12",
        "P‑12",
        "P-12?",
        "P-12.",
        "P-12:",
        "show P-12",
    ],
)
def test_a_reference_alone_shows_the_promise(typed: str) -> None:
    assert read_line(typed) == Line("show", 12)


ORDERED = [
    ("kept P-12", "kept", ""),
    ("Kept p12", "kept", ""),
    ("P-12 kept", "kept", ""),
    ("P-12: kept", "kept", ""),
    ("kept: P-12", "kept", ""),
    ("kept P 12", "kept", ""),
    ("kept #12", "kept", ""),
    ("kept 12", "kept", ""),
    ("done P-12", "kept", ""),
    ("P-12 done.", "kept", ""),
    ("kept P-12, customer said so", "kept", "customer said so"),
    ("kept P-12: customer said so", "kept", "customer said so"),
    ("kept P-12 - customer said so", "kept", "customer said so"),
    ("P-12 kept: https://example.com/a", "kept", "https://example.com/a"),
    ("P-12 kept:https://example.com/a", "kept", "https://example.com/a"),
    ("kept P-12 -5 °C on arrival", "kept", "-5 °C on arrival"),
    ("kept P-12 and the pump runs", "kept", "and the pump runs"),
    ("kept P-12 first line\nsecond line", "kept", "first line\nsecond line"),
    ("late P-12", "late", ""),
    ("kept late P-12", "late", ""),
    ("P-12 kept late because of snow", "late", "because of snow"),
    ("partly P-12 two of three", "partly", "two of three"),
    ("partly kept P-12", "partly", ""),
    ("not kept P-12", "not kept", ""),
    ("Not  kept P-12", "not kept", ""),
    ("P-12 not done", "not kept", ""),
    ("broken P-12", "not kept", ""),
    ("called off P-12 they sold the plant", "called off", "they sold the plant"),
    ("cancel P-12", "called off", ""),
    ("P-12 cancelled", "called off", ""),
    ("P-12 canceled", "called off", ""),
    ("risk P-12 supplier is late", "risk", "supplier is late"),
    ("P-12 at risk: supplier is late", "risk", "supplier is late"),
    ("move P-12 to Tue", "move", "to Tue"),
    ("P-12 move to Tue", "move", "to Tue"),
    ("move P-12", "move", ""),
    ("told P-12", "told", ""),
    ("edit P-12", "edit", ""),
    ("assign P-12 to <@U1>", "edit", "<@U1>"),
    ("edit P-12 <@U1|sam>", "edit", "<@U1|sam>"),
    ("edit P-12 bring it to <@U1>", "edit", "bring it to <@U1>"),
    ("kept #P-12", "kept", ""),
    ("P-12 undo", "undo", ""),
    ("open P-12", "show", ""),
    ("close P-12", "show", ""),
]


@pytest.mark.parametrize(("typed", "verb", "rest"), ORDERED)
def test_an_order_is_a_verb_beside_a_reference_with_or_without_more(typed: str, verb: str, rest: str) -> None:
    assert read_line(typed) == Line(verb, 12, rest)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_works_before_and_after_the_reference_and_asks_which_promise_without(verb: str) -> None:
    assert read_line(f"{verb} P-7") == read_line(f"P-7 {verb.upper()}") == Line(VERBS[verb], 7)
    if verb != "undo":  # which takes back the last thing one did
        assert read_line(verb) == Line("which", rest=VERBS[verb])


@pytest.mark.parametrize(
    ("typed", "number", "others"),
    [
        ("kept P-1, P-2", 1, "P-2"),
        ("kept P-1 P-2 by post", 1, "P-2 by post"),
        ("kept P-1 and P-2", 1, "P-2"),
        ("kept P-1 &amp; P-2", 1, "P-2"),
        ("P-1, P-2 kept", 1, "P-2 kept"),
        ("move P-1 + P-2 to Tue", 1, "P-2 to Tue"),
    ],
)
def test_a_second_reference_is_never_taken_for_the_proof_of_the_first(
    typed: str, number: int, others: str
) -> None:
    assert read_line(typed) in (Line("several", number, others), Line("unclear", number, others))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("P-12 to Tue", 12),
        ("P–12 to Tue", 12),
        ("P-12 please call", 12),
        ("P-12 late-night delivery", 12),
        ("P-12 is kept", 12),
        ("finished P-12", 12),
        ("reopen P-12!", 12),
        ("delete P-12 please", 12),
        ("remove #P-12", 12),
        ("kept? P-12", 12),
    ],
)
def test_a_reference_with_something_else_is_asked_about_or_done_and_never_logged(
    typed: str, number: int
) -> None:
    line = read_line(typed)
    assert line.number == number
    assert line.verb == ("kept" if typed.startswith("kept") else "unclear")


GIVEN = [
    "Acme: replacement pump by Fri 5pm",
    "move the server by Fri",
    "Move Ltd: new server by Fri",
    "Kept Foods: new labels by Fri",
    "late fee refund for Acme by Fri",
    "late-night delivery to Acme by Fri",
    "done with the pump by Fri",
    "told Acme we call back on Fri",
    "show the demo to Acme by Fri",
    "help Acme with the pump by Fri",
    "list the parts for Acme by Fri",
    "edit the manual by Fri",
    "risk report for Acme by Fri",
    "undo the change by Fri",
    "close the gate by Fri",
    "cancel the old contract by Fri",
    "cancel #4711 for Acme by Fri",
    "move 12 pumps to Acme by Fri",
    "mine water sample by Fri",
    "Acme: what P-12 was about, again by Fri",
    "Acme: the pump was kept P-12 cold by Fri",
    "P12 pump to Acme by Fri",
    "P 12 pump to Acme by Fri",
    "#4711 cancelled: refund to Acme by Fri",
    "P-1234567890",
    "P-12a pump by Fri",
    "ポンプ by Fri",
]


@pytest.mark.parametrize("typed", GIVEN)
def test_a_promise_may_begin_with_any_word_and_is_handed_on_whole(typed: str) -> None:
    assert read_line(f" {typed}\n") == Line("give", rest=typed)


def said(typed: str) -> Said:
    return read_promise(typed, now=NOW, order=None)


def day(found: object) -> str:
    """A date that was found, short: "27" or "27 17:00"; "no date yet" or nothing."""
    if isinstance(found, dates.Found):
        return f"{found.day:%d}" + (f" {found.time:%H:%M}" if found.time else "")
    return "" if found is None else "no date yet"


def parts(typed: str) -> tuple[str, str, str, str, str | None]:
    found = said(typed)
    return found.customer, found.words, day(found.due), day(found.aim), found.owner_id


SAM, JOE = "<@U1SAM>", "<@U2JOE|joe>"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("Acme: replacement pump by Fri 5pm", ("Acme", "replacement pump", "27 17:00", "", None)),
        ("Acme: replacement pump", ("Acme", "replacement pump", "", "", None)),
        ("Acme: replacement pump ASAP", ("Acme", "replacement pump", "no date yet", "", None)),
        ("replacement pump by Fri", ("", "replacement pump", "27", "", None)),
        ("by Fri: replacement pump", ("", "replacement pump", "27", "", None)),
        ("by Fri", ("", "", "27", "", None)),
        ("Acme: by Fri", ("Acme", "", "27", "", None)),
        ("Acme:", ("Acme", "", "", "", None)),
        ("Acme", ("", "Acme", "", "", None)),
        ("", ("", "", "", "", None)),
        ("Acme: call back 5:30 tomorrow", ("Acme", "call back", "25 17:30", "", None)),
        ("Acme: send the 10:30 report by Fri", ("Acme", "send the 10:30 report", "27", "", None)),
        ("Acme: pump, by Fri.", ("Acme", "pump", "27", "", None)),
        ("Acme: pump (by Fri)", ("Acme", "pump", "27", "", None)),
        ("Acme: pump [by Fri]", ("Acme", "pump", "27", "", None)),
        ("Acme: (old) pump by Fri", ("Acme", "(old) pump", "27", "", None)),
        ("Acme: by Fri - pump", ("Acme", "pump", "27", "", None)),
        ("Acme: lift &gt;5 t &lt;tested&gt; by Fri", ("Acme", "lift &gt;5 t &lt;tested&gt;", "27", "", None)),
        ("Acme: pump &amp; hose; by Fri", ("Acme", "pump &amp; hose", "27", "", None)),
        ("Acme: -5 °C freezer by Fri", ("Acme", "-5 °C freezer", "27", "", None)),
        ("Acme: ship it :tada: by Fri", ("Acme", "ship it :tada:", "27", "", None)),
        ("Acme: :package: out by Fri", ("Acme", ":package: out", "27", "", None)),
        ('Acme: the "new" pump by Fri', ("Acme", 'the "new" pump', "27", "", None)),
        ("東京電力: ポンプ by Fri", ("東京電力", "ポンプ", "27", "", None)),
        ("東京電力：ポンプ by Fri", ("東京電力", "ポンプ", "27", "", None)),
        ("Ромашка: насос by Fri", ("Ромашка", "насос", "27", "", None)),
        ("أكمي: مضخة by Fri", ("أكمي", "مضخة", "27", "", None)),
    ],
)
def test_what_is_promised_to_whom_by_when(typed: str, understood: tuple[Any, ...]) -> None:
    assert parts(typed) == understood


@pytest.mark.parametrize(
    ("typed", "customer", "words"),
    [
        ("Acme : pump by Fri", "Acme", "pump"),
        ("Acme:pump by Fri", "Acme", "pump"),
        ("Acme Ltd.: pump by Fri", "Acme Ltd.", "pump"),
        ("*Acme*: pump by Fri", "Acme", "pump"),
        ("“Acme”: pump by Fri", "Acme", "pump"),
        ("Smith &amp; Co: pump by Fri", "Smith &amp; Co", "pump"),
        ("3M: pump by Fri", "3M", "pump"),
        ("Acme: North: pump by Fri", "Acme", "North: pump"),
        ("Acme by Fri: pump", "Acme", "pump"),
        ("Monday.com: pump by Fri", "Monday.com", "pump"),
        ("Friday Health: pump by 27 Nov", "Friday Health", "pump"),
        (f"{'x' * NAME_MAX}: pump by Fri", "x" * NAME_MAX, "pump"),
        (f"{'x' * (NAME_MAX + 1)}: pump by Fri", "", f"{'x' * (NAME_MAX + 1)}: pump"),
        ("Acme – pump by Fri", "", "Acme – pump"),
        ("Acme, pump by Fri", "", "Acme, pump"),
        ("https://example.com/a: see there by Fri", "", "https://example.com/a: see there"),
        (
            "mail <mailto:a@b.example|a@b.example>: pump by Fri",
            "",
            "mail <mailto:a@b.example|a@b.example>: pump",
        ),
        ("send it\nto Acme: pump by Fri", "", "send it\nto Acme: pump"),
        ("ship it :tada: by Fri", "", "ship it :tada:"),
        (":tada: pump by Fri", "", ":tada: pump"),
    ],
)
def test_the_name_is_what_stands_before_the_first_colon_if_that_can_be_a_name(
    typed: str, customer: str, words: str
) -> None:
    found = said(typed)
    assert (found.customer, found.words, day(found.due)) == (customer, words, "27")


def test_a_weekday_in_a_name_is_no_date() -> None:
    assert parts("Friday Health: pump") == ("Friday Health", "pump", "", "", None)


@pytest.mark.parametrize(
    ("typed", "due"),
    [("tomorrow: call Acme", "25"), ("Fri 5pm: call Acme", "27 17:00"), ("12:30 call Acme", "24 12:30")],
)
def test_a_date_before_the_colon_is_no_name(typed: str, due: str) -> None:
    assert parts(typed) == ("", "call Acme", due, "", None)


@pytest.mark.parametrize(
    ("typed", "words", "due", "aim"),
    [
        ("pump by Fri aim Thu", "pump", "27", "26"),
        ("pump by Fri 5pm, aim Thu 3pm", "pump", "27 17:00", "26 15:00"),
        ("pump by Fri (aim Thu)", "pump", "27", "26"),
        ("pump (by Fri, aim Thu)", "pump", "27", "26"),
        ("pump (aim Thu, by Fri)", "pump", "27", "26"),
        ("(aim Thu, by Fri) pump", "pump", "27", "26"),
        ("pump (aim Thu, two of them) by Fri", "pump (two of them)", "27", "26"),
        ("pump (two of them, aim Thu) by Fri", "pump (two of them)", "27", "26"),
        ("pump by Fri, aim: Thu", "pump", "27", "26"),
        ("pump by Fri aiming for Thu", "pump", "27", "26"),
        ("pump by Fri, our own aim Thu", "pump", "27", "26"),
        ("pump aim Thu by Fri", "pump", "27", "26"),
        ("pump aim Thu", "pump", "", "26"),
        ("pump by Fri aim ASAP", "pump", "27", "no date yet"),
        ("aim the camera at the door by Fri", "aim the camera at the door", "27", ""),
        ("our aim is quality by Fri", "our aim is quality", "27", ""),
        ("write down the aim by Fri", "write down the", "", "27"),
        ("claim for the pump by Fri", "claim for the pump", "27", ""),
        ("aimless talk by Fri", "aimless talk", "27", ""),
        ("aim at the aim, aim Thu, by Fri", "aim at the aim", "27", "26"),
    ],
)
def test_our_own_aim_is_a_date_right_after_the_word_and_else_a_word(
    typed: str, words: str, due: str, aim: str
) -> None:
    found = said(f"Acme: {typed}")
    assert (found.words, day(found.due), day(found.aim)) == (words, due, aim)


@pytest.mark.parametrize(
    ("typed", "words", "owner"),
    [
        (f"Acme: pump by Fri {SAM}", "pump", "U1SAM"),
        (f"Acme: pump {SAM} by Fri", "pump", "U1SAM"),
        (f"Acme: pump {SAM} by Fri aim Thu", "pump", "U1SAM"),
        (f"Acme: pump by Fri {SAM} aim Thu", "pump", "U1SAM"),
        (f"Acme: pump {SAM} aim Thu, by Fri", "pump", "U1SAM"),
        (f"Acme: pump by Fri, {JOE}, aim Thu", "pump", "U2JOE"),
        (f"Acme: pump ({JOE}) by Fri", "pump", "U2JOE"),
        (f"Acme: {SAM} pump by Fri", "pump", "U1SAM"),
        (f"{SAM} Acme: pump by Fri", "pump", "U1SAM"),
        (f"Acme {SAM}: pump by Fri", "pump", "U1SAM"),
        (f"Acme: pump Fri {SAM} 5pm", "pump", "U1SAM"),
        (f"Acme: ask {SAM} to send the pump by Fri", f"ask {SAM} to send the pump", "U1SAM"),
        (f"Acme: pump of {SAM} by Fri {JOE}", f"pump of {SAM}", "U2JOE"),
        ("Acme: pump by Fri", "pump", None),
        ("Acme: pump by Fri @sam", "pump @sam", None),
        ("Acme: pump for <#C1ACME|acme> by Fri", "pump for <#C1ACME|acme>", None),
        ("Acme: pump for <!here> by Fri", "pump for <!here>", None),
    ],
)
def test_the_colleague_mentioned_last_is_the_owner_and_stays_in_the_words_amid_a_sentence(
    typed: str, words: str, owner: str | None
) -> None:
    found = said(typed)
    assert (found.customer, found.words, found.owner_id) == ("Acme", words, owner)
    assert isinstance(found.due, dates.Found)
    assert found.due.day.day == 27


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Acme:\n- pump\n- hose\nby Fri", "pump\n- hose"),
        ("Acme: pump by Fri\n- seals\n- hoses", "pump\n- seals\n- hoses"),
        ("Acme: pump\n(by Fri)\nand hose", "pump\nand hose"),
        ("Acme: pump  and\those by Fri", "pump and hose"),
    ],
)
def test_several_lines_stay_several_lines(typed: str, words: str) -> None:
    assert said(typed).words == words


@pytest.mark.parametrize(
    ("typed", "words", "due"),
    [
        ("Acme: see <https://example.com/2026-12-01|notes: Mon> by Fri", None, "27"),
        ("Acme: answer https://example.com/2026-12-01/post", None, ""),
        ("Acme: see <https://example.com/a:b|doc>", None, ""),
    ],
)
def test_nothing_inside_a_link_is_a_name_or_a_date(typed: str, words: str | None, due: str) -> None:
    found = said(typed)
    assert found.words == typed.removeprefix("Acme: ").removesuffix(" by Fri")
    assert (found.customer, day(found.due)) == ("Acme", due)


def test_the_words_that_were_taken_for_dates_are_there_to_be_asked_about() -> None:
    found = said("Acme: pump by Fri 5pm aim Thu")
    assert (found.due_text, found.aim_text) == ("by Fri 5pm", "Thu")
    assert said("Acme by Fri: pump").due_text == "by Fri"


@pytest.mark.parametrize(("order", "shown"), [("day", "04 Dec"), ("month", "12 Apr"), (None, None)])
def test_numbers_for_a_date_are_read_in_the_companys_order_or_left_in_doubt(
    order: dates.Order | None, shown: str | None
) -> None:
    found = read_promise("Acme: pump by 4/12", now=NOW, order=order).due
    assert isinstance(found, dates.Found)
    assert (found.doubt is None) == (shown is not None)
    if shown:
        assert f"{found.day:%d %b}" == shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", []),
        ("Acme", [("Acme", "")]),
        ("Acme pump", [("Acme pump", ""), ("Acme", "pump")]),
        ("Acme, pump", [("Acme, pump", ""), ("Acme", "pump")]),
        ("Acme - pump", [("Acme - pump", ""), ("Acme", "pump"), ("Acme", "pump")]),
        (
            "Acme North two\nbig  pumps",
            [
                ("Acme North two big pumps", ""),
                ("Acme North two big", "pumps"),
                ("Acme North two", "big pumps"),
                ("Acme North", "two\nbig  pumps"),
                ("Acme", "North two\nbig  pumps"),
            ],
        ),
    ],
)
def test_without_a_colon_the_first_words_may_be_the_name_the_longest_first(
    words: str, expected: list[tuple[str, str]]
) -> None:
    assert heads(words) == expected


def test_no_name_has_more_than_five_words() -> None:
    assert next(head for head, _ in heads("a b c d e f g")) == "a b c d e"


PIECES = st.sampled_from(
    [
        "Acme", ":", "：", "aim", " aim Thu", "by Fri", "tomorrow", "5pm", "4/5", "ASAP", SAM, JOE, "<@", ">", "<#C1|x>",
        "<https://example.com/a|b>", "https://", "P-12", "p12", "#1", "kept", "not kept", "move", "to", ",", ".", "-", "–", "(",
        ")", "[", "]", "\n", "\t", " ", "  ", "&amp;", ":tada:", "*", "“", "\0", "\ud83d", "\u202e", "ﬀ", "İ", "ß", "ポンプ", "مضخة", "e\u0301",
    ]
)  # fmt: skip
HOSTILE = (
    st.lists(PIECES, max_size=60).map(" ".join)
    | st.lists(PIECES, max_size=60).map("".join)
    | st.text(max_size=300)
)
SLOW = [
    "aim ",
    "aim Thu ",
    "<@U1",
    SAM,
    ":",
    "by ",
    "by Fri ",
    "P-1 ",
    "kept ",
    "- ",
    "(",
    ")",
    ":tada",
    ":a:",
    "x",
    " ",
    "\n",
    "x: ",
]


@given(HOSTILE)
@example("called o\ufb00 P-1")
def test_every_line_is_understood_as_something_made_of_what_was_typed(typed: str) -> None:
    line = read_line(typed)
    others = {"form", "help", "mine", "number", "others", "which", "several", "unclear", "give"}
    assert line.verb in {*VERBS.values()} | others
    assert line.rest in typed or line.verb == "which"
    if line.verb == "give":
        assert line.rest == typed.strip()
    elif line.verb in VERBS.values():
        assert line.number is not None or line.verb == "undo"


def letters(text: str) -> list[str]:
    return [char for char in text if not char.isspace()]


@settings(max_examples=examples(150))
@given(HOSTILE, st.sampled_from(["day", "month", None]))
def test_words_and_name_are_made_only_of_what_was_typed_in_its_order(typed: str, order: Any) -> None:
    found = read_promise(typed, now=NOW, order=order)
    rest = iter(letters(typed))
    assert all(char in rest for char in letters(found.customer + found.words))
    assert found.due_text in typed or found.owner_id or found.aim
    assert found.owner_id is None or f"<@{found.owner_id}" in typed
    assert len(found.customer) <= NAME_MAX
    for head, after in heads(found.words):
        rest = iter(letters(found.words))
        assert all(char in rest for char in letters(head + after))


@pytest.mark.parametrize("piece", SLOW)
def test_three_thousand_characters_of_anything_repeated_are_read(piece: str) -> None:
    """Each finishes at once or, where the work grows faster than the text, never within the suite's patience."""
    typed = (piece * 3000)[:3000]
    for text in (typed, f"Acme: {typed}", f"{typed} by Fri", f"{typed}: pump"):
        assert read_line(text).verb
        found = read_promise(text, now=NOW, order=None)
        assert len(found.words) <= len(text)
        assert len(heads(found.words)) <= 5
