"""How a promise stands, as somebody says who was asked, or unasked: *Started*, *On track* [practice 11]."""

from functools import partial

from bot import promise_checks as rules
from bot import promises
from bot.changes import Change
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.promise_card import eye, number_of
from handlers.promise_change import change
from handlers.routes import Handler, Routes
from handlers.views import promises as views
from storage.tables import Promise


def register(routes: Routes) -> None:
    """The answers to a check that have no form of their own."""
    routes.actions |= {
        "promise_on_track": _pressed("on track"),
        "promise_started": _pressed("started"),
    }


def _pressed(what: str) -> Handler:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        return await answered(house, gesture, number_of(gesture.value), what=what)

    return pressed


async def answered(house: House, gesture: Gesture, number: int, _rest: str = "", *, what: str) -> Answer:
    """`on track P-12`, `started P-12`: noted with its time, so that nobody is asked again for a while."""

    def rule(promise: Promise) -> Change:
        return rules.answered(promise, what=what, now=gesture.now)

    def said(promise: Promise) -> str:
        if promises.is_late(promise, now=gesture.now):
            due = views.due_in_words(promise, eye(house, gesture))
            return f": noted. They were told {due}: is there a new date for them?"
        return f" is {what}."

    return await change(house, gesture, number, rule, said)


on_track = partial(answered, what="on track")
started = partial(answered, what="started")
