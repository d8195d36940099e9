"""What comes twice has one answer: a double click, a gesture that Slack delivers twice, and one whose answer was lost."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest

from handlers import repeats
from handlers.repeats import Repeats
from tests.handlers import (
    test_contacts,
    test_customer_handover,
    test_customer_leaving,
    test_customer_merging,
    test_digest_settings,
    test_following,
    test_giving,
    test_kept,
    test_mistake_steps,
    test_preferences,
    test_promise_life,
    test_voice,
    test_who_left,
)
from tests.handlers.conftest import NOW, KeptSlack

# What Kept did, as its history has it.
DONE = "select kind, what from history where id > 1 order by id"
ADDED = [("customer", "added")]


async def done(slack: KeptSlack) -> list[tuple[str, str]]:
    found = await slack.house.db.read(lambda conn: conn.exec_driver_sql(DONE).all())
    return [(kind, what) for kind, what in found]


QUESTIONS = [
    ("/promise Acmee: pump by Fri", "Acme Industries (C-1)", [("promise", "given")], "P-1 saved."),
    (
        "/promise Brandnew: pump by Fri",
        "New customer: Brandnew",
        [*ADDED, ("promise", "given")],
        "P-1 saved.",
    ),
    ("/mistake Acmee: billed twice", "Acme Industries (C-1)", [("mistake", "opened")], "M-1 is open."),
    ("/waiting Acmee: call Dana back in 2h", "Acme Industries (C-1)", [("waiting", "began")], "W-1 saved."),
    (
        "/contact Acmee: called Dana, all fine",
        "Acme Industries (C-1)",
        [("contact", "logged")],
        "Saved. Acme Industries: called Dana, all fine",
    ),
    (
        "/customer voice Acmee: invoices by mail",
        "Acme Industries (C-1)",
        [("promise", "given")],
        "P-1 saved.",
    ),
    ("/customer Brandnew", "Add Brandnew", ADDED, "is a customer of ours now."),
    (
        "/customer link Brandnew",
        "Add Brandnew and link this channel",
        [*ADDED, ("channel", "linked")],
        "is a customer of ours now, and who this channel is about.",
    ),
    ("/customer add Acme", "Add another one", ADDED, "is a customer of ours now."),
]


@pytest.mark.parametrize("remembers", [True, False], ids=["remembered", "by its effect"])
@pytest.mark.parametrize(("line", "label", "effect", "said"), QUESTIONS)
async def test_a_question_is_answered_once_however_often_its_button_is_pressed(
    slack_on_both: KeptSlack,
    request: pytest.FixtureRequest,
    line: str,
    label: str,
    effect: list[tuple[str, str]],
    said: str,
    *,
    remembers: bool,
) -> None:
    slack = slack_on_both
    if not remembers:
        request.getfixturevalue("forgetful")
    await slack.command("mia", "#accounts", line)
    await slack.double_click("mia", label)
    assert await done(slack) == effect
    (answer,) = slack.said_to("mia")
    assert said in answer
    assert "[Undo]" in answer or "kind" in answer
    assert "says the same" not in answer
    assert "twice in a row" not in answer


@pytest.mark.usefixtures("forgetful")
async def test_of_two_customers_in_one_message_one_press_counts(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.say("mia", "@kept", "we mixed up the Globex and Acme orders")
    assert "Whom is it about?" in slack.said_to("mia")[-1]
    await slack.double_click("mia", "Acme Industries (C-1)")
    assert await done(slack) == [*ADDED, ("mistake", "opened")]
    assert "M-1 is open." in slack.said_to("mia")[-1]


@pytest.mark.usefixtures("forgetful")
async def test_a_press_that_comes_after_the_question_was_answered_keeps_the_undo(slack: KeptSlack) -> None:
    await slack.say("mia", "@kept", "I think we promised Acme the drawing by Monday")
    await slack.double_click("mia", "A promise")
    assert await done(slack) == [("promise", "given")]
    await slack.click("mia", "A promise")
    assert slack.said_to("mia")[-1].startswith("That is logged already: P-1")
    await slack.click("mia", "Undo", near="That is logged already")
    assert "P-1 is taken back" in slack.sees("mia")


@pytest.mark.parametrize(
    ("before", "label", "said"),
    [
        ("/promise P-1", "At risk", "P-1 is at risk. Better they hear it from us first."),
        ("/promise risk P-1 the valve is missing", "Told them", "P-1: they know that it is at risk."),
        ("/promise risk P-1", "Undo", "P-1: that step is undone"),
    ],
)
async def test_a_double_click_leaves_its_confirmation_with_the_way_back(
    slack: KeptSlack, before: str, label: str, said: str
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", before)
    count = len(slack.said_to("mia"))
    await slack.double_click("mia", label)
    answers = slack.said_to("mia")
    assert len(answers) == count
    assert said in answers[-1]
    assert "[Undo]" in answers[-1] or "[Put it back]" in answers[-1]


async def test_what_is_pressed_again_later_is_pressed_again(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise undo P-1")
    await slack.click("mia", "Put it back")
    await slack.forward(repeats.DOUBLE_CLICK)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.click("mia", "Open")
    await slack.click("mia", "At risk")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/promise P-2")
    await slack.click("mia", "At risk")
    assert "P-2 is at risk." in slack.said_to("mia")[-1]


FORMS = [
    ("/promise Acme: pump", "", "Log a promise"),
    ("/promise Acme: pump by Fri", "Edit", "Edit P-1"),
    ("/promise Acme: pump by Fri", "Open|New date", "New date"),
    ("/customer Acme", "Edit", "Names and owner"),
    ("/kept settings", "Change mine", "My settings"),
]


@pytest.mark.parametrize("remembers", [True, False], ids=["remembered", "by its trigger"])
@pytest.mark.parametrize(("line", "labels", "title"), FORMS)
async def test_a_form_that_slack_asks_for_twice_is_opened_without_a_word(
    slack: KeptSlack, request: pytest.FixtureRequest, line: str, labels: str, title: str, *, remembers: bool
) -> None:
    if not remembers:
        request.getfixturevalue("forgetful")
    *before, last = labels.split("|")
    if not last:
        slack.slack.faults.deliver_twice()
    await slack.command("mia", "#accounts", line)
    for label in before:
        await slack.click("mia", label)
    said = slack.said_to("mia")
    if last:
        slack.slack.faults.deliver_twice()
        await slack.click("mia", last)
    assert slack.modal("mia")
    assert slack.said_to("mia") == said
    assert not any("did not let me" in each for each in said)


async def test_guests_get_one_polite_no(slack: KeptSlack) -> None:
    message = await slack.say("gus", "#support", "Acme wait for the motor")
    slack.slack.faults.deliver_twice()
    await slack.shortcut("gus", "Log a promise", message)
    assert sum("only for members" in each for each in slack.said_to("gus")) == 1


async def test_a_double_click_opens_one_form(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.double_click("mia", "Edit")
    await slack.close("mia")
    assert slack.modal("mia") == ""


@pytest.mark.usefixtures("heard_twice")
@pytest.mark.parametrize(
    "conversation",
    [
        test_customer_handover.test_everything_open_goes_along_but_what_others_owe_and_one_undo_takes_all_back,
        test_customer_handover.test_all_of_one_persons_customers_go_at_once,
        test_who_left.test_i_take_it_all_hands_all_over_to_who_presses_it,
        test_kept.test_the_last_three_steps_are_undone_each_is_said_and_all_are_put_back_at_once,
        test_kept.test_it_stops_at_the_first_that_cannot_be_undone_and_says_why,
        test_giving.test_the_same_promise_twice_within_minutes_is_said_to_be_the_same,
        test_voice.test_half_an_ask_opens_the_form_and_without_a_channel_it_says_who_can_set_one,
        test_customer_merging.test_two_are_looked_at_side_by_side_merged_and_taken_apart,
        test_customer_merging.test_of_what_was_merged_only_what_changed_hands_since_stays_and_is_named,
        test_customer_leaving.test_parting_finishes_what_is_ticked_releases_the_rest_and_drafts_a_note,
        test_following.test_a_deleted_message_takes_back_what_was_logged_only_when_that_is_wanted,
        test_contacts.test_the_form_logs_with_people_and_says_under_a_field_what_it_cannot_take,
        test_promise_life.test_kept_after_the_told_date_is_kept_late_unless_somebody_says_it_was_on_time,
        test_digest_settings.test_it_says_what_was_understood_and_when_the_first_one_comes,
        test_mistake_steps.test_a_lead_is_briefed_and_says_that_they_called,
        test_preferences.test_my_own_hours_are_what_my_dates_mean_and_nobody_elses,
        test_preferences.test_only_leads_and_admins_change_the_workspaces,
    ],
    ids=lambda conversation: conversation.__name__.removeprefix("test_"),
)
async def test_whose_answer_was_lost_gets_the_same_one_again(
    slack_on_both: KeptSlack, conversation: Callable[[KeptSlack], Awaitable[None]]
) -> None:
    await conversation(slack_on_both)


@pytest.mark.usefixtures("heard_twice")
@pytest.mark.parametrize("along", ["Only who owns them", " with everything open"])
async def test_who_takes_them_back_gets_the_same_answer_again(slack: KeptSlack, along: str) -> None:
    handing = " with everything open" if along.startswith(" ") else ""
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("lena", "#accounts", f"/customer handover Acme to @sam{handing}")
    if not handing:
        await slack.fill("lena", {"What goes along?": along})
        await slack.submit("lena")
    await slack.click("mia", "Hand them back to me")
    assert "is with Mia Tamm now" in slack.said_to("mia")[-1]


def press(who: str, trigger: str, *, label: str = "done", state: str = "") -> dict[str, Any]:
    action = {"action_id": label, "block_id": "b", "value": "1", "action_ts": trigger}
    return {
        "type": "block_actions",
        "trigger_id": trigger,
        "user": {"id": who},
        "container": {"type": "message", "message_ts": "1.1"},
        "actions": [action],
        "state": {"values": {"field": state}},
    }


async def heard(*presses: tuple[dict[str, Any], datetime]) -> int:
    """Of how many of these gestures, one after another, Kept takes notice."""
    count, kept = 0, Repeats()

    async def listen(_body: dict[str, Any]) -> dict[str, Any]:
        nonlocal count
        count += 1
        return {}

    for payload, at in presses:
        await kept.once(payload, listen, now=at)
    return count


LATER = NOW + repeats.DOUBLE_CLICK


@pytest.mark.parametrize(
    ("presses", "count"),
    [
        ([(press("mia", "1"), NOW), (press("mia", "1"), LATER)], 1),
        ([(press("mia", "1"), NOW), (press("mia", "2"), NOW)], 1),
        ([(press("mia", "1"), NOW), (press("mia", "2"), NOW), (press("mia", "2"), LATER)], 1),
        ([(press("mia", "1"), NOW), (press("mia", "2"), LATER)], 2),
        ([(press("mia", "1"), NOW), (press("sam", "2"), NOW)], 2),
        ([(press("mia", "1"), NOW), (press("mia", "2", label="undo"), NOW)], 2),
        ([(press("mia", "1"), NOW), (press("mia", "2", state="x"), NOW)], 2),
        ([(press("mia", "1"), NOW), (press("mia", "2", label="undo"), NOW), (press("mia", "3"), NOW)], 3),
        ([(press("mia", "1"), NOW), ({"command": "/kept", "user_id": "mia", "trigger_id": "2"}, NOW)], 2),
        ([({"type": "block_suggestion"}, NOW), ({"type": "block_suggestion"}, NOW)], 2),
        ([({"type": "event_callback", "event_id": "1"}, NOW)] * 3, 1),
    ],
)
async def test_what_is_the_same_again(presses: list[tuple[dict[str, Any], datetime]], count: int) -> None:
    assert await heard(*presses) == count


async def test_what_failed_is_heard_when_it_comes_again() -> None:
    kept, fails = Repeats(), iter([True, False])

    async def listen(_body: dict[str, Any]) -> dict[str, Any]:
        if next(fails):
            raise OSError
        return {"text": "there"}

    with pytest.raises(OSError):
        await kept.once(press("mia", "1"), listen, now=NOW)
    assert await kept.once(press("mia", "1"), listen, now=NOW) == {"text": "there"}
    assert await kept.once(press("mia", "1"), listen, now=NOW) == {"text": "there"}


async def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "MOST", 2)
    three = [(press("mia", each, label=each), NOW) for each in "123"]
    assert await heard(*three, three[2]) == 3
    assert await heard(*three, three[0]) == 4
