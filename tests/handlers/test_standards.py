"""What the team aims for: set once, the clocks go by it, and every digest says it."""

from datetime import timedelta

from tests.handlers.conftest import KeptSlack
from tests.handlers.test_digests import MONDAY, digests

HALF_A_DAY = timedelta(hours=12)


async def test_the_clocks_go_by_what_a_lead_sets_and_the_digest_says_it(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/kept settings standards")
    await slack.fill(
        "lena",
        {
            "Working hours until who waits has an answer": "4",
            "Working hours until trouble is told": "0",
            "Of 100 promises, so many are kept on time": "95%",
        },
    )
    await slack.submit("lena")
    assert "Give them at least one working hour." in slack.modal("lena")
    await slack.fill("lena", {"Working hours until trouble is told": "3"})
    await slack.submit("lena")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back")
    assert "Wed 25 Nov, 14:00" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise Acme: drawing by Thu")
    await slack.command("mia", "#accounts", "/promise risk P-1 the printer is broken")
    assert "Tell them by today 13:00" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    await slack.until(MONDAY, step=HALF_A_DAY)
    (said,) = digests(slack)
    assert (
        "What we aim for: an answer within 4 working hours, word of trouble within 3 working hours, 95 of 100 promises kept "
        "on time. Of the 1 that ended this week, 1 was kept on time." in said
    )


async def test_once_a_quarter_who_is_with_us_the_longest_is_named_unless_they_had_a_gift(
    slack: KeptSlack,
) -> None:
    for name, since in (("Oakline", "2009-05-04"), ("Pinecrest", "2015-02-03")):
        await slack.command("mia", "#accounts", f"/customer add {name}")
        await slack.click("mia", "Edit")
        await slack.fill("mia", {"Customer since": since})
        await slack.submit("mia")
        await slack.close("mia")
    await slack.command("mia", "#accounts", "/mistake Acme: billed twice @mia")
    await slack.command("mia", "#accounts", "/contact Pinecrest: gave them a hamper")
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    quarter = MONDAY + timedelta(days=35)
    await slack.until(quarter + timedelta(hours=1), step=timedelta(days=1))
    first, last = digests(slack)
    assert "Longest with us" not in first
    assert "Longest with us: Oakline (since 2009)." in last
