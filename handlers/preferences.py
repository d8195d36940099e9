"""Settings: what holds, where it comes from, and changing it: `/kept settings` and the button on Home."""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import preference_fields as fields
from bot import preference_orders as orders
from bot.access import Standing
from bot.countries import called
from bot.preferences import Preferences
from bot.refusals import AlreadySo, Refusal, Unreadable
from handlers import listening_learning
from handlers.audience import NOT_THERE, why_not
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Options, Say, Wrong
from handlers.home import refresh
from handlers.house import UNREACHED, House
from handlers.leads import admit
from handlers.routes import Routes
from handlers.stale_forms import corrected, shown
from handlers.views import preference_forms as forms
from handlers.views import preference_saved as saved
from handlers.views import preferences as views
from handlers.views.preference_nudging import nudging_form
from handlers.views.preference_parts import Filled
from handlers.views.preference_standards import standards_form
from storage import customer_record, history, looking_again, preferences
from storage.tables import History, Setting

CHOICES = 20


class Which(NamedTuple):
    """A form of settings: whose they are (a scope), and the form."""

    scope: str
    view: Callable[[Filled], View]


FORMS: Mapping[str, Which] = {
    "mine": Which("person", forms.mine_form),
    "workspace": Which("workspace", forms.workspace_form),
    "customers": Which("workspace", forms.customers_form),
    "reactions": Which("workspace", forms.reactions_form),
    "nudging": Which("workspace", nudging_form),
    "standards": Which("workspace", standards_form),
    "channel": Which("channel", forms.channel_form),
}
ORDERS = {
    **{setting: name for name, held in fields.FORMS.items() for setting in held},
    "me": "mine",
    "my": "mine",
    "own": "mine",
    "rhythms": "customers",
    **dict.fromkeys(orders.NAMES, "mine"),
}
UNKNOWN = (
    "I can't read that as a setting. Type one of your own: hours 9:00-17:00, days Mon-Fri, country Estonia, brief 8:30, "
    "quiet 19:00-8:00 or nudges 2, each behind /kept settings. Alone it shows everything, with its buttons."
)


def register(routes: Routes) -> None:
    """The page, its forms, and the list of countries."""
    routes.actions |= {"settings": pressed, "settings_reset": reset}
    for name in FORMS:
        routes.actions[f"settings_{name}"] = _opens(name)
        routes.submissions[f"settings_{name}"] = _saves(name)
    routes.options["country_name"] = countries


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/kept settings`, one form of them: `/kept settings workspace`, or one of one's own: `/kept settings brief 8:30`."""
    asked = " ".join(rest.split())
    if typed := orders.read(asked):
        return await _saved(house, gesture, FORMS["mine"], gesture.person.id, {typed.name: typed.value})
    name = ORDERS.get(asked.casefold(), asked.casefold())
    if name in FORMS:
        return await open_form(house, gesture, name, gesture.channel_id)
    first = asked.casefold().partition(" ")[0].rstrip(":")
    if (form := ORDERS.get(first, first)) in FORMS and form != "mine":
        raise Unreadable(f"That is set in a form, which /kept settings {form} opens.")
    if asked:
        raise Unreadable(UNKNOWN)
    own = await house.preferences(person_id=gesture.person.id)
    workspace = await house.preferences()
    in_channel = gesture.channel_id.startswith(("C", "G"))
    channel = await house.preferences(channel_id=gesture.channel_id) if in_channel else None
    may = await house.role(gesture.person) != "member"
    learned = await listening_learning.for_settings(house, gesture.channel_id, channel)
    shown = views.Shown(own, workspace, channel, gesture.channel_id, may=may, learned=learned)
    return Say(views.page(shown), title="Settings")


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Settings*."""
    return await command(house, gesture)


def _opens(name: str) -> Callable[[House, Gesture], Awaitable[Answer]]:
    async def opens(house: House, gesture: Gesture) -> Answer:
        return await open_form(house, gesture, name, gesture.value)

    return opens


async def open_form(house: House, gesture: Gesture, name: str, channel_id: str) -> Answer:
    """One form, with what is set now; it remembers that, so that sending it off changes only what was touched."""
    which = FORMS[name]
    if name == "channel" and not channel_id.startswith(("C", "G")):
        raise Refusal("Type /kept settings in the channel that you mean.")
    await _admit(house, gesture, name)
    held = await _held(house, gesture, which, channel_id)
    now_in_it = fields.as_form(held)
    of_it = {field: now_in_it[field] for field in _fields(name)}
    memory = {"shown": shown(of_it), "channel": channel_id if name == "channel" else ""}
    return Ask(which.view(Filled(held, now_in_it, memory)))


def _fields(name: str) -> list[str]:
    return [field for each in fields.FORMS[name] for field in fields.FIELDS.get(each, (each,))]


async def _admit(house: House, gesture: Gesture, name: str) -> None:
    if FORMS[name].scope != "person":
        await admit(house, gesture, to="change these settings", typed=f"/kept settings {name}")


async def _held(house: House, gesture: Gesture, which: Which, channel_id: str) -> Preferences:
    if which.scope == "person":
        return await house.preferences(person_id=gesture.person.id)
    return await house.preferences(channel_id=channel_id if which.scope == "channel" else "")


def _saves(name: str) -> Callable[[House, Gesture], Awaitable[Answer]]:
    async def saves(house: House, gesture: Gesture) -> Answer:
        return await save_form(house, gesture, name)

    return saves


async def save_form(house: House, gesture: Gesture, name: str) -> Answer:
    """A form sent off: what was touched in it is set; wrong input gets a sentence under its field."""
    which, channel_id = FORMS[name], str(gesture.memory.get("channel") or "")
    await _admit(house, gesture, name)
    house.held.forget()
    now_in_it = fields.as_form(await _held(house, gesture, which, channel_id))
    of_it = {field: now_in_it[field] for field in _fields(name)}
    form = {field: value.strip() for field, value in gesture.form.items()}
    try:
        read = await corrected(house, gesture._replace(form=form), of_it)
        values = fields.read(name, read, of_it)
    except fields.Wrongs as wrong:
        return Wrong(wrong.fields)
    remark = ""
    if "leads" in values and (strange := await _no_leads(house, gesture, form["leads"].split())):
        return Wrong({"leads": strange})
    for channel in ("team_channel", "voice_channel"):
        if values.get(channel) and (closed := await _closed(house, gesture, form[channel])):
            return Wrong({channel: closed})
    if name == "workspace" and "leads" in values and not values["leads"]:
        remark = "Without a lead only admins change the workspace's settings."
    scope_id = {"person": gesture.person.id, "channel": channel_id}.get(which.scope, "")
    return await _saved(house, gesture, which, scope_id, values, remark=remark)


async def _no_leads(house: House, gesture: Gesture, user_ids: list[str]) -> str:
    """Why somebody among these cannot be a lead, if so."""
    for user_id in user_ids:
        person = await house.people.get(user_id, now=gesture.now)
        if person.standing is not Standing.MEMBER:
            return f"{person.name} is no member of this workspace and cannot be a lead. Choose a colleague."
    return ""


async def _closed(house: House, gesture: Gesture, channel_id: str) -> str:
    """Why nothing of ours can be said in this channel, if so."""
    try:
        why = await why_not(house, channel_id, now=gesture.now)
    except UNREACHED:
        return "Slack does not say who is in that channel. Try again in a moment."
    hint = (
        " Invite me there and save this again, or choose another one."
        if why == NOT_THERE
        else " Choose another one."
    )
    return f"I cannot say anything there, since {why}.{hint}" if why else ""


async def reset(house: House, gesture: Gesture) -> Answer:
    """*Use the workspace's again*: nothing is this person's own any more."""
    held = await house.preferences(person_id=gesture.person.id)
    own = [name for name in fields.FORMS["mine"] if held.sources.get(name) == "person"]
    return await _saved(house, gesture, FORMS["mine"], gesture.person.id, dict.fromkeys(own))


async def _saved(
    house: House,
    gesture: Gesture,
    which: Which,
    scope_id: str,
    values: Mapping[str, object],
    *,
    remark: str = "",
) -> Answer:
    entry: History | None = None
    try:
        entry = await house.db.write(save, gesture, which.scope, scope_id, values)
    except AlreadySo:
        house.held.forget()
        if gesture.surface != "command":
            return await command(house, gesture)
    house.held.forget()
    held = await _held(house, gesture, which, scope_id)
    refresh(house, {gesture.person.id}, now=gesture.now)
    entry_id = entry.id if entry else None
    # Of a form that Slack delivers again nothing is new; what it set then is told once more.
    names = list(values) or (await house.db.read(_set_with, entry) if entry else [])
    if which.scope == "person":
        team = await house.preferences()
        message = saved.mine(names, held, team, entry_id, again=entry is None)
    else:
        message = saved.shared(names, held, which.scope, entry_id, remark=remark)
    return Say(message, title="Settings")


def _set_with(conn: Connection, entry: History) -> list[str]:
    """The names of the settings that were set together with that entry."""
    batch = history.of_batch(conn, entry.team_id, entry.batch)[::-1] if entry.batch else [entry]
    found = customer_record.rows_of(conn, entry.team_id, batch)
    settings = (found[each.kind, each.row_id] for each in batch)
    return [row.name for row in settings if isinstance(row, Setting)]


def save(
    conn: Connection, gesture: Gesture, scope: str, scope_id: str, values: Mapping[str, object]
) -> History:
    """Writes the settings, all at once, and gives the last entry. Raises AlreadySo where they were so already."""

    def effect() -> History:
        entries = [
            preferences.put(
                conn,
                gesture.team_id,
                scope,
                scope_id,
                name,
                value,
                by=gesture.person.id,
                via=via(gesture),
                now=gesture.now,
                batch=gesture.key if len(values) > 1 else None,
            )
            for name, value in values.items()
        ]
        looking_again.because_set(conn, gesture.team_id, scope, scope_id, values, now=gesture.now)
        made = [entry for entry in entries if entry is not None]
        if not made:
            raise AlreadySo("Nothing was changed: it is set so already.")
        return made[-1]

    return once(conn, gesture, effect)


async def countries(_house: House, gesture: Gesture) -> Answer:
    """The countries that fit what is being typed."""
    return Options([(name, code) for code, name in called(gesture.value, most=CHOICES)])
