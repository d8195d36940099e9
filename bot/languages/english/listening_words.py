"""English words of listening: people and names as a sentence has them, times to come, and what developers talk about."""

from bot.languages.word_lists import listed
from bot.listening_text import SOMEBODY, Heard

PRONOUNS = listed("you him her them everyone everybody folks ya y'all yous")
SUBJECTS = listed("i we i've we've i'd we'd")
OF_OTHERS = listed("your his her their")
FARTHEST = 30
"""Words behind a verb in which it is said for whom and when."""
GROUPS = listed("you them those these")
PEOPLE = listed(
    "customer customers client clients buyer buyers supplier suppliers vendor vendors dealer distributor reseller tenant patient"
    " team people guys guy folks boss manager managers director owner ceo cfo cto coo engineer engineers technician fitter"
    " accountant accountants lawyer lawyers counsel secretary assistant agent contractor contractors partner partners plant office"
    " warehouse bank agency accounting purchasing procurement legal finance sales support billing hr logistics department dept"
    " board group colleague colleagues contact contacts rep reps guest guests student landlord hotel factory foreman"
    " consultant consultants receptionist planner lead leads side workers staff crew maintainer maintainers broker brokers"
    " counterparty attorney attorneys trader traders carrier courier driver drivers supervisor admin admins auditor auditors"
    " dispatcher installer installers insurer forwarder subcontractor shop foremen caretaker architect designer inspector"
    " commissioner commissioners mayor minister governor judge president chairman chairwoman treasurer officials bankers investors regulators"
    " qa qc desk helpdesk hotline reception mechanic electrician seller sellers lender lenders trustee underwriters shareholders"
    " representatives representative officials members counterparties"
)
ARTICLES = listed(
    "the a an our my your their his her this that these those some both all two three several top whole other mr mrs ms dr"
)
# Written with a capital, and no name.
NO_NAMES = listed(
    "i i'm i'll i've i'd we it the this that if so and ok okay yes no yeah yep hi hello hey thanks thank please well sorry but"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october"
    " november december jan feb mar apr jun jul aug sep oct nov dec mon tue wed thu fri sat sun today tomorrow english eod cob asap eta fyi"
    " btw json api apis sql cli http https html css url urls xml csv ui ux ide repl jvm gc cpu gpu ram os io pr prs ci cd tcp udp dns ssh"
    " js ts php jar dom cors utf ascii regex yaml toml tls ssl ip id ids pdf faq rfc lol imo imho afaik wip tbh irc iirc tl gui dm hr qa"
)
TITLES = listed("mr mrs ms dr prof miss")


def name(heard: Heard, place: int) -> int:
    """Reads a name, written as one or known: "Dana", "Dana Reyes at Acme", "Mr. Costa", "Acme's buyer"; not "JSON"."""
    at = place
    while at < len(heard.low) and heard.low[at] in TITLES:
        at += 1
    if not _is_name(heard, at):
        return 0
    at += 1
    while _is_name(heard, at):
        at += 1
    while heard.low[at - 1].endswith("'s") and at < len(heard.low) and heard.low[at] in PEOPLE:
        at += 1
    return at


def _is_name(heard: Heard, place: int) -> bool:
    if place >= len(heard.low):
        return False
    if place in heard.named:
        return True
    written = heard.written[place]
    if not written[0].isupper() or heard.low[place] in NO_NAMES or written in NO_NAMES:
        return written == SOMEBODY
    return not any(mark in written[1:] for mark in "_/.")  # Foo.bar, a/b and What_it_is are of code


def known(heard: Heard, place: int) -> int:
    """Reads a known customer's name, and who of theirs is meant: "globex", "Acme's buyer"."""
    return name(heard, place) if place in heard.named else 0


# With or without an article: "ask finance".
DEPARTMENTS = listed(
    "finance billing accounting accounts support sales legal engineering logistics service procurement purchasing warehouse dispatch hr it"
    " r&d marketing production planning quality"
)
FOOD = listed(
    "pizza lunch dinner breakfast coffee cake beer beers drinks food takeaway sushi snacks sandwiches cookies"
)


def number(heard: Heard, place: int) -> int:
    """Reads a figure: "40", "10%"."""
    return place + 1 if place < len(heard.low) and heard.low[place][0].isdigit() else 0


def person(heard: Heard, place: int) -> int:
    """Reads whoever a deed may be for: "you", "them all", "the whole team", "your boss", a name."""
    low = heard.low
    if place >= len(low):
        return 0
    word = low[place]
    if word in PRONOUNS:
        after = place + 1
        # Your, his and her as in "her office" are read below; "you up" is no "you".
        if word == "her" and after < len(low) and low[after] in PEOPLE:
            return after + 1
        return after + (after < len(low) and low[after] in ("all", "guys", "both", "two", "folks"))
    if word in ("all", "both", "each", "either", "one") and low[place + 1 : place + 2] == ["of"]:
        return place + 3 if low[place + 2 : place + 3] and low[place + 2] in PRONOUNS else 0
    if word in ARTICLES:
        for at in range(place + 1, min(place + 4, len(low))):
            if low[at] in PEOPLE:
                return at + 1
            found = name(heard, at)
            if found and word in ("the", "this", "both", "our", "all", *TITLES):
                return found + (found < len(low) and low[found] in PEOPLE)
        return 0
    return name(heard, place)


DAYS = listed(
    "tomorrow tmrw tmr tmw tonight monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri eod"
    " cob eow eom asap tomorrow's mondays"
)
PERIODS = listed(
    "week month morning afternoon evening day days weeks months hours minutes quarter year weekend night noon hour minute lunch"
)
STRETCHES = listed(
    "minute minutes min mins hour hours hr hrs day days week weeks month months second moment bit sec while fortnight"
)
TURNS = listed("this next later end coming first early mid following")
# What a day has in it: "right after this meeting", "after lunch".
AFTER = listed("lunch dinner breakfast work this the my our that")
BEFORE_TIME = listed("by before until till within")
MONTH_NAMES = listed(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
TIME_NOUNS = (
    DAYS
    | PERIODS
    | MONTH_NAMES
    | listed(
        "today now then the end close next this lunchtime nine eight seven eleven twelve noon midday midnight dinner christmas easter a an one two three four five six ten"
    )
)


def timed(heard: Heard, place: int) -> bool:
    """Whether a time to come is named from a word on: "by Friday", "tomorrow", "within two hours", "on the 14th"."""
    low = heard.low
    for at in range(place, min(place + FARTHEST, len(low))):
        word = low[at]
        if word in DAYS:
            return True
        after = low[at + 1] if at + 1 < len(low) else ""
        if word in BEFORE_TIME and (after in TIME_NOUNS or after[:1].isdigit()):
            return True
        if word == "today" or (word in ("asap", "shortly") and at > place):
            return True
        if word in TURNS and (after in PERIODS or after in ("of", "thing", "today", "on")):
            return True
        if word in ("in", "within") and _is_stretch(low, at + 1):
            return True
        if word in ("on", "at", "around", "for") and (
            _is_ordinal(after) or (after == "the" and at + 2 < len(low) and _is_ordinal(low[at + 2]))
        ):
            return True
        if word in ("at", "around") and after[:1].isdigit():
            return True
        if word == "after" and at > place and after in AFTER:
            return True
    return False


def _is_ordinal(word: str) -> bool:
    return word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th")


def _is_stretch(low: list[str], at: int) -> bool:
    window = low[at : at + 4]
    return any(word in STRETCHES for word in window) and (
        window[0][:1].isdigit()
        or window[0]
        in (
            "a",
            "an",
            "the",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "ten",
            "few",
            "couple",
            "about",
            "half",
            "less",
        )
    )


def aimed(heard: Heard, place: int) -> bool:
    """Whether somebody else is named from a word on, for whom it is or whose it is."""
    end = min(place + FARTHEST, len(heard.low))
    return not OF_OTHERS.isdisjoint(heard.low[place:end]) or any(
        person(heard, at) for at in range(place, end)
    )


BUSINESS = listed(
    "quote quotes quotation offer offers proposal proposals invoice invoices order orders contract contracts agreement report reports"
    " summary minutes mail email letter delivery deliveries shipment shipments parcel parcels package packages pallet pallets refund"
    " refunds credit payment payments bill bills price prices pricing discount samples sample spec specs specification drawing drawings"
    " drawings brochure brochures catalogue catalog warranty replacement replacements spare spares part parts pump pumps valve valves"
    " machine machines unit units appointment appointments visit visits meeting meetings call calls demo demos training agenda slides"
    " deck presentation documents document paperwork certificate certificates licence license licenses keys tickets ticket case complaint"
    " numbers figures estimate estimates timeline schedule plan status update updates answer reply feedback signature copies copy draft"
    " mock-up mock-ups checklist data account accounts address renewal po booking reservation deposit fee fees customer customers client clients"
    " details info information list form forms patch hotfix link video recording notes note attachment attachments file files manual manuals label labels"
    " date dates deadline trade trades volume volumes quantity amount wire email emails message request requests question questions name names site item items cartons boxes batch goods fence gate cost costs freight colour color size model deal deals line lines"
)
CODE = listed(
    "function functions method methods class classes variable variables string strings nil null exception type types macro macros loop"
    " callback thread parameter parameters argument arguments arg args array map vector atom key keyword namespace ns library module"
    " compiler syntax repl stack stacktrace constructor interface decoder encoder json html css dom port regex parser lambda closure int"
    " integer boolean float pointer struct enum tuple hash dict iterator generator monad protocol multimethod predicate commit branch rebase super source repo codebase"
    " config kernel distro partition grub sudo apt shell env plugin subtree node nodes param params server servers state states children"
    " component components render props endpoint backend frontend database db cache handler cookie cookies header headers query queries script scripts subscriber subscribers listener listeners"
    " browser url urls uri api JSON HTML CSS DOM REPL API SQL YAML XML"
)
"""What a sentence of developers is about; nobody waits for it."""


def of_code(heard: Heard, start: int = 0, end: int | None = None) -> bool:
    """Whether a sentence, or its words from one place to before another, is about code."""
    return not CODE.isdisjoint(heard.written[start:end])
