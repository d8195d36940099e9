"""What was logged just before, found by the newest rows however many a customer has."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from storage import twins
from storage.tables import Contact, Mistake, Waiting

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize("model", [Contact, Mistake, Waiting])
def test_what_was_logged_just_before_is_looked_for_among_the_newest(
    migrated_file: Path, model: type[twins.Logged]
) -> None:
    asked = {"since": NOW - timedelta(minutes=10), "beyond": 1, "last": 500}
    asked |= {"team_id": "T1", "customer_id": 1, "said_by": "U1"}
    written = twins.BEFORE[model].written(sqlite.dialect())
    parameters: Any = twins.BEFORE[model].parameters(written, asked)
    with closing(connect(migrated_file)) as raw:
        plan = raw.execute("EXPLAIN QUERY PLAN " + written.text, parameters).fetchall()
    assert "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in str(plan)
