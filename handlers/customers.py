"""Customers: adding, finding, opening, correcting, and linking a channel to one: `/customer`."""

import re

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import customers as rules
from bot.access import admit_owner
from bot.refusals import Refusal, Unknown
from bot.text import NAME_MAX, clean, one_line
from handlers.effects import add_customer, once, via
from handlers.gestures import Answer, Ask, Gesture, Options, Say
from handlers.house import House
from handlers.routes import Routes
from handlers.slack_text import mentioned, plain
from handlers.views import customers as views
from handlers.views import help as help_views
from handlers.views.promises import Eye, customer_choices
from storage import customers, history, promises, rows
from storage.tables import Channel, Customer, History

REFERENCE = re.compile(r"c-?(\d{1,9})", re.IGNORECASE)
CHOICES = 20


def register(routes: Routes) -> None:
    """Everything about customers."""
    routes.commands["/customer"] = command
    routes.submissions |= {"customer_add": add_from_form, "customer_edit": edit_from_form}
    routes.options["customer_name"] = choices
    routes.actions |= {
        "customer_new": new,
        "customer_show": show_pressed,
        "customer_edit": edit_pressed,
        "customer_add_anyway": add_anyway,
    }
    routes.actions |= {f"customer_show_{place}": show_pressed for place in range(rules.MOST_CLOSE + 1)}


async def command(house: House, gesture: Gesture) -> Answer:
    """`/customer …`: a name opens the card; add, edit and link do what they say."""
    names = {
        user_id: (await house.people.get(user_id, now=gesture.now)).name
        for user_id in mentioned(gesture.value)
    }
    typed = one_line(plain(gesture.value, names))
    order, _, rest = typed.partition(" ")
    order, rest = order.casefold(), rest.strip()
    if not typed or typed.casefold() in {"help", "?"}:
        return Say(help_views.customer())
    if order == "add":
        return (
            await add(house, gesture, rest) if rest else Ask(views.customer_form(owner_id=gesture.person.id))
        )
    if order == "link":
        return await link(house, gesture, rest)
    if order == "edit":
        customer = await house.db.read(find, gesture, rest)
        return Ask(_edit_form(customer)) if isinstance(customer, Customer) else customer
    found = await house.db.read(find, gesture, typed)
    return await show(house, gesture, found.number) if isinstance(found, Customer) else found


def find(conn: Connection, gesture: Gesture, name: str) -> Customer | Say:
    """The customer by name or C-number, without a name the channel's own; otherwise what to choose from."""
    if not name:
        linked = customers.of_channel(conn, gesture.team_id, gesture.channel_id)
        if linked is None:
            raise Unknown("Which customer? Put the name behind it. This channel is not linked to one.")
        return linked
    if len(name) > NAME_MAX:
        raise Unknown(f"No customer has a name of {len(name)} characters. The first words are enough.")
    if reference := REFERENCE.fullmatch(name):
        numbered = customers.by_number(conn, gesture.team_id, int(reference[1]))
        if numbered is not None:
            return numbered
    same = customers.named(conn, gesture.team_id, [rules.fold(name)]).get(rules.fold(name), [])
    if len(same) == 1:
        return same[0]
    ids = rules.close_ones(name, customers.all_names(conn, gesture.team_id))
    close = [found for found in (customers.by_id(conn, gesture.team_id, each) for each in ids) if found]
    return Say(views.unknown(name, same[: rules.MOST_CLOSE] or close))


async def show(house: House, gesture: Gesture, number: int, notice: str = "") -> Answer:
    """The card."""
    known = await house.db.read(look, gesture, number)
    eye = Eye(gesture.person.zone, house.settings.working_hours, gesture.now)
    return Say(views.card(known, eye, notice=notice), title=known.customer.name)


def look(conn: Connection, gesture: Gesture, number: int) -> views.Known:
    """Everything that the card shows. Raises Unknown."""
    customer = _numbered(conn, gesture, number)
    customer_id = customer.id or 0
    open_, count = promises.open_of_customer(conn, gesture.team_id, customer_id, most=views.ON_CARD)
    return views.Known(
        customer,
        customers.channels_of(conn, gesture.team_id, customer_id),
        open_,
        count,
        history.of_customer(conn, gesture.team_id, customer_id),
    )


def _numbered(conn: Connection, gesture: Gesture, number: int) -> Customer:
    customer = customers.by_number(conn, gesture.team_id, number)
    if customer is None:
        raise Unknown(f"There is no C-{number}, or it was taken back.")
    return customer


async def add(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/customer add Acme Industries, Acme`: the first is the name; a name that is taken is asked about."""
    name, _, others = typed.partition(",")
    clean(name, what="The name", most=NAME_MAX, field="name")
    same = await house.db.read(customers.named, gesture.team_id, [rules.fold(name)])
    if same and not others:
        return Say(views.same_name(name.strip(), next(iter(same.values()))))
    return await _add(house, gesture, name, others, gesture.person.id)


async def add_anyway(house: House, gesture: Gesture) -> Answer:
    """*Add another one*, though the name is taken or looks like another."""
    return await _add(house, gesture, gesture.value, "", gesture.person.id)


async def add_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    owner_id = await _owner(house, gesture)
    return await _add(
        house, gesture, gesture.form.get("name", ""), gesture.form.get("other_names", ""), owner_id
    )


async def _add(house: House, gesture: Gesture, name: str, others: str, owner_id: str | None) -> Answer:
    customer, entry = await house.db.write(save_new, gesture, name, others, owner_id)
    return Say(views.done(customer, "is a customer of ours now.", entry), title="Added")


def save_new(
    conn: Connection, gesture: Gesture, name: str, others: str, owner_id: str | None
) -> tuple[Customer, History]:
    """Writes a new customer. Raises a Refusal."""
    made: list[Customer] = []

    def effect() -> History:
        customer, entry = add_customer(conn, gesture, name, other_names=others, owner_id=owner_id)
        made.append(customer)
        return entry

    entry = once(conn, gesture, effect)
    customer = made[0] if made else rows.row_of(conn, entry)
    if not isinstance(customer, Customer):
        raise Unknown("That was something else.")
    return customer, entry


async def _owner(house: House, gesture: Gesture) -> str | None:
    owner_id = gesture.form.get("owner") or None
    if owner_id:
        admit_owner(await house.people.get(owner_id, now=gesture.now))
    return owner_id


async def new(_house: House, gesture: Gesture) -> Answer:
    """The empty form."""
    return Ask(views.customer_form(owner_id=gesture.person.id))


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a customer."""
    return await show(house, gesture, _number(gesture.value))


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a customer."""
    return Ask(_edit_form(await house.db.read(_numbered, gesture, _number(gesture.value))))


def _edit_form(customer: Customer) -> View:
    return views.customer_form(
        name=customer.name,
        other_names=customer.other_names,
        owner_id=customer.owner_id,
        number=customer.number,
    )


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form."""
    owner_id = await _owner(house, gesture)
    customer, entry = await house.db.write(save_edit, gesture, owner_id)
    return Say(views.done(customer, "is corrected.", entry), title="Saved")


def save_edit(conn: Connection, gesture: Gesture, owner_id: str | None) -> tuple[Customer, History]:
    """Writes new names or another owner. Raises a Refusal."""
    customer = _numbered(conn, gesture, int(gesture.memory.get("number") or 0))

    def effect() -> History:
        decided = rules.edit(
            customer,
            gesture.form.get("name", ""),
            other_names=gesture.form.get("other_names", ""),
            owner_id=owner_id,
        )
        entry = rows.change(
            conn, customer, decided.what, decided.fields, by=gesture.person.id, via="form", now=gesture.now
        )
        customers.rename(conn, customer, rules.names_of(customer))
        return entry

    return customer, once(conn, gesture, effect)


async def link(house: House, gesture: Gesture, name: str) -> Answer:
    """`/customer link Acme`: from now on talk in this channel is about them, unless another is named."""
    if not gesture.channel_id.startswith(("C", "G")):
        raise Refusal("Type that in the channel that you want to link.")
    if not name:
        raise Unknown("Which customer is this channel about? For example: /customer link Acme")
    found = await house.db.read(find, gesture, name)
    if isinstance(found, Say):
        return found
    entry = await house.db.write(save_link, gesture, found)
    said = "is who this channel is about now: /promise may leave the name out here. Nothing is posted in the channel."
    return Say(views.done(found, said, entry))


def save_link(conn: Connection, gesture: Gesture, customer: Customer) -> History:
    """Writes the link. Raises AlreadySo."""

    def effect() -> History:
        channel = customers.channel(conn, gesture.team_id, gesture.channel_id, lock=True)
        if channel is None:
            channel = Channel(team_id=gesture.team_id, channel_id=gesture.channel_id)
            customers.add_channel(conn, channel)
        decided = rules.link(channel, customer.id or 0)
        return rows.change(
            conn,
            channel,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )

    return once(conn, gesture, effect)


async def choices(house: House, gesture: Gesture) -> Answer:
    """The customers that fit what is being typed in a form."""
    typed = one_line(gesture.value)[:NAME_MAX]
    found = await house.db.read(suggestions, gesture, typed)
    return Options(customer_choices(found, typed))


def suggestions(conn: Connection, gesture: Gesture, typed: str) -> list[Customer]:
    """Customers one of whose names begins with what is typed, then those that look like it."""
    folded = rules.fold(typed) if typed else ""
    found = customers.beginning_with(conn, gesture.team_id, folded, most=CHOICES)
    if found or not typed:
        return found
    ids = rules.close_ones(typed, customers.all_names(conn, gesture.team_id))
    return [close for close in (customers.by_id(conn, gesture.team_id, each) for each in ids) if close]


def _number(value: str) -> int:
    if not value.isdecimal():
        raise Refusal("That button is from an older Kept. Open the customer again: /customer and the name.")
    return int(value)
