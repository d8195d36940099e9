"""Estonian words of listening: what "I" and "we" do for others, did wrong, and whom we talked to."""

from bot.languages.word_lists import listed
from bot.listening_patterns import Class, Ways
from bot.listening_text import SOMEBODY, Heard

CASE_ENDINGS = listed(
    "i t d s st sse l le lt ks ni na ta ga is ist isse il ile ilt iks ini ina ita iga it e el ele elt eks eni ega es est esse a al ale alt aks aga"
)
"""Endings that a name may carry, with the vowel that a foreign one takes before them: Acmele, Globexile."""

TO = listed("sulle teile talle neile kõigile nendele temale meeskonnale")
WHOM = listed("sind teid teda neid")
WITH = listed("temaga nendega sinuga teiega")
FROM = listed("temalt talt neilt nendelt")
PEOPLE = listed(
    "klien ostja tarnija partneri ülemuse juhi inseneri raamatupidaja hankija juristi esindaja omaniku tehase lao panga direktori juhataja"
    " kliendi töövõtja edasimüüja hooldaja tellija allhankija vedaja üürniku"
    " juht insener klient partner"
)
SHORTEST_COMPOUND = 4


def is_of_people(stem: str) -> bool:
    """Whether a word's stem says who somebody is: "kliendi", "ostujuhi"."""
    return stem in PEOPLE or any(stem.endswith(each) for each in PEOPLE if len(each) >= SHORTEST_COMPOUND)


def _ending(heard: Heard, place: int, ending: str, pronouns: frozenset[str]) -> int:
    if place >= len(heard.low):
        return 0
    word = heard.low[place]
    if word in pronouns:
        return place + 1
    if not word.endswith(ending):
        return 0
    is_name = (
        place in heard.named
        or (heard.written[place][0].isupper() and place > 0)
        or heard.written[place] == SOMEBODY
    )
    return place + 1 if is_name or is_of_people(word.removesuffix(ending).removesuffix("-")) else 0


def to_whom(heard: Heard, place: int) -> int:
    """Reads for whom it is: "Acmele", "kliendile", "sulle", or a name and its case ending: "Dana Kasele"."""
    return _named(heard, place, "le", TO)


def with_whom(heard: Heard, place: int) -> int:
    """Reads with whom: "Danaga", "kliendiga", "temaga"."""
    return _named(heard, place, "ga", WITH)


def from_whom(heard: Heard, place: int) -> int:
    """Reads from whom: "Danalt", "kliendilt"."""
    return _named(heard, place, "lt", FROM)


def _named(heard: Heard, place: int, ending: str, pronouns: frozenset[str]) -> int:
    """Somebody in one case; what stands before the last name stays in the genitive."""
    for at in range(place, min(place + 3, len(heard.low))):
        found = _ending(heard, at, ending, pronouns)
        if found:
            return found
        if not heard.written[at][0].isupper():
            return 0
    return 0


def somebody(heard: Heard, place: int) -> int:
    """Reads a name in any case."""
    if place < len(heard.low) and (place in heard.named or (place > 0 and heard.written[place][0].isupper())):
        return place + 1
    return 0


def _first_person(stems: str) -> frozenset[str]:
    return frozenset(stem + ending for stem in stems.split() for ending in ("n", "me"))


def _past(stems: str) -> frozenset[str]:
    return frozenset(stem + ending for stem in stems.split() for ending in ("sin", "sime"))


BUSINESS = listed(
    "arve arved arvet arves arvel pakkumine pakkumise pakkumist pakkumises leping lepingu lepingut tellimus tellimuse tellimust tellimuses"
    " tarne saadetis saadetise saadetist pakk paki pump pumba pumbad varuosa varuosad hind hinna hinnad hinda summa makse aadress aadressi"
    " tähtaeg tähtaja kohtumine kohtumise koosolek kiri kirja manus fail dokument dokumendid aruanne hinnakiri hinnakirja kogus koguse"
    " joonis joonise joonised paigaldus seade seadme masin masina toode tooted kaup kauba broneering aeg aja kuupäev kuupäeva saatedokument"
    " sertifikaat kliendi klient kliendile arveid tellimused"
)
CODE = listed(
    "funktsioon funktsiooni meetod meetodi muutuja klass klassi kood koodi api json test testi haru commit serveri kompilaator"
)
CLASSES: dict[str, Class] = {
    "KELLELE": to_whom,
    "KELLEGA": with_whom,
    "KELLELT": from_whom,
    "NIMI": somebody,
    "KEDA": WHOM,
    "SAADAN": _first_person(
        "saada edasta toimeta tarni too vii tagasta hüvita krediteeri asenda vaheta paranda paigalda esita jaga vormista läkita posita väljasta"
        " laadi maksa kompenseeri tasu arveta"
    ),
    # For a customer who is named this needs no time.
    "MENDING": _first_person("asenda paranda krediteeri hüvita tagasta vaheta kompenseeri"),
    "HELISTAN": _first_person(
        "helista vasta kirjuta teavita ütle räägi küsi selgita teata meili saada tutvusta näita"
    ),
    "TEEN": _first_person(
        "tee koosta valmista kontrolli uuri vaata lisa muuda lõpeta kinnita telli broneeri korralda organiseeri tõlgi prindi pane uuenda"
        " seadista testi mõõda joonista arvuta käivita tühista lepi tegele"
    ),
    "ANNAN": _first_person("anna"),
    "VÕTAN": _first_person("võta"),
    "HOIAN": _first_person("hoia"),
    "TULEN": _first_person("tule"),
    "SAAN": _first_person("saa"),
    "LUBAN": _first_person("luba taga"),
    "LUBASIN": _past("luba taga"),
    "SAATA": listed(
        "saata edastada toimetada tarnida tuua viia tagastada hüvitada asendada vahetada parandada paigaldada esitada helistada vastata kirjutada"
        " teavitada öelda lisada teha tellida koostada kontrollida arveldada broneerida kinnitada maksta anda küsida uuendada saabuda märkida"
        " panna pakkida ära"
    ),
    "UNUSTASIN": listed("unustasin unustasime"),
    "ARVE": BUSINESS,
    "SAATSIN": _past(
        "andsi saat paiga toimeta tarni edasta esita telli väljasta paki kirjuta broneeri paigalda märki kasuta teata"
    )
    | listed(
        "saatsin saatsime andsin andsime panin panime tõin tõime viisin viisime pakkusin pakkusime tegin tegime arveldasin arveldasime lubasin"
        " lubasime ütlesin ütlesime müüsin müüsime sisestasin sisestasime pakkisin pakkisime märkisin märkisime võtsin võtsime kustutasin kustutasime"
    ),
    "VALE": listed(
        "vale valed valet valele valesse vana vanad vanale topelt valesti ekslikult kogemata liiga aegunud vigase vigane vigased valede puuduliku"
    ),
    "VIGA": listed("viga vead süü eksimus eksitus möödalaskmine"),
    "VEA": listed("vea vigade eksituse eksimuse segaduse topeltarve vale hilinemise"),
    "VABANDAN": listed("vabandan vabandame vabandust vabandage vabandused"),
    "RÄÄKISIN": listed(
        "rääkisin rääkisime kohtusin kohtusime suhtlesin suhtlesime vestlesin vestlesime arutasin arutasime saime sain pidasin pidasime lõunatasin"
        " lõunatasime leppisin leppisime olin olime"
    ),
    "HELISTASIN": listed(
        "helistasin helistasime kirjutasin kirjutasime vastasin vastasime teatasin teatasime"
    ),
    "KIRI": listed(
        "kirja meili e-kirja kõne telefonikõne teate vastuse sõnumi kaebuse tagasiside päringu tellimuse"
    ),
    "NÜÜD": listed("just täna eile hommikul hiljuti uuesti äsja korra"),
    "MATA": listed(
        "saatmata tegemata lisamata teavitamata vastamata helistamata tellimata arveldamata märkimata kontrollimata kinnitamata ütlemata tarnimata"
    ),
}
PROMISES = Ways(CLASSES)
PROMISES.add(
    "et-lubadus-teada",
    """
ANNAN KELLELE? teada
ANNAN ... teada
HOIAN ... kursis
VÕTAN ... ühendust
TULEN ... tagasi
ANNAN KELLELE vastuse|tagasisidet
""",
)
PROMISES.add("et-lubadus-saadan", "SAADAN|TEEN|HELISTAN|ANNAN", needs="somebody")
PROMISES.add("et-lubadus-saab", "saab|saavad|saate|saad minult|meilt", needs="time")
PROMISES.add("et-lubadus-saadan", "jätan|jätame KELLELE ... kõrvale|alles")
PROMISES.add("et-lubadus-saadan", "MENDING", needs="known")
PROMISES.add("et-lubadus-teen", "SAADAN|TEEN|HELISTAN|SAAN|ANNAN", needs="time")
SWORN = Ways(CLASSES)
SWORN.add(
    "et-lubadus-luban",
    """
LUBASIN KELLELE|et|SAATA
LUBAN ... SAATA
LUBAN ... et
LUBASIN ... et|SAATA
""",
)
MISTAKES = Ways(CLASSES)
MISTAKES.add("et-viga-unustasin", "UNUSTASIN", needs="business")
MISTAKES.add(
    "et-viga-vale",
    """
SAATSIN ... VALE
SAATSIN ... kaks korda
""",
    needs="business",
)
MISTAKES.add(
    "et-viga-eksisin",
    """
eksisin|eksisime|hilinesin|hilinesime
tegin|tegime ... vea|vigu|eksimuse
ajasin|ajasime ... segi|sassi
magasin|magasime ... maha
kaotasin|kaotasime ... ära
jäin|jäime ... hiljaks
kuigi|ehkki lubasin|lubasime|pidin|pidime
""",
    needs="business",
)
MISTAKES.add(
    "et-viga-tegemata",
    """
jätsin|jätsime ... MATA|ootama|välja|maha
jäi|jäid ... MATA
""",
    needs="business",
)
MISTAKES.add(
    "et-viga-oleks",
    """
oleksin|oleksime|pidanuksin|pidanuksime pidanud? ... teavitama|ütlema|saatma|helistama|hoiatama|vastama|kontrollima
""",
    needs="business",
)
MISTAKES.add("et-viga-meie", "meie|minu VIGA", needs="more")
MISTAKES.add(
    "et-viga-läks",
    """
läks|läksid|sai ... valesti|sassi|kaduma|kaotsi|topelt
vale|valed|topelt ARVE läks|saadeti|tarniti|sai
läks|läksid|saadeti|tarniti vale|valed|valele|valesse|topelt
""",
    needs="business",
)
MISTAKES.add(
    "et-viga-vabandame",
    """
VABANDAN VEA ... pärast
VABANDAN ... VEA pärast
""",
)
CONTACTS = Ways(CLASSES)
CONTACTS.add(
    "et-kontakt-rääkisin",
    """
RÄÄKISIN ... KELLEGA
HELISTASIN NÜÜD? KELLELE
saatsin|saatsime KELLELE NÜÜD? KIRI
saatsin|saatsime NÜÜD? KIRI KELLELE
lõpetasin|lõpetasime kõne|koosoleku|kohtumise KELLEGA
oli|olid ... kohtumine|koosolek|kõne|vestlus|lõuna KELLEGA
kohtumine|koosolek|kõne|vestlus|lõuna KELLEGA läks|oli|lõppes|tehtud
helistati|kirjutati NIMI
käisin|käisime NÜÜD? NIMI
käisin|käisime ... juures|külas
külastasin|külastasime NIMI|klienti
sain|saime KELLELT KIRI
sain|saime KIRI KELLELT
sain|saime ... KELLEGA ühendust|kokku
""",
)
THEY_CALLED = listed("helistas helistasid kirjutas kirjutasid vastas vastasid meilis käis käisid")
