"""`/contact` and what is behind it: what is asked for, and where it goes."""

from functools import partial

from bot.customers import fold
from bot.text import NAME_MAX
from handlers import contact_change, contact_event, contact_giving
from handlers.contact_card import show_pressed
from handlers.contact_editing import edit_from_form, edit_pressed
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.undo import undo_last
from handlers.views import contacts as views
from handlers.views import help as help_views
from storage import contacts, customers


def register(routes: Routes) -> None:
    """Everything that logs, shows or corrects a contact."""
    routes.commands["/contact"] = command
    routes.submissions |= {"contact_give": contact_giving.give_from_form, "contact_edit": edit_from_form}
    routes.actions |= {
        "contact_new": contact_giving.new,
        "contact_show": show_pressed,
        "contact_edit": edit_pressed,
        "contact_mine": mine_pressed,
        "contact_mine_next": mine_pressed,
    }
    contact_change.register(routes)
    contact_event.register(routes)


async def command(house: House, gesture: Gesture) -> Answer:
    """`/contact …`: a contact in words, or a short order."""
    typed = gesture.value.strip()
    order, _, rest = typed.partition(" ")
    low = typed.casefold()
    if not typed:
        return await contact_giving.open_form(house, gesture)
    if low in {"help", "?"}:
        return Say(help_views.contact())
    if low in {"mine", "next", "my next steps", "list"}:
        return await mine(house, gesture)
    if low == "undo":
        return await undo_last(house, gesture, of="contact")
    if order.casefold() == "event" and not await _is_customer(house, gesture, typed):
        return await contact_event.command(house, gesture, rest)
    return await contact_giving.give(house, gesture, typed)


async def _is_customer(house: House, gesture: Gesture, typed: str) -> bool:
    """Whether "event …" begins with the name of a customer who is called so."""
    name = fold(typed.partition(":")[0][:NAME_MAX])
    return name in await house.db.read(customers.named, gesture.team_id, [name])


async def mine(house: House, gesture: Gesture, page: int = 0) -> Answer:
    """My next steps, soonest first."""
    asked = partial(contacts.next_of_owner, most=views.A_PAGE, skip=page * views.A_PAGE)
    found, count = await house.db.read(asked, gesture.team_id, gesture.person.id)
    if not found and page:
        return await mine(house, gesture)
    return Say(views.mine(found, count, eye(house, gesture), page=page), title="Next steps")


async def mine_pressed(house: House, gesture: Gesture) -> Answer:
    """Another page of them."""
    return await mine(house, gesture, int(gesture.value) if gesture.value.isdecimal() else 0)
