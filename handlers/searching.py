"""Looking for something among everything that was written down: `/kept search`, its form and its pages."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot import customers as customer_rules
from bot import wording
from bot.kept_orders import reference
from bot.refusals import Unknown, Unreadable
from bot.searching import KINDS, LONGEST, Asked, read
from bot.text import one_line, shorten
from handlers.for_whom import close_ones
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import House
from handlers.promise_card import eye
from handlers.routes import Routes
from handlers.slack_text import plain
from handlers.sources import names_in
from handlers.views import searching as views
from storage import customers, searching
from storage.folding import asked, cuts, fits
from storage.references import by_number
from storage.searching import Found
from storage.tables import LETTERS, Customer

A_PAGE = 10
# Characters shown of what was found, and of those so many before the first hit.
SHOWN = 240
BEFORE_HIT = 60


def register(routes: Routes) -> None:
    """The form, and the pages."""
    routes.actions |= {
        "search_new": new,
        "search_older": leafed,
        "search_newer": leafed,
        "search_wide": leafed,
    }
    routes.submissions["search"] = from_form


async def command(house: House, gesture: Gesture, typed: str) -> Answer:
    """`/kept search pump in Acme promises`; with nothing behind it the form."""
    wanted = read(plain(typed, await names_in(house, gesture, typed)))
    if not (wanted.words or wanted.customer):
        return Ask(views.ask(views.Search("")))
    search, results, remark = await house.db.read(look, gesture, wanted)
    return _said(house, gesture, search, results, remark=remark)


async def new(house: House, gesture: Gesture) -> Answer:
    """*Look for something else*: the form, among the same."""
    words, number, kind, _ = views.recalled(recall(gesture.value))
    return Ask(views.ask(await house.db.read(_search, gesture, words, number, kind)))


async def leafed(house: House, gesture: Gesture) -> Answer:
    """Older or newer results, or the same words among everything."""
    words, number, kind, page = views.recalled(recall(gesture.value))
    if not (words or number is not None):
        raise Unknown("That button is from an older Kept. Type /kept search and the words again.")
    search, results = await house.db.read(_page, gesture, words, number, kind, page)
    return _said(house, gesture, search, results, page=page)


async def from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off; also a customer's own, which looks among what concerns them."""
    words = one_line(gesture.form.get("words", ""))
    if len(words) > LONGEST:
        raise Unreadable(
            f"{LONGEST} characters are the most I look for. A few words are enough.", field="words"
        )
    if not asked(words):
        raise Unreadable("Say a word, or how it begins.", field="words")
    number = gesture.memory.get("customer") or gesture.memory.get("number")
    kind = gesture.form.get("kind", "")
    kind = kind if kind in KINDS else ""
    search, results = await house.db.read(_page, gesture, words, int(number) if number else None, kind, 0)
    return _said(house, gesture, search, results)


def _said(
    house: House,
    gesture: Gesture,
    search: views.Search,
    results: Sequence[Found],
    *,
    page: int = 0,
    remark: str = "",
) -> Say:
    words = asked(search.words)
    shown = [result(found, words) for found in results[:A_PAGE]]
    more = len(results) > A_PAGE
    return Say(
        views.found(shown, search, eye(house, gesture), page=page, more=more, remark=remark), title="Found"
    )


def look(conn: Connection, gesture: Gesture, wanted: Asked) -> tuple[views.Search, list[Found], str]:
    """What was asked for, as it was understood; the first page and one more; and a remark on a name nobody has.

    A name may stand among the words too, "Acme pump": that is tried where nothing holds all the words. Raises Unknown
    where several customers go by the name.
    """
    customer = _named(conn, gesture, wanted.customer) if wanted.customer else None
    remark = ""
    if wanted.customer and customer is None:
        close = [each.name for each in close_ones(conn, gesture.team_id, wanted.customer)]
        perhaps = f" (perhaps {' or '.join(close[:2])}?)" if close else ""
        remark = (
            f"I know no customer called “{wanted.customer}”{perhaps}, so I looked for that among the words."
        )
        wanted = wanted.whole()
    if not (customer or asked(wanted.words)):
        raise Unreadable("I look for words: letters and digits. For example: /kept search pump")
    search, results = _find(conn, gesture, wanted.words, customer, wanted.kind, 0)
    if not (results or customer) and (split := _name_within(conn, gesture, wanted.words)):
        within, words = split
        apart, found = _find(conn, gesture, words, within, wanted.kind, 0)
        if found:
            return apart, found, ""
    return search, results, remark


def _page(
    conn: Connection, gesture: Gesture, words: str, number: int | None, kind: str, page: int
) -> tuple[views.Search, list[Found]]:
    """A page and one more, of C-`number`'s things if there is one. Raises Unknown for a customer who was taken back."""
    customer = _numbered(conn, gesture, number) if number is not None else None
    return _find(conn, gesture, words, customer, kind, page)


def _find(
    conn: Connection, gesture: Gesture, words: str, customer: Customer | None, kind: str, page: int
) -> tuple[views.Search, list[Found]]:
    found = searching.find(
        conn,
        gesture.team_id,
        asked(words),
        most=A_PAGE + 1,
        skip=page * A_PAGE,
        kinds=KINDS.get(kind, ()),
        customer_id=customer.id if customer else None,
    )
    return _called(words, customer, kind), found


def _called(words: str, customer: Customer | None, kind: str) -> views.Search:
    if customer is None:
        return views.Search(words, kind=kind)
    return views.Search(words, customer.name, customer.number, kind)


def _search(conn: Connection, gesture: Gesture, words: str, number: int | None, kind: str) -> views.Search:
    return _called(words, _numbered(conn, gesture, number) if number is not None else None, kind)


def _numbered(conn: Connection, gesture: Gesture, number: int) -> Customer:
    customer = by_number(conn, gesture.team_id, "customer", number)
    if not isinstance(customer, Customer):
        raise Unknown(f"There is no C-{number}, or it was taken back. Look among everything instead.")
    return customer


def _named(conn: Connection, gesture: Gesture, name: str) -> Customer | None:
    """The customer of that name or C-number. Raises Unknown where several share it."""
    named = reference(name)
    if named and named[0] == "customer":
        return _numbered(conn, gesture, named[1])
    folded = customer_rules.fold(name)
    same = customers.named(conn, gesture.team_id, [folded]).get(folded, [])
    if len(same) > 1:
        numbers = ", ".join(f"C-{each.number}" for each in same)
        raise Unknown(
            f"More than one customer goes by “{name}”: {numbers}. Say which, for example in C-{same[0].number}."
        )
    return same[0] if same else None


def _name_within(conn: Connection, gesture: Gesture, words: str) -> tuple[Customer, str] | None:
    """A customer whose name the words begin or end with, and the other words."""
    split = words.split(" ")
    heads = [(head, rest) for head, rest in wording.heads(words) if rest]
    tails = [
        (" ".join(split[-size:]), " ".join(split[:-size]))
        for size in range(min(wording.MOST_HEAD_WORDS, len(split) - 1), 0, -1)
    ]
    by_name = customers.named(
        conn, gesture.team_id, {customer_rules.fold(name) for name, _ in (*heads, *tails)}
    )
    for name, rest in (*heads, *tails):
        same = by_name.get(customer_rules.fold(name), [])
        if len(same) == 1:
            return same[0], rest
    return None


def result(found: Found, words: Sequence[str]) -> views.Result:
    """A row as a result shows it: its name, the words around what was found, and what opens it."""
    letter = LETTERS.get(found.kind, "")
    own = f"{letter}-{found.number}" if letter else ""
    name = " · ".join(part for part in (own, found.customer) if part)
    return views.Result(
        name, found.kind, found.customer, found.at, found.status, _around(found, words), _opens(found)
    )


def _opens(found: Found) -> tuple[str, str] | None:
    """The action and value of the button that opens it; somebody at a customer is on the customer's card."""
    if found.kind in LETTERS:
        return f"{found.kind}_show", str(found.number)
    if found.kind in {"contact", "praise"}:
        return f"{found.kind}_show", str(found.row_id)
    return ("customer_show", str(found.customer_number)) if found.customer_number is not None else None


def _around(found: Found, words: Sequence[str]) -> list[tuple[str, bool]]:
    """What a row is known by, and where the hits are elsewhere in it the words around them; hits are True."""
    best = max(found.texts, key=lambda text: len(_hits(text, words)), default="")
    first = found.texts[0] if found.texts else ""
    around = _marked(best, words)
    if best == first:
        return around
    return [(f"{shorten(one_line(first), BEFORE_HIT)} … ", False), *around]


def _marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """A part of a text around its first hit, cut into what is a hit and what is not."""
    hits = _hits(text, words)
    start = max(hits[0][0] - BEFORE_HIT, 0) if hits else 0
    if start:
        start = text.find(" ", start, hits[0][0]) + 1 or start
    end = start + SHOWN
    parts = [("…", False)] if start else []
    place = start
    for begin, stop in hits:
        if begin >= end:
            break
        parts += [(text[place:begin], False), (text[begin : min(stop, end)], True)]
        place = min(stop, end)
    parts += [(text[place:end], False), ("…" if len(text) > end else "", False)]
    return [part for part in parts if part[0]]


def _hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, in order, those that touch or overlap as one."""
    spans: list[tuple[int, int]] = []
    for cut in cuts(text):
        if not any(fits(cut.word, word) for word in words):
            continue
        if spans and cut.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], cut.end))
        else:
            spans.append((cut.start, cut.end))
    return spans
