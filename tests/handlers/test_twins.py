"""The same thing logged twice within minutes is said to be the same."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack

TWINS = [
    ("/mistake Acme: invoice billed twice", "/mistake Acme: Invoice billed twice!", "M-1"),
    ("/waiting Acme: call Dana back in 2h", "/waiting Acme: call Dana back in 3h", "W-1"),
    (
        "/contact Acme: called Dana, all fine",
        "/contact Acme: called Dana, all fine",
        "What you logged just before",
    ),
]


@pytest.mark.parametrize(("first", "second", "named"), TWINS)
async def test_the_same_words_within_minutes_are_said_to_be_the_same(
    slack_on_both: KeptSlack, first: str, second: str, named: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", first)
    assert "says the same" not in slack.said_to("mia")[-1]
    await slack.command("sam", "#accounts", first)
    assert "says the same" not in slack.said_to("sam")[-1]
    await slack.forward(timedelta(minutes=5))
    await slack.command("mia", "#accounts", second)
    assert f"{named} says the same; Undo takes this one back." in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="says the same")
    await slack.command("mia", "#accounts", f"{second} and more")
    assert "says the same" not in slack.said_to("mia")[-1]
    await slack.forward(timedelta(minutes=11))
    await slack.command("mia", "#accounts", second)
    assert "says the same" not in slack.said_to("mia")[-1]


async def test_a_case_that_is_closed_is_not_the_same_as_a_new_one(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.command("mia", "#accounts", "/waiting done W-1")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    assert "W-2" in slack.said_to("mia")[-1]
    assert "says the same" not in slack.said_to("mia")[-1]


async def test_figures_that_differ_are_not_the_same(slack: KeptSlack) -> None:
    for said in ("quoted -5%", "quoted 5%", "quoted 5", "quoted 5+"):
        await slack.command("mia", "#accounts", f"/mistake Acme: {said}")
        assert "says the same" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/mistake Acme: Quoted  5%.")
    assert "M-2 says the same" in slack.said_to("mia")[-1]
