"""Who is away, back or gone: whoever stands in is told, and so are they when they return."""

from handlers import absence_giving, absence_leaving, absence_looking
from handlers.absent import absences
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.routes import Routes

__all__ = ["absences", "look", "register"]


def register(routes: Routes) -> None:
    """The form and buttons of `/kept away`, what a lead does about who left, and what Slack says of people."""
    absence_giving.register(routes)
    absence_leaving.register(routes)
    routes.events |= {"user_change": changed, "dnd_updated_user": changed}


async def changed(house: House, gesture: Gesture) -> Answer:
    """Somebody's profile, status or do-not-disturb changed, or they left: the clock looks at it. What Slack did not tell of
    it (`handlers/people.py`) it is asked again."""
    if gesture.name == "dnd_updated_user":
        house.people.forget(gesture.person.id)
    house.people.watch.changed.add(gesture.person.id)
    house.wake()
    return None


async def look(house: House) -> bool:
    """Looks at the people whose absence begins or ends about now, who left, or whom a lead is to call; says whether there
    may be more."""
    return await absence_looking.look(house)
