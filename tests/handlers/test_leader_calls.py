"""Leads call customers themselves: a few a month, one after the other, and none twice."""

from datetime import timedelta

from sqlalchemy import Connection

from storage import nudges, preferences
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_absences import LENA, MIA, MONDAY
from tests.handlers.test_briefs import dm


def leads(conn: Connection, team_id: str, ids: list[str]) -> None:
    preferences.put(conn, team_id, "workspace", "", "leads", ids, by=LENA, via="form", now=NOW)


async def test_a_lead_is_asked_to_call_one_customer_in_the_first_working_days_of_a_month(
    slack: KeptSlack,
) -> None:
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/mistake Globex: invoice billed twice")
    await slack.until(MONDAY + timedelta(hours=8))
    assert not [each for each in slack.said_to("lena") if "Your call this month" in each]
    # the first working day has the draft of what we got wrong in November
    await slack.until(MONDAY + timedelta(days=2, hours=1))
    told = [each for each in slack.said_to("lena") if "Your call this month" in each]
    assert told
    assert "Call Globex" in told[-1]
    await slack.command("lena", "#accounts", "/promise Globex: report by Fri 5pm")
    await slack.until(MONDAY + timedelta(days=4, hours=1))
    assert "Still open from before: Globex: your call this month and M-1 · Globex." in dm(slack, "lena")[-1]
    await slack.click("lena", "I called them")
    assert "Globex" in slack.modal("lena")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/contact Globex: called Dana, she was glad to hear from us")
    await slack.tick()
    assert "they called" in (await why(slack, "Your call this month"))
    await slack.until(MONDAY + timedelta(days=9))
    assert len([each for each in slack.said_to("lena") if "Call Acme" in each]) == 0  # one a month


async def why(slack: KeptSlack, words: str) -> str:
    """What `/kept why` says of the nudge with these words, on both databases."""
    found = await slack.house.db.read(nudges.open_of_person, slack.house.team_id, LENA)
    assert not [each for each in found if words in each.facts]
    for number in range(1, 20):
        await slack.command("lena", "@kept", f"/kept why N-{number}")
        if words in slack.said_to("lena")[-1]:
            return slack.said_to("lena")[-1]
    return ""


async def test_two_leads_call_different_customers_and_none_that_is_their_own(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.house.db.write(leads, slack.house.team_id, [LENA, MIA])
    await slack.command("lena", "#accounts", "/customer add Globex")
    await slack.command("sam", "#accounts", "/customer add Hartwell")
    await slack.until(MONDAY + timedelta(days=1, hours=4))
    calls = {
        who: [
            name
            for name in ("Acme Industries", "Globex", "Hartwell")
            if f"Call {name}" in "".join(slack.said_to(who))
        ]
        for who in ("lena", "mia")
    }
    assert len(calls["lena"]) == len(calls["mia"]) == 1
    assert calls["lena"] != calls["mia"]
    assert calls["lena"] != ["Globex"]
    assert calls["mia"] != ["Acme Industries"]


async def test_a_call_that_was_snoozed_comes_again(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    await slack.until(MONDAY + timedelta(days=1, hours=1))
    assert len([each for each in dm(slack, "lena") if "Call Acme" in each]) == 1
    await slack.click("lena", "Until tomorrow morning", near="Call Acme")
    await slack.tick()
    assert "[I called them]" not in dm(slack, "lena")[-1]
    await slack.until(MONDAY + timedelta(days=2, hours=-2))
    assert len([each for each in dm(slack, "lena") if "Call Acme" in each]) == 1
    await slack.until(MONDAY + timedelta(days=2, hours=1))
    again = [each for each in dm(slack, "lena") if "[I called them]" in each]
    assert len(again) == 1
    assert "Your call this month" in again[0]
    await slack.until(MONDAY + timedelta(days=9))
    assert len([each for each in dm(slack, "lena") if "Call Acme" in each]) == 2
    await slack.command("lena", "#accounts", "/contact Acme: called Dana, she was glad to hear from us")
    await slack.tick()
    assert not [each for each in dm(slack, "lena") if "[I called them]" in each]


async def test_calls_begin_when_a_lead_is_to_make_some(slack: KeptSlack) -> None:
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    await slack.command("lena", "#accounts", "/kept settings nudging")
    await slack.fill("lena", {"Customers that each lead calls a month": "0"})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.until(MONDAY + timedelta(days=1, hours=1))
    assert not [each for each in slack.said_to("lena") if "Your call this month" in each]
    await slack.command("lena", "#accounts", "/kept settings nudging")
    await slack.fill("lena", {"Customers that each lead calls a month": "1"})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.until(MONDAY + timedelta(days=2, hours=1))
    assert [each for each in slack.said_to("lena") if "Your call this month" in each]
