"""What people say for short of a customer's name: "Hartwell" of Hartwell Hospital, "Blue Harbor" of Blue Harbor Foods.

Left out is what says what kind of company it is. What is left must be rare enough to mean them alone.
"""

from collections.abc import Collection, Iterable

from bot.customer_names import LEGAL_FORMS, fold
from bot.languages.english.sayings import COMMON
from bot.languages.english.words import GIVEN_NAMES
from bot.languages.word_lists import listed
from bot.listening_names import WORDS_TOO

# What companies are, in the languages that Kept listens in; folded, as names are compared.
TRADES = listed(
    "hospital hospitals clinic clinics dental pharma pharmacy medical health healthcare care water waters dairy dairies bottling bakery"
    " bakeries brewery breweries winery wines coffee tea chocolate foods food fish meats meat farms farm furniture textiles fashion"
    " industries industry industrial group holding holdings logistics transport transports trading trade services service solutions"
    " systems system software technologies technology tech labs lab laboratories works engineering electric electronics energy power"
    " motors motor auto cars construction builders building buildings homes properties property realty estates estate hotel hotels"
    " restaurant restaurants cafe insurance bank banking capital finance financial partners associates consulting consultants advisors"
    " advisory agency media design studio studios digital print printing press publishing books school college university institute"
    " academy foundation sports fitness travel tours airlines airways shipping marine freight cargo couriers courier post telecom networks"
    " network security cleaning plumbing heating pumps pump steel metals metal mining minerals chemicals chemical plastics packaging paper"
    " wood timber glass ceramics tools machines machinery equipment supplies supply stores store shop markets market retail wholesale"
    " international europe global enterprises ventures mills mill plant factory museum library council"
    " grupp ehitus teenused kaubandus toostus haigla kool pank piim piimatoostus leib moobel elekter trukikoda hotell"
)
# Of these alone nobody knows whose they are: "Northern" of Northern Foods, "Tallinn" of Tallinn Water.
EVERYBODYS = listed(
    "north south east west northern southern eastern western central upper lower royal grand golden gold silver blue red green white black"
    " modern classic premium quality city town county state national united american british english german french dutch swedish finnish"
    " danish norwegian estonian latvian lithuanian polish baltic nordic scandinavian european asian african atlantic pacific mountain lake"
    " river valley harbor harbour forest garden tallinn tartu parnu narva riga vilnius helsinki stockholm oslo london paris berlin york"
    " pohja louna ida laane kesk eesti tallinna balti rae viru"
)
SHORTEST = 4


LEFT_OUT = TRADES | LEGAL_FORMS
TOO_COMMON = WORDS_TOO | COMMON | GIVEN_NAMES | TRADES | EVERYBODYS


def short_of(name: str) -> str:
    """What is left of a name without the words behind it that say what kind of company it is, as it is written; "" where
    nothing is left out, or too little would be left to mean them."""
    written = name.split()
    left = len(written)
    while left > 1 and _folded(written[left - 1]) in LEFT_OUT:
        left -= 1
    if left == len(written) or all(_folded(word) in LEGAL_FORMS for word in written[left:]):
        return ""
    short = " ".join(written[:left]).rstrip(",&-– ")
    folded = fold(short)
    if " " in folded:
        return short
    return "" if folded in TOO_COMMON or len(folded) < SHORTEST or not short[0].isupper() else short


def _folded(word: str) -> str:
    """A word as names are compared; most are plain, and there are ten thousand names to look at."""
    return word.lower() if word.isascii() and word.isalpha() else fold(word)


def shorts(names: Iterable[tuple[str, str]], taken: Collection[str]) -> dict[str, str]:
    """What is said for short, folded, of names given as (folded, as it is written): by the folded name, with how it is
    written. What is somebody's own name (`taken`, folded) is left out."""
    found = {folded: short for folded, name in names if (short := short_of(name))}
    return {folded: short for folded, short in found.items() if fold(short) not in taken}
