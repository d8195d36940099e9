"""Which of the languages that Kept knows somebody writes in, and whether words are a promise, a mistake or a contact."""

from collections.abc import Iterable, Sequence

from bot.customer_names import fold
from bot.dates import spoken
from bot.languages.known import ENDINGS, KNOWN, LISTENING
from bot.listening import Language, Noticed, notice, passes
from bot.listening_names import KnownNames
from bot.short_names import shorts


class Names:
    """The names of all customers of a workspace, from (customer id, folded name, name as it is written)."""

    def __init__(self, known: Iterable[tuple[int, str, str]] = ()) -> None:
        self._ids: dict[str, list[int]] = {}
        written: dict[str, str] = {}
        for customer_id, folded, name in known:
            self._ids.setdefault(folded, []).append(customer_id)
            written[folded] = name
        said = shorts(written.items(), frozenset(written))
        short_ids: dict[str, list[int]] = {}
        for folded, short in said.items():
            short_ids.setdefault(fold(short), []).extend(self._ids[folded])
        self._ids |= {short: list(dict.fromkeys(ids)) for short, ids in short_ids.items()}
        self._index = KnownNames(written.items(), ENDINGS, [(fold(short), short) for short in said.values()])

    def may_be_in(self, text: str) -> bool:
        """Whether a text may name a customer: none is missed, and little asked."""
        return self._index.may_name(text)

    def named_in(self, text: str) -> list[tuple[int, int, list[int]]]:
        """Where a text names customers: from, to, and the ids of those who go by that name."""
        return [(each.start, each.end, self._ids[each.customer]) for each in self._index.found(text)]


def of(locale: str) -> Sequence[Language]:
    """The languages of somebody whose Slack is set to a locale ("et-EE"): English always, and theirs if known."""
    return [KNOWN[each].listening for each in spoken(locale)]


def may_be(text: str) -> bool:
    """Whether a message may be any of the three in any language: one look at its words."""
    return passes(text, LISTENING)


def noticed(text: str, languages: Sequence[Language], names: Names) -> Noticed | None:
    """What a message is, if anything."""
    return notice(text, languages, [(start, end) for start, end, _ in names.named_in(text)])
