"""What in a text says what it is: a promise, a mistake, a contact or a wait; by whom, and whether it is denied."""

from itertools import islice
from typing import NamedTuple

from bot.languages.english import sayings as english

# From here on it is likely enough to be acted on.
SURE = 2.0
SENTENCE_END = ".!?;:,\n()–—-"
BESIDE = 60  # characters before a verb in which the one who does it is named
OFTEN = 5  # the same words once more say nothing new


class Cue(NamedTuple):
    """Where a text says what it is, and how surely (see `english.Cue`)."""

    kind: str
    weight: float
    start: int
    end: int


def cues(low: str) -> list[Cue]:
    """Everything in a text that says what it is, without what others do or nobody did."""
    found_cues = []
    for cue in english.CUES:
        for found in islice(cue.pattern.finditer(low), OFTEN):
            weight = cue.weight
            if cue.by:
                who, denied = _doer(low, found.start())
                if who == "other" and cue.by == "we":
                    weight = min(weight, 1.0)
                elif who != cue.by and not (who == "nobody" and cue.by == "we"):
                    continue
                if denied:
                    weight = min(weight, 1.0)
            found_cues.append(Cue(cue.kind, weight, found.start(), found.end()))
    return found_cues


def _doer(low: str, at: int) -> tuple[str, bool]:
    """Who does what the verb there says: `we`, `they`, `other` or `nobody`; and whether it is denied."""
    before = low[max(0, at - BESIDE) : at]
    denied = False
    while True:
        bare = before.rstrip(" \t\"'(*_")
        if not bare or bare[-1] in SENTENCE_END:
            return "nobody", denied
        word = bare.split()[-1]
        before = bare[: -len(word)]
        if word in english.NOT:
            denied = True
        elif word in english.WE:
            return "we", denied
        elif word in english.THEY or word.endswith("\x01"):
            return "they", denied
        elif word in english.JOINTS:
            return "nobody", denied
        elif word not in english.BESIDE:
            return "other", denied
