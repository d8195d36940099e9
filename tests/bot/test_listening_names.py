"""Known customers in a message: found as they are typed, and never in code, quotes or links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages.estonian.listening_words import CASE_ENDINGS
from bot.listening_names import KnownNames

NAMES = [(name, name) for name in (
    "Acme", "Acme Bottling", "Globex OÜ", "Target", "AT&T", "O'Brien & Sons", "A.B. Foods", "HP", "Müller GmbH", "Wal-Mart", "3M",
)]  # fmt: skip
KNOWN = KnownNames(NAMES)
IN_CASES = KnownNames(NAMES, CASE_ENDINGS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll call Acme tomorrow", ["Acme"]),
        ("i'll call ACME tomorrow", ["Acme"]),
        ("Acme's pump, for acme.", ["Acme", "Acme"]),
        ("acme bottling wants two", ["Acme Bottling"]),
        ("Acme, bottling day", ["Acme Bottling"]),
        ("globex and AT&amp;T", ["Globex OÜ", "AT&T"]),
        ("o’brien &amp; sons called", ["O'Brien & Sons"]),
        ("A.B. Foods rang", ["A.B. Foods"]),
        ("the target is clear", []),
        ("Target wants a quote", ["Target"]),
        ("hp sauce and HP", ["HP"]),
        ("we met Muller and müller", ["Müller GmbH", "Müller GmbH"]),
        ("walmart", []),
        ("Wal-Mart and wal mart", ["Wal-Mart", "Wal-Mart"]),
        ("3M asked", ["3M"]),
        ("acmes", []),
        ("nobody here", []),
        ("", []),
    ],
)
def test_a_customer_is_found_as_people_type_it(text: str, expected: list[str]) -> None:
    assert [each.customer for each in KNOWN.found(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "`acme`",
        "```\nacme\n```",
        "<https://acme.example|Acme>",
        "https://acme.example/acme",
        "> Acme asks",
        ":acme:",
        'he said "call Acme tomorrow" twice',
    ],
)
def test_code_links_and_quotes_name_nobody(text: str) -> None:
    assert KNOWN.found(text) == []


@pytest.mark.parametrize(
    "form", ["Acmele", "Acme'ga", "acmelt", "Acmest", "Globexi", "globexile", "Acme Bottlingile", "Targetile"]
)
def test_case_endings_count_where_the_language_has_them(form: str) -> None:
    text = f"Saadan {form} pakkumise"
    (found,) = IN_CASES.found(text)
    assert text[found.start :].startswith(form.split("'")[0])
    assert KNOWN.found(text) == [] or form.startswith(("Acme'", "Acme B"))


def test_the_place_is_that_of_the_name() -> None:
    text = "For `x` and Acme Bottling’s order"
    (found,) = KNOWN.found(text)
    assert text[found.start : found.end] == "Acme Bottling"


def test_ten_thousand_customers_of_one_first_word_are_told_apart() -> None:
    known = KnownNames((n, f"Customer {n}") for n in range(10_000))
    assert [each.customer for each in known.found("customer 77, customer 9999 and customer 10000")] == [
        77,
        9999,
    ]


@given(st.text(max_size=200))
def test_the_quick_look_misses_nobody(text: str) -> None:
    for known in (KNOWN, IN_CASES):
        for before, after in ((text, ""), ("", text), (text[:20] + " ", " " + text[20:])):
            if known.found(before + " Acme " + after):
                assert known.may_name(before + " Acme " + after)
        for found in known.found(text):
            assert 0 <= found.start < found.end <= len(text)
