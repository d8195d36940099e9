"""A file on its way to a preview: fetched from Slack, read, and held against what is known."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from bot import import_gathering, import_judging, import_plan
from bot.import_cells import Colleagues, DateOrder, Places
from bot.import_columns import Columns
from bot.import_judging import Known, Matches
from bot.import_plan import Plan
from bot.import_table import MOST_BYTES, Record, Sheet, decode, read
from bot.importing import Entry
from bot.refusals import Refusal, Unreadable
from handlers.directory import colleagues, places
from handlers.house import UNREACHED, House
from storage import importing as questions
from storage.database import Database

NOT_FETCHED = "Slack did not give me that file. Try once more, or paste the lines instead."
HOSTED = {"hosted", "snippet"}


class Asking(NamedTuple):
    """Where the people and channels that a file names are looked up; only asked if it names any."""

    colleagues: Callable[[], Awaitable[Colleagues]]
    places: Callable[[], Awaitable[Places]]


def of_slack(house: House) -> Asking:
    """Looked up in Slack."""
    return Asking(lambda: colleagues(house.client, house.team_id), lambda: places(house.client))


async def fetch(house: House, file_id: str) -> tuple[str, bytes]:
    """The name and content of a file that somebody gave to a form. Raises a Refusal.

    https://docs.slack.dev/reference/objects/file-object; the token goes to Slack's own address and to no other.
    """
    try:
        answer = await house.client.files_info(file=file_id)
        file = answer["file"]
        if file.get("is_external") or file.get("mode") not in HOSTED:
            raise Unreadable(
                "That file lies outside of Slack. Upload it here, or paste the lines.", field="file"
            )
        if int(file.get("size") or 0) > MOST_BYTES:
            raise _too_large(int(file["size"]))
        headers = {"Authorization": f"Bearer {house.settings.slack_bot_token}"}
        async with house.session.get(file["url_private"], headers=headers, allow_redirects=False) as given:
            if given.status != 200 or given.content_type == "text/html":  # Slack's page to sign in
                raise Refusal(NOT_FETCHED, field="file")
            content = await given.content.read(MOST_BYTES + 1)
            while not given.content.at_eof() and len(content) <= MOST_BYTES:
                content += await given.content.read(MOST_BYTES + 1 - len(content))
    except UNREACHED as error:
        raise Refusal(NOT_FETCHED, field="file") from error
    if len(content) > MOST_BYTES:
        raise _too_large(len(content))
    return str(file.get("name") or "a file"), content


def _too_large(size: int) -> Unreadable:
    most = MOST_BYTES // (1024 * 1024)
    return Unreadable(
        f"That file has {size / 1024 / 1024:.1f} MB, and {most} MB is the most I take. Split it.",
        field="file",
    )


async def understand(
    db: Database,
    team_id: str,
    name: str,
    content: bytes | str,
    asking: Asking,
    *,
    order: DateOrder | None,
    today: date,
) -> Plan:
    """What a file would do to this workspace, line by line. Raises Unreadable for one that cannot be read at all."""
    sheet, columns, records = await asyncio.to_thread(_sheet, content)
    people = Colleagues(())
    if import_gathering.needs(columns, records, ("owner", "backup")):
        people = await asking.colleagues()
    channels = Places({})
    if import_gathering.needs(columns, records, ("channels",)):
        channels = await asking.places()

    def gathered() -> list[Entry]:
        return import_gathering.gather(
            columns, records, colleagues=people, places=channels, order=order, today=today
        )

    entries = await asyncio.to_thread(gathered)
    names = await db.read(questions.all_names, team_id)
    matches = await asyncio.to_thread(import_judging.match, entries, names)
    known = await db.read(_known, team_id, entries, matches)
    await asyncio.to_thread(import_judging.judge, entries, matches, known)
    return import_plan.plan(name, sheet, columns, entries)


def _sheet(content: bytes | str) -> tuple[Sheet, Columns, list[Record]]:
    text, charset = decode(content) if isinstance(content, bytes) else (content, "UTF-8")
    sheet = read(text, charset)
    columns, records = import_gathering.columns_of(sheet)
    if not records:
        raise Unreadable("It has a line of headings, and nothing below it.", field="file")
    return sheet, columns, list(records)


def _known(conn: Connection, team_id: str, entries: list[Entry], matches: Matches) -> Known:
    customers = questions.numbered(conn, team_id, matches.numbers(entries))
    with_people = {number for numbers in matches.same.values() for number in numbers}
    ids = {customers[number].id or 0 for number in with_people if number in customers}
    return Known(customers, questions.people_of(conn, team_id, ids), questions.linked(conn, team_id))
