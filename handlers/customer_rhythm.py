"""How often a customer hears from us, changed from a nudge, the card or a command: their rhythm [practice 27], and the
plan for their first days [practice 28]."""

from collections.abc import Mapping
from datetime import date

from bot import customers as rules
from bot import rhythm, start_plan
from bot.changes import Change
from bot.moments import day_in_words
from handlers.customer_change import change
from handlers.customer_finding import number_of, numbered
from handlers.gestures import Answer, Ask, Gesture
from handlers.house import House
from handlers.people import local
from handlers.routes import Routes
from handlers.stale_forms import merged, shown
from handlers.views import customer_rhythm as views
from storage.tables import Customer

DEFAULT = frozenset({"default", "usual", "tier", "the tier's"})


def register(routes: Routes) -> None:
    """The form and its button; the orders stand with those of /customer."""
    routes.actions["customer_rhythm"] = pressed
    routes.submissions["customer_rhythm"] = from_form


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Change rhythm*: the form."""
    return await _open(house, await house.db.read(numbered, gesture, number_of(gesture.value)))


async def order(house: House, gesture: Gesture, customer: Customer, rest: str = "") -> Answer:
    """`/customer rhythm Acme 14`; without a number the form."""
    if not rest:
        return await _open(house, customer)
    return await _changed(
        house, gesture, customer.number, {"rhythm_days": "" if rest.casefold() in DEFAULT else rest}
    )


async def order_plan(house: House, gesture: Gesture, customer: Customer, rest: str = "") -> Answer:
    """`/customer plan Acme 2, 14, 30`, or `off`, or `default`; without days the form."""
    if not rest:
        return await _open(house, customer)
    return await _changed(
        house, gesture, customer.number, {"start_plan": "" if rest.casefold() in DEFAULT else rest}
    )


async def from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off; what nobody touched in it stays as it is by now."""
    return await _changed(house, gesture, int(gesture.memory.get("number") or 0), None)


async def _open(house: House, customer: Customer) -> Answer:
    held, fields = await house.preferences(), _fields(customer)
    usual = rhythm.days_between(Customer(**(customer.model_dump() | {"rhythm_days": None})), held.tiers)
    memory = {"shown": shown(fields)}
    return Ask(views.rhythm_form(customer, fields, usual=usual, plan=held.start_plan, memory=memory))


async def _changed(house: House, gesture: Gesture, number: int, typed: Mapping[str, str] | None) -> Answer:
    today = local(gesture.now, gesture.person).date()
    held = await house.preferences()

    def rule(customer: Customer) -> Change:
        fields = _fields(customer)
        given = dict(typed) if typed is not None else {}
        if typed is None:
            form = merged(gesture.form, gesture.memory.get("shown") or {}, fields)
            given = {name: form[name] for name in fields if form.get(name, fields[name]) != fields[name]}
        if given.get("start_plan") and start_plan.read(given["start_plan"]) != start_plan.OFF:
            # A plan that is counted from no day would say nothing.
            given = {"since": customer.since or today.isoformat()} | given
        return rules.edit(customer, given, today=today)

    def said(customer: Customer) -> str:
        days = rhythm.days_between(customer, held.tiers)
        every = f"hears from us every {days:,} day{'' if days == 1 else 's'}, if we can."
        plan = start_plan.days_of(customer, held.start_plan)
        since = customer.since
        if not plan or since is None or (today - date.fromisoformat(since)).days > plan[-1]:
            return every
        first = day_in_words(since, now=gesture.now, zone=gesture.person.zone)
        return f"{every} In their first days: on day {', '.join(map(str, plan))} after {first}."

    return await change(house, gesture, number, rule, said)


def _fields(customer: Customer) -> dict[str, str]:
    """The fields of the form, as a row has them."""
    return {
        "rhythm_days": str(customer.rhythm_days or ""),
        "start_plan": start_plan.in_words(customer),
        "since": customer.since or "",
    }
