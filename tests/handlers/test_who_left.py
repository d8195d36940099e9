"""Who left Slack: a lead hears what they held, and gives all of it to somebody in one step."""

from datetime import timedelta

import pytest

from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_absences import FRIDAY, MONDAY
from tests.handlers.test_briefs import dm


async def test_who_left_is_handed_over_in_one_step_and_back_with_one_message_each(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    for typed in (
        "/customer add Globex",
        "/customer add Hartwell",
        "/promise Globex: drawing by Mon 5pm",
        "/waiting Globex: call back in 2h",
        "/mistake Hartwell: wrong gasket sent @joe",
    ):
        await slack.command("joe", "#accounts", typed)
    await slack.leave("joe")
    await slack.until(NOW + timedelta(days=1))
    (told,) = (each for each in dm(slack, "lena") if "and still holds" in each)  # an admin: there is no lead
    assert "You owe them" not in told[: told.index("and still holds")]  # it is about a colleague
    assert "2 customers, 1 open promise, 1 open case and 1 customer who waits" in told
    urgent = [told.index(each) for each in ("M-1 Hartwell", "W-1 Globex: call back", "P-1 Globex: drawing")]
    assert urgent == sorted(urgent)
    await slack.click("lena", "Hand all over to …")
    assert "@joe owns 2 customers." in slack.modal("lena")
    await slack.fill("lena", {"Who takes over?": "sam"})
    before = len(slack.said_to("sam"))
    await slack.submit("lena")
    (got,) = slack.said_to("sam")[before:]
    assert "@lena handed 2 customers over to you, with 1 open promise, 1 open case and 1 wait." in got
    assert got.index("W-1 Globex: call back, waiting since Wed 25 Nov") < got.index(
        "P-1 Globex: drawing, due"
    )
    await slack.close("lena")
    await slack.tick()
    assert "1 customer who waits: nothing is theirs any more" in told_of(slack)
    before = len(slack.said_to("sam"))
    await slack.command("lena", "@kept", "/kept undo")
    assert "The handover from @joe to @sam, 5 things in all" in slack.said_to("lena")[-1]
    await slack.click("lena", "Undo it")
    handed = "The handover of 2 customers, 1 open promise, 1 open case and 1 wait from @joe to @sam"
    assert f"{handed} is undone." in slack.said_to("lena")[-1]
    (lost,) = slack.said_to("sam")[before:]
    assert "With you no longer: Globex, Hartwell, P-1, M-1, W-1" in lost
    await slack.tick()
    assert "[Hand all over to …]" in told_of(slack)


def told_of(slack: KeptSlack) -> str:
    """The message in which Lena hears of Joe, as it stands now."""
    return next(each for each in dm(slack, "lena") if "@joe has left this Slack and still" in each)


async def test_of_who_owned_no_customer_what_was_open_is_handed_over(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Mon 5pm @joe")
    await slack.leave("joe")
    await slack.until(FRIDAY)
    await slack.click("lena", "Hand all over to …")
    form = slack.modal("lena")
    assert "@joe has 1 open promise." in form
    assert "0 customers" not in form
    assert "What goes along?" not in form
    await slack.fill("lena", {"Who takes over?": "sam"})
    await slack.submit("lena")
    assert "1 open promise is with @sam now." in slack.modal("lena")
    assert "@lena handed 1 open promise over to you." in slack.said_to("sam")[-1]
    assert "P-1 Acme Industries: replacement pump, due Mon 30 Nov" in slack.said_to("sam")[-1]


async def test_i_take_it_all_hands_all_over_to_who_presses_it(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.command("joe", "#accounts", "/promise Globex: drawing by Mon 5pm")
    await slack.leave("joe")
    await slack.until(FRIDAY)
    await slack.click("lena", "I take it all")
    assert "P-1 Globex: drawing, due Mon 30 Nov" in slack.said_to("lena")[-1]
    await slack.command("mia", "#accounts", "/customer who Globex")
    assert "@lena" in slack.said_to("mia")[-1]
    await slack.forward(timedelta(seconds=5))
    await slack.click("lena", "I take it all")
    assert "somebody has taken it over meanwhile" in slack.said_to("lena")[-1]
    await slack.tick()
    assert "@joe has left this Slack and still holds 1 customer and 1 open promise: nothing" in told_of(slack)


async def test_who_left_while_nobody_heard_is_noticed_within_a_day(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/customer add Globex")
    slack.slack.events.quiet = True
    await slack.leave("joe")
    slack.slack.events.quiet = False
    await slack.until(MONDAY)
    assert [each for each in slack.said_to("lena") if "has left this Slack" in each]


async def test_an_account_that_is_active_again_is_nobody_who_left(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.leave("joe")
    await slack.tick()
    await slack.return_("joe")
    await slack.until(MONDAY)
    assert not [each for each in slack.said_to("lena") if "has left this Slack" in each]


async def test_from_an_old_button_nothing_is_taken_from_who_is_back(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.leave("joe")
    await slack.until(FRIDAY)
    await slack.return_("joe")
    await slack.click("lena", "I take it all")
    assert "Joe Halloran is in this Slack again" in slack.said_to("lena")[-1]
    await slack.command("mia", "#accounts", "/customer who Globex")
    assert "@joe" in slack.said_to("mia")[-1]


async def test_what_failed_once_is_looked_at_again(slack: KeptSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.tick()
    await slack.leave("joe")
    write = slack.house.db.write

    async def broken(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(slack.house.db, "write", broken)
    await slack.tick()
    monkeypatch.setattr(slack.house.db, "write", write)
    await slack.until(FRIDAY)
    assert [each for each in slack.said_to("lena") if "and still holds 1 customer" in each]
