"""When the clock finds anything to do next: a row to look at, something to say or to draw anew."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, literal_column, select, true

from storage.nudges import ROWS, WAITING
from storage.posts import POSTS
from storage.rows import LOOKED_AT
from storage.tables import Desk, Question, table


def next_due(conn: Connection, team_id: str, *, after: datetime | None = None) -> datetime | None:
    """The soonest instant (UTC) at which the clock finds anything to do: a row to look at, a nudge that can't wait for a
    brief, a post to be said or redrawn; later than `after`, if that is given."""
    soonest = [table(model).c.next_look_at for model in (*LOOKED_AT, Desk)]
    soonest += [table(Desk).c.about_look_at, table(Question).c.check_at]
    conditions: dict[Any, tuple[Any, ...]] = {
        ROWS.c.say_at: (*WAITING, ROWS.c.urgent.is_(true())),
        POSTS.c.due_at: (literal_column("post.state") == literal_column("'due'"),),
        POSTS.c.lease_until: (literal_column("post.state") == literal_column("'sending'"),),
        POSTS.c.redraw_at: (),
        POSTS.c.sweep_at: (),
    }
    found = []
    for column in (*soonest, *conditions):
        asked = select(func.min(column)).where(
            column.table.c.team_id == team_id, column.is_not(None), *conditions.get(column, ())
        )
        if after is not None:
            asked = asked.where(column > after)
        if (at := conn.execute(asked).scalar()) is not None:
            found.append(at)
    return min(found, default=None)
