"""What we got wrong in a month and fixed: the draft, to be copied."""

from bot.lessons import Month
from handlers.views.parts import Message, bold, line, to_copy


def lessons(month: Month, draft: str) -> Message:
    """The draft, and what to look at before it is published."""
    return Message(
        [
            line(bold(f"A draft for {month.name}, to copy, change and publish where you like.")),
            to_copy(draft),
            line(
                "The names of customers and colleagues are left out as far as I know them. Read it once before you publish "
                "it: people's own words are in it."
            ),
        ]
    )


def nothing(month: Month) -> Message:
    """A month without a mistake, or one in which nobody said so."""
    return Message(
        [
            line(
                f"Nothing was logged as gone wrong in {month.name}, and no system fix was done. If that is not how it was: ",
                bold("/mistake Acme: invoice billed twice"),
            )
        ]
    )
