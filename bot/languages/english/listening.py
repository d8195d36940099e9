"""English: how people promise, own up, and tell of a talk."""

from bot.languages.english import listening_contacts, listening_gate, listening_mistakes, listening_promises
from bot.listening import Label
from bot.listening_text import Heard


class English:
    """What English knows of listening."""

    gate = listening_gate.GATE
    may_say = staticmethod(listening_gate.may_say)

    def notice(self, heard: Heard) -> tuple[Label, str, int] | None:
        """What one sentence is, with its rule and the word at which it begins, if anything."""
        if found := listening_mistakes.mistake(heard):
            return "mistake", *found
        if found := listening_promises.promise(heard):
            return "promise", *found
        if found := listening_contacts.contact(heard):
            return "contact", *found
        return None
