"""A customer who is added in passing is said to be new, beside those who may have been meant, and undone with it."""

import pytest

from tests.handlers.conftest import KeptSlack


async def hartwell(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Hartwell Hospital")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/promise Hartwell: bed parts by Fri", "P-1 saved."),
        ("/mistake Hartwell: invoice billed twice", "M-1"),
        ("/waiting Hartwell: call Dana back", "W-1 saved."),
        ("/contact Hartwell: called Dana, glad; nothing next", "Saved."),
        ("/customer voice Hartwell: the manual in Estonian", "P-1"),
        ('/customer praise Hartwell: "the fitter was brilliant"', "Kept."),
    ],
)
async def test_who_was_added_in_passing_is_new_and_their_namesakes_are_named(
    slack_on_both: KeptSlack, typed: str, words: str
) -> None:
    slack = slack_on_both
    await hartwell(slack)
    await slack.command("mia", "#accounts", typed)
    await slack.click("mia", "New customer: Hartwell")
    said = slack.said_to("mia")[-1]
    assert words in said
    assert (
        "Hartwell is new here: C-3. There is Hartwell Hospital (C-2) too: press Undo if you mean them."
        in said
    )
    await slack.command("mia", "#accounts", "/kept undo")
    assert "taken back" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer C-3")
    assert "There is no C-3" in slack.said_to("mia")[-1]


async def test_a_promise_and_its_new_customer_go_and_come_back_together(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Zorblax: seals by Fri")
    await slack.click("mia", "New customer: Zorblax")
    assert "Zorblax is new here: C-2." in slack.said_to("mia")[-1]
    assert "too:" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise undo")
    said = slack.said_to("mia")[-1]
    assert "P-1 is taken back, as if it had never been said." in said
    assert "So is Zorblax." in said
    await slack.command("mia", "#accounts", "/customer Zorblax")
    assert "C-2" not in slack.said_to("mia")[-1]
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "P-1 · Zorblax" in slack.said_to("mia")[-1]


async def test_a_new_customer_for_whom_more_was_logged_stays_and_why_is_said(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Zorblax: seals by Fri")
    await slack.click("mia", "New customer: Zorblax")
    await slack.command("mia", "#accounts", "/promise Zorblax: pump by Mon")
    await slack.command("mia", "#accounts", "/promise undo P-1")
    said = slack.said_to("mia")[-1]
    assert "P-1 is taken back" in said
    assert "These stay as they are:\nZorblax" in said


async def test_the_form_says_so_too(slack: KeptSlack) -> None:
    await hartwell(slack)
    await slack.command("mia", "#accounts", "/promise")
    await slack.choose("mia", "Customer", "Hartwell", "New customer: Hartwell")
    await slack.fill("mia", {"What did you promise?": "bed parts"})
    await slack.submit("mia")
    assert "There is Hartwell Hospital (C-2) too" in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "edit"),
    [
        ("/promise Acme: seals by Fri", "/promise edit P-1"),
        ("/mistake Acme: invoice billed twice", "/mistake edit M-1"),
        ("/waiting Acme: call Dana back", "/waiting edit W-1"),
    ],
)
async def test_a_correction_to_a_new_customer_is_one_step_too(
    slack: KeptSlack, typed: str, edit: str
) -> None:
    await hartwell(slack)
    await slack.command("mia", "#accounts", typed)
    await slack.command("mia", "#accounts", edit)
    await slack.choose("mia", "Customer", "Hartwell", "New customer: Hartwell")
    await slack.submit("mia")
    assert "is corrected. Hartwell is new here: C-3. There is Hartwell Hospital (C-2) too" in slack.modal(
        "mia"
    )
    await slack.click("mia", "Undo")
    assert "that step is undone" in slack.modal("mia")
    assert "So is Hartwell." in slack.modal("mia")


async def test_whoever_adds_a_customer_hears_whose_name_begins_so(slack: KeptSlack) -> None:
    await hartwell(slack)
    await slack.command("mia", "#accounts", "/customer add hartwell")
    assert "There is Hartwell Hospital (C-2) too" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer add Acme North")
    assert "There is Acme Industries (C-1) too" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer add Globex")
    assert "too:" not in slack.said_to("mia")[-1]
