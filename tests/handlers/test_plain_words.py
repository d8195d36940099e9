"""Plain words in the direct messages with Kept: logged, answered at once, or asked about."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from handlers import said_elsewhere, said_once
from tests.handlers.conftest import KeptSlack

KEPT = "@kept"


async def said(slack: KeptSlack, words: str, who: str = "mia") -> str:
    await slack.say(who, KEPT, words)
    return slack.said_to(who)[-1]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "promised Acme the pump by Friday",
            ["P-1 saved. Acme Industries: the pump", "Due: Fri 27 Nov, end of the working day"],
        ),
        ("we told Acme that the fitter comes on Monday", ["P-1 saved.", "the fitter comes", "Mon 30 Nov"]),
        ("talked to Dana at Acme, all fine", ["talked to Dana at Acme, all fine", "What is next"]),
        ("tried to call Acme, no answer", ["Acme Industries", "tried to call Acme, no answer"]),
        (
            "Acme is waiting for a call back",
            ["W-1 saved. Acme Industries waits for us: a call back", "12:00"],
        ),
        ("call Dana at Acme back in 3h", ["W-1 saved.", "Wed 25 Nov, 13:00"]),
        ("we billed Acme twice", ["M-1", "we billed Acme twice"]),
        ("/promise Acme: spare seals by tomorrow noon", ["P-1 saved. Acme Industries: spare seals"]),
        ("promise Acme: spare seals by tomorrow noon", ["P-1 saved. Acme Industries: spare seals"]),
        ("what did we promise Acme?", ["We owe Acme Industries nothing"]),
        ("what do I owe?", ["You owe nobody anything"]),
        ("who owns Acme?", ["Acme Industries", "@mia"]),
        ("how is Acme?", ["C-1 · Acme Industries"]),
        ("acme", ["C-1 · Acme Industries"]),
        ("who waits on us?", ["No customer waits on anybody here."]),
        ("who is waiting?", ["No customer waits on you."]),
        ("P-9 kept", ["There is no P-9"]),
        ("thanks!", ["You're welcome."]),
        ("hello", ["Tell me what you promised"]),
        ("qwertz", ["Tell me what you promised"]),
    ],
)
async def test_what_is_plain_is_done_at_once(slack: KeptSlack, words: str, shown: list[str]) -> None:
    answer = await said(slack, words)
    for part in shown:
        assert part in answer


async def test_when_we_last_talked_is_said_in_a_sentence_or_two_with_a_way_to_the_card(
    slack: KeptSlack,
) -> None:
    answer = await said(slack, "When did we last talk to Acme?")
    assert answer == "No contact with Acme Industries is logged yet. Nothing is planned next.\n[Open]"
    await slack.command("sam", "#accounts", "/contact Acme: called Dana, happy; next demo in 2 weeks")
    answer = await said(slack, "When did we last talk to Acme?")
    assert answer == (
        "Last with Acme Industries: call by @sam, today 10:00. They sounded glad. Next: demo, Wed 9 Dec · @sam.\n[Open]"
    )
    await slack.click("mia", "Open")
    assert "C-1 · Acme Industries" in slack.said_to("mia")[-1]


async def test_what_was_promised_is_listed_and_closed_in_plain_words(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await said(slack, "promised Acme the pump by Friday")
    answer = await said(slack, "what did we promise Acme?")
    assert "1 open promise to Acme Industries" in answer
    assert "the pump" in answer
    assert "P-1 is closed: kept." in await said(slack, "done P-1")
    assert "undone" in await said(slack, "undo")


async def test_what_is_not_certain_is_asked_and_the_words_are_carried_on(slack: KeptSlack) -> None:
    answer = await said(slack, "I think we promised Acme the drawing by Monday")
    assert "[A promise] [A mistake] [A contact] [They wait on us] [Nothing]" in answer
    await slack.click("mia", "A promise")
    assert "P-1 saved. Acme Industries:" in slack.said_to("mia")[-1]
    await slack.forward(timedelta(seconds=5))
    await slack.click("mia", "A promise")
    assert "That is logged already: P-1 · Acme Industries" in slack.said_to("mia")[-1]
    await slack.click("mia", "Open")
    assert "P-1 · Acme Industries" in slack.said_to("mia")[-1]


async def test_two_presses_at_the_same_moment_log_it_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await said(slack, "I think we promised Acme the drawing by Monday")
    await asyncio.gather(slack.click("mia", "A promise"), slack.click("mia", "A promise"))
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours" in slack.said_to("mia")[-1]


@pytest.mark.usefixtures("forgetful")
async def test_a_press_that_was_overtaken_by_another_logs_nothing_more(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await said(slack, "I think we promised Acme the drawing by Monday")
    looked, overtaken = said_once.already, asyncio.Event()
    presses = iter([True, False])

    async def looked_slowly(*asked: Any) -> Any:
        found = await looked(*asked)
        if next(presses):
            await overtaken.wait()
        return found

    monkeypatch.setattr(said_elsewhere, "already", looked_slowly)
    slow = asyncio.create_task(slack.click("mia", "A promise"))
    await asyncio.sleep(0.05)
    await slack.click("mia", "A promise")
    overtaken.set()
    await slow
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours" in slack.said_to("mia")[-1]


async def test_nothing_is_kept_where_nothing_was_meant(slack: KeptSlack) -> None:
    await said(slack, "maybe we should send Acme a card")
    await slack.click("mia", "Nothing")
    assert "nothing is kept" in slack.said_to("mia")[-1]


async def test_what_is_missing_is_asked_in_the_form_with_the_rest_filled_in(slack: KeptSlack) -> None:
    answer = await said(slack, "promised Acme a new manual")
    assert "[Fill in the rest]" in answer
    await slack.click("mia", "Fill in the rest")
    form = slack.modal("mia")
    assert "Customer*: Acme Industries" in form
    assert "What did you promise?*: a new manual" in form
    await slack.fill("mia", {"Which date were they told?": "Friday"})
    await slack.submit("mia")
    assert "P-1 saved." in slack.modal("mia")
    await slack.close("mia")
    await slack.click("mia", "Fill in the rest")
    assert "That is logged already: P-1" in slack.said_to("mia")[-1]


async def test_an_order_that_needs_its_form_gets_a_button_that_opens_it(slack: KeptSlack) -> None:
    await said(slack, "promised Acme the pump by Friday")
    assert "That needs its form." in await said(slack, "edit P-1")
    await slack.click("mia", "Open the form")
    assert "What did you promise?*: the pump" in slack.modal("mia")


async def test_an_unknown_name_is_asked_about_with_everything_that_was_said(slack: KeptSlack) -> None:
    assert "I don't know “Initrode” yet." in await said(slack, "promised Initrode the pump by Friday")
    await slack.click("mia", "New customer: Initrode")
    assert "P-1 saved. Initrode: the pump" in slack.said_to("mia")[-1]


async def test_of_two_customers_that_are_named_the_one_is_asked_for(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    answer = await said(slack, "we mixed up the Globex and Acme orders")
    assert "You named “Globex” and “Acme”. Whom is it about?" in answer
    await slack.click("mia", "Globex (C-2)")
    assert "Globex" in slack.said_to("mia")[-1]
    assert "M-1" in slack.said_to("mia")[-1]


async def test_what_else_was_said_in_the_same_breath_is_offered(slack: KeptSlack) -> None:
    answer = await said(slack, "visited Acme, they are glad; promised the spare part by Monday")
    assert "There is a promise in it too." in answer
    await slack.click("mia", "Log the promise")
    assert "P-1 saved. Acme Industries: the spare part" in slack.said_to("mia")[-1]


async def test_a_colleague_mentioned_at_the_end_owns_it(slack: KeptSlack) -> None:
    assert "Owner: @sam" in await said(slack, "promised Acme the pump by Friday @sam")


async def test_guests_get_a_polite_no_and_nothing_else(slack: KeptSlack) -> None:
    assert "only for members" in await said(slack, "who owns Acme?", who="gus")


async def test_a_message_delivered_twice_is_logged_and_answered_once(slack: KeptSlack) -> None:
    slack.slack.faults.deliver_twice()
    await said(slack, "promised Acme the pump by Friday")
    assert sum("P-1 saved" in each for each in slack.said_to("mia")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "promised Acme " + "x" * 3001,
        "promised <!channel> Acme `rm` by Friday",
        "‮promised Acme ☎️ by Friday",
        "?" * 300,
    ],
)
async def test_strange_words_are_answered_in_words(slack: KeptSlack, words: str) -> None:
    answer = await said(slack, words)
    assert "Something went wrong on my side" not in answer
    assert answer


async def test_an_unknown_name_with_a_sign_that_slack_spells_out_stays_whole(slack: KeptSlack) -> None:
    await slack.say("mia", "@kept", "promised Smith & Co the pump by Friday")
    assert "I don't know “Smith & Co” yet" in slack.said_to("mia")[-1]
    await slack.click("mia", "New customer: Smith & Co")
    assert "P-1 saved. Smith & Co: the pump" in slack.said_to("mia")[-1]


async def test_a_colleague_is_no_customers_name(slack: KeptSlack) -> None:
    await slack.say("mia", "@kept", "promised @sam the pump by Friday")
    assert "U0SAM000001" not in slack.said_to("mia")[-1]


async def test_of_words_that_are_not_enough_whom_they_are_about_is_asked_first_and_alone(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Pinecroft")
    answer = await said(slack, "promised Pinecrest a quote")
    assert "I don't know “Pinecrest” yet. Do you mean one of these?" in answer
    assert "[Pinecroft (C-2)]" in answer
    assert "[New customer: Pinecrest]" in answer
    for of_a_form in ("Which date", "Choose from the list", "Leave it empty", "not all of it is said"):
        assert of_a_form not in answer
    await slack.click("mia", "Pinecroft (C-2)")
    form = slack.modal("mia")
    assert "Which date were they told?" in form
    assert "Customer*: Pinecroft" in form
    assert "What did you promise?*: a quote" in form
    await slack.fill("mia", {"Which date were they told?": "Friday"})
    await slack.submit("mia")
    assert "P-1 saved. Pinecroft: a quote" in slack.modal("mia")


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("promised Acme a quote", "A promise, but not all of it is said. Which date were they told? ["),
        ("promised a quote", "A promise, but not all of it is said. Which customer is it about? ["),
    ],
)
async def test_a_message_asks_one_thing_and_nothing_that_was_written_for_a_form(
    slack: KeptSlack, words: str, asks: str
) -> None:
    assert asks in " ".join((await said(slack, words)).split())
