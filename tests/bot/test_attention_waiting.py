"""What of a customer who waits asks for attention: the clock has run out, they called again, and then less and less."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from bot import waiting as rules
from bot.attention import About, Look, Said
from bot.attention_waiting import look
from bot.promises import Terms
from storage.tables import Waiting
from tests.bot.looked_at import CALENDARS, HOURS, TALLINN, ZONES, about, at, walk
from tests.sizes import examples

# Wednesday, 10:00 in Tallinn.
NOW = at("11-25 08:00")


def make(due: str | None = None, *, now: datetime = NOW, zone: str = TALLINN) -> Waiting:
    given = rules.Given("call Dana back", "U1", "U2", zone, since=now, due=due)
    made = rules.make(given, team_id="T1", customer_id=1, number=3, terms=Terms(HOURS), now=now)
    made.id = 5
    return made


def again(waiting: Waiting, when: str) -> None:
    for name, value in rules.again(waiting, now=at(when)).fields.items():
        setattr(waiting, name, value)


def asked(
    waiting: Waiting, now: str, with_: About | None = None, *, year: int = 2026
) -> list[tuple[str, bool]]:
    moment = at(now).replace(year=year)
    return [
        (each.window.rpartition("/")[2], each.urgent) for each in look(waiting, with_ or about(), moment).asks
    ]


def test_at_once_when_the_clock_has_run_out_and_then_less_and_less() -> None:
    waiting = make()
    assert look(waiting, about(), NOW) == Look(next_at=at("11-25 10:00"))
    assert asked(waiting, "11-25 10:00") == [("1", True)]
    assert asked(waiting, "11-26 21:59") == [("1", True)]
    assert asked(waiting, "11-29 21:59") == [("1", True)]
    assert asked(waiting, "11-29 22:00") == [("2026-11-30", False)]
    assert asked(waiting, "12-09 07:00") == [("2026-12-07", False)]
    assert asked(waiting, "02-03 07:00", year=2027) == [("2027-02-01", False)]
    assert look(waiting, about(), at("11-25 10:00")).asks[0].why == (
        "They were to have their answer by Wed 25 Nov, 12:00 (Tallinn time)."
    )


def test_that_they_called_again_is_said_an_hour_later_unless_they_have_their_answer() -> None:
    waiting = make()
    again(waiting, "11-25 09:00")
    assert look(waiting, about(), at("11-25 09:00")) == Look(next_at=at("11-25 10:00"))
    assert asked(waiting, "11-25 10:30") == [("1", True)], "it is said with the clock"
    again(waiting, "11-25 11:00")
    assert asked(waiting, "11-25 11:00") == [("1", True)]
    assert look(waiting, about(), at("11-25 11:00")).next_at == at("11-25 12:00")
    assert asked(waiting, "11-25 12:00") == [("called-2", True)]
    assert (
        look(waiting, about(), at("11-25 12:00"))
        .asks[0]
        .why.endswith("They have called again twice, last on Wed 25 Nov, 13:00 (Tallinn time).")
    )
    assert asked(waiting, "11-29 21:59") == [("called-2", True)]
    assert asked(waiting, "11-29 22:00") == [("2026-11-30", False)]
    again(waiting, "12-04 14:30")  # Friday 16:30: half an hour is left of that day
    assert asked(waiting, "12-05 12:00") == [("2026-11-30", False)]
    assert asked(waiting, "12-07 07:30") == [("called-3", True)]


def test_a_week_does_not_begin_with_what_was_said_shortly_before() -> None:
    waiting = make()
    again(waiting, "11-26 08:00")
    called = Said("waiting_due", "2026-11-25T12:00/called-1", "U1", "owner", at("11-26 09:00"))
    known = about(TALLINN, HOURS, called)
    assert asked(waiting, "12-01 07:00", known) == [("called-1", True)]
    assert look(waiting, known, at("12-01 07:00")).next_at == at("12-06 22:00")
    assert asked(waiting, "12-06 22:00", known) == [("2026-12-07", False)]


def test_who_has_the_answer_is_left_in_peace() -> None:
    waiting = make()
    for name, value in rules.done(waiting, by="U1", now=at("11-25 11:00")).fields.items():
        setattr(waiting, name, value)
    assert look(waiting, about(), at("11-25 11:00")) == Look()


def test_a_lost_customer_is_left_alone_and_what_was_taken_back_asks_nothing() -> None:
    waiting = make()
    lost = look(waiting, about(stage="lost"), at("11-30 08:00"))
    assert not lost.asks
    assert lost.next_at is not None
    waiting.removed_at = NOW
    assert look(waiting, about(), at("11-30 08:00")) == Look()


@pytest.mark.parametrize(
    ("due", "entered", "brief", "since"),
    [
        # After the brief of that day: when it is over.
        ("2026-11-25T11:00", "11-25 08:00", "09:00", ""),
        ("2026-11-26T08:30", "11-25 08:00", "09:00", ""),
        ("2026-11-25T10:45", "11-25 06:50", "09:00", ""),
        # In the brief of the day, or in the last one before it.
        ("2026-11-25T10:45", "11-25 06:00", "09:00", "11-25 06:00"),
        ("2026-11-26T10:45", "11-25 08:00", "09:00", "11-25 22:00"),
        ("2026-11-27", "11-25 08:00", "09:00", "11-26 22:00"),
        ("2026-11-27T08:30", "11-25 08:00", "09:00", "11-25 22:00"),
        ("2026-11-27T12:00", "11-25 08:00", "13:00", "11-25 22:00"),
        ("2026-11-28T12:00", "11-25 08:00", "09:00", "11-26 22:00"),
    ],
)
def test_a_wait_stands_in_the_brief_before_its_time_is_over_and_comes_by_itself_only_where_it_was_in_none(
    due: str, entered: str, brief: str, since: str
) -> None:
    waiting, known = make(due, now=at(entered)), about(brief_at=time.fromisoformat(brief))
    assert waiting.due_at is not None
    first = look(waiting, known, waiting.created_at)
    begins = at(since) if since else waiting.due_at
    assert first.next_at == (begins if begins > waiting.created_at else waiting.due_at)
    (asking,) = look(waiting, known, begins).asks
    assert (asking.window, asking.since, asking.urgent) == (f"{due}/1", begins, not since)
    assert f"They {'are' if since else 'were'} to have their answer by" in asking.why
    (over,) = look(waiting, known, waiting.due_at).asks
    # The same call: who has read it is not told again.
    assert (over.window, over.urgent, over.over_at) == (asking.window, True, waiting.due_at)
    assert "They were to have their answer by" in over.why


def test_who_waited_already_when_it_was_entered_is_not_asked_about_at_once() -> None:
    waiting = make("2026-11-25T10:05")
    assert asked(waiting, "11-25 08:10") == []
    assert asked(waiting, "11-25 08:15") == [("1", True)]


@settings(max_examples=examples(100), deadline=None)
@hypothesis_given(
    st.lists(st.integers(0, 24 * 12), max_size=4), st.sampled_from(ZONES), st.sampled_from(CALENDARS)
)
def test_a_walk_through_a_wait_says_each_call_once_and_nothing_ahead_of_its_time(
    calls: list[int], zone: str, hours: Any
) -> None:
    waiting, with_, now = make(zone=zone), about(zone, hours), NOW
    held: dict[str, list[int]] = {}
    steps = 0
    for hours_on in [*sorted(calls), 24 * 40]:
        until = NOW + timedelta(hours=hours_on)
        for seen in walk(lambda known, at_: look(waiting, known, at_), with_, now, until=until):
            assert seen.look == look(waiting, seen.about, seen.at)
            steps += 1
            for asking in seen.look.asks:
                assert asking.since <= seen.at
                held.setdefault(asking.window, []).append(steps)
        now = max(now, until)
        again(waiting, f"{now:%m-%d %H:%M}")
    assert steps < 40
    for window, places in held.items():
        # The last one before a call holds until that call is an hour old.
        if "called" in window:
            assert places == list(range(places[0], places[-1] + 1))
    assert now.astimezone(ZoneInfo(zone)).year <= 2027
