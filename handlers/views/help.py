"""What one can say, by task and not by command, each with an example that works as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from handlers.views.parts import Message, Piece, actions, bold, button, line

ONLY_YOU = "Only you see my answers, unless the channel is set to show them to everybody."
# A topic's page shows these many; its own command's help shows them all.
ON_A_PAGE = 4
BUTTONS_IN_A_ROW = 4


@dataclass(frozen=True)
class Example:
    """Something people want, and how they say it: a line to type, or with `by_hand` what to press."""

    task: str
    line: str
    by_hand: bool = False


@dataclass(frozen=True)
class Topic:
    """What people come with, in their words (`title`), and how it is said, the plainest way first.

    `all` is what shows every example there is, and `begin` the button (its label and action) that opens the form.
    """

    title: str
    about: str
    examples: Sequence[Example]
    all: str = ""
    begin: tuple[str, str] | None = None


TOPICS: dict[str, Topic] = {
    "promise": Topic(
        "I promised something",
        "What we told a customer we would do.",
        (
            Example("Log a promise", "/promise Acme: replacement pump by Fri 5pm"),
            Example(
                "… for a colleague, with our own earlier aim",
                "/promise Acme: replacement pump by Fri 5pm @sam aim Thu",
            ),
            Example(
                "It is done (or late, partly, not kept, called off)",
                "/promise kept P-12 tracking number 1Z999",
            ),
            Example("It is on track (or started)", "/promise on track P-12"),
            Example("It may slip", "/promise risk P-12 the pump is stuck in customs"),
            Example("It has a new date", "/promise move P-12 to Tue"),
            Example("The customer knows", "/promise told P-12"),
            Example("They say that it was right (or not quite)", "/promise right P-12"),
            Example("See what I owe", "/promise mine"),
            Example("Open one", "/promise P-12"),
            Example("Correct what was logged", "/promise edit P-12"),
            Example("From somebody's message", "⋯ on the message, then Log a promise", by_hand=True),
            Example("From my own message", "react to it with 🤝", by_hand=True),
            Example("Take my last step back", "/promise undo"),
        ),
        all="/promise help",
        begin=("Log a promise", "promise_new"),
    ),
    "mistake": Topic(
        "Something went wrong",
        "What went wrong on our side, until it is put right. Nobody is blamed here.",
        (
            Example("Open a case", "/mistake Acme: invoice billed twice"),
            Example("They know", "/mistake told M-7"),
            Example("We said sorry", "/mistake sorry M-7"),
            Example("It is made right, and how", "/mistake right M-7 credit note sent"),
            Example("We checked that it is right now", "/mistake checked M-7"),
            Example("A step is not needed, and why", "/mistake waive checked M-7 they asked us not to call"),
            Example("Say what caused it", "/mistake cause M-7 two people entered the order"),
            Example("Close it when all four steps are done", "/mistake close M-7"),
            Example("Somebody takes the repair on", "/mistake owner M-7 @sam"),
            Example("See my open cases", "/mistake mine"),
            Example("What several had in common, to be ended", "/mistake fixes"),
            Example("Open one", "/mistake M-7"),
            Example("From somebody's message", "⋯ on the message, then Log a mistake", by_hand=True),
            Example("From my own message", "react to it with 🩹", by_hand=True),
        ),
        all="/mistake help",
        begin=("Report a mistake", "mistake_new"),
    ),
    "contact": Topic(
        "I talked to a customer",
        "Calls, visits, mails and every other touch, with what comes next.",
        (
            Example("Log a contact", "/contact Acme: called Dana, happy with the pump; next demo in 2 weeks"),
            Example("Nobody answered", "/contact Acme: tried to call Dana, no answer"),
            Example("One event with many customers", "/contact event Hannover fair: Acme, Globex"),
            Example("Keep a kind word", '/customer praise Acme: "the fitter was brilliant" @tom'),
            Example("See my next steps", "/contact mine"),
            Example("From somebody's message", "⋯ on the message, then Log a contact", by_hand=True),
            Example("From my own message", "react to it with ☎️", by_hand=True),
        ),
        all="/contact help",
        begin=("Log a contact", "contact_new"),
    ),
    "waiting": Topic(
        "They wait on us",
        "What a customer waits for, on a short clock, the longest wait first.",
        (
            Example("Start the clock", "/waiting Acme: call Dana back in 2h"),
            Example("It is done", "/waiting done W-3"),
            Example("They called again", "/waiting again W-3"),
            Example("See who waits on me", "/waiting"),
            Example("Start it for a colleague", "/waiting Acme: send Dana the manual by 4pm @sam"),
            Example("Open one", "/waiting W-3"),
        ),
        all="/waiting help",
        begin=("Somebody waits", "waiting_new"),
    ),
    "customer": Topic(
        "Who owns them, what do we know",
        "Whom we serve, on one screen that anybody can take over from.",
        (
            Example("Open a customer's card", "/customer Acme"),
            Example("Who owns them?", "/customer who Acme"),
            Example("Add one", "/customer add Globex"),
            Example("Hand one over", "/customer handover Acme to @sam"),
            Example("Add one that has other names too", "/customer add Acme Industries, Acme, ACME Inc"),
            Example("Correct what we know of them", "/customer edit Acme"),
            Example("Tag them", "/customer tag Acme pumps, nordic"),
            Example("How often they hear from us, in days", "/customer rhythm Acme 14"),
            Example("… and on which of their first days", "/customer plan Acme 2, 14, 30"),
            Example("Link this channel, so that the name may be left out", "/customer link Acme"),
            Example("… and unlink it", "/customer unlink"),
            Example("List them", "/customer list"),
            Example("Two are one (leads and admins)", "/customer merge Acme Bottling into Acme"),
            Example("They left us", "/customer lost Acme"),
            Example("We part", "/customer part Acme"),
            Example("They are quiet for now", "/customer dormant Acme"),
            Example("Take customers in from a file (leads and admins)", "/customer import"),
        ),
        all="/customer help",
        begin=("Add a customer", "customer_new"),
    ),
    "nudges": Topic(
        "What you remind me of",
        "One message a day, and in between only what cannot wait. Answers stand on each line.",
        (
            Example("What asks for me now", "/kept brief"),
            Example("Nothing of this one until then", "/kept snooze N-9 until Thu"),
            Example("… or until they answer", "/kept snooze P-12 until they reply"),
            Example("… whatever happens meanwhile", "/kept stop N-9 until Mon"),
            Example("Why did that come?", "/kept why N-9"),
        ),
    ),
    "listening": Topic(
        "Listening in channels",
        "Where somebody has me listen, I notice promises, mistakes and talks, and offer the speaker alone to log them. I keep "
        "nothing of what is said before they press Log it.",
        (
            Example("Where do I listen?", "/kept listen"),
            Example("Have me listen in this channel", "/kept listen on"),
            Example("… and stop it", "/kept listen off"),
            Example("No offers for you", "/kept listen me off"),
        ),
    ),
    "undo": Topic(
        "Put right what I typed",
        "Everything can be taken back, and put back again.",
        (
            Example("Take my last step back", "/kept undo"),
            Example("… the last three", "/kept undo 3"),
            Example("… the last step on one thing", "/kept undo P-12"),
            Example("Correct it instead", "/promise edit P-12"),
        ),
    ),
    "search": Topic(
        "Look for something",
        "Everything that is written down here, the newest first.",
        (
            Example("Find it by its words", "/kept search pump"),
            Example("… of one customer", "/kept search pump in Acme"),
            Example("… among the mistakes only", "/kept search invoice mistakes"),
            Example("Open it by its reference", "/kept search P-12"),
        ),
    ),
    "away": Topic(
        "I'm away",
        "Who stands in, and what you hear when you are back. A Slack status such as 🌴 counts, too.",
        (
            Example("I'm away, and Sam gets what can't wait", "/kept away until Fri cover @sam"),
            Example("… for some days that are still to come", "/kept away 24 Dec to 2 Jan"),
            Example("See how it stands, or change it", "/kept away"),
            Example("I'm back", "/kept back"),
        ),
    ),
    "settings": Topic(
        "Settings",
        "Your hours, what holds for the workspace, and a place to try things out.",
        (
            Example("See and change them", "/kept settings"),
            Example("When my daily brief comes", "/kept settings brief 8:30"),
            Example("When I want to hear nothing", "/kept settings quiet 19:00-8:00"),
            Example("Try things out: nothing is saved", "/kept practice"),
            Example("A channel hears once a week how it stands", "/kept digest here Mondays 9:00"),
            Example("What is mine: what I owe, repair, and who waits", "/kept mine"),
            Example("Take everything out as files (leads and admins)", "/kept export"),
        ),
    ),
}


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
    """A topic's page: its first examples, and the way to the others."""
    found = TOPICS[name]
    blocks: list[Block] = [
        line(bold(found.title), f"\n{found.about}"),
        _lines(found.examples[:ON_A_PAGE]),
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
