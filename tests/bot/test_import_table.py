"""Files of cells: characters, separators, quotes, and what is refused with a reason."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.import_table import MOST_LINES, decode, read
from bot.refusals import Unreadable

TEXT = "name;notes\r\nBäckerei Müller;groß"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_characters_are_found_and_named(content: bytes, charset: str) -> None:
    assert decode(content) == (TEXT, charset)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "workbook"),
        (b"name\0\0", "no plain text"),
        (b"\xff\xfea", "UTF-16"),
        (b"n\x81me", "which characters"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        decode(content)


@pytest.mark.parametrize(
    ("text", "separator", "cells"),
    [
        ("name,tier\nAcme,gold", ",", ["Acme", "gold"]),
        ("name;tier\nAcme, Inc.;gold", ";", ["Acme, Inc.", "gold"]),
        ("name\ttier\nAcme\tgold", "\t", ["Acme", "gold"]),
        ("sep=|\nname|tier\nAcme|gold", "|", ["Acme", "gold"]),
        ('name,tier\n"Acme, Inc.", "gold"', ",", ["Acme, Inc.", "gold"]),
        ('name,tier\n"Acme ""big"" Inc.",gold', ",", ['Acme "big" Inc.', "gold"]),
        ('name,tier\n"Acme\nIndustries",gold', ",", ["Acme\nIndustries", "gold"]),
        ('name,tier\nPump 3" GmbH,gold', ",", ['Pump 3" GmbH', "gold"]),
        ('name,tier\n"Acme" Inc,gold', ",", ["Acme Inc", "gold"]),
        ("name,tier\n\n   \nAcme\u2028x ,gold\n\n", ",", ["Acme\u2028x", "gold"]),
    ],
)
def test_cells_are_read_as_they_were_meant(text: str, separator: str, cells: list[str]) -> None:
    sheet = read(text)
    assert sheet.separator == separator
    assert sheet.records[-1].cells == cells
    assert not sheet.records[-1].wrong


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_alone() -> None:
    sheet = read('name,tier\nAcme,gold\n"Globex,gold\nInitech,silver\n')
    assert [(record.line, bool(record.wrong)) for record in sheet.records] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
    ]


def test_lines_are_counted_as_an_editor_does() -> None:
    sheet = read('name\n\n"Acme\nIndustries"\nGlobex')
    assert [record.line for record in sheet.records] == [1, 3, 5]


@pytest.mark.parametrize("text", ["", "\n \n", ",,\n,,", "x\n" * (MOST_LINES + 1)])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@given(st.text(alphabet="ab\",;\t|\r\n'= \u2028\x0b", max_size=60))
def test_no_text_is_too_odd_to_be_read_or_refused(text: str) -> None:
    try:
        sheet = read(text)
    except Unreadable:
        return
    lines = [record.line for record in sheet.records]
    assert lines == sorted(set(lines))


@given(
    st.lists(
        st.lists(st.text(alphabet="ab\",;\n\r\t'| é", max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_writer_of_csv_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["one", "two", "three"], *rows])
    wanted = [[cell.strip() for cell in row] for row in rows]
    sheet = read(written.getvalue())
    found = [list(record.cells) for record in sheet.records[1:]]
    assert found == [row for row in wanted if any(row)]
