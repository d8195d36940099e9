"""`/mistake` and the buttons of a case: what is asked for, and where it goes."""

from functools import partial

from bot.mistake_orders import Line, read_line
from bot.refusals import Unknown, Unreadable
from handlers import mistake_brief, mistake_giving, mistake_steps, system_fixes
from handlers.bare_numbers import show_or_give
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.mistake_card import number_of, show
from handlers.mistake_editing import edit_from_form, open_edit
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.undo import undo_last
from handlers.views import help as help_views
from handlers.views import mistakes as views
from handlers.words_over import said_back
from storage import mistakes

LISTED = 10
LISTED_OF_NOBODY = 5


def register(routes: Routes) -> None:
    """Everything that opens, shows or corrects a case."""
    routes.commands["/mistake"] = command
    routes.submissions |= {"mistake_give": mistake_giving.give_from_form, "mistake_edit": edit_from_form}
    routes.actions |= {
        "mistake_new": mistake_giving.new,
        "mistake_show": show_pressed,
        "mistake_edit": edit_pressed,
    }
    mistake_steps.register(routes)
    mistake_brief.register(routes)
    system_fixes.register(routes)


async def command(house: House, gesture: Gesture) -> Answer:
    """`/mistake …`: a mistake in words, or a short order about a case."""
    asked = read_line(gesture.value)
    if asked.verb == "give":
        return await mistake_giving.give(house, gesture, gesture.value)
    if asked.verb == "form":
        return await mistake_giving.open_form(house, gesture)
    if asked.verb == "mine":
        return await mine(house, gesture)
    if asked.verb == "fixes":
        return await system_fixes.listed(house, gesture)
    if asked.verb == "fix" and asked.number is not None:
        if asked.rest:
            return await system_fixes.done(house, gesture, asked.number)
        return await system_fixes.show(house, gesture, asked.number)
    if asked.verb == "undo" and asked.number is None:
        return await undo_last(house, gesture, of="mistake")
    if asked.verb == "which":
        raise Unknown(
            f"Which case? Say its number, for example /mistake {asked.rest} M-7. /mistake mine lists yours."
        )
    if asked.number is not None:
        return await _on_one(house, gesture, asked, asked.number)
    return Say(help_views.mistake())


async def _on_one(house: House, gesture: Gesture, asked: Line, number: int) -> Answer:
    """An order about one case."""
    if asked.verb == "number":
        give = mistake_giving.give
        return await show_or_give(house, gesture, number, "mistake", show=show, give=give, form="/mistake")
    if asked.verb == "edit":
        return await open_edit(house, gesture, number, asked.rest)
    if order := mistake_steps.order_for(asked.verb, asked.step):
        rest = plain(asked.rest, await names_in(house, gesture, gesture.value))
        answer = await order(house, gesture, number, rest)
        # Waiving a step takes its reason.
        verb = "" if asked.step else asked.verb
        return await said_back(house, gesture, answer, "mistake", verb, number, asked.rest)
    raise Unreadable(
        f"I don't know what to do to M-{number} with that. Try told, sorry, right, checked, waive, cause, noticed, again, "
        f"take, owner, apology, brief, edit, close, reopen or undo, for example /mistake told M-{number}."
    )


async def mine(house: House, gesture: Gesture) -> Answer:
    """The open cases that I put right, the oldest first, and those that nobody has taken yet."""
    found, count = await house.db.read(
        partial(mistakes.open_of_owner, most=LISTED), gesture.team_id, gesture.person.id
    )
    nobodys, rest = await house.db.read(
        partial(mistakes.open_of_nobody, most=LISTED_OF_NOBODY), gesture.team_id
    )
    return Say(views.mine(found, count, nobodys, rest, eye(house, gesture)))


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a case."""
    return await show(house, gesture, number_of(gesture.value))


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a case."""
    return await open_edit(house, gesture, number_of(gesture.value))
