"""Lists of customers, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot import customers as rules
from storage import customers, rows
from tests.handlers.conftest import NOW, KeptSlack

MIA, SAM = "U0MIA000001", "U0SAM000001"


async def fill(slack: KeptSlack, count: int = 40) -> None:
    """So many customers more: every second one without an owner, every fourth tagged, every tenth gold."""

    def add(conn: Connection) -> None:
        for number in range(2, count + 2):
            made = rules.make(
                f"Customer {number:02}",
                owner_id=SAM if number % 2 else None,
                team_id=slack.house.team_id,
                number=number,
                by=MIA,
                now=NOW,
            )
            made.tags = "nordic\n100%" if number % 4 == 0 else "nordics"
            made.tier = "gold" if number % 10 == 0 else ""
            made.stage = "lost" if number == 41 else "active"
            rows.begin(conn, made, what="added", by=MIA, via="command", now=NOW)
            customers.rename(conn, made, rules.names_of(made))

    await slack.house.db.write(add)


@pytest.mark.parametrize(
    ("typed", "head", "first"),
    [
        ("", "Customers: 41. Here 1 to 15.", "Acme Industries (C-1)"),
        ("mine", "Your customers: 1", "Acme Industries (C-1)"),
        ("@sam", "Sam Okafor's customers: 20", "Customer 03"),
        ("no owner", "Customers without an owner: 20", "Customer 02"),
        ("nordic", "Tag: nordic: 10", "Customer 04"),
        ("#100%", "Tag: 100%: 10", "Customer 04"),
        ("Gold", "Tier: gold: 4", "Customer 10"),
        ("lost", "Stage: lost: 1", "Customer 41"),
    ],
)
async def test_a_list_holds_whom_it_was_asked_for(
    slack_on_both: KeptSlack, typed: str, head: str, first: str
) -> None:
    slack = slack_on_both
    await fill(slack)
    await slack.command("mia", "#accounts", f"/customer list {typed}")
    said = slack.said_to("mia")[-1].splitlines()
    assert said[0].startswith(head)
    assert first in said[1]


async def test_lists_are_leafed_through_and_open_the_card(slack: KeptSlack) -> None:
    await fill(slack)
    await slack.command("mia", "#accounts", "/customer list")
    await slack.click("mia", "More")
    assert "Here 16 to 30." in slack.said_to("mia")[-1]
    await slack.click("mia", "Back")
    assert "Here 1 to 15." in slack.said_to("mia")[-1]
    await slack.click("mia", "Without owner")
    assert "Customers without an owner: 20" in slack.said_to("mia")[-1]
    await slack.click("mia", "Customer 02 (C-2)")
    assert "C-2 · Customer 02\nOwner: nobody yet" in slack.said_to("mia")[-1]


async def test_those_to_whom_a_word_is_overdue_are_listed_the_longest_unmet_first(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer list overdue")
    assert "No customer is overdue for a word." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer list my overdue")
    assert "No customer of yours is overdue for a word." in slack.said_to("mia")[-1]
    await slack.forward(timedelta(days=30))
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.forward(timedelta(days=20))
    await slack.command("mia", "#accounts", "/customer list overdue")
    said = slack.said_to("mia")[-1]
    assert "A word is overdue: 1" in said
    assert "Acme Industries (C-1) · never met, a word overdue by 5 days" in said


async def test_those_with_whom_nothing_is_planned_are_listed(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/contact Globex: called, fine; next demo in 2 weeks")
    await slack.command("mia", "#accounts", "/customer list")
    await slack.click("mia", "No next step")
    said = slack.said_to("mia")[-1]
    assert "Nothing is planned: 1" in said
    assert "Acme Industries (C-1)" in said
    await slack.command("mia", "#accounts", "/customer list my no next step")
    assert "Nothing is planned: 1" in slack.said_to("mia")[-1]


async def test_an_unknown_tag_is_answered_with_those_that_are_known(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer tag Acme pumps")
    await slack.command("mia", "#accounts", "/customer list plumbs")
    said = slack.said_to("mia")[-1]
    assert "I know no tag or tier “plumbs”." in said
    assert "gold, silver, bronze, pumps" in said
