"""What one can say, by task, each with an example that works."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers.views.parts import Message, Piece, actions, bold, button, line

PROMISE = (
    ("Log a promise", "/promise Acme: replacement pump by Fri 5pm"),
    (
        "… for a colleague, with our own earlier aim",
        "/promise Acme: replacement pump by Fri 5pm @sam aim Thu",
    ),
    ("… from somebody's message", "⋯ on the message, then Log a promise"),
    ("See what I owe", "/promise mine"),
    ("Open one", "/promise P-12"),
    ("It is done", "/promise kept P-12 tracking number 1Z999 (or late, partly, not kept, called off)"),
    ("It may slip", "/promise risk P-12 the pump is stuck in customs"),
    ("It has a new date", "/promise move P-12 to Tue"),
    ("The customer knows", "/promise told P-12"),
    ("Correct what was logged", "/promise edit P-12"),
    ("Take my last step back", "/promise undo"),
)
CUSTOMER = (
    ("Open a customer's card", "/customer Acme"),
    ("Add one", "/customer add Acme"),
    ("… with other names", "/customer add Acme Industries, Acme, ACME Inc"),
    ("Correct names or owner", "/customer edit Acme"),
    ("Link this channel, so that the name may be left out", "/customer link Acme"),
)


def _lines(examples: Sequence[tuple[str, str]]) -> Block:
    pieces: list[Piece | str] = []
    for task, example in examples:
        pieces += ["\n" if pieces else "", f"{task}: ", bold(example)]
    return line(*pieces)


def promise() -> Message:
    """`/promise help`."""
    return Message(
        [
            line("What we told a customer we would do. Only you see my answers."),
            _lines(PROMISE),
            actions("help", button("Log a promise", "promise_new", "new", primary=True)),
        ]
    )


def customer() -> Message:
    """`/customer help`."""
    return Message(
        [
            line("Whom we serve. Only you see my answers."),
            _lines(CUSTOMER),
            actions("help", button("Add a customer", "customer_new", "new", primary=True)),
        ]
    )


def written() -> Message:
    """The answer to a message in Kept's direct messages."""
    return Message(
        [
            line("I keep what you tell me with a command. These work here and in every channel:"),
            _lines(PROMISE),
            _lines(CUSTOMER),
            actions("help", button("Log a promise", "promise_new", "new", primary=True)),
        ]
    )
