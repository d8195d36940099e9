"""Over HTTP instead of Socket Mode: the same conversations, and nothing for whoever is not Slack."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers import http
from handlers.http import LARGEST, payload_of
from handlers.starting import CannotStart
from handlers.way_in import App
from playground import Slack
from playground.company import PEOPLE, TEAM_ID
from playground.request_urls import signed
from tests.handlers.conftest import MANIFEST, KeptSlack, a_slack, over_http, running
from tests.running import kept_process
from tests.sizes import examples
from tests.slack import SeenSlack

MIA = PEOPLE[0].id
COMMAND = {"command": "/promise", "text": "help", "user_id": MIA, "trigger_id": "1.2", "team_id": TEAM_ID}
HELP = urlencode(COMMAND).encode()
# A request that claims to be signed just now, up to its last headers.
PROMISED = f"POST / HTTP/1.1\r\nHost: a\r\nX-Slack-Signature: v0=1\r\nX-Slack-Request-Timestamp: {time.time():.0f}\r\n".encode()


@pytest.fixture
async def posted_to(furnished_file_url: str) -> AsyncIterator[KeptSlack]:
    """A little Slack that posts to a Kept; Acme Industries, also called Acme, is a customer."""
    async with a_slack() as bare, running(furnished_file_url, bare, over_http(bare)) as seen:
        assert bare.sockets.count == 0
        yield seen


async def post(
    slack: KeptSlack, body: bytes, headers: dict[str, str] | None = None, *, to: str = ""
) -> tuple[int, str]:
    """What Kept answers when somebody posts this to it, signed by Slack if nothing else is said."""
    if headers is None:
        headers = signed(body, slack.slack.signing_secret)
    async with (
        aiohttp.ClientSession() as session,
        session.post(to or slack.slack.request_url.address, data=BytesIO(body), headers=headers) as answer,
    ):
        return answer.status, await answer.text()


async def test_a_promise_is_logged_moved_and_closed_by_command_button_and_form(posted_to: KeptSlack) -> None:
    slack = posted_to
    await slack.command("mia", "#accounts", "/promise Acme: Ersatzpumpe für 50 % & “Fäßchen” 🤝 by Fri 5pm")
    assert "P-1 saved" in slack.said_to("mia")[-1]
    assert "Ersatzpumpe für 50 % & “Fäßchen” 🤝" in slack.said_to("mia")[-1]
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"What did you promise?": " "})
    assert (await slack.submit("mia")).errors
    await slack.fill("mia", {"What did you promise?": "a pump + seals; 100% = all"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise kept P-1 tracking 1Z999")
    assert "a pump + seals; 100% = all" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="1Z999")
    assert "a pump + seals; 100% = all" in await slack.home("mia")


async def test_menus_shortcuts_messages_and_reactions_are_answered_too(posted_to: KeptSlack) -> None:
    slack = posted_to
    await slack.command("mia", "#accounts", "/promise")
    await slack.choose("mia", "Customer", "acm", "Acme Industries")
    await slack.close("mia")
    said = await slack.say("mia", "#accounts", "We'll send Acme the drawing by Friday")
    await slack.shortcut("mia", "Log a promise", said)
    await slack.close("mia")
    await slack.say("mia", "@kept", "what do I owe?")
    assert "You owe nobody anything" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept listen on")
    await slack.say("mia", "#accounts", "I'll send Acme the quote by Friday")
    assert slack.said_to("mia")[-1].startswith("Sounds like a promise to Acme Industries")


async def test_what_slack_delivers_twice_has_one_effect(posted_to: KeptSlack) -> None:
    slack = posted_to
    slack.slack.faults.deliver_twice()
    await slack.command("mia", "#accounts", "/promise Acme: a pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/promise mine")
    assert slack.said_to("mia")[-1].count("a pump") == 1
    slack.slack.faults.drop_acks()
    await slack.say("mia", "@kept", "what do I owe?")
    before = len(slack.said_to("mia"))
    await slack.slack.events.settle()
    assert len(slack.said_to("mia")) == before


async def test_slack_takes_the_address_after_its_challenge(posted_to: KeptSlack) -> None:
    assert await posted_to.slack.request_url.verify()


def unsigned(secret: str) -> dict[str, dict[str, str]]:
    right = signed(HELP, secret)
    return {
        "not at all": {},
        "with another secret": signed(HELP, "another"),
        "for another body": signed(HELP + b"x", secret),
        "six minutes ago": signed(HELP, secret, at=time.time() - 360),
        "six minutes ahead": signed(HELP, secret, at=time.time() + 360),
        "at no time": right | {"X-Slack-Request-Timestamp": "yesterday"},
        "at no time of this world": right | {"X-Slack-Request-Timestamp": "9" * 400},
        "in other digits": right | {"X-Slack-Request-Timestamp": "²"},
        "without a time": {"X-Slack-Signature": right["X-Slack-Signature"]},
        "without a signature": {"X-Slack-Request-Timestamp": right["X-Slack-Request-Timestamp"]},
        "in other letters": right | {"X-Slack-Signature": "v0=ü"},
        "compressed, as it says": signed(HELP + b"x", secret) | {"Content-Encoding": "gzip"},
    }


@pytest.mark.parametrize("how", unsigned(""))
async def test_what_slack_has_not_signed_has_no_effect(
    posted_to: KeptSlack, how: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(posted_to.house.people, "get", lambda user_id, **_: asked.append(user_id))
    for _ in range(3):
        status, said = await post(posted_to, HELP, unsigned(posted_to.slack.signing_secret)[how])
        assert (status, said) == (401, "This is not signed by Slack, or it is too old.\n")
    assert asked == []
    assert len(warnings(caplog)) == 1


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if "over HTTP" in record.getMessage()]


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        (b"POST / HTTP/1.1\r\nHo st: a\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: " + b"a" * 20000 + b"\r\n\r\n", b"400"),
        (b"secret\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nsecret", b"401"),
        (PROMISED + b"Content-Length: 10\r\n\r\nsecret", b"401"),
        (PROMISED + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nsecret\r\n", b""),
    ],
)
async def test_what_is_no_request_or_half_of_one_is_not_waited_for_and_fills_no_log(
    posted_to: KeptSlack,
    raw: bytes,
    answer: bytes,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http, "READING", 0.1)
    for _ in range(3):
        at = posted_to.slack.request_url.address.removeprefix("http://").removesuffix("/")
        reading, writing = await asyncio.open_connection(*at.split(":"))
        writing.write(raw)
        async with asyncio.timeout(10):
            assert answer in (await reading.readline())
        writing.close()
    assert len(warnings(caplog)) <= 1
    assert "secret" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_who_goes_away_before_the_end_leaves_nothing_behind(
    posted_to: KeptSlack, caplog: pytest.LogCaptureFixture
) -> None:
    at = posted_to.slack.request_url.address.removeprefix("http://").removesuffix("/")
    for _ in range(3):
        _, writing = await asyncio.open_connection(*at.split(":"))
        writing.write(PROMISED + b"Content-Length: 10\r\n\r\nsecret")
        await writing.drain()
        await asyncio.sleep(0.02)
        writing.close()
        await writing.wait_closed()
    await post(posted_to, HELP)
    assert len(warnings(caplog)) == 1
    assert "Traceback" not in caplog.text


async def test_an_error_that_nobody_foresaw_has_a_reference_and_nobodys_words(
    posted_to: KeptSlack, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "what somebody wrote"

    async def failing(*_: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr(App, "async_dispatch", failing)
    status, said = await post(posted_to, b'{"type":"dialog_submission"}')
    assert status == 500
    found = said.removeprefix("Something went wrong: ").removesuffix(".\n")
    assert f"{found}: a request failed: RuntimeError" in caplog.text
    assert words not in caplog.text


async def test_whoever_runs_kept_reads_now_and_then_of_what_is_not_signed(
    posted_to: KeptSlack, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        await post(posted_to, HELP, {})
    assert caplog.text.count("SLACK_SIGNING_SECRET is not this app's") == 1
    monkeypatch.setattr(http, "SAID_AGAIN", 0)
    await post(posted_to, HELP, {})
    assert caplog.text.count("SLACK_SIGNING_SECRET is not this app's") == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (HELP, 200),
        (b"\xff\xfe", 401),  # the SDK reads it as text before it looks at the signature
        (b"{", 400),
        (b'{"a":' * 20000, 400),
        (b"payload=%7B", 400),
        (b"payload=", 400),
        (b"", 404),
        (b"payload=%5B%5D", 400),
        (b'{"type":"dialog_submission"}', 404),
        (b"x" * (LARGEST + 1), 413),
    ],
    ids=lambda each: str(each)[:20],
)
async def test_what_is_nothing_that_slack_sends_is_refused_in_words_of_http(
    posted_to: KeptSlack, body: bytes, status: int
) -> None:
    assert (await post(posted_to, body))[0] == status


async def test_the_path_is_up_to_whoever_passes_it_on_and_whoever_looks_finds_it_there(
    posted_to: KeptSlack,
) -> None:
    address = posted_to.slack.request_url.address
    for path in ("", "slack/events", "kept/slack/events/?x=1"):
        assert (await post(posted_to, HELP, to=address + path))[0] == 200
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert (answer.status, await answer.text()) == (200, "Kept hears Slack here.\n")


async def test_the_log_says_once_that_slack_reaches_it(
    posted_to: KeptSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="kept")
    await post(posted_to, HELP, {})
    assert "Slack reaches Kept" not in caplog.text
    for _ in range(2):
        await post(posted_to, HELP)
    assert caplog.text.count("Slack reaches Kept.") == 1


async def test_an_answer_is_json_in_utf8_and_nothing_where_nothing_is_to_be_said(
    posted_to: KeptSlack,
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            posted_to.slack.request_url.address,
            data=HELP,
            headers=signed(HELP, posted_to.slack.signing_secret),
        ) as answer,
    ):
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        assert "/promise" in (await answer.json())["text"]
    event = {"type": "reaction_added", "user": MIA, "item_user": MIA, "reaction": "tada"}
    item = {"type": "message", "channel": "C0ACCOUNTS1", "ts": "1795593600.000100"}
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": event | {"item": item}}).encode()
    assert await post(posted_to, body) == (200, "")


@pytest.mark.parametrize("sure", [True, False])
async def test_talk_that_is_none_of_kepts_business_goes_no_further_than_the_gate(
    posted_to: KeptSlack, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    slack = posted_to
    await slack.command("mia", "#accounts", "/kept listen on")
    await slack.say("mia", "#accounts", "The printer is out of paper")  # now it is known where Kept listens
    asked = AsyncMock(wraps=slack.house.people.get)
    monkeypatch.setattr(slack.house.people, "get", asked)
    for where, text in [
        ("#accounts", "The printer is out of paper"),
        ("#office", "I'll send Acme the quote by Friday"),
    ]:
        if not sure:
            slack.house.ears.doubt()
        await slack.say("mia", where, text)
    asked.assert_not_awaited()
    await slack.say("mia", "#accounts", "I'll send Acme the quote by Friday")
    asked.assert_awaited()


NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz_"), min_size=1).filter(
    lambda name: name != "payload"
)


@settings(max_examples=examples(100))
@given(st.dictionaries(NAMES, st.text(), min_size=1))
def test_a_form_is_read_as_it_was_written(fields: dict[str, str]) -> None:
    assert payload_of(urlencode(fields)) == fields
    inside: dict[str, Any] = {"type": "block_actions", **fields}
    assert payload_of(urlencode({"payload": json.dumps(inside)})) == inside
    assert payload_of(json.dumps(inside, ensure_ascii=False)) == inside


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("", "it is taken, perhaps by another Kept. End that one, or name another in KEPT_LISTEN"),
        ("203.0.113.9:0", "this is no address of this machine. Name one in KEPT_LISTEN"),
        ("a..b:3000", "this is no address of this machine. Name one in KEPT_LISTEN"),
    ],
)
async def test_where_it_cannot_listen_it_says_so_and_what_to_do(
    posted_to: KeptSlack, tmp_path: Path, where: str, why: str
) -> None:
    where = where or posted_to.slack.request_url.address.removeprefix("http://").removesuffix("/")
    file_url = f"sqlite:///{tmp_path / 'other.db'}"
    async with a_slack() as bare:
        with pytest.raises(CannotStart) as cannot:
            async with running(file_url, bare, over_http(bare) | {"KEPT_LISTEN": where}):
                pass
    assert cannot.value.sentence == f"Kept cannot listen at {where}: {why}, for example 127.0.0.1:3001."


@pytest.mark.parametrize("delay", [0, 0.01, 0.03])
async def test_asked_to_stop_it_answers_what_was_sent_and_takes_nothing_new(
    file_url: str, tmp_path: Path, delay: float
) -> None:
    slack = Slack(manifest=MANIFEST)
    await slack.start()
    seen, log = SeenSlack(slack), tmp_path / "log"
    try:
        async with kept_process(slack, file_url, log=log, settings=over_http(slack)) as process:
            await seen.command("mia", "#accounts", "/customer add Acme")
            typed = [
                asyncio.create_task(
                    slack.gestures.command("mia", "#accounts", f"/promise Acme: thing {n} by tomorrow")
                )
                for n in range(20)
            ]
            await asyncio.sleep(delay)
            process.terminate()
            told = [outcome.ack.get("text", "") for outcome in await asyncio.gather(*typed)]
            assert await process.wait() == 0
            late = await slack.gestures.command("mia", "#accounts", "/promise help")
            assert late.error == "dispatch_failed"
    finally:
        await slack.stop()
    assert [" saved" in each for each in told] == [True] * 20
    assert "Traceback" not in log.read_text(encoding="utf-8")
