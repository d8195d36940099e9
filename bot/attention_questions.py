"""What of a customer's question asks for attention: that nobody of ours has said a word since [practice 31]."""

from datetime import datetime, timedelta

from bot.attention import LEADS, About, Asking, Look
from bot.attention_words import moment_of
from storage.tables import Question

# What nobody has seen to for so long is no news any more.
ASKED_FOR = timedelta(days=7)
# Nobody answers these by writing to them.
OVER = frozenset({"lost", "parting"})


def look(question: Question, about: About, now: datetime) -> Look:
    """What asks about a question that was not answered in its time: it goes to the customer's owner, in their brief, once.
    After a week it rests."""
    customer = about.customer
    if question.removed_at is not None or question.status != "open":
        return Look()
    if customer.removed_at is not None or customer.stage in OVER:
        return Look()
    over = question.asked_at + ASKED_FOR
    if now >= over:
        return Look(fields={"removed_at": now}, what="left")
    asked = moment_of(question.asked_at, about.zone, now=now)
    asking = Asking(
        "question_open",
        "asked",
        f"They asked on {asked}, and nobody of us has said a word there since.",
        question.asked_at,
        to=customer.owner_id or LEADS,
        customer_id=question.customer_id,
        facts={"asked": asked},
    )
    return Look((asking,), over)
