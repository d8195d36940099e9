"""Undo: of giving, editing, moving, closing and linking, by button and typed, and back again."""

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/promise Acme: replacement pump by Fri 5pm"


async def test_giving_is_undone_and_put_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.click("mia", "Undo")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "There is no P-1" in slack.said_to("mia")[-1]
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "replacement pump" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    "typed", ["kept P-1 proof", "not kept P-1", "risk P-1 customs", "move P-1 to Tue", "called off P-1"]
)
async def test_each_step_is_undone_and_leaves_the_card_as_it_was(
    slack_on_both: KeptSlack, typed: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise P-1")
    before = slack.said_to("mia")[-1].partition("What happened:")[0]
    await slack.command("mia", "#accounts", f"/promise {typed}")
    await slack.click("mia", "Undo")
    assert "your last step is undone" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert slack.said_to("mia")[-1].partition("What happened:")[0] == before


async def test_typed_undo_takes_the_newest_step_back_then_the_one_before(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-1: your last step is undone" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]


async def test_undo_never_takes_somebody_elses_work_back(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/promise kept P-1 done")
    await slack.click("mia", "Undo", near="P-1 saved")
    assert "It has changed since" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "kept" in slack.said_to("mia")[-1]


async def test_an_undo_pressed_twice_says_that_it_is_undone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.click("mia", "Undo", near="P-1 saved")
    assert "That is undone already" in slack.said_to("mia")[-1]


async def test_a_customer_with_promises_is_not_undone_from_under_them(slack: KeptSlack) -> None:
    await slack.command("sam", "#accounts", GIVE)
    await slack.click("mia", "Undo", near="Acme Industries is a customer")
    assert "Acme Industries has promises by now" in slack.said_to("mia")[-1]


async def test_nothing_to_undo_is_said(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/promise undo")
    assert "nothing of yours to undo" in slack.said_to("joe")[-1]
