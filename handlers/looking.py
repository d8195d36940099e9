"""The clock's look at everything that may ask for attention by now: what asks becomes nudges, what has ended ends them.

What Slack knows of the people is asked for first, outside of any transaction. Then each kind of thing is looked at in one
transaction, in which its rows are locked and read anew: whatever stops in between, a row is looked at as a whole or is
still due. Several replicas look at different rows at the same time.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from handlers.house import House
from handlers.looking_people import meet
from handlers.looking_saving import save
from handlers.looking_subjects import Looked, Looker
from storage import looking
from storage.looking import Due

# So many rows of a kind are looked at in one transaction, in some 25 ms: on SQLite everybody's writing waits meanwhile.
AT_ONCE = 100
# When rows are looked at about whose people Slack gave no answer; others go on.
UNKNOWN_FOR = timedelta(minutes=1)
# Somebody whom only the rule named is asked for in a second try.
MOST_TRIES = 3


async def look(house: House) -> bool:
    """Looks at what is due to be looked at; says whether there may be more."""
    now, more = house.clock(), False
    for kind in await house.db.read(looking.kinds_due, house.team_id, now):
        found = await house.db.read(looking.due, house.team_id, kind, now, most=AT_ONCE)
        if found and await _look_at(house, kind, found, now=now):
            more = True
    return more


async def _look_at(house: House, kind: str, found: Sequence[Due], *, now: datetime) -> bool:
    """Looks at these rows of one kind; says whether that changed when any of them is looked at next."""
    looker = Looker(house.team_id, house.bot_user_id, now)
    ids = {each.id for each in found}
    if kind in looking.FROM:
        ids -= await _whose_customer_is_busy(house, found, now=now)
    wanted = await house.db.read(_wanted, house.team_id, kind, found)
    count, left = 0, ids
    for _ in range(MOST_TRIES):
        met = await meet(house, wanted, _things(found), now=now)
        looked: Looked = await house.db.write(save, looker, kind, left, met)
        count, left = count + looked.count, looked.left
        new = looked.missing - wanted
        if not new:
            break
        wanted |= new
    if left:
        await house.db.write(looking.put_off, kind, left, now=now, until=now + UNKNOWN_FOR)
    return count + len(left) > 0


async def _whose_customer_is_busy(house: House, found: Sequence[Due], *, now: datetime) -> set[int]:
    """Has the customers of these rows looked at in this tick as well; and gives the rows of those whom somebody is just
    changing, which are looked at with them, a moment later."""
    theirs = {each.customer_id for each in found if each.customer_id is not None}
    busy: set[int] = await house.db.write(looking.look_too, theirs, now=now)
    return {each.id for each in found if each.customer_id in busy}


def _wanted(conn: Connection, team_id: str, kind: str, found: Sequence[Due]) -> set[str]:
    """Everybody who has to be known for these rows to be looked at, as they stand now."""
    people = {each.owner_id for each in found} | {each.said_by for each in found}
    ids = [each.customer_id for each in found if each.customer_id is not None]
    for owner_id, backup_id in looking.people_of(conn, ids).values():
        people |= {owner_id, backup_id}
    for some in looking.asked(conn, team_id, kind, [each.id for each in found]).values():
        people |= some
    return {each for each in people if each}


def _things(found: Sequence[Due]) -> set[tuple[str, str]]:
    return {(each.owner_id or "", each.channel_id or "") for each in found}
