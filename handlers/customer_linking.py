"""Linking Slack channels to a customer, so that talk there is about them; and unlinking."""

from sqlalchemy import Connection

from bot import customers as rules
from bot.refusals import Refusal, Unknown
from handlers.customer_finding import find, numbered
from handlers.effects import link_channel, once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.views import customer_forms as form_views
from handlers.views import customers as views
from handlers.views.which_customer import called
from storage import customers, rows
from storage.tables import Customer, History

LINKED = "is who this channel is about now: the name may be left out here, as in /promise pump by Fri."
NOT_POSTED = " Nothing is posted in the channel."


async def link(house: House, gesture: Gesture, name: str) -> Answer:
    """`/customer link Acme`: from now on talk in this channel is about them, unless another is named."""
    _check_channel(gesture)
    if not name:
        raise Unknown("Which customer is this channel about? For example: /customer link Acme")
    found = await house.db.read(find, gesture, name, "link")
    return found if isinstance(found, Say) else await link_found(house, gesture, found)


async def link_found(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """The channel of the gesture, linked to this customer."""
    _check_channel(gesture)
    customer, entry = await house.db.write(save_link, gesture, customer.number)
    said = f"{LINKED}{await whose_before(house, entry)}{NOT_POSTED}"
    return Say(views.done(customer, said, entry))


async def whose_before(house: House, entry: History) -> str:
    """Of whom a channel was until it was linked, in a sentence; nothing where it was nobody's."""
    former = rows.values_of(entry)[0].get("customer_id")
    was = await house.db.read(customers.by_id, entry.team_id, former) if former else None
    return f" Until now it was {called(was)}; Undo gives it back to them." if was else ""


async def unlink(house: House, gesture: Gesture, name: str) -> Answer:
    """`/customer unlink`, in the channel; with a name their channels to choose from."""
    if name:
        found = await house.db.read(find, gesture, name, "unlink")
        return found if isinstance(found, Say) else await channels_of(house, gesture, found)
    _check_channel(gesture)
    return await _unlinked(house, gesture, gesture.channel_id, "is not who this channel is about any more.")


async def channels_of(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """The form with a customer's channels."""
    found = await house.db.read(customers.channels_of, gesture.team_id, customer.id or 0)
    return Ask(form_views.channels_form(customer, found))


async def link_from_form(house: House, gesture: Gesture) -> Answer:
    """A channel chosen in the form."""
    number = int(gesture.memory.get("number") or 0)
    there = gesture._replace(channel_id=gesture.form.get("channel", ""))
    if not there.channel_id:
        raise Refusal("Choose a channel.", field="channel")
    try:
        customer, entry = await house.db.write(save_link, there, number)
    except Refusal as refusal:
        raise type(refusal)(refusal.sentence, field="channel") from None
    said = f"is who that channel is about now.{await whose_before(house, entry)} Nothing is posted there."
    return Say(views.done(customer, said, entry), title="Linked")


async def unlink_pressed(house: House, gesture: Gesture) -> Answer:
    """*Unlink* beside a channel."""
    return await _unlinked(house, gesture, gesture.value, "is not who that channel is about any more.")


async def _unlinked(house: House, gesture: Gesture, channel_id: str, said: str) -> Answer:
    customer, entry = await house.db.write(save_unlink, gesture, channel_id)
    # On top of the form it was pressed in, where there is one: that shows what was linked before.
    return Say(views.done(customer, said, entry), title="Unlinked")


def save_link(conn: Connection, gesture: Gesture, number: int) -> tuple[Customer, History]:
    """Writes the link to C-`number`, or whom they are part of by now. Raises AlreadySo, Unknown."""
    customer = numbered(conn, gesture, number, lock=True)
    return customer, once(conn, gesture, lambda: link_channel(conn, gesture, customer))


def save_unlink(conn: Connection, gesture: Gesture, channel_id: str) -> tuple[Customer, History]:
    """Takes the link away; gives whom it led to. Raises AlreadySo."""

    def effect() -> History:
        channel = customers.channel(conn, gesture.team_id, channel_id, lock=True)
        decided = rules.unlink(channel)
        if channel is None:
            raise Unknown("This channel is not linked to a customer.")
        return rows.change(
            conn,
            channel,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )

    entry = once(conn, gesture, effect)
    customer = customers.by_id(conn, gesture.team_id, entry.customer_id or 0)
    if customer is None:
        raise Unknown("The customer of this channel was taken back.")
    return customer, entry


def _check_channel(gesture: Gesture) -> None:
    if not gesture.channel_id.startswith(("C", "G")):
        raise Refusal("Type that in the channel that you mean: /customer link Acme, or /customer unlink.")
