"""Who is absent: by their own word, by what Slack shows, or for good."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import absences
from bot.absences import FOREVER, Wish, absent, means_away, pause
from bot.access import Person, Standing
from bot.calendar import WorkingHours
from bot.refusals import AlreadySo, WrongOrder
from storage.tables import Away

# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
MIA = Person("U0MIA000001", "Mia Tamm", "Europe/Tallinn", Standing.MEMBER)
HOURS = WorkingHours()


def wish(
    first: str = "2026-11-25", last: str = "2026-11-27", at: time | None = None, cover: str | None = None
) -> Wish:
    return Wish(date.fromisoformat(first), date.fromisoformat(last), at, "Europe/Tallinn", cover)


def made(asked: Wish | None = None, *, now: datetime = NOW) -> Away:
    return absences.make(asked or wish(), team_id="T", person_id=MIA.id, now=now)


# -- by their own word


def test_whole_days_begin_at_once_today_and_end_with_the_last_day() -> None:
    away = made()
    assert (away.from_at, away.until_at) == (NOW, datetime(2026, 11, 27, 22, tzinfo=UTC))
    assert away.until_wall == "2026-11-27"


def test_later_days_begin_with_the_day() -> None:
    away = made(wish("2026-12-24", "2027-01-02"))
    assert away.from_at == datetime(2026, 12, 23, 22, tzinfo=UTC)
    assert away.until_at == datetime(2027, 1, 2, 22, tzinfo=UTC)


def test_with_a_time_they_are_back_then() -> None:
    assert made(wish(at=time(15))).until_at == datetime(2026, 11, 27, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (wish("2026-11-27", "2026-11-26"), "before the first"),
        (wish("2026-11-20", "2026-11-24"), "over already"),
        (wish("2026-11-25", "2026-11-25", time(9)), "over already"),
        (wish("2026-11-27", "2026-11-27", time(0)), "end before it begins"),
        (wish("2026-11-25", "2036-11-25"), "years ahead"),
    ],
)
def test_what_cannot_be_is_refused_under_the_last_day(asked: Wish, sentence: str) -> None:
    with pytest.raises(WrongOrder) as refused:
        made(asked)
    assert sentence in refused.value.sentence
    assert refused.value.field == "last"


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (NOW - timedelta(seconds=1), None),
        (NOW, "away until Fri 27 Nov"),
        (datetime(2026, 11, 27, 21, 59, tzinfo=UTC), "away until Fri 27 Nov"),
        (datetime(2026, 11, 27, 22, 0, tzinfo=UTC), None),
    ],
)
def test_an_absence_holds_from_its_first_to_its_last_instant(moment: datetime, why: str | None) -> None:
    found = absent(MIA, [made(wish(cover="U0SAM000001"))], now=moment)
    assert (found.why if found else None) == why
    assert found is None or found.cover_id == "U0SAM000001"


def test_of_two_the_longer_one_counts_and_what_was_ended_or_taken_back_does_not() -> None:
    one, other = made(wish(last="2026-11-26")), made()
    found = absent(MIA, [one, other], now=NOW)
    assert found is not None
    assert found.why == "away until Fri 27 Nov"
    other.ended_at = NOW
    one.removed_at = NOW
    assert absent(MIA, [one, other], now=NOW) is None


def test_changing_it_sets_only_what_differs_and_nothing_is_refused() -> None:
    away = made()
    later = NOW + timedelta(hours=3)
    changed = absences.change(away, wish(last="2026-11-30"), now=later)
    assert set(changed.fields) == {"until_at", "until_wall"}  # it began when it began
    with pytest.raises(AlreadySo):
        absences.change(away, wish(), now=later)


def test_ending_it_is_coming_back_or_calling_it_off() -> None:
    assert absences.end(made(), now=NOW + timedelta(hours=1)).what == "back"
    assert absences.end(made(wish("2026-12-24", "2026-12-25")), now=NOW).what == "called off"
    with pytest.raises(AlreadySo):
        absences.end(made(), now=NOW + timedelta(days=30))


# -- as Slack shows


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("Vacationing", ":palm_tree:"),
        ("", ":palm_tree:"),
        ("Out sick", ":face_with_thermometer:"),
        ("", ":baby:"),
        ("", ":pregnant_woman::skin-tone-3:"),
        ("OOO until Monday", ":calendar:"),
        ("out of the office", ""),
        ("On leave", ":wave:"),
        ("parental leave", ""),
        ("on holiday, back 2 Jan", ""),
        ("Day off", ""),
        ("PTO", ""),
    ],
)
def test_a_status_of_somebody_who_is_away(text: str, emoji: str) -> None:
    assert means_away(text, emoji)


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("", ""),
        ("In a meeting", ":spiral_calendar_pad:"),
        ("Commuting", ":bus:"),
        ("Working remotely", ":house_with_garden:"),
        ("Working remotely from the coast", ":palm_tree:"),
        ("Lunch", ":sandwich:"),
        ("Happy holidays!", ":christmas_tree:"),
        ("holiday party at 4", ""),
        ("back from vacation", ":palm_tree:"),
        ("planning my vacation", ""),
        ("please leave the door open", ""),
        ("sickening beats", ":headphones:"),
        ("focus", ":no_bell:"),
    ],
)
def test_a_status_of_somebody_who_works(text: str, emoji: str) -> None:
    assert not means_away(text, emoji)


def test_a_status_ends_when_it_says() -> None:
    person = MIA._replace(status="Vacationing", emoji=":palm_tree:", status_until=NOW + timedelta(days=2))
    found = absent(person, (), now=NOW)
    assert found is not None
    assert (found.why, found.until) == ("away by Slack status until Fri 27 Nov", NOW + timedelta(days=2))
    assert absent(person, (), now=NOW + timedelta(days=2)) is None
    assert absent(person._replace(status_until=None), (), now=NOW + timedelta(days=60)) is not None


@pytest.mark.parametrize(
    ("begins", "ends", "counts"),
    [
        ("2026-11-25T10:00", "2026-11-25T12:00", False),
        ("2026-11-25T10:00", "2026-11-25T14:00", False),  # half a day
        ("2026-11-25T10:00", "2026-11-25T14:01", True),
        ("2026-11-25T10:00", "2026-11-30T09:00", True),
        ("2026-11-24T22:00", "2026-11-25T10:30", False),  # a long night
        ("2026-11-24T22:00", "2026-11-25T09:00", False),  # over
        ("2026-11-25T22:00", "2026-11-30T09:00", False),  # to come
    ],
)
def test_a_pause_counts_that_takes_more_than_half_a_working_day(begins: str, ends: str, counts: bool) -> None:
    zone = ZoneInfo("Europe/Tallinn")
    start, end = (datetime.fromisoformat(each).replace(tzinfo=zone) for each in (begins, ends))
    found = pause(start, end, hours=HOURS, zone="Europe/Tallinn", now=NOW)
    assert found == (end if counts else None)


@pytest.mark.parametrize("night", range(7))
def test_the_nightly_do_not_disturb_is_no_absence_on_any_night(night: int) -> None:
    zone = ZoneInfo("Europe/Tallinn")
    begins = datetime(2026, 11, 23 + night, 22, tzinfo=zone)
    ends = begins + timedelta(hours=10)
    assert pause(begins, ends, hours=HOURS, zone="Europe/Tallinn", now=begins + timedelta(hours=1)) is None


def test_what_they_say_themselves_comes_before_what_slack_shows() -> None:
    person = MIA._replace(status="Vacationing", emoji=":palm_tree:")
    found = absent(person, [made(wish(cover="U0SAM000001"))], paused_until=NOW + timedelta(days=9), now=NOW)
    assert found is not None
    assert found.cover_id == "U0SAM000001"


# -- for good


def test_who_left_is_gone_whatever_they_said() -> None:
    found = absent(MIA._replace(standing=Standing.GONE), [made()], now=NOW)
    assert found is not None
    assert (found.why, found.gone, found.until) == ("has left this Slack", True, None)


def test_who_was_seen_to_leave_is_gone_also_while_slack_says_nothing() -> None:
    left = Away(
        team_id="T",
        person_id=MIA.id,
        from_at=NOW,
        until_at=FOREVER,
        until_wall="2026-11-25",
        zone="UTC",
        created_at=NOW,
    )
    found = absent(None, [left], now=NOW)
    assert found is not None
    assert found.gone
    assert absent(MIA, [left], now=NOW) is None  # Slack says that they are here
    assert absent(None, [], now=NOW) is None
