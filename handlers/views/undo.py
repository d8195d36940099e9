"""What was undone, in words, how things stand now, and the way back."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import Block

from bot import digests as digest_rules
from bot import snoozes
from bot.preferences import Preferences
from bot.text import shorten
from handlers.views import undo_handing
from handlers.views.eye import Eye
from handlers.views.history import in_words
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.preference_lines import LINES, lines, set_to
from handlers.views.promises import AIM_GONE, LINE_WORDS, due_in_words, state_in_words, still_to_tell
from handlers.views.things import WHOSE, called, is_gone, name, nameless
from storage.tables import (
    CALLED,
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    Digest,
    History,
    Owed,
    Praise,
    Promise,
    Row,
    Setting,
    Snooze,
    SystemFix,
)

MOST_NAMED = 10
# Of each of several steps so much is said.
STEP_WORDS = 100
# What of several is counted, since it has no name of its own.
UNNAMED = {nameless(model): CALLED[str(model.__tablename__)] for model in (Contact, Praise, Channel)}
# What was taken back of these was no word of anybody's.
TAKEN_BACK: dict[type[Row], str] = {
    CustomerPerson: " is one of their people no longer.",
    Channel: " is gone.",
    Snooze: " is taken back: I speak up again.",
}


def undone(
    row: Row,
    entry: History,
    customer: Customer | None,
    eye: Eye,
    *,
    was: History | None = None,
    others: Sequence[str] = (),
    stayed: Sequence[str] = (),
    held: Preferences | None = None,
    handed: Sequence[Row] = (),
    together: Sequence[str] = (),
) -> Message:
    """What stands now, with the button that puts it back as it was. `customer` is whom it is about, and `was` the entry
    that was taken back; `held` are the settings that hold now, where it was one.

    Of what was done at once `others`, by name, were undone with it, and some `stayed`, each with the reason. Of a handover
    all that went is `handed`, and of settings that were set `together` each is named.
    """
    back = entry.what == "put back"
    if handed and was is not None:
        said = "is put back." if back else "is undone."
        blocks: list[Block] = [
            line(
                *(bold(each) if isinstance(each, str) else each for each in undo_handing.named(was, handed)),
                f" {said}",
            )
        ]
        return Message([*blocks, *_stayed(stayed), _back_again(entry, back=back)])
    gone = is_gone(row)
    if gone and was is not None and not _took_it_away(was):
        said = f": that step is {'put back' if back else f'undone{_which(row, was, eye)}'}. {name(row)} itself was taken back before."
    elif back:
        said = ": that step is put back." if gone else " is put back."
    elif gone:
        said = TAKEN_BACK.get(type(row), " is taken back, as if it had never been said.")
    else:
        said = f": that step is undone{_which(row, was, eye)}.{_aim_gone(entry, was)}"
    several_ = isinstance(row, Setting) and len(together) > 1
    what = (
        f"{WHOSE.get(row.scope, 'The')} settings"
        if isinstance(row, Setting) and several_
        else called(row, customer)
    )
    blocks = [line(bold(what), said, *_set_to(row, held, together))]
    blocks += _was_said(row, customer) if gone else _stands(row, customer, eye)
    # Several steps on one thing are said once.
    besides = [each for each in others if not several_ and (each != name(row) or each in UNNAMED)]
    if besides:
        blocks.append(line(f"So {'is' if len(besides) == 1 else 'are'} {_with_it(besides, row)}."))
    return Message([*blocks, *_stayed(stayed), _back_again(entry, back=back)])


def _stayed(stayed: Sequence[str]) -> list[Block]:
    if not stayed:
        return []
    more = [f"… and {len(stayed) - MOST_NAMED:,} more"] if len(stayed) > MOST_NAMED else []
    return [line("These stay as they are:\n", "\n".join([*stayed[:MOST_NAMED], *more]))]


def _back_again(entry: History, *, back: bool) -> Block:
    return actions("undone", button("Undo" if back else "Put it back", "undo", str(entry.id)))


def _was_said(row: Row, customer: Customer | None) -> list[Block]:
    """What it was that is taken back."""
    words = getattr(row, "words", "")
    return [line(f"{customer.name}: {shorten(words, LINE_WORDS)}")] if words and customer else []


def _which(row: Row, was: History | None, eye: Eye) -> str:
    """Which step it was, where saying so helps."""
    if was is None or was.what in {"undone", "put back"} or isinstance(row, Setting):
        return ""
    # What stands in brackets there stands in these here.
    return f" ({in_words(was, now=eye.now, zone=eye.zone).replace(' (', ', ').replace(')', '')})"


def _took_it_away(was: History) -> bool:
    """Whether undoing that entry is what took the thing away, or what gives it back: it came with the entry, went, or came
    back with it. Any other step on it says nothing of that."""
    about = {"removed_at", "customer_id"} if was.kind == "channel" else {"removed_at"}
    return not json.loads(was.before) or not about.isdisjoint(json.loads(was.after))


def _aim_gone(entry: History, was: History | None) -> str:
    """That our own aim went with a date that came back before it."""
    came = was is None or "aim_wall" in json.loads(was.before)
    return "" if came or json.loads(entry.after).get("aim_wall", "") is not None else AIM_GONE


def _set_to(row: Row, held: Preferences | None, together: Sequence[str]) -> list[Piece | str]:
    """What a setting, or each of several, is now, and where that comes from."""
    if not held or not isinstance(row, Setting):
        return []
    return lines(held, [each for each in LINES if each == row.name or each in together])


def _with_it(others: Sequence[str], row: Row) -> str:
    """What came with it: by name as far as a line holds them, and counted where it has no name of its own."""
    named = dict.fromkeys(others)
    if len(named) > MOST_NAMED:
        return f"{len(others):,} more that came with it"
    more = " more" if name(row) in UNNAMED else ""
    return ", ".join(
        f"{others.count(each):,}{more} {UNNAMED[each][others.count(each) > 1]}" if each in UNNAMED else each
        for each in named
    )


class Step(NamedTuple):
    """One of several steps that were taken back: the row as it stands now, the entry, whom it is about, and how much
    else was done in that step."""

    row: Row
    was: History
    customer: Customer | None
    others: int = 0


def several(
    steps: Sequence[Step], last: History, eye: Eye, *, asked: int, stopped: tuple[str, str] = ("", "")
) -> Message:
    """Each step that was taken back, the newest first, why it went no further, and one button that puts all back."""
    head = "1 step is undone." if len(steps) == 1 else f"{len(steps)} steps are undone, the newest first."
    blocks: list[Block] = [line(bold(head)), *(_step(step, eye) for step in steps)]
    name_, sentence = stopped
    if sentence:
        blocks.append(line("There I stopped. ", bold(name_), f": {sentence}"))
    elif len(steps) < asked:
        blocks.append(line("That was all there is of yours."))
    label = "Put it back" if len(steps) == 1 else "Put them back"
    blocks.append(actions("undone", button(label, "undo", str(last.id))))
    return Message(blocks)


def did_in_words(step: Step, eye: Eye) -> str:
    """What was done in a step, to be read after "you": "moved it to Tue 1 Dec", "set it to 21:00–06:00"."""
    set_ = set_to(step.row, step.was, eye.hours) if isinstance(step.row, Setting) else ""
    return set_ or in_words(step.was, now=eye.now, zone=eye.zone)


def _step(step: Step, eye: Eye) -> Block:
    row = step.row
    gone = is_gone(row) and _took_it_away(step.was)
    again = "" if step.was.what != "undone" else "put back what you had undone"
    did = again or did_in_words(step, eye)
    words = getattr(row, "words", "")
    whom = f"{step.customer.name}: " if step.customer and words else ""
    return line(
        bold(called(row, step.customer)),
        " is taken back" if gone else f": “{did}” is undone",
        f" · {whom}{shorten(words, STEP_WORDS)}" if words else "",
        f" · and {step.others:,} more that came with it" if step.others else "",
    )


def blocked(row: Row, sentence: str, older: str) -> Message:
    """The last step cannot be undone, and why, with the one before it where there is one: what its button carries."""
    blocks: list[Block] = [line(bold(name(row)), f": {sentence}")]
    if older:
        blocks.append(actions("blocked", button("Undo the step before it", "undo_older", older)))
    return Message(blocks)


def none_on(on: str) -> Message:
    """There is no step on "a promise" to undo."""
    return Message([line(f"You have no step on {on} that I could undo.")])


def concerns(
    row: Owed, customer: Customer | None, by: str, news: str, eye: Eye, *, undo: History | None = None
) -> Message:
    """One sentence to a colleague whom it concerns: `news` is what `by` did, and how the thing stands. `undo` is the
    entry that they may take back themselves."""
    blocks: list[Block] = [line(bold(name(row)), ": ", who(by), f" {news}"), *_stands(row, customer, eye)]
    if row.removed_at is None and isinstance(row, Owed):
        buttons = [button("Undo", "undo", str(undo.id))] if undo else []
        blocks.append(
            actions("concerns", *buttons, button("Open", f"{type(row).__tablename__}_show", str(row.number)))
        )
    return Message(blocks)


def taken_back(by: str, news: Mapping[str, Sequence[str]]) -> Message:
    """What an undo of several things at once is to a colleague: names by what became of them, such as "open again"."""
    lines = [line(who(by), " took a step back. This is how it stands for you now:")]
    for became, names in news.items():
        more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
        lines.append(line(bold(f"{became.capitalize()}: "), ", ".join(names[:MOST_NAMED]), more))
    return Message(list(lines))


def _stands(row: Row, customer: Customer | None, eye: Eye) -> list[Block]:
    """How it stands now."""
    whom = f"{customer.name}: " if customer else ""
    if isinstance(row, Promise):
        pieces: list[Piece | str] = [
            whom,
            shorten(row.words, LINE_WORDS),
            f" · {state_in_words(row, eye)}" if row.removed_at is None else "",
            f"\nDue: {due_in_words(row, eye)}",
            *(still_to_tell(row, eye) if row.removed_at is None else []),
            "\nOwner: ",
            who(row.owner_id),
        ]
        return [line(*pieces)]
    if isinstance(row, Owed):
        owned: list[Piece | str] = ["\nOwner: ", who(row.owner_id)] if row.owner_id else []
        return [line(whom, shorten(row.words, LINE_WORDS), f" · {row.status}", *owned)]
    if isinstance(row, SystemFix):
        fixer: list[Piece | str] = ["\nWho sees to it: ", who(row.owner_id)] if row.owner_id else []
        return [line(f"Cause: {shorten(row.cause, LINE_WORDS)} · {row.status}", *fixer)]
    if isinstance(row, Snooze):
        return [line(f"I keep quiet about it {snoozes.in_words(row, now=eye.now, zone=eye.zone)}.")]
    if isinstance(row, Digest):
        return [line(f"It comes {digest_rules.in_words(row)}.")]
    if isinstance(row, Customer) and row.other_names:
        return [line(f"Other names: {', '.join(row.other_names.splitlines())}")]
    words = getattr(row, "words", "")
    return [line(whom, shorten(words, LINE_WORDS))] if words else []
