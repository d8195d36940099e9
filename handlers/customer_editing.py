"""Correcting what is known of a customer: names and ownership, what matters to them, tags and stage."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot import customers as rules
from bot.changes import Change
from bot.refusals import Unknown
from handlers.away_notes import after
from handlers.customer_adding import LooksLike, check_look_alikes, person_in_form
from handlers.customer_change import change
from handlers.customer_finding import number_of, numbered
from handlers.customer_handing import Handed
from handlers.customer_handover import tell
from handlers.effects import WhichCustomer, once, rebuild
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.stale_forms import merged, shown
from handlers.views import customer_forms as form_views
from handlers.views import customers as views
from storage import customers, rows
from storage.tables import Customer, History

# Fields of the forms whose columns are called otherwise.
COLUMNS = {"owner": "owner_id", "backup": "backup_id"}
# A menu always has a choice; this one is none.
NONE = "none"
UNSET = ("tier", "style")
Fields = Callable[[Customer], dict[str, str]]


async def open_edit(house: House, _gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """The form with names and ownership."""
    fields = _names(customer)
    form = form_views.names_form(
        customer, fields, tiers=await _tiers(house), memory={"shown": shown(_as_in_form(fields))}
    )
    return Ask(form)


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a customer."""
    return await open_edit(house, gesture, await house.db.read(numbered, gesture, number_of(gesture.value)))


async def matters_pressed(house: House, gesture: Gesture) -> Answer:
    """*What matters to them*: the second form."""
    customer = await house.db.read(numbered, gesture, number_of(gesture.value))
    fields = _matters(customer)
    return Ask(form_views.matters_form(customer, fields, memory={"shown": shown(_as_in_form(fields))}))


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """Names and ownership, sent off; a name that somebody else has is asked about."""
    for field in ("owner", "backup"):
        await person_in_form(house, gesture, field)
    try:
        return await _saved(house, gesture, _names)
    except WhichCustomer as taken:
        return await _ask_whether_meant(house, gesture, taken)


async def matters_from_form(house: House, gesture: Gesture) -> Answer:
    """What matters to them, sent off."""
    return await _saved(house, gesture, _matters)


async def _saved(house: House, gesture: Gesture, fields: Fields) -> Answer:
    customer, entry, fresh = await house.db.write(save_edit, gesture, fields)
    before, became = rows.values_of(entry)
    owners = {customer.owner_id, before.get("owner_id"), gesture.person.id}
    refresh(house, {each for each in owners if each}, now=gesture.now)
    said = "is corrected."
    if fresh and became.get("owner_id"):
        taker = await house.people.get(became["owner_id"], now=gesture.now)
        former = frozenset({before["owner_id"]} if before["owner_id"] else ())
        handed = Handed([customer], {}, former, entry)
        house.talk.later(tell(house, gesture, handed, taker))
        said += await after(house, gesture, taker.id, customer)
    return Say(views.done(customer, said, entry), title="Saved")


async def _ask_whether_meant(house: House, gesture: Gesture, taken: WhichCustomer) -> Answer:
    """The form once more, with all that was typed."""
    customer = await house.db.read(numbered, gesture, int(gesture.memory.get("number") or 0))
    known = sorted({*gesture.memory.get("known", ()), *(each.number for each in taken.same)})
    said = views.is_taken(taken.name, taken.same, alike=isinstance(taken, LooksLike))
    form = form_views.names_form(
        customer,
        _names(customer) | _as_kept(gesture.form),
        tiers=await _tiers(house),
        remark=f"{said} If this is somebody else, press Save once more; if they are one, /customer merge makes them one.",
        memory={"shown": gesture.memory.get("shown") or {}, "known": known},
    )
    return Ask(form)


def save_edit(conn: Connection, gesture: Gesture, fields: Fields) -> tuple[Customer, History, bool]:
    """Writes what was corrected; says too whether that is new. Raises WhichCustomer for a name of somebody else, or a
    Refusal."""
    customer = numbered(conn, gesture, int(gesture.memory.get("number") or 0), lock=True)
    made: list[bool] = []

    def effect() -> History:
        held = fields(customer)
        given = _as_kept(merged(gesture.form, gesture.memory.get("shown") or {}, _as_in_form(held)))
        touched = {name: given[name] for name in held if given.get(name, held[name]) != held[name]}
        decided = rules.edit(
            customer,
            {COLUMNS.get(name, name): typed for name, typed in touched.items()},
            today=local(gesture.now, gesture.person).date(),
        )
        if {"name", "other_names"} & set(decided.fields):
            check_names(conn, customer, decided.fields, known=gesture.memory.get("known", ()))
        entry = rows.change(
            conn, customer, decided.what, decided.fields, by=gesture.person.id, via="form", now=gesture.now
        )
        rebuild(conn, customer)
        made.append(True)
        return entry

    return customer, once(conn, gesture, effect), bool(made)


def check_names(
    conn: Connection, customer: Customer, fields: Mapping[str, Any], *, known: Collection[int]
) -> None:
    """Raises WhichCustomer where a new name of a customer is somebody else's, LooksLike where it looks like one, but for
    those whose numbers are `known`."""
    had = {form for _, form in rules.names_of(customer)}
    renamed = Customer(**(customer.model_dump() | dict(fields)))
    new = [(name, form) for name, form in rules.names_of(renamed) if form not in had]
    if new:
        rows.take_turns(conn, customer.team_id, "customer")
    taken = customers.named(conn, customer.team_id, [form for _, form in new]) if new else {}
    for name, form in new:
        others = [each for each in taken.get(form, []) if each.id != customer.id]
        if any(each.number not in known for each in others):
            raise WhichCustomer(name, others)
    own = customer.number
    check_look_alikes(conn, customer.team_id, [name for name, _ in new], {*known, own})


async def tag(house: House, gesture: Gesture, customer: Customer, rest: str, *, off: bool = False) -> Answer:
    """`/customer tag Acme pumps, nordic`, `/customer untag Acme nordic`."""
    if not rest:
        had = ", ".join(customer.tags.splitlines()) or "none yet"
        raise Unknown(
            f"{customer.name}'s tags: {had}. Say them behind the name: /customer tag Acme pumps, nordic"
        )

    def said(changed: Customer) -> str:
        return (
            f"has these tags now: {', '.join(changed.tags.splitlines())}."
            if changed.tags
            else "has no tags now."
        )

    rule = partial(rules.tag, typed=rest, off=off)
    return await change(house, gesture, customer.number, rule, said)


async def stage(
    house: House, gesture: Gesture, customer: Customer, _rest: str = "", *, wanted: str
) -> Answer:
    """`/customer dormant Acme`, `active`, `prospect`."""

    def rule(found: Customer) -> Change:
        return rules.stage(found, wanted, today=local(gesture.now, gesture.person).date())

    quiet = (
        " They are asked after rarely, and do not count among the active ones." if wanted == "dormant" else ""
    )
    return await change(
        house, gesture, customer.number, rule, lambda _: f"is {rules.STAGES[wanted]} now.{quiet}"
    )


async def _tiers(house: House) -> list[str]:
    """The tiers that the workspace has; prospects and dormant ones are stages."""
    held = await house.preferences()
    return [tier for tier in held.tiers if tier not in {"", "prospect", "dormant"}]


def _names(customer: Customer) -> dict[str, str]:
    """The fields of the first form, as a row has them."""
    return {
        "name": customer.name,
        "other_names": customer.other_names,
        "owner": customer.owner_id or "",
        "backup": customer.backup_id or "",
        "stage": customer.stage,
        "tier": customer.tier,
        "tags": ", ".join(customer.tags.splitlines()),
        "since": customer.since or "",
        "rhythm_days": str(customer.rhythm_days or ""),
    }


def _matters(customer: Customer) -> dict[str, str]:
    """The fields of the second form."""
    return {
        "matters": customer.matters,
        "reach": customer.reach,
        "style": customer.style,
        "dos": customer.dos,
        "donts": customer.donts,
    }


def _as_in_form(fields: Mapping[str, str]) -> dict[str, str]:
    """Fields as the form sends them back: a menu without a choice says so."""
    return {name: value or (NONE if name in UNSET else "") for name, value in fields.items()}


def _as_kept(form: Mapping[str, str]) -> dict[str, str]:
    """Fields as a row keeps them."""
    return {name: "" if name in UNSET and value == NONE else value for name, value in form.items()}
