"""What of a message are its writer's own words: its sentences, cut into words, without code, quotes, links and emoji."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_READ = 2000
"""Characters of a message that are read; what comes after is not looked at."""

CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{0,400}`", re.DOTALL)
QUOTED_LINE = re.compile(r"^[ \t]{0,20}(?:&gt;|>)[^\n]*", re.MULTILINE)
LINK = re.compile(r"<(?:https?:|mailto:|tel:)[^<>\n]{0,1000}>|<[!#][^<>\n]{0,100}>", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,1000}", re.IGNORECASE)
EMOJI = re.compile(r"(?<!\w):[a-z0-9_+'-]{2,40}:")
QUOTED = re.compile(r"\"[^\"\n]{12,400}\"|“[^”\n]{12,400}”|„[^“”\n]{12,400}[“”]|«[^»\n]{12,400}»")
"""A passage in quotation marks; a word or two in them are a manner of speaking."""

FORWARDED = re.compile(
    r"^[ \t*_-]{0,20}(?:forwarded message|original message|begin forwarded message|algne kiri|edastatud kiri)\b"
    r"|^[ \t*_]{0,20}(?:from|saatja): ?\S[^\n]{0,200}\n[ \t*_]{0,20}(?:sent|to|date|subject|saadetud|teema|kuupäev|saaja):"
    r"|^on [^\n]{4,160} wrote:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Where somebody else's mail begins: from here on nobody speaks for themselves."""

PERSON = re.compile(r"<@[A-Z0-9a-z]{1,40}(?:\|[^<>\n]{0,100})?>")
SOMEBODY = "Somebody"
"""Stands for somebody who was mentioned: reads as a name in every language."""

MOST_WORDS = 80
"""Words of a sentence; a longer one is read as several, so that the cost of reading is linear in a message's length."""
TOKEN = re.compile(r"\w[\w'&/.@+-]*|[\n.!?;…]+|[,:()\"–—-]")
TAIL = ".'-/&@+"
ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "no",
        "nr",
        "vs",
        "approx",
        "ca",
        "e.g",
        "i.e",
        "etc",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "a.m",
        "p.m",
        "hr",
        "pr",
        "lk",
        "jne",
        "nt",
        "u.s",
        "jaan",
        "veebr",
        "okt",
        "dets",
        "kl",
    ]
)
"""Words whose full stop ends no sentence."""


@dataclass(slots=True)
class Heard:
    """A sentence: its words and marks as they were `written` and folded (`low`), and where each begins and ends in the
    message. `asked`: it ends in a question mark. `named`: the words that are part of a known customer's name."""

    written: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    asked: bool = False
    named: frozenset[int] = frozenset()

    @property
    def start(self) -> int:
        """Where the sentence begins in the message."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where it ends, its last mark left out."""
        return self.ends[-1]


def own_words(text: str) -> str:
    """The first MOST_READ characters with all that the writer does not say themselves made blanks, in its place."""
    read = straight(text[:MOST_READ])
    if "\n" in read and (forwarded := FORWARDED.search(read)):
        read = read[: forwarded.start()]
    # A look for a mark is much cheaper than a search for what it may begin.
    if "`" in read:
        read = CODE.sub(_blank, read)
    if ">" in read or "&gt;" in read:
        read = LINK.sub(_blank, QUOTED_LINE.sub(_blank, read))
    if "://" in read or "www." in read:
        read = ADDRESS.sub(_blank, read)
    if ":" in read:
        read = EMOJI.sub(_blank, read)
    if '"' in read or not read.isascii():
        read = QUOTED.sub(_blank, read)
    if "&" in read:  # as Slack spells three signs: the semicolon in it ends no sentence
        read = read.replace("&amp;", "&    ").replace("&lt;", "<   ").replace("&gt;", ">   ")
    return PERSON.sub(_somebody, read) if "<@" in read else read


def straight(text: str) -> str:
    """The text with typewriter apostrophes; as long as before."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("´", "'")


def sentences(text: str, names: Sequence[tuple[int, int]] = ()) -> Iterator[Heard]:
    """The sentences of a text from `own_words`. `names`: where known names stand in it. Linear in its length."""
    heard = Heard([], [], [], [])
    for found in TOKEN.finditer(text):
        written = found[0]
        if written[0] in "\n.!?;…":
            heard.asked = "?" in written
            if heard.low:
                yield _with_names(heard, names)
            heard = Heard([], [], [], [])
            continue
        bare = written.rstrip(TAIL) or written
        heard.written.append(bare)
        heard.low.append(bare.lower())
        heard.starts.append(found.start())
        heard.ends.append(found.start() + len(bare))
        stops = written[-1] == "." and _stops(text, found.end(), heard.low[-1])
        if stops or len(heard.low) == MOST_WORDS:
            yield _with_names(heard, names)
            heard = Heard([], [], [], [])
    if heard.low:
        yield _with_names(heard, names)


def _stops(text: str, after: int, word: str) -> bool:
    """Whether the full stop behind a word ends the sentence: not behind "Mr" or an initial, nor in "20. mai"."""
    if word in ABBREVIATED or (len(word) == 1 and word.isalpha()):
        return False
    return not (
        word.isdigit()
        and len(word) <= 2
        and text[after : after + 1] == " "
        and text[after + 1 : after + 2].islower()
    )


def _with_names(heard: Heard, names: Sequence[tuple[int, int]]) -> Heard:
    if names:
        heard.named = frozenset(
            place
            for place, (start, end) in enumerate(zip(heard.starts, heard.ends, strict=True))
            if any(start < name_end and name_start < end for name_start, name_end in names)
        )
    return heard


def _blank(found: re.Match[str]) -> str:
    """As long as what it stands for, so that places stay what they are; line breaks stay."""
    return "".join("\n" if each == "\n" else " " for each in found[0])


def _somebody(found: re.Match[str]) -> str:
    length = found.end() - found.start()
    return SOMEBODY.ljust(length) if length >= len(SOMEBODY) else SOMEBODY[:length]
