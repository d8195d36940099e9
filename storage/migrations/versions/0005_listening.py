"""Listening: offers, counted by their rules, and customers' questions that nobody has answered yet."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.String
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _offer()
    _question()


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("channel_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_team_id_channel_id_id", "offer", ["team_id", "channel_id", "id"])
    op.create_index("ix_offer_team_id_person_id_made_at", "offer", ["team_id", "person_id", "made_at"])


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("customer_id", sa.Integer),
        sa.Column("channel_id", TEXT, nullable=False),
        sa.Column("thread_ts", TEXT, nullable=False),
        sa.Column("ts", TEXT, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("source_link", TEXT, nullable=False),
        sa.Column("owner_id", TEXT),
        sa.Column("check_at", INSTANT),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", TEXT),
        sa.Column("next_look_at", INSTANT),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_question_customer_id_customer"),
    )
    open_ = "status = 'open' AND removed_at IS NULL"
    _partial("ix_question_open", "question", ["team_id", "channel_id"], open_)
    _partial("ix_question_check", "question", ["team_id", "check_at"], "check_at IS NOT NULL")
    _partial("ix_question_look", "question", ["team_id", "next_look_at"], "next_look_at IS NOT NULL")


def downgrade() -> None:
    op.drop_table("question")
    op.drop_table("offer")
