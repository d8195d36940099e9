"""People's text is text: kept whole or refused with a reason, and inert wherever it is shown."""

import json

import pytest

from handlers.app import build, routes
from tests.handlers.conftest import KeptSlack

STRANGE = [
    "<!channel> now",
    "<!subteam^S123|@all>",
    "`code` *bold* _it_ ~x~",
    "=cmd|'/c calc'!A1",
    "<https://evil.example|https://bank.example>",
    "رسالة من اليمين",
    "🙂👩‍👩‍👧‍👦 pumps",
    "&amp; &lt;b&gt;",
    "a\u202egnp.exe",
    "Ünïcödé ﬀ ﬁ",
]


def texts_of(found: object) -> list[dict[str, object]]:
    """Every text object and rich text element in something Slack was sent."""
    if isinstance(found, dict):
        own = [found] if "text" in found else []
        return own + [each for value in found.values() for each in texts_of(value)]
    if isinstance(found, list):
        return [each for value in found for each in texts_of(value)]
    return []


@pytest.mark.parametrize("text", STRANGE)
async def test_strange_words_are_kept_and_shown_as_text(slack_on_both: KeptSlack, text: str) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"What did you promise?": text})
    await slack.submit("mia")
    assert text in slack.modal("mia")
    outcome = await slack.command("mia", "#accounts", "/promise P-1")
    for element in texts_of(outcome.ack["blocks"]):
        assert element.get("type") != "mrkdwn", "people's words stand in markup"
    assert "<!" not in outcome.ack["text"]
    assert "<http" not in outcome.ack["text"]


async def test_of_what_is_typed_all_is_kept_but_what_no_database_stores(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise")
    await slack.fill("mia", {"Customer": "Acme Industries", "What did you promise?": "a NUL\0 here"})
    await slack.submit("mia")
    assert "Acme Industries: a NUL here" in slack.modal("mia")


async def test_half_a_character_breaks_nothing_either(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    listen = build(slack.house, routes(), slack.slack.bot_token).listener({"command": "/promise"})
    assert listen
    sam = slack.slack.workspace.person("sam").id
    body = {"command": "/promise", "user_id": sam, "trigger_id": "1.2", "team_id": slack.house.team_id}
    answer = await listen(body | {"text": "Acme: pu\ud83dmp by Fri"})
    assert "P-1 saved. Acme Industries: pump" in answer["text"]


@pytest.mark.parametrize(
    "typed",
    [
        "/customer list a\0b",
        "/customer a\0b",
        "/kept search a\0b",
        "/promise kept P-1 a\0b",
        "/contact a\0b: called",
        "/mistake Acme: a\0b",
        "/waiting Acme: a\0b",
    ],
)
async def test_no_command_breaks_on_what_cannot_be_stored(slack_on_both: KeptSlack, typed: str) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", typed)
    assert "on my side" not in slack.said_to("mia")[-1]
    assert "ab" in slack.said_to("mia")[-1]


async def test_a_customers_strange_name_is_inert_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill("mia", {"Name": "<!here> *Pumps* & Co"})
    await slack.submit("mia")
    outcome = await slack.command("mia", "#accounts", "/customer C-2")
    assert "<!here> *Pumps* & Co" in slack.said_to("mia")[-1]
    assert "mrkdwn" not in json.dumps(outcome.ack["blocks"])
    assert "&lt;!here&gt;" in outcome.ack["text"]


async def test_mentions_and_links_in_the_words_become_plain_names(slack: KeptSlack) -> None:
    await slack.command(
        "mia", "#accounts", "/promise Acme: ask @joe about https://acme.example/pump in #support by Fri @sam"
    )
    said = slack.said_to("mia")[-1]
    assert "ask @Joe Halloran about https://acme.example/pump in #support" in said
    assert "Owner: @sam" in said


@pytest.mark.parametrize("name", ["🙂", "%_", "\\", "'", "…"])
async def test_a_name_of_signs_alone_is_a_name(slack_on_both: KeptSlack, name: str) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", f"/customer add {name}")
    assert f"C-2 · {name} is a customer of ours now." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", f"/promise C-2: {name} by Fri")
    assert f"P-1 saved. {name}: {name}" in slack.said_to("mia")[-1]
