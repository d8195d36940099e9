"""A line of a brief about people: who stands in, what happened meanwhile, who left, whom a lead calls."""

import json
import re
from collections.abc import Callable, Mapping, Sequence

from bot.text import shorten
from handlers.views.eye import Eye
from handlers.views.nudges import Line
from handlers.views.parts import Piece, bold, button, who
from storage.tables import Customer, Desk, Nudge

# By whom something was seen to, at the end of a line that was kept: an id as Slack gives them.
BY = re.compile(r" by ([UW][A-Z0-9]{2,30})$")
Facts = Mapping[str, str]
MOST_WORDS = 150
# The fact that has what others saw to, each on a line of its own.
DONE = "done"


def draw(nudge: Nudge, row: Desk, customer: Customer | None, eye: Eye) -> Line:
    """One nudge about a person; `row` is the desk of whom it is about."""
    del eye
    found: Facts = json.loads(nudge.facts).get("facts") or {}
    return DRAWN[nudge.reason](row, found, customer)


def _covering(desk: Desk, facts: Facts, _customer: Customer | None) -> Line:
    return Line([who(desk.person_id), " is away." if facts.get("begun") else " will be away."], [])


def _back(_desk: Desk, facts: Facts, _customer: Customer | None) -> Line:
    words: list[Piece | str] = [bold("Welcome back.")]
    for name, lead, ended in (
        (DONE, "Seen to for you:", "done in all"),
        ("waits", "Waits for you:", "waiting in all"),
    ):
        lines = facts.get(name, "").splitlines()
        if not lines:
            continue
        words.append(f"\n{lead}")
        for each in lines:
            words += ["\n• ", *(seen_to(each) if name == DONE else [shorten(each, MOST_WORDS)])]
        if (more := int(facts.get(ended, "0")) - len(lines)) > 0:
            words.append(f"\n• and {more:,} more")
    return Line(words, [button("What is mine", "kept_meant", "mine")])


def _left(desk: Desk, facts: Facts, _customer: Customer | None) -> Line:
    words: list[Piece | str] = [
        who(desk.person_id),
        " has left this Slack and still holds ",
        bold(facts.get("held", "")),
    ]
    return Line(
        [*words, "."],
        [
            button("Hand all over to …", "left_hand_over", desk.person_id, primary=True),
            button("I take it all", "left_take", desk.person_id),
        ],
    )


def _call(_desk: Desk, facts: Facts, customer: Customer | None) -> Line:
    if customer is None:
        return Line([bold("A call to a customer")], [])
    words: list[Piece | str] = ["Call ", bold(customer.name)]
    if facts.get("tier"):
        words.append(f" ({facts['tier']})")
    if customer.owner_id:
        words += [", looked after by ", who(customer.owner_id)]
    words.append(".")
    if customer.matters:
        words.append(f" What matters to them: {shorten(customer.matters, MOST_WORDS)}")
    number = str(customer.number)
    return Line(
        words,
        [
            button("I called them", "contact_new", number, primary=True),
            button("Brief", "customer_brief", number),
        ],
    )


def seen_to(line: str) -> Sequence[Piece | str]:
    """What others saw to, with the person at its end shown as one; words that only look like somebody stay words."""
    found = BY.search(line)
    if found is None:
        return [shorten(line, MOST_WORDS)]
    return [f"{shorten(line[: found.start()], MOST_WORDS)} by ", who(found[1])]


DRAWN: Mapping[str, Callable[[Desk, Facts, Customer | None], Line]] = {
    "covering": _covering,
    "back": _back,
    "owner_left": _left,
    "leader_call": _call,
}
