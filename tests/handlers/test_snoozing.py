"""Snoozing: until when, in words and on one's own working time; ended by a word from the customer; and its way back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from storage import preferences, snoozes
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import A_DAY, MORNING, asks, dm, owe

FRIDAY = MORNING + A_DAY


def public(conn: Connection, team_id: str) -> None:
    """Everybody in #accounts sees what is confirmed there."""
    preferences.put(
        conn, team_id, "channel", "C0ACCOUNTS1", "public", True, by="U0LENA00001", via="form", now=NOW
    )


async def a_late_promise(slack: KeptSlack) -> None:
    """P-1, due on Thursday at 12, which nobody keeps; Friday's brief asks about it."""
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 12:00")
    await slack.until(FRIDAY, step=timedelta(hours=1))
    assert "P-1" in dm(slack, "mia")[-1]


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("Until tomorrow morning", "until Mon 30 Nov, 09:00"),
        ("For 2 working days", "until Tue 1 Dec, 09:00"),
        ("Until next Monday", "until Mon 30 Nov, 09:00"),
        # They wait for it: three working days are the most.
        ("Until they reply", "until they reply, or until Wed 2 Dec, 09:00 at the latest"),
    ],
)
async def test_the_menu_says_until_when(slack: KeptSlack, label: str, says: str) -> None:
    await a_late_promise(slack)
    count = len(dm(slack, "mia"))
    await slack.click("mia", label, near="N-")
    assert f"P-1 · Acme Industries: I keep quiet about it {says}." in slack.said_to("mia")[-1]
    await slack.tick()
    assert "snoozed" in dm(slack, "mia")[-1]
    assert "[Snooze" not in dm(slack, "mia")[-1]
    await slack.until(FRIDAY + 2 * A_DAY, step=timedelta(hours=6))
    assert len(dm(slack, "mia")) == count


async def test_it_asks_anew_when_the_snooze_is_over(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await a_late_promise(slack)
    count = len(dm(slack, "mia"))
    await slack.click("mia", "For 2 working days", near="N-")
    await slack.until(datetime(2026, 11, 30, 15, 0, tzinfo=UTC), step=timedelta(hours=4))
    assert len(dm(slack, "mia")) == count
    await slack.until(datetime(2026, 12, 1, 8, 0, tzinfo=UTC), step=timedelta(hours=1))
    assert len(dm(slack, "mia")) == count + 1
    assert "P-1" in dm(slack, "mia")[-1]


async def test_an_hour_is_an_hour_and_snoozed_again_its_line_says_the_new_time(slack: KeptSlack) -> None:
    await a_late_promise(slack)
    count = len(dm(slack, "mia"))
    number = re.findall(r"N-\d+", dm(slack, "mia")[-1])[-1]
    await slack.command("mia", "#accounts", f"/kept snooze {number} 2h")
    await slack.tick()
    assert "snoozed until Fri 27 Nov, 11:00" in dm(slack, "mia")[-1]
    await slack.command("mia", "#accounts", f"/kept snooze {number} 1h")
    said = slack.said_to("mia")[-1]
    assert "I keep quiet about it until today 10:00. I ask you again right then, or sooner if Acme" in said
    await slack.tick()
    assert "snoozed until Fri 27 Nov, 10:00" in dm(slack, "mia")[-1]
    await slack.until(FRIDAY + timedelta(minutes=54), step=timedelta(minutes=18))
    assert len(dm(slack, "mia")) == count
    await slack.until(FRIDAY + timedelta(minutes=60), step=timedelta(minutes=6))
    assert len(dm(slack, "mia")) == count + 1
    assert "P-1" in dm(slack, "mia")[-1]
    # Outside of working time it is the next brief, and is said so.
    await slack.command("mia", "#accounts", "/kept snooze P-1 9h")
    assert "until Mon 30 Nov, 09:00. I ask you again in the brief of that day" in slack.said_to("mia")[-1]
    # By its own number, too, and when nothing of it is open any more.
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept snooze P-1 until Tue")
    assert "Nobody else hears of it meanwhile." in slack.said_to("mia")[-1]
    # Nor does who stands in: it was Mia who wanted quiet.
    await slack.command("mia", "#accounts", "/kept away until Wed cover @sam")
    await slack.tick()
    await slack.command("sam", "#accounts", "/kept brief")
    assert "P-1" not in slack.said_to("sam")[-1]


async def test_a_promise_that_is_late_is_quiet_for_three_working_days_at_a_time_and_what_was_typed_stays(
    slack: KeptSlack,
) -> None:
    await a_late_promise(slack)
    await slack.command("mia", "#accounts", "/kept snooze P-1 until 14 Dec")
    assert "I keep quiet for three working days at the most: until Wed 2 Dec, 09:00." in slack.modal("mia")
    assert "until 14 Dec" in slack.modal("mia")
    await slack.submit("mia")
    assert "three working days at the most" in slack.modal("mia")
    await slack.fill("mia", {"Until when?": "Wed"})
    await slack.submit("mia")
    assert "until Wed 2 Dec, 09:00" in slack.modal("mia")


async def test_a_customer_who_waits_is_not_left_waiting_for_longer_than_three_working_days(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 1h")
    await slack.command("mia", "#accounts", "/kept snooze W-1 until they reply")
    assert "until they reply, or until Mon 30 Nov, 09:00 at the latest" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept snooze W-1 until 14 Dec")
    assert "They are waiting for us, so I keep quiet for three working days at the most" in slack.modal("mia")


async def test_undo_wakes_it_and_puts_the_line_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await a_late_promise(slack)
    await slack.click("mia", "For 2 working days", near="N-")
    await slack.tick()
    await slack.click("mia", "Undo")
    assert "The snooze" in slack.said_to("mia")[-1]
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept brief")
    assert "P-1" in slack.said_to("mia")[-1]
    assert "[Snooze" in dm(slack, "mia")[-1]


async def test_a_word_from_the_customer_ends_the_wait_for_a_reply(slack: KeptSlack) -> None:
    await a_late_promise(slack)
    await slack.click("mia", "Until they reply", near="N-")
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept brief")
    assert "P-1" not in slack.said_to("mia")[-1]
    slack.slack.clock.forward(timedelta(hours=1))
    await slack.command("mia", "#accounts", "/contact Acme: tried to call Dana, no answer")
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept brief")
    assert "P-1" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, they want their pump")
    await slack.until(slack.slack.clock.now() + timedelta(hours=1, minutes=30))
    await slack.command("mia", "#accounts", "/kept brief")
    assert "P-1" in slack.said_to("mia")[-1]


async def test_typed_until_a_day_and_a_stop_that_nothing_ends(slack: KeptSlack) -> None:
    await a_late_promise(slack)
    await slack.command("mia", "#accounts", "/kept snooze P-1 until Wed")
    assert (
        "until Wed 2 Dec, 09:00. I ask you again in the brief of that day, or sooner if Acme"
        in slack.said_to("mia")[-1]
    )
    await slack.command("mia", "#accounts", "/kept stop P-1 until Tue")
    assert "until Tue 1 Dec, 09:00, whatever happens." in slack.said_to("mia")[-1]
    slack.slack.clock.forward(timedelta(hours=1))
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, they want their pump")
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept brief")
    assert "P-1" not in slack.said_to("mia")[-1]
    # The later word counts, and undo gives the earlier one back.
    found = await slack.house.db.read(snoozes.of_rows, slack.house.team_id, {("promise", 1)})
    assert [each.how for each in found] == ["stop"]


async def test_undo_of_a_second_snooze_gives_the_first_back(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("mia", "#accounts", "/kept snooze N-1 until Wed")
    await slack.command("mia", "#accounts", "/kept snooze N-1 until Fri")
    await slack.click("mia", "Undo")
    assert "I keep quiet about it until Wed 2 Dec, 09:00.\n[Put it back]" in slack.said_to("mia")[-1]
    found = await slack.house.db.read(snoozes.of_rows, slack.house.team_id, {("promise", 1)})
    assert [each.until_wall for each in found] == ["2026-12-02T09:00"]


async def test_the_form_asks_until_when_in_ones_own_words(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.until(MORNING)
    await slack.click("mia", "Until …", near="N-1")
    assert "P-1 · Acme Industries" in slack.modal("mia")
    await slack.fill("mia", {"Until when?": "the twelfth of never"})
    await slack.submit("mia")
    assert "can't read" in slack.modal("mia")
    await slack.fill(
        "mia", {"Until when?": "3 Dec 14:00", "And if they get in touch before?": "Keep quiet all the same"}
    )
    await slack.submit("mia")
    assert "until Thu 3 Dec, 14:00, whatever happens" in slack.modal("mia")
    await slack.click("mia", "Undo")
    assert "The snooze" in slack.modal("mia")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/kept snooze", "Say its number and until when"),
        ("/kept stop", "Say its number and until when"),
        ("/kept snooze N-77 until Thu", "There is no N-77"),
        ("/kept snooze P-77 until Thu", "There is no P-77"),
        ("/kept snooze N-1 until 1 Jun 2027", "more than 90 days away"),
        ("/kept stop N-1 until they reply", "A stop needs a day"),
    ],
)
async def test_what_cannot_be_snoozed_is_said(slack: KeptSlack, line: str, says: str) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("mia", "#accounts", line)
    assert says in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    "line", ["/kept snooze N-1", "/kept snooze N-1 until the cows come home", "/kept stop N-1"]
)
async def test_without_a_date_the_form_opens(slack: KeptSlack, line: str) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("mia", "#accounts", line)
    assert "Until when?" in slack.modal("mia")
    await slack.fill("mia", {"Until when?": "2 days"})
    await slack.submit("mia")
    assert "I keep quiet about it until Fri 27 Nov, 09:00" in slack.modal("mia")


async def test_a_nudge_of_somebody_elses_is_theirs_to_snooze(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("sam", "#accounts", "/kept snooze N-1 until Thu")
    assert "went to somebody else" in slack.said_to("sam")[-1]


async def test_what_is_over_is_not_snoozed(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept snooze N-1 until Thu")
    assert "N-1 is over" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept snooze P-1 until Thu")
    assert "It is closed" in slack.said_to("mia")[-1]


async def test_a_snooze_is_nothing_for_the_customers_timeline(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("mia", "#accounts", "/kept snooze N-1 until Thu")
    await slack.command("sam", "#accounts", "/customer timeline Acme")
    assert "snooze" not in (slack.modal("sam") or slack.said_to("sam")[-1])


async def test_a_snooze_of_one_person_quiets_nobody_else(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await asks(slack, [1], to="U0SAM000001")
    await slack.command("mia", "#accounts", "/kept snooze P-1 until 3 Dec")
    await slack.command("sam", "#accounts", "/kept brief")
    assert "P-1" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/kept brief")
    assert "P-1" not in slack.said_to("mia")[-1]
    assert slack.slack.clock.now() == NOW


async def test_what_somebody_arranges_for_themselves_is_shown_to_nobody_else(slack: KeptSlack) -> None:
    await slack.house.db.write(public, slack.house.team_id)
    slack.house.held.forget()
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 12:00")
    await slack.command("mia", "#accounts", "/kept snooze P-1 until Tue")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.command("mia", "#accounts", "/kept back")
    shown = slack.sees("joe", "#accounts")
    assert "@mia: " in shown  # the promise
    assert not [words for words in ("quiet", "snooze", "Away", "Welcome back") if words in shown]
