"""The driver for tests: what people read, and that a failing look-up shows what was there."""

from collections.abc import Awaitable, Callable

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.readable import Reader
from playground.shapes import Json
from tests.slack import SeenSlack

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


@pytest.fixture
def seen(slack: Slack) -> SeenSlack:
    return SeenSlack(slack)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ask <@U0SAM000001> in <#C0SUPPORT01>", "ask @sam in #support"),
        ("hello <!here> and <!subteam^S1|@crew>", "hello @here and @crew"),
        ("&lt;!channel&gt; &amp; &lt;@U0SAM000001&gt;", "<!channel> & <@U0SAM000001>"),
        ("see <https://x.example|the sheet> or <https://y.example>", "see the sheet or https://y.example"),
        ("due <!date^1795676400^{date_short} {time}|soon>", "due Nov 26, 2026 09:00"),
        ("behind <#C0LEADS0001|leads>", "behind #private-channel"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_mrkdwn_is_read_as_a_person_reads_it(slack: Slack, text: str, read: str) -> None:
    assert Reader(slack.workspace, slack.workspace.person("mia")).mrkdwn(text) == read


@pytest.mark.parametrize(
    ("block", "read"),
    [
        ({"type": "header", "text": plain("Yours")}, "Yours"),
        ({"type": "divider"}, "---"),
        ({"type": "section", "fields": [mrkdwn("*Due* Fri"), plain("Owner")]}, "*Due* Fri\nOwner"),
        (
            {"type": "section", "text": mrkdwn("Pump"), "accessory": {"type": "button", "text": plain("Edit"), "action_id": "a"}},
            "Pump [Edit]",
        ),
        (
            {"type": "actions", "elements": [
                {"type": "overflow", "action_id": "a", "options": [{"text": plain("Undo"), "value": "u"}, {"text": plain("Move"), "value": "m"}]},
                {"type": "static_select", "action_id": "b", "placeholder": plain("State"), "options": []},
                {"type": "datepicker", "action_id": "c", "initial_date": "2026-12-01"},
            ]},
            "[... Undo | Move] [State v] [2026-12-01 v]",
        ),
        ({"type": "context", "elements": [mrkdwn("by <@U0SAM000001>"), {"type": "image", "alt_text": "a pump"}]}, "by @sam (image: a pump)"),
        (
            {"type": "rich_text", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi "}, {"type": "user", "user_id": "U0SAM000001"}]},
                {"type": "rich_text_list", "style": "ordered", "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": "https://x.example"}]}]},
                {"type": "rich_text_quote", "elements": [{"type": "emoji", "name": "tada"}]},
            ]},
            "Hi @sam\n1. https://x.example\n> :tada:",
        ),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]}, "a | b"),
    ],
)  # fmt: skip
def test_blocks_are_read_line_by_line(slack: Slack, block: Json, read: str) -> None:
    assert Reader(slack.workspace, slack.workspace.person("mia")).block(block) == read


async def test_everybody_sees_what_is_theirs_to_see(seen: SeenSlack, web: AsyncWebClient) -> None:
    await web.chat_postMessage(channel="U0MIA000001", text="only in the DM")
    await web.chat_postEphemeral(channel="C0ACCOUNTS1", user="U0MIA000001", text="only for mia")
    await web.chat_postMessage(channel="C0LEADS0001", text="for leads")
    assert seen.said_to("mia") == ["only in the DM", "only for mia"]
    assert seen.said_to("sam") == []
    assert "#accounts kept (only you): only for mia" in seen.sees("mia")
    assert "only for mia" not in seen.sees("sam", "#accounts")
    assert "for leads" in seen.sees("lena")
    assert "for leads" not in seen.sees("mia")


async def test_the_nearest_words_tell_equal_buttons_apart(
    seen: SeenSlack, web: AsyncWebClient, app: AsyncApp, connect: Connect
) -> None:
    pressed: list[str] = []

    @app.action("go")
    async def go(ack: AsyncAck, payload: Json) -> None:
        pressed.append(payload["value"])
        await ack()

    await connect(app)

    def item(ref: str) -> list[Json]:
        button = {"type": "button", "text": plain("Go"), "action_id": "go", "value": ref}
        return [{"type": "section", "text": mrkdwn(ref)}, {"type": "actions", "elements": [button]}]

    await web.chat_postMessage(channel="U0MIA000001", text="old", blocks=item("P-1"))
    await web.chat_postMessage(channel="U0MIA000001", text="new", blocks=[*item("P-2"), *item("P-3")])
    for ref in ("P-1", "P-2", "P-3"):
        await seen.click("mia", "Go", near=ref)
    assert pressed == ["P-1", "P-2", "P-3"]


async def test_a_failing_look_up_says_what_was_there(
    slack: Slack, seen: SeenSlack, web: AsyncWebClient
) -> None:
    await web.chat_postMessage(channel="U0MIA000001", text="Something to read")
    with pytest.raises(AssertionError, match="Something to read"):
        await seen.click("mia", "Go")
    with pytest.raises(AssertionError, match="Something to read"):
        await seen.submit("mia")
    with pytest.raises(AssertionError, match="Something to read"):
        seen.message("nothing like it", seen_by="mia")
    with pytest.raises(AssertionError, match="Start"):
        await seen.shortcut("mia", "Unheard of")
    with pytest.raises(AssertionError, match="dispatch_failed"):
        await seen.command("mia", "#accounts", "/echo x")
    view: Json = {
        "type": "modal", "title": plain("A form"), "submit": plain("Save"),
        "blocks": [{"type": "input", "label": plain("Kind"), "element": {
            "type": "static_select", "options": [{"text": plain("Repair"), "value": "r"}]}}],
    }  # fmt: skip
    await web.views_open(trigger_id=slack.parts.triggers.issue("U0MIA000001"), view=view)
    with pytest.raises(AssertionError, match="A form"):
        await seen.fill("mia", {"Colour": "red"})
    with pytest.raises(AssertionError, match="Repair"):
        await seen.fill("mia", {"Kind": "Delivery"})


async def test_after_is_awaited_after_every_gesture(slack: Slack) -> None:
    settled: list[int] = []

    async def after() -> None:
        settled.append(1)

    seen = SeenSlack(slack, after)
    message = await seen.say("mia", "#office", "hello")
    await seen.react("sam", message, "tada")
    await seen.home("mia")
    assert len(settled) == 3


async def test_a_message_menu_of_an_ephemeral_has_no_shortcuts(seen: SeenSlack, web: AsyncWebClient) -> None:
    await web.chat_postEphemeral(channel="C0ACCOUNTS1", user="U0MIA000001", text="for your eyes")
    await seen.shortcut("mia", "Keep this", "for your eyes", expect="message_not_found")
