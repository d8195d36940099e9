"""Who stands in while somebody is away: whoever they name, if they are here at that time."""

from bot import absences as rules
from bot import away_words
from bot.access import Person, Standing, admit_owner
from bot.refusals import NotAllowed, Refusal
from bot.text import clean
from handlers import absent
from handlers.gestures import Gesture
from handlers.house import UNREACHED, House
from storage import absences


async def named(house: House, gesture: Gesture, said: away_words.Said) -> tuple[Person | None, str]:
    """Who stands in, and what is to be asked about it. Raises NotAllowed for who cannot."""
    if said.cover_id:
        person = await house.people.get(said.cover_id, now=gesture.now)
        admit(person, gesture)
        return person, ""
    if not said.cover_name:
        return None, ""
    try:
        everybody = await house.people.everybody(now=gesture.now)
    except UNREACHED:
        return None, "Slack did not tell me in time who that is. Choose who stands in."
    wanted = said.cover_name.casefold()
    called = [
        each
        for each in everybody.values()
        if wanted in {each.name.casefold(), *each.name.casefold().split()[:1]}
    ]
    found = [each for each in called if each.standing is Standing.MEMBER and each.id != gesture.person.id]
    if len(found) == 1:
        return found[0], ""
    left = [each.name for each in called if each.standing is Standing.GONE]
    if left and not found:
        return None, f"{left[0]} has left this Slack. Choose somebody else to stand in."
    several = "More than one colleague is" if found else "Nobody here is"
    return None, f"{several} called “{clean(said.cover_name, what='The name')}”. Choose who stands in."


async def away_then(house: House, gesture: Gesture, wish: rules.Wish, cover: Person) -> str:
    """How whoever is to stand in is away in that time: "away until Fri 27 Nov". Empty where they are here."""
    try:
        mine = rules.make(wish, team_id=gesture.team_id, person_id=gesture.person.id, now=gesture.now)
    except Refusal:
        return ""  # it is refused anyway
    theirs = await house.db.read(absences.to_come, gesture.team_id, cover.id, now=gesture.now)
    met = [each for each in theirs if mine.from_at < each.until_at and each.from_at < mine.until_at]
    if met:
        begins = (
            "" if met[0].from_at <= gesture.now else f"from {rules.begins_in_words(met[0], now=gesture.now)} "
        )
        return f"away {begins}{rules.until_in_words(met[0], now=gesture.now)}"
    away = await shown(house, gesture, cover.id)
    return away.why if away and (away.until is None or away.until > mine.from_at) else ""


def admit(person: Person, gesture: Gesture, *, field: str = "") -> None:
    """Raises NotAllowed for who cannot stand in for this person."""
    if person.id == gesture.person.id:
        raise NotAllowed("You can't stand in for yourself. Choose a colleague, or leave it out.", field=field)
    admit_owner(person, field=field, to="stand in for you")


async def shown(house: House, gesture: Gesture, person_id: str) -> rules.Absence | None:
    """How somebody is away now, by what they said or as Slack shows; None where they are not."""
    found = await absent.absences(house, [person_id], now=gesture.now)
    return found.get(person_id)
