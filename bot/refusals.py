"""How a rule says no: by name, with the sentence that the person will read."""


class Refusal(Exception):
    """A gesture that cannot be carried out as asked.

    `sentence` says what was wrong and what to do instead. `field` names the form field it belongs to
    (`words`, `due`, `aim`, `owner`, `customer`, `name` …), or is empty where it belongs to the whole.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Unreadable(Refusal):
    """The words given are empty, too long, or hold something that cannot be stored."""


class NotADate(Refusal):
    """A date was expected, and what was typed is none, or could be two."""


class WrongOrder(Refusal):
    """Our own aim would come after the date the customer was told, or a date lies in the past."""


class Unknown(Refusal):
    """There is no such promise, customer or person."""


class AlreadySo(Refusal):
    """It is so already; nothing was changed."""


class ChangedSince(Refusal):
    """Somebody changed the same thing in the meantime, so undoing would undo their work too."""


class NotAllowed(Refusal):
    """This person may not do that."""
