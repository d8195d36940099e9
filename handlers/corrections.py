"""What is typed behind `edit P-12` and `edit W-3`: what was logged, said better, for the form that opens."""

from collections.abc import Callable, Mapping, Sequence

from bot import dates, wording
from bot.calendar import wall_on
from handlers.due_dates import as_typed, doubt, wall
from handlers.gestures import Gesture
from handlers.house import House
from handlers.people import local
from handlers.slack_text import plain
from handlers.sources import names_in


async def corrections(
    house: House,
    gesture: Gesture,
    typed: str,
    zone: str,
    stands: Mapping[str, str],
    read: Callable[..., wording.Said] = wording.read_promise,
) -> tuple[dict[str, str], Sequence[str]]:
    """The form's fields that are said in it as `read` reads it, dates on the clock of `zone`, and the remarks on dates that
    are in doubt, or are none, so that what `stands` in the form stays. What may be a name before a colon stays in the words:
    whose it is stands in the form."""
    if not typed.strip():
        return {}, []
    person = gesture.person
    said = read(
        typed,
        now=local(gesture.now, person),
        order=house.settings.date_order,
        languages=dates.spoken(person.locale),
    )
    words = f"{said.customer}: {said.words}" if said.customer else said.words
    fields = {"words": plain(words, await names_in(house, gesture, typed)), "owner": said.owner_id or ""}
    remarks: list[str] = []
    for name, found, how in (("due", said.due, said.due_text), ("aim", said.aim, said.aim_text)):
        question = doubt(found, typed=how, person=person, now=gesture.now)
        remarks += [question] if question else []
        if isinstance(found, dates.NoDateYet):
            stays = f", so {stands[name]} stays" if stands[name] else ""
            remarks.append(f"“{how}” is no date{stays}.")
        new = None if question else wall(found)
        fields[name] = as_typed(wall_on(new, person.zone, zone)) if new else ""
    return {name: value for name, value in fields.items() if value}, remarks
