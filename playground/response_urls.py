"""response_urls: five answers within half an hour, to the one person or into the channel."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from playground.blocks import completed
from playground.limits import checked_blocks, cut_text
from playground.shapes import Json, Refused, fresh_id
from playground.talk import Message, Talk
from playground.workspace import Workspace

# https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
USES = 5
LIFE = timedelta(minutes=30)


@dataclass
class ResponseUrl:
    """Where an answer goes: the channel and person of the gesture, and the message it was made in (if any)."""

    channel: str
    person_id: str
    original_ts: str
    issued: datetime
    uses: int = 0


class ResponseUrls:
    """Issues response_urls and takes what the app posts to them."""

    def __init__(self, workspace: Workspace, talk: Talk) -> None:
        self._workspace = workspace
        self._talk = talk
        self._urls: dict[str, ResponseUrl] = {}
        self.base = ""

    def issue(self, channel: str, person_id: str, original_ts: str = "") -> str:
        """A new response_url for a gesture in `channel`, in the message `original_ts` if it was made in one."""
        secret = fresh_id("", 24)
        self._urls[secret] = ResponseUrl(channel, person_id, original_ts, self._workspace.clock.now())
        return f"{self.base}/response/{secret}"

    async def serve(self, request: web.Request) -> web.Response:
        """POST /response/<secret>."""
        written = await request.text()
        try:
            url = self._usable(request.match_info["secret"])
            self.answer(url, _read(written))
        except Refused as no:
            status = 404 if no.error in ("expired_url", "used_url") else 400
            return web.json_response({"ok": False, "error": no.error, **no.details}, status=status)
        url.uses += 1
        return web.json_response({"ok": True})

    def _usable(self, secret: str) -> ResponseUrl:
        url = self._urls.get(secret)
        if url is None or self._workspace.clock.now() - url.issued > LIFE:
            raise Refused("expired_url")
        if url.uses >= USES:
            raise Refused("used_url")
        return url

    def answer(self, url: ResponseUrl, answer: Json) -> None:
        """Do what an answer asks for. Raises Refused("no_text"), ("invalid_blocks") or ("message_not_found")."""
        original = self._original(url)
        if answer.get("delete_original"):
            if original is None:
                raise Refused("message_not_found")
            self._talk.delete(original, by=self._workspace.bot_user_id)
            return
        body = self._body(answer)
        if answer.get("replace_original") and original is not None:
            edited_by = "" if original.only_for else self._workspace.bot_user_id
            self._talk.rewrite(original, {"blocks": [], **body}, edited_by=edited_by)
            return
        self.say(
            url.channel,
            url.person_id,
            {**body, **_thread(answer)},
            in_channel=answer.get("response_type") == "in_channel",
        )

    def say(self, channel_id: str, person_id: str, body: Json, *, in_channel: bool) -> Message:
        """Post an answer as the app: to everybody in the channel, or seen by one person only."""
        channel = self._workspace.channels[channel_id]
        written = {"subtype": "bot_message", "bot_id": self._workspace.bot_id, "username": "Kept", **body}
        if in_channel:
            return self._talk.post(channel, written)
        return self._talk.whisper(channel, person_id, written)

    def say_ack(self, channel_id: str, person_id: str, ack: Json) -> None:
        """Show what the app put into its acknowledgement of a command, if it put something in."""
        if ack.get("text") or ack.get("blocks"):
            self.say(
                channel_id, person_id, self._body(ack), in_channel=ack.get("response_type") == "in_channel"
            )

    def _body(self, answer: Json) -> Json:
        blocks = checked_blocks(answer.get("blocks") or [])
        text = cut_text(str(answer.get("text") or ""))
        if not text and not blocks and not answer.get("attachments"):
            raise Refused("no_text")
        body: Json = {"text": text}
        if blocks:
            body["blocks"] = completed(blocks)
        return body

    def _original(self, url: ResponseUrl) -> Message | None:
        if not url.original_ts:
            return None
        try:
            return self._talk.find(url.channel, url.original_ts)
        except Refused:
            return None


def _read(written: str) -> Json:
    try:
        answer = json.loads(written)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Refused("invalid_payload")
    return answer


def _thread(answer: Json) -> Json:
    return {"thread_ts": str(answer["thread_ts"])} if answer.get("thread_ts") else {}
