"""What is new enters SQLite's search index by a statement of its own (`storage.search_index`), and by no trigger any more."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER searchable_entered")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER searchable_entered AFTER INSERT ON searchable BEGIN"
            " INSERT INTO searchable_index (rowid, words) VALUES (new.id, new.words); END"
        )
