"""What is typed at the machine: the Makefile's commands, and what runs before a change lands."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.check_manifest import main
from tests.page.conftest import BROWSERS

ROOT = Path(__file__).parents[1]


def test_help_is_a_list_in_two_columns() -> None:
    make = shutil.which("make")
    assert make
    said = subprocess.run(
        [make, "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    columns = [re.fullmatch(r"([a-z-]+)( +)(.+)", line) for line in said.splitlines()]
    assert len(columns) > 5
    assert len({found and len(found[1] + found[2]) for found in columns}) == 1


def test_the_browser_that_is_looked_for_is_the_same_everywhere() -> None:
    looked_for = re.search(r"command -v ([\w -]+?) >", (ROOT / ".ci/run").read_text(encoding="utf-8"))
    assert looked_for
    assert looked_for[1].split() == list(BROWSERS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "Say where Slack's schema of manifests lies: make manifest-schema SCHEMA=file"),
        (["no.json"], "no.json is no JSON schema that can be read"),
        (["manifest.yml"], "manifest.yml is no JSON schema that can be read"),
    ],
)
def test_without_a_schema_the_manifest_is_held_against_none(
    typed: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(typed) == 2
    assert said in capsys.readouterr().out
