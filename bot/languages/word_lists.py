"""Word lists as a language's tables write them: separated by blanks."""


def listed(words: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(words.split())
