"""The words by which people say how they met a customer, how that sounded, and whether something was sold."""

from collections.abc import Iterable

from bot.languages.known import KNOWN
from bot.languages.word_lists import listed

# What is said in every language; below that what English alone tells apart.
SPOKEN = [each.contacts for each in KNOWN.values()]


def _phrases(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def _all(words: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*words)


# How it was, by the words people use for it; the one that comes first in the text counts.
HOW_OF = {word: how for each in SPOKEN for how, words in each.how.items() for word in words}
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
DEEDS = _all(each.deeds for each in SPOKEN)
# A try that reached nobody.
ATTEMPTS = _phrases(*(each for spoken in SPOKEN for each in spoken.attempts))
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
NOT = _all(each.negations for each in SPOKEN)
GLAD = _all(each.glad for each in SPOKEN)
FINE = listed("fine ok okay alright")
FINE_PAIRS = frozenset(_phrases("all good", "all well", "no complaints", "no problems", "nothing new"))
UNHAPPY = _all(each.unhappy for each in SPOKEN)
# A thing may be these too ("the rest looks fine"): of somebody they are said with one of those little before them.
OF_THINGS = FINE | listed("great excellent wonderful fantastic brilliant")
OF_SOMEBODY = listed(
    "she he they she's he's they're she'd he'd they'd sounded sounds seemed seems everybody everyone customer client"
)
# What wants something of the customer is "sell" [practice 32].
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
AHEAD = _all(each.ahead for each in SPOKEN)
