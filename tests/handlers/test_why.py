"""Why a nudge came: the rule, the facts, everything that kept it back, and what happens next; to those it concerns."""

import re
from datetime import timedelta

from sqlalchemy import Connection

from storage import nudges
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import MORNING, asks, dm, owe


async def test_it_tells_rule_facts_story_and_what_is_next(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 5pm")
    await slack.until(MORNING)
    await slack.click("mia", "Why this? (N-1)")
    said = slack.said_to("mia")[-1]
    assert "N-1 · P-1 · Acme Industries" in said
    assert "replacement pump" in said
    assert "I speak up when " in said
    assert "It goes to @mia, as the one who looks after it." in said
    assert "Thu 26 Nov" in said
    assert "today 09:00 – it was said in the brief" in said
    assert "Next: " in said
    # The brief stands where it stood.
    assert len(dm(slack, "mia")) == 1


async def test_before_it_is_said_it_tells_when(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await owe(slack)
    await asks(slack, [1])
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept why N-1")
    assert "Next: it comes with the brief, tomorrow 09:00." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept N-1")
    assert "N-1 · P-1" in slack.said_to("mia")[-1]


async def test_an_announced_step_is_next_on_the_readers_clock(slack: KeptSlack) -> None:
    await owe(slack)
    await slack.house.db.write(_announced, slack.house.team_id)
    await slack.until(MORNING)
    assert "@sam hears of this " in dm(slack, "mia")[-1]
    assert "Lena is away until Fri; you stand in." in dm(slack, "mia")[-1]
    await slack.command("mia", "#accounts", "/kept why N-1")
    said = slack.said_to("mia")[-1]
    assert "Next: @sam hears of this Fri 27 Nov, 10:00 if it is still open." in said
    assert "told on: Mon 23 Nov, 11:30" in said


def _announced(conn: Connection, team_id: str) -> None:
    nudges.make(
        conn,
        team_id,
        kind="promise",
        row_id=1,
        reason="promise_late",
        window="2026-11-27",
        recipient_id="U0MIA000001",
        role="cover",
        why="They were told Fri 20 Nov.",
        since_at=NOW,
        now=NOW,
        customer_id=1,
        facts={
            "note": "Lena is away until Fri; you stand in.",
            "next_id": "U0SAM000001",
            "next_at": "2026-11-27T08:00:00+00:00",
            "facts": {"told on": "2026-11-23T09:30:00+00:00"},
        },
    )


async def test_what_ended_it_is_told(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.until(MORNING)
    await slack.command("sam", "#accounts", "/promise kept P-1 sent")
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept why N-1")
    said = slack.said_to("mia")[-1]
    assert "it ended: it was kept" in said
    assert said.count("it ended") == 1
    assert "Next: nothing more. It is over." in said


async def test_the_thing_itself_may_be_named(slack: KeptSlack) -> None:
    await owe(slack)
    await slack.command("mia", "#accounts", "/kept why P-1")
    assert "Nobody was nudged about P-1 · Acme Industries yet." in slack.said_to("mia")[-1]
    await asks(slack, [1])
    await asks(slack, [1], window="again")
    await slack.command("mia", "#accounts", "/kept why P-1")
    assert "N-2 · P-1" in slack.said_to("mia")[-1]
    assert "Said before, for the same reason: N-1" in slack.said_to("mia")[-1]


async def test_it_is_told_to_those_it_concerns_and_to_leads(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1], to="U0TOM000001")
    for who in ("mia", "lena"):  # the owner of the promise, and an admin
        await slack.command(who, "#accounts", "/kept why N-1")
        assert "It goes to @tom" in slack.said_to(who)[-1]
    await slack.command("joe", "#accounts", "/kept why N-1")
    assert "went to somebody else" in slack.said_to("joe")[-1]
    assert "pump" not in slack.said_to("joe")[-1]
    await slack.command("joe", "#accounts", "/kept why P-1")
    assert "pump" not in slack.said_to("joe")[-1]


async def test_what_is_not_there_is_said_with_what_to_type(slack: KeptSlack) -> None:
    for typed, says in (("", "Why what?"), ("not", "Why what?"), ("N-99", "There is no N-99")):
        await slack.command("mia", "#accounts", f"/kept why {typed}")
        assert says in slack.said_to("mia")[-1]


async def test_who_said_it_and_who_stands_in_may_ask_and_nobody_else(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/customer add Globex")
    await slack.command("joe", "#accounts", "/mistake Globex: invoice billed twice @ines")
    await slack.until(NOW + timedelta(days=1, hours=3))
    for who in ("joe", "ines"):  # who noticed it, and who puts it right
        await slack.command(who, "#accounts", "/kept why M-1")
        assert "It goes to @ines, as the one who looks after it." in slack.said_to(who)[-1]
    await slack.command("tom", "#accounts", "/kept why M-1")
    assert "went to somebody else" in slack.said_to("tom")[-1]
    await slack.command("ines", "#accounts", "/kept away until Mon cover @tom")
    await slack.command("tom", "#accounts", "/kept why M-1")
    assert "invoice billed twice" in slack.said_to("tom")[-1]


async def test_no_word_of_it_is_a_machines_and_a_snooze_says_when_it_comes_again(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.until(NOW + timedelta(hours=3))
    await slack.command("mia", "#accounts", "/kept why W-1")
    said = slack.said_to("mia")[-1]
    assert "I say it once for Wed 25 Nov." in said
    assert not re.search(r"\d{4}-\d\d|T\d\d:|/\d|\?\.", said)
    assert "Next: I look at it again on Mon 30 Nov. Until somebody answers it stays as it is." in said
    await slack.command("mia", "#accounts", "/kept snooze N-1 until Fri")
    await slack.tick()
    await slack.command("mia", "#accounts", "/kept why N-1")
    said = slack.said_to("mia")[-1]
    assert "it ended: snoozed until Fri 27 Nov, 09:00" in said
    assert (
        "Next: I say nothing of it until Fri 27 Nov, 09:00. Then it comes again, if it is still open." in said
    )
    await slack.until(NOW + timedelta(days=2, hours=1))
    await slack.command("mia", "#accounts", "/kept why N-1")
    assert "Next: N-2 took its place. To see how that stands: /kept why N-2" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept why N-2")
    assert "I say it once for Wed 25 Nov, and again since it was snoozed." in slack.said_to("mia")[-1]


async def test_what_happened_meanwhile_names_people(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Mon 5pm")
    await slack.command("mia", "#accounts", "/waiting Acme: send Dana the manual by Mon 4pm")
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking number 1Z999")
    await slack.until(MORNING + timedelta(days=4), step=timedelta(hours=2))
    (brief,) = [each for each in dm(slack, "mia") if "You were away" in each]
    number = brief.partition("This is what happened meanwhile. · N-")[2].split()[0]
    await slack.command("mia", "#accounts", f"/kept why N-{number}")
    said = slack.said_to("mia")[-1]
    assert "done: P-1 Acme Industries: kept by @sam" in said
    assert "waits: W-1 Acme Industries: send Dana the manual" in said
    assert "U0SAM000001" not in said


async def test_a_guest_hears_nothing(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.command("gus", "#support", "/kept why N-1")
    assert "pump" not in "".join(slack.said_to("gus"))


async def test_a_long_story_is_told_at_its_ends(slack: KeptSlack) -> None:
    await owe(slack)
    await asks(slack, [1])
    await slack.house.db.write(_long_story, slack.house.team_id)
    await slack.command("mia", "#accounts", "/kept why N-1")
    said = slack.said_to("mia")[-1]
    assert "… 29 more …" in said
    assert "it waits: reason 39" in said


def _long_story(conn: Connection, team_id: str) -> None:
    nudge = nudges.by_number(conn, team_id, 1)
    assert nudge is not None
    for number in range(40):
        at = NOW + timedelta(minutes=number)
        nudges.add_to_story(conn, [nudge], "waits", f"reason {number}", now=at)
