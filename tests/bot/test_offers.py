"""What offers teach: rates, rules that go quiet, channels that take care."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import offers
from bot.offers import LOGGED, NOT_A_PROMISE, NOT_HERE, Quiet, Rate, goes_quiet, may_offer, rate

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
YES, NO, ELSEWHERE, SILENCE = LOGGED, NOT_A_PROMISE, NOT_HERE, ""


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([], Rate(0, 0, 0)),
        ([YES, NO, YES], Rate(3, 2, 0)),
        ([SILENCE, YES, SILENCE, ELSEWHERE], Rate(2, 1, 2)),
        ([YES] * 14 + [NO] * 6, Rate(20, 14, 0)),
        ([YES] * 20 + [NO] * 30, Rate(20, 20, 0)),  # only the newest count
        (["something from a newer Kept", YES], Rate(1, 1, 1)),
    ],
)
def test_the_rate_is_that_of_the_newest_answers(answers: list[str], found: Rate) -> None:
    assert rate(answers) == found


@pytest.mark.parametrize(
    ("taken", "answered", "careful"),
    [(0, 9, False), (5, 10, True), (6, 10, False), (11, 20, True), (12, 20, False), (20, 20, False)],
)
def test_under_sixty_per_cent_of_enough_answers_a_channel_takes_care(
    taken: int, answered: int, careful: bool
) -> None:
    assert Rate(answered, taken).careful is careful


@pytest.mark.parametrize(
    ("answers", "quiet"),
    [
        ([NO, NO, NO], False),
        ([NO, NO, NO, NO], True),
        ([NO, NO, YES, NO, NO], True),
        ([NO, YES, NO, YES, NO], False),
        ([YES, NO, NO, NO, NO], True),
        ([NO, NO, NO, YES, YES, NO, NO], False),  # only the last five
        ([SILENCE, NO, SILENCE, NO, NO, SILENCE, NO], True),
        ([ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE], False),
    ],
)
def test_a_rule_goes_quiet_where_four_of_its_last_five_were_dismissed(
    answers: list[str], quiet: bool
) -> None:
    assert goes_quiet(answers) is quiet


@pytest.mark.parametrize(
    ("quiet", "careful", "dated", "named", "offered"),
    [
        ((), False, False, False, True),
        (("ill send",), False, True, True, False),
        ((), True, False, False, False),
        ((), True, True, False, True),
        ((), True, False, True, True),
    ],
)
def test_what_is_offered(
    quiet: tuple[str, ...], careful: bool, dated: bool, named: bool, offered: bool
) -> None:
    assert may_offer("ill send", quiet=quiet, careful=careful, dated=dated, named=named) is offered


def test_a_rule_that_speaks_again_begins_anew_and_what_is_kept_is_read_back() -> None:
    later = NOW + timedelta(days=3)
    hushed = Quiet().hushed("ill send", now=NOW).hushed("forgot", now=NOW)
    assert "ill send" in hushed
    assert hushed
    woken = hushed.waken(["ill send", "never quiet"], now=later)
    assert "ill send" not in woken
    assert woken.again == {"ill send": later}
    assert offers.read_quiet(woken.written()) == woken
    assert woken.hushed("ill send", now=later).again == {}
    assert not Quiet()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Rate(), "No offer was answered here yet."),
        (Rate(0, 0, 3), "No offer was answered here yet (3 made)."),
        (Rate(1, 1), "The one offer that was answered here was taken up: too few to tell."),
        (Rate(1, 0), "The one offer that was answered here was not taken up: too few to tell."),
        (Rate(9, 5), "Of the last 9 offers answered here, 5 were taken up: too few to tell."),
        (
            Rate(20, 14),
            "Of the last 20 offers answered here, 14 were taken up (70 %). I go on as I am; under 60 % I would take more "
            "care.",
        ),
        (
            Rate(20, 11),
            "Of the last 20 offers answered here, 11 were taken up (55 %). That is under 60 %, so I offer only what names "
            "a date or a customer in the message itself.",
        ),
    ],
)
def test_the_rate_is_said_with_what_it_means(found: Rate, said: str) -> None:
    assert offers.rate_in_words(found) == said


@given(st.lists(st.sampled_from([YES, NO, ELSEWHERE, SILENCE]), max_size=60))
def test_rates_stay_within_their_bounds_and_one_more_that_is_taken_never_makes_it_worse(
    answers: list[str],
) -> None:
    found = rate(answers)
    assert 0 <= found.taken <= found.answered <= offers.RATED
    assert found.answered + found.open <= len(answers)
    more = rate([YES, *answers])
    assert more.taken * max(found.answered, 1) >= found.taken * more.answered or not found.answered
