"""What people write in Estonian: sentences that are a promise, a mistake or a contact, and many that are none."""

PROMISES = """
Saadan Acmele pakkumise reedeks
Saadame Globexile uue pumba homme teele
Saadan sulle lepingu täna õhtuks
Saadan teile joonised järgmisel nädalal
Homme saadan Danale hinnakirja
Edastan kliendile arve täna
Toimetame varuosad kohale neljapäevaks
Tarnime Initechile kümme pumpa 15. aprilliks
Helistan Danale homme tagasi
Helistan neile kell 15
Vastan kliendile hiljemalt esmaspäeval
Kirjutan Lenale täna
Annan teada, kui pumbad saabuvad
Annan sulle homme teada
Hoian teid kursis
Võtan nendega ühendust järgmisel nädalal
Võtame teiega homme ühendust
Tulen vastusega reedeks tagasi
Lubasin Acmele uue pumba reedeks saata
Lubasime Danale, et vahetame klapi tasuta välja
Luban selle homseks ära teha
Parandame arve ära ja saadame kliendile uue
Vahetame Globexile katkise anduri välja
Asendame Acmele mõlemad klapid
Tagastame neile ettemaksu
Hüvitame kliendile transpordi
Teen pakkumise kolmapäevaks valmis
Teeme aruande kuu lõpuks valmis
Koostan Hoolile pakkumise
Valmistan lepingu ette nädala lõpuks
Kontrollin arve homme üle ja vastan neile
Uurin järele ja annan teada
Paigaldame uue seadme 3. juunil
Tellin varuosad täna ära
Broneerin tehniku reedeks
Korraldan kohtumise järgmiseks nädalaks
Toon Danale näidised esmaspäeval
Viin paki homme ise kohale
Maksame tarnijale arve täna ära
Saadan niipea kui laos on kaup, Acmele kohe teate
Ütlesin Danale, et saadame pumba homme
Klient saab minult homme vastuse
Luban Danale, et pump on esmaspäeval kohal
Jätan Danale kaks filtrit kõrvale
Tegelen kaebusega täna ära
"""

MISTAKES = """
Unustasin Acmele arve saata
Unustasime kliendile helistada
Unustasin Dana tellimuse
Saatsin Danale vale hinnakirja
Saatsime Globexile vale pumba
Andsin kliendile vale hinna
Panime pakki valed varuosad
Saatsin arve kaks korda
Arve läks valesti
Tellimus läks sassi
Saadetis läks valele aadressile
Arve läks topelt välja
Vale arve läks Acmele
Saatsin lepingu kogemata Hoolile
Eksisin pakkumise hinnaga
Tegime arves vea
Tegin Acme tellimuses vea
Ajasime Acme ja Globexi tellimused segi
Magasime Hooli tähtaja maha
Jätsin Danale vastamata
Jätsime kliendile teatamata, arve jäi saatmata
Kliendi kiri jäi vastamata
Pump läks katki, see on meie viga
See oli minu viga ja ma räägin Danaga
Vabandame vea pärast arves
Vabandust eksituse pärast
Oleksin pidanud kliendile helistama
Kaotasime Globexi lepingu ära
Jäime tarnega kliendile hiljaks
Lubasin Danale reedet, aga unustasin arve
Ma ei saatnud kliendile arvet, kuigi lubasin
"""

CONTACTS = """
Rääkisin Danaga
Rääkisin täna hommikul Lenaga hindadest
Rääkisime eile kliendiga
Kohtusin Globexi ostjaga
Kohtusime eile Danaga
Helistasin Danale
Helistasin just Acmele, kõik on korras
Kirjutasin Lenale uue tähtaja kohta
Suhtlesin täna Raviga
Arutasime Danaga lepingut
Käisin täna Globexis
Käisime eile kliendi juures
Külastasime Acmet
Sain Danalt kirja
Sain Acmelt vastuse
Saime kaebuse Globexilt
Dana helistas, tahab külastust edasi lükata
Lena Tamm kirjutas täna
Danaga rääkisin eile
Rääkisin Acme ostujuhiga arvest
Just lõpetasin kõne Danaga
Oli hea kohtumine Danaga
"""

NONE = """
Kas saadad Acmele pakkumise?
Kas ma saadan Danale arve?
Millal me tarnime?
Ma ei saada neile enne midagi
Ei helista talle täna
Me ei lubanud midagi
Ei rääkinud Danaga
Ma pole Danale helistanud
Võib-olla saadan homme Danale
Äkki helistan talle homme
Ehk saadame neile näidise
Vist saadame reedeks
Loodan, et saadame reedeks
Kui Dana maksab, saadame pumba
Saadan pumba, kui leping on allkirjastatud
Saadaksin selle homme Danale
Peaksin Danale helistama
Tahaks Danaga rääkida
Dana saadab meile joonised reedeks
Dana lubas reedeks vastata
Nad saadavad arve homme
Ta ütles, et saadab selle reedeks
Tarnija saatis meile vale osa
Klient unustas maksta
Saada Acmele pakkumine reedeks
Helista Danale
Palun helista kliendile
Proovin seda
Vaatan
Vaatan seda homme
Teen ära
Olen homme väljas
Olen reedel puhkusel
Lähen lõunale
Lähen koju
Tulen homme kontorisse
Jään hiljaks
Aitäh
Vabandust
Sorry hilinemise pärast
Vabandust, jäin hiljaks
Unustasin parooli
Unustasin võtmed koju
See on vale
Midagi läks valesti
Koodis on viga
Parandan testi homme
Kohtumine Danaga on homme
Homme on koosolek Acmega
Räägin sinuga homme
Keegi helistas
Kes helistas?
Ära saada neile vana hinnakirja
Tavaliselt saadan neile kaardi
Alati helistan Danale reedel
Arvan, et saadame selle homme
`saadan Acmele pakkumise reedeks`
> Saadan Acmele pakkumise reedeks
Mul on nende leping
Räägime homme
Näeme reedel
Saatsin kliendile arve ära
Homme on koosolek Danaga
"""
