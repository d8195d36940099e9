"""Customers: finding, opening, correcting, and linking a channel to one: `/customer`."""

import re

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import customers as rules
from bot.refusals import Refusal, Unknown
from bot.text import NAME_MAX, one_line
from handlers.customer_adding import OUTDATED, add, add_anyway, add_from_form, new, owner_in_form
from handlers.effects import link_channel, once
from handlers.gestures import Answer, Ask, Gesture, Options, Say
from handlers.house import House
from handlers.routes import Routes
from handlers.slack_text import mentioned, plain
from handlers.stale_forms import merged, shown
from handlers.views import customers as views
from handlers.views import help as help_views
from handlers.views.eye import Eye
from handlers.views.which_customer import customer_choices
from storage import customers, history, promises, rows
from storage.tables import Customer, History

REFERENCE = re.compile(r"c-?(\d{1,9})", re.IGNORECASE)
CHOICES = 20
# What people may take for an order, so that nobody called "list" is offered to be added.
NO_ORDERS = frozenset(
    [
        "all",
        "delete",
        "find",
        "list",
        "lost",
        "merge",
        "mine",
        "open",
        "remove",
        "rename",
        "show",
        "undo",
        "unlink",
    ]
)


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
    for place in range(views.MOST_OFFERED):
        routes.actions |= {
            f"customer_show_{place}": show_pressed,
            f"customer_edit_{place}": edit_pressed,
            f"customer_link_{place}": link_pressed,
        }


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
        customer = await house.db.read(find, gesture, rest, "edit")
        return Ask(_edit_form(customer)) if isinstance(customer, Customer) else customer
    found = await house.db.read(find, gesture, typed)
    return await show(house, gesture, found.number) if isinstance(found, Customer) else found


def find(conn: Connection, gesture: Gesture, name: str, order: views.Order = "show") -> Customer | Say:
    """The customer by name or C-number, without a name the channel's own; otherwise what to choose from, with buttons
    that carry the order on. Raises Unknown."""
    if not name:
        linked = customers.of_channel(conn, gesture.team_id, gesture.channel_id)
        if linked is None:
            raise Unknown("Which customer? Put the name behind it. This channel is not linked to one.")
        return linked
    if len(name) > NAME_MAX:
        raise Unknown(f"No customer has a name of {len(name)} characters. The first words are enough.")
    reference = REFERENCE.fullmatch(name)
    numbered = customers.by_number(conn, gesture.team_id, int(reference[1])) if reference else None
    if numbered is not None:
        return numbered
    same = customers.named(conn, gesture.team_id, [rules.fold(name)]).get(rules.fold(name), [])
    if len(same) == 1:
        return same[0]
    if same:
        return Say(views.which(name, same, order=order))
    if reference:
        raise Unknown(f"There is no C-{reference[1]}, or it was taken back.")
    first = name.partition(" ")[0]
    if order == "show" and first.casefold() in NO_ORDERS:
        raise Unknown(
            f"I don't know “{name}”. A customer's name alone opens them, and before a name I know add, edit and "
            f"link; “{first}” is none of these."
        )
    return Say(views.unknown(name, _close(conn, gesture.team_id, name), order=order))


def _close(conn: Connection, team_id: str, name: str) -> list[Customer]:
    ids = rules.close_ones(name, customers.all_names(conn, team_id))
    return [close for close in (customers.by_id(conn, team_id, each) for each in ids) if close]


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
    entries = history.of_customer(conn, gesture.team_id, customer_id)
    about = {entry.row_id for entry in entries if entry.kind == "promise"}
    return views.Known(
        customer,
        customers.channels_of(conn, gesture.team_id, customer_id),
        open_,
        count,
        entries,
        promises.numbers_of(conn, gesture.team_id, about),
    )


def _numbered(conn: Connection, gesture: Gesture, number: int, *, lock: bool = False) -> Customer:
    customer = customers.by_number(conn, gesture.team_id, number, lock=lock)
    if customer is None:
        raise Unknown(f"There is no C-{number}, or it was taken back.")
    return customer


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
        memory={"shown": shown(_fields(customer))},
    )


def _fields(customer: Customer) -> dict[str, str]:
    """A customer as the form shows them, by its fields."""
    return {
        "name": customer.name,
        "other_names": customer.other_names,
        "owner": customer.owner_id or "",
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form."""
    await owner_in_form(house, gesture)
    customer, entry = await house.db.write(save_edit, gesture)
    return Say(views.done(customer, "is corrected.", entry), title="Saved")


def save_edit(conn: Connection, gesture: Gesture) -> tuple[Customer, History]:
    """Writes new names or another owner. Raises a Refusal."""
    customer = _numbered(conn, gesture, int(gesture.memory.get("number") or 0), lock=True)

    def effect() -> History:
        given = merged(gesture.form, gesture.memory.get("shown") or {}, _fields(customer))
        decided = rules.edit(
            customer,
            given.get("name", ""),
            other_names=given.get("other_names", ""),
            owner_id=given.get("owner") or None,
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
    found = await house.db.read(find, gesture, name, "link")
    return found if isinstance(found, Say) else await _linked(house, gesture, found)


async def link_pressed(house: House, gesture: Gesture) -> Answer:
    """A customer chosen for `/customer link`."""
    return await _linked(house, gesture, await house.db.read(_numbered, gesture, _number(gesture.value)))


async def _linked(house: House, gesture: Gesture, found: Customer) -> Answer:
    entry = await house.db.write(save_link, gesture, found)
    said = "is who this channel is about now: /promise may leave the name out here. Nothing is posted in the channel."
    return Say(views.done(found, said, entry))


def save_link(conn: Connection, gesture: Gesture, customer: Customer) -> History:
    """Writes the link. Raises AlreadySo."""

    return once(conn, gesture, lambda: link_channel(conn, gesture, customer))


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
    return _close(conn, gesture.team_id, typed)


def _number(value: str) -> int:
    if not value.isdecimal():
        raise Refusal(OUTDATED)
    return int(value)
