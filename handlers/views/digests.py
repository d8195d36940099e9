"""A channel's weekly digest: good news first, then what needs us and who has it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, DividerBlock

from bot import digests as rules
from bot import moments
from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from storage.tables import Customer, Digest, Mistake, Praise, Promise, SystemFix, Waiting

WORDS = 160
MOST_NAMED = 12
# The numbers that open, and what they are called.
NUMBERS = {
    "kept": "Kept on time",
    "logged": "Mistakes",
    "praised": "Kind words",
    "unowned": "No owner yet",
    "late": "Late",
    "waiting": "Waiting",
}


@dataclass(frozen=True)
class Some:
    """The first of some things with their customers' names, and how many there are in all."""

    found: Sequence[tuple[Any, str]]
    total: int


@dataclass(frozen=True)
class Owned:
    """Cases of a span: how many were opened, how many of them we noticed first, the ids of whoever said so then, and how
    many were put right from end to end."""

    opened: int
    by_us: int
    said_by: Sequence[str]
    closed: int


@dataclass(frozen=True)
class Told:
    """A week: what was kept and by whom, what went wrong and was said, kind words, who stood in for whom (ids), the cases
    that nobody has, what is late, who waits, the fixes that nobody has or whose date is over, and one customer whom nobody
    met for long."""

    kept: Some
    keepers: Sequence[str]
    owned: Owned
    praised: Some
    stood_in: Sequence[tuple[str, str]]
    unowned: Some
    late: Some
    waiting: Some
    fixes: Sequence[SystemFix]
    overlooked: Customer | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        owned = self.owned
        numbers = [some.total for some in (self.kept, self.praised, self.unowned, self.late, self.waiting)]
        there = (*numbers, owned.opened, owned.closed, len(self.stood_in), len(self.fixes))
        return not any(there) and self.overlooked is None


@dataclass(frozen=True)
class Reader:
    """For whom a digest is drawn: the channel's clock, what people are called by id, and the channels whose words are not
    for this one."""

    eye: Eye
    names: Mapping[str, str]
    private: Collection[str] = ()

    @property
    def hides(self) -> bool:
        """Whether words are left out."""
        return bool(self.private)

    def name(self, user_id: str | None) -> str:
        """What somebody is called."""
        return self.names.get(user_id or "", "a colleague")

    def words(self, row: Promise | Mistake | Waiting | Praise) -> str:
        """What was said, unless that was in private [product page, section 8]."""
        if row.source_channel and row.source_channel in self.private:
            return ""
        return f": {shorten(' '.join(row.words.split()), WORDS)}"


def digest(told: Told, digest_: Digest, span: tuple[str, str], reader: Reader, *, numbers: str) -> Message:
    """The whole post. `span` are the first and last day in words; `numbers` is the span as the buttons carry it."""
    good = _good_news(told, reader)
    parts = [each for each in (good, _needs_us(told, reader), _overlooked(told, reader)) if each]
    blocks: list[Block] = [line(bold("Our week with customers"), f" · {span[0]} to {span[1]}")]
    for at, part in enumerate(parts):
        blocks += [*([DividerBlock()] if at else []), *part]
    if buttons := _numbers(told, numbers):
        blocks.append(actions("numbers", *buttons))
    hidden = " Words that were said in private are left out here." if reader.hides else ""
    when = rules.in_words(digest_)
    blocks.append(line(f"{when[0].upper()}{when[1:]}.{hidden}"))
    return Message(blocks)


def _good_news(told: Told, reader: Reader) -> list[Block]:
    """What was kept, said and thanked for [practices 15, 51, 57]."""
    blocks: list[Block] = []
    if told.kept.total:
        count = "1 promise was" if told.kept.total == 1 else f"{told.kept.total} promises were"
        blocks.append(
            line(bold(f"{count} kept on time."), " Thank you, ", *_people(told.keepers, reader), ".")
        )
        hard = [each for each in told.kept.found if each[0].risk_at is not None]
        blocks += [
            line(
                bold(f"P-{promise.number} · {name}"),
                f"{_ended(reader.words(promise))} It was at risk, and it was kept. Thank you, ",
                who(promise.owner_id),
                ".",
            )
            for promise, name in hard
        ]
    blocks += _owned_up(told, reader)
    for word, name in told.praised.found:
        said = reader.words(word).removeprefix(": ")
        about: list[Piece | str] = [" about ", who(word.thanked_id)] if word.thanked_id else []
        said = said.strip('“”"')
        quoted = f": “{said}”" if said else " had a kind word for us."
        blocks.append(line(bold(name), *about, quoted))
    blocks += [
        line(who(cover), f" stood in for {reader.name(away)}. Thank you.")
        for cover, away in told.stood_in[:MOST_NAMED]
    ]
    return [line(bold("Good news")), *blocks] if blocks else []


def _owned_up(told: Told, reader: Reader) -> list[Block]:
    """Mistakes that were said and put right, as the good news that they are; nobody's in particular."""
    owned, pieces = told.owned, list[Piece | str]()
    if owned.opened:
        count = "1 mistake owned up to" if owned.opened == 1 else f"{owned.opened} mistakes owned up to"
        pieces += [bold(count), f", {owned.by_us} found by us." if owned.by_us else "."]
        if owned.said_by:
            pieces += [" Thank you for saying so, ", *_people(owned.said_by, reader), "."]
    if owned.closed:
        count = "1 case was" if owned.closed == 1 else f"{owned.closed} cases were"
        pieces.append(f"{' ' if pieces else ''}{count} put right from end to end.")
    return [line(*pieces)] if pieces else []


def _needs_us(told: Told, reader: Reader) -> list[Block]:
    """What nobody has, what is late and who has it [practice 16]. Without blame, and without a call to anybody."""
    blocks: list[Block] = []
    for case, name in told.unowned.found:
        number = str(case.number)
        blocks += [
            line(bold(f"M-{number} · {name}"), f"{_ended(reader.words(case))} Nobody has it yet."),
            actions(
                f"case-{number}",
                button("I take it", "mistake_take", number),
                button("Open", "mistake_show", number),
            ),
        ]
    blocks += _more(told.unowned, "without an owner")
    eye = reader.eye
    for promise, name in told.late.found:
        due = moments.day_in_words(promise.due_wall or "", now=eye.now, zone=promise.zone)
        has = f" The date was {due}; {reader.name(promise.owner_id)} has it."
        blocks.append(line(bold(f"P-{promise.number} · {name}"), _ended(reader.words(promise)), has))
    blocks += _more(told.late, "late")
    for waits, name in told.waiting.found:
        since = moments.how_long(eye.now - waits.since_at)
        has = f" They have waited for {since}; {reader.name(waits.owner_id)} has it."
        blocks.append(line(bold(f"W-{waits.number} · {name}"), _ended(reader.words(waits)), has))
    blocks += _more(told.waiting, "waiting")
    for fix in told.fixes:
        who_has = (
            f"its date is over; {reader.name(fix.owner_id)} has it" if fix.owner_id else "nobody has it yet"
        )
        cause = shorten(" ".join(fix.cause.split()), WORDS)
        blocks.append(line(bold(f"F-{fix.number} · system fix"), f": {cause}, and {who_has}."))
    return [line(bold("What needs us")), *blocks] if blocks else []


def _ended(said: str) -> str:
    """Somebody's words as a sentence of their own."""
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _more(some: Some, which: str) -> list[Block]:
    left = some.total - len(some.found)
    return [line(f"… and {left} more {which}.")] if left > 0 else []


def _overlooked(told: Told, reader: Reader) -> list[Block]:
    """One customer whom nobody met for long, whatever their size [practice 46]."""
    customer, eye = told.overlooked, reader.eye
    if customer is None:
        return []
    if customer.met_at:
        met_on = customer.met_at.astimezone(ZoneInfo(eye.zone)).date()
        day = moments.day_in_words(met_on.isoformat(), now=eye.now, zone=eye.zone)
        last = f"We last met {day}, {moments.how_long(eye.now - customer.met_at)} ago."
    else:
        last = f"No talk with them is noted in the {moments.how_long(eye.now - customer.created_at)} since they were added."
    owner = (
        f" {reader.name(customer.owner_id)} looks after them."
        if customer.owner_id
        else " Nobody looks after them yet."
    )
    number = str(customer.number)
    return [
        line(bold("Let's not forget "), bold(customer.name), f". {last}{owner} A short word does it."),
        actions(
            f"overlooked-{number}",
            button("Log a contact", "contact_new", number),
            button("Open", "customer_show", number),
        ),
    ]


def _people(ids: Sequence[str], reader: Reader) -> list[Piece | str]:
    """Names in the order of the alphabet, so that it is no ranking."""
    named = sorted(ids, key=lambda each: (reader.name(each).casefold(), each))
    shown = named[:MOST_NAMED]
    pieces: list[Piece | str] = []
    for at, each in enumerate(shown):
        last = at == len(shown) - 1 and len(named) <= MOST_NAMED
        pieces += ["" if not at else " and " if last else ", ", who(each)]
    if len(named) > MOST_NAMED:
        pieces.append(f" and {len(named) - MOST_NAMED} more")
    return pieces


def _numbers(told: Told, span: str) -> list[dict[str, object]]:
    """A button for each number, which opens what is behind it."""
    totals = {
        "kept": told.kept.total,
        "logged": told.owned.opened,
        "praised": told.praised.total,
        "unowned": told.unowned.total,
        "late": told.late.total,
        "waiting": told.waiting.total,
    }
    return [
        button(f"{label}: {totals[what]:,}", f"digest_open_{what}", span)
        for what, label in NUMBERS.items()
        if totals[what]
    ]
