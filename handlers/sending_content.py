"""What a post looks like on the wire: its content, a digest of it, and the marks by which it is found again in Slack.

The marks are ids alone: every app in the workspace can read a message's metadata.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from handlers.drawing import Drawn
from handlers.views.parts import Message, spoken
from storage.tables import Post

EVENT = "kept_post"
# Slack takes some thousand characters of metadata; a brief says some dozens of nudges.
MOST_MARKED = 200


class Content(NamedTuple):
    """A message written as JSON, and a digest of what it shows."""

    written: str
    digest: str


class Copy(NamedTuple):
    """A message in Slack that carries a post's mark: where it stands, what it shows and which nudges it says."""

    channel_id: str
    ts: str
    digest: str
    nudge_ids: Sequence[int]


def content(message: Message) -> Content:
    """A message as it is said."""
    return _content(message.body())


def words_only(message: Message) -> Content:
    """The same as text alone, all of it, for a Slack that does not take its blocks."""
    said, line = spoken(message.blocks), message.text
    return _content({"text": said if not line or line in said else f"{line}\n\n{said}"})


def _content(body: Mapping[str, Any]) -> Content:
    written = json.dumps(body)
    return Content(written, hashlib.blake2b(written.encode(), digest_size=8).hexdigest())


def new(post: Post, what: Content, drawn: Drawn) -> str:
    """The arguments of chat.postMessage."""
    return _join(
        {
            "channel": post.place,
            "unfurl_links": False,
            "unfurl_media": False,
            "metadata": _metadata(post, what, drawn),
        },
        what,
    )


def changed(post: Post, what: Content, drawn: Drawn) -> str:
    """The arguments of chat.update."""
    where = {"channel": post.channel_id, "ts": post.ts, "metadata": _metadata(post, what, drawn)}
    return _join(where, what)


def _join(arguments: Mapping[str, Any], what: Content) -> str:
    return f"{json.dumps(arguments)[:-1]}, {what.written[1:]}"


def _metadata(post: Post, what: Content, drawn: Drawn) -> dict[str, Any]:
    nudges = ",".join(str(each) for each in drawn.nudge_ids[:MOST_MARKED])
    return {
        "event_type": EVENT,
        "event_payload": {"post": mark(post), "shows": what.digest, "nudges": nudges},
    }


def mark(post: Post) -> str:
    """What no other post has, in this database or one that was begun anew."""
    return f"{post.id}:{int(post.made_at.timestamp())}:{post.key}"


def copy_of(post: Post, channel_id: str, message: Mapping[str, Any], author: str) -> Copy | None:
    """A message of a channel's history as a copy of this post, if it is one and `author`, our own user, said it."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    if (
        metadata.get("event_type") != EVENT
        or payload.get("post") != mark(post)
        or message.get("user") != author
    ):
        return None
    ids = [int(each) for each in str(payload.get("nudges") or "").split(",") if each.isdecimal()]
    return Copy(channel_id, str(message["ts"]), str(payload.get("shows") or ""), ids)
