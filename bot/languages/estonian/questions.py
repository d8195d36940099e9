"""Estonian: how customers ask, with and without a question mark."""

from bot.languages.word_lists import listed
from bot.listening_questions import Forms, phrases

ESTONIAN = Forms(
    requests=phrases(
        "kas, millal, mis ajal, mis kell, mis kuupäeval, mis hinnaga, mis seis, mis on, kus on, kus asub, kuhu, kust, kuidas, kui palju,"
        " kui kaua, kui kiiresti, kui pikk, kui suur, miks, kes saab, kes on, kellele, kelle poole, milline, milliseid, mitu, mida",
        "palun saatke, palun saada, palun andke, palun anna, palun kinnitage, palun kinnita, palun helistage, palun helista,"
        " palun vaadake, palun kontrollige, palun öelge, palun vastake, palun teatage, palun täpsustage, palun jagage",
        "andke teada, anna teada, andke palun, anna palun, saatke palun, saada palun, öelge palun, teatage palun, kinnitage palun",
        "saaksite, saaksid, kas saaksite, võiksite, võiksid, oskate öelda, oskad öelda, oleks võimalik, tahaks teada, tahaksin teada,"
        " tahaksime teada, sooviksin teada, sooviksime teada, soovin teada, soovime teada",
        "ootame ikka, ootan ikka, ootame endiselt, ootan endiselt, ootame vastust, ootan vastust, ootame veel, ootan veel,"
        " on teil, on sul, kas on",
    ),
    before=listed(
        "tere tervist hei hommikust päevast õhtust kõigile kõik aga ja nii veel üks teine küsimus kiire väike lihtsalt aitäh tänan"
        " suur okei ok palju uuesti muide ahjaa hea head päeva"
    ),
    small=phrases(
        "kuidas läheb, kuidas sul läheb, kuidas teil läheb, kuidas elad, kuidas elate, kuidas nädalavahetus, kuidas puhkus, mis teed,"
        " mis uudist, kas pole, eks, eks ole, onju, on ju, tõesti, päriselt, miks mitte, kes teab, mis seal ikka, kas tead mis",
    ),
    closings=phrases(
        "kui teil on küsimusi, kui on küsimusi, kui tekib küsimusi, kui midagi on vaja, kui midagi vaja, aitäh küsimast",
    ),
    withdrawn=phrases(
        "pole vaja, pole enam vaja, ei ole vaja, ei ole enam vaja, unustage ära, unusta ära, leidsin üles, leidsime üles, leidsin vastuse,"
        " sai korda, sai selgeks, sai lahendatud, töötab jälle, kõik korras",
    ),
)
