"""All that ever happened with a customer, a page at a time, each thing in words [practice 47]."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.moments import moment_in_words
from bot.text import shorten
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.history import by_whom, in_pieces, in_words
from handlers.views.parts import Message, Piece, actions, bold, button, field_text, form, line, place, who
from storage.tables import LETTERS, Customer, History

A_PAGE = 15
WORDS = 100


class Line(NamedTuple):
    """One entry: the words, name or channel that the thing it is about is known by, its number if it has one, the entry
    that it took back if it did, and, where the thing was given to another customer since, their name and the entry that
    did it."""

    entry: History
    known_by: str = ""
    number: int = 0
    undone: History | None = None
    gone_to: str = ""
    gone_by: History | None = None


class Page(NamedTuple):
    """A page of lines, the newest first; `newer` and `older` are the entries beyond which there is more, if there is."""

    lines: Sequence[Line]
    newer: int | None = None
    older: int | None = None
    merged: Mapping[int, str] | None = None


def timeline(customer: Customer, page: Page, eye: Eye) -> Message:
    """A page of what happened, with the way to newer and older ones, and to searching in it."""
    number = str(customer.number)
    blocks: list[Block] = [line(bold(f"{customer.name} · what happened"))]
    blocks += [line(*_line(each, eye, page.merged or {})) for each in page.lines]
    if not page.lines:
        blocks.append(line("Nothing here."))
    leaves = []
    if page.newer is not None:
        leaves.append(button("Newer", "customer_newer", f"{number} {page.newer}"))
    if page.older is not None:
        leaves.append(button("Older", "customer_older", f"{number} {page.older}"))
    blocks.append(
        actions(
            "leaf",
            *leaves,
            button("Search in it", "customer_search", number),
            button("The card", "customer_show", number),
        )
    )
    return Message(blocks)


def _line(each: Line, eye: Eye, merged: Mapping[int, str]) -> list[Piece | str]:
    entry = each.entry
    pieces: list[Piece | str] = [f"{moment_in_words(entry.at, eye.zone, now=eye.now)} · ", by_whom(entry.by)]
    pieces += [" ", *in_pieces(entry, now=eye.now, zone=eye.zone)]
    if each.undone is not None:
        pieces.append(f" ({in_words(each.undone, now=eye.now, zone=eye.zone)})")
    pieces += _about(each)
    if former := merged.get(entry.customer_id or 0):
        pieces.append(f" · then {shorten(former, WORDS)}")
    if each.gone_by is not None:
        at = moment_in_words(each.gone_by.at, eye.zone, now=eye.now)
        pieces += [f" · it is with {shorten(each.gone_to, WORDS)} since {at} (", who(each.gone_by.by), ")"]
    return pieces


def _about(each: Line) -> list[Piece | str]:
    """What an entry is about, after what was done."""
    kind, words = each.entry.kind, each.known_by
    if not words:
        return []
    if kind in LETTERS:
        return [" · ", bold(f"{LETTERS[kind]}-{each.number}"), f" {shorten(words, WORDS)}"]
    return [" · ", place(words)] if kind == "channel" else [f" · {shorten(words, WORDS)}"]


def search_form(customer: Customer) -> View:
    """What to look for in one customer's history."""
    return form(
        "customer_search",
        "Search",
        "Search",
        [
            line("In everything that was ever said of ", bold(customer.name), "."),
            field_text("words", "Words", placeholder="pump"),
        ],
        memory=remember(number=customer.number),
    )
