"""English talks: the words by which people say that they met, called or wrote to somebody, as tables."""

from bot.languages.english.listening_words import ARTICLES, DEPARTMENTS, PEOPLE, TITLES, known, name
from bot.languages.word_lists import expressions, listed
from bot.listening_patterns import Class, Ways
from bot.listening_text import Heard

SOCIAL = listed(
    "wife husband mom mum dad mother father girlfriend boyfriend kids son daughter friend friends roommate neighbor neighbour myself dog cat"
)
SOMEONE = listed("someone somebody they guy lady gentleman woman person colleague")
# Said without an article: "met with representatives of Acme", "spoke with legal".
SEVERAL = listed(
    "representatives officials lawyers bankers engineers folks people reps staff customers clients suppliers investors regulators managers"
    " members lenders auditors technicians"
)
LOOKED_AHEAD = 5
# Behind these it is another's: "our goal for Acme".
ELSEWHERE = listed("for to on in about with and or , : is are was")


def met(heard: Heard, place: int) -> int:
    """Reads whom one talked to: a name, "him", "the buyer", "their CFO", "all three plant managers at Acme"."""
    low = heard.low
    if place >= len(low):
        return 0
    if low[place] in ("him", "her", "them") or _is_group(heard, place):
        return place + 1
    if low[place] in SOMEONE:
        return of_theirs(heard, place + 1)
    found = name(heard, place)
    if (
        found
        or low[place] in TITLES
        or not (low[place] in ARTICLES or low[place] in ("your", "their", "top"))
    ):
        return found
    if low[place] == "my" and low[place + 1 : place + 2] and low[place + 1] in PEOPLE:
        return name(heard, place + 2)  # "my boss" is none of the customer's
    return _behind_an_article(heard, place)


def _behind_an_article(heard: Heard, place: int) -> int:
    """Reads "the buyer", "all three plant managers": who stands behind an article."""
    low = heard.low
    for at in range(place + 1, min(place + LOOKED_AHEAD, len(low))):
        if low[at] in SOCIAL or low[at] in ELSEWHERE:
            return 0
        if low[at] in PEOPLE:
            return at + 1
        found = name(heard, at)
        if found and low[place] not in ("a", "an", "this", "that"):
            return found
    return 0


def _is_group(heard: Heard, place: int) -> bool:
    """Whether several people, or a department, are meant without an article: "(met) with officials", "(spoke) to IT"."""
    low = heard.low
    if not place or low[place - 1] not in ("with", "to"):
        return False
    return (
        low[place] in SEVERAL
        or (low[place] in DEPARTMENTS and low[place] != "it")
        or heard.written[place] == "IT"
    )


def of_theirs(heard: Heard, place: int) -> int:
    """Reads whose somebody is: "from Oakline", "at Acme Bottling"."""
    at = place + 1
    return name(heard, at) if at < len(heard.low) and heard.low[place] in ("from", "at", "of", "@") else 0


KINDS = listed(
    "call meeting chat lunch talk conversation visit dinner coffee demo review catch-up catchup sync discussion breakfast session workshop"
    " webinar checkin check-in standup kick-off kickoff call-back callback calls meetings talks conversations visits interview drinks"
    " weekly monthly quarterly qbr onboarding handover skype zoom facetime videocall phonecall roundtable negotiation negotiations"
)
NOTES = listed(
    "call email e-mail mail message voicemail voice note letter text visit reply answer complaint mails letters texts calls emails messages request word response"
    " fax card feedback confirmation query enquiry inquiry question sms whatsapp order"
)
CLASSES: dict[str, Class] = {
    "WHO": met,
    "NAME": name,
    "KNOWN": known,
    "THEIRS": of_theirs,
    "KINDS": KINDS,
    "NOTES": NOTES,
    "WITH": listed("with to w"),
    "WHEN": listed("again yesterday today briefly earlier quickly also"),
    "A": listed("a an the another our my your one this some two three several yesterday's today's last"),
    "HOW": listed(
        "quick good great short long nice brief productive phone video first second weekly monthly quarterly follow-up intro introductory"
        " lovely useful constructive difficult interesting kick-off conference sales service regular annual catch-up face-to-face one-on-one"
        " skype zoom teams lengthy helpful email voice urgent site customer client on-site status few couple bad thank-you new courtesy"
    ),
}
TALKED = Ways(CLASSES)
TALKED.add(
    "contact-spoke",
    """
spoke|spoken|talked|chatted|met|liaised|corresponded|conferred WHEN? WITH WHO
spoke|spoken|talked|chatted|met|meeting on|over the? phone|zoom|teams|skype|video|coffee|lunch|dinner WITH WHO
spoke|spoken|talked|met this|last morning|afternoon|week|night|evening WITH WHO
caught up WHEN? with WHO
sat down with WHO
checked in with|on WHO
sat down? with KNOWN
wrapped|finished|completed|did up? A HOW? KINDS|training|installation|inspection|review with|at|for KNOWN
touched base with WHO
followed up with WHO
got in|into touch|contact with WHO
was|been|were in touch|contact with WHO
was|been|were on the|a phone|call|zoom with WHO
got off the|a phone|call with WHO
hung up with WHO
checked with WHO
agreed|settled|arranged ... with KNOWN
discussed|clarified|negotiated|agreed ... with KNOWN
went|walked|ran|talked through|over A ... with KNOWN
came|got out|off|back of|from a|the|my|our HOW? KINDS with WHO
""",
)
TALKED.add(
    "contact-had",
    """
had|did|held|finished|completed|took A? HOW? HOW? KINDS WHEN? with WHO
had WHO THEIRS? on the phone|line
had A HOW? KINDS this|last morning|week|afternoon|night with WHO
hosted WHO
ran|bumped into WHO
exchanged|traded A? HOW? NOTES with WHO
exchanged|traded HOW? emails|e-mails|mails|messages|voicemails with WHO
zoomed|skyped|demoed with|for|to WHO
demoed|presented|showed|pitched A ... to WHO
been talking|speaking|chatting|meeting|corresponding with|to WHO
visited with WHO
showed|demonstrated KNOWN A
took|walked|talked|guided KNOWN through
had KNOWN in|over|here|visiting
had|did A .. KINDS with KNOWN
did|made|paid A HOW? KINDS at|to WHO
paid WHO A HOW? visit
""",
)
TALKED.add(
    "contact-reached",
    """
called|phoned|rang|emailed|e-mailed|mailed|contacted|visited|pinged|texted|messaged|reached|faxed|telephoned|met WHO
wrote to WHO
wrote|sent WHO A HOW? NOTES
sent A HOW? NOTES to WHO
reached out to WHO
got hold of WHO
caught WHO THEIRS? on|by the? phone|line
got through to WHO
got WHO on the phone|line
left A HOW? message|messages|voicemail|voicemails|mail|note for|with WHO
discussed it|this|that|them|everything with NAME
left WHO A HOW? message|voicemail|mail
called|rang|phoned back WHO
replied|responded|answered|presented to? WHO
dropped|stopped|popped|swung by|in|round at|to|on? WHO
went to see WHO
was|were|been at|over? at? WHO for|this|today|yesterday|to|on
took WHO THEIRS? out|to lunch|dinner|coffee|for
took WHO to
saw WHO at|today|yesterday|this|on|in
""",
)
TALKED.add(
    "contact-received",
    """
got|received|had|gotten|took|fielded A HOW? HOW? NOTES mail|message|call|voicemail|note|response|reply? back? from WHO
got|received|had HOW? feedback|news|word|mail|confirmation|complaints|message|email back? from WHO
got|received A .. call|mail|message|email|voicemail|letter|complaint from WHO
heard back? from WHO
got|received word from WHO
""",
)
# How a report begins that goes on about something else, or that says no more.
NAMED = Ways(CLASSES)
NAMED.add(
    "contact-per",
    """
per|after|following|from|based|further|during|in|re up? on|to? A|my|our HOW|yesterday|earlier? HOW? KINDS with WHO
per HOW? KINDS with WHO
per my|our HOW? NOTES to WHO
just off|from|finished a|the HOW? KINDS|phone|line with WHO
off a|the HOW? KINDS|phone|line with WHO
on the phone|line with KNOWN just|earlier|today|this|and|,|:
after|from|by talking|speaking|chatting|meeting to|with WHO
back|coming|returned from KNOWN ,|:|-|–|—|now|and
out|back|coming|off of|from a|the|our KNOWN HOW? KINDS
discussed|agreed with KNOWN on|by|over|yesterday|today|this|earlier
""",
)
NAMED.add(
    "contact-call",
    """
KINDS with WHO went|was|done|yesterday|just|earlier|finished|over|last
KINDS with WHO today ,|:|-|–|—|(|and
KINDS with WHO this morning|week
the|our|my KNOWN KINDS|kickoff|review|visit is|was done|over|good|fine|great|ok|okay
the|our|my KNOWN KINDS|kickoff|review|visit went
good|great|quick|nice|productive|short|long|just|brief|lovely HOW|phone|video? call|meeting|chat|lunch|visit|demo|conversation|catch-up|talk|dinner|coffee with WHO
""",
)
THEY = listed("mailed called pinged rang phoned emailed e-mailed wrote texted messaged")
# What else customers may have done that was a talk; said of a known customer only.
CAME = Ways(CLASSES)
CAME.add(
    "contact-they-called",
    """
confirmed|accepted|approved|declined|agreed|complained|said|asked by|via|on|over|per a|the? mail|email|e-mail|phone|letter|whatsapp|sms|chat|text
told us|me by|on|over|via|in the|a? phone|mail|email|call|meeting
sent us|me A HOW? NOTES
came to see us|me
came|got back to us|me
thanked|told us|me ... on|by|over the? phone|mail|email
sent us|me A ... note|message|mail|letter|card
was|were here|over|in this|today|yesterday|for|earlier|last
was|were with|at us|our this|today|yesterday|office|place|workshop|factory|for
called|rang|phoned|wrote from KNOWN
""",
)
THEY_ANSWERED = listed("replied responded answered")
THEY_TWO = expressions(
    "stopped by, dropped by, came by, came in, got back, reached out, wrote back, called back, wrote in, called in, rang up, dropped in, wrote me,"
    " wrote us, called me, called us, checked in, left a message, left me a, left a voicemail, got in touch, popped in, visited us"
)
# What may come behind "Dana called".
THEY_NEXT = listed(
    "to yesterday today about and this just earlier in again on at because with asking saying from me us , : - last twice wants wanting"
    " ( – — complaining up over regarding re"
)
ANSWERED_NEXT = listed("to yesterday today already just and saying that , - – — : ( now finally")
# What is behind "this" where a time is meant.
THIS = listed("morning afternoon week evening")
NOT_HELD = listed(
    "cancelled canceled moved postponed rescheduled scheduled planned missed off next tomorrow tonight will"
)
