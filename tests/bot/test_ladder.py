"""Who hears of what asks for attention: the owner or whoever stands in, then the cover, then a lead, each announced."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.attention import LEADS, Asking
from bot.calendar import WorkingHours
from bot.ladder import Climb, climb
from bot.standing_in import ANEW, Call, Circle, Somebody, Told

# Wednesday, 10:00 in Tallinn; people work from 9 to 17, so eight hours on it is Thursday, 10:00.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIA, SAM, LENA, TOM, ANN = "UMIA", "USAM", "ULENA", "UTOM", "UANN"
LATE = Asking("promise_late", "w1", "They were told Tue 24 Nov.", NOW - HOUR)
URGENT = LATE._replace(reason="promise_tell", urgent=True)


def somebody(id_: str, **more: object) -> Somebody:
    return Somebody(id_, id_[1:].title(), "Europe/Tallinn", **more)  # type: ignore[arg-type]


def away(id_: str, *, days: float | None = 5, cover: str | None = None) -> Somebody:
    until = None if days is None else NOW + timedelta(days=days)
    return somebody(id_, away="away until Mon 30 Nov", until=until, cover_id=cover)


def gone(id_: str) -> Somebody:
    return somebody(id_, gone="has left this Slack")


def circle(
    *others: Somebody, owner: str | None = MIA, backup: str | None = SAM, leads: str = "LENA TOM"
) -> Circle:
    known = {each: somebody(each) for each in (MIA, SAM, LENA, TOM, ANN)} | {each.id: each for each in others}
    return Circle(
        owner,
        backup,
        [f"U{each}" for each in leads.split()],
        [ANN],
        known,
        "Europe/Tallinn",
        WorkingHours(),
        (8, 8),
    )


def told(id_: str = MIA, **more: object) -> Told:
    held: dict[str, object] = {"said_at": NOW, "made_at": NOW - HOUR, "role": "owner", "window": "w1"}
    return Told(recipient_id=id_, **held | more)  # type: ignore[arg-type]


def ask(
    asking: Asking,
    who: Circle,
    before: Sequence[Told] = (),
    *,
    ladder: bool = True,
    answered_at: datetime | None = None,
    now: datetime = NOW,
) -> Climb:
    return climb(asking, who, before, ladder=ladder, answered_at=answered_at, said_by=now, now=now)


def called(found: Climb) -> list[tuple[str, str]]:
    return [(each.recipient_id, each.role) for each in found.calls]


# -- whom it asks first


@pytest.mark.parametrize(
    ("who", "first"),
    [
        (circle(), (MIA, "owner")),
        (circle(away(MIA)), (SAM, "cover")),
        (circle(away(MIA, cover=TOM)), (TOM, "cover")),
        (circle(away(MIA, cover=TOM), away(TOM)), (SAM, "cover")),
        (circle(away(MIA), away(SAM)), (LENA, "lead")),
        (circle(away(MIA), gone(SAM)), (LENA, "lead")),
        (circle(away(MIA), backup=None), (LENA, "lead")),
        (circle(away(MIA), away(SAM), away(LENA)), (TOM, "lead")),
        (circle(away(MIA), away(SAM), leads=""), (ANN, "lead")),
        (circle(away(MIA, days=None)), (SAM, "cover")),
        (circle(gone(MIA)), (LENA, "lead")),
        (circle(gone(MIA), gone(LENA)), (TOM, "lead")),
        (circle(gone(MIA), leads=""), (ANN, "lead")),
        (circle(owner=None), (SAM, "cover")),
        (circle(owner=None, backup=None), (LENA, "lead")),
        # nobody can be reached: it waits for the owner
        (circle(away(MIA), away(SAM), away(LENA), away(TOM), away(ANN)), (MIA, "owner")),
        # the backup is the owner, too
        (circle(away(MIA), backup=MIA), (LENA, "lead")),
    ],
)
def test_it_asks_the_owner_or_whoever_stands_in(who: Circle, first: tuple[str, str]) -> None:
    assert called(ask(LATE, who)) == [first]


def test_whoever_stands_in_is_told_why() -> None:
    assert ask(LATE, circle(away(MIA))).calls[0].note == "Mia is away until Mon 30 Nov; you stand in."
    assert ask(LATE, circle(gone(MIA))).calls[0].note == "Mia has left this Slack."
    assert ask(LATE, circle()).calls[0].note == ""


def test_a_short_absence_is_waited_for_unless_it_is_urgent() -> None:
    back_tomorrow_morning = circle(away(MIA, days=0.9))
    assert called(ask(LATE, back_tomorrow_morning)) == [(MIA, "owner")]
    assert called(ask(URGENT, back_tomorrow_morning)) == [(SAM, "cover")]


@pytest.mark.parametrize("looked_at", [-10 * HOUR, -HOUR, timedelta(minutes=-55), 4 * HOUR])
def test_a_single_day_away_is_short_at_every_look_from_its_midnight_on(looked_at: timedelta) -> None:
    midnight = NOW - 10 * HOUR
    one_day, two_days = (away(MIA)._replace(until=midnight + days * DAY) for days in (1, 2))
    assert called(ask(LATE, circle(one_day), now=NOW + looked_at)) == [(MIA, "owner")]
    assert called(ask(LATE, circle(two_days), now=NOW + looked_at)) == [(SAM, "cover")]


@pytest.mark.parametrize("reason", ["promise_check_back", "promise_no_date", "next_step", "contact_overdue"])
def test_what_can_wait_waits_for_whoever_is_away_and_goes_to_nobody_else(reason: str) -> None:
    can_wait = LATE._replace(reason=reason)
    for who in (circle(away(MIA)), circle(away(MIA, days=None)), circle(away(MIA, days=40, cover=TOM))):
        assert called(ask(can_wait, who, ladder=False)) == [(MIA, "owner")]
    assert called(ask(can_wait, circle(gone(MIA)), ladder=False)) == [(LENA, "lead")]


def test_it_is_looked_at_again_when_the_owner_is_back() -> None:
    assert ask(LATE, circle(away(MIA, days=3)), ladder=False).next_at == NOW + 3 * DAY
    assert ask(LATE, circle(away(MIA, days=None)), ladder=False).next_at == NOW + HOUR
    assert ask(LATE, circle(), ladder=False).next_at is None


def test_what_an_absent_owner_was_told_stays_theirs() -> None:
    assert called(ask(LATE, circle(away(MIA)), [told()])) == [(SAM, "cover"), (MIA, "owner")]
    assert called(ask(LATE, circle(away(MIA)), [told(said_at=None)])) == [(SAM, "cover")]


def test_leads_are_asked_one_at_a_time_and_stay_who_they_were() -> None:
    to_leads = LATE._replace(to=LEADS)
    assert called(ask(to_leads, circle())) == [(LENA, "lead")]
    assert called(ask(to_leads, circle(), [told(TOM, role="lead")])) == [(TOM, "lead")]
    assert called(ask(to_leads, circle(away(TOM)), [told(TOM, role="lead")])) == [(LENA, "lead")]
    assert called(ask(to_leads, circle(leads=""))) == [(ANN, "lead")]


def test_what_is_urgent_goes_to_all_leads_who_can_be_asked() -> None:
    to_leads = URGENT._replace(to=LEADS)
    assert called(ask(to_leads, circle())) == [(LENA, "lead"), (TOM, "lead")]
    assert called(ask(to_leads, circle(away(LENA)))) == [(TOM, "lead")]


def test_somebody_is_asked_by_their_id() -> None:
    assert called(ask(LATE._replace(to=TOM), circle(), ladder=False)) == [(TOM, "owner")]
    assert called(ask(LATE._replace(to=TOM), circle(gone(TOM)), ladder=False)) == [(LENA, "lead")]


def test_a_snooze_that_is_over_has_it_asked_anew() -> None:
    who = circle()._replace(suffixes={MIA: "+7"})
    assert ask(LATE, who).calls[0].window == "w1+7"


# -- the ladder


def test_the_step_is_announced_before_the_owner_was_told() -> None:
    found = ask(LATE, circle())
    assert (found.calls[0].next_id, found.calls[0].next_at) == (SAM, NOW + DAY)
    # Until it was said nobody knows when the step is: it is looked at again soon, and then less and less often.
    assert found.next_at == NOW + timedelta(minutes=5)


def test_a_step_waits_until_it_was_announced_in_a_nudge_that_was_said() -> None:
    later = NOW + 3 * DAY
    unsaid = told(said_at=None, next_id=SAM, next_at=NOW + DAY)
    assert called(ask(LATE, circle(), [unsaid], now=later)) == [(MIA, "owner")]
    # Nothing was announced in what was said: it is said anew, and no old message is changed. It is Saturday: a working
    # hour from then is Monday, 10:00.
    unannounced = ask(LATE, circle(), [told()], now=later).calls
    assert [(each.recipient_id, each.window) for each in unannounced] == [(MIA, "w1+~1")]
    assert (unannounced[0].next_id, unannounced[0].next_at) == (SAM, later + 2 * DAY)


def test_after_its_time_the_cover_hears_of_it_and_why() -> None:
    announced = told(next_id=SAM, next_at=NOW + DAY)
    assert called(ask(LATE, circle(), [announced], now=NOW + DAY - HOUR)) == [(MIA, "owner")]
    found = ask(LATE, circle(), [announced], now=NOW + DAY)
    assert called(found) == [(MIA, "owner"), (SAM, "cover")]
    owner, cover = found.calls
    assert cover.climbed
    assert cover.window == "w1"
    assert cover.note == "Still open since Mia heard of it on Wed 25 Nov; you are their backup."
    # Who comes after that is said with the step itself.
    assert (cover.next_id, cover.next_at) == (LENA, NOW + 2 * DAY)
    assert owner.note == "Sam has heard of it, too."
    assert owner.next_id == ""


@pytest.mark.parametrize(
    "who", [circle(backup=None), circle(gone(SAM)), circle(away(SAM)), circle(backup=MIA)]
)
def test_without_a_cover_it_goes_straight_to_a_lead_when_they_would_have_heard_of_it(who: Circle) -> None:
    assert ask(LATE, who).calls[0].next_at == NOW + 2 * DAY
    announced = told(next_id=LENA, next_at=NOW + 2 * DAY)
    assert called(ask(LATE, who, [announced], now=NOW + 2 * DAY)) == [(MIA, "owner"), (LENA, "lead")]


def test_then_a_lead_who_is_told_of_by_both() -> None:
    first = told(next_id=SAM, next_at=NOW + DAY)
    second = told(SAM, role="cover", climbed=True, made_at=NOW + DAY, said_at=NOW + DAY)
    second = second._replace(next_id=LENA, next_at=NOW + 2 * DAY)
    waiting = ask(LATE, circle(), [first, second], now=NOW + DAY + HOUR)
    assert [(each.next_id, each.next_at) for each in waiting.calls] == [(LENA, NOW + 2 * DAY)] * 2
    found = ask(LATE, circle(), [first, second], now=NOW + 2 * DAY)
    assert called(found) == [(MIA, "owner"), (SAM, "cover"), (LENA, "lead")]
    third = told(LENA, role="lead", climbed=True, made_at=NOW + 2 * DAY, said_at=NOW + 2 * DAY)
    at_the_end = ask(LATE, circle(), [first, second, third], now=NOW + 9 * DAY)
    assert called(at_the_end) == called(found)
    assert at_the_end.next_at is None


def test_a_lead_who_owns_it_or_covers_it_is_not_told_twice() -> None:
    owned = circle(owner=LENA, backup=TOM)
    first = told(LENA, next_id=TOM, next_at=NOW + DAY)
    second = told(TOM, role="cover", climbed=True, made_at=NOW + DAY, said_at=NOW + DAY)
    assert called(ask(LATE, owned, [first], now=NOW + DAY)) == [(LENA, "owner"), (TOM, "cover")]
    assert called(ask(LATE, owned, [first, second], now=NOW + 9 * DAY)) == [(LENA, "owner"), (TOM, "cover")]


def test_another_next_person_is_announced_first() -> None:
    announced = told(next_id=SAM, next_at=NOW + DAY)
    found = ask(LATE, circle(away(SAM)), [announced], now=NOW + DAY)
    assert called(found) == [(MIA, "owner")]
    assert (found.calls[0].next_id, found.calls[0].next_at) == (LENA, NOW + 2 * DAY)
    assert found.calls[0].window == "w1+~1"  # in a message of its own
    anew = told(window="w1+~1", said_at=None, next_id=LENA, next_at=NOW + 2 * DAY)
    waits = ask(LATE, circle(away(SAM)), [announced, anew], now=NOW + 2 * DAY + 2 * HOUR)
    assert [(each.recipient_id, each.window) for each in waits.calls] == [(MIA, "w1+~1")]
    said = anew._replace(said_at=NOW + DAY + HOUR)
    found = ask(LATE, circle(away(SAM)), [announced, said], now=NOW + 2 * DAY)
    assert [(each.recipient_id, each.window) for each in found.calls] == [(MIA, "w1+~1"), (LENA, "w1")]


def test_whoever_has_answered_is_not_told_anew_of_who_comes_next() -> None:
    announced = told(next_id=SAM, next_at=NOW + DAY, open=False)
    anew = told(window="w1+~1", said_at=None, next_id=LENA, next_at=NOW + DAY)
    found = ask(LATE, circle(away(SAM)), [announced, anew], answered_at=NOW + HOUR, now=NOW + 2 * HOUR)
    assert [(each.recipient_id, each.window) for each in found.calls] == [(MIA, "w1")]


def test_the_ladder_counts_on_through_the_windows_of_one_reason() -> None:
    first = told(next_id=SAM, next_at=NOW + DAY, open=False)
    again = told(window="w2", made_at=NOW + DAY - HOUR, said_at=None)
    found = ask(LATE._replace(window="w2"), circle(), [first, again], now=NOW + DAY)
    assert [(each.recipient_id, each.window) for each in found.calls] == [(MIA, "w2"), (SAM, "w1")]
    later = {"next_id": LENA, "next_at": NOW + 2 * DAY}
    stands = told(SAM, role="cover", climbed=True, made_at=NOW + DAY, said_at=NOW + DAY + HOUR, **later)
    found = ask(LATE._replace(window="w5"), circle(), [first, again, stands], now=NOW + DAY + HOUR)
    assert [(each.recipient_id, each.window) for each in found.calls] == [(MIA, "w5"), (SAM, "w1")]


def test_an_answer_stops_the_ladder_and_what_was_said_stays() -> None:
    first = told(next_id=SAM, next_at=NOW + DAY)
    found = ask(LATE, circle(), [first], answered_at=NOW + HOUR, now=NOW + 2 * DAY)
    assert called(found) == [(MIA, "owner")]
    assert found.calls[0].next_id == ""
    cover = told(SAM, role="cover", climbed=True, made_at=NOW + DAY, said_at=NOW + DAY)
    found = ask(LATE, circle(), [first, cover], answered_at=NOW + DAY + HOUR, now=NOW + 9 * DAY)
    assert called(found) == [(MIA, "owner"), (SAM, "cover")]


def test_after_an_answer_it_begins_anew_with_the_next_window() -> None:
    first = told(next_id=SAM, next_at=NOW + DAY, open=False)
    again = told(
        window="w2", made_at=NOW + 2 * DAY, said_at=NOW + 2 * DAY, next_id=SAM, next_at=NOW + 5 * DAY
    )
    late = LATE._replace(window="w2")
    before = ask(late, circle(), [first, again], answered_at=NOW + HOUR, now=NOW + 2 * DAY + HOUR)
    assert called(before) == [(MIA, "owner")]
    after = ask(late, circle(), [first, again], answered_at=NOW + HOUR, now=NOW + 5 * DAY)
    assert [(each.recipient_id, each.window) for each in after.calls] == [(MIA, "w2"), (SAM, "w2")]


def test_after_the_answer_of_an_owner_who_leaves_who_stands_in_is_told_who_comes_next() -> None:
    first = told(next_id=SAM, next_at=NOW + DAY)
    cover = told(SAM, role="cover", climbed=True, made_at=NOW + DAY, said_at=NOW + DAY + 2 * HOUR)
    answered = NOW + DAY + HOUR
    found = ask(LATE, circle(away(MIA)), [first, cover], answered_at=answered, now=NOW + DAY + 3 * HOUR)
    assert [(each.recipient_id, each.window) for each in found.calls] == [(SAM, "w1+~1"), (MIA, "w1")]
    assert found.calls[0].next_id == LENA


def test_a_step_reaches_the_lead_where_who_stands_in_heard_of_it_before_the_answer() -> None:
    cover = told(SAM, role="cover", climbed=True, next_id=LENA, next_at=NOW + 2 * DAY)
    owner = told(made_at=NOW + DAY, said_at=NOW + DAY, next_id=SAM, next_at=NOW + DAY + HOUR, open=False)
    before = [cover, owner]
    pressing = URGENT._replace(window="w2")
    found = ask(pressing, circle(away(MIA), leads="LENA"), before, answered_at=NOW + HOUR, now=NOW + 3 * DAY)
    assert called(found) == [(SAM, "cover"), (LENA, "lead")]
    lead = told(LENA, role="lead", climbed=True, made_at=NOW + 3 * DAY, said_at=NOW + 3 * DAY)
    again = ask(
        pressing, circle(away(MIA), leads="LENA"), [*before, lead], answered_at=NOW + HOUR, now=NOW + 4 * DAY
    )
    assert called(again) == called(found)


def test_without_a_ladder_nobody_else_ever_hears_of_it() -> None:
    found = ask(LATE, circle(), [told()], ladder=False, now=NOW + 30 * DAY)
    assert called(found) == [(MIA, "owner")]
    assert found.calls[0].next_id == ""


# -- whatever happens


class Story:
    """A thing that nobody ends, in a world in which people go, come back, answer and are told late."""

    def __init__(self) -> None:
        self.now = NOW
        self.told: list[Told] = []
        self.answered_at: datetime | None = None

    def look(self, who: Circle, asking: Asking) -> Climb:
        found = ask(asking, who, self.told, answered_at=self.answered_at, now=self.now)
        by_key = {(each.recipient_id, each.window): each for each in self.told}
        wanted = {(each.recipient_id, each.window): each for each in found.calls}
        for call in found.calls:
            heard = {each.recipient_id for each in self.told if each.climbed}
            if call.climbed and (call.recipient_id, call.window) not in by_key:
                if call.recipient_id in heard and ANEW in call.window:
                    continue  # they are told anew of who comes next
                self.announced(call, found.calls)
        kept = [
            each._replace(open=True, **remembered(wanted[key]))
            if (key := (each.recipient_id, each.window)) in wanted
            else each._replace(open=False)
            for each in self.told
        ]
        new = [
            Told(call.window, call.recipient_id, call.role, self.now, **remembered(call))
            for key, call in wanted.items()
            if key not in by_key
        ]
        self.told = [*kept, *new]
        return found

    def announced(self, call: Call, calls: Sequence[Call]) -> None:
        """A step goes to whom it was announced, or with what is urgent to other leads along with them."""
        together = {each.recipient_id for each in calls if each.role == call.role}
        assert any(
            each.said_at and each.next_id in together and each.next_at and each.next_at <= self.now
            for each in self.told
        )

    def say(self) -> None:
        self.told = [
            each._replace(said_at=self.now) if each.open and each.said_at is None else each
            for each in self.told
        ]


def remembered(call: Call) -> dict[str, Any]:
    return {"climbed": call.climbed, "next_id": call.next_id, "next_at": call.next_at}


STATES = st.sampled_from([somebody, away, gone])
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["wait", "wait", "wait", "say", "say", "answer", "window"]),
        st.integers(1, 60),
        st.dictionaries(st.sampled_from([MIA, SAM, LENA, TOM]), STATES, max_size=2),
    ),
    max_size=40,
)


@given(EVENTS, st.booleans())
@example(
    [("wait", 1, {}), ("say", 24, {}), ("wait", 1, {}), ("answer", 1, {}), ("say", 1, {MIA: away})], False
)
@example(
    [
        ("wait", 54, {MIA: away}),
        ("say", 1, {}),
        ("answer", 1, {}),
        ("wait", 11, {}),
        ("say", 60, {}),
        ("wait", 24, {}),
        ("window", 1, {MIA: away}),
    ],
    True,
)
def test_every_step_was_announced_nobody_hears_it_twice_and_it_ends(
    events: list[tuple[str, int, dict[str, object]]], urgent: bool
) -> None:
    story, windows = Story(), 1
    for what, hours, states in events:
        who = circle(*(state(id_) for id_, state in states.items()))  # type: ignore[operator]
        windows += what == "window"
        if what == "say":
            story.say()
        if what == "answer":
            story.answered_at = story.now
        found = story.look(who, (URGENT if urgent else LATE)._replace(window=f"w{windows}"))
        ids = [each.recipient_id for each in found.calls]
        assert len(ids) == len(set(ids))
        assert not any(who.known[each].gone for each in ids)
        assert found.next_at is None or found.next_at > story.now
        story.now += timedelta(hours=hours)
    # Left alone and said in time it comes to its end: everybody on the ladder has heard of it, and nothing is to come.
    asking = (URGENT if urgent else LATE)._replace(window=f"w{windows}")
    for _ in range(30):
        story.say()
        found = story.look(circle(), asking)
        story.now += DAY
    paused = story.answered_at is not None and all(
        each.said_at <= story.answered_at for each in story.told if each.recipient_id == MIA and each.said_at
    )
    assert found.next_at is None
    assert paused or "lead" in {each.role for each in found.calls}
