"""How a promise ends: closed in one of five ways, with one piece of proof, and named rightly afterwards [practice 6]."""

from datetime import datetime
from unicodedata import normalize

from bot.changes import Change, differing
from bot.moments import day_in_words
from bot.promises import OUTCOMES, PROOF_MAX, check_open
from bot.refusals import AlreadySo, Unreadable, WrongOrder
from bot.tell_clock import follows
from bot.text import clean
from storage.tables import Promise


def close(promise: Promise, outcome: str, *, proof: str, by: str, now: datetime) -> Change:
    """How it ended, with one piece of proof if there is one [practice 6]. Said again it adds the proof that is said with it.

    Raises AlreadySo if it is closed already, Unreadable if `outcome` is none of OUTCOMES, and WrongOrder for kept late
    while the told date is still ahead; what had no date may be late.
    """
    if proof and promise.status == outcome and outcome in OUTCOMES:
        return add_proof(promise, joined(promise, proof))
    check_open(promise)
    if outcome not in OUTCOMES:
        raise Unreadable(f"A promise ends as one of: {', '.join(OUTCOMES.values())}.", field="outcome")
    if outcome == "late" and not may_be_late(promise, now=now):
        day = day_in_words(promise.due_wall or "", now=now, zone=promise.zone)
        raise WrongOrder(
            f"The date they were told, {day}, has not passed yet, so it cannot be kept late. Say kept, or move it to "
            "the new date.",
            field="outcome",
        )
    # Without one it is empty: what an undone closing had for a proof does not prove this one.
    shown = clean(proof, what="The proof", most=PROOF_MAX, field="proof") if proof else ""
    fields: dict[str, object] = {"status": outcome, "closed_at": now, "closed_by": by, "proof": shown}
    # Whether that was right is not known yet, also where it was asked before.
    fields |= {"checked": None, "checked_at": None}
    return Change("closed", differing(promise, fields | follows(promise, fields, until=now)))


def may_be_late(promise: Promise, *, now: datetime) -> bool:
    """Whether "kept late" can be true by now: the told date has passed, or there is none."""
    return promise.due_at is None or now > promise.due_at


def said_kept(promise: Promise, *, now: datetime) -> str:
    """What "kept" without more comes to: the told date decides between kept and kept late, once."""
    if promise.status in {"kept", "late"}:
        return promise.status
    return "late" if promise.due_at is not None and now > promise.due_at else "kept"


def reword_outcome(promise: Promise, outcome: str) -> Change:
    """The same ending, named rightly: kept on time though it was logged after its date."""
    if promise.status not in OUTCOMES or promise.status == outcome or outcome not in OUTCOMES:
        raise AlreadySo("It says that already.")
    return Change("closed", {"status": outcome})


def add_proof(promise: Promise, proof: str) -> Change:
    """What shows that it was done, added or changed after closing. Raises AlreadySo if it is open or says so."""
    if promise.status == "open":
        raise AlreadySo("It is still open. Close it first; the proof goes with it.")
    fields = differing(promise, {"proof": clean(proof, what="The proof", most=PROOF_MAX, field="proof")})
    if not fields:
        raise AlreadySo("That is its proof already.", field="proof")
    return Change("proof", fields)


def is_shown(promise: Promise, words: str) -> bool:
    """Whether the proof says these words already."""
    return f" · {normalize('NFC', words).strip()} · " in f" · {promise.proof} · "


def joined(promise: Promise, words: str) -> str:
    """The proof with these words after it, as they stand where it says them already. Raises Unreadable where that is too
    long."""
    if is_shown(promise, words):
        return promise.proof
    shown = " · ".join(filter(None, [promise.proof, words]))
    what = "The proof, with what stands there already," if promise.proof else "The proof"
    return clean(shown, what=what, most=PROOF_MAX, field="proof")
