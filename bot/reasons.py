"""Every reason for which Kept speaks up by itself: what it is called, its lane in the brief, and whether silence goes up
the ladder."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

# The lanes of a brief: You owe them · Bring them news · Stay close.
Lane = Literal["owe", "news", "close"]
LANES: Mapping[Lane, str] = MappingProxyType(
    {"owe": "You owe them", "news": "Bring them news", "close": "Stay close"}
)


class Reason(NamedTuple):
    """One reason: `rule` tells in `/kept why` when it speaks up, `practice` where that comes from. With `ladder` nobody's
    answer brings it to the cover and then to a lead [practice 12]. `rank`: of two for the same row only the lower one is
    said. What `rests` can wait: whoever is away comes back to it, and nobody stands in for it [practice 43]."""

    rule: str
    lane: Lane
    practice: int
    rank: int = 50
    ladder: bool = False
    rests: bool = False


_ALL = {
    # of promises
    "promise_no_date": Reason("a promise was saved without a date", "owe", 3, 60, rests=True),
    "promise_half": Reason("half the time until our own date is over", "owe", 11, 50, rests=True),
    "promise_ahead": Reason("our own date is two working days ahead", "owe", 11, 40),
    "promise_today": Reason("our own date is today", "owe", 11, 30),
    "promise_hour": Reason("the customer was told an hour today, and it is near", "owe", 11, 20),
    "promise_late": Reason("the date the customer was told is over", "owe", 11, 10, ladder=True),
    "promise_tell": Reason("it is at risk, and the customer has not been told", "news", 10, 5, ladder=True),
    "promise_not_told": Reason("its date was moved, and the customer has not been told", "news", 10, 15),
    "promise_check_back": Reason(
        "it was kept some days ago, and nobody has said whether it was right", "news", 23, 70, rests=True
    ),
    # of mistakes
    "mistake_unowned": Reason("a case has had nobody to put it right for a working hour", "owe", 16, 5),
    "mistake_tell": Reason("the customer has not been told of our mistake", "news", 14, 10, ladder=True),
    "mistake_step": Reason("a step of putting it right is not done", "owe", 14, 30, ladder=True),
    "mistake_check_back": Reason(
        "it was made right some days ago, and nobody has said whether it is right now",
        "news",
        23,
        60,
        rests=True,
    ),
    "fix_wanted": Reason("three cases in 60 days had the same cause", "owe", 21, 40, rests=True),
    "fix_due": Reason("the date of a system fix is near or over", "owe", 21, 40, rests=True),
    "fix_tell": Reason(
        "a system fix is done, and customers who were hit have not been told", "news", 21, 50, rests=True
    ),
    # of whoever waits
    "waiting_due": Reason("a customer waits on us, and the clock has run out", "owe", 30, 5, ladder=True),
    "question_open": Reason(
        "a customer asked something in a shared channel, and nobody of us has answered there", "owe", 31, 6
    ),
    # of contacts and customers
    "next_step": Reason("a next step was agreed for that day", "close", 9, 30, rests=True),
    "contact_amber": Reason("a word is due soon by the customer's rhythm", "close", 27, 60, rests=True),
    "contact_overdue": Reason("a word is overdue by the customer's rhythm", "close", 27, 40, rests=True),
    "contact_unheeded": Reason(
        "a word is overdue for as long again as the customer's rhythm, or into the fourth week",
        "close",
        12,
        39,
        ladder=True,
    ),
    "contact_attempts": Reason("two attempts in a row had no answer", "close", 35, 35, rests=True),
    "contact_quiet": Reason(
        "twice their usual gap has passed without a contact", "close", 38, 45, rests=True
    ),
    "contact_fine": Reason("twice in a row they said no more than “fine”", "close", 38, 50, rests=True),
    "start_plan": Reason(
        "a new customer is to hear from us by the plan for their first days", "close", 28, 45, rests=True
    ),
    "anniversary": Reason(
        "in a week they have been our customer for a round number of years", "close", 33, 38, rests=True
    ),
    "goodwill": Reason("three things in 90 days cost us goodwill with them", "close", 24, 20, rests=True),
    "second_broken": Reason("a second promise to them was broken within 90 days", "close", 5, 15, rests=True),
    "exit_talk": Reason("they left, and nobody has asked them why", "close", 37, 60, rests=True),
    "no_owner": Reason("the customer has no owner", "owe", 42, 50),
    # of people
    "owner_left": Reason("somebody left Slack and still holds things here", "owe", 42, 5),
    "covering": Reason("somebody stands in for a colleague who is away", "owe", 43, 5),
    "back": Reason("somebody is back, and is told what happened meanwhile", "owe", 43, 5),
    "no_lead": Reason("something stays unanswered, and nobody is a lead who would hear of it", "owe", 12, 60),
    "lessons": Reason("a month is over in which mistakes were owned up to", "close", 49, 65, rests=True),
    "leader_call": Reason("a lead calls some customers every month", "close", 49, 70, rests=True),
}
REASONS: Mapping[str, Reason] = MappingProxyType(_ALL)
