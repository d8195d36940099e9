"""What a customer asks of us, passed on to those who can decide it [practice 54]: `/customer voice Acme: …`."""

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.routes import Routes
from handlers.voice_drawing import draw
from handlers.voice_giving import give, give_from_form, open_form

__all__ = ["command", "register"]


def register(routes: Routes) -> None:
    """The form, and how an ask is drawn; `/customer voice` comes in through the customer command."""
    routes.submissions["voice_give"] = give_from_form
    routes.posts["voice"] = draw


async def command(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/customer voice Acme: the manual in Estonian`; `typed` is what follows "voice", as Slack gives it."""
    return await give(house, gesture, typed) if typed.strip() else await open_form(house, gesture)
