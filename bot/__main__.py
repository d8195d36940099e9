"""`python -m bot`: runs Kept, in the workspace whose tokens it finds or else in the playground; reads dates and
spots promises; writes the manifest for HTTP; takes customers in and writes everything out."""

import argparse
import asyncio
import errno
import gc
import io
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import dotenv_values

from bot.settings import Settings, WrongSettings, read

if TYPE_CHECKING:
    from playground import Slack

MANIFEST = Path(__file__).parents[1] / "manifest.yml"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Kept: promises kept, customers kept.")
    orders = parser.add_subparsers(dest="order", metavar="order")
    orders.add_parser(
        "run", help="run Kept: the playground without tokens, your workspace with them (the default)"
    )
    dates = orders.add_parser("read-dates", help="read due dates: JSON lines in, JSON lines out")
    dates.add_argument("--date-order", choices=("month", "day"), default="month", help="what 4/5 begins with")
    spot = orders.add_parser(
        "spot", help="spot promises, mistakes and contacts: JSON lines in, JSON lines out"
    )
    spot.add_argument("--date-order", choices=("month", "day"), default="month", help="what 4/5 begins with")
    spot.add_argument("--report", action="store_true", help="counts, examples and time in words instead")
    manifest = orders.add_parser(
        "manifest", help="the app's manifest for a Kept that Slack posts to over HTTP"
    )
    manifest.add_argument(
        "address", help="the address as Slack sees it: https://kept.example.com/slack/events"
    )
    _add_files(orders)
    given = parser.parse_args(arguments)
    if given.order == "read-dates":
        return _read_dates(given.date_order)
    if given.order == "spot":
        return _spot(given.date_order, in_words=given.report)
    if given.order == "manifest":
        return _manifest(given.address)
    try:
        settings = read(_dot_env() | dict(os.environ))
    except WrongSettings as wrong:
        for sentence in wrong.sentences:
            print(sentence, file=sys.stderr)  # noqa: T201 - the command line's own voice
        return 2
    logging.basicConfig(level=settings.log_level, format=FORMAT)
    # Below this the SDK logs whole messages, and those are customers' business.
    for chatty in ("kept.slack", "slack_bolt", "slack_sdk", "apscheduler", "aiohttp.access", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # Bolt warns that the token is unused, though it is: it stands in the client that everything goes through.
    logging.getLogger("kept.bolt").setLevel(logging.ERROR)
    return _files(settings, given) if given.order in {"import", "export"} else _run(settings)


def _dot_env() -> dict[str, str]:
    """What stands in the file `.env` here, if there is one. Raises WrongSettings."""
    try:
        written = Path(".env").read_text(encoding="utf-8-sig")  # with the mark that some editors begin with
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        sentence = f"The file .env is not written in UTF-8: see its line {number}. Save it as UTF-8."
        raise WrongSettings([sentence]) from error
    except OSError as error:
        sentence = (
            f"The file .env cannot be read: {error.strerror}. Let whoever runs Kept read it, or take it away."
        )
        raise WrongSettings([sentence]) from error
    return {name: value or "" for name, value in dotenv_values(stream=io.StringIO(written)).items()}


def _add_files(orders: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    into = orders.add_parser(
        "import", help="take in customers from a CSV file, after a look at what would happen"
    )
    what = into.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, help="a CSV file of customers")
    what.add_argument("--undo", action="store_true", help="take the last import from here back")
    into.add_argument(
        "--dry-run", action="store_true", help="say what would happen, line by line, and do nothing"
    )
    into.add_argument("--yes", action="store_true", help="do it without asking")
    into.add_argument(
        "--new-look-alikes", action="store_true", help="take who looks like somebody known as a new customer"
    )
    into.add_argument("--as", dest="person", default="", metavar="U…", help="the Slack id of who does it")
    out = orders.add_parser(
        "export", help="write everything into files: CSV for spreadsheets, JSON that loses nothing"
    )
    to = out.add_mutually_exclusive_group(required=True)
    to.add_argument("--csv", type=Path, metavar="DIR", help="a folder for the CSV files")
    to.add_argument("--json", type=Path, metavar="FILE", help="one JSON file")
    out.add_argument("--replace", action="store_true", help="write over files that are there already")
    for order in (into, out):
        order.add_argument(
            "--team", default="", metavar="T…", help="the workspace, as Slack calls it, without asking Slack"
        )


def _files(settings: Settings, given: argparse.Namespace) -> int:
    """`import` and `export`; what keeps them from it is said in one sentence."""
    from handlers.command_line import Impossible, Wish, export, import_file, undo_import

    try:
        if given.order == "export":
            wish = Wish(team=given.team)
            return asyncio.run(export(settings, wish, csv=given.csv, json=given.json, replace=given.replace))
        wish = Wish(given.team, given.person, given.dry_run, given.yes, given.new_look_alikes)
        if given.undo:
            return asyncio.run(undo_import(settings, wish))
        return asyncio.run(import_file(settings, given.file, wish))
    except Impossible as error:
        said = error.sentence
    except ValueError as error:
        said = str(error)
    print(said, file=sys.stderr)  # noqa: T201 - the command line's own voice
    return 1


def _run(settings: Settings) -> int:
    """Runs Kept; what keeps it from starting is said in one sentence, with what to do."""
    gc.disable()  # nothing that is imported is garbage: looking for some takes a tenth of the start (measured)
    from handlers.starting import CannotStart
    from storage.database import CannotOpen

    try:
        return asyncio.run(run(settings))
    except (CannotStart, CannotOpen, ValueError) as error:
        said = str(error)
    print(said, file=sys.stderr)  # noqa: T201 - the command line's own voice
    return 1


def _read_dates(order: str) -> int:
    from bot.read_dates import answer

    for line in answer(sys.stdin, "day" if order == "day" else "month"):
        sys.stdout.write(line + "\n")
    return 0


def _spot(order: str, *, in_words: bool) -> int:
    from bot.spot import answer, report

    for line in (report if in_words else answer)(sys.stdin, "day" if order == "day" else "month"):
        sys.stdout.write(line + "\n")
    return 0


def _manifest(address: str) -> int:
    """`manifest`; what keeps it from being written is said in one sentence."""
    import yaml

    from bot.manifest import over_http
    from bot.refusals import Refusal

    try:
        written = over_http(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")), address)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)  # noqa: T201 - the command line's own voice
        return 2
    yaml.safe_dump(written, sys.stdout, sort_keys=False, allow_unicode=True)
    return 0


async def _playground(settings: Settings) -> "Slack":
    """The playground, open. Raises CannotStart."""
    import yaml

    from handlers.starting import CannotStart
    from playground import Slack
    from playground.company import TEAM_ID
    from storage.whose import holds_another, holds_something_else

    manifest, file = yaml.safe_load(MANIFEST.read_text(encoding="utf-8")), Path(settings.playground_file)
    try:
        if holds_another(file, TEAM_ID):
            raise CannotStart(
                f"{file} holds a real workspace's data, and the playground would play its sample company into it. Name "
                "another file in PLAYGROUND_FILE; for the real workspace Kept needs its tokens (README, In your workspace)."
            )
        if holds_something_else(file):
            raise CannotStart(
                f"{file} holds something else than the playground. Name another file in PLAYGROUND_FILE."
            )
        slack = Slack(manifest=manifest, file=file)
    except sqlite3.Error as error:
        spoilt = error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
        todo = "Delete it to begin anew, or name another" if spoilt else "Name another that Kept can write,"
        raise CannotStart(
            f"The playground's file {settings.playground_file} cannot be used: {error}. {todo} in PLAYGROUND_FILE."
        ) from error
    try:
        await slack.start(settings.playground_port)
    except OSError as error:
        await slack.stop()
        why = {
            errno.EADDRINUSE: "is taken, perhaps by another Kept. End that one, or choose another port",
            errno.EACCES: "is not for everybody, as all below 1024. Choose another port",
        }.get(error.errno or 0)
        if why is None:
            raise
        raise CannotStart(
            f"Port {settings.playground_port} {why}: PLAYGROUND_PORT=0 make run takes any that is free."
        ) from error
    return slack


async def run(settings: Settings) -> int:
    """Runs Kept until it is told to stop; returns the exit code."""
    from handlers.people import utc_now
    from handlers.run import connected, open_house, sweep_seldom
    from handlers.starting import patiently

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with AsyncExitStack() as house_keeping:
        clock, slack = utc_now, None
        if settings.is_playground:
            slack = await _playground(settings)
            house_keeping.push_async_callback(slack.stop)
            clock = slack.clock.now
            settings = settings._replace(
                slack_bot_token=slack.bot_token,
                slack_app_token=slack.app_token,
                slack_api_url=slack.api_url,
                database_url=f"sqlite:///{settings.playground_file}",
            )
        house = await patiently(lambda: house_keeping.enter_async_context(open_house(settings, clock)), stop)
        if house is None:
            return 0
        running = await patiently(lambda: house_keeping.enter_async_context(connected(house)), stop)
        if running is None:
            return 0
        sweep_seldom()
        if slack is not None:
            from playground.script import SCRIPT

            await slack.connected()
            running.ticks.resting = True  # nobody is nudged in a past that is being played
            for failed in await slack.play(SCRIPT):
                logging.getLogger("kept").warning("a scene of the sample company failed: %s", failed)
            running.ticks.resting = False
            slack.clock.pace = partial(running.ticks.through, move=slack.clock.set)
            print(f"\n  Kept's playground is open:  {slack.page_url}\n  Ctrl-C ends it.\n", flush=True)  # noqa: T201
        await stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
