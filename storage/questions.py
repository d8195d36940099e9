"""Questions that customers asked where we share a channel with them: noted, answered, and brought up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, literal_column, select, update

from storage.prepared import Prepared
from storage.rows import every, first, made
from storage.tables import Channel, Question, table

ROWS, CHANNELS = table(Question), table(Channel)
COLUMNS = [column.name for column in ROWS.c]
# Written out, so that the partial index answers.
OPEN: tuple[ColumnElement[bool], ...] = (
    literal_column("question.status") == literal_column("'open'"),
    ROWS.c.removed_at.is_(None),
)
OPEN_IN = Prepared(
    select(ROWS.c.id, ROWS.c.thread_ts, ROWS.c.ts, ROWS.c.check_at, ROWS.c.asked_at).where(
        ROWS.c.team_id == bindparam("team_id"), ROWS.c.channel_id == bindparam("channel_id"), *OPEN
    )
)
TO_CHECK = Prepared(
    select(ROWS)
    .where(ROWS.c.team_id == bindparam("team_id"), ROWS.c.check_at <= bindparam("now"))
    .order_by(ROWS.c.check_at)
    .limit(bindparam("most"))
)


def ask(conn: Connection, question: Question) -> bool:
    """Notes a question, and says whether that is new: of several in one thread, or in the channel itself, the first one
    counts."""
    asked = {"team_id": question.team_id, "channel_id": question.channel_id}
    _one_at_a_time(conn, **asked)
    if any(thread_ts == question.thread_ts for _, thread_ts, *_ in OPEN_IN.ask(conn, asked)):
        return False
    values = {name: value for name, value in vars(question).items() if name in ROWS.c and name != "id"}
    question.id = conn.execute(insert(ROWS).values(**values).returning(ROWS.c.id)).scalar_one()
    return True


def _one_at_a_time(conn: Connection, *, team_id: str, channel_id: str) -> None:
    """Until the transaction ends nobody else notes a question of that channel. SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        from sqlalchemy import func

        key = func.hashtext(f"question:{team_id}:{channel_id}")
        conn.execute(select(func.pg_advisory_xact_lock(key)))


def any_open(conn: Connection, team_id: str, channel_id: str) -> bool:
    """Whether anything is open in a channel."""
    return bool(OPEN_IN.ask(conn, {"team_id": team_id, "channel_id": channel_id}))


def settle(
    conn: Connection,
    team_id: str,
    channel_id: str,
    thread_ts: str,
    *,
    before: datetime,
    withdrawn: bool = False,
) -> None:
    """Somebody said a word in a channel, or in the thread that begins with `thread_ts`: what was asked there `before` (UTC)
    is answered, or taken back by whoever asked.

    A word in a thread is about that thread, one in the channel about all of it. What was not brought up yet leaves
    nothing behind.
    """
    found = OPEN_IN.ask(conn, {"team_id": team_id, "channel_id": channel_id})
    about = [
        (id_, check_at is None)
        for id_, thread, ts, check_at, asked_at in found
        if asked_at <= before and thread_ts in {"", thread, ts}
    ]
    _settle(conn, about, before, withdrawn=withdrawn)


def settle_one(conn: Connection, team_id: str, channel_id: str, ts: str, *, now: datetime) -> None:
    """Somebody of ours nodded to the question with that `ts`: it is answered."""
    found = OPEN_IN.ask(conn, {"team_id": team_id, "channel_id": channel_id})
    about = [(id_, check_at is None) for id_, _, asked, check_at, _ in found if asked == ts]
    _settle(conn, about, now, withdrawn=False)


def _settle(conn: Connection, about: Sequence[tuple[int, bool]], now: datetime, *, withdrawn: bool) -> None:
    """Those that were brought up are answered, or taken back; the others leave nothing behind."""
    gone = [id_ for id_, told in about if not told]
    brought_up = [id_ for id_, told in about if told]
    if gone:
        conn.execute(delete(ROWS).where(ROWS.c.id.in_(gone)))
    if brought_up:
        done: dict[str, Any] = {"removed_at": now} if withdrawn else {"status": "answered", "closed_at": now}
        conn.execute(update(ROWS).where(ROWS.c.id.in_(brought_up)).values(next_look_at=now, **done))


def linked_channels(conn: Connection, team_id: str) -> list[str]:
    """The channels that are linked to a customer, in which alone questions are noted."""
    asked = select(CHANNELS.c.channel_id).where(
        CHANNELS.c.team_id == team_id, CHANNELS.c.customer_id.is_not(None)
    )
    return list(conn.execute(asked).scalars())


def to_check(conn: Connection, team_id: str, now: datetime, *, most: int) -> list[Question]:
    """What should have been answered by now, the longest due first."""
    found = TO_CHECK.ask(conn, {"team_id": team_id, "now": now, "most": most})
    return [made(Question, zip(COLUMNS, row, strict=True)) for row in found]


def bring_up(conn: Connection, ids: Sequence[int], *, now: datetime) -> None:
    """Nobody has answered these: the clock looks at them."""
    conn.execute(
        update(ROWS)
        .where(ROWS.c.id.in_(ids), ROWS.c.check_at.is_not(None), *OPEN)
        .values(check_at=None, next_look_at=now)
    )


def forget(conn: Connection, ids: Sequence[int]) -> None:
    """These were answered, or are not to be found any more; nobody was told of them yet."""
    conn.execute(delete(ROWS).where(ROWS.c.id.in_(ids), ROWS.c.check_at.is_not(None)))


def check_later(conn: Connection, ids: Sequence[int], *, at: datetime) -> None:
    """Whether these were answered is looked at again at `at` (UTC)."""
    conn.execute(update(ROWS).where(ROWS.c.id.in_(ids), ROWS.c.check_at.is_not(None)).values(check_at=at))


def by_id(conn: Connection, team_id: str, question_id: int, *, lock: bool = False) -> Question | None:
    """One question, whatever became of it."""
    found = select(ROWS).where(ROWS.c.team_id == team_id, ROWS.c.id == question_id)
    return first(Question, conn.execute(found.with_for_update(key_share=True) if lock else found))


def open_of_team(conn: Connection, team_id: str) -> list[Question]:
    """Everything that is open."""
    return every(
        Question, conn.execute(select(ROWS).where(ROWS.c.team_id == team_id, *OPEN).order_by(ROWS.c.id))
    )
