"""A message in a channel that is none of Kept's business: acknowledged before Bolt, against Bolt's own listener that does
nothing, both over Socket Mode; with 10,000 customers known.

Rounds are many and short: the two of a round are then a fraction of a second apart and find the machine alike, and
a moment in which it was busy spoils few of them. Both are started several times, as a process is a tenth quicker or slower
for as long as it lives, by where its memory lies. The median of all rounds is taken (`marks.ratio`).
"""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from playground.company import TEAM_ID
from storage.database import Database
from storage.tables import Customer, CustomerName, Setting, table
from tests.bench.gestures import ACCOUNTS, MIA, MORNING
from tests.bench.load import Burst, Server, server
from tests.bench.marks import Figure, ratio, spent

GENERAL = "C0GENERAL01"
CUSTOMERS = 10_000
AT_ONCE = 20
STARTS = 5
ROUNDS = 7
MESSAGES = 500
# Where it is said, and what.
IGNORED = {
    "where nobody had it listen": (GENERAL, "I will send Customer 77 of Bremen the quote by Friday"),
    "without a word of promising": (
        ACCOUNTS,
        "The printer on the second floor is out of paper again, third time today",
    ),
    "with such words, none of the three": (
        ACCOUNTS,
        "We are in the small room today, I will be a bit late because the lift was wrong about the floor",
    ),
}
# Of the third, what listening itself takes has marks of its own.
MARKED = list(IGNORED)[:2]


async def measure(folder: Path) -> list[Figure]:
    """CPU of an ignored message, each kind beside the same message heard by Bolt."""
    url = f"sqlite:///{folder}/gate.db"
    db = Database(url)
    await db.start()
    await db.write(_fill)
    await db.stop()
    taken: dict[str, list[tuple[Burst, Burst]]] = {which: [] for which in IGNORED}
    for _ in range(STARTS):
        async with AsyncExitStack() as running:
            floor = await running.enter_async_context(server("hearing"))
            kept = await running.enter_async_context(server("kept", url, {"KEPT_TICK_SECONDS": "0"}))
            for which, (channel, text) in IGNORED.items():
                rounds = [
                    (await _heard(kept, channel, text), await _heard(floor, channel, text))
                    for _ in range(ROUNDS + 1)
                ]
                taken[which] += rounds[1:]
    return [_compared(which, rounds) for which, rounds in taken.items()]


async def _heard(each: Server, channel: str, text: str) -> Burst:
    return await each.messages(MESSAGES, text=text, channel=channel, at_once=AT_ONCE)


def _compared(which: str, rounds: list[tuple[Burst, Burst]]) -> Figure:
    ours, theirs = ([burst.cpu for burst in one] for one in zip(*rounds, strict=True))
    return Figure(
        f"a message {which}: CPU",
        ratio(ours, theirs),
        0.35 if which in MARKED else None,
        f"compared to Bolt with one listener that does nothing; {CUSTOMERS:,} customers known",
        f"{spent(ours)} against {spent(theirs)}",
    )


def _fill(conn: Connection) -> None:
    """Customers with two names each, and one channel that is listened to."""
    numbers = range(1, CUSTOMERS + 1)
    begun: dict[str, Any] = {"team_id": TEAM_ID, "created_at": MORNING, "created_by": MIA}
    rows = [vars(Customer(**begun, number=each, name=f"Customer {each} of Bremen")) for each in numbers]
    conn.execute(insert(table(Customer)), [row | {"id": row["number"]} for row in rows])
    names = [
        {"team_id": TEAM_ID, "customer_id": each, "name": name, "folded": name.lower()}
        for each in numbers
        for name in (f"Customer {each} of Bremen", f"Cust{each}")
    ]
    conn.execute(insert(table(CustomerName)), names)
    listened = {
        "team_id": TEAM_ID,
        "scope": "channel",
        "scope_id": ACCOUNTS,
        "name": "listen",
        "value": "true",
    }
    conn.execute(insert(table(Setting)), [listened])
