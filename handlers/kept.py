"""`/kept`: help by task, search, undo, what is mine, and the way to the rest."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from sqlalchemy import Connection

from bot.kept_orders import LATER, Line, read_line, reference
from bot.refusals import Refusal
from bot.searching import read
from handlers import (
    absence_giving,
    brief_asking,
    coming_up,
    digest_settings,
    files,
    lessons,
    listening,
    practice,
    preferences,
    searching,
    snoozing,
    why,
)
from handlers.gestures import Answer, Gesture, Say
from handlers.home import QUESTIONS
from handlers.house import House
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.undo import undo_typed
from handlers.views import help as help_views
from handlers.views import kept as views
from handlers.views import mine as mine_views
from handlers.views.eye import Eye
from handlers.views.home import Desk
from handlers.words_over import beside
from storage import home as desks

# These take no words.
KEEP_NONE = frozenset(["mine", "coming", "brief", "back"])
Order = Callable[[House, Gesture, str], Awaitable[Answer]]


def register(routes: Routes) -> None:
    """The command, its help's pages, and the buttons of what was not understood."""
    routes.commands["/kept"] = partial(command, routes)
    routes.actions |= {f"help_{name}": topic for name in help_views.TOPICS}
    routes.actions |= {
        "help_all": everything,
        "kept_meant": partial(meant, routes),
        "kept_search": partial(meant, routes),
    }


async def command(routes: Routes, house: House, gesture: Gesture) -> Answer:
    """`/kept …`."""
    return await carry_out(routes, house, gesture, read_line(gesture.value))


async def carry_out(routes: Routes, house: House, gesture: Gesture, asked: Line) -> Answer:
    """The order; what is none is answered with the closest one and a search for the words."""
    if asked.order == "help":
        return Say(help_views.kept(), title="Kept")
    if asked.order == "search" and (named := read(plain(asked.rest)).reference):
        return await _open(routes, house, gesture, *named)
    if asked.order == "open" and (named := reference(asked.rest)):
        return await _open(routes, house, gesture, *named)
    if sentence := LATER.get(asked.order):
        return Say(views.later(sentence))
    if order := ORDERS.get(asked.order):
        answer = await order(house, gesture, asked.rest)
        if asked.rest and asked.order in KEEP_NONE and isinstance(answer, Say):
            return beside(answer, plain(asked.rest, await names_in(house, gesture, gesture.value)))
        return answer
    names = await names_in(house, gesture, gesture.value)
    return Say(views.unknown(plain(asked.rest, names), plain(asked.close, names)), replace=False)


async def meant(routes: Routes, house: House, gesture: Gesture) -> Answer:
    """The pressed answer to "what did you mean?"."""
    return await carry_out(routes, house, gesture, read_line(gesture.value))


async def _open(routes: Routes, house: House, gesture: Gesture, kind: str, number: int) -> Answer:
    """The thing that a reference names, by the same way as the button that opens it."""
    name = f"{kind}_show"
    return await routes.actions[name](house, gesture._replace(name=name, value=str(number)))


async def topic(_house: House, gesture: Gesture) -> Answer:
    """A topic of the help was pressed."""
    if gesture.value not in help_views.TOPICS:
        raise Refusal("That button is from an older Kept. Type /kept help.")
    return Say(help_views.topic(gesture.value), title=help_views.TOPICS[gesture.value].title)


async def everything(_house: House, _gesture: Gesture) -> Answer:
    """*All topics*."""
    return Say(help_views.kept(), title="Kept")


async def mine(house: House, gesture: Gesture, _rest: str = "") -> Answer:
    """`/kept mine`: what I owe, who waits on me, what I put right and what is next."""
    desk = await house.db.read(look, gesture)
    seen = Eye(gesture.person.zone, house.settings.working_hours, gesture.now)
    return Say(mine_views.mine(desk, seen), title="What is mine")


def look(conn: Connection, gesture: Gesture) -> Desk:
    """The first of each kind of thing that is this person's, and how many there are in all."""
    team_id, person_id = gesture.team_id, gesture.person.id
    found = {
        name: QUESTIONS[name](conn, team_id, person_id, most=most) for name, most in mine_views.SHOWN.items()
    }
    return Desk(
        owe=found["owe"][0],
        waits=found["waits"][0],
        cases=found["cases"][0],
        steps=found["steps"][0],
        counts={name: count for name, (_, count) in found.items()},
        numbers=desks.numbers_of(conn, team_id, [step.customer_id for step, _ in found["steps"][0]]),
    )


ORDERS: Mapping[str, Order] = {
    "search": searching.command,
    "undo": undo_typed,
    "mine": mine,
    "settings": preferences.command,
    "practice": practice.command,
    "export": files.write_out,
    "digest": digest_settings.command,
    "listen": listening.command,
    "away": absence_giving.command,
    "back": absence_giving.back,
    "brief": brief_asking.asked,
    "why": why.command,
    "coming": coming_up.command,
    "lessons": lessons.command,
    "snooze": snoozing.command,
    "stop": snoozing.stop,
}
