"""What follows for a promise from how it stands: what its customer has still to hear, and the clock that runs for that
[practice 10].

No step sets this by itself: it is found anew after each, also after one that was undone, in whichever order they came.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.tables import Promise


def follows(promise: Promise, fields: Mapping[str, Any], *, until: datetime) -> dict[str, Any]:
    """What follows for a promise once `fields` are set. A clock that starts with them runs out at `until`.

    It runs while the promise is open and there is bad news that the customer has not heard: a later date, or that it is at
    risk; one that ran already runs on. A date that they were told is no new one, and our own aim is none after it.
    """

    def held(name: str) -> Any:  # noqa: ANN401 - whatever that column holds
        return fields[name] if name in fields else getattr(promise, name)

    found: dict[str, Any] = {}
    due_at, new_at, aim_at = held("due_at"), held("new_due_at"), held("aim_at")
    if new_at is not None and new_at == due_at:
        new_at = None
        found |= {"new_due_at": None, "new_due_wall": None}
    if aim_at is not None and due_at is not None and aim_at > due_at:
        found |= {"aim_at": None, "aim_wall": None}
    untold = held("health") == "at risk" and held("told_at") is None
    if held("status") == "open" and (untold or _is_later(new_at, due_at)):
        return found | {"tell_by": held("tell_by") or promise.tell_by or until, "told_at": None}
    return found | {"tell_by": None}


def _is_later(new_at: datetime | None, due_at: datetime | None) -> bool:
    return new_at is not None and (due_at is None or new_at > due_at)
