"""Practice: everything is carried out and nothing stays, nobody else hears of it, and every answer says so."""

from datetime import timedelta

from tests.handlers.conftest import KeptSlack

NOT_SAVED = "Practice: nothing of this is saved."


async def practise(slack: KeptSlack, who: str = "mia") -> None:
    await slack.command(who, "#accounts", "/kept practice")
    assert "You are practising now." in slack.said_to(who)[-1]
    assert "It ends by itself today 10:30" in slack.said_to(who)[-1]


async def test_what_is_said_in_practice_is_answered_as_always_and_never_saved(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await practise(slack)
    for _ in range(2):
        await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
        said = slack.said_to("mia")[-1]
        assert said.startswith(NOT_SAVED)
        assert "P-1 saved. Acme Industries: pump" in said
        assert "[Stop practising]" in said
    await slack.command("sam", "#accounts", "/promise P-1")
    assert "There is no P-1" in slack.said_to("sam")[-1]
    assert NOT_SAVED not in slack.said_to("sam")[-1]
    await slack.click("mia", "Stop practising")
    assert "Practice is over." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    assert slack.said_to("mia")[-1].startswith("P-1 saved.")
    assert "1 open promise" in await slack.home("mia")


async def test_nobody_else_hears_of_it(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri @sam")
    assert "P-1 saved" in slack.said_to("mia")[-1]
    assert slack.said_to("sam") == []


async def test_every_topic_is_practised_with_answers_that_say_so(slack: KeptSlack) -> None:
    await practise(slack)
    for line in (
        "/mistake Acme: invoice billed twice",
        "/contact Acme: called Dana, happy with the pump; next demo in 2 weeks",
        "/waiting Acme: call Dana back in 2h",
        "/customer add Globex",
        "/promise mine",
        "/kept help",
        "/promise P-77",
    ):
        await slack.command("mia", "#accounts", line)
        assert slack.said_to("mia")[-1].startswith(NOT_SAVED), line
    await slack.command("sam", "#accounts", "/customer Globex")
    assert "I don't know “Globex”" in slack.said_to("sam")[-1]


async def test_buttons_under_what_was_practised_say_that_nothing_is_there(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.click("mia", "Undo")
    assert "There is nothing to undo: that was practice" in slack.said_to("mia")[-1]
    await slack.click("mia", "Edit", near="P-1 saved")
    assert "“Edit” works on what is saved." in slack.said_to("mia")[-1]


async def test_an_old_button_of_practice_never_touches_what_is_real(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise Acme: practised by Fri 5pm")
    await slack.forward(timedelta(minutes=31))
    await slack.command("mia", "#accounts", "/promise Acme: real by Fri 5pm")
    assert slack.said_to("mia")[-1].startswith("P-1 saved.")
    await slack.click("mia", "Undo", near="practised")
    assert "There is nothing to undo" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "real" in slack.said_to("mia")[-1]


async def test_a_form_opened_in_practice_is_never_sent_off_in_earnest(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise")
    assert NOT_SAVED in slack.modal("mia")
    await slack.fill("mia", {"What did you promise?": "pump"})
    await slack.choose("mia", "Customer", "Acme", "Acme Industries")
    await slack.forward(timedelta(hours=2))
    await slack.submit("mia")
    assert NOT_SAVED in slack.modal("mia")
    await slack.command("sam", "#accounts", "/promise P-1")
    assert "There is no P-1" in slack.said_to("sam")[-1]


async def test_which_customer_can_be_practised_too(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise Acmee: pump by Fri 5pm")
    await slack.click("mia", "Acme Industries (C-1)")
    assert slack.said_to("mia")[-1].startswith(NOT_SAVED)
    assert "P-1 saved. Acme Industries: pump" in slack.said_to("mia")[-1]


async def test_it_ends_by_itself_after_half_an_hour(slack: KeptSlack) -> None:
    await practise(slack)
    assert "Practice: nothing of what you say is saved." in await slack.home("mia")
    await slack.forward(timedelta(minutes=30))
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    assert slack.said_to("mia")[-1].startswith("P-1 saved.")
    assert "Practice" not in slack.home_text("mia")
    await slack.command("mia", "#accounts", "/kept practice stop")
    assert "You are not practising" in slack.said_to("mia")[-1]


async def test_what_was_real_before_is_seen_in_practice_and_stays_as_it_was(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    assert "P-1 is closed: kept" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept undo")
    assert slack.said_to("mia")[-1].startswith(NOT_SAVED)
    await slack.command("sam", "#accounts", "/promise P-1")
    assert "on track" in slack.said_to("sam")[-1]


async def test_practice_is_no_step_that_undo_takes_back(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await practise(slack)
    await slack.command("mia", "#accounts", "/kept practice stop")
    await slack.command("mia", "#accounts", "/kept undo")
    assert "P-1" in slack.said_to("mia")[-1]


async def test_what_another_person_says_meanwhile_is_saved(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.command("sam", "#accounts", "/promise Acme: pump by Fri 5pm")
    assert slack.said_to("sam")[-1].startswith("P-1 saved.")


async def test_plain_words_to_kept_are_practised_too(slack: KeptSlack) -> None:
    await practise(slack)
    await slack.say("mia", "@kept", "promised Acme the pump by Friday")
    assert slack.said_to("mia")[-1].startswith(NOT_SAVED)
    assert "P-1 saved" in slack.said_to("mia")[-1]
    await slack.command("sam", "#accounts", "/promise P-1")
    assert "There is no P-1" in slack.said_to("sam")[-1]


async def test_a_case_that_a_broken_promise_opens_is_practised(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await practise(slack)
    await slack.command("mia", "#accounts", "/promise not kept P-1")
    assert slack.said_to("mia")[-1].startswith(NOT_SAVED)
    assert "not kept" in slack.said_to("mia")[-1]
    await slack.command("sam", "#accounts", "/mistake M-1")
    assert "There is no M-1" in slack.said_to("sam")[-1]


async def test_a_long_list_still_fits_with_the_remark(slack: KeptSlack) -> None:
    for number in range(12):
        await slack.command("mia", "#accounts", f"/promise Acme: thing {number} by Fri 5pm")
        await slack.command("mia", "#accounts", f"/waiting Acme: answer {number} in 2h")
    await practise(slack)
    for line in ("/customer Acme", "/kept mine", "/promise mine", "/kept settings"):
        await slack.command("mia", "#accounts", line)
        assert slack.said_to("mia")[-1].startswith(NOT_SAVED), line
        assert "[Stop practising]" in slack.said_to("mia")[-1], line


async def test_what_is_said_again_and_again_never_runs_dry(slack: KeptSlack) -> None:
    await practise(slack)
    await practise(slack)
    await slack.click("mia", "Stop practising")
    await slack.click("mia", "Practise again")
    assert "You are practising now." in slack.said_to("mia")[-1]
