"""What people type, made safe to keep: whole, or refused with a reason."""

import re
import unicodedata

from bot.refusals import Unreadable

# Slack's own limit for a form field is 3,000; a promise is a sentence, and twenty of them share one Home.
WORDS_MAX = 1000
NAME_MAX = 80
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without NULs and halves of characters, of which nothing is seen and no database stores any; the rest whole."""
    return UNSTORABLE.sub("", text) if UNSTORABLE.search(text) else text


def clean(text: str, *, what: str, most: int = WORDS_MAX, field: str = "") -> str:
    """The text with outer white space gone, in Unicode's composed form (so equal words are equal everywhere).

    `what` names it in the refusal ("The promise"). Raises Unreadable if nothing visible is left, if it is longer than
    `most` characters, or if it holds a NUL or half a character, which PostgreSQL cannot store.
    """
    if UNSTORABLE.search(text):
        raise Unreadable(
            f"{what} holds a character that cannot be stored. Type it again instead of pasting it.",
            field=field,
        )
    kept = unicodedata.normalize("NFC", text).strip()
    if not any(char.isprintable() and not char.isspace() for char in kept):
        raise Unreadable(f"{what} is empty. Say it in a few words.", field=field)
    if len(kept) > most:
        raise Unreadable(
            f"{what} is {len(kept):,} characters long, and {most:,} is the most I keep. Shorten it a little.",
            field=field,
        )
    return kept


def shorten(text: str, most: int) -> str:
    """The text if it fits in `most` characters, otherwise its beginning and an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def one_line(text: str) -> str:
    """The text with every run of white space made one blank."""
    return " ".join(text.split())


def without_tail(text: str, chars: str) -> str:
    """The text without any of these characters at its end, in Slack's spelling: the semicolon of an escaped `<`, `>` or
    `&` is none of them. https://docs.slack.dev/messaging/formatting-message-text#escaping"""
    kept = text.rstrip(chars)
    escaped = kept.endswith(("&lt", "&gt", "&amp")) and text.startswith(";", len(kept))
    return kept + ";" if escaped else kept
