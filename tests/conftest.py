"""What all tests share."""

from hypothesis import settings

from tests.databases import (
    bare_database_url,
    database_url,
    db,
    file_url,
    files,
    folder,
    migrated_file,
    migrated_template,
    postgres_bare_url,
    postgres_database_url,
    postgres_url,
    postgresql,
    statements,
)
from tests.sizes import examples

__all__ = [
    "bare_database_url",
    "database_url",
    "db",
    "file_url",
    "files",
    "folder",
    "migrated_file",
    "migrated_template",
    "postgres_bare_url",
    "postgres_database_url",
    "postgres_url",
    "postgresql",
    "statements",
]

# How long an example takes says more about the machine than about the code.
settings.register_profile("kept", deadline=None, max_examples=examples(100))
settings.load_profile("kept")
