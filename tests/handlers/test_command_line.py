"""`python -m bot import` and `export`: the same rules, for the person who runs Kept."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cells import unguard
from bot.settings import Settings, read
from handlers.command_line import Impossible, Wish, export, import_file, undo_import
from storage import importing as questions
from storage.database import Database
from tests.handlers.conftest import KeptSlack

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
ME = Wish(team="T0LARKSPUR1", person="U0LENA00001", yes=True)
LINES = """name,owner,tags,contact,notes
Acme Industries,U0MIA000001,"pumps, nordic",Dana,=cmd()
Acme Industires,,,,
=2+3 Ltd,@sam,,,"line one
line two"
"""


def settings(url: str) -> Settings:
    return read({"DATABASE_URL": url})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


async def test_a_dry_run_says_everything_and_changes_nothing(
    database_url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = Wish(team="T0LARKSPUR1", dry_run=True)
    assert await import_file(settings(database_url), file, wish, now=NOW) == 0
    said = capsys.readouterr().out
    assert "customers.csv: read as UTF-8, cells between commas." in said
    assert (
        "line 3, Acme Industires: Line 2 is “Acme Industries”: the same name, or one that looks alike."
        in said
    )
    assert "line 4, =2+3 Ltd: Slack was not asked who “@sam” is" in said
    assert "2 customers would be taken in." in said
    with pytest.raises(Impossible, match="Say for which workspace"):
        await export(settings(database_url), Wish(), json=file.with_suffix(".json"))


async def test_what_is_taken_in_is_exported_imported_again_and_taken_back(
    database_url: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = settings(database_url)
    assert await import_file(here, file, ME, now=NOW) == 0
    assert "Taken in: 2 new, 0 changed, 1 people new or changed." in capsys.readouterr().out
    # The database knows of one workspace now, so nobody has to say which.
    assert await export(here, Wish(), csv=tmp_path / "out") == 0
    text = (tmp_path / "out" / "customers.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [unguard(row["name"]) for row in rows] == ["Acme Industries", "=2+3 Ltd"]
    assert rows[0]["matters"] == "'=cmd()"
    assert rows[1]["matters"] == "line one\nline two"
    assert await import_file(here, tmp_path / "out" / "customers.csv", ME, now=NOW) == 0
    assert "The same: 2" in capsys.readouterr().out
    assert await undo_import(here, ME, now=NOW) == 0
    assert "The import is taken back: 2 customers." in capsys.readouterr().out
    with pytest.raises(Impossible, match="no import from the command line"):
        await undo_import(here, ME, now=NOW)
    assert await export(here, Wish(), json=tmp_path / "all.json") == 0
    kept = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert all(row["removed_at"] for row in kept["customer"])


async def test_look_alikes_are_taken_only_if_that_is_said(database_url: str, file: Path) -> None:
    here = settings(database_url)
    await import_file(here, file, Wish(team="T1", yes=True, new_look_alikes=True), now=NOW)
    db = Database(database_url)
    await db.start()
    assert len(await db.read(questions.all_names, "T1")) == 3
    await db.stop()


async def test_beside_a_running_kept_it_says_what_to_do(file_url: str, file: Path) -> None:
    db = Database(file_url)
    await db.start()
    with pytest.raises(Impossible, match=r"Another Kept is running on .*/customer import"):
        await import_file(settings(file_url), file, ME, now=NOW)
    await db.stop()


async def test_with_tokens_slack_says_the_workspace_and_who_owners_are(
    slack: KeptSlack, tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = {
        "SLACK_BOT_TOKEN": slack.slack.bot_token,
        "SLACK_APP_TOKEN": slack.slack.app_token,
        "SLACK_API_URL": slack.slack.api_url,
        "DATABASE_URL": f"sqlite:///{tmp_path}/another.db",
    }
    assert await import_file(read(environ), file, Wish(dry_run=True), now=NOW) == 0
    assert "Slack was not asked" not in capsys.readouterr().out
    unreached = read({**environ, "SLACK_API_URL": "http://127.0.0.1:9/api/"})
    with pytest.raises(Impossible, match="With --team"):
        await import_file(unreached, file, Wish(), now=NOW)


def test_the_orders_are_understood(
    file_url: str,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", file_url)
    assert main(["import", str(file), "--team", "T1", "--dry-run"]) == 0
    assert main(["import", str(file), "--team", "T1"]) == 1
    assert "Say --yes to take them in." in capsys.readouterr().out
    assert main(["import", str(file), "--team", "T1", "--yes"]) == 0
    assert main(["export", "--csv", "out"]) == 0
    assert main(["export", "--json", "all.json"]) == 0
    written = [tmp_path / "all.json", *(tmp_path / "out").iterdir()]
    assert {each.stat().st_mode & 0o777 for each in written} == {0o600}
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert main(["import", "--undo"]) == 0
    assert main(["import", "missing.csv", "--team", "T1"]) == 1
    assert "missing.csv cannot be read: No such file or directory." in capsys.readouterr().err


def test_an_export_writes_over_older_files_only_where_that_is_said(
    file_url: str,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", file_url)
    assert main(["import", str(file), "--team", "T1", "--yes"]) == 0
    (tmp_path / "out").mkdir()
    for older, to in (("out/promises.csv", ["--csv", "out"]), ("all.json", ["--json", "all.json"])):
        (tmp_path / older).write_text("mine", encoding="utf-8")
        assert main(["export", *to]) == 1
        assert (
            f"{older} is there already, so nothing was written. Name another place, or add --replace to write over it."
            in capsys.readouterr().err
        )
        assert (tmp_path / older).read_text(encoding="utf-8") == "mine"
        assert main(["export", *to, "--replace"]) == 0
    assert not (tmp_path / "out" / "promises.csv").exists()  # there is none
    assert (tmp_path / "out" / "customers.csv").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "all.json").stat().st_mode & 0o777 == 0o600
    assert "mine" not in (tmp_path / "all.json").read_text(encoding="utf-8")
