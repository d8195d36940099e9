"""Somebody left Slack: a lead hands over all that they held, in one step that can be undone at once."""

from bot.access import Standing
from bot.refusals import AlreadySo, Refusal
from handlers import customer_handover
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.routes import Routes

OUTDATED = "That button is from an older Kept. Type /customer handover @mia to @sam."

TAKEN = "Nothing of theirs is left to take: somebody has taken it over meanwhile."


def register(routes: Routes) -> None:
    """*Hand all over to …* and *I take it all*."""
    routes.actions |= {"left_hand_over": hand_over, "left_take": take}


async def hand_over(house: House, gesture: Gesture) -> Answer:
    """The form that asks to whom, with everything that is open."""
    return await customer_handover.open_all(house, gesture, await _person(house, gesture))


async def take(house: House, gesture: Gesture) -> Answer:
    """All of it to whoever pressed; of two who press at once the second hears that it is done."""
    person_id = await _person(house, gesture)
    try:
        return await customer_handover.hand_all(house, gesture, person_id, gesture.person.id)
    except AlreadySo:
        raise AlreadySo(TAKEN) from None


async def _person(house: House, gesture: Gesture) -> str:
    """Who left. Raises AlreadySo where they are back: nothing is taken from a colleague in passing."""
    if not gesture.value:
        raise Refusal(OUTDATED)
    person = await house.people.get(gesture.value, now=gesture.now)
    if person.standing is Standing.MEMBER:
        raise AlreadySo(
            f"{person.name} is in this Slack again, so nothing was handed over. To do it all the same, type "
            "/customer handover with both names, for example /customer handover @mia to @sam"
        )
    return gesture.value
