"""The look into Slack for what a post may have become there."""

from handlers import sending_wire as wire
from handlers.house import House
from handlers.sending_answers import Answer, Kind
from handlers.sending_content import Copy, copy_of
from storage.tables import Post

A_PAGE = 200
# Further back nobody looks: it is as if Slack had not answered.
MOST_PAGES = 50


async def find(house: House, post: Post) -> list[Copy] | Answer:
    """All copies of a post in the place it goes to, the oldest first; or the answer that kept us from seeing them."""
    channel_id = await _channel_of(house, post)
    if isinstance(channel_id, Answer):
        return channel_id
    tried = post.first_post_at or post.said_at or post.made_at
    oldest = tried - house.times.margin
    found: list[Copy] = []
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = await wire.post_form(
            house,
            "conversations.history",
            channel=channel_id,
            oldest=f"{oldest.timestamp():.6f}",
            include_all_metadata="true",
            limit=A_PAGE,
            cursor=cursor,
        )
        if answer.kind is not Kind.DONE:
            return answer
        copies = (
            copy_of(post, channel_id, each, house.bot_user_id) for each in answer.data.get("messages") or ()
        )
        found += [each for each in copies if each]
        cursor = str((answer.data.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return sorted(found, key=lambda each: float(each.ts))
    return Answer(Kind.UNKNOWN, "a history too long to be looked through")


async def _channel_of(house: House, post: Post) -> str | Answer:
    """The channel a post stands in or would: for a person their DM, which is told only with a post that succeeded."""
    if post.channel_id:
        return post.channel_id
    if not post.place.startswith(("U", "W")):
        return post.place
    answer = await wire.post_form(house, "conversations.open", users=post.place)
    if answer.kind is not Kind.DONE:
        return answer
    channel_id = str((answer.data.get("channel") or {}).get("id") or "")
    return channel_id or Answer(Kind.UNKNOWN, "no channel")


async def delete(house: House, channel_id: str, ts: str) -> Answer:
    """Takes a second copy away."""
    return await wire.post_form(house, "chat.delete", channel=channel_id, ts=ts)
