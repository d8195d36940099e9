"""chat.*: posting, ephemerals, updates, deletion, permalinks.

https://docs.slack.dev/reference/methods?filter=chat
"""

from playground.blocks import completed
from playground.limits import checked_blocks, cut_text
from playground.methods import Call, Method
from playground.shapes import Json, Refused, copied
from playground.talk import Message
from playground.workspace import Channel, Workspace

_LONGEST_UPDATE = 4000
_LONGEST_MARKDOWN = 12_000
# chat.update's `message` shows less than the message has
_NOT_IN_UPDATES = (
    "ts",
    "thread_ts",
    "parent_user_id",
    "reply_count",
    "reply_users",
    "reply_users_count",
    "latest_reply",
)


def post_message(call: Call) -> Json:
    """chat.postMessage: into a channel, or to a person's DM when `channel` is a user id."""
    channel = _writable(call)
    body = {**_content(call), **_bot_author(call.parts.workspace)}
    if thread_ts := call.text("thread_ts"):
        body["thread_ts"] = thread_ts
        root = next((m for m in call.parts.talk.thread(channel.id, thread_ts) if m.ts == thread_ts), None)
        if root is not None:
            body["parent_user_id"] = root.author
    message = call.parts.talk.post(channel, body)
    return {"channel": channel.id, "ts": message.ts, "message": _shown(message)}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: seen by one member of the channel only."""
    channel = _writable(call)
    person = call.parts.workspace.people.get(call.needed("user"))
    if person is None or person.id not in channel.members:
        raise Refused("user_not_in_channel")
    body = {**_content(call), **_bot_author(call.parts.workspace)}
    body.pop("metadata", None)
    if thread_ts := call.text("thread_ts"):
        body["thread_ts"] = thread_ts
    return {"message_ts": call.parts.talk.whisper(channel, person.id, body).ts}


def update(call: Call) -> Json:
    """chat.update: the app's own messages only, never ephemerals."""
    message = _own(call, "cant_update_message")
    if len(call.text("text")) > _LONGEST_UPDATE and not call.args.get("blocks"):
        raise Refused("msg_too_long")
    content = _content(call)
    if "blocks" not in content and "blocks" not in call.args:
        content["blocks"] = []  # a text alone replaces the blocks
    call.parts.talk.rewrite(message, content, edited_by=call.parts.workspace.bot_user_id)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.body.get("text", ""),
        "message": {name: value for name, value in _shown(message).items() if name not in _NOT_IN_UPDATES},
    }


def delete(call: Call) -> Json:
    """chat.delete: the app's own messages only."""
    message = _own(call, "cant_delete_message")
    call.parts.talk.delete(message, by=call.parts.workspace.bot_user_id)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = call.parts.talk.find(channel.id, call.needed("message_ts"))
    if message.only_for:
        raise Refused("message_not_found")
    link = f"{call.base}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _writable(call: Call) -> Channel:
    workspace = call.parts.workspace
    target = call.needed("channel", "channel_not_found")
    person = workspace.people.get(target)
    channel = call.channel() if person is None else workspace.dm_with(person)
    if channel.archived:
        raise Refused("is_archived")
    if workspace.bot_user_id not in channel.members:
        if channel.kind != "public":
            raise Refused("not_in_channel")
        if not call.parts.manifest.may("chat:write.public"):
            raise Refused("not_in_channel")
    return channel


def _content(call: Call) -> Json:
    blocks = call.json("blocks", "invalid_blocks_format")
    attachments = call.json("attachments")
    text = _text(call, with_blocks=bool(blocks))
    body: Json = {"text": cut_text(text)}
    if blocks:
        body["blocks"] = completed(checked_blocks(blocks))
    elif blocks is not None:
        body["blocks"] = []
    if attachments:
        if len(attachments) > 100:
            raise Refused("too_many_attachments")
        body["attachments"] = attachments
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    return {**body, **_metadata(call)}


def _text(call: Call, *, with_blocks: bool) -> str:
    text, markdown = call.text("text"), call.text("markdown_text")
    if not markdown:
        return text
    if text or with_blocks:
        raise Refused("markdown_text_conflict")
    if len(markdown) > _LONGEST_MARKDOWN:
        raise Refused("msg_too_long")
    return markdown


def _metadata(call: Call) -> Json:
    metadata = call.json("metadata", "metadata_must_be_sent_as_json")
    if not metadata:
        return {}
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    return {"metadata": copied(metadata)}


def _bot_author(workspace: Workspace) -> Json:
    bot = workspace.people[workspace.bot_user_id]
    return {
        "user": bot.id,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "team": workspace.team_id,
        "bot_profile": {
            "id": workspace.bot_id,
            "app_id": workspace.app_id,
            "name": bot.real_name,
            "deleted": False,
            "updated": 0,
            "icons": {},
            "team_id": workspace.team_id,
        },
    }


def _own(call: Call, error: str) -> Message:
    workspace = call.parts.workspace
    target = call.needed("channel", "channel_not_found")
    if target in workspace.people:
        raise Refused("channel_not_found")
    channel = call.channel()
    message = call.parts.talk.find(channel.id, call.needed("ts", "message_not_found"))
    if message.only_for:
        raise Refused("message_not_found")
    if message.body.get("bot_id") != workspace.bot_id:
        raise Refused(error)
    return message


def _shown(message: Message) -> Json:
    return copied(message.body)


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
    "chat.getPermalink": Method(get_permalink),
}
