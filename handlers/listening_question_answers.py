"""What whoever hears of a customer's question does about it: they wait, or they have their answer."""

import contextlib

from sqlalchemy import Connection

from bot.refusals import AlreadySo, Refusal, Unknown
from bot.sources import Source
from bot.text import WORDS_MAX, shorten
from handlers import waiting_giving
from handlers.effects import once, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.messages import fetch, is_private
from handlers.routes import Routes
from handlers.said_once import already
from handlers.slack_text import plain
from handlers.sources import SAID_IN_PRIVATE, names_in
from handlers.views import listening_questions as views
from storage import customers, questions, rows
from storage.tables import Customer, History, Question

OLD = "That question is no longer kept. If they still wait, type /waiting and their name."
UNREAD = "I cannot read their message any more. What do they wait for?"


def register(routes: Routes) -> None:
    """The buttons on a question's line in a brief, and the form behind one of them."""
    routes.actions |= {"question_wait": wait, "question_answered": answered}
    routes.submissions["question_wait"] = logged


async def wait(house: House, gesture: Gesture) -> Answer:
    """*They wait: log it*: the form of a customer who waits, with their words as they stand there now."""
    question, customer = await house.db.read(_standing, gesture)
    source = Source(question.source_link, question.channel_id, question.ts)
    if there := await already(house, gesture, "waiting", source):
        return there
    words, remark = await _words(house, gesture, question)
    memory = {"source": source.memory(), "since": question.asked_at.isoformat(), "question": question.id}
    return Ask(views.wait_form(words, remark, gesture.person.id, customer, memory))


async def _words(house: House, gesture: Gesture, question: Question) -> tuple[str, str]:
    """What they asked, and where that cannot be quoted why."""
    try:
        if await is_private(house, question.channel_id):
            return "", SAID_IN_PRIVATE
        message = await fetch(house, question.channel_id, question.ts)
        text = str((message or {}).get("text") or "")
        names = await names_in(house, gesture, text)
    except UNREACHED:
        return "", UNREAD
    return (shorten(plain(text, names), WORDS_MAX), "") if text.strip() else ("", UNREAD)


async def logged(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the wait is logged as by its command, and nobody is asked about the question any more."""
    answer = await waiting_giving.give_from_form(house, gesture)
    if isinstance(answer, Say):
        number = int(gesture.memory.get("question") or 0)
        with contextlib.suppress(
            Refusal
        ):  # somebody answered meanwhile; what was just logged stands all the same
            await house.db.write(close, gesture, number, "logged")
    return answer


async def answered(house: House, gesture: Gesture) -> Answer:
    """*Answered*: on the phone, or in another place that Kept does not see."""
    if not gesture.value.isdecimal():
        raise Unknown(OLD)
    entry = await house.db.write(close, gesture, int(gesture.value), "answered")
    customer = await house.db.read(_whose, gesture.team_id, int(gesture.value))
    return Say(views.answered(customer, entry.id), title="Answered")


def close(conn: Connection, gesture: Gesture, question_id: int, status: str) -> History:
    """Nobody is asked about a question any more: it is `answered`, or it is `logged` that they wait. Raises AlreadySo,
    Unknown."""

    def effect() -> History:
        question = questions.by_id(conn, gesture.team_id, question_id, lock=True)
        if question is None:
            raise Unknown(OLD)
        if question.status != "open" or question.removed_at is not None:
            raise AlreadySo("That was seen to already. Nothing was changed.")
        by = gesture.person.id
        fields = {"status": status, "closed_at": gesture.now, "closed_by": by}
        return rows.change(conn, question, status, fields, by=by, via=via(gesture), now=gesture.now)

    return once(conn, gesture._replace(key=f"{gesture.key}:question"), effect)


def _standing(conn: Connection, gesture: Gesture) -> tuple[Question, Customer | None]:
    """The question that a button names, if it is open still. Raises AlreadySo, Unknown."""
    id_ = int(gesture.value) if gesture.value.isdecimal() and len(gesture.value) < 10 else 0
    question = questions.by_id(conn, gesture.team_id, id_)
    if question is None:
        raise Unknown(OLD)
    if question.status != "open" or question.removed_at is not None:
        raise AlreadySo("That was seen to already. Nothing was changed.")
    return question, customers.by_id(conn, gesture.team_id, question.customer_id or 0)


def _whose(conn: Connection, team_id: str, question_id: int) -> Customer | None:
    question = questions.by_id(conn, team_id, question_id)
    return customers.by_id(conn, team_id, question.customer_id or 0) if question else None
