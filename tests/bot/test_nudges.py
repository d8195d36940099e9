"""What comes of looking at one thing: which nudges are made, changed and ended, and why, in words."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot import nudge_endings
from bot.attention import LEADS, TEAM, Asking
from bot.calendar import WorkingHours
from bot.nudges import Plan, World, held_back, plan
from bot.quiet import Calendar
from bot.standing_in import Circle, Somebody
from storage.tables import Contact, Customer, Mistake, Nudge, Promise, Waiting

# Wednesday, 10:00 in Tallinn.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIA, SAM, LENA = "UMIA", "USAM", "ULENA"
TODAY = Asking("promise_today", "day", "Our own date is today.", NOW - HOUR, customer_id=1)
LATE = Asking("promise_late", "w1", "They were told Tue 24 Nov.", NOW - HOUR, customer_id=1)
TELL = Asking("promise_tell", "t1", "They do not know yet.", NOW - HOUR, urgent=True, customer_id=1)
CALENDAR = Calendar("Europe/Tallinn", WorkingHours(), (time(19), time(8)), time(9))
KNOWN = {each: Somebody(each, each[1:].title(), "Europe/Tallinn") for each in (MIA, SAM, LENA)}
WORLD = World(
    Circle(MIA, SAM, [LENA], [], KNOWN, "Europe/Tallinn", WorkingHours(), (8, 8)),
    dict.fromkeys(KNOWN, CALENDAR),
)


def nudge(asking: Asking = LATE, recipient_id: str = MIA, **more: Any) -> Nudge:
    held: dict[str, Any] = {
        "id": 1,
        "team_id": "T1",
        "number": 1,
        "kind": "promise",
        "row_id": 1,
        "customer_id": 1,
        "reason": asking.reason,
        "window": asking.window,
        "recipient_id": recipient_id,
        "role": "owner",
        "facts": json.dumps({"why": asking.why, "note": "", "next_id": "", "next_at": "", "facts": {}}),
        "since_at": asking.since,
        "say_at": asking.since,
        "made_at": NOW,
    }
    return Nudge(**held | more)


def made(found: Plan) -> list[tuple[str, str, str]]:
    return [(each.asking.reason, each.call.recipient_id, each.call.role) for each in found.make]


def test_what_asks_is_made_once() -> None:
    assert made(plan([TODAY], [], WORLD, now=NOW)) == [("promise_today", MIA, "owner")]
    again = plan([TODAY], [nudge(TODAY)], WORLD, now=NOW)
    assert (again.make, again.change, again.reopen, again.end) == ([], [], [], [])


def test_of_several_things_one_person_hears_what_matters_most() -> None:
    found = plan([TODAY, LATE, TELL], [nudge(LATE)], WORLD, now=NOW)
    assert made(found) == [("promise_tell", MIA, "owner")]
    assert [each.reason for each in found.end] == ["promise_late"]
    assert found.instead["promise_late", MIA] == "promise_tell"


def test_what_its_rule_puts_first_is_said_whatever_else_asks() -> None:
    found = plan([TODAY._replace(first=True), LATE, TELL], [nudge(TELL)], WORLD, now=NOW)
    assert made(found) == [("promise_today", MIA, "owner")]
    assert [each.reason for each in found.end] == ["promise_tell"]


def test_whose_snooze_was_until_an_hour_is_asked_at_that_hour() -> None:
    (waits,) = plan([TODAY], [], WORLD, now=NOW).make
    (woken,) = plan([TODAY], [], WORLD._replace(woken=frozenset({MIA})), now=NOW).make
    assert (waits.urgent, woken.urgent) == (False, True)


def test_the_same_reason_for_several_customers_is_said_for_each() -> None:
    asks = [Asking("fix_tell", f"tell-{number}", "", NOW, to=MIA, customer_id=number) for number in (1, 2)]
    assert [each.asking.customer_id for each in plan(asks, [], WORLD, now=NOW).make] == [1, 2]


def test_what_asks_no_more_ends_and_what_asks_again_is_opened_again() -> None:
    assert [each.reason for each in plan([], [nudge()], WORLD, now=NOW).end] == ["promise_late"]
    ended = nudge(TODAY, ended_at=NOW)
    found = plan([TODAY], [ended], WORLD, now=NOW)
    assert ([each for each, _ in found.reopen], found.make, found.end) == ([ended], [], [])


def test_another_sentence_changes_the_nudge() -> None:
    open_ = nudge(TODAY)
    found = plan([TODAY._replace(why="Our own date is today, Wed 25 Nov.")], [open_], WORLD, now=NOW)
    assert [each for each, _ in found.change] == [open_]


def test_who_snoozed_it_hears_nothing_of_it() -> None:
    snoozed = WORLD._replace(snoozed={MIA: "until Thu 26 Nov, 09:00"})
    found = plan([TODAY], [nudge(TODAY)], snoozed, now=NOW)
    assert (found.make, len(found.end)) == ([], 1)


def test_nor_does_who_stands_in_for_them_unless_they_heard_of_it_before() -> None:
    away = Somebody(MIA, "Mia", "Europe/Tallinn", away="away until Mon 30 Nov", until=NOW + 5 * DAY)
    gone = Somebody(MIA, "Mia", "Europe/Tallinn", gone="has left this Slack")
    worlds = [
        WORLD._replace(
            circle=WORLD.circle._replace(known={**KNOWN, MIA: each}),
            snoozed={MIA: "until Thu 26 Nov, 09:00"},
        )
        for each in (away, gone)
    ]
    assert not plan([LATE], [], worlds[0], now=NOW).make
    (heard,) = plan([LATE], [nudge(LATE, SAM, role="cover", said_at=NOW)], worlds[0], now=NOW).wanted
    assert heard.call.recipient_id == SAM
    (handed,) = plan([LATE], [], worlds[1], now=NOW).make
    assert handed.call.recipient_id == LENA


def test_what_the_team_is_told_goes_to_its_channel_or_else_to_a_lead() -> None:
    unowned = Asking("mistake_unowned", "1", "Nobody puts it right.", NOW - HOUR, to=TEAM)
    to_leads = unowned._replace(to=LEADS, window="2")
    in_channel = WORLD._replace(team_channel="CTEAM")
    assert made(plan([unowned], [], in_channel, now=NOW)) == [("mistake_unowned", "CTEAM", "team")]
    assert made(plan([unowned], [], WORLD, now=NOW)) == [("mistake_unowned", LENA, "lead")]
    both = plan([unowned, to_leads], [], WORLD, now=NOW)
    assert [(each.call.recipient_id, each.call.window) for each in both.make] == [(LENA, "2")]


def test_what_is_urgent_waits_for_the_end_of_quiet_hours_and_says_so() -> None:
    (at_once,) = plan([TELL], [], WORLD, now=NOW).make
    assert (at_once.say_at, at_once.kept_back) == (TELL.since, "")
    (at_night,) = plan([TELL], [], WORLD, now=NOW + 10 * HOUR).make
    assert at_night.say_at == datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert at_night.kept_back == "quiet hours until 08:00"


# -- why it ended

PROMISE = Promise(
    team_id="T1", number=1, customer_id=1, words="pump", kind="other", owner_id=MIA, said_by=MIA, zone="UTC",
    created_at=NOW - DAY,
)  # fmt: skip
MISTAKE = Mistake(
    team_id="T1",
    number=1,
    customer_id=1,
    words="bill",
    kind="other",
    severity="high",
    said_by=MIA,
    created_at=NOW,
)
WAITING = Waiting(
    team_id="T1", number=1, customer_id=1, words="call", owner_id=MIA, said_by=MIA, since_at=NOW, zone="UTC",
    created_at=NOW,
)  # fmt: skip
CONTACT = Contact(
    team_id="T1",
    customer_id=1,
    by_id=MIA,
    how="call",
    words="",
    at=NOW,
    zone="UTC",
    said_by=MIA,
    created_at=NOW,
)
ACME = Customer(team_id="T1", number=1, name="Acme", created_at=NOW, created_by=MIA)


def but(row: Any, **more: Any) -> Any:
    return type(row)(**vars(row) | more)


@pytest.mark.parametrize(
    ("reason", "row", "entry", "why"),
    [
        ("promise_late", but(PROMISE, status="kept"), None, "it was kept"),
        ("promise_late", but(PROMISE, status="not kept"), None, "it was closed as not kept"),
        ("promise_late", but(PROMISE, removed_at=NOW), None, "it was taken back"),
        ("promise_tell", but(PROMISE, told_at=NOW), None, "the customer was told"),
        ("promise_late", but(PROMISE, answered_at=NOW), None, "somebody said how it stands"),
        ("promise_late", PROMISE, ("moved", MIA), "it has a new date"),
        ("promise_late", PROMISE, None, "nothing is to be done about it now"),
        ("promise_no_date", but(PROMISE, due_at=NOW), None, "it has a date now"),
        ("promise_check_back", but(PROMISE, status="kept", checked="right"), None, "it was right"),
        ("mistake_tell", but(MISTAKE, told_at=NOW), None, "the customer was told"),
        ("mistake_tell", but(MISTAKE, told_at=NOW, told_waived="so"), None, "that was left out for a reason"),
        ("mistake_unowned", but(MISTAKE, owner_id=MIA), None, "somebody has it now"),
        ("mistake_step", but(MISTAKE, status="closed"), None, "the case is closed"),
        ("waiting_due", but(WAITING, status="done"), None, "they were answered"),
        ("next_step", but(CONTACT, next="done"), None, "it is done"),
        ("contact_overdue", but(ACME, met_at=NOW), None, "somebody has spoken with them"),
        ("contact_overdue", but(ACME, stage="lost"), None, "they are no longer our customer"),
    ],
)
def test_a_nudge_says_why_it_ended(reason: str, row: Any, entry: tuple[str, str] | None, why: str) -> None:
    ended = nudge(LATE._replace(reason=reason))
    assert nudge_endings.why(ended, row, Plan(), snoozed={}, entry=entry, names={}) == why


def test_a_nudge_says_what_is_said_instead_and_who_hears_of_it_now() -> None:
    names = {each.id: each.name for each in KNOWN.values()}
    later = plan([TELL], [nudge()], WORLD, now=NOW)
    says = nudge_endings.why(nudge(), PROMISE, later, snoozed={}, entry=None, names=names)
    assert says == "another line took its place: it is at risk, and the customer has not been told"
    sams = WORLD._replace(circle=WORLD.circle._replace(owner_id=SAM))
    handed = plan([LATE], [nudge()], sams, now=NOW)
    assert (
        nudge_endings.why(nudge(), PROMISE, handed, snoozed={}, entry=None, names=names) == "Sam has it now"
    )
    # For another reason, too; and what its owner put off goes to nobody.
    told = plan([TELL], [nudge()], sams, now=NOW)
    says = nudge_endings.why(nudge(), PROMISE, told, snoozed={}, entry=None, names=names)
    assert says == "Sam has it now"
    off = {SAM: "until Thu 26 Nov, 09:00"}
    says = nudge_endings.why(nudge(), PROMISE, Plan(), snoozed=off, entry=("at risk", MIA), names=names)
    assert says == "Sam snoozed it until Thu 26 Nov, 09:00"
    anew = plan([LATE._replace(window="w2")], [nudge()], WORLD, now=NOW)
    assert (
        nudge_endings.why(nudge(), PROMISE, anew, snoozed={}, entry=None, names=names) == "it was asked again"
    )
    # What somebody did a moment ago is what ended it, whatever comes in its place.
    for other, entry, said in (
        (later, ("at risk", SAM), "it is at risk"),
        (anew, ("moved", MIA), "it has a new date"),
        (anew, None, "it was changed"),
    ):
        found = nudge_endings.why(nudge(), PROMISE, other, snoozed={}, entry=entry, names=names, just=True)
        assert found == said
        assert not nudge_endings.is_replaced(found)
    quiet = nudge_endings.why(nudge(), PROMISE, Plan(), snoozed={MIA: "until Thu"}, entry=None, names=names)
    assert quiet == "snoozed until Thu"


STEP = json.dumps({"why": TELL.why, "next_id": SAM, "next_at": NOW.isoformat()})


def test_a_step_of_the_ladder_waits_for_a_brief_and_what_stands_in_for_somebody_does_not() -> None:
    told = nudge(TELL, made_at=NOW - DAY, said_at=NOW - DAY, facts=STEP)
    briefed = WORLD._replace(circle=WORLD.circle._replace(calendars=WORLD.calendars))
    (step,) = plan([TELL], [told], briefed, now=NOW).make
    assert (step.call.recipient_id, step.urgent, step.kept_back) == (SAM, False, "")
    away = KNOWN[MIA]._replace(away="away until Fri 27 Nov", until=NOW + 2 * DAY)
    known = KNOWN | {MIA: away}
    (stands_in,) = plan([TELL], [], WORLD._replace(circle=WORLD.circle._replace(known=known)), now=NOW).make
    assert (stands_in.call.recipient_id, stands_in.urgent) == (SAM, True)


def test_a_step_that_was_made_to_wait_is_not_hurried_by_the_next_look() -> None:
    told = nudge(TELL, made_at=NOW - DAY, said_at=NOW - DAY, facts=STEP)
    briefed = WORLD._replace(circle=WORLD.circle._replace(calendars=WORLD.calendars))
    (step,) = plan([TELL], [told], briefed, now=NOW).make
    facts = json.dumps(step.facts())
    waits = nudge(TELL, SAM, id=2, number=2, role="cover", facts=facts, made_at=NOW)
    found = plan([TELL], [told, waits], briefed, now=NOW + HOUR)
    assert [each.urgent for each in found.wanted if each.call.recipient_id == SAM] == [False]


LEFT = KNOWN | {MIA: KNOWN[MIA]._replace(gone="has left this Slack")}
LEFT_WORLD = WORLD._replace(circle=WORLD.circle._replace(known=LEFT), left_until=NOW + 5 * DAY)


def test_what_somebody_left_behind_waits_for_its_handover_unless_it_is_urgent() -> None:
    (held,) = plan([LATE], [], LEFT_WORLD, now=NOW).make
    assert (held.call.recipient_id, held.say_at) == (LENA, NOW + 5 * DAY)
    assert "Mia has left, and all that was theirs can be handed over at once" in held.kept_back
    assert "from Mon 30 Nov on" in held.kept_back
    kept = nudge(LATE, LENA, facts=json.dumps(held.facts()))
    assert held_back(kept, now=NOW + DAY)
    assert not held_back(kept, now=NOW + 5 * DAY)
    (urgent,) = plan([TELL], [], LEFT_WORLD, now=NOW).make
    assert not urgent.held


@pytest.mark.parametrize(
    ("world", "asking"),
    [
        (LEFT_WORLD._replace(left_until=NOW), LATE),
        (LEFT_WORLD._replace(left_until=None), LATE),
        (LEFT_WORLD, LATE._replace(to=LEADS)),
    ],
)
def test_it_comes_when_its_time_is_over_and_what_is_the_leads_own_is_not_held(
    world: World, asking: Asking
) -> None:
    (found,) = plan([asking], [], world, now=NOW).make
    assert not found.held
    assert not held_back(nudge(asking, LENA, facts=json.dumps(found.facts())), now=NOW)


def test_what_a_lead_was_told_already_stays() -> None:
    said = nudge(LATE, LENA, role="lead", said_at=NOW - HOUR)
    ((_, wanted),) = plan([LATE], [said], LEFT_WORLD, now=NOW).change
    assert not wanted.held


@pytest.mark.parametrize(
    ("why", "replaced"),
    [
        (nudge_endings.ANEW, True),
        ("another line took its place: the date the customer was told is over", True),
        ("it was kept", False),
        ("", False),
    ],
)
def test_what_another_nudge_took_the_place_of_is_known_by_its_reason(why: str, replaced: bool) -> None:
    assert nudge_endings.is_replaced(why) is replaced
