"""`/promise` and the buttons of a promise: what is asked for, and where it goes."""

from collections.abc import Mapping
from functools import partial

from bot import wording
from bot.refusals import Unknown, Unreadable
from handlers import promise_giving, promise_life
from handlers.bare_numbers import show_or_give
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye, number_of, show
from handlers.promise_editing import edit_from_form, open_edit
from handlers.promise_forms import open_close
from handlers.routes import Handler, Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.undo import undo_last
from handlers.views import help as help_views
from handlers.views import promises as views
from handlers.words_over import said_back
from storage import promises

LISTED = 10


def register(routes: Routes) -> None:
    """Everything that gives, shows or corrects a promise."""
    routes.commands["/promise"] = command
    routes.submissions |= {"promise_give": promise_giving.give_from_form, "promise_edit": edit_from_form}
    routes.actions |= {
        "promise_new": promise_giving.new,
        "promise_show": show_pressed,
        "promise_edit": edit_pressed,
        "promise_more": more_pressed,
    }
    promise_life.register(routes)


async def command(house: House, gesture: Gesture) -> Answer:
    """`/promise …`: a promise in words, or a short order about one."""
    asked = wording.read_line(gesture.value)
    if asked.number is not None:
        return await _on_one(house, gesture, asked, asked.number)
    if asked.verb == "which":
        raise Unknown(
            f"Which promise? Say its number, for example /promise {asked.rest} P-12. /promise mine lists yours."
        )
    order = LINES.get(asked.verb)
    return await order(house, gesture) if order else Say(help_views.promise())


async def _on_one(house: House, gesture: Gesture, asked: wording.Line, number: int) -> Answer:
    if asked.verb == "edit":
        return await open_edit(house, gesture, number, asked.rest)
    if asked.verb == "number":
        return await show_or_give(
            house, gesture, number, "promise", show=show, give=promise_giving.give, form="/promise"
        )
    if order := promise_life.ORDERS.get(asked.verb):
        words = plain(asked.rest, await names_in(house, gesture, gesture.value))
        answer = await order(house, gesture, number, words)
        return await said_back(house, gesture, answer, "promise", asked.verb, number, asked.rest)
    raise Unreadable(
        f"I don't know what to do to P-{number} with that. Try kept, late, partly, not kept, called off, "
        "on track, started, risk, told, right, not quite, no answer, move, edit or undo, for example "
        f"/promise move P-{number} to Tue. edit P-{number} @sam gives it to Sam, and undo P-{number} takes "
        "your last step on it back, also how it ended."
    )


async def _give(house: House, gesture: Gesture) -> Answer:
    return await promise_giving.give(house, gesture, gesture.value)


async def _others(_house: House, _gesture: Gesture) -> Answer:
    raise Unreadable(
        "/promise mine lists your own promises. What others have promised stands with each customer: /customer Acme"
    )


async def mine(house: House, gesture: Gesture) -> Answer:
    """My open promises, soonest first."""
    found, count = await house.db.read(
        partial(promises.open_of_owner, most=LISTED), gesture.team_id, gesture.person.id
    )
    return Say(views.mine(found, count, eye(house, gesture)))


LINES: Mapping[str, Handler] = {
    "give": _give,
    "form": promise_giving.open_form,
    "mine": mine,
    "others": _others,
    "undo": partial(undo_last, of="promise"),
}


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a promise."""
    return await show(house, gesture, number_of(gesture.value))


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a promise."""
    return await open_edit(house, gesture, number_of(gesture.value))


async def more_pressed(house: House, gesture: Gesture) -> Answer:
    """The ⋯ menu of a promise: open, edit, or one of the endings."""
    number, _, what = gesture.value.partition(" ")
    if what == "show":
        return await show(house, gesture, number_of(number))
    if what == "edit":
        return await open_edit(house, gesture, number_of(number))
    return await open_close(house, gesture, number_of(number), what)
