"""What is known of a customer, each fact in a line or two: shown on the card, in the brief and in forms."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from slack_sdk.models.blocks import Block

from bot.customer_leaving import REASONS, year_in_words
from bot.moments import day_in_words, how_long, moment_in_words, open_for, wall_in_words
from bot.promises import is_late
from bot.rhythm import State
from bot.text import one_line, shorten
from handlers.views.customers import STAGES
from handlers.views.eye import Eye
from handlers.views.parts import Piece, actions, bold, button, line, place, who
from handlers.views.promises import due_in_words, state_in_words
from storage.tables import Contact, Customer, CustomerPerson, Mistake, Promise, Waiting

# So many of ours who have met somebody are named, and so many channels.
MET_BY, CHANNELS = 5, 8
LINE_WORDS = 200
ONE_LINE = 90
LONG_WORDS = 600
COLOURS = {"green": "🟢", "amber": "🟠", "red": "🔴", "grey": "⚪"}
HOW = {
    "call": "call",
    "visit": "visit",
    "mail": "mail",
    "chat": "chat",
    "event": "event",
    "gift": "gift",
    "attempt": "attempt, no answer",
}
STEPS = {
    "told": "tell them",
    "sorry": "say sorry",
    "right": "make it right",
    "checked": "check back",
}
Met = tuple[CustomerPerson, Sequence[str]]


@dataclass(frozen=True)
class Known:
    """All that the card shows of a customer: some of each kind, and how many there are in all.

    People come with the ids of those of ours who have met them; `next` is the soonest next step that is planned.
    """

    customer: Customer
    state: State
    channels: Sequence[str] = ()
    people: Sequence[Met] = ()
    people_count: int = 0
    promises: Sequence[Promise] = ()
    promise_count: int = 0
    cases: Sequence[Mistake] = ()
    case_count: int = 0
    waiting: Sequence[Waiting] = ()
    waiting_count: int = 0
    contacts: Sequence[Contact] = ()
    next: Contact | None = None
    remarks: Sequence[str] = field(default=())


def head(known: Known) -> list[Piece | str]:
    """Who they are, whose they are, and how it stands between us."""
    customer = known.customer
    pieces: list[Piece | str] = [bold(f"C-{customer.number} · {customer.name}")]
    if customer.other_names:
        pieces.append(f"\nAlso: {shorten(', '.join(customer.other_names.splitlines()), LONG_WORDS)}")
    pieces += ["\nOwner: ", who(customer.owner_id) if customer.owner_id else "nobody yet"]
    if customer.backup_id:
        pieces += [" · backup: ", who(customer.backup_id)]
    facts = [STAGES.get(customer.stage, customer.stage)]
    facts += [customer.tier] if customer.tier else []
    facts += [f"since {year_in_words(customer.since)}"] if customer.since else []
    facts += [f"tags: {', '.join(customer.tags.splitlines())}"] if customer.tags else []
    pieces.append(f"\n{' · '.join(facts)}")
    every = f", every {customer.rhythm_days:,} days if we can" if customer.rhythm_days else ""
    pieces.append(f"\n{COLOURS[known.state.colour]} {known.state.words}{every}")
    if known.channels:
        pieces.append("\nChannels: ")
        for number, channel_id in enumerate(known.channels[:CHANNELS]):
            pieces += [", " if number else "", place(channel_id)]
        more = len(known.channels) - CHANNELS
        pieces.append(f" and {more} more" if more > 0 else "")
    return pieces


def cares(customer: Customer) -> list[Block]:
    """What matters to them and how to treat them, in their words; and, of who left, why."""
    pieces: list[Piece | str] = []
    said = (
        ("What matters to them", customer.matters),
        ("How to reach them", customer.reach),
        ("Style", customer.style),
        ("Do", customer.dos),
        ("Don't", customer.donts),
    )
    for label, words in said:
        if words:
            pieces += ["\n" if pieces else "", bold(f"{label}: "), shorten(words, LONG_WORDS)]
    if customer.stage == "lost":
        why = (
            ("Why they left", REASONS.get(customer.lost_reason, customer.lost_reason)),
            ("What they said", customer.lost_words),
            ("What we could have done", customer.could_have),
        )
        for label, words in why:
            if words:
                pieces += ["\n" if pieces else "", bold(f"{label}: "), shorten(words, LONG_WORDS)]
    return [line(*pieces)] if pieces else []


def promise_line(promise: Promise, eye: Eye) -> list[Piece | str]:
    """An open promise in one line, late before at risk before its date."""
    late = is_late(promise, now=eye.now)
    due = "no date yet"
    if promise.due_wall:
        due = f"due {day_in_words(promise.due_wall, now=eye.now, zone=promise.zone)}"
    risk = "at risk, " if promise.health == "at risk" else ""
    stands = bold(state_in_words(promise, eye)) if late else f"{risk}{due}"
    return [
        bold(f"P-{promise.number}"),
        f" · {_short(promise.words)} · ",
        stands,
        " · ",
        who(promise.owner_id),
    ]


def case_line(case: Mistake) -> list[Piece | str]:
    """An open case in one line, with the step that comes next."""
    left = next((said for step, said in STEPS.items() if getattr(case, f"{step}_at") is None), "close it")
    pieces: list[Piece | str] = [bold(f"M-{case.number}"), f" · {_short(case.words)} · "]
    pieces += [bold("high severity"), " · "] if case.severity == "high" else []
    return [*pieces, f"next: {left} · ", who(case.owner_id) if case.owner_id else bold("no owner yet")]


def waiting_line(waiting: Waiting, eye: Eye) -> list[Piece | str]:
    """What they wait for in one line, and for how long."""
    again = f", called again {waiting.calls} time{'' if waiting.calls == 1 else 's'}" if waiting.calls else ""
    since = how_long(eye.now - waiting.since_at)
    return [
        bold(f"W-{waiting.number}"),
        f" · {_short(waiting.words)} · for {since}{again} · ",
        who(waiting.owner_id),
    ]


def _short(words: str) -> str:
    return shorten(one_line(words), ONE_LINE)


def case_row(case: Mistake, eye: Eye) -> list[Block]:
    """One open case: what happened, for how long it is open, what is left to do, and its button."""
    left = [said for step, said in STEPS.items() if getattr(case, f"{step}_at") is None]
    pieces: list[Piece | str] = [
        bold(f"M-{case.number}"),
        f" · {shorten(case.words, LINE_WORDS)}",
        "\nHigh severity · " if case.severity == "high" else "\n",
        f"{open_for(eye.now - case.created_at)} · ",
        f"left: {', '.join(left)}" if left else "all four steps done",
        " · repair: ",
        who(case.owner_id) if case.owner_id else "nobody yet",
    ]
    return [
        line(*pieces),
        actions(f"case-{case.number}", button(f"Open M-{case.number}", "mistake_show", str(case.number))),
    ]


def waiting_row(waiting: Waiting, eye: Eye) -> list[Block]:
    """What they wait for, for how long, and its button."""
    again = f", called again {waiting.calls} time{'' if waiting.calls == 1 else 's'}" if waiting.calls else ""
    pieces: list[Piece | str] = [
        bold(f"W-{waiting.number}"),
        f" · {shorten(waiting.words, LINE_WORDS)}\nFor {how_long(eye.now - waiting.since_at)}{again} · ",
        who(waiting.owner_id),
    ]
    return [
        line(*pieces),
        actions(
            f"waits-{waiting.number}", button(f"Open W-{waiting.number}", "waiting_show", str(waiting.number))
        ),
    ]


def people(known: Sequence[Met]) -> list[Piece | str]:
    """Their people, how to reach them, and who of ours has met them [practice 40]."""
    pieces: list[Piece | str] = [bold("Their people")]
    for person, met_by in known:
        facts = ", ".join(shorten(each, LINE_WORDS) for each in (person.role, person.reach) if each)
        pieces += ["\n", person.name, f", {facts}" if facts else ""]
        if met_by:
            pieces.append(" · met ")
            for number, user_id in enumerate(met_by[:MET_BY]):
                pieces += [", " if number else "", who(user_id)]
    return pieces


def contacts(found: Sequence[Contact], eye: Eye) -> list[Piece | str]:
    """The last contacts, each with how they sounded and in their words."""
    if not found:
        return [bold("No contact is logged yet.")]
    pieces: list[Piece | str] = [bold("Last contacts" if len(found) > 1 else "Last contact")]
    for contact in found:
        sounded = f", {contact.sounded}" if contact.sounded and contact.how != "attempt" else ""
        pieces += [
            f"\n{moment_in_words(contact.at, eye.zone, now=eye.now)}: {HOW.get(contact.how, contact.how)} by ",
            who(contact.by_id),
            f"{sounded}: {shorten(contact.words, LINE_WORDS)}",
        ]
    return pieces


def next_step(known: Known, eye: Eye) -> list[Piece | str]:
    """What is next: the soonest planned step, and the soonest promise that has a date."""
    pieces: list[Piece | str] = []
    planned = known.next
    if planned is not None:
        wall = planned.next_wall
        at = f", {wall_in_words(wall, planned.zone, eye.hours.ends, now=eye.now)}" if wall else ""
        pieces += [
            bold("What is next: "),
            f"{shorten(planned.next_words or 'be in touch', LINE_WORDS)}{at} · ",
            who(planned.by_id),
        ]
    due = next((each for each in known.promises if each.due_wall), None)
    if due is not None:
        pieces += [
            "\n" if pieces else "",
            bold("The next promise: "),
            f"P-{due.number}, {due_in_words(due, eye)} · ",
            who(due.owner_id),
        ]
    return pieces or [bold("What is next: "), "nothing is planned."]
