"""What comes between two briefs since it cannot wait, when it waits all the same, and on whose clock."""

from datetime import timedelta

from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import A_DAY, MIA, MORNING, asks, dm, owe


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
    # When the quiet hours end the brief is so near that it waits for that.
    await slack.until(MORNING - timedelta(hours=1), step=timedelta(hours=1))
    assert dm(slack, "mia") == []
    await slack.command("mia", "#accounts", "/kept why N-1")
    assert "the brief comes Thu 26 Nov, 09:00, which is soon enough" in slack.said_to("mia")[-1]
    await slack.until(MORNING, step=timedelta(hours=1))
    (brief,) = dm(slack, "mia")
    assert "1 thing for Thu 26 Nov" in brief


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
