"""What looks like a date and is none: nothing is found."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.dates import find

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Tallinn"))

WORDS = [
    "we may ship it",
    "this may break the seal",
    "they march on",
    "the sun is out and he sat down",
    "a second opinion on the third option",
    "give me one second",
    "the last one was better than the first",
    "the other day we talked",
    "now it works",
    "the end of the story",
    "day to day business, week by week",
    "good morning all",
    "happy friday!",
    "happy new year everyone",
    "we fall back on spring water",
    "Jan will call about the pump",
    "ask June",
    "Tom has the keys",
    "every Monday",
    "every other Friday",
    "since Monday",
    "on Mondays",
    "the Monday meeting",
    "an Easter egg",
    "Black Friday sale",
    "today's special",
    "2 weeks of work",
    "24/7",
    "we answer 24/7",
    "it took 3 days",
    "5 days per week",
    "a 30-day trial",
]
NUMBERS = [
    "version 2.0.1",
    "we run on 10.12 now",
    "the ratio is 4/5",
    "scored 9/10",
    "24/7 support",
    "call 555-1234",
    "call +372 5123 4567",
    "page 5 of 12",
    "P-12 is kept",
    "ticket #1205",
    "costs $15.06",
    "15.06 euros each",
    "up by 5",
    "divide by 4",
    "10-15 boxes",
    "a 10:1 mix",
    "2000 pieces",
    "at 100 bar",
    "at least 5",
    "between 3 and 5 boxes",
    "on 3 servers",
    "in 3 steps",
    "error 404 at 3",
    "3 30",
    "three twenty",
    "192.168.1.12",
    "localhost:8080",
    "file_2026_05_06.txt",
    "week 20 of the plan",
]
HIDDEN = [
    "`by Friday`",
    "```\ndue tomorrow\n```",
    "<https://shop.example/2026/05/06>",
    "see https://shop.example/by-friday/2026-05-06",
    "<@U0FRIDAY> and <#C1|monday>",
    "write to may5@shop.example",
    ":friday: :sun:",
    "monday.com",
    "date.today()",
    "ABC-2026-05",
]


@pytest.mark.parametrize("texts", [WORDS, NUMBERS, HIDDEN])
def test_nothing_is_found(texts: list[str]) -> None:
    assert [found for text in texts if (found := find(text, now=NOW, order="day"))] == []


@pytest.mark.parametrize("lead", ["on", "by", "before", "until"])
def test_weak_words_become_dates_behind_a_leading_word(lead: str) -> None:
    assert len(find(f"we deliver {lead} sat", now=NOW, order="day")) == 1
    assert len(find(f"we deliver {lead} 4/5", now=NOW, order="day")) == 1


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("thing 1 by tomorrow", "by tomorrow"),
        ("send invoice 4 by tomorrow", "by tomorrow"),
        ("order 7 tomorrow", "tomorrow"),
        ("phase 2 next week", "next week"),
        ("pay bill 12 on Friday", "on Friday"),
        ("call at 5 tomorrow", "at 5 tomorrow"),
        ("5 tomorrow", "5 tomorrow"),
    ],
)
def test_a_number_that_belongs_to_the_word_before_it_is_no_hour(text: str, phrase: str) -> None:
    found = find(text, now=NOW, order="day")
    assert [text[each.start : each.end] for each in found] == [phrase]
