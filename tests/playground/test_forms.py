"""Buttons and forms, driven by what people see, against a real Bolt app."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.shapes import Json
from tests.slack import SeenSlack

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def field(label: str, element: Json, **more: object) -> Json:
    block_id = label.lower()
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "a", **element},
        **more,
    }


def button(text: str, action_id: str, value: str = "1", **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value, **more}


def modal(*blocks: Json, title: str = "A form", **more: object) -> Json:
    return {
        "type": "modal", "callback_id": "form", "title": plain(title), "submit": plain("Save"), "close": plain("Cancel"),
        "blocks": list(blocks), **more,
    }  # fmt: skip


EVERY_INPUT = modal(
    field("Words", {"type": "plain_text_input"}),
    field("Kind", {"type": "static_select", "options": [option("Repair", "r"), option("Delivery", "d")]}),
    field("Owner", {"type": "users_select"}),
    field("Place", {"type": "conversations_select"}),
    field("Due", {"type": "datepicker"}),
    field("Hour", {"type": "timepicker"}),
    field("Told", {"type": "datetimepicker"}),
    field("Way", {"type": "radio_buttons", "options": [option("Call", "c"), option("Mail", "m")]}),
    field("Tags", {"type": "checkboxes", "options": [option("Urgent", "u"), option("Big", "b")]}),
    field("Count", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
    field("Proof", {"type": "file_input"}, optional=True),
    field("Customer", {"type": "external_select", "min_query_length": 1}),
)


@pytest.fixture
def seen(slack: Slack) -> SeenSlack:
    return SeenSlack(slack)


async def test_every_kind_of_input_arrives_with_slacks_value(
    seen: SeenSlack, app: AsyncApp, connect: Connect
) -> None:
    submitted: list[Json] = []

    @app.command("/form")
    async def form(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=EVERY_INPUT)

    @app.options("a")
    async def customers(ack: AsyncAck, payload: Json) -> None:
        await ack(options=[option("Acme Bottling", "7")] if payload["value"].lower().startswith("ac") else [])

    @app.view("form")
    async def save(ack: AsyncAck, view: Json) -> None:
        submitted.append(view["state"]["values"])
        await ack()

    await connect(app)
    await seen.command("mia", "#accounts", "/form")
    assert "== A form ==" in seen.modal("mia")
    assert "Words*:" in seen.modal("mia")
    await seen.fill(
        "mia",
        {
            "Words": "pump <now>", "Kind": "Delivery", "Owner": "sam", "Place": "#support", "Due": "2026-12-01",
            "Hour": "09:30", "Told": datetime(2026, 12, 1, 9, tzinfo=UTC), "Way": "Mail", "Tags": ["Urgent"],
            "Count": 3, "Proof": ("note.txt", b"done"),
        },
    )  # fmt: skip
    await seen.choose("mia", "Customer", "ac", "Acme Bottling")
    assert (await seen.submit("mia")).ok
    assert seen.modal("mia") == ""
    values = {label: entry["a"] for label, entry in submitted[0].items()}
    assert values["words"] == {"type": "plain_text_input", "value": "pump <now>"}
    assert values["kind"]["selected_option"]["value"] == "d"
    assert values["owner"]["selected_user"] == "U0SAM000001"
    assert values["place"]["selected_conversation"] == "C0SUPPORT01"
    assert values["due"]["selected_date"] == "2026-12-01"
    assert values["hour"]["selected_time"] == "09:30"
    assert values["told"]["selected_date_time"] == 1796115600
    assert values["way"]["selected_option"]["value"] == "m"
    assert [o["value"] for o in values["tags"]["selected_options"]] == ["u"]
    assert values["count"]["value"] == "3"
    assert values["proof"]["files"][0]["name"] == "note.txt"
    assert values["customer"]["selected_option"]["value"] == "7"


@pytest.mark.parametrize(
    ("element", "value", "error"),
    [
        ({"type": "plain_text_input"}, None, "Please complete this required field."),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "Please enter at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "Please enter at most 3 characters."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "max_value": "5"},
            "6",
            "Please enter 5 or less.",
        ),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "Please enter a number."),
        ({"type": "email_text_input"}, "nobody", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "acme", "Please enter a valid URL."),
    ],
)
async def test_slack_checks_a_form_before_the_app_sees_it(
    slack: Slack, seen: SeenSlack, element: Json, value: str | None, error: str
) -> None:
    slack.views.open(modal(field("Words", element)), slack.parts.triggers.issue("U0MIA000001"))
    await seen.fill("mia", {"Words": value})
    assert (await seen.submit("mia")).errors == {"words": error}
    assert f"! {error}" in seen.modal("mia")


async def test_the_apps_answer_to_a_form_is_done(seen: SeenSlack, app: AsyncApp, connect: Connect) -> None:
    """errors, update, push and clear in turn."""

    @app.command("/form")
    async def form(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        await client.views_open(
            trigger_id=body["trigger_id"],
            view=modal(field("Words", {"type": "plain_text_input"}), notify_on_close=True),
        )

    @app.view("form")
    async def save(ack: AsyncAck, view: Json) -> None:
        words = view["state"]["values"]["words"]["a"]["value"]
        again = field("Words", {"type": "plain_text_input"})
        if words == "bad":
            await ack(response_action="errors", errors={"words": "Say it differently."})
        elif words == "update":
            await ack(response_action="update", view=modal(again, title="Changed", notify_on_close=True))
        elif words == "push":
            await ack(response_action="push", view=modal(again, title="On top"))
        else:
            await ack(response_action="clear")

    closed: list[Json] = []

    @app.view_closed("form")
    async def gone(ack: AsyncAck, body: Json) -> None:
        closed.append(body)
        await ack()

    await connect(app)
    await seen.command("mia", "#accounts", "/form")
    await seen.fill("mia", {"Words": "bad"})
    assert (await seen.submit("mia")).errors == {"words": "Say it differently."}
    assert "! Say it differently." in seen.modal("mia")
    await seen.fill("mia", {"Words": "update"})
    await seen.submit("mia")
    assert "== Changed ==" in seen.modal("mia")
    assert "Words*: update" in seen.modal("mia")  # what was typed stays where block_id and action_id stay
    await seen.fill("mia", {"Words": "push"})
    await seen.submit("mia")
    assert "== On top ==" in seen.modal("mia")
    await seen.fill("mia", {"Words": "all done"})
    await seen.submit("mia")
    assert seen.modal("mia") == ""
    assert [c["is_cleared"] for c in closed] == [True]


async def test_closing_a_form_is_told_to_an_app_that_asked(
    seen: SeenSlack, app: AsyncApp, connect: Connect
) -> None:
    closed: list[str] = []

    @app.shortcut("start")
    async def start(ack: AsyncAck, client: AsyncWebClient, body: Json) -> None:
        await ack()
        view = modal(field("Words", {"type": "plain_text_input"}), notify_on_close=True)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view_closed("form")
    async def gone(ack: AsyncAck, body: Json) -> None:
        closed.append(body["view"]["callback_id"])
        await ack()

    await connect(app)
    await seen.shortcut("mia", "Start")
    await seen.close("mia")
    assert closed == ["form"]
    assert seen.modal("mia") == ""


async def test_a_message_shortcut_carries_the_message(
    seen: SeenSlack, app: AsyncApp, connect: Connect
) -> None:
    kept: list[Json] = []

    @app.shortcut("keep")
    async def keep(ack: AsyncAck, body: Json) -> None:
        kept.append(body)
        await ack()

    @app.event("message")
    async def message() -> None:
        return None

    await connect(app)
    await seen.say("sam", "#accounts", "We ship on Friday, @mia")
    await seen.shortcut("mia", "Keep this", "We ship on Friday")
    assert kept[0]["message"]["text"] == "We ship on Friday, <@U0MIA000001>"
    assert kept[0]["message"]["user"] == "U0SAM000001"
    assert kept[0]["channel"] == {"id": "C0ACCOUNTS1", "name": "accounts"}


async def test_a_button_is_found_by_its_words_and_answers_through_its_response_url(
    slack: Slack, seen: SeenSlack, app: AsyncApp, connect: Connect
) -> None:
    pressed: list[Json] = []

    def line(ref: str) -> list[Json]:
        words = {"type": "section", "text": {"type": "mrkdwn", "text": f"*{ref}* pump"}}
        more = {
            "type": "overflow",
            "action_id": "more",
            "options": [option("Edit", ref), option("Undo", ref)],
        }
        return [words, {"type": "actions", "elements": [button("Kept", "kept", ref), more]}]

    @app.command("/echo")
    async def echo(ack: AsyncAck) -> None:
        await ack(text="Promises", blocks=[*line("P-1"), *line("P-2")])

    @app.action("kept")
    async def kept(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        pressed.append(body)
        await ack()
        await respond(text=f"Well done: {body['actions'][0]['value']}", replace_original=True)

    @app.action("more")
    async def more(ack: AsyncAck, body: Json) -> None:
        pressed.append(body)
        await ack()

    await connect(app)
    await seen.command("mia", "#accounts", "/echo")
    await seen.click("mia", "Undo", near="P-1")
    with pytest.raises(AssertionError, match="2 times"):
        await seen.click("mia", "Kept")
    await seen.click("mia", "Kept", near="P-2")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "P-1"
    assert pressed[1]["actions"][0]["value"] == "P-2"
    assert pressed[1]["container"]["is_ephemeral"] is True
    assert "message" not in pressed[1]
    assert seen.said_to("mia") == ["Well done: P-2"]
    with pytest.raises(AssertionError, match="nothing to press"):
        await seen.click("mia", "Kept")


async def test_home_shows_what_the_app_published_and_its_buttons_carry_the_view(
    seen: SeenSlack, app: AsyncApp, connect: Connect
) -> None:
    opened: list[Json] = []
    pressed: list[Json] = []

    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        opened.append(event)
        blocks = [
            {"type": "header", "text": plain("Yours")},
            {"type": "actions", "elements": [button("Done", "done", confirm={
                "title": plain("Sure?"), "text": plain("Really."), "confirm": plain("Yes"), "deny": plain("No")})]},
        ]  # fmt: skip
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("done")
    async def done(ack: AsyncAck, body: Json) -> None:
        pressed.append(body)
        await ack()

    await connect(app)
    assert await seen.home("mia") == "Yours\n[Done]"
    assert "view" not in opened[0]
    await seen.home("mia")
    assert opened[1]["view"]["type"] == "home"
    await seen.click("mia", "Done", home=True, confirm=False)
    assert pressed == []
    await seen.click("mia", "Done", home=True)
    assert pressed[0]["container"]["type"] == "view"
    assert "response_url" not in pressed[0]
    assert "channel" not in pressed[0]


async def test_an_outsider_may_press_buttons_but_has_no_commands_nor_shortcuts(
    seen: SeenSlack, app: AsyncApp, connect: Connect, web: AsyncWebClient
) -> None:
    pressed: list[Json] = []

    @app.action("look")
    async def look(ack: AsyncAck, body: Json) -> None:
        pressed.append(body)
        await ack()

    await connect(app)
    blocks = [{"type": "actions", "elements": [button("Look", "look")]}]
    await web.chat_postMessage(channel="C0ACMESHAR1", text="Look", blocks=blocks)
    await seen.click("dana", "Look")
    assert pressed[0]["user"]["team_id"] == "T0ACMEBOTT1"
    await seen.command("dana", "#acme-shared", "/echo x", expect="restricted_action")
    await seen.shortcut("dana", "Start", expect="restricted_action")
    await seen.command("dana", "#accounts", "/echo x", expect="channel_not_found")


async def test_a_guest_runs_commands_in_their_channels_only(
    seen: SeenSlack, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/echo")
    async def echo(ack: AsyncAck) -> None:
        await ack("fine")

    await connect(app)
    await seen.command("gus", "#support", "/echo x")
    await seen.command("gus", "#accounts", "/echo x", expect="channel_not_found")
    assert seen.said_to("gus") == ["fine"]


async def test_a_form_opened_twice_from_one_trigger_is_refused(slack: Slack, web: AsyncWebClient) -> None:
    trigger = slack.parts.triggers.issue("U0MIA000001")
    view = modal(field("Words", {"type": "plain_text_input"}))
    await web.views_open(trigger_id=trigger, view=view)
    with pytest.raises(SlackApiError) as refused:
        await web.views_open(trigger_id=trigger, view=view)
    assert refused.value.response["error"] == "exchanged_trigger_id"


async def test_a_stack_has_three_forms_and_an_old_hash_is_refused(slack: Slack, web: AsyncWebClient) -> None:
    view = modal(field("Words", {"type": "plain_text_input"}))
    first = await web.views_open(trigger_id=slack.parts.triggers.issue("U0MIA000001"), view=view)
    opened: dict[str, Any] = first["view"]
    for _ in range(2):
        await web.views_push(trigger_id=slack.parts.triggers.issue("U0MIA000001", opened["id"]), view=view)
    with pytest.raises(SlackApiError) as full:
        await web.views_push(trigger_id=slack.parts.triggers.issue("U0MIA000001", opened["id"]), view=view)
    assert full.value.response["error"] == "push_limit_reached"
    await web.views_update(view_id=opened["id"], hash=opened["hash"], view=view)
    with pytest.raises(SlackApiError) as old:
        await web.views_update(view_id=opened["id"], hash=opened["hash"], view=view)
    assert old.value.response["error"] == "hash_conflict"
    with pytest.raises(SlackApiError) as gone:
        await web.views_update(view_id="V0NOBODY", view=view)
    assert gone.value.response["error"] == "not_found"


async def test_a_home_published_again_unchanged_keeps_the_ids_its_buttons_were_drawn_with(
    slack: Slack, web: AsyncWebClient
) -> None:
    def home(words: str) -> Json:
        return {
            "type": "home",
            "blocks": [{"type": "section", "text": plain(words), "accessory": button("Undo", "undo")}],
        }

    async def published(words: str) -> Json:
        shown: Json = (await web.views_publish(user_id="U0MIA000001", view=home(words)))["view"]
        return shown

    first = await published("one")
    assert await published("one") == first
    changed = await published("two")
    assert changed["id"] == first["id"]
    assert changed["blocks"][0]["block_id"] != first["blocks"][0]["block_id"]
    await web.views_update(view_id=first["id"], view=home("three"))
    assert (await published("two"))["blocks"][0]["text"]["text"] == "two"
