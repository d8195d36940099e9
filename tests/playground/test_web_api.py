"""The Web API through the real SDK: what Slack answers and what it refuses."""

import asyncio
import logging
import socket
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.workspace import Channel

ACCOUNTS, OFFICE, LEADS = "C0ACCOUNTS1", "C0OFFICE001", "C0LEADS0001"
MIA, DANA, KEPT = "U0MIA000001", "U0DANA00001", "U0KEPT00001"


async def refusal(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_auth_test_names_the_bot_and_its_workspace(slack: Slack, web: AsyncWebClient) -> None:
    answer = await web.auth_test()
    assert (answer["team_id"], answer["user_id"]) == (slack.team_id, slack.bot_user_id)
    assert answer["url"] == slack.page_url


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
async def test_a_missing_or_foreign_token_is_refused(slack: Slack, token: str, error: str) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with session.post(f"{slack.api_url}auth.test", headers=headers) as response:
            assert (await response.json()) == {"ok": False, "error": error}


async def test_the_token_may_stand_in_the_form(slack: Slack) -> None:
    form = {"token": slack.bot_token}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.api_url}auth.test", data=form) as response,
    ):
        assert (await response.json())["ok"] is True


async def test_an_unknown_method_and_a_missing_scope_are_named(slack: Slack, web: AsyncWebClient) -> None:
    assert await refusal(web.api_call("chat.shout")) == "unknown_method"
    with pytest.raises(SlackApiError) as refused:
        await web.users_lookupByEmail(email="mia@larkspur-pumps.example")
    response = refused.value.response
    assert (response["error"], response["needed"]) == ("missing_scope", "users:read.email")
    assert "chat:write" in response["provided"]


async def test_each_answer_to_the_bots_token_names_the_scopes_it_was_granted(slack: Slack) -> None:
    async with aiohttp.ClientSession() as session:
        for token, granted in ((slack.bot_token, ",".join(slack.manifest.scopes)), ("xoxb-typo", None)):
            headers = {"Authorization": f"Bearer {token}"}
            async with session.post(f"{slack.api_url}auth.test", headers=headers) as response:
                assert response.headers.get("x-oauth-scopes") == granted


async def test_a_message_to_a_person_lands_in_their_dm_with_its_metadata(web: AsyncWebClient) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"id": "n-1"}}
    posted = await web.chat_postMessage(channel=MIA, text="hello", metadata=metadata)
    channel, ts = posted["channel"], posted["ts"]
    assert channel.startswith("D")
    assert (await web.conversations_open(users=MIA))["channel"]["id"] == channel
    plain = (await web.conversations_history(channel=channel))["messages"][0]
    assert plain["ts"] == ts
    assert "metadata" not in plain
    full = await web.conversations_history(channel=channel, include_all_metadata=True)
    assert full["messages"][0]["metadata"] == metadata


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "C0NOBODY", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": OFFICE, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": ACCOUNTS, "text": ""}, "no_text"),
        ("chat.postMessage", {"channel": ACCOUNTS, "text": "x", "blocks": [{"type": "banner"}]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": ACCOUNTS, "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": KEPT, "text": "x"}, "cannot_dm_bot"),
        ("chat.postMessage", {"channel": ACCOUNTS, "text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_format"),
        ("chat.postEphemeral", {"channel": LEADS, "user": MIA, "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": ACCOUNTS, "ts": "1.2", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": ACCOUNTS, "ts": "1.2"}, "message_not_found"),
        ("conversations.info", {"channel": "C0NOBODY"}, "channel_not_found"),
        ("conversations.history", {"channel": OFFICE}, "not_in_channel"),
        ("conversations.replies", {"channel": ACCOUNTS, "ts": "1.2"}, "thread_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("views.open", {"trigger_id": "1.2.x", "view": {"type": "home", "blocks": []}}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0NOBODY", "view": {"type": "home", "blocks": []}}, "user_not_found"),
        ("reactions.add", {"channel": ACCOUNTS, "timestamp": "1.2", "name": "eyes"}, "message_not_found"),
        ("files.info", {"file": "F0NOBODY"}, "file_not_found"),
    ],
)  # fmt: skip
async def test_what_slack_refuses_is_refused_by_slacks_name(
    web: AsyncWebClient, method: str, args: dict[str, Any], error: str
) -> None:
    assert await refusal(web.api_call(method, json=args)) == error


async def test_an_archived_channel_takes_nothing(slack: Slack, web: AsyncWebClient) -> None:
    slack.workspace.add_channel(Channel("C0OLD000001", "old", "public", members=[KEPT], archived=True))
    assert await refusal(web.chat_postMessage(channel="C0OLD000001", text="x")) == "is_archived"


async def test_a_private_channel_without_the_bot_does_not_exist_for_it(
    slack: Slack, web: AsyncWebClient
) -> None:
    slack.workspace.add_channel(Channel("C0SECRET001", "secret", "private", members=[MIA]))
    assert await refusal(web.conversations_info(channel="C0SECRET001")) == "channel_not_found"
    assert await refusal(web.chat_postMessage(channel="C0SECRET001", text="x")) == "channel_not_found"


async def test_a_long_text_is_cut_when_posted_and_refused_when_updated(
    slack: Slack, web: AsyncWebClient
) -> None:
    logging.getLogger("slack_sdk.web.async_client").setLevel(logging.ERROR)
    posted = await web.chat_postMessage(channel=ACCOUNTS, text="x" * 50_000)
    assert len(posted["message"]["text"]) == 40_000
    update = web.chat_update(channel=ACCOUNTS, ts=posted["ts"], text="x" * 4_001)
    assert await refusal(update) == "msg_too_long"


async def test_invalid_blocks_say_where_and_why(web: AsyncWebClient) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    with pytest.raises(SlackApiError) as refused:
        await web.chat_postMessage(channel=ACCOUNTS, text="x", blocks=[long])
    messages = refused.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


async def test_an_update_replaces_text_and_blocks_and_marks_the_message(web: AsyncWebClient) -> None:
    divider = [{"type": "divider", "block_id": "d"}]
    posted = await web.chat_postMessage(channel=ACCOUNTS, text="one", blocks=divider)
    answer = await web.chat_update(channel=ACCOUNTS, ts=posted["ts"], text="two")
    assert answer["text"] == "two"
    assert answer["message"]["blocks"] == []
    assert answer["message"]["edited"]["user"] == KEPT


async def test_only_the_apps_own_messages_may_be_changed_and_ephemerals_never(
    slack: Slack, web: AsyncWebClient
) -> None:
    theirs = slack.talk.lines(ACCOUNTS)[0]
    assert await refusal(web.chat_update(channel=ACCOUNTS, ts=theirs.ts, text="x")) == "cant_update_message"
    assert await refusal(web.chat_delete(channel=ACCOUNTS, ts=theirs.ts)) == "cant_delete_message"
    whispered = await web.chat_postEphemeral(channel=ACCOUNTS, user=MIA, text="psst")
    ts = whispered["message_ts"]
    assert await refusal(web.chat_update(channel=ACCOUNTS, ts=ts, text="x")) == "message_not_found"
    history = await web.conversations_history(channel=ACCOUNTS)
    assert ts not in [m["ts"] for m in history["messages"]]


async def test_a_thread_is_counted_on_its_first_message(web: AsyncWebClient) -> None:
    root = (await web.chat_postMessage(channel=ACCOUNTS, text="root"))["ts"]
    for words in ("one", "two"):
        await web.chat_postMessage(channel=ACCOUNTS, text=words, thread_ts=root)
    thread = (await web.conversations_replies(channel=ACCOUNTS, ts=root))["messages"]
    assert [m["text"] for m in thread] == ["root", "one", "two"]
    assert thread[0]["reply_count"] == 2
    history = (await web.conversations_history(channel=ACCOUNTS, limit=1))["messages"]
    assert history[0]["text"] == "root"


async def test_history_is_read_in_pages_newest_first_and_between_two_times(web: AsyncWebClient) -> None:
    stamps = [(await web.chat_postMessage(channel=MIA, text=str(n)))["ts"] for n in range(5)]
    channel = (await web.conversations_open(users=MIA))["channel"]["id"]
    first = await web.conversations_history(channel=channel, limit=2)
    assert [m["text"] for m in first["messages"]] == ["4", "3"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await web.conversations_history(channel=channel, limit=2, cursor=cursor)
    assert [m["text"] for m in second["messages"]] == ["2", "1"]
    between = await web.conversations_history(channel=channel, oldest=stamps[1], latest=stamps[3])
    assert [m["text"] for m in between["messages"]] == ["2"]
    including = await web.conversations_history(
        channel=channel, oldest=stamps[1], latest=stamps[3], inclusive=True
    )
    assert [m["text"] for m in including["messages"]] == ["3", "2", "1"]


async def test_people_are_shown_with_zone_and_role_and_outsiders_with_less(
    slack: Slack, web: AsyncWebClient
) -> None:
    mia = (await web.users_info(user=MIA))["user"]
    assert (mia["tz"], mia["team_id"], mia["is_restricted"]) == ("Europe/Tallinn", slack.team_id, False)
    assert "email" not in mia["profile"]  # the tiny app has no users:read.email
    assert (await web.users_info(user="U0LENA00001"))["user"]["is_admin"] is True
    assert (await web.users_info(user="U0GUS000001"))["user"]["is_restricted"] is True
    dana = (await web.users_info(user=DANA))["user"]
    assert dana["team_id"] != slack.team_id
    assert "is_restricted" not in dana
    assert (await web.users_info(user=KEPT))["user"]["is_bot"] is True


async def test_shared_channels_say_so(web: AsyncWebClient) -> None:
    shared = (await web.conversations_info(channel="C0ACMESHAR1", include_num_members=True))["channel"]
    assert (shared["is_ext_shared"], shared["num_members"]) == (True, 5)
    own = (await web.conversations_info(channel=ACCOUNTS))["channel"]
    assert own["is_ext_shared"] is False
    names = [
        c["name"] for c in (await web.conversations_list(types="public_channel,private_channel"))["channels"]
    ]
    assert set(names) >= {"general", "accounts", "office", "leads", "acme-shared"}
    assert DANA in (await web.conversations_members(channel="C0ACMESHAR1"))["members"]


async def test_an_outsider_without_a_shared_channel_cannot_be_written_to(
    slack: Slack, web: AsyncWebClient
) -> None:
    slack.workspace.leave(slack.workspace.channel("acme-shared"), DANA)
    assert await refusal(web.chat_postMessage(channel=DANA, text="hello")) == "user_not_found"


async def test_a_file_goes_up_in_three_steps_and_is_shared(slack: Slack, web: AsyncWebClient) -> None:
    answer = await web.files_upload_v2(
        filename="report.csv", content="a,b\n1,2\n", channel=ACCOUNTS, initial_comment="here"
    )
    file = answer["file"]
    assert (file["name"], file["size"]) == ("report.csv", 8)
    assert slack.talk.lines(ACCOUNTS)[-1].body["files"][0]["id"] == file["id"]
    info = (await web.files_info(file=file["id"]))["file"]
    async with aiohttp.ClientSession() as session:
        stranger = {"Authorization": "Bearer xoxb-other"}
        async with session.get(info["url_private"], headers=stranger) as closed:
            assert closed.status == 403
        async with session.get(info["url_private"], allow_redirects=False) as led:
            assert (led.status, led.headers["Location"]) == (302, f"/#file={file['id']}")
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with session.get(info["url_private"], headers=headers) as opened:
            assert await opened.read() == b"a,b\n1,2\n"


async def test_reactions_count_once_per_person(web: AsyncWebClient) -> None:
    ts = (await web.chat_postMessage(channel=ACCOUNTS, text="x"))["ts"]
    await web.reactions_add(channel=ACCOUNTS, timestamp=ts, name="eyes")
    assert await refusal(web.reactions_add(channel=ACCOUNTS, timestamp=ts, name="eyes")) == "already_reacted"
    found = await web.reactions_get(channel=ACCOUNTS, timestamp=ts)
    assert found["message"]["reactions"] == [{"name": "eyes", "users": [KEPT], "count": 1}]
    await web.reactions_remove(channel=ACCOUNTS, timestamp=ts, name="eyes")
    assert await refusal(web.reactions_remove(channel=ACCOUNTS, timestamp=ts, name="eyes")) == "no_reaction"


async def test_a_permalink_leads_to_the_message(slack: Slack, web: AsyncWebClient) -> None:
    ts = (await web.chat_postMessage(channel=ACCOUNTS, text="x"))["ts"]
    link = (await web.chat_getPermalink(channel=ACCOUNTS, message_ts=ts))["permalink"]
    assert link == f"{slack.page_url}archives/{ACCOUNTS}/p{ts.replace('.', '')}"


async def test_quiet_hours_are_the_running_or_the_next_ones(slack: Slack, web: AsyncWebClient) -> None:
    now = slack.clock.now().timestamp()
    dnd = await web.dnd_info(user=MIA)
    assert dnd["dnd_enabled"] is True
    assert dnd["next_dnd_end_ts"] > now
    assert dnd["next_dnd_end_ts"] - dnd["next_dnd_start_ts"] == 10 * 3600


async def test_joining_makes_a_member_who_may_then_post(slack: Slack, web: AsyncWebClient) -> None:
    assert await refusal(web.conversations_join(channel=OFFICE)) == "missing_scope"
    slack.workspace.join(slack.workspace.channel("office"), KEPT)
    assert (await web.chat_postMessage(channel=OFFICE, text="x"))["ok"] is True


@pytest.mark.parametrize("turns", range(6))
async def test_whoever_was_just_let_in_is_not_left_on_the_line_when_it_stops(turns: int) -> None:
    slack = Slack()
    await slack.start()
    at = urlsplit(slack.page_url)
    with socket.create_connection((str(at.hostname), at.port or 0)) as caller:
        for _ in range(turns):  # so far the loop has got with letting them in
            await asyncio.sleep(0)
        await slack.stop()
        await asyncio.sleep(0)
        caller.setblocking(False)
        assert caller.recv(1) == b""
