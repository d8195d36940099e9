"""Who cannot be asked now: by their own word, by what Slack shows, or because they left."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot import absences as rules
from bot.absences import Absence
from bot.access import Person, Standing
from handlers.house import House
from storage import absences as questions


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
