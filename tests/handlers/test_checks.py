"""How a promise stands, as people answer; and what came of asking the customer afterwards, for promises and cases."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from handlers.views import nudge_mistakes, nudge_promises, nudge_waiting
from handlers.views.eye import Eye
from handlers.views.nudges import Line
from storage.rows import first
from storage.tables import Customer, Mistake, Nudge, Promise, Waiting, table
from tests.bot.looked_at import HOURS, TALLINN
from tests.handlers.conftest import NOW, KeptSlack

GIVE = "/promise Acme: replacement pump by Fri 5pm"


async def promise_of(slack: KeptSlack) -> Promise:
    def ask(conn: Connection) -> Promise | None:
        rows = table(Promise)
        return first(Promise, conn.execute(select(rows).where(rows.c.number == 1)))

    found = await slack.house.db.read(ask)
    assert found is not None
    return found


async def nobody_said(slack: KeptSlack) -> None:
    """As Kept notes it when a check had no answer."""

    def put(conn: Connection) -> None:
        conn.execute(update(table(Promise)).values(health="unknown"))

    await slack.house.db.write(put)


@pytest.mark.parametrize(("typed", "said"), [("on track P-1", "on track"), ("P-1 started", "started")])
async def test_how_it_stands_can_be_typed_and_taken_back(
    slack_on_both: KeptSlack, typed: str, said: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", f"/promise {typed}")
    assert f"P-1 is {said}." in slack.said_to("mia")[-1]
    assert (await promise_of(slack)).answered_at == NOW
    await slack.command("mia", "#accounts", "/promise P-1")
    assert f"@mia said that it is {said}, today 10:00" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise undo")
    assert f"that step is undone (said that it is {said})" in slack.said_to("mia")[-1]
    assert (await promise_of(slack)).answered_at is None


async def test_said_twice_at_once_it_counts_once(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise on track P-1")
    await slack.command("mia", "#accounts", "/promise on track P-1")
    assert "That is noted already." in slack.said_to("mia")[-1]


async def test_that_nobody_has_said_how_it_stands_is_shown_in_words_and_one_press_says_it(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await nobody_said(slack)
    await slack.command("mia", "#accounts", "/promise mine")
    assert "not known yet how it stands" in slack.said_to("mia")[-1]
    assert "not known yet how it stands" in await slack.home("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "not known yet how it stands" in slack.said_to("mia")[-1]
    await slack.click("mia", "On track")
    assert "P-1 is on track." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "nobody has said" not in slack.said_to("mia")[-1]


async def test_what_is_on_track_again_is_at_risk_no_longer_and_its_clock_stops(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise risk P-1 stuck in customs")
    assert "Tell them by" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise on track P-1")
    assert "Tell them by" not in slack.said_to("mia")[-1]
    assert (await promise_of(slack)).tell_by is None


async def test_a_later_date_that_they_do_not_know_still_has_to_be_told(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    await slack.command("mia", "#accounts", "/promise on track P-1")
    assert "Tell them by" in slack.said_to("mia")[-1]


async def test_on_track_after_its_date_asks_for_a_new_one(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.forward(timedelta(days=3))
    await slack.command("mia", "#accounts", "/promise on track P-1")
    assert (
        "They were told Fri 27 Nov, 17:00 (Tallinn time): is there a new date for them?"
        in slack.said_to("mia")[-1]
    )


async def test_what_is_closed_has_no_more_to_say_of_how_it_stands(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise started P-1")
    assert "P-1 is closed already: kept." in slack.said_to("mia")[-1]


async def test_it_was_right_is_kept_on_the_card_and_offers_to_keep_a_kind_word(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise P-1")
    await slack.click("mia", "It was right")
    said = slack.said_to("mia")[-1]
    assert "P-1: they say that it was right." in said
    assert "[Keep a kind word]" in said
    await slack.command("mia", "#accounts", "/promise P-1")
    card = slack.said_to("mia")[-1]
    assert "Was it right? yes (Wed 25 Nov)" in card
    assert "[It was right]" not in card
    assert "heard from the customer that it was right" in card


async def test_not_quite_opens_it_again_with_a_date_to_come_and_undo_closes_it(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1 tracking 1Z")
    await slack.forward(timedelta(days=9))
    await slack.command("mia", "#accounts", "/promise not quite P-1")
    said = slack.said_to("mia")[-1]
    assert "P-1 is open again, since it was not quite right." in said
    assert "[New date]" in said
    assert "[Report a mistake]" in said
    assert "open again, since it was not quite right" in await slack.home("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    card = slack.said_to("mia")[-1]
    assert "heard from the customer that it was not quite right, and opened it again" in card
    assert "late by" not in card, "it was in time"
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "P-1 · Acme Industries · kept" in slack.said_to("mia")[-1]


async def test_closed_again_it_is_not_known_yet_whether_it_is_right(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("mia", "#accounts", "/promise not quite P-1")
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    await slack.command("mia", "#accounts", "/promise told P-1")
    await slack.command("mia", "#accounts", "/promise kept P-1 second pump")
    assert (await promise_of(slack)).checked is None
    await slack.command("mia", "#accounts", "/promise no answer P-1")
    assert "P-1: noted. You had no answer." in slack.said_to("mia")[-1]
    assert (await promise_of(slack)).status == "kept"


@pytest.mark.parametrize(
    ("before", "said"),
    [("", "P-1 is still open"), ("not kept P-1", "P-1 was closed as not kept.")],
)
async def test_whether_it_was_right_is_asked_of_what_was_done_alone(
    slack: KeptSlack, before: str, said: str
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    if before:
        await slack.command("mia", "#accounts", f"/promise {before}")
    await slack.command("mia", "#accounts", "/promise right P-1")
    assert said in slack.said_to("mia")[-1]


async def test_the_owner_hears_that_a_colleague_opened_it_again(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1")
    await slack.command("sam", "#accounts", "/promise not quite P-1")
    assert (
        "P-1: @sam asked the customer, and it was not quite right: it is open again."
        in slack.said_to("mia")[-1]
    )


# -- the lines of a brief, drawn as they would stand there


def nudge(kind: str, reason: str, to: str) -> Nudge:
    return Nudge(
        team_id="T1",
        number=9,
        kind=kind,
        row_id=1,
        reason=reason,
        window="1",
        recipient_id=to,
        role="owner",
        facts=json.dumps({"why": "…"}),
        since_at=NOW,
        say_at=NOW,
        made_at=NOW,
    )


ACME = Customer(id=1, team_id="T1", number=1, name="Acme", created_at=NOW, created_by="U1")
EYE = Eye(TALLINN, HOURS, NOW)
MOST = 4  # and Snooze


def words(line: Line) -> str:
    return "".join(piece if isinstance(piece, str) else piece["text"] for piece in line.words)


def labels(line: Line) -> list[str]:
    return [each["text"]["text"] for each in line.buttons]


def promise(**facts: Any) -> Promise:
    row = Promise(
        team_id="T1",
        number=12,
        customer_id=1,
        words="replacement pump",
        kind="delivery",
        owner_id="U1",
        said_by="U1",
        zone=TALLINN,
        due_at=datetime(2026, 11, 27, 15, 0, tzinfo=UTC),
        due_wall="2026-11-27",
        created_at=NOW,
    )
    for name, value in facts.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("reason", "facts", "said"),
    [
        ("promise_half", {}, ["Done", "Started", "New date", "At risk"]),
        ("promise_ahead", {}, ["Done", "On track", "New date", "At risk"]),
        ("promise_today", {"health": "unknown"}, ["Done", "On track", "New date", "At risk"]),
        ("promise_hour", {"health": "at risk"}, ["Done", "On track", "New date", "Write the note"]),
        (
            "promise_hour",
            {"health": "at risk", "tell_by": NOW},
            ["Done", "Told them", "New date", "Write the note"],
        ),
        ("promise_late", {}, ["Done", "New date", "At risk"]),
        ("promise_tell", {"health": "at risk"}, ["Told them", "New date", "Write the note"]),
        ("promise_not_told", {}, ["Told them", "New date"]),
        ("promise_no_date", {"due_wall": None, "due_at": None}, ["Done", "Add a date"]),
        ("promise_check_back", {"status": "kept"}, ["Yes, it was right", "Not quite", "No answer"]),
        ("promise_late", {"status": "kept"}, []),
        ("promise_check_back", {}, []),
    ],
)
def test_the_line_of_a_promise_has_the_answers_to_what_it_asks(
    reason: str, facts: dict[str, Any], said: list[str]
) -> None:
    line = nudge_promises.draw(nudge("promise", reason, "U1"), promise(**facts), ACME, EYE)
    assert labels(line) == said
    assert len(line.buttons) <= MOST
    assert words(line).startswith("Acme · P-12 replacement pump\n")
    assert line.opens == ("promise", "12")


def test_the_line_of_a_promise_says_its_date_and_how_it_stands() -> None:
    line = nudge_promises.draw(nudge("promise", "promise_today", "U1"), promise(health="unknown"), ACME, EYE)
    assert words(line) == "Acme · P-12 replacement pump\ndue Fri 27 Nov · not known yet how it stands"


def test_that_it_has_no_date_is_said_once() -> None:
    undated = promise(due_at=None, due_wall=None)
    line = nudge_promises.draw(nudge("promise", "promise_no_date", "U1"), undated, ACME, EYE)
    assert words(line) == "Acme · P-12 replacement pump\nno date yet"


def case(**facts: Any) -> Mistake:
    row = Mistake(
        team_id="T1",
        number=7,
        customer_id=1,
        words="billed twice",
        kind="money or price",
        severity="high",
        owner_id="U1",
        said_by="U1",
        created_at=NOW,
    )
    for name, value in facts.items():
        setattr(row, name, value)
    return row


DONE = {"told_at": NOW, "sorry_at": NOW, "right_at": NOW}


@pytest.mark.parametrize(
    ("reason", "facts", "said"),
    [
        ("mistake_unowned", {"owner_id": None}, ["I take it", "Somebody else"]),
        ("mistake_tell", {}, ["Told them", "Write the apology"]),
        ("mistake_step", {"told_at": NOW}, ["Said sorry", "Write the apology"]),
        ("mistake_step", {"told_at": NOW, "sorry_at": NOW}, ["Made it right"]),
        ("mistake_check_back", DONE, ["Yes, it is right", "Not quite", "No answer"]),
        ("mistake_step", DONE | {"checked_at": NOW}, ["Name the cause"]),
        ("mistake_step", {"status": "closed"}, []),
    ],
)
def test_the_line_of_a_case_has_the_step_that_comes_next(
    reason: str, facts: dict[str, Any], said: list[str]
) -> None:
    line = nudge_mistakes.draw(nudge("mistake", reason, "U1"), case(**facts), ACME, EYE)
    assert labels(line) == said
    assert len(line.buttons) <= MOST
    assert words(line).startswith("Acme · M-7 billed twice\n")
    assert not [each for each in line.buttons if "style" in each], "no line stands out from its neighbours"


@pytest.mark.parametrize(
    ("to", "status", "said"),
    [
        ("U1", "open", ["Done", "They called again"]),
        ("U2", "open", ["Done", "I take it", "They called again"]),
        ("U1", "done", []),
    ],
)
def test_the_line_of_a_wait_can_be_answered_or_taken(to: str, status: str, said: list[str]) -> None:
    row = Waiting(
        team_id="T1",
        number=3,
        customer_id=1,
        words="call Dana back",
        owner_id="U1",
        said_by="U1",
        since_at=NOW - timedelta(hours=3),
        zone=TALLINN,
        status=status,
        created_at=NOW,
    )
    line = nudge_waiting.draw(nudge("waiting", "waiting_due", to), row, ACME, EYE)
    assert labels(line) == said
    verb = "They have been waiting" if status == "open" else "They waited"
    assert words(line) == f"Acme · W-3 call Dana back\n{verb} since Wed 25 Nov, 07:00 (3 hours)."


# -- the whole walk: looked at, said in a brief, answered there


def at(day: int, hour: int, *, month: int = 11) -> datetime:
    """An hour on Tallinn's clock, in winter."""
    return datetime(2026, month, day, hour - 2, tzinfo=UTC)


async def test_a_promise_is_asked_about_at_half_time_two_days_ahead_and_on_the_day_and_each_answer_counts(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 4 Dec")
    await slack.until(at(27, 8))
    assert "Half the time" not in "".join(slack.said_to("mia"))
    await slack.until(at(27, 9))
    assert "due Fri 4 Dec · on track\nHalf the time is over. Has it begun?" in slack.said_to("mia")[-1]
    await slack.click("mia", "Started", near="Half the time")
    assert (await promise_of(slack)).answered_at == at(27, 9)
    await slack.tick()
    assert not [each for each in slack.said_to("mia") if "[Started]" in each], "it is answered, and says so"
    await slack.until(at(2, 9, month=12))
    assert "Two working days are left" in slack.said_to("mia")[-1]
    await slack.until(at(4, 9, month=12))
    assert "not known yet how it stands" in slack.said_to("mia")[-1]
    assert (await promise_of(slack)).health == "unknown"
    await slack.click("mia", "On track", near="How does it stand?")
    assert (await promise_of(slack)).health == "on track"
    await slack.until(at(7, 9, month=12))
    assert "due Fri 4 Dec · late by 2 days" in slack.said_to("mia")[-1]


async def test_a_check_back_of_a_promise_is_answered_where_it_is_asked(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise kept P-1 tracking 1Z")
    await slack.until(at(2, 9, month=12), step=timedelta(hours=1))
    asked = slack.said_to("mia")[-1]
    assert "It was closed as kept on Wed 25 Nov. Was it right for them?" in asked
    await slack.click("mia", "Not quite", near="Was it right")
    row = await promise_of(slack)
    assert (row.status, row.checked) == ("open", "not quite")
    await slack.command("mia", "#accounts", "/promise undo")
    row = await promise_of(slack)
    assert (row.status, row.checked) == ("kept", None)


async def case_made_right(slack: KeptSlack) -> None:
    for line in ("Acme: wrong drawing sent @mia", "told M-1", "sorry M-1", "right M-1 a new drawing"):
        await slack.command("mia", "#accounts", f"/mistake {line}")
    await slack.until(at(2, 9, month=12), step=timedelta(hours=1))
    assert "It was made right on Wed 25 Nov. Is it right for them now?" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("Yes, it is right", "checked back with the customer"),
        ("Not quite", "heard from the customer that it is not right yet"),
        ("No answer", "waived “checked back”"),
    ],
)
async def test_a_check_back_of_a_case_is_answered_where_it_is_asked(
    slack: KeptSlack, pressed: str, said: str
) -> None:
    await case_made_right(slack)
    await slack.click("mia", pressed, near="Is it right for them now?")
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert f"@mia {said}" in slack.said_to("mia")[-1]
    await slack.tick()
    assert not [each for each in slack.said_to("mia") if "[Yes, it is right]" in each]
    await slack.command("mia", "#accounts", "/kept undo")
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert "✓ Made it right" in slack.said_to("mia")[-1]
    assert "○ Checked back: not yet" in slack.said_to("mia")[-1]


async def test_a_wait_that_has_run_out_is_said_at_once_and_only_once(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.until(at(25, 12))
    said = slack.said_to("mia")
    assert "They were to have their answer by Wed 25 Nov, 12:00." in said[-1]
    await slack.until(at(25, 17))
    assert len(slack.said_to("mia")) == len(said)
    await slack.click("mia", "Done", near="They were to have their answer")
    await slack.tick()
    assert not [each for each in slack.said_to("mia") if "[They called again]" in each and "[Snooze" in each]


async def test_at_risk_the_tell_clock_is_said_at_half_of_it_and_told_ends_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 18 Dec")
    await slack.command("mia", "#accounts", "/promise risk P-1 stuck in customs")
    await slack.until(at(25, 11))
    asked = slack.said_to("mia")[-1]
    assert "that it is at risk, and it is not noted yet that they have." in asked
    await slack.click("mia", "Told them", near="it is not noted")
    assert (await promise_of(slack)).tell_by is None
    before = len(slack.said_to("mia"))
    await slack.until(at(25, 14))
    assert len(slack.said_to("mia")) == before
