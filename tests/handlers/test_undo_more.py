"""Undo of steps that took more along than one thing: merges, handovers, customers who were added on the way."""

from tests.handlers.conftest import KeptSlack
from tests.handlers.test_listening_questions import ASKED, HERE, kept, ready

ASKS = "More goes back with it, so I ask first."


async def merged(slack: KeptSlack) -> None:
    """Acme Bottling, with a promise that is at risk, became part of Acme Industries."""
    await slack.command("lena", "#accounts", "/customer add Acme Bottling")
    await slack.command("lena", "#accounts", "/promise Acme Bottling: pump by Fri")
    await slack.command("lena", "#accounts", "/promise risk P-1 customs")
    await slack.command("lena", "#accounts", "/customer merge Acme Bottling into Acme Industries")
    await slack.click("lena", "Merge them")


async def test_a_merge_is_undone_though_a_question_that_came_along_was_answered(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await ready(slack)
    await slack.command("lena", "#accounts", "/customer add Bolt Works")
    await slack.say("dana", HERE, ASKED)
    await slack.command("lena", "#accounts", "/customer merge Acme Industries into Bolt Works")
    await slack.click("lena", "Merge them")
    await slack.say("mia", HERE, "Here it is.")
    assert await kept(slack) == []
    slack.slack.faults.deliver_twice()
    await slack.click("lena", "Undo")
    assert "Bolt Works: that step is undone" in slack.said_to("lena")[-1]
    assert "These stay" not in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/customer Acme Industries")
    assert slack.said_to("lena")[-1].startswith("C-1 · Acme Industries")
    await slack.command("lena", "#accounts", "/kept undo")
    assert "Bolt Works is taken back" in slack.said_to("lena")[-1]


async def test_customer_undo_means_the_customer_added_last_also_once_what_they_were_added_for_is_undone(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Zed Works")
    await slack.command("mia", "#accounts", "/waiting NewCo: call Bob")
    await slack.click("mia", "New customer: NewCo")
    await slack.command("mia", "#accounts", "/customer undo")
    assert "NewCo: you added the customer" in slack.said_to("mia")[-1]
    assert ASKS in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise NewCo: pump by Fri")
    await slack.command("mia", "#accounts", "/waiting undo")
    assert "These stay as they are:\nNewCo: " in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.command("mia", "#accounts", "/customer undo")
    assert "NewCo is taken back, as if it had never been said." in slack.said_to("mia")[-1]


async def test_a_new_customer_who_was_put_back_with_a_promise_is_asked_about(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise NewCo: pump by Fri")
    await slack.click("mia", "New customer: NewCo")
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/customer undo")
    assert ASKS in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo it")
    assert "P-1" in slack.said_to("mia")[-1]
    assert "NewCo is taken back" in slack.said_to("mia")[-1]


async def test_a_handover_that_was_put_back_is_no_step_on_a_promise(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/customer handover Acme to @sam with everything open")
    await slack.command("mia", "#accounts", "/customer undo")
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/promise undo")
    said = slack.said_to("mia")[-1]
    assert said.startswith("P-1 is taken back")
    assert "Your very last step was another, which /kept undo takes back:\nThe handover" in said


async def test_a_merge_that_was_put_back_is_no_step_on_a_promise_and_is_not_said_to_be_a_customer_again(
    slack: KeptSlack,
) -> None:
    await merged(slack)
    await slack.command("lena", "#accounts", "/customer undo")
    await slack.click("lena", "Put it back")
    assert "Acme Bottling: that step is put back." in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/promise undo")
    assert slack.said_to("lena")[-1].startswith("P-1: that step is undone (said it is at risk).")


async def test_who_names_a_promise_is_asked_before_a_merge_or_a_handover_is_undone(slack: KeptSlack) -> None:
    await merged(slack)
    await slack.command("lena", "#accounts", "/promise undo P-1")
    said = slack.said_to("lena")[-1]
    assert "Acme Industries: you made another customer a part of them" in said
    assert ASKS in said
    await slack.click("lena", "Undo it")
    assert "Acme Industries: that step is undone" in slack.said_to("lena")[-1]
    await slack.command("mia", "#accounts", "/promise Acme: valve by Fri")
    await slack.command("mia", "#accounts", "/customer handover Acme to @sam with everything open")
    await slack.command("mia", "#accounts", "/promise undo P-2")
    assert "The handover from @mia to @sam" in slack.said_to("mia")[-1]
    assert ASKS in slack.said_to("mia")[-1]


async def test_a_step_is_undone_though_an_older_one_was_and_the_clock_stopped_by_itself(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Tue")
    await slack.command("mia", "#accounts", "/promise edit P-1 by Fri")
    await slack.submit("mia")
    await slack.command("mia", "#accounts", "/promise move P-1 to Mon")
    await slack.click("mia", "Undo", near="corrected")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise undo P-1")
    assert "P-1: that step is undone (moved it to Mon 30 Nov" in slack.said_to("mia")[-1]


async def test_before_the_first_step_there_is_none(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/promise Globex Dairy: seal by Fri")
    await slack.click("joe", "New customer: Globex Dairy")
    await slack.command("joe", "#accounts", "/customer undo")
    await slack.click("joe", "The step before it")
    assert "There is no step before it." in slack.said_to("joe")[-1]
