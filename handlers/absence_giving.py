"""`/kept away` and `/kept back`: what somebody says of being away, understood or asked about, and kept."""

from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import Connection

from bot import absences as rules
from bot import away_words
from bot.access import Person, Standing, admit_owner
from bot.calendar import read_wall
from bot.changes import Change
from bot.refusals import AlreadySo, NotADate, NotAllowed, Refusal, Unknown
from bot.text import clean
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.people import local
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.views import absences as views
from storage import absences, briefs, rows
from storage.tables import Away, History

OUTDATED = "That button is from an older Kept. Type /kept away."


@dataclass(frozen=True)
class Saved:
    """An absence as it stands, and the entry to undo."""

    away: Away
    entry: History


def register(routes: Routes) -> None:
    """The form, and the buttons that open it and end an absence."""
    routes.submissions["away_say"] = from_form
    routes.actions |= {"away_new": pressed, "away_back": back_pressed}


async def command(house: House, gesture: Gesture, rest: str) -> Answer:
    """`/kept away …`: at once where the words say from when until when, otherwise how it stands, or the form."""
    current = await house.db.read(absences.latest, gesture.team_id, gesture.person.id, now=gesture.now)
    if not rest.strip():
        if current is not None:
            return Say(views.stands(current, eye(house, gesture)), title="Away")
        return Ask(views.away_form(today=_today(gesture)))
    now = local(gesture.now, gesture.person)
    said = away_words.read(rest, now=now, order=house.settings.date_order)
    cover, question = await _cover(house, gesture, said)
    question = said.question or question
    if said.first is None or said.last is None or question:
        # In the form nobody means nobody.
        stays = current.cover_id if current and current.from_at <= gesture.now else None
        form = views.away_form(
            today=_today(gesture),
            first=said.first,
            last=said.last,
            at=said.at,
            cover_id=cover.id if cover else None if said.cover_name else stays,
            remark=question,
        )
        return Ask(form, kept=f"/kept away {plain(rest)}")
    wish = rules.Wish(said.first, said.last, said.at, gesture.person.zone, cover.id if cover else None)
    return await _save(house, gesture, wish, cover)


async def _cover(house: House, gesture: Gesture, said: away_words.Said) -> tuple[Person | None, str]:
    """Who stands in, and what is to be asked about it. Raises NotAllowed for who cannot."""
    if said.cover_id:
        person = await house.people.get(said.cover_id, now=gesture.now)
        _admit(person, gesture)
        return person, ""
    if not said.cover_name:
        return None, ""
    try:
        everybody = await house.people.everybody(now=gesture.now)
    except UNREACHED:
        return None, "Slack did not tell me in time who that is. Choose who stands in."
    wanted = said.cover_name.casefold()
    found = [
        each
        for each in everybody.values()
        if each.standing is Standing.MEMBER
        and each.id != gesture.person.id
        and wanted in {each.name.casefold(), *each.name.casefold().split()[:1]}
    ]
    if len(found) == 1:
        return found[0], ""
    several = "More than one colleague is" if found else "Nobody here is"
    return None, f"{several} called “{clean(said.cover_name, what='The name')}”. Choose who stands in."


def _admit(person: Person, gesture: Gesture, *, field: str = "") -> None:
    if person.id == gesture.person.id:
        raise NotAllowed("You can't stand in for yourself. Choose a colleague, or leave it out.", field=field)
    admit_owner(person, field=field, to="stand in for you")


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Change* on an absence, or the way to the form."""
    current = await house.db.read(absences.latest, gesture.team_id, gesture.person.id, now=gesture.now)
    if current is None:
        return Ask(views.away_form(today=_today(gesture)))
    last, at = read_wall(current.until_wall)
    form = views.away_form(
        today=_today(gesture),
        first=date.fromisoformat(rules.first_day(current)),
        last=last,
        at=at,
        cover_id=current.cover_id,
    )
    return Ask(form)


async def from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    form = gesture.form
    first = _date(form.get("first", ""), field="first")
    last = _date(form.get("last", ""), field="last")
    at = time.fromisoformat(form["at"]) if form.get("at") else None
    cover = None
    if form.get("cover"):
        cover = await house.people.get(form["cover"], now=gesture.now)
        _admit(cover, gesture, field="cover")
    wish = rules.Wish(first, last, at, gesture.person.zone, cover.id if cover else None)
    return await _save(house, gesture, wish, cover, whole=True)


def _date(typed: str, *, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotADate("Choose a day.", field=field) from None


async def _save(
    house: House, gesture: Gesture, wish: rules.Wish, cover: Person | None, *, whole: bool = False
) -> Answer:
    saved = await house.db.write(save, gesture, wish, whole=whole)
    remarks = []
    if cover is not None:
        away = await absences_now(house, gesture, cover.id)
        remarks += (
            [f"{cover.name} is {away}, so say it to them yourself, or name somebody else."] if away else []
        )
    return Say(views.saved(saved.away, saved.entry, eye(house, gesture), remarks=remarks), title="Away")


async def absences_now(house: House, gesture: Gesture, person_id: str) -> str:
    """How a colleague is away now, by what they said or their status; empty where they are not."""
    said = await house.db.read(absences.running, gesture.team_id, [person_id], gesture.now)
    people = await house.people.several([person_id], now=gesture.now)
    found = rules.absent(people.get(person_id), said.get(person_id, ()), now=gesture.now)
    return found.why if found else ""


def save(conn: Connection, gesture: Gesture, wish: rules.Wish, *, whole: bool = False) -> Saved:
    """Writes the absence, or changes the one that it touches, which also takes the place of later ones that lie within it.
    Whoever stands in already goes on to, where nobody is named, unless the wish is `whole`. Raises a Refusal."""
    person_id = gesture.person.id

    def effect() -> History:
        made = rules.make(wish, team_id=gesture.team_id, person_id=person_id, now=gesture.now)
        there = absences.to_come(conn, gesture.team_id, person_id, now=gesture.now, lock=True)
        met = [each for each in there if made.from_at <= each.until_at and each.from_at <= made.until_at]
        if not met:
            return rows.begin(conn, made, what="away", by=person_id, via=via(gesture), now=gesture.now)
        current, batch = met[0], gesture.key if len(met) > 1 else None
        wanted = wish if whole else _kept(wish, current)
        entry = _change(conn, gesture, current, rules.change(current, wanted, now=gesture.now), batch=batch)
        within = [each for each in met[1:] if made.from_at <= each.from_at and each.until_at <= made.until_at]
        for each in within:
            _change(conn, gesture, each, Change("called off", {"removed_at": gesture.now}), batch=batch)
        return entry

    return _written(conn, gesture, once(conn, gesture, effect))


def _kept(wish: rules.Wish, current: Away) -> rules.Wish:
    """Whoever stands in already goes on to, where nobody else was named."""
    return wish if wish.cover_id else replace(wish, cover_id=current.cover_id)


def _change(
    conn: Connection, gesture: Gesture, away: Away, decided: Change, *, batch: str | None = None
) -> History:
    return rows.change(
        conn,
        away,
        decided.what,
        decided.fields,
        by=gesture.person.id,
        via=via(gesture),
        now=gesture.now,
        batch=batch,
    )


def _written(conn: Connection, gesture: Gesture, entry: History) -> Saved:
    absences.look_at(conn, gesture.team_id, gesture.person.id, at=gesture.now, zone=gesture.person.zone)
    away = rows.row_of(conn, entry)
    if not isinstance(away, Away):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was changed."
        )
    return Saved(away, entry)


async def back(house: House, gesture: Gesture, _rest: str = "") -> Answer:
    """`/kept back`: they are back, or do not go after all."""
    try:
        saved = await house.db.write(save_back, gesture)
    except Refusal:
        why = await absences_now(house, gesture, gesture.person.id)
        if not why:
            raise
        return Say(views.still_shown(why), title="Back", replace=False)
    why = await absences_now(house, gesture, gesture.person.id)
    return Say(views.returned(saved.away, saved.entry, eye(house, gesture), shown=why), title="Back")


async def back_pressed(house: House, gesture: Gesture) -> Answer:
    """*I'm back*, or *Call it off*."""
    return await back(house, gesture)


def save_back(conn: Connection, gesture: Gesture) -> Saved:
    """Ends the absence that runs or is the next to come. Raises AlreadySo where there is none."""

    def effect() -> History:
        current = absences.latest(conn, gesture.team_id, gesture.person.id, now=gesture.now, lock=True)
        if current is None:
            raise AlreadySo(rules.NOT_AWAY)
        return _change(conn, gesture, current, rules.end(current, now=gesture.now))

    saved = _written(conn, gesture, once(conn, gesture, effect))
    briefs.look_soon(conn, gesture.team_id, gesture.person.id, now=gesture.now)
    return saved


def _today(gesture: Gesture) -> date:
    return local(gesture.now, gesture.person).date()
