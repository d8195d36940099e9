"""Small rules that say what a JSON value may be, in the words Slack uses for what it refuses."""

from collections.abc import Callable, Mapping

Problems = list[str]
Rule = Callable[[object, str, Problems], None]


def refuse(problems: Problems, message: str, at: str) -> None:
    """Note a problem as Slack writes it: a sentence and a JSON pointer."""
    problems.append(f"[ERROR] {message} [json-pointer:{at}]")


def string(most: int, least: int = 1) -> Rule:
    """A string of `least` to `most` characters."""

    def check(value: object, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            refuse(problems, "must provide a string", at)
        elif len(value) > most:
            refuse(problems, f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            refuse(problems, f"must be more than {least - 1} characters", at)

    return check


def choice(*allowed: str) -> Rule:
    """One of a few words."""

    def check(value: object, at: str, problems: Problems) -> None:
        if value not in allowed:
            refuse(problems, f"must be a valid enum value: {', '.join(allowed)}", at)

    return check


def or_null(rule: Rule) -> Rule:
    """`rule`, or nothing at all."""

    def check(value: object, at: str, problems: Problems) -> None:
        if value is not None:
            rule(value, at, problems)

    return check


def boolean(value: object, at: str, problems: Problems) -> None:
    """True or false."""
    if not isinstance(value, bool):
        refuse(problems, "must be a boolean", at)


def whole(least: int, most: int) -> Rule:
    """A whole number."""

    def check(value: object, at: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            refuse(problems, f"must be a number from {least} to {most}", at)

    return check


def parsed(reading: Callable[[str], object], what: str) -> Rule:
    """A string that `reading` can read (it raises ValueError otherwise)."""

    def check(value: object, at: str, problems: Problems) -> None:
        try:
            readable = isinstance(value, str) and reading(value) is not None
        except ValueError:
            readable = False
        if not readable:
            refuse(problems, f"must be {what}", at)

    return check


def anything(_value: object, _at: str, _problems: Problems) -> None:
    """Not looked into."""


def items(rule: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` things that each keep to `rule`."""

    def check(value: object, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            refuse(problems, "must be an array", at)
            return
        if len(value) > most:
            refuse(problems, f"no more than {most} items allowed", at)
        if len(value) < least:
            refuse(problems, f"no less than {least} items allowed", at)
        for number, item in enumerate(value):
            rule(item, f"{at}/{number}", problems)

    return check


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: object, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            refuse(problems, "must be an object", at)
            return
        for name in required:
            if name not in value:
                refuse(problems, f"missing required field: {name}", at)
        for name, part in value.items():
            if name not in known:
                refuse(problems, f"invalid additional property: {name}", at)
            else:
                known[name](part, f"{at}/{name}", problems)

    return check


def typed(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` decides which rule it keeps to."""

    def check(value: object, at: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            refuse(problems, "missing required field: type", at)
        elif kind not in kinds:
            refuse(problems, f"unsupported type: {kind}", f"{at}/type")
        else:
            kinds[kind](value, at, problems)

    return check


def both(*rules: Rule) -> Rule:
    """Every one of these rules; the later ones are asked only when the earlier ones found nothing."""

    def check(value: object, at: str, problems: Problems) -> None:
        before = len(problems)
        for rule in rules:
            if len(problems) == before:
                rule(value, at, problems)

    return check


def exactly_one(*names: str) -> Rule:
    """An object that has exactly one of these fields."""

    def check(value: object, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            refuse(problems, f"must provide exactly one of: {', '.join(names)}", at)

    return check


def at_least_one(*names: str) -> Rule:
    """An object that has one of these fields with something in it."""

    def check(value: object, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and not any(value.get(name) for name in names):
            refuse(problems, f"must provide one of: {', '.join(names)}", at)

    return check
