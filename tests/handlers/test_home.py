"""App Home: what I owe, soonest first, late ones said plainly, with the buttons; drawn anew as things change."""

from datetime import timedelta

from tests.handlers.conftest import KeptSlack


async def test_home_shows_what_i_owe_soonest_first_and_says_what_is_late(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: later thing in 2 weeks")
    await slack.command("mia", "#accounts", "/promise Acme: sooner thing by tomorrow")
    await slack.forward(timedelta(days=4))
    home = await slack.home("mia")
    assert "2 open promises, 1 of them late." in home
    assert home.index("sooner thing") < home.index("later thing")
    assert "late by" in home
    assert "[Kept]" in home


async def test_an_empty_home_says_so_and_offers_the_first_step(slack: KeptSlack) -> None:
    home = await slack.home("mia")
    assert "You owe nobody anything right now." in home
    assert "[Log a promise]" in home


async def test_home_follows_what_is_done_elsewhere(slack: KeptSlack) -> None:
    await slack.home("sam")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri @sam")
    assert "pump" in slack.home_text("sam")
    await slack.command("mia", "#accounts", "/promise kept P-1")
    assert "You owe nobody anything" in slack.home_text("sam")


async def test_a_promise_is_closed_from_home(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    await slack.click("mia", "Kept", home=True)
    await slack.submit("mia")
    assert "P-1 is closed: kept" in slack.modal("mia")
    assert "You owe nobody anything" in slack.home_text("mia")


async def test_at_risk_from_home_says_until_when_to_tell_them(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.home("mia")
    await slack.click("mia", "At risk", home=True)
    assert "Tell them by today 12:00" in slack.modal("mia")
    assert "at risk" in slack.home_text("mia")
    assert "[Told them]" in slack.home_text("mia")


async def test_many_promises_come_in_pages_within_slacks_limits(slack: KeptSlack) -> None:
    for number in range(45):
        await slack.command(
            "mia", "#accounts", f"/promise Acme: thing {number:02} by Fri {9 + number % 8}:00"
        )
    home = await slack.home("mia")
    assert "45 open promises, none of them late. Soonest first; here 1 to 20." in home
    await slack.click("mia", "Later ones", home=True)
    await slack.click("mia", "Later ones", home=True)
    assert "here 41 to 45." in slack.home_text("mia")
    await slack.click("mia", "Sooner ones", home=True)
    assert "here 21 to 40." in slack.home_text("mia")


async def test_whoever_writes_to_kept_is_told_what_it_understands(slack: KeptSlack) -> None:
    await slack.say("mia", "@kept", "hello?")
    assert "/promise Acme: replacement pump by Fri 5pm" in slack.said_to("mia")[-1]
    assert len(slack.said_to("mia")) == 2  # the customer's confirmation, and this answer alone
