"""The Web API's front door: tokens, arguments, scopes, spoilt answers; each family of methods has a file of its own."""

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from playground import api_chat, api_conversations, api_files, api_people, api_reactions, api_views
from playground.faults import ApiFault
from playground.methods import Call, Method
from playground.parts import Parts
from playground.shapes import Json, Refused
from playground.ui import file_response

_CALLS_REMEMBERED = 2000


@dataclass(frozen=True)
class Asked:
    """One call the app made: for tests that look at what was asked of Slack."""

    method: str
    args: Json


class WebApi:
    """Answers /api/<method> as Slack does: status 200 and {"ok": ...} for nearly everything."""

    def __init__(self, parts: Parts, bot_token: str, app_token: str) -> None:
        self._parts = parts
        self._bot_token = bot_token
        self._app_token = app_token
        self._stopping = asyncio.Event()
        self.base = ""
        self.calls: deque[Asked] = deque(maxlen=_CALLS_REMEMBERED)
        self._methods: Mapping[str, Method] = {
            **api_chat.METHODS,
            **api_conversations.METHODS,
            **api_people.METHODS,
            **api_views.METHODS,
            **api_reactions.METHODS,
            **api_files.METHODS,
            "apps.connections.open": Method(self._open_connection, caller="app"),
        }

    def routes(self) -> list[web.RouteDef]:
        """The API's addresses, with those of uploads and downloads."""
        return [
            web.post("/api/{method}", self._serve),
            web.get("/api/{method}", self._serve),
            web.post("/upload/{secret}", self._receive_upload),
            web.get(r"/files/{id:\w+}/{name}", self._download),
        ]

    def close(self) -> None:
        """Let go of answers that are being held back."""
        self._stopping.set()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            args = await _arguments(request)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        token = _token(request, args)
        self.calls.append(Asked(name, args))
        if delay := self._parts.faults.next_delay(name):
            await self._pause(delay)
        fault = self._parts.faults.next_for(name)
        if fault is not None and fault.how == "late":
            asyncio.get_running_loop().call_later(fault.seconds, self._answer, name, token, args)
        if fault is not None and not fault.after:
            return await self._spoil(request, fault)
        answer = self._answer(name, token, args)
        if fault is not None:
            return await self._spoil(request, fault)
        return web.json_response(answer, headers=self._granted(token))

    def _granted(self, token: str) -> Mapping[str, str]:
        """The scopes of whoever asked, which Slack names with each of its answers.
        https://docs.slack.dev/authentication/installing-with-oauth"""
        scopes = self._parts.manifest.scopes if token == self._bot_token else ()
        return {"X-OAuth-Scopes": ",".join(scopes)} if scopes else {}

    def _answer(self, name: str, token: str, args: Json) -> Json:
        try:
            method = self._allowed(name, token)
            return {"ok": True, **method.do(Call(self._parts, args, self.base))}
        except Refused as no:
            details = {k: v for k, v in no.details.items() if k != "say"}
            return {"ok": False, "error": no.error, **details}

    def _allowed(self, name: str, token: str) -> Method:
        method = self._methods.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if method.caller != "anybody":
            self._check_token(token, method.caller)
        if method.scopes and not self._parts.manifest.may(*method.scopes):
            raise Refused(
                "missing_scope", needed=method.scopes[0], provided=",".join(self._parts.manifest.scopes)
            )
        return method

    def _check_token(self, token: str, caller: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in (self._bot_token, self._app_token):
            raise Refused("invalid_auth")
        if token != (self._app_token if caller == "app" else self._bot_token):
            raise Refused("not_allowed_token_type")

    def _open_connection(self, _call: Call) -> Json:
        ticket = self._parts.sockets.new_ticket()
        return {
            "url": f"{self.base.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={self._parts.workspace.app_id}"
        }

    # -- answers that go wrong on purpose

    async def _spoil(self, request: web.Request, fault: ApiFault) -> web.StreamResponse:
        if fault.how == "429":
            headers = {"Retry-After": str(fault.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if fault.how == "timeout":
            await self._pause(fault.seconds)
        if fault.how in ("timeout", "reset", "late"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.how == "500":
            return web.Response(status=500, text="the playground was told to fail")
        if fault.how == "not_json":
            return web.Response(text="<html>the playground was told to fail</html>", content_type="text/html")
        return web.json_response({"ok": False, "error": fault.how})

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    # -- files

    async def _receive_upload(self, request: web.Request) -> web.Response:
        try:
            if request.content_type == "multipart/form-data":
                parts = [p for p in (await request.post()).values() if isinstance(p, web.FileField)]
                content = parts[0].file.read() if parts else b""
            else:
                content = await request.read()
            size = self._parts.files.receive(request.match_info["secret"], content)
        except Refused as no:
            return web.Response(status=404, text=no.error)
        return web.Response(text=f"OK - {size}")

    async def _download(self, request: web.Request) -> web.Response:
        token = _token(request, {})
        if not token:
            # As Slack leads whoever is not signed in to its page: that one knows who asks.
            raise web.HTTPFound(f"/#file={request.match_info['id']}")
        if token != self._bot_token:
            return web.Response(status=403, text="invalid_auth")
        return file_response(self._parts, request.match_info["id"])


def _token(request: web.Request, args: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    in_args = args.pop("token", "")
    return token if scheme.lower() == "bearer" and token else str(in_args or "")


async def _arguments(request: web.Request) -> Json:
    """The arguments of a call from its query, form or JSON body. Raises ValueError for JSON that is none."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = json.loads(await request.text() or "{}")
        if not isinstance(body, dict):
            raise ValueError("the body must be an object")
        args.update(body)
    elif request.method == "POST":
        form = await request.post()
        args.update({k: v for k, v in form.items() if isinstance(v, str)})
    return {k: v for k, v in args.items() if v is not None}
