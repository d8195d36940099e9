"""What one can say, by task and not by command, each with an example that works as it stands."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers.views import help_kept, help_things
from handlers.views.help_topic import Example, Topic
from handlers.views.parts import Message, Piece, actions, bold, button, line

ONLY_YOU = "Only you see my answers, unless the channel is set to show them to everybody."
# A topic's page shows these many; its own command's help shows them all.
ON_A_PAGE = 4
BUTTONS_IN_A_ROW = 4
TOPICS: dict[str, Topic] = help_things.TOPICS | help_kept.TOPICS


def kept() -> Message:
    """`/kept help`: by task, one example each, and a button for more of each."""
    pieces: list[Piece | str] = []
    for topic in TOPICS.values():
        pieces += ["\n" if pieces else "", bold(topic.title), f"\n{topic.examples[0].line}"]
    return Message(
        [
            line(f"Say it in one line; I ask for what is missing. {ONLY_YOU}"),
            line(*pieces),
            line("More of each:"),
            *_topic_buttons(),
        ]
    )


def topic(name: str) -> Message:
    """A topic's page: its first examples, and the way to the others; all of them where there is no such way."""
    found = TOPICS[name]
    blocks: list[Block] = [
        line(bold(found.title), f"\n{found.about}"),
        _lines(found.examples[: ON_A_PAGE if found.all else None]),
    ]
    if found.all and len(found.examples) > ON_A_PAGE:
        blocks.append(line("All of it: ", bold(found.all)))
    back = button("All topics", "help_all", "all")
    blocks.append(actions("help", *_begin(found), back))
    return Message(blocks)


def promise() -> Message:
    """`/promise help`."""
    return _page("promise")


def mistake() -> Message:
    """`/mistake help`."""
    return _page("mistake")


def contact() -> Message:
    """`/contact help`."""
    return _page("contact")


def waiting() -> Message:
    """`/waiting help`."""
    return _page("waiting")


def customer() -> Message:
    """`/customer help`."""
    return _page("customer")


def written() -> Message:
    """The answer to a message in Kept's direct messages that holds nothing to keep."""
    return Message(
        [
            line(
                "Tell me what you promised, what went wrong or whom you talked to. These work in every channel too:"
            ),
            *kept().blocks[1:],
        ]
    )


def _page(name: str) -> Message:
    """Every example of a topic, with the button that opens its form."""
    found = TOPICS[name]
    more = button("Everything Kept can do", "help_all", "all")
    return Message(
        [
            line(f"{found.about} {ONLY_YOU}"),
            _lines(found.examples),
            actions("help", *_begin(found), more),
        ]
    )


def _begin(topic: Topic) -> list[dict[str, object]]:
    return [button(topic.begin[0], topic.begin[1], "new", primary=True)] if topic.begin else []


def _topic_buttons() -> list[Block]:
    buttons = [button(topic.title, f"help_{name}", name) for name, topic in TOPICS.items()]
    rows = range(0, len(buttons), BUTTONS_IN_A_ROW)
    return [actions(f"topics-{at}", *buttons[at : at + BUTTONS_IN_A_ROW]) for at in rows]


def _lines(examples: Sequence[Example]) -> Block:
    pieces: list[Piece | str] = []
    for example in examples:
        pieces += ["\n" if pieces else "", f"{example.task}: ", bold(example.line)]
    return line(*pieces)
