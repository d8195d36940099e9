"""The brief: one message a day, drawn anew as things get done, and nothing when nothing asks."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from storage import nudges
from storage.tables import Desk, Nudge, table
from tests.handlers.conftest import NOW, KeptSlack

MORNING = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # Thursday, 09:00 in Tallinn
MIA = "U0MIA000001"
A_DAY = timedelta(days=1)


def dm(slack: KeptSlack, who: str) -> list[str]:
    """What Kept has said to somebody by itself, oldest first."""
    person = slack.slack.workspace.person(who)
    channel = slack.slack.workspace.dm_with(person).id
    found = slack.slack.talk.everything(channel, seen_by=person.id)
    return [slack._reader(who).message(each.body) for each in found if each.body.get("metadata")]


def ask(
    conn: Connection,
    team_id: str,
    row_id: int,
    *,
    reason: str = "promise_half",
    window: str = "once",
    to: str = MIA,
    now: datetime = NOW,
    urgent: bool = False,
    why: str = "Half the time is over.",
) -> Nudge | None:
    """A nudge about a promise, as if a rule had asked for it."""
    return nudges.make(
        conn,
        team_id,
        kind="promise",
        row_id=row_id,
        reason=reason,
        window=window,
        recipient_id=to,
        role="owner",
        why=why,
        since_at=now,
        now=now,
        urgent=urgent,
        customer_id=1,
    )


async def asks(slack: KeptSlack, ids: Iterable[int], **how: Any) -> None:
    """The same through the door, at the clock's now."""
    for id_ in ids:
        await slack.house.db.write(ask, slack.house.team_id, id_, now=slack.house.clock(), **how)


async def owe(slack: KeptSlack, count: int = 1, *, due: str = "18 Dec") -> None:
    """Promises of Mia's that ask for nothing yet."""
    for number in range(1, count + 1):
        await slack.command("mia", "#accounts", f"/promise Acme: pump number {number} by {due}")
    await slack.tick()


async def test_a_brief_comes_at_its_hour_and_is_answered_in_place(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 5pm")
    await slack.until(MORNING - timedelta(minutes=30), step=timedelta(hours=1))
    assert dm(slack, "mia") == []
    await slack.until(MORNING, step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    assert "1 thing for Thu 26 Nov" in brief
    assert "You owe them" in brief
    assert "P-1 replacement pump" in brief
    assert "N-1" in brief
    await slack.click("mia", "At risk", near="N-1")
    # The answer stands beside the brief, with its way back, and the brief stays.
    assert "P-1 is at risk" in slack.said_to("mia")[-1]
    assert "[Undo]" in slack.said_to("mia")[-1]
    assert len(dm(slack, "mia")) == 1
    await slack.tick()
    # It is not settled by that, and reads as what happened.
    (brief,) = dm(slack, "mia")
    assert "– Acme Industries · P-1 replacement pump: @mia said it is at risk, 09:00." in brief
    assert "[At risk]" not in brief


async def test_a_form_opens_from_a_brief_and_a_colleagues_doing_is_seen_in_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 5pm")
    await slack.until(MORNING, step=timedelta(hours=1))
    await slack.click("mia", "New date", near="N-1")
    assert "P-1" in slack.modal("mia")
    await slack.close("mia")
    # The menu at the end of the line has the card, and why it came.
    await slack.click("mia", "Open it", near="N-1")
    assert "P-1 · Acme Industries · " in slack.said_to("mia")[-1]
    assert "What happened:" in slack.said_to("mia")[-1]
    await slack.click("mia", "Why this? (N-1)", near="N-1")
    assert "I speak up when " in slack.said_to("mia")[-1]
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking 1Z999")
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "✓ Acme Industries · P-1 replacement pump: @sam closed it as kept, 09:00." in brief
    assert "That is everything. Thank you!" in brief
    assert "[New date]" not in brief
    # Undone and put back it reads as before.
    await slack.click("sam", "Undo")
    await slack.tick()
    assert "[New date]" in dm(slack, "mia")[0]
    await slack.click("sam", "Put it back")
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "✓ Acme Industries · P-1 replacement pump: @sam closed it as kept, 09:00." in brief


async def test_nobody_is_told_that_there_is_nothing(slack: KeptSlack) -> None:
    await owe(slack)
    await slack.until(MORNING + timedelta(hours=8), step=timedelta(hours=1))
    for who in ("mia", "sam", "lena"):
        assert dm(slack, who) == []


async def test_there_is_one_brief_a_day_and_what_comes_later_waits_for_the_next(slack: KeptSlack) -> None:
    await owe(slack, 2)
    await asks(slack, [1])
    await slack.until(MORNING, step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 1
    await asks(slack, [2])
    await slack.until(MORNING + timedelta(hours=9), step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 1
    await slack.until(MORNING + A_DAY, step=timedelta(hours=1))
    first, second = dm(slack, "mia")
    assert "pump number 1" in first
    assert "pump number 2" in second
    # What was said yesterday is not said again, and not lost: it is named, and a button shows it with its buttons.
    assert "pump number 1" not in second
    assert "Still open from before: P-1 · Acme Industries." in second
    await slack.click("mia", "Show it")
    assert "1 still open." in slack.modal("mia")
    assert "P-1 pump number 1" in slack.modal("mia")
    await slack.click("mia", "Started")
    await slack.close("mia")
    await slack.tick()
    # Done anywhere, it is named no more; what else is in the brief stays.
    second = dm(slack, "mia")[1]
    assert "Still open" not in second
    assert "pump number 2" in second
    # The weekend is a weekend.
    await asks(slack, [1], window="again")
    await slack.until(MORNING + 3 * A_DAY, step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 2
    await slack.until(MORNING + 4 * A_DAY, step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 3


async def test_several_ticks_and_a_restart_of_planning_change_nothing(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await owe(slack)
    await asks(slack, [1])
    await slack.until(MORNING, step=timedelta(hours=1))
    for _ in range(3):
        await slack.house.db.write(_forget_desks)
        await slack.tick()
    assert len(dm(slack, "mia")) == 1


def _forget_desks(conn: Connection) -> None:
    desk = table(Desk)
    conn.execute(desk.update().values(next_look_at=None))


async def test_good_news_comes_first(slack: KeptSlack) -> None:
    await owe(slack, 2)
    await slack.command("mia", "#accounts", "/promise kept P-1 tracking 1Z999")
    await slack.click("mia", "Undo")
    await slack.click("mia", "Put it back")
    await slack.command("sam", "#accounts", '/customer praise Acme: "the fitter was brilliant" @tom')
    await asks(slack, [2])
    await slack.until(MORNING, step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    assert brief.index("Good news") < brief.index("You owe them")
    assert "You kept P-1 for Acme Industries: pump number 1" in brief
    assert "Acme Industries: “the fitter was brilliant”" in brief
    await asks(slack, [2], window="again")
    await slack.until(MORNING + A_DAY, step=timedelta(hours=1))
    assert "Good news" not in dm(slack, "mia")[1]


async def test_lanes_and_their_order(slack: KeptSlack) -> None:
    await owe(slack, 3)
    await asks(slack, [1], reason="promise_check_back")
    await asks(slack, [2], reason="promise_half")
    await asks(slack, [3], reason="promise_late")
    await slack.until(MORNING, step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    order = ["You owe them", "pump number 3", "pump number 2", "Bring them news", "pump number 1"]
    assert [brief.index(each) for each in order] == sorted(brief.index(each) for each in order)


async def test_days_of_downtime_end_in_one_message_that_says_so(slack: KeptSlack) -> None:
    await owe(slack, 2)
    await asks(slack, [1])
    await slack.until(MORNING, step=timedelta(hours=1))
    slack.slack.clock.forward(timedelta(hours=5))
    await slack.tick()
    slack.slack.clock.forward(timedelta(days=5))  # Kept is not running; Tuesday, 14:00
    await asks(slack, [1], window="again")
    await asks(slack, [2])
    await slack.tick()
    _, late = dm(slack, "mia")
    assert "2 things for Tue 1 Dec" in late
    assert "I was not running since about Thu 26 Nov, 21:00" in late
    await slack.until(MORNING + 6 * A_DAY, step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 2


async def test_what_slack_did_not_take_yesterday_is_in_todays_brief(slack: KeptSlack) -> None:
    await owe(slack, 2)
    await asks(slack, [1])
    slack.slack.faults.answer("chat.postMessage", "429", times=500, retry_after=3600)
    await slack.until(MORNING, step=timedelta(hours=4))
    assert dm(slack, "mia") == []
    await asks(slack, [2])
    await slack.until(MORNING + A_DAY - timedelta(minutes=10), step=timedelta(hours=6))
    slack.slack.faults.clear()
    await slack.until(MORNING + A_DAY + timedelta(hours=2), step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    assert "pump number 1" in brief
    assert "pump number 2" in brief


async def test_what_was_done_before_the_brief_was_said_is_not_in_it(slack: KeptSlack) -> None:
    await owe(slack, 2)
    await asks(slack, [1, 2])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.until(MORNING, step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    assert "N-1" not in brief
    assert "N-2" in brief
    assert "1 thing for" in brief


async def test_briefs_for_many_people_cost_few_questions(slack: KeptSlack) -> None:
    await owe(slack, 1)
    people = [each.id for each in slack.slack.workspace.people.values() if each.kind == "member"]
    for person_id in people:
        await asks(slack, [1], to=person_id)
    await slack.tick()
    for person_id in people:
        slack.house.people.forget(person_id)
    # Thursday, late enough for the one who lives farthest to the west.
    slack.slack.clock.forward(MORNING + timedelta(hours=9) - slack.slack.clock.now())
    calls: list[str] = []
    original = slack.house.client.api_call

    async def counting(method: str, **given: object) -> object:
        calls.append(method)
        return await original(method, **given)  # type: ignore[arg-type]

    slack.house.client.api_call = counting  # type: ignore[method-assign,assignment]
    await slack.tick()
    assert all(dm(slack, who) for who in ("mia", "sam", "lena", "joe", "tom", "ines"))
    assert calls.count("users.list") == 1
    assert calls.count("users.info") <= 1
