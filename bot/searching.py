"""What is looked for: words, perhaps at one customer, perhaps among one kind of thing, or the thing a reference names."""

import re
from typing import NamedTuple

from bot.kept_orders import reference
from bot.refusals import Unreadable
from bot.text import one_line

# The kinds of things by what people call them, each with the tables that hold it.
KINDS: dict[str, tuple[str, ...]] = {
    "promises": ("promise",),
    "mistakes": ("mistake",),
    "contacts": ("contact",),
    "waiting": ("waiting",),
    "customers": ("customer", "customer_person"),
    "praise": ("praise",),
}
CALLED = {
    **{kind: kind for kind in KINDS},
    "promise": "promises",
    "mistake": "mistakes",
    "cases": "mistakes",
    "case": "mistakes",
    "contact": "contacts",
    "customer": "customers",
    "people": "customers",
    "praises": "praise",
}
# Every word has to be found, so nobody needs more.
LONGEST = 200
# The last "in" of the line: "invoice in dispute in Acme".
AT = re.compile(r"(?:^|\s)(?:in|at|of)\s+(?=\S)", re.IGNORECASE)


class Asked(NamedTuple):
    """What is looked for. `customer` is the name behind "in", as typed, which may be no customer's: then it is words.

    `kind` is one of KINDS or empty; `reference` is a kind and number where nothing but that was typed.
    """

    words: str
    customer: str = ""
    kind: str = ""
    reference: tuple[str, int] | None = None

    def whole(self) -> "Asked":
        """The same where the name behind "in" is no customer's."""
        return self._replace(words=one_line(f"{self.words} {self.customer}"), customer="")


def read(typed: str) -> Asked:
    """What a line asks for: `pump`, `pump in Acme`, `invoice mistakes`, `pump in Acme promises`, `P-12`.

    A kind is one only beside other words, so that "promises" alone looks for that word. Raises Unreadable where there
    are too many words.
    """
    line = one_line(typed)
    if len(line) > LONGEST:
        raise Unreadable(
            f"Those are {len(line):,} characters, and {LONGEST} are the most I look for. A few of the words are enough."
        )
    if named := reference(line):
        return Asked(line, reference=named)
    words, kind = _kind(line)
    words, customer = _customer(words)
    if not kind:
        words, kind = _kind(words) if words and customer else (words, "")
    return Asked(words, customer, kind)


def _kind(line: str) -> tuple[str, str]:
    """The words without the kind of thing at their end, and that kind."""
    before, _, last = line.rpartition(" ")
    kind = CALLED.get(last.casefold(), "")
    return (before, kind) if before and kind else (line, "")


def _customer(line: str) -> tuple[str, str]:
    found = None
    for found in AT.finditer(line):  # noqa: B007 - the last one is wanted
        pass
    return (line[: found.start()].strip(), line[found.end() :]) if found else (line, "")
