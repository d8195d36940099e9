"""Correcting what was logged once its date has passed: what nobody touched stays, and another date is a move."""

from datetime import timedelta

from tests.handlers.conftest import KeptSlack

THREE_DAYS = timedelta(days=3)


async def edit(slack: KeptSlack, typed: str, fields: dict[str, str | None]) -> str:
    """What Kept says to a correction, in the form where it was made."""
    await slack.command("mia", "#accounts", typed)
    await slack.fill("mia", fields)
    await slack.submit("mia")
    return slack.modal("mia")


async def test_a_late_promise_is_corrected_with_its_date_untouched(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm aim Thu")
    await slack.forward(THREE_DAYS)
    said = await edit(
        slack, "/promise edit P-1", {"What did you promise?": "replacement pump", "Owner": "sam"}
    )
    assert "P-1 is corrected." in said
    assert "replacement pump\nDue: Fri 27 Nov, 17:00" in said
    assert "late by" in said
    assert "@mia made you the owner of a promise" in slack.said_to("sam")[-1]


async def test_an_aim_of_ours_that_has_passed_stays_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm aim Thu noon")
    await slack.forward(timedelta(days=1, hours=8))
    said = await edit(slack, "/promise edit P-1", {"How firmly": "In writing"})
    assert "P-1 is corrected." in said
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Our own aim: Thu 26 Nov, 12:00" in slack.said_to("mia")[-1]


async def test_a_date_that_is_typed_anew_is_still_asked_about_where_it_has_passed(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.forward(THREE_DAYS)
    said = await edit(slack, "/promise edit P-1", {"Which date were they told?": "26 Nov 2026"})
    assert "which is in the past. Which date do you mean?" in said


async def test_a_customer_who_has_waited_too_long_is_corrected_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")
    await slack.forward(THREE_DAYS)
    said = await edit(slack, "/waiting edit W-1", {"What do they wait for?": "call Dana back, seals"})
    assert "W-1 is corrected." in said
    assert "call Dana back, seals" in said


async def test_a_contact_whose_next_step_is_over_is_corrected_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad; next demo on Fri")
    await slack.forward(THREE_DAYS)
    await slack.command("mia", "#accounts", "/contact mine")
    await slack.click("mia", "Open")
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"What was said?": "called Dana about the seals"})
    await slack.submit("mia")
    assert "Corrected. Acme Industries: called Dana about the seals" in slack.modal("mia")
    assert "Next: demo · Fri 27 Nov" in slack.modal("mia")


async def test_another_date_of_a_late_promise_counts_once_they_were_told(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.forward(THREE_DAYS)
    said = await edit(slack, "/promise edit P-1", {"Which date were they told?": "Fri 4 Dec"})
    assert "P-1 is corrected." in said
    assert "New date Fri 4 Dec" in said
    assert "which Acme Industries has not been told. Until then the old date counts." in said
    assert "late by" in said
    await slack.click("mia", "Told them")
    assert "It is due Fri 4 Dec" in slack.modal("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "changed the date that they are to be told to Fri 4 Dec" in slack.said_to("mia")[-1]


async def test_trouble_with_a_late_promise_is_called_late(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.forward(THREE_DAYS)
    await slack.command("mia", "#accounts", "/promise risk P-1 stuck in customs")
    assert "P-1 is late by 17 hours. Better they hear it from us first." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise told P-1")
    assert "P-1: they know that it is late by 17 hours." in slack.said_to("mia")[-1]


async def test_the_date_of_a_late_promise_is_not_taken_out(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.forward(THREE_DAYS)
    said = await edit(slack, "/promise edit P-1", {"Which date were they told?": None})
    assert "The date they were told has passed, so it stays." in said


async def test_a_date_that_is_still_ahead_is_corrected_at_once(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    said = await edit(slack, "/promise edit P-1", {"Which date were they told?": "Fri 4 Dec"})
    assert "Due: Fri 4 Dec" in said
    assert "has not been told" not in said


async def test_an_aim_before_a_date_that_they_have_not_heard_of_may_follow(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.forward(THREE_DAYS)
    said = await edit(
        slack, "/promise edit P-1", {"Which date were they told?": "Fri 4 Dec", "Our own aim": "Thu 3 Dec"}
    )
    assert "Our aim can follow once they have been told of the new date; leave it out." in said
    await slack.fill("mia", {"Our own aim": None})
    await slack.submit("mia")
    assert "P-1 is corrected." in slack.modal("mia")


async def test_what_ended_late_keeps_the_date_that_was_told(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri 5pm")
    await slack.forward(THREE_DAYS)
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    said = await edit(slack, "/promise edit P-1", {"Which date were they told?": "Fri 4 Dec"})
    assert "It ended after the date they were told, so that date stays." in said
    await slack.fill("mia", {"Which date were they told?": "Fri 27 Nov 2026 17:00"})
    await slack.fill("mia", {"What did you promise?": "two pumps"})
    await slack.submit("mia")
    assert "P-1 is corrected." in slack.modal("mia")
