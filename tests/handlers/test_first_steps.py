"""The first steps: three things to try, once, for whoever is new."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers.conftest import KeptSlack, a_slack, running

HELLO = "Hello Mia. I keep what we promise customers"


@pytest.fixture
async def new(file_url: str) -> AsyncIterator[KeptSlack]:
    """A Kept that nobody has used yet."""
    async with a_slack() as bare, running(file_url, bare, newcomers=True) as seen:
        yield seen


async def test_the_first_gesture_is_answered_and_then_the_first_steps_come_once(new: KeptSlack) -> None:
    await new.command("mia", "#accounts", "/customer add Acme")
    answer, guide = new.said_to("mia")
    assert "Acme" in answer
    assert HELLO in guide
    assert "[Log a promise] [Report a mistake] [Log a contact]" in guide
    assert "[Practice]" in guide
    assert "[Not now]" in guide
    await new.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await new.home("mia")
    assert sum(HELLO in said for said in new.said_to("mia")) == 1
    assert new.said_to("sam") == []


async def test_opening_home_is_a_first_step_too(new: KeptSlack) -> None:
    await new.home("mia")
    assert HELLO in new.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("label", "opens"),
    [
        ("Log a promise", "What did you promise?"),
        ("Report a mistake", "mistake"),
        ("Log a contact", "contact"),
    ],
)
async def test_each_button_opens_its_form(new: KeptSlack, label: str, opens: str) -> None:
    await new.home("mia")
    await new.click("mia", label)
    assert opens.casefold() in new.modal("mia").casefold()


async def test_practice_and_not_now(new: KeptSlack) -> None:
    await new.home("mia")
    await new.click("mia", "Practice")
    assert "You are practising now." in new.said_to("mia")[-1]
    await new.home("sam")
    await new.click("sam", "Not now")
    assert "/kept help" in new.said_to("sam")[-1]


async def test_a_guest_gets_no_first_steps(new: KeptSlack) -> None:
    await new.home("gus")
    await new.command("gus", "#support", "/promise")
    assert not any("Hello" in said for said in new.said_to("gus"))


async def test_they_are_no_step_that_undo_takes_back(new: KeptSlack) -> None:
    await new.command("mia", "#accounts", "/customer add Acme")
    await new.command("mia", "#accounts", "/kept undo")
    assert "Acme is taken back" in new.said_to("mia")[-1]
