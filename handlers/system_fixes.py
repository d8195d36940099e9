"""System fixes: listed, opened, taken, planned, done, and told to everybody who was hit."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Connection

from bot import system_fixes as rules
from bot.access import admit_owner
from bot.calendar import instant
from bot.changes import Change
from bot.refusals import AlreadySo, ChangedSince, Refusal, Unknown, Unreadable
from handlers import system_fix_causes as causes
from handlers.due_dates import as_typed, read_field
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.stale_forms import merged, shown
from handlers.system_fix_telling import told_pressed
from handlers.views import system_fixes as views
from handlers.views.system_fix_telling import to_tell
from storage import history, rows
from storage import system_fixes as questions
from storage.tables import History, SystemFix

Rule = Callable[[SystemFix], Change]
SAID = {
    "taken": " is yours to see to. Thank you. When will it be done?",
    "reopened": " is open again.",
    "dropped": " is taken off the list: the cases only sound alike, and are not counted again.",
}

TAKEN_SINCE = (
    "A colleague has taken it meanwhile. Choose them, or close this and press New date to see who has it."
)


def register(routes: Routes) -> None:
    """The buttons and forms of a system fix."""
    routes.actions |= {
        "system_fix_show": shown_pressed,
        "fix_take": partial(_pressed, rule=lambda fix, by: rules.take(fix, by.person.id)),
        "fix_reopen": partial(_pressed, rule=lambda fix, _: rules.reopen(fix)),
        "fix_drop": partial(_pressed, rule=lambda fix, by: rules.drop(fix, now=by.now)),
        "fix_plan": plan_pressed,
        "fix_done": done_pressed,
        "fix_told": partial(told_pressed, waived=False),
        "fix_waive": partial(told_pressed, waived=True),
        "fix_list": listed,
    }
    routes.submissions |= {"fix_plan": plan_from_form, "fix_done": done_from_form}


def number_of(value: str) -> int:
    """A fix's number from a button. Raises a Refusal for what is no number of ours."""
    if not value.isdecimal():
        raise Refusal("That button is from an older Kept. /mistake fixes lists them.")
    return int(value)


def fix_of(conn: Connection, gesture: Gesture, number: int, *, lock: bool = False) -> SystemFix:
    """F-`number`. Raises Unknown."""
    found = questions.by_number(conn, gesture.team_id, number, lock=lock)
    if found is None:
        raise Unknown(f"There is no F-{number}, or it was taken back. /mistake fixes lists them.")
    return found


def look(conn: Connection, gesture: Gesture, number: int) -> views.Known:
    """One fix and all that belongs to it. Raises Unknown."""
    fix = fix_of(conn, gesture, number)
    cases = questions.of_fix(conn, fix)
    names = questions.names(conn, gesture.team_id, {case.customer_id for case in cases})
    return views.Known(
        fix,
        [(case, names.get(case.customer_id, "")) for case in cases],
        causes.hit_by(conn, fix, now=gesture.now) if fix.status == "done" else (),
        history.of_row(conn, gesture.team_id, "system_fix", fix.id or 0),
    )


async def show(house: House, gesture: Gesture, number: int, notice: str = "") -> Answer:
    """The card of one fix."""
    known, seen = await house.db.read(look, gesture, number), eye(house, gesture)
    telling = to_tell(known, seen)
    return Say(views.card(known, seen, notice=notice, telling=telling), title=f"F-{number}")


async def shown_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a fix; `/mistake F-1`, `/kept F-1`."""
    return await show(house, gesture, number_of(gesture.value))


async def listed(house: House, gesture: Gesture) -> Answer:
    """`/mistake fixes`."""
    fixes, untold = await house.db.read(_all, gesture)
    return Say(views.listed(fixes, untold, eye(house, gesture)), title="System fixes")


def _all(conn: Connection, gesture: Gesture) -> tuple[Sequence[SystemFix], dict[int, int]]:
    fixes = questions.listed(conn, gesture.team_id, most=views.LISTED)
    untold = {each.id or 0: len(causes.to_tell(conn, each, now=gesture.now)[1]) for each in fixes}
    return fixes, untold


def save(conn: Connection, gesture: Gesture, number: int, rule: Rule) -> tuple[SystemFix, History, bool]:
    """Applies a rule to F-`number` and writes what it decided; says too whether it is new. Raises a Refusal."""
    fix = fix_of(conn, gesture, number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        decided = rule(fix)
        made.append(True)
        return rows.change(
            conn, fix, decided.what, decided.fields, by=gesture.person.id, via=via(gesture), now=gesture.now
        )

    return fix, once(conn, gesture, effect), bool(made)


async def _pressed(house: House, gesture: Gesture, *, rule: Callable[[SystemFix, Gesture], Change]) -> Answer:
    """*I take it*, *Open it again*, *They only sound alike*."""
    number = number_of(gesture.value)
    try:
        fix, entry, _ = await house.db.write(save, gesture, number, lambda fix: rule(fix, gesture))
    except AlreadySo as refusal:
        return await show(house, gesture, number, notice=refusal.sentence)
    return Say(
        views.changed(fix, SAID.get(entry.what, " is noted."), entry, eye(house, gesture)),
        title=f"F-{number}",
    )


async def plan_pressed(house: House, gesture: Gesture) -> Answer:
    """*Name owner and date*, *New date*."""
    number = number_of(gesture.value)
    fix = await house.db.read(fix_of, gesture, number)
    if fix.status != "open":
        return await show(house, gesture, number, notice=f"F-{number} is done.")
    facts, owner_id = _facts(fix), fix.owner_id or gesture.person.id
    return Ask(views.plan_form(fix, facts, owner_id=owner_id, seen=shown(facts | {"owner": owner_id})))


def _facts(fix: SystemFix) -> dict[str, str]:
    return {"due": as_typed(fix.due_wall), "words": fix.words}


def _owner(fix: SystemFix, gesture: Gesture) -> str:
    """Who is to see to it: who was chosen in the form, or where nobody touched that, who does by now. Raises ChangedSince
    where somebody else took it meanwhile."""
    chosen, seen = gesture.form["owner"], {"owner": (gesture.memory.get("shown") or {}).get("owner", "")}
    by_now = fix.owner_id or gesture.person.id
    if shown({"owner": chosen}) == seen:
        return by_now
    if shown({"owner": by_now}) != seen and by_now != chosen:
        raise ChangedSince(TAKEN_SINCE, field="owner")
    return chosen


async def plan_from_form(house: House, gesture: Gesture) -> Answer:
    """Who sees to it, by when, and what changes."""
    form, number = gesture.form, int(gesture.memory.get("number") or 0)
    if not form.get("owner"):
        raise Unreadable("Who sees to it? Choose a colleague.", field="owner")
    person = await house.people.get(form["owner"], now=gesture.now)
    admit_owner(person)
    hours = house.settings.working_hours
    before: list[str | None] = []

    def rule(fix: SystemFix) -> Change:
        facts = _facts(fix)
        given = merged(form, gesture.memory.get("shown") or {}, facts)
        wall, zone = fix.due_wall, fix.zone
        if given["due"] != facts["due"]:
            zone = gesture.person.zone
            wall = read_field(house, gesture.person, given["due"], field="due", now=gesture.now)
        before.append(fix.owner_id)
        due_at = instant(wall, zone, hours) if wall else None
        planned = rules.Planned(given.get("words", ""), _owner(fix, gesture), wall, due_at, zone)
        return rules.plan(fix, planned)

    fix, entry, fresh = await house.db.write(save, gesture, number, rule)
    seen = eye(house, gesture)
    owner_id = fix.owner_id or person.id
    me = owner_id == gesture.person.id
    named = fresh and not me and before[-1] != owner_id  # the door may have asked twice
    if named:
        house.talk.later(_ask(house, gesture, fix))
    if owner_id != person.id:
        person = await house.people.get(owner_id, now=gesture.now)
    said = (
        f" is {'yours' if me else f'{person.name}’s'} to see to, by {views.due_in_words(fix, seen)}."
        f"{' They hear of it from me.' if named else ''}"
    )
    whom = views.for_whom(await house.db.read(look, gesture, number))
    return Say(views.changed(fix, said, entry, seen, whom=whom), title=f"F-{number}")


async def _ask(house: House, gesture: Gesture, fix: SystemFix) -> None:
    person = await house.people.get(fix.owner_id or "", now=gesture.now)
    seen = eye(house, gesture)._replace(zone=person.zone)
    await house.tell(person.id, views.asked(fix, gesture.person.id, seen).body())


async def done_pressed(house: House, gesture: Gesture) -> Answer:
    """*Done*: what we changed is asked first, since that is what customers hear."""
    return await done(house, gesture, number_of(gesture.value))


async def done(house: House, gesture: Gesture, number: int) -> Answer:
    """The same of F-`number`; `/mistake done F-1`. Raises Unknown."""
    fix = await house.db.read(fix_of, gesture, number)
    if fix.status != "open":
        return await show(house, gesture, number, notice=f"F-{number} is done.")
    return Ask(views.done_form(fix))


async def done_from_form(house: House, gesture: Gesture) -> Answer:
    """The cause is gone: everybody who was hit within a year is to hear it."""
    number, words = int(gesture.memory.get("number") or 0), gesture.form.get("words", "")
    hit = await house.db.read(_of_a_year, gesture, number)
    entry = await house.db.write(finish, gesture, number, words, hit)
    refresh(house, {gesture.person.id}, now=gesture.now)
    known = await house.db.read(look, gesture, number)
    seen = eye(house, gesture)
    more = to_tell(known, seen)
    said = " is done. Thank you."
    return Say(views.changed(known.fix, said, entry, seen, more=more), title=f"F-{number}")


def _of_a_year(conn: Connection, gesture: Gesture, number: int) -> list[int]:
    """Cases of the last twelve months with that cause that are not the fix's yet; read before, since it takes a while."""
    fix = fix_of(conn, gesture, number)
    since = gesture.now - rules.HIT_WITHIN
    return causes.same_cause(conn, gesture.team_id, fix.cause, since, most=causes.A_YEARS)


def finish(conn: Connection, gesture: Gesture, number: int, words: str, case_ids: Sequence[int]) -> History:
    """Writes that a fix is done, with all the cases of its cause. Raises a Refusal."""
    fix, entry, fresh = save(
        conn, gesture, number, lambda fix: rules.done(fix, words, by=gesture.person.id, now=gesture.now)
    )
    if fresh:
        questions.link(conn, case_ids, fix.id)
    return entry
