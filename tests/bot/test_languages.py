"""Languages: each folder is one that Kept knows, and nothing but the table of them reaches into one that is not English."""

from pathlib import Path

import pytest

from bot.dates import LANGUAGES, spoken
from bot.languages.known import ENDINGS, KNOWN, LISTENING

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(each.parent for each in (ROOT / "bot" / "languages").glob("*/__init__.py"))


def test_every_folder_is_a_language_that_is_known() -> None:
    table = (ROOT / "bot" / "languages" / "known.py").read_text(encoding="utf-8")
    assert len(FOLDERS) == len(KNOWN)
    for folder in FOLDERS:
        assert f"from bot.languages.{folder.name} import grammar as " in table


@pytest.mark.parametrize(
    "folder", [each for each in FOLDERS if each.name != "english"], ids=lambda each: each.name
)
def test_another_language_is_wired_in_in_one_place(folder: Path) -> None:
    named = f"bot.languages.{folder.name}"
    found = [
        str(path.relative_to(ROOT))
        for part in ("bot", "handlers", "storage")
        for path in sorted((ROOT / part).rglob("*.py"))
        if not path.is_relative_to(folder) and named in path.read_text(encoding="utf-8")
    ]
    assert found == ["bot/languages/known.py"]


def test_whoever_speaks_a_known_language_is_read_in_it_and_in_english() -> None:
    assert tuple(KNOWN) == LANGUAGES
    assert len(LISTENING) == len(KNOWN)
    for locale, known in KNOWN.items():
        assert spoken(f"{locale}-XX") == tuple(dict.fromkeys(("en", locale)))
        assert known.endings <= ENDINGS
