"""Which customer an order is about: by name, by number, the channel's own, or asked with a button for each."""

import re

from sqlalchemy import Connection

from bot import customers as rules
from bot import wording
from bot.refusals import Refusal, Unknown
from bot.text import NAME_MAX, one_line
from handlers.gestures import Answer, Gesture, Options, Say
from handlers.house import House
from handlers.views import customers as views
from handlers.views.which_customer import BUTTON_MAX, customer_choices, write
from storage import customers
from storage.tables import Customer

REFERENCE = re.compile(r"c-?(\d{1,9})", re.IGNORECASE)
CHOICES = 20
OUTDATED = "That button is from an older Kept. Open the customer again: /customer and the name."


def find(
    conn: Connection, gesture: Gesture, name: str, order: str = "show", rest: str = ""
) -> Customer | Say:
    """The customer by name or C-number, without a name the channel's own; otherwise what to choose from, with buttons
    that carry the order and the rest of the line on. Raises Unknown."""
    if not name:
        linked = customers.of_channel(conn, gesture.team_id, gesture.channel_id)
        if linked is None:
            raise Unknown(
                f"Which customer? Put the name behind it: /customer {'' if order == 'show' else order + ' '}Acme. "
                "This channel is not linked to one."
            )
        return linked
    if len(name) > NAME_MAX:
        raise Unknown(f"No customer has a name of {len(name):,} characters. The first words are enough.")
    if known := certain(conn, gesture.team_id, name):
        return known
    same = customers.named(conn, gesture.team_id, [rules.fold(name)]).get(rules.fold(name), [])
    rest = rest if len(write({"order": order, "number": 10**9, "rest": rest})) < BUTTON_MAX else ""
    if same:
        return Say(views.which(name, same, order=order, rest=rest))
    if reference := REFERENCE.fullmatch(name):
        raise Unknown(f"There is no C-{reference[1]}, or it was taken back.")
    close = close_ones(conn, gesture.team_id, name)
    return Say(views.unknown(name, close, order=order, rest=rest, asked=gesture.key))


def certain(conn: Connection, team_id: str, name: str) -> Customer | None:
    """The one customer who goes by a name or number, if there is exactly one."""
    reference = REFERENCE.fullmatch(name.strip())
    numbered = customers.by_number(conn, team_id, int(reference[1])) if reference else None
    if numbered is not None:
        return numbered
    folded = rules.fold(name)
    same = customers.named(conn, team_id, [folded]).get(folded, []) if folded else []
    return same[0] if len(same) == 1 else None


def split(conn: Connection, gesture: Gesture, typed: str) -> tuple[str, str]:
    """The customer's name at the beginning of a line, as far as one is known there, and what follows it; without a
    known one the words before a colon, or the first word."""
    before, colon, after = typed.partition(":")
    if colon and len(before) <= NAME_MAX:
        return one_line(before), after.strip()
    heads = [(head, rest) for head, rest in wording.heads(typed) if head]
    folded = {rules.fold(head) for head, _ in heads}
    known = customers.named(conn, gesture.team_id, folded) if folded else {}
    for head, rest in heads:
        if REFERENCE.fullmatch(head) or known.get(rules.fold(head)):
            return head, rest
    if customers.of_channel(conn, gesture.team_id, gesture.channel_id) is not None:
        return "", typed
    first, _, rest = typed.partition(" ")
    return first, rest.strip()


def close_ones(conn: Connection, team_id: str, name: str) -> list[Customer]:
    """The customers whose names look like this one, the closest first."""
    ids = rules.close_ones(name, customers.all_names(conn, team_id))
    return [close for close in (customers.by_id(conn, team_id, each) for each in ids) if close]


def numbered(conn: Connection, gesture: Gesture, number: int, *, lock: bool = False) -> Customer:
    """C-`number`, or whom they are part of by now. Raises Unknown."""
    customer = customers.by_number(conn, gesture.team_id, number, hold="changes" if lock else "")
    if customer is None:
        raise Unknown(f"There is no C-{number}, or it was taken back.")
    return customer


def number_of(value: str) -> int:
    """A customer's number from a button. Raises a Refusal for what is no number of ours."""
    if not value.isdecimal():
        raise Refusal(OUTDATED)
    return int(value)


async def choices(house: House, gesture: Gesture) -> Answer:
    """The customers that fit what is being typed in a form, and a new one by that name."""
    typed = one_line(gesture.value)[:NAME_MAX]
    found = await house.db.read(suggestions, gesture, typed)
    return Options(customer_choices(found, typed))


async def known_choices(house: House, gesture: Gesture) -> Answer:
    """The customers that fit what is being typed, where only one that is there will do."""
    typed = one_line(gesture.value)[:NAME_MAX]
    found = await house.db.read(suggestions, gesture, typed)
    return Options(customer_choices(found, ""))


def suggestions(conn: Connection, gesture: Gesture, typed: str) -> list[Customer]:
    """Customers one of whose names begins with what is typed, then those that look like it."""
    folded = rules.fold(typed) if typed else ""
    found = customers.beginning_with(conn, gesture.team_id, folded, most=CHOICES)
    if found or not typed:
        return found
    return close_ones(conn, gesture.team_id, typed)
