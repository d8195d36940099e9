"""One claimed post on its way into Slack: looked up if nobody knows its fate, drawn, sent, and recorded."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers import sending_copies, sending_elsewhere
from handlers import sending_wire as wire
from handlers.drawing import Draw, Drawn, Dropped
from handlers.house import House, reference, without_words
from handlers.sending_answers import Answer, Kind
from handlers.sending_content import Content, Copy, content, new, words_only
from handlers.sending_pace import LACKING
from storage import post_claims
from storage.post_claims import GivenBack
from storage.post_facts import Fact
from storage.tables import Post

log = logging.getLogger("kept")
POST = "chat.postMessage"
HISTORY = "conversations.history"
AUDIENCE = "users.list"
# What nobody can draw at present, because of a fault of ours, is tried again then.
UNDRAWN = timedelta(minutes=5)
# What had nothing to say, or no way to say it, leaves its nudges to a later post.
FREED, DEAD = timedelta(hours=1), timedelta(days=1)


async def say(house: House, draws: Mapping[str, Draw], post: Post) -> None:
    """Says a claimed post, or writes down when to try again; whatever happens, nothing here waits."""
    now = house.clock()
    if until := house.pace.pause_of(POST, now) or _broken(house):
        later(house, post, until=until - now, why=post.why)
    elif not post.ambiguous or await _is_not_there(house, post):
        await _draw_and_send(house, draws, post)


def later(house: House, post: Post, *, until: timedelta, why: str, burnt: bool = False) -> None:
    """Gives a post back that surely was not delivered this time; the round writes it down with others."""
    # Not all at the same instant.
    spread = timedelta(milliseconds=(post.id or 0) % 10 * 100) if until else timedelta(0)
    due_at = house.clock() + until + spread
    house.recorder.give_back(GivenBack(post, due_at, why, burnt=burnt))


def _broken(house: House) -> datetime | None:
    return house.pace.broken_until if house.pace.rests(house.clock()) else None


async def _is_not_there(house: House, post: Post) -> bool:
    """Looks for what an earlier try may have left in Slack, before anything is said again: never blind."""
    now = house.clock()
    if until := house.pace.pause_of(HISTORY, now):
        later(house, post, until=until - now, why=post.why)
        return False
    found = await sending_copies.find(house, post)
    if isinstance(found, Answer):
        await _not_seen(house, post, found)
        return False
    if found:
        _record(house, post, found[0])
        return False
    return True


async def _not_seen(house: House, post: Post, answer: Answer) -> None:
    """The look-up failed: it is done again later."""
    if answer.kind in {Kind.PLACE, Kind.PERSON}:
        await sending_elsewhere.say(house, post, answer)
        return
    wait = heed(house, HISTORY, answer)
    later(house, post, until=wait or house.times.patience, why=f"looked up: {answer.why}")


async def _draw_and_send(house: House, draws: Mapping[str, Draw], post: Post) -> None:
    if closed := await sending_elsewhere.closed(house, post):
        if closed.kind in {Kind.PLACE, Kind.PERSON}:
            await sending_elsewhere.say(house, post, closed)
        else:  # Slack did not say who sits there
            wait = heed(house, AUDIENCE, closed)
            later(house, post, until=wait or house.times.patience, why=closed.why)
        return
    drawn = await draw(house, draws, post)
    if drawn is None:
        later(house, post, until=UNDRAWN, why="could not be drawn", burnt=True)
    elif isinstance(drawn, Dropped):
        await _drop(house, post, drawn.why, FREED)
    elif until := house.pace.take(post.place, house.clock()):
        later(house, post, until=until - house.clock(), why=post.why)
    else:
        await _send(house, post, drawn)


async def draw(house: House, draws: Mapping[str, Draw], post: Post) -> Drawn | Dropped | None:
    """What a post says at this moment; None where that fails, with a line in the log."""
    try:
        return await draws[post.what](house, post)
    except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold people's words
        log.error(  # noqa: TRY400 - the error's own text may hold people's words
            "%s: a %s could not be drawn: %s", reference(), post.what, without_words(error)
        )
        return None


async def _send(house: House, post: Post, drawn: Drawn) -> None:
    shown = content(drawn.message)
    answer = await _post(house, post, shown, drawn)
    if answer and answer.kind is Kind.OURS:
        log.error("Slack does not take a %s (%s): it is said in words alone", post.what, answer.why)
        shown = words_only(drawn.message)
        answer = await _post(house, post, shown, drawn)
    if answer is None:
        later(house, post, until=timedelta(0), why="the claim was over")
    elif answer.kind is Kind.DONE:
        _delivered(house, post, shown, drawn, answer)
    else:
        await _not_delivered(house, post, answer)


async def _post(house: House, post: Post, shown: Content, drawn: Drawn) -> Answer | None:
    """Asks Slack, unless the claim is half over: whoever has the next one must be able to find what was sent."""
    if not in_time(house, post):
        return None
    answer = await wire.post_json(house, POST, new(post, shown, drawn))
    if answer.kind is Kind.DONE and not (answer.data.get("ts") and answer.data.get("channel")):
        return Answer(Kind.UNKNOWN, "no ts")
    return answer


def in_time(house: House, post: Post) -> bool:
    """Whether what is sent now is settled before somebody else may hold the claim."""
    return post.lease_until is not None and house.clock() <= post.lease_until - house.times.patience


def _delivered(house: House, post: Post, shown: Content, drawn: Drawn, answer: Answer) -> None:
    house.pace.works()
    copy = Copy(str(answer.data["channel"]), str(answer.data["ts"]), shown.digest, drawn.nudge_ids)
    _record(house, post, copy)


def _record(house: House, post: Post, copy: Copy) -> None:
    """That it stands in Slack is a fact, and the round records it with others."""
    house.recorder.add(Fact(post, copy.channel_id, copy.ts, copy.digest, copy.nudge_ids))


async def _not_delivered(house: House, post: Post, answer: Answer) -> None:
    if answer.kind in {Kind.PLACE, Kind.PERSON}:
        await sending_elsewhere.say(house, post, answer)
    elif answer.kind is Kind.OURS:
        log.error("Slack does not take a %s even in words alone (%s): it is not said", post.what, answer.why)
        await _drop(house, post, f"Slack did not take it: {answer.why}", DEAD)
    elif wait := heed(house, POST, answer):
        later(house, post, until=wait, why=answer.why)
    else:
        due_at = house.clock() + house.times.patience
        house.recorder.give_back(GivenBack(post, due_at, answer.why, unknown=True))


def heed(house: House, method: str, answer: Answer) -> timedelta | None:
    """What an answer means for the whole process, and when to come back with the same; None where that is not known."""
    now = house.clock()
    if answer.kind is Kind.NOT_NOW:
        wait = timedelta(seconds=answer.wait)
        house.pace.pause(method, now + wait)
        return wait
    if answer.kind not in {Kind.UNREACHABLE, Kind.SETUP}:
        return None
    why = f"{answer.why} ({answer.needed})" if answer.needed else answer.why
    if answer.kind is Kind.SETUP and method != POST:
        if house.pace.lack(method, why, now):
            log.error("Slack says %s to %s: what needs it waits until the app may", why, method)
        return LACKING
    if house.pace.break_off(why, now):
        log.error("Slack says %s to %s: whatever is to be said waits", why, method)
    return house.pace.break_length


async def _drop(house: House, post: Post, why: str, free_in: timedelta) -> None:
    now = house.clock()
    await house.db.write(
        post_claims.drop, post, why, now=now, sweep_at=now + house.times.sweep, again_at=now + free_in
    )
