"""Everything that was written down, as it is looked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.folding import folded

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.String
A_BATCH = 2000
TEXTS = {
    "customer": (
        "name",
        "other_names",
        "tags",
        "tier",
        "reach",
        "style",
        "matters",
        "dos",
        "donts",
        "lost_words",
        "could_have",
    ),
    "customer_person": ("name", "role", "reach"),
    "promise": ("words", "kind", "risk_why", "risk_plan", "proof"),
    "mistake": (
        "words",
        "kind",
        "told_waived",
        "sorry_waived",
        "right_waived",
        "right_how",
        "broken_rule",
        "checked_waived",
        "cause",
        "could_have",
    ),
    "contact": ("words", "event", "next_words"),
    "waiting": ("words",),
    "praise": ("words",),
}


def upgrade() -> None:
    op.create_table(
        "searchable",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("team_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("customer_id", sa.Integer),
        sa.Column("words", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_searchable"),
        sa.UniqueConstraint("team_id", "kind", "row_id", name="uq_searchable_team_id_kind_row_id"),
    )
    searchable = sa.table(
        "searchable", *map(sa.column, ("team_id", "kind", "row_id", "customer_id", "words"))
    )
    for kind, columns in TEXTS.items():
        for batch in _batches(kind, columns):
            op.get_bind().execute(sa.insert(searchable), [_entered(kind, columns, row) for row in batch])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX ix_searchable_words ON searchable"
            " USING gin (array_to_tsvector(string_to_array(words, ' ')))"
        )
    else:
        _index_on_sqlite()


def _batches(kind: str, columns: tuple[str, ...]) -> Iterator[Sequence[Mapping[Any, Any]]]:
    """The rows of a kind, some at a time, the oldest first."""
    own = "id" if kind == "customer" else "customer_id"
    after = 0
    while True:
        found = (
            op.get_bind()
            .execute(
                sa.text(
                    f"SELECT id, team_id, {own} AS whose, removed_at IS NOT NULL AS gone, {', '.join(columns)}"  # noqa: S608
                    f" FROM {kind} WHERE id > :after ORDER BY id LIMIT :most"
                ),
                {"after": after, "most": A_BATCH},
            )
            .mappings()
            .all()
        )
        if not found:
            return
        yield found
        after = found[-1]["id"]


def _entered(kind: str, columns: tuple[str, ...], row: Mapping[Any, Any]) -> dict[str, Any]:
    words = folded("\n".join(row[name] for name in columns if row[name]))
    return {
        "team_id": row["team_id"],
        "kind": kind,
        "row_id": row["id"],
        "customer_id": row["whose"],
        "words": "" if row["gone"] else f":{kind} :{row['whose']} {words}".rstrip(),
    }


def _index_on_sqlite() -> None:
    """FTS5 over the same table, kept true by triggers. https://www.sqlite.org/fts5.html#external_content_tables

    The words are cut and folded already: every sign that is not a blank belongs to one. How words begin is in the index
    too: without that, each of a common word's rows is gone through at every search.
    """
    op.execute(
        "CREATE VIRTUAL TABLE searchable_index USING fts5(words, content='searchable', content_rowid='id',"
        " detail='none', columnsize=0, prefix='2 3 4 5', tokenize=\"ascii tokenchars '_:'\")"
    )
    op.execute("INSERT INTO searchable_index (searchable_index) VALUES ('rebuild')")
    op.execute(
        "CREATE TRIGGER searchable_entered AFTER INSERT ON searchable BEGIN"
        " INSERT INTO searchable_index (rowid, words) VALUES (new.id, new.words); END"
    )
    op.execute(
        "CREATE TRIGGER searchable_changed AFTER UPDATE OF words ON searchable BEGIN"
        " INSERT INTO searchable_index (searchable_index, rowid, words) VALUES ('delete', old.id, old.words);"
        " INSERT INTO searchable_index (rowid, words) VALUES (new.id, new.words); END"
    )
    op.execute(
        "CREATE TRIGGER searchable_removed AFTER DELETE ON searchable BEGIN"
        " INSERT INTO searchable_index (searchable_index, rowid, words) VALUES ('delete', old.id, old.words); END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE searchable_index")
    op.drop_table("searchable")
