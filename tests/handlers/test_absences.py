"""Who is away, back or gone: what they say, what Slack shows, who stands in, and what they hear when they return."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from handlers.absences import absences
from storage import nudges, preferences
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_briefs import dm

MIA, SAM, LENA, JOE = "U0MIA000001", "U0SAM000001", "U0LENA00001", "U0JOE000001"
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


async def away(slack: KeptSlack, *ids: str) -> dict[str, str]:
    """Why each of these people, or Mia, cannot be asked now."""
    found = await absences(slack.house, ids or (MIA,), now=slack.slack.clock.now())
    return {person_id: each.why for person_id, each in found.items()}


def leads(conn: Connection, team_id: str, ids: list[str]) -> None:
    preferences.put(conn, team_id, "workspace", "", "leads", ids, by=LENA, via="form", now=NOW)


# -- what people say


async def test_kept_away_is_confirmed_in_words_and_its_cover_is_told_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    said = slack.said_to("mia")[-1]
    assert "Away until the end of Fri 27 Nov. @sam gets what can’t wait." in said
    assert "[Undo]" in said
    assert await away(slack) == {MIA: "away until Fri 27 Nov"}
    for _ in range(3):
        await slack.tick()
    told = [each for each in slack.said_to("sam") if "You stand in until the end of Fri 27 Nov" in each]
    assert len(told) == 1
    assert "@mia is away." in told[0]
    await slack.until(FRIDAY)
    assert len([each for each in slack.said_to("sam") if "You stand in" in each]) == 1


async def test_an_absence_that_comes_later_reaches_its_cover_in_their_brief(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away next week cover @sam")
    assert "Away from Mon 30 Nov until the end of Fri 4 Dec." in slack.said_to("mia")[-1]
    assert await away(slack) == {}
    await slack.tick()
    assert not [each for each in slack.said_to("sam") if "You stand in" in each]
    await slack.until(NOW + timedelta(hours=2))
    told = [each for each in slack.said_to("sam") if "You stand in from Mon 30 Nov" in each]
    assert len(told) == 1
    assert "@mia will be away." in told[0]
    await slack.until(MONDAY + timedelta(hours=3))
    told = [each for each in slack.said_to("sam") if "You stand in" in each]
    assert len(told) == 1  # it says "is away" by now
    assert "@mia is away.\nYou stand in until the end of Fri 4 Dec" in told[0]
    assert await away(slack) == {MIA: "away until Fri 4 Dec"}


async def test_undo_takes_an_absence_back_and_the_cover_need_not_be_told(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away tomorrow cover @sam")
    await slack.click("mia", "Undo")
    assert "absence" in slack.said_to("mia")[-1]
    await slack.until(NOW + timedelta(days=1, hours=4))
    assert not [each for each in slack.said_to("sam") if "You stand in" in each]
    assert await away(slack) == {}


async def test_whole_days_end_with_the_day_on_ones_own_clock(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/kept away today")
    assert "Away until the end of Wed 25 Nov." in slack.said_to("joe")[-1]
    slack.slack.clock.forward(datetime(2026, 11, 26, 4, 59, tzinfo=UTC) - NOW)
    assert await away(slack, JOE) == {JOE: "away until Wed 25 Nov"}
    slack.slack.clock.forward(timedelta(minutes=1))  # midnight in New York
    assert await away(slack, JOE) == {}


async def test_kept_away_alone_opens_the_form_and_then_says_how_it_stands(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away")
    await slack.fill(
        "mia", {"First day away": "2026-12-24", "Last day away": "2027-01-02", "Who stands in?": "sam"}
    )
    await slack.submit("mia")
    assert "Away from Thu 24 Dec until the end of Sat 2 Jan 2027. @sam gets" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept away")
    assert "Away from Thu 24 Dec until the end of Sat 2 Jan 2027." in slack.said_to("mia")[-1]
    await slack.click("mia", "Change")
    await slack.fill("mia", {"Last day away": "2026-12-31"})
    await slack.submit("mia")
    assert "Away from Thu 24 Dec until the end of Thu 31 Dec. @sam gets" in slack.modal("mia")


async def test_days_that_are_not_certain_are_asked_about_with_the_rest_filled_in(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until further notice cover @sam")
    form = slack.modal("mia")
    assert "further notice" in form
    assert "Sam" in form or "sam" in form


async def test_a_last_day_before_the_first_one_is_refused_under_its_field(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away")
    await slack.fill("mia", {"First day away": "2026-12-24", "Last day away": "2026-12-23"})
    outcome = await slack.submit("mia")
    assert "comes before the first" in outcome.errors["last"]


async def test_who_cannot_own_anything_cannot_stand_in(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until Fri cover @gus")
    assert "is a guest here and cannot stand in for you" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept away until Fri cover @mia")
    assert "can't stand in for yourself" in slack.said_to("mia")[-1]
    assert await away(slack) == {}


async def test_it_can_be_said_in_plain_words(slack: KeptSlack) -> None:
    await slack.say("mia", "@kept", "I'm away until Friday, Sam covers")
    assert "Away until the end of Fri 27 Nov. @sam gets what can’t wait." in slack.said_to("mia")[-1]
    await slack.say("mia", "@kept", "I'm back")
    assert "Welcome back." in slack.said_to("mia")[-1]
    assert await away(slack) == {}


async def test_a_cover_whom_nobody_can_tell_apart_is_asked_for(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until Fri, Samantha covers")
    assert "Nobody here is called “Samantha”" in slack.modal("mia")


async def test_kept_back_of_somebody_who_is_not_away_says_so(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept back")
    assert "You are not away as far as I know." in slack.said_to("mia")[-1]


async def test_saying_it_again_changes_the_absence_and_keeps_the_cover(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until Thu cover @sam")
    await slack.command("mia", "#accounts", "/kept away until Fri")
    assert "Away until the end of Fri 27 Nov. @sam gets" in slack.said_to("mia")[-1]
    await slack.tick()
    assert len([each for each in slack.said_to("sam") if "You stand in" in each]) == 1


# -- what Slack shows


async def test_a_status_of_vacation_counts_and_a_meeting_does_not(slack: KeptSlack) -> None:
    await slack.status("mia", "In a meeting", ":spiral_calendar_pad:")
    assert await away(slack) == {}
    await slack.status("mia", "Vacationing", ":palm_tree:", until=FRIDAY)
    assert await away(slack) == {MIA: "away by Slack status until Fri 27 Nov"}
    slack.slack.clock.forward(FRIDAY - NOW)
    assert await away(slack) == {}


async def test_a_long_pause_of_notifications_counts_and_the_nightly_one_does_not(slack: KeptSlack) -> None:
    slack.slack.clock.forward(timedelta(hours=14))  # midnight in Tallinn
    assert await away(slack) == {}
    slack.slack.clock.forward(timedelta(hours=10))
    await slack.pause("mia", FRIDAY)
    assert await away(slack) == {MIA: "away with their notifications paused until tomorrow 10:00"}
    await slack.pause("mia", slack.slack.clock.now() + timedelta(hours=2))
    assert await away(slack) == {}


async def test_without_slacks_answer_nobody_is_away_but_by_their_own_word(slack: KeptSlack) -> None:
    await slack.status("mia", "Vacationing", ":palm_tree:")
    await slack.command("sam", "#accounts", "/kept away until Fri")
    for person_id in (MIA, SAM):
        slack.house.people.forget(person_id)
    slack.slack.faults.answer("users.info", "internal_error", times=10)
    assert await away(slack, MIA, SAM) == {SAM: "away until Fri 27 Nov"}


async def test_many_people_cost_few_questions(slack: KeptSlack) -> None:
    ids = [each.id for each in slack.slack.workspace.people.values()]
    for person_id in ids:
        slack.house.people.forget(person_id)
    calls: list[str] = []
    original = slack.house.client.api_call

    async def counting(method: str, **given: object) -> object:
        calls.append(method)
        return await original(method, **given)  # type: ignore[arg-type]

    slack.house.client.api_call = counting  # type: ignore[method-assign,assignment]
    for _ in range(3):
        await absences(slack.house, ids, now=slack.slack.clock.now())
    assert sorted(calls) == ["dnd.teamInfo", "users.list"]


# -- back again


async def test_who_returns_is_told_in_their_first_brief_what_was_seen_to_and_what_waits(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Mon 5pm")
    await slack.command("mia", "#accounts", "/waiting Acme: send Dana the manual by Mon 4pm")
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking number 1Z999")
    await slack.until(MONDAY)
    told = [each for each in slack.said_to("mia") if "You were away Wed 25 Nov to Fri 27 Nov" in each]
    assert len(told) == 1
    assert "P-1 Acme Industries: kept by @sam" in told[0]
    assert "W-1 Acme Industries: send Dana the manual" in told[0]
    assert not [each for each in slack.said_to("sam") if "You were away" in each]


async def test_a_return_with_nothing_to_tell_is_no_message(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/kept away until Thu")
    before = len(slack.said_to("joe"))
    await slack.until(MONDAY + timedelta(hours=9))
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


async def test_emptied_in_the_form_nobody_stands_in_any_more(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.command("mia", "#accounts", "/kept away")
    await slack.click("mia", "Change")
    await slack.fill("mia", {"Who stands in?": None})
    await slack.submit("mia")
    assert "Away until the end of Fri 27 Nov. What can’t wait goes to each" in slack.modal("mia")


async def test_a_later_absence_is_changed_while_another_one_runs(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept away until Thu cover @sam")
    await slack.command("mia", "#accounts", "/kept away from 21 Dec to 31 Dec cover @joe")
    await slack.command("mia", "#accounts", "/kept away from 23 Dec to 28 Dec")
    assert "Away from Wed 23 Dec until the end of Mon 28 Dec. @joe gets" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept back")
    await slack.command("mia", "#accounts", "/kept back")
    assert "That is called off" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept back")
    assert "You are not away as far as I know." in slack.said_to("mia")[-1]


async def test_one_that_lies_within_a_longer_one_goes_with_it_and_undo_brings_both_back(
    slack: KeptSlack,
) -> None:
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


async def test_words_that_look_like_somebody_are_words(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add WAREHOUSE7")
    await slack.command("mia", "#accounts", "/promise WAREHOUSE7: replacement pump by Mon 5pm")
    await slack.command("mia", "#accounts", "/waiting Acme: UNDELIVERED U0TOM000001 WX12345678 by Mon 4pm")
    await slack.command("mia", "#accounts", "/kept away until Fri cover @sam")
    await slack.command("sam", "#accounts", "/promise kept P-1 tracking number 1Z999")
    await slack.until(MONDAY)
    told = next(each for each in slack.said_to("mia") if "You were away Wed 25 Nov to Fri 27 Nov" in each)
    assert "P-1 WAREHOUSE7: kept by @sam" in told
    assert "W-1 Acme Industries: UNDELIVERED U0TOM000001 WX12345678" in told
    number = re.findall(r"N-(\d+)", told)[0]
    await slack.command("mia", "#accounts", f"/kept why N-{number}")
    assert "kept by @sam" in slack.said_to("mia")[-1]
    assert SAM not in slack.said_to("mia")[-1]


# -- gone


async def test_who_left_is_handed_over_by_a_lead_in_one_step_that_can_be_undone(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.command("joe", "#accounts", "/promise Globex: drawing by Mon 5pm")
    await slack.command("joe", "#accounts", "/waiting Globex: call back in 2h")
    await slack.leave("joe")
    await slack.until(FRIDAY)
    told = [each for each in slack.said_to("lena") if "and still holds" in each]
    assert len(told) == 1  # to an admin, since nobody set a lead
    assert "1 customer, 1 open promise and 1 customer who waits" in told[0]
    await slack.click("lena", "Hand all over to …")
    await slack.fill("lena", {"Who takes over?": "sam"})
    await slack.submit("lena")
    await slack.tick()
    await slack.command("sam", "#accounts", "/promise mine")
    assert "P-1" in slack.said_to("sam")[-1]


async def test_i_take_it_all_hands_all_over_to_who_presses_it(slack: KeptSlack) -> None:
    await slack.command("joe", "#accounts", "/customer add Globex")
    await slack.leave("joe")
    await slack.until(FRIDAY)
    await slack.click("lena", "I take it all")
    await slack.command("mia", "#accounts", "/customer who Globex")
    assert "@lena" in slack.said_to("mia")[-1]
    await slack.click("lena", "I take it all")
    assert "somebody has taken it over meanwhile" in slack.said_to("lena")[-1]


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


# -- leaders call


async def test_a_lead_is_asked_to_call_one_customer_in_the_first_working_days_of_a_month(
    slack: KeptSlack,
) -> None:
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/mistake Globex: invoice billed twice")
    await slack.until(MONDAY + timedelta(hours=8))
    assert not [each for each in slack.said_to("lena") if "Your call this month" in each]
    await slack.until(MONDAY + timedelta(days=1, hours=1))
    told = [each for each in slack.said_to("lena") if "Your call this month" in each]
    assert told
    assert "Call Globex" in told[-1]
    await slack.click("lena", "I called them")
    assert "Globex" in slack.modal("lena")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/contact Globex: called Dana, she was glad to hear from us")
    await slack.tick()
    assert "they called" in (await why(slack, "Your call this month"))
    await slack.until(MONDAY + timedelta(days=9))
    assert len([each for each in slack.said_to("lena") if "Call Acme" in each]) == 0  # one a month


async def why(slack: KeptSlack, words: str) -> str:
    """What `/kept why` says of the nudge with these words, on both databases."""
    found = await slack.house.db.read(nudges.open_of_person, slack.house.team_id, LENA)
    assert not [each for each in found if words in each.facts]
    for number in range(1, 20):
        await slack.command("lena", "@kept", f"/kept why N-{number}")
        if words in slack.said_to("lena")[-1]:
            return slack.said_to("lena")[-1]
    return ""


async def test_two_leads_call_different_customers_and_none_that_is_their_own(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.house.db.write(leads, slack.house.team_id, [LENA, MIA])
    await slack.command("lena", "#accounts", "/customer add Globex")
    await slack.command("sam", "#accounts", "/customer add Hartwell")
    await slack.until(MONDAY + timedelta(days=1, hours=4))
    calls = {
        who: [
            name
            for name in ("Acme Industries", "Globex", "Hartwell")
            if f"Call {name}" in "".join(slack.said_to(who))
        ]
        for who in ("lena", "mia")
    }
    assert len(calls["lena"]) == len(calls["mia"]) == 1
    assert calls["lena"] != calls["mia"]
    assert calls["lena"] != ["Globex"]
    assert calls["mia"] != ["Acme Industries"]


async def test_a_call_that_was_snoozed_comes_again(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    await slack.until(MONDAY + timedelta(days=1, hours=1))
    assert len([each for each in dm(slack, "lena") if "Call Acme" in each]) == 1
    await slack.click("lena", "Until tomorrow morning", near="Call Acme")
    await slack.tick()
    assert "[I called them]" not in dm(slack, "lena")[-1]
    await slack.until(MONDAY + timedelta(days=2, hours=-2))
    assert len([each for each in dm(slack, "lena") if "Call Acme" in each]) == 1
    await slack.until(MONDAY + timedelta(days=2, hours=1))
    again = [each for each in dm(slack, "lena") if "[I called them]" in each]
    assert len(again) == 1
    assert "Your call this month" in again[0]
    await slack.until(MONDAY + timedelta(days=9))
    assert len([each for each in dm(slack, "lena") if "Call Acme" in each]) == 2
    await slack.command("lena", "#accounts", "/contact Acme: called Dana, she was glad to hear from us")
    await slack.tick()
    assert not [each for each in dm(slack, "lena") if "[I called them]" in each]


async def test_calls_begin_when_a_lead_is_to_make_some(slack: KeptSlack) -> None:
    await slack.house.db.write(leads, slack.house.team_id, [LENA])
    await slack.command("lena", "#accounts", "/kept settings nudging")
    await slack.fill("lena", {"Customers that each lead calls a month": "0"})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.until(MONDAY + timedelta(days=1, hours=1))
    assert not [each for each in slack.said_to("lena") if "Your call this month" in each]
    await slack.command("lena", "#accounts", "/kept settings nudging")
    await slack.fill("lena", {"Customers that each lead calls a month": "1"})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.until(MONDAY + timedelta(days=2, hours=1))
    assert [each for each in slack.said_to("lena") if "Your call this month" in each]


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
