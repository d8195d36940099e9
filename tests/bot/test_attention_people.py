"""What asks for attention about people: covering, coming back, having left, and a lead's calls."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.absences import FOREVER
from bot.attention import LEADS, Asking
from bot.attention_calls import Call, Pick
from bot.attention_people import AboutDesk, Done, Meanwhile, held_in_words, look
from storage.tables import Away, Customer, Desk

# Wednesday.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
MIA, SAM = "U0MIA000001", "U0SAM000001"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DESK = Desk(id=1, team_id="T", person_id=MIA)
ZONE = "Europe/Tallinn"


def away(
    begins: datetime = NOW,
    ends: datetime = NOW + 2 * DAY,
    *,
    cover: str | None = SAM,
    wall: str = "2026-11-27",
) -> Away:
    return Away(
        id=7,
        team_id="T",
        person_id=MIA,
        from_at=begins,
        until_at=ends,
        until_wall=wall,
        zone=ZONE,
        cover_id=cover,
        created_at=NOW,
    )


def asks(about: AboutDesk, now: datetime = NOW) -> Sequence[Asking]:
    return look(DESK, about, now).asks


def reasons(about: AboutDesk, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(each.reason, each.to) for each in asks(about, now)]


# -- standing in


def test_the_cover_is_told_at_once_of_what_begins_today_and_in_their_brief_of_what_comes() -> None:
    today, coming = (asks(AboutDesk(ZONE, aways=[away(begins)]))[0] for begins in (NOW, NOW + DAY))
    assert (today.reason, today.to, today.urgent) == ("covering", SAM, True)
    assert today.why == "You stand in until the end of Fri 27 Nov: what can’t wait comes to you."
    assert not coming.urgent
    assert (
        coming.why
        == "You stand in from Thu 26 Nov, 10:00 until the end of Fri 27 Nov: what can’t wait comes to you."
    )
    assert today.window == coming.window == "7"


def test_nobody_is_told_weeks_ahead_or_without_a_cover_or_when_it_is_over() -> None:
    far = away(NOW + 20 * DAY, NOW + 22 * DAY)
    assert asks(AboutDesk(ZONE, aways=[far])) == []
    assert look(DESK, AboutDesk(ZONE, aways=[far]), NOW).next_at == NOW + 13 * DAY
    assert asks(AboutDesk(ZONE, aways=[away(cover=None)])) == []
    assert asks(AboutDesk(ZONE, aways=[away()]), NOW + 2 * DAY) == []


def test_it_is_looked_at_again_when_the_absence_begins_and_ends() -> None:
    coming = away(NOW + DAY)
    assert look(DESK, AboutDesk(ZONE, aways=[coming]), NOW).next_at == NOW + DAY
    assert look(DESK, AboutDesk(ZONE, aways=[coming]), NOW + DAY).next_at == NOW + 2 * DAY


# -- coming back


def test_who_is_back_hears_what_happened_if_anything_did() -> None:
    done = Done("P-1", "Acme", "kept", SAM)
    about = AboutDesk(ZONE, aways=[away()], meanwhile={7: Meanwhile([done], ["W-1 Acme: call back"], 1)})
    assert reasons(about) == [("covering", SAM)]
    back = NOW + 2 * DAY
    found = asks(about, back)
    assert [(each.reason, each.to, each.since) for each in found] == [("back", MIA, back)]
    assert found[0].why == "You were away Wed 25 Nov to Fri 27 Nov. This is what happened meanwhile."
    assert found[0].facts["done"] == f"P-1 Acme: kept by {SAM}"
    assert found[0].facts["waits"] == "W-1 Acme: call back"
    assert asks(AboutDesk(ZONE, aways=[away()]), back) == []  # nothing happened
    assert asks(about, back + 6 * DAY) == []  # long ago


def test_who_came_back_sooner_is_back_since_then() -> None:
    ended = away()
    ended.ended_at = NOW + DAY
    about = AboutDesk(ZONE, aways=[ended], meanwhile={7: Meanwhile((), ["W-1 Acme: call back"])})
    assert asks(about, NOW + DAY)[0].why.startswith("You were away Wed 25 Nov to Thu 26 Nov.")


# -- having left

LEFT = Away(
    id=9,
    team_id="T",
    person_id=MIA,
    from_at=NOW,
    until_at=FOREVER,
    until_wall="2026-11-25",
    zone=ZONE,
    created_at=NOW,
)


def test_what_somebody_who_left_holds_is_said_to_a_lead_and_again_every_week() -> None:
    about = AboutDesk(ZONE, aways=[LEFT], held={"customers": 3, "promises": 1})
    first = asks(about)[0]
    assert (first.reason, first.to, first.window) == ("owner_left", LEADS, "9")
    assert first.facts["held"] == "3 customers and 1 open promise"
    assert asks(about, NOW + 6 * DAY)[0].window == "9"
    assert asks(about, NOW + 8 * DAY)[0].window == "9+1"


def test_who_held_nothing_or_hands_all_over_asks_nobody() -> None:
    assert asks(AboutDesk(ZONE, aways=[LEFT])) == []
    assert look(DESK, AboutDesk(ZONE, aways=[LEFT]), NOW).next_at == NOW + 3 * HOUR


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"customers": 1}, "1 customer"),
        ({"cases": 1, "waiting": 2}, "1 open case and 2 customers who wait"),
        ({"customers": 1200, "promises": 2, "cases": 1}, "1,200 customers, 2 open promises and 1 open case"),
        ({}, ""),
    ],
)
def test_what_they_hold_in_words(held: dict[str, int], words: str) -> None:
    assert held_in_words(held) == words


# -- a lead's calls


def customer(id_: int) -> Customer:
    return Customer(id=id_, team_id="T", number=id_, name=f"No {id_}", created_at=NOW, created_by=SAM)


# Tuesday, the first working day of December, and its morning in Tallinn.
FIRST = datetime(2026, 12, 1, 8, tzinfo=UTC)
MORNING = datetime(2026, 11, 30, 22, tzinfo=UTC)
PICKS = [Pick(customer(1), NOW, "a promise was not kept"), Pick(customer(2))]


def calling(
    count: int = 1,
    calls: Sequence[Call] = (),
    picks: Sequence[Pick] = tuple(PICKS),
    aways: Sequence[Away] = (),
) -> AboutDesk:
    return AboutDesk(ZONE, calls=calls, picks=picks, leader_calls=count, aways=aways)


def test_a_lead_is_asked_for_one_call_on_the_first_working_day_of_the_month() -> None:
    assert asks(calling(), FIRST - DAY) == []
    found = asks(calling(), FIRST)
    assert [(each.reason, each.to, each.customer_id, each.window) for each in found] == [
        ("leader_call", MIA, 1, "2026-12:1")
    ]
    assert "a promise was not kept on Wed 25 Nov" in found[0].why
    assert found[0].since == MORNING


def test_whoever_is_no_lead_is_asked_for_none() -> None:
    assert asks(calling(0), FIRST) == []


def test_the_same_customer_stays_the_month_s_call_until_the_call() -> None:
    made = Call(PICKS[0], "2026-12", MORNING)
    later = calling(calls=[made], picks=[PICKS[1]])
    assert [each.customer_id for each in asks(later, FIRST + 9 * DAY)] == [1]
    done = calling(calls=[Call(PICKS[0], "2026-12", MORNING, called_at=FIRST)], picks=[PICKS[1]])
    assert asks(done, FIRST + 9 * DAY) == []
    january = datetime(2027, 1, 4, 8, tzinfo=UTC)
    assert [each.window for each in asks(calling(calls=[made]), january)] == ["2027-01:1"]  # another month


def test_several_calls_come_one_after_the_other_a_working_day_each() -> None:
    called = Call(PICKS[0], "2026-12", MORNING, called_at=FIRST)
    two = calling(2, calls=[called], picks=[PICKS[1]])
    assert asks(two, FIRST) == []
    assert look(DESK, two, FIRST).next_at == MORNING + DAY
    assert [each.customer_id for each in asks(two, FIRST + DAY)] == [2]
    waiting = calling(2, calls=[Call(PICKS[0], "2026-12", MORNING)], picks=[PICKS[1]])
    assert [each.customer_id for each in asks(waiting, FIRST + DAY)] == [1]


def test_a_month_that_is_well_on_its_way_begins_no_calls_and_an_absent_lead_none() -> None:
    assert asks(calling(), FIRST + 14 * DAY) == []
    gone_fishing = away(FIRST - DAY, FIRST + DAY, cover=None, wall="2026-12-02")
    assert asks(calling(aways=[gone_fishing]), FIRST) == []
    assert [each.customer_id for each in asks(calling(aways=[gone_fishing]), FIRST + DAY)] == [1]
