"""What somebody who left holds: a lead is asked to hand over all of it at once, and is not told of each thing meanwhile."""

from datetime import timedelta

from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_absences import LENA
from tests.handlers.test_leader_calls import leads

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LINE = "P-1 drawing of the flange"


async def left_behind(slack: KeptSlack) -> None:
    """Joe leaves with a promise that is late by then; Lena is the lead."""
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    slack.house.held.forget()
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.command("joe", "#accounts", "/promise Globex: drawing of the flange by Thu 5pm")
    await slack.leave("joe")


def heard(slack: KeptSlack) -> str:
    return "\n".join(slack.said_to("lena"))


async def test_the_lead_is_asked_for_the_handover_and_told_of_nothing_else(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await left_behind(slack)
    await slack.until(NOW + 2 * DAY + 9 * HOUR, step=HOUR)
    assert "still holds" in heard(slack)
    assert "drawing of the flange, was due Thu 26 Nov" in heard(slack), "the handover names what presses"
    assert LINE not in heard(slack)
    await slack.command("lena", "#accounts", "/kept brief")
    assert "still holds" in slack.said_to("lena")[-1]
    assert LINE not in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/kept why P-1")
    assert "it waited: Joe Halloran has left, and all that was theirs can be handed over" in heard(slack)


async def test_after_five_working_days_without_a_handover_it_comes(slack: KeptSlack) -> None:
    await left_behind(slack)
    await slack.until(NOW + 6 * DAY + 8 * HOUR, step=HOUR)
    assert LINE not in heard(slack)
    await slack.until(NOW + 8 * DAY, step=HOUR)
    assert LINE in heard(slack)
    assert "Joe Halloran has left this Slack." in heard(slack)


async def test_once_it_is_handed_over_whoever_took_it_hears_of_it(slack: KeptSlack) -> None:
    await left_behind(slack)
    await slack.until(NOW + 2 * DAY)
    await slack.click("lena", "I take it all")
    await slack.until(NOW + 5 * DAY, step=HOUR)
    assert LINE in heard(slack)
