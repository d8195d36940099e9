"""The Events API: what the app hears of, in Slack's envelopes, with Slack's retries."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from playground.manifest import Manifest
from playground.people import dnd_info, user_object
from playground.shapes import Json, Refused, copied, fresh_id
from playground.talk import Message, Talk
from playground.to_app import ToApp
from playground.workspace import Change, Channel, Workspace

# at once, after a minute, after five: https://docs.slack.dev/apis/events-api#retries
RETRY_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
_SUBSCRIPTION = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
VERIFICATION_TOKEN = "playground-verification"  # noqa: S105  # Slack's payloads carry one; nothing trusts it


class Events:
    """Turns changes of the workspace into events and sends them to the app, if it is subscribed and sits in the channel."""

    def __init__(self, workspace: Workspace, talk: Talk, to_app: ToApp, manifest: Manifest) -> None:
        self._workspace = workspace
        self._talk = talk
        self._to_app = to_app
        self._manifest = manifest
        self._tasks: set[asyncio.Task[None]] = set()
        self._first: set[asyncio.Future[bool]] = set()
        self.quiet = False

    def hear(self, change: Change) -> None:
        """Send what this change means to the app."""
        if self.quiet:
            return
        for name, event, channel in self._events_of(change):
            if self._manifest.hears(name):
                self.send(event, channel)

    def send(self, event: Json, channel: Channel | None = None) -> None:
        """Send one event (the inner part) to the app, with retries, without waiting."""
        event.setdefault("event_ts", event.get("ts") or self._talk.new_ts())
        first: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._first.add(first)
        first.add_done_callback(self._first.discard)
        self._spawn(self._deliver(self._envelope(event, channel), first))

    async def settle(self) -> bool:
        """Wait until every event under way has been tried once; True when all of them were acknowledged."""
        acked = True
        while self._first:
            acked = all(await asyncio.gather(*self._first)) and acked
        return acked

    async def close(self) -> None:
        """Give up the retries that are still to come."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Json, first: asyncio.Future[bool]) -> None:
        try:
            delivery = await self._to_app.deliver("events_api", payload, answerable=False, retry=(0, ""))
        finally:
            if not first.done():
                first.set_result(False)
        if delivery.acked:
            return
        failed_at = self._workspace.clock.now()
        for attempt, wait in enumerate(RETRY_AFTER, start=1):
            reason = "timeout" if delivery.error == "operation_timeout" else "connection_failed"
            await self._workspace.clock.sleep_until(failed_at + wait)
            delivery = await self._to_app.deliver(
                "events_api", payload, answerable=False, retry=(attempt, reason)
            )
            if delivery.acked:
                return

    def _envelope(self, event: Json, channel: Channel | None) -> Json:
        workspace = self._workspace
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": workspace.team_id,
            "context_team_id": workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": fresh_id("Ev"),
            "event_time": int(workspace.clock.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": workspace.team_id,
                    "user_id": workspace.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": channel is not None and channel.kind == "shared",
            "event_context": f"4-{event['type']}-{workspace.team_id}",
        }

    # -- what a change means

    def _events_of(self, change: Change) -> list[tuple[str, Json, Channel | None]]:
        if change.what == "people":
            person = self._workspace.people[change.user]
            user = user_object(person, self._workspace)
            return [("user_change", {"type": "user_change", "user": user, "cache_ts": user["updated"]}, None)]
        if change.what == "paused":
            person = self._workspace.people[change.user]
            status = dnd_info(person, self._workspace.clock.now())
            event = {"type": "dnd_updated_user", "user": person.id, "dnd_status": status}
            return [("dnd_updated_user", event, None)]
        if change.what not in ("posted", "edited", "deleted", "reacted", "unreacted", "joined", "left"):
            return []
        channel = self._workspace.channels[change.channel]
        if self._workspace.bot_user_id not in channel.members and change.user != self._workspace.bot_user_id:
            return []
        if change.what in ("joined", "left"):
            name = "member_joined_channel" if change.what == "joined" else "member_left_channel"
            return [(name, self._membership(name, change, channel), channel)]
        if change.what in ("reacted", "unreacted"):
            name = "reaction_added" if change.what == "reacted" else "reaction_removed"
            return [(name, self._reaction(name, change), channel)]
        return self._message_events(change, channel)

    def _message_events(self, change: Change, channel: Channel) -> list[tuple[str, Json, Channel | None]]:
        name = _SUBSCRIPTION[channel.event_type]
        where: Json = {"channel": channel.id, "channel_type": channel.event_type}
        if change.what == "posted":
            message = self._talk.find(channel.id, change.ts)
            event = {**self._with_team(message), **where, "event_ts": message.ts}
            events: list[tuple[str, Json, Channel | None]] = [(name, event, channel)]
            mention = f"<@{self._workspace.bot_user_id}>"
            if (
                mention in message.body.get("text", "")
                and message.author != self._workspace.bot_user_id
                and channel.kind != "dm"
            ):
                mentioned = {k: v for k, v in event.items() if k != "channel_type"}
                events.append(("app_mention", {**mentioned, "type": "app_mention"}, channel))
            return events
        ts = self._talk.new_ts()
        event = {"type": "message", "subtype": f"message_{'changed' if change.what == 'edited' else 'deleted'}",
                 "previous_message": change.before, "hidden": True, "ts": ts, "event_ts": ts, **where}  # fmt: skip
        if change.what == "edited":
            event["message"] = self._with_team(self._talk.find(channel.id, change.ts))
        else:
            event["deleted_ts"] = change.ts
        return [(name, event, channel)]

    def _with_team(self, message: Message) -> Json:
        body: Json = copied(message.body)
        author = self._workspace.people.get(message.author)
        if author is not None:
            body.setdefault("team", author.team_id)
            if author.kind == "outsider":
                body["user_team"] = body["source_team"] = author.team_id
        return body

    def _membership(self, name: str, change: Change, channel: Channel) -> Json:
        event: Json = {
            "type": name,
            "user": change.user,
            "channel": channel.id,
            "channel_type": "G" if channel.kind == "private" else "C",
            "team": self._workspace.person(change.user).team_id,
        }
        # Only where somebody was invited. https://docs.slack.dev/reference/events/member_joined_channel
        return event | ({"inviter": change.detail} if change.detail else {})

    def _reaction(self, name: str, change: Change) -> Json:
        try:
            author = self._talk.find(change.channel, change.ts).author
        except Refused:
            author = ""
        return {
            "type": name,
            "user": change.user,
            "reaction": change.detail,
            "item": {"type": "message", "channel": change.channel, "ts": change.ts},
            "item_user": author,
        }
