"""What was typed is in no index of messages it was logged from, and posts are not found by their message, as nobody asks."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LOGGED = ("promise", "contact", "waiting", "mistake")
SOURCE = ["team_id", "source_channel", "source_ts"]


def upgrade() -> None:
    for table in LOGGED:
        op.drop_index(f"ix_{table}_team_id_source_channel_source_ts", table)
        _index(f"ix_{table}_source", table, SOURCE, where="source_ts IS NOT NULL")
    op.drop_index("ix_post_message", "post")


def downgrade() -> None:
    _index("ix_post_message", "post", ["team_id", "channel_id", "ts"], where="ts IS NOT NULL")
    for table in LOGGED:
        op.drop_index(f"ix_{table}_source", table)
        op.create_index(f"ix_{table}_team_id_source_channel_source_ts", table, SOURCE)


def _index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
