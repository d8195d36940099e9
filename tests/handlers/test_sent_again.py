"""A form sent off again because the answer to it got lost: nobody else changed anything, and the answer is the same."""

import pytest

from tests.handlers.conftest import KeptSlack

EDITS = [
    ("/promise Acme: pump by Fri", "/promise edit P-1", {"Which date were they told?": "tomorrow"}),
    ("/promise Acme: pump by Fri", "/promise edit P-1", {"Our own aim": "tomorrow noon"}),
    ("/promise Acme: pump by Fri", "/promise edit P-1", {"What did you promise?": "  two pumps "}),
    ("/mistake Acme: billed twice", "/mistake edit M-1", {"What happened?": "  billed three times "}),
    ("/waiting Acme: call Dana back in 2h", "/waiting edit W-1", {"Answer them by": "tomorrow noon"}),
    ("/customer praise Acme: “Best pump ever”", "", {"What did they say?": "  Best seals ever "}),
    ("/contact Acme: called Dana, happy", "", {"When was it?": "yesterday"}),
]


async def send_and_lose_the_answer(slack: KeptSlack) -> None:
    slack.slack.sockets.ack_seconds = 1
    slack.slack.faults.drop_acks()
    with pytest.raises(AssertionError, match="operation_timeout"):
        await slack.submit("mia")
    slack.slack.sockets.ack_seconds = 30


@pytest.mark.parametrize(("first", "order", "fields"), EDITS)
async def test_what_is_saved_again_says_what_was_saved(
    slack: KeptSlack, first: str, order: str, fields: dict[str, str]
) -> None:
    await slack.command("mia", "#accounts", first)
    await (slack.command("mia", "#accounts", order) if order else slack.click("mia", "Edit"))
    await slack.fill("mia", fields)
    await send_and_lose_the_answer(slack)
    outcome = await slack.submit("mia")
    assert not outcome.errors
    assert "orrected." in slack.modal("mia")


async def test_what_somebody_else_changed_is_still_said(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise edit P-1")
    await slack.fill("mia", {"What did you promise?": "two pumps"})
    await slack.command("sam", "#accounts", "/promise edit P-1")
    await slack.fill("sam", {"What did you promise?": "three pumps"})
    await slack.submit("sam")
    outcome = await slack.submit("mia")
    assert "Somebody changed this meanwhile to “three pumps”" in outcome.errors["words"]


async def test_settings_are_saved_again_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept settings")
    await slack.click("mia", "Change mine")
    await slack.fill("mia", {"Nudges between two briefs, at most": "05"})
    await send_and_lose_the_answer(slack)
    outcome = await slack.submit("mia")
    assert not outcome.errors
    assert "At most 5 messages a day" in slack.modal("mia")
