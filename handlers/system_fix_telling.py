"""Telling everybody who was hit that the cause is gone: one customer at a time, all their cases at once."""

from sqlalchemy import Connection

from bot import system_fixes as rules
from bot.refusals import AlreadySo, Refusal, Unknown
from handlers import system_fix_causes as causes
from handlers.effects import once, via
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House
from handlers.promise_card import eye
from handlers.views import system_fix_telling as views
from handlers.views.system_fixes import Known
from storage import customers, many
from storage import history as entries
from storage import system_fixes as questions
from storage.tables import Customer, History, SystemFix

OUTDATED = "That button is from an older Kept. /mistake fixes lists them."


async def told_pressed(house: House, gesture: Gesture, *, waived: bool) -> Answer:
    """*Told them*, and *Not needed*, beside a customer who was hit."""
    try:
        number, customer_number = (int(part) for part in gesture.value.split(" "))
    except ValueError:
        raise Refusal(OUTDATED) from None
    fix, customer, entry = await house.db.write(save, gesture, number, customer_number, waived=waived)
    hit = await house.db.read(causes.hit_by, fix, now=gesture.now)
    left = views.to_tell(Known(fix, hit=hit), eye(house, gesture))
    said = "need not be told." if waived else "know what we have changed. Thank you."
    return Say(views.told(fix, customer, said, entry, left), title=f"F-{number}")


def save(
    conn: Connection, gesture: Gesture, number: int, customer_number: int, *, waived: bool
) -> tuple[SystemFix, Customer, History]:
    """Notes it on every case of theirs that this fix is for, as one step. Raises Unknown, AlreadySo."""
    fix = questions.by_number(conn, gesture.team_id, number)
    customer = customers.by_number(conn, gesture.team_id, customer_number)
    if fix is None or customer is None:
        raise Unknown("That was taken back. /mistake fixes lists what there is.")
    if fix.status != "done":
        raise AlreadySo(f"F-{number} is open again, so nobody is told yet.")

    def effect() -> History:
        theirs = [case for case in questions.of_fix(conn, fix) if case.customer_id == customer.id]
        open_ = [case for case in theirs if case.fix_told_at is None]
        if not open_:
            raise AlreadySo(f"{customer.name} know already.")
        decided = [(case, rules.told(case, now=gesture.now, waived=waived)) for case in open_]
        made = many.change(
            conn,
            [(case, change.what, change.fields, None) for case, change in decided],
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
            batch=gesture.key if len(decided) > 1 else None,
        )
        questions.wake(conn, fix.id or 0, now=gesture.now)
        entry = entries.entry(conn, gesture.team_id, made)
        if entry is None:
            raise RuntimeError("An entry that was just written is not there.")
        return entry

    return fix, customer, once(conn, gesture, effect)
