"""Which customer something typed is about: found in the words, the channel's own, or asked with a button for each."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import customers as rules
from bot import wording
from bot.access import Person, admit_owner
from bot.refusals import Unknown
from bot.sources import NOWHERE, Source
from bot.text import NAME_MAX
from handlers.effects import WhichCustomer, add_customer
from handlers.gestures import Gesture, Say
from handlers.house import House
from handlers.views.which_customer import look_alikes, which_customer
from storage import customers
from storage.tables import Customer

NEW = "new:"
REFERENCE = re.compile(r"c-(\d{1,9})", re.IGNORECASE)
CHOOSE = "Choose the customer from the list, or add a new one there."


class Whom(NamedTuple):
    """Whom words are about, as far as somebody said: a `number`, or a `name` as typed, or the first of the words, or the
    customer of the channel.

    With `new` the name is a new customer's, though those whose numbers are `known` go by it too.
    """

    words: str
    name: str = ""
    number: int | None = None
    new: bool = False
    channel_id: str = ""
    known: tuple[int, ...] = ()

    def batch(self, gesture: Gesture) -> str | None:
        """What makes a new customer and what they are added for one step, to be undone together."""
        return gesture.key if self.new else None


class Chosen(NamedTuple):
    """The pressed answer to "which customer?": a `number`, or a new one called `name`, which those `known` share.

    The question was about what was typed `at` an instant, and about this `name` in it. With `whole` the name is none,
    and belongs to the words. `source` is the message it was typed in, if it was one.

    With a `channel_id` nobody was chosen: the words were said elsewhere and before, and the customer is found in them, or
    is that channel's.
    """

    at: datetime
    name: str
    number: int | None
    known: tuple[int, ...] = ()
    whole: bool = False
    source: Source = NOWHERE
    channel_id: str | None = None

    def whom(self, name: str, words: str) -> Whom:
        """The customer that was pressed, and the words without their name, also where it has no colon."""
        if self.channel_id is not None:
            return Whom(words, name, channel_id=self.channel_id)
        name, words = self._without_name(name, words)
        return Whom(words, name, self.number, new=self.number is None, known=self.known)

    def _without_name(self, name: str, words: str) -> tuple[str, str]:
        if self.whole:
            return "", f"{name}: {words}" if name else words
        if name:
            return name, words
        fold = rules.fold
        rest = [rest for head, rest in wording.heads(words) if fold(head) == fold(self.name)]
        return self.name, rest[0] if rest else words


def customer_for(
    conn: Connection, gesture: Gesture, whom: Whom, *, hold: customers.Hold = "stays"
) -> tuple[Customer, str]:
    """The customer for whom something is written, and the words without their name. Raises WhichCustomer where that is not
    certain, Unknown for one who was taken back."""
    if whom.new:
        new, _ = add_customer(
            conn, gesture, whom.name, owner_id=None, known=whom.known, batch=whom.batch(gesture)
        )
        return new, whom.words
    return _known(conn, gesture.team_id, whom, hold)


def _known(conn: Connection, team_id: str, whom: Whom, hold: customers.Hold) -> tuple[Customer, str]:
    """The same for one who is there."""
    words = whom.words
    if whom.number is not None:
        chosen = customers.by_number(conn, team_id, whom.number, hold=hold)
        if chosen is None:
            raise Unknown("That customer was taken back. Choose another one.", field="customer")
        return chosen, words
    if whom.name:
        folded = rules.fold(whom.name)
        same = customers.named(conn, team_id, [folded], hold=hold).get(folded, [])
        if len(same) == 1:
            return same[0], words
        if not same and (referred := _referred(conn, team_id, whom.name, hold)):
            return referred, words
        raise WhichCustomer(whom.name, same, _linked(conn, team_id, whom, hold), words)
    return _in_words(conn, team_id, whom, hold)


def _in_words(conn: Connection, team_id: str, whom: Whom, hold: customers.Hold) -> tuple[Customer, str]:
    """The customer that the words begin with, by name or reference, or the channel's own. Raises as `customer_for`."""
    words = whom.words
    begun = {rules.fold(head): (head, rest) for head, rest in reversed(wording.heads(words))}
    found = customers.named(conn, team_id, begun, hold=hold)
    for folded, (head, rest) in reversed(begun.items()):
        if same := found.get(folded, []):
            if len(same) == 1:
                return same[0], rest
            raise WhichCustomer(head, same, _linked(conn, team_id, whom, hold), rest)
    for head, rest in wording.heads(words):
        if referred := _referred(conn, team_id, head, hold):
            return referred, rest
    if linked := _linked(conn, team_id, whom, hold):
        return linked, words
    raise WhichCustomer("", [], None, words)


def _referred(conn: Connection, team_id: str, name: str, hold: customers.Hold) -> Customer | None:
    """The customer of a reference, "C-4"; without its dash it may well be a name. Raises Unknown where there is none."""
    reference = REFERENCE.fullmatch(name.strip())
    if reference is None:
        return None
    found = customers.by_number(conn, team_id, int(reference[1]), hold=hold)
    if found is None:
        raise Unknown(f"There is no C-{reference[1]}, or it was taken back.", field="customer")
    return found


def _linked(conn: Connection, team_id: str, whom: Whom, hold: customers.Hold) -> Customer | None:
    """The channel's own customer; asked for only where the words name nobody for certain."""
    return customers.of_channel(conn, team_id, whom.channel_id, hold=hold) if whom.channel_id else None


def perhaps(conn: Connection, gesture: Gesture, whom: Whom) -> tuple[Customer | None, str, str]:
    """The customer if that is certain, the words without their name, and else the remark on who it may be; for a form
    that is filled with what was understood."""
    if whom.new:
        return None, whom.words, ""
    try:
        return *_known(conn, gesture.team_id, whom, ""), ""
    except WhichCustomer as unsure:
        if not unsure.name:
            return None, whom.words, ""
        alike = list(unsure.same) or close_ones(conn, gesture.team_id, unsure.name)
        if unsure.linked and unsure.linked.id not in {each.id for each in alike}:
            alike.append(unsure.linked)
        same = bool(unsure.same)
        return None, unsure.words, look_alikes(unsure.name, alike, same_name=same) if alike else ""
    except Unknown:
        return None, whom.words, ""


async def ask_customer(
    house: House,
    gesture: Gesture,
    unsure: WhichCustomer,
    *,
    what: str,
    typed: str,
    said_at: datetime,
    source: Source = NOWHERE,
) -> Say | None:
    """The question with a button for each who may be meant; the buttons carry on what was typed (`what` is `promise`,
    `mistake` …), for the gesture that is asked about. None where the name or the buttons cannot hold it all: then the form
    asks."""
    if not unsure.name or len(unsure.name) > NAME_MAX or len(unsure.same) > rules.MOST_CLOSE:
        return None
    close = unsure.same or await house.db.read(close_ones, gesture.team_id, unsure.name)
    memory: dict[str, Any] = {"typed": typed, "at": said_at.isoformat(), "name": unsure.name}
    memory["asked"] = gesture.key
    if what != "promise":
        memory["what"] = what
    if kept := source.memory():
        memory["source"] = kept
    message = which_customer(
        unsure.name, close, memory=memory, same_name=bool(unsure.same), linked=unsure.linked
    )
    return Say(message) if message is not None else None


def close_ones(conn: Connection, team_id: str, name: str) -> list[Customer]:
    """The customers whose names look like this one, the closest first."""
    ids = rules.close_ones(name, customers.all_names(conn, team_id))
    found = (customers.by_id(conn, team_id, customer_id) for customer_id in ids)
    return [customer for customer in found if customer is not None]


def in_form(gesture: Gesture, words: str) -> Whom:
    """The customer chosen in a form's field `customer`. Raises Unknown where none is."""
    chosen = gesture.form.get("customer", "")
    if chosen.startswith(NEW):
        return Whom(words, name=chosen.removeprefix(NEW), new=True)
    if not chosen.isdecimal():
        raise Unknown(CHOOSE, field="customer")
    return Whom(words, number=int(chosen))


async def owner(house: House, gesture: Gesture, user_id: str) -> Person:
    """The colleague who is to own something. Raises NotAllowed for who cannot."""
    if user_id == gesture.person.id:
        admit_owner(gesture.person)
        return gesture.person
    found = await house.people.get(user_id, now=gesture.now)
    admit_owner(found)
    return found
