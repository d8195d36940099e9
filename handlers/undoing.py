"""Undo behind the door: one entry of the history, all that one gesture did at once, or several steps in a row."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from bot import changes
from bot.promises import Terms
from bot.refusals import ChangedSince, Refusal, Unknown
from handlers.effects import once, rebuild, via
from handlers.gestures import Gesture
from handlers.undoing_batch import Batch, check_undone, decide, stands_in_the_way
from handlers.views.things import name
from storage import customer_record, customers, history, looking_again, rows
from storage import importing as questions
from storage.tables import Customer, History, Owed, Row, Setting

Pick = Callable[[Connection], History | None]
# For which reasons somebody is asked first (`bot.changes.asks_first`).
Minds = frozenset[str]
NEVER: Minds = frozenset()
NOTHING = "There is nothing of yours to undo."
SINCE = "You have done something else since. Type /kept undo with the number once more."


class WholeImport(Refusal):
    """What is to be undone came with an import, which may be thousands: it goes back as a whole, some at a time."""

    def __init__(self, entry: History) -> None:
        super().__init__("The step before it is a whole import. Undo that by itself: /kept undo")
        self.entry = entry


class AskFirst(Refusal):
    """Somebody is asked before these steps of theirs, the newest first, are undone; `why` as `changes.asks_first` says,
    or "more" where more goes back than was named."""

    def __init__(self, steps: "Sequence[Found]", why: str) -> None:
        super().__init__("That would undo more than you may have meant.")
        self.steps, self.why = steps, why


class Found(NamedTuple):
    """A step that could be undone: its entry, the row, whom it is about, and how much else was done in that step."""

    entry: History
    row: Row
    customer: Customer | None
    others: int


class Undone(NamedTuple):
    """What was taken back: the row as it stands now, and the new entry. `customer` is whom it is about, `owner_before`
    who owed it until now, and `did` who had done what is undone; a `repeat` changed nothing.

    `was` is the entry that was taken back. Of what had been done at once `others` were undone with it, and some
    `stayed`, each with the reason.
    """

    row: Row
    entry: History
    was: History
    customer: Customer | None
    owner_before: str
    did: str
    repeat: bool = False
    others: tuple[Row, ...] = ()
    stayed: tuple[str, ...] = ()


class Several(NamedTuple):
    """Steps that were taken back in a row, the newest first. `stopped` is what the next one is about and why it cannot
    be undone, where there is such a one."""

    done: tuple[Undone, ...]
    stopped: tuple[str, str] = ("", "")


def save(
    conn: Connection,
    gesture: Gesture,
    pick: Pick,
    terms: Terms,
    *,
    minds: Minds = NEVER,
    kinds: Collection[str] = (),
) -> Undone:
    """Takes back the entry that `pick` finds, and all that was done at once with it. Raises a Refusal, and AskFirst for a
    reason that this caller `minds`, and where a step on such `kinds` was meant and more would go back with it."""
    undone: list[Undone] = []

    def effect() -> History:
        entry = pick(conn)
        if entry is None:
            raise Unknown(NOTHING)
        if kinds and (whole := history.is_part_of(conn, entry, kinds)) and (step := find(conn, whole)):
            raise AskFirst([step], "more")
        _check(conn, gesture, [entry], minds)
        undone.append((_back if entry.batch is None else _all_back)(conn, gesture, entry, terms))
        return undone[0].entry

    made = once(conn, gesture, effect)
    return undone[0] if undone else _again(conn, gesture, made, terms)


def save_several(
    conn: Connection, gesture: Gesture, most: int, terms: Terms, *, minds: Minds = NEVER, newest: int = 0
) -> Several:
    """Takes the newest `most` steps of this person back, as one step that can be put back at once.

    It stops at the first that cannot be undone. Raises that one's Refusal where it is the very first, AskFirst for a
    reason that this caller `minds`, and ChangedSince where the last step is another one than `newest`, an entry's id.
    """
    done: list[Undone] = []
    stopped = ("", "")

    def effect() -> History:
        nonlocal stopped
        some = history.last_steps(conn, gesture.team_id, gesture.person.id, most=most)
        if newest and (not some or some[0].id != newest):
            raise ChangedSince(SINCE)
        _check(conn, gesture, some, minds)
        while len(done) < most and (entry := history.last_to_undo(conn, gesture.team_id, gesture.person.id)):
            try:
                done.append(
                    _back(conn, gesture, entry, terms, batch=gesture.key)
                    if entry.batch is None
                    else _all_back(conn, gesture, entry, terms)
                )
            except Refusal as refusal:
                if not done:
                    raise
                row = rows.row_of(conn, entry)
                stopped = (name(row) if row else "The step before", refusal.sentence)
                break
        if not done:
            raise Unknown(NOTHING)
        return done[-1].entry

    made = once(conn, gesture, effect)
    return Several(tuple(done), stopped) if done else _several_again(conn, gesture, made, most, terms)


def _check(conn: Connection, gesture: Gesture, some: Sequence[History], minds: Minds) -> None:
    """Raises AskFirst for steps of which one is to be asked about."""
    steps = [found for entry in some if (found := find(conn, entry))] if minds else []
    reasons = [
        changes.asks_first(step.entry, step.row, before=rows.values_of(step.entry)[0], now=gesture.now)
        for step in steps
    ]
    if why := next((each for each in reasons if each in minds), ""):
        raise AskFirst(steps, why)


def find(conn: Connection, entry: History) -> Found | None:
    """The step that an entry belongs to, only to be told of; None where the row is gone."""
    row = customer_record.rows_of(conn, entry.team_id, [entry]).get((entry.kind, entry.row_id))
    if row is None:
        return None
    at_once = (
        [each.id or 0 for each in history.of_batch(conn, entry.team_id, entry.batch)] if entry.batch else []
    )
    others = len(set(at_once) - questions.undone(conn, at_once) - {entry.id})
    return Found(entry, row, _customer(conn, row), others)


def _again(conn: Connection, gesture: Gesture, made: History, terms: Terms) -> Undone:
    """What a repeated gesture had come to, by what is written of it."""
    row, was = rows.row_of(conn, made), history.entry(conn, made.team_id, made.undoes or 0)
    if row is None or was is None:
        raise Unknown(NOTHING)
    at_once = history.of_batch(conn, made.team_id, was.batch) if was.batch else []
    undone = {each.undoes for each in history.of_batch(conn, made.team_id, made.batch or "")}
    found = customer_record.rows_of(conn, made.team_id, at_once)
    there = [each for each in at_once if (each.kind, each.row_id) in found]
    others = [each for each in there if each.id in undone and each.id != was.id]
    left = [each for each in there if not history.is_undone(conn, each.id or 0)]
    return Undone(
        row,
        made,
        was,
        _customer(conn, row),
        "",
        made.by,
        repeat=True,
        others=tuple(found[each.kind, each.row_id] for each in others),
        stayed=tuple(
            f"{name(found[each.kind, each.row_id])}: {why}"
            for each in left
            if (why := _why_not(conn, gesture, each, terms))
        ),
    )


def _several_again(conn: Connection, gesture: Gesture, made: History, most: int, terms: Terms) -> Several:
    """The steps that a repeated gesture had taken back, and what it stopped at, if that stands in the way still."""
    entries = history.of_batch(conn, made.team_id, made.batch or "")[::-1]
    undone = customer_record.ENTRIES.rows(conn, made.team_id, {each.undoes or 0 for each in entries})
    # Of what was done at once the oldest stands for all of it, as where it is undone.
    steps: dict[object, History] = {}
    for entry in entries:
        step = undone[entry.undoes or 0].batch or entry.undoes
        steps[step] = min(steps.get(step, entry), entry, key=lambda each: each.undoes or 0)
    done = tuple(_again(conn, gesture, entry, terms) for entry in steps.values())
    older = history.last_to_undo(conn, made.team_id, gesture.person.id, before=min(undone))
    if len(done) == most or older is None or not (why := _why_not(conn, gesture, older, terms)):
        return Several(done)
    row = rows.row_of(conn, older)
    return Several(done, (name(row) if row else "The step before", why))


def _why_not(conn: Connection, gesture: Gesture, entry: History, terms: Terms) -> str:
    """Why an entry cannot be taken back as things stand; "" where it can."""
    row = rows.row_of(conn, entry)
    try:
        if row is None:
            raise Unknown(NOTHING)
        if entry.via == "import":
            raise WholeImport(entry)
        _decided(conn, gesture, entry, row, terms)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _all_back(conn: Connection, gesture: Gesture, entry: History, terms: Terms) -> Undone:
    """Everything that one gesture did at once, the newest first; what changed since stays, and it is said why. Raises
    WholeImport."""
    if entry.via == "import":
        raise WholeImport(entry)
    batch = Batch(conn, gesture, history.of_batch(conn, gesture.team_id, entry.batch or ""), terms)
    batch.undo()
    # Who was added on the way is not what the step was about.
    about = next((each for each in reversed(batch.done) if each.was.what != "added"), batch.done[-1])
    made = history.undoing(conn, about.was)
    if made is None:
        raise Unknown(NOTHING)
    return Undone(
        about.row,
        made,
        about.was,
        _customer(conn, about.row),
        about.owner_before,
        about.was.by,
        others=tuple(each.row for each in batch.done if each is not about),
        stayed=tuple(batch.stayed),
    )


def _decided(conn: Connection, gesture: Gesture, entry: History, row: Row, terms: Terms) -> changes.Change:
    """What takes one entry back. Raises a Refusal."""
    check_undone(entry, undone=history.is_undone(conn, entry.id or 0))
    later = history.since(conn, entry.team_id, entry)
    others_since = any(stands_in_the_way(each, {entry.by, gesture.person.id}) for each in later)
    return decide(conn, gesture, entry, row, terms, others_since=others_since, known={})


def _back(
    conn: Connection, gesture: Gesture, entry: History, terms: Terms, *, batch: str | None = None
) -> Undone:
    row = rows.row_of(conn, entry)
    if row is None:
        raise Unknown(NOTHING)
    decided = _decided(conn, gesture, entry, row, terms)
    owner_before = (row.owner_id or "") if isinstance(row, Owed) else ""
    made = rows.change(
        conn,
        row,
        decided.what,
        decided.fields,
        by=gesture.person.id,
        via=via(gesture),
        now=gesture.now,
        undoes=entry.id,
        batch=batch,
    )
    rebuild(conn, row)
    if isinstance(row, Setting):
        looking_again.because_of(conn, row, now=gesture.now)
    return Undone(row, made, entry, _customer(conn, row), owner_before, entry.by)


def _customer(conn: Connection, row: Row) -> Customer | None:
    customer_id = None if isinstance(row, Customer) else getattr(row, "customer_id", None)
    return customers.by_id(conn, row.team_id, customer_id) if customer_id else None
