"""The playground keeps to a file of its own."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bot.settings import read
from handlers.command_line import Wish, import_file
from storage.whose import holds_another
from tests.running import ROOT

NAMES = "name\nAcme Industries\n"


async def test_the_playground_plays_nothing_into_a_real_workspaces_file(tmp_path: Path) -> None:
    file, names = tmp_path / "kept.db", tmp_path / "names.csv"
    names.write_text(NAMES, encoding="utf-8")
    assert not holds_another(file, "T1")
    await import_file(read({"DATABASE_URL": f"sqlite:///{file}"}), names, Wish(team="T1", yes=True))
    assert not holds_another(file, "T1")
    environ = {"PATH": os.environ["PATH"], "PLAYGROUND_FILE": str(file), "PLAYGROUND_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        cwd=tmp_path,
        env=environ | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 1
    assert said.decode().startswith(f"{file} holds a real workspace's data, and the playground would play")
    assert "Name another file in PLAYGROUND_FILE" in said.decode()
    with closing(sqlite3.connect(file)) as raw:
        tables = raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'playground_things'").fetchone()
        assert tables == (0,)


def test_a_file_of_the_playgrounds_own_or_of_nobodys_is_free_for_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "some.db")) as raw:
        raw.execute("CREATE TABLE playground_things (kind TEXT)")
        assert not holds_another(tmp_path / "some.db", "T1")
