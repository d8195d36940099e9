"""The one-screen brief of a customer, for whoever takes over."""

from collections.abc import Sequence

from handlers.customer_card import eye, look
from handlers.customer_finding import number_of
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.views import customer_brief as views
from handlers.views.parts import Piece
from storage.tables import Customer


async def brief(house: House, gesture: Gesture, customer: Customer, _rest: str = "") -> Answer:
    """`/customer brief Acme`."""
    known = await house.db.read(look, gesture, customer.number, await house.preferences(), more=True)
    return Say(views.brief(known, eye(house, gesture)), title=customer.name)


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Brief* on a customer."""
    known = await house.db.read(look, gesture, number_of(gesture.value), await house.preferences(), more=True)
    return Say(views.brief(known, eye(house, gesture)), title=known.customer.name)


async def tell(
    house: House, gesture: Gesture, number: int, user_id: str, before: Sequence[Piece | str]
) -> bool:
    """Sends a colleague the brief, after a sentence on why; says whether it reached them. Times are on their clock."""
    reader = await house.people.get(user_id, now=gesture.now)
    theirs = gesture._replace(person=reader)
    known = await house.db.read(look, theirs, number, await house.preferences(), more=True)
    return await house.tell(user_id, views.brief(known, eye(house, theirs), before=before).body())
