"""What a contact looks like: its confirmation and card, with what is asked about it, and the list of next steps."""

from collections.abc import Sequence
from typing import NamedTuple

from slack_sdk.models.blocks import Block, DividerBlock

from bot import moments
from bot.calendar import wall_of
from bot.contact_words import greets_and_sells
from bot.contacts import HOW, SOON, day_of
from bot.text import shorten
from handlers.views.eye import Eye, date_in_words
from handlers.views.history import happened
from handlers.views.parts import Message, Piece, actions, bold, button, line, link, who
from handlers.views.which_customer import LABEL_MAX
from storage.tables import Contact, Customer, CustomerPerson, History

LINE_WORDS = 300
A_PAGE = 10
REACHABLE = 5
# Practice 32, in one sentence and without a lecture.
GREETS_AND_SELLS = "A greeting and an offer in one reads as an offer; they work better apart."
# Practice 29: only what goes both ways counts fully.
FOR_MANY = "Whom you talked to there counts as met once you log a contact with them; the others were not met by this."
FINE_TWICE = "They said “fine” twice in a row. That often means that something is not."


class Known(NamedTuple):
    """All that is shown of a contact: the customer, the names of their people who were met, how many attempts without
    answer there were in a row, whether they sounded merely fine twice, a question for the next talk, whom else one could
    try, names of people who are not known there yet, names that fit two of them, and, for its card, what happened to it.

    `logged` is the history entry that *Undo* takes back.
    """

    contact: Contact
    customer: Customer
    logged: int | None = None
    met: Sequence[str] = ()
    attempts: int = 0
    fine_twice: bool = False
    question: str = ""
    reachable: Sequence[CustomerPerson] = ()
    strangers: Sequence[str] = ()
    unclear: Sequence[str] = ()
    entries: Sequence[History] = ()


def shown(
    known: Known, eye: Eye, *, said: str = "", remarks: Sequence[str] = (), card: bool = False
) -> Message:
    """A contact with everything that was understood and what is still asked: how they sounded, and what is next, each
    answered by one tap that draws this anew.

    `said` goes before it ("Saved."); with `card` there is its history too.
    """
    contact = known.contact
    blocks: list[Block] = [_facts(known, eye, said)]
    blocks += [line(remark) for remark in remarks]
    blocks += _warnings(known)
    key = str(contact.id)
    if not contact.sounded and contact.how not in {"attempt", "gift"}:
        blocks.append(line("How did they sound?"))
        blocks.append(
            actions(
                "sounded",
                button("Glad", "contact_glad", key),
                button("Fine", "contact_fine", key),
                button("Unhappy", "contact_unhappy", key),
            )
        )
    blocks += _whats_next(contact)
    strangers = [
        button(
            shorten(f"Add {name} to {known.customer.name}'s people", LABEL_MAX),
            f"contact_person_{place}",
            f"{key} {name}",
        )
        for place, name in enumerate(known.strangers)
    ]
    if strangers:
        blocks.append(actions("strangers", *strangers))
    if known.unclear:
        names = " and ".join(known.unclear)
        blocks.append(line(f"I know more than one {names} there; Edit says which one it was."))
    if known.question:
        blocks.append(line("A question for next time: ", bold(f"“{known.question}”")))
    blocks.append(_buttons(known))
    if card:
        blocks += happened(known.entries, zone=eye.zone, now=eye.now)
    return Message(blocks)


def _facts(known: Known, eye: Eye, said: str) -> Block:
    contact = known.contact
    pieces: list[Piece | str] = [
        f"{said} " if said else "",
        bold(known.customer.name),
        f": {contact.words}\n{HOW[contact.how].capitalize()}",
        f" ({contact.event})" if contact.event and contact.event != contact.words else "",
        f" · {when_in_words(contact, eye)} · by ",
        who(contact.by_id),
        f" · {contact.purpose}",
    ]
    if contact.sounded and contact.how != "attempt":
        pieces.append(
            " · no answer from them"
            if contact.sounded == "no answer"
            else f" · they sounded {contact.sounded}"
        )
    if known.met:
        pieces.append(f"\n{'Tried' if contact.how == 'attempt' else 'Met'}: {', '.join(known.met)}")
    if contact.next == "planned":
        pieces += [
            "\nNext: ",
            contact.next_words or "a word with them",
            " · ",
            bold(next_in_words(contact, eye)),
        ]
    elif contact.next == "done":
        pieces.append(f"\nNext: {contact.next_words or 'a word with them'} · done")
    elif contact.next == "nothing":
        pieces.append("\nNext: nothing needed")
    if contact.source_link:
        pieces += ["\n", link("Where it was said", contact.source_link)]
    return line(*pieces)


def when_in_words(contact: Contact, eye: Eye) -> str:
    """The day it was, with the time where one was said: "today, 10:00 (Tallinn time)", "Mon 23 Nov"."""
    _, at = day_of(contact.at, contact.zone, eye.hours)
    words = day_in_words(contact, eye)
    return words if at is None else f"{words}, {at:%H:%M} ({moments.place(contact.zone)})"


def day_in_words(contact: Contact, eye: Eye) -> str:
    """The day it was, where it was: "today", "Mon 23 Nov"."""
    day, _ = day_of(contact.at, contact.zone, eye.hours)
    today, _ = day_of(eye.now, contact.zone, eye.hours)
    if day == today:
        return "today"
    return moments.day_in_words(wall_of(day, None), now=eye.now, zone=contact.zone)


def next_in_words(contact: Contact, eye: Eye) -> str:
    """When the next step is, and by how much it is late."""
    if contact.next_wall is None or contact.next_at is None:
        return "no date yet"
    words = date_in_words(contact.next_wall, contact.next_at, contact.zone, eye)
    late = eye.now - contact.next_at
    return f"{words}, late by {moments.how_long(late)}" if late.total_seconds() > 0 else words


def _warnings(known: Known) -> list[Block]:
    blocks: list[Block] = []
    if greets_and_sells(known.contact.words):
        blocks.append(line(GREETS_AND_SELLS))
    if known.attempts:
        blocks.append(line(attempts_in_words(known.attempts) + "."))
    if known.attempts > 1:
        blocks += _another_way(known)
    if known.fine_twice:
        blocks.append(line(FINE_TWICE))
    return blocks


def attempts_in_words(count: int) -> str:
    """How many attempts there were since they were last met."""
    return "1 attempt without answer" if count == 1 else f"{count} attempts without answer"


def _another_way(known: Known) -> list[Block]:
    """Another person or another way [practice 35]."""
    customer = known.customer
    pieces: list[Piece | str] = ["Is there somebody else there, or another way?"]
    for person in known.reachable[:REACHABLE]:
        role = f", {person.role}" if person.role else ""
        pieces += ["\n", bold(person.name), f"{role}: {person.reach or 'no way to reach them known'}"]
    if len(known.reachable) > REACHABLE:
        pieces.append(f"\n… and more: /customer {customer.name} has all of them")
    if customer.reach:
        pieces.append(f"\nThey like to be reached so: {shorten(customer.reach, LINE_WORDS)}")
    if not known.reachable:
        pieces.append(f" I know nobody at {customer.name} yet.")
    number = str(customer.number)
    return [line(*pieces), actions("another", button("Add a person", "customer_person_new", number))]


def _whats_next(contact: Contact) -> list[Block]:
    """*What is next, and when?* [practice 9]"""
    key = str(contact.id)
    if contact.next not in {"", "planned"} or (contact.next == "planned" and contact.next_at is not None):
        return []
    asked = "What is next, and when?" if contact.next == "" else "When is that?"
    taps = [button(label, f"contact_next_{which}", key) for which, (label, _, _) in SOON.items()]
    taps.append(button("Pick", "contact_pick", key))
    if contact.next == "":
        taps.append(button("Nothing needed", "contact_nothing", key))
    return [line(asked), actions("next", *taps)]


def _buttons(known: Known) -> Block:
    contact = known.contact
    key = str(contact.id)
    buttons = []
    if contact.next == "planned":
        buttons.append(button("Done", "contact_done", key))
        if contact.next_at is not None:
            buttons.append(button("New date", "contact_pick", key))
    elif contact.next in {"done", "nothing"}:
        buttons.append(button("Plan a next step", "contact_pick", key))
    buttons.append(button("Edit", "contact_edit", key))
    if known.logged:
        buttons.append(button("Undo", "undo", str(known.logged)))
    buttons.append(button("Open the customer", "customer_show", str(known.customer.number)))
    return actions(f"contact-{key}", *buttons)


def done(known: Known, entry: History) -> Message:
    """A next step that is done, and what it may have been."""
    contact, number = known.contact, str(known.customer.number)
    step = contact.next_words or "a word with them"
    return Message(
        [
            line("Done: ", bold(known.customer.name), f": {step}. If you talked to them, log that too."),
            actions(
                "done",
                button("Log contact", "contact_new", number, primary=True),
                button("Undo", "undo", str(entry.id)),
                button("Open", "contact_show", str(contact.id)),
            ),
        ]
    )


def yours(known: Known, by: str, eye: Eye) -> Message:
    """To the colleague whose contact somebody else logged."""
    whole = shown(known, eye)
    return Message([line(who(by), " logged a contact of yours."), *whole.blocks])


def mine(contacts: Sequence[tuple[Contact, str]], count: int, eye: Eye, *, page: int = 0) -> Message:
    """My next steps, soonest first, a page of them."""
    if not count:
        return Message(
            [
                line("Nothing is planned: no next steps of yours."),
                actions("mine", button("Log contact", "contact_new", "new", primary=True)),
            ]
        )
    head = "1 next step of yours." if count == 1 else f"{count} next steps of yours, soonest first."
    if count > len(contacts):
        first = page * A_PAGE + 1
        head += f" Here {first} to {first + len(contacts) - 1}."
    blocks: list[Block] = [line(bold(head))]
    for contact, name in contacts:
        key = str(contact.id)
        blocks += [
            DividerBlock(),
            line(
                bold(name),
                f": {contact.next_words or 'a word with them'}\n",
                bold(next_in_words(contact, eye)),
                f"\nAfter: {shorten(contact.words, LINE_WORDS)}",
            ),
            actions(
                f"step-{key}",
                button("Done", "contact_done", key),
                button("New date", "contact_pick", key),
                button("Open", "contact_show", key),
            ),
        ]
    leaves = []
    if page:
        leaves.append(button("Sooner ones", "contact_mine", str(page - 1)))
    if count > page * A_PAGE + len(contacts):
        leaves.append(button("Later ones", "contact_mine_next", str(page + 1)))
    return Message([*blocks, *([actions("pages", *leaves)] if leaves else [])])


def event_saved(
    event: str, names: Sequence[str], count: int, day: str, entry: History, *, planned: str | None = None
) -> Message:
    """An event that was logged for many customers at once; `planned` is when they all get a word, None as long as that is
    not said, and empty where none is needed."""
    more = count - len(names)
    everyone = ", ".join(names) + (f" and {more:,} more" if more > 0 else "")
    whom = "1 customer" if count == 1 else f"{count:,} customers"
    key = str(entry.id)
    blocks: list[Block] = [line(bold(event), f" is logged for {whom}, {day}: {everyone}."), line(FOR_MANY)]
    if planned is None:
        taps = [button(label, f"contact_event_{which}", key) for which, (label, _, _) in SOON.items()]
        taps.append(button("Nothing needed", "contact_event_nothing", key))
        blocks += [line("What is next with all of them? A word in:"), actions("next", *taps)]
    else:
        blocks.append(line("Next with all of them: ", bold(planned) if planned else "nothing needed"))
    blocks.append(actions("event", button("Undo", "undo", key)))
    return Message(blocks)
