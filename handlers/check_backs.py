"""Was it right? What came of asking a customer some days after a promise was kept or a mistake made right
[practice 23]."""

from collections.abc import Awaitable, Callable
from functools import partial

from slack_sdk.models.blocks import Block

from bot import mistakes as mistake_rules
from bot import promise_checks as rules
from bot.changes import Change
from bot.promise_endings import is_shown
from handlers import mistake_change, promise_change
from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.promise_card import number_of
from handlers.routes import Handler, Routes
from handlers.views.parts import actions, button, copied, line
from handlers.views.promise_proof import proof_in_words
from handlers.views.which_customer import BUTTON_MAX
from storage.tables import Customer, Mistake, Promise

SAID = {
    "right": ": they say that it was right. Good to know.",
    "not quite": " is open again, since it was not quite right. Thank you for asking them.",
    "no answer": ": noted. You had no answer.",
}
NO_ANSWER = "We asked, and they gave no answer."
TOO_LONG = (
    "By when do they have it? Your words are too long to go along by themselves: report a mistake, and copy what matters from "
    "here."
)
FULL = "The proof has no place for these words. This keeps them:"


def register(routes: Routes) -> None:
    """The answers to *was it right?*."""
    routes.actions |= {
        "promise_check_right": _pressed(partial(found, what="right")),
        "promise_check_not_quite": _pressed(partial(found, what="not quite")),
        "promise_check_no_answer": _pressed(partial(found, what="no answer")),
        "mistake_check_not_quite": _pressed(mistake_not_quite),
        "mistake_check_no_answer": _pressed(mistake_no_answer),
    }


def _pressed(act: Callable[[House, Gesture, int], Awaitable[Answer]]) -> Handler:
    async def pressed(house: House, gesture: Gesture) -> Answer:
        return await act(house, gesture, number_of(gesture.value))

    return pressed


async def found(house: House, gesture: Gesture, number: int, words: str = "", *, what: str) -> Answer:
    """`right P-12 [they love it]`, `not quite P-12 [it leaks]`, `no answer P-12`; not quite opens it again, and asks for a
    date. That they love it proves it too; where the proof is full, a contact keeps it."""

    def rule(promise: Promise) -> Change:
        return rules.check_back(
            promise,
            what,
            words=words if what == "right" else "",
            zone=gesture.person.zone,
            terms=house.terms,
            now=gesture.now,
        )

    def said(promise: Promise) -> str:
        shown = what == "right" and is_shown(promise, words)
        return f"{SAID[what]} {proof_in_words(promise)}" if shown else SAID[what]

    return await promise_change.change(
        house,
        gesture,
        number,
        rule,
        said,
        partial(_next, what, words),
        # Those behind "no answer" are said back by words_over.
        typed="" if what == "no answer" else words,
    )


def _next(what: str, words: str, promise: Promise, customer: Customer) -> list[Block]:
    """What to do now: a new date for what is missing, or a kind word worth keeping [practice 57]. The `words` on what is
    missing go into the case."""
    if what == "not quite":
        value = f"{customer.number} {words}".strip()
        asked: list[Block] = [line("What is missing, and by when do they have it?")]
        if len(value) > BUTTON_MAX:
            value = str(customer.number)
            asked = [line(TOO_LONG), *copied(words)]
        elif words:
            asked = [
                line(
                    f"What is missing: {words}\nBy when do they have it? Report a mistake, and these words are kept."
                )
            ]
        return [
            *asked,
            actions(
                "not-quite",
                button("New date", "promise_move", str(promise.number), primary=True),
                button("Report a mistake", "mistake_new", value),
            ),
        ]
    if what == "right":
        kept = not words or is_shown(promise, words)
        over = [] if kept else [line(FULL), *copied(f"/contact {customer.name}: {words}")]
        return [*over, actions("right", button("Keep a kind word", "praise_new", str(customer.number)))]
    return []


async def mistake_not_quite(house: House, gesture: Gesture, number: int) -> Answer:
    """*Not quite*: the repair is to be done once more."""

    def rule(mistake: Mistake) -> Change:
        return mistake_rules.not_right(mistake)

    said = " is not right yet: making it right is open again. Thank you for asking them."
    return await mistake_change.change(house, gesture, number, rule, said)


async def mistake_no_answer(house: House, gesture: Gesture, number: int) -> Answer:
    """*No answer*: the fourth step is waived for that reason."""

    def rule(mistake: Mistake) -> Change:
        return mistake_rules.waive(mistake, "checked", NO_ANSWER, by=gesture.person.id, now=gesture.now)

    return await mistake_change.change(house, gesture, number, rule, f": noted. {NO_ANSWER}")
