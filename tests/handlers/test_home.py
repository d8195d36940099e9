"""App Home: the day's desk, a section for each thing that holds something, late ones said plainly, drawn anew as things
change."""

from datetime import timedelta

from bot.text import WORDS_MAX
from tests.desk import fill
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_limits import LONG_NAME, LONG_WORDS


async def test_home_shows_what_i_owe_soonest_first_and_says_what_is_late(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: later thing in 2 weeks")
    await slack.command("mia", "#accounts", "/promise Acme: sooner thing by tomorrow")
    await slack.forward(timedelta(days=4))
    home = await slack.home("mia")
    assert "2 open promises, 1 of them late." in home
    assert "What I owe (2)" in home
    assert home.index("sooner thing") < home.index("later thing")
    assert "late by" in home
    assert "[Kept]" in home


async def test_an_empty_home_says_so_offers_the_first_step_and_has_no_empty_sections(
    slack: KeptSlack,
) -> None:
    home = await slack.home("sam")
    assert "You owe nobody anything right now." in home
    assert "[Log a promise] [Report a mistake] [Log a contact] [They wait on us]" in home
    for title in (
        "What I owe",
        "They wait on me",
        "To put right",
        "My next steps",
        "My customers",
        "Recently",
    ):
        assert title not in home


async def test_each_thing_on_the_desk_has_its_section_with_its_count(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice @mia")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy; next demo in 2 weeks")
    home = await slack.home("mia")
    assert "1 customer waits on you. 1 case to put right." in home
    assert "They wait on me (1)" in home
    assert "To put right (1)" in home
    assert "My next steps (1)" in home
    assert "demo" in home
    assert "My customers (1)" in home
    assert "met today" in home


async def test_a_next_step_that_is_over_is_said_to_be_late(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy; next demo tomorrow")
    await slack.forward(timedelta(days=3))
    assert "late: it was for Thu 26 Nov" in await slack.home("mia")


async def test_customers_of_mine_stand_longest_unmet_first_with_their_state(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.forward(timedelta(days=50))
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy")
    mine = (await slack.home("mia")).partition("My customers (2)")[2]
    assert mine.index("🔴 Globex") < mine.index("🟢 Acme Industries · met today")
    assert "never met, a word overdue by 5 days" in mine


async def test_home_follows_what_is_done_elsewhere(slack: KeptSlack) -> None:
    await slack.home("sam")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri @sam")
    assert "pump" in slack.home_text("sam")
    await slack.command("mia", "#accounts", "/promise kept P-1")
    assert "You owe nobody anything" in slack.home_text("sam")


async def test_a_promise_is_closed_from_home(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    await slack.click("mia", "Kept", home=True)
    await slack.submit("mia")
    assert "P-1 is closed: kept" in slack.modal("mia")
    assert "You owe nobody anything" in slack.home_text("mia")


async def test_at_risk_from_home_says_until_when_to_tell_them(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    await slack.click("mia", "At risk", home=True)
    assert slack.modal("mia") == ""
    assert slack.home_text("mia").startswith("P-1 is at risk")
    assert "Tell them by today 12:00" in slack.home_text("mia")
    assert "[Told them]" in slack.home_text("mia")


async def test_what_i_did_last_is_undone_from_home(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    home = await slack.home("mia")
    assert "P-1 · Acme Industries: you gave the promise, today 10:00" in home
    await slack.click("mia", "Undo", near="P-1", home=True)
    assert slack.modal("mia") == ""
    assert slack.home_text("mia").startswith("P-1 is taken back")
    assert "You owe nobody anything" in slack.home_text("mia")
    assert "gave the promise" not in slack.home_text("mia")
    await slack.click("mia", "Put it back", home=True)
    assert "1 open promise" in slack.home_text("mia")
    await slack.forward(timedelta(minutes=1))
    assert (await slack.home("mia")).startswith("Today, ")


async def test_what_one_gesture_did_to_many_is_one_of_the_last_things(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/contact event Hannover fair: Acme, Globex")
    recent = (await slack.home("mia")).partition("Recently done")[2]
    assert recent.count("Undo") == 3  # the event, Globex and Acme


async def test_many_promises_are_shown_whole_in_pages(slack: KeptSlack) -> None:
    for number in range(17):
        await slack.command(
            "mia", "#accounts", f"/promise Acme: thing {number:02} by Fri {10 + number % 7}:00"
        )
    home = await slack.home("mia")
    assert "17 open promises, none of them late." in home
    await slack.click("mia", "Show all 17", home=True)
    assert "What I owe: 1 to 15 of 17." in slack.modal("mia")
    await slack.click("mia", "Later ones")
    assert "What I owe: 16 to 17 of 17." in slack.modal("mia")
    await slack.click("mia", "Earlier ones")
    assert "What I owe: 1 to 15 of 17." in slack.modal("mia")


async def test_a_desk_with_5000_customers_and_the_longest_words_fits_slacks_limits(slack: KeptSlack) -> None:
    await slack.house.db.write(fill, slack.house.team_id, LONG_WORDS[:WORDS_MAX], LONG_NAME, NOW)
    home = await slack.home("mia")
    assert "41 open promises, none of them late." in home
    for title, count in {
        "What I owe": "41",
        "They wait on me": "42",
        "To put right": "43",
        "My next steps": "44",
        "My customers": "5,001",
    }.items():
        assert f"{title} ({count})" in home
        await slack.click("mia", f"Show all {count}", home=True)
        assert f"{title}: 1 to 15 of {count}." in slack.modal("mia")
        await slack.click("mia", "Later ones")
        assert f"{title}: 16 to 30 of {count}." in slack.modal("mia")
        await slack.close("mia")


async def test_leads_see_what_the_team_carries_by_name_and_nobody_else_does(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by tomorrow @sam")
    await slack.command("mia", "#accounts", "/promise Acme: valve by Fri @joe")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.forward(timedelta(days=1, hours=20))
    assert "[The team]" not in await slack.home("mia")
    assert "[The team]" in await slack.home("lena")
    await slack.click("lena", "The team", home=True)
    team = slack.modal("lena")
    assert team.index("Joe Halloran") < team.index("Mia Tamm") < team.index("Sam Okafor")
    assert "Joe Halloran: 1 open promise" in team
    assert "Sam Okafor: 1 open promise, late" in team
    assert "Mia Tamm: 1 customer waits" in team


async def test_a_lead_reads_first_of_grave_cases_that_nobody_has_taken_and_opens_them(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Globex: pump by Fri")
    await slack.click("mia", "New customer: Globex")
    await slack.command("mia", "#accounts", "/mistake Globex: invoice billed twice")
    await slack.command("sam", "#accounts", "/customer who Globex")
    assert "has no owner" not in await slack.home("mia")
    home = await slack.home("lena")
    assert home.index("1 case of high severity has no owner.") < home.index("You owe nobody anything")
    await slack.click("lena", "Show it", home=True)
    assert "1 open case with no owner yet." in slack.modal("lena")
    assert "M-1 · Globex" in slack.modal("lena")
    await slack.click("lena", "I take it")
    await slack.close("lena")
    assert "has no owner" not in await slack.home("lena")


async def test_the_team_lists_what_nobody_has_taken_with_a_press(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Globex: pump by Fri")
    await slack.click("mia", "New customer: Globex")
    for number in range(17):
        await slack.command("mia", "#accounts", f"/mistake Globex: wrong seal {number:02} sent")
    await slack.home("lena")
    await slack.click("lena", "The team", home=True)
    team = slack.modal("lena")
    assert "17 cases without an owner\n1 customer without an owner" in team
    await slack.click("lena", "Show the cases")
    assert "17 open cases with no owner yet, the oldest first. Here 1 to 15." in slack.modal("lena")
    await slack.click("lena", "Later ones")
    assert "Here 16 to 17." in slack.modal("lena")
    await slack.close("lena")
    await slack.click("lena", "The team", home=True)
    await slack.click("lena", "Show the customer")
    assert "Customers without an owner: 1" in slack.modal("lena")


async def test_recently_done_reaches_back_a_week_with_one_line_and_one_undo_each(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.forward(timedelta(days=5))
    await slack.command("mia", "#accounts", "/promise Acme: valve in 2 weeks")
    recent = (await slack.home("mia")).partition("Recently done\n")[2]
    assert recent.splitlines()[0] == "P-2 · Acme Industries: you gave the promise, today 10:00 [Undo]"
    assert "P-1 · Acme Industries: you gave the promise" in recent
    await slack.forward(timedelta(days=3))
    recent = (await slack.home("mia")).partition("Recently done\n")[2]
    assert "P-2" in recent
    assert "P-1" not in recent
