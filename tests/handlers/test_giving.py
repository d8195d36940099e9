"""Giving a promise: with enough words at once, with half of them in the form, from a message."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack


async def test_a_promise_in_words_is_logged_and_echoed_with_weekday_date_time_and_zone(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    said = slack.said_to("mia")[-1]
    assert "P-1 saved. Acme Industries: replacement pump" in said
    assert "Due: Fri 27 Nov, 17:00 (Tallinn time)" in said
    assert "[Edit] [Undo]" in said


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("tomorrow 3pm", "Thu 26 Nov, 15:00 (Tallinn time)"),
        ("Fri", "Fri 27 Nov, end of the working day (17:00 Tallinn time)"),
        ("next Tuesday EOD", "Tue 1 Dec, end of the working day (17:00 Tallinn time)"),
        ("in 2 weeks", "Wed 9 Dec, end of the working day (17:00 Tallinn time)"),
        ("end of month", "Mon 30 Nov, end of the working day (17:00 Tallinn time)"),
        ("4 Jan", "Mon 4 Jan 2027, end of the working day (17:00 Tallinn time)"),
    ],
)
async def test_the_date_is_understood_and_said_back(slack: KeptSlack, typed: str, due: str) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: pump by {typed}")
    assert f"Due: {due}" in slack.said_to("mia")[-1]


async def test_a_day_ends_with_the_working_day_of_the_speakers_own_zone(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/promise Acme: pump by Friday")
    assert "Fri 27 Nov, end of the working day (17:00 New York time)" in slack.said_to("joe")[-1]


async def test_owner_and_aim_may_be_named_and_the_owner_hears_of_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: new seals by Fri 5pm @sam aim Thu")
    said = slack.said_to("mia")[-1]
    assert "Acme Industries: new seals\n" in said
    assert "Our own aim: Thu 26 Nov" in said
    assert "Owner: @sam" in said
    assert "Sam Okafor hears of it from me" in said
    told = slack.said_to("sam")[-1]
    assert "@mia made you the owner of a promise" in told
    assert "new seals" in told


@pytest.mark.parametrize(("name", "why"), [("gus", "is a guest here"), ("kept", "is an app")])
async def test_only_a_colleague_can_own_a_promise(slack: KeptSlack, name: str, why: str) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: new seals by Fri @{name}")
    said = slack.said_to("mia")[-1]
    assert why in said
    assert "/promise Acme: new seals by Fri @" in said
    await slack.command("mia", "#accounts", "/promise mine")
    assert "no open promises" in slack.said_to("mia")[-1]


async def test_without_words_the_form_opens_and_logs(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise")
    await slack.fill("mia", {"Customer": "Acme Industries", "What did you promise?": "replacement pump"})
    await slack.fill("mia", {"Which date were they told?": "Fri 5pm", "Owner": "sam", "Kind": "Delivery"})
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "P-1 saved. Acme Industries: replacement pump" in shown
    assert "Fri 27 Nov, 17:00" in shown
    assert "kind: delivery" in shown


async def test_without_a_date_the_form_opens_with_the_rest_filled_in(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump @sam")
    form = slack.modal("mia")
    assert "Acme Industries" in form
    assert "replacement pump" in form
    assert "@sam" in form
    assert "Which date were they told?" in form
    await slack.fill("mia", {"Which date were they told?": "Tuesday"})
    await slack.submit("mia")
    assert "Tue 1 Dec" in slack.modal("mia")


async def test_a_form_without_a_date_is_saved_as_no_date_yet_and_asks_once(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump")
    await slack.submit("mia")
    assert "Due: no date yet" in slack.modal("mia")
    await slack.click("mia", "Add a date")
    await slack.fill("mia", {"New date": "Friday"})
    await slack.submit("mia")
    assert "is due Fri 27 Nov" in slack.modal("mia")


@pytest.mark.parametrize("vague", ["ASAP", "soon"])
async def test_a_vague_date_is_saved_as_no_date_yet(slack: KeptSlack, vague: str) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: call Dana back {vague}")
    said = slack.said_to("mia")[-1]
    assert "Acme Industries: call Dana back\n" in said
    assert "Due: no date yet" in said
    assert "[Add a date]" in said


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("on 4/5", "could be"),
        ("by yesterday", "which is in the past"),
        ("by 3 May 2020", "which is in the past"),
    ],
)
async def test_a_doubtful_or_past_date_is_asked_and_nothing_typed_is_lost(
    slack: KeptSlack, typed: str, asked: str
) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: replacement pump {typed}")
    form = slack.modal("mia")
    assert asked in form
    assert "replacement pump" in form
    assert "Acme Industries" in form
    await slack.command("mia", "#accounts", "/promise mine")
    assert "no open promises" in slack.said_to("mia")[-1]


async def test_an_unreadable_date_in_the_form_is_said_under_its_field_and_what_was_typed_stays(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump")
    await slack.fill("mia", {"Which date were they told?": "when pigs fly"})
    outcome = await slack.submit("mia")
    assert "I can't read “when pigs fly” as a date" in outcome.errors["due"]
    assert "when pigs fly" in slack.modal("mia")


async def test_our_own_aim_cannot_come_after_the_told_date(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump")
    await slack.fill("mia", {"Which date were they told?": "Friday", "Our own aim": "Monday"})
    outcome = await slack.submit("mia")
    assert "comes after the date the customer was told" in outcome.errors["aim"]


async def test_an_unknown_customer_is_offered_as_a_close_one_or_a_new_one(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acmee: replacement pump by Fri 5pm")
    said = slack.said_to("mia")[-1]
    assert "I don't know “Acmee” yet" in said
    await slack.click("mia", "Acme Industries (C-1)")
    assert "P-1 saved. Acme Industries: replacement pump" in slack.said_to("mia")[-1]
    assert "I don't know" not in slack.sees("mia", "#accounts")  # the question made way for its answer


async def test_a_new_customer_comes_with_their_first_promise(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Zeppelin Works: replacement pump by Fri 5pm")
    await slack.click("mia", "New customer: Zeppelin Works")
    assert "P-1 saved. Zeppelin Works: replacement pump" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer Zeppelin Works")
    assert "C-2 · Zeppelin Works" in slack.said_to("mia")[-1]


async def test_in_a_linked_channel_the_name_may_be_left_out(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    await slack.command("mia", "#acme-shared", "/promise replacement pump by Fri 5pm")
    assert "P-1 saved. Acme Industries: replacement pump" in slack.said_to("mia")[-1]


async def test_in_a_linked_channel_a_heading_is_not_mistaken_for_a_customer_silently(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    await slack.command("mia", "#acme-shared", "/promise Urgent: replacement pump by Fri 5pm")
    await slack.click("mia", "Acme Industries, this channel's")
    assert "Acme Industries: Urgent: replacement pump" in slack.said_to("mia")[-1]


async def test_two_customers_of_one_name_are_asked_about(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add ACME INDUSTRIES LTD")
    await slack.click("mia", "Add another one")
    await slack.command("mia", "#accounts", "/promise Acme Industries: pump by Fri")
    said = slack.said_to("mia")[-1]
    assert "More than one customer goes by “Acme Industries”" in said
    await slack.click("mia", "ACME INDUSTRIES LTD (C-2)")
    assert "P-1 saved. ACME INDUSTRIES LTD: pump" in slack.said_to("mia")[-1]


async def test_a_promise_is_logged_from_a_message_with_its_words_and_its_link(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "Acme: I will send the data sheet by Friday")
    await slack.shortcut("mia", "Log a promise", message)
    form = slack.modal("mia")
    assert "I will send the data sheet" in form
    assert "Fri 27 Nov 2026" in form
    assert "Acme Industries" in form
    await slack.submit("mia")
    await slack.click("mia", "Open")
    assert "Where it was said" in slack.modal("mia")


async def test_a_message_in_a_linked_channel_brings_its_customer_along(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/customer link Acme")
    message = await slack.say("mia", "#acme-shared", "We will bring the seals tomorrow")
    await slack.shortcut("mia", "Log a promise", message)
    assert "Acme Industries" in slack.modal("mia")


async def test_help_names_an_example_for_each_thing(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise help")
    assert "/promise Acme: replacement pump by Fri 5pm" in slack.said_to("mia")[-1]


async def test_words_that_are_too_long_are_refused_with_the_number_and_said_back(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: {'pump ' * 300}by Fri")
    said = slack.said_to("mia")[-1]
    assert "1,499 characters long, and 1,000 is the most" in said
    assert "pump pump pump" in said


async def test_the_end_of_a_day_that_has_ended_is_asked_with_the_rest_kept(slack: KeptSlack) -> None:
    await slack.forward(timedelta(hours=10))
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by EOD")
    form = slack.modal("mia")
    assert "That date is in the past" in form
    assert "replacement pump" in form


async def test_a_late_aim_is_asked_with_the_told_date_kept(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri aim Mon")
    form = slack.modal("mia")
    assert "comes after the date the customer was told" in form
    assert "Fri 27 Nov 2026" in form


async def two_acmes(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Acme")
    await slack.click("mia", "Add another one")


async def test_a_new_customer_whom_a_colleague_added_meanwhile_is_asked_about(slack: KeptSlack) -> None:
    for who in ("mia", "sam"):
        await slack.command(who, "#accounts", "/promise Nordwind: pump by Fri")
    await slack.click("mia", "New customer: Nordwind")
    await slack.click("sam", "New customer: Nordwind")
    assert "“Nordwind” is there already. Whom do you mean?" in slack.said_to("sam")[-1]
    await slack.click("sam", "Nordwind (C-2)")
    assert "P-2 saved. Nordwind: pump" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/customer Nordwind")
    assert "2 open promises" in slack.said_to("mia")[-1]


async def test_a_namesake_can_still_be_added_with_their_first_promise(slack: KeptSlack) -> None:
    await two_acmes(slack)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.click("mia", "New customer: Acme")
    assert "P-1 saved. Acme: pump" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer C-3")
    assert "C-3 · Acme" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("Acmee: pump", "I don't know “Acmee” yet. Do you mean Acme Industries (C-1) or Acme (C-2)?"),
        ("Acme: pump", "More than one customer goes by “Acme”: Acme Industries (C-1) or Acme (C-2)."),
        ("Acme pump", "More than one customer goes by “Acme”: Acme Industries (C-1) or Acme (C-2)."),
    ],
)
async def test_in_the_form_a_customer_who_is_not_certain_is_left_to_be_chosen(
    slack: KeptSlack, typed: str, remark: str
) -> None:
    await two_acmes(slack)
    await slack.command("mia", "#accounts", f"/promise {typed}")
    form = slack.modal("mia")
    assert remark in form
    assert "New customer" not in form
    await slack.choose("mia", "Customer", "Acme", "Acme")
    await slack.submit("mia")
    assert "P-1 saved. Acme: pump" in slack.modal("mia")


async def test_a_name_like_no_other_is_ready_to_be_added_in_the_form(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Zeppelin Works: pump")
    assert "New customer: Zeppelin Works" in slack.modal("mia")
    await slack.submit("mia")
    assert "P-1 saved. Zeppelin Works: pump" in slack.modal("mia")


async def test_a_taken_name_for_a_new_customer_is_refused_under_the_customer(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise pump by Fri")
    await slack.choose("mia", "Customer", "Acme", "New customer: Acme")
    outcome = await slack.submit("mia")
    assert "There is a customer called “Acme” already: Acme Industries (C-1)" in outcome.errors["customer"]


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("New customer: Acme", "P-1 saved. Acme: replacement pump"),
        ("Acme (C-2)", "P-1 saved. Acme: replacement pump"),
        ("Globex, this channel's", "P-1 saved. Globex: Acme replacement pump"),
    ],
)
async def test_a_name_without_a_colon_that_two_go_by_leaves_the_words_when_one_is_chosen(
    slack: KeptSlack, pressed: str, said: str
) -> None:
    await two_acmes(slack)
    await slack.command("mia", "#acme-shared", "/customer link Globex")
    await slack.click("mia", "Add Globex and link this channel")
    await slack.command("mia", "#acme-shared", "/promise Acme replacement pump by Fri")
    await slack.click("mia", pressed)
    assert said in slack.said_to("mia")[-1]


async def test_of_many_namesakes_one_is_chosen_in_the_form(slack: KeptSlack) -> None:
    for _ in range(5):
        await two_acmes(slack)
    await slack.command("mia", "#accounts", "/promise Acme replacement pump by Fri")
    assert "Acme (C-6)" in slack.modal("mia")
    await slack.choose("mia", "Customer", "Acme", "Acme (C-6)")
    await slack.submit("mia")
    assert "P-1 saved. Acme: replacement pump" in slack.modal("mia")


async def test_a_date_is_the_one_meant_when_it_was_typed_though_the_customer_is_chosen_a_day_later(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Nordwind: pump by the day after tomorrow")
    await slack.forward(timedelta(days=1))
    await slack.click("mia", "New customer: Nordwind")
    assert "Due: Fri 27 Nov" in slack.said_to("mia")[-1]


async def test_more_words_than_a_button_holds_open_the_form_with_the_customer_left_to_be_chosen(
    slack: KeptSlack,
) -> None:
    words = '"' * 990  # each takes two characters in a button
    await slack.command("mia", "#accounts", f"/promise Acmee: {words} by Fri")
    form = slack.modal("mia")
    assert "Which customer is it for?" in form
    assert "Acme Industries (C-1)" in form
    assert words in form


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("/promise C-1: pump by Fri", "P-1 saved. Acme Industries: pump"),
        ("/promise c-1 pump by Fri", "P-1 saved. Acme Industries: pump"),
        ("/mistake C-1: billed twice", "Acme Industries: billed twice"),
        ("/contact C-1: called Dana, all fine", "Saved. Acme Industries: called Dana, all fine"),
        ("/waiting C-1: call back in 2h", "W-1 saved. Acme Industries waits for us: call back"),
        ("/promise C-9: pump by Fri", "There is no C-9, or it was taken back."),
    ],
)
async def test_a_customer_goes_by_their_reference_too(slack: KeptSlack, line: str, shown: str) -> None:
    await slack.command("mia", "#accounts", line)
    assert shown in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("shortcut", "said", "shown"),
    [
        ("Log a promise", "promised Acme the pump by Friday", "What did you promise?*: the pump\n"),
        ("Log a mistake", "We billed Acme twice", "What happened?*: We billed Acme twice\n"),
        ("Log a contact", "Talked to Dana at Acme, all fine", "*: Talked to Dana at Acme, all fine\n"),
    ],
)
async def test_a_shortcut_understands_a_message_as_its_emoji_does(
    slack: KeptSlack, shortcut: str, said: str, shown: str
) -> None:
    message = await slack.say("mia", "#accounts", said)
    await slack.shortcut("mia", shortcut, message)
    assert "Customer*: Acme Industries" in slack.modal("mia")
    assert shown in slack.modal("mia")


@pytest.mark.parametrize(
    ("shortcut", "words"),
    [
        ("Log a promise", "What did you promise?"),
        ("Log a mistake", "What happened?"),
        ("Log a contact", "What was said?"),
    ],
)
async def test_a_shortcut_finds_a_known_name_wherever_it_stands_in_the_message(
    slack: KeptSlack, shortcut: str, words: str
) -> None:
    await slack.command("mia", "#accounts", "/customer add Fernhill Mills, Fernhill")
    said = "The gauge for Fernhill is back from the bench, the rest looks fine"
    message = await slack.say("sam", "#accounts", said)
    await slack.shortcut("mia", shortcut, message)
    form = slack.modal("mia")
    assert "Customer*: Fernhill Mills" in form
    assert f"{words}*: {said}\n" in form
    assert "How did they sound?*: Fine" not in form


async def test_a_shortcut_leaves_it_open_where_two_customers_are_named(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Fernhill")
    message = await slack.say("sam", "#accounts", "The gauges that Acme and Fernhill sent are on the bench")
    await slack.shortcut("mia", "Log a promise", message)
    assert "Customer*: Fernhill" not in slack.modal("mia")
    assert "Customer*: Acme" not in slack.modal("mia")


async def test_the_same_promise_twice_within_minutes_is_said_to_be_the_same(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri")
    assert "says the same" not in slack.said_to("mia")[-1]
    await slack.forward(timedelta(minutes=5))
    await slack.command("mia", "#accounts", "/promise Acme: Replacement pump! by Fri 5pm")
    said = slack.said_to("mia")[-1]
    assert "P-1 says the same; Undo takes this one back." in said
    await slack.click("mia", "Undo", near="P-2 saved")
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours." in slack.said_to("mia")[-1]


async def test_the_same_words_from_somebody_else_for_others_or_later_are_another_promise(
    slack: KeptSlack,
) -> None:
    for_others = "/promise new: Globex: replacement pump by Fri"
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri")
    for who, line in (
        ("sam", "/promise Acme: replacement pump by Fri"),
        ("mia", "/promise Acme: two replacement pumps by Fri"),
        ("mia", for_others),
    ):
        await slack.command(who, "#accounts", line)
        assert "says the same" not in slack.said_to(who)[-1]
    await slack.forward(timedelta(minutes=11))
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri")
    assert "saved" in slack.said_to("mia")[-1]
    assert "says the same" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise kept P-4 there")
    await slack.command("mia", "#accounts", "/promise kept P-5 there")
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri")
    assert "says the same" not in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "asks", "words"),
    [
        ("seals by 31 Feb", "There is no “31 Feb”. Which date do you mean?", "seals"),
        ("seals by 25:00", "There is no “25:00”. Which date do you mean?", "seals"),
        (
            "seals by Fri aim yesterday",
            "Our own aim: “yesterday” would be Tue 24 Nov, which is in the past",
            "seals",
        ),
        (
            "seals not before Friday",
            "“not before Friday” says from when, not by when.",
            "seals not before Friday",
        ),
        ("seals by Fri 5pm their time", "I don't know their clock.", "seals"),
        (
            "2 pumps by Fri; 3 seals by Mon",
            "There are 2 dates in it: Fri 27 Nov and Mon 30 Nov. Which one is this about?",
            "2 pumps by Fri; 3 seals by Mon",
        ),
    ],
)
async def test_a_date_that_cannot_be_meant_is_named_and_asked_about(
    slack: KeptSlack, typed: str, asks: str, words: str
) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: {typed}")
    form = slack.modal("mia")
    assert asks in form
    assert f"What did you promise?*: {words}\n" in form
    await slack.fill("mia", {"Which date were they told?": "31 Feb", "Our own aim": None})
    await slack.submit("mia")
    assert "There is no “31 Feb”." in slack.modal("mia")
    await slack.fill("mia", {"Which date were they told?": "Mon 5pm"})
    await slack.submit("mia")
    assert "Due: Mon 30 Nov, 17:00" in slack.modal("mia")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Acme: seals", "due"),
        ("Acme: seals by 31 Feb", "due"),
        ("Acme: seals by Fri aim yesterday", "aim"),
        ("Acme: by Fri", "words"),
        ("seals by 31 Feb", ""),
    ],
)
async def test_the_cursor_is_where_the_question_is(slack: KeptSlack, typed: str, field: str) -> None:
    await slack.command("mia", "#accounts", f"/promise {typed}")
    view = slack.slack.views.top(slack.slack.workspace.person("mia").id)
    assert view is not None
    focused = [
        block["block_id"] for block in view.view["blocks"] if block.get("element", {}).get("focus_on_load")
    ]
    assert focused == ([field] if field else [])
