"""What was found, with the words that were looked for standing out, and a way into each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.moments import moment_in_words
from bot.promises import OUTCOMES
from bot.searching import KINDS, LONGEST
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_choice,
    field_text,
    form,
    line,
)
from storage.tables import called

EVERYTHING = "everything"
# Things that a line of a result calls otherwise than people call one.
CALLED = {"waiting": "they wait", "customer_person": "one of their people"}
# Kinds that are not simply called by their name.
AMONG = {
    "waiting": "those who wait",
    "praise": "the kind words",
    "customers": "the customers and their people",
}


class Result(NamedTuple):
    """One thing that was found: what it is called, its kind (a table), whom it is about, when it was entered and how it
    stands, the words around what was found (the hits marked), and the button that opens it (action and value)."""

    name: str
    kind: str
    customer: str
    at: datetime
    status: str
    words: Sequence[tuple[str, bool]]
    opens: tuple[str, str] | None


class Search(NamedTuple):
    """What was looked for: the words as typed, the customer (name and number) and the kind of thing, if only those."""

    words: str
    customer: str = ""
    number: int | None = None
    kind: str = ""

    def memory(self, page: int) -> str:
        """Small enough for a button."""
        return remember(words=self.words, customer=self.number, kind=self.kind, page=page)


def found(
    results: Sequence[Result], search: Search, eye: Eye, *, page: int, more: bool, remark: str = ""
) -> Message:
    """A page of results, the newest first; `more` says that there are older ones."""
    if not results and not page:
        return nothing(search, remark)
    blocks: list[Block] = [line(remark)] if remark else []
    blocks.append(line(*_head(search, len(results), page=page, more=more)))
    for place, result in enumerate(results):
        blocks.append(_result(result, eye))
        if result.opens:
            blocks.append(actions(f"found-{place}", button("Open", *result.opens)))
    leaves = []
    if page:
        leaves.append(button("Newer ones", "search_newer", search.memory(page - 1)))
    if more:
        leaves.append(button("Older ones", "search_older", search.memory(page + 1)))
    leaves.append(button("Look for something else", "search_new", search.memory(0)))
    blocks.append(actions("pages", *leaves))
    return Message(blocks)


def nothing(search: Search, remark: str = "") -> Message:
    """Nothing was found, and what may help."""
    wider = ""
    if search.kind or search.customer:
        wider = " Look among everything, or try"
    blocks: list[Block] = [line(remark)] if remark else []
    blocks.append(
        line(
            *(
                ["Nothing here has ", *_asked(search)]
                if search.words
                else ["There is nothing", *_asked(search)]
            ),
            ".",
            f"{wider or ' Try'} fewer words, or only how they begin.",
        )
    )
    buttons = [button("Look for something else", "search_new", search.memory(0))]
    if wider and search.words:
        wide = Search(search.words)
        buttons.insert(0, button("Look among everything", "search_wide", wide.memory(0), primary=True))
    blocks.append(actions("pages", *buttons))
    return Message(blocks)


def _head(search: Search, count: int, *, page: int, more: bool) -> list[Piece | str]:
    if page or more:
        things = "With " if search.words else "Everything"
        return [things, *_asked(search), f", the newest first, page {page + 1}:"]
    things = "One thing" if count == 1 else f"{count} things"
    with_ = " with " if search.words else ""
    return [f"{things}{with_}", *_asked(search), ":" if count == 1 else ", the newest first:"]


def _asked(search: Search) -> list[Piece | str]:
    """What was looked for, in words: “pump” in Acme, among the promises; without words the customer and the kind."""
    pieces: list[Piece | str] = [f"“{search.words}”"] if search.words else []
    if search.customer:
        pieces += [" in ", bold(search.customer)]
    if search.kind:
        pieces.append(f" among {AMONG.get(search.kind, f'the {search.kind}')}")
    return pieces


def _result(result: Result, eye: Eye) -> Block:
    status = f", {OUTCOMES.get(result.status, result.status)}" if result.status else ""
    pieces: list[Piece | str] = [
        bold(result.name),
        f" · {CALLED.get(result.kind) or called(result.kind).one}{status} · {moment_in_words(result.at, eye.zone, now=eye.now)}\n",
        *(bold(text) if hit else text for text, hit in result.words),
    ]
    return line(*pieces)


def ask(search: Search) -> View:
    """The form: what to look for, and among what."""
    kinds = [("Everything", EVERYTHING), *((_kind(kind), kind) for kind in KINDS)]
    return form(
        "search",
        "Look for something",
        "Search",
        [
            *([line("Only what concerns ", bold(search.customer), ".")] if search.customer else []),
            field_text(
                "words",
                "Words",
                value=search.words,
                hint="All of them have to be there; the first letters of each are enough.",
                placeholder="pump invoice",
                most=LONGEST,
            ),
            field_choice("kind", "Among", kinds, chosen=search.kind or EVERYTHING),
        ],
        memory=remember(customer=search.number),
    )


def _kind(kind: str) -> str:
    return {
        "waiting": "Those who wait",
        "praise": "Kind words",
        "customers": "Customers and their people",
    }.get(kind, kind.capitalize())


def recalled(memory: Mapping[str, Any]) -> tuple[str, int | None, str, int]:
    """What a button remembers: the words, the customer's number, the kind and the page."""
    number, kind, page = memory.get("customer"), str(memory.get("kind") or ""), memory.get("page")
    return (
        str(memory.get("words") or ""),
        number if isinstance(number, int) else None,
        kind if kind in KINDS else "",
        page if isinstance(page, int) and page > 0 else 0,
    )
