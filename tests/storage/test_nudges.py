"""Nudges on both databases: each is made once, and all that happens to it is remembered."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from storage import next_due, nudges, rows
from storage.database import Database
from storage.tables import Customer, Desk, Nudge, Post, Promise, table

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEAM, MIA, SAM = "T1", "UMIA", "USAM"
POSTS = table(Post)


def make(conn: Connection, /, **more: Any) -> Nudge | None:
    held: dict[str, Any] = {
        "kind": "promise",
        "row_id": 1,
        "reason": "promise_late",
        "window": "w1",
        "recipient_id": MIA,
        "role": "owner",
        "why": "They were told Tue 24 Nov.",
        "since_at": NOW - HOUR,
        "now": NOW,
    }
    return nudges.make(conn, TEAM, **held | more)


def must(conn: Connection, /, **more: Any) -> Nudge:
    made = make(conn, **more)
    assert made is not None
    return made


def post(conn: Connection, /, state: str = "said", **more: Any) -> int:
    held: dict[str, Any] = {
        "team_id": TEAM,
        "key": f"k{conn.execute(select(POSTS.c.id)).all()}",
        "what": "brief",
        "place": MIA,
        "about": "{}",
        "due_at": NOW,
        "state": state,
        "tries": 0,
        "ambiguous": False,
        "drawn": "",
        "why": "",
        "made_at": NOW,
    }
    return int(conn.execute(insert(POSTS).values(held | more).returning(POSTS.c.id)).scalar_one())


def stored(conn: Connection) -> list[Nudge]:
    return rows.every(Nudge, conn.execute(select(table(Nudge)).order_by(table(Nudge).c.number)))


async def test_the_same_call_is_made_once(db: Database) -> None:
    first = await db.write(must)
    assert first.number == 1
    assert json.loads(first.facts) == {"why": "They were told Tue 24 Nov."}
    assert await db.write(make) is None
    for differing in ({"window": "w2"}, {"recipient_id": SAM}, {"reason": "promise_today"}, {"row_id": 2}):
        assert await db.write(make, **differing) is not None
    assert len(await db.read(stored)) == 5


async def test_two_who_make_it_at_once_make_it_once(postgres_database_url: str) -> None:
    databases = [Database(postgres_database_url) for _ in range(2)]
    for each in databases:
        await each.start()
    try:
        made = await asyncio.gather(
            *(each.write(make, row_id=number) for number in range(10) for each in databases)
        )
        assert sum(each is not None for each in made) == 10
        assert len(await databases[0].read(stored)) == 10
    finally:
        for each in databases:
            await each.stop()


async def test_what_ends_has_its_reason_and_its_post_is_drawn_again(db: Database) -> None:
    def ended(conn: Connection) -> list[tuple[str, datetime | None]]:
        for state in ("said", "sending", "due"):
            made = must(conn, window=state)
            post_id = post(conn, state)
            conn.execute(update(table(Nudge)).where(table(Nudge).c.id == made.id).values(post_id=post_id))
        nudges.end(conn, stored(conn), "it was kept", now=NOW + HOUR)
        nudges.end(conn, stored(conn), "twice", now=NOW + 2 * HOUR)
        found = conn.execute(select(POSTS.c.state, POSTS.c.redraw_at))
        return [(state, at) for state, at in found]

    redrawn = dict(await db.write(ended))
    assert redrawn == {"said": NOW + HOUR, "sending": NOW + HOUR, "due": None}
    for each in await db.read(stored):
        assert (each.ended_at, each.ended_why) == (NOW + HOUR, "it was kept")
        assert [(line["what"], line["why"]) for line in nudges.story_of(each)] == [("ended", "it was kept")]


async def test_what_asks_again_is_open_again_and_only_said_where_it_was_not(db: Database) -> None:
    def again(conn: Connection) -> None:
        for name, said in (("said", NOW), ("unsaid", None)):
            made = must(conn, window=name)
            values = {"post_id": post(conn), "said_at": said}
            conn.execute(update(table(Nudge)).where(table(Nudge).c.id == made.id).values(values))
        nudges.end(conn, stored(conn), "it was kept", now=NOW + HOUR, what=nudges.RESTED)
        nudges.reopen(conn, stored(conn), "it asks again", now=NOW + 2 * HOUR)

    await db.write(again)
    said, unsaid = await db.read(stored)
    assert (said.ended_at, said.ended_why, unsaid.ended_at) == (None, "", None)
    assert said.post_id is not None
    assert unsaid.post_id is None


async def test_what_makes_it_what_it_is_never_changes(db: Database) -> None:
    made = await db.write(must)
    with pytest.raises(KeyError):
        await db.write(nudges.change, made, {"recipient_id": SAM}, now=NOW)
    await db.write(nudges.change, made, {"facts": "{}"}, now=NOW, what="announced", why="Sam hears of it")
    (found,) = await db.read(stored)
    assert found.facts == "{}"
    assert nudges.story_of(found) == [{"at": NOW.isoformat(), "what": "announced", "why": "Sam hears of it"}]


async def test_whoever_waits_for_something_is_found_by_its_index(db: Database) -> None:
    def several(conn: Connection) -> None:
        must(conn, say_at=NOW)
        must(conn, recipient_id=SAM, say_at=NOW, urgent=True)
        must(conn, recipient_id="ULATER", say_at=NOW + HOUR)
        nudges.end(conn, [must(conn, recipient_id="UENDED", say_at=NOW)], "kept", now=NOW)
        planned = must(conn, recipient_id="UPLANNED", say_at=NOW)
        values = {"post_id": post(conn)}
        conn.execute(update(table(Nudge)).where(table(Nudge).c.id == planned.id).values(values))

    await db.write(several)
    assert await db.read(nudges.waiting_people, TEAM, NOW) == [MIA, SAM]
    assert await db.read(nudges.waiting_people, TEAM, NOW, urgent=True) == [SAM]
    assert await db.read(nudges.waiting_people, "T2", NOW) == []


async def test_what_nudges_are_about_is_read_also_where_it_was_taken_back(db: Database) -> None:
    def several(conn: Connection) -> dict[tuple[str, int], Any]:
        customer = Customer(
            team_id=TEAM, number=1, name="Acme", created_at=NOW, created_by=MIA, removed_at=NOW
        )
        rows.begin(conn, customer, what="added", by=MIA, via="command", now=NOW)
        conn.execute(insert(table(Desk)).values(team_id=TEAM, person_id=MIA, zone="UTC", briefed_on=""))
        found = [must(conn, kind="customer"), must(conn, kind="desk"), must(conn, kind="promise")]
        return dict(nudges.rows_of(conn, found))

    found = await db.write(several)
    assert set(found) == {("customer", 1), ("desk", 1)}
    assert found["customer", 1].name == "Acme"
    assert found["desk", 1].person_id == MIA


async def test_the_clock_is_told_of_the_soonest_thing_to_come(db: Database) -> None:
    assert await db.read(next_due.next_due, TEAM) is None

    def several(conn: Connection) -> None:
        customer = Customer(team_id=TEAM, number=1, name="Acme", created_at=NOW, created_by=MIA)
        rows.begin(conn, customer, what="added", by=MIA, via="command", now=NOW + 5 * HOUR)
        held: dict[str, Any] = {"team_id": TEAM, "customer_id": 1, "created_at": NOW}
        promise = Promise(**held, number=1, words="pump", kind="other", owner_id=MIA, said_by=MIA, zone="UTC")
        rows.begin(conn, promise, what="given", by=MIA, via="command", now=NOW + 4 * HOUR)

    await db.write(several)
    assert await db.read(next_due.next_due, TEAM) == NOW + 4 * HOUR
    await db.write(must, say_at=NOW + HOUR)
    assert await db.read(next_due.next_due, TEAM) == NOW + 4 * HOUR  # it waits for a brief
    await db.write(must, say_at=NOW + 3 * HOUR, urgent=True, recipient_id=SAM)
    assert await db.read(next_due.next_due, TEAM) == NOW + 3 * HOUR
    await db.write(post, "due", due_at=NOW + 2 * HOUR)
    assert await db.read(next_due.next_due, TEAM) == NOW + 2 * HOUR
    assert await db.read(next_due.next_due, TEAM, after=NOW + 3 * HOUR) == NOW + 4 * HOUR
