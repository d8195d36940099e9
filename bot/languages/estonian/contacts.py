"""Estonian: the words by which people say how they met a customer, how that sounded, and what comes next."""

from bot.languages.word_lists import ContactWords, listed

ESTONIAN = ContactWords(
    how={
        "call": listed(
            "helistasin helistasime helistas helistasid kõne telefonikõne rääkisin rääkisime telefonis telefoniga"
        ),
        "visit": listed(
            "kohtusin kohtusime kohtumine külastasin külastasime käisin käisime koosolek lõunatasin lõunatasime lõuna külas"
        ),
        "mail": listed(
            "kirjutasin kirjutasime kirjutas meilisin meilisime meilis kiri kirja meil meili vastas vastasin e-kiri"
        ),
        "chat": listed("sõnum sõnumi tekstisin"),
        "event": listed("mess messil konverents konverentsil seminar seminaril"),
        "gift": listed("kingitus kingituse lilled lilli"),
    },
    deeds=listed(
        "helistasin helistasime rääkisin rääkisime kohtusin kohtusime külastasin külastasime käisin käisime kirjutasin kirjutasime saatsin"
        " saatsime meilisin meilisime vastasin vastasime"
    ),
    attempts=(
        "ei vastanud",
        "ei vasta",
        "ei võtnud vastu",
        "ei saanud kätte",
        "jätsin kõneposti",
        "jätsin teate",
    ),
    glad=listed("rahul õnnelik õnnelikud rõõmus rõõmsad kiitis kiitsid tänas tänasid tänulik"),
    unhappy=listed(
        "rahulolematu rahulolematud pahane pahased vihane vihased mures kurtis kurtsid kaebas kaebasid pettunud häiritud"
    ),
    negations=listed("pole ei polnud"),
    ahead=listed("järgmine järgmisel järgmise järgmiseks tuleval tuleva"),
    next=r"järgmi(?:ne|seks)(?:\ssamm)?:?",
)
