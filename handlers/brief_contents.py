"""What a brief is about, read as it stands now: its lines, what came of those that ended, and the good news."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.access import Person
from bot.briefs import FIRST_NEWS
from bot.moments import day_in_words
from bot.nudge_endings import SNOOZED_BY, is_snoozed
from bot.promise_checks import DONE
from bot.text import shorten
from bot.working_days import day_at
from handlers import brief_replaced
from handlers.brief_replaced import Instead
from handlers.house import House
from handlers.views.brief_lines import Ended, Shown
from handlers.views.briefs import NEWS_WORDS, News
from handlers.views.eye import Eye
from handlers.views.history import in_pieces
from handlers.views.parts import Piece, bold, who
from handlers.views.things import name
from storage import briefs, nudges, rows
from storage.by_ids import ByIds
from storage.history import OF_CUSTOMER, as_read
from storage.tables import Customer, History, Mistake, Nudge, Praise, Promise, table

# Older good news is none.
MOST_DAYS = 31
# So much is read of what may be good news, and of what happened with one customer.
MOST_READ = 40
CUSTOMERS = ByIds(Customer)
COLUMNS = [column.name for column in table(History).c]
GOOD: Mapping[str, ByIds[Any]] = {
    "promise": ByIds(Promise),
    "mistake": ByIds(Mistake),
    "praise": ByIds(Praise),
}
# What was done, as the history calls it, of which nothing is left to do.
SETTLED = frozenset(
    [
        "answered",
        "called",
        "checked",
        "closed",
        "done",
        "fix not told",
        "fix told",
        "logged",
        "next step done",
        "right",
        "sorry",
        "told",
        "was right",
    ]
)
# What a nudge of these kinds asks for is done with the customer, not with the row itself.
OF_CUSTOMERS = frozenset(["customer", "contact"])


# What a line is about: its kind, the row and the customer (0 for none).
About = tuple[str, int, int]


class Told(NamedTuple):
    """What a post was put together from (its `about`): the entries of the history that its good news are among, since when
    Kept was away (UTC), and what was said before it and was open still."""

    after: int = 0
    to: int = 0
    away_since: datetime | None = None
    before: Sequence[About] = ()

    def written(self) -> str:
        """As a post keeps it."""
        away = self.away_since.isoformat() if self.away_since else None
        written = {"after": self.after, "to": self.to, "away_since": away}
        return json.dumps(written | ({"before": self.before} if self.before else {}))

    @classmethod
    def read(cls, about: str) -> "Told":
        """What a post keeps, as far as it can be read."""
        found = json.loads(about or "{}")
        away = found.get("away_since")
        return cls(
            int(found.get("after") or 0),
            int(found.get("to") or 0),
            datetime.fromisoformat(away) if away else None,
            [
                (str(kind), int(row_id), int(customer_id))
                for kind, row_id, customer_id in found.get("before") or ()
            ],
        )


def shown(
    conn: Connection,
    team_id: str,
    some: Sequence[Nudge],
    eye: Eye,
    *,
    at: datetime,
    now: datetime | None = None,
) -> list[Shown]:
    """Nudges with what they are about and, where they have ended, how: as it reads in a message of the moment `at`,
    however much later (`now`, the reader's if it is not given) it is drawn."""
    about = nudges.rows_of(conn, some)
    whose = CUSTOMERS.rows(conn, team_id, [each.customer_id for each in some if each.customer_id])
    ended = [each for each in some if each.ended_at is not None]
    entries = briefs.entries_of(conn, team_id, [each for each in ended if each.kind not in OF_CUSTOMERS])
    instead = brief_replaced.instead_of(conn, ended)
    found = []
    for each in some:
        row = about.get((each.kind, each.row_id))
        customer = whose.get(each.customer_id or 0)
        customer = customer or (row if isinstance(row, Customer) else None)
        how = None
        if each.ended_at is not None:
            happened = entries.get((each.kind, each.row_id), [])
            if each.kind in OF_CUSTOMERS:
                happened = _with_customer(conn, each)
            how = _ended(each, happened, instead.get(each.number), eye._replace(now=now or eye.now), at=at)
        found.append(Shown(each, row, customer, how))
    return found


def _with_customer(conn: Connection, nudge: Nudge) -> list[History]:
    asked = {"team_id": nudge.team_id, "customer_id": nudge.customer_id, "most": MOST_READ}
    return as_read(OF_CUSTOMER.ask(conn, asked))[::-1]


def _ended(
    nudge: Nudge, entries: Sequence[History], instead: Instead | None, eye: Eye, *, at: datetime
) -> Ended:
    """What somebody did that ended it: the last thing since it was said. Otherwise the reason that was noted, or that it
    was asked again."""
    if instead is not None and instead.asked is not None:
        asked_at = instead.asked.said_at or eye.now
        return Ended([f"asked again on {_day(asked_at, eye, at)}"])
    last = instead.last if instead is not None else nudge
    ended_at = last.ended_at or eye.now
    if is_snoozed(last.ended_why) or SNOOZED_BY in last.ended_why:
        return Ended([last.ended_why])  # which says until when, and that is enough of dates
    for entry in reversed(entries):
        if (
            (nudge.said_at or nudge.made_at) <= entry.at <= ended_at
            and entry.via != "clock"
            and entry.by[:1] in {"U", "W"}
        ):
            done = _as_done(entry)
            said = in_pieces(done, now=entry.at, zone=eye.zone)
            return Ended(said, _when(entry.at, eye, at), entry.by, settled=_settles(done))
    same_day = day_at(ended_at, eye.zone) == day_at(at, eye.zone)
    return Ended([last.ended_why or "it is over"], "" if same_day else _day(ended_at, eye, at))


def _as_done(entry: History) -> History:
    """What was put back after an undo reads as it did before, where that was an ending."""
    if entry.what != "put back" or json.loads(entry.after).get("status", "open") == "open":
        return entry
    return rows.made(History, {**{name: getattr(entry, name) for name in COLUMNS}, "what": "closed"})


def _settles(entry: History) -> bool:
    """Whether nothing is left to do after this; what is at risk, moved or with somebody else goes on."""
    if entry.what == "closed" and entry.kind == "promise":
        return json.loads(entry.after).get("status") in DONE
    return entry.what in SETTLED


def _day(moment: datetime, eye: Eye, at: datetime) -> str:
    return day_in_words(day_at(moment, eye.zone).isoformat(), now=at, zone=eye.zone)


def _when(moment: datetime, eye: Eye, at: datetime) -> str:
    """With the day, unless it is that of the message itself."""
    said = f"{moment.astimezone(ZoneInfo(eye.zone)):%H:%M}"
    same_day = day_at(moment, eye.zone) == day_at(at, eye.zone)
    return said if same_day else f"{_day(moment, eye, at)}, {said}"


def news(conn: Connection, team_id: str, person_id: str, told: Told, *, at: datetime) -> list[News]:
    """What was kept, put right or kindly said between the last brief and the one of the moment `at`, the newest first."""
    entries = briefs.good_entries(conn, team_id, person_id, after=told.after, to=told.to, most=MOST_READ)
    since = at - timedelta(days=MOST_DAYS) if told.after else at - FIRST_NEWS
    good = [each for each in entries if _is_good(each) and each.at >= since]
    things = _things(conn, team_id, good)
    whose = CUSTOMERS.rows(conn, team_id, [each.customer_id for each in good if each.customer_id])
    found = []
    for entry in good:
        row = things.get((entry.kind, entry.row_id))
        customer = whose.get(entry.customer_id or 0)
        if row is not None and customer is not None and row.removed_at is None:
            found.append(News(_said(entry, row, customer, person_id)))
    return found


def _is_good(entry: History) -> bool:
    after = json.loads(entry.after)
    if entry.kind == "promise":
        return bool(after.get("status") == "kept")
    # What was put back may be any step.
    ending = "removed_at" if entry.kind == "praise" else "status"
    return entry.what != "put back" or ending in after


def _things(conn: Connection, team_id: str, entries: Sequence[History]) -> Mapping[tuple[str, int], Any]:
    wanted: dict[str, set[int]] = {}
    for each in entries:
        wanted.setdefault(each.kind, set()).add(each.row_id)
    return {
        (kind, id_): row
        for kind, ids in wanted.items()
        if kind in GOOD
        for id_, row in GOOD[kind].rows(conn, team_id, ids).items()
    }


def _said(
    entry: History, row: Promise | Mistake | Praise, customer: Customer, person_id: str
) -> list[Piece | str]:
    """ "You kept P-12 for Acme: replacement pump"."""
    words = shorten(row.words, NEWS_WORDS)
    if isinstance(row, Praise):
        thanked: list[Piece | str] = [" — about ", who(row.thanked_id)] if row.thanked_id else []
        return [bold(customer.name), f": “{words}”", *thanked]
    did = "kept" if isinstance(row, Promise) else "put right"
    by: Piece | str = "You" if entry.by == person_id else who(entry.by)
    if not entry.by:
        by = "We"
    return [by, f" {did} {name(row)} for ", bold(customer.name), f": {words}"]


async def eye_of(house: House, person: Person, *, now: datetime) -> Eye:
    """How somebody sees dates now."""
    return Eye(person.zone, (await house.preferences(person_id=person.id)).hours, now)
