"""Who may: members everything here, guests and people of other organisations a polite no on every surface."""

import pytest

from tests.handlers.conftest import KeptSlack

NO = "Kept is only for members of this workspace"


@pytest.mark.parametrize(
    "line", ["/promise", "/promise mine", "/promise Acme: pump by Fri", "/customer Acme", "/customer"]
)
async def test_a_guest_gets_a_polite_no_to_every_command(slack: KeptSlack, line: str) -> None:
    await slack.command("gus", "#support", line)
    assert NO in slack.said_to("gus")[-1]
    assert "Acme Industries" not in slack.sees("gus")
    assert slack.modal("gus") == ""


async def test_a_guest_gets_a_polite_no_to_the_shortcut(slack: KeptSlack) -> None:
    message = await slack.say("sam", "#support", "Acme: we will send seals by Friday")
    await slack.shortcut("gus", "Log a promise", message)
    assert NO in slack.said_to("gus")[-1]
    assert slack.modal("gus") == ""


@pytest.mark.parametrize("person", ["gus", "dana"])
async def test_home_of_guests_and_outsiders_is_politely_empty(slack: KeptSlack, person: str) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    home = await slack.home(person)
    assert NO in home
    assert "pump" not in home


async def test_a_guest_who_writes_to_kept_gets_a_polite_no(slack: KeptSlack) -> None:
    await slack.say("gus", "@kept", "what is promised to Acme?")
    assert NO in slack.said_to("gus")[-1]


async def test_whoever_becomes_a_guest_loses_the_buttons_they_already_have(slack: KeptSlack) -> None:
    await slack.command("sam", "#support", "/promise Acme: pump by Fri")
    slack.slack.workspace.person("sam").kind = "guest"
    slack.house.people.forget(slack.slack.workspace.person("sam").id)
    await slack.click("sam", "Undo")
    assert NO in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "pump" in slack.said_to("mia")[-1]


async def test_nothing_is_let_in_while_slack_does_not_say_who_it_is(slack: KeptSlack) -> None:
    slack.slack.faults.answer("users.info", "internal_error")
    await slack.command("joe", "#accounts", "/customer Acme")
    said = slack.said_to("joe")[-1]
    assert "Slack did not tell me in time who you are, so I did nothing" in said
    assert "Acme Industries" not in said


async def test_confirmations_are_for_their_author_alone(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/promise Acme: pump by Fri")
    for other in ("dana", "sam", "joe"):
        assert "P-1" not in slack.sees(other, "#acme-shared")


async def test_another_workspaces_promise_is_not_there(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    slack.house.team_id = "T0ANOTHER01"
    slack.house.people._team_id = slack.slack.team_id
    await slack.command("mia", "#accounts", "/promise P-1")
    # The first steps come after the answer, as she is new in that workspace.
    assert "There is no P-1" in slack.said_to("mia")[-2]
