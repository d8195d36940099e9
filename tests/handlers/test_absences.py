"""Who is away and back: what they say, what Slack shows, who stands in, and what they hear when they return."""

import re
from datetime import UTC, datetime, timedelta

from handlers.absent import absences
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import dm

MIA, SAM, LENA, JOE = "U0MIA000001", "U0SAM000001", "U0LENA00001", "U0JOE000001"
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


async def away(slack: KeptSlack, *ids: str) -> dict[str, str]:
    """Why each of these people, or Mia, cannot be asked now."""
    found = await absences(slack.house, ids or (MIA,), now=slack.slack.clock.now())
    return {person_id: each.why for person_id, each in found.items()}


def told_to_stand_in(slack: KeptSlack, who: str = "sam") -> list[str]:
    return [each for each in dm(slack, who) if "You stand in" in each]


# -- what people say


async def test_kept_away_is_confirmed_in_words_and_its_cover_is_told_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/kept away until Thu cover @sam")
    said = slack.said_to("mia")[-1]
    assert "Away until the end of Thu 26 Nov. @sam gets what can’t wait." in said
    assert "[Undo]" in said
    # Said again it changes the absence, and keeps the cover.
    await slack.command("mia", "#accounts", "/kept away until Fri")
    assert "Away until the end of Fri 27 Nov. @sam gets" in slack.said_to("mia")[-1]
    assert await away(slack) == {MIA: "away until Fri 27 Nov"}
    await slack.until(NOW + timedelta(hours=2))
    (told,) = told_to_stand_in(slack)
    assert "@mia is away.\nYou stand in until the end of Fri 27 Nov: what can’t wait comes to you." in told
    await slack.until(FRIDAY)
    assert len(told_to_stand_in(slack)) == 1
    await slack.command("mia", "#accounts", "/kept back")
    await slack.tick()
    assert any("– @mia is away: they are back" in each for each in dm(slack, "sam"))


async def test_an_absence_that_comes_later_reaches_its_cover_in_their_brief(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away tomorrow cover @sam")
    await slack.click("mia", "Undo")
    assert "absence" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept away next week cover @sam")
    assert "Away from Mon 30 Nov until the end of Fri 4 Dec." in slack.said_to("mia")[-1]
    assert await away(slack) == {}
    await slack.tick()
    assert not told_to_stand_in(slack)
    await slack.until(NOW + timedelta(hours=2))
    (told,) = told_to_stand_in(slack)  # of what was taken back nobody need be told
    assert "You stand in from Mon 30 Nov" in told
    assert "@mia will be away." in told
    await slack.until(MONDAY + timedelta(hours=3))
    (told,) = told_to_stand_in(slack)  # it says "is away" by now
    assert "@mia is away.\nYou stand in until the end of Fri 4 Dec" in told
    assert await away(slack) == {MIA: "away until Fri 4 Dec"}


async def test_half_a_day_and_whole_days_end_when_they_say_on_ones_own_clock(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away tomorrow afternoon")
    assert "Away on Thu 26 Nov from 12:00." in slack.said_to("mia")[-1]
    await slack.command("sam", "#accounts", "/kept away tomorrow morning")
    assert "Away on Thu 26 Nov until 12:00." in slack.said_to("sam")[-1]
    await slack.command("joe", "#accounts", "/kept away today")
    assert "Away until the end of Wed 25 Nov." in slack.said_to("joe")[-1]
    clock = slack.slack.clock
    clock.forward(datetime(2026, 11, 26, 4, 59, tzinfo=UTC) - NOW)
    assert await away(slack, JOE) == {JOE: "away until Wed 25 Nov"}
    clock.forward(timedelta(minutes=1))  # midnight in New York, early in London
    assert await away(slack, JOE, MIA, SAM) == {SAM: "away until today 12:00"}
    clock.forward(timedelta(hours=5, minutes=1))  # past noon in Tallinn
    assert (await away(slack, MIA, SAM)).keys() == {MIA, SAM}
    clock.forward(timedelta(hours=2))
    assert await away(slack, MIA, SAM) == {MIA: "away until Thu 26 Nov"}


async def test_the_form_says_from_when_until_when_and_who_stands_in(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until further notice cover @sam")
    form = slack.modal("mia")
    assert "further notice" in form
    assert "sam" in form.casefold()
    await slack.fill("mia", {"First day away": "2026-12-24", "Last day away": "2026-12-23"})
    outcome = await slack.submit("mia")
    assert "comes before the first" in outcome.errors["last"]
    await slack.fill("mia", {"Last day away": "2027-01-02", "Away on that day from": "14:30"})
    await slack.submit("mia")
    assert "Away from Thu 24 Dec, 14:30 until the end of Sat 2 Jan 2027. @sam gets" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept away")
    assert "Away from Thu 24 Dec, 14:30 until the end of Sat 2 Jan 2027." in slack.said_to("mia")[-1]
    await slack.click("mia", "Change")
    await slack.fill(
        "mia", {"Last day away": "2026-12-31", "Who stands in?": None, "Away on that day from": None}
    )
    await slack.submit("mia")
    said = "Away from Thu 24 Dec until the end of Thu 31 Dec. What can’t wait goes to each"
    assert said in slack.modal("mia")


async def test_who_cannot_stand_in_is_not_who_stands_in(slack: KeptSlack) -> None:
    for typed, refused in (
        ("until Fri cover @gus", "is a guest here and cannot stand in for you"),
        ("until Fri cover @mia", "can't stand in for yourself"),
    ):
        await slack.command("mia", "#accounts", f"/kept away {typed}")
        assert refused in slack.said_to("mia")[-1]
    await slack.leave("joe")
    await slack.command("sam", "#accounts", "/kept away from tomorrow until Fri")
    for typed, asked in (
        ("until Fri, Samantha covers", "Nobody here is called “Samantha”"),
        ("until Fri, Joe covers", "Joe Halloran has left this Slack. Choose somebody else to stand in."),
        ("until Fri cover @sam", "Sam Okafor is away from Thu 26 Nov until Fri 27 Nov. Choose somebody else"),
    ):
        await slack.command("mia", "#accounts", f"/kept away {typed}")
        assert asked in slack.modal("mia")
        await slack.close("mia")
    assert await away(slack) == {}
    await slack.command("mia", "#accounts", "/kept away next week cover @sam")  # Sam is back by then
    assert "@sam gets what can’t wait." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.fill("mia", {"Who stands in?": "sam"})
    await slack.submit("mia")
    assert "Sam Okafor is away from Thu 26 Nov until Fri 27 Nov, so say it to them yourself" in slack.modal(
        "mia"
    )


async def test_the_buttons_of_an_absence_are_about_that_one_however_often_they_are_pressed(
    slack: KeptSlack,
) -> None:
    first, second = "Away until the end of Thu 26 Nov", "Away from Mon 21 Dec"
    await slack.command("mia", "#accounts", "/kept away until Thu cover @sam")
    await slack.command("mia", "#accounts", "/kept away from 21 Dec to 31 Dec cover @tom")
    await slack.click("mia", "Change", near=second)
    assert "2026-12-21" in slack.modal("mia")
    await slack.close("mia")
    await slack.click("mia", "Call it off", near=second)
    assert await away(slack) == {MIA: "away until Thu 26 Nov"}
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/kept back")
    await slack.click("mia", "I’m back", near=first)
    assert "That absence is over already, or was called off." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept away")
    assert second in slack.said_to("mia")[-1]
    # Changed to other days it does not stay where it was.
    await slack.click("mia", "Change")
    await slack.fill("mia", {"First day away": "2027-01-04", "Last day away": "2027-01-08"})
    await slack.submit("mia")
    assert "Away from Mon 4 Jan 2027 until the end of Fri 8 Jan 2027." in slack.modal("mia")
    assert "Also said" not in slack.modal("mia")


async def test_it_can_be_said_in_plain_words(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept back")
    assert "You are not away as far as I know." in slack.said_to("mia")[-1]
    await slack.say("mia", "@kept", "I'm away until Friday, Sam covers")
    assert "Away until the end of Fri 27 Nov. @sam gets what can’t wait." in slack.said_to("mia")[-1]
    await slack.say("mia", "@kept", "I'm back")
    assert "Welcome back." in slack.said_to("mia")[-1]
    assert await away(slack) == {}


async def test_whoever_is_given_something_while_they_are_away_is_said_to_be_so(slack: KeptSlack) -> None:
    await slack.command("sam", "#accounts", "/kept away until Fri cover @tom")
    note = "Sam Okafor is away until Fri 27 Nov; Tom Whitlock stands in."
    for given in (
        "/promise Acme: replacement pump by Mon @sam",
        "/mistake Acme: invoice billed twice @sam",
        "/waiting Acme: call Dana back in 2h @sam",
    ):
        await slack.command("mia", "#accounts", given)
        assert note in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer handover Acme to @sam with everything open")
    assert note in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise Acme: manual by Mon")
    assert "is away" not in slack.said_to("mia")[-1]


async def test_what_can_wait_waits_and_the_rest_comes_below_one_note(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Thu 5pm")
    await slack.command("mia", "#accounts", "/promise Acme: drawing by Thu 5pm")
    await slack.command("mia", "#accounts", "/promise Acme: sometime a new catalogue")
    await slack.command("mia", "#accounts", "/kept away until Wed 2 Dec cover @sam")
    await slack.until(FRIDAY - timedelta(hours=9))
    assert not [each for each in dm(slack, "sam") if "catalogue" in each]
    late = dm(slack, "sam")[-1]
    assert late.count("Mia Tamm is away until Wed 2 Dec; you stand in.") == 1
    assert late.index("you stand in") < late.index("P-1")


async def test_kept_away_says_what_slack_shows_already_and_every_absence_to_come(slack: KeptSlack) -> None:
    await slack.status("mia", "Vacationing", ":palm_tree:", until=FRIDAY)
    await slack.command("mia", "#accounts", "/kept away")
    assert "You are away by Slack status until Fri 27 Nov, and I take you for away" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept away until Thu cover @sam")
    await slack.command("mia", "#accounts", "/kept away from 21 Dec to 31 Dec cover @tom")
    await slack.command("mia", "#accounts", "/kept away")
    said = slack.said_to("mia")[-1]
    assert "Away until the end of Thu 26 Nov. @sam gets" in said
    assert "Also said:\n• from Mon 21 Dec until the end of Thu 31 Dec; @tom stands in" in said
    await slack.command("mia", "#accounts", "/kept away from 23 Dec to 28 Dec")
    assert "Away from Wed 23 Dec until the end of Mon 28 Dec. @tom gets" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept back")
    assert "You are still away by Slack status until Fri 27 Nov." in slack.said_to("mia")[-1]
    await slack.status("mia", "", "")
    await slack.command("mia", "#accounts", "/kept back")
    assert "That is called off" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept back")
    assert "You are not away as far as I know." in slack.said_to("mia")[-1]
    # One that lies within a longer one goes with it, and undo brings both back.
    await slack.command("mia", "#accounts", "/kept away until Thu cover @sam")
    await slack.command("mia", "#accounts", "/kept away next week cover @joe")
    await slack.command("mia", "#accounts", "/kept away until 11 Dec")
    await slack.click("mia", "Undo")
    await slack.command("mia", "#accounts", "/kept away")
    assert "Away until the end of Thu 26 Nov. @sam gets" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept away until 11 Dec")
    assert "Away until the end of Fri 11 Dec. @sam gets" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept back")
    slack.slack.clock.forward(MONDAY - NOW)
    assert await away(slack) == {}


# -- back again


async def test_who_returns_is_told_once_what_was_done_what_is_new_and_what_waits(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/customer add WAREHOUSE7")
    await slack.command("mia", "#accounts", "/promise WAREHOUSE7: replacement pump by Mon 5pm")
    await slack.command("mia", "#accounts", "/promise Acme: drawing by Mon 5pm")
    await slack.command("mia", "#accounts", "/waiting Acme: UNDELIVERED U0TOM000001 WX12345678 by 10 Dec")
    await slack.command("joe", "#accounts", "/kept away until Thu")
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.command("sam", "#accounts", "/promise move P-2 to Wed 2 Dec")
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking number 1Z999")
    await slack.command("sam", "#accounts", "/promise Acme: new manual by 9 Dec @mia")
    before = len(slack.said_to("joe"))
    await slack.until(MONDAY)
    (told,) = (each for each in dm(slack, "mia") if "You were away Wed 25 Nov to Fri 27 Nov" in each)
    done, _, rest = told.partition("New for you:")
    assert "P-1 WAREHOUSE7: kept by @sam" in done
    assert "P-2 Acme Industries: moved to Wed 2 Dec by @sam" in done
    assert "P-3 Acme Industries: new manual by @sam" in rest
    # Words that look like somebody are words.
    assert "W-1 Acme Industries: UNDELIVERED U0TOM000001 WX12345678" in rest
    number = re.findall(r"N-(\d+)", rest)[0]
    await slack.command("mia", "#accounts", f"/kept why N-{number}")
    assert "kept by @sam" in slack.said_to("mia")[-1]
    assert SAM not in slack.said_to("mia")[-1]
    assert not [each for each in slack.said_to("sam") if "You were away" in each]
    # Nothing happened to Joe's, and that is no message.
    assert len(slack.said_to("joe")) == before


async def test_who_comes_back_sooner_gets_their_brief(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/kept away until Mon cover @sam")
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking number 1Z999")
    await slack.until(NOW + timedelta(days=1))
    await slack.command("mia", "#accounts", "/kept back")
    assert "Welcome back." in slack.said_to("mia")[-1]
    await slack.until(FRIDAY)
    assert [each for each in slack.said_to("mia") if "You were away Wed 25 Nov to Thu 26 Nov" in each]


async def test_the_longest_absence_form_and_note_fit(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until " + "Ŵ<&>" * 100)
    assert "more than I can read" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", f"/kept away until Fri cover {'Ŵ' * 40}")
    assert "Nobody here is called" in slack.modal("mia")
    await slack.close("mia")
    for number in range(10):
        await slack.command("mia", "#accounts", f"/waiting Acme: {'<!here> & *x* ' * 60}{number} by Mon 4pm")
        await slack.command("mia", "#accounts", f"/promise Acme: {'<!here> & *x* ' * 60}{number} by Fri 4pm")
    await slack.command("mia", "#accounts", "/kept away until Fri")
    for number in range(1, 11):
        await slack.command("sam", "#accounts", f"/promise kept P-{number} done")
    await slack.until(MONDAY)
    told = [each for each in slack.said_to("mia") if "You were away" in each]
    assert told
    assert "and 2 more" in told[-1]
