"""Nothing that is typed behind an order is lost: it is kept, put into the form that opens, or said back."""

import pytest

from tests.handlers.conftest import KeptSlack

GIVEN = {
    "/promise": "/promise Acme: pump by Fri",
    "/mistake": "/mistake Acme: billed twice",
    "/waiting": "/waiting Acme: call Dana by 4pm",
}
NO_PLACE = "There is no place for these words here."


@pytest.mark.parametrize(
    ("typed", "keeps"),
    [
        ("/promise told P-1 Dana was fine with it", "/contact Acme Industries: Dana was fine with it"),
        ("/promise on track P-1: parts arrived", ""),
        ("/promise started P-1 parts arrived", ""),
        ("/promise show P-1 hello", ""),
        ("/promise undo P-1 hello", ""),
        ("/mistake told M-1 Dana took it well", "/contact Acme Industries: Dana took it well"),
        ("/mistake said sorry M-1 by phone", "/contact Acme Industries: by phone"),
        ("/mistake checked M-1 all is well", "/contact Acme Industries: all is well"),
        ("/mistake again M-1 Dana rang", "/contact Acme Industries: Dana rang"),
        ("/mistake take M-1 hello", ""),
        ("/mistake reopen M-1 hello", ""),
        ("/mistake show M-1 hello", ""),
        ("/mistake undo M-1 hello", ""),
        ("/waiting done W-1 called Dana", "/contact Acme Industries: called Dana"),
        ("/waiting again W-1 very angry", "/contact Acme Industries: very angry"),
        ("/waiting take W-1 hello", ""),
        ("/waiting show W-1 hello", ""),
        ("/waiting undo W-1 hello", ""),
        ("/kept mine hello", ""),
        ("/kept brief hello", ""),
        ("/kept practice hello", ""),
    ],
)
async def test_words_that_an_order_does_not_keep_are_said_back_with_what_keeps_them(
    slack: KeptSlack, typed: str, keeps: str
) -> None:
    command, _, line = typed.partition(" ")
    await slack.command("mia", "#accounts", GIVEN.get(command, GIVEN["/promise"]))
    if "told P-1" in line:
        await slack.command("mia", "#accounts", "/promise risk P-1 customs")
    await slack.command("mia", "#accounts", typed)
    said = slack.said_to("mia")[-1]
    assert NO_PLACE in said
    words = line.rpartition("-1")[2].lstrip(" :") if "-1" in line else "hello"
    assert f"This keeps them:\n{keeps}" in said if keeps else f"They are not kept:\n{words}" in said


@pytest.mark.parametrize("typed", ["told P-1", "told P-1.", "on track P-1", "show P-1"])
async def test_an_order_without_more_says_nothing_of_words(slack: KeptSlack, typed: str) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise risk P-1 customs")
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert NO_PLACE not in slack.said_to("mia")[-1]


async def test_words_behind_no_answer_belong_to_a_contact(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.command("mia", "#accounts", "/promise no answer P-1 rang twice")
    assert "This keeps them:\n/contact Acme Industries: rang twice" in slack.said_to("mia")[-1]


async def test_what_the_customer_says_of_what_was_right_joins_the_proof(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.command("mia", "#accounts", "/promise right P-1 Dana loves it")
    assert "they say that it was right. Good to know. Proof: sent · Dana loves it" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Proof: sent\n" in slack.said_to("mia")[-1]


async def test_what_is_missing_is_asked_no_more_once_it_was_said_and_goes_into_the_case(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.command("mia", "#accounts", "/promise not quite P-1 it leaks & drips")
    said = slack.said_to("mia")[-1]
    assert "What is missing: it leaks & drips\nBy when do they have it?" in said
    await slack.click("mia", "Report a mistake")
    assert "What happened?*: it leaks & drips" in slack.modal("mia")
    await slack.submit("mia")
    assert "it leaks & drips" in slack.modal("mia")


async def test_what_is_typed_behind_edit_stands_in_the_form(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise edit P-1 two pumps by Monday @sam")
    form = slack.modal("mia")
    assert "What did you promise?*: two pumps\n" in form
    assert "Which date were they told?: Mon 30 Nov 2026" in form
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    card = slack.said_to("mia")[-1]
    assert "two pumps\nDue: Mon 30 Nov" in card
    assert "Owner: @sam" in card


async def test_a_date_alone_behind_edit_leaves_the_words_and_one_in_doubt_is_asked_about(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise edit P-1 by Monday or Tuesday")
    form = slack.modal("mia")
    assert "could be Mon 30 Nov or Tue 1 Dec. Which do you mean?" in form
    assert "What did you promise?*: pump\n" in form
    assert "Which date were they told?: Fri 27 Nov 2026" in form


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/mistake edit M-1 billed thrice", "What happened?*: billed thrice\n"),
        ("/waiting edit W-1 call Dana's boss by 5pm", "What do they wait for?*: call Dana's boss\n"),
        ("/mistake owner M-1 hello", f"{NO_PLACE} They are not kept:\nhello"),
        ("/mistake waive M-1 hello", f"{NO_PLACE} They are not kept:\nhello"),
        ("/mistake apology M-1 hello", f"{NO_PLACE} They are not kept:\nhello"),
        ("/mistake brief M-1 hello", f"{NO_PLACE} They are not kept:\nhello"),
    ],
)
async def test_so_it_does_where_other_forms_open(slack: KeptSlack, typed: str, shown: str) -> None:
    await slack.command("mia", "#accounts", GIVEN[typed.partition(" ")[0]])
    await slack.command("mia", "#accounts", typed)
    assert shown in slack.modal("mia")


async def test_words_that_are_too_long_stand_whole_above_the_form_and_a_date_at_their_end_is_read(
    slack: KeptSlack,
) -> None:
    long = " ".join(f"w{each}" for each in range(1500))
    await slack.command("mia", "#accounts", f"/promise Acme: {long}")
    form = slack.modal("mia")
    assert all(f"w{each}" in form for each in range(1500))
    await slack.close("mia")
    await slack.command("mia", "#accounts", f"/promise Acme: {long} by Fri or Mon")
    assert "could be Fri 27 Nov or Mon 30 Nov" in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "over"),
    [
        ("to @sam", ""),
        ("for @sam.", ""),
        ("@sam", ""),
        ("@sam please", "please"),
        ("@ines, @sam", "@Inês Duarte"),
    ],
)
async def test_whom_a_case_is_given_to_is_read_and_what_is_said_beside_them_said_back(
    slack: KeptSlack, typed: str, over: str
) -> None:
    await slack.command("mia", "#accounts", GIVEN["/mistake"])
    await slack.command("mia", "#accounts", f"/mistake owner M-1 {typed}")
    said = slack.said_to("mia")[-1]
    assert "Sam Okafor puts it right" in said
    assert (f"They are not kept:\n{over}\n" in said) if over else NO_PLACE not in said


@pytest.mark.parametrize(
    "typed", ["/promise on track P-1 @sam", "/mistake take M-1 @sam", "/waiting take W-1 @sam"]
)
async def test_a_colleague_whom_an_order_does_not_read_is_said_back(slack: KeptSlack, typed: str) -> None:
    await slack.command("ines", "#accounts", GIVEN[typed.partition(" ")[0]])
    await slack.command("mia", "#accounts", typed)
    assert f"{NO_PLACE} They are not kept:\n@Sam Okafor\n" in slack.said_to("mia")[-1]


async def test_words_behind_no_answer_are_said_back_once_where_it_is_still_open(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise no answer P-1 rang")
    said = slack.said_to("mia")[-1]
    assert "P-1 is still open" in said
    assert said.count("rang") == 1


async def test_a_new_date_for_what_is_closed_is_said_back(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    for typed in ("Tue", "Tue, they agreed on the phone"):
        await slack.command("mia", "#accounts", f"/promise move P-1 to {typed}")
        said = slack.said_to("mia")[-1]
        assert "P-1 is closed already: kept." in said
        assert typed in said


async def test_the_same_proof_is_kept_once(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    for typed in ("kept", "kept", "right", "right"):
        await slack.command("mia", "#accounts", f"/promise {typed} P-1 invoice 7")
    await slack.command("mia", "#accounts", "/promise right P-1 Dana loves it")
    await slack.command("mia", "#accounts", "/promise right P-1 invoice 7 · Dana loves it")
    await slack.command("mia", "#accounts", "/promise P-1")
    card = slack.said_to("mia")[-1]
    assert "Proof: invoice 7 · Dana loves it\n" in card


async def test_that_it_was_right_is_noted_where_the_words_on_it_have_no_place(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", f"/promise kept P-1 {'x' * 490}")
    await slack.command("mia", "#accounts", "/promise kept P-1 Dana signed it")
    assert "with what stands there already, is 507 characters long" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise right P-1 Dana loves it")
    said = slack.said_to("mia")[-1]
    assert "they say that it was right." in said
    assert "This keeps them:\n/contact Acme Industries: Dana loves it\n" in said


async def test_words_on_what_is_missing_that_no_button_holds_are_said_back_whole(slack: KeptSlack) -> None:
    long = " ".join(f"w{each}" for each in range(600))
    await slack.command("mia", "#accounts", GIVEN["/promise"])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.command("mia", "#accounts", f"/promise not quite P-1 {long}")
    said = slack.said_to("mia")[-1]
    assert long in said
    assert "these words are kept" not in said
    assert "copy what matters from here" in said
    await slack.click("mia", "Report a mistake")
    assert "w1" not in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/promise edit P-1 ASAP", "“ASAP” is no date, so Fri 27 Nov 2026 stays."),
        ("/promise edit P-1 two pumps soon", "“soon” is no date, so Fri 27 Nov 2026 stays."),
        ("/promise edit P-1 two pumps aim soon", "“soon” is no date."),
        ("/waiting edit W-1 call Dana soon", "“soon” is no date, so Wed 25 Nov 2026 16:00 stays."),
        ("/waiting edit W-1 the offer, aim Thu", "Answer them by: Thu 26 Nov 2026\n"),
        ("/waiting edit W-1 the offer 2h", "Answer them by: Wed 25 Nov 2026 12:00\n"),
        ("/waiting edit W-1 the offer since Mon", "What do they wait for?*: the offer since Mon\n"),
    ],
)
async def test_what_is_no_date_behind_edit_is_said_and_a_wait_is_read_as_when_it_was_given(
    slack: KeptSlack, typed: str, shown: str
) -> None:
    await slack.command("mia", "#accounts", GIVEN[typed.partition(" ")[0]])
    await slack.command("mia", "#accounts", typed)
    assert shown in slack.modal("mia")
