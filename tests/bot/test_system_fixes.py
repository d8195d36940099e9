"""Causes that are the same in other words, and a system fix from the third case to the last customer told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import system_fixes as rules
from bot.attention import LEADS, OWNER
from bot.attention_fixes import AboutFix, Hit, look
from bot.calendar import WorkingHours, instant
from bot.refusals import AlreadySo, Unreadable
from storage.tables import Customer, Mistake, SystemFix

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TALLINN = "Europe/Tallinn"
HOURS = WorkingHours()
A_DAY = timedelta(days=1)


def fix(**more: object) -> SystemFix:
    made = rules.make("two people entered the order", team_id="T1", number=1, by="UKEPT", now=NOW)
    vars(made).update(id=1, **more)
    return made


def planned(wall: str, **more: object) -> SystemFix:
    due_at = instant(wall, TALLINN, HOURS)
    return fix(owner_id="U1", due_wall=wall, due_at=due_at, zone=TALLINN, **more)


def about(*hits: Hit, hours: WorkingHours = HOURS) -> AboutFix:
    return AboutFix(TALLINN, hours, 3, hits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two people entered the order", "The order was entered twice by two people"),
        ("We did not check the stock before promising", "no stock check before we promised"),
        ("Old price list", "the price list was OLD."),
        ("packing", "Packing error"),
        ("Kundendaten veraltet", "veraltete Kundendaten"),
        ("naïve estimate of the délai", "naive estimate of the delai"),
        ("在庫", "在庫"),
        ("error", "Error"),
    ],
)
def test_one_cause_in_other_words(one: str, other: str) -> None:
    assert rules.same_cause(one, other)
    assert rules.same_cause(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wrong address on the label", "label printed twice"),
        ("typo in the order", "order lost"),
        ("the carrier was late", "the fitter was late"),
        ("packing", "label packing machine"),
        ("error", "mistake"),
        ("", ""),
        ("the", "a"),
        ("stock count", ""),
    ],
)
def test_different_causes_that_share_a_word(one: str, other: str) -> None:
    assert not rules.same_cause(one, other)


@given(st.text(max_size=200), st.text(max_size=200))
def test_being_the_same_goes_both_ways(one: str, other: str) -> None:
    assert rules.same_cause(one, other) == rules.same_cause(other, one)


def test_who_takes_it_first_has_it() -> None:
    assert rules.take(fix(), "U1").fields == {"owner_id": "U1"}
    for taken in ("U1", "U2"):
        with pytest.raises(AlreadySo):
            rules.take(fix(owner_id=taken), "U1")


def test_a_plan_has_a_date() -> None:
    with pytest.raises(Unreadable) as refused:
        rules.plan(fix(), rules.Planned("", "U1", None, None, TALLINN))
    assert refused.value.field == "due"


def test_it_is_done_only_with_what_was_changed() -> None:
    with pytest.raises(Unreadable):
        rules.done(fix(), "", by="U1", now=NOW)
    change = rules.done(fix(), "two people check every order", by="U1", now=NOW)
    assert change.fields["owner_id"] == "U1"
    with pytest.raises(AlreadySo):
        rules.done(fix(status="done"), "again", by="U1", now=NOW)
    with pytest.raises(AlreadySo):
        rules.reopen(fix())


def test_a_customer_is_told_once() -> None:
    case = Mistake(
        team_id="T1",
        number=1,
        customer_id=1,
        words="x",
        kind="other",
        severity="normal",
        said_by="U1",
        created_at=NOW,
    )
    assert rules.told(case, now=NOW).fields == {"fix_told_at": NOW}
    case.fix_told_at = NOW
    with pytest.raises(AlreadySo):
        rules.told(case, now=NOW)


def test_the_note_holds_facts_and_not_the_cause() -> None:
    customer = Customer(team_id="T1", number=1, name="Acme", created_at=NOW, created_by="U1")
    cases = [
        Mistake(team_id="T1", number=n, customer_id=1, words=f"order {n} came twice.", kind="other", severity="normal",
                said_by="U1", created_at=NOW + n * A_DAY)
        for n in range(2)
    ]  # fmt: skip
    said = rules.note(fix(words="two people check it"), customer, cases, zone=TALLINN, now=NOW)
    assert said.splitlines() == [
        "Acme: on Wed 25 Nov and Thu 26 Nov something went wrong on our side (order 1 came twice).",
        "We have changed something, so that it does not come to that again: two people check it.",
    ]
    assert "entered" not in said


def test_nobody_has_it_so_the_leads_are_asked_and_not_too_often() -> None:
    windows, now, said = set(), NOW, []
    while now < NOW + 90 * A_DAY:
        found = look(fix(), about(), now)
        (asking,) = found.asks
        assert asking.to == LEADS
        assert asking.since <= now
        if asking.window not in windows:
            windows.add(asking.window)
            said.append((now - NOW).days)
        assert found.next_at is not None
        assert found.next_at > now
        now = found.next_at
    assert said == [0, 7, 28, 56, 84]


@pytest.mark.parametrize(
    ("at", "window"),
    [
        ("2026-12-15T10:00", None),
        ("2026-12-16T08:59", None),
        ("2026-12-16T09:00", "ahead-2026-12-18"),
        ("2026-12-17T12:00", "ahead-2026-12-18"),
        ("2026-12-18T09:00", "today-2026-12-18"),
        ("2026-12-18T20:00", "today-2026-12-18"),
        ("2026-12-19T09:00", "late-2026-12-18-1"),
        ("2026-12-21T09:00", "late-2026-12-18-3"),
        ("2026-12-25T09:00", "late-2026-12-18-7"),
        ("2027-01-01T09:00", "late-2026-12-18-14"),
    ],
)
def test_its_date_is_asked_about_two_working_days_ahead_on_the_day_and_once_it_is_over(
    at: str, window: str | None
) -> None:
    found = look(planned("2026-12-18"), about(), instant(at, TALLINN, HOURS))
    assert [asking.window for asking in found.asks] == ([window] if window else [])
    assert all(asking.to == OWNER for asking in found.asks)


def test_public_holidays_are_no_working_days_ahead() -> None:
    hours = WorkingHours(days_off={date(2026, 12, 24), date(2026, 12, 25)})
    now = instant("2026-12-22T09:00", TALLINN, HOURS)
    assert look(planned("2026-12-25"), about(hours=hours), now).asks
    assert not look(planned("2026-12-25"), about(), now).asks


def test_who_was_hit_is_told_by_their_owners_in_one_line_each() -> None:
    done = planned("2026-12-18", status="done", closed_at=NOW, words="two check it")
    hits = (
        Hit(1, "Acme", "U1", 2),
        Hit(2, "Globex", "U1", 1),
        Hit(3, "Hartwell", "U2", 1),
        Hit(4, "Oakline", None, 1),
    )
    asks = {asking.to: asking for asking in look(done, about(*hits), NOW).asks}
    assert asks.keys() == {"U1", "U2", LEADS}
    assert asks["U1"].why.startswith(
        "Acme and Globex had 3 mistakes with a cause that we have ended: F-1 is done"
    )
    assert (asks["U1"].customer_id, asks["U2"].customer_id) == (None, 3)
    assert look(done, about(), NOW) == look(done, about(), NOW + 400 * A_DAY)
    assert not look(done, about(), NOW).asks


def test_what_was_dropped_asks_nothing() -> None:
    assert not look(fix(removed_at=NOW), about(), NOW).asks


@given(st.integers(0, 200 * 24 * 60))
def test_it_is_looked_at_again_later_and_never_asks_before_its_time(minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    for each in (fix(), fix(owner_id="U1"), planned("2026-12-18"), planned("2027-03-01T10:00")):
        found = look(each, about(), now)
        assert found.next_at is None or found.next_at > now
        assert all(asking.since <= now for asking in found.asks)
