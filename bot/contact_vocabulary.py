"""The words by which people say how they met a customer, how that sounded, and whether something was sold."""

from bot.languages.estonian import contacts as estonian
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
HOW_OF = {word: how for some in (HOW, estonian.HOW) for how, words in some.items() for word in words}
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
DEEDS = (
    listed(
        "called phoned rang telephoned talked spoke visited met mailed emailed e-mailed wrote replied chatted texted messaged "
        "sent tried left saw reached pinged"
    )
    | estonian.DEEDS
)
# A try that reached nobody.
ATTEMPTS = _phrases(
    *estonian.ATTEMPTS,
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
NOT = (
    listed("not no never isn't wasn't aren't weren't hardly don't doesn't didn't less longer nor without")
    | estonian.NOT
)
GLAD = (
    listed(
        "happy glad delighted pleased thrilled grateful satisfied enthusiastic impressed excited cheerful thankful relieved "
        "loves loved likes liked great excellent wonderful fantastic brilliant"
    )
    | estonian.GLAD
)
FINE = listed("fine ok okay alright")
FINE_PAIRS = frozenset(_phrases("all good", "all well", "no complaints", "no problems", "nothing new"))
UNHAPPY = (
    listed(
        "unhappy angry upset annoyed disappointed frustrated cross furious complained complains complaining dissatisfied "
        "worried unsatisfied irritated displeased livid fuming grumpy concerned unimpressed"
    )
    | estonian.UNHAPPY
)
# A thing may be these too ("the rest looks fine"): of somebody they are said with one of those little before them.
OF_THINGS = FINE | listed("great excellent wonderful fantastic brilliant")
OF_SOMEBODY = listed(
    "she he they she's he's they're she'd he'd they'd sounded sounds seemed seems everybody everyone customer client"
)
# What wants something of the customer is "sell" [32].
SELL = listed(
    "offer offers offered quote quotes quoted quotation upsell upselling cross-sell demo demoed renewal renew renewed price "
    "prices pricing pitch pitched upgrade discount discounts discounted deal deals proposal tender sell sold selling sale "
    "sales promotion promotions promo promotional bargain bargains voucher vouchers coupon coupons clearance specials "
    "subscription"
)
# What is advertised; "the launch of their shop" and "happy with our new model" are none of ours to sell.
SELL_PHRASES = _phrases(
    *(
        f"our new {thing}"
        for thing in [
            "product",
            "products",
            "range",
            "line",
            "model",
            "models",
            "series",
            "catalogue",
            "catalog",
        ]
    ),
    *(f"{about} new products" for about in ["the", "about", "some"]),
    "our new collection",
    "our newest",
    "our launch",
    "our product launch",
    "launch of our",
    "launching our",
    "launched our",
    "we launch",
    "we launched",
    "we're launching",
    "we are launching",
    "have launched",
    "try our",
    "order now",
    "buy now",
    "book now",
    "buy one",
    "free trial",
    "while stocks last",
)
PLEASED_OR_NOT = "with"  # … our new pump
# "Congratulated her on her promotion".
THEIR_OWN = listed("promotion deal deals sale launch")
THEIRS = listed("her his their your")
# "Offered to help", "offered an apology", "deal with it" sell nothing: by the word's beginning, what follows it soon.
NO_SALE = {
    "offer": listed("help apology apologies to sorry condolences support assistance"),
    "deal": listed("with"),
}
GREETS = listed(
    "birthday congratulated congratulations congratulate congrats anniversary christmas easter thanked condolences hanukkah "
    "eid diwali jubilee greeting greetings xmas merry thanksgiving ramadan"
)
GREET_PAIRS = frozenset(
    _phrases(
        "thank you",
        "happy new",
        "new year",
        "happy holidays",
        "name day",
        "season's greetings",
        "best wishes",
        "get well",
    )
)
# Whose name follows, if it begins large; who is visited is as often a place.
BEFORE_A_NAME = listed(
    "called call phoned phone rang telephoned met saw mailed emailed e-mailed texted messaged with reached reach pinged"
)
# "Happy with", "a problem with": a thing follows as often as a person.
WITH_A_THING = listed(
    "problem problems trouble issue issues deal dealing help helped wrong fault busy compatible work works worked working "
    "agreed agrees content begin began start started go goes went along together fit fits something nothing"
)
TALKED_TO = listed("talked talk spoke spoken speak wrote replied chatted")
NO_NAMES = listed(
    "i we they he she it the a an my our their his her at in on and or no not all monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december today "
    "yesterday tomorrow "
    # greetings and feasts
    "merry happy season's seasons greetings greeting congratulations congrats thanks thank dear hello hi hey cheers sorry "
    "welcome best kind warm wishes regards birthday anniversary jubilee holiday holidays christmas xmas eve year years "
    "easter eid diwali hanukkah ramadan thanksgiving halloween pentecost advent valentine's mother's father's midsummer "
    # what is bought, sold and sent
    "product products pump pumps motor motors seal seals machine machines part parts spare model version software update "
    "app service delivery shipment order orders offer offers quote quotes quotation invoice invoices contract drawing "
    "drawings report catalogue catalog brochure newsletter price prices list demo trial sample samples special sale "
    # who is nobody in particular
    "sales support purchasing procurement accounting accounts finance marketing logistics reception maintenance "
    "production engineering management legal office customer customers client clients everybody everyone somebody "
    "someone nobody people colleagues team boss manager director assistant secretary"
)
# A date after one of these belongs to what was talked about.
ABOUT = listed(
    "about for re regarding to that until till by since from of wants want will concerning over whether if"
)
# A date with one of these only looks ahead.
AHEAD = listed("next coming following upcoming tonight later") | estonian.AHEAD
