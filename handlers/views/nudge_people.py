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
# The facts that have on each line what somebody did.
BY_SOMEBODY = frozenset(["done", "new"])


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
        ("done", "Seen to for you:", "done in all"),
        ("new", "New for you:", "new in all"),
        ("waits", "Waits for you:", ""),
    ):
        lines = facts.get(name, "").splitlines()
        if not lines:
            continue
        words.append(f"\n{lead}")
        for each in lines:
            words += ["\n• ", *seen_to(each, by=name in BY_SOMEBODY)]
        if (more := int(facts.get(ended, "0")) - len(lines)) > 0:
            words.append(f"\n• and {more:,} more")
    if soon := facts.get("late or due soon", ""):
        words.append(f"\nLate or due soon: {soon}. I ask about {'it' if soon == '1' else 'each'} by itself.")
    return Line(words, [button("What is mine", "kept_meant", "mine")])


def _left(desk: Desk, facts: Facts, _customer: Customer | None) -> Line:
    words: list[Piece | str] = [
        who(desk.person_id),
        " has left this Slack and still holds ",
        bold(facts.get("held", "")),
    ]
    words.append(".")
    if urgent := facts.get("most urgent", "").splitlines():
        words.append("\nMost urgent:")
        words += [f"\n• {shorten(each, MOST_WORDS)}" for each in urgent]
    return Line(
        words,
        [
            button("Hand all over to …", "left_hand_over", desk.person_id, primary=True),
            button("I take it all", "left_take", desk.person_id),
        ],
    )


def _no_lead(_desk: Desk, _facts: Facts, _customer: Customer | None) -> Line:
    return Line(
        [bold("Nobody here is a lead yet.")],
        [button("Choose leads", "settings_workspace", "workspace", primary=True)],
    )


def _lessons(_desk: Desk, facts: Facts, _customer: Customer | None) -> Line:
    month = facts.get("month", "")
    return Line(
        [bold(f"What we got wrong in {month}, and fixed")],
        [button("Show the draft", "lessons", month, primary=True)],
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


def seen_to(line: str, *, by: bool = True) -> Sequence[Piece | str]:
    """What others saw to, with the person at its end shown as one; words that only look like somebody stay words."""
    found = BY.search(line) if by else None
    if found is None:
        return [shorten(line, MOST_WORDS)]
    return [f"{shorten(line[: found.start()], MOST_WORDS)} by ", who(found[1])]


DRAWN: Mapping[str, Callable[[Desk, Facts, Customer | None], Line]] = {
    "covering": _covering,
    "back": _back,
    "owner_left": _left,
    "no_lead": _no_lead,
    "lessons": _lessons,
    "leader_call": _call,
}
