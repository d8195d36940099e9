"""Patterns that are compiled at their first question."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping

import bot
import handlers
from bot.patterns import _Pattern, pattern


def test_a_pattern_answers_like_any_other_from_its_first_question_on() -> None:
    greeting = pattern(r"(?P<word>hello|hi)\b", re.IGNORECASE)
    assert [greeting.match(text) is not None for text in ("Hi there", "high", "HELLO")] == [True, False, True]
    assert greeting.sub(r"<\g<word>>", "hi, hello") == "<hi>, <hello>"
    assert (greeting.flags & re.IGNORECASE, greeting.groups) == (re.IGNORECASE, 1)


def _within(values: Iterable[object]) -> Iterator[_Pattern]:
    for each in values:
        if isinstance(each, _Pattern):
            yield each
        elif isinstance(each, tuple | list):
            yield from _within(each)
        elif isinstance(each, Mapping) and all(isinstance(key, str) for key in each):
            yield from _within(each.values())


def test_every_pattern_can_be_compiled() -> None:
    patterns: list[_Pattern] = []
    for package in (bot, handlers):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                held = vars(importlib.import_module(found.name))
                patterns += _within(value for name, value in held.items() if not name.startswith("__"))
    assert len(patterns) > 80
    for each in patterns:
        re.compile(each._words, each._flags)
