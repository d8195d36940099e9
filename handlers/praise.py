"""A kind word of a customer, kept in their words [practice 57]: `/customer praise Acme: …` and its buttons."""

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.praise_card import not_asked_pressed, show_pressed
from handlers.praise_change import edit_from_form, edit_pressed, quote_pressed
from handlers.praise_giving import give, give_from_form, new, open_form
from handlers.routes import Routes

__all__ = ["command", "new", "register"]


def register(routes: Routes) -> None:
    """Everything about kind words; `/customer praise` comes in through the customer command."""
    routes.submissions |= {"praise_give": give_from_form, "praise_edit": edit_from_form}
    routes.actions |= {
        "praise_new": new,
        "praise_show": show_pressed,
        "praise_edit": edit_pressed,
        "praise_quote": quote_pressed,
        "praise_not_asked": not_asked_pressed,
    }


async def command(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/customer praise Acme: "the fitter was brilliant" @tom`; `typed` is what follows "praise", as Slack gives it."""
    return await give(house, gesture, typed) if typed.strip() else await open_form(house, gesture)
