"""Customers: added, found under any name, opened, corrected, linked to a channel."""

import pytest

from tests.handlers.conftest import KeptSlack


async def test_a_customer_is_added_with_a_word_and_opened_by_name_or_number(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex Dairy")
    assert "C-2 · Globex Dairy is a customer of ours now." in slack.said_to("mia")[-1]
    for typed in ("Globex Dairy", "globex  dairy", "GLOBEX DAIRY Ltd.", "C-2"):
        await slack.command("mia", "#accounts", f"/customer {typed}")
        assert "C-2 · Globex Dairy" in slack.said_to("mia")[-1]


async def test_any_other_name_finds_the_customer(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer acme")
    card = slack.said_to("mia")[-1]
    assert "C-1 · Acme Industries" in card
    assert "Also: Acme" in card
    assert "Owner: @mia" in card


async def test_the_card_shows_open_promises_with_their_buttons_and_what_happened(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/customer Acme")
    card = slack.said_to("mia")[-1]
    assert "1 open promise" in card
    assert "replacement pump" in card
    assert "[At risk]" in card
    assert "gave the promise" in card
    assert "added the customer" in card


async def test_a_promise_is_begun_from_the_card(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "New promise")
    await slack.fill("mia", {"What did you promise?": "pump", "Which date were they told?": "Fri"})
    await slack.submit("mia")
    assert "P-1 saved. Acme Industries: pump" in slack.modal("mia")


async def test_the_form_adds_a_customer_with_other_names_and_owner(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill("mia", {"Name": "Öpik Saeveski", "Other names": "Opik\nSaeveski", "Owner": "sam"})
    await slack.submit("mia")
    assert "Öpik Saeveski is a customer of ours now" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer saeveski")
    assert "Owner: @sam" in slack.said_to("mia")[-1]


async def test_a_name_that_is_taken_is_asked_about(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add acme industries")
    assert "There is a customer called" in slack.said_to("mia")[-1]
    await slack.click("mia", "Open Acme Industries (C-1)")
    assert "C-1 · Acme Industries" in slack.said_to("mia")[-1]


async def test_an_unknown_name_offers_close_ones_and_adding_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer Acne Industries")
    said = slack.said_to("mia")[-1]
    assert "I don't know “Acne Industries”" in said
    assert "[Acme Industries (C-1)]" in said
    await slack.click("mia", "Add Acne Industries")
    assert "Acne Industries is a customer of ours now" in slack.said_to("mia")[-1]


async def test_correcting_a_customer_changes_what_finds_them_and_can_be_undone(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.fill("mia", {"Name": "Apex Industries", "Other names": None})
    await slack.submit("mia")
    assert "Apex Industries is corrected" in slack.modal("mia")
    await slack.click("mia", "Undo")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "C-1 · Acme Industries" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer Apex Industries")
    assert "I don't know" in slack.said_to("mia")[-1]


async def test_a_channel_is_linked_without_a_word_in_the_channel_and_unlinked_by_undo(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    outsiders_view = slack.sees("dana")
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    assert "is who this channel is about now" in slack.said_to("mia")[-1]
    assert slack.sees("dana") == outsiders_view
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    assert "linked to them already" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="is who this channel is about now")
    await slack.command("mia", "#acme-shared", "/promise pump by Fri")
    assert "Which customer is it for?" in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Whom we serve"),
        ("help", "/customer add Acme"),
        ("link", "Which customer is this channel about?"),
        ("edit", "Which customer?"),
        ("edit Nobody", "I don't know “Nobody”"),
        ("add " + "x" * 81, "81 characters long, and 80 is the most"),
    ],
)
async def test_what_cannot_be_done_is_answered_with_what_to_type(
    slack: KeptSlack, typed: str, said: str
) -> None:
    await slack.command("mia", "#accounts", f"/customer {typed}")
    assert said in slack.said_to("mia")[-1]


async def test_linking_needs_a_channel(slack: KeptSlack) -> None:
    await slack.command("mia", "@kept", "/customer link Acme")
    assert "Type that in the channel" in slack.said_to("mia")[-1]


async def test_a_guest_cannot_be_made_the_owner(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.fill("mia", {"Owner": "gus"})
    outcome = await slack.submit("mia")
    assert "Gus Varga is a guest here" in outcome.errors["owner"]
