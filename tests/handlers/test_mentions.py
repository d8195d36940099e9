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


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("promised Acme a secret discount by Friday", "Log a promise"),
        ("we billed Acme twice, which is secret", "Log a mistake"),
        ("talked to Acme, all fine, but that is secret", "Log a contact"),
        ("Acme is waiting for a secret answer", "A customer waits"),
    ],
)
async def test_what_was_said_in_a_private_channel_is_put_into_words_for_colleagues(
    slack: KeptSlack, words: str, form: str
) -> None:
    await slack.say("lena", "#leads", f"@kept {words}")
    assert "said in private" in slack.said_to("lena")[-1]
    await slack.click("lena", "Fill in the rest")
    assert form in slack.modal("lena")
    assert "secret" not in slack.modal("lena")
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "secret" not in slack.said_to("mia")[-1]


@pytest.mark.parametrize("kind", ["A promise", "A mistake", "A contact", "They wait on us"])
async def test_private_words_that_may_mean_anything_are_not_quoted_either(
    slack: KeptSlack, kind: str
) -> None:
    await slack.say("lena", "#leads", "@kept Acme and the secret thing")
    assert "What shall I keep it as?" in slack.said_to("lena")[-1]
    await slack.click("lena", kind)
    assert "[Cancel]" in slack.modal("lena")
    assert "secret" not in slack.modal("lena")
