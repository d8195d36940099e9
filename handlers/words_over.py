"""Words behind an order that has no use for them: said back with what keeps them, so that nobody takes them for kept."""

import re
from collections.abc import Mapping

from slack_sdk.models.blocks import Block
from sqlalchemy import Connection

from bot.patterns import pattern
from bot.wording import MENTION
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.views.parts import copied, line
from storage import customers, references

CONTACT = "/contact"
# Orders that keep no words, of each kind of thing, with the command that does: what was said with a customer is a contact.
KEEP_NONE: Mapping[str, Mapping[str, str]] = {
    "promise": {
        "told": CONTACT,
        "no answer": CONTACT,
        **dict.fromkeys(("on track", "started", "show", "undo"), ""),
    },
    "mistake": {
        **dict.fromkeys(("told", "sorry", "checked", "again"), CONTACT),
        **dict.fromkeys(
            ("close", "reopen", "take", "owner", "brief", "apology", "waive", "show", "undo"), ""
        ),
    },
    "waiting": {"done": CONTACT, "again": CONTACT, **dict.fromkeys(("take", "show", "undo"), "")},
}
# Whom `owner M-7 to @sam` names: the colleague mentioned last.
TO_SOMEBODY = pattern(rf"(?:\b(?:to|for)\s+)?{MENTION.pattern}(?!.*<@)", re.IGNORECASE | re.DOTALL)
OVER = " \t\n.,;:"


async def said_back(
    house: House, gesture: Gesture, answer: Answer, kind: str, verb: str, number: int, typed: str
) -> Answer:
    """The answer to an order on a thing of that kind, with what was `typed` beyond it where the order keeps no words. Whom
    `owner` names is no such word: that it reads."""
    command = KEEP_NONE[kind].get(verb)
    over = TO_SOMEBODY.sub("", typed).strip(OVER) if verb == "owner" else typed
    rest = over.strip(OVER) and over.strip()
    if command is None or not rest or not isinstance(answer, Say | Ask):
        return answer
    words = plain(rest, await names_in(house, gesture, gesture.value))
    name = await house.db.read(_customer, gesture, kind, number) if command else ""
    return beside(answer, words, f"{command} {name}: {words}" if name else "")


def beside(answer: Say | Ask, words: str, instead: str = "") -> Answer:
    """The answer with the words that had no place; `instead` is what to type so that they are kept."""
    said = "This keeps them:" if instead else "They are not kept:"
    over: list[Block] = [line(f"There is no place for these words here. {said}"), *copied(instead or words)]
    if isinstance(answer, Say):
        first, *others = answer.message.blocks
        return answer._replace(message=answer.message._replace(blocks=[first, *over, *others]))
    answer.view.blocks = [*over, *(answer.view.blocks or [])]
    return answer


def _customer(conn: Connection, gesture: Gesture, kind: str, number: int) -> str:
    row = references.by_number(conn, gesture.team_id, kind, number)
    customer_id = getattr(row, "customer_id", None)
    customer = customers.by_id(conn, gesture.team_id, customer_id) if customer_id else None
    return customer.name if customer else ""
