"""The page's JSON API: what each person may see and do, and what other web pages may not."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.shapes import Json

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]
MIA, SAM, GUS, DANA = "U0MIA000001", "U0SAM000001", "U0GUS000001", "U0DANA00001"
ACCOUNTS = "C0ACCOUNTS1"


class Page:
    """The page's calls."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session, self.base = session, base

    async def get(self, name: str, **query: str) -> Json:
        async with self.session.get(f"{self.base}ui/{name}", params={"as": MIA, **query}) as response:
            answer: Json = await response.json()
            return answer

    async def post(self, name: str, **body: object) -> Json:
        async with self.session.post(f"{self.base}ui/{name}", json={"as": MIA, **body}) as response:
            answer: Json = await response.json()
            return answer


@pytest.fixture
async def page(slack: Slack) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(session, slack.page_url)


@pytest.mark.parametrize(
    ("who", "channels"),
    [
        (MIA, {"general", "accounts", "support", "office", "globex", "acme-shared", "Kept"}),
        (GUS, {"support", "Kept"}),
        (DANA, {"acme-shared", "Kept"}),
    ],
)
async def test_everybody_sees_their_own_channels(page: Page, who: str, channels: set[str]) -> None:
    state = await page.get("state", **{"as": who})
    assert {c["name"] for c in state["channels"]} == channels


async def test_the_frame_tells_the_page_what_it_needs(page: Page, slack: Slack) -> None:
    state = await page.get("state")
    assert state["team"] == {"name": "Larkspur Pumps"}
    assert state["connected"] is False
    assert {"command": "/echo", "description": "says it again", "usage_hint": "words"} in state["commands"]
    assert {"type": "global", "name": "Start", "callback_id": "start"} in state["shortcuts"]
    assert state["left"] == []
    slack.workspace.change_person(slack.workspace.person("joe").id, deleted=True)
    state = await page.get("state")
    assert [p["real_name"] for p in state["left"]] == ["Joe Halloran"]  # whose name is still read
    kinds = {p["name"]: p["kind"] for p in state["people"]}
    assert "joe" not in kinds
    assert (kinds["mia"], kinds["gus"], kinds["dana"], kinds["kept"]) == (
        "member",
        "guest",
        "outsider",
        "bot",
    )
    assert state["now"].endswith(("+02:00", "+03:00"))
    assert state["bot"]["user_id"] == slack.bot_user_id


async def test_a_private_channel_is_closed_to_others(page: Page) -> None:
    assert (await page.get("messages", channel="C0LEADS0001"))["slack_error"] == "channel_not_found"
    sent = await page.post("send", channel="C0LEADS0001", text="hello")
    assert (sent["ok"], sent["slack_error"]) == (False, "channel_not_found")


async def test_what_is_sent_is_read_by_the_others_who_then_have_read_it(page: Page) -> None:
    async def unread() -> bool:
        state = await page.get("state", **{"as": SAM})
        return bool(next(c["unread"] for c in state["channels"] if c["id"] == ACCOUNTS))

    await page.get("messages", channel=ACCOUNTS, **{"as": SAM})
    assert await unread() is False
    await page.post("send", channel=ACCOUNTS, text="<b>bold</b> & more")
    assert await unread() is True
    last = (await page.get("messages", channel=ACCOUNTS, **{"as": SAM}))["messages"][-1]
    assert last["text"] == "&lt;b&gt;bold&lt;/b&gt; &amp; more"
    assert (last["plain"], last["username"], last["day_text"]) == ("<b>bold</b> & more", "Mia Tamm", "Today")
    assert await unread() is False


async def test_an_unknown_command_is_refused_in_a_sentence(page: Page) -> None:
    answer = await page.post("send", channel=ACCOUNTS, text="/nothing here")
    assert answer["slack_error"] == "unknown_command"
    assert "/nothing is not a valid command" in answer["error"]


async def test_a_form_is_opened_refused_and_submitted(page: Page, app: AsyncApp, connect: Connect) -> None:
    field = {
        "type": "input",
        "block_id": "w",
        "label": {"type": "plain_text", "text": "Words"},
        "element": {"type": "plain_text_input", "action_id": "a"},
    }
    words = {"type": "plain_text", "text": "Form"}
    view = {"type": "modal", "callback_id": "form", "title": words, "submit": words, "blocks": [field]}

    @app.command("/form")
    async def form(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("form")
    async def save(ack: AsyncAck, view: Json) -> None:
        if view["state"]["values"]["w"]["a"]["value"] == "bad":
            await ack(response_action="errors", errors={"w": "No."})
        else:
            await ack()

    await connect(app)
    assert (await page.post("send", channel=ACCOUNTS, text="/form"))["ok"] is True
    shown = await page.get("modal")  # Bolt acknowledges when its listener is done
    view_id = shown["view"]["id"]
    assert shown["depth"] == 1
    typed = {"w": {"a": {"type": "plain_text_input", "value": "bad"}}}
    answer = await page.post("submit", view_id=view_id, values=typed)
    assert answer == {"ok": False, "errors": {"w": "No."}}
    kept = await page.get("modal")
    assert kept["errors"] == {"w": "No."}
    assert kept["view"]["state"]["values"] == typed
    stranger = await page.post("submit", view_id=view_id, values=typed, **{"as": SAM})
    assert stranger["slack_error"] == "not_found"
    typed["w"]["a"]["value"] = "good"
    assert await page.post("submit", view_id=view_id, values=typed) == {"ok": True}
    assert (await page.get("modal"))["view"] is None


async def test_a_file_is_uploaded_sent_and_always_downloaded(page: Page) -> None:
    form = aiohttp.FormData({"as": MIA})
    form.add_field("file", b"<script>1</script>", filename="note.html", content_type="text/html")
    async with page.session.post(f"{page.base}ui/upload", data=form) as response:
        file = (await response.json())["file"]
    await page.post("send", channel=ACCOUNTS, text="", files=[file["id"]])
    shown = (await page.get("messages", channel=ACCOUNTS))["messages"][-1]
    assert shown["files"] == [{"id": file["id"], "name": "note.html", "size": 18}]
    async with page.session.get(f"{page.base}ui/file/{file['id']}", params={"as": MIA}) as response:
        assert response.headers["Content-Disposition"] == 'attachment; filename="note.html"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("channel", "may"),
    [
        (None, {MIA: 200, SAM: 200, GUS: 404, DANA: 404}),  # handed over in a form
        ("C0LEADS0001", {MIA: 404, "U0LENA00001": 200, SAM: 200, GUS: 404, DANA: 404}),  # Sam's own
        ("C0ACMESHAR1", {MIA: 200, DANA: 200, GUS: 404}),
    ],
)
async def test_a_file_opens_for_whoever_sees_where_it_stands(
    page: Page, slack: Slack, channel: str | None, may: dict[str, int]
) -> None:
    file = slack.files.add("big.bin", b"abc", SAM)
    if channel is not None:
        slack.files.shared(file["id"], channel, "channel", "1.000001")
    for who, status in may.items():
        async with page.session.get(f"{page.base}ui/file/{file['id']}", params={"as": who}) as response:
            assert (who, response.status) == (who, status)


async def test_addresses_of_messages_and_files_lead_to_the_page(page: Page, slack: Slack) -> None:
    file = slack.files.add("big.bin", b"abc", SAM)
    leads = {
        "archives/C0ACCOUNTS1/p1763800000000123": "/#in=C0ACCOUNTS1&at=1763800000.000123",
        "archives/C0ACCOUNTS1/p1763800000000123?thread_ts=1763800000.000001&cid=C0ACCOUNTS1": (
            "/#in=C0ACCOUNTS1&at=1763800000.000123&thread=1763800000.000001"
        ),
        file["permalink"].removeprefix(page.base): f"/#file={file['id']}",
    }
    for address, where in leads.items():
        async with page.session.get(f"{page.base}{address}", allow_redirects=False) as led:
            assert (led.status, led.headers["Location"]) == (302, where)


@pytest.mark.parametrize(
    ("push", "at_least"), [({"forward": "hour"}, 3600), ({"forward": "week"}, 604_800), ({"seconds": 90}, 90)]
)
async def test_the_clock_is_pushed(page: Page, slack: Slack, push: Json, at_least: int) -> None:
    before = slack.clock.now()
    assert (await page.post("clock", **push))["ok"] is True
    assert 0 <= (slack.clock.now() - before).total_seconds() - at_least < 60


async def test_next_morning_is_nine_in_ones_own_zone(page: Page) -> None:
    answer = await page.post("clock", forward="morning")
    assert "T09:00:0" in answer["now"]


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"as": "U0MIA000001"}', '{"as": 7, "channel": 1, "text": 2}']
)
async def test_unreadable_gestures_are_refused(page: Page, body: str) -> None:
    async with page.session.post(f"{page.base}ui/send", data=body) as response:
        assert response.status == 400


async def test_foreign_names_and_origins_are_refused(page: Page, slack: Slack) -> None:
    async with page.session.get(
        f"{page.base}ui/state?as={MIA}", headers={"Host": "evil.example"}
    ) as response:
        assert response.status == 403
    said = {"as": MIA, "channel": ACCOUNTS, "text": "from elsewhere"}
    for address in ("ui/send", "api/chat.postMessage"):
        headers = {"Origin": "http://evil.example"}
        async with page.session.post(f"{page.base}{address}", json=said, headers=headers) as response:
            assert response.status == 403
    own = {"Origin": slack.page_url.rstrip("/")}
    async with page.session.post(f"{page.base}ui/send", json=said, headers=own) as response:
        assert (await response.json())["ok"] is True


@pytest.mark.parametrize("name", ["..%2fserver.py", "%2e%2e/server.py", "nothing.js", "..%5cserver.py"])
async def test_only_the_pages_own_files_are_served(page: Page, name: str) -> None:
    async with page.session.get(f"{page.base}page/{name}") as response:
        assert response.status == 404


async def test_the_stream_names_what_to_read_again(page: Page, slack: Slack) -> None:
    async with page.session.get(f"{page.base}ui/events", params={"as": MIA}) as stream:

        async def next_line() -> Json:
            async for line in stream.content:
                if line.startswith(b"data: "):
                    read: Json = json.loads(line[6:])
                    return read
            raise AssertionError("the stream ended")

        await slack.gestures.say("sam", "#accounts", "hello")
        assert await next_line() == {"type": "messages", "channel": ACCOUNTS}
        assert await next_line() == {"type": "state"}
        slack.talk.whisper(slack.workspace.channel("support"), SAM, {"text": "not for mia"})
        await slack.gestures.say("lena", "#leads", "not for mia")
        await page.post("clock", forward="hour")
        assert await next_line() == {"type": "clock"}
