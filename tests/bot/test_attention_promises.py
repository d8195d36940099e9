"""What of a promise asks for attention besides how it stands: that the customer does not know, and afterwards whether it
was right."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot import promise_endings, promises
from bot.attention import Look, Said
from bot.attention_promises import look
from storage.tables import Promise
from tests.bot.looked_at import HOURS, TALLINN, about, at, walk
from tests.bot.promises_looked_at import NOW, TERMS, at_risk, check_back, kept, make, put, reasons, said, told


def test_the_tell_clock_speaks_at_half_of_it_when_it_has_run_out_and_then_less_and_less() -> None:
    promise = at_risk()
    moments = [
        ("11-26 07:30", None),
        ("11-26 08:00", ("half", True)),
        ("11-26 08:59", ("half", True)),
        ("11-26 09:00", ("1", True)),
        ("12-06 21:59", ("1", True)),
        ("12-06 22:00", ("2026-12-07", False)),
        ("12-18 07:00", ("2026-12-14", False)),
    ]
    for now, wanted in moments:
        found = [each for each in look(promise, about(), at(now)).asks if each.reason == "promise_tell"]
        assert [(each.window.rpartition("/")[2], each.urgent) for each in found] == (
            [wanted] if wanted else []
        )
    why = look(promise, about(), at("11-26 09:00")).asks[0].why
    assert why == (
        "They were to hear by Thu 26 Nov, 11:00 (Tallinn time) that it is at risk, and it is not noted yet that they have."
    )
    put(promise, promises.told(promise, now=at("11-26 09:10")).fields)
    assert reasons(look(promise, about(), at("11-26 09:10"))) == []


@pytest.mark.parametrize(
    ("heard", "now", "wanted"),
    [
        # The running clock was said today: what has run out waits for the next brief, and that word stands until then.
        ([("promise_tell", "half", "11-26 08:00")], "11-26 09:00", ("half", False)),
        ([("promise_tell", "half", "11-26 08:00")], "11-26 21:59", ("half", False)),
        ([("promise_tell", "half", "11-26 08:00")], "11-26 22:00", ("1", False)),
        ([("promise_tell", "half", "11-26 08:00")], "12-04 07:00", ("2026-12-07", False)),
        # It was not, or on another day.
        ([("promise_tell", "half", "11-25 15:00")], "11-26 09:00", ("1", True)),
        # The brief had a line about it just before: one word is enough, once it has run out.
        ([("promise_ahead", "ahead", "11-26 07:00")], "11-26 08:30", None),
        ([("promise_ahead", "ahead", "11-26 07:00")], "11-26 09:00", ("1", True)),
        ([("promise_ahead", "ahead", "11-26 05:30")], "11-26 08:30", ("half", True)),
        ([("promise_ahead", "ahead", "11-26 08:15")], "11-26 08:30", ("half", True)),
        # What the brief had said of it already stands.
        (
            [("promise_tell", "half", "11-26 06:50"), ("promise_ahead", "ahead", "11-26 07:00")],
            "11-26 08:30",
            ("half", True),
        ),
    ],
)
def test_of_a_tell_clock_one_word_a_day_comes_between_two_briefs(
    heard: list[tuple[str, str, str]], now: str, wanted: tuple[str, bool] | None
) -> None:
    by = "2026-11-26T09:00:00"
    known = [
        said(reason, f"{by if reason == 'promise_tell' else '2026-12-18'}/{label}", when)
        for reason, label, when in heard
    ]
    looked = look(at_risk(), about(TALLINN, HOURS, *known), at(now))
    found = [each for each in looked.asks if each.reason == "promise_tell"]
    if now == "12-04 07:00":
        assert [each.window.rpartition("/")[2] for each in found] == ["1"]
        assert looked.next_at == at("12-06 22:00")
        found = [
            each
            for each in look(at_risk(), about(TALLINN, HOURS, *known), at("12-07 07:00")).asks
            if each.reason == "promise_tell"
        ]
    assert [(each.window.rpartition("/")[2], each.urgent) for each in found] == ([wanted] if wanted else [])


def test_the_tell_clock_stands_still_over_the_weekend() -> None:
    promise = at_risk("11-27 14:30")  # Friday 16:30: until Monday 10:30
    assert look(promise, about(), at("11-27 14:30")).next_at == at("11-29 22:00")
    assert reasons(look(promise, about(), at("11-29 12:00"))) == []
    # It stands in Monday's brief, and comes by itself only to whom no brief said it.
    urgent = [
        look(promise, about(), at(now)).asks[0].urgent
        for now in ("11-29 22:00", "11-30 07:29", "11-30 07:30")
    ]
    assert urgent == [False, False, True]
    # Said once, it stands.
    known = about(TALLINN, HOURS, said("promise_tell", "2026-11-30T08:30:00/half", "11-30 07:00"))
    windows = [look(promise, known, at(now)).asks[0].window for now in ("11-29 22:00", "11-30 07:30")]
    assert windows == ["2026-11-30T08:30:00/half"] * 2


def test_half_of_the_clock_is_half_of_what_the_workspace_gives() -> None:
    promise = at_risk()
    assert look(promise, about(), at("11-26 07:00")).next_at == at("11-26 08:00")
    assert look(promise, about(tell_within=1), at("11-26 07:00")).next_at == at("11-26 08:30")


def test_a_clock_that_began_after_the_brief_or_just_before_it_is_said_at_half_of_it() -> None:
    late_brief = about(brief_at=time(13))
    for now, half in (("11-26 07:00", "11-26 08:00"), ("11-26 10:45", "11-26 11:45")):
        assert look(at_risk(now), late_brief, at(now)).next_at == at(half)


def moved(new: str, now: str = "11-26 07:00") -> Promise:
    promise = make("2026-12-18")
    return put(promise, promises.move(promise, new, TALLINN, told=False, terms=TERMS, now=at(now)).fields)


def told_of(promise: Promise, reason: str) -> list[str]:
    """When something is said for one reason, if it is all said in the brief of 9:00."""
    return [
        f"{each.at.astimezone(ZoneInfo(TALLINN)):%a %d %b}"
        for each in walk(
            lambda known, now: look(promise, known, now), about(), at("11-26 07:00"), until=at("12-30 08:00")
        )
        for asking in each.look.asks
        if asking.reason == reason
        and (reason, asking.window) not in {(k.reason, k.window) for k in each.about.said}
    ]


def test_a_later_date_that_they_do_not_know_runs_the_clock() -> None:
    later = moved("2026-12-22")
    assert reasons(look(later, about(), at("11-26 08:00"))) == ["promise_tell"]
    assert "it comes later" in look(later, about(), at("11-26 08:00")).asks[0].why


def test_an_earlier_one_is_asked_about_soon_again_on_the_next_working_day_and_then_less_and_less() -> None:
    promise = moved("2026-12-10", "11-27 07:00")
    assert told_of(promise, "promise_not_told")[:4] == [
        "Fri 27 Nov",
        "Mon 30 Nov",
        "Mon 07 Dec",
        "Mon 14 Dec",
    ]
    assert reasons(look(promise, about(), at("11-27 07:10"))) == [], "whoever has just moved it knows"
    asking = look(promise, about(), at("11-27 07:30")).asks[0]
    assert asking.why == "It was moved to Thu 10 Dec, and it is not noted yet that they know."
    put(promise, promises.told(promise, now=at("11-27 08:00")).fields)
    assert reasons(look(promise, about(), at("11-30 07:10"))) == []


def test_whom_nobody_told_of_a_risk_is_asked_about_again_on_the_next_working_day() -> None:
    # Nobody could be told before the clock had run out.
    known = about(TALLINN, HOURS, said("promise_tell", "2026-11-26T09:00:00/1", "11-26 10:00"))
    windows = [
        [each.window for each in look(at_risk(), known, at(now)).asks if each.reason == "promise_tell"]
        for now in ("11-26 21:59", "11-26 22:00", "12-06 22:00")
    ]
    assert windows == [[f"2026-11-26T09:00:00/{label}"] for label in ("1", "again", "2026-12-07")]


def test_some_working_days_after_it_was_kept_it_is_asked_whether_it_was_right_and_once_more() -> None:
    seen = told(kept(), at("12-31 08:00"))
    assert seen == [("Fri 04 Dec 00:00", "check_back"), ("Mon 14 Dec 00:00", "check_back")]
    three = about(check_days=3)
    assert told(kept(), at("12-31 08:00"), three)[0] == ("Wed 02 Dec 00:00", "check_back")
    (asking,) = look(kept("partly"), about(), at("12-04 07:00")).asks
    assert asking.why == "It was closed as partly kept on Fri 27 Nov. Was it right for them?"


CLOSING = "2026-11-27T12:00:00"


@pytest.mark.parametrize(
    ("heard", "now", "label"),
    [
        # Closed long before it was looked at: nobody begins to ask.
        ([], "12-17 21:59", "1"),
        ([], "12-17 22:00", ""),
        # It was asked, and whoever was away may answer for some weeks.
        ([None], "12-17 22:00", "1"),
        ([None], "01-07 21:59", "1"),
        ([None], "01-07 22:00", ""),
        # Said late: the second question comes a week after that, when a week begins.
        (["12-10 07:00"], "12-20 21:59", "1"),
        (["12-10 07:00"], "12-20 22:00", "2"),
        (["12-04 07:00", "12-14 07:00"], "01-10 21:59", "2"),
        (["12-04 07:00", "12-14 07:00"], "01-10 22:00", ""),
    ],
)
def test_whether_it_was_right_is_asked_anew_a_week_after_that_was_said_and_never_long_after_it_was_closed(
    heard: list[str | None], now: str, label: str
) -> None:
    known = [
        Said("promise_check_back", f"{CLOSING}/{place}", "U1", "owner", at(when) if when else None)
        for place, when in enumerate(heard, start=1)
    ]
    moment = at(now) if now > "02" else at(now).replace(year=2027)
    looked = look(kept(), about(TALLINN, HOURS, *known), moment)
    assert [each.window for each in looked.asks] == ([f"{CLOSING}/{label}"] if label else [])
    if not label:
        assert looked == Look()


@pytest.mark.parametrize("outcome", ["not kept", "called off"])
def test_nobody_is_asked_whether_it_was_right_where_it_was_not_done(outcome: str) -> None:
    assert look(kept(outcome), about(), at("12-04 07:00")) == Look()


@pytest.mark.parametrize("stage", ["lost", "parting"])
def test_whom_we_part_from_is_not_asked_afterwards(stage: str) -> None:
    assert look(kept(), about(stage=stage), at("12-04 07:00")) == Look()


def test_what_came_of_it_ends_the_question_and_no_answer_is_asked_once_more() -> None:
    right = kept()
    check_back(right, "right", "12-04 08:00")
    assert look(right, about(), at("12-04 08:00")) == Look()
    silent = kept()
    check_back(silent, "no answer", "12-04 08:00")
    looked = look(silent, about(), at("12-04 08:00"))
    assert looked == Look(next_at=at("12-13 22:00"))
    assert reasons(look(silent, about(), at("12-13 22:00"))) == ["promise_check_back"]
    check_back(silent, "no answer", "12-14 08:00")
    assert look(silent, about(), at("12-14 08:00")) == Look()


def test_not_quite_opens_it_again_and_it_counts_from_then() -> None:
    promise = kept()
    check_back(promise, "not quite", "12-04 08:00")
    assert promise.status == "open"
    looked = look(promise, about(), at("12-04 08:00"))
    assert (reasons(looked), looked.next_at) == ([], at("12-13 22:00"))
    (asking,) = look(promise, about(), at("12-14 08:00")).asks
    assert asking.why == "It was not quite right, as we heard on Fri 4 Dec, and it is open again."
    put(promise, promise_endings.close(promise, "late", proof="", by="U1", now=at("12-08 09:00")).fields)
    assert reasons(look(promise, about(), at("12-15 08:00"))) == ["promise_check_back"], "and is asked anew"


def test_nothing_asks_for_what_was_taken_back_and_a_lost_customer_is_left_alone() -> None:
    promise = make("2026-11-27")
    lost = look(promise, about(stage="lost"), at("11-30 08:00"))
    assert not lost.asks
    assert lost.next_at is not None, "they may come back"
    assert reasons(look(promise, about(stage="parting"), at("11-30 08:00"))) == ["promise_late"]
    promise.removed_at = NOW
    assert look(promise, about(), at("11-30 08:00")) == Look()
