"""The short guide that somebody new gets once."""

from handlers.views.parts import Message, actions, bold, button, line


def guide(name: str) -> Message:
    """Three things to try, each with the button that opens its form."""
    first = name.split()[0] if name.split() else name
    return Message(
        [
            line(
                bold(f"Hello {first}. "),
                "I keep what we promise customers, what went wrong and whom we talked to, so that nothing is forgotten. "
                "Three things to try:",
            ),
            line(
                bold("1. "),
                "You promised something: ",
                bold("/promise Acme: replacement pump by Fri 5pm"),
                bold("\n2. "),
                "Something went wrong: ",
                bold("/mistake Acme: invoice billed twice"),
                bold("\n3. "),
                "You talked to a customer: ",
                bold("/contact Acme: called Dana, happy with the pump"),
            ),
            actions(
                "steps",
                button("Log a promise", "promise_new", "new", primary=True),
                button("Report a mistake", "mistake_new", "new"),
                button("Log a contact", "contact_new", "new"),
            ),
            line(
                "Every answer is for your eyes only and can be undone. Not sure? Practise first: nothing of that is "
                "saved. Invited to a channel I can also notice such things as they are said: ",
                bold("/kept listen"),
            ),
            actions(
                "steps-more",
                button("Practice", "practice_start", "start"),
                button("What else?", "help_all", "all"),
                button("Not now", "steps_later", "later"),
            ),
        ]
    )


def later() -> Message:
    """They have other things to do."""
    return Message([line("All right. Whenever you like: ", bold("/kept help"), " shows what I can do.")])
