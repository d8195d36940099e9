"""Customers and all that belongs to them as files in the person's own direct messages; leads and admins only."""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import aiohttp
from sqlalchemy import Connection

from bot import exporting
from bot.refusals import Refusal
from handlers.customer_finding import find, number_of, numbered
from handlers.directory import people_by_id
from handlers.export_writing import write_csv, write_json
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.importing import admit
from handlers.report import Report
from handlers.routes import Routes
from handlers.views import exporting as views
from handlers.views.parts import Message
from storage import customer_people, customers
from storage import exporting as questions
from storage.tables import Customer

UPLOAD_WITHIN = aiohttp.ClientTimeout(total=300)
NOT_IN_A_NAME = re.compile(r"[^\w-]+")
NAME_MAX = 40
FORMATS = {"": False, "csv": False, "all": False, "everything": False, "json": True}
# Writes files into a folder, and gives what is said of them.
Write = Callable[[Path], Awaitable[Message]]


def register(routes: Routes) -> None:
    """The button under one customer's file."""
    routes.actions["export_whole"] = whole


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/kept export`, `/customer export`, each with `json`, and `/customer export Acme`. Raises NotAllowed."""
    said = rest.strip()
    everything = said.casefold() in FORMATS
    typed = f"/kept export {said}".rstrip() if everything else "/customer export"
    await admit(house, gesture, to="export", typed=typed)
    if everything:
        return _everything(house, gesture, as_json=FORMATS[said.casefold()])
    found = await house.db.read(find, gesture, said, "export")
    if not isinstance(found, Customer):
        return found
    return await export_found(house, gesture, found)


def _everything(house: House, gesture: Gesture, *, as_json: bool) -> Answer:
    async def write(folder: Path) -> Message:
        if as_json:
            path = folder / f"kept-{gesture.now:%Y-%m-%d}.json"
            counts = await write_json(house.db, gesture.team_id, path, at=gesture.now.isoformat())
        else:
            names = await people_by_id(house.client)
            counts = await write_csv(house.db, gesture.team_id, folder, names)
        return views.here(counts, as_json=as_json)

    return _begin(house, gesture, "the export", write)


async def export_found(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """`/customer export Acme`: what may be put before them. Raises NotAllowed."""
    await admit(house, gesture, to="export", typed=f"/customer export C-{customer.number}")
    owner = ""
    if customer.owner_id:
        owner = (await house.people.get(customer.owner_id, now=gesture.now)).name

    async def write(folder: Path) -> Message:
        text = await house.db.read(_for_customer, gesture, customer, owner)
        (folder / f"{_file_name(customer.name)}.csv").write_text(text, encoding="utf-8", newline="")
        return views.for_customer(customer.name, customer.number)

    return _begin(house, gesture, "their file", write)


def _for_customer(conn: Connection, gesture: Gesture, customer: Customer, owner: str) -> str:
    team_id = gesture.team_id
    ids = customers.parts_of(conn, team_id, customer.id or 0)
    return exporting.for_customer(
        customer,
        owner=owner,
        people=customer_people.known(conn, team_id, customer.id or 0),
        promises=questions.promises(conn, team_id, ids),
        mistakes=questions.mistakes(conn, team_id, ids),
        contacts=questions.contacts(conn, team_id, ids),
        zone=gesture.person.zone,
        now=gesture.now,
    )


async def whole(house: House, gesture: Gesture) -> Answer:
    """*Everything, for us alone*: one customer with every row and column."""
    await admit(house, gesture, to="export", typed="/customer export")
    customer = await house.db.read(numbered, gesture, number_of(gesture.value))

    async def write(folder: Path) -> Message:
        path = folder / f"{_file_name(customer.name)}.json"
        at = gesture.now.isoformat()
        await write_json(house.db, gesture.team_id, path, at=at, customer_id=customer.id)
        return views.whole(customer.name)

    return _begin(house, gesture, "everything of theirs", write)


def _begin(house: House, gesture: Gesture, whose: str, write: Write) -> Answer:
    house.talk.later(_send(house, gesture, whose, write))
    return Say(views.begun(whose), title="Export", replace=False)


async def _send(house: House, gesture: Gesture, whose: str, write: Write) -> None:
    """Writes the files and puts them into the person's direct messages."""
    report = Report(house, gesture.person.id)
    await report.begin(views.working(whose))
    with tempfile.TemporaryDirectory(prefix="kept-export-") as made:
        try:
            said = await write(Path(made))
            await upload(house, report.channel, await asyncio.to_thread(_files, Path(made)))
        except (*UNREACHED, Refusal):
            said = views.failed()
    await report.end(said)


async def upload(house: House, channel: str, paths: Sequence[Path]) -> None:
    """Puts files into one message of a channel. Raises SlackApiError, what the network raises, or a Refusal.

    https://docs.slack.dev/messaging/working-with-files#upload
    """
    if not channel:
        raise Refusal("Slack did not let me write to you.")
    done: list[dict[str, str | None]] = []
    for path in paths:
        size = (await asyncio.to_thread(path.stat)).st_size
        place = await house.client.files_getUploadURLExternal(filename=path.name, length=size)
        with path.open("rb") as file:
            async with house.session.post(place["upload_url"], data=file, timeout=UPLOAD_WITHIN) as answer:
                answer.raise_for_status()
        done.append({"id": place["file_id"], "title": path.name})
    await house.client.files_completeUploadExternal(files=done, channel_id=channel)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def _file_name(name: str) -> str:
    return NOT_IN_A_NAME.sub("-", name).strip("-")[:NAME_MAX] or "customer"
