"""Taking in 10,000 customers: looking at the file, taking it in, taking it back, and writing everything out."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from bot.import_cells import Colleague, Colleagues, Places
from bot.import_plan import Plan
from bot.importing import ALL_ALIKE, AS_NEW
from handlers import import_taking, import_undoing
from handlers.export_writing import write_csv
from handlers.import_reading import Asking, understand
from storage import importing as questions
from storage.database import Database
from storage.tables import Customer, CustomerName, Upload, table
from tests.bench.marks import Figure, spent
from tests.postgres import new_database

COUNT = 10_000
TEAM, LENA, NOW = "T0LARKSPUR1", "U0LENA00001", datetime(2026, 11, 25, 8, tzinfo=UTC)
# "In seconds": what a person waits for without wondering.
LOOK_SECONDS, TAKE_SECONDS, STEP_SECONDS = 10.0, 30.0, 1.0
FIRST = "Nordic Blue Harbor Larch Oak Pine Silver North South East West Crest Stone River Lake Hill Green Red Iron Copper"
SECOND = "Pumps Steel Foods Dairy Bottling Logistics Energy Water Mills Works Foundry Systems Hospital Bakery Brewery Farms"
LAST = "Tallinn Berlin Oslo Riga Leeds Bath York Porto Lyon Ghent Turku Malmo Graz Brno Split Cork"


async def measure(folder: Path, postgres_url: str | None) -> list[Figure]:
    """On SQLite and, where one could be started, on PostgreSQL."""
    figures = await _on(f"sqlite:///{folder}/import.db", "SQLite", folder)
    if postgres_url:
        with new_database(postgres_url, "kept_import") as url:
            figures += await _on(url, "PostgreSQL", folder)
    return figures


def lines(count: int) -> str:
    """A file as a spreadsheet in Europe writes it."""
    chance = random.Random(7)
    rows = ["Company;Account manager;Tier;Tags;Customer since;Contact person;E-mail;Notes"]
    for number in range(count):
        words = (chance.choice(each.split()) for each in (FIRST, FIRST, SECOND, LAST))
        since = f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.20{chance.randint(10, 24)}"
        rows.append(
            f"{' '.join(words)} {number};{chance.choice(['@mia', 'Sam Okafor', ''])};gold;pumps, nordic;{since};"
            f"Dana {number};dana{number}@example.com;likes short mails"
        )
    return "\n".join(rows)


async def _on(url: str, called: str, folder: Path) -> list[Figure]:
    db = Database(url)
    await db.start()
    try:
        return await _measured(db, called, folder)
    finally:
        await db.stop()


async def _measured(db: Database, called: str, folder: Path) -> list[Figure]:
    text = await asyncio.to_thread(lines, COUNT)
    floor = await _timed(lambda: db.write(_bare))
    begun = time.perf_counter()
    plan = await understand(
        db, TEAM, "bench.csv", text.encode(), _asking(), order=None, today=date(2026, 11, 25)
    )
    look = time.perf_counter() - begun
    upload_id = await db.write(questions.add_upload, _upload(plan))
    progress = await db.write(import_taking.decide, TEAM, LENA, upload_id, {ALL_ALIKE: AS_NEW})
    taking = import_taking.begin(plan, progress, team_id=TEAM, by=LENA, upload_id=upload_id)
    steps: list[float] = []
    done = False
    while not done:
        begun = time.perf_counter()
        progress, done = await db.write(import_taking.take_some, taking, now=NOW)
        steps.append(time.perf_counter() - begun)
    batch = import_taking.batch_of(upload_id)
    (last,) = await db.read(questions.next_of_batch, TEAM, batch, before=None, most=1)
    target = folder / f"export-{called}"
    target.mkdir()
    out = await _timed(lambda: write_csv(db, TEAM, target, {}))
    undoing, done = import_undoing.begin(last, LENA), False
    begun = time.perf_counter()
    while not done:
        undoing, done = await db.write(import_undoing.undo_some, undoing, now=NOW)
    back = time.perf_counter() - begun
    bare = f"the bare INSERT of {COUNT:,} customers and names takes {spent([floor])}"

    def row(what: str, value: float, limit: float | None, floor_: str) -> Figure:
        return Figure(f"{what}, {called}", value, limit, floor_, unit="s")

    return [
        row(
            f"import of {COUNT:,} customers: looking at the file",
            look,
            LOOK_SECONDS,
            "read, understood, compared",
        ),
        row(
            f"import of {COUNT:,}: taking it in",
            sum(steps),
            TAKE_SECONDS,
            f"{progress.added:,} with a person each; {bare}",
        ),
        row(
            "import: the longest that others wait for one step",
            max(steps),
            STEP_SECONDS,
            f"{len(steps)} steps",
        ),
        row(f"import of {COUNT:,}: taking it back", back, TAKE_SECONDS, f"{undoing.customers:,} customers"),
        row(f"export of {COUNT:,} customers to CSV", out, LOOK_SECONDS, "customers and history"),
    ]


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


def _asking() -> Asking:
    async def people() -> Colleagues:
        mia, sam = Colleague("U0MIA000001", ["mia"]), Colleague("U0SAM000001", ["Sam Okafor"])
        return Colleagues([mia, sam])

    async def places() -> Places:
        return Places({})

    return Asking(people, places)


def _upload(plan: Plan) -> Upload:
    return Upload(team_id=TEAM, by=LENA, name=plan.name, content=plan.written(), created_at=NOW)


def _bare(conn: Connection) -> None:
    """The rows alone, in another workspace."""
    customers, names = table(Customer), table(CustomerName)
    values = [
        Customer(
            team_id="T0ANOTHER01", number=number, name=f"Customer {number}", created_at=NOW, created_by=LENA
        ).model_dump(exclude={"id"})
        for number in range(COUNT)
    ]
    conn.execute(insert(customers), values)
    ids = conn.execute(customers.select().where(customers.c.team_id == "T0ANOTHER01")).all()
    conn.execute(
        insert(names),
        [
            {"team_id": "T0ANOTHER01", "customer_id": row.id, "name": row.name, "folded": row.name.lower()}
            for row in ids
        ],
    )
