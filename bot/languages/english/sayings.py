"""English: what people say to Kept in plain words. `\x01+` in a pattern stands for a customer's name.

No pattern repeats what repeats, so that hostile text costs no more than its length.
"""

import re
from functools import cache
from typing import NamedTuple

from bot.patterns import pattern


class Cue(NamedTuple):
    """Words that say what a sentence is: a kind, how surely (3 says so, 2 is likely, 1 is a hint), and who must be the
    one who does it: `we` (or nobody named), `they`, or anybody."""

    kind: str
    weight: float
    words: str
    by: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as a pattern."""
        return _pattern(self.words)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _pattern(words: str) -> re.Pattern[str]:
    # Made when somebody first says something in plain words: at each start, all of them take 10 ms.
    return re.compile(words)


# Taken whole or not at all, so that a long name is tried once and not from each of its letters.
C = r"(?<!\x01)\x01++"
# Stretches of one sentence, with one name in them, however long that is.
PART = r"[^.!?\n\x01]{0,80}(?:\x01++[^.!?\n\x01]{0,60})?"
SHORT = r"[^.!?\n\x01]{0,40}(?:\x01++[^.!?\n\x01]{0,30})?"

# Who does it, by the word before a verb.
WE = frozenset(["i", "we", "i've", "we've", "i'd", "we'd", "i'm", "we're", "us", "me", "ive", "weve"])
THEY = frozenset(["they", "he", "she", "they've", "he's", "she's", "customer", "client", "it", "who"])
# What may stand between the one who does it and the verb.
BESIDE = _words(
    "have has had just already also did today yesterday again now finally actually really quickly then"
)
# After these a new sentence may begin without saying who.
JOINTS = frozenset(
    ["and", "then", "but", "so", "because", "since", "that", "when", "ok", "okay", "hi", "hello", "hey"]
)
NOT = _words(
    "not never don't didn't haven't hasn't won't can't cannot couldn't nobody didnt dont havent without"
)
UNSURE = pattern(
    r"\b(?:maybe|perhaps|might|possibly|probably|not sure|i think|if (?:we|i)|should (?:we|i)|shall (?:we|i)|"
    r"could (?:we|i)|can (?:we|i)|did (?:we|i)|have (?:we|i)|would (?:we|i)|suppose)\b"
)

PROMISE_LEAD = pattern(
    r"(?:promised|guaranteed|assured|committed to|committed|pledged|vowed|told|agreed with|agreed|gave|we owe|i owe|owe"
    r"|promise)\b"
)
FUTURE_LEAD = pattern(
    r"(?:i'll|we'll|i will|we will|i shall|we shall|i am going to|we are going to|i'm going to|we're going to"
    r"|i'm gonna|we're gonna|ill|well)\s+"
)
# After "promised Acme": what is no part of the promise.
PROMISE_LINK = pattern(r"[\s,:]*(?:(?:that|to|we're to|of)\b\s*)?")
TO_NAME = pattern(
    rf"\s+(?:to|for)\s+{C}(?=\s*(?:$|[,.;!]|(?:by|on|until|before|within|in|this|next|tomorrow|today)\b))"
)
SOMEBODY_AT = pattern(rf"\s*([^\s.,;:!?\x01]{{1,40}}(?: [^\s.,;:!?\x01]{{1,40}})?) (?:at|from|of) {C}")

CUES: tuple[Cue, ...] = (
    # A promise of ours.
    Cue("promise", 3, r"\b(?:promised|guaranteed|assured|pledged|vowed)\b", "we"),
    Cue("promise", 3, rf"\b(?:gave|given) (?:{C}|them|him|her) (?:our|my) word\b", "we"),
    Cue("promise", 2.5, r"\bcommitted\b", "we"),
    Cue("promise", 2, r"\b(?:agreed (?:with|to)|agreed on)\b", "we"),
    Cue("promise", 3, rf"\btold\b{PART}\b(?:we'll|we will|we would|we'd|i'll|i will|i would|i'd|that we|that i|they'll|they will|they'd|she'll|he'll|they get|they'd get|comes?|arrives?|be there|be ready|be done)\b", "we"),
    Cue("promise", 1.5, rf"\btold (?:{C}|them|him|her)", "we"),
    Cue("promise", 3, rf"(?:{C}|they|he|she) (?:was|were|is|has been|have been) (?:promised|told they)"),
    Cue("promise", 2, r"\b(?:i'll|we'll|i will|we will|i'm going to|we're going to|we are going to|i am going to)\s"),
    Cue("promise", 2, rf"{C} (?:gets?|will get|will have|will receive|receives|can expect)\b"),
    Cue("promise", 2, r"\bowe\b", "we"),
    Cue("promise", 2, r"\b(?:our|my|new|another|the) promise to\b"),
    Cue("promise", 2, rf"^\s*{C}\s*:{PART}\b(?:by|until|before)\s"),
    Cue("promise", 1, r"^(?:send|ship|deliver|prepare|fix|repair|replace|install|provide|quote|bring|order|book|finish|write|update|refund)\b"),
    Cue("promise", 1, r"\b(?:due|deadline|needs? (?:it|them|this) by)\b"),
    # Something of ours went wrong.
    Cue("mistake", 3, rf"\b(?:billed|charged|invoiced|booked)\b{SHORT}\b(?:twice|double|wrong|wrongly|too much|by mistake|instead)\b"),
    Cue("mistake", 3, r"\b(?:double|over|mis|under)[- ]?(?:billed|charged|invoiced|booked|quoted|delivered)\b"),
    Cue("mistake", 3, r"\b(?:messed up|screwed up|botched|fouled up|dropped the ball|mixed up|slipped up|made a mistake|our mistake|my mistake|our fault|my fault|our error|my error|our bad|my bad)\b"),
    Cue("mistake", 3, rf"\blet (?:{C}|them|him|her) down\b", "we"),
    Cue("mistake", 3, rf"\b(?:sent|shipped|delivered|installed|quoted|gave|told|ordered|packed|supplied|fitted|used)\b{SHORT}\b(?:the wrong|a wrong|wrong|incorrect|broken|damaged|outdated|instead of)\b"),
    Cue("mistake", 3, r"\b(?:forgot|overlooked|misplaced)\b", "we"),
    Cue("mistake", 3, rf"\b(?:missed|lost|broke|damaged|scratched|spilled|deleted)\b (?:the|our|an?|their|his|her|its|{C}|one|two|both)(?!\w)", "we"),
    Cue("mistake", 3, r"\b(?:broke|did not keep|didn't keep) (?:our|the|my|a) (?:promise|word)\b"),
    Cue("mistake", 3, r"\b(?:we|i) (?:were|was|are|am|came|arrived|delivered|called) (?:too |very |an hour |a day )?late\b"),
    Cue("mistake", 2.5, rf"\b(?:was|were|is|are|came|arrived)\b{SHORT}\b(?:late|wrong|broken|damaged|faulty|defective|leaking|missing|incomplete|scratched|cracked)\b"),
    Cue("mistake", 2.5, r"\b(?:never|didn't|did not|hasn't|has not|haven't|have not|doesn't|does not) (?:arrived?|come|came|received?|got|get|show(?:ed|n)? up|turn(?:ed)? up|deliver(?:ed)?|work(?:s|ed)?|fit)\b"),
    Cue("mistake", 2, r"\b(?:complains?|complained|complaint|complaining|furious|angry|upset)\b"),
    Cue("mistake", 2, r"\b(?:a|the|another|billing|shipping) (?:mistake|error|mix-up|mixup)\b"),
    Cue("mistake", 1, r"\b(?:wrong|broken|damaged|problem|issue|trouble|error|mistake|defect|late)\b"),
    # We were in touch.
    Cue("contact", 3, r"\b(?:talked|spoke|chatted|caught up|checked in|met|visited|phoned|rang|emailed|e-mailed|mailed|texted|messaged)\b", "we"),
    Cue("contact", 3, r"\b(?:called|wrote|saw)\b(?! back\b)", "we"),
    Cue("contact", 3, rf"\bcalled\b{SHORT}\bback\b", "we"),
    Cue("contact", 3, r"\bhad (?:an?|another|our|the|lunch|coffee|dinner|breakfast)\b(?:[^.!?\n]{0,30}\b(?:call|chat|meeting|talk|visit|demo|lunch|coffee|review|with)\b)?", "we"),
    Cue("contact", 3, rf"\b(?:stopped|dropped|came|went|swung) (?:by|in|over|round)\b|\bwent to see\b|\b(?:was|were|been) at {C}", "we"),
    Cue("contact", 3, r"\b(?:tried (?:to )?(?:call|calling|reach|reaching|phone|phoning|ring)|left (?:a|her a|him a|them a) (?:message|voicemail)|left (?:a )?voicemail|couldn't reach|could not reach|couldn't get hold of|didn't pick up|did not pick up|didn't answer|did not answer|no answer|no reply|no response|voicemail)\b"),
    Cue("contact", 3, rf"\b(?:heard from|(?:got|had|received) (?:an?|another) (?:call|mail|e-mail|email|letter|visit|message|note) from)\b{SHORT}{C}"),
    Cue("contact", 2.5, rf"\b(?:call|phone call|meeting|visit|lunch|coffee|demo|chat|video call|catch-up|review) (?:with|at|to)\b{SHORT}{C}"),
    Cue("contact", 2, r"\b(?:called|phoned|rang|emailed|e-mailed|mailed|wrote|texted|visited|came by|dropped by|stopped by)\b", "they"),
    Cue("contact", 2, rf"\bsent\b{PART}\b(?:flowers|card|chocolates?|gift|present|cake|wine)\b", "we"),
    Cue("contact", 1, rf"\b(?:sent|showed|gave) (?:{C}|them|him|her)(?!\w)", "we"),
    Cue("contact", 1, r"\b(?:contacted|reached out|followed up|touched base|pinged)\b"),
    # They wait on us.
    Cue("waiting", 3.5, rf"(?:{C}|\b(?:they|he|she|customer|client))(?: is| are|'s|'re| has been| have been| was| were)?(?: still)? (?:waiting|waits?)\b"),
    Cue("waiting", 3, r"\b(?:is|are) (?:still )?waiting (?:for|on) (?:us|me|our|my|an?)\b"),
    Cue("waiting", 3.5, rf"(?:{C}|\b(?:they|he|she)\b){SHORT}\b(?:wants?|wanted|needs?|asked|asks|asking|requests?|requested|expects?|expecting|hopes?|would like)\b{PART}\b(?:call(?:ed)? back|called back|call-back|callback|a call|answer|reply|response|word from us|hear from us|(?:us|me|somebody|someone) to (?:call|ring|phone|answer|reply|write))\b"),
    Cue("waiting", 3, rf"\b(?:call|ring|phone)\b{SHORT}\bback\b|\bget back to\b|\bcall-back\b|\bcallback\b|\bring back\b"),
    Cue("waiting", 3.5, rf"\bowe (?:{C}|them|him|her) (?:an?|our|my) (?:call|call-back|callback|answer|reply|response|word)\b"),
    Cue("waiting", 3, rf"\b(?:haven't|have not|hasn't|has not|not yet|never|nobody|no one|not)\b{SHORT}\b(?:answered|replied|called\b{SHORT}\bback|responded|got back|gotten back)\b"),
    Cue("waiting", 3, rf"{C}{SHORT}\b(?:hasn't|has not|haven't|have not|still)\b{SHORT}\b(?:heard|answer)\b"),
    Cue("waiting", 2, rf"\b(?:answer|reply to|respond to|write back to) (?:{C}|them|him|her)(?!\w)"),
)  # fmt: skip

QUESTION = pattern(
    r"(?:what|what's|whats|who|who's|whos|whose|how|how's|hows|when|when's|which|where|why|do|does|did|is|are|has|have|can|could|"
    r"show|list|open|any|anything|anyone|tell me|remind me|give me|look up|find)\b"
)
# What is asked; the first that fits, a name behind it or in it.
ASKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("owner", pattern(r"\bwho(?:'s| is)? (?:owns?|has|have|looks? after|takes? care of|responsible for|handles?|covers?|manages?|serves?|the owner of|in charge of|looking after|taking care of|handling)\b\s*(?P<name>.*)")),
    ("owner", pattern(r"\b(?:whose (?:customer )?is|who is the contact (?:for|at)|who(?:'s| is) our (?:person|contact) (?:for|at))\b\s*(?P<name>.*)")),
    ("owner", pattern(r"\bowner of\b\s*(?P<name>.*)")),
    ("everyone waiting", pattern(r"\b(?:who|anyone|anybody|which customers?|customers?)\b[^.?!\n]{0,20}\bwait(?:s|ing)?\b[^.?!\n]{0,20}\b(?:us|the team|everyone|everybody|anyone|anybody)\b")),
    ("waiting", pattern(r"\b(?:who|anyone|anybody|which customers?|customers?)\b[^.?!\n]{0,20}\bwait(?:s|ing)?\b|\bwho (?:do|should|must) i (?:have to )?(?:call|answer)\b")),
    ("owed", pattern(r"\b(?:what|which|any|our|open)\b[^.?!\n]{0,30}\b(?:promise[ds]?|owe|open (?:for|with|at|to)|due (?:for|to))\b\s*(?:to|for|with|at)?\s*(?P<name>.*)")),
    ("owed", pattern(r"\b(?:when|did|have) (?:did |do |have )?(?:we|i) promised?\b\s*(?:to|for)?\s*(?P<name>.*)")),
    ("card", pattern(r"\b(?:how is|how are|how's|hows|how about|what about|what's up with|whats up with|what's with|what is up with|what is with|tell me about|what do we know (?:about|of)|what happened (?:with|at|to)|what's going on (?:with|at)|what is going on (?:with|at)|what went wrong (?:with|at|for))\b\s*(?P<name>.*)")),
    ("last talk", pattern(r"\b(?:when|last contact|last time)\b[^.?!\n]{0,40}\b(?:talk(?:ed)?|spoke|speak|met|meet|call(?:ed)?|see|saw|visit(?:ed)?|contact|heard?)\b\s*(?:to|with|from)?\s*(?P<name>.*)")),
    ("card", pattern(r"^(?:show|open|find|look up|give me|show me)\b(?: me)?\s*(?P<name>.*)")),
)  # fmt: skip
# What is asked of oneself, with no customer in it.
MINE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("/promise mine", pattern(r"\b(?:what|which|show|list|anything)\b[^.?!\n]{0,20}\b(?:i owe|do i owe|i promised?|did i promise|have i promised|is due|am i late|on my (?:plate|list|desk))\b|^(?:my (?:open )?promises|what's mine|what is mine|what's due|whats due|what is open|what's open)\b")),
    ("/mistake mine", pattern(r"^(?:show )?(?:me )?my (?:open )?(?:mistakes|cases|repairs)\b|\bwhat (?:do|must) i (?:have to )?(?:put right|repair|make right)\b")),
    ("/contact mine", pattern(r"^(?:show )?(?:me )?my next steps\b|\bwhat(?:'s| is| are)? my next steps?\b")),
    ("/customer list mine", pattern(r"^(?:show |list )?(?:me )?my customers\b|\bwho are my customers\b")),
)  # fmt: skip

COMMANDS = ("promise", "mistake", "contact", "waiting", "customer", "kept")
# Orders of /kept that people type without it.
ALONE = _words("settings practice practise undo export mine brief report help ? commands menu")
LAST = pattern(r"undo (?:the |my )?last (\w+)(?: (?:things|steps|ones))?$|undo (\d{1,2})$")
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
GREETINGS = _words("hi hello hey hallo tere moin morning yo start help ? test ping")
THANKS = frozenset(["thanks", "thank you", "thank you very much", "thx", "ty", "great", "perfect", "cheers", "ok", "okay", "nice", "cool", "good", "super"])  # fmt: skip
NOTHING = frozenset(["nothing", "never mind", "nevermind", "forget it", "no", "nope", "stop", "cancel"])

# Before a name that stands in a sentence, the likeliest first.
BEFORE_NAMES = (
    frozenset(["at"]),
    frozenset(["promised", "told", "assured", "guaranteed", "billed", "charged", "invoiced", "called", "visited", "overcharged"]),
    frozenset(["to", "with", "for", "from", "of", "owe", "phoned", "emailed", "rang", "met", "let"]),
)  # fmt: skip
# Words of the sentence itself: a customer called so is only meant where it is written as a name.
COMMON = _words(
    "a about after again all also an and any are as at back be because been before best billed but by call called can "
    "care case client come could customer date day deal did do does done due each end even every fine first for "
    "found friday from get good got great had happy has have he hello help her here him his hour how i if in into is it "
    "its just kept last late later let like long look made mail make man many may me meeting met mine monday more "
    "most must my need new next nice no not nothing now of off ok old on one open or order our out over own owe part "
    "people please price problem promise promised quote ready right said saturday see sent she should show so some "
    "soon still such sunday sure talk talked target team tell than thank that the their them then there they thing this "
    "thursday time to today told tomorrow too tuesday two up us very wait waiting want was way we wednesday week well "
    "were what when where which who why will with work would write wrong year yes yesterday yet you your"
)
# After a verb these begin what was promised, not a name.
NO_NAME = _words(
    "the a an to that our their his her its we i they them him us it by on at in for with about some two three all my this these those new back and"
)
