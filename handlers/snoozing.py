"""Snoozing: nothing is heard of one thing for a while, by the menu on its line, by a form, or typed."""

from typing import NamedTuple

from sqlalchemy import Connection

from bot import dates, snooze_times
from bot import snoozes as rules
from bot.nudge_endings import is_replaced, is_snoozed
from bot.promises import is_late
from bot.quiet import Calendar
from bot.reasons import REASONS
from bot.refusals import AlreadySo, NotADate, NotAllowed, Refusal, Unknown
from bot.snooze_words import NUDGE, Named, named
from handlers import why
from handlers.calendars import calendar_for
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.nudge_things import Thing, of_named
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.views import snoozing as views
from storage import nudges, rows, snoozes
from storage.tables import LETTERS, History, Promise, Snooze, Waiting

WHICH = (
    "Which one? Say its number and until when, for example /kept {order} N-9 until Thu. Each line of your brief ends with "
    "its number: /kept brief"
)
# What comes once and would not come again on the day that a snooze names, and what to do instead.
COMES_ONCE = {
    "lessons": "It comes once, with a new month. The draft is there whenever you want it: /kept lessons",
}
OLD = "That menu is from an older Kept. Type /kept brief."


class Snoozed(NamedTuple):
    """What was snoozed, the snooze, and its entry."""

    thing: Thing
    snooze: Snooze
    entry: History
    # Whether others would have heard of it next.
    ladder: bool


def register(routes: Routes) -> None:
    """Its form; the menu on each line of a brief is in `handlers/brief_menu.py`."""
    routes.submissions["nudge_snooze"] = from_form


async def chosen(house: House, gesture: Gesture) -> Answer:
    """An entry of the menu: "9 tomorrow"."""
    number, _, name = gesture.value.partition(" ")
    if not (number.isdecimal() and len(number) < 10):
        raise Refusal(OLD)
    about = Named(NUDGE, int(number))
    if name == "why":
        return await why.why(house, gesture, about)
    thing = await house.db.read(of_named, gesture, about)
    if name == "pick":
        return Ask(views.until_form(thing.name, reference=f"N-{number}"))
    calendar = await calendar_for(house, gesture.person)
    try:
        rest = snooze_times.choice(name, now=gesture.now, calendar=calendar)
    except KeyError:
        raise Refusal(OLD) from None
    try:
        rest = _fitting(thing, rest, gesture, calendar)
    except Refusal as refusal:
        said = "Mon" if name == "monday" else ""
        return _ask(thing, about, typed=said, remark=refusal.sentence, stop=False)
    return await _snooze(house, gesture, about, rest, calendar)


async def from_form(house: House, gesture: Gesture) -> Answer:
    """Until when, as it was written in the form."""
    about = named(str(gesture.memory.get("reference") or ""))
    typed, calendar = gesture.form.get("until", ""), await calendar_for(house, gesture.person)
    rest = _read(house, gesture, typed, calendar, stop=False)
    if rest is None:
        raise NotADate("Until when? For example Thu, 2 days, or 1h.", field="until")
    if gesture.form.get("how") == rules.STOP and rest.how == rules.UNTIL:
        rest = rules.Rest(rules.STOP, rest.wall)
    rest = _fitting(await house.db.read(of_named, gesture, about), rest, gesture, calendar)
    return await _snooze(house, gesture, about, rest, calendar)


async def command(house: House, gesture: Gesture, typed: str, *, stop: bool = False) -> Answer:
    """`/kept snooze N-9 until Thu`; with `stop`, `/kept stop N-9 until Mon`. What is no date opens the form."""
    about = named(typed)
    if not about.number:
        raise Unknown(WHICH.format(order="stop" if stop else "snooze"))
    thing = await house.db.read(of_named, gesture, about)
    calendar = await calendar_for(house, gesture.person)
    try:
        rest = _read(house, gesture, about.rest, calendar, stop=stop)
    except NotADate as refusal:
        return _ask(thing, about, typed=about.rest, remark=refusal.sentence, stop=stop)
    if rest is None:
        return _ask(thing, about, stop=stop)
    try:
        rest = _fitting(thing, rest, gesture, calendar)
    except Refusal as refusal:
        return _ask(thing, about, typed=about.rest, remark=refusal.sentence, stop=stop)
    return await _snooze(house, gesture, about, rest, calendar)


async def stop(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/kept stop N-9 until Mon`: whatever happens until then."""
    return await command(house, gesture, typed, stop=True)


def _ask(thing: Thing, about: Named, *, typed: str = "", remark: str = "", stop: bool) -> Ask:
    letter = "N" if about.kind == NUDGE else LETTERS[about.kind]
    reference = f"{letter}-{about.number}"
    view = views.until_form(thing.name, reference=reference, typed=typed, remark=remark, stop=stop)
    return Ask(view, kept=typed)


def _fitting(thing: Thing, rest: rules.Rest, gesture: Gesture, calendar: Calendar) -> rules.Rest:
    """Until when it may be quiet, by what it is. Raises Refusal."""
    if isinstance(thing.row, Promise) and is_late(thing.row, now=gesture.now):
        return snooze_times.for_late(rest, now=gesture.now, calendar=calendar)
    if isinstance(thing.row, Waiting):
        words = snooze_times.WAITED_ON
        return snooze_times.for_late(rest, now=gesture.now, calendar=calendar, words=words)
    return rest


def _read(house: House, gesture: Gesture, typed: str, calendar: Calendar, *, stop: bool) -> rules.Rest | None:
    return snooze_times.typed(
        typed,
        now=gesture.now,
        calendar=calendar,
        order=house.settings.date_order,
        stop=stop,
        languages=dates.spoken(gesture.person.locale),
    )


async def _snooze(
    house: House, gesture: Gesture, about: Named, rest: rules.Rest, calendar: Calendar
) -> Answer:
    try:
        done = await house.db.write(save, gesture, about, rest)
    except AlreadySo as refusal:
        thing = await house.db.read(of_named, gesture, about)
        return Say(views.over(thing.name, refusal.sentence), title="Snooze", replace=False)
    thing = done.thing
    message = views.snoozed(
        done.snooze,
        thing.name,
        getattr(thing.row, "number", None),
        thing.customer,
        done.entry,
        eye(house, gesture),
        ladder=done.ladder,
        at_once=snooze_times.comes_at_once(rest.wall, calendar),
    )
    return Say(message, title="Snoozed")


def save(conn: Connection, gesture: Gesture, about: Named, rest: rules.Rest) -> Snoozed:
    """Writes the snooze, in the place of one that still held, and has the clock look at the thing. Raises a Refusal."""
    thing = of_named(conn, gesture, about)
    _check(thing, gesture)
    made = rules.make(
        rest,
        team_id=gesture.team_id,
        kind=thing.kind,
        row_id=thing.row_id,
        customer_id=thing.customer.id if thing.customer else None,
        person_id=gesture.person.id,
        zone=gesture.person.zone,
        now=gesture.now,
    )

    def effect() -> History:
        by, how = gesture.person.id, via(gesture)
        before = [
            each
            for each in snoozes.of_rows(conn, gesture.team_id, {(thing.kind, thing.row_id)})
            if each.person_id == by and each.until_at and each.until_at > gesture.now
        ]
        batch = gesture.key if before else None
        for each in before:
            gone = {"removed_at": gesture.now}
            rows.change(conn, each, "replaced", gone, by=by, via=how, now=gesture.now, batch=batch)
        entry = rows.begin(conn, made, what="snoozed", by=by, via=how, now=gesture.now, batch=batch)
        snoozes.look_soon(conn, made, now=gesture.now)
        return entry

    entry = once(conn, gesture, effect)
    snooze = snoozes.by_id(conn, gesture.team_id, entry.row_id) or made
    return Snoozed(thing, snooze, entry, _climbs(conn, gesture, thing))


def _climbs(conn: Connection, gesture: Gesture, thing: Thing) -> bool:
    """Whether what they were asked last of it goes on to others."""
    asked = nudges.of_rows(conn, gesture.team_id, thing.kind, [thing.row_id]).get(thing.row_id, ())
    theirs = [each for each in asked if each.recipient_id == gesture.person.id]
    last = thing.nudge or max(theirs, key=lambda each: each.number, default=None)
    reason = REASONS.get(last.reason) if last else None
    return reason is not None and reason.ladder


def _check(thing: Thing, gesture: Gesture) -> None:
    """Raises AlreadySo where nothing asks any more or would again, and NotAllowed for what somebody else is asked."""
    nudge = thing.nudge
    if nudge is not None and nudge.recipient_id != gesture.person.id:
        raise NotAllowed(
            f"N-{nudge.number} went to somebody else, so it is theirs to snooze. Yours are in /kept brief."
        )
    if nudge is not None and nudge.reason in COMES_ONCE:
        raise AlreadySo(COMES_ONCE[nudge.reason])
    if thing.row is None or getattr(thing.row, "removed_at", None) is not None:
        raise AlreadySo("It was taken back, so nothing is to be snoozed.")
    over = nudge.ended_why if nudge is not None and nudge.ended_at is not None else ""
    # In the place of what was replaced another one asks about the same, and what is snoozed may be snoozed for longer.
    if nudge is not None and nudge.ended_at is not None and not (is_replaced(over) or is_snoozed(over)):
        raise AlreadySo(
            f"N-{nudge.number} is over ({over or 'it was answered'}), so nothing is to be snoozed."
        )
    if getattr(thing.row, "status", "open") != "open" and (nudge is None or is_snoozed(over)):
        raise AlreadySo("It is closed, so nothing is to be snoozed.")
