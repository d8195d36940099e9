"""When staying in touch asks for attention: a word is due or overdue, nobody answers, they have gone quiet, or they say no
more than "fine" [practices 27, 35, 38]."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from bot import rhythm
from bot.contacts import attempts_in_row, fine_twice, is_two_way
from bot.customer_facts import LATE_STEP
from bot.customer_seen import NOTHING, Found, Seen, days_on
from bot.saying_again import A_MONTH, calls, heard
from bot.working_days import later, new_week

# For how long a word that is overdue is asked for weekly, and then every how many months; who is dormant is asked after
# rarely [practice 36].
OVERDUE, DORMANT = (A_MONTH, 1), (timedelta(0), 3)
# Overdue for longer than the rhythm itself, within these days, nobody has answered: it goes up the ladder then, in the
# fourth week at the latest [practice 12].
UNHEEDED = (8, 24)
# Shorter rhythms have no amber: it would come with every contact.
LEAST_AMBER = 7
# A word that is due soon is said so many working days before it is overdue at the least.
SOON = 2
# A next step that is planned within so many days is the word that is due.
STEP_NEAR = 7
# Who came in from a file and was never met since has a first word once in so many days at the least, each on a day of
# their own: somebody with 300 of them hears of some five on a working day, and of none in the first days.
FIRST_WORD = 90
# For how many days an attempt, or "fine" twice, is news; the latter is said some days on, before the next talk.
NEWS, AFTER_FINE = 14, 3
# Gone quiet: so many days of contact say what is usual, and fewer days without one mean nothing.
LEAST_MET, LEAST_QUIET = 4, 7
MINUTE = "%Y-%m-%dT%H:%M"
SPREAD = 2_654_435_761  # Knuth's multiplicative hash


def word(seen: Seen) -> Found:
    """A word that is due: amber once a round, overdue on its first day and then ever more rarely; or, for who came in from
    a file, a first word. Nothing while a next step is near or just past: that is asked for itself."""
    if step := seen.facts.next_at:
        planned = seen.day(step)
        if -LATE_STEP <= (planned - seen.today).days <= STEP_NEAR:
            return (), seen.until(days_on(planned, LATE_STEP + 1))
    near = seen.until(days_on(seen.day(step), -STEP_NEAR)) if step else []
    customer = seen.customer
    untouched = customer.met_at is None or customer.met_at < customer.created_at
    if seen.facts.imported and untouched:
        asks, on = _first_word(seen)
        return asks, [*on, *near]
    amber, red = _turns(seen)
    days = rhythm.days_between(customer, seen.about.held.tiers)
    if seen.today >= red:
        asks, on = _overdue(seen, days_on(red, -1), days)
        return asks, [*on, *near]
    # With the plans for a week, if one begins soon enough.
    latest = later(red, -SOON, seen.about.hours)
    week = new_week(amber, seen.about.hours)
    amber = week if week <= latest else min(amber, latest)
    if seen.today < amber or days < LEAST_AMBER or customer.stage == "dormant" or _word(seen):
        return (), [*seen.until(amber, red), *near]
    due = seen.on(days_on(red, -1))
    why = f"{_last_met(seen)} By their rhythm, every {days:,} days, a word is due by {due}.{seen.no_offer()}"
    asking = seen.asking("contact_amber", _round(seen), why, seen.begins(amber), facts=_facts(seen, days))
    return [asking], [*seen.until(red), *near]


def _turns(seen: Seen) -> tuple[date, date]:
    """When a customer turns amber and red. Where they had word from us since the last talk, that counts half: a promise
    that was kept is no talk, and no silence either [practice 29]."""
    amber, red = rhythm.turns(seen.customer, tiers=seen.about.held.tiers, zone=seen.about.zone)
    if word := _word(seen):
        half = -(-rhythm.days_between(seen.customer, seen.about.held.tiers) // 2)
        red = max(red, days_on(seen.day(word[0]), half + 1))
    return amber, red


def _word(seen: Seen) -> tuple[datetime, str] | None:
    """When they last had word from us, and about what, if that was after the last talk."""
    word = seen.facts.word
    return word if word and word[0] > (seen.customer.met_at or seen.customer.created_at) else None


def _overdue(seen: Seen, due: date, days: int) -> Found:
    dormant = seen.customer.stage == "dormant"
    weekly, months = DORMANT if dormant else OVERDUE
    call, coming = calls(
        seen.begins(days_on(due, 1)),
        seen.about.hours,
        seen.about.zone,
        now=seen.now,
        heard=heard(seen.about, "contact_overdue", "contact_unheeded", prefix=f"{_round(seen)} "),
        weekly=weekly,
        months=months,
    )
    if call is None:
        return (), [coming]
    late = (seen.day(call.since) - due).days
    unheeded = late > min(max(days, UNHEEDED[0]), UNHEEDED[1]) and not dormant
    reason = "contact_unheeded" if unheeded else "contact_overdue"
    why = f"{_last_met(seen)} By their rhythm, every {days:,} days, a word was due by {seen.on(due)}.{seen.no_offer()}"
    window = f"{_round(seen)} {call.label}"
    return [seen.asking(reason, window, why, call.since, facts=_facts(seen, days))], [coming]


def _first_word(seen: Seen) -> Found:
    """Once a round of at least FIRST_WORD days, on a working weekday that follows from their id."""
    customer = seen.customer
    days = rhythm.days_between(customer, seen.about.held.tiers)
    weeks = max(days, FIRST_WORD) // 7
    entered = seen.day(customer.created_at)
    first = days_on(entered, min(days, FIRST_WORD) // rhythm.AMBER_PART + 1)
    monday = days_on(first, -first.weekday() % 7)
    place = (customer.id or 0) * SPREAD % 2**32 % (weeks * 5)
    day = days_on(monday, place // 5 * 7 + place % 5)
    if seen.today < day:
        return (), seen.until(day)
    day = days_on(day, (seen.today - day).days // (weeks * 7) * weeks * 7)
    why = (
        f"They came in from a file on {seen.on(entered)}, and no word with them was noted since. A first one is worth "
        f"it when it suits.{seen.no_offer()}"
    )
    facts = {"their rhythm": f"every {days:,} days"}
    asking = seen.asking("contact_amber", f"first {day}", why, seen.begins(day), facts=facts)
    return [asking], seen.until(days_on(day, weeks * 7))


def attempts(seen: Seen) -> Found:
    """Two attempts in a row without an answer, and each two more: another person, another way, or the likely reason."""
    latest = seen.facts.contacts
    count = attempts_in_row(latest)
    if count < 2:
        return NOTHING
    met = next((f"{each.at:{MINUTE}}" for each in latest if is_two_way(each)), "never")
    last = next(each.at for each in latest if each.how not in {"gift", "event"})
    over = days_on(seen.day(last), NEWS)
    if seen.today >= over:
        return NOTHING
    often = "Two" if count == 2 else f"{count:,}"
    why = (
        f"{often} attempts in a row had no answer, the last one on {seen.on(seen.day(last))}. Is there another person, "
        "another way, or a likely reason?"
    )
    return [seen.asking("contact_attempts", f"{met} {count // 2}", why, last)], seen.until(over)


def gone_quiet(seen: Seen) -> Found:
    """Twice their own usual gap without a contact, as long as no word is overdue by the rhythm."""
    if seen.customer.stage == "dormant":
        return NOTHING
    days = sorted({seen.day(each.at) for each in seen.facts.contacts if is_two_way(each)}, reverse=True)
    if len(days) < LEAST_MET:
        return NOTHING
    usual = median((later - earlier).days for later, earlier in pairwise(days))
    quiet = days_on(days[0], max(int(2 * usual), LEAST_QUIET) + 1)
    _, red = _turns(seen)
    step = seen.facts.next_at
    planned = step is not None and (seen.day(step) - seen.today).days <= STEP_NEAR
    if seen.today < quiet or seen.today >= red or planned:
        return (), seen.until(quiet, red)
    every = f"{usual:g} day{'' if usual == 1 else 's'}"
    why = (
        f"You usually talk every {every}, and the last time was {seen.on(days[0])}. Twice that has passed: is something "
        f"the matter?{seen.no_offer()}"
    )
    asking = seen.asking(
        "contact_quiet", days[0].isoformat(), why, seen.begins(quiet), facts={"worth asking": seen.question()}
    )
    return [asking], seen.until(red)


def merely_fine(seen: Seen) -> Found:
    """ "Fine" twice in a row, said some days on: whoever logged it has just heard it."""
    latest = seen.facts.contacts
    if not fine_twice(latest):
        return NOTHING
    last = next(each.at for each in latest if is_two_way(each) and each.sounded)
    first, over = days_on(seen.day(last), AFTER_FINE), days_on(seen.day(last), AFTER_FINE + NEWS)
    if not first <= seen.today < over:
        return (), seen.until(first)
    why = (
        f"Twice in a row they said “fine”, last on {seen.on(seen.day(last))}. Fine is what people say before they leave "
        "without a word."
    )
    asking = seen.asking(
        "contact_fine",
        f"{last:{MINUTE}}",
        why,
        seen.begins(first),
        facts={"worth asking": seen.question()},
    )
    return [asking], seen.until(over)


def _round(seen: Seen) -> str:
    word = _word(seen)
    return seen.day(word[0] if word else seen.customer.met_at or seen.customer.created_at).isoformat()


def _last_met(seen: Seen) -> str:
    met, word = seen.customer.met_at, _word(seen)
    since = f" They had word from us about {word[1]} on {seen.on(seen.day(word[0]))}." if word else ""
    if met is None:
        entered = seen.on(seen.day(seen.customer.created_at))
        return f"No talk with them is noted since they were entered on {entered}.{since}"
    return f"The last talk with them was on {seen.on(seen.day(met))}.{since}"


def _facts(seen: Seen, days: int) -> dict[str, str]:
    return {"their rhythm": f"every {days:,} days", "worth asking": seen.question()}
