"""English talks: the words by which people say that they met, called or wrote to somebody, as tables."""

from bot.languages.english.listening_words import ARTICLES, PEOPLE, TITLES, name
from bot.languages.word_lists import expressions, listed
from bot.listening_patterns import Class, Ways
from bot.listening_text import Heard

SOCIAL = listed(
    "wife husband mom mum dad mother father girlfriend boyfriend kids son daughter friend friends roommate neighbor neighbour myself dog cat"
)
LOOKED_AHEAD = 5


def met(heard: Heard, place: int) -> int:
    """Reads whom one talked to: a name, "him", "the buyer", "their CFO", "all three plant managers at Acme"."""
    low = heard.low
    if place >= len(low):
        return 0
    if low[place] in ("him", "her", "them"):
        return place + 1
    found = name(heard, place)
    if (
        found
        or low[place] in TITLES
        or not (low[place] in ARTICLES or low[place] in ("your", "their", "top"))
    ):
        return found
    if low[place] == "my" and low[place + 1 : place + 2] and low[place + 1] in PEOPLE:
        return name(heard, place + 2)  # "my boss" is none of the customer's
    for at in range(place + 1, min(place + LOOKED_AHEAD, len(low))):
        if low[at] in SOCIAL:
            return 0
        if low[at] in PEOPLE:
            return at + 1
        found = name(heard, at)
        if found and low[place] not in ("a", "an", "this", "that"):
            return found
    return 0


KINDS = listed(
    "call meeting chat lunch talk conversation visit dinner coffee demo review catch-up catchup sync discussion breakfast session workshop"
    " webinar checkin check-in standup kick-off kickoff call-back callback calls meetings talks conversations visits interview drinks"
)
NOTES = listed(
    "call email e-mail mail message voicemail voice note letter text visit reply answer complaint calls emails messages request word response"
    " fax card feedback confirmation query enquiry inquiry question sms whatsapp order"
)
CLASSES: dict[str, Class] = {
    "WHO": met,
    "KINDS": KINDS,
    "NOTES": NOTES,
    "WITH": listed("with to w"),
    "WHEN": listed("again yesterday today briefly earlier quickly also"),
    "A": listed("a an the another our my your one this some two three several yesterday's today's last"),
    "HOW": listed(
        "quick good great short long nice brief productive phone video first second weekly monthly quarterly follow-up intro introductory"
        " lovely useful constructive difficult interesting kick-off conference sales service regular annual catch-up face-to-face one-on-one"
        " skype zoom teams lengthy helpful email voice urgent"
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
checked in with WHO
touched base with WHO
followed up with WHO
got in|into touch|contact with WHO
was|been|were in touch|contact with WHO
was|been|were on the|a phone|call|zoom with WHO
got off the|a phone|call with WHO
came|got out|off|back of|from a|the|my|our HOW? KINDS with WHO
""",
)
TALKED.add(
    "contact-had",
    """
had|did|held|finished|completed|took A? HOW? HOW? KINDS WHEN? with WHO
had A HOW? KINDS this|last morning|week|afternoon|night with WHO
had WHO on the phone|line
hosted WHO
ran|bumped into WHO
exchanged|traded HOW? emails|e-mails|mails|messages|voicemails with WHO
zoomed|skyped|demoed with|for|to WHO
demoed|presented|showed|pitched A ... to WHO
been talking|speaking|chatting|meeting|corresponding with|to WHO
visited with WHO
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
got through to WHO
got WHO on the phone|line
left A HOW? message|voicemail|mail|note for|with WHO
left WHO A HOW? message|voicemail|mail
called|rang|phoned back WHO
replied|responded|answered|presented to? WHO
dropped|stopped|popped|swung by|in|round at|to|on? WHO
went to see WHO
was|were|been at|over? at? WHO for|this|today|yesterday|to|on
took WHO out|to lunch|dinner|coffee|for
took WHO to
saw WHO at|today|yesterday|this|on|in
""",
)
TALKED.add(
    "contact-received",
    """
got|received|had|gotten|took|fielded A HOW? HOW? NOTES mail|message|call|voicemail|note|response|reply? back? from WHO
heard back? from WHO
got|received word from WHO
""",
)
# How a report begins that goes on about something else, or that says no more.
NAMED = Ways(CLASSES)
NAMED.add(
    "contact-per",
    """
per|after|following|from|based|further|during|in|re on|to? A|my|our HOW|yesterday|earlier? HOW? KINDS with WHO
just off a|the HOW? KINDS with WHO
""",
)
NAMED.add(
    "contact-call",
    """
call|meeting|chat|lunch|visit|demo|conversation|catch-up|dinner|coffee with WHO went|was|done|today|yesterday|this|just|earlier
good|great|quick|nice|productive|short|long|just|brief|lovely HOW|phone|video? call|meeting|chat|lunch|visit|demo|conversation|catch-up|talk|dinner|coffee with WHO
""",
)
THEY = listed("called pinged rang phoned emailed e-mailed wrote texted messaged")
THEY_ANSWERED = listed("replied responded answered")
THEY_TWO = expressions(
    "stopped by, dropped by, came by, got back, reached out, wrote back, called back, wrote in, called in, rang up, dropped in, wrote me,"
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
