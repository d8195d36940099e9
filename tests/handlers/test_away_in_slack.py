"""What Slack shows of somebody: a status, a pause of notifications, or nothing at all."""

from datetime import timedelta

from handlers.absent import absences
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_absences import FRIDAY, MIA, SAM, away


async def test_a_status_of_vacation_counts_and_a_meeting_does_not(slack: KeptSlack) -> None:
    await slack.status("mia", "In a meeting", ":spiral_calendar_pad:")
    assert await away(slack) == {}
    await slack.status("mia", "Vacationing", ":palm_tree:", until=FRIDAY)
    assert await away(slack) == {MIA: "away by Slack status until Fri 27 Nov"}
    slack.slack.clock.forward(FRIDAY - NOW)
    assert await away(slack) == {}


async def test_a_long_pause_of_notifications_counts_and_the_nightly_one_does_not(slack: KeptSlack) -> None:
    slack.slack.clock.forward(timedelta(hours=14))  # midnight in Tallinn
    assert await away(slack) == {}
    slack.slack.clock.forward(timedelta(hours=10))
    await slack.pause("mia", FRIDAY)
    assert await away(slack) == {MIA: "away with their notifications paused until tomorrow 10:00"}
    await slack.pause("mia", slack.slack.clock.now() + timedelta(hours=2))
    assert await away(slack) == {}


async def test_without_slacks_answer_nobody_is_away_but_by_their_own_word(slack: KeptSlack) -> None:
    await slack.status("mia", "Vacationing", ":palm_tree:")
    await slack.command("sam", "#accounts", "/kept away until Fri")
    for person_id in (MIA, SAM):
        slack.house.people.forget(person_id)
    slack.slack.faults.answer("users.info", "internal_error", times=10)
    assert await away(slack, MIA, SAM) == {SAM: "away until Fri 27 Nov"}


async def test_what_slack_tells_of_somebody_who_changed_is_not_asked_for_again(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept")
    before = len(slack.slack.api.calls)
    await slack.status("mia", "Vacationing", ":palm_tree:", until=FRIDAY)
    assert await away(slack) == {MIA: "away by Slack status until Fri 27 Nov"}
    assert "users.info" not in [call.method for call in slack.slack.api.calls][before:]
    assert (await slack.house.people.get(MIA, now=slack.slack.clock.now())).locale == "en-US"


async def test_many_people_cost_few_questions(slack: KeptSlack) -> None:
    ids = [each.id for each in slack.slack.workspace.people.values()]
    for person_id in ids:
        slack.house.people.forget(person_id)
    calls: list[str] = []
    original = slack.house.client.api_call

    async def counting(method: str, **given: object) -> object:
        calls.append(method)
        return await original(method, **given)  # type: ignore[arg-type]

    slack.house.client.api_call = counting  # type: ignore[method-assign,assignment]
    for _ in range(3):
        await absences(slack.house, ids, now=slack.slack.clock.now())
    assert sorted(calls) == ["dnd.teamInfo", "users.list"]
