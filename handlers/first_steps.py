"""The first steps of somebody new: three things to try, once, in their direct messages [practice 50]."""

from sqlalchemy import Connection

from bot.preferences import Preferences
from handlers.gestures import Answer, Gesture, Options, Say
from handlers.house import House
from handlers.rehearsal import real
from handlers.routes import Routes
from handlers.views import first_steps as views
from storage import preferences


def register(routes: Routes) -> None:
    """*Not now*; the other buttons lead to the forms and to practice."""
    routes.actions["steps_later"] = later


async def later(_house: House, _gesture: Gesture) -> Answer:
    """*Not now*."""
    return Say(views.later())


def greet(house: House, gesture: Gesture, answer: Answer, held: Preferences) -> None:
    """Shows a member the first steps, after the answer, if this is the first thing they ever did here: a gesture that
    Kept answers, or opening its Home or messages."""
    answered = answer is not None and not isinstance(answer, Options)
    if (answered or gesture.name == "app_home_opened") and not held.guided:
        house.talk.later(_show(real(house), gesture))


async def _show(house: House, gesture: Gesture) -> None:
    first = await house.db.write(save, gesture)
    house.held.forget()
    if first:
        await house.tell(gesture.person.id, views.guide(gesture.person.name).body())


def save(conn: Connection, gesture: Gesture) -> bool:
    """Remembers that somebody saw them; says whether they had not before."""
    return preferences.note(conn, gesture.team_id, gesture.person.id, "guided", value=True)
