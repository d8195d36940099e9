"""Why a nudge ended, in words to be read after "ended:"."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.nudges import Plan
from bot.reasons import REASONS
from storage.tables import Contact, Customer, Mistake, Nudge, Promise, Question, SystemFix, Waiting

OUTCOMES: Mapping[str, str] = {
    "kept": "it was kept",
    "late": "it was kept late",
    "partly": "it was kept in part",
    "not kept": "it was closed as not kept",
    "called off": "it was called off",
}
STAGES: Mapping[str, str] = {"lost": "they are no longer our customer", "parting": "we part from them"}
# What was done to the row last, as its history calls it, where the row itself doesn't say it all.
DONE: Mapping[str, str] = {
    "moved": "it has a new date",
    "planned": "it has a new date",
    "told": "the customer was told",
    "handed over": "it was handed over",
    "owner": "somebody else looks after it now",
    "at risk": "it is at risk",
    "called again": "they called again",
    "waived": "that step was left out",
    "edited": "it was changed",
    "merged": "the customer became part of another one",
    "merged away": "the customer became part of another one",
}
TELLING = frozenset({"promise_tell", "promise_not_told", "mistake_tell"})
NO_MORE, CHANGED = "nothing is to be done about it now", "it was changed"
SNOOZED, SNOOZED_BY = "snoozed ", " snoozed it "
ANEW, INSTEAD = "it was asked again", "another line took its place: "


def why(
    nudge: Nudge,
    row: Any,  # noqa: ANN401 - whatever can be looked at
    plan: Plan,
    *,
    snoozed: Mapping[str, str],
    entry: tuple[str, str] | None,
    names: Mapping[str, str],
    just: bool = False,
) -> str:
    """Why this nudge of the row ends. `entry` is what was done to the row last and by whom, and `just` whether somebody did
    something about it a moment ago; `names` are people's by id."""
    done = DONE.get(entry[0]) if entry else None
    if nudge.recipient_id in snoozed:
        return f"{SNOOZED}{snoozed[nudge.recipient_id]}"
    if row.removed_at is not None:
        return "it was taken back"
    if other := plan.instead.get((nudge.reason, nudge.recipient_id)):
        return (done or CHANGED) if just else INSTEAD + REASONS[other].rule
    same = [each for each in plan.wanted if each.asking.reason == nudge.reason]
    if any(each.call.recipient_id == nudge.recipient_id for each in same):
        return (done or CHANGED) if just else ANEW
    if same:
        return _passed(names, [each.call.recipient_id for each in same])
    if found := _of_row(nudge, row):
        return found
    other_ = next((each for each in plan.wanted if each.call.recipient_id == nudge.recipient_id), None)
    if other_ is not None:
        return (done or CHANGED) if just else INSTEAD + REASONS[other_.asking.reason].rule
    if just and done:
        return done
    if plan.wanted:
        return _passed(names, [each.call.recipient_id for each in plan.wanted])
    by, until = next(iter(snoozed.items()), ("", ""))
    return f"{names[by]}{SNOOZED_BY}{until}" if by in names else done or NO_MORE


def is_replaced(ended_why: str) -> bool:
    """Whether another nudge to the same person about the same thing took its place."""
    return ended_why == ANEW or ended_why.startswith(INSTEAD)


def is_snoozed(ended_why: str) -> bool:
    """Whether the person it went to snoozed it."""
    return ended_why.startswith(SNOOZED)


def _passed(names: Mapping[str, str], ids: Sequence[str]) -> str:
    """Who hears of it in somebody's place."""
    known = [names[each] for each in ids if each in names]
    return f"{known[0]} has it now" if known else "it is said in the team’s channel"


def _of_row(nudge: Nudge, row: Any) -> str | None:  # noqa: ANN401 - whatever can be looked at
    if isinstance(row, Promise):
        return _of_promise(nudge, row)
    if isinstance(row, Mistake):
        return _of_mistake(nudge, row)
    if isinstance(row, Waiting):
        return "they were answered" if row.status != "open" else None
    if isinstance(row, Question):
        return {"answered": "they have their answer", "logged": "it is logged that they wait"}.get(row.status)
    if isinstance(row, Contact):
        return {"done": "it is done", "nothing": "nothing is planned any more"}.get(row.next)
    if isinstance(row, Customer):
        return STAGES.get(row.stage) or _of_customer(nudge, row)
    return "it is done" if isinstance(row, SystemFix) and row.status == "done" else None


def _of_promise(nudge: Nudge, row: Promise) -> str | None:
    if nudge.reason in TELLING and _since(row.told_at, nudge):
        return "the customer was told"
    if nudge.reason == "promise_check_back" and row.checked:
        return {"right": "it was right", "not quite": "it was not quite right"}.get(
            row.checked, "nobody knows"
        )
    if row.status != "open":
        return OUTCOMES.get(row.status)
    if nudge.reason == "promise_no_date" and row.due_at is not None:
        return "it has a date now"
    if _since(row.answered_at, nudge):
        return "somebody said how it stands"
    return None


def _of_mistake(nudge: Nudge, row: Mistake) -> str | None:
    if row.status != "open":
        return "the case is closed"
    if nudge.reason == "mistake_unowned" and row.owner_id:
        return "somebody has it now"
    if nudge.reason == "mistake_tell" and row.told_at is not None:
        return "that was left out for a reason" if row.told_waived else "the customer was told"
    if nudge.reason == "mistake_check_back" and row.checked_at is not None:
        return "they were asked"
    return "that step is done" if nudge.reason == "mistake_step" else None


def _of_customer(nudge: Nudge, row: Customer) -> str | None:
    if nudge.reason == "no_owner" and row.owner_id:
        return "somebody looks after them now"
    return "somebody has spoken with them" if _since(row.met_at, nudge) else None


def _since(at: datetime | None, nudge: Nudge) -> bool:
    return at is not None and at >= nudge.since_at
