"""A customer who waits on us: said, listed, called again, answered, put right."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/waiting Acme: call Dana back in 2h"


async def test_a_wait_is_logged_with_its_clock_and_everything_that_was_understood(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    said = slack.said_to("mia")[-1]
    assert "W-1 saved. Acme Industries waits for us: call Dana back" in said
    assert "Answer them by: Wed 25 Nov, 12:00 (Tallinn time)" in said
    assert "They have been waiting since today 10:00" in said
    assert "Owner: @mia" in said
    for button in ("[Done]", "[They called again]", "[Edit]", "[Undo]"):
        assert button in said


async def test_without_a_date_the_clock_is_two_working_hours(slack: KeptSlack) -> None:
    await slack.forward(timedelta(hours=6, minutes=15))
    await slack.command("mia", "#accounts", "/waiting Acme: an answer about the quote")
    assert "Answer them by: Thu 26 Nov, 10:15 (Tallinn time)" in slack.said_to("mia")[-1]


async def test_they_called_again_counts_and_says_since_when_they_wait(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.forward(timedelta(minutes=30))
    await slack.click("mia", "They called again")
    await slack.forward(timedelta(minutes=20))
    await slack.command("mia", "#accounts", "/waiting again W-1")
    said = slack.said_to("mia")[-1]
    assert (
        "They have been waiting since today 10:00 (50 minutes), called again twice, last today 10:50." in said
    )
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/waiting W-1")
    assert "called again once" in slack.said_to("mia")[-1]


async def test_done_ends_it_and_undo_brings_it_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.click("mia", "Done")
    assert "W-1 is done: they have their answer." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/waiting")
    assert "No customer waits on you." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/waiting undo W-1")
    await slack.command("mia", "#accounts", "/waiting")
    assert "1 customer waits on you." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/waiting done W-1")
    await slack.command("mia", "#accounts", "/waiting done W-1")
    assert "W-1 is done already: they have their answer." in slack.said_to("mia")[-1]


async def test_the_longest_wait_is_first_for_me_and_for_everyone(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/waiting Acme: the second thing by tomorrow")
    await slack.command("mia", "#accounts", "/waiting Acme: the first thing by Friday since yesterday")
    await slack.command("sam", "#accounts", "/waiting Acme: the one of Sam since Monday 11:00")
    await slack.command("mia", "#accounts", "/waiting")
    said = slack.said_to("mia")[-1]
    assert "2 wait on you, the longest wait first." in said
    assert said.index("first thing") < said.index("second thing")
    assert "of Sam" not in said
    await slack.click("mia", "Everyone's")
    said = slack.said_to("mia")[-1]
    assert said.index("of Sam") < said.index("first thing") < said.index("second thing")
    assert "They have been waiting since Mon 23 Nov, 13:00" in said
    assert "Owner: @sam" in said
    await slack.click("mia", "Mine")
    assert "of Sam" not in slack.said_to("mia")[-1]


async def test_long_lists_are_leafed_through(slack: KeptSlack) -> None:
    for number in range(12):
        await slack.command("mia", "#accounts", f"/waiting Acme: thing {number}, by Friday")
        await slack.forward(timedelta(minutes=1))
    await slack.command("mia", "#accounts", "/waiting")
    said = slack.said_to("mia")[-1]
    assert "12 wait on you, the longest wait first. Here 1 to 10." in said
    await slack.click("mia", "Shorter waits")
    said = slack.said_to("mia")[-1]
    assert "Here 11 to 12." in said
    assert "thing 11" in said
    await slack.click("mia", "Longer waits")
    assert "Here 1 to 10." in slack.said_to("mia")[-1]


async def test_a_colleague_who_is_given_one_hears_of_it_and_so_does_who_gave_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE + " @sam")
    assert "Sam Okafor hears of it from me" in slack.said_to("mia")[-1]
    told = slack.said_to("sam")[-1]
    assert "@mia gave you a customer who waits on us." in told
    assert "call Dana back" in told
    await slack.command("mia", "#accounts", "/waiting again W-1")
    assert "says that they called again" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/waiting done W-1")
    assert "says that they have their answer" in slack.said_to("sam")[-1]
    await slack.click("sam", "Undo", near="they have their answer")
    assert "took back how it ended" in slack.said_to("mia")[-1]


async def test_somebody_else_can_take_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/waiting W-1")
    await slack.click("sam", "I take it")
    assert "W-1 is yours now." in slack.said_to("sam")[-1]
    assert "took it: you need not answer them any more." in slack.said_to("mia")[-1]


async def test_the_form_gives_and_corrects(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting")
    await slack.click("mia", "Somebody waits")
    await slack.fill("mia", {"Customer": "Acme Industries", "What do they wait for?": "the manual"})
    await slack.fill("mia", {"Answer them by": "yesterday"})
    await slack.submit("mia")
    assert "in the past" in slack.modal("mia")
    await slack.fill("mia", {"Answer them by": "3pm", "Who answers them": "sam"})
    await slack.submit("mia")
    assert "W-1 saved." in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/waiting edit W-1")
    await slack.fill("mia", {"What do they wait for?": "the manual of the P40"})
    await slack.submit("mia")
    assert "W-1 is corrected." in slack.modal("mia")
    assert "the manual of the P40" in slack.modal("mia")
    assert "Wed 25 Nov, 15:00" in slack.modal("mia")


async def test_what_two_people_change_at_once_is_not_lost(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/waiting edit W-1")
    await slack.command("sam", "#accounts", "/waiting edit W-1")
    await slack.fill("sam", {"What do they wait for?": "call Dana back about the seals"})
    await slack.submit("sam")
    await slack.fill("mia", {"Answer them by": "tomorrow noon"})
    await slack.submit("mia")
    assert "call Dana back about the seals" in slack.modal("mia")
    assert "Thu 26 Nov, 12:00" in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("W-9", "There is no W-9"),
        ("done", "Which one? Say its number, for example /waiting done W-3."),
        ("W-1 dance", "I don't know what to do to W-1 with that."),
        ("help", "/waiting Acme: call Dana back in 2h"),
        ("undo", "W-1 is taken back, as if it had never been said."),
        ("W1 answered", "W-1 is done"),
    ],
)
async def test_each_order_is_answered_in_words(slack: KeptSlack, typed: str, shown: str) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", f"/waiting {typed}")
    assert shown in slack.said_to("mia")[-1]


async def test_a_name_nobody_knows_is_asked_about_and_nothing_typed_is_lost(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting Globex: send the drawing in 3h")
    assert "I don't know “Globex” yet." in slack.said_to("mia")[-1]
    await slack.forward(timedelta(minutes=10))
    await slack.click("mia", "New customer: Globex")
    said = slack.said_to("mia")[-1]
    assert "Globex waits for us: send the drawing" in said
    assert "Wed 25 Nov, 13:00" in said
    assert "They have been waiting since today 10:00" in said


async def test_who_waits_no_more_is_shown_without_what_is_over(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting Acme: a call back")
    await slack.command("mia", "#accounts", "/waiting done W-1")
    assert "To be answered by:" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/waiting W-1")
    card = slack.said_to("mia")[-1]
    assert "W-1 · Acme Industries · done" in card
    assert "To be answered by:" in card
    assert "Answer them by" not in card
    assert "[Open]" not in card
    assert "[Undo]" in card
