"""Lines that come to somebody in another one's place stand together, below one sentence that says so."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_groups(lines: Sequence[T], head_of: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """The lines in their order, those with the same head together where the first of them stands; lines without a head
    ("") stay where they are."""
    found: list[tuple[str, list[T]]] = []
    begun: dict[str, list[T]] = {}
    for each in lines:
        head = head_of(each)
        if head in begun:
            begun[head].append(each)
            continue
        if head or not found or found[-1][0]:
            found.append((head, []))
        found[-1][1].append(each)
        if head:
            begun[head] = found[-1][1]
    return found
