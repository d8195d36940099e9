"""The card that anybody can take over from, the brief, the timeline, and correcting what is known of a customer."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack


async def test_a_new_customers_card_says_what_there_is_and_offers_everything(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer Acme")
    card = slack.said_to("mia")[-1]
    assert "Owner: @mia\nActive customer\n🟢 not met yet\n" in card
    for label in ("New promise", "Log contact", "Report mistake", "They wait", "Edit", "Timeline"):
        assert f"[{label}]" in card
    assert "No open promises." in card
    assert "No contact is logged yet." in card
    assert "What is next: nothing is planned." in card


async def test_both_forms_fill_the_card_and_undo_takes_it_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.fill(
        "mia",
        {
            "Backup": "sam",
            "Stage": "Prospect",
            "Tier": "Gold",
            "Tags": "Pumps, nordic",
            "Customer since": "2019-03-01",
            "Days between contacts": "10",
        },
    )
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "What matters to them …")
    await slack.fill(
        "mia",
        {
            "What matters to them": "Line 2 must never stop.",
            "How they like to be reached": "By phone, before noon",
            "Style": "Short and factual",
            "Do": "Send drawings first",
            "Don't": "No mails on Fridays",
        },
    )
    await slack.submit("mia")
    assert "is corrected" in slack.modal("mia")
    await slack.click("mia", "Open")
    card = slack.modal("mia")
    assert "Owner: @mia · backup: @sam" in card
    assert "Prospect · gold · since Mar 2019 · tags: pumps, nordic" in card
    assert "every 10 days if we can" in card
    assert (
        "What matters to them: Line 2 must never stop.\nHow to reach them: By phone, before noon\n"
        "Style: short and factual\nDo: Send drawings first\nDon't: No mails on Fridays"
    ) in card
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer undo")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "What matters to them:" not in slack.said_to("mia")[-1]


async def test_the_card_shows_what_is_open_who_they_are_and_what_is_next(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "Add a person of theirs")
    await slack.fill("mia", {"Name": "Dana Reyes", "What do they do there?": "plant manager"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.command(
        "mia", "#accounts", "/contact Acme: called Dana, happy with the pump; next demo in 2 weeks"
    )
    await slack.command("sam", "#accounts", "/customer Acme")
    card = slack.said_to("sam")[-1]
    assert "1 open promise" in card
    assert "1 open case" in card
    assert "P-1 · replacement pump · due Fri 27 Nov · @mia" in card
    assert "M-1 · invoice billed twice · high severity · next: tell them · " in card
    assert "W-1 · call Dana back · for less than a minute · @mia" in card
    assert "They wait on us for 1 thing" in card
    assert "Dana Reyes, plant manager · met @mia" in card
    assert "today 08:00: call by @mia, glad:" in card
    assert "What is next: demo, Wed 9 Dec" in card
    assert "The next promise: P-1, Fri 27 Nov, 17:00" in card
    await slack.command("sam", "#accounts", "/customer brief Acme")
    brief = slack.said_to("sam")[-1]
    assert "P-1: replacement pump" in brief
    assert "M-1: invoice billed twice" in brief
    assert "W-1: call Dana back" in brief
    assert "Dana Reyes" in brief


async def test_the_card_is_one_screen_with_the_most_important_first(slack: KeptSlack) -> None:
    for words in ("/promise Acme: pump by Fri", "/promise Acme: valve by tomorrow", "/promise Acme: manual"):
        await slack.command("mia", "#accounts", words)
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command("mia", "#accounts", "/mistake Acme: wrong seals sent")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy; next demo in 2 weeks")
    await slack.forward(timedelta(days=2))
    card = (await slack.command("mia", "#accounts", "/customer Acme")).ack
    assert len(card["blocks"]) <= 12
    said = slack.said_to("mia")[-1]
    order = [
        "Owner: @mia",
        "They wait on us",
        "late by",
        "2 open cases",
        "Last contact",
        "What is next",
        "[Edit]",
    ]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)
    assert "Acme Industries · late" not in said


@pytest.mark.parametrize(
    ("typed", "chosen", "shown"),
    [
        ("/promise Acme: pump by Fri", "P-1 · pump", "P-1 · Acme Industries"),
        ("/mistake Acme: invoice billed twice", "M-1 · invoice billed twice", "M-1 · Acme Industries"),
        ("/waiting Acme: call Dana back in 2h", "W-1 · call Dana back", "W-1 · Acme Industries"),
    ],
)
async def test_what_is_open_is_opened_from_the_cards_menu(
    slack: KeptSlack, typed: str, chosen: str, shown: str
) -> None:
    await slack.command("mia", "#accounts", typed)
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", chosen)
    assert shown in slack.said_to("mia")[-1]


async def test_what_the_card_leaves_out_is_a_button_away(slack: KeptSlack) -> None:
    for number in range(13):
        await slack.command("mia", "#accounts", f"/waiting Acme: thing number {number} in 2h")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "They wait on us for 13 things, longest wait first" in slack.said_to("mia")[-1]
    await slack.click("mia", "All 13 waits")
    assert "Here 1 to 10." in slack.said_to("mia")[-1]
    await slack.click("mia", "More")
    page = slack.said_to("mia")[-1]
    assert "Here 11 to 13." in page
    assert "thing number 12" in page
    await slack.click("mia", "The card")
    assert "C-1 · Acme Industries" in slack.said_to("mia")[-1]


async def test_the_timeline_is_leafed_through_and_begins_and_ends(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    for number in range(20):
        await slack.command("mia", "#accounts", f"/promise Acme: part {number} by Fri")
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "Timeline")
    newest = slack.said_to("mia")[-1]
    assert newest.count("gave the promise") == 15
    assert "P-20 part 19" in newest
    assert "[Newer]" not in newest
    await slack.click("mia", "Older")
    oldest = slack.said_to("mia")[-1]
    assert oldest.count("gave the promise") == 5
    assert "added the customer" in oldest
    assert "[Older]" not in oldest
    await slack.click("mia", "Newer")
    assert slack.said_to("mia")[-1] == newest


async def test_a_promise_that_went_to_another_customer_says_so_in_the_former_ones_timeline(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.click("mia", "Edit", near="P-1")
    await slack.choose("mia", "Customer", "Globex", "Globex")
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer timeline Acme")
    assert (
        "gave the promise · P-1 pump · it is with Globex since today 10:00 (@mia)" in slack.said_to("mia")[-1]
    )
    await slack.command("mia", "#accounts", "/customer timeline Globex")
    assert "changed the customer · P-1 pump" in slack.said_to("mia")[-1]


async def test_the_timeline_is_searched_within_the_customer(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    for name in ("Acme", "Globex"):
        await slack.command("mia", "#accounts", f"/promise {name}: pump for {name} by Fri")
    await slack.command("mia", "#accounts", "/customer timeline Acme")
    await slack.click("mia", "Search in it")
    await slack.fill("mia", {"Words": "pump"})
    await slack.submit("mia")
    found = slack.modal("mia")
    assert "pump for Acme" in found
    assert "pump for Globex" not in found


async def test_tags_and_stages_are_set_by_a_word(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer tag Acme Industries Pumps, nordic")
    assert "has these tags now: pumps, nordic." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer untag acme nordic")
    assert "has these tags now: pumps." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer dormant Acme")
    assert "is dormant now." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer dormant Acme")
    assert "Acme Industries is dormant already." in slack.said_to("mia")[-1]
    await slack.click("mia", "They are active again")
    assert "is an active customer now." in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "Dormant · tags: pumps" in slack.said_to("mia")[-1]


async def test_too_much_is_refused_with_the_reason_and_said_back(slack: KeptSlack) -> None:
    long = "x" * 3001
    await slack.command("mia", "#accounts", f"/customer tag Acme {long}")
    said = slack.said_to("mia")[-1]
    assert "The tag is 3,001 characters long, and 40 is the most I keep." in said
    assert long in said
    await slack.command("mia", "#accounts", f"/customer {long}")
    assert "No customer has a name of 3,001 characters." in slack.said_to("mia")[-1]


async def test_renaming_to_a_taken_name_is_asked_about_and_done_on_the_second_press(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/customer edit Globex")
    await slack.fill("mia", {"Name": "ACME", "Tags": "food"})
    await slack.submit("mia")
    form = slack.modal("mia")
    assert "There is a customer called “ACME” already: Acme Industries (C-1)." in form
    assert "food" in form
    await slack.submit("mia")
    assert "C-2 · ACME is corrected" in slack.modal("mia")


async def test_a_backup_is_a_colleague_and_not_the_owner(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.fill("mia", {"Backup": "gus"})
    assert "is a guest here" in (await slack.submit("mia")).errors["backup"]
    await slack.fill("mia", {"Backup": "mia"})
    assert "it is somebody else" in (await slack.submit("mia")).errors["backup"]


@pytest.mark.parametrize("name", ["Аcme Industries", "Acme Indusrties"])
async def test_a_look_alike_is_asked_about_and_may_be_meant(slack: KeptSlack, name: str) -> None:
    await slack.command("mia", "#accounts", f"/customer add {name}")
    assert (
        f"“{name}” looks like a customer there is already: Acme Industries (C-1)." in slack.said_to("mia")[-1]
    )
    await slack.click("mia", "Add another one")
    assert f"C-2 · {name} is a customer of ours now" in slack.said_to("mia")[-1]


@pytest.mark.parametrize("name", ["=cmd()", "`rm -rf`", "<!channel>", "東京電機", "شركة النخيل", "🙂 Pumps"])
async def test_names_in_any_script_are_whole_and_inert_everywhere(slack: KeptSlack, name: str) -> None:
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill("mia", {"Name": name})
    await slack.submit("mia")
    assert f"C-2 · {name} is a customer of ours now" in slack.modal("mia")
    await slack.close("mia")
    for typed in ("C-2", "brief C-2", "timeline C-2", "who C-2", "list"):
        outcome = await slack.command("mia", "#accounts", f"/customer {typed}")
        assert name in slack.said_to("mia")[-1]
        assert "<!" not in outcome.ack["text"]


async def test_who_owns_them_is_answered_and_taken_with_a_press(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("sam", "#accounts", "/customer who Acme")
    assert "Acme Industries is with @mia." in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/promise Globex: pump by Fri")
    await slack.click("mia", "New customer: Globex")
    await slack.command("sam", "#accounts", "/customer who globex")
    assert "Globex has no owner yet." in slack.said_to("sam")[-1]
    await slack.click("sam", "I take them")
    assert "is yours now." in slack.said_to("sam")[-1]
    await slack.click("sam", "Undo")
    await slack.command("sam", "#accounts", "/customer who C-2")
    assert "has no owner yet." in slack.said_to("sam")[-1]
    await slack.command("sam", "#accounts", "/customer who Acmee")
    await slack.click("sam", "Acme Industries (C-1)")
    assert "Acme Industries is with @mia." in slack.said_to("sam")[-1]


async def test_an_owner_who_left_slack_is_said_to_have_left(slack: KeptSlack) -> None:
    slack.slack.workspace.person("mia").deleted = True
    await slack.forward(timedelta(minutes=11))
    await slack.command("sam", "#accounts", "/customer who Acme")
    assert "is with @mia, who has left Slack." in slack.said_to("sam")[-1]
    await slack.command("sam", "#accounts", "/customer list no owner")
    listed = slack.said_to("sam")[-1]
    assert "Acme Industries (C-1)" in listed
    assert "(has left Slack)" in listed


async def test_channels_are_linked_and_unlinked_in_the_form_and_by_word(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "Link a channel")
    await slack.fill("mia", {"Link a channel": "#support"})
    await slack.submit("mia")
    assert "is who that channel is about now" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#support", "/customer")
    await slack.command("mia", "#support", "/customer who")
    assert "Acme Industries is with @mia." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "Channels: #support" in slack.said_to("mia")[-1]
    await slack.command("mia", "#support", "/customer unlink")
    assert "is not who this channel is about any more." in slack.said_to("mia")[-1]
    await slack.command("mia", "#support", "/customer unlink")
    assert "This channel is not linked to a customer." in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="is not who this channel")
    await slack.command("mia", "#accounts", "/customer unlink Acme")
    await slack.click("mia", "Unlink")
    await slack.command("mia", "#support", "/customer who")
    assert "This channel is not linked to one." in slack.said_to("mia")[-1]


async def test_who_took_them_meanwhile_keeps_them(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Globex: pump by Fri")
    await slack.click("mia", "New customer: Globex")
    for who in ("sam", "joe"):
        await slack.command(who, "#accounts", "/customer who Globex")
    await slack.click("sam", "I take them")
    await slack.click("joe", "I take them")
    assert "Globex is with @sam." in slack.said_to("joe")[-1]


@pytest.mark.parametrize(
    ("named", "typed"),
    [("Active Systems", "Active Systems"), ("Part Time Ltd", "part time"), ("Into It", "into it")],
)
async def test_a_name_that_begins_like_an_order_opens_the_card(
    slack: KeptSlack, named: str, typed: str
) -> None:
    await slack.command("mia", "#accounts", f"/customer add {named}")
    await slack.command("mia", "#accounts", f"/customer {typed}")
    assert f"C-2 · {named}" in slack.said_to("mia")[-1]
