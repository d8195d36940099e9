"""What a mistake's words say about it: its kind, how serious it is, who noticed first, whether it stands in public.

All of it is a guess that a person sees at once and can change.
"""

import re

from bot.patterns import pattern

MONEY, NOT_KEPT, RETURN, OTHER = "money or price", "promise not kept", "return or refund", "other"
# The order decides between kinds that are found equally often: money first, since it is always serious [practice 25].
KINDS: dict[str, tuple[str, ...]] = {
    MONEY: (
        "billed",
        "bill",
        "billing",
        "double-billed",
        "invoice",
        "invoiced",
        "charged",
        "overcharged",
        "charged twice",
        "paid twice",
        "price",
        "priced",
        "discount",
        "fee",
        "surcharge",
        "payment",
    ),
    RETURN: (
        "return",
        "returned",
        "refund",
        "refunded",
        "money back",
        "send back",
        "sent back",
        "take back",
        "exchange",
        "warranty",
        "charge-back",
        "chargeback",
    ),
    "late or missed": (
        "late",
        "delay",
        "delayed",
        "missed",
        "forgot",
        "forgotten",
        "overdue",
        "never arrived",
        "did not arrive",
        "didn't arrive",
        "no-show",
        "did not show up",
        "didn't show up",
        "never called",
        "waited",
        "too slow",
    ),
    "wrong or damaged": (
        "wrong",
        "damaged",
        "broken",
        "broke",
        "leaking",
        "leaks",
        "defective",
        "faulty",
        "scratched",
        "cracked",
        "dented",
        "missing part",
        "mixed up",
        "failed",
        "does not work",
        "doesn't work",
    ),
    "wrong information": (
        "misinformed",
        "wrong information",
        "wrong data sheet",
        "wrong datasheet",
        "wrong answer",
        "wrong address",
        "wrong date",
        "wrong drawing",
        "wrong manual",
        "told them wrong",
        "misquoted",
        "outdated",
        "misleading",
    ),
    "hard to deal with us": (
        "hard to reach",
        "on hold",
        "passed around",
        "passed on",
        "repeat themselves",
        "rude",
        "unfriendly",
        "confusing",
        "complicated",
        "portal",
        "login",
        "bounced",
        "nobody answered",
        "nobody picked up",
        "phone queue",
    ),
    NOT_KEPT: ("broke our word", "promised", "not as promised", "broken promise"),
    OTHER: (),
}
ALL = tuple(KINDS)
# A longer phrase says more than the words in it: "wrong address" is no wrong part.
WEIGHT = 2
SERIOUS = pattern(
    r"\b(?:urgent|serious|injur(?:y|ed)|hurt|unsafe|dangerous|lawyer|sue|furious|standstill|line (?:is )?down"
    r"|data (?:leak|breach)|leaving us|want(?:s)? to leave)\b",
    re.IGNORECASE,
)
PUBLIC = pattern(
    r"\b(?:public review|(?:one|two|1|2)[- ]star|bad review|google review|trustpilot|tweet(?:ed)?|in a review"
    r"|posted publicly|left a review|wrote a review|in public)\b",
    re.IGNORECASE,
)
THEY = pattern(
    r"\bcomplain(?:t|ed|s|ing)\b|\b(?:they|he|she|customer|client)\s+(?:have |has |had )?(?:just )?"
    r"(?:noticed|found|spotted|called|rang|wrote|mailed|told us|reported|pointed)\b",
    re.IGNORECASE,
)
WE = pattern(
    r"\bwe\s+(?:have |had )?(?:just )?(?:noticed|found|spotted|discovered|caught)\b"
    r"|\bbefore (?:they|the customer) (?:noticed|saw|knew)\b"
    r"|\bthey (?:do not|don't|don’t) know (?:it |of it |about it )?yet\b",
    re.IGNORECASE,
)


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    spelled = "|".join(re.escape(each).replace(r"\ ", " ").replace("'", "['’]") for each in longest_first)
    return pattern(rf"(?<![\w-])(?:{spelled})(?:s|es)?(?![\w-])")


_PATTERNS = {kind: _pattern(phrases) for kind, phrases in KINDS.items() if phrases}


def guess(words: str) -> str:
    """The kind whose words say most, the earlier of KINDS on a tie, or `other`."""
    text = " ".join(words.casefold().split())
    weights = {
        kind: sum(WEIGHT if " " in found else 1 for found in pattern.findall(text))
        for kind, pattern in _PATTERNS.items()
    }
    best = max(weights, key=lambda kind: weights[kind])
    return best if weights[best] else OTHER


def severity(kind: str, said: str | None, words: str = "") -> str:
    """`high` or `normal`: money is always high [practice 25], then what was `said`, then what the words sound like."""
    if kind == MONEY:
        return "high"
    if said in {"high", "normal"}:
        return said
    return "high" if SERIOUS.search(words) else "normal"


def noticed_first(words: str) -> str:
    """Who noticed first, `us` or `them`, where the words say so [practice 22]; otherwise empty."""
    if WE.search(words):
        return "us"
    return "them" if THEY.search(words) else ""


def is_public(words: str) -> bool:
    """Whether the words speak of a review or post that everybody can read [practice 19]."""
    return bool(PUBLIC.search(words))
