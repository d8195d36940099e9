"""Who owns a customer: answered wherever it is asked, and taken on with one press [practices 41, 42]."""

from bot import customers as rules
from bot.access import Standing
from bot.changes import Change
from bot.refusals import AlreadySo
from handlers.customer_change import change
from handlers.customer_finding import find, number_of, numbered
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.views import customers as views
from storage.tables import Customer


async def who_owns(house: House, gesture: Gesture, name: str) -> Answer:
    """Who owns the customer of that name, or, without one, of this channel. Raises Unknown where that is nobody."""
    found = await house.db.read(find, gesture, name, "who")
    return await owner_of(house, gesture, found) if isinstance(found, Customer) else found


async def owner_of(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """Who owns this customer, and who stands in."""
    gone = bool(customer.owner_id) and await has_left(house, gesture, customer.owner_id or "")
    return Say(views.owned(customer, gone=gone), title=customer.name)


async def has_left(house: House, gesture: Gesture, user_id: str) -> bool:
    """Whether somebody has left Slack; nobody has as long as Slack does not say so."""
    try:
        return (await house.people.get(user_id, now=gesture.now)).standing is Standing.GONE
    except UNREACHED:
        return False


async def take(house: House, gesture: Gesture) -> Answer:
    """*I take them*; who took them meanwhile keeps them."""
    seen = await house.db.read(numbered, gesture, number_of(gesture.value))
    mine = seen.owner_id == gesture.person.id
    if seen.owner_id and not mine and not await has_left(house, gesture, seen.owner_id):
        return await owner_of(house, gesture, seen)

    def rule(customer: Customer) -> Change:
        if customer.owner_id != seen.owner_id:
            raise AlreadySo("Somebody took them at this very moment.")
        return rules.hand_over(customer, gesture.person.id)

    return await change(house, gesture, seen.number, rule, lambda _: "is yours now.")
