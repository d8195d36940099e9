"""What nobody foresaw, after the effect: the person hears of it with a reference, and the log tells where, in nobody's words."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.models.views import View
from sqlalchemy import Connection

from handlers import briefs, digests
from handlers.brief_between import Situation
from handlers.brief_deciding import decide
from handlers.views import home as home_views
from handlers.views import parts
from playground.faults import How
from storage.tables import Digest
from tests.handlers.conftest import KeptSlack
from tests.handlers.test_briefs import MIA, MORNING, asks, dm, owe
from tests.handlers.test_digests import HALF_A_DAY, MONDAY, a_good_week, set_up
from tests.handlers.test_digests import digests as said_in

SAM = "U0SAM000001"
SECRET = "zanzibar"
SORRY = "Something went wrong on my side. Look whether it is there before you say it again"
REFERENCE = re.compile(r"E-[0-9A-F]{6}")


def broken(*_: Any, **__: Any) -> Any:
    raise ValueError(f"cannot draw: {SECRET} pump")


def break_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next message cannot be drawn; those after it can."""
    body = parts.Message.body

    def once(_: parts.Message) -> Any:
        monkeypatch.setattr(parts.Message, "body", body)
        broken()

    monkeypatch.setattr(parts.Message, "body", once)


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(logging.Formatter().format(record) for record in caplog.records)


def told(slack: KeptSlack, caplog: pytest.LogCaptureFixture) -> bool:
    """Whether Mia was told last, with a reference that the log has too, which has no words of hers."""
    said = slack.said_to("mia")[-1]
    found = REFERENCE.search(said)
    return SORRY in said and found is not None and found[0] in logged(caplog) and SECRET not in logged(caplog)


async def test_an_answer_to_a_command_that_cannot_be_drawn(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_once(monkeypatch)
    await slack.command("mia", "#accounts", f"/promise Acme: {SECRET} pump by Fri")
    assert told(slack, caplog)
    await slack.command("mia", "#accounts", "/promise mine")
    assert f"{SECRET} pump" in slack.said_to("mia")[-1]


async def test_an_answer_to_a_form_that_cannot_be_drawn(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await slack.command("mia", "#accounts", "/promise")
    await slack.fill(
        "mia",
        {"Customer": "Acme Industries", "What did you promise?": SECRET, "Which date were they told?": "Fri"},
    )
    monkeypatch.setattr(parts.Message, "as_view", broken)
    outcome = await slack.submit("mia")
    assert SORRY in str(outcome.errors)
    assert SECRET not in logged(caplog)


async def test_where_nothing_at_all_can_be_drawn_plain_words_are_left(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parts.Message, "body", broken)
    await slack.command("mia", "#accounts", f"/promise Acme: {SECRET} pump by Fri")
    assert told(slack, caplog)


@pytest.mark.parametrize("way", ["command", "button"])
async def test_a_form_that_cannot_be_drawn(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: {SECRET} pump by Fri")
    monkeypatch.setattr(View, "to_dict", broken)
    await (slack.command("mia", "#accounts", "/promise") if way == "command" else slack.click("mia", "Edit"))
    assert told(slack, caplog)


async def test_an_answer_to_a_button_that_cannot_be_drawn(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await slack.command("mia", "#accounts", f"/promise Acme: {SECRET} pump by Fri")
    break_once(monkeypatch)
    await slack.click("mia", "Open")
    assert told(slack, caplog)


async def test_a_home_that_cannot_be_drawn(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(home_views, "home", broken)
    await slack.home("mia")
    assert told(slack, caplog)


async def test_what_comes_after_an_answer_does_not_cost_the_answer(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("handlers.first_steps.greet", broken)
    await slack.command("mia", "#accounts", f"/promise Acme: {SECRET} pump by Fri")
    assert "P-1 saved" in slack.said_to("mia")[-1]
    assert "what follows an answer failed" in logged(caplog)
    assert SECRET not in logged(caplog)


@pytest.mark.parametrize("how", ["internal_error", "429", "reset"])
async def test_what_home_was_to_show_is_said_in_a_message_where_slack_does_not_take_it(
    slack: KeptSlack, how: How
) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    slack.slack.faults.answer("views.publish", how, times=4)
    await slack.click("mia", "At risk", home=True)
    assert "P-1 is at risk" in slack.said_to("mia")[-1]


async def test_a_home_that_slack_does_not_take_is_not_met_with_silence(slack: KeptSlack) -> None:
    slack.slack.faults.answer("views.publish", "internal_error", times=4)
    await slack.home("mia")
    assert "Slack did not let me draw Home. Open it once more in a moment." in slack.said_to("mia")[-1]


@pytest.mark.usefixtures("slack")
@pytest.mark.parametrize("said", ["Failed to run a request listener: {}, session: s_1", "Error: {}"])
async def test_what_the_sdk_logs_of_an_error_has_not_its_words(
    caplog: pytest.LogCaptureFixture, said: str
) -> None:
    try:
        broken()
    except ValueError as error:
        as_the_sdk_says_it = said.format(error)
        logging.getLogger("kept.bolt").exception(as_the_sdk_says_it)
    assert SECRET not in logged(caplog)
    assert "ValueError" in logged(caplog)
    assert "in broken" in logged(caplog)


@pytest.mark.usefixtures("slack")
async def test_what_the_sdk_says_of_an_envelope_that_it_could_not_take_has_not_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logging.getLogger("kept.bolt").error(
        f"Failed to receive or enqueue a message: ValueError, {SECRET}, pump (s_1)"
    )
    assert SECRET not in logged(caplog)
    assert "Failed to receive or enqueue a message: ValueError" in logged(caplog)


async def test_a_brief_that_cannot_be_planned_keeps_nobody_else_from_theirs(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await owe(slack, 2)
    await asks(slack, [1])
    await asks(slack, [2], to=SAM)

    def fails_for_mia(conn: Connection, team_id: str, here: Situation) -> None:
        if here.person_id == MIA:
            broken()
        decide(conn, team_id, here)

    monkeypatch.setattr(briefs, "decide", fails_for_mia)
    await slack.until(MORNING + timedelta(hours=3))
    assert (dm(slack, "mia"), len(dm(slack, "sam"))) == ([], 1)
    assert "a brief could not be planned: ValueError" in logged(caplog)
    assert SECRET not in logged(caplog)
    monkeypatch.setattr(briefs, "decide", decide)
    await slack.until(MORNING + timedelta(hours=27))
    assert len(dm(slack, "mia")) == 1


async def test_a_digest_that_cannot_be_planned_keeps_no_other_channel_from_its_own(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(slack)
    await set_up(slack, "lena", "#general")
    await a_good_week(slack)
    overlooked, accounts = digests.overlooked, slack.slack.workspace.channel("accounts").id

    def fails_in_accounts(conn: Connection, digest: Digest, held: Any, **when: Any) -> int | None:
        return broken() if digest.channel_id == accounts else overlooked(conn, digest, held, **when)

    monkeypatch.setattr(digests, "overlooked", fails_in_accounts)
    await slack.until(MONDAY, step=HALF_A_DAY)
    assert [len(said_in(slack, where)) for where in ("#accounts", "#general")] == [0, 1]
    assert "could not be planned: ValueError" in logged(caplog)
    monkeypatch.setattr(digests, "overlooked", overlooked)
    await slack.until(MONDAY + timedelta(hours=2))
    assert [len(said_in(slack, where)) for where in ("#accounts", "#general")] == [1, 1]
