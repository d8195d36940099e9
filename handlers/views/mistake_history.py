"""What somebody did to a case, to be read after their name."""

import json

from bot.mistakes import JOINED, STEPS
from bot.text import shorten
from storage.tables import History

# A line of the history holds so much of what somebody wrote.
WORDS = 200
DONE = {
    "opened": "opened the case",
    "told": "told the customer",
    "sorry": "said sorry",
    "right": "made it right",
    "checked": "checked back with the customer",
    "not right": "heard from the customer that it is not right yet",
    "planned": "wrote down what we do about it",
    "cause": "named the cause",
    "noticed": "said who noticed first",
    "again": "noted that they had to contact us again",
    "owner": "gave the repair to somebody",
    "taken": "took the repair",
    "called": "called the customer",
    "closed": "closed the case",
    "reopened": "opened it again",
    "fix told": "told the customer that its cause is gone",
    "fix not told": "said that they need not hear of the system fix",
    "undone": "took that back",
    "put back": "put it back",
}
NAMES = {
    "words": "the words",
    "customer_id": "the customer",
    "kind": "the kind",
    "severity": "the severity",
    "noticed_by": "who noticed first",
    "public": "whether it stands in public",
    "owner_id": "the owner of the repair",
}


def in_words(entry: History) -> str:
    """What somebody did: "told the customer", "waived “said sorry”", "changed the kind"."""
    after = json.loads(entry.after)
    if entry.what == "waived":
        steps = [said for step, said in STEPS.items() if f"{step}_waived" in after]
        return f"waived “{steps[0]}”" if steps else "waived a step"
    if entry.what == "edited":
        names = [NAMES[name] for name in after if name in NAMES]
        return f"changed {', '.join(names) or 'it'}"
    if entry.what == "right" and after.get("right_how"):
        return _made_right(json.loads(entry.before).get("right_how") or "", after["right_how"])
    return DONE.get(entry.what, entry.what)


def _made_right(before: str, how: str) -> str:
    """How, in its own words; of what was added to it, only that."""
    added = how.removeprefix(f"{before}{JOINED}") if before else how
    return f"{DONE['right']}: {shorten(added, WORDS)}"
