"""`/waiting` and the buttons of customers who wait on us: what is asked for, and where it goes."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot import waiting_words as reading
from bot.refusals import Unknown, Unreadable
from handlers import waiting_changing, waiting_giving
from handlers.bare_numbers import show_or_give
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye, number_of
from handlers.routes import Handler, Routes
from handlers.undo import undo_last, undo_on
from handlers.views import help as help_views
from handlers.views import waiting as views
from handlers.waiting_card import show
from handlers.words_over import said_back
from storage import waiting

A_PAGE = 10


async def _undo(house: House, gesture: Gesture, number: int) -> Answer:
    """`/waiting undo W-3`: the newest step on it that this person may take back."""
    return await undo_on(house, gesture, number, kind="waiting")


Order = Callable[[House, Gesture, int], Awaitable[Answer]]
ORDERS: Mapping[str, Order] = {
    "show": show,
    "done": waiting_changing.done,
    "again": waiting_changing.again,
    "edit": waiting_changing.open_edit,
    "take": waiting_changing.take,
    "undo": _undo,
}


def register(routes: Routes) -> None:
    """Everything about customers who wait on us."""
    routes.commands["/waiting"] = command
    routes.submissions |= {
        "waiting_give": waiting_giving.give_from_form,
        "waiting_edit": waiting_changing.edit_from_form,
    }
    routes.actions |= {f"waiting_{name}": _pressed(order) for name, order in ORDERS.items() if name != "undo"}
    routes.actions |= {"waiting_new": waiting_giving.new, "waiting_more": more_pressed}
    for leaf in ("", "_on", "_back"):
        routes.actions |= {f"waiting_mine{leaf}": mine_pressed, f"waiting_everyone{leaf}": everyone_pressed}


def _pressed(order: Order) -> Handler:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        return await order(house, gesture, number_of(gesture.value))

    return pressed


async def command(house: House, gesture: Gesture) -> Answer:
    """`/waiting …`: somebody who waits, in words, or a short order; alone, those who wait on me."""
    asked = reading.read_line(gesture.value)
    if asked.verb == "give":
        return await waiting_giving.give(house, gesture, gesture.value)
    if asked.verb in {"mine", "everyone"}:
        return await listed(house, gesture, everyone=asked.verb == "everyone")
    if asked.verb == "form":
        return await waiting_giving.new(house, gesture)
    if asked.verb == "undo" and asked.number is None:
        return await undo_last(house, gesture, of="waiting")
    if asked.verb == "which":
        raise Unknown(
            f"Which one? Say its number, for example /waiting {asked.rest} W-3. /waiting lists yours."
        )
    if asked.verb == "number" and asked.number is not None:
        return await show_or_give(
            house, gesture, asked.number, "waiting", show=show, give=waiting_giving.give, form="/waiting new"
        )
    if asked.number is not None and (order := ORDERS.get(asked.verb)):
        if asked.verb == "edit":
            return await waiting_changing.open_edit(house, gesture, asked.number, asked.rest)
        answer = await order(house, gesture, asked.number)
        return await said_back(house, gesture, answer, "waiting", asked.verb, asked.number, asked.rest)
    if asked.number is not None:
        raise Unreadable(
            f"I don't know what to do to W-{asked.number} with that. Try /waiting done W-{asked.number}, again, edit, "
            "take or undo."
        )
    return Say(help_views.waiting())


async def listed(house: House, gesture: Gesture, *, everyone: bool = False, skip: int = 0) -> Answer:
    """Those who wait on me, or on anybody, the longest wait first."""
    mine = partial(waiting.open_of_owner, owner_id=gesture.person.id)
    found, count = await house.db.read(
        partial(waiting.open_of_team if everyone else mine, team_id=gesture.team_id, most=A_PAGE, skip=skip)
    )
    if skip and not found:
        return await listed(house, gesture, everyone=everyone)
    message = views.listed(found, count, eye(house, gesture), everyone=everyone, page=A_PAGE, first=skip)
    return Say(message, title="They wait on us")


async def mine_pressed(house: House, gesture: Gesture) -> Answer:
    """*Mine*, or another page of it."""
    return await listed(house, gesture, skip=number_of(gesture.value))


async def everyone_pressed(house: House, gesture: Gesture) -> Answer:
    """*Everyone's*, or another page of it."""
    return await listed(house, gesture, everyone=True, skip=number_of(gesture.value))


async def more_pressed(house: House, gesture: Gesture) -> Answer:
    """The ⋯ menu in a list: open or edit."""
    number, _, what = gesture.value.partition(" ")
    return await ORDERS["edit" if what == "edit" else "show"](house, gesture, number_of(number))
