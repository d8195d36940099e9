"""How a case ends: closed once nothing is missing, opened again, and whole for as long as it is closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.changes import Change
from bot.mistakes import RELEASED, STEPS, check_open
from bot.refusals import AlreadySo, ChangedSince, Refusal
from storage.tables import Mistake

# What is to be said of a case besides, by its column.
ASKED = {
    "cause": "what caused it",
    "could_have": "what we could have done",
    "owner_id": "who puts it right",
    "noticed_by": "who noticed it first",
}


class Unfinished(Refusal):
    """The case cannot close yet: `missing` steps are neither done nor waived, the cause is not named, or nobody has said
    who put it right or noticed first."""

    def __init__(self, sentence: str, missing: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.missing = missing


def missing(mistake: Mistake) -> tuple[str, ...]:
    """What stands between the case and its end: names of STEPS, then of ASKED."""
    left = [step for step in STEPS if getattr(mistake, f"{step}_at") is None]
    return (*left, *(name for name in ASKED if not getattr(mistake, name)))


def close(mistake: Mistake, *, by: str, now: datetime) -> Change:
    """The case is done. Raises Unfinished until each step is done or waived, the cause named [practice 14], and it is
    known who put it right [practice 16] and who noticed first [practice 22]."""
    check_open(mistake)
    if left := missing(mistake):
        raise Unfinished(f"M-{mistake.number} stays open for now. {missing_in_words(left)}", left)
    return Change("closed", {"status": "closed", "closed_at": now, "closed_by": by})


def missing_in_words(left: tuple[str, ...]) -> str:
    """What is still missing, in a sentence or two."""
    steps = [STEPS[step] for step in STEPS if step in left]
    said = [f"Neither done nor waived: {_listed(steps)}."] if steps else []
    if unsaid := [ASKED[name] for name in ASKED if name in left]:
        said.append(f"{'And nobody' if steps else 'Nobody'} has said {_listed(unsaid)}.")
    return " ".join(said)


def reopen(mistake: Mistake) -> Change:
    """A closed case is open again. Raises AlreadySo."""
    if mistake.status == "open":
        raise AlreadySo(f"M-{mistake.number} is open.")
    return Change("reopened", {"status": "open", "closed_at": None, "closed_by": None})


def check_undo(mistake: Mistake, fields: Mapping[str, Any]) -> None:
    """A closed case stays whole: raises ChangedSince where undoing would close one with a step open, or open a step
    of a closed one. One that was released when we parted has no cause, and needs none."""
    after = {name: fields.get(name, getattr(mistake, name)) for name in vars(mistake)}
    if after["status"] != "closed" or after["removed_at"] is not None:
        return
    left = set(missing(Mistake(**{name: after[name] for name in Mistake.model_fields})))
    if mistake.status == "closed":
        left -= set(missing(mistake))
    elif any(fields.get(f"{step}_waived") == RELEASED for step in STEPS):
        left &= set(STEPS)
    if left:
        raise ChangedSince(
            "A closed case has every step done or waived, a cause and an owner, so I left it as it is. Open it again "
            "first."
        )


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
