"""Words that put what went wrong on the customer: they never stand alone [practice 53]."""

import re

from bot.patterns import pattern

# No cause stands alone as this [practice 53].
BLAME = pattern(
    r"\b(?:(?:customer|client|user|buyer|operator|their|his|her)(?:['’]?s)?(?: own)? (?:fault|error|mistake|problem|negligence)"
    r"|(?:customer|client|user|they|he|she) (?:did not|didn['’]t|never|failed to|should have|should['’]ve|forgot"
    r"|misread|misunderstood|misused|mixed|ordered the wrong|gave us the wrong|gave the wrong|broke)"
    r"|fault of the (?:customer|client|user)|blame the (?:customer|client|user))\b",
    re.IGNORECASE,
)
# The same in what happened, where less is meant as a cause: "they never got the invoice" blames nobody.
BLAMED = pattern(
    r"\b(?:(?:customer|client|user|buyer|operator|their|his|her)(?:['’]?s)?(?: own)? (?:fault|error|mistake|negligence)"
    r"|(?:customer|client|user|buyer) (?:should have|should['’]ve|failed to|forgot)"
    r"|(?:customer|client|user|buyer|they) (?:misread|misunderstood|misused|ordered the wrong|gave us the wrong|gave the wrong)"
    r"|(?:customer|client|user|buyer|they) (?:read|typed|wrote|entered|measured) [^.,;:!?\n]{0,40}\bwrong"
    r"|(?:because|since) (?:the )?(?:customer|client|user|buyer|they) (?:did not|didn['’]t|never|failed to|forgot)"
    r"|fault of the (?:customer|client|user)|blame the (?:customer|client|user))\b",
    re.IGNORECASE,
)
# No answer to "what could we have done".
NO_ANSWER = frozenset(
    {"", "nothing", "none", "no", "n/a", "na", "nil", "not our fault", "nothing at all", "nix"}
)


def blames_customer(cause: str) -> bool:
    """Whether a cause puts it on the customer [practice 53]."""
    return bool(BLAME.search(cause))


def blamed(words: str) -> str:
    """What in the words of a case puts it on the customer, as it was written; empty where nothing does [practice 53]."""
    found = BLAMED.search(words)
    return found[0] if found else ""
