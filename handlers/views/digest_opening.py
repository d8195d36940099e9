"""What is behind a number of a digest, a page of it, and how a button carries that on."""

import json

from slack_sdk.models.blocks import Block

from bot.text import shorten
from handlers.views import mistake_parts, promises, waiting
from handlers.views.digest_told import NUMBERS, WORDS, Some
from handlers.views.eye import Eye
from handlers.views.parts import Message, actions, bold, button, line, who

A_PAGE = 10


def carried(since: str, until: str, page: int = 0) -> str:
    """A span as a button carries it."""
    return json.dumps([since, until, page])


def read_carried(value: str) -> tuple[str, str, int]:
    """A span, and a page of it, from a button. Raises ValueError for what is none of ours."""
    try:
        since, until, page = json.loads(value)
        return str(since), str(until), max(int(page), 0)
    except (TypeError, RecursionError):
        raise ValueError(value) from None


def behind(what: str, some: Some, eye: Eye, *, page: int, span: tuple[str, str]) -> Message:
    """What is behind a number, a page of it."""
    pairs = some.found
    blocks: list[Block] = [line(bold(f"{NUMBERS[what]}: {some.total:,}"))]
    if what in {"kept", "late"}:
        blocks += promises.rows(pairs, eye) if what == "late" else _kept(some)
    elif what in {"logged", "unowned"}:
        for case, name in pairs:
            number = str(case.number)
            blocks += [
                mistake_parts.row(case, name, eye),
                actions(f"case-{number}", button("Open", "mistake_show", number)),
            ]
    elif what == "waiting":
        blocks += waiting.rows(pairs, eye, owners=True)
    else:
        for word, name in pairs:
            row = str(word.id)
            blocks += [
                line(bold(name), f": “{shorten(word.words, WORDS)}”"),
                actions(f"praise-{row}", button("Open", "praise_show", row)),
            ]
    turns = []
    if page:
        turns.append(button("Back", f"digest_open_{what}", carried(*span, page - 1)))
    if some.total > (page + 1) * A_PAGE:
        turns.append(button("Further", f"digest_open_{what}_on", carried(*span, page + 1)))
    if turns:
        blocks.append(actions("pages", *turns))
    return Message(blocks)


def _kept(some: Some) -> list[Block]:
    blocks: list[Block] = []
    for promise, name in some.found:
        number = str(promise.number)
        blocks += [
            line(
                bold(f"P-{number} · {name}"),
                f": {shorten(promise.words, WORDS)}\nKept by ",
                who(promise.owner_id),
                f" · proof: {shorten(promise.proof, WORDS)}" if promise.proof else "",
            ),
            actions(f"promise-{number}", button("Open", "promise_show", number)),
        ]
    return blocks
