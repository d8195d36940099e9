"""Staying in touch as people live it: the words that are due, next steps, first days, and what each answer does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from storage import customers, preferences, rows
from tests.handlers.conftest import KeptSlack

TALLINN = ZoneInfo("Europe/Tallinn")
HOUR = timedelta(hours=1)


def morning(month: int, day: int, year: int = 2026) -> datetime:
    """Just after the hour of the briefs in Tallinn."""
    return datetime(year, month, day, 9, 5, tzinfo=TALLINN).astimezone(UTC)


async def until(slack: KeptSlack, moment: datetime) -> None:
    await slack.until(moment, step=2 * HOUR)


def briefs(slack: KeptSlack, who: str = "mia") -> list[str]:
    """What Kept said to somebody by itself, the oldest first, as it stands now."""
    person = slack.slack.workspace.person(who)
    channel = slack.slack.workspace.dm_with(person).id
    found = slack.slack.talk.everything(channel, seen_by=person.id)
    return [slack._reader(who).message(each.body) for each in found if each.body.get("metadata")]


async def test_a_word_that_is_overdue_comes_with_a_question_and_is_answered_by_a_contact(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer rhythm Acme 10")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all good")
    await slack.click("mia", "Nothing needed")
    await until(slack, morning(12, 2))
    assert briefs(slack) == []
    await until(slack, morning(12, 3))
    (due,) = briefs(slack)
    assert "By their rhythm, every 10 days, a word is due by Sat 5 Dec." in due
    await until(slack, morning(12, 7))
    _, overdue = briefs(slack)
    assert "The last talk with them was on Wed 25 Nov." in overdue
    assert "a word was due by Sat 5 Dec." in overdue
    assert "Worth asking: “" in overdue
    for label in ("Log contact", "Hand over", "Change rhythm", "Snooze"):
        assert label in overdue
    await slack.command("mia", "#accounts", "/contact Acme: called Dana again, she is happy")
    await slack.tick()
    assert "Change rhythm" not in briefs(slack)[-1]
    await until(slack, morning(12, 14))
    assert len(briefs(slack)) == 2


async def test_the_rhythm_is_changed_from_the_line_and_that_can_be_undone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer rhythm Acme 10")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all good")
    await slack.click("mia", "Nothing needed")
    await until(slack, morning(12, 7))
    await slack.click("mia", "Change rhythm")
    assert "Empty: as often as their tier says, every 45 days." in slack.modal("mia")
    await slack.fill("mia", {"Days between contacts": "30"})
    await slack.submit("mia")
    assert "hears from us every 30 days, if we can." in slack.modal("mia")
    await slack.tick()
    assert "Change rhythm" not in briefs(slack)[-1]
    await slack.click("mia", "Undo")
    await slack.tick()
    assert "Change rhythm" in briefs(slack)[-1]


async def test_a_wrong_rhythm_or_plan_is_said_under_its_field(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer rhythm Acme")
    await slack.fill("mia", {"Days between contacts": "often"})
    await slack.submit("mia")
    assert "Say the rhythm as a number of days" in slack.modal("mia")
    await slack.fill("mia", {"Days between contacts": "", "The plan for their first days": "soon"})
    await slack.submit("mia")
    assert "Say the days after the first one as numbers" in slack.modal("mia")
    await slack.fill("mia", {"The plan for their first days": "off"})
    await slack.submit("mia")
    assert "hears from us every 45 days, if we can." in slack.modal("mia")


async def test_a_rhythm_that_is_so_already_shows_the_card(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer rhythm Acme default")
    assert "Nothing was changed: it says that already." in slack.said_to("mia")[-1]


async def test_a_next_step_comes_on_the_morning_of_its_day_and_is_done_with_a_press(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy; next send the samples on Fri")
    await until(slack, morning(11, 26))
    assert briefs(slack) == []
    await until(slack, morning(11, 27))
    (brief,) = briefs(slack)
    assert "It is planned for Fri 27 Nov." in brief
    assert "After: called Dana, happy" in brief
    await slack.click("mia", "Done")
    assert "Done: Acme Industries" in slack.said_to("mia")[-1]
    await slack.tick()
    assert "took the next step" in briefs(slack)[0]
    await until(slack, morning(12, 1))
    assert len(briefs(slack)) == 1


async def test_a_next_step_that_is_late_is_moved_from_the_line(slack: KeptSlack) -> None:
    await slack.command(
        "mia", "#accounts", "/contact Acme: called Dana, happy; next send the samples tomorrow"
    )
    await until(slack, morning(11, 27))
    assert "It was planned for Thu 26 Nov. Is it done, or is another day better?" in briefs(slack)[-1]
    await slack.click("mia", "New date")
    await slack.fill("mia", {"When is that?": "next Wednesday"})
    await slack.submit("mia")
    await slack.tick()
    assert "planned the next step" in briefs(slack)[-1]
    await until(slack, morning(12, 2))
    assert "It is planned for Wed 2 Dec." in briefs(slack)[-1]


async def test_a_step_at_an_hour_comes_shortly_before_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy; next call her on Fri 3pm")
    await until(slack, morning(11, 27))
    assert len(briefs(slack)) == 1
    await slack.until(datetime(2026, 11, 27, 12, 35, tzinfo=UTC))
    assert "It is planned for Fri 27 Nov, 15:00." in briefs(slack)[-1]
    assert len(briefs(slack)) == 2


async def test_a_new_customers_first_days_are_asked_for_and_a_contact_near_one_counts(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/customer plan Acme 2, 7")
    assert "In their first days: on day 2, 7 after Wed 25 Nov." in slack.said_to("mia")[-1]
    await until(slack, morning(11, 27))
    (first,) = briefs(slack)
    assert "Fri 27 Nov is day 2 of their first days with us." in first
    assert "Change the plan" in first
    await until(slack, morning(11, 30))
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, she gets on well")
    await slack.click("mia", "Nothing needed")
    await until(slack, morning(12, 4))
    assert len(briefs(slack)) == 1


async def test_a_prospect_who_becomes_a_customer_begins_their_first_days(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer prospect Acme")
    await slack.command("mia", "#accounts", "/customer active Acme")
    await until(slack, morning(11, 27))
    assert "They are our customer since Wed 25 Nov" in briefs(slack)[0]


async def test_what_matters_to_them_goes_with_the_line(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer plan Acme 2")
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "What matters to them …")
    await slack.fill(
        "mia",
        {
            "What matters to them": "No standstill in the bottling hall",
            "How they like to be reached": "Call before noon",
            "Don't": "No mails on Fridays",
        },
    )
    await slack.submit("mia")
    await until(slack, morning(11, 27))
    (brief,) = briefs(slack)
    assert "What matters to them: No standstill in the bottling hall" in brief
    assert "How to reach them: Call before noon" in brief
    assert "Don't: No mails on Fridays" in brief


async def test_three_things_that_cost_goodwill_are_told_to_the_owner_and_a_lead_with_the_reasons(
    slack: KeptSlack,
) -> None:
    await slack.command("lena", "#accounts", "/kept settings workspace")
    await slack.fill("lena", {"Leads": ["lena"]})
    await slack.submit("lena")
    for words in ("invoice billed twice", "wrong pump sent", "fitter came a day late"):
        await slack.command("mia", "#accounts", f"/mistake Acme: {words}")
    await until(slack, morning(11, 26))
    said = "we made 3 mistakes, the last on Wed 25 Nov (M-3, M-2 and M-1). A sincere word"
    assert any(said in each for each in briefs(slack))
    (lead,) = (each for each in slack.said_to("lena") if said in each)
    assert "looked after by @mia, who has this, too" in lead


async def test_after_they_left_one_talk_is_asked_for_and_writing_it_down_ends_that(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer lost Acme")
    await slack.fill("mia", {"Why did they leave?": "Someone failed"})
    await slack.submit("mia")
    await slack.close("mia")
    await until(slack, morning(11, 27))
    assert briefs(slack) == []
    await until(slack, morning(11, 30))
    (brief,) = briefs(slack)
    assert "They left us on Wed 25 Nov, and what they say of it is not written down." in brief
    await slack.click("mia", "Write it down")
    await slack.fill("mia", {"What did they say?": "You never called."})
    await slack.submit("mia")
    await until(slack, morning(12, 11))
    assert len(briefs(slack)) == 1


async def test_a_line_that_is_handed_over_is_the_other_ones_from_then_on(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer rhythm Acme 10")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all good")
    await slack.click("mia", "Nothing needed")
    await until(slack, morning(12, 7))
    await slack.click("mia", "Hand over")
    await slack.fill("mia", {"Who takes over?": "sam"})
    await slack.submit("mia")
    await slack.tick()
    assert "Change rhythm" not in briefs(slack)[-1]
    await until(slack, morning(12, 8))
    assert len(briefs(slack)) == 2
    assert "a word was due by Sat 5 Dec." in briefs(slack, "sam")[-1]


async def test_a_customer_of_nobodys_is_said_to_a_lead_who_takes_them(slack: KeptSlack) -> None:
    def leave(conn: Connection) -> None:
        row = customers.by_number(conn, slack.house.team_id, 1)
        assert row is not None
        now = slack.house.clock()
        rows.change(conn, row, "handed over", {"owner_id": None}, by="U0MIA000001", via="form", now=now)
        preferences.put(
            conn, slack.house.team_id, "workspace", "", "leads", ["U0SAM000001"], by="", via="form", now=now
        )

    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by 18 Dec")
    await slack.house.db.write(leave)
    await until(slack, morning(11, 26))
    assert "They have no owner, so nobody hears when they need something." in briefs(slack, "sam")[-1]
    await slack.click("sam", "I take them")
    assert "is yours now." in slack.said_to("sam")[-1]
    await slack.tick()
    assert "I take them" not in briefs(slack, "sam")[0]
