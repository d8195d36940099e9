"""A serious case put before somebody who leads: five lines, and the button that says they called [practice 18]."""

from contextlib import suppress

from bot import mistake_brief
from bot import mistakes as rules
from bot.changes import Change
from bot.refusals import AlreadySo, Unreadable
from handlers.for_whom import owner
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.mistake_card import look, number_of, show
from handlers.mistake_change import change
from handlers.routes import Routes
from handlers.slack_text import mentioned
from handlers.views import mistake_forms as form_views
from handlers.views import mistakes as views
from handlers.views.mistake_card import Known
from handlers.views.parts import Message
from storage import inbox
from storage.tables import Mistake


def register(routes: Routes) -> None:
    """*Brief a lead*, and the leader's own button."""
    routes.actions |= {"mistake_brief": pressed, "mistake_called": called}
    routes.submissions["mistake_brief"] = send


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Brief a lead*."""
    return await brief(house, gesture, number_of(gesture.value))


async def brief(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """The five lines, with a lead chosen beforehand: who was mentioned, or one of the workspace's."""
    known = await house.db.read(look, gesture, number)
    if known.mistake.status != "open":
        return await show(house, gesture, number, notice=f"M-{number} is closed.")
    asked = mentioned(gesture.value) if gesture.surface == "command" else []
    leads = asked or sorted((await house.preferences()).leads - {gesture.person.id})
    text = await _lines(house, gesture, known)
    lead_id = leads[0] if leads else None
    return Ask(form_views.brief_form(known.mistake, known.customer, text, lead_id=lead_id))


async def send(house: House, gesture: Gesture) -> Answer:
    """The chosen lead gets it as a direct message, once."""
    number = int(gesture.memory.get("number") or 0)
    if not gesture.form.get("lead"):
        raise Unreadable("Who should call? Choose a colleague.", field="lead")
    known = await house.db.read(look, gesture, number)
    lead = await owner(house, gesture, gesture.form["lead"])
    if known.mistake.status != "open":
        raise AlreadySo(f"M-{number} is closed by now, so nobody needs to call.", field="lead")
    text = await _lines(house, gesture, known)
    message = views.briefed(known.mistake, known.customer, gesture.person.id, text)
    with suppress(inbox.Repeated):
        await house.db.write(inbox.enter, gesture.team_id, gesture.key, entry=None, now=gesture.now)
        house.talk.later(_send(house, gesture, lead.id, lead.name, message))
    return Say(views.sent(known.mistake, lead.name), title=f"M-{number}")


async def _send(house: House, gesture: Gesture, lead_id: str, name: str, message: Message) -> None:
    if not await house.tell(lead_id, message.body()):
        await house.tell(gesture.person.id, views.brief_not_reached(name).body())


async def called(house: House, gesture: Gesture) -> Answer:
    """*I called them*: it stands in the history, and the owner of the repair hears of it."""
    number = number_of(gesture.value)

    def rule(mistake: Mistake) -> Change:
        return rules.called(mistake, by=gesture.person.id, now=gesture.now)

    return await change(
        house, gesture, number, rule, ": you called them. That is noted, and it means a lot to them."
    )


async def _lines(house: House, gesture: Gesture, known: Known) -> str:
    repairs = ""
    if known.mistake.owner_id:
        repairs = (await house.people.get(known.mistake.owner_id, now=gesture.now)).name
    return mistake_brief.lines(known.mistake, known.customer, owner=repairs)
