"""What stands in no brief of today, or does not fit on its screen, and how one sees it all the same."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from handlers.brief_asking import rest
from handlers.gestures import Gesture
from storage import rows
from storage.tables import Post, table
from tests.handlers.conftest import KeptSlack
from tests.handlers.test_briefs import A_DAY, MIA, MORNING, asks, dm, owe

SAM = "U0SAM000001"


def _read(conn: Connection, model: type) -> list:  # type: ignore[type-arg]
    return rows.every(model, conn.execute(select(table(model))))


async def test_the_rest_opens_in_pages_and_moves_up_as_things_get_done(slack: KeptSlack) -> None:
    await owe(slack, 25)
    await asks(slack, range(1, 26))
    await slack.until(MORNING, step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    assert "25 things" in brief
    assert brief.count("N-") == 7
    await slack.click("mia", "Show the rest (18)")
    assert "18 more. Here 1 to 12." in slack.modal("mia")
    await slack.click("mia", "Later ones")
    assert "Here 13 to 18." in slack.modal("mia")
    await slack.click("mia", "Earlier ones")
    assert "Here 1 to 12." in slack.modal("mia")
    await slack.close("mia")
    await slack.command("sam", "#accounts", "/promise kept P-1 sent")
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "@sam closed it as kept" in brief
    assert brief.count("N-") == 7
    assert "pump number 8" in brief
    assert "Show the rest (17)" in brief


LATE = {"reason": "promise_late", "window": "2026-11-25/late/1"}


async def test_what_is_late_to_a_customer_is_worth_a_brief_for_three_working_days(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await owe(slack, 3)
    await asks(slack, [1], **LATE)
    await asks(slack, [2, 3])
    await slack.until(MORNING, step=timedelta(hours=1))
    await slack.until(MORNING + A_DAY, step=timedelta(hours=6))
    _, friday = dm(slack, "mia")
    assert "Nothing new for Fri 27 Nov" in friday
    assert (
        "Still open from before: P-1 · Acme Industries, P-2 · Acme Industries and P-3 · Acme Industries."
        in friday
    )
    await slack.until(MORNING + 4 * A_DAY, step=timedelta(hours=6))
    assert len(dm(slack, "mia")) == 3
    # What that brief names, /kept brief shows.
    await slack.command("mia", "#accounts", "/kept brief")
    assert "3 things for you right now." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.command("mia", "#accounts", "/kept snooze N-2 until Thu")
    await slack.tick()
    monday = dm(slack, "mia")[-1]
    assert "Still open from before: P-3 · Acme Industries." in monday
    await slack.command("mia", "#accounts", "/kept snooze N-3 until Thu")
    await slack.tick()
    assert "What was still open is done by now, or rests." in dm(slack, "mia")[-1]
    # Then it fades, and what is only asked about is worth no brief by itself.
    await slack.until(MORNING + 5 * A_DAY, step=timedelta(hours=6))
    assert len(dm(slack, "mia")) == 3


async def test_a_brief_asked_for_shows_what_is_open_and_does_not_count(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept brief")
    assert "Nothing asks for you right now" in slack.said_to("mia")[-1]
    await owe(slack, 9)
    await asks(slack, range(1, 10))
    await slack.command("mia", "#accounts", "/kept brief")
    assert "9 things for you right now." in slack.said_to("mia")[-1]
    await slack.click("mia", "Show the rest (2)")
    assert "2 more." in slack.modal("mia")
    await slack.close("mia")
    # An answer beside it leaves it standing.
    await slack.click("mia", "Started", near="pump number 1")
    assert "[Undo]" in slack.said_to("mia")[-1]
    assert any("9 things for you" in each for each in slack.said_to("mia"))
    await slack.until(MORNING, step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 1


async def test_a_brief_is_nobody_elses_to_open(slack: KeptSlack) -> None:
    await owe(slack, 9)
    await asks(slack, range(1, 10))
    await slack.until(MORNING, step=timedelta(hours=1))
    posts = await slack.house.db.read(_read, Post)
    action = {"block_id": "rest", "action_id": "brief_rest", "value": f"{posts[0].id} 0"}
    assert posts[0].place == MIA
    await slack.command("sam", "#accounts", "/kept brief")
    sam = await slack.house.people.get(SAM, now=slack.house.clock())
    gesture = Gesture(sam, slack.house.team_id, "message", "k", slack.house.clock(), value=action["value"])
    with pytest.raises(Exception, match="not yours"):
        await rest(slack.house, gesture)
