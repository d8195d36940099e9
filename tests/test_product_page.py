"""The sources of rules: each practice and section that the code names stands on the product page."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.reasons import REASONS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "product.md").read_text(encoding="utf-8")
PRACTICES = set(re.findall(r"^- \*\*(\d+)\*\* \S", PAGE, re.MULTILINE))
SECTIONS = set(re.findall(r"^- \*\*Section (\d+), ", PAGE, re.MULTILINE))
NUMBERS = r"(\d+(?:,\s\d+)*)"
PRACTICE = re.compile(rf"\bpractices?\s{NUMBERS}")
SECTION = re.compile(rf"\bproduct\s+page,\s+section\s+{NUMBERS}")
# A number or a paper that nobody could look up.
NOWHERE = re.compile(r"\[\d{1,2}(?:, \d{1,2})*\]|\bproduct page(?!,\s+section\s)|\(reliability\b")


def remarks(path: Path) -> Iterator[str]:
    """A module's docstrings, on one line each, and its comments, those on lines that follow each other as one."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield " ".join((ast.get_docstring(node) or "").split())
    together, last = "", 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            follows = token.start[0] == last + 1
            if not follows:
                yield together
            together = f"{together} {token.string.lstrip('# ')}" if follows else token.string.lstrip("# ")
            last = token.start[0]
    yield together


@pytest.mark.parametrize("part", ["bot", "handlers", "storage", "playground", "tests"])
def test_every_practice_and_section_that_is_named_stands_on_the_product_page(part: str) -> None:
    missing = []
    for path in sorted((ROOT / part).rglob("*.py")):
        for said in remarks(path):
            named = [("practice", PRACTICES, found) for found in PRACTICE.findall(said)]
            named += [("section", SECTIONS, found) for found in SECTION.findall(said)]
            missing += [
                f"{path.relative_to(ROOT)}: {what} {number} is not in docs/product.md"
                for what, there, numbers in named
                for number in re.findall(r"\d+", numbers)
                if number not in there
            ]
            missing += [
                f"{path.relative_to(ROOT)}: “{found}” names no place to look it up: [practice 12], (product page, section 8)"
                for found in NOWHERE.findall(said)
                if part != "tests"
            ]
    assert not missing, "\n".join(missing)


def test_the_practice_behind_every_reason_to_nudge_stands_there() -> None:
    assert {str(reason.practice) for reason in REASONS.values()} <= PRACTICES


def test_something_is_named_at_all() -> None:
    access = "\n".join(remarks(ROOT / "bot" / "access.py"))
    reasons = "\n".join(remarks(ROOT / "bot" / "reasons.py"))
    assert SECTION.findall(access) == ["8"]
    assert "12" in PRACTICE.findall(reasons)
