"""A promise's life until it ends: given, corrected, moved, at risk, told; what may follow what, and what each step sets."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.calendar import WorkingHours
from bot.changes import Change
from bot.promise_checks import heard_at
from bot.promises import (
    AGREED,
    Given,
    Terms,
    at_risk,
    edit,
    make,
    move,
    told,
)
from bot.refusals import AlreadySo, Refusal, Unreadable, WrongOrder
from bot.sources import Source
from bot.text import WORDS_MAX
from storage.tables import Promise

TERMS = Terms(WorkingHours())
TALLINN, NEW_YORK = "Europe/Tallinn", "America/New_York"


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


NOW = utc(25, 8)  # Wednesday 25 Nov 2026, 10:00 in Tallinn
IN_TWO_HOURS = utc(25, 10)
FRIDAY, MONDAY, TUESDAY = "2026-11-27", "2026-11-30", "2026-12-01"
ENDS = {FRIDAY: utc(27, 15), MONDAY: utc(30, 15), TUESDAY: utc(1, 15, month=12)}


def given(**said: Any) -> Given:
    return Given(
        **{
            "words": "replacement pump",
            "owner_id": "U1",
            "said_by": "U2",
            "zone": TALLINN,
            "due": FRIDAY,
            **said,
        }
    )


def promise(**said: Any) -> Promise:
    return make(given(**said), team_id="T1", customer_id=5, number=12, terms=TERMS, now=NOW)


def so(row: Promise, change: Change) -> Promise:
    """The promise once the change is made."""
    for name, value in change.fields.items():
        assert getattr(row, name) != value, f"{name} is in the change and does not change"
        setattr(row, name, value)
    return row


def moved(row: Promise, new: str, *, told: bool = False, zone: str = TALLINN, now: datetime = NOW) -> Promise:
    return so(row, move(row, new, zone, told=told, terms=TERMS, now=now))


def risky(row: Promise, now: datetime = NOW, **facts: Any) -> Promise:
    known: dict[str, Any] = {"why": "", "plan": "", "new": None, "zone": TALLINN, **facts}
    return so(row, at_risk(row, terms=TERMS, now=now, **known))


def informed(row: Promise, now: datetime = NOW) -> Promise:
    return so(row, told(row, now=now))


# Given


def test_a_promise_holds_what_was_said_and_begins_open_and_on_track() -> None:
    row = promise(aim="2026-11-26T12:00", source=Source("https://example.com/p1", "C1", "1700000000.000100"))
    assert row.model_dump() == {
        "id": None,
        "team_id": "T1",
        "number": 12,
        "customer_id": 5,
        "words": "replacement pump",
        "kind": "repair",
        "owner_id": "U1",
        "said_by": "U2",
        "agreed": "said",
        "zone": TALLINN,
        "due_at": ENDS[FRIDAY],
        "due_wall": FRIDAY,
        "aim_at": utc(26, 10),
        "aim_wall": "2026-11-26T12:00",
        "new_due_at": None,
        "new_due_wall": None,
        "status": "open",
        "health": "on track",
        "risk_at": None,
        "risk_why": "",
        "risk_plan": "",
        "tell_by": None,
        "told_at": None,
        "proof": "",
        "closed_at": None,
        "closed_by": None,
        "source_link": "https://example.com/p1",
        "source_channel": "C1",
        "source_ts": "1700000000.000100",
        "created_at": NOW,
        "answered_at": None,
        "checked": None,
        "checked_at": None,
        "next_look_at": None,
        "removed_at": None,
    }


@pytest.mark.parametrize(
    ("said", "field", "kept"),
    [
        ({"words": "  call Dana back\n"}, "words", "call Dana back"),
        ({"words": "call Dana back"}, "kind", "call back or answer"),
        ({"words": "call Dana back", "kind": "quote"}, "kind", "quote"),
        ({"words": "call Dana back", "kind": "no such kind"}, "kind", "call back or answer"),
        ({"words": "think"}, "kind", "other"),
        ({"agreed": "in writing"}, "agreed", "in writing"),
        ({"agreed": "sworn"}, "agreed", "said"),
        ({"due": None}, "due_at", None),
        ({"due": None}, "due_wall", None),
        ({"due": None, "aim": FRIDAY}, "aim_at", ENDS[FRIDAY]),
        ({"zone": NEW_YORK}, "due_at", utc(27, 22)),
        ({"due": "2026-11-25T10:00"}, "due_at", NOW),
        ({"aim": FRIDAY}, "aim_at", ENDS[FRIDAY]),
    ],
)
def test_what_was_said_is_understood(said: dict[str, Any], field: str, kept: object) -> None:
    assert getattr(promise(**said), field) == kept


def test_a_day_ends_when_this_company_stops_working() -> None:
    late_shift = Terms(WorkingHours(ends=time(20)))
    row = make(given(), team_id="T1", customer_id=5, number=12, terms=late_shift, now=NOW)
    assert row.due_at == utc(27, 18)


REFUSED: list[tuple[dict[str, Any], type[Refusal], str, str]] = [
    ({"words": " "}, Unreadable, "words", "is empty"),
    ({"words": "x" * (WORDS_MAX + 1)}, Unreadable, "words", "characters long"),
    ({"due": "2026-11-25T09:59"}, WrongOrder, "due", "in the past"),
    ({"due": "2026-11-24"}, WrongOrder, "due", "in the past"),
    ({"due": None, "aim": "2026-11-24"}, WrongOrder, "aim", "in the past"),
    ({"aim": MONDAY}, WrongOrder, "aim", "after the date the customer was told"),
    ({"aim": "2026-11-27T17:01"}, WrongOrder, "aim", "after the date the customer was told"),
    ({"due": "9999-12-31T23:30"}, WrongOrder, "due", "Which year"),
    ({"due": None, "aim": "9999-12-31T23:30"}, WrongOrder, "aim", "Which year"),
]


@pytest.mark.parametrize(("said", "refusal", "field", "why"), REFUSED)
def test_what_cannot_be_promised_is_refused_under_its_field(
    said: dict[str, Any], refusal: type[Refusal], field: str, why: str
) -> None:
    with pytest.raises(refusal) as refused:
        promise(zone=NEW_YORK if "Which year" in why else TALLINN, **said)
    assert refused.value.field == field
    assert why in refused.value.sentence


# Edited


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"words": "two pumps "}, {"words": "two pumps"}),
        ({"kind": "quote"}, {"kind": "quote"}),
        ({"owner_id": "U9"}, {"owner_id": "U9"}),
        ({"agreed": "read back"}, {"agreed": "read back"}),
        ({"due": MONDAY}, {"due_wall": MONDAY, "due_at": ENDS[MONDAY]}),
        ({"due": None}, {"due_wall": None, "due_at": None}),
        ({"due": "2026-11-27T17:00"}, {"due_wall": "2026-11-27T17:00"}),
        ({"aim": FRIDAY}, {"aim_wall": FRIDAY, "aim_at": ENDS[FRIDAY]}),
        ({"zone": NEW_YORK, "due": MONDAY}, {"due_wall": MONDAY, "due_at": ENDS[MONDAY]}),
        (
            {"kind": "guess", "words": "call Dana back"},
            {"words": "call Dana back", "kind": "call back or answer"},
        ),
        ({"zone": NEW_YORK, "words": "a pump"}, {"words": "a pump"}),
        ({"words": "a pump", "kind": "no such kind", "agreed": "sworn"}, {"words": "a pump"}),
    ],
)
def test_an_edit_sets_only_what_differs(said: dict[str, Any], fields: dict[str, Any]) -> None:
    change = edit(promise(), given(**said), customer_id=5, terms=TERMS, now=NOW)
    assert (change.what, change.fields) == ("edited", fields)


def test_an_edit_can_name_another_customer_and_never_changes_who_said_it() -> None:
    change = edit(promise(), given(said_by="U9"), customer_id=6, terms=TERMS, now=NOW)
    assert change.fields == {"customer_id": 6}


def test_an_edit_does_not_guess_the_kind_again() -> None:
    change = edit(promise(kind="delivery"), given(words="a quote"), customer_id=5, terms=TERMS, now=NOW)
    assert change.fields == {"words": "a quote"}


def test_an_edit_that_changes_nothing_says_so() -> None:
    with pytest.raises(AlreadySo):
        edit(promise(), given(words=" replacement pump"), customer_id=5, terms=TERMS, now=NOW)


@pytest.mark.parametrize(("said", "refusal", "field", "why"), REFUSED)
def test_an_edit_refuses_what_giving_refuses(
    said: dict[str, Any], refusal: type[Refusal], field: str, why: str
) -> None:
    with pytest.raises(refusal) as refused:
        edit(promise(), given(**said), customer_id=5, terms=TERMS, now=NOW)
    assert refused.value.field == field
    assert why in refused.value.sentence


def test_a_date_that_stays_may_have_passed_while_a_new_one_may_not() -> None:
    row, later = promise(aim="2026-11-26"), utc(30, 8)
    change = edit(row, given(words="a pump", aim="2026-11-26"), customer_id=5, terms=TERMS, now=later)
    assert change.fields == {"words": "a pump"}
    with pytest.raises(WrongOrder):
        edit(row, given(due="2026-11-28", aim="2026-11-26"), customer_id=5, terms=TERMS, now=later)
    with pytest.raises(WrongOrder):
        edit(row, given(aim="2026-11-27T12:00"), customer_id=5, terms=TERMS, now=later)


def test_an_edit_keeps_the_order_of_the_dates_also_with_one_that_stays() -> None:
    row = promise(aim="2026-11-27T12:00")
    with pytest.raises(WrongOrder) as refused:
        edit(row, given(due="2026-11-26", aim="2026-11-27T12:00"), customer_id=5, terms=TERMS, now=NOW)
    assert refused.value.field == "aim"


# Moved


def test_the_first_date_of_a_promise_without_one_is_simply_its_date() -> None:
    change = move(promise(due=None), FRIDAY, TALLINN, told=False, terms=TERMS, now=NOW)
    assert (change.what, change.fields) == ("moved", {"due_at": ENDS[FRIDAY], "due_wall": FRIDAY})


def test_until_the_customer_is_told_the_old_date_counts_and_the_tell_clock_runs() -> None:
    change = move(promise(), TUESDAY, TALLINN, told=False, terms=TERMS, now=NOW)
    assert change.what == "moved, customer not told yet"
    assert change.fields == {
        "new_due_at": ENDS[TUESDAY],
        "new_due_wall": TUESDAY,
        "tell_by": IN_TWO_HOURS,
        "answered_at": NOW,
    }


def test_whoever_moves_it_has_said_how_it_stands() -> None:
    row = promise()
    row.health = "unknown"
    assert moved(row, TUESDAY).health == "on track"
    assert heard_at(moved(promise(), TUESDAY)) == NOW
    assert moved(risky(promise()), TUESDAY).health == "at risk"


def test_the_first_date_after_one_was_struck_out_leaves_nothing_to_tell() -> None:
    row = moved(promise(), TUESDAY)
    row = so(row, edit(row, given(due=None), customer_id=5, terms=TERMS, now=NOW))
    row = moved(row, MONDAY)
    assert (row.due_wall, row.new_due_wall, row.tell_by) == (MONDAY, None, None)


def test_an_earlier_date_is_no_bad_news_and_starts_no_clock() -> None:
    row = moved(promise(), "2026-11-26")
    assert (row.new_due_wall, row.tell_by) == ("2026-11-26", None)
    assert row.due_wall == FRIDAY


def test_a_date_that_they_were_told_counts_at_once() -> None:
    change = move(promise(), TUESDAY, TALLINN, told=True, terms=TERMS, now=NOW)
    assert change.what == "moved"
    assert change.fields == {"due_at": ENDS[TUESDAY], "due_wall": TUESDAY, "told_at": NOW}


def test_a_told_date_ends_the_risk_and_the_clock() -> None:
    row = moved(risky(promise()), TUESDAY, told=True)
    assert (row.health, row.tell_by, row.told_at) == ("on track", None, NOW)


def test_moving_on_from_an_untold_date_keeps_the_clock_that_runs() -> None:
    row = moved(moved(promise(), MONDAY), TUESDAY, now=NOW + timedelta(hours=1))
    assert (row.new_due_wall, row.tell_by) == (TUESDAY, IN_TWO_HOURS)


def test_a_later_date_after_they_were_told_of_the_risk_starts_the_clock_anew() -> None:
    row = moved(informed(risky(promise())), TUESDAY, now=NOW + timedelta(hours=1))
    assert (row.tell_by, row.told_at) == (IN_TWO_HOURS + timedelta(hours=1), None)


def test_going_back_to_the_date_they_know_leaves_nothing_to_tell() -> None:
    row = moved(promise(), TUESDAY)
    change = move(row, FRIDAY, TALLINN, told=False, terms=TERMS, now=NOW)
    assert change == Change("moved", {"new_due_at": None, "new_due_wall": None, "tell_by": None})


@pytest.mark.parametrize("back", [FRIDAY, "2026-11-26"])
def test_going_back_does_not_stop_the_clock_of_a_promise_at_risk(back: str) -> None:
    assert moved(moved(risky(promise()), TUESDAY), back).tell_by == IN_TWO_HOURS


@pytest.mark.parametrize("said_told", [True, False])
def test_the_date_it_has_already_is_no_move(said_told: bool) -> None:
    for same in (FRIDAY, "2026-11-27T17:00"):
        with pytest.raises(AlreadySo) as refused:
            move(promise(), same, TALLINN, told=said_told, terms=TERMS, now=NOW)
        assert refused.value.field == "due"


def test_moving_twice_to_the_same_untold_date_is_one_move() -> None:
    row = moved(promise(), TUESDAY)
    with pytest.raises(AlreadySo) as refused:
        move(row, TUESDAY, TALLINN, told=False, terms=TERMS, now=NOW + timedelta(minutes=5))
    assert "not been told" in refused.value.sentence


def test_our_own_aim_goes_where_it_would_come_after_the_new_date_and_stays_where_not() -> None:
    aims = {"due": TUESDAY, "aim": MONDAY}
    assert moved(promise(**aims), FRIDAY, told=True).aim_wall is None
    assert moved(promise(**aims), FRIDAY, told=True).aim_at is None
    assert moved(promise(**aims), "2026-12-02", told=True).aim_wall == MONDAY
    assert moved(promise(**aims), FRIDAY).aim_wall == MONDAY
    assert informed(moved(promise(**aims), FRIDAY)).aim_wall is None


def test_a_colleague_in_another_zone_means_their_own_clock() -> None:
    row = moved(promise(), "2026-11-30T12:00", zone=NEW_YORK)
    assert (row.new_due_at, row.new_due_wall) == (utc(30, 17), "2026-11-30T19:00")


def test_a_day_is_that_day_on_the_promises_own_clock_whoever_says_it() -> None:
    row = moved(promise(), MONDAY, zone=NEW_YORK, told=True)
    assert (row.due_at, row.due_wall) == (ENDS[MONDAY], MONDAY)
    row = risky(promise(), new=MONDAY, zone=NEW_YORK)
    assert (row.new_due_at, row.new_due_wall) == (ENDS[MONDAY], MONDAY)


def test_a_date_may_be_said_on_another_clock_than_the_one_that_the_tell_clock_runs_on() -> None:
    change = move(
        promise(), "2026-11-30T12:00", NEW_YORK, said_in=TALLINN, told=False, terms=TERMS, now=utc(25, 14)
    )
    assert change.fields["new_due_wall"] == "2026-11-30T12:00"
    assert change.fields["tell_by"] == utc(25, 16)
    row = risky(promise(), new="2026-11-30T12:00", zone=NEW_YORK, said_in=TALLINN)
    assert row.new_due_wall == "2026-11-30T12:00"


@pytest.mark.parametrize(("new", "why"), [("2026-11-24", "in the past"), ("9999-12-31", "Which year")])
def test_a_date_that_cannot_be_is_refused_as_a_new_one(new: str, why: str) -> None:
    for act in (
        lambda: move(promise(), new, TALLINN, told=True, terms=TERMS, now=NOW),
        lambda: risky(promise(), new=new),
    ):
        with pytest.raises(WrongOrder) as refused:
            act()
        assert refused.value.field == "due"
        assert why in refused.value.sentence


# At risk and told


def test_at_risk_starts_two_working_hours_to_tell_them() -> None:
    change = at_risk(promise(), why="", plan="", new=None, zone=TALLINN, terms=TERMS, now=NOW)
    assert change == Change("at risk", {"health": "at risk", "risk_at": NOW, "tell_by": IN_TWO_HOURS})


@pytest.mark.parametrize(
    ("at", "zone", "tell_by"),
    [
        (utc(25, 14), TALLINN, utc(26, 8)),
        (utc(27, 14), TALLINN, utc(30, 8)),
        (utc(28, 14), TALLINN, utc(30, 9)),
        (utc(25, 14), NEW_YORK, utc(25, 16)),
    ],
)
def test_the_clock_runs_in_the_working_hours_of_the_one_who_knows(
    at: datetime, zone: str, tell_by: datetime
) -> None:
    assert risky(promise(due=TUESDAY), now=at, zone=zone).tell_by == tell_by


def test_how_long_telling_may_take_is_the_companys_to_say() -> None:
    slow = Terms(WorkingHours(), tell_within=timedelta(hours=4))
    change = at_risk(promise(), why="", plan="", new=None, zone=TALLINN, terms=slow, now=NOW)
    assert change.fields["tell_by"] == utc(25, 12)
    assert move(promise(), TUESDAY, TALLINN, told=False, terms=slow, now=NOW).fields["tell_by"] == utc(25, 12)


def test_the_facts_may_come_one_by_one_and_the_clock_runs_on_from_the_first_word() -> None:
    row = risky(promise())
    row = risky(row, now=NOW + timedelta(hours=1), why=" stuck in customs ")
    row = risky(row, now=NOW + timedelta(hours=1), plan="a rented pump", new=TUESDAY)
    assert (row.risk_why, row.risk_plan, row.new_due_wall) == ("stuck in customs", "a rented pump", TUESDAY)
    assert (row.risk_at, row.tell_by) == (NOW, IN_TWO_HOURS)
    assert row.due_wall == FRIDAY


def test_saying_at_risk_again_without_news_says_so() -> None:
    row = risky(promise(), why="customs", new=TUESDAY)
    again: list[dict[str, Any]] = [{}, {"why": "customs"}, {"new": TUESDAY}, {"new": FRIDAY}]
    for facts in again:
        with pytest.raises(AlreadySo):
            risky(row, **facts)


def test_the_date_they_know_is_not_offered_to_them_as_a_new_one() -> None:
    row = risky(promise(), why="can't make Friday", new=FRIDAY)
    assert (row.new_due_wall, row.tell_by) == (None, IN_TWO_HOURS)


def test_an_earlier_date_offered_with_the_risk_does_not_stop_its_clock() -> None:
    row = risky(promise(), new="2026-11-26")
    assert (row.new_due_wall, row.tell_by) == ("2026-11-26", IN_TWO_HOURS)


def test_a_date_may_be_offered_for_a_promise_that_had_none_and_counts_once_they_know() -> None:
    row = risky(promise(due=None), new=TUESDAY)
    assert (row.due_wall, row.new_due_wall, row.tell_by) == (None, TUESDAY, IN_TWO_HOURS)
    assert informed(row).due_wall == TUESDAY


def test_a_later_date_found_after_they_knew_of_the_risk_starts_the_clock_anew() -> None:
    row = risky(informed(risky(promise(), why="customs")), now=NOW + timedelta(hours=1), new=TUESDAY)
    assert (row.tell_by, row.told_at) == (IN_TWO_HOURS + timedelta(hours=1), None)


def test_a_fact_found_after_they_knew_of_the_risk_does_not() -> None:
    row = risky(informed(risky(promise())), why="customs")
    assert (row.tell_by, row.told_at) == (None, NOW)


def test_a_new_risk_does_not_inherit_the_facts_of_an_old_one() -> None:
    row = informed(risky(promise(), why="customs", plan="a rented pump", new=TUESDAY))
    assert row.health == "on track"
    later = NOW + timedelta(days=1)
    row = risky(row, now=later)
    assert (row.risk_why, row.risk_plan, row.risk_at) == ("", "", later)
    assert (row.tell_by, row.told_at) == (later + timedelta(hours=2), None)


def test_a_clock_that_a_move_started_is_not_set_back_by_the_risk() -> None:
    row = risky(moved(promise(), TUESDAY), now=NOW + timedelta(hours=1))
    assert row.tell_by == IN_TWO_HOURS


@pytest.mark.parametrize("facts", [{"why": "x" * (WORDS_MAX + 1)}, {"plan": "a\0b"}])
def test_facts_that_cannot_be_kept_are_refused_under_their_field(facts: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as refused:
        risky(promise(), **facts)
    assert refused.value.field == next(iter(facts))


def test_told_stops_the_clock_and_the_risk_stays() -> None:
    change = told(risky(promise()), now=NOW)
    assert change == Change("told", {"told_at": NOW, "tell_by": None})


def test_told_makes_the_new_date_the_told_one_and_all_is_well() -> None:
    row = informed(risky(promise(), new=TUESDAY))
    assert (row.due_at, row.due_wall) == (ENDS[TUESDAY], TUESDAY)
    assert (row.new_due_at, row.new_due_wall) == (None, None)
    assert (row.health, row.tell_by, row.told_at) == ("on track", None, NOW)


def test_an_earlier_date_has_to_be_told_too_before_it_counts() -> None:
    assert informed(moved(promise(), "2026-11-26")).due_wall == "2026-11-26"


def test_where_there_is_nothing_to_tell_it_says_so() -> None:
    for row in (promise(), informed(risky(promise())), moved(promise(), TUESDAY, told=True)):
        with pytest.raises(AlreadySo):
            told(row, now=NOW)


def test_every_way_of_agreeing_has_words() -> None:
    assert [promise(agreed=how).agreed for how in AGREED] == list(AGREED)
