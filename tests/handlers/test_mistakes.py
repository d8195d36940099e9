"""A case opened: in words, by the form, from a message; listed, shown, edited, undone."""

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/mistake Acme: invoice billed twice"


async def give(slack: KeptSlack, more: str = "") -> None:
    await slack.command("mia", "#accounts", GIVE + more)


async def test_words_open_a_case_and_everything_understood_is_echoed(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    said = slack.said_to("mia")[-1]
    for part in (
        "M-1 is open. Thank you for saying so",
        "Acme Industries: invoice billed twice",
        "Kind: money or price · severity: high",
        "Owner of the repair: No owner yet",
        "Who noticed it first?",
        "Who puts it right?",
        "[I take it]",
        "[We did]",
        "[They did]",
        "[Edit]",
        "[Undo]",
    ):
        assert part in said
    assert said.count("No owner yet") == 1


async def test_the_questions_on_the_confirmation_are_answered_by_a_tap(slack: KeptSlack) -> None:
    await give(slack)
    await slack.click("mia", "We did")
    said = slack.said_to("mia")[-1]
    assert "M-1: we noticed it first." in said
    assert "Who noticed it first?" not in said
    await slack.click("mia", "I take it")
    said = slack.said_to("mia")[-1]
    assert "it is yours to put right" in said
    assert "No owner yet" not in said
    assert "[Told them]" in said


async def test_an_owner_is_told_and_nobody_becomes_one_by_being_spoken_of(slack: KeptSlack) -> None:
    await give(slack, " @sam")
    assert "Sam Okafor hears of it from me" in slack.said_to("mia")[-1]
    assert "@mia asks you to put something right" in slack.said_to("sam")[-1]
    assert "[Told them]" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/mistake Acme: wrong pump sent by @sam")
    assert "wrong pump sent by @Sam Okafor" in slack.said_to("mia")[-1]
    assert "No owner yet" in slack.said_to("mia")[-1]


async def test_a_guest_cannot_own_a_repair(slack: KeptSlack) -> None:
    await give(slack, " @gus")
    assert "Gus Varga is a guest here" in slack.said_to("mia")[-1]
    assert "invoice billed twice" in slack.said_to("mia")[-1]


async def test_an_unknown_name_is_asked_about_and_nothing_typed_is_lost(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Globex: pump two days late")
    assert "I don't know “Globex” yet" in slack.said_to("mia")[-1]
    await slack.click("mia", "New customer: Globex")
    assert "Globex: pump two days late" in slack.said_to("mia")[-1]
    assert "Kind: late or missed" in slack.said_to("mia")[-1]


async def test_in_a_linked_channel_the_name_may_be_left_out(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer link Acme")
    await slack.command("mia", "#accounts", "/mistake forgot the yearly service")
    assert "Acme Industries: forgot the yearly service" in slack.said_to("mia")[-1]


async def test_the_form_opens_a_case(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/mistake")
    await slack.fill(
        "mia",
        {
            "Customer": "Acme Industries",
            "What happened?": "they wrote a review: fitter rude",
            "Who puts it right?": "sam",
            "Who noticed it first?": "They did",
            "Does it stand in public, such as in a review?": "Yes",
        },
    )
    await slack.submit("mia")
    said = slack.modal("mia")
    assert "M-1 is open" in said
    assert "Kind: hard to deal with us" in said
    assert "who noticed first: they did" in said
    assert "One calm line there, once" in said
    assert "asks you to put something right" in slack.said_to("sam")[-1]


async def test_words_that_lack_something_open_the_form_with_the_rest(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake invoice billed twice")
    form = slack.modal("mia")
    assert "Which customer did it happen to?" in form
    assert "invoice billed twice" in form
    await slack.fill("mia", {"Customer": "Acme Industries"})
    await slack.submit("mia")
    assert "severity: high" in slack.modal("mia")


async def test_a_message_becomes_a_case_with_its_link(slack: KeptSlack) -> None:
    await slack.command("mia", "#support", "/customer link Acme")
    message = await slack.say("sam", "#support", "the seal kit for line 2 was the wrong size")
    await slack.shortcut("mia", "Log a mistake", message)
    form = slack.modal("mia")
    assert "the seal kit for line 2 was the wrong size" in form
    assert "Acme Industries" in form
    await slack.submit("mia")
    await slack.click("mia", "Open")
    card = slack.modal("mia")
    assert "Where it was said" in card
    assert "said by @sam" in card


async def test_what_was_said_in_private_is_not_quoted(slack: KeptSlack) -> None:
    message = await slack.say("lena", "#leads", "Acme: we billed them twice")
    await slack.shortcut("lena", "Log a mistake", message)
    assert "That was said in private" in slack.modal("lena")
    assert "billed them twice" not in slack.modal("lena")


async def test_a_public_review_gets_its_order_on_the_card(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: bad review about the late fitter")
    assert "Then call or write to them privately" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert "One calm line there, once" in slack.said_to("mia")[-1]


async def test_the_card_shows_the_four_steps_in_words_and_signs(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/mistake m1")
    card = slack.said_to("mia")[-1]
    assert "M-1 · Acme Industries · just opened · 0 of 4 steps · high severity" in card
    for step in ("Told them", "Said sorry", "Made it right", "Checked back"):
        assert f"○ {step}: not yet" in card
        assert f"[{step}]" in card
    assert "opened the case" in card
    assert "For an apology to Acme Industries I still need what we do about it, and by when" in card


async def test_mine_lists_mine_and_those_without_an_owner(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake mine")
    assert "no open cases of yours" in slack.said_to("mia")[-1]
    await give(slack)
    await slack.command("sam", "#accounts", "/mistake Acme: pump late @mia")
    await slack.command("mia", "#accounts", "/mistake mine")
    said = slack.said_to("mia")[-1]
    assert "1 open case with no owner yet." in said
    assert "1 open case of yours to put right." in said
    assert said.index("invoice billed twice") < said.index("pump late")
    await slack.click("mia", "I take it")
    await slack.command("mia", "#accounts", "/mistake mine")
    assert "2 open cases of yours to put right, the oldest first." in slack.said_to("mia")[-1]


async def test_a_case_is_edited_and_money_stays_high(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"Severity": "Normal", "What happened?": "invoice billed three times"})
    await slack.submit("mia")
    said = slack.modal("mia")
    assert "is corrected. Money is always high severity" in said
    assert "invoice billed three times" in said
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert "invoice billed twice" in slack.said_to("mia")[-1]


async def test_a_form_that_was_open_meanwhile_changes_only_what_was_touched_in_it(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/mistake edit M-1")
    await slack.command("sam", "#accounts", "/mistake take M-1")
    await slack.fill("mia", {"What happened?": "invoice billed three times"})
    await slack.submit("mia")
    await slack.click("mia", "Open")
    assert "Owner of the repair: @sam" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/mistake edit M-1")
    await slack.command("sam", "#accounts", "/mistake edit M-1")
    await slack.fill("sam", {"What happened?": "invoice billed four times"})
    await slack.submit("sam")
    await slack.fill("mia", {"What happened?": "invoice billed five times"})
    await slack.submit("mia")
    assert "Somebody changed this meanwhile to “invoice billed four times”" in slack.modal("mia")


async def test_opening_is_undone_and_put_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack, " @sam")
    await slack.click("mia", "Undo")
    assert "M-1 is taken back" in slack.said_to("mia")[-1]
    assert "took it back" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert "There is no M-1" in slack.said_to("mia")[-1]
    await slack.click("mia", "Put it back")
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert "invoice billed twice" in slack.said_to("mia")[-1]


async def test_defensive_words_are_pointed_at_and_never_rewritten(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: to be fair, they should have called us")
    said = slack.said_to("mia")[-1]
    assert "“to be fair” sounds defensive: leave it out" in said
    assert "“they should have” sounds defensive: say what we could have done" in said
    assert "to be fair, they should have called us" in said


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Customer's fault, they read the date wrong", "Customer's fault"),
        ("pump at the old yard because they gave us the wrong address", "they gave us the wrong"),
    ],
)
async def test_the_customers_fault_is_pointed_at_and_asks_what_we_could_have_done(
    slack: KeptSlack, words: str, phrase: str
) -> None:
    await slack.command("mia", "#accounts", f"/mistake Acme: {words}")
    said = slack.said_to("mia")[-1]
    assert f"“{phrase}” puts it on them. That may be so, and it never stands alone" in said
    assert f"Acme Industries: {words}" in said
    await slack.click("mia", "Say what we could have done")
    assert "What could we have done?" in slack.modal("mia")


async def test_a_story_that_blames_nobody_is_not_pointed_at(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: they never got the invoice")
    assert "puts it on them" not in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("help", "/mistake Acme: invoice billed twice"),
        ("told", "Which case? Say its number, for example /mistake told M-7"),
        ("M-9", "There is no M-9, or it was taken back. /mistake mine lists yours."),
        ("told M-9", "There is no M-9"),
        ("M-1 hooray", "I don't know what to do to M-1 with that"),
        ("told M-1 and M-2", "One case at a time"),
        ("M-1 noticed nobody", "type /mistake noticed M-1 we did"),
    ],
)
async def test_what_leads_nowhere_says_what_to_type_instead(slack: KeptSlack, typed: str, shown: str) -> None:
    await slack.command("mia", "#accounts", f"/mistake {typed}")
    assert shown in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    "text", ["<!channel> & `x` *b*", "=cmd|'/c calc'!A1", "كلمات من اليمين", "🙂 \u202egnp.exe"]
)
async def test_strange_words_are_kept_and_shown_as_text(slack_on_both: KeptSlack, text: str) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"What happened?": text})
    await slack.submit("mia")
    assert text in slack.modal("mia")
    outcome = await slack.command("mia", "#accounts", "/mistake M-1")
    assert text in slack.said_to("mia")[-1]
    assert "<!" not in outcome.ack["text"]


async def test_what_cannot_be_kept_is_refused_with_a_reason_and_what_was_typed(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/mistake Acme: {'x' * 3001}")
    said = slack.said_to("mia")[-1]
    assert "What happened is 3,001 characters long, and 1,000 is the most I keep" in said
    assert "x" * 2000 in said


async def test_guests_and_outsiders_get_a_polite_no(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("gus", "#support", "/mistake M-1")
    assert slack.said_to("gus")[-1].startswith("Kept is only for members")
    assert "invoice" not in slack.said_to("gus")[-1]


async def test_a_button_of_a_case_that_is_gone_answers_in_words(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/mistake M-1")
    await slack.click("mia", "Undo", near="is open.")
    await slack.click("mia", "Said sorry")
    assert "There is no M-1, or it was taken back." in slack.said_to("mia")[-1]


async def test_a_colleague_who_is_known_is_never_said_to_be_unknown(slack: KeptSlack) -> None:
    await give(slack, " @sam")
    assert "I don't know" not in slack.said_to("mia")[-1]
    await give(slack, ", says @zoltan")
    assert "I don't know @zoltan, so that stayed in the words." in slack.said_to("mia")[-1]


async def test_who_pressed_i_take_it_first_keeps_the_repair(slack: KeptSlack) -> None:
    await give(slack)
    for who in ("mia", "joe"):
        await slack.command(who, "#accounts", "/mistake M-1")
    await slack.click("mia", "I take it")
    await slack.click("joe", "I take it")
    said = slack.said_to("joe")[-1]
    assert "A colleague has taken it meanwhile." in said
    assert "Owner of the repair: @mia" in said
    await slack.command("joe", "#accounts", "/mistake take M-1")
    assert "@joe took the repair: you are its owner no longer." in slack.said_to("mia")[-1]


async def test_a_refusal_gives_back_what_was_typed_with_peoples_names(slack: KeptSlack) -> None:
    await give(slack, " @gus")
    said = slack.said_to("mia")[-1]
    assert "cannot own anything in Kept" in said
    assert f"{GIVE} @Gus Varga" in said


@pytest.mark.parametrize(
    "typed", ["/mistake M-9 told, ask @lena", "/mistake M-1 hooray @lena", "/kept hoorray @lena"]
)
async def test_what_is_said_back_names_people_and_shows_no_id(slack: KeptSlack, typed: str) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", typed)
    said = slack.said_to("mia")[-1]
    assert "U0LENA" not in said
    assert "@Lena Kask" in said


async def test_what_failed_on_our_side_is_said_back_with_names_too(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(slack.house.db), "write", broken)
    await give(slack, " @lena")
    said = slack.said_to("mia")[-1]
    assert "Something went wrong on my side" in said
    assert f"{GIVE} @Lena Kask" in said


async def test_a_guest_is_told_nobodys_name_or_id(slack: KeptSlack) -> None:
    await slack.command("gus", "#support", "/mistake Acme: pump late @lena")
    said = slack.said_to("gus")[-1]
    assert "U0LENA" not in said
    assert "Lena" not in said
