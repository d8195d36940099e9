"""What somebody did to a case, to be read after their name."""

import json

from bot.mistakes import STEPS
from storage.tables import History

DONE = {
    "opened": "opened the case",
    "told": "told the customer",
    "sorry": "said sorry",
    "right": "made it right",
    "checked": "checked back with the customer",
    "planned": "wrote down what we do about it",
    "cause": "named the cause",
    "noticed": "said who noticed first",
    "again": "noted that they had to contact us again",
    "owner": "gave the repair to somebody",
    "taken": "took the repair",
    "called": "called the customer",
    "closed": "closed the case",
    "reopened": "opened it again",
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
    return DONE.get(entry.what, entry.what)
