"""Rows as instances, made without a session that looks after them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from storage.rows import made
from storage.tables import Counter

VALUES: dict[str, Any] = {"team_id": "T1", "kind": "promise", "last": 7}
FIRST_OF_ALL = f"""
from storage.rows import made
from storage.tables import Counter
assert made(Counter, {VALUES!r}).last == 7
"""


def test_a_row_that_was_read_may_be_the_first_instance_there_is() -> None:
    ended = subprocess.run([sys.executable, "-c", FIRST_OF_ALL], cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == 0


def test_a_row_tells_nobody_that_it_is_read_or_set() -> None:
    new = Counter(**VALUES)
    new.last = 8
    assert vars(new) == VALUES | {"last": 8}
    assert not hasattr(Counter, "__mapper__")
    assert not hasattr(vars(Counter)["last"], "__get__")


def test_a_row_that_was_read_is_like_one_that_was_made_by_its_name() -> None:
    read, new = made(Counter, VALUES), Counter(**VALUES)
    assert read == new
    assert read.model_dump() == new.model_dump() == VALUES
    read.last = new.last = 8
    assert read == new
    assert read.model_dump()["last"] == 8
