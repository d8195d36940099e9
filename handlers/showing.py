"""A confirmation shown to everybody in its channel, where that is set, and nobody from outside sits there."""

from bot.access import Standing
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.rehearsal import RehearsalHouse
from handlers.views import showing as views
from handlers.views.parts import Message

# In a channel with more people than this nobody is asked for; it is taken for one with outsiders.
MOST_PAGES = 5
A_PAGE = 1000


def show(house: House, gesture: Gesture, answer: Answer) -> None:
    """Shows what was confirmed to its author; they keep their own answer, which has *Edit* and *Undo*."""
    in_channel = gesture.surface != "modal" and gesture.channel_id.startswith(("C", "G"))
    if not in_channel or not isinstance(answer, Say) or isinstance(house, RehearsalHouse):
        return
    if answer.title == "Settings":  # nobody's business
        return
    if message := views.confirmed(answer.message, gesture.person.id):
        house.talk.later(_post(house, gesture, message))


async def _post(house: House, gesture: Gesture, message: Message) -> None:
    try:
        if not await all_members(house, gesture):
            await _tell(house, gesture, views.outsiders())
            return
        await house.client.chat_postMessage(
            channel=gesture.channel_id, unfurl_links=False, unfurl_media=False, **message.body()
        )
    except UNREACHED:
        await _tell(house, gesture, views.not_shown())


async def _tell(house: House, gesture: Gesture, message: Message) -> None:
    body = {"response_type": "ephemeral", "replace_original": False, **message.body()}
    if not (gesture.response_url and await house.respond(gesture.response_url, body)):
        await house.tell(gesture.person.id, message.body())


async def all_members(house: House, gesture: Gesture) -> bool:
    """Whether everybody in the gesture's channel is a member of this workspace (or one of its apps), asked at every post:
    somebody may have been invited a moment ago. https://docs.slack.dev/apis/slack-connect#external

    Raises SlackApiError, aiohttp.ClientError or TimeoutError where Slack does not say.
    """
    channel = (await house.client.conversations_info(channel=gesture.channel_id))["channel"]
    if channel.get("is_ext_shared") or channel.get("is_pending_ext_shared") or channel.get("is_shared"):
        return False
    known = await house.people.everybody(now=gesture.now)
    cursor = ""
    for _ in range(MOST_PAGES):
        found = await house.client.conversations_members(
            channel=gesture.channel_id, limit=A_PAGE, cursor=cursor
        )
        for user_id in found["members"]:
            person = known.get(user_id) or await house.people.get(user_id, now=gesture.now)
            if person.standing not in {Standing.MEMBER, Standing.BOT, Standing.GONE}:
                return False
        cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return True
    return False
