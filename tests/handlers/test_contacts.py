"""Contacts: logged in words, asked for what is missing, what is next in one tap, corrected and undone."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select, update

from bot.contact_questions import QUESTIONS
from storage.tables import Customer, Mistake, table
from tests.handlers.conftest import NOW, KeptSlack


async def met_at(slack: KeptSlack, name: str = "Acme Industries") -> str:
    """The day a customer was last met; empty where never."""
    rows = table(Customer)
    at = await slack.house.db.read(
        lambda conn: conn.execute(select(rows.c.met_at).where(rows.c.name == name)).scalar()
    )
    return at.isoformat()[:10] if at else ""


async def test_a_contact_in_words_is_logged_with_how_they_sounded_and_what_is_next(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command(
        "mia", "#accounts", "/contact Acme: called Dana, happy with the pump; next demo in 2 weeks"
    )
    said = slack.said_to("mia")[-1]
    assert "Saved. Acme Industries: called Dana, happy with the pump\n" in said
    assert "Call · today, 10:00 (Tallinn time) · by @mia · care · they sounded glad" in said
    assert "Next: demo · Wed 9 Dec, end of the working day (17:00 Tallinn time)" in said
    assert "What is next" not in said
    assert "How did they sound" not in said
    assert "[Edit] [Undo]" in said
    assert await met_at(slack) == "2026-11-25"


async def test_a_next_step_so_far_on_lands_on_a_working_day_and_a_named_day_stays(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad; next demo in 10 days")
    said = slack.said_to("mia")[-1]
    assert "Next: demo · Mon 7 Dec" in said
    assert "“in 10 days” is Sat 5 Dec, when nobody works, so the next step is on Mon 7 Dec." in said
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad; next demo on 5 Dec")
    said = slack.said_to("mia")[-1]
    assert "Next: demo · Sat 5 Dec" in said
    assert "when nobody works" not in said


async def test_what_is_next_and_how_they_sounded_are_asked_and_answered_in_the_same_message(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/contact Acme: called Dana about the pump")
    count = len(slack.said_to("mia"))
    said = slack.said_to("mia")[-1]
    assert "How did they sound?" in said
    assert "What is next, and when?" in said
    await slack.click("mia", "Fine")
    assert "they sounded fine" in slack.said_to("mia")[-1]
    await slack.click("mia", "3 days")
    said = slack.said_to("mia")[-1]
    assert "Next: a word with them · Mon 30 Nov, end of the working day" in said  # Saturday is no working day
    assert "they sounded fine" in said
    assert "What is next" not in said
    assert len(slack.said_to("mia")) == count
    await slack.click("mia", "Undo")
    assert "taken back" in slack.said_to("mia")[-1]
    assert await met_at(slack) == ""
    await slack.click("mia", "Put it back")
    assert await met_at(slack) == "2026-11-25"


async def test_nothing_needed_is_an_answer_too_and_can_be_changed(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all fine")
    await slack.click("mia", "Nothing needed")
    assert "Next: nothing needed" in slack.said_to("mia")[-1]
    await slack.click("mia", "Plan a next step")
    await slack.fill("mia", {"What is next?": "send the drawing", "When is that?": "Fri 3pm"})
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "Next: send the drawing · Fri 27 Nov, 15:00 (Tallinn time)" in shown
    # The message that it was opened from says so too.
    assert "send the drawing" in slack.said_to("mia")[-1]


async def test_a_step_without_a_date_is_asked_for_its_date_alone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad; next: send the drawing")
    said = slack.said_to("mia")[-1]
    assert "When is that?" in said
    assert "[Nothing needed]" not in said
    await slack.click("mia", "1 week")
    assert "Next: send the drawing · Wed 2 Dec" in slack.said_to("mia")[-1]


async def test_my_next_steps_are_listed_soonest_first_and_late_ones_say_so(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact mine")
    assert "no next steps of yours" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad; next demo in 2 weeks")
    await slack.command("mia", "#accounts", "/contact Acme: called Tom, glad; next: the drawing on Friday")
    await slack.forward(timedelta(days=4))
    await slack.command("mia", "#accounts", "/contact mine")
    said = slack.said_to("mia")[-1]
    assert "2 next steps of yours, soonest first." in said
    assert said.index("the drawing") < said.index("demo")
    assert "late by" in said
    await slack.click("mia", "Done", near="the drawing")
    assert "Done: Acme Industries: the drawing" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/contact mine")
    assert "2 next steps" in slack.said_to("mia")[-1]


async def test_more_next_steps_than_a_page_holds_are_leafed_through(slack: KeptSlack) -> None:
    for step in range(11):
        await slack.command("mia", "#accounts", f"/contact Acme: called, glad; next: step {step} on Friday")
    await slack.command("mia", "#accounts", "/contact mine")
    assert "Here 1 to 10." in slack.said_to("mia")[-1]
    await slack.click("mia", "Later ones")
    assert "Here 11 to 11." in slack.said_to("mia")[-1]
    await slack.click("mia", "Sooner ones")
    assert "Here 1 to 10." in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "asked", "kept"),
    [
        ("Acme: all fine with the pump", "How was it: a call, a visit, a mail", "all fine with the pump"),
        ("Acme: called Dana tomorrow", "“tomorrow” is still to come", "called Dana tomorrow"),
        ("Acme: visit on 4/5", "could be", "visit on 4/5"),
        ("called Dana, glad", "Which customer was it?", "called Dana, glad"),
    ],
)
async def test_what_is_missing_is_asked_in_the_form_and_nothing_typed_is_lost(
    slack: KeptSlack, typed: str, asked: str, kept: str
) -> None:
    await slack.command("mia", "#accounts", f"/contact {typed}")
    form = slack.modal("mia")
    assert asked in form
    assert kept in form
    assert await met_at(slack) == ""


async def test_the_form_logs_with_people_and_says_under_a_field_what_it_cannot_take(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/contact")
    await slack.fill("mia", {"Customer": "Acme Industries", "What was said?": "runs quietly now"})
    await slack.fill(
        "mia", {"How was it?": "Visit", "When was it?": "next Monday", "How did they sound?": "Glad"}
    )
    outcome = await slack.submit("mia")
    assert "still to come" in outcome.errors["when"]
    await slack.fill("mia", {"When was it?": "yesterday 3pm", "Whom did you meet?": "Dana Reyes, Kim Lee"})
    await slack.fill("mia", {"What is next?": "demo", "When is that?": "yesterday"})
    outcome = await slack.submit("mia")
    assert "in the past" in outcome.errors["next_due"]
    await slack.fill("mia", {"When is that?": "in 2 weeks"})
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "Visit · Tue 24 Nov, 15:00 (Tallinn time)" in shown
    assert "Met: Dana Reyes, Kim Lee" in shown
    assert "Next: demo · Wed 9 Dec" in shown
    assert await met_at(slack) == "2026-11-24"
    # One gesture added two people and the contact; one undo takes them all back.
    await slack.click("mia", "Undo")
    assert "Kim Lee" in slack.modal("mia")
    assert await met_at(slack) == ""
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana Reyes, glad")
    assert "Met:" not in slack.said_to("mia")[-1]


async def test_a_contact_is_dated_in_the_past_by_a_word(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: visited Dana on Monday, all fine")
    said = slack.said_to("mia")[-1]
    assert "Acme Industries: visited Dana, all fine\nVisit · Mon 23 Nov · by @mia" in said
    assert await met_at(slack) == "2026-11-23"


async def test_an_attempt_does_not_count_as_met_and_after_two_another_way_is_asked_for(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/contact Acme: called Kim Lee yesterday, fine")
    await slack.click("mia", "Add Kim Lee to Acme Industries's people")
    assert "Met: Kim Lee" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/contact Acme: tried to call Dana")
    said = slack.said_to("mia")[-1]
    assert "1 attempt without answer." in said
    assert "Is there somebody else" not in said
    assert "How did they sound" not in said
    await slack.command("mia", "#accounts", "/contact Acme: called again, no answer")
    said = slack.said_to("mia")[-1]
    assert "2 attempts without answer." in said
    assert "Is there somebody else there, or another way?\nKim Lee: no way to reach them known" in said
    assert await met_at(slack) == "2026-11-24"
    await slack.command("mia", "#accounts", "/contact Acme: talked to Dana, glad")
    assert "attempt" not in slack.said_to("mia")[-1]
    assert await met_at(slack) == "2026-11-25"
    await slack.command("mia", "#accounts", "/contact Acme: sent flowers")
    assert "Gift" in slack.said_to("mia")[-1]


async def test_fine_twice_in_a_row_and_a_greeting_that_sells_are_pointed_at_in_a_sentence(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all fine")
    assert "twice in a row" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/contact Acme: birthday call with a small offer, all fine")
    said = slack.said_to("mia")[-1]
    assert "They said “fine” twice in a row" in said
    assert "A greeting and an offer in one reads as an offer" in said
    assert "· sell ·" in said
    await slack.command("mia", "#accounts", "/customer Acme")
    assert "They said “fine” twice in a row" in slack.said_to("mia")[-1]


async def test_an_unknown_person_is_offered_to_be_added_and_known_ones_are_recognised(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/contact Acme: met Dana Reyes, glad")
    await slack.click("mia", "Add Dana Reyes to Acme Industries's people")
    said = slack.said_to("mia")[-1]
    assert "Met: Dana Reyes" in said
    assert "[Add Dana" not in said
    await slack.command("sam", "#accounts", "/contact Acme: called Dana, glad")
    assert "Met: Dana Reyes" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/contact Acme: met Dana Smith, glad")
    await slack.click("mia", "Add Dana Smith to Acme Industries's people")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad")
    assert "I know more than one Dana there" in slack.said_to("mia")[-1]


async def test_a_contact_is_corrected_and_moved_to_another_customer_and_back(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex Dairy, Globex")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad; next demo in 2 weeks")
    await slack.click("mia", "Edit")
    await slack.fill(
        "mia", {"Customer": "Globex Dairy", "How was it?": "Visit", "What was said?": "saw the plant"}
    )
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "Corrected. Globex Dairy: saw the plant\nVisit · today, 10:00" in shown
    assert "Next: demo · Wed 9 Dec" in shown
    assert (await met_at(slack), await met_at(slack, "Globex Dairy")) == ("", "2026-11-25")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/contact undo")
    assert (await met_at(slack), await met_at(slack, "Globex Dairy")) == ("2026-11-25", "")


async def test_a_form_that_was_open_meanwhile_changes_only_what_was_touched(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: @sam called Dana")
    assert "Sam Okafor hears of it" in slack.said_to("mia")[-1]
    assert "@mia logged a contact of yours" in slack.said_to("sam")[-1]
    await slack.click("mia", "Edit")
    await slack.click("sam", "Unhappy", where="@kept")
    await slack.fill("mia", {"What was said?": "called Dana about the noise"})
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "called Dana about the noise" in shown
    assert "they sounded unhappy" in shown


async def test_an_untouched_form_changes_nothing_and_a_stale_button_says_how_it_stands(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: @sam called Dana yesterday at 9:41")
    await slack.click("mia", "Edit")
    outcome = await slack.submit("mia")
    assert "Nothing was changed" in next(iter(outcome.errors.values()))
    await slack.close("mia")
    await slack.click("mia", "Undo")
    await slack.click("sam", "Glad", where="@kept")
    assert "That contact was taken back" in slack.said_to("sam")[-1]


async def test_from_a_message_the_form_has_its_words_its_writer_and_its_day(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    message = await slack.say("sam", "#acme-shared", "Called Dana just now, she is happy with the seals")
    await slack.forward(timedelta(days=2))
    await slack.shortcut("mia", "Log a contact", message)
    form = slack.modal("mia")
    assert "Acme Industries" in form
    assert "Called Dana just now, she is happy with the seals" in form
    assert "Whose contact*: @sam" in form
    assert "How was it?*: Call" in form
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "Call · Wed 25 Nov" in shown
    assert "by @sam" in shown
    assert "Where it was said" in shown


async def test_the_name_may_be_left_out_in_a_linked_channel_and_an_unknown_one_is_asked_about(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    await slack.command("mia", "#acme-shared", "/contact called Dana, glad")
    assert "Saved. Acme Industries: called Dana, glad" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/contact Acmee: visited Dana yesterday, glad")
    assert "I don't know “Acmee” yet" in slack.said_to("mia")[-1]
    await slack.click("mia", "New customer: Acmee")
    said = slack.said_to("mia")[-1]
    assert "Saved. Acmee: visited Dana, glad" in said
    assert "Tue 24 Nov" in said


async def test_the_card_of_a_contact_says_what_happened_to_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana; next demo on Friday")
    await slack.click("mia", "Glad")
    await slack.command("mia", "#accounts", "/contact mine")
    await slack.click("mia", "Open")
    said = slack.said_to("mia")[-1]
    assert "@mia noted that they sounded glad" in said
    assert "@mia logged a contact" in said


async def test_the_question_follows_what_was_between_us_lately(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/promise kept P-1 customer said so")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad")
    assert any(question in slack.said_to("mia")[-1] for question in QUESTIONS["kept"])
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all fine")
    assert any(question in slack.said_to("mia")[-1] for question in QUESTIONS["mistake"])
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy with the pump")
    assert not any(question in slack.said_to("mia")[-1] for question in QUESTIONS["mistake"])


async def test_nobody_asks_about_a_mistake_whose_case_was_taken_back_or_closed_long_ago(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all fine")
    assert not any(question in slack.said_to("mia")[-1] for question in QUESTIONS["mistake"])
    at = NOW

    def close(conn: Connection) -> None:
        cases = table(Mistake)
        conn.execute(update(cases).values(removed_at=None, status="closed", closed_at=at))

    await slack.house.db.write(close)
    for days, asked in ((29, True), (2, False)):
        await slack.forward(timedelta(days=days))
        await slack.command("mia", "#accounts", "/contact Acme: called Dana")
        shown = slack.said_to("mia")[-1]
        assert any(question in shown for question in QUESTIONS["mistake"]) is asked


async def test_of_two_who_take_the_same_step_at_once_the_second_is_told(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: @sam called Dana, glad; next demo on Friday")
    await slack.click("mia", "Done")
    await slack.click("sam", "Done", where="@kept")
    said = slack.said_to("sam")[-1]
    assert "That step is done already." in said
    assert "Next: demo · done" in said


async def test_a_contact_is_nobodys_who_is_no_colleague(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: @gus called Dana, glad")
    said = slack.said_to("mia")[-1]
    assert "is a guest here and cannot have contacts here. Choose a colleague." in said
    assert "/contact Acme: @" in said
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad")
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"Whose contact": "gus"})
    outcome = await slack.submit("mia")
    assert "is a guest here" in outcome.errors["by"]


async def test_help_shows_an_example(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact help")
    assert "/contact Acme: called Dana, happy with the pump; next demo in 2 weeks" in slack.said_to("mia")[-1]
