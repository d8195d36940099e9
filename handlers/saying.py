"""Everything that can be said to Kept in words, by name: each way in (a command, a message, a reaction, a button that
carries on what was typed) ends in the same function of its topic (product page, section 2)."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot import customers as customer_rules
from bot.refusals import Refusal
from bot.sources import recalled
from handlers import (
    contact_giving,
    mistake_giving,
    praise_giving,
    promise_giving,
    voice_giving,
    waiting_giving,
)
from handlers.for_whom import Chosen
from handlers.gestures import Answer, Gesture, answering, recall
from handlers.house import House
from handlers.routes import Routes

Give = Callable[[House, Gesture, str, Chosen | None], Awaitable[Answer]]
# What was typed, understood and logged, or the form with the rest filled in.
GIVE: Mapping[str, Give] = {
    "promise": promise_giving.give,
    "contact": contact_giving.give,
    "praise": praise_giving.give,
    "mistake": mistake_giving.give,
    "waiting": waiting_giving.give,
    "voice": voice_giving.give,
}


def register(routes: Routes) -> None:
    """The buttons of the question "which customer?"."""
    chosen = ("linked", "new", *range(customer_rules.MOST_CLOSE + 1))
    routes.actions |= {f"customer_is_{which}": customer_chosen for which in chosen}


async def customer_chosen(house: House, gesture: Gesture) -> Answer:
    """One of the offered customers was pressed: what was typed is logged for them, once."""
    memory = recall(gesture.value)
    give = GIVE.get(memory.get("what", "promise"))
    if not memory or give is None:
        raise Refusal("That button is from an older Kept. Type it again.")
    chosen = Chosen(
        datetime.fromisoformat(memory["at"]),
        memory["name"],
        memory.get("number"),
        tuple(memory.get("known", ())),
        whole=gesture.name == "customer_is_linked" or bool(memory.get("whole")),
        source=recalled(memory),
    )
    return await give(house, answering(gesture, memory), memory["typed"], chosen)
