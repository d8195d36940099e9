"""The state file: what survives a restart, beside the tables of an app in the same file."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Slack
from playground.store import Store

MIA = "U0MIA000001"


async def test_messages_home_files_and_the_clock_survive_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    slack = Slack(file=file)
    assert slack.is_fresh
    await slack.start()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    ts = (await client.chat_postMessage(channel=MIA, text="keep me"))["ts"]
    await client.chat_update(channel="D0MIA000001", ts=ts, text="kept")
    gone = (await client.chat_postMessage(channel=MIA, text="drop me"))["ts"]
    await client.chat_delete(channel="D0MIA000001", ts=gone)
    await client.chat_postEphemeral(channel="C0ACCOUNTS1", user=MIA, text="forgotten")
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "Yours"}}]
    await client.views_publish(user_id=MIA, view={"type": "home", "blocks": blocks})
    uploaded = await slack.gestures.upload("mia", "a.txt", b"abc")
    slack.clock.forward(timedelta(days=3))
    ahead = slack.clock.offset
    slack.workspace.change_person(MIA, tz="Asia/Tokyo")
    await slack.stop()

    again = Slack(file=file)
    assert not again.is_fresh
    assert [m.body["text"] for m in again.talk.lines("D0MIA000001", seen_by=MIA)] == ["kept"]
    assert all(m.body["text"] != "forgotten" for m in again.talk.lines("C0ACCOUNTS1", seen_by=MIA))
    home = again.views.home(MIA)
    assert home is not None
    assert home.view["blocks"][0]["text"]["text"] == "Yours"
    assert again.files.content(uploaded.ack["id"]) == b"abc"
    assert abs(again.clock.offset - ahead) < timedelta(seconds=1)
    assert again.workspace.person(MIA).tz == "Asia/Tokyo"
    assert again.talk.new_ts() > ts
    await again.stop()


async def test_the_sample_company_moves_in_once(tmp_path: Path) -> None:
    counts = []
    for _ in range(2):
        slack = Slack(file=tmp_path / "state.db")
        counts.append(len(slack.talk.lines("C0GENERAL01")))
        await slack.stop()
    assert counts[0] == counts[1] > 0


async def test_a_plain_address_is_the_same_person_after_a_restart_and_everybody_keeps_their_colour(
    tmp_path: Path,
) -> None:
    seen = []
    for _ in range(2):
        slack = Slack(file=tmp_path / "state.db")
        await slack.start()
        async with aiohttp.ClientSession() as session, session.get(f"{slack.page_url}ui/state") as answer:
            state = await answer.json()
        seen.append((state["me"], [(p["id"], p["joined"]) for p in state["people"]]))
        slack.workspace.change_person("U0SAM000001", status_text="away")
        await slack.stop()
    assert seen[0] == seen[1]
    assert seen[0][0] == MIA


async def test_open_forms_survive_a_restart_and_closed_ones_stay_closed(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    slack = Slack(file=file)
    views, words = slack.views, {"type": "plain_text", "text": "Form"}
    view = {"type": "modal", "callback_id": "form", "private_metadata": "P-1", "title": words, "blocks": []}
    below = views.open(view, slack.parts.triggers.issue(MIA))
    above = views.put_on_top(below, view)
    views.show_errors(below, {"w": "No."})
    sams = views.open(view, slack.parts.triggers.issue("U0SAM000001"))
    views.close(sams)
    await slack.stop()

    again = Slack(file=file)
    assert [v.id for v in again.views.stack(MIA)] == [below.id, above.id]
    restored = again.views.open_by_id(below.id)
    assert (restored.view, restored.errors) == (below.view, {"w": "No."})
    assert again.views.top("U0SAM000001") is None
    await again.stop()


def test_the_apps_tables_are_left_alone_and_a_writing_app_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with closing(sqlite3.connect(file)) as app:
        app.execute("CREATE TABLE promises (ref TEXT)")
        app.commit()
        store = Store(file)
        app.execute("BEGIN IMMEDIATE")
        app.execute("INSERT INTO promises VALUES ('P-1')")
        store.put("message", "1", {"text": "while the app writes"})
        app.commit()
        store.close()
        assert app.execute("SELECT ref FROM promises").fetchall() == [("P-1",)]
        tables = {name for (name,) in app.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"promises", "playground_things"}
    again = Store(file)
    assert again.load("message") == {"1": {"text": "while the app writes"}}
    again.close()


def test_without_a_file_nothing_is_kept() -> None:
    store = Store(None)
    store.put("message", "1", {})
    store.flush()
    assert store.load("message") == {}
    store.close()


def test_the_last_word_on_a_thing_counts(tmp_path: Path) -> None:
    store = Store(tmp_path / "state.db")
    for n in range(100):
        store.put("thing", "a", {"n": n})
    store.put("thing", "b", {})
    store.drop("thing", "b")
    store.flush()
    assert store.load("thing") == {"a": {"n": 99}}
    store.close()
