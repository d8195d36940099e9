"""A file of cells read as it is: which characters it is written in, what separates its cells, where its lines begin."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.import_json import as_cells, is_json
from bot.refusals import Unreadable

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
# One record over more lines than this is a quote that somebody forgot to close.
LONGEST_RECORD = 60
LOOKED_AT = 30
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
AS_CSV = "Save it as CSV (UTF-8) there, and give me that file."


class Record(NamedTuple):
    """One line of the file by its number (from 1, as an editor counts), and its cells, or why it cannot be read."""

    line: int
    cells: Sequence[str]
    wrong: str = ""


class Sheet(NamedTuple):
    """The records of a file that hold anything, with what was guessed to read them."""

    records: Sequence[Record]
    charset: str
    separator: str


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of the characters it is written in. Raises Unreadable for what is no text.

    UTF-8 is certain where it fits. What is not UTF-8 and has no byte order mark is taken for Windows-1252, as
    spreadsheets in western Europe and America write; that is a guess, and the caller says it.
    """
    if content.startswith(WORKBOOKS):
        raise Unreadable(f"That is a workbook of a spreadsheet program. {AS_CSV}", field="file")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError:
            raise Unreadable(
                f"That file begins as UTF-16, and then holds something else. {AS_CSV}", field="file"
            ) from None
    if b"\0" in content:
        raise Unreadable(f"That file is no plain text. {AS_CSV}", field="file")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        raise Unreadable(
            f"I can't tell which characters that file is written in. {AS_CSV}", field="file"
        ) from None


def read(text: str, charset: str = "UTF-8") -> Sheet:
    """The records of a text of cells, or of a JSON export of Kept's. Raises Unreadable where there are none, or too
    many."""
    if is_json(text):
        text = as_cells(text)
    # Only these are ends of lines in a CSV file; splitlines() would also take U+2028 and others, which stand in cells.
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    separator, skip = _separator(lines)
    records = [record for record in _records(lines, separator, skip) if record.wrong or any(record.cells)]
    if not records:
        raise Unreadable("There is nothing in it. The first line should name the columns.", field="file")
    if len(records) > MOST_LINES:
        raise Unreadable(
            f"That has {len(records):,} lines, and {MOST_LINES:,} is the most I take at once. Split it.",
            field="file",
        )
    return Sheet(records, charset, separator)


def _separator(lines: Sequence[str]) -> tuple[str, int]:
    """What separates the cells, and how many lines to skip: "sep=;" is how Excel is told."""
    first = lines[0].strip() if lines else ""
    if first[:4].lower() == "sep=" and first[4:5] in SEPARATORS:
        return first[4:5], 1
    sample = [line for line in lines[:LOOKED_AT] if line.strip()]

    def score(separator: str) -> tuple[bool, int, int]:
        try:
            counts = [
                len(cells)
                for cells in csv.reader(sample, delimiter=separator, skipinitialspace=True)
                if cells
            ]
        except csv.Error:
            return False, 0, 0
        width = counts[0] if counts else 1
        return width > 1, sum(count == width for count in counts) if width > 1 else 0, width

    best = max(SEPARATORS, key=score)
    return best, 0


def _records(lines: Sequence[str], separator: str, begin: int) -> Iterator[Record]:
    place = begin
    while place < len(lines):
        cells, used, wrong = _record(lines, place, separator)
        yield Record(place + 1, [cell.strip() for cell in cells], wrong)
        place += used


def _record(lines: Sequence[str], place: int, separator: str) -> tuple[Sequence[str], int, str]:
    """One record: its cells, how many lines it takes, and what is wrong with it."""
    line = lines[place]
    if '"' not in line:
        return line.rstrip("\r\n").split(separator), 1, ""
    reader = csv.reader(
        lines[place : place + LONGEST_RECORD], delimiter=separator, strict=True, skipinitialspace=True
    )
    try:
        return next(reader), reader.line_num, ""
    except (csv.Error, StopIteration):
        pass
    # A quote inside a cell that is not doubled, as people write inches: fine where the line closes what it opens.
    try:
        loose = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
    except (csv.Error, StopIteration):
        loose = []
    if line.count('"') % 2 == 0 and loose:
        return loose, 1, ""
    if not any(cell.lstrip().startswith('"') for cell in line.split(separator)):
        return line.rstrip("\r\n").split(separator), 1, ""
    return [line.strip()[:80]], 1, "A quotation mark is opened and never closed."
