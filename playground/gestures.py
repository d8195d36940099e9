"""What people do in channels: write, edit, react, type commands, pick shortcuts, open Home; each waits for the app."""

from collections.abc import Iterable

from playground import own_commands
from playground.blocks import state_values
from playground.deliveries import Delivery
from playground.events import VERIFICATION_TOKEN
from playground.outcomes import Outcome, refused, told
from playground.parts import Parts
from playground.shapes import Json, Refused, copied
from playground.talk import Message
from playground.typed import as_command_text, as_message
from playground.workspace import Channel, Person

_LONGEST_TYPED = 12_000


class Gestures:
    """People's gestures. People are named by id or handle, channels by id or name; every gesture returns an Outcome.

    When `patient`, writing and reacting wait until the app has acknowledged (or failed to acknowledge) the event.
    """

    def __init__(self, parts: Parts, *, patient: bool = True) -> None:
        self._parts = parts
        self._patient = patient

    # -- messages

    @told
    async def say(
        self, who: str, where: str, text: str, *, thread_ts: str = "", files: Iterable[str] = ()
    ) -> Outcome:
        """Write a message, in a thread or not, with files uploaded before or not."""
        person, channel = self._person(who), self._place(who, where)
        self._may_write(channel)
        shared = [copied(self._parts.files.get(f)) for f in files]
        if not text.strip() and not shared:
            raise Refused("no_text")
        if len(text) > _LONGEST_TYPED:
            raise Refused("msg_too_long")
        words, blocks = as_message(self._parts.workspace, text.strip())
        body: Json = {"user": person.id, "team": person.team_id, "text": words, "blocks": blocks}
        if thread_ts:
            body["thread_ts"] = self._root(channel, thread_ts)
            body["parent_user_id"] = self._parts.talk.find(channel.id, body["thread_ts"]).author
        if shared:
            body.update(subtype="file_share", files=shared, upload=False)
        message = self._parts.talk.post(channel, body)
        for file in shared:
            self._parts.files.shared(file["id"], channel.id, channel.event_type, message.ts)
        return await self._heard(message.ts)

    @told
    async def edit(self, who: str, where: str, ts: str, text: str) -> Outcome:
        """Change one's own message."""
        message = self._own(who, where, ts, "cant_update_message")
        if not text.strip():
            raise Refused("no_text")
        words, blocks = as_message(self._parts.workspace, text.strip())
        self._parts.talk.rewrite(message, {"text": words, "blocks": blocks}, edited_by=message.author)
        return await self._heard(ts)

    @told
    async def delete(self, who: str, where: str, ts: str) -> Outcome:
        """Delete one's own message, or hide an ephemeral from oneself."""
        person, channel = self._person(who), self._place(who, where)
        message = self._parts.talk.find(channel.id, ts)
        if message.only_for != person.id:
            message = self._own(who, where, ts, "cant_delete_message")
        self._parts.talk.delete(message, by=person.id)
        return await self._heard(ts)

    @told
    async def react(self, who: str, where: str, ts: str, name: str) -> Outcome:
        """Add a reaction, or take it back when one has reacted with it already."""
        person, channel = self._person(who), self._place(who, where)
        message = self._seen(person, channel, ts)
        if message.only_for:
            raise refused("message_not_found", "Messages only you can see take no reactions.")
        name = name.strip(":")
        mine = (r for r in message.body.get("reactions", ()) if r["name"] == name and person.id in r["users"])
        if next(mine, None):
            self._parts.talk.unreact(message, name, person.id)
        else:
            self._parts.talk.react(message, name, person.id)
        return await self._heard(ts)

    @told
    async def upload(self, who: str, name: str, content: bytes) -> Outcome:
        """Upload a file, to be sent with a message or in a form; the outcome's `ack` is Slack's file object."""
        return Outcome(ack=copied(self._parts.files.add(name, content, self._person(who).id)))

    # -- commands and shortcuts

    @told
    async def command(self, who: str, where: str, line: str, *, thread_ts: str = "") -> Outcome:
        """Type a slash command. https://docs.slack.dev/interactivity/implementing-slash-commands"""
        person, channel = self._person(who), self._place(who, where)
        name, _, rest = line.strip().partition(" ")
        known = self._parts.manifest.command(name)
        if known is None and (
            said := own_commands.carry_out(self._parts.workspace, person, channel, name, rest)
        ):
            self._parts.talk.whisper(channel, person.id, {"user": person.id, "text": said})
            return await self._heard("")
        if known is None:
            raise refused(
                "unknown_command",
                f"{name} is not a valid command. To write a line that starts with a slash, put a space before it.",
            )
        if thread_ts:
            raise Refused("not_allowed_in_thread")
        self._only_ours(person, name)
        workspace = self._parts.workspace
        delivery = await self._parts.to_app.deliver(
            "slash_commands",
            {
                "token": VERIFICATION_TOKEN,
                "team_id": workspace.team_id,
                "team_domain": workspace.domain,
                "channel_id": channel.id,
                "channel_name": channel.shown_name,
                "user_id": person.id,
                "user_name": person.handle,
                "command": name,
                "text": as_command_text(workspace, rest.strip(), should_escape=known.should_escape),
                "api_app_id": workspace.app_id,
                "is_enterprise_install": "false",
                "response_url": self._parts.response_urls.issue(channel.id, person.id),
                "trigger_id": self._parts.triggers.issue(person.id),
            },
            answerable=True,
        )
        if not delivery.acked:
            return Outcome(delivery.error, f'{name} failed with the error "{delivery.error}"')
        self._parts.response_urls.say_ack(channel.id, person.id, delivery.payload)
        return Outcome(ack=delivery.payload)

    @told
    async def shortcut(self, who: str, callback_id: str, *, where: str = "", ts: str = "") -> Outcome:
        """Pick a global shortcut, or with `where` and `ts` a message shortcut from that message's menu."""
        person = self._person(who)
        known = self._parts.manifest.shortcut(callback_id)
        if known is None and self._parts.manifest.declared:
            raise refused("unknown_shortcut", "That shortcut does not exist.")
        self._only_ours(person, "This shortcut")
        payload: Json = {
            **self.signed(person),
            "callback_id": callback_id,
            "trigger_id": self._parts.triggers.issue(person.id),
            "action_ts": self._parts.talk.new_ts(),
        }
        if ts:
            channel = self._place(who, where)
            message = self._seen(person, channel, ts)
            if message.only_for:
                raise refused("message_not_found", "Messages only you can see have no shortcuts.")
            payload.update(
                type="message_action",
                channel={"id": channel.id, "name": channel.shown_name},
                message_ts=ts,
                message=copied(message.body),
                response_url=self._parts.response_urls.issue(channel.id, person.id),
            )
        else:
            payload["type"] = "shortcut"
        return self.judged(await self._parts.to_app.deliver("interactive", payload, answerable=True))

    # -- Home

    @told
    async def open_home(self, who: str, tab: str = "home") -> Outcome:
        """Open the app's Home (or Messages) tab; the app hears `app_home_opened` with the view it published last."""
        person = self._person(who)
        channel = self._parts.workspace.dm_with(person)
        event: Json = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self._parts.talk.new_ts(),
        }
        home = self._parts.views.home(person.id)
        if tab == "home" and home is not None:
            event["view"] = {
                **copied(home.view),
                "state": {"values": state_values(home.view["blocks"], home.filled)},
            }
        if self._parts.manifest.hears("app_home_opened"):
            self._parts.events.send(event)
            await self._parts.events.settle()
        return Outcome()

    # -- shared with forms

    def signed(self, person: Person) -> Json:
        """The part that every interactive payload carries: who, from which workspace, for which app.

        For a person of another organisation Slack sends their own workspace as `team`.
        """
        workspace = self._parts.workspace
        domain = workspace.domain if person.kind != "outsider" else person.org.lower().replace(" ", "-")
        return {
            "token": VERIFICATION_TOKEN,
            "team": {"id": person.team_id, "domain": domain},
            "user": {
                "id": person.id,
                "username": person.handle,
                "name": person.handle,
                "team_id": person.team_id,
            },
            "api_app_id": workspace.app_id,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    @staticmethod
    def judged(delivery: Delivery) -> Outcome:
        """What a person sees of a payload that carries no answer back."""
        if delivery.acked:
            return Outcome(ack=delivery.payload)
        if delivery.error == "dispatch_failed":
            return Outcome(delivery.error, "The app is not connected.")
        return Outcome(delivery.error, "The app did not answer in time. Try again?")

    def _person(self, who: str) -> Person:
        return self._parts.workspace.person(who)

    def _place(self, who: str, where: str) -> Channel:
        person, workspace = self._person(who), self._parts.workspace
        if where.startswith("@"):
            if workspace.person(where).kind != "bot":
                raise Refused("channel_not_found")
            return workspace.dm_with(person)
        channel = workspace.channel(where)
        if not workspace.visible(channel, person):
            raise Refused("channel_not_found")
        if channel.archived:
            raise Refused("is_archived")
        workspace.join(channel, person.id)
        return channel

    def _may_write(self, channel: Channel) -> None:
        if channel.kind == "dm" and not self._parts.manifest.messages_tab:
            raise Refused("messages_tab_disabled")

    def _root(self, channel: Channel, thread_ts: str) -> str:
        root = self._parts.talk.find(channel.id, thread_ts)
        return root.thread_ts or root.ts

    def _seen(self, person: Person, channel: Channel, ts: str) -> Message:
        message = self._parts.talk.find(channel.id, ts)
        if message.only_for not in ("", person.id):
            raise Refused("message_not_found")
        return message

    def _own(self, who: str, where: str, ts: str, error: str) -> Message:
        person, channel = self._person(who), self._place(who, where)
        message = self._seen(person, channel, ts)
        if message.author != person.id or message.only_for:
            raise Refused(error)
        return message

    def _only_ours(self, person: Person, what: str) -> None:
        if person.kind == "outsider":
            ours = self._parts.workspace.name
            raise refused(
                "restricted_action", f"{what} belongs to {ours}: only people of that workspace can use it."
            )

    async def _heard(self, ts: str) -> Outcome:
        if self._patient:
            await self._parts.events.settle()
        return Outcome(ts=ts)
