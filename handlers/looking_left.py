"""What somebody who left holds: a lead is asked to hand over all of it at once, and until when that is waited
for [practice 42]."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.standing_in import Circle
from bot.working_days import day_at, later, morning
from handlers.looking_people import Met
from storage import absences, nudges

LEFT = "owner_left"
# For so many working days nothing that doesn't hurry is said of each single thing.
HANDED_OVER_WITHIN = 5


def handovers_asked(
    conn: Connection, team_id: str, owners: Collection[str | None], met: Met
) -> Mapping[str, datetime]:
    """Since when (UTC) a lead is asked to hand over all that these people hold, by their id: of those who left, and as
    long as it is asked."""
    gone = sorted(each for each in owners if each in met.people and met.people[each].gone)
    desks = absences.desks_of(conn, team_id, gone) if gone else {}
    people = {each.id: each.person_id for each in desks.values()}
    theirs = nudges.of_rows(conn, team_id, "desk", filter(None, people)) if people else {}
    since: dict[str, datetime] = {}
    for desk_id, some in theirs.items():
        left = [each for each in some if each.reason == LEFT]
        open_ = next((each for each in left if each.ended_at is None), None)
        if open_ is not None:
            # It is asked again every week, in windows that begin with the same absence.
            absence, _, _ = open_.window.partition("+")
            same = [each for each in left if each.window.partition("+")[0] == absence]
            since[people[desk_id]] = min(each.made_at for each in same)
    return since


def waited_until(circle: Circle, asked: Mapping[str, datetime]) -> datetime | None:
    """Until when the handover of the owner's things is waited for (UTC), where one is asked for."""
    since = asked.get(circle.owner_id or "")
    if since is None:
        return None
    return morning(later(day_at(since, circle.zone), HANDED_OVER_WITHIN, circle.hours), circle.zone)
