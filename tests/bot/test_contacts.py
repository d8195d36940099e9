"""A contact's rules: what counts as having met, what one tap plans, what is refused."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import contacts as rules
from bot.calendar import WorkingHours
from bot.contact_questions import QUESTIONS, Facts, question, situation
from bot.refusals import AlreadySo, Unreadable, WrongOrder
from storage import contacts as questions
from storage.tables import Contact

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # Wednesday, 10:00 in Tallinn
HOURS = WorkingHours()
ZONE = "Europe/Tallinn"


def given(**fields: object) -> rules.Given:
    known: dict[str, object] = {
        "words": "called",
        "how": "call",
        "by_id": "U1",
        "said_by": "U1",
        "zone": ZONE,
    }
    return rules.Given(**(known | fields))  # type: ignore[arg-type]


def contact(**fields: object) -> Contact:
    made = rules.make(given(**fields), team_id="T1", customer_id=1, hours=HOURS, now=NOW)
    made.id = 1
    return made


@pytest.mark.parametrize(
    ("how", "sounded", "counts"),
    [
        ("call", "", True),
        ("visit", "glad", True),
        ("chat", "fine", True),
        ("mail", "", True),
        ("event", "", True),
        ("mail", "no answer", False),
        ("call", "no answer", False),
        ("gift", "glad", False),
        ("attempt", "", False),
    ],
)
def test_only_what_goes_both_ways_counts_as_having_met(how: str, sounded: str, counts: bool) -> None:
    assert rules.is_two_way(contact(how=how, sounded=sounded)) is counts


@pytest.mark.parametrize(
    ("how", "event", "sounded", "people", "counts"),
    [
        ("event", "Hannover fair", "", (), False),
        ("event", "Hannover fair", "", (7,), True),
        ("event", "Hannover fair", "glad", (), True),
        ("event", "Hannover fair", "no answer", (), False),
        ("event", "", "", (), True),  # with one of them, and not for many
        ("call", "Hannover fair", "", (), True),  # corrected since
    ],
)
def test_an_event_for_many_counts_where_somebody_was_met_or_how_they_sounded_is_known(
    how: str, event: str, sounded: str, people: Sequence[int], counts: bool
) -> None:
    assert rules.is_two_way(contact(how=how, event=event, sounded=sounded, people=people)) is counts


def test_the_rule_and_the_question_to_the_database_know_the_same_ways() -> None:
    assert set(questions.TWO_WAY) == rules.TWO_WAY


def latest(*said: tuple[str, str]) -> list[Contact]:
    return [contact(how=how, sounded=sounded) for how, sounded in said]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ([], 0),
        ([("call", "glad")], 0),
        ([("attempt", "")], 1),
        ([("attempt", ""), ("gift", ""), ("mail", "no answer"), ("call", ""), ("attempt", "")], 2),
    ],
)
def test_attempts_count_since_they_were_last_met(said: list[tuple[str, str]], count: int) -> None:
    assert rules.attempts_in_row(latest(*said)) == count


@pytest.mark.parametrize(
    ("said", "twice"),
    [
        ([("call", "fine"), ("visit", "fine")], True),
        ([("call", "fine"), ("attempt", ""), ("call", ""), ("visit", "fine")], True),
        ([("call", "fine"), ("visit", "glad"), ("call", "fine")], False),
        ([("call", "fine")], False),
    ],
)
def test_fine_twice_in_a_row_is_seen(said: list[tuple[str, str]], twice: bool) -> None:
    assert rules.fine_twice(latest(*said)) is twice


@pytest.mark.parametrize(
    ("which", "now", "wall"),
    [
        ("3d", NOW, "2026-11-30"),  # Saturday, so Monday
        ("1w", NOW, "2026-12-02"),
        ("2w", NOW, "2026-12-09"),
        ("1m", NOW, "2026-12-25"),
        ("1m", datetime(2027, 1, 30, 12, tzinfo=UTC), "2027-03-01"),  # February ends on a Sunday
        ("3d", datetime(2026, 11, 25, 23, tzinfo=UTC), "2026-11-30"),  # Thursday already in Tallinn: Sunday
    ],
)
def test_one_tap_plans_a_working_day(which: str, now: datetime, wall: str) -> None:
    assert rules.soon(which, zone=ZONE, hours=HOURS, now=now) == wall


def test_days_off_and_a_week_of_ones_own_are_kept() -> None:
    own = WorkingHours(days=frozenset({6}))
    assert rules.soon("3d", zone=ZONE, hours=own, now=NOW) == "2026-11-29"
    never = WorkingHours(days=frozenset())
    assert rules.soon("3d", zone=ZONE, hours=never, now=NOW) == "2026-11-28"


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 30)])
def test_a_day_moves_to_the_next_working_one(day: date) -> None:
    assert rules.working_day(day, HOURS) == date(2026, 11, 30)


def test_no_calendar_is_too_short_for_a_working_day() -> None:
    never = WorkingHours(days=frozenset())
    assert rules.working_day(date(2026, 11, 28), never) == date(2026, 11, 28)
    assert rules.working_day(date.max, HOURS) == date.max


def test_a_day_that_is_past_ends_with_its_working_time() -> None:
    day = datetime(2026, 11, 24, tzinfo=UTC).replace(tzinfo=None)
    there = day.replace(tzinfo=NOW.astimezone(UTC).tzinfo)
    made = contact(at=there, whole_day=True)
    assert made.at == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    assert rules.day_of(made.at, ZONE, HOURS)[1] is None


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"at": NOW + timedelta(minutes=1)}, WrongOrder, "when"),
        ({"at": NOW - timedelta(days=40000)}, WrongOrder, "when"),
        ({"next": "planned", "next_wall": "2026-11-24"}, WrongOrder, "next_due"),
        ({"next": "planned", "next_wall": "9999-11-24"}, WrongOrder, "next_due"),
        ({"how": ""}, Unreadable, "how"),
        ({"words": " "}, Unreadable, "words"),
        ({"words": "x" * 1001}, Unreadable, "words"),
        ({"words": "a\0b"}, Unreadable, "words"),
        ({"next": "planned", "next_words": "x" * 301}, Unreadable, "next_words"),
    ],
)
def test_what_cannot_be_is_refused_under_its_field(
    fields: dict[str, object], refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as found:
        contact(**fields)
    assert getattr(found.value, "field", "") == field


def test_who_did_not_answer_sounded_like_nothing() -> None:
    assert contact(how="attempt", sounded="glad").sounded == "no answer"
    with pytest.raises(AlreadySo):
        rules.sound(contact(how="attempt"), "glad")


def test_a_next_step_is_planned_done_and_planned_anew() -> None:
    row = contact(next="planned", next_words="demo", next_wall="2026-12-09")
    assert rules.done(row).fields == {"next": "done"}
    row.next = "done"
    with pytest.raises(AlreadySo):
        rules.done(row)
    again = rules.plan(row, words=None, wall="2026-12-16", zone=ZONE, hours=HOURS, now=NOW)
    assert again.fields["next_words"] == ""
    assert again.fields["next"] == "planned"


def test_a_step_without_a_date_keeps_its_words_when_the_date_comes() -> None:
    row = contact(next="planned", next_words="demo")
    decided = rules.plan(row, words=None, wall="2026-12-09", zone=ZONE, hours=HOURS, now=NOW)
    assert "next_words" not in decided.fields
    assert decided.fields["next_wall"] == "2026-12-09"


def test_a_time_said_elsewhere_is_the_same_moment_on_the_contacts_clock() -> None:
    row = contact()
    decided = rules.plan(
        row, words="call", wall="2026-11-27T09:00", zone="America/New_York", hours=HOURS, now=NOW
    )
    assert decided.fields["next_wall"] == "2026-11-27T16:00"
    assert decided.fields["next_at"] == datetime(2026, 11, 27, 14, 0, tzinfo=UTC)


def test_editing_changes_only_what_differs_and_leaves_a_settled_step() -> None:
    row = contact(next="planned", next_words="demo", next_wall="2026-12-09")
    row.next = "done"
    decided = rules.edit(row, given(words="called Dana"), customer_id=1, hours=HOURS, now=NOW)
    assert decided.fields == {"words": "called Dana"}
    with pytest.raises(AlreadySo):
        rules.edit(row, given(), customer_id=1, hours=HOURS, now=NOW)


def test_a_planned_date_may_be_over_when_something_else_is_corrected() -> None:
    row = contact(next="planned", next_words="demo", next_wall="2026-11-26")
    later = NOW + timedelta(days=9)
    kept = given(words="rang", next="planned", next_words="demo", next_wall="2026-11-26")
    assert rules.edit(row, kept, customer_id=1, hours=HOURS, now=later).fields == {"words": "rang"}


@pytest.mark.parametrize(
    ("facts", "fits"),
    [
        (Facts(case_open=True, kept_at=NOW), "mistake"),
        (Facts(case_open=True, sounded="unhappy"), "mistake"),
        (Facts(case_open=True, sounded="glad"), "glad"),
        (Facts(case_closed_at=NOW - timedelta(days=30)), "mistake"),
        (Facts(case_closed_at=NOW - timedelta(days=31)), ""),
        (Facts(case_closed_at=NOW - timedelta(days=31), sounded="unhappy"), "unhappy"),
        (Facts(case_open=True, sounded="glad", kept_at=NOW), "kept"),
        (Facts(sounded="glad", since=NOW), "glad"),
        (Facts(fine_twice=True), "fine"),
        (Facts(kept_at=NOW - timedelta(days=3), since=NOW), "kept"),
        (Facts(since=NOW - timedelta(days=3)), "new"),
        (Facts(since=NOW - timedelta(days=900), met_before=NOW - timedelta(days=100)), "long"),
        (Facts(), ""),
    ],
)
def test_the_question_fits_what_was_between_us(facts: Facts, fits: str) -> None:
    assert situation(facts, now=NOW) == fits
    first, second = (question(facts, turn=turn, now=NOW) for turn in (0, 1))
    assert {first, second} == set(QUESTIONS[fits])
    assert first.endswith("?")
