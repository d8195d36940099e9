"""Posts and the claims on them, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, text, update

from storage import nudges, post_claims, post_facts, posts
from storage.database import Database
from storage.post_claims import GivenBack
from storage.post_facts import Fact
from storage.tables import Desk, Nudge, Post, table

TEAM, MIA = "T1", "U1"
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)
SWEEP = NOW + timedelta(minutes=5)


def put(conn: Connection, key: str, due_at: datetime = NOW, place: str = MIA, team: str = TEAM) -> int | None:
    return posts.put(conn, team, key=key, what="brief", place=place, due_at=due_at, now=NOW)


def ask(conn: Connection, post_id: int, row_id: int = 1, *, window: str = "1") -> Nudge:
    nudge = nudges.make(
        conn,
        TEAM,
        kind="promise",
        row_id=row_id,
        reason="promise_late",
        window=window,
        recipient_id=MIA,
        role="owner",
        why="because",
        since_at=NOW,
        now=NOW,
    )
    assert nudge
    conn.execute(update(table(Nudge)).where(table(Nudge).c.id == nudge.id).values(post_id=post_id))
    nudge.post_id = post_id
    return nudge


def claim(
    conn: Connection, token: str = "a", now: datetime = NOW, *, most: int = 10
) -> tuple[list[Post], list[Post], list[Post]]:
    return post_claims.claim(conn, TEAM, token, now=now, until=now + timedelta(seconds=60), most=most)


def due(conn: Connection, token: str = "a", now: datetime = NOW, *, most: int = 10) -> list[Post]:
    return claim(conn, token, now, most=most)[0]


def said(
    conn: Connection, post: Post, ts: str = "1.1", ids: tuple[int, ...] = (), now: datetime = NOW
) -> str:
    fact = Fact(post, "D1", ts, "abc", ids)
    return post_facts.said(conn, [fact], now=now, sweep_at=SWEEP)[0]


def drop(conn: Connection, post: Post, to_id: int | None = None) -> list[tuple[str, int]] | None:
    return post_claims.drop(conn, post, "left", now=NOW, sweep_at=SWEEP, again_at=LATER, to_id=to_id)


def the(conn: Connection, post_id: int | None) -> Post:
    post = posts.by_id(conn, TEAM, post_id or 0)
    assert post
    return post


def nudge_of(conn: Connection, nudge: Nudge) -> Nudge:
    found = nudges.by_number(conn, TEAM, nudge.number)
    assert found
    return found


async def test_a_post_is_put_once(db: Database) -> None:
    first = await db.write(put, "k")
    assert first
    assert await db.write(put, "k") is None
    assert await db.write(put, "k", team="T2")
    assert await db.read(posts.by_key, TEAM, "k") == first
    assert await db.read(posts.by_key, TEAM, "other") is None


async def test_what_is_due_is_claimed_once_in_order_and_not_before(db: Database) -> None:
    for key, seconds in (("b", -1), ("a", -5), ("later", 5), ("now", 0)):
        await db.write(put, key, NOW + timedelta(seconds=seconds))
    await db.write(put, "elsewhere", team="T2")
    first = await db.write(due, most=2)
    assert sorted(post.key for post in first) == ["a", "b"]
    assert [post.key for post in await db.write(due, "b")] == ["now"]
    assert await db.write(due, "c") == []
    assert {(post.state, post.claim, post.ambiguous) for post in first} == {("sending", "a", False)}
    assert all(post.first_post_at == NOW and post.lease_until == LATER for post in first)


async def test_many_replicas_at_once_claim_each_post_once(db: Database) -> None:
    def put_many(conn: Connection) -> None:
        for number in range(200):
            put(conn, f"k{number}")

    await db.write(put_many)
    claimed: list[Any] = []

    async def replica(name: str) -> None:
        while found := await db.write(due, name, most=7):
            claimed.extend(post.id for post in found)

    await asyncio.gather(*(replica(f"r{number}") for number in range(6)))
    assert len(claimed) == len(set(claimed)) == 200


async def test_a_lease_that_ran_out_leaves_nobody_knowing(db: Database) -> None:
    await db.write(put, "k")
    await db.write(due, "a")
    assert await db.write(due, "b", LATER - timedelta(seconds=1)) == []
    (post,) = await db.write(due, "b", LATER)
    assert (post.claim, post.ambiguous, post.first_post_at) == ("b", True, NOW)


async def test_a_post_given_back_comes_again_when_it_is_due_as_if_it_had_not_been_tried(db: Database) -> None:
    await db.write(put, "k")
    (post,) = await db.write(due)
    again = NOW + timedelta(seconds=9)
    await db.write(post_claims.release, [GivenBack(post, again, "ratelimited")])
    assert await db.write(due, "b") == []
    (post,) = await db.write(due, "b", again)
    assert (post.ambiguous, post.tries, post.first_post_at, post.why) == (False, 0, again, "ratelimited")


async def test_what_nobody_knows_stays_unknown_and_remembers_the_first_try(db: Database) -> None:
    await db.write(put, "k")
    (post,) = await db.write(due)
    await db.write(post_claims.release, [GivenBack(post, LATER, "reset", unknown=True)])
    (post,) = await db.write(due, "b", LATER)
    assert (post.ambiguous, post.tries, post.first_post_at) == (True, 1, NOW)
    await db.write(post_claims.release, [GivenBack(post, LATER, "ratelimited")])
    (post,) = await db.write(due, "c", LATER)
    assert (post.ambiguous, post.tries, post.first_post_at) == (True, 1, NOW)


async def test_whoever_lost_the_claim_changes_nothing(db: Database) -> None:
    await db.write(put, "k")
    (old,) = await db.write(due, "a")
    (new,) = await db.write(due, "b", LATER)
    await db.write(post_claims.release, [GivenBack(old, NOW, "late")])
    assert await db.write(drop, old) is None
    post = await db.read(the, new.id)
    assert (post.state, post.claim, post.why) == ("sending", "b", "")


async def test_that_it_was_said_is_recorded_with_its_nudges_whoever_holds_the_lease(db: Database) -> None:
    post_id = await db.write(put, "k")
    nudge = await db.write(ask, post_id or 0)
    (old,) = await db.write(due, "a")
    await db.write(due, "b", LATER)
    assert await db.write(said, old, ids=(nudge.id or 0,)) == "1.1"
    post = await db.read(the, post_id)
    assert (post.state, post.ts, post.channel_id, post.drawn, post.claim) == (
        "said",
        "1.1",
        "D1",
        "abc",
        None,
    )
    assert (post.said_at, post.sweep_at, post.redraw_at) == (NOW, SWEEP, None)
    assert (await db.read(nudge_of, nudge)).said_at == NOW


async def test_what_was_never_in_doubt_is_not_swept(db: Database) -> None:
    post_id = await db.write(put, "k")
    (post,) = await db.write(due)
    await db.write(said, post)
    assert (await db.read(the, post_id)).sweep_at is None


async def test_the_second_to_record_learns_where_the_first_one_stands_and_leaves_a_sweep(
    db: Database,
) -> None:
    post_id = await db.write(put, "k")
    (post,) = await db.write(due)
    await db.write(said, post)
    assert await db.write(said, post) == "1.1"
    assert (await db.read(the, post_id)).sweep_at is None
    assert await db.write(said, post, "2.2") == "1.1"
    assert ((await db.read(the, post_id)).ts, (await db.read(the, post_id)).sweep_at) == ("1.1", SWEEP)


async def test_what_was_dropped_is_not_said_after_all(db: Database) -> None:
    post_id = await db.write(put, "k")
    nudge = await db.write(ask, post_id or 0)
    (old,) = await db.write(due, "a")
    (new,) = await db.write(due, "b", LATER)
    assert await db.write(drop, new) == [("promise", 1)]
    assert await db.write(said, old, ids=(nudge.id or 0,)) == ""
    post = await db.read(the, post_id)
    assert (post.state, post.why, post.ts, post.sweep_at) == ("dropped", "left", None, SWEEP)
    assert (await db.read(nudge_of, nudge)).said_at is None


async def test_a_dropped_posts_nudges_are_free_again_and_say_why(db: Database) -> None:
    post_id = await db.write(put, "k")
    nudge = await db.write(ask, post_id or 0)
    (post,) = await db.write(due)
    await db.write(drop, post)
    found = await db.read(nudge_of, nudge)
    assert (found.post_id, found.say_at) == (None, LATER)
    assert nudges.story_of(found)[-1] == {"at": NOW.isoformat(), "what": "not said", "why": "left"}
    assert (await db.read(the, post_id)).sweep_at is None  # it was never in doubt


async def test_another_post_may_say_a_dropped_ones_nudges(db: Database) -> None:
    post_id, other = await db.write(put, "k"), await db.write(put, "other", LATER)
    nudge = await db.write(ask, post_id or 0)
    (post,) = await db.write(due)
    await db.write(drop, post, other)
    found = await db.read(nudge_of, nudge)
    assert (found.post_id, found.said_at) == (other, None)


async def test_what_is_about_somebody_who_left_is_looked_at_again(db: Database) -> None:
    desks = table(Desk)

    def desk(conn: Connection, person_id: str) -> int:
        values = {"team_id": TEAM, "person_id": person_id, "zone": "UTC", "briefed_on": ""}
        return int(conn.execute(insert(desks).values(**values).returning(desks.c.id)).scalar_one())

    def looked_at(conn: Connection) -> dict[str, Any]:
        return {row.person_id: row.next_look_at for row in conn.execute(select(desks))}

    about = await db.write(desk, "U2")
    for person in (MIA, "U3"):
        await db.write(desk, person)
    await db.write(post_claims.look_again, TEAM, MIA, [("desk", about), ("unheard of", 3)], now=NOW)
    assert await db.read(looked_at) == {MIA: NOW, "U2": NOW, "U3": None}


def ended(conn: Connection, nudge: Nudge) -> None:
    conn.execute(update(table(Nudge)).where(table(Nudge).c.id == nudge.id).values(ended_at=NOW))


async def test_one_whose_nudge_ended_while_it_was_said_is_drawn_anew(db: Database) -> None:
    post_id = await db.write(put, "k")
    nudge = await db.write(ask, post_id or 0)
    (post,) = await db.write(due)
    await db.write(ended, nudge)
    await db.write(said, post, ids=(nudge.id or 0,))
    assert (await db.read(the, post_id)).redraw_at == NOW


@pytest.mark.parametrize("how_many", [1, 16, 17, 40])
async def test_all_of_a_long_briefs_nudges_are_said(db: Database, how_many: int) -> None:
    post_id = await db.write(put, "k") or 0
    made = [await db.write(ask, post_id, window=str(number)) for number in range(how_many)]
    (post,) = await db.write(due)
    await db.write(said, post, ids=tuple(each.id or 0 for each in made))
    assert all(each.said_at == NOW for each in await db.read(nudges.of_post, post_id))


@pytest.mark.parametrize("how_many", [2, 4, 5, 16, 33])
async def test_many_facts_are_recorded_at_once_each_for_itself(db: Database, how_many: int) -> None:
    put_here = [await db.write(put, f"k{number}") for number in range(how_many)]
    made = [post_id or 0 for post_id in put_here]
    asks = [await db.write(ask, post_id, post_id) for post_id in made]
    claimed = sorted(await db.write(due, most=50), key=lambda post: post.id or 0)
    await db.write(ended, asks[1])
    await db.write(said, claimed[0], "first")
    facts = [
        Fact(post, "D1", f"{post.id}.1", "abc", (nudge.id or 0,))
        for post, nudge in zip(claimed, asks, strict=True)
    ]
    stands = await db.write(post_facts.said, facts, now=NOW, sweep_at=SWEEP)
    assert stands == ["first", *(fact.ts for fact in facts[1:])]
    found = [await db.read(the, post_id) for post_id in made]
    assert [post.ts for post in found] == stands
    assert [post.sweep_at for post in found] == [SWEEP] + [None] * (how_many - 1)
    assert [post.redraw_at for post in found] == [None, NOW] + [None] * (how_many - 2)
    said_at = [(await db.read(nudge_of, nudge)).said_at for nudge in asks]
    assert said_at == [None] + [NOW] * (how_many - 1)


async def said_post(db: Database) -> Post:
    await db.write(put, "k")
    (post,) = await db.write(due)
    await db.write(said, post)
    return post


async def test_a_redraw_is_claimed_once_and_ends(db: Database) -> None:
    post = await said_post(db)
    await db.write(posts.redraw, TEAM, [post.id or 0], now=NOW)
    (mine,) = (await db.write(claim, "r"))[1]
    assert (await db.write(claim, "s"))[1] == []
    await db.write(post_claims.redrawn, mine, "new", now=NOW)
    found = await db.read(the, post.id)
    assert (found.drawn, found.redraw_at, found.claim, found.lease_until) == ("new", None, None, None)


async def test_what_changes_while_it_is_redrawn_is_redrawn_once_more(db: Database) -> None:
    post = await said_post(db)
    await db.write(posts.redraw, TEAM, [post.id or 0], now=NOW)
    (mine,) = (await db.write(claim, "r"))[1]
    await db.write(posts.redraw, TEAM, [post.id or 0], now=NOW)
    assert (await db.write(claim, "s"))[1] == []  # not beside the first one
    await db.write(post_claims.redrawn, mine, "new", now=NOW)
    (again,) = (await db.write(claim, "s"))[1]
    assert again.drawn == "new"


async def test_a_redraw_whose_lease_ran_out_is_done_again(db: Database) -> None:
    post = await said_post(db)
    await db.write(posts.redraw, TEAM, [post.id or 0], now=NOW)
    (old,) = (await db.write(claim, "r"))[1]
    (new,) = (await db.write(claim, "s", LATER))[1]
    await db.write(post_claims.redrawn, old, "old", now=LATER)
    assert (await db.read(the, post.id)).drawn == "abc"
    await db.write(post_claims.redraw_later, new, at=SWEEP, unknown=True)
    found = await db.read(the, post.id)
    assert (found.drawn, found.redraw_at, found.claim) == ("", SWEEP, None)


async def test_a_redraw_asked_for_before_it_was_said_waits_until_then(db: Database) -> None:
    post_id = await db.write(put, "k")
    await db.write(posts.redraw, TEAM, [post_id or 0], now=NOW)
    (mine,), redraws, _ = await db.write(claim)
    assert redraws == []
    await db.write(said, mine)
    assert [post.id for post in (await db.write(claim, "r"))[1]] == [post_id]


async def test_nothing_dropped_is_redrawn(db: Database) -> None:
    post_id = await db.write(put, "k")
    (post,) = await db.write(due)
    await db.write(drop, post)
    await db.write(posts.redraw, TEAM, [post_id or 0], now=NOW)
    assert (await db.read(the, post_id)).redraw_at is None


async def test_a_sweep_is_claimed_when_its_time_has_come_and_ends(db: Database) -> None:
    post_id = await db.write(put, "k")
    await db.write(due, "a")
    (post,) = await db.write(due, "b", LATER)
    await db.write(said, post)
    assert (await db.write(claim, "c", LATER))[2] == []
    (mine,) = (await db.write(claim, "c", SWEEP))[2]
    assert (await db.write(claim, "d", SWEEP))[2] == []
    await db.write(post_claims.swept, mine)
    assert (await db.read(the, post_id)).sweep_at is None
    await db.write(post_claims.swept, mine, keep="9.9")
    assert ((await db.read(the, post_id)).ts, (await db.read(the, post_id)).redraw_at) == ("9.9", NOW)


async def test_posts_of_a_day_are_counted_said_or_on_their_way(db: Database) -> None:
    await said_post(db)
    await db.write(put, "second")
    await db.write(put, "somebody else's", place="U2")
    assert await db.read(posts.said_to_on, TEAM, MIA, "brief", NOW) == 2
    assert await db.read(posts.said_to_on, TEAM, MIA, "nudge", NOW) == 0
    assert await db.read(posts.said_to_on, TEAM, MIA, "brief", NOW + timedelta(seconds=1)) == 0


@pytest.mark.parametrize("which", ["_DUE", "_REDRAW", "_SWEEP"])
async def test_what_is_due_is_found_by_its_index(db: Database, which: str) -> None:
    def plan(conn: Connection) -> str:
        statement = getattr(post_claims, which)
        written = statement.written(conn.dialect)
        values = {"team": TEAM, "token": "a", "at": NOW, "until": LATER, "most": 10}
        parameters = statement.parameters(written, values)
        explain = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
        if conn.dialect.name != "sqlite":
            conn.execute(text("SET LOCAL enable_seqscan = off"))
        raw: Any = conn.connection.dbapi_connection
        return str(raw.execute(explain + written.text, parameters).fetchall())

    name = {"_DUE": "ix_post_due", "_REDRAW": "ix_post_redraw", "_SWEEP": "ix_post_sweep"}[which]
    assert name in await db.write(plan)
