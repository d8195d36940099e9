"""The menu at the end of each line of a brief: snoozing it, the card of the thing, and why it came."""

from bot.refusals import Refusal
from handlers import snoozing
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.routes import Routes
from handlers.views.brief_lines import OPENED


async def chosen(routes: Routes, house: House, gesture: Gesture) -> Answer:
    """An entry of it: "9 tomorrow", "9 why", or "9 open promise 12", which goes the way of the button that opens it."""
    _number, _, what = gesture.value.partition(" ")
    order, _, thing = what.partition(" ")
    if order != "open":
        return await snoozing.chosen(house, gesture)
    kind, _, key = thing.partition(" ")
    if kind not in OPENED:
        raise Refusal(snoozing.OLD)
    name = f"{kind}_show"
    return await routes.actions[name](house, gesture._replace(name=name, value=key))
