"""English errors: the words of what went wrong with somebody's order, invoice or call, as tables."""

from bot.languages.english.listening_words import BUSINESS, name, person
from bot.languages.word_lists import listed
from bot.listening_patterns import Class, Ways

ACCIDENTALLY = listed(
    "accidentally mistakenly inadvertently wrongly erroneously unintentionally incorrectly unknowingly carelessly prematurely"
)
DID = listed(
    "sent shipped gave given quoted billed charged invoiced told attached delivered entered booked ordered installed emailed e-mailed mailed"
    " posted printed put used provided packed labelled labeled sold paid forwarded deleted wrote uploaded scheduled promised picked supplied"
    " fitted built made transferred refunded credited loaded set published shared registered addressed mounted wired cut copied removed"
    " cancelled canceled closed overwrote configured drew dispatched issued dropped lost returned mixed replied"
)
ERRED = listed(
    "mislabelled mislabeled misquoted botched misplaced miscalculated miscounted misstated misinformed misled overcharged undercharged"
    " overbilled underbilled double-billed double-charged double-booked double-invoiced doublebooked misrouted misfiled mishandled"
    " misaddressed mispriced mis-sent mis-shipped misshipped short-shipped shortshipped overlooked under-delivered underdelivered mis-sold"
    " missold misjudged mistyped misspelled misspelt misreported mis-billed mis-quoted overbooked mis-ordered"
    " misdelivered misordered mis-scheduled miskeyed leaked goofed spaced fumbled flubbed"
)
CLASSES: dict[str, Class] = {
    "WHO": person,
    "NAME": name,
    "DID": DID,
    "SENT": DID - listed("told promised wrote put made set used gave given mixed"),
    "ERRED": ERRED,
    "WRONG": listed(
        "wrong incorrect outdated duplicate old faulty broken expired incomplete false misleading mistaken defective damaged"
    ),
    "BADLY": listed("twice double incorrectly wrongly"),
    # What nobody but the other one has a use for; the rest may be a slip at one's own desk.
    "OUTWARD": listed(
        "send email e-mail mail forward ship deliver fax call phone ring inform notify warn reply answer respond invoice bill credit refund"
        " honor honour invite get follow deliver pay process"
    ),
    "INWARD": listed(
        "tell ask attach include order charge enter make meet finish add copy cc log pick pack bring correct change schedule book set record"
        " file let apply cancel sign remove update pass give confirm submit put mention renew load check print label post publish provide ping"
        " message transfer remind move switch close reserve test tighten calibrate register write return text collect install"
    ),
    "A": listed("a an that this"),
    "THEIR": listed(
        "the their your our his her this that these those some two three one all both a an another any my new last"
    ),
    "THING": BUSINESS
    | listed(
        "deadline slot window step cut-off cutoff time day month line zero digit decimal section page paragraph promise pieces bolts screws"
        " pallet machine firmware logo size colour"
    ),
    "SORRY": listed("sorry apologize apologise apologies apology apologizes apologised apologized"),
    "FAULT": listed("mistake fault error oversight doing blunder mix-up slip-up failure omission"),
    "LATER": listed("earlier sooner before weeks days yesterday last already immediately that this"),
    "MISSABLE": listed(
        "deadline delivery date appointment meeting order orders payment window slot renewal cut-off cutoff shipment visit line item items step deadlines birthday anniversary pickup pick-up"
    ),
    "LOSABLE": listed(
        "file files order orders parcel parcels package packages paperwork form forms record records document documents ticket tickets request data keys contract contracts shipment pallet payment payments cheque check mail email sample samples letter drawing drawings certificate"
    ),
    "NOW": listed("went was got were"),
    "ORDERED": listed(
        "order orders request requests note drawing drawings spec specs requirement requirements instructions mail email contract brief quote terms date dates figures numbers address deadline"
    ),
}
ERRORS = Ways(CLASSES)
ERRORS.add(
    "mistake-erred",
    """
ERRED
mixed|messed|screwed|fouled|muddled|fucked|cocked up
mixed|messed|screwed|muddled THEIR|it|them|things up
got THEIR ... wrong|mixed|backwards|confused
fell short|behind on|of|with THEIR
lost track of THEIR
blew THEIR
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-erred",
    """
dropped the ball
let WHO down
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
forgot|forgotten|missed|lost|overlooked|ignored all? about? NAME
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
misread|misunderstood|misheard THEIR ... ORDERED
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
DID ... WRONG
DID ... BADLY
DID ... too much|little|few|many
SENT ... too late|early|short
DID ... by mistake|accident
DID ... in error
DID ... without THEIR
DID ... instead of
SENT ... late
double billed|charged|booked|invoiced|paid
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
    "mistake-should-have",
    """
should have|of told|warned|informed|notified|called|updated|let|kept WHO
should've told|warned|informed|notified|called|updated|let|kept WHO
should have|of DID|responded|followed|got|gotten|answered|caught|noticed|double-checked|flagged|escalated|spotted ... LATER
should've DID|responded|followed|answered|caught|noticed|flagged|spotted ... LATER
""",
    needs="somebody",
)
ERRORS.add(
    "mistake-not-back",
    """
not|haven't|hadn't|didn't gotten|got|get|come|called|call|replied|reply|answered|responded|respond|written|returned|return back? to? WHO|sooner|earlier|your|their
haven't|didn't|not get|got|gotten|come back to|with WHO
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
""",
)
# What stands by itself, whoever did it.
PLAIN = Ways(CLASSES)
PLAIN.add("mistake-ours", "my|our FAULT", needs="owned")
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
