"""Briefs, nudges and what is opened from them fit Slack's limits, with the longest texts and with five hundred lines.

The little Slack refuses what Slack refuses, so what is too large is not said and the test fails.
"""

import json
from typing import Any

from sqlalchemy import Connection

from bot.reasons import REASONS
from bot.text import WORDS_MAX
from storage import nudges, rows
from storage.tables import Contact, Mistake, Promise, Question, Row, SystemFix, Waiting, table
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import A_DAY, MIA, MORNING, dm
from tests.handlers.test_limits import LONG_NAME, LONG_WORDS

LONG_WHY = ("<@U1> & *why* 🙂 " * WORDS_MAX)[:WORDS_MAX]
KINDS = {
    "promise": ("promise_half", "promise_ahead", "promise_today", "promise_late", "promise_tell"),
    "mistake": ("mistake_unowned", "mistake_tell", "mistake_step", "mistake_check_back"),
    "waiting": ("waiting_due",),
    "contact": ("next_step",),
    "customer": ("contact_overdue", "goodwill", "anniversary", "exit_talk", "start_plan"),
    "system_fix": ("fix_wanted", "fix_due", "fix_tell"),
    "question": ("question_open",),
}


def _everything(conn: Connection, team_id: str) -> None:
    """One thing of each kind, as long as it may be, and a nudge of each reason about it."""
    common: dict[str, Any] = {
        "team_id": team_id,
        "number": 1,
        "customer_id": 2,
        "words": LONG_WORDS,
        "created_at": NOW,
    }
    owned: dict[str, Any] = {"owner_id": MIA, "said_by": MIA}
    things: dict[str, Row] = {
        "promise": Promise(**common, **owned, kind="other", zone="UTC"),
        "mistake": Mistake(**common, **owned, kind="other", severity="high"),
        "waiting": Waiting(**common, **owned, since_at=NOW, zone="UTC"),
        "contact": Contact(
            team_id=team_id, customer_id=2, by_id=MIA, how="call", words=LONG_WORDS, at=NOW, zone="UTC",
            next="planned", next_words=LONG_WORDS[:300], said_by=MIA, created_at=NOW,
        ),
        "system_fix": SystemFix(
            team_id=team_id, number=1, cause=LONG_WORDS, words=LONG_WORDS, owner_id=MIA, created_at=NOW, created_by=MIA
        ),
        "question": Question(
            team_id=team_id, customer_id=2, channel_id="C0ACMESHAR1", ts="1.0", asked_at=NOW, owner_id=MIA,
            source_link=f"https://larkspur-pumps.slack.com/archives/C0ACMESHAR1/p{'1' * 60}",
        ),
    }  # fmt: skip
    for thing in things.values():
        rows.begin(conn, thing, what="given", by=MIA, via="command", now=NOW)
        conn.execute(table(type(thing)).update().values(next_look_at=None))
    ids = {kind: thing.id or 0 for kind, thing in things.items()} | {"customer": 2}
    for kind, reasons in KINDS.items():
        for reason in reasons:
            _long(conn, team_id, kind, ids[kind], reason)


def _long(conn: Connection, team_id: str, kind: str, row_id: int, reason: str, window: str = "once") -> None:
    facts = {
        "note": LONG_WHY,
        "next_id": "U0SAM000001",
        "next_at": "2027-12-01T08:00:00+00:00",
        "facts": {f"{number} {LONG_WHY[:200]}": LONG_WHY for number in range(30)},
    }
    nudges.make(
        conn, team_id, kind=kind, row_id=row_id, reason=reason, window=window, recipient_id=MIA, role="owner",
        why=LONG_WHY, since_at=NOW, now=NOW, customer_id=2, facts=facts,
    )  # fmt: skip


async def test_the_longest_line_of_every_kind_is_drawn_everywhere(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    await slack.tick()
    await slack.house.db.write(_everything, slack.house.team_id)
    count = sum(len(reasons) for reasons in KINDS.values())
    await slack.until(MORNING)
    (brief,) = dm(slack, "mia")
    assert f"{count} things" in brief
    await slack.click("mia", f"Show the rest ({count - 7})")
    assert f"{count - 7} more." in slack.modal("mia")
    await slack.close("mia")
    for number in range(1, count + 1):
        await slack.command("mia", "#accounts", f"/kept why N-{number}")
        assert f"N-{number}" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept brief")
    assert f"{count} things" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept snooze N-1 until Fri")
    await slack.command("mia", "#accounts", "/kept snooze N-2")
    await slack.fill("mia", {"Until when?": "for " + "x" * 146})
    await slack.submit("mia")
    assert "can't read" in slack.modal("mia")


async def test_every_reason_has_a_line_that_can_be_drawn(slack: KeptSlack) -> None:
    assert {reason for reasons in KINDS.values() for reason in reasons} <= set(REASONS)
    await slack.command("mia", "#accounts", "/promise Acme: pump by 18 Dec")
    await slack.tick()
    await slack.house.db.write(_of_each_reason, slack.house.team_id)
    await slack.until(MORNING)
    assert len(dm(slack, "mia")) == 1


def _of_each_reason(conn: Connection, team_id: str) -> None:
    """Also what names something that is not there any more."""
    for kind in (*KINDS, "desk"):
        for reason in REASONS:
            _long(conn, team_id, kind, 4711, reason)


async def test_five_hundred_lines_fit_on_the_screen_and_in_pages(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    await slack.tick()
    await slack.house.db.write(_everything, slack.house.team_id)
    await slack.house.db.write(_five_hundred, slack.house.team_id)
    await slack.until(MORNING)
    (brief,) = dm(slack, "mia")
    label = brief[brief.index("Show the rest") :].split("]")[0]
    await slack.click("mia", label)
    for _ in range(3):
        await slack.click("mia", "Later ones")
    assert "Here 37 to 48." in slack.modal("mia")
    await slack.close("mia")
    await slack.house.db.write(_all_over, slack.house.team_id)
    await slack.tick()
    (brief,) = dm(slack, "mia")
    assert "Nothing is left here for now." in brief
    await slack.until(MORNING + A_DAY)
    assert len(dm(slack, "mia")) == 1


def _five_hundred(conn: Connection, team_id: str) -> None:
    for number in range(500):
        _long(conn, team_id, "promise", 1, "promise_half", window=json.dumps(number))


def _all_over(conn: Connection, team_id: str) -> None:
    nudges.end(conn, nudges.open_of_person(conn, team_id, MIA), LONG_WHY, now=MORNING)
