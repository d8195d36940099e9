"""How everything else is said, each example working as it stands: nudges, listening, undo, search, absences, settings."""

from handlers.views.help_topic import Example, Topic

TOPICS: dict[str, Topic] = {
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
            Example("On which days I work", "/kept settings days Mon-Thu"),
            Example("… from when to when", "/kept settings hours 9:00-17:00"),
            Example("Whose public holidays are days off", "/kept settings country Estonia"),
            Example("As everybody has it again", "/kept settings brief default"),
            Example("What holds for everybody, and who the leads are", "/kept settings workspace"),
            Example("Try things out: nothing is saved", "/kept practice"),
            Example("A channel hears once a week how it stands", "/kept digest here Mondays 9:00"),
            Example("What is mine: what I owe, repair, and who waits", "/kept mine"),
            Example("What is planned with my customers, two weeks ahead", "/kept coming"),
            Example("Take everything out as files (leads and admins)", "/kept export"),
        ),
    ),
}
