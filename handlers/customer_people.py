"""The people of a customer: added, put right, taken out [practice 40]."""

from sqlalchemy import Connection

from bot import customer_people as rules
from bot.refusals import Refusal, Unknown
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.routes import Routes
from handlers.stale_forms import merged, shown
from handlers.views import customer_people as views
from handlers.views.parts import Message
from storage import customer_people, customers, rows
from storage.tables import Customer, CustomerPerson, History

OUTDATED = "That button is from an older Kept. Open the customer again: /customer and the name."


def register(routes: Routes) -> None:
    """Everything about a customer's people."""
    routes.submissions |= {"customer_person_add": add_from_form, "customer_person_save": save_from_form}
    routes.actions |= {
        "customer_people": people_pressed,
        "customer_people_next": people_pressed,
        "customer_person_new": new,
        "customer_person_edit": edit_pressed,
        "customer_person_remove": remove_pressed,
    }


async def people_pressed(house: House, gesture: Gesture) -> Answer:
    """All the people of a customer, a page of them: the value is the customer's number, and perhaps the page."""
    number, _, page = gesture.value.partition(" ")
    return await people(house, gesture, _number(number), int(page) if page.isdecimal() else 0)


async def people(house: House, gesture: Gesture, number: int, page: int = 0, notice: str = "") -> Answer:
    """The list."""

    def look(conn: Connection) -> Message:
        customer = _customer(conn, gesture, number)
        team_id, customer_id = gesture.team_id, customer.id or 0
        count = customer_people.count(conn, team_id, customer_id)
        last = max(count - 1, 0) // views.A_PAGE
        here = min(page, last)
        found = customer_people.of_customer(
            conn, team_id, customer_id, most=views.A_PAGE, skip=here * views.A_PAGE
        )
        return views.people(customer, found, count, page=here, notice=notice)

    return Say(await house.db.read(look), title="People")


async def new(house: House, gesture: Gesture) -> Answer:
    """*Add a person*: the form."""
    customer = await house.db.read(_customer, gesture, _number(gesture.value))
    return Ask(views.person_form(customer, {}))


async def add_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    person, customer, entry = await house.db.write(save_new, gesture, int(gesture.memory.get("number") or 0))
    return Say(views.done(person, customer, f"is one of {customer.name}'s people now.", entry), title="Added")


def save_new(conn: Connection, gesture: Gesture, number: int) -> tuple[CustomerPerson, Customer, History]:
    """Writes somebody new at a customer. Raises a Refusal."""
    customer = _customer(conn, gesture, number, stays=True)

    def effect() -> History:
        form = gesture.form
        person = rules.make(
            form.get("name", ""),
            role=form.get("role", ""),
            reach=form.get("reach", ""),
            known=customer_people.known(conn, gesture.team_id, customer.id or 0),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            now=gesture.now,
        )
        return rows.begin(conn, person, what="added", by=gesture.person.id, via=via(gesture), now=gesture.now)

    return _written(conn, once(conn, gesture, effect), customer)


def _written(
    conn: Connection, entry: History, customer: Customer
) -> tuple[CustomerPerson, Customer, History]:
    person = rows.row_of(conn, entry)
    if not isinstance(person, CustomerPerson):
        raise Unknown("That gesture came twice, and what it did first was something else.")
    return person, customer, entry


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on somebody: the form, which remembers what it shows."""
    person, customer = await house.db.read(look, gesture, _number(gesture.value))
    fields = _as_form(person)
    form = views.person_form(customer, fields, person_id=person.id, memory={"shown": shown(fields)})
    return Ask(form)


def look(
    conn: Connection, gesture: Gesture, person_id: int, *, lock: bool = False
) -> tuple[CustomerPerson, Customer]:
    """Somebody at a customer, and the customer. Raises Unknown."""
    person = customer_people.by_id(conn, gesture.team_id, person_id, lock=lock)
    customer = customers.by_id(conn, gesture.team_id, person.customer_id) if person else None
    if person is None or customer is None:
        raise Unknown("They were taken out already. Open the customer to see who is there.")
    return person, customer


def _as_form(person: CustomerPerson) -> dict[str, str]:
    return {"name": person.name, "role": person.role, "reach": person.reach}


async def save_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form."""
    person, customer, entry = await house.db.write(save_edit, gesture, int(gesture.memory.get("person") or 0))
    return Say(views.done(person, customer, "is corrected.", entry), title="Saved")


def save_edit(conn: Connection, gesture: Gesture, person_id: int) -> tuple[CustomerPerson, Customer, History]:
    """Writes the correction; a field that nobody touched stays as it is by now. Raises a Refusal."""
    person, customer = look(conn, gesture, person_id, lock=True)

    def effect() -> History:
        given = merged(gesture.form, gesture.memory.get("shown") or {}, _as_form(person))
        decided = rules.edit(
            person,
            given.get("name", ""),
            role=given.get("role", ""),
            reach=given.get("reach", ""),
            known=customer_people.known(conn, gesture.team_id, customer.id or 0),
        )
        return rows.change(
            conn, person, decided.what, decided.fields, by=gesture.person.id, via="form", now=gesture.now
        )

    entry = once(conn, gesture, effect)
    return person, customer, entry


async def remove_pressed(house: House, gesture: Gesture) -> Answer:
    """*Remove*: they are there no longer."""
    person, customer, entry = await house.db.write(save_removal, gesture, _number(gesture.value))
    said = f"is one of {customer.name}'s people no longer. What was said with them stays."
    return Say(views.done(person, customer, said, entry), title="Removed")


def save_removal(
    conn: Connection, gesture: Gesture, person_id: int
) -> tuple[CustomerPerson, Customer, History]:
    """Takes somebody out. Raises Unknown."""
    removed: list[CustomerPerson] = []
    whose: list[Customer] = []

    def effect() -> History:
        person, customer = look(conn, gesture, person_id, lock=True)
        removed.append(person)
        whose.append(customer)
        decided = rules.remove(gesture.now)
        by, now = gesture.person.id, gesture.now
        return rows.change(conn, person, decided.what, decided.fields, by=by, via=via(gesture), now=now)

    entry = once(conn, gesture, effect)
    if removed:
        return removed[0], whose[0], entry
    customer = customers.by_id(conn, gesture.team_id, entry.customer_id or 0)
    if customer is None:
        raise Unknown("The customer was taken back.")
    return _written(conn, entry, customer)


def _customer(conn: Connection, gesture: Gesture, number: int, *, stays: bool = False) -> Customer:
    found = customers.by_number(conn, gesture.team_id, number, hold="stays" if stays else "")
    if found is None:
        raise Unknown(f"There is no C-{number}, or it was taken back.")
    return found


def _number(value: str) -> int:
    if not value.isdecimal():
        raise Refusal(OUTDATED)
    return int(value)
