"""A kind of thing is known wherever kinds are told apart: what it still lacks is named, with the place where that belongs."""

from collections.abc import Collection, Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from bot import exporting, kept_orders, plain_words, snooze_words, zone_rules
from bot import searching as search_words
from bot.languages.english import sayings
from handlers.app import routes
from handlers.looking_rules import RULES
from handlers.searching import result
from handlers.views import customer_handover, customer_merging, history_words, searching, things
from handlers.views.eye import Eye
from handlers.views.help import TOPICS
from handlers.views.nudge_lines import LINES
from storage import customer_record, customers, holdings, looking, nudges, rows
from storage.search_index import TEXTS
from storage.searching import Found
from storage.tables import BY_LETTER, CALLED, LETTERS, Channel, Digest, Setting, called, table
from tests.handlers.conftest import NOW

ALL = frozenset(rows.KINDS)
ROUTES = routes()


def kinds(models: Collection[type[Any]]) -> set[str]:
    return {str(model.__tablename__) for model in models}


def with_columns(*names: str) -> set[str]:
    """The kinds whose tables have all these columns."""
    return {kind for kind, model in rows.KINDS.items() if set(names) <= set(table(model).c.keys())}


def with_a_wall() -> set[str]:
    """Those with a date on the clock of a zone."""
    return {
        kind for kind in with_columns("zone") if any(str(name).endswith("_wall") for name in columns(kind))
    }


def columns(kind: str) -> list[str]:
    return [str(column.name) for column in table(rows.KINDS[kind]).c]


NUMBERED = with_columns("number")
WITH_A_COMMAND = {kind for kind in NUMBERED if f"/{kind}" in ROUTES.commands}
OWED = kinds(rows.OWED)
# A digest is looked at by itself (`handlers/digests.py`).
LOOKED_AT = kinds(rows.LOOKED_AT) - kinds([Digest])
# By the place: which kinds belong there, and which are there.
PLACES: Mapping[str, tuple[Collection[str], Collection[str]]] = {
    "storage/tables/kinds.py, CALLED: what people call one and several": (ALL, CALLED),
    "storage/tables/kinds.py, CALLED: the letter of its references": (NUMBERED, LETTERS),
    "its table in storage/tables: removed_at, by which it is taken back": (
        ALL - kinds([Setting, Channel]),
        with_columns("removed_at"),
    ),
    "its table in storage/tables: customer_id with foreign_key, so that it goes along in a merge": (
        with_columns("customer_id") - {"snooze"},
        kinds(rows.OF_CUSTOMERS),
    ),
    "storage/tables/__init__.py, Owed: what has an owner, a number and an end": (
        with_columns("customer_id", "owner_id", "number", "status"),
        OWED,
    ),
    "storage/search_index.py, TEXTS: what people write in it": (
        with_columns("customer_id", "words"),
        kinds(TEXTS),
    ),
    "bot/searching.py, KINDS: among which it is looked for": (
        kinds(TEXTS),
        [kind for some in search_words.KINDS.values() for kind in some],
    ),
    "bot/languages/english/sayings.py, COMMANDS: its command, as it is said to Kept": (
        WITH_A_COMMAND,
        sayings.COMMANDS,
    ),
    "bot/zone_rules.py, DATED: dates that move with the zone's rules": (
        with_a_wall(),
        kinds([each.model for each in zone_rules.DATED]),
    ),
    "handlers/views/history_words.py, DONE: what happens to it (of a mistake handlers/views/mistake_history.py)": (
        ALL - {"mistake"},
        history_words.DONE,
    ),
    "the register of its topic in handlers/: …_show, which opens it": (
        NUMBERED,
        [name.removesuffix("_show") for name in ROUTES.actions],
    ),
    "handlers/views/help_things.py, TOPICS: its command": (WITH_A_COMMAND, TOPICS),
    "storage/looking.py, KINDS: what the clock looks at": (LOOKED_AT, looking.KINDS),
    "storage/nudges.py, ABOUT: what a nudge is about": (LOOKED_AT, nudges.ABOUT),
    "handlers/looking_rules.py, RULES: what asks": (LOOKED_AT, RULES),
    "handlers/views/nudge_lines.py, LINES: its line in a brief": (LOOKED_AT, LINES),
    "storage/holdings.py, SEEN_TO: what others do while somebody is away": (OWED, holdings.SEEN_TO),
    "handlers/views/customer_handover.py, COUNTED: what is handed over": (OWED, customer_handover.COUNTED),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_kind_of_thing_stands_where_kinds_are_told_apart(place: str) -> None:
    belong, there = PLACES[place]
    missing = sorted(set(belong) - set(there))
    assert not missing, (
        f"{', '.join(missing)}: nothing in {place} (CONTRIBUTING.md, How to add a kind of thing)"
    )


def test_every_letter_is_one_kind_s_alone_and_none_is_a_nudge_s() -> None:
    assert len(BY_LETTER) == len(LETTERS)
    assert "n" not in BY_LETTER


@pytest.mark.parametrize("kind", sorted(LETTERS))
def test_a_reference_is_read_wherever_one_may_be_typed(kind: str) -> None:
    typed = f"{LETTERS[kind]}-12"
    assert kept_orders.reference(typed) == (kind, 12)
    assert kept_orders.read_undo(typed) == kept_orders.Undo(kind=kind, number=12)
    assert snooze_words.named(f"{typed} until Thu") == snooze_words.Named(kind, 12, "until Thu")
    assert search_words.read(typed).reference == (kind, 12)
    if kind in WITH_A_COMMAND:
        assert plain_words.REFERENCE.fullmatch(typed)


def test_what_is_logged_for_a_customer_moves_with_them_has_a_file_and_stands_in_their_timeline() -> None:
    logged = kinds(customers.LOGGED)
    assert logged >= {"promise", "mistake", "contact", "waiting", "praise"}
    assert logged <= kinds(rows.IN_TIMELINE)
    assert logged <= set(exporting.KINDS)
    assert logged <= set(customer_record.THINGS)


class Idea:
    """A kind of thing that nobody has told Kept of."""

    __tablename__ = "bright_idea"

    def __init__(self) -> None:
        self.number, self.customer_id, self.removed_at, self.words = 3, 1, None, "coloured seals"


def test_a_kind_that_stands_nowhere_goes_by_its_table_s_name_and_no_view_dies_of_it() -> None:
    idea: Any = Idea()
    assert called("bright_idea") == ("bright idea", "bright ideas", "")
    assert things.name(idea) == "The bright idea"
    assert things.reference(idea) == ""
    assert customer_merging.moved_in_words({"bright_idea": 2, "promise": 1}) == (
        " With them came 1 promise, 2 bright ideas."
    )
    found = Found("bright_idea", 7, None, "Acme", 1, NOW, "", ("coloured seals",))
    eye = Eye("UTC", SimpleNamespace(), NOW)  # type: ignore[arg-type]
    shown = searching.found([result(found, ["seals"])], searching.Search("seals"), eye, page=0, more=False)
    assert "bright idea" in str([block.to_dict() for block in shown.blocks])
