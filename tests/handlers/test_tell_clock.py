"""The clock for telling a customer runs while there is something to tell, whatever was done, corrected or undone before."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/promise Acme: pump by Fri"
TOMORROW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


async def card(slack: KeptSlack) -> str:
    """How P-1 stands, without what happened to it."""
    await slack.command("mia", "#accounts", "/promise P-1")
    return slack.said_to("mia")[-1].rpartition("What happened:\n@")[0]


@pytest.mark.parametrize(
    ("steps", "undone", "stands"),
    [
        (("move P-1 to Tue", "risk P-1 customs"), "has a new date", "Acme Industries · at risk"),
        (("risk P-1 customs", "move P-1 to Tue"), "is at risk. Better", "New date Tue 1 Dec"),
    ],
)
async def test_undo_of_an_older_step_leaves_the_clock_of_the_newer_one_running(
    slack_on_both: KeptSlack, steps: tuple[str, str], undone: str, stands: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    for step in steps:
        await slack.command("mia", "#accounts", f"/promise {step}")
    await slack.click("mia", "Undo", near=undone)
    assert "Tell them by today 12:00" in slack.sees("mia", "#accounts").rpartition("that step is undone")[2]
    shown = await card(slack)
    assert stands in shown
    assert "Tell them by today 12:00" in shown
    assert "[Told them]" in shown
    heard = len(slack.said_to("mia"))
    await slack.until(TOMORROW, step=timedelta(minutes=30))
    assert any("They were to hear by Wed 25 Nov, 12:00" in said for said in slack.said_to("mia")[heard:])


@pytest.mark.parametrize(
    ("corrected", "stands", "gone"),
    [
        ("Tue 1 Dec", "Due: Tue 1 Dec", ["New date Tue", "Tell them by", "[Told them]"]),
        ("10 Dec", "New date Tue 1 Dec", ["Tell them by", "[Write the note]"]),
        ("Mon 30 Nov", "Tell them by today 12:00", []),
    ],
)
async def test_a_told_date_that_is_corrected_decides_what_is_still_to_be_told(
    slack: KeptSlack, corrected: str, stands: str, gone: list[str]
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    moved = await card(slack)
    await slack.command("mia", "#accounts", "/promise edit P-1")
    await slack.fill("mia", {"Which date were they told?": corrected})
    await slack.submit("mia")
    shown = await card(slack)
    assert stands in shown
    assert [each for each in gone if each in shown] == []
    await slack.click("mia", "Undo")
    await slack.close("mia")
    assert await card(slack) == moved


async def test_a_date_that_comes_back_before_our_own_aim_takes_the_aim_with_it_and_says_so(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise move P-1 to 11 Dec")
    await slack.command("mia", "#accounts", "/promise told P-1")
    await slack.command("mia", "#accounts", "/promise edit P-1")
    await slack.fill("mia", {"Our own aim": "8 Dec"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.click("mia", "Undo", near="P-1: they know. It is due Fri 11 Dec")
    assert "Our own aim came after that date, so it is gone." in slack.sees("mia", "#accounts")
    assert "Our own aim:" not in await card(slack)
    await slack.click("mia", "Put it back")
    assert "Our own aim: Tue 8 Dec" in await card(slack)


async def test_what_is_opened_again_with_a_later_date_untold_has_a_clock(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    for step in ("move P-1 to Tue", "kept P-1 sent", "not quite P-1"):
        await slack.command("mia", "#accounts", f"/promise {step}")
    assert "Tell them by today 12:00" in await card(slack)
    heard = len(slack.said_to("mia"))
    await slack.until(TOMORROW, step=timedelta(minutes=30))
    assert any("it comes later" in said for said in slack.said_to("mia")[heard:])


async def test_what_is_closed_again_by_an_undo_has_no_clock(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    for step in ("kept P-1 sent", "not quite P-1", "risk P-1 customs"):
        await slack.command("mia", "#accounts", f"/promise {step}")
    await slack.click("mia", "Undo", near="is open again")
    assert "Acme Industries · kept" in await card(slack)
    heard = len(slack.said_to("mia"))
    await slack.until(TOMORROW, step=timedelta(minutes=30))
    assert slack.said_to("mia")[heard:] == []
    await slack.click("mia", "Put it back")
    assert "Tell them by" in await card(slack)


async def test_undo_of_a_step_on_a_case_that_is_gone_says_which_step_it_was(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    await slack.command("mia", "#accounts", "/mistake told M-1")
    await slack.command("mia", "#accounts", "/kept undo P-1")
    assert "P-1: that step is undone" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept undo")
    said = slack.said_to("mia")[-1]
    assert "M-1: that step is undone (told the customer). M-1 itself was taken back before." in said
    await slack.click("mia", "Put it back")
    said = slack.said_to("mia")[-1]
    assert "M-1: that step is put back. M-1 itself was taken back before." in said


async def test_a_date_that_has_passed_is_not_to_be_told_once_it_is_open_again(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Thu")
    await slack.command("mia", "#accounts", "/promise move P-1 to Fri")
    await slack.forward(timedelta(days=6))
    await slack.command("mia", "#accounts", "/promise kept P-1 done")
    await slack.forward(timedelta(days=1))
    await slack.command("mia", "#accounts", "/promise not quite P-1 leaks")
    said = slack.said_to("mia")[-1]
    assert "is open again" in said
    assert "has not been told" not in said
    assert "Told them" not in said
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "kept late" in slack.said_to("mia")[-1]
