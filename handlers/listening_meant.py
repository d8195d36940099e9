"""What of a noticed sentence is logged, and how the offer says it: only that sentence is read, for its date too."""

from datetime import datetime
from typing import NamedTuple

from bot import dates, plain_meant, wording
from bot.listening import ENGLISH, Noticed
from bot.moments import day_in_words
from bot.text import one_line
from bot.wording import MENTION
from handlers.customers_named import customers_in
from handlers.gestures import Gesture
from handlers.house import House
from handlers.people import local
from handlers.slack_text import plain
from handlers.sources import names_in as people_in

ENDS = (".", "!", "?", "…")


class Meant(NamedTuple):
    """The `words` to be logged, as Slack spells them, how the offer says that in a `line`, and whether a date is in it."""

    words: str
    line: str
    dated: bool


async def meant(house: House, gesture: Gesture, noticed: Noticed, at: datetime) -> Meant:
    """What was meant `at` an instant, on the speaker's clock and in their languages."""
    sentence = gesture.value[noticed.start : noticed.end]
    found, _ = await customers_in(house, gesture, sentence)
    words = plain_meant.meant(noticed.label, sentence, found).words
    now, order = local(at, gesture.person), house.settings.date_order
    languages = dates.spoken(gesture.person.locale)
    if noticed.label == "promise":
        head = gesture.value[noticed.start : noticed.deed]
        deed = gesture.value[noticed.deed : noticed.end]
        if early := dates.due(head, now=now, order=order, languages=languages):  # "By Friday I'll send …"
            deed = f"{deed} {head[early.start : early.end]}"
        plain_english = early is None and noticed.language == ENGLISH
        words = min(filter(None, (words, deed)), key=len) if plain_english else deed
    # Whoever is mentioned is spoken to or about: it is the speaker who promises.
    names = await people_in(house, gesture, words)
    words = MENTION.sub(lambda named: f"@{_spelt(names.get(named[1]) or 'somebody')}", words).strip()
    if noticed.label != "promise":
        dated = dates.due(sentence, now=now, order=order, languages=languages) is not None
        return Meant(words, _ended(plain(words)), dated)
    read = wording.read_promise(words, now=now, order=order, languages=languages)
    due = read.due
    if not isinstance(due, dates.Found) or due.doubt is not None:
        return Meant(words, _ended(plain(words)), due is not None)
    day = day_in_words(due.day.isoformat(), now=gesture.now, zone=gesture.person.zone)
    hour = f", {due.time:%H:%M}" if due.time else ""
    body = f"{read.customer}: {read.words}" if read.customer else read.words
    return Meant(words, f"{one_line(plain(body))} by {day}{hour}.", dated=True)


def _spelt(name: str) -> str:
    """A name as Slack would spell it in a message."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _ended(words: str) -> str:
    words = one_line(words)
    return words if words.endswith(ENDS) else f"{words}."
