"""App Home: what I owe, soonest first, with the buttons; and an answer to whoever writes to Kept."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from bot.access import Person, Standing
from handlers.gestures import Answer, Gesture, Say
from handlers.gestures import Home as HomeAnswer
from handlers.house import House
from handlers.routes import Routes
from handlers.views import help as help_views
from handlers.views import home as views
from handlers.views.eye import Eye
from storage import inbox, promises


def register(routes: Routes) -> None:
    """Opening Home, leafing through it, and writing to Kept."""
    routes.events |= {"app_home_opened": opened, "message": written, "user_change": changed}
    routes.actions |= {"home_page": leafed, "home_page_next": leafed}


async def opened(house: House, gesture: Gesture) -> Answer:
    """Somebody opened Kept's Home."""
    if gesture.value != "home":
        return None
    house.homes.add(gesture.person.id)
    return HomeAnswer()


async def leafed(_house: House, gesture: Gesture) -> Answer:
    """Another page of it."""
    return HomeAnswer(page=int(gesture.value) if gesture.value.isdecimal() else 0)


async def written(house: House, gesture: Gesture) -> Answer:
    """A message to Kept: it says what it understands. Raises Repeated for one that Slack delivers again."""
    await house.db.write(inbox.enter, gesture.team_id, gesture.key, entry=None, now=gesture.now)
    return Say(help_views.written())


async def changed(house: House, gesture: Gesture) -> Answer:
    """Somebody's profile changed, perhaps to a guest's: Slack is asked again next time."""
    house.people.forget(gesture.person.id)
    return None


async def draw(house: House, person: Person, *, now: datetime, page: int = 0) -> None:
    """Publishes a person's Home as it stands now; for anybody but a member it says politely that it is empty."""
    if person.standing is not Standing.MEMBER:
        await house.client.views_publish(user_id=person.id, view=views.closed())
        return
    found, count = await house.db.read(
        partial(promises.open_of_owner, most=views.A_PAGE, skip=page * views.A_PAGE), house.team_id, person.id
    )
    if not found and page:
        await draw(house, person, now=now)
        return
    late = await house.db.read(promises.late_of_owner, house.team_id, person.id, now)
    seen = Eye(person.zone, house.settings.working_hours, now)
    view = views.home(found, count, seen, page=page, late=late)
    await house.client.views_publish(user_id=person.id, view=view)


def refresh(house: House, user_ids: Iterable[str], *, now: datetime) -> None:
    """Draws the Home of each of these people anew, if they have opened it since Kept started."""
    for user_id in set(user_ids) & house.homes:
        house.talk.later(_refresh(house, user_id, now))


async def _refresh(house: House, user_id: str, now: datetime) -> None:
    await draw(house, await house.people.get(user_id, now=now), now=now)
