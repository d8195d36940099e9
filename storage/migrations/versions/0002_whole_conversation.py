"""Mistakes, contacts, waiting, praise, people and settings; more about customers; where things were logged from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String
INSTANT = sa.DateTime(timezone=True)
SOURCED = ("promise", "mistake", "contact", "waiting")
NEW_TEXTS = (
    "stage",
    "tier",
    "tags",
    "reach",
    "style",
    "matters",
    "dos",
    "donts",
    "lost_reason",
    "lost_words",
    "could_have",
)
NEW_TABLES = ("met", "contact", "mistake", "waiting", "praise", "setting", "upload", "customer_person")


def upgrade() -> None:
    _customer()
    op.add_column("promise", sa.Column("source_channel", TEXT))
    op.add_column("promise", sa.Column("source_ts", TEXT))
    op.add_column("history", sa.Column("batch", TEXT))
    _partial("ix_history_batch", "history", ["team_id", "batch"], "batch IS NOT NULL")
    _customer_person()
    _mistake()
    _contact()
    _waiting()
    _praise()
    _setting_and_upload()
    for name in SOURCED:
        columns = ["team_id", "source_channel", "source_ts"]
        op.create_index(f"ix_{name}_team_id_source_channel_source_ts", name, columns)


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _customer() -> None:
    """Rows that are there get an empty text; from then on there is no default."""
    with op.batch_alter_table("customer") as table:
        table.add_column(sa.Column("backup_id", TEXT))
        for name in NEW_TEXTS:
            default = "active" if name == "stage" else ""
            table.add_column(sa.Column(name, TEXT, nullable=False, server_default=default))
        table.add_column(sa.Column("rhythm_days", sa.Integer))
        table.add_column(sa.Column("since", TEXT))
        table.add_column(sa.Column("merged_into", sa.Integer))
        table.add_column(sa.Column("met_at", INSTANT))
    with op.batch_alter_table("customer") as table:
        for name in NEW_TEXTS:
            table.alter_column(name, existing_type=TEXT(), existing_nullable=False, server_default=None)
    op.create_index("ix_customer_merged_into", "customer", ["merged_into"])
    _partial("ix_customer_owner", "customer", ["team_id", "owner_id", "met_at", "id"], "removed_at IS NULL")


def _whose() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("customer_id", sa.Integer, nullable=False),
    ]


def _source() -> list[sa.Column[object]]:
    return [
        sa.Column("source_link", TEXT, nullable=False),
        sa.Column("source_channel", TEXT),
        sa.Column("source_ts", TEXT),
    ]


def _keys(table: str) -> list[sa.Constraint]:
    foreign = f"fk_{table}_customer_id_customer"
    return [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=foreign),
    ]


def _customer_person() -> None:
    op.create_table(
        "customer_person",
        *_whose(),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("reach", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        *_keys("customer_person"),
    )
    op.create_index("ix_customer_person_customer_id", "customer_person", ["customer_id"])


def _steps() -> list[sa.Column[object]]:
    columns: list[sa.Column[object]] = []
    for step in ("told", "sorry", "right", "checked"):
        columns += [
            sa.Column(f"{step}_at", INSTANT),
            sa.Column(f"{step}_by", TEXT),
            sa.Column(f"{step}_waived", TEXT, nullable=False),
        ]
    return columns


def _mistake() -> None:
    op.create_table(
        "mistake",
        *_whose(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("severity", TEXT, nullable=False),
        sa.Column("noticed_by", TEXT, nullable=False),
        sa.Column("public", sa.Boolean, nullable=False),
        sa.Column("owner_id", TEXT),
        sa.Column("said_by", TEXT, nullable=False),
        *_steps(),
        sa.Column("right_how", TEXT, nullable=False),
        sa.Column("right_wall", TEXT),
        sa.Column("right_zone", TEXT, nullable=False),
        sa.Column("goodwill", sa.Integer),
        sa.Column("broken_rule", TEXT, nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("cause", TEXT, nullable=False),
        sa.Column("could_have", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", TEXT),
        sa.Column("promise_id", sa.Integer),
        *_source(),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        *_keys("mistake"),
        sa.ForeignKeyConstraint(["promise_id"], ["promise.id"], name="fk_mistake_promise_id_promise"),
        sa.UniqueConstraint("team_id", "number", name="uq_mistake_team_id_number"),
    )
    open_ = "status = 'open' AND removed_at IS NULL"
    _partial("ix_mistake_open_owner", "mistake", ["team_id", "owner_id", "created_at"], open_)
    op.create_index("ix_mistake_team_id_customer_id", "mistake", ["team_id", "customer_id"])
    op.create_index("ix_mistake_promise_id", "mistake", ["promise_id"])


def _contact() -> None:
    op.create_table(
        "contact",
        *_whose(),
        sa.Column("by_id", TEXT, nullable=False),
        sa.Column("how", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("sounded", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("people", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("next", TEXT, nullable=False),
        sa.Column("next_words", TEXT, nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("next_wall", TEXT),
        *_source(),
        sa.Column("said_by", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        *_keys("contact"),
    )
    op.create_index("ix_contact_team_id_customer_id_at", "contact", ["team_id", "customer_id", "at"])
    planned = "next = 'planned' AND removed_at IS NULL"
    _partial("ix_contact_next", "contact", ["team_id", "by_id", "next_at"], planned)
    op.create_table(
        "met",
        sa.Column("contact_id", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("contact_id", "person_id", name="pk_met"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_met_contact_id_contact"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["customer_person.id"], name="fk_met_person_id_customer_person"
        ),
    )
    op.create_index("ix_met_person_id", "met", ["person_id"])


def _waiting() -> None:
    op.create_table(
        "waiting",
        *_whose(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("owner_id", TEXT, nullable=False),
        sa.Column("said_by", TEXT, nullable=False),
        sa.Column("since_at", INSTANT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("due_wall", TEXT),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("called_at", INSTANT),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", TEXT),
        *_source(),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        *_keys("waiting"),
        sa.UniqueConstraint("team_id", "number", name="uq_waiting_team_id_number"),
    )
    open_ = "status = 'open' AND removed_at IS NULL"
    _partial("ix_waiting_open_owner", "waiting", ["team_id", "owner_id", "since_at"], open_)
    op.create_index("ix_waiting_team_id_customer_id", "waiting", ["team_id", "customer_id"])


def _praise() -> None:
    op.create_table(
        "praise",
        *_whose(),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("thanked_id", TEXT),
        sa.Column("quotable", TEXT, nullable=False),
        sa.Column("said_by", TEXT, nullable=False),
        *_source(),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        *_keys("praise"),
    )
    op.create_index("ix_praise_team_id_customer_id", "praise", ["team_id", "customer_id"])


def _setting_and_upload() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("scope_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint(
            "team_id", "scope", "scope_id", "name", name="uq_setting_team_id_scope_scope_id_name"
        ),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("left_out", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )


def downgrade() -> None:
    for name in NEW_TABLES:
        op.drop_table(name)
    op.drop_index("ix_history_batch", "history")
    op.drop_column("history", "batch")
    op.drop_index("ix_promise_team_id_source_channel_source_ts", "promise")
    op.drop_column("promise", "source_channel")
    op.drop_column("promise", "source_ts")
    op.drop_index("ix_customer_owner", "customer")
    op.drop_index("ix_customer_merged_into", "customer")
    with op.batch_alter_table("customer") as table:
        for name in (*NEW_TEXTS, "backup_id", "rhythm_days", "since", "merged_into", "met_at"):
            table.drop_column(name)
