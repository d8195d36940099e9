"""Lost customers and their exit talk; parting with each open thing finished or released."""

from tests.handlers.conftest import KeptSlack


async def test_the_exit_talk_shows_our_history_and_asks_for_one_of_four_reasons(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise kept P-1 seen running")
    await slack.command("mia", "#accounts", "/promise Acme: seals by Fri")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, fine")
    await slack.command("mia", "#accounts", "/customer lost Acme")
    form = slack.modal("mia")
    assert "Promises: 1 kept, 1 open." in form
    assert "Contacts: 1, the last one less than a minute ago." in form
    assert "no offer" in form
    await slack.fill(
        "mia", {"Why did they leave?": "They misunderstood", "What did they say?": "Seals were extra."}
    )
    outcome = await slack.submit("mia")
    assert "What could we have done?" in outcome.errors["could_have"]
    await slack.fill("mia", {"What could we have done?": "Say what is included."})
    await slack.submit("mia")
    assert "has left us." in slack.modal("mia")
    await slack.click("mia", "Open")
    card = slack.modal("mia")
    assert "Lost\n⚪ lost: no more nudges" in card
    assert "Why they left: They misunderstood\nWhat they said: Seals were extra." in card
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer undo")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "Active customer" in slack.said_to("mia")[-1]


async def test_a_reason_is_needed_and_blame_asks_what_we_could_have_done(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer lost Acme")
    await slack.fill(
        "mia",
        {
            "Why did they leave?": "They wanted something else",
            "What did they say?": "Well, it was their fault.",
        },
    )
    outcome = await slack.submit("mia")
    assert "That puts it on them." in outcome.errors["could_have"]


async def test_parting_finishes_what_is_ticked_releases_the_rest_and_drafts_a_note(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise Acme: trial by Mon @joe")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.command("mia", "#accounts", "/mistake Acme: wrong seal @joe")
    await slack.command("mia", "#accounts", "/customer part Acme")
    form = slack.modal("mia")
    assert "P-1 pump, Fri 27 Nov" in form
    await slack.fill("mia", {"What we still finish": ["P-1 pump, Fri 27 Nov"]})
    await slack.submit("mia")
    said = slack.modal("mia")
    assert "We finish 1. Released: 3." in said
    assert "This we still do for you:\n• pump: by Fri 27 Nov" in said
    assert "This we will not be able to do any more:\n• trial" in said
    assert "These of yours are released" in slack.said_to("joe")[-1]
    assert "P-2: trial\nM-1: wrong seal" in slack.said_to("joe")[-1]
    await slack.click("mia", "Undo")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer Acme")
    card = slack.said_to("mia")[-1]
    assert "Active customer" in card
    assert "2 open promises" in card
    assert "1 open case" in card
    assert "They wait on us for 1 thing" in card


async def test_parting_that_is_undone_and_put_back_is_whole_and_heard_of(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri @joe")
    await slack.command("mia", "#accounts", "/mistake Acme: wrong seal @joe")
    await slack.command("mia", "#accounts", "/customer part Acme")
    await slack.fill("mia", {"What we still finish": None})
    await slack.submit("mia")
    await slack.click("mia", "Undo")
    assert "@mia took a step back" in slack.said_to("joe")[-1]
    assert "Open again: P-1, M-1" in slack.said_to("joe")[-1]
    await slack.click("mia", "Put it back")
    assert "stay as they are" not in slack.modal("mia")
    assert "Closed again: " in slack.said_to("joe")[-1]
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert "M-1 · Acme Industries · closed" in slack.said_to("mia")[-1]


async def test_parting_with_nothing_open_needs_one_press(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer part Acme")
    assert "Nothing is open with Acme Industries" in slack.modal("mia")
    await slack.submit("mia")
    assert "Nothing that we promised you is open." in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "Parting ways" in slack.said_to("mia")[-1]
