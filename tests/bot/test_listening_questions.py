"""What customers ask us, told by its form: questions with and without their mark, small talk, and what is taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages.english.questions import ENGLISH
from bot.languages.estonian.questions import ESTONIAN
from bot.listening_questions import asks, together, withdrawn

BOTH = together([ENGLISH, ESTONIAN])

ASKED = [
    "Any news on the pump for line 2?",
    "any update on the seals",
    "Hi Mia, could you send us the data sheet for the P60",
    "Morning all. When can your fitter come?",
    "Hello team, do you have the P40 in stock",
    "Can we get the invoice in PDF please",
    "Also, could somebody send the data sheet? Our engineers are asking.",
    "We are still waiting for the quote.",
    "Please confirm the delivery on Friday",
    "Let us know which flange fits.",
    "Quick question: is the warranty two years or three?",
    "I was wondering whether the noise is normal",
    "The drawing says DN80, is that right?",
    "You are coming on Tuesday, right?",
    "Shall I return the old motor to you?",
    "<@U0MIA000001> what time is the visit tomorrow?",
    "how long does a repair usually take",
    "Hey Sam, any chance of a spare before the weekend?",
    "Does the kit come with the o-rings? We had none last time.",
    "Would it be possible to move the visit to Monday",
    "Who do I talk to about the second bill?",
    "Thanks for the drawing! One more: can the flange be turned?",
    "Tere, kas pump jõuab reedeks?",
    "Millal paigaldaja tuleb",
    "Tere Mia, palun saatke arve uuesti",
    "Ootame endiselt vastust pakkumisele.",
    "Saaksite homme läbi tulla?",
    "Oskate öelda, mis see maksab",
    "Andke teada, milline tihend sobib.",
]
NOT_ASKED = [
    "",
    "Thanks!",
    "Great, see you on Thursday.",
    "How are you?",
    "Morning Mia, how was your weekend?",
    "ok?",
    "Monday?",
    "How cool is that?",
    "Can you believe this weather?",
    "The pump arrived, thank you.",
    "We will send the drawing today.",
    "Let me know if you have any questions.",
    "If you need anything from our side, let us know.",
    "Who knew?",
    "`SELECT * FROM pumps WHERE id = ?`",
    "> any news on the pump?\nYes, it arrived.",
    'The sign says "what are you waiting for today?" so we went in.',
    "https://example.com/search?q=pump",
    "Guess what? It works!",
    "We can wait until Friday.",
    "When the fitter comes, please mind the dog.",
    "any colour is fine with us",
    "Did you see the game yesterday?",
    "The seal kit is here, so never mind my question, could you ignore it?",
    "Aitäh, kõik töötab.",
    "Kuidas läheb?",
    "Eks ole?",
    "Kui teil on küsimusi, andke teada.",
    "Pump töötab jälle, kas mäletate, pole enam vaja.",
]


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_told_by_its_form(text: str) -> None:
    assert asks(text, BOTH)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_small_talk_quotes_and_polite_closings_ask_nothing(text: str) -> None:
    assert not asks(text, BOTH)


@pytest.mark.parametrize(
    "text",
    [
        "Never mind, found it.",
        "Ignore my last message please",
        "We found it, thanks!",
        "Leidsin üles, aitäh",
        "pole vaja",
    ],
)
def test_a_question_is_taken_back(text: str) -> None:
    assert withdrawn(text, BOTH)
    assert not asks(text, BOTH)


def test_another_language_is_read_only_where_it_is_asked_for() -> None:
    assert asks("Millal paigaldaja tuleb", ESTONIAN)
    assert not asks("Millal paigaldaja tuleb", ENGLISH)


@given(st.text(max_size=400))
def test_whatever_is_written_is_read(text: str) -> None:
    assert asks(text, BOTH) in {True, False}
    assert withdrawn(text, BOTH) in {True, False}
