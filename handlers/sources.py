"""The message that something was logged from: its address, its writer, and when it was written."""

from datetime import UTC, datetime

from bot.access import Person, Standing
from bot.sources import Source, recalled
from handlers.gestures import Gesture
from handlers.house import House
from handlers.slack_text import mentioned

OPEN_TO_COLLEAGUES = "Colleagues will see these words, so leave out what is not for them."
SAID_IN_PRIVATE = "That was said in private, so I quote none of it. Say it in words that colleagues may see."


def source_of(house: House, gesture: Gesture) -> Source:
    """The message that the gesture was made on, or the one that its button or form remembers.

    A link to somebody's own talk with Kept is of no use to others, so there is none to what was typed there; whose talk it is
    that a message's menu was opened in is not told.
    """
    ts, private = str(gesture.source.get("ts") or ""), bool(gesture.source.get("private"))
    if not ts:
        return recalled(gesture.memory)
    thread, link = gesture.source.get("thread_ts"), ""
    if private or not gesture.channel_id.startswith("D"):
        link = f"{house.team_url}archives/{gesture.channel_id}/p{ts.replace('.', '')}"
        if thread and thread != ts:
            link += f"?thread_ts={thread}&cid={gesture.channel_id}"
    return Source(link, gesture.channel_id, ts, private)


async def written(house: House, gesture: Gesture) -> tuple[Person, datetime]:
    """Who wrote the message, if that is a colleague, and when; otherwise this person, and now."""
    ts = str(gesture.source.get("ts") or "")
    at = datetime.fromtimestamp(float(ts), UTC) if ts.replace(".", "", 1).isdecimal() else gesture.now
    user_id = str(gesture.source.get("user") or gesture.person.id)
    writer = await house.people.get(user_id, now=gesture.now)
    return (writer if writer.standing is Standing.MEMBER else gesture.person), at


async def names_in(house: House, gesture: Gesture, text: str) -> dict[str, str]:
    """The names of the people mentioned in a text, by id."""
    return {user_id: (await house.people.get(user_id, now=gesture.now)).name for user_id in mentioned(text)}
