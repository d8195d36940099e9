"""A customer's card: everything on one screen, and the pages behind its *more* buttons."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from bot import rhythm
from bot.preferences import Preferences
from bot.refusals import Refusal
from handlers.contact_card import LATELY, remarks_on
from handlers.customer_finding import OUTDATED, number_of, numbered
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.views import customer_card as views
from handlers.views.customer_facts import Known
from handlers.views.eye import Eye
from storage import contacts, customer_people, customers, mistakes, promises, waiting
from storage.tables import Customer

LAST_PAGE = 1000
# The brief names so many of each that is open.
IN_BRIEF = 8


async def show(house: House, gesture: Gesture, number: int, notice: str = "") -> Answer:
    """The card."""
    held = await house.preferences()
    known = await house.db.read(look, gesture, number, held)
    if known.customer.number != number and not notice:
        notice = f"C-{number} is part of {known.customer.name} by now."
    return Say(views.card(known, eye(house, gesture), notice=notice), title=known.customer.name)


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a customer."""
    return await show(house, gesture, number_of(gesture.value))


async def all_pressed(house: House, gesture: Gesture) -> Answer:
    """*And 12 more*: a page of one kind of thing."""
    number, kind, page = (*gesture.value.split(), "", "", "")[:3]
    if kind not in views.KINDS or not page.isdecimal():
        raise Refusal(OUTDATED)
    customer, found, count = await house.db.read(
        rest_of, gesture, number_of(number), kind, min(int(page), LAST_PAGE)
    )
    message = views.all_of(customer, kind, found, count, eye(house, gesture), page=min(int(page), LAST_PAGE))
    return Say(message, title=customer.name)


def eye(house: House, gesture: Gesture) -> Eye:
    """How this person sees dates now."""
    return Eye(gesture.person.zone, house.settings.working_hours, gesture.now)


def look(conn: Connection, gesture: Gesture, number: int, held: Preferences, *, more: bool = False) -> Known:
    """Everything that the card shows, or, with `more`, as much of each as the brief does. Raises Unknown."""
    team_id, customer = gesture.team_id, numbered(conn, gesture, number)
    id_ = customer.id or 0
    owed, owed_count = promises.open_of_customer(
        conn, team_id, id_, most=IN_BRIEF if more else views.PROMISES
    )
    cases, case_count = mistakes.open_of_customer(conn, team_id, id_, most=IN_BRIEF if more else views.CASES)
    waits, wait_count = waiting.open_of_customer(conn, team_id, id_, most=IN_BRIEF if more else views.WAITS)
    planned = contacts.next_of_customer(conn, team_id, id_, 1)
    people = customer_people.of_customer(conn, team_id, id_, most=views.PEOPLE)
    latest = contacts.last_of(conn, team_id, id_, views.CONTACTS if more else LATELY)
    return Known(
        customer,
        rhythm.state(customer, tiers=held.tiers, now=gesture.now, zone=gesture.person.zone),
        channels=customers.channels_of(conn, team_id, id_),
        people=people,
        people_count=len(people) if len(people) < views.PEOPLE else customer_people.count(conn, team_id, id_),
        promises=owed,
        promise_count=owed_count,
        cases=cases,
        case_count=case_count,
        waiting=waits,
        waiting_count=wait_count,
        contacts=latest[: views.CONTACTS],
        next=planned[0] if planned else None,
        remarks=() if more else remarks_on(conn, customer, latest, now=gesture.now),
    )


def rest_of(
    conn: Connection, gesture: Gesture, number: int, kind: str, page: int
) -> tuple[Customer, Sequence[Any], int]:
    """A page of one kind of thing that a customer has, and how many there are. Raises Unknown."""
    customer = numbered(conn, gesture, number)
    team_id, id_, skip = gesture.team_id, customer.id or 0, page * views.A_PAGE
    ask: Any = {"promises": promises, "cases": mistakes, "waiting": waiting}.get(kind)
    if ask is None:
        raise Refusal(OUTDATED)
    rows, count = ask.open_of_customer(conn, team_id, id_, most=skip + views.A_PAGE)
    return customer, rows[skip:], count
