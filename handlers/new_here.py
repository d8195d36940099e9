"""What is said where a customer was added: that they are new here, and whose name is close to theirs."""

from collections.abc import Collection
from functools import partial
from itertools import chain

from sqlalchemy import Connection

from bot.customer_names import MOST_CLOSE, fold
from handlers.for_whom import Whom
from handlers.house import House
from handlers.views.which_customer import new_here
from storage import customers
from storage.tables import Customer


async def remark(house: House, whom: Whom, customer: Customer) -> list[str]:
    """The remark under what was logged for somebody; nothing, and no query, where the customer was there before."""
    if not whom.new:
        return []
    return [new_here(customer, await house.db.read(partial(close, known=whom.known), customer))]


def close(conn: Connection, customer: Customer, *, known: Collection[int] = ()) -> list[Customer]:
    """Customers one of whose names begins with all the words of this one's, or is its first words: "Hartwell" and
    "Hartwell Hospital". Nobody of the very same name, nor those whose numbers are `known` to whoever added it."""
    team_id, words = customer.team_id, fold(customer.name).split()
    longer = customers.beginning_with(conn, team_id, " ".join(words) + " ", most=MOST_CLOSE)
    first_words = [" ".join(words[:count]) for count in range(1, len(words))]
    shorter = customers.named(conn, team_id, first_words) if first_words else {}
    found = {each.id: each for each in chain(longer, *shorter.values())}
    others = [each for each in found.values() if each.id != customer.id and each.number not in known]
    return others[:MOST_CLOSE]
