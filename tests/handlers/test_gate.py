"""The gate before Bolt: what it knows to be nothing, and that no acknowledgement is lost along with a connection."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientConnectionResetError

from handlers.ears import Ears, Known
from handlers.listening_words import Names
from handlers.socket_mode import SocketMode, acknowledgement

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
LISTENED, LINKED, ELSEWHERE = "C0LISTEN001", "C0LINKED001", "C0ELSEWHERE"
KNOWN = Known(frozenset({LISTENED, LINKED}), frozenset({LINKED}), Names([(1, "acme", "Acme")]))
PROMISE = "I'll send Acme the quote by Friday"
TALK = "The printer is out of paper"


class Store:
    """A store that knows where Kept listens."""

    async def read(self, *_: object, **__: object) -> Known:
        return KNOWN


class Line:
    """A connection to Slack, which may have been `broken`, and what was said on it."""

    def __init__(self, *, broken: bool = False) -> None:
        self.said: list[str] = []
        self.closed = self.broken = broken

    async def send_str(self, words: str) -> None:
        if self.broken:
            raise ClientConnectionResetError
        self.said.append(words)

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
async def gate() -> AsyncIterator[SocketMode]:
    """A gate that has just looked up where Kept listens, on a line to Slack."""
    ears = Ears("U0KEPT00001")
    await ears.look_up(Store(), "T1", now=NOW)  # type: ignore[arg-type]
    settings = SimpleNamespace(slack_app_token="xapp-1")
    house = SimpleNamespace(ears=ears, clock=lambda: NOW, settings=settings, client=None)
    app = SimpleNamespace(logger=logging.getLogger("kept.test"))
    made = SocketMode(app, house, ping_interval=60)  # type: ignore[arg-type]
    put_on(made, Line())
    yield made
    await made.client.close()


def put_on(gate: SocketMode, line: Line) -> Line:
    gate.client.current_session = line  # type: ignore[assignment]
    return line


def written(text: str, channel: str = LISTENED, *, parts: tuple[str, ...] = (), **event: Any) -> str:
    """An envelope as Slack writes it. https://docs.slack.dev/apis/events-api/using-socket-mode#events"""
    elements = [{"type": "text", "text": each} for each in parts or (text,)]
    about = {"type": "message", "user": "U0MIA", "text": text, "channel": channel, "channel_type": "channel"}
    payload = {
        "is_ext_shared_channel": channel == LINKED,
        "event": about | {"blocks": [{"type": "rich_text", "elements": elements}]} | event,
        "type": "event_callback",
    }
    envelope = {"envelope_id": "e-1", "payload": payload, "type": "events_api"}
    return json.dumps(envelope, separators=(",", ":"))


@pytest.mark.parametrize(
    ("message", "nothing"),
    [
        (written(PROMISE, ELSEWHERE), True),
        (written(PROMISE, ELSEWHERE, channel_type="group"), True),
        (written(TALK), True),
        (written(TALK, parts=("The printer ", "is out of paper")), True),
        (written(f"{TALK}. " * 400), True),
        (written(PROMISE), False),
        (written(PROMISE, channel_type="group"), False),
        # What stands in blocks is long, and only the message's own text is a promise.
        (written(PROMISE, parts=tuple(f"{each} {TALK} " * 100 for each in "abcdefgh")), False),
        (written(f'"Today" \\ {PROMISE}'), False),
        # A customer of ours asks.
        (written("When does it arrive?", LINKED), False),
        # Who edits what was said elsewhere may edit what Kept has noted there.
        (
            written("", ELSEWHERE, subtype="message_changed", message={"text": PROMISE}, previous_message={}),
            False,
        ),
        (written(PROMISE, "D0MIA", channel_type="im"), False),
    ],
)
async def test_what_is_none_of_kepts_business_is_acknowledged_and_all_else_is_queued(
    gate: SocketMode, message: str, nothing: bool
) -> None:
    await gate.client.enqueue_message(message)
    line: Any = gate.client.current_session
    assert line.said == ([acknowledgement("e-1")] if nothing else [])
    assert gate.client.message_queue.qsize() == (not nothing)


@pytest.mark.parametrize(
    "message",
    [
        "",
        '{"type":"hello"}',
        '{"type":"events_api"}',
        written(TALK).replace('"type":"events_api"', '"type":"interactive"'),
        written(TALK).replace('"envelope_id":"e-1"', '"envelope_id":""'),
    ],
)
async def test_what_is_no_event_in_an_envelope_is_left_to_the_sdk(gate: SocketMode, message: str) -> None:
    await gate.client.enqueue_message(message)
    assert gate.client.message_queue.qsize() == 1


@pytest.mark.parametrize(
    ("after", "sure"),
    [
        (timedelta(0), True),
        (timedelta(seconds=4.9), True),
        (timedelta(seconds=5), False),
        (timedelta(seconds=-1), False),  # the clock was set back
    ],
)
async def test_what_was_looked_up_is_sure_for_some_seconds(after: timedelta, sure: bool) -> None:
    ears = Ears()
    await ears.look_up(Store(), "T1", now=NOW)  # type: ignore[arg-type]
    assert ears.sure(NOW + after) is sure
    ears.doubt()
    assert not ears.sure(NOW + after)


async def test_an_acknowledgement_that_a_replaced_connection_did_not_take_goes_out_on_the_new_one(
    gate: SocketMode,
) -> None:
    put_on(gate, Line(broken=True))
    await gate.client.connect_operation_lock.acquire()  # as whoever replaces it holds it
    sending = asyncio.create_task(gate.client.enqueue_message(written(TALK)))
    await asyncio.sleep(0)
    assert not sending.done()
    fresh = put_on(gate, Line())
    gate.client.connect_operation_lock.release()
    await sending
    assert fresh.said == [acknowledgement("e-1")]


async def test_without_any_connection_whoever_acknowledges_hears_of_it(gate: SocketMode) -> None:
    put_on(gate, Line(broken=True))
    with pytest.raises(ConnectionError):
        await gate.client.enqueue_message(written(TALK))
