"""Customers from a file: `/customer import`, the preview, and taking it in; leads and admins only."""

import asyncio
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from bot.import_plan import TAKEN, Plan, Progress
from bot.importing import ALL_ALIKE, AS_NEW, GROUPS, LEAVE, Group
from bot.refusals import NotAllowed, Refusal, Unreadable
from handlers import import_taking, import_undoing, leads
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import UNREACHED, House
from handlers.import_reading import fetch, of_slack, understand
from handlers.import_taking import Taking
from handlers.people import local
from handlers.rehearsal import RehearsalHouse
from handlers.report import Report
from handlers.routes import Routes
from handlers.views import importing as views
from handlers.views.parts import Message
from storage import importing as questions
from storage.database import Database
from storage.tables import History, Upload

# The files that this process takes in now, for a second press.
RUNNING: WeakKeyDictionary[Database, set[int]] = WeakKeyDictionary()
# So many are taken in while the person waits; more in the background, with a message on how far it is.
FEW = 200
# Slack waits three seconds for the answer to a form; what takes longer is shown when it is there.
READ_WITHIN = 1.5
OUTDATED = "That button is from an older Kept. Begin again: /customer import"
NOT_UNREACHED = "Slack did not tell me who your colleagues are, so I did nothing. Try again in a moment."


def register(routes: Routes) -> None:
    """The form, the preview and the buttons of an import."""
    routes.submissions["import_file"] = read_from_form
    routes.actions |= {
        "import_say": said,
        "import_alike_new": said_of_all,
        "import_alike_leave": said_of_all,
        "import_page_back": leafed,
        "import_page_on": leafed,
        "import_take": take,
        "import_go_on": take,
    }
    for group in GROUPS:
        routes.actions[f"import_group_{group}"] = leafed


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:  # noqa: ARG001 - as every order
    """`/customer import`: the form. Raises NotAllowed."""
    await admit(house, gesture)
    return Ask(views.file_form())


async def admit(
    house: House, gesture: Gesture, to: str = "import customers", typed: str = "/customer import"
) -> None:
    """Raises NotAllowed unless this person is a lead or an admin, and not practising."""
    await leads.admit(house, gesture, to=to, typed=typed)
    if isinstance(house, RehearsalHouse):
        raise NotAllowed("Files are no part of practice. Press Stop practising first.")


async def read_from_form(house: House, gesture: Gesture) -> Answer:
    """The file sent off: its preview, at once or as soon as it is read."""
    await admit(house, gesture)
    file_id, lines = gesture.form.get("file_id", ""), gesture.form.get("lines", "")
    if not file_id and not lines.strip():
        raise Unreadable("Give me a file, or paste the lines.", field="lines")
    if file_id and lines.strip():
        raise Unreadable("That is a file and lines. Take one of them out.", field="lines")
    reading = asyncio.get_running_loop().create_task(_look_at(house, gesture, file_id, lines))
    done, _ = await asyncio.wait({reading}, timeout=READ_WITHIN)
    if done:
        upload_id, plan = reading.result()
        return Ask(views.preview(plan, Progress(), upload_id=upload_id))
    house.talk.later(_show(house, gesture, reading))
    return Ask(views.reading("the file"))


async def _look_at(house: House, gesture: Gesture, file_id: str, lines: str) -> tuple[int, Plan]:
    """Reads a file and keeps what was understood. Raises a Refusal."""
    name, content = await fetch(house, file_id) if file_id else ("What you pasted", lines)
    try:
        plan = await understand(
            house.db,
            gesture.team_id,
            name,
            content,
            of_slack(house),
            order=house.settings.date_order,
            today=local(gesture.now, gesture.person).date(),
        )
    except UNREACHED as error:
        raise Refusal(NOT_UNREACHED, field="file" if file_id else "lines") from error
    except Unreadable as refusal:
        raise Unreadable(refusal.sentence, field="file" if file_id else "lines") from None
    return await house.db.write(_keep, gesture, plan, await asyncio.to_thread(plan.written)), plan


def _keep(conn: Connection, gesture: Gesture, plan: Plan, written: str) -> int:
    # Sent twice it is kept twice for its day: what is taken in of it is known by its customers.
    row = Upload(
        team_id=gesture.team_id, by=gesture.person.id, name=plan.name, content=written, created_at=gesture.now
    )
    return questions.add_upload(conn, row)


async def _show(house: House, gesture: Gesture, reading: "asyncio.Task[tuple[int, Plan]]") -> None:
    """Puts the preview of a large file in the place of the form."""
    # Slack must have our first answer before the second one.
    await asyncio.sleep(0.3)
    try:
        upload_id, plan = await reading
    except Refusal as refusal:
        view = views.refused(refusal.sentence)
    else:
        view = views.preview(plan, Progress(), upload_id=upload_id)
    await house.client.views_update(view_id=gesture.view_id, view=view)


def _upload_of(gesture: Gesture) -> int:
    found = gesture.memory.get("upload")
    if not isinstance(found, int):
        raise Refusal(OUTDATED)
    return found


async def leafed(house: House, gesture: Gesture) -> Answer:
    """Another heading or page of the preview."""
    group, _, page = gesture.value.partition(":")
    return await _preview(house, gesture, group, int(page) if page.isdecimal() else 0)


async def _preview(house: House, gesture: Gesture, group: str, page: int) -> Answer:
    upload_id = _upload_of(gesture)
    plan, progress, _ = await house.db.read(import_taking.look, gesture.team_id, gesture.person.id, upload_id)
    chosen: Group | None = next((each for each in GROUPS if each == group), None)
    return Ask(views.preview(plan, progress, upload_id=upload_id, group=chosen, page=page))


async def said(house: House, gesture: Gesture) -> Answer:
    """Something was ticked or chosen on a page of the preview: it counts as it stands there."""
    chosen: dict[str, str] = {}
    for block_id, value in gesture.form.items():
        kind, _, rest = block_id.partition("-")
        place, _, before = rest.partition("-")
        # A box that never had a tick says nothing; one that lost it goes back to what the line itself says.
        changed = value != before and (value or before == LEAVE)
        if kind == "entry" and place.isdecimal() and changed:
            chosen[place] = value
    await house.db.write(_decide, gesture, _upload_of(gesture), chosen)
    return await _here(house, gesture)


def _decide(conn: Connection, gesture: Gesture, upload_id: int, chosen: dict[str, str]) -> Progress:
    return import_taking.decide(conn, gesture.team_id, gesture.person.id, upload_id, chosen)


async def said_of_all(house: House, gesture: Gesture) -> Answer:
    """One word for all that look like somebody."""
    if gesture.value not in {AS_NEW, LEAVE}:
        raise Refusal(OUTDATED)
    await house.db.write(_decide, gesture, _upload_of(gesture), {ALL_ALIKE: gesture.value})
    return await _here(house, gesture)


async def _here(house: House, gesture: Gesture) -> Answer:
    memory = gesture.memory
    return await _preview(house, gesture, str(memory.get("group") or ""), int(memory.get("page") or 0))


async def take(house: House, gesture: Gesture) -> Answer:
    """*Take in N customers*: a few at once, many in the background with a message on how far it is. Pressed again it goes
    on where it was broken off, and what is taken in already stays as it is."""
    await admit(house, gesture)
    if not gesture.value.isdecimal():
        raise Refusal(OUTDATED)
    upload_id, team_id, by = int(gesture.value), gesture.team_id, gesture.person.id
    plan, progress, status = await house.db.read(import_taking.look, team_id, by, upload_id)
    if status == TAKEN:
        return Say(views.taken(plan.name, progress), title="Import")
    taking = await asyncio.to_thread(
        import_taking.begin, plan, progress, team_id=team_id, by=by, upload_id=upload_id
    )
    if len(taking.wanted) <= FEW:
        done = False
        while not done:
            progress, done = await house.db.write(import_taking.take_some, taking, now=gesture.now)
        refresh(house, {by}, now=gesture.now)
        return Say(views.taken(plan.name, progress), title="Import")
    under_way = RUNNING.setdefault(house.db, set())
    if upload_id in under_way:
        return Say(views.stopped("It is under way."), title="Import", replace=False)
    under_way.add(upload_id)
    house.talk.later(_take_all(house, gesture, taking))
    return Say(
        views.begun(len(taking.wanted) - progress.at), title="Import", replace=gesture.surface == "modal"
    )


async def _take_all(house: House, gesture: Gesture, taking: Taking) -> None:
    """Takes in many, some at a time, and says how far it is."""
    report, total, name = Report(house, taking.by), len(taking.wanted), taking.plan.name
    try:
        await report.begin(views.under_way(name, 0, total, taking.upload_id))
        done = False
        while not done:
            progress, done = await house.db.write(import_taking.take_some, taking, now=house.clock())
            await report.go_on(views.under_way(name, progress.at, total, taking.upload_id))
    except Refusal as refusal:
        await report.end(views.stopped(refusal.sentence))
    else:
        await report.end(views.taken(name, progress))
    finally:
        RUNNING[house.db].discard(taking.upload_id)
    refresh(house, {taking.by}, now=gesture.now)


async def undo(house: House, gesture: Gesture, entry: History) -> Answer:
    """*Undo* on something that came with an import, or *Put it back*: the whole of it."""
    undoing = import_undoing.begin(entry, gesture.person.id)
    total = await house.db.read(questions.of_batch, gesture.team_id, undoing.batch)
    if total > FEW:
        house.talk.later(_undo_all(house, gesture, undoing, total))
        said = "putting the import back" if undoing.back else "taking the import back"
        message = views.stopped(f"I am {said}. How far it is stands in our direct messages.")
        return Say(message, title="Undo", replace=False)
    undoing = await _undo_steps(house, undoing)
    refresh(house, {gesture.person.id}, now=gesture.now)
    return Say(_gone_back(undoing), title="Undo")


async def _undo_steps(
    house: House, undoing: import_undoing.Undoing, report: Report | None = None, total: int = 0
) -> import_undoing.Undoing:
    done = False
    while not done:
        undoing, done = await house.db.write(import_undoing.undo_some, undoing, now=house.clock())
        if report:
            await report.go_on(views.going_back(undoing.done, total, back=undoing.back))
    return undoing


async def _undo_all(house: House, gesture: Gesture, undoing: import_undoing.Undoing, total: int) -> None:
    report = Report(house, undoing.by)
    await report.begin(views.going_back(0, total, back=undoing.back))
    try:
        undoing = await _undo_steps(house, undoing, report, total)
    except Refusal as refusal:
        await report.end(views.stopped(refusal.sentence))
        return
    await report.end(_gone_back(undoing))
    refresh(house, {undoing.by}, now=gesture.now)


def _gone_back(undoing: import_undoing.Undoing) -> Message:
    return views.gone_back(
        undoing.customers,
        undoing.stayed,
        undoing.stayed_count,
        undoing.entry_id,
        back=undoing.back,
        older=undoing.before or 0,
    )
