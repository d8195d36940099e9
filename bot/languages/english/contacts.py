"""English: the words by which people say how they met a customer, how that sounded, and what comes next."""

from bot.languages.word_lists import ContactWords, listed

ENGLISH = ContactWords(
    how={
        "call": listed(
            "called call phoned phone rang telephoned talked talk spoke spoken facetimed zoom zoomed dialled"
        ),
        "visit": listed("visited visit met meeting lunch dinner coffee toured saw onsite"),
        "mail": listed("mailed emailed e-mailed wrote mail email e-mail letter replied newsletter"),
        "chat": listed("chatted texted messaged chat whatsapp whatsapped pinged sms slacked"),
        "event": listed("event fair conference seminar webinar congress exhibition"),
        "gift": listed("gift gifted flowers chocolates hamper bouquet"),
    },
    deeds=listed(
        "called phoned rang telephoned talked spoke visited met mailed emailed e-mailed wrote replied chatted texted messaged "
        "sent tried left saw reached pinged"
    ),
    attempts=(
        "tried to call",
        "tried to reach",
        "tried to phone",
        "tried to ring",
        "tried calling",
        "tried reaching",
        "tried phoning",
        "tried ringing",
        "tried her",
        "tried him",
        "tried them",
        "no answer",
        "no reply",
        "no response",
        "not answering",
        "nobody answered",
        "no one answered",
        "nobody picked up",
        "no one picked up",
        "left a message",
        "left her a message",
        "left him a message",
        "left them a message",
        "left a voicemail",
        "voicemail",
        "voice mail",
        "answering machine",
        "mailbox",
        "didn't answer",
        "did not answer",
        "doesn't answer",
        "does not answer",
        "didn't pick up",
        "did not pick up",
        "doesn't pick up",
        "didn't reply",
        "did not reply",
        "hasn't replied",
        "has not replied",
        "couldn't reach",
        "could not reach",
        "can't reach",
        "cannot reach",
        "not reached",
        "rang out",
        "was engaged",
    ),
    glad=listed(
        "happy glad delighted pleased thrilled grateful satisfied enthusiastic impressed excited cheerful thankful relieved "
        "loves loved likes liked great excellent wonderful fantastic brilliant"
    ),
    unhappy=listed(
        "unhappy angry upset annoyed disappointed frustrated cross furious complained complains complaining dissatisfied "
        "worried unsatisfied irritated displeased livid fuming grumpy concerned unimpressed"
    ),
    negations=listed(
        "not no never isn't wasn't aren't weren't hardly don't doesn't didn't less longer nor without"
    ),
    ahead=listed("next coming following upcoming tonight later"),
    next=r"next(?:\s(?:step|one))?:?|follow[ -]?up:?",
)
