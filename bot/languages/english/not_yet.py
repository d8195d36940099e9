"""English words for a time that nobody has set yet: "ASAP", "soon", "when possible"."""

from bot.languages.english.tokens import Tokens

EXPRESSIONS = [
    "asap",
    "a s a p",
    "as soon as possible",
    "as soon as i can",
    "as soon as we can",
    "as soon as you can",
    "as soon as they can",
    "as quickly as possible",
    "as quickly as we can",
    "as quickly as i can",
    "as fast as possible",
    "as early as possible",
    "soon",
    "soonish",
    "pretty soon",
    "very soon",
    "sooner or later",
    "shortly",
    "soonest",
    "when possible",
    "whenever possible",
    "when i can",
    "when we can",
    "when you can",
    "when i get a chance",
    "when we get a chance",
    "when you get a chance",
    "when i get to it",
    "when time permits",
    "at some point",
    "some time soon",
    "sometime soon",
    "someday",
    "one of these days",
    "eventually",
    "in due course",
    "in due time",
    "in a bit",
    "in a while",
    "in a moment",
    "in a second",
    "in a sec",
    "in a jiffy",
    "in the near future",
    "in the coming days",
    "in the coming weeks",
    "in the next days",
    "in the next weeks",
    "at your earliest convenience",
    "at our earliest convenience",
    "right away",
    "straight away",
    "immediately",
    "tbd",
    "tbc",
    "to be decided",
    "to be confirmed",
]
BY_FIRST: dict[str, list[list[str]]] = {}
for _expression in sorted(EXPRESSIONS, key=len, reverse=True):
    _words = _expression.split()
    BY_FIRST.setdefault(_words[0], []).append(_words[1:])

NOT_AFTER = frozenset({"as", "too", "so", "how", "not"})


def no_date_yet(t: Tokens, i: int) -> int:
    """The token after such an expression at token i, or 0."""
    for rest in BY_FIRST.get(t.low[i], ()):
        after = i + 1 + len(rest)
        if t.low[i + 1 : after] == rest and not (i and t.low[i - 1] in NOT_AFTER):
            return after
    return 0
