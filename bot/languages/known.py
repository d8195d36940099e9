"""The languages that Kept knows, each with all it has: another one is a folder beside these and an entry here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from bot.languages.english import contacts as english_contacts
from bot.languages.english import grammar as english_dates
from bot.languages.english import questions as english_questions
from bot.languages.english.listening import English
from bot.languages.estonian import contacts as estonian_contacts
from bot.languages.estonian import grammar as estonian_dates
from bot.languages.estonian import questions as estonian_questions
from bot.languages.estonian.listening import Estonian
from bot.languages.estonian.listening_words import CASE_ENDINGS
from bot.languages.word_lists import ContactWords
from bot.listening import Language
from bot.listening_questions import Forms
from bot.said import Phrase


class Grammar(NamedTuple):
    """A language's date phrases in a text, and the words that they begin with where they begin with no number."""

    phrases: Callable[[str], list[Phrase]]
    first_words: frozenset[str]


class Known(NamedTuple):
    """What a language has: how it says `dates`, what `listening` minds, how customers ask `questions`, its words of
    `contacts`, and the `endings` that hang on a name in some case (none where nothing does)."""

    dates: Grammar
    listening: Language
    questions: Forms
    contacts: ContactWords
    endings: frozenset[str] = frozenset()


_ALL = {
    "en": Known(
        Grammar(english_dates.phrases, english_dates.FIRST_WORDS),
        English(),
        english_questions.ENGLISH,
        english_contacts.ENGLISH,
    ),
    "et": Known(
        Grammar(estonian_dates.phrases, estonian_dates.FIRST_WORDS),
        Estonian(),
        estonian_questions.ESTONIAN,
        estonian_contacts.ESTONIAN,
        CASE_ENDINGS,
    ),
}
# By the first part of a Slack locale ("et-EE"), in the order they are asked.
KNOWN: Mapping[str, Known] = MappingProxyType(_ALL)
LISTENING = tuple(each.listening for each in KNOWN.values())
ENDINGS = frozenset[str]().union(*(each.endings for each in KNOWN.values()))
