"""Telling a channel that it is listened to, or not any more: everybody in it, or, where somebody from outside sits, our own
people alone and each privately."""

from bot.access import Standing
from handlers.audience import OUTSIDERS, why_not
from handlers.house import UNREACHED, House
from handlers.views import listening as views
from handlers.views.parts import Message
from storage.tables import Setting

# In a larger channel not everybody can be told one by one; /kept listen tells it to whoever asks.
MOST_TOLD = 50


async def tell(house: House, channel_id: str, message: Message, *, but: str = "") -> None:
    """Says it there, where only members are; privately to each member but one, where others are too."""
    now = house.clock()
    why = await why_not(house, channel_id, now=now)
    if not why:
        await house.client.chat_postMessage(
            channel=channel_id, unfurl_links=False, unfurl_media=False, **message.body()
        )
    elif why == OUTSIDERS:
        for person_id in await _ours(house, channel_id, but):
            try:
                await house.client.chat_postEphemeral(channel=channel_id, user=person_id, **message.body())
            except UNREACHED:
                continue


async def _ours(house: House, channel_id: str, but: str) -> list[str]:
    """Our own people in a channel."""
    found = await house.client.conversations_members(channel=channel_id, limit=200)
    people = await house.people.several(found["members"], now=house.clock())
    ours = [each.id for each in people.values() if each.standing is Standing.MEMBER and each.id != but]
    return ours[:MOST_TOLD]


async def tell_turned(house: House, channel_id: str, by: str, *, on: bool) -> None:
    """That somebody had it begin or end."""
    shared = on and await why_not(house, channel_id, now=house.clock()) == OUTSIDERS
    message = views.listens(channel_id, by, shared=shared) if on else views.listens_no_more(by)
    await tell(house, channel_id, message, but=by)


async def tell_undone(house: House, setting: Setting, by: str) -> None:
    """That somebody took back that it began or ended."""
    await tell_turned(house, setting.scope_id, by, on=setting.value == "true")
