"""English: how people promise, own up, and tell of a talk."""

from bot.languages.english import listening_contacts, listening_mistakes, listening_promises
from bot.languages.english.listening_deeds import COMING
from bot.languages.english.listening_errors import ACCIDENTALLY, DID, ERRED
from bot.languages.english.listening_promises import SWORN, TOLD
from bot.languages.english.listening_talks import KINDS, NOTES
from bot.languages.word_lists import listed
from bot.listening import Label
from bot.listening_text import Heard

# One of these is enough for a closer look.
SURE = (
    listed(
        "i'll we'll will shall going gonna promise guarantee undertake you'll commit pledge lemme"
        " forgot forgotten neglected failed omitted overlooked missed mixed messed screwed fouled muddled lost broke blew damaged scratched"
        " wrong incorrect twice mistake mistakes error errors fault oversight mix-up mixup blunder sorry apologize apologise apologies apology"
        " double dropped misread misunderstood misheard spoke spoken talked chatted met caught touched called rang phoned emailed e-mailed mailed contacted visited texted"
        " messaged wrote heard replied responded answered reached liaised faxed telephoned hosted stopped popped swung conversation pinged ran bumped zoomed skyped demoed exchanged talking speaking"
    )
    | SWORN
    | ACCIDENTALLY
    | ERRED
    | (TOLD - listed("said say saying let tell wrote"))
)
TIMES = listed(
    "tomorrow today tonight monday tuesday wednesday thursday friday by before at on next this in first afternoon morning week"
)
# Of these, one from each side.
PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        listed(
            "had did held took was were been came sat just after per following from good great quick nice got received"
        ),
        KINDS | {"phone", "touch"},
    ),
    (
        listed("got received had gotten took fielded left sent checked followed went presented"),
        NOTES | listed("touch hold through up in see back"),
    ),
    (
        DID,
        listed(
            "late without instead much little few many outdated duplicate faulty broken expired incomplete false misleading accident short"
            " defective"
        ),
    ),
    (listed("because since"), listed("didn't never hadn't")),
    (
        listed("should should've never thought"),
        DID | listed("told warned informed notified let kept answered caught noticed flagged"),
    ),
    (listed("kept left let"), listed("waiting hanging off out down know get")),
    (listed("on"), listed("me us")),
    (listed("was were"), listed("late short")),
    (listed("didn't slipped"), listed("show turn cracks mind")),
    (listed("took brought knocked"), listed("down")),
    (listed("presented showed pitched"), listed("to")),
    (listed("had"), listed("wrong incorrect")),
    (listed("said tell let wrote say saying"), listed("we'd i'd they'd we'll")),
    (listed("saw was were took"), listed("at to out")),
    (COMING.first_words, TIMES),
    (listed("gave given"), listed("word")),
    (listed("my our"), listed("doing failure omission slip-up")),
)
GATE = SURE.union(*(left for left, _ in PAIRS))


class English:
    """What English knows of listening."""

    def may_say(self, words: list[str]) -> bool:
        """Whether a message with these folded words may be a promise, a mistake or a contact."""
        found = GATE.intersection(words)
        if not found:
            return False
        return not found.isdisjoint(SURE) or any(
            not found.isdisjoint(left) and not right.isdisjoint(words) for left, right in PAIRS
        )

    def notice(self, heard: Heard) -> tuple[Label, str, int] | None:
        """What one sentence is, with its rule and the word at which it begins, if anything."""
        if found := listening_mistakes.mistake(heard):
            return "mistake", *found
        if found := listening_promises.promise(heard):
            return "promise", *found
        if found := listening_contacts.contact(heard):
            return "contact", *found
        return None
