"""What asks about a customer's question that nobody answered: once, of whoever looks after them, until somebody does."""

import pytest

from bot.attention import LEADS, About
from bot.attention_questions import look
from storage.tables import Question
from tests.bot.looked_at import about, at, walk

ASKED = Question(
    id=1, team_id="T1", customer_id=1, channel_id="C1", ts="1.0", asked_at=at("11-25 08:00"), owner_id="U1"
)
NOW = at("11-25 12:00")


def owned(by: str | None = "U1", *, stage: str = "active") -> About:
    found = about(stage=stage)
    found.customer.owner_id = by
    return found


def test_it_asks_the_customers_owner_and_without_one_a_lead() -> None:
    (asking,) = look(ASKED, owned(), NOW).asks
    assert (asking.reason, asking.to, asking.urgent) == ("question_open", "U1", False)
    assert asking.why == (
        "They asked on Wed 25 Nov, 10:00 (Tallinn time), and nobody of us has said a word there since."
    )
    (asking,) = look(ASKED, owned(None), NOW).asks
    assert asking.to == LEADS


def test_it_is_one_call_however_often_it_is_looked_at_and_rests_after_a_week() -> None:
    seen = list(walk(lambda known, now: look(ASKED, known, now), owned(), NOW, until=at("12-20 08:00")))
    assert {each.window for one in seen for each in one.look.asks} == {"asked"}
    assert seen[-1].at == at("12-02 08:00")
    assert seen[-1].look.fields == {"removed_at": at("12-02 08:00")}
    assert not seen[-1].look.asks


@pytest.mark.parametrize(
    "question",
    [{"status": "answered"}, {"status": "logged"}, {"removed_at": at("11-25 09:00")}],
)
def test_what_was_seen_to_asks_nothing(question: dict[str, object]) -> None:
    done = Question(**{**vars(ASKED), **question})
    found = look(done, owned(), NOW)
    assert (list(found.asks), found.next_at) == ([], None)


@pytest.mark.parametrize("stage", ["lost", "parting"])
def test_nobody_is_asked_about_a_customer_who_is_none_any_more(stage: str) -> None:
    assert not look(ASKED, owned(stage=stage), NOW).asks
    gone = owned()
    gone.customer.removed_at = NOW
    assert not look(ASKED, gone, NOW).asks
