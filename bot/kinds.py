"""What kind of promise the words are about, guessed from the words; a person can always say otherwise."""

import re

# The order decides between kinds that are found equally often: the narrower one first. A word counts in the plural
# too, and a blank in it may be a hyphen or nothing: "call back" is also "callback".
KINDS: dict[str, tuple[str, ...]] = {
    "refund or payment": (
        "refund",
        "credit",
        "credit note",
        "reimburse",
        "repay",
        "payment",
        "pay",
        "money back",
    ),
    "quote": ("quote", "quotation", "offer", "proposal", "price", "pricing", "estimate", "tender", "bid"),
    "repair": ("repair", "fix", "patch", "replace", "replacement", "swap", "hotfix", "restore", "workaround"),
    "visit or meeting": (
        "visit",
        "meet",
        "meeting",
        "demo",
        "workshop",
        "training",
        "on site",
        "come by",
    ),
    "call back or answer": (
        "call",
        "call back",
        "answer",
        "reply",
        "get back",
        "respond",
        "confirm",
        "tell them",
        "let them know",
        "let her know",
        "let him know",
    ),
    "document": (
        "report",
        "document",
        "contract",
        "draft",
        "invoice",
        "certificate",
        "manual",
        "spec",
        "datasheet",
        "write-up",
        "slides",
        "summary",
        "agreement",
    ),
    "installation": (
        "install",
        "installation",
        "set up",
        "migrate",
        "migration",
        "configure",
        "go live",
        "upgrade",
    ),
    "delivery": (
        "deliver",
        "delivery",
        "deliveries",
        "ship",
        "shipment",
        "shipping",
        "send",
        "parts",
        "pallet",
        "order",
        "sample",
    ),
}
# Never guessed: what a customer asked for, and hears back about [practice 54].
ASKED = "answer to what they asked for"
OTHER = "other"
ALL = (*KINDS, ASKED, OTHER)

# Things as often as deeds: they count only where the promise begins with them.
FIRST_ONLY = {"ring": "call back or answer", "phone": "call back or answer"}
# Where a word above means something else.
IDIOMS = re.compile(
    r"\bin order\b|\bout of order\b|\bon call\b|\bmeet(?:ing)? (?:the|their|our|your) (?=deadline|target|need|spec|budget|requirement)\w+"
    r"|\bpay (?=(?:them |her |him )?a visit\b)|\bpay attention\b|\bspecial offer\b"
)


def _spelled(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", "[ -]?").replace(r"\-", "[ -]?") for word in longest_first)


# A group for each kind, in their order; no word belongs to two of them.
_WORD = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'({_spelled(words)})' for words in KINDS.values())})(?:s|es)?(?![\w-])"
)
_FIRST_WORD = re.compile(r"\s*(\w*)")


def guess(words: str) -> str:
    """The kind whose words occur most often, the earlier of KINDS on a tie, or `other`."""
    text = IDIOMS.sub(" ", words.casefold())
    found = [ALL[word.lastindex - 1] for word in _WORD.finditer(text) if word.lastindex]
    first = _FIRST_WORD.match(text)
    if first and (begun := FIRST_ONLY.get(first[1])):
        found.append(begun)
    return max(KINDS, key=found.count) if found else OTHER
