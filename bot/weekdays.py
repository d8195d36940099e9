"""Days of the week as people type them, into a setting as into the environment: "Mon–Thu", "mon, tue and fri"."""

from bot.refusals import Unreadable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How a weekday may be typed: whole, as its beginning, in the plural. Monday is 0.
DAYS = {
    said: place
    for place, day in enumerate(WEEKDAYS)
    for short in {day, day[:3], {"Tue": "Tues", "Wed": "Weds", "Thu": "Thurs"}.get(day[:3], day[:3])}
    for said in {short.casefold(), short.casefold() + "s"}
} | {"thur": 3}
EVERY_DAY = frozenset(["every day", "all", "all days", "daily", "the whole week"])
WORKING = frozenset(["weekdays", "working days", "workdays", "on weekdays"])
# Dashes of every length, as keyboards and phones write them.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
RANGES = (" to ", " until ", " till ", " til ", " through ")
COMMAS = str.maketrans(dict.fromkeys(";/&+", ","))
LISTED = (", and ", " and ")


def read(typed: str) -> list[int]:
    """Days of the week, Monday is 0: "mon-thu", "Mon–Thu", "mon, tue and fri", "weekdays", "sun to thu". Raises Unreadable
    with the part that is no day.

    Read without patterns, since each start reads the environment's.
    """
    plain = " ".join(typed.casefold().translate(DASHES).translate(COMMAS).split())
    if plain in EVERY_DAY:
        return list(range(7))
    if plain in WORKING:
        return list(range(5))
    for word in RANGES:
        plain = plain.replace(word, "-")
    for word in LISTED:
        plain = plain.replace(word, ",")
    plain = "-".join(end.strip() for end in plain.split("-"))
    # A part without anything is refused as well: the day that belongs there was left out.
    spans = [span for part in plain.split(",") for span in part.split() or [""]]
    return sorted({day for span in spans for day in _days(span)})


def _days(span: str) -> set[int]:
    """A day, or those from one to another, also over the weekend."""
    ends = [DAYS.get(each.rstrip(".")) for each in span.split("-")]
    if None in ends or len(ends) > 2:
        raise Unreadable(f"I don't know the day “{span[:40]}”.")
    first, last = (each for each in (ends[0], ends[-1]) if each is not None)
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}
