"""When an occasion with a customer asks for attention: their first 90 days, an anniversary, the talk after they left; or
that nobody owns them [practices 28, 33, 37, 42]."""

from datetime import date, timedelta

from bot import start_plan
from bot.attention import LEADS, OWNER
from bot.calendar_days import add_months
from bot.contacts import is_two_way
from bot.customer_seen import NOTHING, Found, Seen, days_on
from bot.saying_again import few, heard
from bot.working_days import later

# After the last day of the plan, so many calendar days until the usual rhythm takes over.
AFTER_PLAN = 7
# At most so many days before its day a contact counts for a day of the plan.
NEAR = 7
ANNIVERSARIES = (1, 5, 10, 25, 50, 75, 100)
AHEAD = 7
# The exit talk: after so many working days, once more so many working days after that was said, and nobody asks after so
# many calendar days.
FIRST_TALK, SECOND_TALK, NO_TALK = 3, 5, 30
# A customer without an owner counts as long as something was done with them within so many days; leads hear of it once
# in so many weeks, of all of them on one Monday, and never twice in a week.
ACTIVE, WEEKS, A_WEEK = timedelta(days=90), 4, timedelta(days=7)


def plan_ends(seen: Seen) -> date | None:
    """The day on which a new customer's plan is over and the usual rhythm takes over; None where there is none."""
    days = start_plan.days_of(seen.customer, seen.about.held.start_plan)
    if seen.since is None or not days or seen.customer.stage not in {"active", "prospect"}:
        return None
    return days_on(seen.since, days[-1] + AFTER_PLAN)


def start(seen: Seen) -> Found:
    """The plan's latest day that has come, unless there was a contact near it. It ends by itself."""
    over, since = plan_ends(seen), seen.since
    if over is None or since is None or seen.today >= over:
        return NOTHING
    days = start_plan.days_of(seen.customer, seen.about.held.start_plan)
    entered = seen.day(seen.customer.created_at)
    dates = [(day, days_on(since, day)) for day in days]
    coming = seen.until(*(at for _, at in dates), over)
    due = [(number, at) for number, at in dates if entered <= at <= seen.today]
    if not due:
        return (), coming
    number, at = due[-1]
    before = max((day for day in days if day < number), default=0)
    near = days_on(at, -min(NEAR, (number - before) // 2))
    if any(
        is_two_way(each) and seen.day(each.at) >= max(near, days_on(since, 1)) for each in seen.facts.contacts
    ):
        return (), coming
    why = (
        f"They are our customer since {seen.on(since)}: {seen.on(at)} is day {number} of their first days with us. How "
        f"do they get on?{seen.no_offer()}"
    )
    asking = seen.asking(
        "start_plan",
        f"{since} {number}",
        why,
        seen.begins(at),
        facts={"the plan": f"days {', '.join(map(str, days))}", "worth asking": seen.question()},
    )
    return [asking], coming


def anniversary(seen: Seen) -> Found:
    """A round number of years, from a week ahead until the day: an idea, never an offer."""
    since = seen.since
    if since is None or seen.customer.stage not in {"active", "dormant"}:
        return NOTHING
    for years in ANNIVERSARIES:
        if since.year + years >= date.max.year:
            break
        day = add_months(since, 12 * years)
        if seen.today > day:
            continue
        ahead = days_on(day, -AHEAD)
        if seen.today < ahead:
            return (), seen.until(ahead)
        count = "a year" if years == 1 else f"{years} years"
        why = (
            f"On {seen.on(day)} they have been our customer for {count}. A card or a call to say thank you is an idea; no "
            "offer with it."
        )
        why += " A case of theirs is open: begin with that." if seen.facts.case_open else ""
        asking = seen.asking("anniversary", f"{years}", why, seen.begins(ahead))
        return [asking], seen.until(days_on(day, 1))
    return NOTHING


def exit_talk(seen: Seen) -> Found:
    """They left, and nobody has written down what they say of it, nor talked to them since: asked twice at most."""
    customer, lost_at = seen.customer, seen.facts.lost_at
    if customer.stage != "lost" or lost_at is None or customer.lost_words:
        return NOTHING
    if any(is_two_way(each) and each.at > lost_at for each in seen.facts.contacts):
        return NOTHING
    left = seen.day(lost_at)
    hours, over = seen.about.hours, days_on(left, NO_TALK)
    call, coming = few(
        seen.begins(later(left, FIRST_TALK, hours)),
        [SECOND_TALK],
        hours,
        seen.about.zone,
        now=seen.now,
        heard=heard(seen.about, "exit_talk", prefix=f"{left} "),
    )
    if call is None or seen.today >= over:
        return (), [coming] if coming and seen.today < over else []
    why = (
        f"They left us on {seen.on(left)}, and what they say of it is not written down. One talk to learn from, without "
        "winning them back."
    )
    asking = seen.asking(
        "exit_talk",
        f"{left} {call.label}",
        why,
        call.since,
        to=OWNER if customer.owner_id else LEADS,
    )
    return [asking], [*([coming] if coming else []), *seen.until(over)]


def no_owner(seen: Seen) -> Found:
    """Nobody owns them, though something is open or was done with them lately; to the leads, all such customers on one
    day."""
    active, customer = seen.facts.active_at, seen.customer
    if customer.owner_id is not None:
        return NOTHING
    lately = active is not None and seen.now - active < ACTIVE
    if not lately and not seen.facts.something_open:
        return NOTHING
    number = (seen.today.toordinal() - 1) // (7 * WEEKS)  # day 1 was a Monday
    window, monday = f"{number}", date.fromordinal(number * 7 * WEEKS + 1)
    following = [days_on(monday, 7 * WEEKS)]
    said = [each for each in seen.about.said_for("no_owner") if each.said_at is not None]
    last = max(said, key=lambda each: each.said_at or seen.now, default=None)
    if last is not None and last.said_at is not None and seen.now - last.said_at < A_WEEK:
        window = last.window.partition("+")[0]
        following.append(days_on(seen.day(last.said_at), A_WEEK.days + 1))
    why = "They have no owner, so nobody hears when they need something. Who looks after them?"
    times = seen.until(*following)
    if active is not None and not seen.facts.something_open and active + ACTIVE > seen.now:
        times.append(active + ACTIVE)
    return [seen.asking("no_owner", window, why, seen.begins(monday), to=LEADS)], times
