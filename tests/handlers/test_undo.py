"""Undo: of giving, editing, moving, closing and linking, by button and typed, and back again."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/promise Acme: replacement pump by Fri 5pm"


async def test_giving_is_undone_and_put_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.click("mia", "Undo")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "There is no P-1" in slack.said_to("mia")[-1]
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "replacement pump" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    "typed", ["kept P-1 proof", "not kept P-1", "risk P-1 customs", "move P-1 to Tue", "called off P-1"]
)
async def test_each_step_is_undone_and_leaves_the_card_as_it_was(
    slack_on_both: KeptSlack, typed: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise P-1")
    before = slack.said_to("mia")[-1].partition("What happened:")[0]
    await slack.command("mia", "#accounts", f"/promise {typed}")
    await slack.click("mia", "Undo")
    assert "that step is undone" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert slack.said_to("mia")[-1].partition("What happened:")[0] == before


async def test_typed_undo_takes_the_newest_step_back_then_the_one_before(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-1: that step is undone" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]


async def test_a_promise_to_a_new_customer_is_undone_together_with_them(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Zephyr: replacement pump by Fri 5pm")
    await slack.click("mia", "New customer: Zephyr")
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]
    assert "So is Zephyr." in slack.said_to("mia")[-1]


async def test_undo_never_takes_somebody_elses_work_back(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/promise kept P-1 done")
    await slack.click("mia", "Undo", near="P-1 saved")
    assert "It has changed since" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "kept" in slack.said_to("mia")[-1]


async def test_an_undo_pressed_twice_says_that_it_is_undone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.click("mia", "Undo", near="P-1 saved")
    assert "That is undone already" in slack.said_to("mia")[-1]


async def test_a_customer_with_promises_is_not_undone_from_under_them(slack: KeptSlack) -> None:
    await slack.command("sam", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/kept undo")
    assert "contacts of this customer stand by now, so they stay" in slack.said_to("mia")[-1]


async def test_nothing_to_undo_is_said(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/promise undo")
    assert "nothing of yours to undo" in slack.said_to("joe")[-1]


async def test_a_promise_that_a_colleague_has_closed_since_is_not_moved_back_under_the_outcome(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "New date")
    await slack.fill("mia", {"New date": "Tuesday", "Has Acme Industries been told?": "Yes, they know"})
    await slack.submit("mia")
    await slack.forward(timedelta(days=5))
    await slack.command("sam", "#accounts", "/promise kept P-1 seen running")
    await slack.click("mia", "Undo")
    assert "It has changed since" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Due: Tue 1 Dec" in slack.said_to("mia")[-1]


async def test_not_even_ones_own_closing_is_left_standing_on_a_date_that_is_undone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise move P-1 to Thu")
    await slack.command("mia", "#accounts", "/promise kept P-1 seen running")
    await slack.click("mia", "Undo", near="has a new date")
    assert "It has changed since" in slack.said_to("mia")[-1]


async def test_a_step_that_a_colleague_took_back_themselves_stands_in_nobodys_way(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/promise kept P-1")
    await slack.command("sam", "#accounts", "/promise undo P-1")
    await slack.click("mia", "Undo", near="P-1 saved")
    assert "P-1 is taken back" in slack.sees("mia", "#accounts")


async def test_typed_undo_after_putting_back_takes_only_that_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1 seen running")
    await slack.click("mia", "Undo")
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/promise undo")
    said = slack.said_to("mia")[-1]
    assert "P-1: that step is undone" in said
    assert "on track" in said


async def test_a_promise_is_not_put_back_for_a_customer_who_is_gone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Newco")
    await slack.command("mia", "#accounts", "/promise Newco: thing by Fri")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/customer undo")
    assert "Newco is taken back" in slack.said_to("mia")[-1]
    await slack.click("mia", "Put it back", near="P-1 is taken back")
    assert "The customer of P-1 was taken back. Put them back first." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "no open promises" in slack.said_to("mia")[-1]
    await slack.click("mia", "Put it back", near="Newco is taken back")
    await slack.click("mia", "Put it back", near="P-1 is taken back")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "P-1 · Newco" in slack.said_to("mia")[-1]


async def test_an_edit_is_not_undone_back_to_a_customer_who_is_gone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Newco")
    await slack.command("mia", "#accounts", "/promise Newco: thing by Fri")
    await slack.command("mia", "#accounts", "/promise edit P-1")
    await slack.fill("mia", {"Customer": "Acme Industries"})
    await slack.submit("mia")
    await slack.click("mia", "Undo", where="#accounts", near="Newco is a customer")
    await slack.click("mia", "Undo")
    assert "The customer of P-1 was taken back" in slack.modal("mia")


async def test_the_proof_of_an_undone_closing_is_no_proof_of_the_next_one(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.click("mia", "Add proof")
    await slack.fill("mia", {"What shows it?": "customer said so"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.click("mia", "Undo", near="P-1 is closed: kept.")
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    assert "Proof: customer said so" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Why: not said yet" in slack.said_to("mia")[-1]


async def test_an_undo_says_how_the_promise_stands_now(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.click("mia", "Undo")
    said = slack.said_to("mia")[-1]
    assert "Acme Industries: replacement pump · on track" in said
    assert "Due: Fri 27 Nov, 17:00 (Tallinn time)" in said


async def test_an_owner_hears_that_their_promise_is_taken_back_and_that_it_is_put_back(
    slack: KeptSlack,
) -> None:
    await slack.home("sam")
    await slack.command("mia", "#accounts", GIVE + " @sam")
    assert "P-1 · Acme" in slack.home_text("sam")
    await slack.click("mia", "Undo")
    assert "P-1: @mia took it back, as if it had never been said." in slack.said_to("sam")[-1]
    assert "P-1 · Acme" not in slack.home_text("sam")
    await slack.click("mia", "Put it back")
    assert "P-1: @mia put it back: you are its owner." in slack.said_to("sam")[-1]
    assert "P-1 · Acme" in slack.home_text("sam")


async def test_undoing_a_hand_over_takes_the_promise_off_the_other_home_and_says_so(slack: KeptSlack) -> None:
    await slack.home("sam")
    await slack.command("mia", "#accounts", GIVE)
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"Owner": "sam"})
    await slack.submit("mia")
    assert "P-1 · Acme" in slack.home_text("sam")
    await slack.click("mia", "Undo")
    assert "you are its owner no longer" in slack.said_to("sam")[-1]
    assert "P-1 · Acme" not in slack.home_text("sam")


async def test_an_owner_may_reopen_what_a_colleague_closed_and_nobody_else_may(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("sam", "#accounts", "/promise not kept P-1")
    await slack.command("joe", "#accounts", "/promise undo P-1")
    assert "There is nothing of yours to undo" in slack.said_to("joe")[-1]
    await slack.command("mia", "#accounts", "/promise undo P-1")
    assert "replacement pump · on track" in slack.said_to("mia")[-1]
    assert "P-1: @mia took back how it ended." in slack.said_to("sam")[-1]


@pytest.mark.parametrize("typed", ["undo P-1", "P-1 undo"])
async def test_undo_with_a_reference_takes_the_newest_step_on_that_promise_back(
    slack: KeptSlack, typed: str
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise Acme: something later by Tue")
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert "P-1: that step is undone" in slack.said_to("mia")[-1]


async def test_a_step_that_cannot_be_undone_does_not_hide_the_ones_before_it(slack: KeptSlack) -> None:
    for thing in ("first", "second", "third"):
        await slack.command("mia", "#accounts", f"/promise Acme: {thing} by Fri")
    for number in (2, 3):
        await slack.command("sam", "#accounts", f"/promise kept P-{number}")
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-3: It has changed since" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo the step before it")
    assert "P-2: It has changed since" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo the step before it", near="P-2")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]


async def test_undo_never_reaches_back_in_silence_but_says_what_it_was_and_when(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    await slack.forward(timedelta(minutes=16))
    for typed in ("/kept undo", "/promise undo P-1"):
        await slack.command("mia", "#accounts", typed)
        said = slack.said_to("mia")[-1]
        assert said.startswith(
            "Your last step was this:\nP-1: you moved it to Tue 1 Dec (the customer is not told yet), today 10:00"
        )
        assert "That is a while ago, so I ask first. Nothing is undone yet." in said
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "took that back" not in slack.said_to("mia")[-1]
    await slack.forward(timedelta(days=2))
    await slack.command("mia", "#accounts", "/kept undo 2")
    said = slack.said_to("mia")[-1]
    assert "Your last 2 steps were these, the newest first:" in said
    assert (
        "P-1: you moved it to Tue 1 Dec (the customer is not told yet), Wed 25 Nov, 10:00\nAcme Industries: replacement pump"
        in said
    )
    assert "P-1: you gave the promise, Wed 25 Nov, 10:00" in said
    await slack.command("mia", "#accounts", "/promise Acme: valve by Fri")
    await slack.click("mia", "Undo all 2")
    assert "You have done something else since." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept undo")
    assert "P-2 is taken back" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept undo 2")
    await slack.click("mia", "Undo all 2")
    assert "2 steps are undone, the newest first." in slack.said_to("mia")[-1]


async def test_undo_asks_before_it_touches_what_is_a_colleagues_or_everybodys(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE + " @sam")
    await slack.command("mia", "#accounts", "/kept undo")
    assert "P-1 is taken back" in slack.said_to("mia")[-1]  # her own, though Sam has it
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/promise risk P-1 customs")
    await slack.command("mia", "#accounts", "/kept undo")
    said = slack.said_to("mia")[-1]
    assert "P-1: you said it is at risk, today 10:00\nAcme Industries: replacement pump · with @sam" in said
    assert "It is a colleague's, so I ask first." in said
    await slack.click("mia", "Undo it")
    assert "P-1: that step is undone (said it is at risk)." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    await slack.command("mia", "#accounts", "/kept undo")
    assert "The weekly digest of #accounts: you had a weekly digest come" in slack.said_to("mia")[-1]
    assert "It holds for everybody, so I ask first." in slack.said_to("mia")[-1]
    await slack.click("mia", "The step before it")
    assert "P-1: you put back what you had undone" in slack.said_to("mia")[-1]


async def test_undo_behind_a_command_is_about_its_own_steps_and_says_what_the_very_last_one_was(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all fine")
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command("mia", "#accounts", "/mistake told M-1")
    another = "Your very last step was another, which /kept undo takes back:\nM-1: you told the customer, today 10:00"
    await slack.command("mia", "#accounts", "/promise undo")
    said = slack.said_to("mia")[-1]
    assert "P-1 is taken back" in said
    assert another in said
    await slack.command("mia", "#accounts", "/waiting undo")
    said = slack.said_to("mia")[-1]
    assert said.startswith("You have no step on a customer's wait that I could undo.")
    assert another in said
    await slack.command("mia", "#accounts", "/contact undo")
    assert "The contact with Acme Industries is taken back" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/mistake undo")
    said = slack.said_to("mia")[-1]
    assert "M-1: that step is undone" in said
    assert "very last step" not in said


async def test_a_customer_who_was_just_added_is_taken_back_and_not_what_was_promised_to_them(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/customer add Zed Works")
    await slack.command("mia", "#accounts", "/promise Zed Works: a pump by Fri")
    await slack.command("mia", "#accounts", "/customer delete Zed Works")
    assert "/customer undo takes back one that you just added." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer undo")
    said = slack.said_to("mia")[-1]
    assert "Zed Works: Promises, cases or contacts of this customer stand by now, so they stay." in said
    assert "which /kept undo takes back:\nP-1: you gave the promise" in said
    await slack.command("mia", "#accounts", "/kept undo")
    await slack.command("mia", "#accounts", "/customer undo")
    assert "Zed Works is taken back" in slack.said_to("mia")[-1]


async def test_an_undo_of_a_commands_own_that_slack_delivers_twice_counts_once_and_says_the_same(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: a pump by Fri")
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    slack.slack.faults.deliver_twice()
    await slack.command("mia", "#accounts", "/promise undo")
    assert "P-2 is taken back" in slack.said_to("mia")[-1]
    assert "which /kept undo takes back:\nM-1: you opened the case" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours." in slack.said_to("mia")[-1]


@pytest.mark.usefixtures("either_history")
async def test_a_new_customer_came_along_with_what_they_were_added_for(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("joe", "#accounts", "/mistake Zephyr: invoice billed twice")
    await slack.click("joe", "New customer: Zephyr")
    await slack.command("joe", "#accounts", "/customer undo")
    said = slack.said_to("joe")[-1]
    assert "Zephyr: you added the customer, today 03:00 · with 1 more that came with it" in said
    assert "More goes back with it, so I ask first." in said
    for _ in range(2):  # also after it was put back
        await slack.command("joe", "#accounts", "/mistake undo")
        said = slack.said_to("joe")[-1]
        assert "is taken back, as if it had never been said." in said
        assert "M-1" in said
        await slack.click("joe", "Put it back")


async def test_a_merge_is_a_step_on_the_customers_whatever_came_along(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/customer add Acme Bottling")
    await slack.command("mia", "#accounts", "/promise Acme Bottling: a seal by Fri")
    await slack.command("lena", "#accounts", "/promise Acme Bottling: a valve by Fri")
    await slack.command("lena", "#accounts", "/customer merge Acme Bottling into Acme Industries")
    await slack.click("lena", "Merge them")
    await slack.command("lena", "#accounts", "/promise undo")
    said = slack.said_to("lena")[-1]
    assert "P-3 is taken back" in said
    assert "Your very last step was another" in said
    await slack.command("lena", "#accounts", "/customer Acme Bottling")
    assert "P-2" in slack.said_to("lena")[-1]


async def test_the_step_before_an_old_one_is_one_on_the_same_kind_of_thing(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command("mia", "#accounts", "/promise risk P-1 customs")
    await slack.forward(timedelta(minutes=16))
    await slack.command("mia", "#accounts", "/promise undo")
    assert "Your last step on a promise was this:\nP-1: you said it is at risk" in slack.said_to("mia")[-1]
    await slack.click("mia", "The step before it")
    assert "P-1: you gave the promise" in slack.said_to("mia")[-1]
