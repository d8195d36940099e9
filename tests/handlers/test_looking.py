"""The clock's look: what asks becomes nudges once, what has ended ends them, whatever stops or happens in between."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Connection, select, update

from handlers import looking
from handlers.looking_people import meet
from handlers.looking_rules import RULES
from handlers.run import open_house
from playground.company import PEOPLE
from storage import nudges, preferences, rows
from storage.tables import Customer, History, Nudge, Promise, Snooze, table
from tests.handlers.conftest import NOW, KeptSlack, a_slack, running

MIA, SAM, LENA, JOE = (each.id for each in PEOPLE[:4])
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PROMISE = "/promise Acme: replacement pump by Fri 5pm"
# Friday, when the working day and the promise are over in Tallinn.
FRIDAY_EVENING = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)


def _nudges(conn: Connection) -> list[Nudge]:
    return rows.every(Nudge, conn.execute(select(table(Nudge)).order_by(table(Nudge).c.number)))


async def made(slack: KeptSlack) -> list[Nudge]:
    return await slack.house.db.read(_nudges)


async def open_ones(slack: KeptSlack) -> list[tuple[str, str, str]]:
    """Reason, recipient and role of what is open."""
    return [
        (each.reason, each.recipient_id, each.role) for each in await made(slack) if each.ended_at is None
    ]


async def look(slack: KeptSlack) -> None:
    """Everything that is due is looked at, and nothing is planned or said."""
    while await looking.look(slack.house):
        pass


async def look_at(slack: KeptSlack, moment: datetime) -> None:
    slack.slack.clock.forward(moment - slack.slack.clock.now())
    await look(slack)


def _said(conn: Connection, now: datetime) -> None:
    rows_ = table(Nudge)
    conn.execute(
        update(rows_).where(rows_.c.said_at.is_(None), rows_.c.ended_at.is_(None)).values(said_at=now)
    )


async def say(slack: KeptSlack) -> None:
    """As if everything open had been said."""
    await slack.house.db.write(_said, slack.house.clock())


def _circle(conn: Connection, team_id: str, backup_id: str | None, leads: list[str]) -> None:
    customers = table(Customer)
    conn.execute(update(customers).values(backup_id=backup_id))
    preferences.put(conn, team_id, "workspace", "", "leads", leads or None, by=LENA, via="form", now=NOW)


async def circle(slack: KeptSlack, *, backup: str | None = SAM, leads: tuple[str, ...] = (LENA,)) -> None:
    await slack.house.db.write(_circle, slack.house.team_id, backup, list(leads))
    slack.house.held.forget()


def promises(conn: Connection) -> list[Promise]:
    return rows.every(Promise, conn.execute(select(table(Promise))))


# -- a whole walk


async def test_a_promise_asks_at_its_time_and_its_end_ends_that(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", PROMISE)
    await look(slack)
    assert [each for each in await made(slack) if each.kind == "promise"] == []
    (promise,) = await slack.house.db.read(promises)
    assert promise.next_look_at is not None
    assert promise.next_look_at > slack.house.clock()
    await look_at(slack, FRIDAY_EVENING)
    assert ("promise_late", MIA, "owner") in await open_ones(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1 customer said so")
    await look(slack)
    ended = [each for each in await made(slack) if each.reason == "promise_late"]
    assert [each.ended_why for each in ended] in (["it was kept"], ["it was kept late"])
    assert not [each for each in await open_ones(slack) if each[0] == "promise_late"]


async def test_what_was_ended_and_undone_asks_again_without_being_made_twice(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, FRIDAY_EVENING)
    before = await made(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1 customer said so")
    await look(slack)
    await slack.command("mia", "#accounts", "/kept undo")
    await look(slack)
    again = [each for each in await made(slack) if each.reason == "promise_late"]
    assert [each.ended_at for each in again] == [None]
    assert [each.number for each in again] == [
        each.number for each in before if each.reason == "promise_late"
    ]
    assert [each["what"] for each in nudges.story_of(again[0])] == [nudges.RESTED, "open again"]


async def test_what_a_person_put_away_stays_away(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, FRIDAY_EVENING)
    late = [each for each in await made(slack) if each.reason == "promise_late"]
    await slack.house.db.write(nudges.end, late, "Mia has seen it", now=slack.house.clock())
    await slack.house.db.write(_due_now, slack.house.clock())
    await look(slack)
    late = [each for each in await made(slack) if each.reason == "promise_late"]
    assert [each.ended_why for each in late] == ["Mia has seen it"]


def _due_now(conn: Connection, now: datetime) -> None:
    conn.execute(update(table(Promise)).values(next_look_at=now))


async def test_looking_again_changes_nothing(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, FRIDAY_EVENING)
    before = [vars(each) for each in await made(slack)]
    await slack.house.db.write(_due_now, slack.house.clock())
    await look(slack)
    assert [vars(each) for each in await made(slack)] == before


async def test_a_handover_takes_its_nudges_along(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, FRIDAY_EVENING)
    await slack.house.db.write(_hand_over, JOE, slack.house.clock())
    await look(slack)
    late = [each for each in await made(slack) if each.reason == "promise_late"]
    assert [(each.recipient_id, each.ended_why) for each in late] == [
        (MIA, "Joe Halloran has it now"),
        (JOE, ""),
    ]


def _hand_over(conn: Connection, owner_id: str, now: datetime) -> None:
    (promise,) = promises(conn)
    rows.change(conn, promise, "edited", {"owner_id": owner_id}, by=MIA, via="form", now=now)


async def test_the_clocks_own_findings_are_in_the_history_as_its_doing(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, datetime(2026, 11, 27, 7, 30, tzinfo=UTC))
    await say(slack)
    await look_at(slack, FRIDAY_EVENING)
    (promise,) = await slack.house.db.read(promises)
    assert promise.health == "unknown"
    noted = [each for each in await slack.house.db.read(_history) if each.via == "clock"]
    assert [(each.by, each.what) for each in noted] == [(slack.house.bot_user_id, "unknown")]
    assert promise.next_look_at is not None
    assert promise.next_look_at > slack.house.clock()


def _history(conn: Connection) -> list[History]:
    return rows.every(History, conn.execute(select(table(History)).where(table(History).c.kind == "promise")))


# -- the ladder


async def test_silence_goes_up_the_ladder_and_everybody_was_told_of_it_before(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await circle(slack)
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, MONDAY_MORNING)
    (late,) = [each for each in await made(slack) if each.reason == "promise_late" and each.ended_at is None]
    announced = json.loads(late.facts)
    assert announced["next_id"] == SAM
    await say(slack)
    step = datetime.fromisoformat(announced["next_at"])
    await look_at(slack, step - timedelta(minutes=5))
    assert ("promise_late", SAM, "cover") not in await open_ones(slack)
    await look_at(slack, step)
    assert ("promise_late", SAM, "cover") in await open_ones(slack)
    cover = next(each for each in await made(slack) if each.recipient_id == SAM)
    assert "Still open since Mia Tamm heard of it on Mon 30 Nov" in cover.facts
    for hours in range(80):
        await say(slack)
        await look_at(slack, step + hours * HOUR)
    open_ = [each for each in await open_ones(slack) if each[0] == "promise_late"]
    assert sorted(open_) == sorted(
        [("promise_late", MIA, "owner"), ("promise_late", SAM, "cover"), ("promise_late", LENA, "lead")]
    )
    mine = [each for each in await made(slack) if each.reason == "promise_late" and each.recipient_id == MIA]
    told_of_it = [line["what"] for each in mine for line in nudges.story_of(each)]
    assert [each for each in told_of_it if each != nudges.RESTED] == ["passed on", "announced", "passed on"]


async def test_nobody_is_passed_over_before_they_were_told(slack: KeptSlack) -> None:
    await circle(slack)
    await slack.command("mia", "#accounts", PROMISE)
    for hours in range(0, 24 * 7, 6):
        await look_at(slack, MONDAY_MORNING + hours * HOUR)
    assert {each.recipient_id for each in await made(slack) if each.reason == "promise_late"} == {MIA}


async def test_an_answer_stops_the_ladder(slack: KeptSlack) -> None:
    await circle(slack)
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, MONDAY_MORNING)
    await say(slack)
    await slack.command("mia", "#accounts", "/promise risk P-1")
    for hours in range(1, 40):
        await look_at(slack, MONDAY_MORNING + hours * HOUR)
    late = {each.recipient_id for each in await made(slack) if each.reason == "promise_late"}
    assert late == {MIA}


# -- whoever stops or comes in between


async def test_a_look_that_stops_in_the_middle_has_done_nothing(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", PROMISE)
    await slack.command("mia", "#accounts", "/promise Acme: seal kit by Fri 4pm")
    slack.slack.clock.forward(FRIDAY_EVENING - slack.slack.clock.now())
    before = await slack.house.db.read(promises)
    with (
        patch("storage.looking.again", side_effect=RuntimeError("stopped")),
        pytest.raises(RuntimeError),
    ):
        await looking.look(slack.house)
    assert [each for each in await made(slack) if each.kind == "promise"] == []
    assert [each.next_look_at for each in await slack.house.db.read(promises)] == [
        each.next_look_at for each in before
    ]
    await look(slack)
    late = [each for each in await made(slack) if each.reason == "promise_late"]
    assert sorted(each.row_id for each in late) == [1, 2]


async def test_two_who_look_at_once_make_nothing_twice(postgres_database_url: str) -> None:
    async with a_slack() as bare, running(postgres_database_url, bare) as slack, AsyncExitStack() as open_:
        other = await open_.enter_async_context(open_house(slack.house.settings, slack.slack.clock.now))
        await slack.command("mia", "#accounts", "/customer add Acme Industries, Acme")
        for number in range(20):
            await slack.command("mia", "#accounts", f"/promise Acme: pump {number} by Fri 5pm")
        slack.slack.clock.forward(FRIDAY_EVENING - slack.slack.clock.now())
        with patch.object(looking, "AT_ONCE", 3):
            for _ in range(20):
                done = await asyncio.gather(
                    looking.look(slack.house), looking.look(other), return_exceptions=True
                )
                assert not [each for each in done if isinstance(each, BaseException)]
                if not any(done):
                    break
        late = [each for each in await made(slack) if each.reason == "promise_late"]
        assert sorted(each.row_id for each in late) == list(range(1, 21))
        assert len({each.number for each in await made(slack)}) == len(await made(slack))


async def test_what_somebody_changes_meanwhile_is_looked_at_again(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", PROMISE)
    slack.slack.clock.forward(FRIDAY_EVENING - slack.slack.clock.now())

    async def and_meanwhile(*args: Any, **more: Any) -> Any:
        met = await meet(*args, **more)
        if "promise" not in done:
            done.add("promise")
            await slack.house.db.write(_hand_over, JOE, slack.house.clock())
        return met

    done: set[str] = set()
    with patch("handlers.looking.meet", and_meanwhile):
        await look(slack)
    assert [each[1] for each in await open_ones(slack) if each[0] == "promise_late"] == [JOE]


async def test_about_whom_slack_gives_no_answer_waits_and_others_go_on(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await slack.command("mia", "#accounts", "/promise Acme: seal kit by Fri 4pm @joe")
    slack.slack.clock.forward(FRIDAY_EVENING - slack.slack.clock.now())
    several = slack.house.people.several

    async def not_joe(user_ids: Any, *, now: datetime) -> Any:
        return {id_: person for id_, person in (await several(user_ids, now=now)).items() if id_ != JOE}

    with patch.object(slack.house.people, "several", not_joe):
        await look(slack)
    assert {each[1] for each in await open_ones(slack) if each[0] == "promise_late"} == {MIA}
    await look_at(slack, FRIDAY_EVENING + timedelta(minutes=2))
    late = {each[1] for each in await open_ones(slack) if each[0].startswith("promise")}
    assert late == {MIA, JOE}


async def test_a_rule_that_fails_at_one_row_keeps_no_other_from_being_looked_at(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await slack.command("mia", "#accounts", "/promise Acme: seal kit by Fri 4pm")
    slack.slack.clock.forward(FRIDAY_EVENING - slack.slack.clock.now())
    rule = RULES["promise"]

    def breaks(conn: Connection, batch: Any) -> Callable[[Any], Any]:
        asked = rule(conn, batch)

        def of_row(row: Any) -> Any:
            if row.number == 1:
                raise ZeroDivisionError
            return asked(row)

        return of_row

    with patch.dict(RULES, {"promise": breaks}):
        await look(slack)
    late = [each.row_id for each in await made(slack) if each.reason == "promise_late"]
    assert late == [2]
    await look_at(slack, FRIDAY_EVENING + 2 * HOUR)
    late = [each.row_id for each in await made(slack) if each.reason == "promise_late"]
    assert late == [2, 1]


async def test_the_customer_is_looked_at_along_with_whatever_is_theirs(slack: KeptSlack) -> None:
    await look(slack)
    await slack.house.db.write(_nothing_to_look_at)
    await slack.command("mia", "#accounts", PROMISE)
    await looking.look(slack.house)
    (customer,) = await slack.house.db.read(_customers)
    assert customer.next_look_at is not None


def _nothing_to_look_at(conn: Connection) -> None:
    conn.execute(update(table(Customer)).values(next_look_at=None))


def _customers(conn: Connection) -> list[Customer]:
    return rows.every(Customer, conn.execute(select(table(Customer))))


async def test_a_snooze_keeps_it_quiet_and_then_it_asks_anew(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", PROMISE)
    await look_at(slack, MONDAY_MORNING)
    now = slack.house.clock()
    rest = Snooze(
        team_id=slack.house.team_id,
        kind="promise",
        row_id=1,
        customer_id=1,
        person_id=MIA,
        how="until",
        until_at=now + 3 * HOUR,
        until_wall="2026-11-30T12:30",
        zone="Europe/Tallinn",
        created_at=now,
    )
    await slack.house.db.write(_begin, rest, now)
    await slack.house.db.write(_due_now, now)
    await look(slack)
    late = [each for each in await made(slack) if each.reason == "promise_late"]
    assert late[-1].ended_why.startswith("snoozed until ")
    assert not [each for each in await open_ones(slack) if each[0] == "promise_late"]
    await look_at(slack, now + 4 * HOUR)
    late = [each for each in await made(slack) if each.reason == "promise_late"]
    assert late[-1].ended_at is None
    assert late[-1].window.endswith(f"+{rest.id}")


def _begin(conn: Connection, row: Any, now: datetime) -> None:
    rows.begin(conn, row, what="snoozed", by=MIA, via="button", now=now)
