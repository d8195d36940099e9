"""Briefs of earlier days: what stands in them stays true, however much later it is read."""

from datetime import timedelta

from tests.handlers.conftest import KeptSlack
from tests.handlers.test_briefs import MORNING, asks, dm, owe

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROMISE = "/promise Acme: replacement pump by Fri 5pm"
FRIDAY, MONDAY = MORNING + DAY, MORNING + 4 * DAY


async def test_a_line_that_only_the_turn_of_the_day_replaced_stands_until_it_is_asked_again(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Tue 5pm")
    await slack.until(FRIDAY, step=HOUR)
    (friday,) = dm(slack, "mia")
    assert "Two working days are left" in friday
    # On Tuesday it is to be asked anew, and at six in the morning it was not yet.
    await slack.until(MONDAY + DAY - 3 * HOUR, step=HOUR)
    (still,) = dm(slack, "mia")
    assert "[On track]" in still
    assert "asked again" not in still
    await slack.until(MONDAY + DAY, step=HOUR)
    friday, tuesday = dm(slack, "mia")
    assert "P-1 replacement pump" in tuesday
    assert "[On track]" not in friday
    assert "– Acme Industries · P-1 replacement pump: asked again on Tue 1 Dec." in friday
    assert "Nothing is left here for now." in friday
    assert "00:00" not in friday
    assert "@kept" not in friday


async def test_what_is_answered_before_it_is_asked_again_is_seen_where_it_stands(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Tue 5pm")
    await slack.until(MONDAY + DAY - 3 * HOUR, step=HOUR)
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking 1Z999")
    await slack.tick()
    (friday,) = dm(slack, "mia")
    assert "@sam closed it as kept, Tue 1 Dec, 06:00" in friday
    assert "[On track]" not in friday


async def test_it_can_be_snoozed_where_it_stands(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Tue 5pm")
    await slack.until(MONDAY + DAY - 3 * HOUR, step=HOUR)
    await slack.click("mia", "Until tomorrow morning", near="N-")
    assert "over (" not in slack.said_to("mia")[-1]
    await slack.until(MONDAY + DAY + HOUR)
    (friday,) = dm(slack, "mia")
    assert "snoozed until Wed 2 Dec, 09:00." in friday


async def test_what_people_did_says_when_with_its_day_if_it_is_another_one(slack: KeptSlack) -> None:
    await owe(slack, 9)
    await asks(slack, range(1, 10))
    await slack.until(MORNING)
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking 1Z999")
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "@sam closed it as kept, 09:00" in brief
    assert "pump number 8" in brief
    await slack.until(MORNING + DAY + HOUR)
    await slack.command("mia", "#accounts", "/promise kept P-2 tracking 1Z998")
    await slack.tick()
    brief = dm(slack, "mia")[0]
    assert "@sam closed it as kept, 09:00" in brief
    assert "@mia closed it as kept, Fri 27 Nov, 10:00" in brief
    for relative in ("today", "yesterday", "tomorrow"):
        assert relative not in brief
    # Nothing new comes into a brief of an earlier day: what did not fit opens as before.
    assert "pump number 9" not in brief
    await slack.click("mia", "Show the rest (1)")
    assert "pump number 9" in slack.modal("mia")


async def test_what_the_clock_ended_names_nobody(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await slack.until(MONDAY + 2 * HOUR, step=HOUR)
    # Kept itself has noted meanwhile that nobody said how it stands.
    for brief in dm(slack, "mia"):
        assert "@kept" not in brief
        assert "✓" not in brief


async def test_what_ended_long_ago_is_said_without_how_late_it_was(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await slack.until(MONDAY, step=HOUR)
    assert "late by" in dm(slack, "mia")[-1]
    await slack.command("mia", "#accounts", "/promise kept P-1 tracking 1Z999")
    await slack.tick()
    assert "late by" not in "\n".join(dm(slack, "mia"))
