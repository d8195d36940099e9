"""`/customer` and the buttons of a customer: what is asked for, and where it goes."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from sqlalchemy import Connection

from bot import customers as rules
from bot.refusals import Refusal, Unknown
from bot.text import NAME_MAX, one_line, shorten
from handlers import (
    customer_brief,
    customer_handover,
    customer_leaving,
    customer_linking,
    customer_listing,
    customer_merging,
    customer_people,
    customer_rhythm,
    customer_timeline,
    files,
    mistake_card,
    praise,
    promise_card,
    searching,
    voice,
    waiting_card,
)
from handlers.customer_adding import add, add_anyway, add_from_form, new
from handlers.customer_card import all_pressed, show, show_pressed
from handlers.customer_editing import (
    edit_from_form,
    edit_pressed,
    matters_from_form,
    matters_pressed,
    open_edit,
    stage,
    tag,
)
from handlers.customer_finding import OUTDATED, choices, find, known_choices, number_of, numbered, split
from handlers.customer_owner import owner_of, take
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import House
from handlers.routes import Handler, Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.undo import undo_last
from handlers.views import customer_brief as brief_views
from handlers.views import customer_card as card_views
from handlers.views import customer_forms as form_views
from handlers.views import customer_handover as handover_views
from handlers.views import customer_list as list_views
from handlers.views import customers as views
from handlers.views import help as help_views
from storage import customers
from storage.tables import Customer

Order = Callable[[House, Gesture, Customer, str], Awaitable[Answer]]


async def _show(house: House, gesture: Gesture, customer: Customer, _rest: str) -> Answer:
    return await show(house, gesture, customer.number)


# What can be done to one customer, by the word before their name; each is given the rest of the line.
ORDERS: Mapping[str, Order] = {
    "show": _show,
    "who": owner_of,
    "brief": customer_brief.brief,
    "edit": open_edit,
    "timeline": customer_timeline.timeline,
    "tag": tag,
    "untag": partial(tag, off=True),
    "rhythm": customer_rhythm.order,
    "plan": customer_rhythm.order_plan,
    "link": customer_linking.link_found,
    "unlink": customer_linking.channels_of,
    "channels": customer_linking.channels_of,
    "merge": customer_merging.open_form,
    "handover": customer_handover.found,
    "lost": customer_leaving.open_lost,
    "part": customer_leaving.open_part,
    "dormant": partial(stage, wanted="dormant"),
    "active": partial(stage, wanted="active"),
    "prospect": partial(stage, wanted="prospect"),
    "export": files.write_out_one,
}
# Other words for them.
SYNONYMS = {
    "open": "show",
    "owner": "who",
    "owns": "who",
    "change": "edit",
    "rename": "edit",
    "history": "timeline",
    "log": "timeline",
    "tags": "tag",
    "hand": "handover",
    "hand-over": "handover",
    "parting": "part",
    "leave": "lost",
    "find": "list",
    "all": "list",
    "ask": "voice",
    "asks": "voice",
}
# What people may take for an order, and what to say instead, so that nobody called "Delete Acme" is offered to be added.
NO_ORDERS = {
    **dict.fromkeys(
        ("delete", "remove", "erase"),
        "A customer is never deleted: /customer lost, /customer part or /customer merge say what became of them, and "
        "/customer undo takes back one that you just added.",
    ),
    "search": "To look for something: /kept search and the words.",
    "promise": "To log a promise: /promise Acme: pump by Fri",
    "contact": "To log a contact: /contact Acme: called Dana, all fine",
}
# These read the rest of the line in their own way.
WITH_REST = {"tag", "untag", "rhythm", "plan"}


def register(routes: Routes) -> None:
    """Everything about customers."""
    routes.commands["/customer"] = command
    routes.submissions |= {
        "customer_add": add_from_form,
        "customer_edit": edit_from_form,
        "customer_matters": matters_from_form,
        "customer_channels": customer_linking.link_from_form,
        "customer_merge": customer_merging.look_from_form,
        "customer_handover": customer_handover.from_form,
        "customer_lost": customer_leaving.lost_from_form,
        "customer_part": customer_leaving.part_from_form,
        "customer_search": searching.from_form,
    }
    routes.options |= {"customer_name": choices, "customer_known": known_choices}
    routes.actions |= {
        "customer_new": new,
        "customer_show": show_pressed,
        "customer_show_chosen": show_pressed,
        "customer_edit": edit_pressed,
        "customer_matters": matters_pressed,
        "customer_add_anyway": add_anyway,
        "customer_more": more_pressed,
        "customer_open": open_pressed,
        "customer_take": take,
        "customer_unlink": customer_linking.unlink_pressed,
        "customer_timeline": customer_timeline.pressed,
        "customer_older": customer_timeline.older,
        "customer_newer": customer_timeline.newer,
        "customer_search": customer_timeline.search_pressed,
        "customer_brief": customer_brief.pressed,
        "customer_handover": customer_handover.pressed,
        **{
            f"customer_back_{place}": customer_handover.back_pressed
            for place in range(handover_views.MOST_BACK)
        },
        "customer_merge_look": customer_merging.look_pressed,
        "customer_merge_now": customer_merging.merge_pressed,
    }
    routes.actions |= {
        f"customer_all{which}": all_pressed
        for which in ("_back", "_on", "", *(f"_{kind}" for kind in card_views.KINDS))
    }
    routes.actions |= {
        f"customer_list_{which}": customer_listing.leafed
        for which in ("back", "on", *range(len(list_views.FILTERS)))
    }
    routes.actions |= {f"customer_which_{place}": which_pressed for place in range(views.MOST_OFFERED)}
    routes.actions |= {f"customer_brief_{place}": customer_brief.pressed for place in range(brief_views.MOST)}


async def command(house: House, gesture: Gesture) -> Answer:
    """`/customer …`: a name opens the card; a word before it says what else is wanted."""
    raw = one_line(gesture.value)
    typed = plain(raw, await names_in(house, gesture, raw))
    word, _, rest = typed.partition(" ")
    order, rest = word.casefold().rstrip(":"), rest.strip()
    order = SYNONYMS.get(order, order)
    if not typed or typed.casefold() in {"help", "?"}:
        return Say(help_views.customer())
    if typed.casefold() == "undo":
        return await undo_last(house, gesture, of="customer")
    if bool(rest) and await house.db.read(_goes_by, gesture, typed):
        # Somebody is called "Active Systems".
        return await _one(house, gesture, "show", typed)
    if act := ALONE.get(order):
        return await act(house, gesture, rest)
    if as_written := AS_WRITTEN.get(order):
        return await as_written(house, gesture, raw.partition(" ")[2].strip())
    if order in NO_ORDERS and rest:
        raise Unknown(f"I don't know “{shorten(typed, 60)}”. {NO_ORDERS[order]}")
    if order not in ORDERS:
        return await _one(house, gesture, "show", typed)
    if order in WITH_REST and rest:
        return await _one(house, gesture, order, *await house.db.read(split, gesture, rest))
    return await _one(house, gesture, order, rest)


async def _one(house: House, gesture: Gesture, order: str, name: str, rest: str = "") -> Answer:
    found = await house.db.read(find, gesture, name, order, rest)
    return await ORDERS[order](house, gesture, found, rest) if isinstance(found, Customer) else found


def _goes_by(conn: Connection, gesture: Gesture, typed: str) -> bool:
    folded = rules.fold(typed) if len(typed) <= NAME_MAX else ""
    return bool(folded) and bool(customers.named(conn, gesture.team_id, [folded]))


async def which_pressed(house: House, gesture: Gesture) -> Answer:
    """A customer chosen where the name was not certain: the order is carried out for them."""
    memory = recall(gesture.value)
    act = ORDERS.get(str(memory.get("order")))
    if act is None or not isinstance(memory.get("number"), int):
        raise Refusal(OUTDATED)
    customer = await house.db.read(numbered, gesture, memory["number"])
    return await act(house, gesture, customer, str(memory.get("rest") or ""))


async def more_pressed(house: House, gesture: Gesture) -> Answer:
    """The card's menu: an order, or another topic's form."""
    number, _, what = gesture.value.partition(" ")
    if act := ORDERS.get(what):
        return await act(house, gesture, await house.db.read(numbered, gesture, number_of(number)), "")
    other = ELSEWHERE.get(what)
    if other is None:
        raise Refusal(OUTDATED)
    return await other(house, gesture._replace(value=number))


async def open_pressed(house: House, gesture: Gesture) -> Answer:
    """The card's menu of what is open: that one."""
    kind, _, number = gesture.value.partition(" ")
    show_one = OPENED.get(kind)
    if show_one is None:
        raise Refusal(OUTDATED)
    return await show_one(house, gesture, number_of(number))


async def _add(house: House, gesture: Gesture, rest: str) -> Answer:
    if rest:
        return await add(house, gesture, rest)
    return Ask(form_views.add_form(owner_id=gesture.person.id))


async def _hand_over(house: House, gesture: Gesture, typed: str) -> Answer:
    # "hand over Acme" is "handover Acme".
    return await customer_handover.order(house, gesture, typed.removeprefix("over ").strip())


async def _mine(house: House, gesture: Gesture, rest: str) -> Answer:
    return await customer_listing.listed(house, gesture, f"mine {rest}".strip())


# Orders that are not about one customer, or find theirs in their own way.
ALONE: Mapping[str, Callable[[House, Gesture, str], Awaitable[Answer]]] = {
    "add": _add,
    "mine": _mine,
    "merge": customer_merging.order,
    "link": customer_linking.link,
    "unlink": customer_linking.unlink,
    "import": files.take_in,
    "export": files.write_out,
}
# These are about people too, so they read the line as Slack spells it, with its mentions.
AS_WRITTEN: Mapping[str, Callable[[House, Gesture, str], Awaitable[Answer]]] = {
    "list": customer_listing.listed,
    "handover": _hand_over,
    "praise": praise.command,
    "voice": voice.command,
}
# What is open with a customer, by its kind.
OPENED: Mapping[str, Callable[[House, Gesture, int], Awaitable[Answer]]] = {
    "promise": promise_card.show,
    "mistake": mistake_card.show,
    "waiting": waiting_card.show,
}
# What the card's menu offers of other topics.
ELSEWHERE: Mapping[str, Handler] = {
    "matters": matters_pressed,
    "people": customer_people.people_pressed,
    "person": customer_people.new,
    "praise": praise.new,
}
