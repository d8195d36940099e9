"""One event for many customers: logged at once, with names that are not known kept, and taken back at once."""

import asyncio

from tests.handlers.conftest import KeptSlack
from tests.handlers.test_contacts import met_at


async def test_one_event_is_logged_for_everybody_planned_for_all_and_undone_at_once(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex Dairy, Globex")
    await slack.command("mia", "#accounts", "/contact event Hannover fair yesterday: Acme, Globex, ACME")
    said = slack.said_to("mia")[-1]
    assert "Hannover fair is logged for 2 customers, Tue 24 Nov: Acme Industries, Globex Dairy." in said
    await slack.click("mia", "1 week")
    assert "Next with all of them: Wed 2 Dec, end of the working day" in slack.said_to("mia")[-1]
    assert "counts as met once you log a contact with them" in slack.said_to("mia")[-1]
    assert (await met_at(slack), await met_at(slack, "Globex Dairy")) == ("", "")
    await slack.command("mia", "#accounts", "/contact mine")
    assert "2 next steps of yours" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="Hannover fair is logged")
    assert "The contact with Acme Industries is taken back" in "".join(slack.said_to("mia"))
    assert (await met_at(slack), await met_at(slack, "Globex Dairy")) == ("", "")


async def test_whoever_sounded_like_something_at_an_event_was_met_there(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/contact event Hannover fair: Acme, Globex")
    await slack.click("mia", "1 week")
    await slack.command("mia", "#accounts", "/contact mine")
    await slack.click("mia", "Open", near="Globex: a word with them")
    assert "How did they sound?" in slack.said_to("mia")[-1]
    await slack.click("mia", "Glad")
    assert (await met_at(slack), await met_at(slack, "Globex")) == ("", "2026-11-25")


async def test_a_name_that_is_not_known_is_said_and_kept_in_the_form(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact event Hannover fair: Acme, Acmee Ltd")
    form = slack.modal("mia")
    assert "I don't know for certain who “Acmee Ltd” is. Perhaps Acme Industries (C-1)?" in form
    assert "Names I don't know: Acmee Ltd" in form
    outcome = await slack.submit("mia")
    assert "I still don't know “Acmee Ltd”" in outcome.errors["unplaced"]
    await slack.fill("mia", {"Names I don't know": None})
    await slack.submit("mia")
    assert "Hannover fair is logged for 1 customer, today: Acme Industries." in slack.modal("mia")


async def test_the_form_takes_several_and_adds_a_new_one(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact event")
    await slack.fill("mia", {"What was it?": "Newsletter"})
    await slack.choose("mia", "Who was there?", "Larch Mill", "New customer: Larch Mill")
    outcome = await slack.submit("mia")
    assert not outcome.errors
    assert "Newsletter is logged for 1 customer, today: Larch Mill." in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/contact event Fair")
    outcome = await slack.submit("mia")
    assert "required" in outcome.errors["customers"]


async def test_more_than_a_hundred_are_refused_with_what_to_do(slack: KeptSlack) -> None:
    names = ", ".join(f"Shop {number}" for number in range(101))
    await slack.command("mia", "#accounts", f"/contact event Fair: {names}")
    said = slack.said_to("mia")[-1]
    assert "101 customers, and 100 is the most at once" in said
    assert "Shop 100" in said


async def test_a_customer_who_is_called_event_something_is_no_event(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Event Horizon")
    await slack.command("mia", "#accounts", "/contact Event Horizon: called Dana, glad")
    assert "Saved. Event Horizon: called Dana, glad" in slack.said_to("mia")[-1]


async def test_two_who_log_an_event_with_the_same_customers_at_once_are_both_heard(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex")
    for _ in range(2):
        await asyncio.gather(
            slack.command("mia", "#accounts", "/contact event Fair: Acme, Globex"),
            slack.command("sam", "#support", "/contact event Seminar: Globex, Acme"),
        )
        assert "Fair is logged for 2 customers" in slack.said_to("mia")[-1]
        assert "Seminar is logged for 2 customers" in slack.said_to("sam")[-1]


async def test_an_undone_event_counts_the_other_contacts(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/contact event Fair: Acme, Globex")
    await slack.click("mia", "Undo")
    assert "So is 1 more contact." in slack.said_to("mia")[-1]
