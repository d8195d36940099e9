"""Import and export for the person who runs Kept: `python -m bot import`, `python -m bot export`."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import importing
from bot.import_cells import Colleagues, Places
from bot.import_plan import Plan, Progress
from bot.importing import ALL_ALIKE, AS_NEW
from bot.refusals import Refusal
from bot.settings import Settings
from handlers import import_taking, import_undoing
from handlers.directory import colleagues, people_by_id, places
from handlers.export_writing import there, write_csv, write_json
from handlers.house import UNREACHED
from handlers.import_reading import Asking, understand
from handlers.people import utc_now
from handlers.slack_client import Client
from handlers.starting import BOT, CannotStart, first_answer
from handlers.views import import_text as texts
from storage import importing as questions
from storage.database import CannotOpen, Database
from storage.tables import Upload

IN_USE = (
    "To import or export while Kept runs, use Slack: /customer import, /kept export. Or stop Kept, do it here, and start "
    "it again."
)


class Impossible(Exception):
    """It cannot be done as asked; `sentence` says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Wish(NamedTuple):
    """What was typed: the workspace and the person it is done for, and what to do without being asked."""

    team: str = ""
    person: str = ""
    dry_run: bool = False
    yes: bool = False
    new_look_alikes: bool = False


class Desk(NamedTuple):
    """The store, the workspace and who does it, and where people and channels are looked up."""

    db: Database
    team_id: str
    by: str
    client: AsyncWebClient | None


@asynccontextmanager
async def desk(settings: Settings, wish: Wish) -> AsyncIterator[Desk]:
    """Everything at hand. Raises Impossible."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        client, team_id, by = None, wish.team, wish.person
        if settings.slack_bot_token and not team_id:
            client = Client(
                token=settings.slack_bot_token,
                base_url=settings.slack_api_url,
                session=session,
                retry_handlers=[],
            )
            try:
                who = await first_answer(client.auth_test(), BOT, settings.slack_api_url)
            except CannotStart as error:
                raise Impossible(
                    f"{error.sentence} With --team T… it goes without Slack; colleagues are then known by their Slack ids "
                    "alone."
                ) from error
            team_id, by = who["team_id"], by or who["user_id"]
        db = Database(settings.database_url)
        try:
            await db.start()
        except CannotOpen as error:
            raise Impossible(f"{error} {IN_USE}") from error
        try:
            yield Desk(db, team_id or await _only_team(db), by, client)
        finally:
            await db.stop()


async def _only_team(db: Database) -> str:
    known = await db.read(questions.teams)
    if len(known) == 1:
        return known[0]
    named = f" There are: {', '.join(known)}." if known else ""
    raise Impossible(f"Say for which workspace: --team T0123456789, as Slack calls it.{named}")


async def import_file(settings: Settings, path: Path, wish: Wish, *, now: datetime | None = None) -> int:
    """Looks at a file, says what would happen, and takes it in; returns the exit code. Raises Impossible."""
    try:
        content = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        raise Impossible(f"{path} cannot be read: {error.strerror}.") from error
    now = now or utc_now()
    async with desk(settings, wish) as at:
        try:
            plan = await understand(
                at.db,
                at.team_id,
                path.name,
                content,
                _asking(at),
                order=settings.date_order,
                today=now.date(),
            )
        except Refusal as refusal:
            raise Impossible(refusal.sentence) from refusal
        except UNREACHED as error:
            raise Impossible("Slack did not say who your colleagues are. Try again in a moment.") from error
        decisions = {ALL_ALIKE: AS_NEW} if wish.new_look_alikes else {}
        count = len(importing.to_take(plan.entries, decisions))
        _say(texts.preview(plan, count, whole=wish.dry_run))
        if wish.dry_run or not count:
            return 0
        if not wish.yes and not await _agreed(count):
            _say("Nothing was taken in.")
            return 1
        progress = await _take(at, plan, decisions, now)
    _say(texts.taken(progress))
    return 0


def _asking(at: Desk) -> Asking:
    client = at.client

    async def ask_people() -> Colleagues:
        return Colleagues(None) if client is None else await colleagues(client, at.team_id)

    async def ask_places() -> Places:
        return Places(None) if client is None else await places(client)

    return Asking(ask_people, ask_places)


async def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        _say("Say --yes to take them in.")
        return False
    answer = await asyncio.to_thread(input, f"Take in {texts.customers(count)}? [y/N] ")
    return answer.strip().casefold() in {"y", "yes"}


async def _take(at: Desk, plan: Plan, decisions: dict[str, str], now: datetime) -> Progress:
    row = Upload(
        team_id=at.team_id,
        by=at.by,
        name=plan.name,
        content=plan.written(),
        left_out=Progress(decisions=decisions).written(),
        created_at=now,
    )
    upload_id = await at.db.write(questions.add_upload, row)
    taking = import_taking.begin(
        plan, Progress(decisions=decisions), team_id=at.team_id, by=at.by, upload_id=upload_id
    )
    done = False
    while not done:
        progress, done = await at.db.write(import_taking.take_some, taking, now=now)
        _tell(f"{progress.at:,} of {len(taking.wanted):,}", done=done)
    return progress


async def undo_import(settings: Settings, wish: Wish, *, now: datetime | None = None) -> int:
    """Takes the last import from the command line back as a whole; returns the exit code. Raises Impossible."""
    now = now or utc_now()
    async with desk(settings, wish) as at:
        batch = await at.db.read(questions.last_batch, at.team_id, at.by)
        some = await at.db.read(questions.next_of_batch, at.team_id, batch or "", before=None, most=1)
        if not some:
            raise Impossible("There is no import from the command line to take back.")
        total = await at.db.read(questions.of_batch, at.team_id, batch or "")
        undoing, done = import_undoing.begin(some[0], at.by), False
        while not done:
            undoing, done = await at.db.write(import_undoing.undo_some, undoing, now=now)
            _tell(f"{undoing.done:,} of {total:,} steps", done=done)
    said = "put back" if undoing.back else "taken back"
    _say(f"The import is {said}: {texts.customers(undoing.customers)}.")
    for sentence in undoing.stayed:
        _say(f"  stays: {sentence}")
    if undoing.stayed_count > len(undoing.stayed):
        _say(f"  … and {undoing.stayed_count - len(undoing.stayed):,} more")
    return 0


async def export(
    settings: Settings,
    wish: Wish,
    *,
    csv: Path | None = None,
    json: Path | None = None,
    replace: bool = False,
) -> int:
    """Writes CSV files into a folder, or one JSON file, over older ones only to `replace` these; returns the exit code.
    Raises Impossible."""
    older = there(csv) if csv is not None else [each for each in (json,) if each and each.is_file()]
    if older and not replace:
        raise Impossible(
            f"{older[0]} is there already, so nothing was written. Name another place, or add --replace to write over it."
        )
    now = utc_now()
    async with desk(settings, wish) as at:
        try:
            if csv is not None:
                await asyncio.to_thread(csv.mkdir, mode=0o700, parents=True, exist_ok=True)
                names = await people_by_id(at.client) if at.client else {}
                counts = await write_csv(at.db, at.team_id, csv, names)
            else:
                counts = await write_json(at.db, at.team_id, json or Path("kept.json"), at=now.isoformat())
        except UNREACHED as error:
            raise Impossible("Slack did not say who your colleagues are. Try again in a moment.") from error
        except OSError as error:
            raise Impossible(f"{csv or json} cannot be written: {error.strerror}.") from error
    for name, count in counts.items():
        _say(f"{name}: {count:,}")
    return 0


def _say(text: str) -> None:
    """Text for a terminal, in which what a file holds gives no orders."""
    sys.stdout.write(
        "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text) + "\n"
    )


def _tell(text: str, *, done: bool) -> None:
    """How far it is, on one line of the terminal; elsewhere only the end."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{text} " + ("\n" if done else ""))
    elif done:
        sys.stderr.write(text + "\n")
    sys.stderr.flush()
