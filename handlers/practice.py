"""Practice: for half an hour everything a person says is tried and taken back, and every answer says so [practice 50]."""

from datetime import timedelta

from sqlalchemy import Connection

from bot.moments import moment_in_words
from bot.refusals import AlreadySo
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.rehearsal import RehearsalDatabase, RehearsalHouse, real
from handlers.routes import Routes
from handlers.views import practice as views
from handlers.words_over import beside
from storage import preferences

LASTS = timedelta(minutes=30)


def register(routes: Routes) -> None:
    """Its beginning and end, and the buttons of what was never saved."""
    routes.actions |= {"practice_start": command, "practice_stop": stop}
    routes.actions |= {f"practised_{place}": pressed for place in range(views.MOST_BUTTONS)}


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/kept practice`, `/kept practice stop`, and the button."""
    if rest.strip().casefold() in {"stop", "end", "off", "done"}:
        return await stop(house, gesture)
    until = gesture.now + LASTS
    await _set(real(house), gesture, until.isoformat())
    begun = Say(views.begun(moment_in_words(until, gesture.person.zone, now=gesture.now)), title="Practice")
    return beside(begun, rest) if rest.strip() and gesture.surface == "command" else begun


async def stop(house: House, gesture: Gesture) -> Answer:
    """*Stop practising*: from now on things are saved."""
    held = await house.preferences(person_id=gesture.person.id)
    if held.practice_until is None or held.practice_until <= gesture.now:
        raise AlreadySo("You are not practising: what you say is saved.")
    await _set(real(house), gesture, None)
    return Say(views.ended(), title="Practice")


async def _set(house: House, gesture: Gesture, until: str | None) -> None:
    await house.db.write(save, gesture, until)
    house.held.forget()
    refresh(house, {gesture.person.id}, now=gesture.now)


def save(conn: Connection, gesture: Gesture, until: str | None) -> None:
    """Remembers until when somebody practises, without a history: it is nothing to undo."""
    preferences.note(conn, gesture.team_id, gesture.person.id, "practice_until", until)


async def pressed(_house: House, gesture: Gesture) -> Answer:
    """A button under something that was only tried."""
    return Say(views.nothing_there(gesture.value), title="Practice", replace=False)


def marked(house: House, answer: Answer) -> Answer:
    """The answer with the remark that nothing of this is saved, where somebody practises.

    The buttons under what was tried name things that do not exist, or that somebody else's will be called by one day:
    they lead to `pressed`.
    """
    if not isinstance(house, RehearsalHouse) or not isinstance(house.db, RehearsalDatabase):
        return answer
    if isinstance(answer, Say):
        return answer._replace(message=views.practised(answer.message, tried=house.db.tried > 0))
    if isinstance(answer, Ask):
        views.mark_form(answer.view)
    return answer
