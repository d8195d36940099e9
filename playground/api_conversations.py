"""conversations.* and users.conversations: channels, their members and what was said.

https://docs.slack.dev/reference/methods?filter=conversations
"""

from playground.methods import Call, Method
from playground.shapes import Json, Refused, copied
from playground.talk import Message, moment_of
from playground.workspace import Channel, Workspace

_READ = {
    "public": "channels:read", "shared": "channels:read", "private": "groups:read", "dm": "im:read",
}  # fmt: skip
_HISTORY = {
    "public": "channels:history", "shared": "channels:history", "private": "groups:history", "dm": "im:history",
}  # fmt: skip
_ANY_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_ANY_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


def channel_object(channel: Channel, workspace: Workspace, *leave_out: str) -> Json:
    """Slack's conversation object, without the fields that some methods do not show.

    https://docs.slack.dev/reference/objects/conversation-object
    """
    if channel.kind == "dm":
        person = next(m for m in channel.members if m != workspace.bot_user_id)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "user": person,
            "is_user_deleted": workspace.people[person].deleted,
            "context_team_id": workspace.team_id,
            "updated": channel.created * 1000,
        }
    shown: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": channel.kind == "private",
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_general": channel.name == "general",
        "is_archived": channel.archived,
        "is_member": workspace.bot_user_id in channel.members,
        "is_shared": channel.kind == "shared",
        "is_ext_shared": channel.kind == "shared",
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "shared_team_ids": [workspace.team_id, *channel.connected_team_ids],
        "internal_team_ids": [],
        "connected_team_ids": channel.connected_team_ids,
        "conversation_host_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "created": channel.created,
        "updated": channel.created * 1000,
        "creator": channel.creator,
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
        "num_members": len(channel.members),
    }
    return {name: value for name, value in shown.items() if name not in leave_out}


def open_(call: Call) -> Json:
    """conversations.open: the DM with one person, or one that is known by its id."""
    workspace = call.parts.workspace
    if call.text("channel"):
        channel = call.channel()
    else:
        users = [u for u in call.needed("users", "users_list_not_supplied").split(",") if u]
        if len(users) != 1:
            raise Refused("not_enough_users" if not users else "method_not_supported_for_channel_type")
        if users[0] not in workspace.people:
            raise Refused("user_not_found")
        channel = workspace.dm_with(workspace.people[users[0]])
    if call.flag("return_im"):
        shown = channel_object(channel, workspace)
        shown.pop("is_user_deleted")
        return {"no_op": True, "already_open": True, "channel": shown}
    return {"no_op": True, "already_open": True, "channel": {"id": channel.id}}


def info(call: Call) -> Json:
    """conversations.info."""
    channel = _read(call)
    leave_out = () if call.flag("include_num_members") else ("num_members",)
    return {"channel": channel_object(channel, call.parts.workspace, *leave_out)}


def list_(call: Call) -> Json:
    """conversations.list: what the app may know of, by `types`."""
    workspace = call.parts.workspace
    types = set(call.text("types", "public_channel").split(","))
    known = [
        c
        for c in workspace.channels.values()
        if _type(c) in types
        and (workspace.bot_user_id in c.members or c.kind == "public")
        and not (call.flag("exclude_archived") and c.archived)
    ]
    page, cursor = call.page(known)
    shown = [channel_object(c, workspace, "connected_team_ids") for c in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def members(call: Call) -> Json:
    """conversations.members."""
    page, cursor = call.page(_read(call).members)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def history(call: Call) -> Json:
    """conversations.history, newest first, with `oldest`, `latest`, `inclusive`, `limit` and `include_all_metadata`."""
    channel = _history(call)
    found = _within(call, call.parts.talk.lines(channel.id))
    if lag := call.parts.faults.history_lag:
        seen_until = call.parts.clock.now() - lag
        found = [message for message in found if moment_of(message.ts) <= seen_until]
    found.reverse()
    page, cursor = call.page(found)
    return {
        "messages": [_message(call, m) for m in page],
        "has_more": bool(cursor),
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


def replies(call: Call) -> Json:
    """conversations.replies: a thread, oldest first."""
    channel = _history(call)
    ts = call.needed("ts", "thread_not_found")
    thread = call.parts.talk.thread(channel.id, ts)
    if not thread:
        raise Refused("thread_not_found")
    page, cursor = call.page(_within(call, thread))
    return {
        "messages": [_message(call, m) for m in page],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def join(call: Call) -> Json:
    """conversations.join: public channels only."""
    workspace = call.parts.workspace
    channel = call.channel()
    if channel.kind != "public":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    joined = workspace.join(channel, workspace.bot_user_id)
    left_out = ("connected_team_ids", "conversation_host_id", "num_members")
    answer: Json = {"channel": channel_object(channel, workspace, *left_out)}
    if not joined:
        answer.update(warning="already_in_channel", response_metadata={"warnings": ["already_in_channel"]})
    return answer


def leave(call: Call) -> Json:
    """conversations.leave."""
    channel = call.channel()
    if channel.kind == "dm":
        raise Refused("method_not_supported_for_channel_type")
    left = call.parts.workspace.leave(channel, call.parts.workspace.bot_user_id)
    return {} if left else {"not_in_channel": True}


def users_conversations(call: Call) -> Json:
    """users.conversations: the channels of a person (default: the app itself) that the app may know of."""
    workspace = call.parts.workspace
    person = call.person().id if call.text("user") else workspace.bot_user_id
    types = set(call.text("types", "public_channel").split(","))
    known = [
        c
        for c in workspace.channels.values()
        if person in c.members
        and _type(c) in types
        and (workspace.bot_user_id in c.members or c.kind == "public")
        and not (call.flag("exclude_archived") and c.archived)
    ]
    page, cursor = call.page(known)
    left_out = ("connected_team_ids", "is_member", "num_members")
    shown = [channel_object(c, workspace, *left_out) for c in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _read(call: Call) -> Channel:
    channel = call.channel()
    _need(call, _READ[channel.kind])
    return channel


def _history(call: Call) -> Channel:
    channel = call.channel()
    _need(call, _HISTORY[channel.kind])
    if call.parts.workspace.bot_user_id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _need(call: Call, scope: str) -> None:
    if not call.parts.manifest.may(scope):
        raise Refused("missing_scope", needed=scope, provided=",".join(call.parts.manifest.scopes))


def _type(channel: Channel) -> str:
    kinds = {"public": "public_channel", "shared": "public_channel", "private": "private_channel", "dm": "im"}
    return kinds[channel.kind]


def _within(call: Call, found: list[Message]) -> list[Message]:
    try:
        oldest, latest = float(call.text("oldest") or 0), float(call.text("latest") or "inf")
    except ValueError:
        raise Refused("invalid_ts_oldest") from None
    if call.flag("inclusive"):
        return [m for m in found if oldest <= float(m.ts) <= latest]
    return [m for m in found if oldest < float(m.ts) < latest]


def _message(call: Call, message: Message) -> Json:
    shown: Json = copied(message.body)
    if not call.flag("include_all_metadata"):
        shown.pop("metadata", None)
    return shown


METHODS = {
    "conversations.open": Method(open_, ("im:write",)),
    "conversations.info": Method(info, _ANY_READ),
    "conversations.list": Method(list_, _ANY_READ),
    "conversations.members": Method(members, _ANY_READ),
    "conversations.history": Method(history, _ANY_HISTORY),
    "conversations.replies": Method(replies, _ANY_HISTORY),
    "conversations.join": Method(join, ("channels:join",)),
    "conversations.leave": Method(leave, ("channels:manage", "channels:join", "groups:write")),
    "users.conversations": Method(users_conversations, _ANY_READ),
}
