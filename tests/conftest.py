"""What all tests share."""

from tests.databases import (
    bare_database_url,
    database_url,
    db,
    migrated_file,
    migrated_template,
    postgres_bare_url,
    postgres_database_url,
    postgres_url,
)

__all__ = [
    "bare_database_url",
    "database_url",
    "db",
    "migrated_file",
    "migrated_template",
    "postgres_bare_url",
    "postgres_database_url",
    "postgres_url",
]
