"""What a channel's talk costs to listen to: the words of a message, ten thousand customers' names, and hostile text.

`python -m tests.bench.listening` measures it alone.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from statistics import fmean, median

from bot.languages.english.listening import English
from bot.languages.estonian.listening import Estonian
from bot.languages.estonian.listening_words import CASE_ENDINGS
from bot.listening import notice
from bot.listening_names import KnownNames
from tests.bench.marks import Figure, summary

SPOKEN = (English(), Estonian())
CUSTOMERS = 10_000
ROUNDS = 15
LONG, SHORT = 200_000, 2_000
# A morning in a team's channel, as most messages are: none of Kept's business.
TALK = """
good morning all
morning! coffee machine is fixed, finally
did anybody see the new layout? I quite like the colours, though the font is a bit small on my screen
lunch at 12?
oh yes
the build is red again, something with the cache
looks like the runner ran out of disk, I have restarted it
thanks :pray:
that's what I thought as well, it worked yesterday
:tada: :tada:
what is the difference between the two lists? one has the old prices, the other one doesn't
I think we should ask first, there was a long thread about it in spring and nobody was happy with how it ended
nope
ha, same here
can someone have a look at <https://wiki.example/page/42|this page>? the numbers in the second table do not add up
it is slow for me too, but only on the train
```
def total(rows):
    return sum(row.price for row in rows)
```
the function returns nothing when the list is empty, which is fine for us
we could also move the meeting to the small room, it has a screen now
I will be in a bit later today, the lift is broken
ok
brilliant idea
the customer portal shows two names for the same plant, one of them has a typo in it, but that has been so for years
who has the key to the store room?
it hangs next to the door
not sure if that is still true
let's see what the others say
the error is gone after an update
hm, for me it's still there, maybe because I have the older version
there is cake in the kitchen
on my way
<@U0SAM> do you know where the drawings from last year are? I looked in both folders and found only the ones for the big valve
in the archive, under drawings, then by year
found them, thanks!
we had forty visitors at the stand yesterday, and most of them asked about the same thing: how loud the new one is
quieter than the old one, I hope
by far
just read the report, good work everybody
does this also work on a phone?
it does, but the menu is hidden
the second line of the sign is wrong, it says 2025
haha, I did not even notice that
anyone for a walk?
it rains
I got the same question last week and had no good answer
there's a page about it in the handbook, with pictures, have a look at chapter four before you call anybody
true
should we print more of the brochures before the fair or are there enough left from last time?
about two boxes are left, that's plenty
see you tomorrow
have a nice evening
I'll mail Acme our new price list by Friday
spoke with Dana this morning, all good
we sent Globex the wrong seals
Kas keegi teab, kus on võtmed?
jah, need on laual
"""
HOSTILE = {
    "one verb": "I'll send ",
    "words that go with everything": "I'll have it and annan saatsin forgot the Dana call with ",
    "open marks": '`"“<https:<@U:a',
    "a customer's first word": "customer ",
}
SYLLABLES = [first + vowel for first in "bdfgklmnprstv" for vowel in "aeiou"]
KINDS = ("", " Group", " Pumps", " Foods", " Oy")


def customers() -> list[tuple[int, str]]:
    """Ten thousand names that might be companies', each once."""
    size = len(SYLLABLES)
    stems = (
        SYLLABLES[n % size] + SYLLABLES[n * 7 // 3 % size] + SYLLABLES[n // size % size] + "x"
        for n in range(CUSTOMERS)
    )
    return [
        (n, stem.title() + KINDS[n % len(KINDS)] + (f" {n}" if n % 3 else "")) for n, stem in enumerate(stems)
    ]


async def measure() -> list[Figure]:
    """Microseconds for a message of the talk, and how the cost grows with a message's length."""
    messages = TALK.strip().split("\n")
    known = KnownNames(customers(), CASE_ENDINGS)
    heard = _each(messages, lambda text: notice(text, SPOKEN))
    named = _each(messages, known.found)
    told = f"{len(messages)} messages of a team's talk, the best of {ROUNDS} rounds each, in English and Estonian"
    return [
        Figure("listening: a message, median", median(heard), 5, told, unit="µs"),
        Figure("listening: a message, mean", fmean(heard), 20, told, unit="µs"),
        Figure("listening: 99 of 100 messages", sorted(heard)[int(len(heard) * 0.99)], 500, told, unit="µs"),
        Figure(
            f"listening: is one of {CUSTOMERS:,} customers named, mean", fmean(named), 15, told, unit="µs"
        ),
        *(_grown(what, said, known) for what, said in HOSTILE.items()),
    ]


def _each(messages: Sequence[str], listen: Callable[[str], object]) -> list[float]:
    """The best time of each message, in microseconds."""
    best = [float("inf")] * len(messages)
    for _ in range(ROUNDS):
        for place, text in enumerate(messages):
            begun = time.perf_counter()
            listen(text)
            best[place] = min(best[place], (time.perf_counter() - begun) * 1e6)
    return best


def _grown(what: str, said: str, known: KnownNames[int]) -> Figure:
    """How much more a text of a hundred times the length costs; linear would be a hundred times."""

    def listen(text: str) -> None:
        notice(text, SPOKEN)
        known.found(text)

    short, long = _each([(said * (length // len(said) + 1))[:length] for length in (SHORT, LONG)], listen)
    return Figure(
        f"listening to hostile text ({what}), {LONG:,} characters",
        long / short,
        LONG / SHORT,
        f"compared to {SHORT:,} characters of the same",
        f"{long / 1000:.2f} ms against {short / 1000:.2f} ms",
    )


def main() -> None:
    """Prints the figures of this part alone."""
    print(summary(asyncio.run(measure()), []))


if __name__ == "__main__":
    main()
