"""README, CONTRIBUTING and .env.example against the code: commands, settings, targets, files."""

import re
from pathlib import Path

import pytest

from bot import settings, wording
from handlers.app import routes

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EVERY_SETTING = {*settings.NAMES.values(), settings.WORKING_DAYS}


def test_every_command_stands_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"`(/[a-z]+)", README))
    assert named == set(routes().commands)


@pytest.mark.parametrize("example", re.findall(r"`/promise ([^`]+)`", README))
def test_every_example_of_promise_is_understood(example: str) -> None:
    assert wording.read_line(example).verb not in {"unclear", "which"}


def test_every_setting_stands_in_the_readme_and_in_the_example_and_no_other() -> None:
    in_readme = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    in_example = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert in_readme == in_example == EVERY_SETTING


@pytest.mark.parametrize("name", sorted(settings.DEFAULTS))
def test_the_defaults_in_the_readme_and_the_example_are_the_codes(name: str) -> None:
    assert f"| `{name}` | `{settings.DEFAULTS[name]}` |" in README
    assert f"[{settings.DEFAULTS[name]}]" in (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [README, CONTRIBUTING])
def test_every_make_target_that_is_named_exists(text: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:^|`)make ([a-z][a-z-]+)", text, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"there is no make {target}"


@pytest.mark.parametrize("text", [README, CONTRIBUTING])
def test_every_file_that_is_named_exists(text: str) -> None:
    linked = set(re.findall(r"\]\(([^)#:]+)\)", text))
    named = set(re.findall(r"`((?:bot|handlers|storage|playground|tests)/[a-z_/]+(?:\.py|/))`", text))
    missing = {name for name in linked | named if not (ROOT / name).exists()}
    assert not missing
