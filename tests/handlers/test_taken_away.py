"""A customer is taken away while something is written for them: whichever comes first, nothing is left without its customer."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from storage import customers, rows
from storage.tables import Customer, table
from tests.handlers.conftest import KeptSlack

# Room for what should wait to come in all the same, in seconds.
A_WHILE = 0.4
LINES = {
    "/promise Brandnew: seals by Fri": "P-1",
    "/mistake Brandnew: billed twice": "M-1",
    "/waiting Brandnew: call Dana back in 2h": "W-1",
    "/contact Brandnew: called Dana, happy": "1 contact",
}


def holding(
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    when: Callable[..., bool] = lambda *_, **__: True,
) -> Callable[[], Any]:
    """Has the first such call of a function take a while at its end; gives what waits until it is there."""
    real, there = getattr(where, name), threading.Event()

    def slowly(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        if when(*args, **kwargs) and not there.is_set():
            there.set()
            threading.Event().wait(A_WHILE)
        return result

    monkeypatch.setattr(where, name, slowly)
    return lambda: asyncio.to_thread(there.wait, 10)


def without_customer(conn: Connection) -> int:
    """How much stands for customers who are gone."""
    gone = select(table(Customer).c.id).where(table(Customer).c.removed_at.is_not(None))
    return sum(
        conn.execute(
            select(func.count()).where(things.c.customer_id.in_(gone), things.c.removed_at.is_(None))
        ).scalar_one()
        for things in (table(model) for model in customers.LOGGED)
    )


@pytest.mark.parametrize("typed", LINES)
async def test_what_comes_while_its_customer_is_taken_back_finds_them_gone(
    slack_on_both: KeptSlack, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Brandnew")
    looked = holding(monkeypatch, customers, "has_anything")

    async def write() -> None:
        await looked()
        await slack.command("sam", "#support", typed)

    await asyncio.gather(slack.click("mia", "Undo"), write())
    assert "Brandnew is taken back" in slack.said_to("mia")[-1]
    assert "I don't know “Brandnew” yet. Is that a new customer?" in slack.said_to("sam")[-1]
    assert await slack.house.db.read(without_customer) == 0


@pytest.mark.parametrize("typed", LINES)
async def test_whoever_takes_a_customer_back_waits_for_what_is_being_written_for_them(
    slack_on_both: KeptSlack, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Brandnew")
    written = holding(monkeypatch, rows, "begin")

    async def undo() -> None:
        await written()
        await slack.click("mia", "Undo")

    await asyncio.gather(slack.command("sam", "#support", typed), undo())
    assert "contacts of this customer stand by now, so they stay" in slack.said_to("mia")[-1]
    assert await slack.house.db.read(without_customer) == 0


@pytest.mark.parametrize("typed", LINES)
async def test_what_comes_while_two_customers_become_one_is_the_ones_that_stays(
    slack_on_both: KeptSlack, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    slack = slack_on_both
    await slack.command("lena", "#accounts", "/customer add Brandnew")
    await slack.command("lena", "#accounts", "/customer merge Brandnew into Acme")
    merged = holding(monkeypatch, rows, "change", lambda *args, **_: "removed_at" in args[3])

    async def write() -> None:
        await merged()
        await slack.command("sam", "#support", typed)

    await asyncio.gather(slack.click("lena", "Merge them"), write())
    assert "Acme Industries" in slack.said_to("sam")[-1]
    assert await slack.house.db.read(without_customer) == 0


@pytest.mark.parametrize("typed", LINES)
async def test_what_is_being_written_when_two_customers_become_one_comes_along(
    slack_on_both: KeptSlack, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    slack = slack_on_both
    await slack.command("lena", "#accounts", "/customer add Brandnew")
    await slack.command("lena", "#accounts", "/customer merge Brandnew into Acme")
    written = holding(monkeypatch, rows, "begin")

    async def merge() -> None:
        await written()
        await slack.click("lena", "Merge them")

    await asyncio.gather(slack.command("sam", "#support", typed), merge())
    assert "C-1 · Acme Industries and C-2 are one customer now" in slack.said_to("lena")[-1]
    assert await slack.house.db.read(without_customer) == 0
    await slack.command("sam", "#support", "/customer timeline Acme")
    assert LINES[typed].split("-")[0] in slack.said_to("sam")[-1] or "called Dana" in slack.said_to("sam")[-1]
