"""A mistake's life until it ends: opened, four steps done or waived, its cause named. Nobody in it is a culprit.

Decisions only; nothing here knows a clock or a table's place [practices 14, 15, 25, 26, 53].
"""

from datetime import datetime
from typing import NamedTuple

from bot import mistake_kinds as kinds
from bot.blame import NO_ANSWER, blames_customer
from bot.changes import Change, differing
from bot.refusals import AlreadySo, Unreadable
from bot.sources import NOWHERE, Source
from bot.text import clean
from storage.tables import Mistake, Promise

# Practice 14: the steps in the order in which they are taken, and how each is said once it is done.
STEPS = {"told": "told them", "sorry": "said sorry", "right": "made it right", "checked": "checked back"}
NOTICED = {"us": "we did", "them": "they did"}
REASON_MAX = 500
# Why what was open is not done any more once we part ways with a customer [practice 58].
RELEASED = "We part ways with them."
HOW_MAX = 900
JOINED = "; "
RULE_MAX = 200


class Given(NamedTuple):
    """What a person said when they opened a case. None for what is to be guessed from the words."""

    words: str
    said_by: str
    owner_id: str | None = None
    kind: str | None = None
    severity: str | None = None
    noticed_by: str | None = None
    public: bool | None = None
    source: Source = NOWHERE


def make(given: Given, *, team_id: str, customer_id: int, number: int, now: datetime) -> Mistake:
    """The case that was opened. Raises Unreadable for its words."""
    words = clean(given.words, what="What happened", field="words")
    kind = given.kind if given.kind in kinds.ALL else kinds.guess(words)
    noticed = given.noticed_by if given.noticed_by is not None else kinds.noticed_first(words)
    return Mistake(
        team_id=team_id,
        number=number,
        customer_id=customer_id,
        words=words,
        kind=kind,
        severity=kinds.severity(kind, given.severity, words),
        noticed_by=noticed if noticed in NOTICED else "",
        public=kinds.is_public(words) if given.public is None else given.public,
        owner_id=given.owner_id,
        said_by=given.said_by,
        created_at=now,
        **given.source.columns(),
    )


def of_promise(promise: Promise, *, number: int, by: str, now: datetime) -> Mistake:
    """The case of a promise that was not kept; who owned the promise owns the repair. Money is high here too."""
    return Mistake(
        team_id=promise.team_id,
        number=number,
        customer_id=promise.customer_id,
        words=promise.words,
        kind=kinds.NOT_KEPT,
        severity="high" if promise.kind == "refund or payment" else "normal",
        owner_id=promise.owner_id,
        said_by=by,
        promise_id=promise.id,
        created_at=now,
    )


def edit(mistake: Mistake, given: Given, *, customer_id: int) -> Change:
    """What was logged wrongly, put right. Raises Unreadable, and AlreadySo if nothing differs.

    The kind "guess" is guessed from the words; money is always high, also where another severity was chosen.
    """
    words = clean(given.words, what="What happened", field="words")
    kind = kinds.guess(words) if given.kind == "guess" else given.kind
    kind = kind if kind in kinds.ALL else mistake.kind
    fields = differing(
        mistake,
        {
            "words": words,
            "customer_id": customer_id,
            "kind": kind,
            "severity": kinds.severity(kind, given.severity or mistake.severity),
            "noticed_by": given.noticed_by if given.noticed_by in {*NOTICED, ""} else mistake.noticed_by,
            "public": mistake.public if given.public is None else given.public,
            "owner_id": given.owner_id,
        },
    )
    if not fields:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", fields)


def done(mistake: Mistake, step: str, *, by: str, now: datetime) -> Change:
    """A step that was taken. One that was waived can still be taken. Raises AlreadySo where it is done already."""
    check_open(mistake)
    if getattr(mistake, f"{step}_at") is not None and not getattr(mistake, f"{step}_waived"):
        raise AlreadySo(f"“{STEPS[step].capitalize()}” is done already.")
    return Change(step, _step(step, by=by, now=now))


def right(
    mistake: Mistake,
    *,
    how: str | None = None,
    more: bool = False,
    goodwill: int | None = None,
    rule: str | None = None,
    by: str,
    now: datetime,
) -> Change:
    """It was made right: how, what it cost us (hundredths of the currency) and the rule that was broken for it
    [practice 26]. None leaves what is known. Said again it corrects that; with `more`, what was done already stays and
    `how` is added to it. Raises Unreadable, AlreadySo."""
    check_open(mistake)
    fields: dict[str, object] = {}
    if mistake.right_at is None or mistake.right_waived:
        fields |= _step("right", by=by, now=now)
    if how is not None:
        if more and mistake.right_at is not None and not mistake.right_waived:
            how = _added(mistake.right_how, how)
        fields["right_how"] = _said(how, "What made it right", most=HOW_MAX, field="how")
    if goodwill is not None:
        fields["goodwill"] = goodwill or None
    if rule is not None:
        fields["broken_rule"] = _said(rule, "The rule", most=RULE_MAX, field="rule")
    fields = differing(mistake, fields)
    if not fields:
        raise AlreadySo("“Made it right” is done already.")
    return Change("right", fields)


def _added(known: str, how: str) -> str:
    """What made it right already, and what did so too, each once."""
    parts = [part for part in (known.strip(), how.strip()) if part]
    return known if how.strip() in known.split(JOINED) else JOINED.join(parts)


def plan(mistake: Mistake, how: str, wall: str | None, zone: str) -> Change:
    """What we are going to do about it, and by when (a wall in `zone`), known before it is done. Raises Unreadable,
    AlreadySo."""
    check_open(mistake)
    how = _said(how, "What we do about it", most=HOW_MAX, field="plan")
    fields = differing(
        mistake, {"right_how": how, "right_wall": wall, "right_zone": zone if wall else mistake.right_zone}
    )
    if not fields:
        raise AlreadySo("It says that already.")
    return Change("planned", fields)


def not_right(mistake: Mistake) -> Change:
    """They were asked, and it is not right yet: that step is open again, with a date of its own to come [practice 23].
    Raises AlreadySo."""
    check_open(mistake)
    if mistake.right_at is None:
        raise AlreadySo("“Made it right” is open already.")
    return Change(
        "not right",
        differing(mistake, {"right_at": None, "right_by": None, "right_waived": "", "right_wall": None}),
    )


def waive(mistake: Mistake, step: str, reason: str, *, by: str, now: datetime) -> Change:
    """A step that is not taken, for a written reason [practice 14]. Raises Unreadable without one, AlreadySo for a
    step that is done or waived for the same reason."""
    check_open(mistake)
    if getattr(mistake, f"{step}_at") is not None and not getattr(mistake, f"{step}_waived"):
        raise AlreadySo(f"“{STEPS[step].capitalize()}” is done already, so there is nothing to waive.")
    if not reason.strip():
        raise Unreadable("A step is waived for a reason, in a few words.", field="reason")
    written = clean(reason, what="The reason", most=REASON_MAX, field="reason")
    if getattr(mistake, f"{step}_waived") == written:
        raise AlreadySo(f"“{STEPS[step].capitalize()}” is waived already.", field="reason")
    return Change("waived", _step(step, by=by, now=now, waived=written))


def name_cause(mistake: Mistake, cause: str, could_have: str | None = None) -> Change:
    """Why it happened, and what we could have done; None leaves that as it is. A cause that blames the customer asks
    for it [practice 53]. Raises Unreadable, AlreadySo."""
    check_open(mistake)
    fields: dict[str, object] = {"cause": clean(cause, what="The cause", field="cause")}
    if could_have is not None:
        fields["could_have"] = _said(could_have, "What we could have done", field="could_have")
    answer = str(fields.get("could_have", mistake.could_have))
    if blames_customer(cause) and answer.casefold().strip(" .!") in NO_ANSWER:
        raise Unreadable(
            "That may be so, and it never stands alone: what could we have done so that it could not happen?",
            field="could_have",
        )
    fields = differing(mistake, fields)
    if not fields:
        raise AlreadySo("That is its cause already.", field="cause")
    return Change("cause", fields)


def noticed(mistake: Mistake, by_whom: str) -> Change:
    """Who noticed first, `us` or `them` [practice 22]. Raises AlreadySo, Unreadable."""
    if by_whom not in NOTICED:
        raise Unreadable("Who noticed first: us or them?", field="noticed")
    if mistake.noticed_by == by_whom:
        raise AlreadySo("It says that already.")
    return Change("noticed", {"noticed_by": by_whom})


def contacted_again(mistake: Mistake) -> Change:
    """They had to contact us once more before it was done [practice 20]."""
    check_open(mistake)
    return Change("again", {"calls": mistake.calls + 1})


def own(mistake: Mistake, owner_id: str) -> Change:
    """Who puts it right from now on. Raises AlreadySo."""
    check_open(mistake)
    if mistake.owner_id == owner_id:
        raise AlreadySo("The repair is with them already.", field="owner")
    return Change("owner", {"owner_id": owner_id})


def called(mistake: Mistake, *, by: str, now: datetime) -> Change:
    """A leader called the customer [practice 18]; so they were told, if nobody had told them before."""
    check_open(mistake)
    if mistake.told_at is None or mistake.told_waived:
        return Change("called", _step("told", by=by, now=now))
    # Nothing else changes, and still the history says who called and when.
    return Change("called", {"said_by": mistake.said_by})


def did_most(mistake: Mistake) -> str | None:
    """Who took most of the steps, the later one on a tie: the likely owner of a repair that nobody took. None where no
    step was taken."""
    doers = [
        getattr(mistake, f"{step}_by")
        for step in STEPS
        if getattr(mistake, f"{step}_at") is not None and not getattr(mistake, f"{step}_waived")
    ]
    known = [doer for doer in reversed(doers) if doer]
    return max(known, key=known.count) if known else None


def _step(step: str, *, by: str, now: datetime, waived: str = "") -> dict[str, object]:
    return {f"{step}_at": now, f"{step}_by": by, f"{step}_waived": waived}


def _said(text: str, what: str, *, field: str, most: int = 1000) -> str:
    """A text that may be empty."""
    return clean(text, what=what, most=most, field=field) if text.strip() else ""


def check_open(mistake: Mistake) -> None:
    """Raises AlreadySo where it is closed."""
    if mistake.status != "open":
        raise AlreadySo(f"M-{mistake.number} is closed.")
