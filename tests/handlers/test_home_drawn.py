"""Home is drawn one at a time for each person: what is newest stays, and one press draws it once."""

import asyncio

import pytest

from tests.handlers.conftest import KeptSlack


def publishing(slack: KeptSlack, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose Home Slack is given from now on."""
    given: list[str] = []
    publish = slack.house.client.views_publish

    async def counting(*, user_id: str, **rest: object) -> object:
        given.append(user_id)
        return await publish(user_id=user_id, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(slack.house.client, "views_publish", counting)
    return given


async def test_home_shows_what_is_newest_though_slack_was_slow_to_take_an_older_look(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: first pump by Fri")
    await slack.home("mia")
    slack.slack.faults.delay("views.publish", 0.4)

    async def soon() -> None:
        await asyncio.sleep(0.1)
        await slack.command("sam", "#support", "/promise kept P-1 sent")

    await asyncio.gather(slack.command("mia", "#accounts", "/promise Acme: second pump by Fri"), soon())
    assert "second pump" in slack.home_text("mia")
    assert "first pump" not in slack.home_text("mia")


async def test_a_press_on_home_draws_it_once(slack: KeptSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    given = publishing(slack, monkeypatch)
    await slack.click("mia", "At risk", home=True)
    assert len(given) == 1
    assert "P-1 is at risk" in slack.home_text("mia")


async def test_the_confirmation_on_home_is_there_though_an_older_look_was_being_drawn(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    slack.slack.faults.delay("views.publish", 0.3)

    async def soon() -> None:
        await asyncio.sleep(0.1)
        await slack.click("mia", "At risk", home=True)

    await asyncio.gather(slack.command("mia", "#accounts", "/promise Acme: seals by Fri"), soon())
    assert "P-1 is at risk" in slack.home_text("mia")
    assert "seals" in slack.home_text("mia")


async def test_home_can_be_drawn_again_after_slack_refused_it(slack: KeptSlack) -> None:
    await slack.home("mia")
    slack.slack.faults.answer("views.publish", "internal_error", times=4)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    slack.slack.faults.clear()
    await slack.command("mia", "#accounts", "/promise Acme: seals by Fri")
    assert "seals" in slack.home_text("mia")
