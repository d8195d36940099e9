"""Customers: added, found under any name, opened, corrected, linked to a channel."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.access import Person, Standing
from handlers.customer_adding import Wanted, save_new
from handlers.effects import WhichCustomer
from handlers.gestures import Gesture
from storage import customers
from tests.handlers.conftest import NOW, KeptSlack


async def test_a_customer_is_added_with_a_word_and_opened_by_name_or_number(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex Dairy")
    assert "C-2 · Globex Dairy is a customer of ours now. You own them." in slack.said_to("mia")[-1]
    for typed in ("Globex Dairy", "globex  dairy", "GLOBEX DAIRY Ltd.", "C-2"):
        await slack.command("mia", "#accounts", f"/customer {typed}")
        assert "C-2 · Globex Dairy" in slack.said_to("mia")[-1]


async def test_any_other_name_finds_the_customer(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer acme")
    card = slack.said_to("mia")[-1]
    assert "C-1 · Acme Industries" in card
    assert "Also: Acme" in card
    assert "Owner: @mia" in card


async def test_the_card_shows_open_promises_and_a_menu_that_opens_them(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/customer Acme")
    card = slack.said_to("mia")[-1]
    assert "1 open promise" in card
    assert "replacement pump" in card
    assert "[Open … v]" in card


async def test_each_line_of_the_history_says_which_promise_and_what_was_undone(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/promise Acme: seals by Fri 5pm")
    await slack.command("mia", "#accounts", "/promise kept P-2 seen running")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/customer timeline Acme")
    told = slack.said_to("mia")[-1].splitlines()[1:-1]
    expected = [
        "@mia took that back (linked a channel) · #acme-shared",
        "@mia linked a channel · #acme-shared",
        "@mia took that back (closed it as kept) · P-2 seals",
        "@mia closed it as kept · P-2 seals",
        "@mia gave the promise · P-2 seals",
        "@mia gave the promise · P-1 replacement pump",
        "@mia added the customer",
    ]
    assert [line.removeprefix("today 10:00 · ") for line in told] == expected


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
    assert "@sam owns them." in slack.modal("mia")
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


@pytest.mark.parametrize("typed", ["Acme, Northern branch", "Globex, ACME Inc", "Acme"])
async def test_a_name_that_is_taken_as_any_of_its_names_is_asked_about_and_may_be_meant(
    slack: KeptSlack, typed: str
) -> None:
    await slack.command("mia", "#accounts", f"/customer add {typed}")
    assert "already: Acme Industries (C-1). Did you mean them" in slack.said_to("mia")[-1]
    await slack.click("mia", "Add another one")
    assert f"C-2 · {typed.partition(',')[0]} is a customer of ours now" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer C-2")
    assert typed.partition(", ")[2] in slack.said_to("mia")[-1]


async def test_the_form_asks_about_a_taken_name_with_all_that_was_typed_and_adds_on_the_second_press(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill("mia", {"Name": "Acme", "Other names": "Northern branch", "Owner": "sam"})
    await slack.submit("mia")
    form = slack.modal("mia")
    assert "There is a customer called “Acme” already: Acme Industries (C-1)." in form
    assert "Northern branch" in form
    assert "@sam" in form
    await slack.submit("mia")
    assert "C-2 · Acme is a customer of ours now" in slack.modal("mia")


async def test_more_names_than_a_button_holds_are_asked_about_in_the_form(slack: KeptSlack) -> None:
    quotes = '"' * 70  # each takes two characters in a button
    others = ", ".join(f"{number} xxx{quotes}" for number in range(10, 30))
    await slack.command("mia", "#accounts", f"/customer add Acme, {others}")
    assert "press Add once more" in slack.modal("mia")
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer edit C-2")
    assert "29 xxx" in slack.modal("mia")


async def test_three_who_add_one_customer_at_the_same_moment_make_one(slack_on_both: KeptSlack) -> None:
    house = slack_on_both.house
    mia = Person("U1", "Mia", "UTC", Standing.MEMBER)
    gesture = Gesture(mia, house.team_id, "command", "", NOW, "/customer")
    done: list[Any] = await asyncio.gather(
        *(
            house.db.write(save_new, gesture._replace(key=f"k{number}"), Wanted("Globex", "", None))
            for number in range(3)
        ),
        return_exceptions=True,
    )
    assert sorted(isinstance(each, WhichCustomer) for each in done) == [False, True, True]

    def named(conn: Connection) -> list[int]:
        found = customers.named(conn, house.team_id, ["globex"])
        return [each.number for each in found["globex"]]

    assert await house.db.read(named) == [2]


async def two_acmes(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Acme")
    await slack.click("mia", "Add another one")


async def test_two_of_one_name_are_said_to_be_two_and_nothing_is_offered_to_be_added(
    slack: KeptSlack,
) -> None:
    await two_acmes(slack)
    await slack.command("mia", "#accounts", "/customer Acme")
    said = slack.said_to("mia")[-1]
    assert "More than one customer goes by “Acme”. Whom do you mean?" in said
    assert "[Acme Industries (C-1)] [Acme (C-2)]" in said
    assert "[Add" not in said
    await slack.click("mia", "Acme (C-2)")
    assert "C-2 · Acme" in slack.said_to("mia")[-1]


async def test_a_close_one_is_linked_or_edited_if_that_was_the_order(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Acmee")
    await slack.click("mia", "Acme Industries (C-1)")
    assert "Acme Industries is who this channel is about now" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer edit Acmee")
    await slack.click("mia", "Acme Industries (C-1)")
    assert "Edit C-1" in slack.modal("mia")


async def test_a_new_customer_is_added_and_linked_at_once_if_that_was_the_order(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Zeppelin Works")
    await slack.click("mia", "Add Zeppelin Works and link this channel")
    assert "a customer of ours now, and who this channel is about" in slack.said_to("mia")[-1]
    await slack.command("mia", "#acme-shared", "/promise pump by Fri")
    assert "P-1 saved. Zeppelin Works: pump" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("C-99", "There is no C-99"),
        ("delete Acme", "A customer is never deleted"),
        ("search pump", "/kept search"),
    ],
)
async def test_a_number_or_an_order_that_is_not_known_is_not_offered_to_be_added(
    slack: KeptSlack, typed: str, said: str
) -> None:
    await slack.command("mia", "#accounts", f"/customer {typed}")
    assert said in slack.said_to("mia")[-1]
    assert "[Add" not in slack.said_to("mia")[-1]


async def test_a_form_that_was_open_meanwhile_changes_only_what_was_changed_in_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.command("sam", "#accounts", "/customer edit Acme")
    await slack.fill("sam", {"Owner": "sam"})
    await slack.submit("sam")
    await slack.fill("mia", {"Other names": "Acme\nThe anvil people"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer Acme")
    card = slack.said_to("mia")[-1]
    assert "Owner: @sam" in card
    assert "Also: Acme, The anvil people" in card


async def test_two_who_change_the_same_field_are_not_mixed_up(slack: KeptSlack) -> None:
    for who in ("mia", "sam"):
        await slack.command(who, "#accounts", "/customer edit Acme")
        await slack.fill(who, {"Name": f"Acme of {who}"})
    await slack.submit("sam")
    outcome = await slack.submit("mia")
    assert "Somebody changed this meanwhile to “Acme of sam”" in outcome.errors["name"]
