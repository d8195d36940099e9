"""What was undone, in words, how things stand now, and the way back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot import digests as digest_rules
from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.history import in_words
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.promises import LINE_WORDS, due_in_words, state_in_words
from storage.tables import (
    Away,
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    Digest,
    History,
    Mistake,
    Praise,
    Promise,
    Question,
    Row,
    Setting,
    Snooze,
    SystemFix,
    Waiting,
)

Owned = Promise | Mistake | Waiting
MOST_NAMED = 10
# Of each of several steps so much is said.
STEP_WORDS = 100
# Settings as people call them.
SETTINGS = {
    "hours": "working hours",
    "days": "working days",
    "brief_at": "time of the brief",
    "country": "country",
    "tiers": "tiers and their rhythms",
    "reactions": "emoji",
    "goodwill": "goodwill limits",
    "currency": "currency",
    "leads": "leads",
    "public": "public confirmations",
    "quiet": "quiet hours",
    "most_nudges": "nudges between two briefs",
    "ladder": "who hears of what nobody answers",
    "check_days": "asking whether it was right",
    "start_plan": "plan for new customers",
    "leader_calls": "calls by leads",
    "question_hours": "bringing up customers’ questions",
    "quiet_rules": "rules of listening that are quiet",
    "team_channel": "team channel",
    "listen": "listening in the channel",
    "offers": "offers to log what you said",
    "offers_not_in": "channels in which you want no offers",
}
LETTERS: Mapping[type, str] = {Promise: "P", Mistake: "M", Waiting: "W", SystemFix: "F"}
# What has no name of its own.
NAMELESS: Mapping[type, str] = {
    Contact: "The contact",
    Praise: "The kind word",
    Channel: "The channel's link",
    Snooze: "The snooze",
    Question: "Their question",
    Away: "The absence",
    Digest: "The channel's digest",
}
# What of several is counted, since it has no name of its own.
UNNAMED = {
    "The contact": ("contact", "contacts"),
    "The kind word": ("kind word", "kind words"),
    "The channel's link": ("channel's link", "channels' links"),
}
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
) -> Message:
    """What stands now, with the button that puts it back as it was. `customer` is whom it is about, and `was` the entry
    that was taken back.

    Of what was done at once `others`, by name, were undone with it, and some `stayed`, each with the reason.
    """
    back = entry.what == "put back"
    gone = is_gone(row)
    if back:
        said = " is put back."
    elif gone:
        said = TAKEN_BACK.get(type(row), " is taken back, as if it had never been said.")
    else:
        said = f": that step is undone{_which(was, eye)}."
    blocks: list[Block] = [line(bold(called(row, customer)), said)]
    if not gone:
        blocks += _stands(row, customer, eye)
    # Several steps on one thing are said once.
    besides = [each for each in others if each != name(row) or not hasattr(row, "number")]
    if besides:
        blocks.append(line(f"So {'is' if len(besides) == 1 else 'are'} {_with_it(besides, row)}."))
    if stayed:
        more = [f"… and {len(stayed) - MOST_NAMED:,} more"] if len(stayed) > MOST_NAMED else []
        blocks.append(line("These stay as they are:\n", "\n".join([*stayed[:MOST_NAMED], *more])))
    blocks.append(actions("undone", button("Undo" if back else "Put it back", "undo", str(entry.id))))
    return Message(blocks)


def _which(was: History | None, eye: Eye) -> str:
    """Which step it was, where saying so helps."""
    if was is None or was.what in {"undone", "put back"}:
        return ""
    return f" ({in_words(was, now=eye.now, zone=eye.zone)})"


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


@dataclass(frozen=True)
class Step:
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


def _step(step: Step, eye: Eye) -> Block:
    row = step.row
    gone = is_gone(row)
    again = "" if step.was.what != "undone" else "put back what you had undone"
    did = again or in_words(step.was, now=eye.now, zone=eye.zone)
    words = getattr(row, "words", "")
    whom = f"{step.customer.name}: " if step.customer and words else ""
    return line(
        bold(called(row, step.customer)),
        " is taken back" if gone else f": “{did}” is undone",
        f" · {whom}{shorten(words, STEP_WORDS)}" if words else "",
        f" · and {step.others:,} more that came with it" if step.others else "",
    )


def blocked(row: Row, sentence: str, entry: History) -> Message:
    """The last step cannot be undone, and why, with the one before it."""
    return Message(
        [
            line(bold(name(row)), f": {sentence}"),
            actions("blocked", button("Undo the step before it", "undo_older", str(entry.id))),
        ]
    )


def concerns(
    row: Owned, customer: Customer | None, by: str, news: str, eye: Eye, *, undo: History | None = None
) -> Message:
    """One sentence to a colleague whom it concerns: `news` is what `by` did, and how the thing stands. `undo` is the
    entry that they may take back themselves."""
    blocks: list[Block] = [line(bold(name(row)), ": ", who(by), f" {news}"), *_stands(row, customer, eye)]
    if row.removed_at is None and isinstance(row, Promise | Mistake | Waiting):
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


def is_gone(row: Row) -> bool:
    """Whether the thing is taken back, as if it had never been said."""
    if isinstance(row, Channel):
        return row.customer_id is None
    return not isinstance(row, Setting) and row.removed_at is not None


def name(row: Row) -> str:
    """A thing as people call it."""
    if isinstance(row, Promise | Mistake | Waiting | SystemFix):
        return f"{LETTERS[type(row)]}-{row.number}"
    if isinstance(row, Customer | CustomerPerson):
        return row.name
    if isinstance(row, Setting):
        return f"The setting “{SETTINGS.get(row.name, row.name)}”"
    return NAMELESS[type(row)]


def called(row: Row, customer: Customer | None) -> str:
    """The same with whom it is about, where the thing has no name of its own."""
    if customer is None or not isinstance(row, Contact | Praise | CustomerPerson | Channel):
        return name(row)
    match row:
        case Contact():
            return f"The contact with {customer.name}"
        case Praise():
            return f"The kind word of {customer.name}"
        case CustomerPerson():
            return f"{row.name} at {customer.name}"
        case Channel():
            return f"The channel's link to {customer.name}"


def _stands(row: Row, customer: Customer | None, eye: Eye) -> list[Block]:
    """How it stands now."""
    whom = f"{customer.name}: " if customer else ""
    if isinstance(row, Promise):
        pieces: list[Piece | str] = [
            whom,
            shorten(row.words, LINE_WORDS),
            f" · {state_in_words(row, eye)}" if row.removed_at is None else "",
            f"\nDue: {due_in_words(row, eye)}\nOwner: ",
            who(row.owner_id),
        ]
        return [line(*pieces)]
    if isinstance(row, Mistake | Waiting):
        owned: list[Piece | str] = ["\nOwner: ", who(row.owner_id)] if row.owner_id else []
        return [line(whom, shorten(row.words, LINE_WORDS), f" · {row.status}", *owned)]
    if isinstance(row, SystemFix):
        fixer: list[Piece | str] = ["\nWho sees to it: ", who(row.owner_id)] if row.owner_id else []
        return [line(f"Cause: {shorten(row.cause, LINE_WORDS)} · {row.status}", *fixer)]
    if isinstance(row, Digest):
        return [line(f"It comes {digest_rules.in_words(row)}.")]
    if isinstance(row, Contact | Praise):
        return [line(whom, shorten(row.words, LINE_WORDS))]
    if isinstance(row, Customer) and row.other_names:
        return [line(f"Other names: {', '.join(row.other_names.splitlines())}")]
    if isinstance(row, Setting):
        value = json.loads(row.value)
        if value is None:
            return [line("The default holds again.")]
        if isinstance(value, bool):
            return [line(f"It is {'on' if value else 'off'} now.")]
        return [line(f"It is {value} now.")] if isinstance(value, str | int) else []
    return []
