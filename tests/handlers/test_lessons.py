"""What we got wrong and fixed, drafted for a lead."""

from datetime import UTC, datetime, timedelta

from tests.handlers.conftest import KeptSlack


async def test_a_lead_gets_the_months_draft_without_a_name(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/kept lessons")
    assert "may draft what we got wrong and fixed" in slack.said_to("mia")[-1]
    await slack.command("lena", "#leads", "/kept lessons")
    assert "Nothing was logged as gone wrong in October 2026" in slack.said_to("lena")[-1]
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command(
        "mia",
        "#accounts",
        "/mistake cause M-1 Acme Industries stood on two lists of Joe, and tom@globex.example `acme-2` on none; @sam could have "
        "asked Globex or Tom Whitlock",
    )
    await slack.command("lena", "#leads", "/kept lessons this month")
    said = slack.said_to("lena")[-1]
    assert "A draft for November 2026" in said
    assert "• a customer stood on two lists of a colleague, and an address a customer-2 on none" in said
    assert "We could have: asked a customer or a colleague" in said
    for name in ("Acme", "globex", "Sam", "Okafor", "Whitlock", "Joe", "@"):
        assert name.casefold() not in said.casefold()
    await slack.command("lena", "#leads", "/kept lessons some day")
    assert "I can't read “some day” as a month that has begun." in slack.said_to("lena")[-1]


async def test_with_a_new_month_a_leads_brief_says_that_the_draft_is_there(slack: KeptSlack) -> None:
    await slack.command("lena", "#leads", "/kept settings workspace")
    await slack.fill("lena", {"Leads": ["lena"]})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice @mia")
    await slack.until(datetime(2026, 12, 1, 7, 5, tzinfo=UTC), step=timedelta(hours=6))
    said = slack.said_to("lena")[-1]
    assert (
        "What we got wrong in November 2026, and fixed\n1 mistake was owned up to in November 2026." in said
    )
    await slack.click("lena", "Until tomorrow morning", near="What we got wrong")
    assert "It comes once, with a new month." in slack.said_to("lena")[-1]
    await slack.click("lena", "Show the draft")
    assert "A draft for November 2026" in slack.said_to("lena")[-1]
