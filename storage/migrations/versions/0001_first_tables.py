"""The first tables: customers, promises, their history, and what makes a repeated gesture count once."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String
BY_CODE_POINT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("other_names", TEXT, nullable=False),
        sa.Column("owner_id", TEXT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_customer"),
        sa.UniqueConstraint("team_id", "number", name="uq_customer_team_id_number"),
    )
    op.create_table(
        "customer_name",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("customer_id", sa.Integer, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", BY_CODE_POINT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customer_name"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_customer_name_customer_id_customer"
        ),
    )
    op.create_index("ix_customer_name_customer_id", "customer_name", ["customer_id"])
    op.create_index("ix_customer_name_team_id_folded", "customer_name", ["team_id", "folded"])
    op.create_table(
        "channel",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("channel_id", TEXT, nullable=False),
        sa.Column("customer_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_channel"),
        sa.UniqueConstraint("team_id", "channel_id", name="uq_channel_team_id_channel_id"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_channel_customer_id_customer"),
    )
    op.create_index("ix_channel_customer_id", "channel", ["customer_id"])
    _promises()
    _history()
    op.create_table(
        "inbox",
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("entry", sa.Integer),
        sa.PrimaryKeyConstraint("team_id", "key", name="pk_inbox"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"])
    op.create_table(
        "counter",
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind", name="pk_counter"),
    )


def _promises() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("customer_id", sa.Integer, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("owner_id", TEXT, nullable=False),
        sa.Column("said_by", TEXT, nullable=False),
        sa.Column("agreed", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("due_wall", TEXT),
        sa.Column("aim_at", INSTANT),
        sa.Column("aim_wall", TEXT),
        sa.Column("new_due_at", INSTANT),
        sa.Column("new_due_wall", TEXT),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("health", TEXT, nullable=False),
        sa.Column("risk_at", INSTANT),
        sa.Column("risk_why", TEXT, nullable=False),
        sa.Column("risk_plan", TEXT, nullable=False),
        sa.Column("tell_by", INSTANT),
        sa.Column("told_at", INSTANT),
        sa.Column("proof", TEXT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", TEXT),
        sa.Column("source_link", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
        sa.UniqueConstraint("team_id", "number", name="uq_promise_team_id_number"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_promise_customer_id_customer"),
    )
    op.create_index(
        "ix_promise_open_owner",
        "promise",
        ["team_id", "owner_id", "due_at"],
        sqlite_where=sa.text("status = 'open' AND removed_at IS NULL"),
        postgresql_where=sa.text("status = 'open' AND removed_at IS NULL"),
    )
    op.create_index("ix_promise_team_id_customer_id", "promise", ["team_id", "customer_id"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("customer_id", sa.Integer),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("via", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=False),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sa.UniqueConstraint("undoes", name="uq_history_undoes"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_history_customer_id_customer"),
        sa.ForeignKeyConstraint(["undoes"], ["history.id"], name="fk_history_undoes_history"),
    )
    op.create_index("ix_history_team_id_customer_id_id", "history", ["team_id", "customer_id", "id"])
    op.create_index("ix_history_team_id_kind_row_id_id", "history", ["team_id", "kind", "row_id", "id"])
    op.create_index("ix_history_team_id_by_id", "history", ["team_id", "by", "id"])
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRESQL:
        op.execute(statement)


# What was done stays done: an undo is a new row.
ON_SQLITE = (
    """CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
)
ON_POSTGRESQL = (
    """CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'integrity_constraint_violation'; END$$""",
    """CREATE TRIGGER history_is_never_changed BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION history_is_append_only()""",
    """CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()""",
)


def downgrade() -> None:
    for name in ("history", "promise", "channel", "customer_name", "inbox", "counter", "customer"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION history_is_append_only()")
