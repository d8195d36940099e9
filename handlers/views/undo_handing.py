"""A handover of several things as one step: "The handover of 3 customers and 2 open promises from @joe to @sam"."""

import json
from collections import Counter
from collections.abc import Sequence

from handlers.views.customer_handover import counted
from handlers.views.parts import Piece, who
from storage.tables import History, Row

HANDED = frozenset(["owner_id", "backup_id"])


def is_handover(was: History) -> bool:
    """Whether this step did nothing but give a thing to somebody else."""
    after = json.loads(was.after)
    return bool(after) and HANDED.issuperset(after)


def named(was: History, rows: Sequence[Row] = ()) -> list[Piece | str]:
    """The handover that a step belongs to, or its undoing; `rows` are all that went, where they are known."""
    before, after = (next(iter(json.loads(each).values()), None) for each in (was.before, was.after))
    if was.what == "undone":
        before, after = after, before
    of = counted(Counter(str(type(each).__tablename__) for each in rows))
    pieces: list[Piece | str] = [f"The handover of {of}" if of else "The handover"]
    pieces += [" from ", who(before)] if before else []
    return pieces + ([" to ", who(after)] if after else [])
