"""reactions.*.

https://docs.slack.dev/reference/methods?filter=reactions
"""

from playground.methods import Call, Method
from playground.shapes import Json, Refused, copied
from playground.talk import Message


def add(call: Call) -> Json:
    """reactions.add."""
    call.parts.talk.react(
        _message(call), call.needed("name", "invalid_name"), call.parts.workspace.bot_user_id
    )
    return {}


def remove(call: Call) -> Json:
    """reactions.remove."""
    call.parts.talk.unreact(
        _message(call), call.needed("name", "invalid_name"), call.parts.workspace.bot_user_id
    )
    return {}


def get(call: Call) -> Json:
    """reactions.get."""
    message = _message(call)
    return {"type": "message", "channel": message.channel, "message": copied(message.body)}


def _message(call: Call) -> Message:
    channel = call.channel()
    if call.parts.workspace.bot_user_id not in channel.members:
        raise Refused("not_in_channel")
    message = call.parts.talk.find(channel.id, call.needed("timestamp", "no_item_specified"))
    if message.only_for:
        raise Refused("message_not_found")
    return message


METHODS = {
    "reactions.add": Method(add, ("reactions:write",)),
    "reactions.remove": Method(remove, ("reactions:write",)),
    "reactions.get": Method(get, ("reactions:read",)),
}
