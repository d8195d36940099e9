"""Due dates said in Estonian: every case a deadline stands in, and what looks like a date and is none."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import LANGUAGES, Found, NoDateYet, due, find, phrase, spoken
from bot.languages.estonian.words import EDGES, MONTH_FORMS, TURNS, UNITS, WEEKDAYS

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))  # a Wednesday

POINTS = """
täna                                    2026-03-11
tänaseks                                2026-03-11
homme                                   2026-03-12
homseks                                 2026-03-12
hiljemalt homme                         2026-03-12
ülehomme                                2026-03-13
ülehomseks                              2026-03-13
esmaspäeval                             2026-03-16
esmaspäevaks                            2026-03-16
teisipäevani                            2026-03-17
enne kolmapäeva                         2026-03-18
neljapäevaks                            2026-03-12
reedel                                  2026-03-13
enne reedet                             2026-03-13
reedeni                                 2026-03-13
laupäevaks                              2026-03-14
pühapäeval                              2026-03-15
kuni reedeni                            2026-03-13
hiljemalt reedel                        2026-03-13
järgmisel reedel                        2026-03-13
järgmiseks teisipäevaks                 2026-03-17
sel neljapäeval                         2026-03-12
ülejärgmisel esmaspäeval                2026-03-23
järgmise nädala reedeks                 2026-03-20
järgmise nädala esmaspäeval             2026-03-16
selle nädala lõpuks                     2026-03-13
järgmise nädala lõpuks                  2026-03-20
järgmiseks nädalaks                     2026-03-20
järgmisel nädalal                       2026-03-20
enne nädala lõppu                       2026-03-13
enne kuu lõppu                          2026-03-31
järgmise kuu lõpuks                     2026-04-30
aprilli lõpuks                          2026-04-30
mai keskel                              2026-05-15
juuni keskpaigaks                       2026-06-15
märtsi lõpuni                           2026-03-31
tänase päeva lõpuks                     2026-03-11
homse päeva lõpuks                      2026-03-12
tööpäeva lõpuks                         2026-03-11
kvartali lõpuks                         2026-03-31
teise kvartali lõpuks                   2026-06-30
3. kvartali lõpuks                      2026-09-30
2027. aasta lõpuks                      2027-12-31
15.04                                   2026-04-15
15.04.                                  2026-04-15
15.04.2027                              2027-04-15
01.06.27                                2027-06-01
hiljemalt 15.04                         2026-04-15
15.04-ks                                2026-04-15
reedel, 13.03                           2026-03-13
20. aprill                              2026-04-20
20. aprillil                            2026-04-20
20. aprilliks                           2026-04-20
enne 20. aprilli                        2026-04-20
5. mail                                 2026-05-05
kuni 5. maini                           2026-05-05
1. juuniks 2027                         2027-06-01
12 juuni                                2026-06-12
20ndaks juuniks                         2026-06-20
viiendaks juuniks                       2026-06-05
kahekümne viiendal mail                 2026-05-25
esimesel augustil                       2026-08-01
neljapäeval, 19. märtsil                2026-03-19
15. kuupäevaks                          2026-03-15
5. kuupäeval                            2026-04-05
20-ndaks                                2026-03-20
järgmise kuu 5. kuupäevaks              2026-04-05
kahe päeva pärast                       2026-03-13
kolme tööpäeva jooksul                  2026-03-16
kahe nädala pärast                      2026-03-25
2 nädala jooksul                        2026-03-25
paari päeva pärast                      2026-03-13
kuu aja pärast                          2026-04-11
kuu pärast                              2026-04-11
kolme kuu pärast                        2026-06-11
aasta pärast                            2027-03-11
nädala jooksul                          2026-03-18
10 päeva pärast                         2026-03-21
kaks päeva enne jaanipäeva              2026-06-22
jaanipäevaks                            2026-06-24
jõuludeks                               2026-12-25
uueks aastaks                           2026-12-31
isadepäevaks                            2026-11-08
kell 15                                 2026-03-11T15:00
kell 15.30                              2026-03-11T15:30
kella 16-ks                             2026-03-11T16:00
kella viieks                            2026-03-11T17:00
hiljemalt kell 12                       2026-03-11T12:00
homme kell 15                           2026-03-12T15:00
homme kella kolmeks                     2026-03-12T15:00
homme kell pool neli                    2026-03-12T15:30
homme kell kolmveerand kaks             2026-03-12T13:45
homme 9.30                              2026-03-12T09:30
reedel kell 10                          2026-03-13T10:00
reedeks kella 14ks                      2026-03-13T14:00
reede kell 9 hommikul                   2026-03-13T09:00
20. aprillil kell 14.15                 2026-04-20T14:15
15.04 kell 9                            2026-04-15T09:00
15.04 kl 10.00                          2026-04-15T10:00
poole tunni pärast                      2026-03-11T10:30
tunni pärast                            2026-03-11T11:00
kahe tunni jooksul                      2026-03-11T12:00
pooleteise tunni pärast                 2026-03-11T11:30
kahe ja poole tunni pärast              2026-03-11T12:30
45 minuti pärast                        2026-03-11T10:45
homme hommikuks                         2026-03-12T12:00
homme lõunaks                           2026-03-12T12:00
lõunaks                                 2026-03-11T12:00
täna õhtuks                             2026-03-11T23:59
reede õhtuks                            2026-03-13T23:59
homme pärast lõunat                     2026-03-12
homme tööpäeva lõpuks                   2026-03-12
reedel tööpäeva lõpuks                  2026-03-13
tööpäeva lõpuks esmaspäeval             2026-03-16
20. aprillil tööpäeva lõpuks            2026-04-20
aprilli viimasel reedel                 2026-04-24
järgmise kuu esimesel esmaspäeval       2026-04-06
kuu viimaseks tööpäevaks                2026-03-31
juuni esimesel nädalal                  2026-06-05
kuu 5. kuupäevaks                       2026-04-05
40. nädalal                             2026-10-02
nädalal 40                              2026-10-02
pärast nädalavahetust                   2026-03-16
nädal aega pärast reedet                2026-03-20
kaks nädalat pärast jõule               2027-01-08
"""

FOUND_IN = """
Saadan Acmele pakkumise reedeks                             2026-03-13      reedeks
Teeme arve 20. aprilliks valmis                             2026-04-20      20. aprilliks
Helistan Danale homme kell 10 tagasi                        2026-03-12T10:00  homme kell 10
Tarnime pumbad hiljemalt 15.04 Globexile                    2026-04-15      hiljemalt 15.04
Vastan neile nädala lõpuks.                                 2026-03-13      nädala lõpuks
Tähtaeg: 1. mai                                             2026-05-01      Tähtaeg: 1. mai
Lubasin, et leping on neil enne kuu lõppu käes              2026-03-31      enne kuu lõppu
Nad saavad varuosad kahe nädala pärast                      2026-03-25      kahe nädala pärast
Pakkumine peab olema järgmise nädala teisipäevaks valmis    2026-03-17      järgmise nädala teisipäevaks
Tulen teie juurde neljapäeval kell 13.30                    2026-03-12T13:30  neljapäeval kell 13.30
"""

NO_DATE = """
Hind on 14.05 eurot
versioon 2.1
Igal reedel
reedeti käime koos
Reede koosolek jäi ära
maja on punane
kuus meest
teine kord
mais se não for
I sent you mail
20 maid were hired
see on kena
uue aasta eelarve
pool tundi
kaks nädalat
alates esmaspäevast
kuni 12.03 eurot
kuu paistab
aasta oli hea
nädal oli pikk
kolm tundi tööd
5. klass
3. korrus
`kell 15`
<https://example.ee/15.06|link>
2. versioon
the first on kell
mõõdud 16:9
3. nädalal pärast algust
koosolek 1:1
"""


def read(text: str) -> str:
    found = due(text, now=NOW, order="day", languages=LANGUAGES) or phrase(
        text, now=NOW, order="day", languages=LANGUAGES
    )
    if not isinstance(found, Found):
        return "-"
    return found.day.isoformat() + (f"T{found.time:%H:%M}" if found.time else "")


def test_a_deadline_in_any_case() -> None:
    cases = [line.rsplit(None, 1) for line in POINTS.strip().splitlines()]
    found = [(text, expected, read(text.strip())) for text, expected in cases]
    assert [case for case in found if case[1] != case[2]] == []


@pytest.mark.parametrize("line", FOUND_IN.strip().splitlines())
def test_the_phrase_is_found_in_a_sentence(line: str) -> None:
    text, expected, span = (part.strip() for part in line.split("  ") if part.strip())
    found = due(text, now=NOW, order="day", languages=("en", "et"))
    assert isinstance(found, Found)
    assert (read(text), text[found.start : found.end]) == (expected, span)


@pytest.mark.parametrize("text", NO_DATE.strip().splitlines())
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find(text, now=NOW, order="day", languages=("en", "et")) == []


@pytest.mark.parametrize(
    "text", ["esimesel võimalusel", "niipea kui võimalik", "võimalikult kiiresti", "lähipäevil"]
)
def test_no_date_yet(text: str) -> None:
    found = due(f"Saadan selle {text}", now=NOW, order="day", languages=("en", "et"))
    assert isinstance(found, NoDateYet)


@pytest.mark.parametrize(
    "text", ["neljapäevaks", "hiljemalt 7. aprillil", "enne kuu lõppu", "kuni homseni", "kahe päeva jooksul"]
)
def test_these_are_deadlines(text: str) -> None:
    found = due(text, now=NOW, order="day", languages=("en", "et"))
    assert isinstance(found, Found)
    assert found.deadline


def test_estonian_is_asked_only_of_those_who_speak_it() -> None:
    assert due("saadan neljapäevaks", now=NOW, order="day") is None
    assert due("saadan neljapäevaks", now=NOW, order="day", languages=spoken("en-GB")) is None
    assert due("saadan neljapäevaks", now=NOW, order="day", languages=spoken("et-EE")) is not None


def test_english_is_always_understood() -> None:
    assert read("by Friday") == "2026-03-13"
    assert spoken("et") == ("en", "et")
    assert spoken("") == spoken("fr-FR") == ("en",)


def test_every_form_of_a_weekday_is_that_weekday() -> None:
    for form, (weekday, _) in WEEKDAYS.items():
        found = phrase(f"hiljemalt {form}", now=NOW, order="day", languages=("en", "et"))
        assert isinstance(found, Found), form
        assert found.day.weekday() == weekday, form


def test_every_form_of_a_month_is_that_month() -> None:
    for form, (month, _) in MONTH_FORMS.items():
        found = phrase(f"17. {form}", now=NOW, order="day", languages=("en", "et"))
        assert isinstance(found, Found), form
        assert (found.day.day, found.day.month) == (17, month), form


PIECES = st.sampled_from(
    [
        *WEEKDAYS,
        *EDGES,
        *TURNS,
        *UNITS,
        *list(MONTH_FORMS)[:30],
        "kell",
        "enne",
        "hiljemalt",
        "pärast",
        "15.06",
        "20.",
        "3",
        ",",
        "15:30",
        "-",
        "pool",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_is_said_is_read_without_a_stumble_and_in_order(text: str) -> None:
    end = 0
    for found in find(text, now=NOW, order="day", languages=("en", "et")):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    find(text, now=NOW, order=None, languages=LANGUAGES)
