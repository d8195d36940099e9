"""When a customer asks for attention: staying in touch, their occasions, and what wears their goodwill down.

Nothing of who leaves or left us, but for the one talk after it; nothing of who was taken back or became part of another.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import attention_occasions as occasions
from bot import attention_rhythm as touch
from bot import goodwill_gauge as goodwill
from bot.attention import LEADS, OWNER, About, Look
from bot.customer_facts import CustomerFacts
from bot.customer_seen import NOTHING, Found, Seen
from storage.tables import Customer

__all__ = ["CustomerFacts", "look"]

COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def look(customer: Customer, about: About, facts: CustomerFacts, now: datetime) -> Look:
    """What asks for attention with one customer at `now`. Whatever a change of their rows or of the settings may alter
    takes another look then.

    OWNER is the customer's, and is asked for nothing where there is none; LEADS hear of goodwill, of a second broken
    promise, and of customers without an owner.
    """
    if customer.removed_at is not None or customer.merged_into is not None or customer.stage == "parting":
        return Look()
    seen = Seen(customer, about, facts, now)
    if customer.stage == "lost":
        return _together(now, occasions.exit_talk(seen))
    found = [_goodwill(seen), occasions.no_owner(seen)]
    if customer.owner_id is not None:
        found += [occasions.anniversary(seen), touch.attempts(seen), touch.merely_fine(seen), _close(seen)]
    return _together(now, *found)


def _close(seen: Seen) -> Found:
    """The first days' plan, and after it, by itself, the usual rhythm."""
    over = occasions.plan_ends(seen)
    if over is not None and seen.since is not None and seen.since <= seen.today < over:
        return occasions.start(seen)
    asks, times = touch.word(seen)
    quiet, quiet_times = touch.gone_quiet(seen)
    return [*asks, *quiet], [*times, *quiet_times]


def _goodwill(seen: Seen) -> Found:
    """Three things that cost us goodwill, or, as long as that is not so, a second promise that was late or broken; to the
    owner and the leads, once each, as long as it is news."""
    losses, now = seen.facts.losses, seen.now
    gauge = goodwill.read(losses, now=now)
    promises = [each for each in losses if each.kind in goodwill.PROMISES]
    alarm, second = gauge.raised_by, goodwill.raised(promises, goodwill.SECOND, now=now)
    if alarm is not None and now < alarm.at + goodwill.NEWS:
        facts = {"what is left of their goodwill": goodwill.left_in_words(gauge)}
        why = (
            f"{_count(gauge.counts)} things in 90 days cost us goodwill with them: {_named(seen, gauge.counts)}. A sincere "
            "word now is worth more than one after the next time."
        )
        return _told(seen, "goodwill", alarm, gauge.counts, why + seen.no_offer(), facts)
    if second is not None and now < second.at + goodwill.NEWS:
        counts = [each for each in gauge.counts if each.kind in goodwill.PROMISES]
        why = (
            f"{_count(counts)} promises to them went wrong within 90 days: "
            f"{_named(seen, counts)}. A sincere word with them now helps more than the next promise."
        )
        return _told(seen, "second_broken", second, counts, why, {})
    return NOTHING


def _told(
    seen: Seen,
    reason: str,
    by: goodwill.Loss,
    counts: Sequence[goodwill.Loss],
    why: str,
    facts: Mapping[str, str],
) -> Found:
    """To the owner and the leads, until it is no news any more or one of them is forgiven."""
    to = [OWNER, LEADS] if seen.customer.owner_id is not None else [LEADS]
    window = f"{by.name} {by.kind} {by.at.date()}"  # the same as long as the alarm lasts
    asks = [seen.asking(reason, window, why, by.at, to=each, facts=facts) for each in to]
    return asks, [by.at + goodwill.NEWS, *(each.at + goodwill.WINDOW for each in counts)]


def _count(losses: Sequence[goodwill.Loss]) -> str:
    return COUNTS.get(len(losses), f"{len(losses):,}")


def _named(seen: Seen, losses: Sequence[goodwill.Loss]) -> str:
    return goodwill.in_words(losses, lambda at: seen.on(seen.day(at)))


def _together(now: datetime, *found: Found) -> Look:
    asks = [each for some, _ in found for each in some]
    return Look(asks, min((at for _, times in found for at in times if at > now), default=None))
