"""A message that something was logged from is edited or deleted: whoever logged it is asked, and nothing is silent."""

import pytest

from playground.talk import Message
from tests.handlers.conftest import KeptSlack


async def logged(slack: KeptSlack, words: str, emoji: str = "handshake") -> Message:
    message = await slack.say("mia", "#accounts", words)
    await slack.react("mia", message, emoji)
    return message


def offers(slack: KeptSlack, who: str = "mia") -> list[str]:
    return [each for each in slack.said_to(who) if "[Follow it]" in each]


async def test_an_edit_is_offered_with_what_it_says_now_and_what_was_logged(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.edit("mia", message, "promised Acme two pumps by Monday")
    (offer,) = offers(slack)
    assert "the message that you logged P-1 from was edited" in offer
    assert "It says now: “promised Acme two pumps by Monday”" in offer
    assert "Logged is: Acme Industries: the pump" in offer
    assert "Due: Fri 27 Nov" in offer
    await slack.click("mia", "Follow it")
    form = slack.modal("mia")
    assert "What did you promise?*: two pumps" in form
    assert "Which date were they told?: Mon 30 Nov 2026" in form
    assert "another date: both are filled in, to correct what was logged." in form
    assert "If the date has changed since" not in form
    await slack.submit("mia")
    assert "P-1 is corrected." in slack.modal("mia")
    assert "two pumps" in slack.modal("mia")
    assert "Mon 30 Nov" in slack.modal("mia")


async def test_another_date_alone_opens_new_date_with_it_filled_in(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.edit("mia", message, "promised Acme the pump by Monday")
    await slack.click("mia", "Follow it")
    form = slack.modal("mia")
    assert "New date for P-1" in form
    assert "New date*: Mon 30 Nov 2026" in form
    assert "The message says another date now, and it is filled in." in form
    assert "use New date instead" not in form
    await slack.fill("mia", {"Has Acme Industries been told?": "Yes, they know"})
    await slack.submit("mia")
    assert "P-1 is due Mon 30 Nov" in slack.modal("mia")


async def test_other_words_alone_are_corrected_and_the_date_is_not_spoken_of(slack: KeptSlack) -> None:
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.edit("mia", message, "promised Acme the big pump by Friday")
    await slack.click("mia", "Follow it")
    assert "What did you promise?*: the big pump" in slack.modal("mia")
    assert "another date" not in slack.modal("mia")


async def test_a_deleted_message_takes_back_what_was_logged_only_when_that_is_wanted(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.delete("mia", message)
    assert "P-1 from was deleted" in offers(slack)[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "the pump" in slack.said_to("mia")[-1]
    await slack.click("mia", "Follow it")
    assert "P-1 is taken back, as if it had never been said." in slack.said_to(
        "mia",
    )[-1] + slack.sees("mia", "@kept")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "There is no P-1" in slack.said_to("mia")[-1]


async def test_it_stays_as_it_is_where_that_is_wanted(slack: KeptSlack) -> None:
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.edit("mia", message, "promised Acme two pumps by Monday")
    await slack.click("mia", "Leave it as it is")
    assert "P-1 stays as it is." in slack.sees("mia", "@kept")
    assert not offers(slack)
    await slack.edit("mia", message, "promised Acme three pumps by Monday")
    assert len(offers(slack)) == 1


async def test_repeated_edits_change_the_one_offer(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    message = await logged(slack, "promised Acme the pump by Friday")
    for count in ("two", "three", "four"):
        slack.slack.faults.deliver_twice()
        await slack.edit("mia", message, f"promised Acme {count} pumps by Monday")
    (offer,) = offers(slack)
    assert "four pumps" in offer
    await slack.delete("mia", message)
    (offer,) = offers(slack)
    assert "was deleted" in offer


async def test_an_edit_that_leaves_the_words_as_they_were_says_nothing(slack: KeptSlack) -> None:
    message = await logged(slack, "promised Acme the pump by Friday, see https://example.com/pump")
    slack.slack.talk.rewrite(message, {"attachments": [{"title": "A pump"}]}, edited_by=message.author)
    await slack.slack.events.settle()
    assert not offers(slack)


async def test_edits_of_other_messages_are_nobodys_business(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "Lunch?")
    before = len(slack.said_to("mia"))
    await slack.edit("mia", message, "Lunch at noon?")
    await slack.delete("mia", message)
    assert len(slack.said_to("mia")) == before


async def test_whoever_logged_it_is_asked_though_somebody_else_wrote_it(slack: KeptSlack) -> None:
    message = await slack.say("dana", "#acme-shared", "Any news on the pump?")
    await slack.shortcut("mia", "Log a promise", message)
    await slack.fill(
        "mia",
        {"Customer": "Acme Industries", "What did you promise?": "news", "Which date were they told?": "Fri"},
    )
    await slack.submit("mia")
    await slack.close("mia")
    await slack.edit("dana", message, "Any news on the pump of line 2?")
    assert "Any news on the pump of line 2?" in offers(slack)[-1]
    assert not offers(slack, "dana")


@pytest.mark.parametrize(
    ("words", "emoji", "edited", "field"),
    [
        (
            "We billed Acme twice",
            "adhesive_bandage",
            "We billed Acme three times",
            "We billed Acme three times",
        ),
        (
            "Called Dana at Acme, all fine",
            "phone",
            "Called Dana at Acme, all well",
            "Called Dana at Acme, all well",
        ),
    ],
)
async def test_mistakes_and_contacts_follow_too(
    slack: KeptSlack, words: str, emoji: str, edited: str, field: str
) -> None:
    message = await logged(slack, words, emoji)
    await slack.edit("mia", message, edited)
    await slack.click("mia", "Follow it")
    assert field in slack.modal("mia")
    await slack.submit("mia")
    assert "three times" in slack.modal("mia") or "all well" in slack.modal("mia")


async def test_words_written_to_kept_are_followed_as_well(slack: KeptSlack) -> None:
    message = await slack.say("mia", "@kept", "Acme is waiting for the manual by tomorrow noon")
    await slack.edit("mia", message, "Acme is waiting for the manual by tomorrow 3pm")
    await slack.click("mia", "Follow it")
    assert "Answer them by: Thu 26 Nov 2026 15:00" in slack.modal("mia")


async def test_what_was_taken_back_is_not_asked_about(slack: KeptSlack) -> None:
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.edit("mia", message, "promised Acme two pumps by Monday")
    assert not offers(slack)


async def test_an_offer_about_something_taken_back_meanwhile_says_so(slack: KeptSlack) -> None:
    message = await logged(slack, "promised Acme the pump by Friday")
    await slack.edit("mia", message, "promised Acme two pumps by Monday")
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.click("mia", "Follow it")
    assert "taken back meanwhile" in slack.sees("mia", "@kept")


async def test_what_somebody_else_said_in_private_is_not_quoted(slack: KeptSlack) -> None:
    message = await slack.say("tom", "#leads", "We promise them the secret pump")
    await slack.shortcut("lena", "Log a promise", message)
    await slack.fill(
        "lena",
        {
            "Customer": "Acme Industries",
            "What did you promise?": "a pump",
            "Which date were they told?": "Fri",
        },
    )
    await slack.submit("lena")
    await slack.close("lena")
    await slack.edit("tom", message, "We promise them the very secret pump")
    (offer,) = offers(slack, "lena")
    assert "secret" not in offer
    await slack.click("lena", "Follow it")
    assert "secret" not in slack.modal("lena")
    assert "a pump" in slack.modal("lena")


async def test_of_a_mention_the_words_behind_it_are_followed(slack: KeptSlack) -> None:
    message = await slack.say("mia", "#accounts", "@kept promised Acme a hose by Friday")
    await slack.edit("mia", message, "@kept promised Acme a long hose by Friday")
    await slack.click("mia", "Follow it")
    assert "What did you promise?*: a long hose\n" in slack.modal("mia")


async def test_what_was_said_in_private_is_filled_into_no_form(slack: KeptSlack) -> None:
    message = await slack.say("lena", "#leads", "promised Acme a discount by Friday")
    await slack.react("lena", message, "handshake")
    await slack.click("lena", "Fill in the rest")
    await slack.fill("lena", {"What did you promise?": "an answer", "Customer": "Acme Industries"})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.edit("lena", message, "promised Acme a secret discount by Friday")
    await slack.click("lena", "Follow it")
    assert "said in private" in slack.modal("lena")
    assert "What did you promise?*: an answer" in slack.modal("lena")
    assert "secret" not in slack.modal("lena")
