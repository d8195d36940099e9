"""Which cases have one cause: the third one asks for a fix, further ones join it, and whom it hit is told in the end."""

from datetime import datetime

from sqlalchemy import Connection

from bot import system_fixes as rules
from bot.attention_fixes import Hit
from storage import rows
from storage import system_fixes as questions
from storage.tables import Customer, Mistake, SystemFix

# So many of the newest cases are looked at for one cause: of 60 days, and of a year.
NEWEST, A_YEARS = 1000, 5000
HitBy = list[tuple[Customer, list[Mistake]]]


def noticed(conn: Connection, mistake: Mistake, *, by: str, now: datetime) -> SystemFix | None:
    """What follows from the cause of a case that is being looked at: with the third of one cause within 60 days a fix is
    wanted, a further one joins it, and one whose cause is another one by now leaves it. Gives the fix that was touched,
    which is due to be looked at then. `by` is Kept itself.

    A cause whose fix is done counts anew; cases of which somebody said that they only sound alike are counted no more.
    """
    fix = questions.by_id(conn, mistake.team_id, mistake.fix_id) if mistake.fix_id else None
    if fix is not None:
        if mistake.removed_at is None and rules.same_cause(mistake.cause, fix.cause):
            questions.wake(conn, fix.id or 0, now=now)
            return fix
        _leaves(conn, mistake, fix, by=by, now=now)
    if mistake.removed_at is not None or not mistake.cause:
        return fix
    for each in questions.open_ones(conn, mistake.team_id):
        if rules.same_cause(each.cause, mistake.cause):
            questions.link(conn, [mistake.id or 0], each.id)
            questions.wake(conn, each.id or 0, now=now)
            return each
    alike = same_cause(conn, mistake.team_id, mistake.cause, now - rules.WITHIN)
    if len(alike) < rules.ENOUGH:
        return fix
    number = rows.next_number(conn, mistake.team_id, "system_fix")
    made = rules.make(mistake.cause, team_id=mistake.team_id, number=number, by=by, now=now)
    rows.begin(conn, made, what="wanted", by=by, via="clock", now=now)
    questions.link(conn, alike, made.id)
    return made


def follows(conn: Connection, mistake: Mistake, cause: str, *, now: datetime) -> str:
    """What the clock will do about a cause that is being named (`noticed`), in words for whoever names it: " F-1 is …"; empty
    where it does nothing."""
    if not cause.strip():
        return ""
    for each in questions.open_ones(conn, mistake.team_id):
        if rules.same_cause(each.cause, cause):
            return f" F-{each.number} is to end that cause for good; this case is on its list now."
    since = now - rules.WITHIN
    alike = {*same_cause(conn, mistake.team_id, cause, since), mistake.id}
    if len(alike) < rules.ENOUGH or mistake.created_at < since:
        return ""
    return (
        f" With it {len(alike)} cases in 60 days had that cause. So I open a system fix, for somebody to end it for good: "
        "/mistake fixes"
    )


def _leaves(conn: Connection, mistake: Mistake, fix: SystemFix, *, by: str, now: datetime) -> None:
    """A case is not of that cause after all; a fix that nobody has taken yet, and that too few cases ask for now, is
    wanted no more."""
    questions.link(conn, [mistake.id or 0], None)
    questions.wake(conn, fix.id or 0, now=now)
    if fix.removed_at is not None or fix.status != "open" or fix.owner_id is not None:
        return
    left = questions.of_fix(conn, fix)
    if len(left) < rules.ENOUGH:
        rows.change(conn, fix, "no longer wanted", {"removed_at": now}, by=by, via="clock", now=now)
        questions.link(conn, [each.id or 0 for each in left], None)


def same_cause(
    conn: Connection, team_id: str, cause: str, since: datetime, *, most: int = NEWEST
) -> list[int]:
    """The ids of the cases since then that had the same cause, each in its own words, and that no fix is for yet."""
    return [
        id_
        for id_, said, fix_id in questions.causes(conn, team_id, since, most=most)
        if fix_id is None and rules.same_cause(said, cause)
    ]


def hit_by(conn: Connection, fix: SystemFix, *, now: datetime) -> HitBy:
    """Every customer whom the cause hit in the last twelve months, by name, with their cases."""
    cases: dict[int, list[Mistake]] = {}
    for case in questions.of_fix(conn, fix, since=now - rules.HIT_WITHIN):
        cases.setdefault(case.customer_id, []).append(case)
    return [(each, cases[each.id or 0]) for each in questions.customers(conn, fix.team_id, cases)]


def to_tell(conn: Connection, fix: SystemFix, *, now: datetime) -> tuple[int, list[Hit]]:
    """For `bot.attention_fixes.AboutFix`: how many cases a fix is for, and, once it is done, the customers who have not
    been told."""
    if fix.status != "done":
        return len(questions.of_fix(conn, fix)), []
    hit = hit_by(conn, fix, now=now)
    return sum(len(cases) for _, cases in hit), [
        Hit(each.id or 0, each.name, each.owner_id, len(cases))
        for each, cases in hit
        if any(case.fix_told_at is None for case in cases)
    ]
