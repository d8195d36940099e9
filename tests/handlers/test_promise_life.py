"""A promise after it was given: listed, opened, moved, at risk, told, closed, proved."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/promise Acme: replacement pump by Fri 5pm"


async def give(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)


async def test_mine_lists_my_open_promises_soonest_first_and_late_ones_plainly(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: later thing by next Friday")
    await slack.command("mia", "#accounts", "/promise Acme: sooner thing by tomorrow 12:00")
    await slack.command("mia", "#accounts", "/promise Acme: undated thing ASAP")
    await slack.command("sam", "#accounts", "/promise Acme: not mine by tomorrow")
    await slack.forward(timedelta(days=3))
    await slack.command("mia", "#accounts", "/promise mine")
    said = slack.said_to("mia")[-1]
    assert "3 open promises of yours, soonest first" in said
    assert said.index("sooner thing") < said.index("later thing") < said.index("undated thing")
    assert "late by 1 day" in said
    assert "not mine" not in said


async def test_a_reference_opens_the_card_with_everything_on_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE + " @sam aim Thu")
    await slack.command("mia", "#accounts", "/promise p12".replace("12", "1"))
    card = slack.said_to("mia")[-1]
    for part in (
        "P-1 · Acme Industries",
        "replacement pump",
        "Fri 27 Nov, 17:00",
        "Our own aim: Thu 26 Nov",
        "@sam",
    ):
        assert part in card
    for button in ("[Kept]", "[At risk]", "[New date]", "[Edit]"):
        assert button in card
    assert "gave the promise" in card


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("kept P-1 tracking 1Z999", "is closed: kept. Proof: tracking 1Z999"),
        ("done P-1", "is closed: kept. What shows it?"),
        ("partly P-1 two of three", "is closed: partly kept. Proof: two of three"),
        ("not kept P-1", "is closed: not kept."),
        ("called off P-1 they cancelled", "is closed: called off."),
        ("P-1 kept customer said so", "is closed: kept. Proof: customer said so"),
    ],
)
async def test_each_ending_can_be_typed(slack: KeptSlack, typed: str, shown: str) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert shown in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "no open promises" in slack.said_to("mia")[-1]


async def test_the_card_closes_by_button_with_proof(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "Kept")
    await slack.fill("mia", {"What shows it?": "tracking 1Z999"})
    await slack.submit("mia")
    assert "P-1 is closed: kept. Proof: tracking 1Z999" in slack.modal("mia")


async def test_a_file_can_be_the_proof(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "Kept")
    await slack.fill("mia", {"Or a file": ("delivery-note.txt", b"signed by Dana")})
    await slack.submit("mia")
    assert "is closed: kept. Proof: http" in slack.modal("mia")


async def test_kept_late_is_said_once_the_date_has_passed_and_refused_before(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise late P-1 credit note CN-7")
    said = slack.said_to("mia")[-1]
    assert "Fri 27 Nov, has not passed yet, so it cannot be kept late" in said
    assert "/promise late P-1 credit note CN-7" in said
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Kept late" not in slack.said_to("mia")[-1]
    await slack.click("mia", "Kept")
    await slack.fill("mia", {"How did it end?": "Kept late"})
    outcome = await slack.submit("mia")
    assert "has not passed yet" in outcome.errors["outcome"]
    await slack.forward(timedelta(days=5))
    await slack.command("mia", "#accounts", "/promise late P-1 credit note CN-7")
    assert "is closed: kept late. Proof: credit note CN-7" in slack.said_to("mia")[-1]


@pytest.mark.parametrize("told", ["Yes, they know", "Not yet"])
async def test_an_owner_hears_what_a_colleague_moved(slack: KeptSlack, told: str) -> None:
    await give(slack)
    await slack.command("sam", "#accounts", "/promise P-1")
    await slack.click("sam", "New date")
    await slack.fill("sam", {"New date": "Tuesday", "Has Acme Industries been told?": told})
    await slack.submit("sam")
    news = slack.said_to("mia")[-1]
    assert "P-1: @sam moved it to Tue 1 Dec" in news
    assert ("It was due Fri 27 Nov." in news) == (told == "Yes, they know")
    assert ("the customer is not told yet" in news) == (told == "Not yet")
    await slack.click("mia", "Open", near="@sam moved it")
    assert "[New date]" in slack.said_to("mia")[-1]


async def test_who_moves_their_own_promise_hears_of_it_once(slack: KeptSlack) -> None:
    await give(slack)
    before = len(slack.said_to("mia"))
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    assert len(slack.said_to("mia")) == before + 1


@pytest.mark.parametrize("ending", ["Kept late", "Partly kept", "Not kept", "Called off"])
async def test_every_other_ending_is_in_the_menu_of_the_card(slack: KeptSlack, ending: str) -> None:
    await give(slack)
    await slack.forward(timedelta(days=5))
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", ending)
    await slack.submit("mia")
    assert f"P-1 is closed: {ending.lower()}" in slack.modal("mia")


async def test_kept_after_the_told_date_is_kept_late_unless_somebody_says_it_was_on_time(
    slack: KeptSlack,
) -> None:
    await give(slack)
    await slack.forward(timedelta(days=5))
    await slack.command("mia", "#accounts", "/promise kept P-1")
    assert "is closed: kept late. The told date has passed." in slack.said_to("mia")[-1]
    await slack.click("mia", "It was kept on time")
    assert "P-1 is closed: kept." in slack.said_to("mia")[-1]


async def test_proof_can_be_added_after_closing(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.click("mia", "Add proof")
    await slack.fill("mia", {"What shows it?": "customer said so"})
    await slack.submit("mia")
    assert "has its proof: customer said so" in slack.modal("mia")


async def test_a_moved_date_counts_only_once_the_customer_has_been_told(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    said = slack.said_to("mia")[-1]
    assert "New date Tue 1 Dec" in said
    assert "has not been told. Until then the old date counts." in said
    assert "Tell them by today 12:00" in said
    assert "Due: Fri 27 Nov" in said
    await slack.click("mia", "Told them")
    said = slack.said_to("mia")[-1]
    assert "they know. It is due Tue 1 Dec" in said


async def test_the_form_for_a_new_date_asks_whether_they_were_told(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "New date")
    await slack.fill("mia", {"New date": "Tuesday", "Has Acme Industries been told?": "Yes, they know"})
    await slack.submit("mia")
    assert "is due Tue 1 Dec" in slack.modal("mia")


@pytest.mark.parametrize("typed", ["", "sometime", "ASAP"])
async def test_a_move_without_a_readable_date_opens_the_form(slack: KeptSlack, typed: str) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise move P-1 to {typed}")
    assert "New date for P-1" in slack.modal("mia")


async def test_a_new_date_in_the_past_is_refused(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "New date")
    await slack.fill("mia", {"New date": "yesterday"})
    outcome = await slack.submit("mia")
    assert "in the past" in outcome.errors["due"]


async def test_at_risk_starts_two_working_hours_to_tell_them_and_drafts_the_note_from_facts(
    slack: KeptSlack,
) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise risk P-1 the pump is stuck in customs")
    said = slack.said_to("mia")[-1]
    assert "P-1 is at risk" in said
    assert "Tell them by today 12:00" in said
    assert "I still need either a new date or what we do about it" in said
    await slack.click("mia", "Write the note")
    assert "the pump is stuck in customs" in slack.modal("mia")
    await slack.fill(
        "mia", {"What do we do about it?": "A rented pump comes tomorrow.", "New date": "Tuesday"}
    )
    await slack.submit("mia")
    note = slack.modal("mia")
    assert "What we promised you, for Fri 27 Nov, 17:00 (Tallinn time): replacement pump" in note
    assert "What happened: the pump is stuck in customs" in note
    assert "What we are doing about it: A rented pump comes tomorrow." in note
    assert "The new date: Tue 1 Dec" in note


async def test_the_tell_clock_stands_still_outside_working_hours(slack: KeptSlack) -> None:
    await give(slack)
    await slack.forward(timedelta(hours=6))  # 16:00 in Tallinn
    await slack.command("mia", "#accounts", "/promise risk P-1")
    assert "Tell them by tomorrow 10:00" in slack.said_to("mia")[-1]


async def test_told_stops_the_clock(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise risk P-1")
    await slack.command("mia", "#accounts", "/promise told P-1")
    assert "they know that it is at risk" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Tell them by" not in slack.said_to("mia")[-1]


async def test_editing_corrects_what_was_logged(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.click("mia", "Edit")
    await slack.fill(
        "mia", {"What did you promise?": "two replacement pumps", "Which date were they told?": "Thursday"}
    )
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "P-1 is corrected." in shown
    assert "two replacement pumps" in shown
    assert "Thu 26 Nov" in shown


async def test_an_edit_from_another_zone_leaves_an_untouched_date_where_it_was(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("joe", "#accounts", "/promise edit P-1")
    await slack.fill("joe", {"What did you promise?": "a better pump"})
    await slack.submit("joe")
    assert "Due: Fri 27 Nov, 17:00 (Tallinn time)" in slack.modal("joe")


async def test_a_new_owner_by_edit_hears_of_it(slack: KeptSlack) -> None:
    await give(slack)
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"Owner": "joe"})
    await slack.submit("mia")
    assert "@mia made you the owner of a promise" in slack.said_to("joe")[-1]


async def test_whoever_loses_a_promise_by_an_edit_hears_of_it(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("lena", "#accounts", "/promise edit P-1")
    await slack.fill("lena", {"Owner": "joe"})
    await slack.submit("lena")
    assert "you are its owner no longer" in slack.said_to("mia")[-1]
    assert "@lena made you the owner of a promise" in slack.said_to("joe")[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("kept", "Which promise?"),
        ("P-99", "There is no P-99"),
        ("kept P-99", "There is no P-99"),
        ("P-1 dance", "I don't know what to do to P-1 with that"),
    ],
)
async def test_what_cannot_be_done_is_answered_with_what_to_type(
    slack: KeptSlack, typed: str, said: str
) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert said in slack.said_to("mia")[-1]


async def test_a_stale_button_shows_how_it_stands_now(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.command("joe", "#accounts", "/promise called off P-1")
    await slack.click("mia", "At risk")
    said = slack.sees("mia", "#accounts")
    assert "P-1 is closed already: called off." in said
    assert "closed it as called off" in said


async def test_two_people_closing_at_once_close_it_once_and_the_second_is_told(slack: KeptSlack) -> None:
    await give(slack)
    for person in ("mia", "joe"):
        await slack.command(person, "#accounts", "/promise P-1")
        await slack.click(person, "Kept")
    await slack.submit("mia")
    await slack.submit("joe")
    assert "P-1 is closed: kept" in slack.modal("mia")
    assert "P-1 is closed already: kept." in slack.modal("joe")


@pytest.mark.parametrize("typed", ["kept P-1 and P-2", "kept P-1, P-2", "move P-1 and P-2 to Tue"])
async def test_several_references_are_asked_for_one_at_a_time(slack: KeptSlack, typed: str) -> None:
    await give(slack)
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert "One promise at a time" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "2 open promises" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    "story",
    [
        "the supplier called on Monday, pump broken",
        "supplier says it ships next week",
        "the customs office is closed until Monday",
        "the seals were due by Tuesday",
    ],
)
async def test_a_date_in_the_story_of_a_risk_is_not_taken_for_the_new_one(
    slack: KeptSlack, story: str
) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise risk P-1 {story}")
    said = slack.said_to("mia")[-1]
    assert "New date" not in said
    assert "I still need either a new date or what we do about it" in said


@pytest.mark.parametrize(
    ("typed", "story"),
    [
        ("stuck in customs, new date Tue", "stuck in customs"),
        ("stuck in customs. New date: Tue", "stuck in customs."),
        ("stuck in customs, now Tue", "stuck in customs"),
        ("pump comes back by Tue", "pump comes back by Tue"),
    ],
)
async def test_a_new_date_is_taken_from_the_line_where_it_is_said_to_be_one(
    slack: KeptSlack, typed: str, story: str
) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise risk P-1 {typed}")
    said = slack.said_to("mia")[-1]
    assert "The new date: Tue 1 Dec" in said
    assert f"What happened: {story}\n" in said


async def test_what_could_not_be_read_as_a_date_stands_in_the_form_to_be_put_right(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise move P-1 to Tuesday because customs holds it")
    form = slack.modal("mia")
    assert "I can't read “Tuesday because customs holds it” as a date." in form
    assert form.count("Tuesday because customs holds it") == 2
    await slack.close("mia")
    long = "the Tuesday on which customs will have looked at it" * 4
    await slack.command("mia", "#accounts", f"/promise move P-1 to {long}")
    assert long in slack.modal("mia")


async def test_words_and_a_file_are_both_kept_as_the_proof(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "Kept")
    await slack.fill(
        "mia", {"What shows it?": "signed by Dana", "Or a file": ("note.txt", b"signed by Dana")}
    )
    await slack.submit("mia")
    assert "Proof: signed by Dana · http" in slack.modal("mia")


async def test_a_file_can_be_added_as_the_proof_after_closing(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.click("mia", "Add proof")
    await slack.fill("mia", {"Or a file": ("note.txt", b"signed by Dana")})
    await slack.submit("mia")
    assert "has its proof: http" in slack.modal("mia")


async def test_an_owner_hears_how_a_colleague_closed_their_promise_and_can_undo_it(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("sam", "#accounts", "/promise not kept P-1")
    assert "P-1: @sam closed it: not kept." in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="closed it: not kept")
    assert "replacement pump · on track" in slack.said_to("mia")[-1]


async def test_an_earlier_date_asks_for_no_note_on_what_went_wrong(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise move P-1 to Thu")
    said = slack.said_to("mia")[-1]
    assert "[Told them]" in said
    assert "Write the note" not in said


async def test_a_promise_without_a_date_has_no_old_date_that_counts(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump ASAP")
    await slack.command("mia", "#accounts", "/promise risk P-1 customs, new date Tue")
    said = slack.said_to("mia")[-1]
    assert "which Acme Industries has not been told." in said
    assert "the old date" not in said


async def test_a_move_before_our_own_aim_says_that_the_aim_is_gone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE + " aim Thu 4pm")
    await slack.command("mia", "#accounts", "/promise move P-1 to Thu noon")
    assert "Our own aim" not in slack.said_to("mia")[-1]
    await slack.click("mia", "Told them")
    assert "Our own aim came after that date, so it is gone." in slack.said_to("mia")[-1]


async def test_a_proof_that_is_typed_after_closing_is_added(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await give(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.forward(timedelta(days=5))
    await slack.command("mia", "#accounts", "/promise kept P-1 customer said so")
    assert "P-1 has its proof: customer said so" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise kept P-1 1Z999")
    assert "P-1 has its proof: customer said so · 1Z999" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Proof: customer said so\n" in slack.said_to("mia")[-1]
    assert "kept late" not in slack.said_to("mia")[-1]


@pytest.mark.parametrize("typed", ["not kept P-1 we forgot the seals", "risk P-1 we forgot the seals"])
async def test_what_is_typed_to_a_promise_that_ended_otherwise_is_said_back(
    slack: KeptSlack, typed: str
) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", f"/promise {typed}")
    said = slack.said_to("mia")[-1]
    assert "P-1 is closed already: kept. You had typed: we forgot the seals" in said


@pytest.mark.parametrize("ending", ["not kept", "called off"])
async def test_what_is_said_with_a_promise_that_was_not_kept_is_why(slack: KeptSlack, ending: str) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise {ending} P-1")
    said = slack.said_to("mia")[-1]
    assert f"is closed: {ending}. Why? A few words are enough." in said
    await slack.click("mia", "Say why")
    await slack.fill("mia", {"Why?": "they bought elsewhere"})
    await slack.submit("mia")
    assert "P-1 has its reason: they bought elsewhere" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Why: they bought elsewhere" in slack.said_to("mia")[-1]
    assert "roof" not in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("delete P-1", "edit or undo, for example /promise move P-1 to Tue. edit P-1 @sam gives it to Sam"),
        ("reopen P-1", "undo P-1 takes your last step on it back, also how it ended."),
        ("mine @sam", "/promise mine lists your own promises."),
        ("mine all", "/promise mine lists your own promises."),
        ("#P-1", "P-1 · Acme Industries"),
    ],
)
async def test_what_people_try_is_answered_and_no_form_opens(slack: KeptSlack, typed: str, said: str) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert said in slack.said_to("mia")[-1]
    assert slack.modal("mia") == ""


async def test_a_promise_is_assigned_in_the_form_that_corrects_it(slack: KeptSlack) -> None:
    await give(slack)
    await slack.command("mia", "#accounts", "/promise assign P-1 to @sam")
    await slack.submit("mia")
    assert "P-1 is corrected." in slack.modal("mia")
    assert "@mia made you the owner of a promise" in slack.said_to("sam")[-1]


async def test_of_two_colleagues_side_by_side_the_one_who_does_not_own_it_is_named(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: hose by Fri @lena @tom")
    said = slack.said_to("mia")[-1]
    assert "Owner: @tom" in said
    assert "A promise has one owner, here Tom" in said
    assert "Lena Kask stayed in the words." in said
    await slack.command("mia", "#accounts", "/promise Acme: hose for @lena by Fri @tom")
    assert "one owner" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise Acme: seals by Fri @Sam Okafor")
    assert "Acme Industries: seals\nDue" in slack.said_to("mia")[-1]
    assert "Owner: @sam" in slack.said_to("mia")[-1]
