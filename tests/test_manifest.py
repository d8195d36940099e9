"""manifest.yml against the code: all it declares is answered, and all that is answered is declared."""

import ast
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import main
from bot.manifest import over_http
from bot.refusals import Refusal
from handlers.app import routes
from handlers.scopes import SCOPES
from playground.manifest_rules import problems_of_manifest

ROOT = Path(__file__).parents[1]
# What each scope is for: the method or event that needs it, as it stands in the code.
NEEDED = {
    "commands": r"routes\.commands",
    "chat:write": r"chat_postMessage",
    "users:read": r"users_info",
    "im:history": r"message\.im",
    "im:write": r"conversations\.open",
    "app_mentions:read": r"app_mention",
    "reactions:read": r"reaction_added",
    "channels:history": r"conversations_history",
    "groups:history": r"conversations_replies",
    "channels:read": r"conversations_info",
    "groups:read": r"is_private",
    "files:read": r"FileInputElement",
    "files:write": r"files_getUploadURLExternal",
    "dnd:read": r"dnd_teamInfo",
    "users:read.email": r"\"email\"",
}


@pytest.fixture
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return found


def test_commands_and_shortcuts_are_those_the_code_answers(manifest: dict[str, Any]) -> None:
    features = manifest["features"]
    assert {entry["command"] for entry in features["slash_commands"]} == set(routes().commands)
    assert {entry["callback_id"] for entry in features["shortcuts"]} == set(routes().shortcuts)


def drawn(function: str, place: int) -> set[str]:
    """The ids that the views give to what they draw: the argument at `place` of each call of that function."""
    found = set()
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                found |= {each for each in strings(node.args[place]) if "_" in each or each == "undo"}
    return found


def strings(node: ast.expr) -> set[str]:
    """The strings in an expression as patterns; what is written into one may be any word or number."""
    if isinstance(node, ast.JoinedStr):
        return {
            "".join(
                str(part.value) if isinstance(part, ast.Constant) else "[a-z0-9]+" for part in node.values
            )
        }
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def unanswered(ids: set[str], known: Collection[str]) -> set[str]:
    return {each for each in ids if not any(re.fullmatch(each, name) for name in known)}


def test_every_button_menu_and_form_that_is_drawn_is_answered() -> None:
    table = routes()
    for enter in table.seldom.values():
        enter(table)
    pressed, sent = drawn("button", 1) | drawn("menu", 0), drawn("form", 0)
    assert {"undo", "promise_close_kept", "promise_more", "customer_show"} <= pressed
    assert {"promise_give", "promise_edit", "customer_add"} <= sent
    assert not unanswered(pressed, table.actions)
    assert not unanswered(sent, table.submissions)


def test_mentions_reach_the_commands_as_ids(manifest: dict[str, Any]) -> None:
    assert all(entry["should_escape"] for entry in manifest["features"]["slash_commands"])


def test_events_are_those_the_code_answers(manifest: dict[str, Any]) -> None:
    declared = {name.partition(".")[0] for name in manifest["settings"]["event_subscriptions"]["bot_events"]}
    assert declared == {name.partition(".")[0] for name in routes().events}


def test_each_scope_is_needed_by_the_code_and_explained_in_the_readme(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "handlers").rglob("*.py"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(scopes) == set(NEEDED)
    assert scopes == list(SCOPES), "what a start compares with what Slack granted"
    for scope in scopes:
        assert re.search(NEEDED[scope], code), f"nothing in the code needs {scope}"
        assert f"| `{scope}` |" in readme


def test_names_fit_slacks_limits(manifest: dict[str, Any]) -> None:
    """https://docs.slack.dev/reference/app-manifest"""
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    for entry in manifest["features"]["shortcuts"]:
        assert len(entry["name"]) <= 24
        assert len(entry["description"]) <= 150


def test_over_http_every_gesture_and_event_goes_to_the_one_address_and_the_rest_stays(
    manifest: dict[str, Any],
) -> None:
    address = "https://kept.example.com/slack/events"
    found = over_http(manifest, address)
    assert not problems_of_manifest(found)
    assert {entry.pop("url") for entry in found["features"]["slash_commands"]} == {address}
    assert found["settings"].pop("socket_mode_enabled") is False
    assert found["settings"]["event_subscriptions"].pop("request_url") == address
    interactivity = found["settings"]["interactivity"]
    assert (interactivity.pop("request_url"), interactivity.pop("message_menu_options_url")) == (
        address,
        address,
    )
    assert manifest["settings"].pop("socket_mode_enabled") is True
    assert found == manifest


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kept.example.com",
        "http://kept.example.com",
        "https://",
        "https://[a",
        "https://a b",
        "https://kept",
        "https://me@kept.example.com",
        "https://kept.example.com:99999",
    ],
)
def test_an_address_that_slack_cannot_post_to_is_refused(manifest: dict[str, Any], address: str) -> None:
    with pytest.raises(Refusal, match="begins with https://"):
        over_http(manifest, address)


def test_make_manifest_prints_what_is_to_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "https://kept.example.com/slack/events"]) == 0
    printed = capsys.readouterr().out
    assert yaml.safe_load(printed)["settings"]["socket_mode_enabled"] is False
    assert "Acme: replacement pump by Fri 5pm · mine · P-12 · help" in printed
    assert main(["manifest", "kept.example.com"]) == 2
    assert capsys.readouterr().err.startswith("“kept.example.com” is no address")
