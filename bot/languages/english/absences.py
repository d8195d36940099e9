"""English: what people say of being away, and what of it stands in their Slack status.

No pattern repeats what repeats, so that hostile text costs no more than its length.
"""

import re

from bot.patterns import pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Halves of a day: from noon on, and until then.
AFTERNOON = pattern(r"\b(?:afternoon|pm|p\.m\.)(?!\w)", re.IGNORECASE)
MORNING = pattern(r"\b(?:morning|forenoon|am|a\.m\.)(?!\w)", re.IGNORECASE)
# "tomorrow from 14:00", "today from 2 to 4pm".
FROM_HOUR = pattern(
    r"\bfrom (?P<from>\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)?)(?:\s?(?:-|–|—|to|until|till)\s?(?P<to>\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm)?))?(?!\w)",
    re.IGNORECASE,
)
# Around the dates of "I'm away until Friday", and of no weight.
FILLERS = _words(
    "i i'm i’m im am i'll i’ll we be is will away off out ooo of the an a office work on holiday holidays vacation leave pto "
    "annual parental maternity paternity sick ill absent gone not in here and for my me please from starting starts until till "
    "to through thru - – — & with again day taking take planned travelling traveling abroad back at hi hello hey kept"
)
# What somebody says of themselves in a message to Kept, without a command. In the group is the rest.
GONE = pattern(
    r"(?:i['’]?m|i am|i['’]?ll be|i will be|i['’]?ll|i will|am|will be)?\s?"
    r"(?:away|out of office|out of the office|ooo|off work|off|out sick|sick|ill|not in|"
    r"on (?:holiday|holidays|vacation|leave|parental leave|sick leave|pto))\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
RETURNED = pattern(
    r"(?:(?:i['’]?m|i am) (?:back|in|here)(?: (?:again|now|at work|in the office))?|back again|back at work|back)",
    re.IGNORECASE,
)
# "for three days", "for a week"; "for the rest of the week", "all week".
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "another": 1,
}  # fmt: skip
LASTING = pattern(
    r"\bfor (?P<count>\d{1,3}|" + "|".join(NUMBERS) + r") (?P<unit>days?|weeks?)\b", re.IGNORECASE
)
REST = pattern(
    r"\b(?:for )?(?:the )?(?:rest of (?:the|this)|all|whole) (?P<unit>day|week)\b|\bfor the (?P<day>day)\b",
    re.IGNORECASE,
)
# "tomorrow until Friday": two days, where one might be meant with its deadline.
ONE_UNTIL = pattern(r"\b(today|tomorrow)(?:\s?,?\s(?:until|till|til)\s|\s?[-–—]\s?(?=[^\W_]))", re.IGNORECASE)
# "24-28 Dec" and "Dec 24 to 28": one month for both.
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
TO = r"\s?(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b)\s?"
DAYS_OF_MONTH = pattern(rf"(?<![\w.:/-]){DAY}{TO}{DAY}\s({MONTH})(?!\w)", re.IGNORECASE)
MONTH_OF_DAYS = pattern(rf"(?<!\w)({MONTH})\s{DAY}{TO}{DAY}(?![\w:/])", re.IGNORECASE)
AFTERWARDS = pattern(r"\bback[\s,:]*(?:at work|in the office|in)?[\s,:]*$", re.IGNORECASE)
# Who stands in, by name: "Sam covers", "cover Sam", "covered by Sam".
NAME = r"@?(?P<name>[^\W\d_][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40})?)"
STANDS_IN = pattern(
    rf"(?:\b(?:and|with)\b )?{NAME} (?:covers?|is covering|will cover|stands in|will stand in|is my cover|fills in|takes over)\b"
    r"(?: for me)?",
    re.IGNORECASE,
)
COVERED = pattern(rf"\b(?:cover(?:ed)?|covering)(?: by| is|:)? {NAME}", re.IGNORECASE)
# The same around a mention, which stands as one sign.
COVER_WORDS = pattern(
    r"\b(?:covered by|cover is|cover|covered|covers|is covering|covering|will cover|will stand in|stands in|is my cover|as cover|"
    r"fills in|takes over|for me|by)\b:?",
    re.IGNORECASE,
)

# "until Fri cover Sam": what comes before it ends there.
BEFORE_COVER = pattern(r"(?<!will)(?<!is)(?<!who)(?<!and)\s(?=(?:covered|cover)\b)", re.IGNORECASE)

# In a Slack status. Meetings, lunch, a commute and working from somewhere else are no absence.
STATUS = pattern(
    r"\b(?:vacation|vacationing|holidays?|sick|ooo|out of (?:the )?office|on leave|(?:annual|parental|sick|maternity|paternity|"
    r"family|study|bereavement|medical) leave|leave of absence|pto|days? off|time off|off work|off today|off this week|"
    r"away until|away till|back on|unwell|in hospital)\b|^(?:leave|off|away|ill)$",
    re.IGNORECASE,
)
AT_WORK = pattern(
    r"\b(?:work(?:ing)? (?:from|remotely|over|during|through)|wfh|remote|remotely|meeting|call|lunch|commut\w{1,6}|party|happy|"
    r"planning|plans|booking|no (?:holiday|vacation|leave)|not (?:on|sick|away|off)|back from|before|after|dreaming of|need an?)\b",
    re.IGNORECASE,
)
# Slack offers 🌴 for vacation and 🤒 for being sick by itself.
EMOJI = _words(
    "palm_tree face_with_thermometer baby baby_bottle beach_with_umbrella umbrella_on_ground desert_island island camping "
    "tent skier snowboarder mask sneezing_face face_with_head_bandage nauseated_face hospital breast-feeding pregnant_woman "
    "beach vacation ooo"
)
