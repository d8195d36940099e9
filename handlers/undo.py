"""Taking back what somebody just did, whatever it was; and putting it back again."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from bot.kept_orders import MOST_UNDONE, read_undo
from bot.refusals import ChangedSince, NotAllowed, Unknown
from handlers import files, listening_telling, namesakes, undo_news, undo_of
from handlers.at_it import answered
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.undoing import (
    NEVER,
    NOTHING,
    AskFirst,
    Found,
    Minds,
    Pick,
    Undone,
    WholeImport,
    save,
    save_several,
)
from handlers.views import undo as views
from handlers.views import undo_asking as asking
from handlers.views.eye import Eye
from handlers.views.things import name
from handlers.views.undo_handing import is_handover
from storage import history, references, rows
from storage.tables import LETTERS, Away, Customer, History, Owed, Row, Setting, Snooze

# What is somebody's own is confirmed to nobody else when it is taken back either (handlers/showing.py).
OWN: Mapping[type[Row], str] = {Setting: "Settings", Snooze: "Snoozed", Away: "Away"}

# What was meant by "undo" alone may be another step than it would be; who names a thing means what is newest on it.
ANY: Minds = frozenset(["old", "everybody's", "theirs"])
NAMED: Minds = frozenset(["old"])


def register(routes: Routes) -> None:
    """The *Undo* buttons; `/promise undo` and `/kept undo` come in through their commands."""
    routes.actions |= {"undo": pressed, "undo_older": pressed_older, "undo_several": pressed_several}


async def pressed(house: House, gesture: Gesture) -> Answer:
    """*Undo*, or *Put it back*, on a confirmation."""
    entry_id = _entry_id(gesture.value)
    return await _undo(house, gesture, lambda conn: history.entry(conn, gesture.team_id, entry_id))


async def _undo(
    house: House,
    gesture: Gesture,
    pick: Pick,
    minds: Minds = NEVER,
    *,
    of: str = "",
    kinds: Collection[str] = (),
    typed: bool = False,
) -> Answer:
    work = _undone(house, gesture, pick, minds, of, kinds or undo_of.KINDS.get(of, ()), typed=typed)
    return await answered(house, gesture, work, title="Undo")


async def _undone(
    house: House,
    gesture: Gesture,
    pick: Pick,
    minds: Minds,
    of: str,
    kinds: Collection[str],
    *,
    typed: bool,
) -> Answer:
    try:
        undone = await house.db.write(save, gesture, pick, house.terms, minds=minds, kinds=kinds)
    except WholeImport as whole:
        return await files.take_back(house, gesture, whole.entry)
    except AskFirst as first:
        asked = _asks(house, gesture, first, of)
        return await _beside(house, gesture, asked, first.steps[0].entry) if typed else asked
    said = await _said(house, gesture, undone)
    return await _beside(house, gesture, said, undone.was) if typed else said


async def _beside(house: House, gesture: Gesture, answer: Say, than: History | None) -> Say:
    """The answer to an undo of some command's own, and the very last step where that was a later one."""
    other = await house.db.read(undo_of.later, gesture, than)
    if other is None:
        return answer
    message = answer.message
    blocks = [*message.blocks, asking.another(_step(other), eye(house, gesture))]
    return answer._replace(message=message._replace(blocks=blocks))


def _asks(house: House, gesture: Gesture, first: AskFirst, of: str = "") -> Say:
    """What would be undone, to be agreed to; `of` is the command where it is about its own steps."""
    steps, on = [_step(each) for each in first.steps], undo_of.ON.get(of, "")
    return Say(asking.asks(steps, first.why, eye(house, gesture), of=of, on=on), title="Undo")


def _step(found: Found) -> views.Step:
    return views.Step(found.row, found.entry, found.customer, found.others)


async def pressed_older(house: House, gesture: Gesture) -> Answer:
    """*Undo the step before it*, where the last one cannot be undone."""
    entry_id, _, of = gesture.value.partition(" ")
    return await undo_last(house, gesture, of=of, before=_entry_id(entry_id))


def _entry_id(value: str) -> int:
    if not value.isdecimal():
        raise Unknown("That button is from an older Kept. /kept undo takes your last step back.")
    return int(value)


async def undo_last(house: House, gesture: Gesture, *, of: str = "", before: int | None = None) -> Answer:
    """`/kept undo`: the newest thing that this person did, of those `before` an entry; `/promise undo`: the newest on a
    promise. Where the very last one was another it is said, with what takes that back.

    Where that cannot be undone the one before it is offered, so that nobody is stuck for ever.
    """
    pick, typed = undo_of.newest(gesture, of, before=before), bool(of) and before is None
    try:
        return await _undo(house, gesture, pick, ANY, of=of, typed=typed)
    except Unknown as refusal:
        if before is not None and refusal.sentence == NOTHING:
            raise Unknown("There is no step before it.") from None
        none = Say(views.none_on(undo_of.ON.get(of, "")), title="Undo")
        answer = await _beside(house, gesture, none, None) if typed else none
        if refusal.sentence != NOTHING or answer is none:
            raise
        return answer
    except (ChangedSince, NotAllowed) as refusal:
        blocked, row, older = await house.db.write(_stuck, gesture, pick, of)
        if blocked is None or row is None:
            raise
        message = views.blocked(row, refusal.sentence, f"{blocked.id} {of}".strip() if older else "")
        stuck = Say(message, title="Undo", replace=False)
        answer = await _beside(house, gesture, stuck, blocked) if typed else stuck
        if older is None and answer is stuck:
            raise
        return answer


def _stuck(
    conn: Connection, gesture: Gesture, pick: Pick, of: str
) -> tuple[History | None, Row | None, History | None]:
    blocked = pick(conn)
    if blocked is None:
        return None, None, None
    older = undo_of.newest(gesture, of, before=blocked.id)(conn)
    return blocked, rows.row_of(conn, blocked), older


async def undo_on(house: House, gesture: Gesture, number: int, kind: str = "promise") -> Answer:
    """`/promise undo P-12`, `/kept undo M-7`: the newest thing on that one that this person may take back."""

    def newest(conn: Connection) -> History | None:
        row = references.by_number(conn, gesture.team_id, kind, number)
        if row is None:
            raise Unknown(f"There is no {LETTERS[kind]}-{number}, or it was taken back.")
        return history.last_of_row(conn, row, gesture.person.id)

    return await _undo(house, gesture, newest, NAMED, kinds=[kind])


async def undo_typed(house: House, gesture: Gesture, rest: str) -> Answer:
    """What is typed after "undo": nothing for the last step, "3" or "the last three", or a reference."""
    asked = read_undo(rest)
    if asked is None:
        raise Unknown(
            "I undo your last step (undo), your last few (undo 3, at most 20), or the last one on something (undo P-12)."
        )
    if asked.number is not None:
        return await undo_on(house, gesture, asked.number, asked.kind)
    if asked.count == 1:
        return await undo_last(house, gesture)
    return await undo_several(house, gesture, asked.count)


async def pressed_several(house: House, gesture: Gesture) -> Answer:
    """*Undo all 3*, below the steps that it means."""
    count, _, newest = gesture.value.partition(" ")
    if not (count.isdecimal() and newest.isdecimal()):
        raise Unknown("That button is from an older Kept. Type /kept undo 3")
    return await undo_several(house, gesture, int(count), newest=int(newest))


async def undo_several(house: House, gesture: Gesture, count: int, *, newest: int = 0) -> Answer:
    """`/kept undo 3`: the newest steps of this person, each of them said, and one button that puts them all back. With the
    id of the `newest` it was agreed to."""
    if count > MOST_UNDONE:
        raise Unknown(f"{MOST_UNDONE} steps are the most I undo at once. Say it twice for more.")
    minds = NEVER if newest else ANY
    try:
        several = await house.db.write(save_several, gesture, count, house.terms, minds=minds, newest=newest)
    except AskFirst as first:
        return _asks(house, gesture, first)
    except WholeImport:
        raise Unknown("Your last step was a whole import, so I undo that by itself: /kept undo") from None
    _heard(house, gesture, several.done)
    message = views.several(
        [views.Step(undone.row, undone.was, undone.customer, len(undone.others)) for undone in several.done],
        several.done[-1].entry,
        eye(house, gesture),
        asked=count,
        stopped=several.stopped,
    )
    return Say(await namesakes.beside(house, message, several.done), title="Undo")


async def _said(house: House, gesture: Gesture, undone: Undone) -> Say:
    _heard(house, gesture, [undone])
    row, held = undone.row, None
    if isinstance(row, Setting):
        of_person, of_channel = row.scope == "person", row.scope == "channel"
        held = await house.preferences(
            person_id=row.scope_id if of_person else "", channel_id=row.scope_id if of_channel else ""
        )
    steps = (row, *undone.others)
    message = views.undone(
        undone.row,
        undone.entry,
        undone.customer,
        eye(house, gesture),
        was=undone.was,
        others=[name(row) for row in undone.others],
        stayed=undone.stayed,
        held=held,
        handed=steps if _hands_over(undone) else (),
        together=[each.name for each in steps if isinstance(each, Setting)],
    )
    message = await namesakes.beside(house, message, [undone])
    return Say(message, title=OWN.get(type(undone.row), "Undo"))


def _hands_over(undone: Undone) -> bool:
    """Whether it took back, or put back, that several things were given to somebody else at once."""
    return bool(undone.others) and is_handover(undone.was)


def _heard(house: House, gesture: Gesture, steps: Sequence[Undone]) -> None:
    """Homes show it, and whom it concerns hears of it: of one thing with how it stands, of all else in one message."""
    people, told = {gesture.person.id}, set()
    for undone in steps:
        row = undone.row
        if isinstance(row, Setting):
            house.held.forget()
            if row.name == "listen" and not undone.repeat:
                house.talk.later(listening_telling.tell_undone(house, row, gesture.person.id))
        if not isinstance(row, Owed) or _hands_over(undone):
            continue
        owners = {row.owner_id or "", undone.owner_before} - {""}
        people |= owners
        told.add(undone.entry.id or 0)
        for user_id in ({undone.did} | owners) - {gesture.person.id}:
            if not undone.repeat and (news := _news(undone, row, user_id)):
                house.talk.later(_tell(house, gesture, undone, row, user_id, news))
    refresh(house, people, now=gesture.now)
    more = any(undone.others or isinstance(undone.row, Customer) for undone in steps)
    if more and not steps[0].repeat:
        house.talk.later(undo_news.tell(house, gesture, steps[-1].entry, told=told))


def _news(undone: Undone, row: Owed, user_id: str) -> str:
    """What an undo is to somebody else, if it concerns them: they owe it, owe it no longer, or it is open again."""
    before, after = rows.values_of(undone.entry)
    if row.removed_at:
        return "took it back, as if it had never been said. You owe it no longer."
    if user_id == row.owner_id and (user_id != undone.owner_before or "removed_at" in before):
        return "put it back: you are its owner."
    if user_id == undone.owner_before and user_id != row.owner_id:
        return "took a step back: you are its owner no longer."
    if "status" in after:
        return "took back how it ended." if row.status == "open" else "put back how it ended."
    return ""


async def _tell(house: House, gesture: Gesture, undone: Undone, row: Owed, user_id: str, news: str) -> None:
    person = await house.people.get(user_id, now=gesture.now)
    seen = Eye(person.zone, house.settings.working_hours, gesture.now)
    message = views.concerns(row, undone.customer, gesture.person.id, news, seen)
    await house.tell(user_id, message.body())
