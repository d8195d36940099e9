"""What customers ask of us: passed on to those who can decide it, and answered."""

from datetime import timedelta

from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import dm


async def choose_channel(slack: KeptSlack) -> None:
    """Lena, a lead, says that it goes to #leads."""
    await slack.command("lena", "#leads", "/kept settings")
    await slack.click("lena", "Briefs and nudges")
    await slack.fill("lena", {"Channel for what customers ask": "leads"})
    await slack.submit("lena")


async def test_an_ask_is_passed_on_and_its_answer_promised_until_the_customer_has_it(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await choose_channel(slack)
    await slack.command("mia", "#accounts", "/customer voice Acme: the manual in Estonian")
    said = slack.said_to("mia")[-1]
    assert "P-1 saved. Acme Industries asks: the manual in Estonian" in said
    assert "They hear from us by Wed 2 Dec" in said
    assert "It goes to #private-channel." in said  # as Slack shows it to who is not in it
    await slack.tick()
    said = slack.sees("lena", "#leads")
    assert "Acme Industries asks: the manual in Estonian\nPassed on by @mia." in said
    assert "promised an answer by Wed 2 Dec, from @mia. What can we tell them?" in said
    await slack.command("mia", "#accounts", "/promise mine")
    assert "come back with an answer: the manual in Estonian" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise kept P-1 told Dana: in January")
    await slack.tick()
    assert "Their answer: kept. @mia saw to it." in slack.sees("lena", "#leads")


async def test_what_was_passed_on_by_mistake_is_taken_back_there_too(slack: KeptSlack) -> None:
    await choose_channel(slack)
    await slack.command("sam", "#accounts", "/kept away until Thu")
    await slack.command("mia", "#accounts", "/customer voice Acme: a red pump by Fri @sam")
    assert "They hear from us by Fri 27 Nov" in slack.said_to("mia")[-1]
    assert "@sam sees to it." in slack.said_to("mia")[-1]
    assert "Sam Okafor is away until Thu 26 Nov." in slack.said_to("mia")[-1]
    await slack.tick()
    await slack.click("mia", "Undo")
    await slack.until(NOW + timedelta(minutes=1))
    assert "P-1 was taken back" in slack.sees("lena", "#leads")


async def test_half_an_ask_opens_the_form_and_without_a_channel_it_says_who_can_set_one(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/customer voice Acme:")
    assert "What do they ask for?" in slack.modal("mia")
    await slack.fill("mia", {"What do they ask for?": "invoices by mail"})
    await slack.submit("mia")
    said = slack.modal("mia")
    assert "Acme Industries asks: invoices by mail" in said
    assert "no channel is set for what customers ask" in said
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer voice Acme: Invoices by mail!")
    assert "P-1 says the same; Undo takes this one back." in slack.said_to("mia")[-1]


async def test_nothing_of_it_is_said_where_somebody_from_outside_sits(slack: KeptSlack) -> None:
    await choose_channel(slack)
    workspace = slack.slack.workspace
    workspace.channel("leads").members.append(workspace.person("gus").id)
    await slack.command("mia", "#accounts", "/customer voice Acme: a red pump")
    await slack.tick()
    assert "red pump" not in slack.sees("lena", "#leads")
    assert not any("red pump" in each for each in slack.said_to("gus"))
    assert "Acme Industries asks: a red pump" in slack.said_to("mia")[-1]  # no lead is named here
    await slack.command("mia", "#accounts", "/promise kept P-1 told Dana: in January")
    await slack.until(NOW + timedelta(minutes=1))
    (told,) = [each for each in dm(slack, "mia") if "asks: a red pump" in each]
    assert "Their answer: kept. @mia saw to it." in told
