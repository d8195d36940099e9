"""Estonian words of dates and times in their cases, made from their stems: "reede", "reedel", "reedeks", "enne reedet"."""

from bot.languages.word_lists import expressions, listed
from bot.said import Edge, Part, Unit

# What a case says of a date: by it, until it, or that it is merely named.
BY, UNTIL, PLAIN, PART = "by", "until", "plain", "partitive"
CASES = {
    "": PLAIN, "l": PLAIN, "s": PLAIN, "ks": BY, "ni": UNTIL, "le": PLAIN, "lt": PLAIN, "st": PLAIN, "sse": PLAIN, "ga": PLAIN, "na": PLAIN,
}  # fmt: skip
"""Endings on the genitive stem."""

Form = tuple[int, str]

DAY_STEMS = {0: "esmas", 1: "teisi", 2: "kolma", 3: "nelja", 5: "lau", 6: "püha"}
MONTHS = {
    1: "jaanuar jaanuari", 2: "veebruar veebruari", 3: "märts märtsi", 4: "aprill aprilli", 5: "mai mai", 6: "juuni juuni", 7: "juuli juuli",
    8: "august augusti", 9: "september septembri", 10: "oktoober oktoobri", 11: "november novembri", 12: "detsember detsembri",
}  # fmt: skip
"""Nominative and genitive."""
SHORT_MONTHS = {"jaan": 1, "veebr": 2, "apr": 4, "aug": 8, "sept": 9, "okt": 10, "nov": 11, "dets": 12}
PARTITIVES = {
    1: "jaanuari jaanuarit", 2: "veebruari veebruarit", 3: "märtsi märtsit", 4: "aprilli", 5: "maid", 6: "juunit", 7: "juulit",
    8: "augustit", 9: "septembrit", 10: "oktoobrit", 11: "novembrit", 12: "detsembrit",
}  # fmt: skip
# Words of other languages, too; alone they are no month.
AMBIGUOUS_MONTHS = listed("mai mail mais maid maini august mains maist maile maiga")


def _weekdays() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for number, stem in DAY_STEMS.items():
        forms[stem + "päev"] = (number, PLAIN)
        forms |= {stem + "päeva" + ending: (number, case) for ending, case in CASES.items()}
    forms |= {"reede" + ending: (4, case) for ending, case in CASES.items()}
    return forms | {"reedet": (4, PART)}


def _months() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for number, names in MONTHS.items():
        nominative, stem = names.split()
        for base in (stem, stem + "kuu"):
            forms |= {base + ending: (number, case) for ending, case in CASES.items()}
        forms[nominative] = (number, PLAIN)
        forms |= {name: (number, PART) for name in PARTITIVES[number].split() if name not in forms}
        forms[stem + "kuud"] = (number, PART)
    return forms | {name: (number, PLAIN) for name, number in SHORT_MONTHS.items()}


WEEKDAYS = _weekdays()
MONTH_FORMS = _months()
HABITS = listed(
    "iga igal igaks igas esmaspäeviti teisipäeviti kolmapäeviti neljapäeviti reedeti laupäeviti pühapäeviti hommikuti õhtuti alates"
)
"""Words that make what follows a habit, or the begin of something."""

NEAR_DAYS: dict[str, tuple[int, str]] = {
    word: (days, case)
    for days, case, words in (
        (0, PLAIN, "täna tänasel tänane tänast"),
        (0, BY, "tänaseks"),
        (0, UNTIL, "tänaseni"),
        (1, PLAIN, "homme homsel homne homset"),
        (1, BY, "homseks"),
        (1, UNTIL, "homseni"),
        (2, PLAIN, "ülehomme ülehomsel"),
        (2, BY, "ülehomseks"),
        (2, UNTIL, "ülehomseni"),
        (-1, PLAIN, "eile eilne eilsel eilset"),
        (-2, PLAIN, "üleeile"),
    )
    for word in words.split()
}
OF_NEAR_DAYS = {"tänase": 0, "homse": 1, "ülehomse": 2, "eilse": -1}

NUMBERS = {
    word: number
    for number, words in {
        0.5: "pool poole", 1: "üks ühe", 1.5: "poolteist pooleteise", 2: "kaks kahe paar paari", 3: "kolm kolme", 4: "neli nelja", 5: "viis viie",
        6: "kuus kuue", 7: "seitse seitsme", 8: "kaheksa", 9: "üheksa", 10: "kümme kümne", 11: "üksteist üheteistkümne üheteist",
        12: "kaksteist kaheteistkümne kaheteist", 13: "kolmteist kolmeteistkümne", 14: "neliteist neljateistkümne", 15: "viisteist viieteistkümne",
        20: "kakskümmend kahekümne", 24: "kakskümmend-neli", 30: "kolmkümmend kolmekümne", 45: "nelikümmend-viis", 60: "kuuskümmend kuuekümne",
    }.items()
    for word in words.split()
}  # fmt: skip
HOURS = {
    word: int(number)
    for word, number in NUMBERS.items()
    if number == int(number) and 1 <= number <= 12 and not word.startswith("paar")
}
HOURS_BY = {
    "üheks": 1, "kaheks": 2, "kolmeks": 3, "neljaks": 4, "viieks": 5, "kuueks": 6, "seitsmeks": 7, "kaheksaks": 8, "üheksaks": 9, "kümneks": 10,
    "üheteistkümneks": 11, "üheteistks": 11, "kaheteistkümneks": 12, "kaheteistks": 12,
}  # fmt: skip
HOURS_UNTIL = {word.removesuffix("ks") + "ni": hour for word, hour in HOURS_BY.items()}

ORDINAL_STEMS = {
    1: "esimese", 2: "teise", 3: "kolmanda", 4: "neljanda", 5: "viienda", 6: "kuuenda", 7: "seitsmenda", 8: "kaheksanda", 9: "üheksanda",
    10: "kümnenda", 11: "üheteistkümnenda", 12: "kaheteistkümnenda", 13: "kolmeteistkümnenda", 14: "neljateistkümnenda", 15: "viieteistkümnenda",
    16: "kuueteistkümnenda", 17: "seitsmeteistkümnenda", 18: "kaheksateistkümnenda", 19: "üheksateistkümnenda", 20: "kahekümnenda",
    30: "kolmekümnenda",
}  # fmt: skip
ORDINALS: dict[str, Form] = {
    stem + ending: (number, case) for number, stem in ORDINAL_STEMS.items() for ending, case in CASES.items()
}
TENS = {"kahekümne": 20, "kolmekümne": 30}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

UNIT_WORDS: dict[Unit, str] = {
        "minute": "minuti minutit min minut", "hour": "tunni tundi tund h", "day": "päeva päev", "workday": "tööpäeva tööpäev",
        "week": "nädala nädalat nädal", "weekend": "nädalavahetuse", "month": "kuu kuud", "quarter": "kvartali kvartalit", "year": "aasta aastat",
}  # fmt: skip
UNITS: dict[str, Unit] = {word: unit for unit, words in UNIT_WORDS.items() for word in words.split()}
PERIOD_STEMS: dict[str, Unit] = {
    "nädala": "week",
    "kuu": "month",
    "kvartali": "quarter",
    "aasta": "year",
    "nädalavahetuse": "weekend",
    "nädalalõpu": "weekend",
}
PERIODS: dict[str, tuple[Unit, str]] = {
    stem + ending: (unit, case) for stem, unit in PERIOD_STEMS.items() for ending, case in CASES.items()
} | {"nädal": ("week", PLAIN), "kvartal": ("quarter", PLAIN), "nädalavahetus": ("weekend", PLAIN)}
OF_UNITS: dict[str, Unit] = {
    "päeva": "day", "tööpäeva": "day", "nädala": "week", "töönädala": "week", "kuu": "month", "kvartali": "quarter", "aasta": "year", "nädalavahetuse": "weekend",
}  # fmt: skip
SEASONS: dict[str, Form] = {
    stem + ending: (number, case)
    for number, stem in ((1, "kevade"), (2, "suve"), (3, "sügise"), (4, "talve"))
    for ending, case in CASES.items()
}
EDGE_WORDS: tuple[tuple[Edge, str, str], ...] = (
    ("end", PLAIN, "lõpus lõpul lõpp lõppedes"),
    ("end", BY, "lõpuks"),
    ("end", UNTIL, "lõpuni"),
    ("end", PART, "lõppu"),
    ("early", PLAIN, "alguses algul algupoolel"),
    ("start", BY, "alguseks"),
    ("start", PART, "algust"),
    ("mid", PLAIN, "keskel keskpaigas"),
    ("mid", BY, "keskpaigaks keskeks"),
    ("mid", UNTIL, "keskpaigani"),
    ("mid", PART, "keskpaika"),
)
EDGES: dict[str, tuple[Edge, str]] = {
    word: (edge, case) for edge, case, words in EDGE_WORDS for word in words.split()
}
TURNS = {
    word: offset
    for offset, words in (
        (0, "see sel selle sellel selleks käesoleva käesoleval jooksva jooksval seda"),
        (
            1,
            "järgmine järgmise järgmisel järgmiseks järgmises järgmist tulev tuleva tuleval tulevaks saabuva saabuval uuel uue uueks",
        ),
        (2, "ülejärgmine ülejärgmise ülejärgmisel ülejärgmiseks ülejärgmises"),
        (-1, "eelmine eelmise eelmisel eelmises möödunud läinud"),
    )
    for word in words.split()
}
DAY_PART_WORDS: tuple[tuple[Part, str, str], ...] = (
    ("morning", PLAIN, "hommikul hommik hommikust"),
    ("morning", BY, "hommikuks"),
    ("morning", UNTIL, "hommikuni"),
    ("lunch", PLAIN, "lõunal lõuna lõunaajal"),
    ("lunch", BY, "lõunaks keskpäevaks"),
    ("lunch", UNTIL, "lõunani keskpäevani"),
    ("lunch", PART, "lõunat keskpäeva"),
    ("afternoon", PLAIN, "pärastlõunal pealelõunal pärastlõuna"),
    ("afternoon", BY, "pärastlõunaks"),
    ("evening", PLAIN, "õhtul õhtu"),
    ("evening", BY, "õhtuks"),
    ("evening", UNTIL, "õhtuni"),
    ("evening", PART, "õhtut"),
    ("night", PLAIN, "öösel öö"),
    ("night", BY, "ööseks"),
    ("midnight", BY, "südaööks keskööks"),
    ("midnight", UNTIL, "südaööni keskööni"),
    ("midnight", PART, "südaööd keskööd"),
)
DAY_PARTS: dict[str, tuple[Part, str]] = {
    word: (part, case) for part, case, words in DAY_PART_WORDS for word in words.split()
}
NOT_YET = expressions(
    "esimesel võimalusel,esimesel vabal hetkel,niipea kui võimalik,nii pea kui võimalik,niipea kui saan,niipea kui saame,"
    "võimalikult kiiresti,võimalikult ruttu,võimalikult kiirelt,nii kiiresti kui võimalik,nii ruttu kui võimalik,lähiajal,"
    "lähipäevil,lähipäevadel,lähinädalatel,peagi,varsti,millalgi,mõne päeva pärast,mõne nädala pärast"
)
