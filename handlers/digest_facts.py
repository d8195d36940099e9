"""What a digest tells of: gathered in a few statements, as it stands when the digest is drawn."""

from datetime import datetime

from sqlalchemy import Connection

from bot import rhythm
from bot.preferences import Preferences
from handlers.views.digests import Owned, Some, Told
from storage import customers, system_fixes
from storage import digests as questions
from storage.tables import Customer

# Of each so much is said; the rest is behind the number.
SHOWN = 5
CASES_SHOWN, KEPT_SHOWN, WORDS_SHOWN = 3, 3, 3
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
    )


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
