"""`/kept`: undo of one step, of several and of one thing; what is mine; what comes later; and what is no order."""

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/promise Acme: replacement pump by Fri 5pm"


async def kept(slack: KeptSlack, typed: str, who: str = "mia") -> str:
    await slack.command(who, "#accounts", f"/kept {typed}")
    return slack.said_to(who)[-1]


async def test_the_last_three_steps_are_undone_each_is_said_and_all_are_put_back_at_once(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command("mia", "#accounts", "/promise kept P-1 seen running")
    said = await kept(slack, "undo the last three")
    assert "3 steps are undone, the newest first." in said
    closed, case, promise = (
        said.index(words)
        for words in ("P-1: “closed it as kept” is undone", "M-1 is taken back", "P-1 is taken back")
    )
    assert closed < case < promise
    assert "There is no P-1" in await kept(slack, "P-1")
    await slack.click("mia", "Put them back")
    assert "is put back" in slack.sees("mia", "#accounts")
    assert "· kept" in await kept(slack, "P-1")
    assert "invoice billed twice" in await kept(slack, "M-1")
    assert "P-1" in await kept(slack, "undo")
    assert "There is no M-1" in await kept(slack, "M-1"), "what was put back at once is one step"


async def test_of_settings_it_is_said_what_they_had_been_set_to(slack: KeptSlack) -> None:
    await kept(slack, "settings quiet 21:00-6:00")
    await kept(slack, "settings nudges 2")
    await kept(slack, "settings nudges default")
    said = await kept(slack, "undo 3")
    for undone in (
        "Your setting “Nudges between two briefs”: “let what everybody has hold again” is undone",
        "Your setting “Nudges between two briefs”: “set it to 2 a day at most” is undone",
        "Your setting “Quiet hours”: “set it to 21:00–06:00” is undone",
    ):
        assert undone in said


@pytest.mark.usefixtures("heard_twice")
async def test_an_undo_of_several_that_slack_delivers_twice_counts_once_and_says_the_same(
    slack: KeptSlack,
) -> None:
    for thing in ("pump", "seals", "valve", "motor"):
        await slack.command("mia", "#accounts", f"/promise Acme: {thing} by Fri")
    said = await kept(slack, "undo 2")
    assert "2 steps are undone" in said
    assert "P-4 is taken back" in said
    assert "P-3 is taken back" in said
    assert "seals" in await kept(slack, "P-2")


async def test_it_stops_at_the_first_that_cannot_be_undone_and_says_why(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise Acme: seals by Fri")
    said = await kept(slack, "undo 5")
    assert "1 step is undone." in said
    assert "P-2 is taken back" in said
    assert "There I stopped. P-1: It has changed since" in said
    assert "· kept" in await kept(slack, "P-1")


async def test_where_the_very_first_cannot_be_undone_the_reason_is_all_that_is_said(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/promise kept P-1")
    assert "It has changed since" in await kept(slack, "undo 2")


async def test_more_than_there_is_undoes_all_there_is_and_says_so(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", GIVE)
    said = await kept(slack, "undo 7", "joe")
    assert "P-1 is taken back" in said
    assert "That was all there is of yours." in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("undo 21", "20 steps are the most I undo at once"),
        ("undo the last week", "I undo your last step"),
        ("undo P-9", "There is no P-9"),
        ("undo M-9", "There is no M-9"),
    ],
)
async def test_what_cannot_be_undone_is_answered_with_what_can(
    slack: KeptSlack, typed: str, said: str
) -> None:
    assert said in await kept(slack, typed)


@pytest.mark.parametrize(
    ("logged", "step", "undo", "said"),
    [
        (
            "/mistake Acme: invoice billed twice",
            "/mistake told M-1",
            "undo M-1",
            "M-1: that step is undone (told",
        ),
        (
            "/waiting Acme: call Dana in 2h",
            "/waiting again W-1",
            "undo W-1",
            "W-1: that step is undone (noted",
        ),
        (
            "/customer add Globex",
            "/customer tag Globex dairy",
            "undo C-2",
            "that step is undone (changed the tags",
        ),
        (GIVE, "/promise move P-1 to Tue", "undo p1", "P-1: that step is undone (moved it to Tue 1 Dec"),
    ],
)
async def test_the_last_step_on_one_thing_is_undone_whatever_came_later(
    slack: KeptSlack, logged: str, step: str, undo: str, said: str
) -> None:
    await slack.command("mia", "#accounts", logged)
    await slack.command("mia", "#accounts", step)
    await slack.command("mia", "#accounts", "/promise Acme: something later by Fri")
    assert said in await kept(slack, undo)
    await slack.click("mia", "Put it back")
    assert "is put back" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/contact Acme: called Dana, all fine", "The contact with Acme Industries is taken back"),
        ('/customer praise Acme: "a lovely fitter"', "The kind word of Acme Industries is taken back"),
        ("/customer link Acme", "The channel's link is gone."),
        ("/customer tag Acme pumps", "that step is undone (changed the tags to pumps)"),
        ("/customer dormant Acme", "that step is undone (noted that they are dormant)"),
    ],
)
async def test_whatever_was_done_its_undo_reads_well(slack: KeptSlack, typed: str, said: str) -> None:
    await slack.command("mia", "#accounts", typed)
    assert said in await kept(slack, "undo")


async def test_mine_is_what_i_owe_repair_and_who_waits_on_me_in_one_list(slack: KeptSlack) -> None:
    assert "Nothing is open" in await kept(slack, "mine")
    for number in range(7):
        await slack.command("mia", "#accounts", f"/promise Acme: seal {number} by Fri")
        await slack.command("mia", "#accounts", f"/waiting Acme: call {number} in 2h")
        await slack.command("mia", "#accounts", f"/mistake Acme: late {number} @mia")
        await slack.command("mia", "#accounts", f"/contact Acme: called Dana; next demo {number} in 2 weeks")
    said = await kept(slack, "mine")
    for words in (
        "What I owe (7)",
        "They wait on me (7)",
        "To put right (7)",
        "My next steps (7)",
        "Show all 7",
    ):
        assert words in said
    await slack.click("mia", "Show all 7", near="seal 4")
    assert "seal 6" in slack.said_to("mia")[-1]


async def test_what_comes_later_is_said_in_words_with_what_there_is_meanwhile(slack: KeptSlack) -> None:
    said = await kept(slack, "report")
    assert "I cannot draw the monthly report yet." in said
    await slack.click("mia", "What I can do")
    assert "I promised something" in slack.said_to("mia")[-1]


async def test_a_word_that_is_no_order_offers_the_closest_and_a_search_and_keeps_what_was_typed(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    said = await kept(slack, "serch pump")
    assert "/kept serch pump" in said
    await slack.click("mia", "/kept search pump")
    assert "One thing with “pump”" in slack.said_to("mia")[-1]
    await kept(slack, "replacement pump")
    await slack.click("mia", "Look for “replacement pump”")
    assert "P-1 · Acme Industries" in slack.said_to("mia")[-1]


async def test_a_long_line_that_is_no_order_is_said_back_whole(slack: KeptSlack) -> None:
    long = " ".join(f"word{number}" for number in range(300))
    assert long in await kept(slack, long)


async def test_the_card_says_what_changed_from_what_to_what_and_who_did_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"What did you promise?": "new pump", "Owner": "sam"})
    await slack.submit("mia")
    await slack.close("mia")
    said = await kept(slack, "P-1")
    assert "@mia changed the words from replacement pump to new pump and the owner from @mia to @sam" in said
