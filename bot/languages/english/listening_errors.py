"""English errors: what went wrong with somebody's order, invoice or call, as tables of ways to say it."""

from bot.languages.english.listening_error_words import CLASSES
from bot.languages.word_lists import listed
from bot.listening_patterns import Ways

ERRORS = Ways(CLASSES, joints=listed("and but so because while"))
ERRORS.add(
    "mistake-erred",
    """
ERRED
mixed|messed|screwed|fouled|muddled|fucked|cocked up
mixed|messed|screwed|muddled THEIR|it|them|things up
got THEIR ... wrong|mixed|backwards|confused
fell short|behind on|of|with THEIR
omitted THEIR|KNOWN
lost track of THEIR
blew THEIR
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-erred",
    """
dropped the ball
misspoke
let WHO down
let WHO wait
got WHO ... wrong
kept WHO waiting
left WHO hanging|waiting|off|out
""",
)
ERRORS.add(
    "mistake-omitted",
    """
forgot|forgotten|neglected|failed|omitted completely|entirely|totally? to OUTWARD
missed our|the|THEIR deadline|delivery|date|appointment|promise|slot|window|sla|target|cut-off
""",
)
ERRORS.add(
    "mistake-omitted",
    """
forgot|forgotten|neglected|failed|omitted completely|entirely|totally? to INWARD
forgot|forgotten|missed|overlooked|ignored all? about? NAME
missed THEIR MISSABLE
missed THEIR ... MISSABLE
forgot|forgotten all? about? THEIR ... THING
forgot|forgotten all? about? THEIR THING
lost THEIR ... LOSABLE
lost THEIR LOSABLE
broke THEIR ... for WHO|their|your
didn't show|turn up
took|brought|knocked down THEIR
broke THEIR promise|word|machine|window|pump|part|unit|seal|door|contract|agreement|valve
damaged|scratched|cracked|dented THEIR|NAME
never sent|shipped|told|replied|delivered|invoiced|credited|refunded|ordered|paid|answered|called|confirmed|informed|notified|followed|responded|processed
never got|came|went back to|with WHO
misread|misunderstood|misheard THEIR|NAME ... ORDERED
took|brought|knocked|put THEIR|NAME ... down|offline by|this|last|yesterday|today|for|when|during
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-omitted",
    """
left|missed out|off THEIR
left THEIR ... out|off|behind
left NAME ... out|off|behind
""",
    needs="whose",
)
ERRORS.add(
    "mistake-wrong",
    """
DID .. WRONG
GIVEN WHO? THEIR? STALE
GIVEN WHO? the|our|my old|previous|former
GIVEN to? WHO was|were|is STALE
gave|told WHO bad|poor advice|information|info|data|news|directions|figures|numbers
DID ... incorrectly|wrongly
BILLED ... twice|double
DID ... too early|soon
DID ... last year's|month's|week's|season's
DID ... too much|little|few|many
SENT ... too late|early|short
DID ... by mistake|accident
DID ... in error
DID ... without THEIR|vat|tax|freight|shipping|asking|checking|telling
shipped|sent|delivered|mailed|posted|addressed to .. STALE|old|former address|email|site|account|mail|number
DID ... instead of
SENT ... late
double billed|charged|booked|invoiced|paid
billed|charged|invoiced WHO for A cancelled|canceled|returned
were|was ... day|days|week|weeks|hour|hours late
let THEIR|NAME ... expire|lapse|slip
been billing|charging|invoicing|sending|quoting|shipping ... WRONG
missed THEIR call|meeting|demo|visit|appointment with WHO
was|were supposed|meant to ... forgot|didn't|haven't
were|was ... late with|delivering|sending|shipping|to|for
had the wrong|incorrect THING
came|were|was THING? short
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-made",
    """
made|make THEIR ... mistake|mistakes|error|errors|blunder|mix-up
made mistakes|errors
""",
)
ERRORS.add(
    "mistake-made",
    """
made THEIR typo|slip|miscalculation|slip-up
confused the|two|both
blew it|this|that with|for
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-broken-word",
    """
promised|told|assured ... and|but i|we? forgot|missed|failed|didn't|never
promised|told|assured ... and|but i|we? completely|totally|then|simply|just forgot|missed|failed
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-apology-owed",
    "owe WHO an|our|my apology|apologies\nmust|have|need to apologise|apologize to WHO for",
)
ERRORS.add(
    "mistake-not-done",
    """
didn't|haven't|hadn't OUTWARD|INWARD ... asked|promised|agreed|requested|wanted
didn't|haven't|hadn't OUTWARD|INWARD ... in|on time
didn't|not OUTWARD|INWARD WHO sooner|earlier|before
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-passed-over",
    "skipped KNOWN\nforgot|overlooked that KNOWN\nmixed|confused|swapped KNOWN ... and|with\ndropped|spilled|bent|crushed A|THEIR ... KNOWN\nbroke|damaged|scratched|cracked|dented|bent|crushed KNOWN",
    needs="known",
)
ERRORS.add("mistake-unseen", "didn't|never notice|spot|catch|check|verify that? KNOWN", needs="business")
ERRORS.add(
    "mistake-should-have",
    """
should have|of told|warned|informed|notified|called|updated|let|kept|included|copied|invited|consulted WHO
should've told|warned|informed|notified|called|updated|let|kept WHO
should have|of DID|checked|tested|verified|responded|followed|got|gotten|answered|caught|noticed|double-checked|flagged|escalated|spotted ... LATER
should've DID|responded|followed|answered|caught|noticed|flagged|spotted ... LATER
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-not-back",
    """
not|haven't|hadn't|didn't gotten|got|get|come|called|call|replied|reply|answered|responded|respond|written|returned|return back? to? WHO|sooner|earlier|your|their
haven't|didn't|not get|got|gotten|come back to|with WHO
had WHO down for|as|on
""",
    needs="sorry",
)
THOUGHT = Ways(CLASSES)
THOUGHT.add(
    "mistake-thought-done",
    """
thought i|we|i'd|we'd had|already? already? DID|told|called|answered ... but|apparently|must|didn't|hadn't
""",
)
UNTRUE = Ways(CLASSES)
UNTRUE.add(
    "mistake-told-untrue",
    """
told|promised|assured|quoted WHO ... and|but|which it|that|we|they|he|she ... isn't|wasn't|not|can't|didn't|don't|couldn't|wrong|aren't|weren't|won't|doesn't
told|promised|assured|quoted WHO ... and|but|which isn't|wasn't|isn't|can't|didn't
told|promised|assured|quoted WHO ... , it|that|this|we|i isn't|wasn't|can't|couldn't|don't|won't
told|promised|assured|quoted WHO ... and|but it|that should
told|promised|quoted WHO ... should|should've have? been|be
told|promised|assured|quoted WHO ... and|but it|that should've|was|is been|wrong|actually
""",
)
# What stands by itself, whoever did it.
PLAIN = Ways(CLASSES, joints=listed("and but so because while"))
PLAIN.add("mistake-ours", "my|our FAULT", needs="owned")
PLAIN.add("mistake-ours", "FAULT on our|my part|side|end", needs="ours")
PLAIN.add("mistake-ours", "because of our|my FAULT", needs="anybody")
PLAIN.add(
    "mistake-went-wrong",
    """
our|my THING .. was|were|arrived|came .. short|late|incomplete|damaged|broken
remiss in
""",
    needs="anybody",
)
PLAIN.add("mistake-from-us", "got|received ... WRONG ... from us|me", needs="anybody")
PLAIN.add("mistake-on-us", "on me|us", needs="last")
PLAIN.add(
    "mistake-sorry-for",
    """
SORRY again|so? for|about THEIR|any|such|wrong|sending|shipping|missing|billing|charging|giving ... mix-up|mixup|mistake|mistakes|error|errors|oversight|blunder|mess-up|slip-up|misinformation|mis-information|wrong|double|twice|incorrect
SORRY again|so? for|about not sending|telling|calling|getting|replying|answering|informing|notifying|delivering|responding|returning|including|letting
SORRY for|about forgetting|missing|losing|overlooking|misquoting|mislabeling|mislabelling|overcharging|misplacing|omitting THEIR
""",
    needs="ours",
)
PLAIN.add(
    "mistake-went-wrong",
    """
WRONG THING NOW out|over|sent|shipped|delivered|installed|quoted|billed|invoiced|attached|to|printed|on|packed
WRONG THING sent|shipped|delivered|installed|quoted|invoiced|packed
WRONG ... NOW out|sent|shipped|delivered|installed|invoiced|quoted|packed
went|go|delivered|shipped|sent to the wrong|old|incorrect address|person|customer|client|site|plant|place|list|company|office|warehouse|department|team
went out twice|late|wrong|without|with|incomplete
slipped through the|our cracks
slipped my|our mind
mistake|mistakes|error|errors in A|our|my|the|your|their ... i|we DID
our|my THING ... had|has|contained|contains|was|is ... error|errors|mistake|mistakes|wrong|incorrect
was|were|got billed|charged|invoiced|shipped|delivered|booked|sent twice|double
""",
    needs="ours",
)
PLAIN.add(
    "mistake-because",
    "because|since i|we didn't|forgot|failed|never|hadn't|missed|messed|overlooked|lost",
    needs="business",
)
