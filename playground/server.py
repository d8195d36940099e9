"""The playground put together: one small Slack on 127.0.0.1."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from playground.api import WebApi
from playground.clock import Clock
from playground.company import TEAM_DOMAIN, TEAM_ID, TEAM_NAME, move_in
from playground.events import Events
from playground.faults import Faults
from playground.files import Files
from playground.forms import Forms
from playground.gestures import Gestures
from playground.manifest import Manifest
from playground.parts import Parts
from playground.request_urls import RequestUrl
from playground.response_urls import ResponseUrls
from playground.scenes import Scene, play
from playground.shapes import Json
from playground.sockets import Sockets
from playground.store import Store
from playground.talk import Talk
from playground.to_app import ToApp
from playground.triggers import LIFE_SECONDS, Triggers
from playground.ui import Ui
from playground.views import Views
from playground.workspace import Change, Workspace

_HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"
_LARGEST_REQUEST = 24_000_000  # a file, and what is around it
# Turns of the loop until whoever was just let in is known: asyncio forgets them on the line if it stops listening sooner.
_LETTING_IN = 3


class Slack:
    """A small Slack on localhost that speaks the real protocol to the real SDK.

    `clock` is the time it lives in, `file` where its state is kept (None: nowhere), `manifest` the app's parsed
    manifest.yml (None: every command, scope and event is granted). `start` opens the port.
    """

    bot_token = "xoxb-playground-0000000000-kept"  # noqa: S105  # good on this machine's playground only
    app_token = "xapp-1-playground-0000000000-kept"  # noqa: S105
    signing_secret = "playground0000000000000000000000"  # noqa: S105

    def __init__(
        self,
        clock: Clock | None = None,
        file: Path | None = None,
        manifest: Json | None = None,
        *,
        trigger_life: float = LIFE_SECONDS,
    ) -> None:
        self.clock = clock or Clock()
        self.faults = Faults()
        store = Store(None if file is None else Path(file))
        offset = store.load("setting").get("clock")
        if offset is not None:
            self.clock.restore(timedelta(seconds=offset["offset_seconds"]))
        self.workspace = Workspace(
            team_id=TEAM_ID, name=TEAM_NAME, domain=TEAM_DOMAIN, clock=self.clock, store=store
        )
        self.talk = Talk(self.workspace)
        self.manifest = Manifest.read(manifest)
        triggers = Triggers(life=trigger_life)
        self.views = Views(self.workspace, triggers)
        self.files = Files(self.workspace)
        self.sockets = Sockets(
            self.workspace.app_id, self.faults, lambda: self.workspace.tell(Change("state"))
        )
        self.request_url = RequestUrl(self.faults, self.signing_secret)
        to_app = ToApp(self.sockets, self.request_url)
        self.events = Events(self.workspace, self.talk, to_app, self.manifest)
        self.parts = Parts(
            clock=self.clock,
            store=store,
            workspace=self.workspace,
            talk=self.talk,
            files=self.files,
            triggers=triggers,
            views=self.views,
            faults=self.faults,
            sockets=self.sockets,
            to_app=to_app,
            events=self.events,
            response_urls=ResponseUrls(self.workspace, self.talk),
            manifest=self.manifest,
        )
        self.gestures = Gestures(self.parts)
        self.forms = Forms(self.parts, self.gestures)
        self.api = WebApi(self.parts, self.bot_token, self.app_token)
        self._ui = Ui(self.parts, Gestures(self.parts, patient=False), self.forms)
        self._runner: web.AppRunner | None = None
        self._base = ""
        self._playing = False
        self.is_fresh = self._remember()
        self.workspace.on_change(self._ui.hear)
        self.workspace.on_change(self.events.hear)
        self.clock.on_change(self._clock_changed)

    # -- addresses and names

    @property
    def api_url(self) -> str:
        """What the SDK takes as its base_url."""
        return f"{self._base}/api/"

    @property
    def page_url(self) -> str:
        """The page to open in a browser."""
        return f"{self._base}/"

    @property
    def team_id(self) -> str:
        """The workspace the app is installed in."""
        return self.workspace.team_id

    @property
    def bot_user_id(self) -> str:
        """The app's user."""
        return self.workspace.bot_user_id

    @property
    def app_id(self) -> str:
        """The app."""
        return self.workspace.app_id

    # -- running

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""
        app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[_local_only])
        app.router.add_get("/", _index)
        app.router.add_get("/page/{name}", _page_file)
        app.router.add_get(r"/archives/{channel:\w+}/p{seconds:\d+}{fraction:\d{6}}", _message)
        app.router.add_get("/link", self.sockets.serve)
        app.router.add_post("/response/{secret}", self.parts.response_urls.serve)
        app.router.add_routes(self.api.routes())
        app.router.add_routes(self._ui.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, port)
        await site.start()
        self._base = f"http://{_HOST}:{self._runner.addresses[0][1]}"
        self.api.base = self.files.base = self.parts.response_urls.base = self._base

    async def stop(self) -> None:
        """Close every connection and write what is left."""
        self._ui.close()
        self.api.close()
        await self.events.close()
        await self.sockets.close()
        await self.request_url.close()
        if self._runner is not None:
            for _ in range(_LETTING_IN):
                await asyncio.sleep(0)
            await self._runner.cleanup()
            self._runner = None
        self.parts.store.close()

    async def connected(self, seconds: float = 10) -> None:
        """Return once the app has connected. Raises TimeoutError after `seconds`."""
        await self.sockets.connected(seconds)

    async def play(self, scenes: tuple[Scene, ...]) -> list[str]:
        """Let people type what a script says, in its own time, through the connected app; only on a fresh state.

        Returns a line for each scene that failed. The clock is back in the present afterwards.
        """
        if not self.is_fresh:
            return []
        self.is_fresh = False
        self._playing = True  # a clock that was set back for a scene must not be what a restart finds
        try:
            return await play(self.parts, self.gestures, scenes)
        finally:
            self._playing = False

    # -- within

    def _remember(self) -> bool:
        if self.workspace.restore():
            self.talk.restore()
            self.files.restore()
            self.views.restore()
            self._ui.restore()
            return False
        move_in(self.workspace, self.talk)
        return True

    def _clock_changed(self) -> None:
        if not self._playing:
            self.parts.store.put("setting", "clock", {"offset_seconds": self.clock.offset.total_seconds()})
        self.workspace.tell(Change("clock"))


@web.middleware
async def _local_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse what other web pages could send to this machine: foreign names (DNS rebinding) and foreign origins."""
    if urlsplit(f"//{request.host}").hostname not in ("127.0.0.1", "localhost"):
        raise web.HTTPForbidden(text="The playground answers to 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="The playground takes nothing from other pages.")
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
    return response


async def _index(_request: web.Request) -> web.StreamResponse:
    response = _from_page("index.html")
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"  # the rest is in the page itself
    return response


async def _message(request: web.Request) -> web.StreamResponse:
    """A message's address, as chat.getPermalink gives it, leads to the page where the message stands."""
    place = request.match_info
    told = {"in": place["channel"], "at": f"{place['seconds']}.{place['fraction']}"}
    if thread := request.query.get("thread_ts"):
        told["thread"] = thread
    raise web.HTTPFound(f"/#{urlencode(told)}")


async def _page_file(request: web.Request) -> web.StreamResponse:
    return _from_page(request.match_info["name"])


def _from_page(name: str) -> web.StreamResponse:
    path = _PAGE / name
    if path.parent != _PAGE or not path.is_file():
        return web.json_response({"ok": False, "error": "no such page"}, status=404)
    return web.FileResponse(path, headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})
