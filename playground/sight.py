"""What one person sees, as the page's JSON: the frame around it all, messages, threads, Home, the open form."""

from datetime import datetime

from playground import own_commands
from playground.blocks import state_values
from playground.parts import Parts
from playground.shapes import Json, Refused, copied
from playground.talk import Message, moment_of
from playground.typed import unescaped
from playground.workspace import Channel, Person, local

_KIND_ORDER = {"public": 0, "private": 1, "shared": 2, "dm": 3}


class Sight:
    """The playground through one person's eyes; also remembers how far everybody has read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._read: dict[str, str] = {}

    def restore(self) -> None:
        """Read from the file how far everybody has read."""
        self._read = {k: str(v["ts"]) for k, v in self._parts.store.load("read").items()}

    def state(self, me: Person) -> Json:
        """The frame: who and where one is, the time, people, channels, commands, shortcuts."""
        parts = self._parts
        now = local(parts.clock.now(), me)
        channels = [c for c in parts.workspace.channels.values() if self._listed(c, me)]
        channels.sort(key=lambda c: (_KIND_ORDER[c.kind], c.name))
        bot = parts.workspace.people[parts.workspace.bot_user_id]
        return {
            "me": me.id,
            "now": now.isoformat(timespec="seconds"),
            "now_text": f"{now:%A} {now.day} {now:%B}, {now:%H:%M} ({me.tz})",
            "team": {"name": parts.workspace.name},
            "bot": {"user_id": bot.id, "name": bot.real_name},
            "people": [_person(p) for p in parts.workspace.people.values() if not p.deleted],
            "left": [_person(p) for p in parts.workspace.people.values() if p.deleted],
            "channels": [self._channel(c, me) for c in channels],
            "commands": [
                {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
                for c in parts.manifest.commands
            ]
            + [
                {"command": name, "description": own.description, "usage_hint": own.usage_hint}
                for name, own in own_commands.COMMANDS.items()
            ],
            "shortcuts": [
                {"type": s.type, "name": s.name, "callback_id": s.callback_id}
                for s in parts.manifest.shortcuts
            ],
            "connected": parts.to_app.connected,
        }

    def messages(self, me: Person, channel_id: str) -> Json:
        """A channel's messages. Raises Refused("channel_not_found")."""
        lines = self._parts.talk.lines(self._open(me, channel_id).id, seen_by=me.id)
        return {"messages": [self._message(m, me) for m in lines]}

    def thread(self, me: Person, channel_id: str, ts: str) -> Json:
        """A thread. Raises Refused("channel_not_found") or ("message_not_found")."""
        channel = self._open(me, channel_id)
        root = self._parts.talk.find(channel.id, ts)
        lines = self._parts.talk.thread(channel.id, root.thread_ts or root.ts, seen_by=me.id)
        return {"messages": [self._message(m, me) for m in lines]}

    def home(self, me: Person) -> Json:
        """The Home tab of the app."""
        home = self._parts.views.home(me.id)
        return {"view": None if home is None else {**copied(home.view), "state": {"values": home.filled}}}

    def file(self, me: Person, file_id: str) -> Json:
        """A file that one may open: one's own, one that stands in a channel one sees, and for members one that stands in
        none, as what was handed over in a form. Raises Refused("file_not_found")."""
        file = self._parts.files.get(file_id)
        workspace = self._parts.workspace
        shared = [workspace.channel(id_) for name in ("channels", "groups", "ims") for id_ in file[name]]
        seen = any(workspace.visible(each, me) for each in shared) if shared else me.kind == "member"
        if not seen and me.id != file["user"]:
            raise Refused("file_not_found")
        return file

    def modal(self, me: Person) -> Json:
        """The form before one, how many lie below, and the sentences under its fields."""
        top = self._parts.views.top(me.id)
        if top is None:
            return {"view": None, "depth": 0, "errors": {}}
        values = state_values(top.view["blocks"], top.filled)
        view = {**copied(top.view), "state": {"values": values}}
        return {"view": view, "depth": len(self._parts.views.stack(me.id)), "errors": top.errors}

    def _channel(self, channel: Channel, me: Person) -> Json:
        shown: Json = {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "topic": channel.topic,
            "unread": self._unread(channel, me),
        }
        if channel.kind == "dm":
            shown["dm_with"] = self._parts.workspace.bot_user_id
            shown["name"] = self._parts.workspace.people[self._parts.workspace.bot_user_id].real_name
        return shown

    def _listed(self, channel: Channel, me: Person) -> bool:
        return not channel.archived and self._parts.workspace.visible(channel, me)

    def _message(self, message: Message, me: Person) -> Json:
        body = message.body
        author = body.get("user") or self._parts.workspace.bot_user_id
        person = self._parts.workspace.people.get(author)
        when = local(moment_of(message.ts), me)
        shown: Json = {
            "ts": message.ts,
            "user": author,
            "username": person.real_name if person else str(body.get("username", "")),
            "text": body.get("text", ""),
            "plain": unescaped(str(body.get("text", ""))),
            "ephemeral": bool(message.only_for),
            "edited": "edited" in body and not body.get("bot_id"),
            "time_text": f"{when:%H:%M}",
            "day_text": self._day(when, me),
        }
        for name in ("blocks", "thread_ts", "reply_count"):
            if body.get(name):
                shown[name] = body[name]
        if body.get("files"):
            shown["files"] = [{"id": f["id"], "name": f["name"], "size": f["size"]} for f in body["files"]]
        if body.get("reactions"):
            shown["reactions"] = [{"name": r["name"], "users": r["users"]} for r in body["reactions"]]
        return shown

    def _day(self, when: datetime, me: Person) -> str:
        days = (local(self._parts.clock.now(), me).date() - when.date()).days
        return {0: "Today", 1: "Yesterday"}.get(days, f"{when:%A} {when.day} {when:%B}")

    def _unread(self, channel: Channel, me: Person) -> bool:
        if me.id not in channel.members:
            return False
        return float(self._parts.talk.latest(channel.id, seen_by=me.id)) > float(
            self._read.get(f"{me.id}/{channel.id}", "0")
        )

    def mark_read(self, me: Person, channel_id: str) -> bool:
        """Everything in the channel is read; False when it was before."""
        key, latest = f"{me.id}/{channel_id}", self._parts.talk.latest(channel_id, seen_by=me.id)
        if self._read.get(key) == latest:
            return False
        self._read[key] = latest
        self._parts.store.put("read", key, {"ts": latest})
        return True

    def _open(self, me: Person, channel_id: str) -> Channel:
        channel = self._parts.workspace.channel(channel_id)
        if not self._parts.workspace.visible(channel, me):
            raise Refused("channel_not_found")
        return channel


def _person(person: Person) -> Json:
    shown = {
        "id": person.id,
        "name": person.handle,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "kind": person.kind,
        "joined": person.joined,
    }
    if person.org:
        shown["org"] = person.org
    return shown
