"""`/promise` and the buttons of a promise: what is asked for, and where it goes."""

from functools import partial

from bot import wording
from bot.refusals import Unknown, Unreadable
from handlers import promise_giving, promise_life
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye, number_of, show
from handlers.promise_editing import edit_from_form, open_edit
from handlers.promise_forms import open_close
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.undo import undo_last
from handlers.views import help as help_views
from handlers.views import promises as views
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
    if asked.verb == "give":
        return await promise_giving.give(house, gesture, gesture.value)
    if asked.verb == "form":
        return await promise_giving.open_form(house, gesture)
    if asked.verb == "mine":
        return await mine(house, gesture)
    if asked.verb == "undo" and asked.number is None:
        return await undo_last(house, gesture)
    if asked.verb == "show" and asked.number is not None:
        return await show(house, gesture, asked.number)
    if asked.verb == "edit" and asked.number is not None:
        return await open_edit(house, gesture, asked.number)
    if asked.verb == "which":
        raise Unknown(
            f"Which promise? Say its number, for example /promise {asked.rest} P-12. /promise mine lists yours."
        )
    if asked.number is not None and (order := promise_life.ORDERS.get(asked.verb)):
        return await order(
            house, gesture, asked.number, plain(asked.rest, await names_in(house, gesture, gesture.value))
        )
    if asked.number is not None:
        raise Unreadable(
            f"I don't know what to do to P-{asked.number} with that. Try kept, late, partly, not kept, called off, "
            f"on track, risk, told, or move, for example /promise move P-{asked.number} to Tue."
        )
    return Say(help_views.promise())


async def mine(house: House, gesture: Gesture) -> Answer:
    """My open promises, soonest first."""
    found, count = await house.db.read(
        partial(promises.open_of_owner, most=LISTED), gesture.team_id, gesture.person.id
    )
    return Say(views.mine(found, count, eye(house, gesture)))


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
