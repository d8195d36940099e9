"""An emoji on one's own message logs it."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack


def seen(slack: KeptSlack, who: str) -> int:
    return len(slack.said_to(who))


@pytest.mark.parametrize(
    ("emoji", "words", "shown"),
    [
        ("handshake", "Acme get the spare pump by Friday, promised", "P-1 saved. Acme Industries"),
        ("handshake::skin-tone-3", "I told Acme that the pump comes on Friday", "P-1 saved. Acme Industries"),
        ("adhesive_bandage", "We billed Acme twice for the visit", "M-1"),
        ("phone", "Talked to Dana at Acme, all fine", "Talked to Dana at Acme"),
        ("telephone", "Talked to Dana at Acme, all fine", "Talked to Dana at Acme"),
    ],
)
async def test_an_emoji_on_ones_own_message_logs_it_for_its_speaker_alone(
    slack: KeptSlack, emoji: str, words: str, shown: str
) -> None:
    others = seen(slack, "sam")
    message = await slack.say("mia", "#accounts", words)
    await slack.react("mia", message, emoji)
    assert shown in slack.said_to("mia")[-1]
    assert seen(slack, "sam") == others


async def test_dates_are_read_as_they_were_meant_when_it_was_written(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "promised Acme the seals by tomorrow 5pm")
    await slack.forward(timedelta(hours=20))
    await slack.react("mia", message, "handshake")
    assert "Due: Thu 26 Nov, 17:00" in slack.said_to("mia")[-1]


async def test_the_same_message_is_logged_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    message = await slack.say("mia", "#accounts", "promised Acme the pump by Friday")
    slack.slack.faults.deliver_twice()
    await slack.react("mia", message, "handshake")
    assert sum("P-1 saved" in each for each in slack.said_to("mia")) == 1
    await slack.react("mia", message, "handshake")
    await slack.react("mia", message, "handshake")
    assert "That is logged already: P-1 · Acme Industries" in slack.said_to("mia")[-1]
    await slack.click("mia", "Open")
    assert "Where it was said" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise undo P-1")
    await slack.react("mia", message, "handshake")
    await slack.react("mia", message, "handshake")
    assert "P-2 saved" in slack.said_to("mia")[-1]


async def test_what_is_missing_is_asked_by_a_button_that_opens_the_form(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "We owe Acme a new manual")
    await slack.react("mia", message, "handshake")
    assert "Which date were they told?" in slack.said_to("mia")[-1]
    await slack.click("mia", "Fill in the rest")
    form = slack.modal("mia")
    assert "Customer*: Acme Industries" in form
    assert "a new manual" in form
    await slack.fill("mia", {"Which date were they told?": "Monday"})
    await slack.submit("mia")
    assert "P-1 saved" in slack.modal("mia")
    await slack.react("mia", message, "handshake")
    await slack.react("mia", message, "handshake")
    assert "logged already: P-1" in slack.said_to("mia")[-1]


async def test_a_long_message_is_fetched_again_for_its_form(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "promised Acme " + "very " * 400 + "much")
    await slack.react("mia", message, "handshake")
    await slack.click("mia", "Fill in the rest")
    assert "very very" in slack.modal("mia")


async def test_what_was_said_in_a_private_channel_is_put_into_words_for_colleagues(slack: KeptSlack) -> None:
    message = await slack.say("lena", "#leads", "promised Acme a secret discount by Friday")
    await slack.react("lena", message, "handshake")
    assert "said in private" in slack.said_to("lena")[-1]
    await slack.click("lena", "Fill in the rest")
    assert "secret" not in slack.modal("lena")
    await slack.fill("lena", {"What did you promise?": "an answer", "Customer": "Acme Industries"})
    await slack.submit("lena")
    assert "P-1 saved" in slack.modal("lena")


async def test_a_message_in_a_thread_is_answered_there(slack: KeptSlack) -> None:
    root = await slack.say("sam", "#accounts", "What about the pump?")
    message = await slack.say("mia", "#accounts", "promised Acme the pump by Friday", thread=root)
    await slack.react("mia", message, "handshake")
    assert "P-1 saved" in slack.said_to("mia")[-1]


async def test_others_messages_other_emoji_guests_and_outsiders_are_met_with_silence(
    slack: KeptSlack,
) -> None:
    mine = await slack.say("mia", "#accounts", "promised Acme the pump by Friday")
    guest = await slack.say("gus", "#support", "promised Acme the pump by Friday")
    outside = await slack.say("dana", "#acme-shared", "promised Acme the pump by Friday")
    counts = {who: seen(slack, who) for who in ("mia", "sam", "gus", "dana")}
    await slack.react("sam", mine, "handshake")
    await slack.react("mia", mine, "tada")
    await slack.react("gus", guest, "handshake")
    await slack.react("dana", outside, "handshake")
    await slack.react("mia", outside, "handshake")
    assert counts == {who: seen(slack, who) for who in counts}


async def test_a_message_that_cannot_be_read_is_answered_with_another_way(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "promised Acme the pump by Friday")
    slack.slack.faults.answer("conversations.history", "internal_error")
    await slack.react("mia", message, "handshake")
    assert "I cannot read the message" in slack.said_to("mia")[-1]


async def test_where_nobody_can_be_whispered_to_the_answer_is_a_direct_message(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "promised Acme the pump by Friday")
    slack.slack.faults.answer("chat.postEphemeral", "internal_error")
    await slack.react("mia", message, "handshake")
    assert "P-1 saved" in slack.sees("mia", "@kept")
