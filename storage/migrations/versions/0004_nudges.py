"""What Kept says by itself: when it looks at what, nudges and their posts, snoozes, absences, digests, system fixes."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.String
INSTANT = sa.DateTime(timezone=True)
LOOKED_AT = "next_look_at IS NOT NULL"
# What is open is looked at once Kept runs again; what had ended before is left in peace.
STILL_OPEN = {
    "promise": "status = 'open' AND removed_at IS NULL",
    "mistake": "status = 'open' AND removed_at IS NULL",
    "waiting": "status = 'open' AND removed_at IS NULL",
    "contact": "next = 'planned' AND removed_at IS NULL",
    "customer": "stage NOT IN ('parting', 'lost') AND removed_at IS NULL",
}


def upgrade() -> None:
    now = datetime.now(UTC)
    for name, condition in STILL_OPEN.items():
        op.add_column(name, sa.Column("next_look_at", INSTANT))
        rows = sa.table(name, sa.column("next_look_at", INSTANT))
        op.execute(sa.update(rows).where(sa.text(condition)).values(next_look_at=now))
        _partial(f"ix_{name}_look", name, ["team_id", "next_look_at"], LOOKED_AT)
    for name in ("promise", "mistake"):
        _partial(f"ix_{name}_closed", name, ["team_id", "closed_at"], "closed_at IS NOT NULL")
    op.add_column("promise", sa.Column("answered_at", INSTANT))
    op.add_column("promise", sa.Column("checked", TEXT))
    op.add_column("promise", sa.Column("checked_at", INSTANT))
    op.add_column("mistake", sa.Column("fix_id", sa.Integer))
    op.add_column("mistake", sa.Column("fix_told_at", INSTANT))
    op.create_index("ix_mistake_fix_id", "mistake", ["fix_id"])
    op.add_column("customer", sa.Column("start_plan", TEXT))
    _system_fix()
    _post()
    _nudge()
    _snooze()
    _away()
    _desk()
    _digest()


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _ids() -> list[sa.Column[object]]:
    return [sa.Column("id", sa.Integer, nullable=False), sa.Column("team_id", TEXT, nullable=False)]


def _unique(table: str, *columns: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("team_id", *columns, name=f"uq_{table}_team_id_{'_'.join(columns)}"),
    ]


def _system_fix() -> None:
    op.create_table(
        "system_fix",
        *_ids(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("cause", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("owner_id", TEXT),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("due_wall", TEXT),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", TEXT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("next_look_at", INSTANT),
        sa.Column("removed_at", INSTANT),
        *_unique("system_fix", "number"),
    )
    _partial("ix_system_fix_look", "system_fix", ["team_id", "next_look_at"], LOOKED_AT)


def _post() -> None:
    op.create_table(
        "post",
        *_ids(),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("claim", TEXT),
        sa.Column("lease_until", INSTANT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("first_post_at", INSTANT),
        sa.Column("ambiguous", sa.Boolean, nullable=False),
        sa.Column("channel_id", TEXT),
        sa.Column("ts", TEXT),
        sa.Column("said_at", INSTANT),
        sa.Column("sweep_at", INSTANT),
        sa.Column("redraw_at", INSTANT),
        sa.Column("drawn", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        *_unique("post", "key"),
    )
    _partial("ix_post_due", "post", ["team_id", "due_at"], "state IN ('due', 'sending')")
    _partial("ix_post_redraw", "post", ["team_id", "redraw_at"], "redraw_at IS NOT NULL")
    _partial("ix_post_sweep", "post", ["team_id", "sweep_at"], "sweep_at IS NOT NULL")
    op.create_index("ix_post_place", "post", ["team_id", "place", "what", "said_at"])
    _partial("ix_post_message", "post", ["team_id", "channel_id", "ts"], "ts IS NOT NULL")


def _nudge() -> None:
    op.create_table(
        "nudge",
        *_ids(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("customer_id", sa.Integer),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("window", TEXT, nullable=False),
        sa.Column("recipient_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("facts", TEXT, nullable=False),
        sa.Column("since_at", INSTANT, nullable=False),
        sa.Column("say_at", INSTANT, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("post_id", sa.Integer),
        sa.Column("said_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("ended_why", TEXT, nullable=False),
        sa.Column("story", TEXT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        *_unique("nudge", "kind", "row_id", "reason", "recipient_id", "window"),
        sa.UniqueConstraint("team_id", "number", name="uq_nudge_team_id_number"),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name="fk_nudge_post_id_post"),
    )
    _partial("ix_nudge_open", "nudge", ["team_id", "recipient_id"], "ended_at IS NULL")
    op.create_index("ix_nudge_of_row", "nudge", ["team_id", "kind", "row_id"])
    unplanned = "ended_at IS NULL AND said_at IS NULL AND post_id IS NULL"
    _partial("ix_nudge_waiting", "nudge", ["team_id", "say_at"], unplanned)
    _partial("ix_nudge_post", "nudge", ["post_id"], "post_id IS NOT NULL")


def _snooze() -> None:
    op.create_table(
        "snooze",
        *_ids(),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("customer_id", sa.Integer),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("how", TEXT, nullable=False),
        sa.Column("until_at", INSTANT),
        sa.Column("until_wall", TEXT),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_snooze"),
    )
    op.create_index("ix_snooze_team_id_kind_row_id", "snooze", ["team_id", "kind", "row_id"])


def _away() -> None:
    op.create_table(
        "away",
        *_ids(),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("until_at", INSTANT, nullable=False),
        sa.Column("until_wall", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("cover_id", TEXT),
        sa.Column("ended_at", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_away"),
    )
    op.create_index("ix_away_team_id_person_id", "away", ["team_id", "person_id"])


def _desk() -> None:
    op.create_table(
        "desk",
        *_ids(),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("brief_wall", TEXT),
        sa.Column("briefed_on", TEXT, nullable=False),
        sa.Column("away_since", INSTANT),
        sa.Column("about_look_at", INSTANT),
        sa.Column("next_look_at", INSTANT),
        *_unique("desk", "person_id"),
    )
    _partial("ix_desk_look", "desk", ["team_id", "next_look_at"], LOOKED_AT)
    _partial("ix_desk_about", "desk", ["team_id", "about_look_at"], "about_look_at IS NOT NULL")


def _digest() -> None:
    op.create_table(
        "digest",
        *_ids(),
        sa.Column("channel_id", TEXT, nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("last_week", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("next_look_at", INSTANT),
        sa.Column("removed_at", INSTANT),
        *_unique("digest", "channel_id"),
    )
    _partial("ix_digest_look", "digest", ["team_id", "next_look_at"], LOOKED_AT)


def downgrade() -> None:
    for name in ("nudge", "post", "snooze", "away", "desk", "digest", "system_fix"):
        op.drop_table(name)
    for name in STILL_OPEN:
        op.drop_index(f"ix_{name}_look", name)
        op.drop_column(name, "next_look_at")
    op.drop_index("ix_mistake_fix_id", "mistake")
    for name, columns in {
        "promise": ("answered_at", "checked", "checked_at"),
        "mistake": ("fix_id", "fix_told_at"),
        "customer": ("start_plan",),
    }.items():
        for column in columns:
            op.drop_column(name, column)
