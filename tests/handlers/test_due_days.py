"""Two days on which customers are due something, as one person hears of them."""

from datetime import timedelta
from functools import partial

from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import dm


async def test_a_due_day_never_passes_without_a_word_at_the_right_moment(slack: KeptSlack) -> None:
    """At risk and not told, moved and not told, promised for the same day, and a customer who waits: two days of them."""
    heard = partial(dm, slack, "mia")
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 15:00")
    await slack.command("mia", "#accounts", "/promise risk P-1 stuck in customs")
    await slack.command("mia", "#accounts", "/promise Acme: price list by Thu")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back by Thu 10:45")
    await slack.until(NOW + timedelta(hours=4, minutes=45), step=timedelta(minutes=15))
    (tell,) = heard()
    assert "to hear by Wed 25 Nov, 12:00 that it is at risk" in tell
    # 14:45: for today at four, and for today.
    await slack.command("mia", "#accounts", "/promise Acme: the drawing by today 15:45")
    await slack.command("mia", "#accounts", "/promise Acme: the new offer by today")
    await slack.until(NOW + timedelta(hours=7), step=timedelta(minutes=5))
    assert len(heard()) == 3
    assert "P-3 the drawing" in heard()[1], "right after its time: it was promised an hour before"
    assert "late by 5 minutes" in heard()[1]
    assert "P-4 the new offer" in heard()[2]
    assert "It is due soon." in heard()[2]
    # Thursday's brief: what is due today, also where they are still to be told.
    await slack.until(NOW + timedelta(hours=23), step=timedelta(hours=1))
    brief = heard()[-1]
    assert len(heard()) == 4
    assert (
        "P-1 replacement pump\ndue Thu 26 Nov, 15:00 · at risk\nIt is not noted yet that they know." in brief
    )
    assert "P-2 price list\ndue Thu 26 Nov · on track" in brief
    assert "call Dana back" in brief
    assert "They are to have their answer by Thu 26 Nov, 10:45." in brief
    # It is in the brief, so it does not come again at 10:45; and what is moved is not asked how it stands.
    await slack.command("mia", "#accounts", "/promise move P-2 to Mon")
    await slack.until(NOW + timedelta(hours=27, minutes=30), step=timedelta(minutes=15))
    (moved,) = heard()[4:]
    assert "P-2 price list\ndue Thu 26 Nov · moved to Mon 30 Nov" in moved
    assert "that it comes later, and it is not noted yet that they have." in moved
    assert "How does it stand" not in moved
    await slack.until(NOW + timedelta(hours=28), step=timedelta(minutes=15))
    assert "It is due soon. It is not noted yet that they know." in heard()[5]
    # Friday: what is late by now, each once.
    await slack.until(NOW + timedelta(days=1, hours=23), step=timedelta(hours=1))
    late = heard()[-1]
    assert len(heard()) == 7
    assert "P-1 replacement pump\ndue Thu 26 Nov, 15:00 · late by 18 hours" in late
    assert "P-2 price list\ndue Thu 26 Nov · late by 16 hours · moved to Mon 30 Nov" in late


async def test_the_brief_says_by_when_they_are_to_hear_of_what_is_due_that_day(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: hoses by 2 Dec")
    await slack.until(NOW + timedelta(days=4, hours=5), step=timedelta(hours=6))
    await slack.command("mia", "#accounts", "/promise risk P-1 stuck at customs")
    assert "Tell them by tomorrow 11:00" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise move P-1 to tomorrow")
    await slack.until(NOW + timedelta(days=4, hours=23, minutes=30), step=timedelta(minutes=30))
    brief = slack.said_to("mia")[-1]
    assert "It is not noted yet that they know; they are to hear by Mon 30 Nov, 11:00." in brief
