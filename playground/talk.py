"""What was said: messages, threads, reactions and words only one person sees."""

from dataclasses import dataclass
from datetime import UTC, datetime

from playground.shapes import Json, Refused, copied
from playground.workspace import Change, Channel, Workspace


@dataclass
class Message:
    """One message: `body` holds Slack's own fields, `only_for` names the one person who sees an ephemeral."""

    channel: str
    ts: str
    body: Json
    only_for: str = ""

    @property
    def author(self) -> str:
        """The user id of who wrote it; empty for what an app posted through a response_url."""
        return str(self.body.get("user", ""))

    @property
    def thread_ts(self) -> str:
        """The thread it belongs to; empty outside threads. A thread's first message carries its own ts."""
        return str(self.body.get("thread_ts", ""))

    @property
    def is_reply(self) -> bool:
        """Is it shown in a thread rather than in the channel?"""
        return bool(self.thread_ts) and self.thread_ts != self.ts


def moment_of(ts: str) -> datetime:
    """The instant a message timestamp stands for."""
    return datetime.fromtimestamp(float(ts), UTC)


class Talk:
    """All messages of the workspace. Ephemerals live in memory only, as Slack forgets them too."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._messages: dict[str, dict[str, Message]] = {}
        self._used: set[str] = set()

    # -- writing

    def new_ts(self) -> str:
        """The present as a timestamp that no other message has."""
        micros = int(self._workspace.clock.now().timestamp() * 1_000_000)
        while (ts := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._used:
            micros += 1
        self._used.add(ts)
        return ts

    def post(self, channel: Channel, body: Json, *, ts: str = "") -> Message:
        """Add a message that everybody in the channel sees; `body` gets its ts, and its thread is counted."""
        ts = ts or self.new_ts()
        message = Message(channel.id, ts, {"type": "message", **body, "ts": ts})
        self._in(channel.id)[ts] = message
        if message.is_reply:
            self._count_reply(message)
        self._keep(message)
        self._workspace.tell(Change("posted", channel.id, ts, message.author))
        return message

    def whisper(self, channel: Channel, person_id: str, body: Json) -> Message:
        """Add a message that only `person_id` sees."""
        ts = self.new_ts()
        message = Message(
            channel.id, ts, {"type": "message", "is_ephemeral": True, **body, "ts": ts}, only_for=person_id
        )
        self._in(channel.id)[ts] = message
        self._workspace.tell(Change("ephemeral", channel.id, ts, person_id))
        return message

    def rewrite(self, message: Message, fields: Json, *, edited_by: str = "") -> Message:
        """Replace fields of a message; with `edited_by` it is marked as edited."""
        before = copied(message.body)
        message.body.update(fields)
        if edited_by:
            message.body["edited"] = {"user": edited_by, "ts": self.new_ts()}
        self._keep(message)
        what = "ephemeral" if message.only_for else "edited"
        self._workspace.tell(Change(what, message.channel, message.ts, message.only_for or edited_by, before))
        return message

    def delete(self, message: Message, *, by: str = "") -> None:
        """Take a message away."""
        del self._in(message.channel)[message.ts]
        self._workspace.store.drop("message", f"{message.channel}/{message.ts}")
        if message.is_reply:
            self._recount(message.channel, message.thread_ts)
        what = "ephemeral" if message.only_for else "deleted"
        self._workspace.tell(
            Change(what, message.channel, message.ts, message.only_for or by, copied(message.body))
        )

    def react(self, message: Message, name: str, person_id: str) -> None:
        """Add a reaction. Raises Refused("already_reacted") or ("invalid_name")."""
        if not name or len(name) > 100 or not all(c.isalnum() or c in "_-+':" for c in name):
            raise Refused("invalid_name")
        reactions = message.body.setdefault("reactions", [])
        found = next((r for r in reactions if r["name"] == name), None)
        if found is None:
            found = {"name": name, "users": [], "count": 0}
            reactions.append(found)
        if person_id in found["users"]:
            raise Refused("already_reacted")
        found["users"].append(person_id)
        found["count"] += 1
        self._keep(message)
        self._workspace.tell(Change("reacted", message.channel, message.ts, person_id, detail=name))

    def unreact(self, message: Message, name: str, person_id: str) -> None:
        """Take a reaction back. Raises Refused("no_reaction")."""
        reactions = message.body.get("reactions", [])
        found = next((r for r in reactions if r["name"] == name and person_id in r["users"]), None)
        if found is None:
            raise Refused("no_reaction")
        found["users"].remove(person_id)
        found["count"] -= 1
        message.body["reactions"] = [r for r in reactions if r["count"]]
        self._keep(message)
        self._workspace.tell(Change("unreacted", message.channel, message.ts, person_id, detail=name))

    def forget_whispers(self) -> None:
        """Drop all ephemerals, as reloading Slack does."""
        for channel_id, messages in self._messages.items():
            gone = [ts for ts, m in messages.items() if m.only_for]
            for ts in gone:
                del messages[ts]
            if gone:
                self._workspace.tell(Change("ephemeral", channel_id))

    # -- reading

    def find(self, channel_id: str, ts: str) -> Message:
        """One message. Raises Refused("message_not_found")."""
        message = self._in(channel_id).get(ts)
        if message is None:
            raise Refused("message_not_found")
        return message

    def lines(self, channel_id: str, *, seen_by: str = "") -> list[Message]:
        """A channel's messages outside threads, oldest first; ephemerals only for whom they are meant."""
        return [m for m in self._ordered(channel_id, seen_by) if not m.is_reply]

    def thread(self, channel_id: str, ts: str, *, seen_by: str = "") -> list[Message]:
        """A thread's first message and its replies, oldest first."""
        return [m for m in self._ordered(channel_id, seen_by) if m.ts == ts or m.thread_ts == ts]

    def everything(self, channel_id: str, *, seen_by: str = "") -> list[Message]:
        """All messages of a channel with those in threads, oldest first."""
        return self._ordered(channel_id, seen_by)

    def latest(self, channel_id: str, *, seen_by: str = "") -> str:
        """The timestamp of the newest message, or "0"."""
        ordered = self._ordered(channel_id, seen_by)
        return ordered[-1].ts if ordered else "0"

    def restore(self) -> None:
        """Read the messages from the file."""
        for body in self._workspace.store.load("message").values():
            message = Message(**body)
            self._in(message.channel)[message.ts] = message
            self._used.add(message.ts)

    # -- within

    def _in(self, channel_id: str) -> dict[str, Message]:
        return self._messages.setdefault(channel_id, {})

    def _ordered(self, channel_id: str, seen_by: str) -> list[Message]:
        seen = (m for m in self._in(channel_id).values() if m.only_for in ("", seen_by))
        return sorted(seen, key=lambda m: float(m.ts))

    def _keep(self, message: Message) -> None:
        if not message.only_for:
            self._workspace.store.put("message", f"{message.channel}/{message.ts}", vars(message))

    def _count_reply(self, reply: Message) -> None:
        if reply.thread_ts in self._in(reply.channel):
            self._recount(reply.channel, reply.thread_ts)

    def _recount(self, channel_id: str, thread_ts: str) -> None:
        root = self._in(channel_id).get(thread_ts)
        if root is None:
            return
        replies = [m for m in self._ordered(channel_id, "") if m.is_reply and m.thread_ts == thread_ts]
        writers = list(dict.fromkeys(m.author for m in replies if m.author))
        if replies:
            root.body.update(
                thread_ts=thread_ts,
                reply_count=len(replies),
                reply_users=writers,
                reply_users_count=len(writers),
                latest_reply=replies[-1].ts,
            )
        else:
            for name in ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"):
                root.body.pop(name, None)
        self._keep(root)
