"""Two customers made one and taken apart again, with everything that is theirs."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from handlers import at_it
from storage.tables import Contact, Customer, CustomerPerson, Mistake, Praise, Promise, Waiting, table
from tests.handlers.conftest import KeptSlack

KINDS = (Promise, Mistake, Contact, Waiting, Praise, CustomerPerson)


async def two(slack: KeptSlack) -> None:
    """Globex (C-2) with one of everything, to be merged into Acme (C-1)."""
    await slack.command("sam", "#accounts", "/customer add Globex Dairy, Globex")
    await slack.command("sam", "#accounts", "/customer tag Globex nordic")
    for line in (
        "/promise Globex: valve by Fri",
        "/mistake Globex: sent the wrong seal",
        "/waiting Globex: call back in 2h",
        "/contact Globex: called, fine; next demo in 2 weeks",
        '/customer praise Globex: "quick and kind"',
    ):
        await slack.command("sam", "#accounts", line)
    await slack.command("sam", "#support", "/customer link Globex")


async def whose(slack: KeptSlack) -> dict[str, set[int]]:
    """The customers' ids by the kind of thing that is theirs."""

    def ask(conn: Connection) -> dict[str, set[int]]:
        return {
            str(kind.__tablename__): set(conn.execute(select(table(kind).c.customer_id)).scalars())
            for kind in KINDS
        }

    return await slack.house.db.read(ask)


async def met_at(slack: KeptSlack) -> list[bool]:
    def ask(conn: Connection) -> list[bool]:
        rows = table(Customer)
        return [at is not None for at in conn.execute(select(rows.c.met_at).order_by(rows.c.id)).scalars()]

    return await slack.house.db.read(ask)


async def test_two_are_looked_at_side_by_side_merged_and_taken_apart(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await two(slack)
    before = await whose(slack)
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    look = slack.said_to("lena")[-1]
    assert "Merge Globex Dairy (C-2) into Acme Industries (C-1)?" in look
    assert "What moves: 1 promise, 1 case, 1 contact, 1 wait, 1 kind word, 1 linked channel." in look
    assert "Names afterwards: Acme Industries, Acme, Globex Dairy, Globex" in look
    assert "Owner: @mia instead of @sam" in look
    assert await whose(slack) == before
    await slack.click("lena", "Merge them")
    said = slack.said_to("lena")[-1]
    assert "C-1 · Acme Industries and C-2 are one customer now." in said
    assert "1 promise" in said
    assert all(ids <= {1} for ids in (await whose(slack)).values())
    assert (await met_at(slack))[0]
    for typed in ("Globex", "C-2"):
        await slack.command("lena", "#accounts", f"/customer {typed}")
        card = slack.said_to("lena")[-1]
        assert "C-1 · Acme Industries\nAlso: Acme, Globex Dairy, Globex" in card
        assert "tags: nordic" in card
        assert "Channels: #support" in card
    await slack.command("lena", "#accounts", "/customer timeline Acme")
    timeline = slack.said_to("lena")[-1]
    assert "@sam added the customer · then Globex Dairy" in timeline
    assert "came along" not in timeline
    await slack.click("lena", "Undo", near="are one customer now")
    assert await whose(slack) == before
    assert await met_at(slack) == [False, True]
    await slack.command("lena", "#accounts", "/customer Globex")
    assert "C-2 · Globex Dairy\nAlso: Globex\nOwner: @sam" in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/customer Acme")
    assert "Also: Acme\nOwner: @mia" in slack.said_to("lena")[-1]


@pytest.mark.usefixtures("either_history")
async def test_undone_merging_is_put_back_by_a_press(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await two(slack)
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    for label in ("Merge them", "Undo", "Put it back"):
        await slack.click("lena", label)
    assert all(ids <= {1} for ids in (await whose(slack)).values())
    await slack.command("lena", "#accounts", "/customer Globex")
    assert "C-1 · Acme Industries" in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/customer timeline Acme")
    put_back = [each for each in slack.said_to("lena")[-1].splitlines() if "put it back" in each]
    assert len(put_back) == 2, "each of the two tells of it once, and of nothing that came along"


async def test_what_was_done_meanwhile_to_a_promise_does_not_keep_it_from_going_back(
    slack: KeptSlack,
) -> None:
    await two(slack)
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    await slack.click("lena", "Merge them")
    await slack.command("sam", "#accounts", "/promise kept P-1 seen running")
    await slack.click("lena", "Undo", near="are one customer now")
    assert (await whose(slack))["promise"] == {2}
    await slack.command("sam", "#accounts", "/promise P-1")
    assert "P-1 · Globex Dairy · kept" in slack.said_to("sam")[-1]


async def test_only_leads_and_admins_merge(slack: KeptSlack) -> None:
    await two(slack)
    await slack.command("mia", "#accounts", "/customer merge Globex into Acme")
    assert "Only an admin of this workspace" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer Acme")
    await slack.click("mia", "Merge with another")
    assert "Only an admin of this workspace" in slack.said_to("mia")[-1]


async def test_the_form_asks_for_whoever_is_not_certain(slack: KeptSlack) -> None:
    await two(slack)
    await slack.command("lena", "#accounts", "/customer merge Globx into Acme")
    form = slack.modal("lena")
    assert "I am not certain whom you mean by “Globx”." in form
    await slack.choose("lena", "This customer …", "Globex", "Globex Dairy")
    await slack.submit("lena")
    assert "Merge Globex Dairy (C-2) into Acme Industries (C-1)?" in slack.modal("lena")
    await slack.click("lena", "The other way round")
    assert "Merge Acme Industries (C-1) into Globex Dairy (C-2)?" in slack.modal("lena")


async def test_one_customer_is_not_merged_with_itself_nor_twice(slack: KeptSlack) -> None:
    await two(slack)
    await slack.command("lena", "#accounts", "/customer merge Acme into C-1")
    assert "That is one customer already: Acme Industries (C-1)." in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    await slack.click("lena", "Merge them")
    await slack.click("lena", "Merge them")
    assert "That is one customer already" in slack.said_to("lena")[-1]


async def test_names_with_into_in_them_are_told_apart(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Dive into Water")
    await slack.command("lena", "#accounts", "/customer merge Dive into Water into Acme")
    assert "Merge Dive into Water (C-2) into Acme Industries (C-1)?" in slack.said_to("lena")[-1]


async def test_a_customer_of_three_has_the_history_of_all(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    for name in ("Borealis", "Calypso"):
        await slack.command("mia", "#accounts", f"/customer add {name}")
        await slack.command("mia", "#accounts", f"/promise {name}: part of {name} by Fri")
    for line in ("merge Calypso into Borealis", "merge Borealis into Acme"):
        await slack.command("lena", "#accounts", f"/customer {line}")
        await slack.click("lena", "Merge them")
    await slack.command("lena", "#accounts", "/customer timeline C-3")
    timeline = slack.said_to("lena")[-1]
    assert "part of Calypso · then Calypso" in timeline
    assert "part of Borealis · then Borealis" in timeline


async def test_what_somebody_did_before_two_became_one_is_still_theirs_to_undo(slack: KeptSlack) -> None:
    await two(slack)
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking 1Z")
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    await slack.click("lena", "Merge them")
    await slack.command("sam", "#accounts", "/promise undo P-1")
    assert "P-1: that step is undone" in slack.said_to("sam")[-1]


async def test_merging_and_undoing_that_take_long_are_told_when_they_are_done(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_it, "ANSWER_WITHIN", 0)
    await two(slack)
    before = await whose(slack)
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    await slack.click("lena", "Merge them")
    assert any("I am at it." in said for said in slack.said_to("lena"))
    assert "C-1 · Acme Industries and C-2 are one customer now." in slack.said_to("lena")[-1]
    await slack.click("lena", "Undo", near="are one customer now")
    assert await whose(slack) == before
    await slack.forward(timedelta(seconds=5))
    await slack.click("lena", "Undo", near="are one customer now")
    assert "That is undone already." in slack.said_to("lena")[-1]


async def test_of_what_was_merged_only_what_changed_hands_since_stays_and_is_named(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await two(slack)
    await slack.command("sam", "#accounts", "/promise Globex: second valve by Fri")
    await slack.command("mia", "#accounts", "/customer add Borealis")
    await slack.command("lena", "#accounts", "/customer merge Globex into Acme")
    await slack.click("lena", "Merge them")
    await slack.command("sam", "#accounts", "/promise edit P-2")
    await slack.fill("sam", {"Customer": "Borealis"})
    await slack.submit("sam")
    await slack.click("lena", "Undo", near="are one customer now")
    said = slack.said_to("lena")[-1]
    assert "These stay as they are:\nP-2: It has changed since" in said
    assert (await whose(slack))["promise"] == {2, 3}
    assert (await whose(slack))["contact"] == {2}
