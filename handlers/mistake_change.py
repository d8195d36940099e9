"""A change to a case: carried out by a rule, said in one sentence with what comes next, and told to its owner."""

from collections.abc import Callable, Sequence

from slack_sdk.models.blocks import Block
from sqlalchemy import Connection

from bot import mistake_endings
from bot.apologies import Turn
from bot.changes import Change
from bot.refusals import AlreadySo
from handlers.effects import once, via
from handlers.gestures import Answer, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.mistake_card import customer_of, look, mistake_of, show
from handlers.promise_card import eye
from handlers.views import mistakes as views
from handlers.views import undo as undo_views
from storage import rows
from storage.tables import Customer, History, Mistake

Rule = Callable[[Mistake], Change]
# What a colleague hears when somebody else did it to what they put right; the rest is in the card's history.
NEWS = {
    "closed": "closed the case.",
    "reopened": "opened the case again.",
    "called": "called the customer about it.",
    "again": "noted that the customer had to contact us again about it.",
}
# What a person had typed into a form, to be said back where it led to nothing.
TYPED = ("how", "goodwill", "rule", "reason", "cause", "could_have", "plan", "by")


def save(
    conn: Connection, gesture: Gesture, number: int, rule: Rule
) -> tuple[Mistake, Customer, History, str | None, bool]:
    """Applies a rule to M-`number` and writes what it decided; says too who owned it before and whether it is new.
    Raises a Refusal."""
    mistake = mistake_of(conn, gesture, number, lock=True)
    owner_before = mistake.owner_id
    made: list[bool] = []

    def effect() -> History:
        decided = rule(mistake)
        made.append(True)
        return rows.change(
            conn,
            mistake,
            decided.what,
            decided.fields,
            by=gesture.person.id,
            via=via(gesture),
            now=gesture.now,
        )

    entry = once(conn, gesture, effect)
    return mistake, customer_of(conn, mistake), entry, owner_before, bool(made)


async def change(
    house: House,
    gesture: Gesture,
    number: int,
    rule: Rule,
    said: str | Callable[[Mistake], str],
    *,
    extra: Callable[[Mistake, Customer], list[Block]] | None = None,
    turns: Sequence[Turn] = (),
) -> Answer:
    """Carries a rule out and says what it came to; if it is so already, shows how the case stands, and if it cannot
    close yet, what is missing."""
    try:
        mistake, customer, entry, owner_before, fresh = await house.db.write(save, gesture, number, rule)
    except AlreadySo as refusal:
        if refusal.field in gesture.form:
            raise
        typed = " ".join(gesture.form[name] for name in TYPED if gesture.form.get(name))
        notice = refusal.sentence + (f" You had typed: {typed}" if typed else "")
        return await show(house, gesture, number, notice=notice)
    except mistake_endings.Unfinished:
        known = await house.db.read(look, gesture, number)
        message = views.unfinished(known.mistake, known.customer, eye(house, gesture))
        return Say(message, title=f"M-{number}")
    refresh(house, {mistake.owner_id or "", owner_before or "", gesture.person.id}, now=gesture.now)
    news = NEWS.get(entry.what)
    if fresh and news and mistake.owner_id not in {None, gesture.person.id}:
        house.talk.later(tell(house, gesture, mistake, customer, mistake.owner_id or "", news, entry))
    message = views.changed(
        mistake,
        customer,
        said if isinstance(said, str) else said(mistake),
        entry,
        eye(house, gesture),
        extra=extra(mistake, customer) if extra else [],
        turns=turns,
    )
    return Say(message, title=f"M-{number}")


async def tell(
    house: House,
    gesture: Gesture,
    mistake: Mistake,
    customer: Customer,
    user_id: str,
    news: str,
    entry: History | None = None,
) -> None:
    """One sentence to a colleague whom a change concerns; a closing they may take back themselves."""
    person = await house.people.get(user_id, now=gesture.now)
    seen = eye(house, gesture)._replace(zone=person.zone)
    undo = entry if entry and entry.what == "closed" else None
    message = undo_views.concerns(mistake, customer, gesture.person.id, news, seen, undo=undo)
    await house.tell(person.id, message.body())
