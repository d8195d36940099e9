"""A start that cannot be: one true sentence with what to do, after some patience where it may pass."""

import asyncio
import errno
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from bot import __main__ as order
from bot.settings import read
from handlers import run
from handlers.run import connected, open_house
from handlers.starting import CannotStart, patiently
from playground import Slack
from playground.faults import How
from storage.database import CannotOpen, Database
from tests.handlers.conftest import MANIFEST
from tests.running import ROOT, kept_process


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """A little Slack to start in."""
    made = Slack(manifest=MANIFEST)
    await made.start()
    yield made
    await made.stop()


async def start(slack: Slack, url: str, **settings: str) -> None:
    """Comes up and goes down again. Raises what keeps it from that."""
    environ = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": url,
    }
    async with open_house(read(environ | settings), slack.clock.now) as house, connected(house):
        pass


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-typo"}, "Slack refuses SLACK_BOT_TOKEN: invalid_auth. Copy it again: it begins with"),
        ({"SLACK_APP_TOKEN": "xapp-typo"}, "Slack refuses SLACK_APP_TOKEN: invalid_auth. Copy it again: it begins with"),
        ({"SLACK_API_URL": "{base}page/nothing/"}, "is not Slack's API (status 404). Is SLACK_API_URL right?"),
    ],
)  # fmt: skip
async def test_what_no_patience_mends_is_said_at_once(
    slack: Slack, file_url: str, settings: Mapping[str, str], said: str
) -> None:
    given = {name: value.format(base=slack.page_url) for name, value in settings.items()}
    with pytest.raises(CannotStart) as refused:
        await start(slack, file_url, **given)
    assert said in refused.value.sentence
    assert refused.value.again is None


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
@pytest.mark.parametrize("how", ["500", "429", "internal_error", "fatal_error", "not_json"])
async def test_trouble_of_slacks_own_is_no_fault_of_a_token(
    slack: Slack, file_url: str, method: str, how: How
) -> None:
    slack.faults.answer(method, how, retry_after=7)
    with pytest.raises(CannotStart) as refused:
        await start(slack, file_url)
    assert "Slack has trouble of its own at" in refused.value.sentence
    assert method in refused.value.sentence
    assert "TOKEN" not in refused.value.sentence
    assert refused.value.again == (7.0 if how == "429" else 0.0)


async def test_without_a_network_the_address_is_doubted(slack: Slack, file_url: str) -> None:
    with pytest.raises(CannotStart) as refused:
        await start(slack, file_url, SLACK_API_URL="http://127.0.0.1:9/api/")
    assert "Slack could not be reached at http://127.0.0.1:9/api/. Is the network there" in str(refused.value)
    assert refused.value.again == 0.0


class Beginning:
    """A beginning that fails so many times."""

    def __init__(self, fails: int, again: float | None) -> None:
        self.fails, self.again, self.tried = fails, again, 0

    async def __call__(self) -> str:
        self.tried += 1
        if self.tried <= self.fails:
            raise CannotStart("Slack is on fire.", again=self.again)
        return "begun"


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited each time; nobody really does."""
    waited: list[float] = []

    async def wait_for(waiting: object, seconds: float) -> None:
        waiting.close()  # type: ignore[attr-defined]
        waited.append(seconds)
        raise TimeoutError

    monkeypatch.setattr(asyncio, "wait_for", wait_for)
    return waited


async def test_it_is_tried_again_after_longer_and_longer(
    waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    assert await patiently(Beginning(5, 0.0), asyncio.Event()) == "begun"
    assert waits == [1, 2, 4, 8, 16]
    assert "Slack is on fire. Kept tries again in 1 s." in caplog.text


async def test_it_is_not_tried_before_slack_says_so(waits: list[float]) -> None:
    assert await patiently(Beginning(2, 90.0), asyncio.Event()) == "begun"
    assert waits == [90, 90]


@pytest.mark.parametrize(("again", "tried"), [(0.0, 6), (None, 1)])
async def test_in_the_end_it_is_said(waits: list[float], again: float | None, tried: int) -> None:
    beginning = Beginning(99, again)
    with pytest.raises(CannotStart, match="on fire"):
        await patiently(beginning, asyncio.Event())
    assert beginning.tried == tried
    assert len(waits) == tried - 1


async def test_whoever_stops_it_need_not_wait() -> None:
    stop = asyncio.Event()
    stop.set()
    assert await asyncio.wait_for(patiently(Beginning(99, 60.0), stop), 10) is None


async def test_a_start_that_gets_no_connection_says_why_and_ends_when_it_is_asked_to(
    slack: Slack, file_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(slack.sockets, "new_ticket", lambda: "outdated")
    monkeypatch.setattr(run, "PING_SECONDS", 0.05)
    settings = read(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": file_url,
        }
    )
    stop = asyncio.Event()
    async with AsyncExitStack() as keeping:
        house = await keeping.enter_async_context(open_house(settings, slack.clock.now))
        start = patiently(lambda: keeping.enter_async_context(connected(house)), stop)
        starting = asyncio.create_task(start)
        async with asyncio.timeout(20):
            while "cannot be made (WSServerHandshakeError): nobody is heard" not in caplog.text:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.02)
        stop.set()
        assert await asyncio.wait_for(starting, 10) is None


async def test_a_hiccup_at_the_start_is_logged_and_gone(slack: Slack, file_url: str, tmp_path: Path) -> None:
    slack.faults.answer("auth.test", "500")
    slack.faults.answer("apps.connections.open", "429", retry_after=1)
    async with kept_process(slack, file_url, log=tmp_path / "log"):
        pass
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert said.count("Kept tries again in 1 s.") == 2
    assert "Traceback" not in said


async def command_line(folder: Path, **environ: str) -> tuple[int | None, str]:
    """`python -m bot` in that folder: how it ended, and what it said."""
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environ
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=folder, env=around,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, said.decode()


async def test_the_command_line_says_what_is_wrong_without_a_traceback(slack: Slack, tmp_path: Path) -> None:
    tokens = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": "xapp-typo",
        "SLACK_API_URL": slack.api_url,
    }
    code, said = await command_line(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/kept.db", **tokens)
    assert code == 1
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("Slack refuses SLACK_APP_TOKEN: invalid_auth."), said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("# Büro\nLOG_LEVEL=INFO\n".encode("latin-1"), "The file .env is not written in UTF-8: see its line 1. Save"),
        ("LOG_LEVEL=INFO\n# ok\nDATABASE_URL=sqlite:///õ.db".encode("latin-1"), "see its line 3"),
        ("LOG_LEVEL=LOUD".encode("utf-16"), "see its line 1"),
        (b"\xef\xbb\xbfLOG_LEVEL=LOUD", "LOG_LEVEL must be one of"),
    ],
)  # fmt: skip
def test_a_dot_env_that_cannot_be_read_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    written: bytes,
    said: str,
) -> None:
    (tmp_path / ".env").write_bytes(written)
    monkeypatch.chdir(tmp_path)
    assert order.main(["run"]) == 2
    assert said in capsys.readouterr().err


async def test_a_database_that_is_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen) as refused:
        await Database(f"sqlite:///{tmp_path}").start()
    assert f"{tmp_path} is a folder" in str(refused.value)
    assert f"DATABASE_URL=sqlite:///{tmp_path}/kept.db" in str(refused.value)
    assert not list(tmp_path.parent.glob(f"{tmp_path.name}-lock"))


async def test_a_database_in_a_folder_that_cannot_be_written_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    with monkeypatch.context() as patched, pytest.raises(CannotOpen) as refused:
        patched.setattr(os, "open", refuse)
        await Database(f"sqlite:///{tmp_path}/kept.db").start()
    assert f"cannot be opened: Permission denied ({tmp_path}/kept.db-lock)" in str(refused.value)
    with pytest.raises(CannotOpen, match="cannot be opened: Not a directory"):
        await Database("sqlite:////dev/null/sub/kept.db").start()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "Port 80 is not for everybody, as all below 1024. Choose another port: PLAYGROUND_PORT=0"),
        (errno.EADDRINUSE, "Port 80 is taken, perhaps by another Kept."),
    ],
)  # fmt: skip
async def test_a_port_that_the_playground_may_not_have_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    async def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Slack, "start", refuse)
    settings = read({"PLAYGROUND_PORT": "80", "PLAYGROUND_FILE": str(tmp_path / "playground.db")})
    with pytest.raises(CannotStart) as refused:
        await order.run(settings)
    assert said in refused.value.sentence


async def test_a_playground_file_that_cannot_be_used_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="Name another that Kept can write, in PLAYGROUND_FILE"):
        await order.run(read({"PLAYGROUND_FILE": str(tmp_path)}))
    spoilt = tmp_path / "spoilt.db"
    spoilt.write_text("no database at all, but long enough to be read as one " * 20, encoding="utf-8")
    with pytest.raises(CannotStart, match="Delete it to begin anew"):
        await order.run(read({"PLAYGROUND_FILE": str(spoilt)}))


async def test_a_playground_file_that_something_else_holds_is_not_to_be_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, connect = tmp_path / "playground.db", sqlite3.connect
    with closing(connect(file)) as held:
        held.execute("CREATE TABLE playground_things (kind TEXT, id TEXT, body TEXT)")
        held.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", lambda path, **_: connect(path, timeout=0))
        with pytest.raises(CannotStart, match=r"is locked\. Name another") as refused:
            await order.run(read({"PLAYGROUND_FILE": str(file)}))
    assert "Delete" not in refused.value.sentence


@pytest.mark.parametrize("table", ["history (id INTEGER, command TEXT)", "customer (id INTEGER)"])
async def test_another_programs_file_is_no_playground_and_stays_as_it_was(tmp_path: Path, table: str) -> None:
    file = tmp_path / "shell.db"
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute(f"CREATE TABLE {table}")
    before = file.read_bytes()
    with pytest.raises(CannotStart) as refused:
        await order.run(read({"PLAYGROUND_FILE": str(file), "PLAYGROUND_PORT": "0"}))
    assert refused.value.sentence == (
        f"{file} holds something else than the playground. Name another file in PLAYGROUND_FILE."
    )
    assert file.read_bytes() == before


async def test_a_file_of_something_else_is_not_taken_for_kepts(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE customer (id INTEGER)")
    db.close()
    with pytest.raises(CannotOpen, match=r"none of Kept's\. Something else has a table customer in it"):
        await Database(f"sqlite:///{path}").start()
