"""What of people's messages is a promise, a mistake of ours or a contact, in Estonian."""

import pytest

from bot.languages.english.listening import English
from bot.languages.estonian.listening import Estonian
from bot.languages.estonian.listening_words import CASE_ENDINGS
from bot.listening import notice, passes
from bot.listening_names import KnownNames
from tests.bot.listening_estonian import CONTACTS, MISTAKES, NONE, PROMISES
from tests.bot.listening_examples import PROMISES as ENGLISH_PROMISES
from tests.bot.listening_examples import examples

BOTH = (English(), Estonian())
CASES = [
    (label, text)
    for label, table in (("promise", PROMISES), ("mistake", MISTAKES), ("contact", CONTACTS), ("none", NONE))
    for text in examples(table)
]


NOTICED = [text for label, text in CASES if label != "none"]


def test_what_is_said_in_estonian_is_what_it_is() -> None:
    read = [(found.label if (found := notice(text, BOTH)) else "none", text) for _, text in CASES]
    assert [(label, text) for label, text in read if (label, text) not in CASES] == []


def test_the_gate_lets_it_through() -> None:
    assert [text for text in NOTICED if not passes(text, BOTH)] == []


def test_nobody_who_speaks_english_alone_is_offered_any_of_it() -> None:
    assert [text for text in NOTICED[::4] if notice(text, (English(),))] == []


def test_english_is_no_estonian() -> None:
    assert [text for text in examples(ENGLISH_PROMISES)[::5] if notice(text, (Estonian(),))] == []


@pytest.mark.parametrize("form", ["acmele", "acme'le", "acme-le"])
def test_a_customer_is_somebody_in_any_case_and_any_writing(form: str) -> None:
    text = f"helistasin {form} ja kõik on korras"
    names = [(each.start, each.end) for each in KnownNames([("Acme", "Acme")], CASE_ENDINGS).found(text)]
    assert names
    found = notice(text, BOTH, names)
    assert found is not None
    assert found.label == "contact"
