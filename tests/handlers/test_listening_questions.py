"""A customer's question that nobody answers: it comes up in its owner's brief, and any word of ours settles it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select

from storage import questions
from storage.tables import History, Question, table
from tests.handlers.conftest import KeptSlack

TALLINN = ZoneInfo("Europe/Tallinn")
ASKED = "Could somebody send us the data sheet for the P60?"
HERE = "#acme-shared"
OFFERED = "asked something in #acme-shared"


def at(hour: int, minute: int = 0, day: int = 25, month: int = 11) -> datetime:
    """That time on a day of November 2026 in Tallinn."""
    return datetime(2026, month, day, hour, minute, tzinfo=TALLINN).astimezone(UTC)


async def ready(slack: KeptSlack) -> None:
    """#acme-shared is Acme's, Mia looks after them, and Kept listens there."""
    await slack.command("mia", "#accounts", "/customer handover Acme to @mia with everything open")
    await slack.command("mia", HERE, "/customer link Acme Industries")
    await slack.command("mia", HERE, "/kept listen on")


async def kept(slack: KeptSlack) -> list[Question]:
    """The questions that are remembered."""
    return await slack.house.db.read(_kept)


def _kept(conn: Connection) -> list[Question]:
    rows = table(Question)
    return [Question(**row) for row in conn.execute(select(rows).order_by(rows.c.id)).mappings()]


def briefs(slack: KeptSlack, who: str = "mia") -> list[str]:
    """What Kept said to somebody by itself, as it stands now."""
    person = slack.slack.workspace.person(who)
    channel = slack.slack.workspace.dm_with(person).id
    found = slack.slack.talk.everything(channel, seen_by=person.id)
    return [slack._reader(who).message(each.body) for each in found if each.body.get("metadata")]


async def test_a_question_that_nobody_answers_comes_up_in_the_owners_brief(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    (question,) = await kept(slack)
    assert question.check_at and question.check_at.replace(microsecond=0) == at(14)
    assert not [name for name, value in vars(question).items() if "P60" in str(value)]
    await slack.until(at(13, 30))
    assert briefs(slack) == []
    await slack.until(at(9, 5, day=26))
    (brief,) = briefs(slack)
    assert OFFERED in brief
    assert "They asked on Wed 25 Nov, 10:00, and nobody of us has said a word there since." in brief
    assert "You owe them" in brief
    assert "P60" not in brief


async def test_they_wait_is_logged_with_their_words_from_the_message_and_the_line_is_done(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=26))
    await slack.click("mia", "They wait: log it")
    assert ASKED in slack.modal("mia")
    await slack.submit("mia")
    assert "waits for us: Could somebody send us the data sheet" in slack.modal("mia")
    assert "since Wed 25 Nov, 10:00 (23 hours)" in slack.modal("mia")
    await slack.tick()
    assert "logged that they wait" in briefs(slack)[0]
    assert "[They wait: log it]" not in briefs(slack)[0]
    await slack.close("mia")
    await slack.command("mia", HERE, "/waiting W-1")
    assert "Where it was said" in slack.said_to("mia")[-1]
    (question,) = await kept(slack)
    assert (question.status, question.next_look_at) == ("logged", None)


async def test_answered_elsewhere_is_said_with_a_press_and_can_be_taken_back(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=26))
    await slack.click("mia", "Answered")
    assert "Acme Industries: answered. I ask no more." in slack.said_to("mia")[-1]
    await slack.tick()
    assert "said that they have their answer" in briefs(slack)[0]
    await slack.click("mia", "Undo")
    assert "Their question: that step is undone" in slack.said_to("mia")[-1]
    await slack.tick()
    assert "[They wait: log it]" in briefs(slack)[0]


@pytest.mark.parametrize("in_thread", [True, False])
async def test_any_word_of_ours_settles_it_and_leaves_nothing_behind(
    slack_on_both: KeptSlack, in_thread: bool
) -> None:
    slack = slack_on_both
    await ready(slack)
    asked = await slack.say("dana", HERE, ASKED)
    slack.slack.clock.forward(timedelta(minutes=20))
    await slack.say("sam", HERE, "Here it is.", thread=asked if in_thread else None)
    assert await kept(slack) == []
    await slack.until(at(9, 5, day=26))
    assert briefs(slack) == []


async def test_a_word_in_another_thread_settles_nothing(slack: KeptSlack) -> None:
    await ready(slack)
    other = await slack.say("sam", HERE, "The fitter comes on Monday.")
    await slack.say("dana", HERE, ASKED)
    slack.slack.clock.forward(timedelta(minutes=20))
    await slack.say("sam", HERE, "He brings the long wrench.", thread=other)
    assert len(await kept(slack)) == 1


async def test_a_word_after_it_came_up_ends_its_line(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=26))
    await slack.say("sam", HERE, "Sorry Dana, here it is.")
    await slack.tick()
    assert "[They wait: log it]" not in briefs(slack)[0]
    assert "they have their answer" in briefs(slack)[0]


@pytest.mark.parametrize("heard", [True, False], ids=["heard", "missed"])
async def test_a_nod_of_ours_settles_it_and_nothing_else_that_is_pressed_does(
    slack: KeptSlack, heard: bool
) -> None:
    await ready(slack)
    asked = await slack.say("dana", HERE, ASKED)
    await slack.react("dana", asked, "+1")
    await slack.react("sam", asked, "eyes")
    assert len(await kept(slack)) == 1
    slack.slack.events.quiet = not heard
    await slack.react("sam", asked, "+1::skin-tone-3" if heard else "white_check_mark")
    slack.slack.events.quiet = False
    assert len(await kept(slack)) == (not heard)
    await slack.until(at(9, 5, day=26))
    assert briefs(slack) == []


async def test_a_nod_after_it_came_up_ends_its_line(slack: KeptSlack) -> None:
    await ready(slack)
    asked = await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=26))
    await slack.react("sam", asked, "white_check_mark")
    await slack.tick()
    assert "they have their answer" in briefs(slack)[0]


async def test_a_word_that_kept_did_not_hear_settles_it_too(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    slack.slack.clock.forward(timedelta(minutes=20))
    slack.slack.events.quiet = True
    await slack.say("sam", HERE, "Here it is.")
    slack.slack.events.quiet = False
    await slack.until(at(9, 5, day=26))
    assert briefs(slack) == []
    assert await kept(slack) == []


async def test_a_question_that_was_deleted_or_taken_back_is_forgotten(slack: KeptSlack) -> None:
    await ready(slack)
    asked = await slack.say("dana", HERE, ASKED)
    await slack.delete("dana", asked)
    await slack.until(at(15))
    assert await kept(slack) == []
    await slack.say("dana", HERE, "When does the fitter come?")
    slack.slack.clock.forward(timedelta(minutes=1))
    await slack.say("dana", HERE, "Never mind, found it in the mail.")
    assert await kept(slack) == []


async def test_of_several_questions_in_a_row_the_first_is_kept_and_a_thread_has_its_own(
    slack: KeptSlack,
) -> None:
    await ready(slack)
    first = await slack.say("dana", HERE, ASKED)
    await slack.say("dana", HERE, "And when does the fitter come?")
    await slack.say("dana", HERE, "Is it the same flange?", thread=first)
    assert [each.thread_ts for each in await kept(slack)] == ["", first.ts]


@pytest.mark.parametrize(
    "text",
    ["Thanks, see you on Monday!", "How are you?", "<@U0DANA00001> could you look at line 2?", "`any news?`"],
)
async def test_what_asks_us_nothing_is_not_kept(slack: KeptSlack, text: str) -> None:
    await ready(slack)
    await slack.say("dana", HERE, text.replace("<@U0DANA00001>", "@dana"))
    assert await kept(slack) == []


async def test_only_a_linked_channel_that_is_listened_to_is_minded(slack: KeptSlack) -> None:
    await slack.say("dana", HERE, ASKED)
    await slack.command("mia", HERE, "/kept listen on")
    await slack.say("dana", HERE, ASKED)
    assert await kept(slack) == []
    await slack.command("mia", HERE, "/customer link Acme Industries")
    await slack.say("dana", HERE, ASKED)
    assert len(await kept(slack)) == 1
    await slack.command("mia", HERE, "/kept listen off")
    await slack.say("dana", HERE, "Could you call me?")
    assert len(await kept(slack)) == 1


async def test_colleagues_questions_among_us_are_nobodys_business(slack: KeptSlack) -> None:
    await slack.command("mia", "#globex", "/customer link Acme Industries")
    await slack.command("joe", "#globex", "/kept listen on")
    await slack.say("priya", "#globex", "Could somebody send them the data sheet?")
    assert await kept(slack) == []


async def test_while_the_owner_is_away_whoever_stands_in_hears_of_it(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.command("mia", "#accounts", "/kept away until Mon cover @sam")
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(11, 35, day=26))
    assert any(OFFERED in each for each in briefs(slack, "sam"))
    assert not any(OFFERED in each for each in briefs(slack))


async def test_a_question_moves_with_a_customer_who_becomes_part_of_another(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.command("lena", "#accounts", "/customer add Acme Bottling")
    await slack.say("dana", HERE, ASKED)
    await slack.command("lena", "#accounts", "/customer merge Acme Industries into Acme Bottling")
    assert "1 unanswered question" in slack.said_to("lena")[-1]
    await slack.click("lena", "Merge them")
    (question,) = await kept(slack)
    assert question.customer_id == 2


async def test_a_snooze_keeps_it_quiet_and_then_it_comes_again(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=26))
    await slack.click("mia", "Until tomorrow morning")
    await slack.tick()
    assert "[They wait: log it]" not in briefs(slack)[0]
    await slack.until(at(9, 5, day=27))
    assert "[They wait: log it]" in briefs(slack)[-1]


async def test_zero_hours_bring_up_nothing(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.command("lena", "#accounts", "/kept settings nudging")
    await slack.fill("lena", {"Working hours until a customer’s question is brought up": "0"})
    await slack.submit("lena")
    await slack.say("dana", HERE, ASKED)
    assert await kept(slack) == []


async def test_without_an_owner_one_lead_hears_of_it(slack: KeptSlack) -> None:
    await slack.command("mia", HERE, "/customer link Acme Industries")
    await slack.command("mia", HERE, "/kept listen on")
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 35, day=26))
    heard = [who for who in ("mia", "lena", "sam") if any(OFFERED in each for each in briefs(slack, who))]
    assert len(heard) == 1


async def test_it_rests_after_a_week(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=3, month=12), step=timedelta(hours=2))
    assert len([each for each in briefs(slack) if OFFERED in each]) == 1
    assert "[They wait: log it]" not in briefs(slack)[0]
    assert not await slack.house.db.read(questions.open_of_team, slack.house.team_id)


async def test_where_slack_gives_no_answer_it_is_tried_again(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.say("dana", HERE, ASKED)
    slack.slack.clock.forward(at(14, 1) - slack.slack.clock.now())
    slack.slack.faults.answer("conversations.history", "internal_error")
    await slack.tick()
    (question,) = await kept(slack)
    assert question.check_at == at(14, 6)
    slack.slack.clock.forward(timedelta(minutes=6))
    await slack.tick()
    (question,) = await kept(slack)
    assert question.check_at is None


async def test_noting_a_question_leaves_no_word_in_the_history(slack: KeptSlack) -> None:
    await ready(slack)
    before = await slack.house.db.read(_entries)
    await slack.say("dana", HERE, ASKED)
    await slack.until(at(9, 5, day=26))
    assert await slack.house.db.read(_entries) == before


def _entries(conn: Connection) -> int:
    rows = table(History)
    return len(conn.execute(select(rows.c.id)).all())
