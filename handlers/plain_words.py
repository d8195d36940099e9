"""Plain words to Kept, in its direct messages or where it is mentioned: logged, answered, or asked about."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot import plain_words as reading
from handlers import customer_card, promises, waiting
from handlers.customer_finding import find
from handlers.customer_owner import who_owns
from handlers.customers_named import customers_in
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import House
from handlers.messages import is_private
from handlers.promise_card import eye
from handlers.routes import Handler, Routes
from handlers.said_elsewhere import OUTDATED, here, in_private, log
from handlers.said_once import said_once
from handlers.slack_text import plain
from handlers.sources import names_in as people_in
from handlers.views import heard as views
from handlers.views import help as help_views
from handlers.views.which_customer import BUTTON_MAX, write
from storage import customers
from storage import promises as asked_promises
from storage.tables import Customer

# What may end as something that colleagues read.
LOGGED = {*reading.KINDS, "unclear"}
Question = Callable[[House, Gesture, str], Awaitable[Answer]]


def register(routes: Routes) -> None:
    """Messages to Kept, and the button that goes on with an order it was given in one."""
    routes.events["message.im"] = said_once(partial(written, routes.commands))
    routes.actions["say_order"] = partial(ordered, routes.commands)


async def written(commands: Mapping[str, Handler], house: House, gesture: Gesture) -> Answer:
    """A message to Kept."""
    return await understood(commands, house, gesture, gesture.value)


async def understood(
    commands: Mapping[str, Handler], house: House, gesture: Gesture, written_: str
) -> Answer:
    """What was meant, carried out. Slack's own spelling of people and links stays in it, for those who log it."""
    text = written_.strip()
    found, _ = await customers_in(house, gesture, text)
    heard = reading.hear(text, found)
    if heard.what == "command":
        return await order(commands, house, gesture, heard.line)
    if heard.question:
        return await QUESTIONS[heard.what](house, gesture, plain(heard.name))
    said = here(house, gesture, text)
    private = heard.what in LOGGED and await is_private(house, gesture.channel_id)
    if private and heard.what in reading.KINDS:
        return in_private(heard.what, said)
    if heard.what in reading.KINDS:
        return await log(house, gesture, heard.what, said, also=heard.also)
    if heard.what == "unclear":
        memory = said.memory(typed="", private=True) if private else said.memory()
        shown = plain(text, await people_in(house, gesture, text))
        return Say(views.unclear(shown, heard.also, memory), replace=False)
    if heard.what == "thanks":
        return Say(views.plainly("You're welcome."))
    if heard.what == "nothing":
        return Say(views.plainly("Fine, nothing is kept."))
    return Say(help_views.written())


async def order(commands: Mapping[str, Handler], house: House, gesture: Gesture, line: str) -> Answer:
    """A command's line, typed as a message: what it does is the same. A form opens when a button is pressed."""
    name, _, rest = line.partition(" ")
    handler = commands.get(name)
    if handler is None:
        return Say(help_views.written())
    answer = await handler(house, gesture._replace(name=name, value=rest.strip()))
    if isinstance(answer, Ask) and not gesture.trigger_id:
        memory = {"line": line, "channel": gesture.channel_id, "ts": gesture.source.get("ts")}
        if len(write(memory)) > BUTTON_MAX:
            return Say(views.typed_back("That needs its form. Type it as a command:", line), replace=False)
        return Say(views.form_waits(memory), replace=False)
    return answer


async def ordered(commands: Mapping[str, Handler], house: House, gesture: Gesture) -> Answer:
    """*Open the form* for an order that came in a message."""
    memory = recall(gesture.value)
    if "line" not in memory:
        return Say(views.plainly(OUTDATED))
    channel = str(memory.get("channel") or gesture.channel_id)
    source = {"ts": memory.get("ts"), "user": gesture.person.id}
    on_it = gesture._replace(channel_id=channel, source=source)
    return await order(commands, house, on_it, str(memory["line"]))


async def _customer(house: House, gesture: Gesture, name: str) -> Customer | Say | None:
    """The customer of that name, or without one the channel's own; None where there is neither."""
    if name:
        return await house.db.read(find, gesture, name, "show")
    return await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)


async def _owner(house: House, gesture: Gesture, name: str) -> Answer:
    """ "Who owns Acme?" """
    return await who_owns(house, gesture, name)


async def _owed(house: House, gesture: Gesture, name: str) -> Answer:
    """ "What did we promise Acme?"; without a customer, what I owe."""
    customer = await _customer(house, gesture, name)
    if customer is None:
        return await promises.mine(house, gesture)
    if isinstance(customer, Say):
        return customer
    found, count = await house.db.read(
        partial(asked_promises.open_of_customer, most=views.ON_A_LIST), gesture.team_id, customer.id or 0
    )
    return Say(views.owed(customer, found, count, eye(house, gesture)), title=customer.name)


async def _card(house: House, gesture: Gesture, name: str) -> Answer:
    """ "How is Acme?" """
    customer = await _customer(house, gesture, name)
    if isinstance(customer, Customer):
        return await customer_card.show(house, gesture, customer.number)
    return customer or Say(help_views.written())


async def _last_talk(house: House, gesture: Gesture, name: str) -> Answer:
    """ "When did we last talk to Acme?" """
    customer = await _customer(house, gesture, name)
    if not isinstance(customer, Customer):
        return customer or Say(help_views.written())
    known = await house.db.read(
        customer_card.look, gesture, customer.number, await house.preferences(), more=True
    )
    return Say(views.last_talk(known, eye(house, gesture)), title=customer.name)


async def _waiting(house: House, gesture: Gesture, _name: str) -> Answer:
    """ "Who waits on me?" """
    return await waiting.listed(house, gesture)


async def _everyone_waiting(house: House, gesture: Gesture, _name: str) -> Answer:
    """ "Who waits on us?" """
    return await waiting.listed(house, gesture, everyone=True)


QUESTIONS: Mapping[str, Question] = {
    "owner": _owner,
    "owed": _owed,
    "card": _card,
    "last talk": _last_talk,
    "waiting": _waiting,
    "everyone waiting": _everyone_waiting,
}
