"""Two customers of one name, and a channel that was somebody else's: it is said, with what to do about it."""

import asyncio
import threading
from typing import Any

import pytest

from storage import customers
from tests.handlers.conftest import KeptSlack

A_WHILE = 0.3  # seconds
MERGE = "ZETA Inc (C-3) goes by “Zeta” too. If the two are one customer: /customer merge C-2 into C-3"


async def test_a_customer_put_back_whose_name_was_given_again(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Zeta")
    await slack.click("mia", "Undo")
    assert "goes by" not in slack.said_to("mia")[-1]
    await slack.command("sam", "#support", "/customer add ZETA Inc")
    await slack.click("mia", "Put it back")
    assert "Zeta is put back." in slack.said_to("mia")[-1]
    assert MERGE in slack.said_to("mia")[-1]
    await slack.command("lena", "#accounts", "/customer merge C-2 into C-3")
    assert "Merge Zeta (C-2) into ZETA Inc (C-3)?" in slack.said_to("lena")[-1]


async def test_a_customer_put_back_on_home(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Zeta")
    await slack.home("mia")
    await slack.click("mia", "Undo", home=True, near="Zeta: you added the customer")
    await slack.command("sam", "#support", "/customer add ZETA Inc")
    await slack.click("mia", "Put it back", home=True)
    assert MERGE in slack.home_text("mia")


async def test_a_rename_undone_whose_name_was_given_again(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Zeta")
    await slack.command("mia", "#accounts", "/customer edit Zeta")
    await slack.fill("mia", {"Name": "Eta"})
    await slack.submit("mia")
    await slack.command("sam", "#support", "/customer add ZETA Inc")
    await slack.click("mia", "Undo")
    assert MERGE in slack.modal("mia")


async def test_several_steps_undone_of_which_one_was_a_rename(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Zeta")
    await slack.command("mia", "#accounts", "/customer edit Zeta")
    await slack.fill("mia", {"Name": "Eta"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("sam", "#support", "/customer add ZETA Inc")
    await slack.command("mia", "#accounts", "/promise Eta: pump by Fri")
    await slack.command("mia", "#accounts", "/kept undo 2")
    assert MERGE in slack.said_to("mia")[-1]


async def test_of_another_step_that_is_undone_no_namesake_is_said(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Zeta")
    await slack.command("sam", "#support", "/customer add ZETA Inc")
    await slack.click("sam", "Add another one")
    await slack.command("mia", "#accounts", "/customer tag C-2 nordic")
    await slack.click("mia", "Undo")
    assert "that step is undone" in slack.said_to("mia")[-1]
    assert "goes by" not in slack.said_to("mia")[-1]


async def test_of_two_who_rename_to_one_name_at_once_the_second_is_asked(
    slack_on_both: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack = slack_on_both
    for who, name in (("mia", "Eta"), ("sam", "Theta")):
        await slack.command(who, "#accounts", f"/customer add {name}")
        await slack.command(who, "#accounts", f"/customer edit {name}")
        await slack.fill(who, {"Name": "Zeta"})
    named = customers.named

    def slowly(*args: Any, **kwargs: Any) -> Any:
        found = named(*args, **kwargs)
        threading.Event().wait(A_WHILE)
        return found

    monkeypatch.setattr(customers, "named", slowly)
    await asyncio.gather(slack.submit("mia"), slack.submit("sam"))
    both = slack.modal("mia") + slack.modal("sam")
    assert both.count("Zeta is corrected.") == 1
    assert both.count("There is a customer called “Zeta” already") == 1


async def test_a_channel_that_was_another_customers(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#support", "/customer link Acme")
    assert "Until now" not in slack.said_to("mia")[-1]
    await slack.command("sam", "#support", "/customer link Globex")
    said = slack.said_to("sam")[-1]
    assert "C-2 · Globex is who this channel is about now" in said
    assert "Until now it was Acme Industries (C-1); Undo gives it back to them." in said
    await slack.click("sam", "Undo")
    await slack.command("sam", "#support", "/customer unlink")
    assert "C-1 · Acme Industries is not who this channel is about any more." in slack.said_to("sam")[-1]


async def test_a_new_customer_for_a_channel_that_was_another_ones(slack: KeptSlack) -> None:
    await slack.command("mia", "#support", "/customer link Acme")
    await slack.command("sam", "#support", "/customer link Initech")
    await slack.click("sam", "Add Initech and link this channel")
    assert "Until now it was Acme Industries (C-1)" in slack.said_to("sam")[-1]
