"""Kept mentioned in a channel, the global shortcuts, and what Kept does not listen to."""

import pytest

from tests.handlers.conftest import KeptSlack


async def test_a_mention_is_understood_and_answered_to_the_speaker_alone(slack: KeptSlack) -> None:
    others = len(slack.said_to("sam"))
    await slack.say("mia", "#accounts", "@kept who owns Acme?")
    assert "@mia" in slack.said_to("mia")[-1]
    await slack.say("mia", "#accounts", "@kept promised Acme the pump by Friday")
    assert "P-1 saved. Acme Industries: the pump" in slack.said_to("mia")[-1]
    assert len(slack.said_to("sam")) == others


async def test_the_channels_customer_is_meant_where_none_is_named(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer link Acme")
    await slack.say("mia", "#accounts", "@kept promised them the pump by Friday")
    assert "P-1 saved. Acme Industries: the pump" in slack.said_to("mia")[-1]
    await slack.say("mia", "#accounts", "@kept who owns them?")
    assert "Acme Industries" in slack.said_to("mia")[-1]
    await slack.say("mia", "#accounts", "hey @kept, what did we promise?")
    assert "1 open promise to Acme Industries" in slack.said_to("mia")[-1]


async def test_where_outsiders_sit_only_our_own_people_see_an_answer(slack: KeptSlack) -> None:
    seen = slack.sees("dana", "#acme-shared")
    await slack.say("mia", "#acme-shared", "@kept what did we promise Acme?")
    assert "We owe Acme Industries nothing" in slack.said_to("mia")[-1]
    assert slack.sees("dana", "#acme-shared").replace(seen, "").count("kept") <= 2
    await slack.say("dana", "#acme-shared", "@kept who owns Acme?")
    assert "only for members" in slack.said_to("dana")[-1]
    assert "Acme Industries" not in slack.sees("dana", "#acme-shared")


@pytest.mark.parametrize(
    ("shortcut", "title"),
    [("New promise", "Log a promise"), ("New mistake", "mistake"), ("New contact", "contact")],
)
async def test_global_shortcuts_open_the_forms(slack: KeptSlack, shortcut: str, title: str) -> None:
    await slack.shortcut("mia", shortcut)
    assert title in slack.modal("mia")


async def test_words_in_a_channel_are_none_of_kepts_business(slack: KeptSlack) -> None:
    before = len(slack.said_to("mia"))
    slack.slack.faults.answer("users.info", "internal_error")
    await slack.say("mia", "#accounts", "promised Acme the pump by Friday")
    assert len(slack.said_to("mia")) == before
