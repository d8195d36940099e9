"""App Home: the day's desk, drawn anew after every change, and each of its sections shown whole."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot.access import Person, Standing, role
from bot.moments import moment_in_words
from bot.refusals import Refusal
from handlers.gestures import Answer, Gesture, Say
from handlers.gestures import Home as HomeAnswer
from handlers.house import House
from handlers.routes import Routes
from handlers.views import home as views
from handlers.views.eye import Eye
from storage import contacts, mistakes, promises, waiting
from storage import home as desks

# *Recently done* reaches back so far.
LATELY = timedelta(days=7)
# Each section's question: a page of somebody's, and how many there are in all.
Question = Callable[..., tuple[list[Any], int]]
QUESTIONS: Mapping[str, Question] = {
    "owe": promises.open_of_owner,
    "waits": waiting.open_of_owner,
    "cases": mistakes.open_of_owner,
    "steps": contacts.next_of_owner,
    "mine": desks.looked_after,
}


def register(routes: Routes) -> None:
    """Opening Home and leafing through it."""
    routes.events["app_home_opened"] = opened
    routes.actions |= {"home_all": whole, "home_all_back": whole, "home_all_on": whole}


async def opened(house: House, gesture: Gesture) -> Answer:
    """Somebody opened Kept's Home."""
    if gesture.value != "home":
        return None
    house.homes.add(gesture.person.id)
    return HomeAnswer()


async def whole(house: House, gesture: Gesture) -> Answer:
    """*Show all*: one section, a page of it."""
    section, _, number = gesture.value.partition(" ")
    if section not in QUESTIONS or not number.isdecimal():
        raise Refusal("That button is from an older Kept. Open Kept's Home again.")
    held = await house.preferences(person_id=gesture.person.id)
    page = int(number)
    desk = await house.db.read(part, gesture.team_id, gesture.person.id, section, page * views.A_PAGE)
    if page and not getattr(desk, section):
        desk, page = await house.db.read(part, gesture.team_id, gesture.person.id, section, 0), 0
    seen = Eye(gesture.person.zone, held.hours, gesture.now)
    shown = views.whole(section, desk._replace(tiers=held.tiers), seen, page=page)
    return Say(shown, title=views.TITLES[section])


def look(conn: Connection, team_id: str, user_id: str, now: datetime) -> views.Desk:
    """Everything on somebody's desk: the first of each kind."""
    found = {name: ask(conn, team_id, user_id, most=views.SHOWN[name]) for name, ask in QUESTIONS.items()}
    counts = {name: count for name, (_, count) in found.items()}
    done = [
        each
        for each in desks.last_done(conn, team_id, user_id, most=views.SHOWN["done"])
        if each.entry.at >= now - LATELY
    ]
    steps = found["steps"][0]
    sections: dict[str, Any] = {name: rows for name, (rows, _) in found.items()}
    return views.Desk(
        **sections,
        done=[views.done_to(each.entry, each.row, each.customer) for each in done],
        counts=counts,
        late=promises.late_of_owner(conn, team_id, user_id, now) if counts["owe"] else 0,
        numbers=desks.numbers_of(conn, team_id, [step.customer_id for step, _ in steps]) if steps else {},
    )


def part(conn: Connection, team_id: str, user_id: str, section: str, skip: int) -> views.Desk:
    """A page of one section."""
    rows, count = QUESTIONS[section](conn, team_id, user_id, most=views.A_PAGE, skip=skip)
    ids = [step.customer_id for step, _ in rows] if section == "steps" else []
    numbers = desks.numbers_of(conn, team_id, ids) if ids else {}
    shown: dict[str, Any] = {section: rows}
    return views.Desk(**shown, counts={section: count}, numbers=numbers)


async def draw(house: House, person: Person, *, now: datetime) -> None:
    """Publishes a person's Home as it stands now; for anybody but a member it says politely that it is empty.

    One of a person's at a time, so that an older look at their desk never takes the place of a newer one; of what is asked
    for meanwhile one drawing shows it all.
    """
    drawing = house.drawings[person.id]
    drawing.asked += 1
    mine = drawing.asked
    async with drawing.one:
        if drawing.shown >= mine:
            return
        asked, view = drawing.asked, await _view(house, person, now)
        if drawing.asked != asked:
            asked, view = drawing.asked, await _view(house, person, now)
        await house.client.views_publish(user_id=person.id, view=view)
        drawing.shown = asked


async def _view(house: House, person: Person, now: datetime) -> View:
    if person.standing is not Standing.MEMBER:
        return views.closed()
    held = await house.preferences(person_id=person.id)
    desk = await house.db.read(look, house.team_id, person.id, now)
    leads = role(person, held.leads) != "member"
    urgent = await house.db.read(desks.high_without_owner, house.team_id) if leads else 0
    until = held.practice_until
    at, notice = house.notices.get(person.id, (now, None))
    if at < now:
        house.notices.pop(person.id, None)
        notice = None
    return views.home(
        desk._replace(tiers=held.tiers, urgent=urgent),
        Eye(person.zone, held.hours, now),
        leads=leads,
        notice=notice,
        practises_until=moment_in_words(until, person.zone, now=now) if until and now < until else "",
    )


def refresh(house: House, user_ids: Iterable[str], *, now: datetime) -> None:
    """Draws the Home of each of these people anew, if they have opened it since Kept started."""
    for user_id in set(user_ids) & house.homes:
        house.talk.later(_refresh(house, user_id, now))


async def _refresh(house: House, user_id: str, now: datetime) -> None:
    await draw(house, await house.people.get(user_id, now=now), now=now)
