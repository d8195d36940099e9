"""What people say with an ending: the proof that a promise was kept, or why it was not [practice 6]."""

from typing import NamedTuple

from bot.promises import WITH_REASON
from storage.tables import Promise


class Shown(NamedTuple):
    """What people say with an ending: what it is called, the question for it, and the buttons that add and change it."""

    called: str
    missing: str
    question: str
    hint: str
    add: str
    change: str
    title: str


PROOF = Shown(
    "Proof",
    "Proof: none yet",
    "What shows it?",
    "A link, a number or “customer said so” is enough.",
    "Add proof",
    "Change the proof",
    "Proof for",
)
REASON = Shown(
    "Why", "Why: not said yet", "Why?", "A few words are enough.", "Say why", "Change why", "The reason for"
)


def shown_by(outcome: str) -> Shown:
    """The proof that it was done, or why it was not."""
    return REASON if outcome in WITH_REASON else PROOF


def proof_in_words(promise: Promise) -> str:
    """What shows a closed promise, or why it was not kept: "Proof: 1Z999", "Why: they bought elsewhere"."""
    return f"{shown_by(promise.status).called}: {promise.proof}" if promise.proof else ""


def proof_added(promise: Promise) -> str:
    """That it was said after closing, to be read after the promise's number."""
    return f" has its {'reason' if promise.status in WITH_REASON else 'proof'}: {promise.proof}"
