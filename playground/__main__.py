"""`python -m playground`: the playground without any app, or `check-blocks FILE` for payloads."""

import argparse
import asyncio
import errno
import sqlite3
import sys
from pathlib import Path

from playground.check_blocks import check_file
from playground.server import Slack
from playground.shapes import Json

PORTS = 65536
LONGEST_PORT = 5


async def _run(port: int, file: Path | None, manifest: Json | None) -> None:
    slack = Slack(file=file, manifest=manifest)
    await slack.start(port)
    _say(f"The playground is at {slack.page_url}")
    tokens = f"SLACK_BOT_TOKEN={slack.bot_token} SLACK_APP_TOKEN={slack.app_token}"
    _say(f"An app connects with SLACK_API_URL={slack.api_url} {tokens}")
    try:
        await asyncio.Event().wait()
    finally:
        await slack.stop()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # it is what the command is for


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_PORT and int(text) < PORTS):
        raise argparse.ArgumentTypeError(
            f"“{text}” is none. Choose a number below {PORTS}, or 0 for any that is free."
        )
    return int(text)


def _manifest(path: str) -> Json:
    import yaml  # only this command reads a manifest by itself

    try:
        manifest = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise argparse.ArgumentTypeError(f"{path} is no manifest that can be read: {error}.") from error
    if not isinstance(manifest, dict):
        raise argparse.ArgumentTypeError(f"{path} is no manifest: it is a mapping, as manifest.yml is.")
    return manifest


def _check(path: Path) -> int:
    try:
        lines, accepted, refused = check_file(path)
    except OSError as error:
        _say(f"{path} cannot be read: {error.strerror}.")
        return 1
    except (ValueError, TypeError, KeyError):
        _say(f'{path} is no JSON list of {{"id", "surface", "payload"}}.')
        return 1
    _say("\n".join([*lines, f"{accepted} accepted, {refused} refused, of {len(lines)}"]))
    return 0


def main(argv: list[str]) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    check = commands.add_parser(
        "check-blocks", help='say which payloads Slack accepts: a JSON list of {"id", "surface", "payload"}'
    )
    check.add_argument("file", type=Path)
    parser.add_argument("--port", type=_port, default=0, help="0 takes a free one")
    parser.add_argument(
        "--file", type=Path, dest="state", help="SQLite file to keep the state in; without it nothing is kept"
    )
    parser.add_argument(
        "--manifest", type=_manifest, help="manifest.yml whose commands, shortcuts, events and scopes count"
    )
    asked = parser.parse_args(argv)
    if asked.command == "check-blocks":
        return _check(asked.file)
    try:
        asyncio.run(_run(asked.port, asked.state, asked.manifest))
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        _say(f"Port {asked.port} cannot be taken: {error.strerror}. --port 0 takes any that is free.")
        return 1
    except sqlite3.Error as error:
        _say(f"{asked.state} cannot be used: {error}. Name another file, or delete it to begin anew.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
