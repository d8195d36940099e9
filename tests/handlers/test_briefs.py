"""The brief and what comes between two of them: one message a day, drawn anew as things get done, and nothing when
nothing asks."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from storage import nudges, rows
from storage.tables import Desk, Nudge, Post, table
from tests.handlers.conftest import NOW, KeptSlack

MORNING = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # Thursday, 09:00 in Tallinn
MIA, SAM = "U0MIA000001", "U0SAM000001"
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


def _read(conn: Connection, model: type) -> list:  # type: ignore[type-arg]
    return rows.every(model, conn.execute(select(table(model))))


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
    assert "✓" in dm(slack, "mia")[0]
    assert "@mia said it is at risk" in dm(slack, "mia")[0]
    assert "[At risk]" not in dm(slack, "mia")[0]


async def test_a_form_opens_from_a_brief_and_a_colleagues_doing_is_seen_in_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 5pm")
    await slack.until(MORNING, step=timedelta(hours=1))
    await slack.click("mia", "New date", near="N-1")
    assert "P-1" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking 1Z999")
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "@sam closed it as kept" in brief
    assert "That is everything. Thank you!" in brief
    assert "[New date]" not in brief


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
    # What was said yesterday is not said again.
    assert "pump number 1" not in second
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


async def test_what_cannot_wait_comes_between_in_one_message_and_not_too_often(slack: KeptSlack) -> None:
    await owe(slack, 6)
    await asks(slack, [1, 2], urgent=True)
    await slack.tick()
    (first,) = dm(slack, "mia")
    assert "2 things that can't wait" in first
    for id_ in (3, 4, 5, 6):
        slack.slack.clock.forward(timedelta(minutes=30))
        await asks(slack, [id_], urgent=True)
        await slack.tick()
    assert len(dm(slack, "mia")) == 3
    await slack.command("mia", "#accounts", "/kept why N-5")
    assert "3 messages are the most between two briefs on one day" in slack.said_to("mia")[-1]
    await slack.until(MORNING, step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 4
    assert "pump number 5" in dm(slack, "mia")[-1]
    assert "pump number 6" in dm(slack, "mia")[-1]


async def test_at_the_hour_of_the_brief_what_cannot_wait_goes_into_it(slack: KeptSlack) -> None:
    await owe(slack, 2)
    await asks(slack, [1])
    await slack.until(MORNING - timedelta(minutes=30), step=timedelta(hours=1))
    slack.slack.clock.forward(timedelta(minutes=30))
    await asks(slack, [2], urgent=True)
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "pump number 1" in brief
    assert "pump number 2" in brief


async def test_nothing_is_said_at_night_and_it_is_told_why(slack: KeptSlack) -> None:
    await owe(slack)
    night = NOW + timedelta(hours=11)  # 21:00
    slack.slack.clock.set(night)
    await asks(slack, [1], urgent=True)
    await slack.tick()
    slack.slack.clock.forward(timedelta(hours=1))
    await slack.tick()
    assert dm(slack, "mia") == []
    await slack.command("mia", "#accounts", "/kept why N-1")
    assert slack.said_to("mia")[-1].count("quiet hours until 08:00") == 1
    assert "Next: it is said tomorrow 08:00." in slack.said_to("mia")[-1]
    await slack.until(MORNING - timedelta(hours=1), step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 1


async def test_the_brief_follows_a_person_to_another_zone(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.tick()
    slack.slack.workspace.change_person(MIA, tz="America/New_York")
    await slack.until(MORNING, step=timedelta(hours=1))
    assert dm(slack, "mia") == []  # 02:00 there
    await slack.until(MORNING + timedelta(hours=7), step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 1
    await slack.until(MORNING + A_DAY + timedelta(hours=6), step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == 1


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
    from handlers.brief_asking import rest
    from handlers.gestures import Gesture

    sam = await slack.house.people.get(SAM, now=slack.house.clock())
    gesture = Gesture(sam, slack.house.team_id, "message", "k", slack.house.clock(), value=action["value"])
    with pytest.raises(Exception, match="not yours"):
        await rest(slack.house, gesture)


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
