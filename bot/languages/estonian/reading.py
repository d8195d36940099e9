"""What one part of an Estonian date phrase was read as."""

from dataclasses import dataclass

from bot.languages.estonian.words import PLAIN


@dataclass(slots=True)
class Read:
    """A part that was read: the token after it, the case it stands in, and whether it is a date only with company."""

    after: int
    case: str = PLAIN
    weak: bool = False
