"""What a page of the help is made of: what people want, and how they say it."""

from collections.abc import Sequence
from typing import NamedTuple


class Example(NamedTuple):
    """Something people want, and how they say it: a line to type, or with `by_hand` what to press."""

    task: str
    line: str
    by_hand: bool = False


class Topic(NamedTuple):
    """What people come with, in their words (`title`), and how it is said, the plainest way first.

    `all` is what shows every example there is, and `begin` the button (its label and action) that opens the form.
    """

    title: str
    about: str
    examples: Sequence[Example]
    all: str = ""
    begin: tuple[str, str] | None = None
