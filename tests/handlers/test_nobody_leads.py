"""Who hears of what nobody answers, once that changes: a lead is named, or somebody else stands in for a customer."""

from datetime import timedelta

from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import dm
from tests.handlers.test_looking import MONDAY_MORNING, circle, made

PROMISE = "/promise Acme: replacement pump by Fri 5pm"


async def test_without_a_lead_an_admin_is_told_once_and_the_one_they_name_hears_of_what_is_open(
    slack: KeptSlack,
) -> None:
    await slack.command("lena", "#accounts", "/kept settings")
    assert "Leads: none yet, so what nobody answers ends with the cover. To name" in slack.said_to("lena")[-1]
    await slack.command("mia", "#accounts", PROMISE)
    await slack.command("lena", "#accounts", "/promise Acme: report by 7 Dec 5pm")
    await slack.until(MONDAY_MORNING + timedelta(days=7))
    assert [each for each in dm(slack, "lena") if "Still open from before: nobody is a lead yet." in each]
    asked = [each for each in dm(slack, "lena") if "Nobody here is a lead yet." in each]
    assert len(asked) == 1
    assert "To name one: /kept settings workspace" in asked[0]
    assert not [each for each in dm(slack, "mia") if "hears of this" in each]
    before = len(dm(slack, "mia"))
    await slack.click("lena", "Choose leads")
    await slack.fill("lena", {"Leads": ["lena"]})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.tick()
    # It is announced in a message of its own, and in none that was read before.
    assert not [each for each in dm(slack, "mia")[:before] if "hears of this" in each]
    await slack.until(MONDAY_MORNING + timedelta(days=8))
    told = [each for each in dm(slack, "mia")[before:] if "@lena hears of this" in each]
    assert len(told) == 1
    await slack.until(MONDAY_MORNING + timedelta(days=11))
    assert [each for each in dm(slack, "lena") if "Still open since Mia Tamm heard of it" in each]
    assert "there is a lead now" in str([each.ended_why for each in await made(slack)])


async def test_whoever_is_made_backup_hears_of_what_was_open_before_once_that_was_announced(
    slack: KeptSlack,
) -> None:
    await circle(slack, backup=None, leads=())
    await slack.command("mia", "#accounts", PROMISE)
    await slack.until(MONDAY_MORNING)
    before = len(dm(slack, "mia"))
    assert not [each for each in dm(slack, "mia") if "hears of this" in each]
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.fill("mia", {"Backup": "sam"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.until(MONDAY_MORNING + timedelta(days=1))
    assert not [each for each in dm(slack, "mia")[:before] if "hears of this" in each]
    assert [each for each in dm(slack, "mia")[before:] if "@sam hears of this" in each]
    await slack.until(MONDAY_MORNING + timedelta(days=2, hours=3))
    assert [each for each in dm(slack, "sam") if "you are their backup." in each]


async def test_while_a_customer_waits_the_cover_and_a_lead_hear_of_it_within_hours(slack: KeptSlack) -> None:
    await circle(slack)
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back by 11:00")
    await slack.until(NOW + timedelta(hours=1, minutes=30))
    told = next(each for each in dm(slack, "mia") if "W-1" in each)
    assert "@sam hears of this Wed 25 Nov, 13:00 if it is still open." in told
    await slack.until(NOW + timedelta(hours=3, minutes=15))
    stepped = next(each for each in dm(slack, "sam") if "W-1" in each)
    assert "you are their backup." in stepped
    # Who comes next is said with the step itself, on the reader's clock: Sam is in London.
    assert "@lena hears of this Wed 25 Nov, 13:00 if it is still open." in stepped
    await slack.until(NOW + timedelta(hours=5, minutes=15))
    assert [each for each in dm(slack, "lena") if "W-1" in each and "you are a lead." in each]
    # An answer that is taken back was none: it stands with everybody again.
    await slack.command("mia", "#accounts", "/waiting done W-1")
    await slack.tick()
    assert [each for each in dm(slack, "lena") if "✓" in each and "W-1" in each]
    await slack.command("mia", "#accounts", "/kept undo")
    await slack.tick()
    for who in ("mia", "sam", "lena"):
        assert [each for each in dm(slack, who) if "W-1" in each and "[Done]" in each], who
