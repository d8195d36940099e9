"""A customer who waits on us: the short clock, called again, answered; and how it is typed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from bot import waiting as rules
from bot import waiting_words as reading
from bot.calendar import WorkingHours
from bot.dates import Found
from bot.promises import Terms
from bot.refusals import AlreadySo, Unreadable, WrongOrder
from storage.tables import Waiting
from tests.sizes import examples

HOURS = WorkingHours()
TALLINN = "Europe/Tallinn"
# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
LOCAL = NOW.astimezone(ZoneInfo(TALLINN))


def given(**values: Any) -> rules.Given:
    facts: dict[str, Any] = {"words": "call Dana back", "owner_id": "U1", "said_by": "U1", "zone": TALLINN}
    return rules.Given(**facts | {"since": NOW} | values)


def make(**values: Any) -> Waiting:
    return rules.make(given(**values), team_id="T1", customer_id=1, number=3, terms=Terms(HOURS), now=NOW)


@pytest.mark.parametrize(
    ("now", "wall"),
    [
        (NOW, "2026-11-25T12:00"),
        (
            datetime(2026, 11, 25, 14, 30, tzinfo=UTC),
            "2026-11-26T10:30",
        ),  # 16:30: half an hour today, the rest tomorrow
        (datetime(2026, 11, 27, 15, 0, tzinfo=UTC), "2026-11-30T11:00"),  # Friday evening: Monday
        (datetime(2026, 11, 25, 3, 0, tzinfo=UTC), "2026-11-25T11:00"),  # before the working day
    ],
)
def test_without_a_date_they_have_their_answer_in_two_working_hours(now: datetime, wall: str) -> None:
    assert rules.short_clock(TALLINN, Terms(HOURS), now=now) == wall


def test_a_wait_keeps_what_was_said_and_never_begins_in_the_future() -> None:
    waiting = make(due="2026-11-25T15:00", since=NOW + timedelta(hours=1))
    assert (waiting.words, waiting.due_wall) == ("call Dana back", "2026-11-25T15:00")
    assert waiting.due_at == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    assert waiting.since_at == NOW


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"words": " "}, Unreadable),
        ({"words": "x" * 1001}, Unreadable),
        ({"words": "nul \0"}, Unreadable),
        ({"due": "2026-11-24"}, WrongOrder),
        ({"due": "9999-12-31"}, WrongOrder),
    ],
)
def test_what_cannot_be_kept_is_refused(values: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        make(**values)


def test_calling_again_counts_and_since_when_they_wait_stays() -> None:
    waiting = make()
    later = NOW + timedelta(minutes=40)
    assert dict(rules.again(waiting, now=later).fields) == {"calls": 1, "called_at": later}


def test_done_ends_it_once() -> None:
    waiting = make()
    decided = rules.done(waiting, by="U2", now=NOW)
    assert (decided.what, dict(decided.fields)) == (
        "closed",
        {"status": "done", "closed_at": NOW, "closed_by": "U2"},
    )
    waiting.status = "done"
    with pytest.raises(AlreadySo):
        rules.done(waiting, by="U1", now=NOW)
    with pytest.raises(AlreadySo):
        rules.again(waiting, now=NOW)
    with pytest.raises(AlreadySo):
        rules.take(waiting, "U2")


def test_it_is_over_its_time_only_while_they_wait() -> None:
    waiting = make()
    assert not rules.is_over(waiting, now=NOW + timedelta(hours=1))
    assert rules.is_over(waiting, now=NOW + timedelta(hours=3))
    waiting.status = "done"
    assert not rules.is_over(waiting, now=NOW + timedelta(hours=3))


def test_an_edit_changes_what_differs_and_checks_only_a_new_date() -> None:
    waiting = make()
    later = NOW + timedelta(days=1)

    def edit(**values: Any) -> dict[str, Any]:
        changed = rules.edit(
            waiting, given(due=waiting.due_wall, **values), customer_id=1, hours=HOURS, now=later
        )
        return dict(changed.fields)

    assert edit(words="call Dana back today") == {"words": "call Dana back today"}
    assert edit(owner_id="U2") == {"owner_id": "U2"}
    with pytest.raises(AlreadySo):
        edit()
    with pytest.raises(WrongOrder):
        rules.edit(waiting, given(due="2026-11-25T11:00"), customer_id=1, hours=HOURS, now=later)


@pytest.mark.parametrize(
    ("typed", "customer", "words", "due", "since"),
    [
        ("Acme: call Dana back in 2h", "Acme", "call Dana back", "25 12:00", None),
        ("Acme: call back within 30 min", "Acme", "call back", "25 10:30", None),
        ("Acme callback 2h", "", "Acme callback", "25 12:00", None),
        ("Acme: an answer by tomorrow noon", "Acme", "an answer", "26 12:00", None),
        ("Acme: an answer since yesterday 3pm by tomorrow noon", "Acme", "an answer", "26 12:00", "24"),
        ("Acme: an answer since Monday", "Acme", "an answer", None, "23"),
        ("Acme: news of the 2h outage", "Acme", "news of the 2h outage", None, None),
        ("Acme: nothing since the flood", "Acme", "nothing since the flood", None, None),
        ("Acme: the manual by 4pm <@U0SAM>", "Acme", "the manual", "25 16:00", None),
    ],
)
def test_a_wait_in_words(typed: str, customer: str, words: str, due: str | None, since: str | None) -> None:
    said = reading.read_waiting(typed, now=LOCAL, order=None)
    assert (said.customer, said.words) == (customer, words)
    found = said.due
    assert (f"{found.day.day} {found.time:%H:%M}" if isinstance(found, Found) else None) == due
    assert (str(said.since.day.day) if said.since else None) == since


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", reading.Line("mine")),
        ("mine", reading.Line("mine")),
        ("everyone", reading.Line("everyone")),
        ("help", reading.Line("help")),
        ("?", reading.Line("help")),
        ("new", reading.Line("form")),
        ("undo", reading.Line("undo")),
        ("W-3", reading.Line("show", 3)),
        ("w3", reading.Line("show", 3)),
        ("done W-3", reading.Line("done", 3)),
        ("W-3 done!", reading.Line("done", 3)),
        ("done 3", reading.Line("done", 3)),
        ("again W‑3", reading.Line("again", 3)),
        ("they called again W-3", reading.Line("again", 3)),
        ("W-3: they called again", reading.Line("again", 3)),
        ("undo W-3", reading.Line("undo", 3)),
        ("edit w-3", reading.Line("edit", 3)),
        ("take W-3", reading.Line("take", 3)),
        ("done", reading.Line("which", rest="done")),
        ("W-3 dance", reading.Line("unclear", 3, "dance")),
        ("donate 3 pumps", reading.Line("give", rest="donate 3 pumps")),
        ("Acme: call back", reading.Line("give", rest="Acme: call back")),
        ("W-3000000000 x", reading.Line("give", rest="W-3000000000 x")),
    ],
)
def test_each_order(typed: str, line: reading.Line) -> None:
    assert reading.read_line(typed) == line


@settings(max_examples=examples(150), deadline=None)
@hypothesis_given(st.text(max_size=300))
def test_anything_typed_is_read_without_an_error(text: str) -> None:
    reading.read_line(text)
    reading.read_waiting(text, now=LOCAL, order=None)
