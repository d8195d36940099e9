"""What customers ask in a channel that we share with them: noted without a word of it, settled by any word of ours, and
brought up in its owner's brief where there was none for some working hours [practice 31]."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from bot import listening_questions as reading
from bot.access import Standing
from bot.attention_questions import OVER
from bot.calendar import WorkingHours, add_working_time
from bot.languages.known import KNOWN
from handlers.gestures import Gesture
from handlers.house import UNREACHED, House
from handlers.messages import said_at
from handlers.payloads import SPOKEN
from handlers.slack_text import mentioned
from handlers.sources import source_of
from storage import customers, questions
from storage.tables import Customer, Question

# A guest may be one of ours or of theirs; that nobody has seen to them is not certain then.
OURS = frozenset({Standing.MEMBER, Standing.GUEST})
# How people ask is read in all languages that Kept knows: of people from outside Slack tells no locale.
FORMS = reading.together([each.questions for each in KNOWN.values()])
# What Slack delivers later than this was settled otherwise.
TOO_OLD = timedelta(hours=2)
# So many are seen to in one round; where Slack gives no answer, after that long again.
A_ROUND, AGAIN_AFTER = 20, timedelta(minutes=5)
# So many later messages are looked through for a word of ours.
MOST_LATER = 200
# They are not to be found any more, nor is the channel, or we are no longer in it.
GONE = frozenset(
    {"thread_not_found", "message_not_found", "channel_not_found", "not_in_channel", "is_archived"}
)
NOT_NOW = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)


# -- what is said in the channel


async def heard(house: House, gesture: Gesture) -> None:
    """A message in a channel that is listened to: a question of somebody from outside is noted, and a word of ours
    settles what was asked before it."""
    at = said_at(str(gesture.source.get("ts") or ""), gesture.now)
    thread = str(gesture.source.get("thread_ts") or "")
    if gesture.person.standing in OURS or reading.withdrawn(gesture.value, FORMS):
        if await house.db.read(questions.any_open, house.team_id, gesture.channel_id):
            theirs = gesture.person.standing not in OURS
            await house.db.write(
                questions.settle, house.team_id, gesture.channel_id, thread, before=at, withdrawn=theirs
            )
            house.wake()
        return
    if gesture.person.standing is not Standing.OUTSIDER or gesture.now - at > TOO_OLD:
        return
    if reading.asks(gesture.value, FORMS) and await _for_us(house, gesture):
        await _note(house, gesture, at, "" if thread == gesture.source.get("ts") else thread)


async def reacted(house: House, gesture: Gesture) -> None:
    """A reaction of ours to a question where we listen answers it, if it is one that says so: "👍", "✅"."""
    if not reading.answers(gesture.value) or gesture.person.standing not in OURS:
        return
    if not house.ears.sure(gesture.now):
        await house.ears.look_up(house.db, house.team_id, now=gesture.now)
    if gesture.channel_id not in house.ears.known.linked:
        return
    ts = str(gesture.source.get("ts") or "")
    if await house.db.read(questions.any_open, house.team_id, gesture.channel_id):
        await house.db.write(questions.settle_one, house.team_id, gesture.channel_id, ts, now=gesture.now)
        house.wake()


async def _for_us(house: House, gesture: Gesture) -> bool:
    """Whether a question is for us: not where it names only people of theirs."""
    named = [await house.people.get(each, now=gesture.now) for each in mentioned(gesture.value)]
    return not named or any(each.standing is not Standing.OUTSIDER for each in named)


async def _note(house: House, gesture: Gesture, at: datetime, thread: str) -> None:
    held = await house.preferences(channel_id=gesture.channel_id)
    if not held.listen or not held.question_hours:
        return
    customer: Customer | None = await house.db.read(customers.of_channel, house.team_id, gesture.channel_id)
    if customer is None or customer.stage in OVER:
        return
    zone, hours = await _calendar(house, customer, held.hours, now=gesture.now)
    source = source_of(house, gesture)
    asked = Question(
        team_id=house.team_id,
        customer_id=customer.id,
        channel_id=gesture.channel_id,
        thread_ts=thread,
        ts=str(gesture.source.get("ts") or ""),
        asked_at=at,
        source_link=source.link,
        owner_id=customer.owner_id,
        check_at=add_working_time(at, timedelta(hours=held.question_hours), hours, zone),
    )
    await house.db.write(questions.ask, asked)


async def _calendar(
    house: House, customer: Customer, hours: WorkingHours, *, now: datetime
) -> tuple[str, WorkingHours]:
    """When the customer's owner works; without one the workspace's hours."""
    if not customer.owner_id:
        return "UTC", hours
    owner = await house.people.get(customer.owner_id, now=now)
    return owner.zone, (await house.preferences(person_id=owner.id)).hours


# -- what the clock does


async def look(house: House) -> bool:
    """Sees to the questions whose time is over: those without a word of ours are brought up, the others forgotten; says
    whether there may be more. Slack is asked once more, since a word may have passed while Kept was not there."""
    now = house.clock()
    due = await house.db.read(questions.to_check, house.team_id, now, most=A_ROUND)
    for each in due:
        ids = [each.id or 0]
        try:
            silent = await _silent(house, each, now)
        except UNREACHED:
            await house.db.write(questions.check_later, ids, at=now + AGAIN_AFTER)
            continue
        if silent:
            await house.db.write(questions.bring_up, ids, now=now)
        else:
            await house.db.write(questions.forget, ids)
    return len(due) >= A_ROUND


async def _silent(house: House, question: Question, now: datetime) -> bool:
    """Whether nobody of ours has said a word since a question that still stands there, nor nodded to it. Where Slack does not
    let us read, what was heard counts. Raises what is to be tried again."""
    try:
        thread = await house.client.conversations_replies(
            channel=question.channel_id,
            ts=question.thread_ts or question.ts,
            oldest=question.ts,
            inclusive=True,
            limit=MOST_LATER,
        )
        after = await house.client.conversations_history(
            channel=question.channel_id, oldest=question.ts, limit=MOST_LATER
        )
    except SlackApiError as error:
        data = error.response.data
        said = data.get("error") if isinstance(data, dict) else ""
        if error.response.status_code == 429 or said in NOT_NOW:
            raise
        return said not in GONE
    stands = any(each.get("ts") == question.ts for each in thread.get("messages") or ())
    later = [
        each
        for some in (thread, after)
        for each in some.get("messages") or ()
        if _later(each, question.ts) and not each.get("bot_id") and each.get("subtype") in SPOKEN
    ]
    nodded = [
        str(user)
        for each in (*(thread.get("messages") or ()), *(after.get("messages") or ()))
        if each.get("ts") == question.ts
        for reaction in each.get("reactions") or ()
        if reading.answers(str(reaction.get("name") or ""))
        for user in reaction.get("users") or ()
    ]
    for user in dict.fromkeys([*(str(each.get("user") or "") for each in later), *nodded]):
        if user and (await house.people.get(user, now=now)).standing in OURS:
            return False
    return stands


def _later(message: Mapping[str, Any], ts: str) -> bool:
    try:
        return float(message.get("ts") or 0) > float(ts)
    except ValueError:
        return False
