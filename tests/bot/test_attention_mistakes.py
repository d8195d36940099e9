"""What of a case asks for attention: nobody has it, they have not been told, the next step, and whether it is right now."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from bot import mistake_endings, mistakes
from bot.attention import About, Look, Said
from bot.attention_mistakes import look
from bot.mistakes import Given
from bot.refusals import AlreadySo
from storage.tables import Mistake
from tests.bot.looked_at import CALENDARS, HOURS, TALLINN, ZONES, about, at, walk
from tests.sizes import examples

# Wednesday, 10:00 in Tallinn.
NOW = at("11-25 08:00")


def make(owner_id: str | None = "U1", *, words: str = "wrong drawing sent", **facts: Any) -> Mistake:
    given = Given(words, "U2", owner_id, **facts)
    made = mistakes.make(given, team_id="T1", customer_id=1, number=7, now=NOW)
    made.id = 5
    return made


def put(case: Mistake, fields: Mapping[str, Any]) -> Mistake:
    for name, value in fields.items():
        setattr(case, name, value)
    return case


def step(case: Mistake, name: str, when: str) -> Mistake:
    return put(case, mistakes.done(case, name, by="U1", now=at(when)).fields)


def asked(case: Mistake, now: str, with_: About | None = None) -> list[tuple[str, str, bool]]:
    return [(each.reason, each.window, each.urgent) for each in look(case, with_ or about(), at(now)).asks]


@pytest.mark.parametrize(
    ("words", "first", "clock"),
    [
        ("invoice billed twice", "11-25 09:00", "one working hour, since it is about money"),
        ("the pump is dangerous", "11-25 10:00", "two working hours, since it is serious"),
        ("wrong drawing sent", "11-26 08:00", "a working day"),
    ],
)
def test_they_are_to_be_told_the_sooner_the_worse_it_is(words: str, first: str, clock: str) -> None:
    case = make(words=words)
    assert look(case, about(), NOW).next_at == at(first)
    assert asked(case, first) == [("mistake_tell", "1", True)]
    assert look(case, about(), at(first)).asks[0].why == (
        "It was opened on Wed 25 Nov, 10:00 (Tallinn time). "
        f"They were to hear it from us within {clock}, and it is not noted yet that they have."
    )


def test_that_they_were_not_told_is_said_at_once_and_then_less_and_less() -> None:
    case = make()
    assert asked(case, "11-26 07:59") == []
    assert asked(case, "12-06 21:59") == [("mistake_tell", "1", True)]
    assert asked(case, "12-06 22:00") == [("mistake_tell", "2026-12-07", False)]
    assert asked(case, "12-18 07:00") == [("mistake_tell", "2026-12-14", False)]
    assert asked(step(case, "told", "12-10 08:00"), "12-10 08:00") == []


def test_nobody_has_it_for_a_working_hour_the_team_and_the_leads_hear_of_it() -> None:
    case = make(None)
    assert look(case, about(), NOW) == Look(next_at=at("11-25 09:00"))
    found = look(case, about(), at("11-25 09:00")).asks
    assert [(each.to, each.window, each.urgent) for each in found] == [
        ("team", "1", True),
        ("leads", "1", False),
    ]
    assert found[0].why == "It was opened on Wed 25 Nov, 10:00 (Tallinn time), and nobody puts it right yet."
    later = look(case, about(), at("11-30 07:00")).asks
    assert [(each.to, each.window) for each in later] == [("team", "1"), ("leads", "2026-11-30")], (
        "the team hears it once"
    )
    read = Said("mistake_unowned", "1", "U9", "lead", at("11-26 07:00"))
    told = look(case, about(TALLINN, HOURS, read), at("11-30 07:00")).asks
    assert [(each.to, each.window) for each in told] == [("team", "1"), ("leads", "1")], (
        "the lead read it two working days ago"
    )
    serious = look(make(None, words="invoice billed twice"), about(), at("11-25 09:00")).asks
    assert [each.urgent for each in serious] == [True, True]


def test_whoever_takes_what_was_said_to_all_is_not_late_at_once() -> None:
    case = make("U1", words="invoice billed twice")
    said = Said("mistake_unowned", "1", "C1", "team", at("11-25 09:00"))
    assert asked(case, "11-25 09:10", about(TALLINN, HOURS, said)) == []
    assert asked(case, "11-25 10:00", about(TALLINN, HOURS, said)) == [("mistake_tell", "1", True)]


def test_each_next_step_is_asked_about_some_time_after_the_one_before() -> None:
    case = step(make(), "told", "11-25 09:00")
    assert asked(case, "11-25 21:59") == []
    assert asked(case, "11-25 22:00") == [("mistake_step", "sorry/1", False)]
    why = look(case, about(), at("11-25 22:00")).asks[0].why
    assert why == (
        "The last step was taken on Wed 25 Nov. What comes next is “said sorry”, then “made it right” and “checked back”."
    )
    step(case, "sorry", "11-26 09:00")
    assert asked(case, "11-27 07:00") == []
    assert asked(case, "11-30 07:00") == [("mistake_step", "right/1", False)]
    step(case, "right", "11-30 09:00")
    assert asked(case, "12-04 07:00") == []
    assert asked(case, "12-07 07:00") == [("mistake_check_back", "2026-11-30/1", False)]


def test_a_waived_step_is_not_asked_about() -> None:
    case = step(make(), "told", "11-25 09:00")
    put(case, mistakes.waive(case, "sorry", "they asked us not to", by="U1", now=at("11-25 09:00")).fields)
    assert asked(case, "11-30 07:00") == [("mistake_step", "right/1", False)]


@pytest.mark.parametrize(
    ("wall", "zone", "begins", "over", "says"),
    [
        # A day is the day of whoever puts it right; a time is the same moment there.
        ("2026-12-04", "America/New_York", "12-03 22:00", "12-04 15:00", "Fri 4 Dec."),
        ("2026-12-04", "Pacific/Auckland", "12-03 22:00", "12-04 15:00", "Fri 4 Dec."),
        (
            "2026-12-04T09:00",
            "America/New_York",
            "12-03 22:00",
            "12-04 14:00",
            "Fri 4 Dec, 16:00 (Tallinn time).",
        ),
        # Over before their brief comes: the working day before it.
        (
            "2026-12-04T20:00",
            "Pacific/Auckland",
            "12-02 22:00",
            "12-04 07:00",
            "Fri 4 Dec, 09:00 (Tallinn time).",
        ),
        ("2026-12-07T08:30", TALLINN, "12-03 22:00", "12-07 06:30", "Mon 7 Dec, 08:30 (Tallinn time)."),
    ],
)
def test_by_when_it_is_to_be_right_goes_by_the_clock_of_who_puts_it_right(
    wall: str, zone: str, begins: str, over: str, says: str
) -> None:
    case = step(step(make(), "told", "11-25 09:00"), "sorry", "11-25 09:00")
    put(case, mistakes.plan(case, "a new drawing", wall, zone).fields)
    assert look(case, about(), at("11-26 08:00")).next_at == at(begins)
    (asking,) = look(case, about(), at(begins)).asks
    assert asking.why == f"It is to be right by {says}"
    assert asked(case, over) == [("mistake_step", f"right/{wall}/1", False)]


def test_what_is_to_be_right_by_a_date_is_asked_about_on_that_day_and_when_it_is_over() -> None:
    case = step(step(make(), "told", "11-25 09:00"), "sorry", "11-25 09:00")
    put(case, mistakes.plan(case, "a new drawing", "2026-12-04", TALLINN).fields)
    assert asked(case, "12-03 21:59") == []
    assert asked(case, "12-03 22:00") == [("mistake_step", "right/2026-12-04/day", False)]
    assert look(case, about(), at("12-03 22:00")).asks[0].why == "It is to be right by Fri 4 Dec."
    assert asked(case, "12-04 15:00") == [("mistake_step", "right/2026-12-04/1", False)]
    assert asked(case, "12-14 07:00") == [("mistake_step", "right/2026-12-04/2026-12-14", False)]
    said = Said("mistake_step", "right/2026-12-04/day", "U1", "owner", at("12-04 07:00"))
    known = about(TALLINN, HOURS, said)
    assert asked(case, "12-07 07:00", known) == [("mistake_step", "right/2026-12-04/day", False)]
    assert look(case, known, at("12-07 07:00")).asks[0].why == (
        "It was to be right by Fri 4 Dec, and it is still open."
    )
    assert asked(case, "12-14 07:00", known) == [("mistake_step", "right/2026-12-04/2026-12-14", False)]
    put(case, mistakes.plan(case, "a new drawing", "2026-12-11", TALLINN).fields)
    assert asked(case, "12-08 07:00") == []


def test_a_date_of_today_is_not_asked_about_right_after_it_was_said() -> None:
    case = step(step(make(), "told", "11-25 09:00"), "sorry", "11-25 09:00")
    put(case, mistakes.plan(case, "a new drawing", "2026-11-25T16:00", TALLINN).fields)
    assert look(case, about(), at("11-25 09:00")) == Look(next_at=at("11-25 14:00"))
    assert asked(case, "11-25 14:00") == [("mistake_step", "right/2026-11-25T16:00/1", False)]


def right() -> Mistake:
    case = make()
    for name in ("told", "sorry", "right"):
        step(case, name, "11-25 09:00")
    return case


def test_whether_it_is_right_now_is_asked_three_times_at_most() -> None:
    case = right()
    windows = [
        (f"{seen.at:%m-%d %H:%M}", asking.window)
        for seen in walk(lambda known, now: look(case, known, now), about(), NOW, until=at("12-31 23:00"))
        for asking in seen.look.asks
    ]
    assert windows == [
        ("12-01 22:00", "2026-11-25/1"),
        ("12-13 22:00", "2026-11-25/2"),
    ]
    both = (
        Said("mistake_check_back", "2026-11-25/1", "U1", "owner", at("12-02 07:00")),
        Said("mistake_check_back", "2026-11-25/2", "U1", "owner", at("12-14 07:00")),
    )
    assert look(case, about(TALLINN, HOURS, *both), at("12-31 08:00")).next_at == at("01-03 22:00").replace(
        year=2027
    )
    last = look(case, about(TALLINN, HOURS, *both), at("01-03 22:00").replace(year=2027))
    assert ([each.window for each in last.asks], last.next_at) == (["2026-11-25/3"], None)
    assert look(case, about(), at("12-02 07:00")).asks[0].why == (
        "It was made right on Wed 25 Nov. Is it right for them now?"
    )
    assert not look(case, about(stage="parting"), at("12-02 07:00")).asks


def test_not_right_yet_asks_for_the_repair_again() -> None:
    case = right()
    change = mistakes.not_right(case)
    assert change.what == "not right"
    put(case, change.fields)
    assert asked(case, "12-02 07:00") == [("mistake_step", "right/1", False)]
    with pytest.raises(AlreadySo):
        mistakes.not_right(case)


def test_a_case_with_all_its_steps_is_to_be_closed() -> None:
    case = step(right(), "checked", "12-02 09:00")
    assert asked(case, "12-02 21:59") == []
    assert asked(case, "12-02 22:00") == [("mistake_step", "close/1", False)]
    why = look(case, about(), at("12-02 22:00")).asks[0].why
    assert why.startswith("All four steps are taken. Nobody has said what caused it")
    put(case, {"cause": "two lists", "could_have": "one list", "noticed_by": "us"})
    why = look(case, about(), at("12-02 22:00")).asks[0].why
    assert why == "All four steps are taken. Nothing is missing any more: it can be closed."
    put(case, mistake_endings.close(case, by="U1", now=at("12-03 08:00")).fields)
    assert look(case, about(), at("12-03 08:00")) == Look()


def test_a_lost_customer_is_left_alone_and_what_was_taken_back_asks_nothing() -> None:
    case = make()
    lost = look(case, about(stage="lost"), at("11-30 08:00"))
    assert not lost.asks
    assert lost.next_at is not None
    assert asked(case, "11-30 08:00", about(stage="parting"))
    case.removed_at = NOW
    assert look(case, about(), at("11-30 08:00")) == Look()


@settings(max_examples=examples(100), deadline=None)
@hypothesis_given(st.data(), st.sampled_from(ZONES), st.sampled_from(CALENDARS))
def test_a_walk_through_a_case_ends_and_says_each_call_once(
    data: st.DataObject, zone: str, hours: Any
) -> None:
    case = make(
        data.draw(st.none() | st.just("U1")), words=data.draw(st.sampled_from(["bill", "late", "unsafe"]))
    )
    with_, now, held = about(zone, hours), NOW, dict[tuple[str, str, str], list[int]]()
    steps = 0
    for name in ("", *mistakes.STEPS):
        if name:
            put(case, {"owner_id": "U1"})
            put(case, mistakes.done(case, name, by="U1", now=now).fields)
        if name == "sorry" and data.draw(st.booleans()):
            put(case, mistakes.plan(case, "soon", f"{now.date() + timedelta(days=9)}", zone).fields)
        until = now + timedelta(hours=data.draw(st.integers(0, 24 * 30)))
        for seen in walk(lambda known, at_: look(case, known, at_), with_, now, until=until):
            assert seen.look == look(case, seen.about, seen.at)
            steps += 1
            for asking in seen.look.asks:
                assert asking.since <= seen.at
                held.setdefault((asking.reason, asking.window, asking.to), []).append(steps)
        now = until
    assert steps < 100
    for places in held.values():
        assert places == list(range(places[0], places[-1] + 1))
    fields = {"cause": "a", "could_have": "b", "noticed_by": "us"}
    put(case, fields | dict(mistake_endings.close(put(case, fields), by="U1", now=now).fields))
    assert look(case, with_, now) == Look()


def test_the_moment_it_is_looked_at_does_not_matter() -> None:
    case = make()
    first = look(case, about(), at("11-26 08:00")).asks
    again = look(case, about(), at("11-26 08:00") + timedelta(hours=3)).asks
    assert first == again
    assert isinstance(first[0].since, datetime)
