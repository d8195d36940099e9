"""Cells of a spreadsheet that can do no harm: text that would be a formula is marked on the way out, and unmarked on the
way in.

A cell that begins with one of these is run as a formula by spreadsheets, so it leaves with an apostrophe before it, as
https://owasp.org/www-community/attacks/CSV_Injection advises. A cell that is a dash alone gets one too, since that is
how people write an empty cell.
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"
# How people write that there is nothing.
NOTHING = frozenset(["-", "–", "—"])


def guard(text: str) -> str:
    """The text as it stands in a cell: marked where a spreadsheet would run it; `unguard` gives the same text back."""
    return MARK + text if _is_risky(text) else text


def unguard(cell: str) -> str:
    """The text of a cell, its mark taken off; an apostrophe that people wrote stays."""
    return cell[1:] if cell.startswith(MARK) and _is_risky(cell[1:]) else cell


def _is_risky(text: str) -> bool:
    """Whether what follows any apostrophes is a formula or a lone dash; so a marked text is told from one that people
    began with an apostrophe."""
    bare = text.lstrip(MARK)
    return bare.startswith(FORMULA) or bare in NOTHING
