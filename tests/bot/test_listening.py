"""What of people's messages is a promise, a mistake of ours or a contact, in English."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import listening_patterns
from bot.languages.english.listening import English
from bot.languages.english.listening_promises import BEGINS
from bot.languages.estonian.listening import Estonian
from bot.listening import BESIDE, Noticed, folded_words, notice, passes
from bot.listening_text import MOST_READ, straight
from tests.bot.listening_examples import CONTACTS, MISTAKES, NONE, PROMISES, examples

ENGLISH = (English(),)
ALL = (English(), Estonian())


def label(text: str, names: tuple[tuple[int, int], ...] = ()) -> str:
    found = notice(text, ENGLISH, names)
    return found.label if found else "none"


def others(table: str, expected: str) -> list[tuple[str, str]]:
    """Which of these examples are something else, and what."""
    return [(text, found) for text in examples(table) if (found := label(text)) != expected]


def test_a_promise_is_noticed() -> None:
    assert others(PROMISES, "promise") == []


def test_a_mistake_that_is_owned_is_noticed() -> None:
    assert others(MISTAKES, "mistake") == []


def test_a_talk_that_took_place_is_noticed() -> None:
    assert others(CONTACTS, "contact") == []


def test_everything_else_is_left_alone() -> None:
    assert others(NONE, "none") == []


def test_the_gate_lets_through_whatever_is_noticed() -> None:
    assert [text for text in examples(PROMISES + MISTAKES + CONTACTS) if not passes(text, ENGLISH)] == []


@pytest.mark.parametrize("text", ["nice weather today", "the build is green", ":tada: :tada:", "", "   "])
def test_the_gate_stops_small_talk(text: str) -> None:
    assert not passes(text, ALL)


@pytest.mark.parametrize(
    "wrapped",
    ["{}?", "> {}", "&gt; {}", "`{}`", "```\n{}\n```", '"{}"', "“{}”", "Maybe {}", "If it stops raining, {}"],
)
def test_no_promise_is_one_as_a_question_a_quote_or_with_a_doubt(wrapped: str) -> None:
    said = [wrapped.format(text.rstrip(".")) for text in examples(PROMISES)[:40]]
    assert [text for text in said if label(text) != "none"] == []


@pytest.mark.parametrize(
    "forwarded",
    [
        "fyi\n---------- Forwarded message ----------\nFrom: Dana\nI'll send you the order tomorrow",
        "see below\nFrom: Dana Reyes\nSent: Monday\nTo: Mia\nI will send you the order tomorrow",
        "On Tue, Dana Reyes wrote:\nI'll send you the order tomorrow",
    ],
)
def test_what_was_forwarded_is_nobodys_promise(forwarded: str) -> None:
    assert label(forwarded) == "none"


def test_what_is_written_above_a_forwarded_mail_counts() -> None:
    assert label("I'll call Dana tomorrow\nFrom: Dana Reyes\nSent: Monday\nplease call") == "promise"


def test_the_sentence_is_what_was_noticed_and_the_deed_where_it_begins() -> None:
    text = "Good news from Tartu. Ok, I'll mail Acme our new price list by Friday. Lunch?"
    assert notice(text, ENGLISH) == Noticed("promise", "promise-send", 22, 69, 31)
    assert text[22:69] == "Ok, I'll mail Acme our new price list by Friday"
    assert text[31:].startswith("mail Acme")


def test_places_are_right_behind_code_links_people_and_curly_quotes() -> None:
    text = "`x = 1` <https://a.example|here> <@U123> I’ll call Dana tomorrow!"
    found = notice(text, ENGLISH)
    assert found
    assert text[found.start : found.end].endswith("I’ll call Dana tomorrow")
    assert text[found.deed :].startswith("call Dana")


def test_owning_up_outweighs_the_promise_to_mend_it() -> None:
    assert label("I'll send the right one today. We sent Acme the wrong pump.") == "mistake"


def test_a_promise_outweighs_the_talk_it_was_given_in() -> None:
    assert label("Spoke with Dana. I'll send her the datasheet tomorrow.") == "promise"


def test_a_known_customer_counts_however_it_is_written() -> None:
    assert label("spoke with acme about the pump") == "none"
    assert label("spoke with acme about the pump", ((11, 15),)) == "contact"


@pytest.mark.parametrize("text", ["Mr. Costa rang", "I spoke with Ms. Ortega", "We met J. Tamm on Monday"])
def test_the_full_stop_of_a_title_ends_no_sentence(text: str) -> None:
    found = notice(text, ENGLISH)
    assert found
    assert (found.start, found.end) == (0, len(text))


def test_what_comes_after_the_first_two_thousand_characters_is_not_read() -> None:
    padding = "The weather is fine. " * 100
    assert label(padding + "I'll mail Acme our new price list by Friday") == "none"
    assert label(padding[:1900] + ". I'll mail Acme our new price list by Friday") == "promise"


PIECES = st.sampled_from(
    [*sorted(BEGINS), "will", "send", "Dana", "the", "quote", "wrong", "sent", "forgot", "to", "call", "with", "and", "have", "ready", "by",
     "Friday", ",", ".", "?", "`", '"', "> ", "\n", "<@U1>", "not", "if", "had", "a", "mistake", "our", "saatsin", "annan", "unustasin", "teada"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_whatever_is_said_the_place_is_in_it(text: str) -> None:
    found = notice(text, ALL)
    if found:
        assert 0 <= found.start <= found.deed < found.end <= len(text)


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    notice(text, ALL, ((0, 3),))


@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
def test_the_work_grows_no_faster_than_the_text(said: str) -> None:
    short, long = (_steps((said + " ") * times) for times in (20, 40))
    assert long <= 2 * short + 4_000


def test_a_text_of_any_length_costs_no_more_than_the_part_that_is_read() -> None:
    said = "I'll have it and annan saatsin forgot the Dana call with "
    assert _steps(said * 2_000) == _steps((said * 2_000)[:MOST_READ])


def _steps(text: str) -> int:
    """How many elements of patterns are held against a text."""
    taken = 0
    real = listening_patterns._reach

    def counted(*arguments: object) -> int:
        nonlocal taken
        taken += 1
        return real(*arguments)  # type: ignore[arg-type]

    with patch.object(listening_patterns, "_reach", counted):
        notice(text, ALL)
    return taken


@given(st.text(alphabet=st.sampled_from("aeioul' -.,!?’ÄőП\t1"), max_size=40))
def test_no_word_is_missed_for_the_signs_beside_it(text: str) -> None:
    said = straight(text).lower().split()
    alone = {word.strip(BESIDE) for word in said} | {word for word in said if not set(word) & set(BESIDE)}
    kept = {word for word in alone if not set(word) & (set(BESIDE) - {"'", "-"})}
    assert kept - set(folded_words(text)) <= {""}


def test_no_word_that_is_listened_for_has_a_sign_within_itself_but_its_apostrophe_or_hyphen() -> None:
    assert not set("".join(English.gate | Estonian.gate)) & (set(BESIDE) - {"'", "-"})
