"""Lists of customers: all, mine, by tag, tier or stage, without an owner or next step, overdue for a word [practices 9, 42, 45]."""

import asyncio
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from bot import rhythm
from bot.preferences import Preferences
from bot.refusals import Refusal, Unknown
from bot.text import one_line, shorten
from handlers.customer_finding import OUTDATED
from handlers.customer_owner import has_left
from handlers.gestures import Answer, Gesture, Say, recall
from handlers.house import House
from handlers.slack_text import mentioned, plain
from handlers.views import customer_list as views
from storage import customer_lists as lists
from storage.tables import Customer

NO_OWNER = {"no owner", "without owner", "nobody", "unowned", "noowner"}
MINE = {"mine", "my", "me"}
NO_NEXT = {"no next step", "no next", "nothing next", "nothing planned", "without next step"}
OVERDUE = {"overdue", "late", "due"}
STAGES = ("prospect", "active", "dormant", "parting", "lost")
# Slack is asked about so many owners, whether they are still here.
MOST_OWNERS = 100
MOST_PAGES = 10_000


class Asked(NamedTuple):
    """What a list was asked for: whom it holds, its title, and the sentence where it holds nobody."""

    which: lists.Which
    title: str
    empty: str
    overdue: bool = False


async def listed(house: House, gesture: Gesture, typed: str, page: int = 0) -> Answer:
    """`/customer list [tag|tier|stage|mine|@sam|no owner|overdue|no next step]`, a page of it."""
    held = await house.preferences()
    asked = await _asked(house, gesture, typed, held)
    gone = await _left(house, gesture) if None in (asked.which.owner_ids or ()) else frozenset[str]()
    if gone:
        asked = asked._replace(which=lists.Which(owner_ids=(None, *gone)))
    ask = overdue if asked.overdue else page_of
    found, count = await house.db.read(ask, gesture, asked.which, held, page)
    if not found and page:
        return await listed(house, gesture, typed)
    states = [
        (each, rhythm.state(each, tiers=held.tiers, now=gesture.now, zone=gesture.person.zone))
        for each in found
    ]
    message = views.customers(views.Listed(states, count, page, gone), asked.title, typed, empty=asked.empty)
    return Say(message, title="Customers")


async def leafed(house: House, gesture: Gesture) -> Answer:
    """*More*, *Back*, and the other lists."""
    memory = recall(gesture.value)
    if not isinstance(memory.get("asked"), str) or not isinstance(memory.get("page"), int):
        raise Refusal(OUTDATED)
    return await listed(house, gesture, memory["asked"], min(max(memory["page"], 0), MOST_PAGES))


def page_of(
    conn: Connection, gesture: Gesture, which: lists.Which, _held: Preferences, page: int
) -> tuple[list[Customer], int]:
    """A page of customers by name."""
    return lists.page(conn, gesture.team_id, which, most=views.A_PAGE, skip=page * views.A_PAGE)


def overdue(
    conn: Connection, gesture: Gesture, which: lists.Which, held: Preferences, page: int
) -> tuple[list[Customer], int]:
    """A page of those whom a word is overdue to, the longest unmet first."""
    before = partial(rhythm.overdue_before, tiers=held.tiers, now=gesture.now, zone=gesture.person.zone)
    return lists.overdue(conn, gesture.team_id, which, before, most=views.A_PAGE, skip=page * views.A_PAGE)


async def _asked(house: House, gesture: Gesture, typed: str, held: Preferences) -> Asked:
    people = mentioned(typed)
    if people:
        person = await house.people.get(people[0], now=gesture.now)
        return Asked(
            lists.Which(owner_ids=(person.id,)),
            f"{person.name}'s customers",
            f"{person.name} owns no customer.",
        )
    low = one_line(plain(typed)).casefold()
    if not low or low == "all":
        return Asked(
            lists.Which(), "Customers", "No customer is known yet. The first one: /customer add Acme"
        )
    if low in MINE:
        mine = lists.Which(owner_ids=(gesture.person.id,))
        return Asked(mine, "Your customers", "You own no customer yet. /customer who Acme says who owns one.")
    if low in NO_OWNER:
        return Asked(
            lists.Which(owner_ids=(None,)), "Customers without an owner", "Every customer has an owner."
        )
    if low in NO_NEXT or low.removeprefix("my ") in NO_NEXT:
        own = (gesture.person.id,) if low.startswith("my ") else None
        none = lists.Which(owner_ids=own, no_next=True)
        return Asked(none, "Nothing is planned", "With everybody something is planned.")
    if low in OVERDUE or low.removeprefix("my ") in OVERDUE:
        own = (gesture.person.id,) if low.startswith("my ") else None
        nobody = f"No customer{' of yours' if own else ''} is overdue for a word."
        return Asked(lists.Which(owner_ids=own), "A word is overdue", nobody, overdue=True)
    low = low.removeprefix("stage ").removeprefix("tier ").removeprefix("tag ").removeprefix("#")
    if low in STAGES:
        return Asked(lists.Which(stage=low), f"Stage: {low}", f"No customer is at the stage “{low}”.")
    tags = await house.db.read(lists.tags, gesture.team_id)
    if low in tags:
        return Asked(lists.Which(tag=low), f"Tag: {low}", f"No customer has the tag “{low}”.")
    tiers = [tier for tier in held.tiers if tier and tier not in STAGES]
    if low in tiers or await house.db.read(_has_tier, gesture, low):
        return Asked(lists.Which(tier=low), f"Tier: {low}", f"No customer has the tier “{low}”.")
    known = ", ".join(dict.fromkeys([*tiers, *tags]))
    raise Unknown(
        f"I know no tag or tier “{shorten(low, 60)}”. /customer list alone shows all; behind it you may say mine, "
        f"no owner, overdue, no next step, a stage{f', or one of: {shorten(known, 300)}' if known else ''}."
    )


def _has_tier(conn: Connection, gesture: Gesture, tier: str) -> bool:
    return bool(lists.page(conn, gesture.team_id, lists.Which(tier=tier), most=1)[1])


async def _left(house: House, gesture: Gesture) -> frozenset[str]:
    """The owners of customers who have left Slack [practice 42]."""
    owners = (await house.db.read(lists.owners, gesture.team_id))[:MOST_OWNERS]
    gone = await asyncio.gather(*(has_left(house, gesture, each) for each in owners))
    return frozenset(owner for owner, left in zip(owners, gone, strict=True) if left)
