"""What plain words mean: something to log, a question, an order, or nothing certain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import plain_meant, plain_names
from bot import plain_words as reading
from bot.customers import fold
from bot.plain_meant import Meant
from bot.plain_names import Named
from bot.plain_words import Heard
from tests.sizes import examples

KNOWN = set(
    map(
        fold, ("Acme", "Globex", "Blue Harbor", "Smith & Sons", "Target", "North Wind", "日本ポンプ", "Øster")
    )
)


def heard(text: str) -> Heard:
    return reading.hear(text, names(text))


def names(text: str) -> list[Named]:
    return plain_names.names(text, plain_names.runs(text), KNOWN)


def named(text: str) -> list[str]:
    return [text[run.start : run.end] for run in names(text)]


PROMISES = (
    ("promised Acme the pump by Friday", "the pump by Friday"),
    ("Promised Globex to replace the seals by Tuesday noon", "replace the seals by Tuesday noon"),
    ("I promised to send Acme the quote by Fri", "send Acme the quote by Fri"),
    ("We have just promised the new pump to Acme by Friday", "the new pump by Friday"),
    ("promised Acme that the fitter is there on Monday", "the fitter is there on Monday"),
    ("we told Acme the pump comes on Friday", "the pump comes on Friday"),
    ("told Blue Harbor that we'd ring them about the drawing tomorrow", "we'd ring them about the drawing tomorrow"),
    ("I promised Dana at Acme she gets the certificate by Monday", "Dana: she gets the certificate by Monday"),
    ("we'll send Acme the quote by Friday", "send Acme the quote by Friday"),
    ("I will deliver the seals to Globex on Tuesday", "deliver the seals to Globex on Tuesday"),
    ("we owe Globex the drawing by next week", "the drawing by next week"),
    ("guaranteed Acme a refund by the 3rd", "a refund by the 3rd"),
    ("Acme: replacement pump by Fri", "replacement pump by Fri"),
    ("Acme was promised a visit next week", "Acme was promised a visit next week"),
    ("Acme gets the pump by Friday", "Acme gets the pump by Friday"),
    ("gave Acme our word that it is there on Monday", "our word that it is there on Monday"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "words"), PROMISES)
def test_a_promise_is_heard_and_what_was_promised_is_kept_without_the_rest(text: str, words: str) -> None:
    assert heard(text).what == "promise"
    assert plain_meant.meant("promise", text, names(text)).words == words


@pytest.mark.parametrize(
    "text",
    [
        "talked to Dana at Acme, all fine",
        "Spoke with Globex about the trial, they are happy",
        "called Globex, no answer",
        "Tried to call Acme twice, left a message",
        "couldn't reach Acme today",
        "met Dana at Acme",
        "visited Blue Harbor yesterday",
        "had lunch with Globex",
        "emailed Acme the brochure",
        "call with Globex went well",
        "heard from Acme, they are glad",
        "got a mail from Globex",
        "Acme: called Dana, all fine; next demo in 2 weeks",
        "called Acme back, all sorted",
        "Acme called, all fine",
        "dropped by Globex",
        "was at Acme this morning, they love the new pump",
        "sent Acme flowers",
    ],
)
def test_a_contact_is_heard_and_kept_as_it_was_said(text: str) -> None:
    assert heard(text).what == "contact"
    assert plain_meant.meant("contact", text, names(text)).words == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Acme is waiting for a call back", "a call back"),
        ("Globex waits for an answer on the quote", "an answer on the quote"),
        ("Acme are still waiting for us to call", "Acme are still waiting for us to call"),
        ("they are waiting for the manual, Acme I mean", "the manual, Acme I mean"),
        ("Acme wants us to call back in 2h", "Acme wants us to call back in 2h"),
        ("Globex asked for a call back", "Globex asked for a call back"),
        ("call Dana at Acme back in 2h", "call Dana at Acme back in 2h"),
        ("I'll call Acme back at 3", "call Acme back at 3"),
        ("need to get back to Globex", "need to get back to Globex"),
        ("we owe Acme an answer", "we owe Acme an answer"),
        ("haven't called Acme back yet", "haven't called Acme back yet"),
        ("reply to Globex by 4pm", "reply to Globex by 4pm"),
    ],
)
def test_somebody_who_waits_is_heard(text: str, words: str) -> None:
    assert heard(text).what == "waiting"
    assert plain_meant.meant("waiting", text, names(text)).words == words


@pytest.mark.parametrize(
    "text",
    [
        "we billed Acme twice",
        "Acme was double billed",
        "messed up the Acme invoice",
        "our mistake: wrong price on the Globex quote",
        "we forgot to send Globex the drawing",
        "we sent Globex the wrong seals",
        "the Globex pump arrived damaged",
        "the delivery to Acme was late",
        "we were late at Acme",
        "missed the call with Acme",
        "the seals for Globex never arrived",
        "Acme complained about the invoice",
        "broke our promise to Acme",
        "let Acme down again",
        "mixed up the labels for Blue Harbor",
    ],
)
def test_a_mistake_is_heard_and_kept_as_it_was_said(text: str) -> None:
    assert heard(text).what == "mistake"
    assert plain_meant.meant("mistake", text, names(text)).words == text


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("I think we promised Acme a discount", ("promise",)),
        ("maybe we should send Acme a card", ()),
        ("we never promised Acme anything", ("promise",)),
        ("Dana promised to send the order by Monday", ("promise",)),
        ("they promised us the order", ()),
        ("send Acme the quote by Friday", ("promise",)),
        ("told Acme about the delay", ("promise",)),
        ("Acme and the new pump", ()),
        ("contact them by Friday please", ()),
    ],
)
def test_what_is_not_certain_is_asked_about_the_likelier_first(text: str, likely: tuple[str, ...]) -> None:
    said = heard(text)
    assert said.what == "unclear"
    assert said.also[: len(likely)] == likely


@pytest.mark.parametrize(
    ("text", "what", "name"),
    [
        ("what did we promise Acme?", "owed", "Acme"),
        ("What have we promised to blue harbor", "owed", "blue harbor"),
        ("what do we owe Globex?", "owed", "Globex"),
        ("any open promises for Acme?", "owed", "Acme"),
        ("did we promise Acme a discount?", "owed", "Acme"),
        ("what did we promise?", "owed", ""),
        ("who owns Globex?", "owner", "Globex"),
        ("Who looks after Acme", "owner", "Acme"),
        ("who's responsible for Acme?", "owner", "Acme"),
        ("whose customer is Globex?", "owner", "Globex"),
        ("who owns Initrode?", "owner", "Initrode"),
        ("who owns them?", "owner", ""),
        ("how is Acme?", "card", "Acme"),
        ("how's Acme doing?", "card", "Acme"),
        ("tell me about Globex", "card", "Globex"),
        ("what do we know about Acme?", "card", "Acme"),
        ("when did we last talk to Globex?", "last talk", "Globex"),
        ("last contact with Acme, who called?", "last talk", "Acme"),
        ("show me Acme", "card", "Acme"),
        ("Acme", "card", "Acme"),
        ("acme?", "card", "acme"),
        ("are the seals of Globex in?", "card", "Globex"),
        ("how are you?", "card", ""),
        ("who waits on me?", "waiting", ""),
        ("who is waiting?", "waiting", ""),
        ("who waits on us?", "everyone waiting", ""),
        ("is anybody waiting for us?", "everyone waiting", ""),
    ],
)
def test_questions(text: str, what: str, name: str) -> None:
    assert heard(text) == Heard(what, name=name, question=True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/promise Acme: pump by Fri", "/promise Acme: pump by Fri"),
        ("promise Acme: pump by Fri", "/promise Acme: pump by Fri"),
        ("Mistake Acme: invoice billed twice", "/mistake Acme: invoice billed twice"),
        ("contact Acme: called Dana", "/contact Acme: called Dana"),
        ("waiting Acme: call Dana back in 2h", "/waiting Acme: call Dana back in 2h"),
        ("customer Acme", "/customer Acme"),
        ("customer add Initrode", "/customer add Initrode"),
        ("/customer list", "/customer list"),
        ("promise mine", "/promise mine"),
        ("what do I owe?", "/promise mine"),
        ("my promises", "/promise mine"),
        ("my cases", "/mistake mine"),
        ("my next steps", "/contact mine"),
        ("done P-12", "/promise done P-12"),
        ("P-12 kept", "/promise P-12 kept"),
        ("P-12", "/promise P-12"),
        ("move P-12 to Tue", "/promise move P-12 to Tue"),
        ("done W-3", "/waiting done W-3"),
        ("W-3 they called again", "/waiting W-3 they called again"),
        ("told M-7", "/mistake told M-7"),
        ("C-4", "/customer C-4"),
        ("undo P-12", "/promise undo P-12"),
        ("undo", "/kept undo"),
        ("undo 3", "/kept undo 3"),
        ("undo the last three", "/kept undo 3"),
        ("undo my last two steps", "/kept undo 2"),
        ("settings", "/kept settings"),
        ("search pump in Acme", "/kept search pump in Acme"),
        ("kept help", "/kept help"),
    ],
)
def test_orders_go_to_their_command(text: str, line: str) -> None:
    assert heard(text) == Heard("command", line=line)


@pytest.mark.parametrize(
    ("text", "what"),
    [("", "help"), ("help", "help"), ("hi!", "help"), ("???", "help"), ("asdf", "help"), ("thanks!", "thanks"),
     ("never mind", "nothing"), ("lunch at noon?", "help")],
)  # fmt: skip
def test_small_talk(text: str, what: str) -> None:
    assert heard(text).what == what


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("visited Blue Harbor, they are glad; promised the spare part by Monday", ("contact", "promise")),
        ("Acme called, they are upset about the invoice", ("contact", "mistake")),
        ("I'll call Acme back at 3", ("waiting",)),
        ("promised Acme the pump by Friday", ("promise",)),
    ],
)
def test_what_else_is_said_in_the_same_breath_is_named(text: str, kinds: tuple[str, ...]) -> None:
    said = heard(text)
    assert (said.what, *said.also) == kinds


def test_what_is_said_second_is_logged_without_the_first() -> None:
    text = "visited Blue Harbor, they are glad; promised the spare part by Monday"
    assert plain_meant.meant("promise", text, names(text)).words == "the spare part by Monday"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("called blue harbor's plant, all fine", ["blue harbor"]),
        ("the pump for (Acme), please", ["Acme"]),
        ("Smith & Sons want a quote", ["Smith & Sons"]),
        ("Smith &amp; Sons want a quote", ["Smith &amp; Sons"]),
        ("talked to 日本ポンプ today", ["日本ポンプ"]),
        ("met Øster in Oslo", ["Øster"]),
        ("hit our target by Friday", []),
        ("talked to Target about racks", ["Target"]),
        ("the north wind and Acme", ["north wind", "Acme"]),
        ("Acmeland is nobody", []),
    ],
)
def test_names_are_found_anywhere_the_longest_first(text: str, found: list[str]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("talked to Dana at Acme about the Globex job", ["Acme"]),
        ("promised Acme the pump that Globex sent back", ["Acme"]),
        ("mixed up the Acme and Globex orders", ["Acme", "Globex"]),
    ],
)
def test_of_several_names_the_one_whose_it_is_said_to_be(text: str, whose: list[str]) -> None:
    meant = plain_meant.meant("mistake", text, names(text))
    assert [text[run.start : run.end] for run in meant.names] == whose


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        ("promise", "promised initech the pump by friday", Meant("the pump by friday", guess="initech")),
        ("promise", "promised Umbrella Corp the pump", Meant("the pump", guess="Umbrella Corp")),
        ("contact", "talked to Dana at Umbrella, all good", Meant("talked to Dana at Umbrella, all good", guess="Umbrella")),
        ("promise", "promised them the pump by Friday", Meant("the pump by Friday")),
        ("contact", "called on Friday, all fine", Meant("called on Friday, all fine")),
    ],
)  # fmt: skip
def test_a_name_that_nobody_has_yet_is_guessed_where_names_stand(kind: str, text: str, meant: Meant) -> None:
    assert plain_meant.meant(kind, text, names(text)) == meant


WORDS = st.sampled_from(
    (
        "promised",
        "Acme",
        "told",
        "Globex",
        "we",
        "they",
        "called",
        "back",
        "billed",
        "twice",
        ",",
        ".",
        "?",
        ":",
        "P-12",
        "undo",
        "who",
        "owns",
        "the",
        "pump",
        "by",
        "Friday",
        "\x01",
        "<@U1>",
        "’s",
        "'ll",
    )
)


@settings(max_examples=examples(200), deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=40).map(" ".join)))
def test_nothing_written_raises_and_no_words_are_lost(text: str) -> None:
    said = reading.hear(text, names(text))
    assert said.what
    for kind in reading.KINDS:
        meant = plain_meant.meant(kind, text, names(text))
        assert bool(meant.words.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    "piece",
    [
        "promised ",
        "they wants ",
        "\x01" * 80 + " ",
        "told ",
        "\x01",
        "a: ",
        "Acme, ",
        "((((",
        "told Acme that ",
        "P-1 ",
        "not ",
    ],
)
def test_hostile_lengths_are_read_only_as_far_as_anybody_writes(piece: str) -> None:
    text = piece * 20_000
    found = names(text)
    assert all(run.end <= plain_names.MOST_READ for run in found)
    assert reading.hear(text, found).what
    assert plain_meant.meant("promise", text[: plain_names.MOST_READ], found).words
