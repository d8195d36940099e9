"""The house's one rule of direction: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Each part, and the parts it must not know.
NEVER = {
    "bot": {"handlers", "playground", "tests", "slack_bolt", "slack_sdk", "sqlalchemy", "os", "dotenv"},
    "storage": {"bot", "handlers", "playground", "tests", "slack_bolt", "slack_sdk", "dotenv"},
    "handlers": {"playground", "tests"},
    "playground": {"bot", "handlers", "storage", "tests"},
}
# What is loaded when it is first needed: by somebody's setting, another database, or what people seldom do.
LATER = (
    "alembic",
    "mako",
    "psycopg",
    "sqlalchemy.dialects.postgresql",
    "holidays",
    "playground",
    "rapidfuzz",
    "yaml",
    "handlers.http",
    "handlers.importing",
    "handlers.exporting",
    "bot.importing",
    "bot.exporting",
)
WIRING = {Path("bot/__main__.py")}


def modules(part: str) -> list[Path]:
    found = [path.relative_to(ROOT) for path in sorted((ROOT / part).rglob("*.py"))]
    return [path for path in found if path not in WIRING]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("part", NEVER)
def test_no_part_knows_what_it_must_not(part: str) -> None:
    assert modules(part)
    broken = [
        f"{path} imports {name}"
        for path in modules(part)
        for name in imported(path)
        if name.partition(".")[0] in NEVER[part]
    ]
    assert not broken


def test_rules_know_of_storage_only_its_tables() -> None:
    broken = [
        f"{path} imports {name}"
        for path in modules("bot")
        for name in imported(path)
        if name.startswith("storage") and not name.startswith("storage.tables")
    ]
    assert not broken


def test_views_know_no_client_and_no_database() -> None:
    broken = [
        f"{path} imports {name}"
        for path in modules("handlers/views")
        for name in imported(path)
        if name.startswith(("storage", "slack_sdk", "handlers", "sqlalchemy"))
        and not name.startswith(("storage.tables", "slack_sdk.models", "handlers.views", "handlers.gestures"))
    ]
    assert not broken


def test_a_start_loads_nothing_that_most_can_do_without() -> None:
    asked = "import sys, bot.__main__, handlers.run; handlers.run.routes(); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = said.stdout.split()
    assert "storage.nudges" in loaded
    assert [name for name in loaded if name.startswith(LATER)] == []


@pytest.mark.parametrize("part", [*NEVER, "tests"])
def test_every_module_opens_with_a_sentence(part: str) -> None:
    silent = [
        str(path)
        for path in modules(part)
        if not (ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8"))) or "").strip()
    ]
    assert not silent
