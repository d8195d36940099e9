"""Whose a database file is, asked before anything is written into it."""

import sqlite3
from contextlib import closing
from pathlib import Path


def holds_something_else(path: Path) -> bool:
    """Whether a SQLite file has tables, and none that the playground makes before any other. Raises sqlite3.Error for what
    is no such file."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return bool(tables) and "playground_things" not in tables


def holds_another(path: Path, team_id: str) -> bool:
    """Whether a SQLite file holds what was done in another workspace than this. Raises sqlite3.Error for what is no such
    file."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path)) as raw:
        # Other programs keep a history too.
        if not raw.execute("SELECT 1 FROM pragma_table_info('history') WHERE name = 'team_id'").fetchone():
            return False
        # Below and above, so that each is one look into an index.
        asked = "SELECT EXISTS (SELECT 1 FROM history WHERE team_id < ?) OR EXISTS (SELECT 1 FROM history WHERE team_id > ?)"
        return bool(raw.execute(asked, (team_id, team_id)).fetchone()[0])
