"""A channel's weekly digest set up in words, moved, stopped; and what becomes of it where it may not be said."""

from datetime import timedelta

import pytest

from bot import digests as rules
from bot.calendar import WorkingHours
from bot.moments import moment_in_words
from storage.tables import Digest
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_digests import A_WEEK, HALF_A_DAY, MONDAY, SET, a_good_week, digests, set_up


async def test_it_says_what_was_understood_and_when_the_first_one_comes(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    assert "The first one: Mon 30 Nov, 09:00." in await set_up(slack)
    # Whoever changes their mind on a Wednesday waits until this Friday, not the next.
    said = await set_up(slack, line="/kept digest weekly on Friday at 16")
    assert (
        "The digest comes here every Friday at 16:00 (Tallinn time). The first one: Fri 27 Nov, 16:00."
        in said
    )
    said = await set_up(slack)
    assert "every Monday at 09:00 (Tallinn time). The first one: Mon 30 Nov, 09:00." in said
    await slack.click("mia", "Undo")
    await slack.command("joe", "#general", "/kept digest")
    assert "#accounts has one every Friday at 16:00 (Tallinn time)." in slack.said_to("joe")[-1]
    assert "This channel has no weekly digest." in slack.said_to("joe")[-1]
    await slack.command("joe", "#accounts", "/kept digest off")
    assert "No digest comes to #accounts any more." in slack.said_to("joe")[-1]
    await slack.click("joe", "Undo")
    await slack.command("joe", "#accounts", "/kept digest")
    assert "The digest comes here every Friday at 16:00" in slack.said_to("joe")[-1]
    await slack.click("joe", "Stop it")
    await slack.command("joe", "#accounts", "/kept digest off")
    assert "No digest comes here. To have one: /kept digest here Mondays 9:00" in slack.said_to("joe")[-1]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Fridays 16:00", "Fri 27 Nov, 16:00."),
        ("Thursdays 9:00", "tomorrow 09:00."),
        ("Wednesdays 10:30", "today 10:30."),
        ("Wednesdays 9:30", "Wed 2 Dec, 09:30."),
        ("Tuesdays 9:00", "Tue 1 Dec, 09:00."),
    ],
)
def test_the_first_one_is_the_next_such_day_at_that_hour(typed: str, first: str) -> None:
    asked = rules.read(f"here {typed}")
    at, zone, hours = f"{asked.at:%H:%M}", "Europe/Tallinn", WorkingHours()
    digest = Digest(
        team_id="", channel_id="", weekday=asked.weekday, at=at, zone=zone, created_at=NOW, created_by=""
    )
    due = rules.following(digest, hours, now=NOW, decided=rules.latest(digest, hours, now=NOW).week)
    assert f"{moment_in_words(due.at, zone, now=NOW)}." == first


WHERE_NOT = (
    ("@kept", SET, "A digest comes in a channel."),
    (
        "#support",
        SET,
        "A guest or somebody from outside is in this channel, and a digest is for colleagues only.",
    ),
    ("#acme-shared", SET, "A guest or somebody from outside is in this channel"),
    ("#office", SET, "Type /invite @Kept first, then /kept digest here Mondays 9:00 once more."),
    ("#accounts", "/kept digest here daily", "A digest comes once a week."),
    ("#accounts", "/kept digest here whenever", "I can't read “whenever”."),
    ("#accounts", "/kept digest here Sundays 9:00", "Sunday is no working day here (Mon–Fri)"),
    ("#accounts", "/kept digest here Sat 9:00", "type the day and the time: /kept digest here Mondays 9:00"),
)


async def test_where_it_cannot_come_it_says_what_to_do(slack: KeptSlack) -> None:
    for where, line, sentence in WHERE_NOT:
        assert sentence in await set_up(slack, where=where, line=line), line
    await slack.command("mia", "#accounts", "/kept digest")
    assert "has one" not in slack.said_to("mia")[-1]
    assert "This channel has no weekly digest." in slack.said_to("mia")[-1]
    await set_up(slack, line="/kept digest here Sundays 9:00")
    await slack.click("mia", "Sundays 9:00 all the same")
    assert (
        "every Sunday at 09:00 (Tallinn time). The first one: Sun 29 Nov, 09:00." in slack.said_to("mia")[-1]
    )
    await set_up(slack, line="/kept digest here Sundays 9:30")
    await slack.click("mia", "Mondays 9:30")
    assert (
        "every Monday at 09:30 (Tallinn time). The first one: Mon 30 Nov, 09:30." in slack.said_to("mia")[-1]
    )
    # A private channel is fine, and a guest is not let in.
    assert "The digest comes here" in await set_up(slack, who="lena", where="#leads")
    await slack.command("gus", "#support", "/kept digest")
    assert "only for members of this workspace" in slack.said_to("gus")[-1]


async def test_moved_within_its_week_it_comes_only_once_in_it(slack: KeptSlack) -> None:
    await set_up(slack, line="/kept digest here Thursday 9:00")
    await a_good_week(slack)
    await slack.until(NOW + timedelta(days=1), step=HALF_A_DAY)
    assert len(digests(slack)) == 1
    assert "The first one: Fri 4 Dec, 16:00." in await set_up(slack, line="/kept digest here Friday 16:00")
    await slack.until(NOW + timedelta(days=4), step=HALF_A_DAY)
    assert len(digests(slack)) == 1


async def test_a_stopped_one_comes_no_more(slack: KeptSlack) -> None:
    await set_up(slack)
    await a_good_week(slack)
    await slack.command("mia", "#accounts", "/kept digest off")
    await slack.until(MONDAY + A_WEEK, step=HALF_A_DAY)
    assert not digests(slack)


async def test_where_who_set_it_up_has_left_the_leads_hear_what_could_not_be_said(slack: KeptSlack) -> None:
    await set_up(slack, who="ines")
    await a_good_week(slack)
    await slack.leave("ines")
    slack.slack.workspace.channel("accounts").archived = True
    await slack.until(MONDAY + timedelta(hours=2), step=HALF_A_DAY)
    assert any(
        "2 promises were kept on time" in said for said in slack.said_to("lena")
    )  # an admin: there is no lead


async def test_who_set_one_up_stops_it_from_elsewhere_since_in_an_archived_channel_nobody_types(
    slack: KeptSlack,
) -> None:
    await set_up(slack)
    await a_good_week(slack)
    slack.slack.workspace.channel("accounts").archived = True
    await slack.until(MONDAY + timedelta(hours=2), step=HALF_A_DAY)
    assert any("the channel is archived" in said for said in slack.said_to("mia"))
    await slack.command("joe", "#general", "/kept digest")
    assert "[Stop that one]" not in slack.said_to("joe")[-1]
    await slack.command("mia", "#general", "/kept digest")
    await slack.click("mia", "Stop that one")
    assert "No digest comes to #accounts any more." in slack.said_to("mia")[-1]
    await slack.command("lena", "#general", "/kept digest")
    assert "has one" not in slack.said_to("lena")[-1]


async def test_nothing_comes_once_a_guest_sits_there_and_who_set_it_up_hears_why(slack: KeptSlack) -> None:
    await set_up(slack)
    await a_good_week(slack)
    workspace = slack.slack.workspace
    workspace.channel("accounts").members.append(workspace.person("gus").id)
    await slack.until(MONDAY + timedelta(hours=2), step=HALF_A_DAY)
    assert not digests(slack)
    assert not any("2 promises were kept" in said for said in slack.said_to("gus"))
    (instead,) = [said for said in slack.said_to("mia") if "2 promises were kept on time" in said]
    assert "I could not say this in #accounts: people from outside sit there" in instead
    assert "It comes here every week until it can be said there again." in instead
    await slack.command("mia", "#accounts", "/kept digest")
    assert (
        "A digest is set for every Monday at 09:00 (Tallinn time), but nothing comes here now: a guest or somebody from "
        "outside is in this channel, and what it tells is for colleagues only."
    ) in slack.said_to("mia")[-1]
    await slack.click("mia", "Stop it", near="every week until")
    assert "No digest comes to #accounts any more." in slack.said_to("mia")[-1]
