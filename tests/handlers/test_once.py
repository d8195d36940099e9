"""The same gesture twice has one effect, also across a restart; what was confirmed survives a kill."""

import pytest

from tests.handlers.conftest import KeptSlack, a_slack, running


@pytest.fixture(autouse=True, params=[True, False], ids=["remembered", "by its effect"])
def remembers(request: pytest.FixtureRequest) -> None:
    """By what a repeated gesture is known: by its delivery, which is remembered, or by its key in the store."""
    if not request.param:
        request.getfixturevalue("forgetful")


async def test_a_command_that_slack_delivers_twice_is_logged_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    slack.slack.faults.deliver_twice()
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours." in slack.said_to("mia")[-1]


async def test_a_form_that_is_sent_twice_counts_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump")
    slack.slack.faults.deliver_twice()
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours." in slack.said_to("mia")[-1]


async def test_a_button_pressed_twice_closes_nothing_twice(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise P-1")
    slack.slack.faults.deliver_twice()
    await slack.click("mia", "At risk")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert slack.said_to("mia")[-1].count("said it is at risk") == 1


async def test_promises_survive_a_restart(file_url: str) -> None:
    async with a_slack() as bare:
        async with running(file_url, bare) as slack:
            await slack.command("mia", "#accounts", "/customer add Acme")
            await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
        async with running(file_url, bare) as slack:
            await slack.command("mia", "#accounts", "/promise mine")
            assert "pump" in slack.said_to("mia")[-1]
