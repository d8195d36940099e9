"""English words of errors: what may be done wrongly, to what, and how wrong it was."""

from bot.languages.english.listening_words import BUSINESS, known, name, person
from bot.languages.word_lists import listed
from bot.listening_patterns import Class

ACCIDENTALLY = listed(
    "accidentally mistakenly inadvertently wrongly erroneously unintentionally incorrectly unknowingly carelessly prematurely"
)
DID = listed(
    "sent shipped gave given quoted billed charged invoiced told attached delivered entered booked ordered installed emailed e-mailed mailed"
    " posted printed put used provided packed labelled labeled sold paid forwarded deleted wrote uploaded scheduled promised picked supplied"
    " fitted built made transferred refunded credited loaded set published shared registered addressed mounted wired cut copied removed"
    " cancelled canceled closed overwrote configured drew dispatched issued dropped lost returned mixed replied applied linked chose selected"
    " recorded reported calculated activated approved typed signed measured assigned restored blocked cc'd cced ran printed read scheduled"
)
ERRED = listed(
    "mislabelled mislabeled misquoted botched misplaced miscalculated miscounted misstated misinformed misled overcharged undercharged"
    " overbilled underbilled double-billed double-charged double-booked double-invoiced doublebooked misrouted misfiled mishandled"
    " misaddressed mispriced mis-sent mis-shipped misshipped short-shipped shortshipped overlooked under-delivered underdelivered mis-sold"
    " missold misjudged mistyped misspelled misspelt misreported mis-billed mis-quoted overbooked mis-ordered"
    " overpaid underpaid oversold misdelivered misordered overstated understated miscommunicated misquoted mis-scheduled miskeyed leaked goofed spaced fumbled flubbed"
)
CLASSES: dict[str, Class] = {
    "WHO": person,
    "NAME": name,
    "DID": DID,
    "KNOWN": known,
    "BILLED": listed(
        "billed charged invoiced sent shipped delivered booked ordered paid entered credited refunded posted printed registered scheduled quoted"
    ),
    "SENT": DID - listed("told promised wrote put made set used gave given mixed"),
    "ERRED": ERRED,
    "WRONG": listed("wrong incorrect outdated incomplete false misleading mistaken unsigned unfinished"),
    # Of something that was given; what is old or broken may as well have been taken back.
    "STALE": listed(
        "duplicate faulty broken expired defective damaged cancelled canceled blank empty untested"
    ),
    "GIVEN": listed(
        "sent shipped gave given quoted billed charged invoiced delivered attached emailed e-mailed mailed sold supplied installed provided"
        " forwarded used told posted shared issued printed"
    ),
    "BADLY": listed("twice double incorrectly wrongly"),
    # What nobody but the other one has a use for; the rest may be a slip at one's own desk.
    "OUTWARD": listed(
        "send hit email e-mail mail forward ship deliver fax call phone ring inform notify warn reply answer respond invoice bill credit refund"
        " honor honour invite get follow deliver pay process attach"
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
    "FAULT": listed("mistake fault error bug bad oversight doing blunder mix-up slip-up failure omission"),
    "LATER": listed("earlier sooner before weeks days yesterday last already immediately that this"),
    "MISSABLE": listed(
        "deadline delivery date appointment meeting order orders payment window slot renewal cut-off cutoff shipment visit line item items step deadlines birthday anniversary pickup pick-up"
    ),
    "LOSABLE": listed(
        "file files order orders parcel parcels package packages paperwork form forms record records document documents ticket tickets request data key keys contract contracts shipment pallet payment payments cheque check mail email sample samples letter drawing drawings certificate"
    ),
    "NOW": listed("went was got were"),
    "ORDERED": listed(
        "order orders request requests note drawing drawings spec specs requirement requirements instructions mail email contract brief quote terms date dates figures numbers address deadline"
    ),
}
