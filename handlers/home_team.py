"""What the team carries, for leads: by name, so that nobody is ranked (product page, section 4)."""

from functools import partial

from sqlalchemy import Connection

from bot.access import Standing
from bot.refusals import Refusal
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.leads import admit
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.views import home_team as views
from storage import home as desks
from storage import mistakes

LAST_PAGE = 1000


def register(routes: Routes) -> None:
    """*The team* on Home, and its pages."""
    routes.actions |= {"home_team": team, "home_team_back": team, "home_team_on": team}
    routes.actions |= {f"home_team_cases{leaf}": cases for leaf in ("", "_back", "_on")}


async def team(house: House, gesture: Gesture) -> Answer:
    """Everybody who carries anything, by name."""
    if not gesture.value.isdecimal():
        raise Refusal("That button is from an older Kept. Open Kept's Home again.")
    await admit(house, gesture, to="see what the team carries")
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


async def cases(house: House, gesture: Gesture) -> Answer:
    """The open cases that nobody puts right yet, a page of them."""
    if not gesture.value.isdecimal():
        raise Refusal("That button is from an older Kept. Open Kept's Home again.")
    page = min(int(gesture.value), LAST_PAGE)
    ask = partial(mistakes.open_of_nobody, most=views.CASES_PAGE, skip=page * views.CASES_PAGE)
    found, count = await house.db.read(ask, gesture.team_id)
    if page and not found:
        return await cases(house, gesture._replace(value="0"))
    return Say(views.cases(found, count, eye(house, gesture), page=page), title="Without an owner")


def look(conn: Connection, gesture: Gesture) -> tuple[dict[str, desks.Load], int]:
    """What everybody carries, and how many customers nobody looks after."""
    team_id = gesture.team_id
    return desks.loads(conn, team_id, gesture.now), desks.without_owner(conn, team_id)
