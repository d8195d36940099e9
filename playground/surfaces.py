"""Where a gesture was made: in which message or view, and how Slack's payloads tell the app."""

from playground.blocks import state_values
from playground.parts import Parts
from playground.shapes import Json, Refused, copied
from playground.talk import Message
from playground.views import OpenView
from playground.workspace import Channel, Person


class Surface:
    """A message or a view that the app drew. Exactly one of `view` and `message` (with its `channel`) is there."""

    def __init__(
        self, view: OpenView | None = None, channel: Channel | None = None, message: Message | None = None
    ) -> None:
        self.view, self.channel, self.message = view, channel, message

    @property
    def blocks(self) -> list[Json]:
        """What is drawn."""
        if self.view is not None:
            return list(self.view.view["blocks"])
        return list(self.message.body.get("blocks") or ()) if self.message is not None else []

    @property
    def filled(self) -> Json:
        """What the person has filled in so far, as far as the server knows."""
        return self.view.filled if self.view is not None else {}

    @property
    def modal_id(self) -> str:
        """The modal's id; empty outside modals."""
        return self.view.id if self.view is not None and self.view.view["type"] == "modal" else ""


def find_surface(parts: Parts, person: Person, container: Json) -> Surface:
    """The surface a container names, if this person has it before them.

    A container is {"type": "message", "channel", "ts"}, {"type": "modal", "view_id"} or {"type": "home"}. Raises
    Refused("not_found"), ("channel_not_found") or ("message_not_found").
    """
    kind = container.get("type")
    if kind == "home":
        home = parts.views.home(person.id)
        if home is None:
            raise Refused("not_found")
        return Surface(view=home)
    if kind == "modal":
        return Surface(view=own_view(parts, person, str(container.get("view_id", ""))))
    channel = parts.workspace.channel(str(container.get("channel", "")))
    message = parts.talk.find(channel.id, str(container.get("ts", "")))
    if message.only_for not in ("", person.id) or not parts.workspace.visible(channel, person):
        raise Refused("message_not_found")
    return Surface(channel=channel, message=message)


def own_view(parts: Parts, person: Person, view_id: str) -> OpenView:
    """A person's open view. Raises Refused("not_found"), also when it is somebody else's."""
    view = parts.views.open_by_id(view_id)
    if view.owner != person.id:
        raise Refused("not_found")
    return view


def described(parts: Parts, person: Person, where: Surface, filled: Json) -> Json:
    """The part of an interactive payload that says where: container, view or message, channel, state, response_url.

    Ephemerals carry no message, views no channel and no response_url.
    """
    state = {"values": state_values(where.blocks, filled)}
    if where.view is not None:
        view = {**copied(where.view.view), "state": state}
        return {"container": {"type": "view", "view_id": where.view.id}, "view": view}
    if where.message is None or where.channel is None:
        raise Refused("not_found")
    message, channel = where.message, where.channel
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.only_for),
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": channel.shown_name},
        "state": state,
        "response_url": parts.response_urls.issue(channel.id, person.id, message.ts),
    }
    if not message.only_for:
        place["message"] = copied(message.body)
    return place
