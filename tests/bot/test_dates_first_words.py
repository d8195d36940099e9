"""Texts that hold no word a date begins with are passed over: nothing is lost by it, in any language."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import dates
from bot.dates import LANGUAGES, Found, NoDateYet, find
from bot.languages.english import grammar as english
from bot.languages.english.feasts import FEASTS
from bot.languages.english.not_yet import EXPRESSIONS
from bot.languages.english.words import WORDS
from bot.languages.estonian import days, times, words
from bot.languages.estonian import grammar as estonian
from tests.sizes import examples

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))


class Everything(frozenset[str]):
    """A set in which every word is."""

    def __contains__(self, word: object) -> bool:
        return True


def found(text: str, language: str) -> list[Found | NoDateYet]:
    return find(text, now=NOW, order="day", languages=(language,))


def found_by_trying_every_word(text: str, language: str) -> list[Found | NoDateYet]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "NUMBER", re.compile(""))
        for grammar in (english, estonian):
            patch.setattr(grammar, "BEGINNINGS", Everything())
        return found(text, language)


def tables(*modules: object) -> Iterator[str]:
    """The words in all tables of some modules."""
    for module in modules:
        for table in vars(module).values():
            if isinstance(table, dict | frozenset | set | tuple):
                yield from (word for word in table if isinstance(word, str) and word.islower())


BEGUN = {
    "en": sorted({*tables(english), *WORDS, *EXPRESSIONS, *FEASTS}),
    "et": sorted(tables(estonian, words, days, times)),
}
GONE_ON = [
    *(("en", rest) for rest in ("", "5", "week", "of May", "after next", "days from now", "thing Monday")),
    *(("et", rest) for rest in ("", "15.30", "reedel", "kuu lõpuks", "nädala pärast", "jooksul", "lõunat")),
]


@pytest.mark.parametrize(("language", "rest"), GONE_ON)
def test_no_word_of_a_grammar_begins_a_date_unseen(language: str, rest: str) -> None:
    texts = [f"{word} {rest}".strip() for word in BEGUN[language]]
    assert [found(text, language) for text in texts] == [
        found_by_trying_every_word(text, language) for text in texts
    ]


PIECES = st.sampled_from(
    [*BEGUN["en"], *BEGUN["et"], "15.06", "5pm", "½", "+", "2", "kell", "by", "pump", "@ann"]
)
GAPS = st.sampled_from([" ", " ", "", "'", "’", "-", ".", "_", ", ", ":", "\n"])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=8).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_however_words_are_joined_no_date_is_lost(text: str, language: str) -> None:
    assert found(text, language) == found_by_trying_every_word(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hallowe'en", "en"),
        ("New Year’s Eve", "en"),
        ("FRIDAY", "en"),
        ("am'friday", "en"),
        ("@ann'friday", "en"),
        ("in +½ days", "en"),
        ("vana-aastaõhtuks", "et"),
        ("REEDEKS", "et"),
        ("üheksa_reedeks", "et"),
    ],
)
def test_a_date_is_seen_however_it_is_written(text: str, language: str) -> None:
    assert found(text, language)


def test_a_text_without_such_a_word_is_not_cut_into_tokens() -> None:
    with pytest.MonkeyPatch.context() as patch:
        for grammar in (english, estonian):
            patch.delattr(grammar, "Tokens")
        assert find("Acme: we send Jane the valve", now=NOW, order="day", languages=LANGUAGES) == []
