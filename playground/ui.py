"""The page's JSON: what one person sees, what they do, and a stream that says what to read again."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiohttp import web

from playground.forms import Forms
from playground.gestures import Gestures
from playground.outcomes import Outcome
from playground.parts import Parts
from playground.shapes import Json, Refused, compact
from playground.sight import Sight
from playground.workspace import Change, Person, local


class Ui:
    """Answers the page; every address is under /ui/ and every answer is JSON (or Server-Sent Events)."""

    def __init__(self, parts: Parts, gestures: Gestures, forms: Forms) -> None:
        self._parts = parts
        self._gestures = gestures
        self._forms = forms
        self._sight = Sight(parts)
        self._streams: dict[str, set[asyncio.Queue[Json | None]]] = {}

    def routes(self) -> list[web.RouteDef]:
        """All addresses of the page."""
        reads: dict[str, Callable[[web.Request, Person], Awaitable[Json]]] = {
            "state": self._state,
            "messages": self._messages,
            "thread": self._thread,
            "home": self._home,
            "modal": self._modal,
        }
        gestures: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "action": self._action,
            "options": self._options,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "clock": self._clock,
        }
        return [
            *(web.get(f"/ui/{name}", self._reading(answer)) for name, answer in reads.items()),
            *(web.post(f"/ui/{name}", _doing(answer)) for name, answer in gestures.items()),
            web.post("/ui/upload", self._upload),
            web.get("/ui/file/{id}", self._file),
            web.get("/ui/events", self._events),
        ]

    def restore(self) -> None:
        """Read from the file how far everybody has read."""
        self._sight.restore()

    def close(self) -> None:
        """End the open streams."""
        for queues in self._streams.values():
            for queue in queues:
                queue.put_nowait(None)

    # -- telling the page

    def hear(self, change: Change) -> None:
        """Tell the pages that show what has changed."""
        if change.what in ("posted", "edited", "deleted", "reacted", "unreacted", "ephemeral"):
            channel = self._parts.workspace.channels[change.channel]
            for person_id in self._streams:
                if change.what == "ephemeral" and change.user not in ("", person_id):
                    continue
                if self._parts.workspace.visible(channel, self._parts.workspace.people[person_id]):
                    self._push(person_id, {"type": "messages", "channel": channel.id})
                if change.what in ("posted", "ephemeral") and person_id in channel.members:
                    self._push(person_id, {"type": "state"})  # it may be unread now
        elif change.what in ("home", "modal"):
            self._push(change.user, {"type": change.what})
        else:
            kind = "clock" if change.what == "clock" else "state"
            for person_id in self._streams:
                self._push(person_id, {"type": kind})

    def _push(self, person_id: str, line: Json) -> None:
        for queue in self._streams.get(person_id, ()):
            queue.put_nowait(line)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        person = self._as(request.query.get("as", ""))
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        self._streams.setdefault(person.id, set()).add(queue)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while True:
                try:
                    line = await asyncio.wait_for(queue.get(), 15)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if line is None:
                    break
                await response.write(f"data: {compact(line)}\n\n".encode())
        except ConnectionError:
            pass  # the page went away
        finally:
            self._streams[person.id].discard(queue)
        return response

    # -- reading

    async def _state(self, _request: web.Request, me: Person) -> Json:
        return self._sight.state(me)

    async def _messages(self, request: web.Request, me: Person) -> Json:
        channel_id = request.query.get("channel", "")
        shown = self._sight.messages(me, channel_id)
        if self._sight.mark_read(me, channel_id):
            self._push(me.id, {"type": "state"})
        return shown

    async def _thread(self, request: web.Request, me: Person) -> Json:
        return self._sight.thread(me, request.query.get("channel", ""), request.query.get("ts", ""))

    async def _home(self, request: web.Request, me: Person) -> Json:
        if request.query.get("opened") == "1" and self._parts.manifest.home_tab:
            await self._gestures.open_home(me.id)
        return self._sight.home(me)

    async def _modal(self, _request: web.Request, me: Person) -> Json:
        return self._sight.modal(me)

    # -- what a person does

    async def _send(self, said: Json) -> Json:
        who, where, text = self._as(said["as"]).id, str(said["channel"]), str(said["text"])
        thread_ts = str(said.get("thread_ts") or "")
        if text.startswith("/"):
            return _answer(await self._gestures.command(who, where, text, thread_ts=thread_ts))
        files = [str(f) for f in said.get("files") or ()]
        return _answer(await self._gestures.say(who, where, text, thread_ts=thread_ts, files=files))

    async def _edit(self, said: Json) -> Json:
        return _answer(await self._gestures.edit(said["as"], said["channel"], said["ts"], said["text"]))

    async def _delete(self, said: Json) -> Json:
        return _answer(await self._gestures.delete(said["as"], said["channel"], said["ts"]))

    async def _react(self, said: Json) -> Json:
        return _answer(await self._gestures.react(said["as"], said["channel"], said["ts"], said["name"]))

    async def _action(self, said: Json) -> Json:
        state = said.get("state") or {}
        return _answer(
            await self._forms.press(said["as"], said["container"], said["action"], state.get("values", state))
        )

    async def _options(self, said: Json) -> Json:
        asked = (said["as"], said["container"], said["block_id"], said["action_id"], str(said["value"]))
        outcome = await self._forms.options(*asked)
        return {**_answer(outcome), **outcome.options}

    async def _submit(self, said: Json) -> Json:
        return _answer(await self._forms.submit(said["as"], said["view_id"], said.get("values") or {}))

    async def _close(self, said: Json) -> Json:
        return _answer(await self._forms.close(said["as"], said["view_id"]))

    async def _shortcut(self, said: Json) -> Json:
        where, ts = str(said.get("channel") or ""), str(said.get("ts") or "")
        return _answer(await self._gestures.shortcut(said["as"], said["callback_id"], where=where, ts=ts))

    async def _clock(self, said: Json) -> Json:
        clock, me = self._parts.clock, self._as(said.get("as", ""))
        step = said.get("forward")
        if step == "morning":
            await clock.push(_next_morning(clock.now(), me) - clock.now())
        elif step in ("hour", "week"):
            await clock.push(timedelta(hours=1) if step == "hour" else timedelta(weeks=1))
        else:
            await clock.push(timedelta(seconds=float(said["seconds"])))
        return {"ok": True, "now": local(clock.now(), me).isoformat(timespec="seconds")}

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form.get("file")
        if not isinstance(file, web.FileField):
            return web.json_response({"ok": False, "error": "There is no file in what was sent."}, status=400)
        outcome = await self._gestures.upload(str(form.get("as", "")), file.filename, file.file.read())
        if outcome.ok:
            return web.json_response(
                {"ok": True, "file": {"id": outcome.ack["id"], "name": outcome.ack["name"]}}
            )
        return web.json_response(_answer(outcome))

    async def _file(self, request: web.Request) -> web.Response:
        try:
            file = self._sight.file(self._as(request.query.get("as", "")), request.match_info["id"])
        except Refused as no:
            return web.json_response({"ok": False, "slack_error": no.error}, status=404)
        return file_response(self._parts, file["id"])

    # -- within

    def _as(self, who: object) -> Person:
        person = self._parts.workspace.people.get(str(who))
        if person is None or person.kind == "bot":
            raise web.HTTPBadRequest(text=compact({"ok": False, "error": "Nobody of that name is here."}))
        return person

    def _reader(self, request: web.Request) -> Person:
        """Who reads; a page that knows nobody yet (no `as` at all) reads as the first member."""
        if "as" not in request.query:
            return next(
                p for p in self._parts.workspace.people.values() if p.kind == "member" and not p.deleted
            )
        return self._as(request.query["as"])

    def _reading(
        self, answer: Callable[[web.Request, Person], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def respond(request: web.Request) -> web.Response:
            try:
                shown = await answer(request, self._reader(request))
            except Refused as no:
                return web.json_response({"ok": False, "slack_error": no.error}, status=404)
            return web.json_response(shown)

        return respond


def file_response(parts: Parts, file_id: str) -> web.Response:
    """A file as a download, never shown in the page's own origin."""
    try:
        file, content = parts.files.get(file_id), parts.files.content(file_id)
    except Refused:
        return web.json_response({"ok": False, "error": "file_not_found"}, status=404)
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in file["name"])
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return web.Response(body=content, content_type=file["mimetype"], headers=headers)


def _doing(answer: Callable[[Json], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def respond(request: web.Request) -> web.Response:
        try:
            said = json.loads(await request.text())
            return web.json_response(await answer(said))
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            return web.json_response(
                {"ok": False, "error": f"The page sent something unreadable ({wrong})."}, status=400
            )

    return respond


def _answer(outcome: Outcome) -> Json:
    answer: Json = {"ok": outcome.ok}
    if outcome.error:
        answer.update(error=outcome.say, slack_error=outcome.error)
    if outcome.errors:
        answer["errors"] = outcome.errors
    if outcome.ts:
        answer["ts"] = outcome.ts
    return answer


def _next_morning(now: datetime, person: Person) -> datetime:
    here = local(now, person)
    morning = here.replace(hour=9, minute=0, second=0, microsecond=0)
    return morning if morning > here else morning + timedelta(days=1)
