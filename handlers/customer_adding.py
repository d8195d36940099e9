"""Adding a customer, asking first where the name is taken or looks like another's."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from bot import customers as rules
from bot.access import admit_owner
from bot.refusals import Refusal, Unknown
from handlers import new_here
from handlers.customer_finding import OUTDATED
from handlers.customer_linking import whose_before
from handlers.effects import WhichCustomer, add_customer, link_channel, once
from handlers.gestures import Answer, Ask, Gesture, Say, answering, recall
from handlers.house import House
from handlers.views import customer_forms as form_views
from handlers.views import customers as views
from handlers.views.parts import line
from handlers.views.which_customer import also_there
from storage import customers
from storage.tables import Customer, History


class Wanted(NamedTuple):
    """A customer to be added, as typed: also if those whose numbers are `known` go by the name or look like it; with
    `link` the channel is linked to them at once."""

    name: str
    others: str
    owner_id: str | None
    known: Sequence[int] = ()
    link: bool = False


class LooksLike(WhichCustomer):
    """Nobody goes by that name, but `same` go by one that looks like it: a slip of a letter, or letters of another
    script."""


async def add(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/customer add Acme Industries, Acme`: the first is the name; a name that is taken is asked about."""
    name, _, others = typed.partition(",")
    return await _add(house, gesture, Wanted(name.strip(), others.strip(), gesture.person.id))


async def add_anyway(house: House, gesture: Gesture) -> Answer:
    """*Add another one*, though the name is taken, or *Add* though it looks like another: once."""
    memory = recall(gesture.value)
    if not memory:
        raise Refusal(OUTDATED)
    wanted = Wanted(
        memory["name"],
        memory.get("others", ""),
        gesture.person.id,
        memory.get("known", ()),
        memory.get("link", False),
    )
    # Who pressed *Add* beside the close ones has seen them.
    return await _add(house, answering(gesture, memory), wanted, seen=True)


async def add_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    owner_id = await person_in_form(house, gesture, "owner")
    form = gesture.form
    known = gesture.memory.get("known", ())
    return await _add(
        house, gesture, Wanted(form.get("name", ""), form.get("other_names", ""), owner_id, known)
    )


async def _add(house: House, gesture: Gesture, wanted: Wanted, *, seen: bool = False) -> Answer:
    try:
        if not seen:
            names = [wanted.name, *wanted.others.replace(",", "\n").splitlines()]
            await house.db.read(check_look_alikes, gesture.team_id, names, wanted.known)
        customer, entry = await house.db.write(save_new, gesture, wanted)
    except WhichCustomer as taken:
        return _ask_whether_new(gesture, wanted, taken)
    said = "is a customer of ours now."
    if wanted.link:
        said = f"is a customer of ours now, and who this channel is about.{await whose_before(house, entry)}"
    mine = customer.owner_id == gesture.person.id
    more = [] if mine else [views.whose(customer)]
    if others := also_there(await house.db.read(partial(new_here.close, known=wanted.known), customer)):
        more.append(line(others))
    return Say(
        views.done(customer, f"{said} You own them." if mine else said, entry, more=more), title="Added"
    )


def check_look_alikes(conn: Connection, team_id: str, names: Iterable[str], known: Collection[int]) -> None:
    """Raises LooksLike where somebody goes by a name that looks like one of these, but for those whose numbers are
    `known`. Equal names are left to whoever writes them."""
    every = customers.all_names(conn, team_id)
    for name in names:
        folded = rules.fold(name)
        ids = rules.look_alikes(folded, every) if folded else []
        alike = [found for found in (customers.by_id(conn, team_id, each) for each in ids) if found]
        if any(each.number not in known for each in alike):
            raise LooksLike(name, alike)


def _ask_whether_new(gesture: Gesture, wanted: Wanted, taken: WhichCustomer) -> Answer:
    """Buttons, or, for who fills in the form or typed more than a button holds, the form once more."""
    known = sorted({*wanted.known, *(each.number for each in taken.same)})
    memory = {"name": wanted.name, "others": wanted.others, "known": known, "link": wanted.link}
    memory["asked"] = gesture.key
    alike = isinstance(taken, LooksLike)
    message = views.same_name(taken.name, taken.same, memory=memory, alike=alike)
    if message is not None and gesture.name != "customer_add":
        return Say(message)
    said = views.is_taken(taken.name, taken.same, alike=alike)
    form = form_views.add_form(
        name=wanted.name,
        other_names=wanted.others,
        owner_id=wanted.owner_id,
        remark=f"{said} If this is somebody else, press Add once more.",
        memory={"known": known},
    )
    return Ask(form, kept=wanted.name)


def save_new(conn: Connection, gesture: Gesture, wanted: Wanted) -> tuple[Customer, History]:
    """Writes a new customer. Raises WhichCustomer, or a Refusal."""
    made: list[Customer] = []

    def effect() -> History:
        customer, entry = add_customer(
            conn,
            gesture,
            wanted.name,
            other_names=wanted.others,
            owner_id=wanted.owner_id,
            known=wanted.known,
        )
        made.append(customer)
        return link_channel(conn, gesture, customer) if wanted.link else entry

    entry = once(conn, gesture, effect)
    customer = made[0] if made else customers.by_id(conn, gesture.team_id, entry.customer_id or 0)
    if customer is None:
        raise Unknown("That customer was taken back.")
    return customer, entry


async def person_in_form(house: House, gesture: Gesture, field: str) -> str | None:
    """Whom the form names as the customer's owner or backup. Raises NotAllowed, with the field, for who cannot be one."""
    user_id = gesture.form.get(field) or None
    if user_id:
        admit_owner(await house.people.get(user_id, now=gesture.now), field=field)
    return user_id


async def new(_house: House, gesture: Gesture) -> Answer:
    """The empty form."""
    return Ask(form_views.add_form(owner_id=gesture.person.id))
