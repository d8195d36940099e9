"""The command that spots promises, mistakes and contacts in JSON lines, for anybody to judge it on their own messages."""

import io
import json

import pytest

from bot.__main__ import main
from bot.spot import answer, report

AT = {"reference": "2026-11-25T10:00:00", "timezone": "Europe/Tallinn"}
NOTHING = {"label": "none", "rule": None, "span": None, "customer": None, "due": None}


def spot(**fields: object) -> dict[str, object]:
    (line,) = answer([json.dumps({"id": 1, **AT, **fields})], "day")
    found: dict[str, object] = json.loads(line)
    return found


def test_a_promise_comes_with_its_customer_and_its_date() -> None:
    assert spot(
        text="Morning! I'll mail Acme our new price list by Friday.", customers=["Acme", "Globex"]
    ) == {
        "id": 1,
        "label": "promise",
        "rule": "promise-send",
        "span": "I'll mail Acme our new price list by Friday",
        "customer": "Acme",
        "due": "2026-11-27",
    }


def test_a_time_of_day_is_in_the_date() -> None:
    assert spot(text="I'll call Dana tomorrow at 3pm")["due"] == "2026-11-26T15:00"


def test_the_date_is_read_only_from_what_was_noticed() -> None:
    assert spot(text="See you on Monday. I'll send Dana the quote.")["due"] is None


def test_a_mistake_and_a_contact_have_no_date() -> None:
    assert spot(text="We sent Acme the wrong pump on Monday")["label"] == "mistake"
    assert spot(text="Spoke with Dana on Monday")["due"] is None


@pytest.mark.parametrize("text", ["lunch?", "", "I might send them a quote by Friday"])
def test_everything_else_is_none(text: str) -> None:
    assert spot(text=text) == {"id": 1, **NOTHING}


def test_with_customers_only_a_message_that_names_one_counts() -> None:
    assert spot(text="I'll mail them our price list", customers=["Acme"])["label"] == "none"
    assert spot(text="I'll mail `acme` our price list", customers=["Acme"])["label"] == "none"
    assert spot(text="I'll mail them our price list")["label"] == "promise"
    assert spot(text="I'll mail them our price list", customers=[])["label"] == "promise"


def test_a_customer_in_the_sentence_goes_before_one_elsewhere() -> None:
    text = "Globex is quiet. I'll mail Acme our price list."
    assert spot(text=text, customers=["Globex", "Acme"])["customer"] == "Acme"


def test_estonian_is_spotted_with_its_cases_and_dates() -> None:
    found = spot(text="Saadan Acmele pakkumise reedeks", customers=["Acme"])
    assert (found["label"], found["customer"], found["due"]) == ("promise", "Acme", "2026-11-27")


def test_a_line_that_cannot_be_read_stops_nothing() -> None:
    lines = [
        "nope",
        "[1]",
        '{"id": 2}',
        '{"id": 3, "text": "x", "customers": "Acme"}',
        "",
        '{"id": 4, "text": "hello"}',
    ]
    found = [json.loads(line) for line in answer(lines, "day")]
    assert [each["id"] for each in found] == [None, None, 2, 3, 4]
    assert ["error" in each for each in found] == [True, True, True, True, False]


@pytest.mark.parametrize("field", [{"timezone": "Mars"}, {"reference": "soon"}])
def test_a_zone_or_moment_that_is_none_is_said(field: dict[str, str]) -> None:
    assert "error" in spot(text="I'll call Dana tomorrow", **field)


def test_the_report_counts_and_shows_examples() -> None:
    lines = [
        json.dumps({"id": n, "text": text})
        for n, text in enumerate(["I'll call Dana tomorrow", "hello", "Spoke with Dana"])
    ]
    told = "\n".join(report([*lines, "nope"], "day"))
    assert "3 messages, and 1 more that could not be read" in told
    assert "promise-tell (promise): 1\n    I'll call Dana tomorrow" in told
    assert "contact-spoke (contact): 1" in told
    assert "time a message: median" in told


def test_a_report_about_nothing_is_one() -> None:
    assert next(report([], "day")) == "0 messages"


@pytest.mark.parametrize(("options", "expected"), [([], '"label": "promise"'), (["--report"], "1 message")])
def test_the_command_reads_what_is_piped_in(
    options: list[str], expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": 1, "text": "I will call Dana tomorrow"}\n'))
    assert main(["spot", *options]) == 0
    assert expected in capsys.readouterr().out
