"""What a digest tells of: gathered in a few statements, as it stands when the digest is drawn."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot import rhythm
from bot.preferences import Preferences
from handlers.views.digest_told import Owned, Some, Standards, Told
from storage import customer_people, customers, system_fixes
from storage import digests as questions
from storage.tables import Customer, CustomerPerson

# Of each so much is said; the rest is behind the number.
SHOWN = 5
CASES_SHOWN, KEPT_SHOWN, WORDS_SHOWN = 3, 3, 3
PEOPLE_ASKED = 10
# The months with which a quarter begins, and the days of the first week of one.
QUARTERS, A_WEEK = (1, 4, 7, 10), 7
LONGEST_SHOWN, LATELY = 3, timedelta(days=180)
# The part of their rhythm that must be over before somebody counts as overlooked.
LEAST_OVERLOOKED = 0.5


def gather(
    conn: Connection,
    team_id: str,
    since: datetime,
    until: datetime,
    *,
    overlooked: int | None,
    held: Preferences,
    zone: str,
    now: datetime,
) -> Told:
    """The week from `since` to `until` (UTC), and what needs us `now`. `overlooked` is the customer who was picked for it;
    somebody may have met them since."""
    customer = customers.by_id(conn, team_id, overlooked) if overlooked else None
    if customer and rhythm.state(customer, tiers=held.tiers, now=now, zone=zone).colour != "red":
        customer = None
    return Told(
        kept=Some(*questions.kept(conn, team_id, since, until, most=KEPT_SHOWN)),
        keepers=questions.keepers(conn, team_id, since, until),
        owned=Owned(*questions.owned_up(conn, team_id, since, until)),
        praised=Some(*questions.praised(conn, team_id, since, until, most=WORDS_SHOWN)),
        stood_in=questions.stood_in(conn, team_id, since, until),
        unowned=Some(*questions.unowned(conn, team_id, most=CASES_SHOWN)),
        late=Some(*questions.late(conn, team_id, now, most=SHOWN)),
        waiting=Some(*questions.waiting(conn, team_id, now, most=SHOWN)),
        fixes=[
            each
            for each in system_fixes.open_ones(conn, team_id)
            if each.owner_id is None or (each.due_at is not None and each.due_at < now)
        ][:SHOWN],
        overlooked=customer,
        standards=Standards(
            held.reply_within,
            held.tell_within,
            held.kept_aim,
            questions.ended(conn, team_id, since, until),
        ),
        known_there=_known_there(conn, customer) if customer else None,
        longest_with_us=_longest_with_us(conn, team_id, until.astimezone(ZoneInfo(zone)).date()),
    )


def _longest_with_us(conn: Connection, team_id: str, day: date) -> list[Customer]:
    """Who is with us the longest and was given nothing lately; in the first week of a quarter [practice 33]."""
    if day.month not in QUARTERS or day.day > A_WEEK:
        return []
    return questions.longest_with_us(
        conn, team_id, datetime.combine(day, time(), UTC) - LATELY, most=LONGEST_SHOWN
    )


def _known_there(conn: Connection, customer: Customer) -> CustomerPerson | None:
    """Who of a customer's people is asked for: whoever of us met one last, or else the first."""
    people = customer_people.of_customer(conn, customer.team_id, customer.id or 0, most=PEOPLE_ASKED)
    met = [person for person, by in people if by]
    return next(iter([*met, *(person for person, _ in people)]), None)


def overlooked(
    conn: Connection, team_id: str, *, but: int | None, held: Preferences, now: datetime
) -> int | None:
    """The customer who has gone without a word from us the longest, measured by their own rhythm, so that a small one
    counts as much as a large one; not the one `but`, who was named last [practice 46]. None where everybody was met in
    the last half of their rhythm."""
    worst: tuple[float, questions.Unmet] | None = None
    for each in questions.longest_unmet(conn, team_id, but=but):
        like = Customer(
            team_id=team_id,
            number=0,
            name="",
            stage=each.stage,
            tier=each.tier,
            rhythm_days=each.rhythm_days or None,
            created_at=now,
            created_by="",
        )
        share = (now - each.since).days / rhythm.days_between(like, held.tiers)
        if share > (worst[0] if worst else LEAST_OVERLOOKED):
            worst = share, each
    return questions.unmet_since(conn, team_id, worst[1], but=but) if worst else None
