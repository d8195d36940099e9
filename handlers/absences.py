"""Who is away, back or gone: whoever stands in is told, and so are they when they return."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot import absences as rules
from bot.absences import Absence
from bot.access import Person, Standing
from handlers import absence_giving, absence_leaving, absence_looking
from handlers.absence_facts import about_desks
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.routes import Routes
from storage import absences as questions

__all__ = ["Absence", "about_desks", "absences", "look", "register"]


def register(routes: Routes) -> None:
    """The form and buttons of `/kept away`, what a lead does about who left, and what Slack says of people."""
    absence_giving.register(routes)
    absence_leaving.register(routes)
    routes.events |= {"user_change": changed, "dnd_updated_user": changed}


async def changed(house: House, gesture: Gesture) -> Answer:
    """Somebody's profile, status or do-not-disturb changed, or they left: Slack is asked again."""
    house.people.forget(gesture.person.id)
    house.people.watch.changed.add(gesture.person.id)
    house.wake()
    return None


async def absences(house: House, person_ids: Collection[str], *, now: datetime) -> Mapping[str, Absence]:
    """Those of these people who cannot be asked now, by id. However many they are, that is one question to the store and a
    few to Slack at most, which remembers; of whom Slack says nothing nobody is away but by their own word."""
    ids = {each for each in person_ids if each}
    if not ids:
        return {}
    said = await house.db.read(questions.running, house.team_id, ids, now)
    people = await house.people.several(ids, now=now)
    found: dict[str, Absence] = {}
    for person_id in ids:
        if absence := rules.absent(people.get(person_id), said.get(person_id, ()), now=now):
            found[person_id] = absence
    here = {
        person_id: person
        for person_id, person in people.items()
        if person_id not in found and person.standing is Standing.MEMBER
    }
    found |= await _paused(house, here, now)
    _compare(house, found, ids)
    return found


async def _paused(house: House, people: Mapping[str, Person], now: datetime) -> Mapping[str, Absence]:
    """Who has paused their notifications for more than half a working day."""
    found: dict[str, Absence] = {}
    for person_id, (begins, ends) in (await house.people.pauses(people, now=now)).items():
        if not begins <= now < ends:
            continue
        person = people[person_id]
        held = await house.preferences(person_id=person_id)
        until = rules.pause(begins, ends, hours=held.hours, zone=person.zone, now=now)
        if until and (absence := rules.absent(person, (), paused_until=until, now=now)):
            found[person_id] = absence
    return found


def _compare(house: House, found: Mapping[str, Absence], ids: Collection[str]) -> None:
    """Remembers whom Slack shows otherwise than before: the clock looks at them next."""
    watch = house.people.watch
    away = {person_id for person_id, each in found.items() if not each.gone}
    watch.changed |= (away - watch.away) | ((watch.away & set(ids)) - away)
    watch.away = (watch.away - set(ids)) | away


async def look(house: House) -> bool:
    """Looks at the people whose absence begins or ends about now, who left, or whom a lead is to call; says whether there
    may be more."""
    return await absence_looking.look(house, absences)
