"""The way in past Bolt: what has a listener goes straight to it, and all else takes Bolt's way."""

import json
import logging
from typing import Any
from unittest.mock import AsyncMock

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest

from handlers.app import build, routes
from handlers.payloads import user_of
from handlers.way_in import App, as_json
from playground.company import PEOPLE, TEAM_ID
from tests.handlers.conftest import KeptSlack

MIA = PEOPLE[0].id


def app_of(slack: KeptSlack) -> App:
    return build(slack.house, routes(), slack.slack.bot_token)


def reaction(user_id: str) -> dict[str, Any]:
    item = {"type": "message", "channel": "C0ACCOUNTS1", "ts": "1795593600.000100"}
    event = {
        "type": "reaction_added",
        "user": user_id,
        "item_user": user_id,
        "reaction": "tada",
        "item": item,
        "event_ts": "1795593600.000200",
    }
    return {"type": "event_callback", "event_id": f"Ev{user_id}", "team_id": TEAM_ID, "event": event}


async def test_over_http_a_command_is_answered_as_over_the_socket(slack: KeptSlack) -> None:
    body = {"command": "/promise", "text": "help", "user_id": MIA, "trigger_id": "1.2", "team_id": TEAM_ID}
    answer = await app_of(slack).async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    await slack.command("mia", "#accounts", "/promise help")
    assert answer.status == 200
    assert answer.headers["content-type"] == ["application/json;charset=utf-8"]
    assert slack.said_to("mia")[-1].splitlines()[0] in answer.body


async def test_what_asks_for_no_answer_is_acknowledged_with_nothing(slack: KeptSlack) -> None:
    request = AsyncBoltRequest(body=reaction(MIA), mode="socket_mode")
    answer = await app_of(slack).async_dispatch(request)
    assert (answer.status, answer.body) == (200, "")


@pytest.mark.parametrize("said", [{"text": "Fäßchen 🤝"}, {"text": "half a \ud83e"}, {"number": 2**70}])
def test_whatever_is_said_leaves_as_json(said: dict[str, Any]) -> None:
    assert json.loads(as_json(said)) == said


async def test_what_nobody_listens_for_takes_bolts_way_which_says_so(
    slack: KeptSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="kept.bolt")  # the command line makes it quieter
    app, body = app_of(slack), {"type": "dialog_submission", "callback_id": "x", "user": {"id": MIA}}
    assert app.listener(body) is None
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    assert answer.status == 404
    assert "Unhandled request" in caplog.text


async def test_what_took_bolts_way_leaves_kepts_own_log_as_talkative_as_it_was(
    slack: KeptSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="kept.bolt")  # as the command line has it
    ours = logging.getLogger("kept")
    before = ours.level, list(ours.filters)
    body = {"type": "dialog_submission", "callback_id": "x", "user": {"id": MIA}}
    await app_of(slack).async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    assert (ours.level, ours.filters) == before


async def test_what_kept_itself_does_is_no_gesture(slack: KeptSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = AsyncMock(wraps=slack.house.people.get)
    monkeypatch.setattr(slack.house.people, "get", asked)
    own = slack.house.bot_user_id
    app = app_of(slack)
    for user_id in (own, MIA):
        body = reaction(user_id)
        assert user_of(body) == user_id
        listen = app.listener(body)
        assert listen
        assert await listen(body) == {}
    assert {call.args for call in asked.await_args_list} == {(MIA,)}
