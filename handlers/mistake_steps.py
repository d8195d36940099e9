"""What happens to a case on its way: the four steps, its cause, its owner, its end; by words and by buttons."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot import mistake_endings
from bot import mistakes as rules
from bot.apologies import defensive
from bot.changes import Change
from bot.mistake_goodwill import check_goodwill, read_amount
from bot.mistake_orders import read_cause, read_right
from bot.refusals import Unreadable
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.mistake_brief import brief
from handlers.mistake_card import number_of, show
from handlers.mistake_change import change
from handlers.mistake_forms import (
    apology_from_form,
    cause_follows,
    cause_from_form,
    caused,
    give_to,
    made_right,
    open_apology,
    open_cause,
    open_owner,
    open_right,
    open_waive,
    owner_from_form,
    purse_of,
    right_from_form,
    unanswered,
    waive,
    waive_from_form,
    waive_pressed,
)
from handlers.routes import Routes
from handlers.slack_text import mentioned
from handlers.undo import undo_on
from storage.tables import Mistake

Order = Callable[[House, Gesture, int, str], Awaitable[Answer]]
SAID = {
    "told": ": they know, and from us.",
    "sorry": ": said sorry.",
    "checked": ": checked back.",
}


def register(routes: Routes) -> None:
    """Everything that can be done to a case once it stands."""
    routes.actions |= {
        "mistake_step_told": _pressed(partial(step, name="told")),
        "mistake_step_sorry": _pressed(partial(step, name="sorry")),
        "mistake_step_right": _pressed(open_right),
        "mistake_step_checked": _pressed(partial(step, name="checked")),
        "mistake_waive": waive_pressed,
        "mistake_cause": _pressed(open_cause),
        "mistake_apology": _pressed(open_apology),
        "mistake_close": _pressed(close),
        "mistake_reopen": _pressed(reopen),
        "mistake_take": _pressed(partial(take, unless_taken=True)),
        "mistake_owner": _pressed(open_owner),
        "mistake_again": _pressed(again),
        "mistake_noticed_us": _pressed(partial(noticed, who="us")),
        "mistake_noticed_them": _pressed(partial(noticed, who="them")),
    }
    routes.submissions |= {
        "mistake_right": right_from_form,
        "mistake_waive": waive_from_form,
        "mistake_cause": cause_from_form,
        "mistake_apology": apology_from_form,
        "mistake_owner": owner_from_form,
    }


def _pressed(
    act: Callable[[House, Gesture, int], Awaitable[Answer]],
) -> Callable[[House, Gesture], Awaitable[Answer]]:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        return await act(house, gesture, number_of(gesture.value))

    return pressed


async def step(house: House, gesture: Gesture, number: int, _rest: str = "", *, name: str) -> Answer:
    """*Told them*, *Said sorry*, *Checked back*: done, by whom and when."""

    def rule(mistake: Mistake) -> Change:
        return rules.done(mistake, name, by=gesture.person.id, now=gesture.now)

    return await change(house, gesture, number, rule, SAID[name])


async def right(house: House, gesture: Gesture, number: int, rest: str) -> Answer:
    """`right M-7 [how] [goodwill 40]`: made right, within this person's limit; said again, that too."""
    how, amount = read_right(rest)
    purse = await purse_of(house, gesture)
    goodwill = read_amount(amount, currency=purse.currency)

    def rule(mistake: Mistake) -> Change:
        check_goodwill(goodwill, purse, given=mistake.goodwill)
        return rules.right(
            mistake,
            how=how or None,
            more=True,
            goodwill=goodwill,
            by=gesture.person.id,
            now=gesture.now,
        )

    said = partial(made_right, purse=purse)
    return await change(house, gesture, number, rule, said, turns=defensive(how))


async def cause(house: House, gesture: Gesture, number: int, rest: str) -> Answer:
    """`cause M-7 … could have …`; without words, or where it blames the customer alone, the form asks."""
    named, could_have = read_cause(rest)
    typed = {"cause": named} | ({} if could_have is None else {"could_have": could_have})
    if not named:
        return await open_cause(house, gesture, number)
    try:
        follows = await house.db.read(cause_follows, gesture, number, named)
        return await change(
            house,
            gesture,
            number,
            lambda mistake: rules.name_cause(mistake, named, could_have),
            partial(caused, follows=follows),
            extra=unanswered,
        )
    except Unreadable as refusal:
        if refusal.field != "could_have":
            raise
        return await open_cause(house, gesture, number, typed=typed, remark=refusal.sentence)


async def close(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """*Close the case*: with every step done or waived and the cause named, otherwise what is missing."""

    def rule(mistake: Mistake) -> Change:
        return mistake_endings.close(mistake, by=gesture.person.id, now=gesture.now)

    return await change(house, gesture, number, rule, " is closed: put right from end to end. Well done.")


async def reopen(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """*Open it again*."""
    return await change(house, gesture, number, mistake_endings.reopen, " is open again.")


async def take(
    house: House, gesture: Gesture, number: int, _rest: str = "", *, unless_taken: bool = False
) -> Answer:
    """`take M-7`; and *I take it*, which stands where nobody has it, so that who pressed it first keeps it."""
    return await give_to(house, gesture, number, gesture.person.id, unless_taken=unless_taken)


async def hand_over(house: House, gesture: Gesture, number: int, _rest: str) -> Answer:
    """`owner M-7 @sam`; without a name the form asks."""
    people = mentioned(gesture.value)
    if not people:
        return await open_owner(house, gesture, number)
    return await give_to(house, gesture, number, people[-1])


async def again(house: House, gesture: Gesture, number: int, _rest: str = "") -> Answer:
    """*They contacted us again*: counted, so that it is seen how often they had to [practice 20]."""

    def said(mistake: Mistake) -> str:
        return f": noted. They have contacted us {mistake.calls} times about it."

    return await change(house, gesture, number, rules.contacted_again, said)


async def noticed(house: House, gesture: Gesture, number: int, _rest: str = "", *, who: str) -> Answer:
    """*We did*, *They did*: who noticed it first [practice 22]."""
    said = ": we noticed it first." if who == "us" else ": they noticed it first."
    return await change(house, gesture, number, lambda mistake: rules.noticed(mistake, who), said)


async def _noticed_order(house: House, gesture: Gesture, number: int, rest: str) -> Answer:
    word = rest.casefold().strip(" .!").removeprefix("by ").removesuffix(" did")
    us, them = word in {"us", "we"}, word in {"them", "they"}
    if not (us or them):
        raise Unreadable(f"Who noticed first: type /mistake noticed M-{number} we did, or they did.")
    return await noticed(house, gesture, number, who="us" if us else "them")


async def _waive_order(house: House, gesture: Gesture, number: int, rest: str, *, name: str = "") -> Answer:
    if not name or not rest.strip():
        return await open_waive(house, gesture, number, name)
    return await waive(house, gesture, number, name, rest)


async def _show(house: House, gesture: Gesture, number: int, _rest: str) -> Answer:
    return await show(house, gesture, number)


async def _undo(house: House, gesture: Gesture, number: int, _rest: str) -> Answer:
    return await undo_on(house, gesture, number, "mistake")


async def _several(_house: House, _gesture: Gesture, number: int, _rest: str) -> Answer:
    raise Unreadable(
        f"One case at a time, please: nothing was changed. Say it for M-{number} first, then for the other."
    )


def order_for(verb: str, waived: str) -> Order | None:
    """What a typed verb does; `waived` is the step that `waive` names."""
    return partial(_waive_order, name=waived) if verb == "waive" else ORDERS.get(verb)


ORDERS: Mapping[str, Order] = {
    "show": _show,
    "told": partial(step, name="told"),
    "sorry": partial(step, name="sorry"),
    "right": right,
    "checked": partial(step, name="checked"),
    "cause": cause,
    "close": close,
    "reopen": reopen,
    "take": take,
    "owner": hand_over,
    "again": again,
    "noticed": _noticed_order,
    "brief": brief,
    "apology": open_apology,
    "undo": _undo,
    "several": _several,
}
