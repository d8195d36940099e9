"""App Home as a person sees it: the day's desk, one section for each thing that holds something."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, DividerBlock, HeaderBlock
from slack_sdk.models.views import View

from bot import moments, rhythm
from bot.text import shorten
from handlers.views import mistakes as mistake_views
from handlers.views import promises as promise_views
from handlers.views import waiting as waiting_views
from handlers.views.eye import Eye
from handlers.views.history import in_words
from handlers.views.parts import Beside, Controls, Message, Words, actions, bold, button, line
from handlers.views.things import name
from storage.tables import Contact, Customer, History, Mistake, Promise, Waiting

# How many of each Home shows. With two blocks each, and two or three around them, they fit the 100 of a view.
SHOWN: Mapping[str, int] = {"owe": 10, "waits": 6, "cases": 6, "steps": 4, "mine": 6, "done": 5}
# Of a section shown whole; a message, which takes its place where Slack opens no form, holds 50 blocks.
A_PAGE = 15
TITLES: Mapping[str, str] = {
    "owe": "What I owe",
    "waits": "They wait on me",
    "cases": "To put right",
    "steps": "My next steps",
    "mine": "My customers",
    "done": "Recently done",
}
SIGNS: Mapping[str, str] = {"green": "🟢", "amber": "🟠", "red": "🔴", "grey": "⚪"}
WORDS = 150
NOTICE_BUTTONS = 2


class Done(NamedTuple):
    """One of my doings: the entry, what it was done to as people call it, and whose it is."""

    entry: History
    thing: str
    customer: str


class Desk(NamedTuple):
    """What lies on somebody's desk: the first of each kind, with their customers, and how many there are in all.

    `urgent` are the cases of high severity that nobody has taken, where this person is a lead. `tiers` are the workspace's rhythms; `numbers` the customers' by their ids.
    """

    owe: Sequence[tuple[Promise, str]] = ()
    waits: Sequence[tuple[Waiting, str]] = ()
    cases: Sequence[tuple[Mistake, str]] = ()
    steps: Sequence[tuple[Contact, str]] = ()
    mine: Sequence[Customer] = ()
    done: Sequence[Done] = ()
    counts: Mapping[str, int] = {}
    late: int = 0
    urgent: int = 0
    numbers: Mapping[int, int] = {}
    tiers: Mapping[str, int] = {}


def home(
    desk: Desk, eye: Eye, *, leads: bool = False, practises_until: str = "", notice: Message | None = None
) -> View:
    """The desk. `leads` may look at the team's; `notice` is what this person did on it just now."""
    blocks: list[Block] = _noticed(notice) if notice else []
    if practises_until:
        blocks += [
            line(
                bold("Practice: nothing of what you say is saved."), f" It ends by itself {practises_until}."
            ),
            actions("practice", button("Stop practising", "practice_stop", "stop")),
        ]
    blocks += [
        HeaderBlock(text=f"Today, {_today(eye)}"),
        *_urgent(desk.urgent),
        line(_summary(desk)),
        actions("top", *_top(leads=leads)),
    ]
    for section in TITLES:
        blocks += _section(section, desk, eye)
    blocks.append(
        line(
            "Anywhere in Slack: ",
            bold("/promise Acme: replacement pump by Fri 5pm"),
            " · ",
            bold("/kept help"),
        )
    )
    return View(type="home", blocks=blocks)


def confirms(message: Message) -> bool:
    """Whether a message confirms something that can be taken back, so that one line of it says enough."""
    return any(each["action_id"] == "undo" for each in _buttons(message))


def _noticed(message: Message) -> list[Block]:
    """What was done, in one line, with the way back and to the thing itself; and what is said below the buttons."""
    said = [block for block in message.blocks if isinstance(block, Words)][:1]
    buttons = max(place for place, block in enumerate(message.blocks) if isinstance(block, Controls))
    below = [block for block in message.blocks[buttons:] if isinstance(block, Words)]
    kept = [
        each
        for each in _buttons(message)
        if each["action_id"] == "undo" or each["action_id"].endswith("_show")
    ]
    return [*said, actions("notice", *kept[:NOTICE_BUTTONS]), *below, DividerBlock()]


def _buttons(message: Message) -> list[dict[str, Any]]:
    rows = [block.drawn for block in message.blocks if isinstance(block, Controls)]
    return [each for row in rows for each in row if each["type"] == "button"]


def _urgent(count: int) -> list[Block]:
    """What a lead sees before anything else [practice 16]."""
    if not count:
        return []
    said = (
        "1 case of high severity has no owner."
        if count == 1
        else f"{count:,} cases of high severity have no owner."
    )
    label = "Show it" if count == 1 else "Show them"
    return [line(bold(said)), actions("urgent", button(label, "home_team_cases", "0"))]


def _today(eye: Eye) -> str:
    today = eye.now.astimezone(ZoneInfo(eye.zone)).date().isoformat()
    return moments.day_in_words(today, now=eye.now, zone=eye.zone)


def _top(*, leads: bool) -> list[dict[str, Any]]:
    return [
        button("Log a promise", "promise_new", "new", primary=True),
        button("Report a mistake", "mistake_new", "new"),
        button("Log a contact", "contact_new", "new"),
        button("They wait on us", "waiting_new", "new"),
        button("Coming up", "coming_up", "0"),
        *([button("The team", "home_team", "0")] if leads else []),
        button("Settings", "settings", "mine"),
    ]


def _summary(desk: Desk) -> str:
    """The day in a few sentences; what is late is said first of all."""
    owed, waits, cases = (desk.counts.get(section, 0) for section in ("owe", "waits", "cases"))
    if not owed:
        said = ["You owe nobody anything right now."]
    elif owed == 1:
        said = [f"1 open promise, {'and it is late' if desk.late else 'not late'}."]
    else:
        said = [f"{owed:,} open promises, {f'{desk.late:,}' if desk.late else 'none'} of them late."]
    if waits:
        said.append(
            "1 customer waits on you." if waits == 1 else f"Customers wait on you for {waits:,} things."
        )
    if cases:
        said.append("1 case to put right." if cases == 1 else f"{cases:,} cases to put right.")
    return " ".join(said)


def _section(section: str, desk: Desk, eye: Eye) -> list[Block]:
    rows = rows_of(section, desk, eye)
    if not rows:
        return []
    count = desk.counts.get(section, 0)
    shown = [row for row in rows if not isinstance(row, DividerBlock)]
    titled = f"{TITLES[section]} ({count:,})" if count else TITLES[section]
    blocks: list[Block] = [HeaderBlock(text=titled), *shown]
    if count > SHOWN[section]:
        blocks.append(actions(f"all-{section}", button(f"Show all {count:,}", "home_all", f"{section} 0")))
    return blocks


def rows_of(section: str, desk: Desk, eye: Eye) -> list[Block]:
    """The rows of one section, each with its buttons."""
    match section:
        case "owe":
            return promise_views.rows(desk.owe, eye)
        case "waits":
            return waiting_views.rows(desk.waits, eye)
        case "cases":
            return mistake_views.rows(desk.cases, eye)
        case "steps":
            return [block for step, whose in desk.steps for block in _step(step, whose, desk, eye)]
        case "mine":
            return [block for customer in desk.mine for block in _customer(customer, desk, eye)]
        case _:
            return [block for done in desk.done for block in _done(done, eye)]


def _step(contact: Contact, whose: str, desk: Desk, eye: Eye) -> list[Block]:
    """What is next with a customer, and when; late said plainly."""
    late = contact.next_at is not None and contact.next_at < eye.now
    when = "no date yet"
    if contact.next_wall:
        when = moments.day_in_words(contact.next_wall, now=eye.now, zone=contact.zone)
    what = shorten(contact.next_words, WORDS) or "a word with them"
    said = line(bold(whose), f": {what} · ", bold(f"late: it was for {when}") if late else when)
    number = desk.numbers.get(contact.customer_id)
    if number is None:
        return [said]
    buttons = [
        button("Log contact", "contact_new", str(number)),
        button("Open", "customer_show", str(number)),
    ]
    return [said, actions(f"step-{contact.id}", *buttons)]


def _customer(customer: Customer, desk: Desk, eye: Eye) -> list[Block]:
    """A customer of mine, and how it stands between us."""
    state = rhythm.state(customer, tiers=desk.tiers, now=eye.now, zone=eye.zone)
    tier = f" · {customer.tier}" if customer.tier else ""
    stage = f" · {customer.stage}" if customer.stage != "active" else ""
    number = str(customer.number)
    return [
        line(
            f"{SIGNS[state.colour]} ",
            bold(customer.name),
            f"{tier}{stage} · ",
            bold(state.words) if state.colour == "red" else state.words,
        ),
        actions(
            f"mine-{number}",
            button("Log contact", "contact_new", number),
            button("Open", "customer_show", number),
        ),
    ]


def _done(done: Done, eye: Eye) -> list[Block]:
    """Something I did, and the way back."""
    when = moments.moment_in_words(done.entry.at, eye.zone, now=eye.now)
    what = in_words(done.entry, now=eye.now, zone=eye.zone)
    whose = f" · {done.customer}" if done.customer and done.customer != done.thing else ""
    said = f"{shorten(done.thing, WORDS)}{whose}: you {what}, {when}"
    return [Beside(said, button("Undo", "undo", str(done.entry.id)))]


def done_to(entry: History, row: object, customer: Customer | None) -> Done:
    """One of my doings as it is shown."""
    more = " and more" if entry.batch else ""
    return Done(entry, name(row) + more, customer.name if customer else "")  # type: ignore[arg-type]


def whole(section: str, desk: Desk, eye: Eye, *, page: int) -> Message:
    """A page of one section shown whole."""
    count = desk.counts.get(section, 0)
    rows = rows_of(section, desk, eye)
    if not rows:
        return Message([line(f"{TITLES[section]}: nothing any more.")])
    first, last = page * A_PAGE + 1, min((page + 1) * A_PAGE, count)
    blocks: list[Block] = [line(bold(f"{TITLES[section]}: {first:,} to {last:,} of {count:,}.")), *rows]
    leaves = []
    if page:
        leaves.append(button("Earlier ones", "home_all_back", f"{section} {page - 1}"))
    if count > last:
        leaves.append(button("Later ones", "home_all_on", f"{section} {page + 1}"))
    return Message([*blocks, *([actions("leaves", *leaves)] if leaves else [])])


def closed() -> View:
    """For guests and people of other organisations."""
    return View(
        type="home",
        blocks=[line("Kept is only for members of this workspace. Please ask your contact here directly.")],
    )
