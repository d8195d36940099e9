"""How fast one process speaks."""

from datetime import UTC, datetime, timedelta

from handlers import sending_pace
from handlers.sending_pace import FIRST_BREAK, LACKING, LONGEST_BREAK, Pace
from handlers.sending_times import Times

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_place_takes_a_short_burst_and_then_a_message_a_second() -> None:
    pace = Pace()
    assert [pace.take("C1", NOW) for _ in range(4)] == [None, None, None, NOW + SECOND]
    assert pace.take("C2", NOW) is None
    assert pace.take("C1", NOW + SECOND) is None
    assert pace.take("C1", NOW + SECOND) == NOW + 2 * SECOND


def test_whoever_waits_for_the_same_place_is_told_one_turn_after_the_other() -> None:
    pace = Pace()
    told = [pace.take("C1", NOW) for _ in range(7)]
    assert told == [None] * 3 + [NOW + n * SECOND for n in range(1, 5)]
    # each of them comes at its turn, and not in vain
    assert [pace.take("C1", NOW + n * SECOND) for n in range(1, 5)] == [None] * 4


def test_a_turn_that_was_refused_is_not_taken() -> None:
    pace = Pace()
    for _ in range(30):
        pace.take("C1", NOW)
    assert pace.take("C1", NOW + SECOND) is None


def test_places_long_past_are_forgotten() -> None:
    pace = Pace()
    for number in range(sending_pace.MOST_PLACES + 1):
        pace.take(f"C{number}", NOW + number * SECOND)
    assert len(pace.places) < 10


def test_a_method_rests_as_long_as_slack_said() -> None:
    pace = Pace()
    pace.pause("chat.postMessage", NOW + 7 * SECOND)
    pace.pause("chat.postMessage", NOW + 3 * SECOND)
    assert pace.pause_of("chat.postMessage", NOW + 6 * SECOND) == NOW + 7 * SECOND
    assert pace.pause_of("chat.postMessage", NOW + 7 * SECOND) is None
    assert pace.pause_of("chat.update", NOW) is None


def test_a_workspace_that_cannot_be_reached_is_left_alone_longer_each_time_and_news_once() -> None:
    pace, now, news, lengths = Pace(), NOW, [], []
    for _ in range(6):
        news.append(pace.break_off("token_revoked", now))
        assert pace.rests(now)
        assert pace.broken_until
        lengths.append(pace.broken_until - now)
        now = pace.broken_until
        assert not pace.rests(now)
    assert news == [True, False, False, False, False, False]
    assert lengths[:3] == [FIRST_BREAK, 2 * FIRST_BREAK, 4 * FIRST_BREAK]
    assert lengths[-1] == LONGEST_BREAK
    pace.works()
    assert pace.break_off("token_revoked", now)


def test_several_answers_at_one_moment_are_one_break() -> None:
    pace = Pace()
    for _ in range(10):
        pace.break_off("token_revoked", NOW)
    assert pace.broken_until == NOW + FIRST_BREAK


def test_a_method_that_the_app_may_not_use_rests_alone_and_is_news_once() -> None:
    pace = Pace()
    assert pace.lack("conversations.history", "missing_scope (im:history)", NOW)
    assert not pace.lack("conversations.history", "missing_scope (im:history)", NOW)
    assert pace.pause_of("conversations.history", NOW) == NOW + LACKING
    assert not pace.rests(NOW)


def test_whoever_has_the_next_lease_can_find_what_was_sent_under_the_last_one() -> None:
    for settle in (1, 20, 999):
        times = Times(timedelta(seconds=settle))
        last_sent = times.lease - times.patience
        assert last_sent + times.request + times.settle <= times.lease
        assert times.sweep > times.lease
