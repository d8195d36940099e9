"""What the team carries, for leads: by name, so that nobody is ranked (product page, section 4)."""

from sqlalchemy import Connection

from bot.access import Standing, admit_lead
from bot.refusals import Refusal
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.routes import Routes
from handlers.views import home_team as views
from storage import home as desks


def register(routes: Routes) -> None:
    """*The team* on Home, and its pages."""
    routes.actions |= {"home_team": team, "home_team_back": team, "home_team_on": team}


async def team(house: House, gesture: Gesture) -> Answer:
    """Everybody who carries anything, by name."""
    if not gesture.value.isdecimal():
        raise Refusal("That button is from an older Kept. Open Kept's Home again.")
    admit_lead(gesture.person, (await house.preferences()).leads, to="see what the team carries")
    loads, unowned = await house.db.read(look, gesture)
    known = await house.people.everybody(now=gesture.now)
    nobodys = loads.pop("", desks.Load()).cases
    carried = []
    for user_id, load in loads.items():
        person = known.get(user_id) or await house.people.get(user_id, now=gesture.now)
        carried.append(views.Carried(person.name, user_id, load, gone=person.standing is not Standing.MEMBER))
    carried.sort(key=lambda each: (each.name.casefold(), each.user_id))
    message = views.team(carried, nobodys=nobodys, unowned=unowned, page=int(gesture.value))
    return Say(message, title="The team")


def look(conn: Connection, gesture: Gesture) -> tuple[dict[str, desks.Load], int]:
    """What everybody carries, and how many customers nobody looks after."""
    team_id = gesture.team_id
    return desks.loads(conn, team_id, gesture.now), desks.without_owner(conn, team_id)
