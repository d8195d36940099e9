"""Why a nudge came, as its line says it: without the dates and the state that stand right above it.

What was decided keeps its whole sentence, for `/kept why`; a line that says everything twice is read by nobody.
"""

from bot.patterns import pattern

# As bot/attention_words.py writes a date: "Fri 27 Nov", "Fri 27 Nov, 15:00 (Tallinn time)".
DATE = r"[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}(?: \d{4})?(?:, \d{2}:\d{2}(?: \([^()]{1,60}\))?)?"
TOLD = rf"they were told {DATE}"
# The date that the customer was told, and that it is over: the line has both, and says that it is open by being there.
_ABOVE = pattern(
    rf"^They were told {DATE}, and it is still open\.\s*|^They were told {DATE}\.\s*|: {TOLD}(?=\.)|, and {TOLD}(?=[.,])"
    rf"|^It was not quite right, as we heard on {DATE}, and it is open again\.\s*|, and it is still open(?=\.)"
    rf"|^It was opened on {DATE}(?:\. |, and )"
)
# That it is at risk, or where it was moved to, stands above too; that nobody told them does not.
_STATE = pattern(rf"(?:It is at risk|(?:It was|We) moved (?:it )?to {DATE}), and it is(?= not noted)")
_HEAR_BY = pattern(rf"(to hear by|to have their answer by) {DATE}")


def without_dates(why: str) -> str:
    """What is left to be said; "" where that is nothing."""
    left = _STATE.sub("It is", _ABOVE.sub("", why)).strip()
    return f"{left[:1].upper()}{left[1:]}"


def by_readers_clock(why: str, moment: str) -> str:
    """The moment by which somebody is to hear, as the reader's clock shows it."""
    return _HEAR_BY.sub(lambda found: f"{found[1]} {moment}", why)
