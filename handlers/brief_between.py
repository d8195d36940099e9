"""What comes between two briefs since it cannot wait: one message, or why it has to wait all the same."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot import briefs as rules
from bot import quiet
from bot.absences import Absence
from bot.attention_words import day_of
from bot.moments import moment_in_words
from storage import briefs, nudges, posts
from storage.tables import Nudge, Promise, Waiting


class Situation(NamedTuple):
    """What is known of somebody when it is decided what to tell them now: their calendar, why they cannot be asked, if so,
    how many messages may come between two briefs, and whether what is decided now would leave something out."""

    person_id: str
    calendar: quiet.Calendar
    away: Absence | None
    most: int
    looking: bool
    now: datetime


def waiting_for_brief(
    conn: Connection, urgent: Sequence[Nudge], brief_at: datetime, *, now: datetime
) -> list[Nudge]:
    """Those of these urgent nudges that wait for the brief all the same, as it comes so soon."""
    if not urgent or not rules.can_wait(None, brief_at, now=now):
        return []
    about = nudges.rows_of(conn, urgent)
    return [
        each
        for each in urgent
        if rules.can_wait(_moment(each, about.get((each.kind, each.row_id))), brief_at, now=now)
    ]


def _moment(nudge: Nudge, row: Any) -> datetime | None:  # noqa: ANN401 - whatever can be looked at
    """Until when a word about it is of use, where that is known."""
    if isinstance(row, Promise):
        return row.tell_by if nudge.reason == "promise_tell" else row.due_at
    return row.due_at if isinstance(row, Waiting) else None


def wait_for_brief(conn: Connection, urgent: list[Nudge], here: Situation, brief_at: datetime) -> None:
    """Has these wait for the brief that comes soon, and says so in their stories."""
    zone = here.calendar.zone
    when = f"{day_of(brief_at, zone, now=here.now)}, {brief_at.astimezone(ZoneInfo(zone)):%H:%M}"
    tell_once(conn, urgent, "delayed", f"the brief comes {when}, which is soon enough", here.now)
    briefs.wait(conn, urgent, brief_at)


def say(
    conn: Connection,
    team_id: str,
    urgent: list[Nudge],
    here: Situation,
    brief_at: datetime,
    before: set[int],
) -> None:
    """What can't wait, in one message; where it has to wait all the same, its story says why. `before`: earlier messages
    in whose place that one asks."""
    zone = here.calendar.zone
    if why := quiet.kept_back(here.calendar, here.now):
        at = quiet.speaks_at(here.calendar, here.now)
        tell_once(
            conn, urgent, "delayed", f"{why}; it may come {moment_in_words(at, zone, now=here.now)}", here.now
        )
        briefs.wait(conn, urgent, at)
        return
    local = here.now.astimezone(ZoneInfo(zone)).date()
    midnight = datetime.combine(local, time(0), ZoneInfo(zone)).astimezone(UTC)
    if posts.said_to_on(conn, team_id, here.person_id, "nudge", midnight) >= here.most:
        sentence = rules.too_many(here.most)
        tell_once(conn, urgent, "delayed", sentence, here.now)
        briefs.wait(conn, urgent, brief_at)
        return
    lowest = min(each.id or 0 for each in urgent)
    post_id = posts.put(
        conn,
        team_id,
        key=f"nudge:{lowest}",
        what="nudge",
        place=here.person_id,
        due_at=here.now,
        now=here.now,
    )
    if post_id is None:  # it was in one that could not be said
        briefs.wait(conn, urgent, brief_at)
    else:
        posts.redraw(conn, team_id, before, now=here.now)
        briefs.assign(conn, urgent, post_id)


def tell_once(conn: Connection, some: list[Nudge], what: str, why: str, now: datetime) -> None:
    """Enters why nudges wait, unless that is the last thing that their stories say."""
    new = [each for each in some if not _last_says(each, why)]
    nudges.add_to_story(conn, new, what, why, now=now)


def _last_says(nudge: Nudge, why: str) -> bool:
    story = nudges.story_of(nudge)
    return bool(story) and story[-1].get("why") == why
