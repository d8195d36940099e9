"""The words by which people say how they met a customer, how that sounded, and whether something was sold."""

from bot.languages.word_lists import listed


def _phrases(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


# How it was, by the words people use for it; the one that comes first in the text counts.
HOW = {
    "call": listed(
        "called call phoned phone rang telephoned talked talk spoke spoken facetimed zoom zoomed dialled"
    ),
    "visit": listed("visited visit met meeting lunch dinner coffee toured saw onsite"),
    "mail": listed("mailed emailed e-mailed wrote mail email e-mail letter replied newsletter"),
    "chat": listed("chatted texted messaged chat whatsapp whatsapped pinged sms slacked"),
    "event": listed("event fair conference seminar webinar congress exhibition"),
    "gift": listed("gift gifted flowers chocolates hamper bouquet"),
}
HOW_OF = {word: how for how, words in HOW.items() for word in words}
# Two words that together say something else than the first of them, or anything at all.
HOW_OF_PAIR = {
    ("conference", "call"): "call",
    ("video", "call"): "call",
    ("trade", "show"): "event",
    ("dropped", "by"): "visit",
    ("dropped", "in"): "visit",
    ("stopped", "by"): "visit",
    ("went", "to"): "visit",
}
# What says for certain that a line begins with what was done, and not with a customer's name.
DEEDS = listed(
    "called phoned rang telephoned talked spoke visited met mailed emailed e-mailed wrote replied chatted texted messaged "
    "sent tried left saw reached pinged"
)
# A try that reached nobody.
ATTEMPTS = _phrases(
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
)
# … unless it came to something after all.
REACHED = _phrases(
    "spoke",
    "talked",
    "finally reached",
    "then reached",
    "got through",
    "got hold",
    "called back",
    "rang back",
    "phoned back",
    "picked up in the end",
)
NOT = listed("not no never isn't wasn't aren't weren't hardly don't doesn't didn't less longer nor without")
GLAD = listed(
    "happy glad delighted pleased thrilled grateful satisfied enthusiastic impressed excited cheerful thankful relieved "
    "loves loved likes liked great excellent wonderful fantastic brilliant"
)
FINE = listed("fine ok okay alright")
FINE_PAIRS = frozenset(_phrases("all good", "all well", "no complaints", "no problems", "nothing new"))
UNHAPPY = listed(
    "unhappy angry upset annoyed disappointed frustrated cross furious complained complains complaining dissatisfied "
    "worried unsatisfied irritated displeased livid fuming grumpy concerned unimpressed"
)
# What wants something of the customer is "sell" [32].
SELL = listed(
    "offer offers offered quote quotes quoted quotation upsell upselling cross-sell demo demoed renewal renew renewed price "
    "prices pricing pitch pitched upgrade discount deal proposal tender sell sold selling sales promotion subscription"
)
# "Offered to help", "offered an apology", "deal with it" sell nothing: by the word's beginning, what follows it soon.
NO_SALE = {
    "offer": listed("help apology apologies to sorry condolences support assistance"),
    "deal": listed("with"),
}
GREETS = listed(
    "birthday congratulated congratulations congratulate congrats anniversary christmas easter thanked condolences hanukkah "
    "eid diwali jubilee greeting greetings"
)
GREET_PAIRS = frozenset(_phrases("thank you", "happy new", "new year", "season's greetings", "get well"))
# Whose name follows, if it begins large.
BEFORE_A_NAME = listed(
    "called call phoned phone rang telephoned met saw visited mailed emailed e-mailed texted messaged with reached reach "
    "pinged"
)
TALKED_TO = listed("talked talk spoke spoken speak wrote replied chatted")
NO_NAMES = listed(
    "i we they he she it the a an my our their his her at in on and or no not all monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december today "
    "yesterday tomorrow"
)
# A date after one of these belongs to what was talked about.
ABOUT = listed(
    "about for re regarding to that until till by since from of wants want will concerning over whether if"
)
# A date with one of these only looks ahead.
AHEAD = listed("next coming following upcoming tonight later")
