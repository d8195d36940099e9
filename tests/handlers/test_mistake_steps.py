"""A case on its way: told, sorry, right, checked back, waived, its cause, its end; and with a promise not kept."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/mistake Acme: invoice billed twice @mia"


async def give(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)


async def type_(slack: KeptSlack, who: str, typed: str) -> str:
    await slack.command(who, "#accounts", f"/mistake {typed}")
    return slack.said_to(who)[-1]


async def test_the_steps_lead_from_one_to_the_next_until_the_case_is_closed(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.click("mia", "We did")
    await slack.click("mia", "Told them")
    assert "they know, and from us" in slack.said_to("mia")[-1]
    await slack.click("mia", "Said sorry")
    await slack.click("mia", "Made it right")
    await slack.fill("mia", {"What did we do?": "credit note CN-7"})
    await slack.submit("mia")
    assert "M-1: made it right: credit note CN-7." in slack.modal("mia")
    await slack.click("mia", "Checked back")
    await slack.click("mia", "Name the cause")
    await slack.fill(
        "mia", {"What caused it?": "two invoice runs", "What could we have done?": "locked the first"}
    )
    await slack.submit("mia")
    await slack.click("mia", "Close the case")
    assert "M-1 is closed: put right from end to end" in slack.modal("mia")
    await slack.click("mia", "Open")
    card = slack.modal("mia")
    for step in ("Told them", "Said sorry", "Made it right", "Checked back"):
        assert f"✓ {step}: done by @mia, today 10:00" in card
    assert "Cause: two invoice runs" in card
    assert "What we could have done: locked the first" in card
    await slack.click("mia", "Open it again")
    assert "M-1 is open again" in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("told M-1", "M-1: they know, and from us."),
        ("M-1 sorry", "M-1: said sorry."),
        ("right M-1", "M-1: made it right."),
        ("right M-1 new invoice, goodwill 40", "made it right: new invoice. Goodwill: 40 EUR."),
        ("checked M-1", "M-1: checked back."),
        ("waive told M-1 they told us", "“told them” is waived. Reason: they told us"),
        ("cause M-1 two runs", "cause: two runs. And what could we have done?"),
        ("cause M-1 two runs; we could have locked one", "What we could have done: locked one"),
        ("owner M-1 @sam", "Sam Okafor puts it right and hears of it from me"),
        ("again M-1", "They have contacted us 2 times about it"),
        ("M-1 noticed them", "M-1: they noticed it first."),
    ],
)
async def test_each_step_can_be_typed_and_is_undone(slack: KeptSlack, typed: str, shown: str) -> None:
    await give(slack)
    before = (await type_(slack, "mia", "M-1")).partition("What happened:")[0]
    assert shown in await type_(slack, "mia", typed)
    assert "M-1: that step is undone" in await type_(slack, "mia", "undo M-1")
    assert (await type_(slack, "mia", "M-1")).partition("What happened:")[0] == before


async def test_closing_says_what_is_still_missing_with_a_button_for_each(slack: KeptSlack) -> None:
    await give(slack)
    await type_(slack, "mia", "told M-1")
    await type_(slack, "mia", "cause M-1 two invoice runs")
    said = await type_(slack, "mia", "close M-1")
    assert "stays open for now. Neither done nor waived: said sorry, made it right and checked back." in said
    assert "And nobody has said what we could have done and who noticed it first." in said
    for label in ("[Said sorry]", "[Made it right]", "[Checked back]", "[Name the cause]"):
        assert label in said


async def test_closing_asks_whose_the_repair_was_and_who_noticed_first(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    for step in ("told", "sorry", "right", "checked"):
        await type_(slack, "sam", f"{step} M-1")
    await type_(slack, "sam", "cause M-1 two runs. We could have locked one")
    said = await type_(slack, "mia", "close M-1")
    assert "M-1 stays open for now. Nobody has said who puts it right and who noticed it first." in said
    assert "Who put it right?" in said
    for label in ("[It was me]", "[Somebody else]", "[We did]", "[They did]"):
        assert label in said
    await slack.click("mia", "Somebody else", near="Who put it right?")
    assert "@sam" in slack.modal("mia")  # who took the steps
    await slack.close("mia")
    await type_(slack, "sam", "close M-1")
    await slack.click("sam", "It was me")
    assert "M-1: it was you. Thank you." in slack.said_to("sam")[-1]
    await slack.click("sam", "They did")
    await slack.click("sam", "Close the case")
    assert "M-1 is closed: put right from end to end" in slack.said_to("sam")[-1]


async def test_closing_is_offered_on_the_card_once_the_steps_are_done(slack: KeptSlack) -> None:
    await give(slack)
    for step in ("told", "sorry", "right", "checked"):
        assert "[Close the case]" not in await type_(slack, "mia", "M-1")
        await type_(slack, "mia", f"{step} M-1")
    assert "[Close the case]" in await type_(slack, "mia", "M-1")


async def test_what_made_it_right_too_is_kept_beside_the_first_and_the_history_says_both(
    slack: KeptSlack,
) -> None:
    await give(slack)
    await type_(slack, "mia", "right M-1 credit note CN-7")
    said = await type_(slack, "sam", "right M-1 free seal kit, goodwill 20")
    assert "made it right: credit note CN-7; free seal kit. Goodwill: 20 EUR." in said
    card = await type_(slack, "mia", "M-1")
    assert "What we do about it: credit note CN-7; free seal kit" in card
    assert "@mia made it right: credit note CN-7," in card
    assert "@sam made it right: free seal kit," in card


async def test_a_step_is_waived_only_with_a_reason(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await type_(slack, "mia", "M-1")
    await slack.click("mia", "Waive “checked back”")
    await slack.fill("mia", {"Why is “checked back” not needed?": "   "})
    await slack.submit("mia")
    assert "A step is waived for a reason" in slack.modal("mia")
    await slack.fill("mia", {"Why is “checked back” not needed?": "their plant is closed until March"})
    await slack.submit("mia")
    assert "“checked back” is waived. Reason: their plant is closed until March" in slack.modal("mia")
    assert "– Checked back: waived by @mia" in await type_(slack, "mia", "M-1")
    await type_(slack, "mia", "waive M-1")
    await slack.fill(
        "mia", {"Which step?": "Said sorry", "Why is it not needed?": "said on the phone by Dana's leave"}
    )
    await slack.submit("mia")
    assert "“said sorry” is waived" in slack.modal("mia")


async def test_the_customers_fault_never_stands_alone(slack: KeptSlack) -> None:
    await give(slack)
    await type_(slack, "mia", "cause M-1 they ordered the wrong flange")
    form = slack.modal("mia")
    assert "it never stands alone: what could we have done" in form
    assert "they ordered the wrong flange" in form
    await slack.submit("mia")
    assert "it never stands alone" in slack.modal("mia")
    await slack.fill("mia", {"What could we have done?": "asked for the drawing first"})
    await slack.submit("mia")
    assert "What we could have done: asked for the drawing first" in slack.modal("mia")


async def test_goodwill_within_the_limit_is_one_form_and_above_it_says_who_may(slack: KeptSlack) -> None:
    await give(slack)
    await type_(slack, "mia", "M-1")
    await slack.click("mia", "Made it right")
    assert "Up to 50 EUR you can give without asking" in slack.modal("mia")
    await slack.fill(
        "mia",
        {
            "What did we do?": "free seal kit",
            "Goodwill, in EUR": "120",
            "Did we break a rule of ours for it?": "no free parts",
        },
    )
    await slack.submit("mia")
    form = slack.modal("mia")
    assert "120 EUR takes a lead or an admin" in form
    assert "free seal kit" in form
    await slack.fill("mia", {"Goodwill, in EUR": "50"})
    await slack.submit("mia")
    said = slack.modal("mia")
    assert "Goodwill: 50 EUR." in said
    assert "Rule broken for it: no free parts. Noted" in said
    await slack.close("mia")
    said = await type_(slack, "mia", "right M-1 goodwill 120")
    assert "takes a lead or an admin" in said
    assert "/mistake right M-1 goodwill 120" in said
    assert "Goodwill: 120 EUR" in await type_(slack, "lena", "right M-1 goodwill 120")


async def test_an_apology_appears_when_its_facts_are_there_and_nothing_is_sent(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await give(slack)
    await type_(slack, "mia", "M-1")
    await slack.click("mia", "Write the apology")
    await slack.fill(
        "mia", {"What do we do about it?": "as per policy a credit note", "By when?": "sometime"}
    )
    await slack.submit("mia")
    assert "I can't read “sometime” as a date" in slack.modal("mia")
    await slack.fill("mia", {"By when?": "Fri 5pm"})
    await slack.submit("mia")
    said = slack.modal("mia")
    assert "That was our mistake, and I am sorry." in said
    assert "You have it by: Fri 27 Nov 2026, 17:00 (Tallinn time)" in said
    assert "“as per policy” sounds defensive: say what we can do" in said
    card = await type_(slack, "mia", "M-1")
    said_before = len(slack.said_to("mia"))
    assert "What we do about it: as per policy a credit note, by Fri 27 Nov 2026, 17:00" in card
    await type_(slack, "mia", "apology M-1")
    await slack.submit("mia")
    assert "You have it by: Fri 27 Nov 2026, 17:00 (Tallinn time)" in slack.modal("mia")
    assert len(slack.said_to("mia")) == said_before


async def test_a_lead_is_briefed_and_says_that_they_called(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await type_(slack, "mia", "M-1")
    await slack.click("mia", "Brief a lead")
    assert "Customer: Acme Industries (M-1, money or price)" in slack.modal("mia")
    await slack.fill("mia", {"Who should call?": "lena"})
    await slack.submit("mia")
    assert "Lena Kask gets the five lines about M-1" in slack.modal("mia")
    brief = slack.said_to("lena")[-1]
    assert "@mia asks you to call Acme Industries about M-1" in brief
    assert "Where it stands: told them: not yet" in brief
    await slack.click("lena", "I called them")
    assert "you called them" in slack.said_to("lena")[-1]
    assert "@lena called the customer about it" in slack.said_to("mia")[-1]
    card = await type_(slack, "sam", "M-1")
    assert "✓ Told them: done by @lena" in card
    assert "@lena called the customer" in card


async def test_only_what_is_serious_is_put_before_a_lead_by_button(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: pump late @mia")
    assert "[Brief a lead]" not in await type_(slack, "mia", "M-1")


async def test_a_return_counts_how_often_they_had_to_contact_us(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: refund not there @mia")
    assert "They had to contact us once about it" in await type_(slack, "mia", "M-1")
    await slack.click("mia", "They contacted us again")
    assert "They had to contact us 2 times about it" in await type_(slack, "mia", "M-1")


async def test_two_people_at_once_have_one_effect_and_the_other_is_told(slack: KeptSlack) -> None:
    await give(slack)
    await type_(slack, "mia", "M-1")
    await type_(slack, "sam", "M-1")
    await slack.click("sam", "Told them")
    await slack.click("mia", "Told them", near="○ Said sorry")
    said = slack.said_to("mia")[-1]
    assert "“Told them” is done already" in said
    assert "✓ Told them: done by @sam" in said


async def test_an_owner_hears_when_a_colleague_closes_their_case_and_may_open_it_again(
    slack: KeptSlack,
) -> None:
    await give(slack)
    for step in ("told", "sorry", "right", "checked"):
        await type_(slack, "mia", f"{step} M-1")
    await type_(slack, "mia", "cause M-1 two runs. We could have locked one")
    await type_(slack, "mia", "M-1 noticed us")
    await type_(slack, "sam", "close M-1")
    assert "@sam closed the case." in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="closed the case")
    assert "that step is undone" in slack.said_to("mia")[-1]
    assert "[Close the case]" in await type_(slack, "mia", "M-1")


async def test_no_step_is_undone_under_a_closed_case(slack: KeptSlack) -> None:
    await give(slack)
    for step in ("told", "sorry", "right", "checked"):
        await type_(slack, "mia", f"{step} M-1")
    await type_(slack, "mia", "cause M-1 two runs. We could have locked one")
    await type_(slack, "mia", "M-1 noticed us")
    await type_(slack, "mia", "close M-1")
    await slack.click("mia", "Undo", near="M-1: checked back.")
    assert "A closed case has every step done or waived" in slack.said_to("mia")[-1]


async def test_handing_over_tells_both(slack: KeptSlack) -> None:
    await give(slack)
    await type_(slack, "lena", "M-1")
    await slack.click("lena", "Hand over")
    await slack.fill("lena", {"Owner of the repair": "sam"})
    await slack.submit("lena")
    assert "Sam Okafor puts it right" in slack.modal("lena")
    assert "@lena asks you to put something right" in slack.said_to("sam")[-1]
    assert "you are its owner no longer" in slack.said_to("mia")[-1]


async def test_a_promise_not_kept_opens_its_case_with_the_history_attached(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu @sam")
    await slack.forward(timedelta(days=2))
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    said = slack.said_to("mia")[-1]
    assert "P-1 is closed: not kept." in said
    assert "M-1 is open for it" in said
    assert "M-1 is open for it" in slack.said_to("sam")[-1]
    await slack.click("mia", "Open M-1")
    card = slack.said_to("mia")[-1]
    assert "Kind: promise not kept" in card
    assert "Owner of the repair: @sam" in card
    assert "P-1 was not kept: replacement pump, due Thu 26 Nov" in card
    assert "gave the promise" in card
    assert "[Open P-1]" in card


async def test_undoing_the_closing_takes_the_case_back_too(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu")
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    await slack.click("mia", "Undo")
    assert "P-1: that step is undone" in slack.said_to("mia")[-1]
    assert "There is no M-1" in await type_(slack, "mia", "M-1")
    await slack.click("mia", "Put it back")
    assert "Kind: promise not kept" in await type_(slack, "mia", "M-1")


async def test_the_owner_undoes_a_colleagues_closing_with_its_case(slack: KeptSlack) -> None:
    await slack.command("sam", "#accounts", "/promise Acme: replacement pump by Thu")
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    await slack.click("sam", "Undo", near="closed it: not kept")
    assert "There is no M-1" in await type_(slack, "sam", "M-1")


async def test_a_case_that_was_worked_on_stays_and_is_the_only_one(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu")
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    await type_(slack, "sam", "told M-1")
    await slack.command("mia", "#accounts", "/promise undo P-1")
    assert "M-1: It has changed since" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    assert "M-1 is open for it" in slack.said_to("mia")[-1]
    assert "There is no M-2" in await type_(slack, "mia", "M-2")
