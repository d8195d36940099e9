"""Putting right what was logged about a mistake: the form, opened again."""

from sqlalchemy import Connection

from bot import mistakes as rules
from bot.apologies import defensive
from bot.mistake_orders import take_owner
from bot.refusals import ChangedSince
from handlers import new_here
from handlers.away_notes import after
from handlers.effects import once
from handlers.for_whom import customer_for
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.mistake_card import customer_of, look, mistake_of
from handlers.mistake_change import tell
from handlers.mistake_giving import Wish, read_form, tell_owner
from handlers.promise_card import eye
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.stale_forms import corrected, shown
from handlers.views import mistake_forms as form_views
from handlers.views import mistakes as views
from storage import rows
from storage.tables import Customer, History, Mistake


async def open_edit(house: House, gesture: Gesture, number: int, typed: str = "") -> Answer:
    """The form with what the case says, and with the words and the owner that were `typed` with the order; it remembers
    what the case says, so that sending it off changes only what was touched."""
    known = await house.db.read(look, gesture, number)
    mistake = known.mistake
    text, owner_id = take_owner(typed.strip())
    words = plain(text, await names_in(house, gesture, typed)) if text else ""
    return Ask(
        form_views.give_form(
            words=words or mistake.words,
            owner_id=owner_id or mistake.owner_id,
            kind=mistake.kind,
            severity=mistake.severity,
            noticed_by=mistake.noticed_by,
            public=mistake.public,
            customer=known.customer,
            number=number,
            memory={"shown": shown(_as_form(mistake, known.customer))},
        )
    )


def _as_form(mistake: Mistake, customer: Customer) -> dict[str, str]:
    """What a case says, as the fields of its form hold it."""
    return {
        "customer": str(customer.number),
        "words": mistake.words,
        "owner": mistake.owner_id or "",
        "kind": mistake.kind,
        "severity": mistake.severity,
        "noticed": mistake.noticed_by or form_views.NOT_SAID,
        "public": "yes" if mistake.public else "no",
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form; a field that nobody touched there stays as it is by now."""
    number = int(gesture.memory.get("number") or 0)
    seen = await house.db.read(look, gesture, number)
    fields = await corrected(house, gesture, _as_form(seen.mistake, seen.customer))
    wish = await read_form(house, gesture._replace(form=fields))
    before = seen.mistake.owner_id
    mistake, customer, entry, fresh = await house.db.write(save_edit, gesture, wish, seen.mistake)
    if fresh and mistake.owner_id not in {before, gesture.person.id, None}:
        house.talk.later(tell_owner(house, gesture, customer, mistake))
    if fresh and before not in {mistake.owner_id, gesture.person.id, None}:
        news = "changed who puts it right: you are its owner no longer."
        house.talk.later(tell(house, gesture, mistake, customer, before or "", news))
    refresh(house, {before or "", mistake.owner_id or "", gesture.person.id}, now=gesture.now)
    high = mistake.severity == "high" and fields.get("severity") == "normal"
    said = " is corrected." + (" Money is always high severity, so it stays that." if high else "")
    if mistake.owner_id != before:
        said += await after(house, gesture, mistake.owner_id, customer)
    said = " ".join([said, *await new_here.remark(house, wish.whom, customer)])
    turns = defensive(mistake.words)
    message = views.changed(mistake, customer, said, entry, eye(house, gesture), turns=turns)
    return Say(message, title=f"M-{number}")


def save_edit(
    conn: Connection, gesture: Gesture, wish: Wish, seen: Mistake
) -> tuple[Mistake, Customer, History, bool]:
    """Writes the correction to what was `seen` a moment ago; says too whether it is new. Raises a Refusal."""
    mistake = mistake_of(conn, gesture, seen.number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        if mistake.model_dump() != seen.model_dump():
            raise ChangedSince("Somebody changed it at this very moment. Save once more.", field="words")
        customer, _ = customer_for(conn, gesture, wish.whom)
        decided = rules.edit(mistake, wish.given, customer_id=customer.id or 0)
        made.append(True)
        return rows.change(
            conn,
            mistake,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via="form",
            now=gesture.now,
            batch=wish.whom.batch(gesture),
        )

    entry = once(conn, gesture, effect)
    return mistake, customer_of(conn, mistake), entry, bool(made)
