"""`/kept away` and `/kept back`: what somebody says of being away, understood or asked about, and kept."""

from datetime import date, time
from typing import NamedTuple

from sqlalchemy import Connection

from bot import absences as rules
from bot import away_words, dates
from bot.access import Person
from bot.calendar import read_wall
from bot.changes import Change
from bot.refusals import AlreadySo, NotADate, Refusal, Unknown
from handlers import absence_cover
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.views import absences as views
from storage import absences, briefs, rows
from storage.tables import Away, History

OVER = "That absence is over already, or was called off. How it stands: /kept away"


class Saved(NamedTuple):
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
            later = await house.db.read(_others, gesture, current)
            return Say(views.stands(current, eye(house, gesture), later=later), title="Away")
        shown = await absence_cover.shown(house, gesture, gesture.person.id)
        remark = f"You are {shown.why}, and I take you for away as long as that stands." if shown else ""
        until = local(shown.until, gesture.person).date() if shown and shown.until else None
        return Ask(views.away_form(today=_today(gesture), last=until, remark=remark))
    now = local(gesture.now, gesture.person)
    said = away_words.read(
        rest, now=now, order=house.settings.date_order, languages=dates.spoken(gesture.person.locale)
    )
    cover, question = await absence_cover.named(house, gesture, said)
    question = said.question or question
    wish = None
    if said.first is not None and said.last is not None and not question:
        cover_id = cover.id if cover else None
        wish = rules.Wish(said.first, said.last, said.at, gesture.person.zone, cover_id, said.begins)
        if cover is not None and (why := await absence_cover.away_then(house, gesture, wish, cover)):
            question = f"{cover.name} is {why}. Choose somebody else to stand in, or leave it empty."
            cover = wish = None
    if wish is None:
        # In the form nobody means nobody.
        stays = current.cover_id if current and current.from_at <= gesture.now else None
        form = views.away_form(
            today=_today(gesture),
            first=said.first,
            last=said.last,
            at=said.at,
            cover_id=cover.id if cover else None if said.cover_name or said.cover_id else stays,
            remark=question,
            begins=said.begins,
        )
        return Ask(form, kept=f"/kept away {plain(rest)}")
    return await _save(house, gesture, wish, cover)


def _others(conn: Connection, gesture: Gesture, but: Away) -> list[Away]:
    """What else this person has said of being away later."""
    found = absences.to_come(conn, gesture.team_id, gesture.person.id, now=gesture.now)
    return [each for each in found if each.id != but.id]


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Change* on an absence, or the way to the form where that one is over."""
    current = await house.db.read(_meant, gesture, gesture.value)
    if current is None:
        return Ask(views.away_form(today=_today(gesture)))
    last, at = read_wall(current.until_wall)
    form = views.away_form(
        today=_today(gesture),
        first=date.fromisoformat(rules.first_day(current)),
        last=last,
        at=at,
        cover_id=current.cover_id,
        begins=rules.begins_at(current) if current.from_at > gesture.now else None,
        changes=current.id,
    )
    return Ask(form)


def _meant(conn: Connection, gesture: Gesture, which: str, *, lock: bool = False) -> Away | None:
    """The absence of this person with the id `which`, from its button; without one the one that runs or comes next. None
    where it is over."""
    there = absences.to_come(conn, gesture.team_id, gesture.person.id, now=gesture.now, lock=lock)
    return next((each for each in there if which in {"", str(each.id)}), None)


async def from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off."""
    form = gesture.form
    first = _date(form.get("first", ""), field="first")
    last = _date(form.get("last", ""), field="last")
    at = time.fromisoformat(form["at"]) if form.get("at") else None
    cover = None
    if form.get("cover"):
        cover = await house.people.get(form["cover"], now=gesture.now)
        absence_cover.admit(cover, gesture, field="cover")
    begins = time.fromisoformat(form["begins"]) if form.get("begins") else None
    wish = rules.Wish(first, last, at, gesture.person.zone, cover.id if cover else None, begins)
    changes = int(gesture.memory.get("away") or 0)
    return await _save(house, gesture, wish, cover, whole=True, changes=changes)


def _date(typed: str, *, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotADate("Choose a day.", field=field) from None


async def _save(
    house: House,
    gesture: Gesture,
    wish: rules.Wish,
    cover: Person | None,
    *,
    whole: bool = False,
    changes: int = 0,
) -> Answer:
    saved = await house.db.write(save, gesture, wish, whole=whole, changes=changes)
    remarks = []
    if cover is not None and (why := await absence_cover.away_then(house, gesture, wish, cover)):
        remarks.append(f"{cover.name} is {why}, so say it to them yourself, or name somebody else.")
    later = await house.db.read(_others, gesture, saved.away)
    message = views.saved(saved.away, saved.entry, eye(house, gesture), remarks=remarks, later=later)
    return Say(message, title="Away")


def save(
    conn: Connection, gesture: Gesture, wish: rules.Wish, *, whole: bool = False, changes: int = 0
) -> Saved:
    """Writes the absence, or changes the one that it touches (or that with the id `changes`), which also takes the place of
    others that lie within it. Whoever stands in already goes on to, where nobody is named, unless the wish is `whole`.
    Raises a Refusal."""
    person_id = gesture.person.id

    def effect() -> History:
        made = rules.make(wish, team_id=gesture.team_id, person_id=person_id, now=gesture.now)
        there = absences.to_come(conn, gesture.team_id, person_id, now=gesture.now, lock=True)
        met = [
            each
            for each in there
            if each.id == changes or (made.from_at < each.until_at and each.from_at < made.until_at)
        ]
        if not met:
            return rows.begin(conn, made, what="away", by=person_id, via=via(gesture), now=gesture.now)
        current = next((each for each in met if each.id == changes), met[0])
        batch = gesture.key if len(met) > 1 else None
        wanted = wish if whole else _kept(wish, current)
        entry = _change(conn, gesture, current, rules.change(current, wanted, now=gesture.now), batch=batch)
        others = [each for each in met if each is not current]
        within = [each for each in others if made.from_at <= each.from_at and each.until_at <= made.until_at]
        for each in within:
            _change(conn, gesture, each, Change("called off", {"removed_at": gesture.now}), batch=batch)
        return entry

    _look_soon(conn, gesture)
    return _written(conn, once(conn, gesture, effect))


def _kept(wish: rules.Wish, current: Away) -> rules.Wish:
    """Whoever stands in already goes on to, where nobody else was named."""
    return wish if wish.cover_id else wish._replace(cover_id=current.cover_id)


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


def _look_soon(conn: Connection, gesture: Gesture) -> None:
    """Has the clock look at this person; before anything else, as it locks their desk before their absences itself."""
    absences.look_at(conn, gesture.team_id, gesture.person.id, at=gesture.now, zone=gesture.person.zone)


def _written(conn: Connection, entry: History) -> Saved:
    away = rows.row_of(conn, entry)
    if not isinstance(away, Away):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was changed."
        )
    return Saved(away, entry)


async def back(house: House, gesture: Gesture, _rest: str = "", *, which: str = "") -> Answer:
    """`/kept back`: they are back, or do not go after all."""
    try:
        saved = await house.db.write(save_back, gesture, which)
    except Refusal:
        shown = await absence_cover.shown(house, gesture, gesture.person.id)
        if shown is None:
            raise
        return Say(views.still_shown(shown.why), title="Back", replace=False)
    shown = await absence_cover.shown(house, gesture, gesture.person.id)
    message = views.returned(saved.away, saved.entry, shown=shown.why if shown else "")
    return Say(message, title="Back")


async def back_pressed(house: House, gesture: Gesture) -> Answer:
    """*I'm back*, or *Call it off*, on an absence: pressed once more it ends no other one."""
    return await back(house, gesture, which=gesture.value)


def save_back(conn: Connection, gesture: Gesture, which: str = "") -> Saved:
    """Ends the absence that runs or is the next to come, or the one with the id `which`. Raises AlreadySo where there is
    none."""

    def effect() -> History:
        current = _meant(conn, gesture, which, lock=True)
        if current is None:
            raise AlreadySo(OVER if which else rules.NOT_AWAY)
        return _change(conn, gesture, current, rules.end(current, now=gesture.now))

    _look_soon(conn, gesture)
    saved = _written(conn, once(conn, gesture, effect))
    briefs.look_soon(conn, gesture.team_id, gesture.person.id, now=gesture.now)
    return saved


def _today(gesture: Gesture) -> date:
    return local(gesture.now, gesture.person).date()
