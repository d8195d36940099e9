"""A number alone behind a command means the thing of that number, where there is one."""

import pytest

from tests.handlers.conftest import KeptSlack


@pytest.mark.parametrize(
    ("log", "typed", "shown", "form"),
    [
        ("/promise Acme: replacement pump by Fri", "/promise 1", "P-1 · Acme Industries", "/promise"),
        ("/mistake Acme: invoice billed twice", "/mistake 1.", "M-1 · Acme Industries", "/mistake"),
        ("/waiting Acme: call Dana back in 2h", "/waiting 1", "W-1 · Acme Industries", "/waiting new"),
        ("/waiting Acme: call Dana back in 2h", "/waiting #1", "W-1 · Acme Industries", "/waiting new"),
    ],
)
async def test_a_number_that_there_is_opens_it_and_says_how_to_log_the_number_itself(
    slack: KeptSlack, log: str, typed: str, shown: str, form: str
) -> None:
    await slack.command("mia", "#accounts", log)
    await slack.command("mia", "#accounts", typed)
    said = slack.said_to("mia")[-1]
    assert shown in said
    assert said.startswith(f"To log “{typed.split()[1]}” itself, write it in the form: {form}\n")
    await slack.command("mia", "#accounts", form)
    assert slack.modal("mia")


@pytest.mark.parametrize("command", ["/promise", "/mistake", "/waiting"])
async def test_a_number_that_there_is_not_is_words_and_stands_in_the_form(
    slack: KeptSlack, command: str
) -> None:
    await slack.command("mia", "#accounts", f"{command} 12")
    assert "12" in slack.modal("mia")
