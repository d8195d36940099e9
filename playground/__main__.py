"""`python -m playground`: the playground without any app, or `check-blocks FILE` for payloads."""

import argparse
import asyncio
import sys
from pathlib import Path

from playground.check_blocks import check_file
from playground.server import Slack
from playground.shapes import Json


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


def _manifest(path: Path | None) -> Json | None:
    if path is None:
        return None
    import yaml  # only this command reads a manifest by itself

    manifest: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
    return manifest


def _check(path: Path) -> int:
    lines, accepted, refused = check_file(path)
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
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--file", type=Path, dest="state", help="SQLite file to keep the state in; without it nothing is kept"
    )
    parser.add_argument(
        "--manifest", type=Path, help="manifest.yml whose commands, shortcuts, events and scopes count"
    )
    asked = parser.parse_args(argv)
    if asked.command == "check-blocks":
        return _check(asked.file)
    try:
        asyncio.run(_run(asked.port, asked.state, _manifest(asked.manifest)))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
