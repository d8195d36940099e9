"""`/kept coming`: what is planned with my customers in the next two weeks [practice 34]."""

from sqlalchemy import Connection

from bot.coming_up import Coming, Planning, coming_up
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.routes import Routes
from handlers.views import coming_up as views
from handlers.views.eye import Eye
from storage import contacts
from storage import home as desks

# Of somebody's customers and steps, as many as anybody looks after.
MOST = 2000


def register(routes: Routes) -> None:
    """*Coming up* on Home; `/kept coming` comes in through its command."""
    routes.actions["coming_up"] = pressed


async def command(house: House, gesture: Gesture, _rest: str = "") -> Answer:
    """The next two weeks, by customer."""
    held = await house.preferences(person_id=gesture.person.id)
    planning = Planning(held.tiers, held.start_plan, gesture.now, gesture.person.zone)
    found = await house.db.read(look, gesture, planning)
    return Say(views.coming_up(found, Eye(gesture.person.zone, held.hours, gesture.now)), title="Coming up")


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Coming up*."""
    return await command(house, gesture)


def look(conn: Connection, gesture: Gesture, planning: Planning) -> list[Coming]:
    """What is planned with the customers that this person looks after, and what they planned with others."""
    team_id, person_id = gesture.team_id, gesture.person.id
    steps, _ = contacts.next_of_owner(conn, team_id, person_id, most=MOST)
    customers, _ = desks.looked_after(conn, team_id, person_id, most=MOST)
    numbers = desks.numbers_of(conn, team_id, [step.customer_id for step, _ in steps]) if steps else {}
    planned = [(step, name, numbers[step.customer_id]) for step, name in steps if step.customer_id in numbers]
    return coming_up(customers, planned, planning)
