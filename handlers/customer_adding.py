"""Adding a customer, asking first where the name is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.access import admit_owner
from bot.refusals import Refusal, Unknown
from handlers.effects import WhichCustomer, add_customer, link_channel, once
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import House
from handlers.views import customers as views
from storage import customers
from storage.tables import Customer, History

OUTDATED = "That button is from an older Kept. Open the customer again: /customer and the name."


@dataclass(frozen=True)
class Wanted:
    """A customer to be added, as typed: also if those whose numbers are `known` go by the name; with `link` the channel
    is linked to them at once."""

    name: str
    others: str
    owner_id: str | None
    known: Sequence[int] = ()
    link: bool = False


async def add(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/customer add Acme Industries, Acme`: the first is the name; a name that is taken is asked about."""
    name, _, others = typed.partition(",")
    return await _add(house, gesture, Wanted(name.strip(), others.strip(), gesture.person.id))


async def add_anyway(house: House, gesture: Gesture) -> Answer:
    """*Add another one*, though the name is taken, or *Add* though it looks like another."""
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
    return await _add(house, gesture, wanted)


async def add_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    owner_id = await owner_in_form(house, gesture)
    form = gesture.form
    known = gesture.memory.get("known", ())
    return await _add(
        house, gesture, Wanted(form.get("name", ""), form.get("other_names", ""), owner_id, known)
    )


async def _add(house: House, gesture: Gesture, wanted: Wanted) -> Answer:
    try:
        customer, entry = await house.db.write(save_new, gesture, wanted)
    except WhichCustomer as taken:
        return _ask_whether_new(gesture, wanted, taken)
    said = "is a customer of ours now" + (", and who this channel is about." if wanted.link else ".")
    return Say(views.done(customer, said, entry), title="Added")


def _ask_whether_new(gesture: Gesture, wanted: Wanted, taken: WhichCustomer) -> Answer:
    """Buttons, or, for who fills in the form or typed more than a button holds, the form once more."""
    known = sorted({*wanted.known, *(each.number for each in taken.same)})
    memory = {"name": wanted.name, "others": wanted.others, "known": known, "link": wanted.link}
    message = views.same_name(taken.name, taken.same, memory=memory)
    if message is not None and gesture.name != "customer_add":
        return Say(message)
    form = views.customer_form(
        name=wanted.name,
        other_names=wanted.others,
        owner_id=wanted.owner_id,
        remark=f"{views.is_taken(taken.name, taken.same)} If this is somebody else, press Add once more.",
        memory={"known": known},
    )
    return Ask(form)


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


async def owner_in_form(house: House, gesture: Gesture) -> str | None:
    """Whom the form names as the customer's owner. Raises NotAllowed for who cannot be one."""
    owner_id = gesture.form.get("owner") or None
    if owner_id:
        admit_owner(await house.people.get(owner_id, now=gesture.now))
    return owner_id


async def new(_house: House, gesture: Gesture) -> Answer:
    """The empty form."""
    return Ask(views.customer_form(owner_id=gesture.person.id))
