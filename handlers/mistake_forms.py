"""The forms of a case that stands, opened and sent off: made right, waived, its cause, the apology, its owner."""

from collections.abc import Mapping
from functools import partial

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import apologies
from bot import mistake_goodwill as goodwill
from bot import mistakes as rules
from bot.changes import Change
from bot.mistake_goodwill import Purse
from bot.mistakes import STEPS
from bot.refusals import AlreadySo, NotADate, Unreadable
from handlers import system_fix_causes as causes
from handlers.due_dates import as_typed, read_field
from handlers.for_whom import owner
from handlers.gestures import Answer, Ask, Gesture
from handlers.house import House
from handlers.mistake_card import look, mistake_of, number_of, show
from handlers.mistake_change import change, tell
from handlers.mistake_giving import tell_owner
from handlers.stale_forms import corrected, merged, shown
from handlers.views import mistake_forms as views
from handlers.views import mistake_parts as parts
from storage.tables import Customer, Mistake


async def purse_of(house: House, gesture: Gesture) -> Purse:
    """What this person may give as goodwill without asking, and who may give more."""
    held = await house.preferences()
    leads = [await house.people.get(user_id, now=gesture.now) for user_id in sorted(held.leads)[:5]]
    return Purse(
        await house.role(gesture.person), held.goodwill, held.currency, tuple(lead.name for lead in leads)
    )


async def open_right(
    house: House, gesture: Gesture, number: int, *, typed: Mapping[str, str] | None = None, remark: str = ""
) -> Answer:
    """*Made it right*: how, what that cost us, and the rule that was broken for it. `typed` could not be taken as it was,
    and is there to be put right."""
    known = await house.db.read(look, gesture, number)
    facts = _right_facts(known.mistake)
    form = views.right_form(
        known.mistake,
        known.customer,
        facts | dict(typed or {}),
        await purse_of(house, gesture),
        seen=shown(facts),
        remark=remark,
    )
    return await _unless_closed(house, gesture, known.mistake, form)


async def right_from_form(house: House, gesture: Gesture) -> Answer:
    """The form about how it was made right. The amount is within this person's limit, or somebody else's to give."""
    form, purse = gesture.form, await purse_of(house, gesture)

    def rule(mistake: Mistake) -> Change:
        facts = _right_facts(mistake)
        given = merged(form, gesture.memory.get("shown") or {}, facts)
        amount = goodwill.read_amount(given.get("goodwill", ""), currency=purse.currency)
        goodwill.check_goodwill(amount, purse, given=mistake.goodwill)
        how = given.get("how", "").strip()
        return rules.right(
            mistake,
            # As it was planned, with its date, where nobody wrote anything else.
            how=None if how == facts["how"] else how,
            goodwill=amount or 0,
            rule=given.get("rule", ""),
            by=gesture.person.id,
            now=gesture.now,
        )

    turns = apologies.defensive(form.get("how", ""))
    return await change(house, gesture, _of(gesture), rule, lambda each: made_right(each, purse), turns=turns)


def made_right(mistake: Mistake, purse: Purse) -> str:
    """That it is made right, with what that cost us."""
    how = mistake.right_how
    said = f": made it right{f': {how}' if how else ''}."
    if mistake.goodwill:
        said += f" Goodwill: {goodwill.amount_in_words(mistake.goodwill, purse.currency)}."
    if mistake.broken_rule:
        said += f" Rule broken for it: {mistake.broken_rule}. Noted, so that the rule can be looked at."
    return said


def _right_facts(mistake: Mistake) -> dict[str, str]:
    whole, hundredths = divmod(mistake.goodwill or 0, 100)
    amount = f"{whole}{f'.{hundredths:02}' if hundredths else ''}" if mistake.goodwill else ""
    return {"how": mistake.right_how, "goodwill": amount, "rule": mistake.broken_rule}


async def open_waive(house: House, gesture: Gesture, number: int, step: str) -> Answer:
    """*Waive*: the reason."""
    known = await house.db.read(look, gesture, number)
    form = views.waive_form(known.mistake, known.customer, step)
    return await _unless_closed(house, gesture, known.mistake, form)


async def waive_pressed(house: House, gesture: Gesture) -> Answer:
    """A step chosen from the ⋯ menu to be waived."""
    number, _, step = gesture.value.partition(" ")
    return await open_waive(house, gesture, number_of(number), step if step in STEPS else "")


async def waive_from_form(house: House, gesture: Gesture) -> Answer:
    """The reason, written."""
    step = str(gesture.memory.get("step") or gesture.form.get("step") or "")
    return await waive(house, gesture, _of(gesture), step, gesture.form.get("reason", ""))


async def waive(house: House, gesture: Gesture, number: int, step: str, reason: str) -> Answer:
    """Waives a step for a reason. Raises Unreadable."""
    if step not in STEPS:
        raise Unreadable("Which step: told, sorry, right or checked?", field="step")
    return await change(
        house,
        gesture,
        number,
        lambda mistake: rules.waive(mistake, step, reason, by=gesture.person.id, now=gesture.now),
        lambda mistake: f": “{STEPS[step]}” is waived. Reason: {getattr(mistake, f'{step}_waived')}",
    )


async def open_cause(
    house: House, gesture: Gesture, number: int, *, typed: Mapping[str, str] | None = None, remark: str = ""
) -> Answer:
    """*Name the cause*; `typed` is there to be completed."""
    known = await house.db.read(look, gesture, number)
    facts = _cause_facts(known.mistake)
    form = views.cause_form(
        known.mistake, known.customer, facts | dict(typed or {}), seen=shown(facts), remark=remark
    )
    return await _unless_closed(house, gesture, known.mistake, form)


async def cause_from_form(house: House, gesture: Gesture) -> Answer:
    """The cause, and what we could have done."""

    def rule(mistake: Mistake) -> Change:
        given = merged(gesture.form, gesture.memory.get("shown") or {}, _cause_facts(mistake))
        return rules.name_cause(mistake, given.get("cause", ""), given.get("could_have", ""))

    number, named = _of(gesture), gesture.form.get("cause", "")
    follows = await house.db.read(cause_follows, gesture, number, named)
    return await change(house, gesture, number, rule, partial(caused, follows=follows), extra=unanswered)


def cause_follows(conn: Connection, gesture: Gesture, number: int, cause: str) -> str:
    """What follows from a cause that is being named, in words. Raises Unknown."""
    return causes.follows(conn, mistake_of(conn, gesture, number), cause, now=gesture.now)


def caused(mistake: Mistake, *, follows: str = "") -> str:
    """The cause, said back, with what follows from it."""
    could = (
        f" What we could have done: {_ended(mistake.could_have)}"
        if mistake.could_have
        else " And what could we have done? The case stays open until that is answered."
    )
    return f": cause: {_ended(mistake.cause)}{could}{follows}"


def _ended(said: str) -> str:
    """Somebody's words with the full stop that they may have left out."""
    return said if said.endswith((".", "!", "?")) else f"{said}."


def unanswered(mistake: Mistake, _customer: Customer) -> list[Block]:
    """The button for what we could have done, as long as nobody has said it."""
    return [] if mistake.could_have else parts.could_have(mistake)


def _cause_facts(mistake: Mistake) -> dict[str, str]:
    return {"cause": mistake.cause, "could_have": mistake.could_have}


async def open_apology(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """*Write the apology*: the facts it needs."""
    known = await house.db.read(look, gesture, number)
    facts, done = _apology_facts(known.mistake), _is_done(known.mistake)
    form = views.apology_form(known.mistake, known.customer, facts, seen=shown(facts), done=done)
    return await _unless_closed(house, gesture, known.mistake, form)


async def apology_from_form(house: House, gesture: Gesture) -> Answer:
    """The facts of the apology: they are kept on the case, and the apology is shown to be copied."""
    number = _of(gesture)
    known = await house.db.read(look, gesture, number)
    facts = _apology_facts(known.mistake)
    given = facts | await corrected(house, gesture, facts)
    mistake, zone = known.mistake, gesture.person.zone
    wall = mistake.right_wall
    if given["by"] != facts["by"] or wall is None:
        wall = _wall(house, gesture, given)
    else:
        zone = mistake.right_zone

    def rule(each: Mistake) -> Change:
        return rules.plan(each, given["plan"], wall, zone)

    if given == facts and mistake.right_how:
        return await show(house, gesture, number)
    planned = Mistake(
        **(
            mistake.model_dump()
            | {"right_how": given["plan"].strip(), "right_wall": wall, "right_zone": zone}
        )
    )
    written = apologies.draft(planned, known.promise, now=gesture.now)
    return await change(
        house,
        gesture,
        number,
        rule,
        ": noted what we do about it.",
        extra=lambda _, customer: parts.draft(customer, written),
        turns=apologies.defensive(mistake.words, given["plan"]),
    )


def _wall(house: House, gesture: Gesture, given: Mapping[str, str]) -> str | None:
    """The date by which it is done. Raises NotADate."""
    if "by" not in gesture.form:
        return None
    wall = read_field(house, gesture.person, given.get("by", ""), field="by", now=gesture.now)
    if wall is None:
        raise NotADate("They will ask by when: Fri 5pm, tomorrow, 27 Nov.", field="by")
    return wall


def _apology_facts(mistake: Mistake) -> dict[str, str]:
    by = "" if _is_done(mistake) else as_typed(mistake.right_wall)
    return {"plan": mistake.right_how, "by": by}


def _is_done(mistake: Mistake) -> bool:
    return mistake.right_at is not None and not mistake.right_waived


async def open_owner(house: House, gesture: Gesture, number: int) -> Answer:
    """*Somebody else*, or *Hand over*: who puts it right."""
    known = await house.db.read(look, gesture, number)
    form = views.owner_form(known.mistake, known.customer)
    return await _unless_closed(house, gesture, known.mistake, form)


async def owner_from_form(house: House, gesture: Gesture) -> Answer:
    """The chosen colleague."""
    return await give_to(house, gesture, _of(gesture), gesture.form.get("owner", ""))


async def give_to(
    house: House, gesture: Gesture, number: int, user_id: str, *, unless_taken: bool = False
) -> Answer:
    """Makes somebody the owner of the repair; they hear of it, and so does who was it before, who keeps it with
    `unless_taken`."""
    if not user_id:
        raise Unreadable("Who puts it right? Choose a colleague.", field="owner")
    person = await owner(house, gesture, user_id)
    before: list[str | None] = []

    def rule(mistake: Mistake) -> Change:
        if unless_taken and mistake.owner_id not in {None, person.id}:
            raise AlreadySo("A colleague has taken it meanwhile.")
        decided = rules.own(mistake, person.id)
        before.append(mistake.owner_id)
        return decided._replace(what="taken") if person.id == gesture.person.id else decided

    me = person.id == gesture.person.id

    def said(mistake: Mistake) -> str:
        if not me:
            return f": {person.name} puts it right and hears of it from me."
        return (
            ": it is yours to put right. Thank you."
            if parts.open_steps(mistake)
            else ": it was you. Thank you."
        )

    answer = await change(house, gesture, number, rule, said)
    if before:
        known = await house.db.read(look, gesture, number)
        if not me:
            house.talk.later(tell_owner(house, gesture, known.customer, known.mistake))
        if before[0] not in {None, gesture.person.id}:
            news = f"{'took the repair' if me else 'gave the repair to somebody else'}: you are its owner no longer."
            house.talk.later(tell(house, gesture, known.mistake, known.customer, before[0] or "", news))
    return answer


async def _unless_closed(house: House, gesture: Gesture, mistake: Mistake, view: View) -> Answer:
    if mistake.status == "open":
        return Ask(view)
    return await show(house, gesture, mistake.number, notice=f"M-{mistake.number} is closed.")


def _of(gesture: Gesture) -> int:
    return int(gesture.memory.get("number") or 0)
