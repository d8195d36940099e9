"""Colleagues in several time zones and one promise: its dates stay on its own clock, and nobody's day shifts."""

import pytest

from tests.handlers.conftest import KeptSlack

GIVE = "/promise Acme: replacement pump by Fri 5pm"


async def moved_by_form(slack: KeptSlack, who: str, date: str) -> str:
    await slack.command(who, "#accounts", "/promise P-1")
    await slack.click(who, "New date")
    await slack.fill(who, {"New date": date})
    assert "A time is Tallinn time." in slack.modal(who)
    await slack.submit(who)
    return slack.modal(who)


@pytest.mark.parametrize("who", ["joe", "sam", "priya"])
async def test_a_day_typed_in_another_zone_is_that_day_for_the_promise(slack: KeptSlack, who: str) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command(who, "#accounts", "/promise move P-1 to Tue")
    assert "New date Tue 1 Dec, end of the working day (17:00 Tallinn time)" in slack.said_to(who)[-1]


async def test_a_time_typed_in_a_line_is_on_the_clock_of_the_one_who_types_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("joe", "#accounts", "/promise move P-1 to Mon 9am")
    assert "New date Mon 30 Nov, 16:00 (Tallinn time)" in slack.said_to("joe")[-1]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("Tue", "Tue 1 Dec, end of the working day (17:00 Tallinn time)"),
        ("Fri 18:00", "Fri 27 Nov, 18:00 (Tallinn time)"),
        ("in 8 hours", "Wed 25 Nov, 18:00 (Tallinn time)"),
    ],
)
async def test_a_form_that_shows_the_promises_clock_is_read_on_it(
    slack: KeptSlack, date: str, shown: str
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    assert f"New date {shown}" in await moved_by_form(slack, "joe", date)


@pytest.mark.parametrize("date", ["Tue", "Tue 11:00"])
async def test_the_note_leaves_a_date_that_nobody_touched_where_it_was(slack: KeptSlack, date: str) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", f"/promise move P-1 to {date}")
    await slack.command("joe", "#accounts", "/promise P-1")
    await slack.click("joe", "Write the note")
    await slack.fill("joe", {"What happened?": "It is stuck in customs."})
    await slack.submit("joe")
    assert "The new date: Tue 1 Dec" in slack.modal("joe")
    assert f"New date Tue 1 Dec, {'11:00' if ':' in date else 'end of the working day'}" in slack.modal("joe")


async def test_the_note_reads_a_time_on_the_promises_clock(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("joe", "#accounts", "/promise risk P-1")
    await slack.click("joe", "Write the note")
    await slack.fill("joe", {"What happened?": "Customs.", "New date": "Tue 11:00"})
    await slack.submit("joe")
    assert "The new date: Tue 1 Dec, 11:00 (Tallinn time)" in slack.modal("joe")


async def test_the_note_does_not_put_a_date_back_that_a_colleague_has_changed_meanwhile(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", GIVE)
    await slack.command("mia", "#accounts", "/promise move P-1 to Tue")
    await slack.click("mia", "Write the note")
    await slack.command("sam", "#accounts", "/promise move P-1 to Wed 2 Dec")
    await slack.fill("mia", {"What happened?": "Customs."})
    await slack.submit("mia")
    assert "The new date: Wed 2 Dec" in slack.modal("mia")
