"""Listening: Kept notices what somebody of ours said to or about a customer, and offers to log it, to the speaker alone."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, update

from handlers.way_in import App, Listener
from playground.company import PEOPLE
from storage.database import Database
from storage.tables import CustomerName, Inbox, Offer, Setting, table
from tests.handlers.conftest import KeptSlack

PROMISE = "I'll send Acme the quote by Friday"
OFFER = "Sounds like a promise to Acme Industries: send Acme the quote by Fri 27 Nov."
HOUR = timedelta(hours=1)
IDS = {person.handle: person.id for person in PEOPLE}


@pytest.fixture
async def listening(slack: KeptSlack) -> AsyncIterator[KeptSlack]:
    """Kept listens in #accounts."""
    await slack.command("mia", "#accounts", "/kept listen on")
    yield slack


@pytest.fixture
async def listening_on_both(slack_on_both: KeptSlack) -> AsyncIterator[KeptSlack]:
    """The same on SQLite and on PostgreSQL in turn."""
    await slack_on_both.command("mia", "#accounts", "/kept listen on")
    yield slack_on_both


def last(slack: KeptSlack, who: str) -> str:
    return (slack.said_to(who) or [""])[-1]


def offers(slack: KeptSlack, who: str) -> int:
    return sum(said.startswith("Sounds like") for said in slack.said_to(who))


async def counted(slack: KeptSlack) -> list[tuple[str, str, str]]:
    """Every offer that was made: its label, its rule's name and how it was answered."""

    def rows(conn: Connection) -> list[tuple[str, str, str]]:
        found = table(Offer)
        asked = select(found.c.person_id, found.c.label, found.c.answer).order_by(found.c.id)
        return [tuple(row) for row in conn.execute(asked)]

    return await slack.house.db.read(rows)


# -- being asked to listen


async def test_invited_it_says_in_one_message_what_it_would_do_and_listens_once_somebody_has_it(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#office", "/invite @Kept")
    asked = slack.sees("sam", "#office")
    assert asked.count("I can listen here, if you like") == 1
    assert "[Start listening] [Link to a customer] [Not here]" in asked
    await slack.say("sam", "#office", PROMISE)
    assert not offers(slack, "sam")
    await slack.click("sam", "Start listening")
    shown = slack.sees("mia", "#office")
    assert "@sam has me listen here." in shown
    assert "To stop it: /kept listen off" in shown
    assert "if you like" not in shown
    await slack.say("mia", "#office", PROMISE)
    assert offers(slack, "mia") == 1


async def test_somebody_elses_coming_into_a_channel_is_nothing(slack: KeptSlack) -> None:
    before = slack.sees("mia", "#accounts")
    await slack.command("mia", "#accounts", "/invite @priya")
    assert slack.sees("mia", "#accounts").count("listen") == before.count("listen")


async def test_not_here_takes_the_question_away_for_everybody(slack: KeptSlack) -> None:
    await slack.command("mia", "#office", "/invite @Kept")
    await slack.click("sam", "Not here")
    shown = slack.sees("mia", "#office")
    assert "@sam: not here." in shown
    assert "Start listening" not in shown
    await slack.say("mia", "#office", PROMISE)
    assert not offers(slack, "mia")


async def test_a_channel_is_linked_to_a_customer_from_the_question(slack: KeptSlack) -> None:
    await slack.command("mia", "#office", "/invite @Kept")
    await slack.click("mia", "Link to a customer")
    await slack.fill("mia", {"Customer": "Acme Industries"})
    await slack.submit("mia")
    assert "Acme Industries is who that channel is about now" in slack.modal("mia")
    await slack.click("mia", "Start listening")
    await slack.say("mia", "#office", "I'll send the quote by Friday")
    assert last(slack, "mia").startswith(
        "Sounds like a promise to Acme Industries: send the quote by Fri 27 Nov."
    )


async def test_linking_to_a_new_customer_adds_them_and_a_second_link_to_the_same_is_told_under_the_field(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#office", "/invite @Kept")
    await slack.click("mia", "Link to a customer")
    await slack.choose("mia", "Customer", "Northwind", "New customer: Northwind")
    await slack.submit("mia")
    assert "Northwind is who that channel is about now" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#office", "/kept listen")
    await slack.click("mia", "Link to a customer")
    outcome = await slack.submit("mia")
    assert "linked to them already" in outcome.errors["customer"]


@pytest.mark.parametrize(("channel", "inviter"), [("#acme-shared", "mia"), ("#support", "sam")])
async def test_where_somebody_from_outside_or_a_guest_sits_nothing_is_said_that_others_see(
    slack: KeptSlack, channel: str, inviter: str
) -> None:
    stranger = "dana" if channel == "#acme-shared" else "gus"
    await slack.command(inviter, channel, "/remove @Kept")
    before = slack.sees(stranger, channel)
    await slack.command(inviter, channel, "/invite @Kept")
    assert "only you see this" in last(slack, inviter)
    await slack.click(inviter, "Start listening")
    assert "our own people in it are told privately" in last(slack, inviter)
    colleague = "joe" if channel == "#acme-shared" else "tom"
    assert f"@{inviter} has me listen here." in last(slack, colleague)
    await slack.say(inviter, channel, PROMISE)
    assert OFFER in last(slack, inviter)
    await slack.click(inviter, "Log it")
    assert "P-1 saved" in last(slack, inviter)
    await slack.command(inviter, channel, "/kept listen off")
    assert f"@{inviter} had me stop listening here" in last(slack, colleague)
    after = [each for each in slack.sees(stranger, channel).split("\n\n") if each not in before]
    assert len(after) == 1  # what was said by a person
    assert "quote" in after[0]


async def test_invited_by_a_guest_it_says_nothing(slack: KeptSlack) -> None:
    await slack.command("sam", "#support", "/remove @Kept")
    said = len(slack.said_to("sam"))
    await slack.command("gus", "#support", "/invite @Kept")
    assert not slack.said_to("gus")
    assert len(slack.said_to("sam")) == said


async def test_invited_again_where_it_listened_it_says_that_it_does(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept listen on")
    await slack.command("mia", "#accounts", "/remove @Kept")
    await slack.command("mia", "#accounts", "/invite @Kept")
    assert "I am back, and listen here as before." in slack.sees("sam", "#accounts")


# -- on and off


async def test_listening_is_begun_ended_and_taken_back_and_the_channel_is_told_each_time(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/kept listen")
    assert "I don't listen here." in last(slack, "mia")
    await slack.command("mia", "#accounts", "/kept listen on")
    assert "@mia has me listen here." in slack.sees("sam", "#accounts")
    await slack.command("sam", "#accounts", "/kept listen on")
    assert last(slack, "sam").startswith("I listen here. When one of us promises")
    await slack.say("sam", "#accounts", PROMISE)
    assert offers(slack, "sam") == 1
    await slack.click("sam", "Stop listening", where="#accounts")
    assert "@sam had me stop listening here." in slack.sees("mia", "#accounts")
    await slack.say("mia", "#accounts", PROMISE)
    assert not offers(slack, "mia")
    await slack.command("sam", "#accounts", "/kept undo")
    await slack.click("sam", "Undo it")
    assert slack.sees("mia", "#accounts").count("@sam has me listen here.") == 1
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 1


async def test_a_start_that_slack_delivers_twice_is_told_once(slack: KeptSlack) -> None:
    await slack.command("mia", "#office", "/invite @Kept")
    slack.slack.faults.deliver_twice()
    await slack.click("sam", "Start listening")
    assert slack.sees("mia", "#office").count("@sam has me listen here.") == 1


async def test_an_invitation_that_slack_delivers_twice_is_said_once(slack: KeptSlack) -> None:
    slack.slack.faults.deliver_twice()
    await slack.command("mia", "#office", "/invite @Kept")
    assert slack.sees("mia", "#office").count("I can listen here") == 1


@pytest.mark.parametrize(
    ("where", "typed", "said"),
    [
        ("@kept", "/kept listen on", "I listen in channels."),
        ("@kept", "/kept listen", "I listen nowhere."),
        ("#office", "/kept listen on", "I am not in this channel"),
        ("#accounts", "/kept listen perhaps", "Type /kept listen on or /kept listen off"),
        ("#accounts", "/kept listen me on", "You get offers already"),
    ],
)
async def test_what_cannot_be_is_answered_with_what_to_type(
    slack: KeptSlack, where: str, typed: str, said: str
) -> None:
    await slack.command("mia", where, typed)
    assert said in last(slack, "mia")


async def test_how_it_stands_is_told_in_direct_messages_too_but_no_private_channel_to_those_outside_it(
    listening: KeptSlack,
) -> None:
    await listening.command("lena", "#leads", "/kept listen on")
    await listening.command("mia", "@kept", "/kept listen")
    assert "#accounts: I listen there." in last(listening, "mia")
    assert last(listening, "mia").count("I listen there") == 1
    await listening.command("lena", "@kept", "/kept listen")
    assert "#leads: I listen there." in last(listening, "lena")


async def test_guests_and_outsiders_begin_nothing(slack: KeptSlack) -> None:
    await slack.command("gus", "#support", "/kept listen on")
    assert "only for members" in last(slack, "gus")
    await slack.say("sam", "#support", PROMISE)
    assert not offers(slack, "sam")


# -- noticing


@pytest.mark.parametrize(
    ("said", "offered", "logged"),
    [
        (PROMISE, OFFER, "P-1 saved. Acme Industries: send Acme the quote\nDue: Fri 27 Nov"),
        (
            "We billed Acme twice for the visit, my mistake.",
            "Sounds like a mistake of ours, for Acme Industries: We billed Acme twice for the visit, my mistake",
            "M-1 is open. Thank you for saying so",
        ),
        (
            "Just talked to Dana at Acme, they are happy with the pump.",
            "Sounds like a talk with Acme Industries: Just talked to Dana at Acme, they are happy with the pump",
            "Acme Industries",
        ),
    ],
)
async def test_what_was_noticed_is_offered_to_its_speaker_alone_and_logged_with_its_source(
    listening: KeptSlack, said: str, offered: str, logged: str
) -> None:
    slack = listening
    others = len(slack.said_to("sam"))
    message = await slack.say("mia", "#accounts", f"Morning all. {said}")
    assert last(slack, "mia").startswith(offered)
    await slack.click("mia", "Log it")
    assert logged in last(slack, "mia")
    assert len(slack.said_to("sam")) == others
    if "[Open]" in last(slack, "mia"):  # a talk says at once where it was said
        await slack.click("mia", "Open")
    assert "Where it was said" in last(slack, "mia")
    assert [answer for _, _, answer in await counted(slack)] == ["logged"]
    await slack.react("mia", message, "handshake" if "P-1" in logged else "adhesive_bandage")


@pytest.mark.parametrize(
    ("said", "offered", "logged"),
    [
        (
            "@sam I'll call Acme at 3pm",
            "call Acme by Wed 25 Nov, 15:00.",
            "call Acme\nDue: Wed 25 Nov, 15:00",
        ),
        (
            "By Friday I'll send Acme the quote",
            "send Acme the quote by Fri 27 Nov.",
            "send Acme the quote\nDue: Fri",
        ),
        (
            "Hi, I'll send Acme the R&D quote today",
            "send Acme the R&D quote by Wed 25",
            "send Acme the R&D quote",
        ),
        (
            "I promised Acme we'd fix the seal on Monday",
            "we'd fix the seal by Mon 30 Nov.",
            "we'd fix the seal",
        ),
        (
            "I'll make sure Acme gets the manual ASAP",
            "make sure Acme gets the manual ASAP.",
            "Due: no date yet",
        ),
        (
            "I'll ask @tom and tell Acme by noon tomorrow",
            "ask @Tom Whitlock and tell Acme by",
            "ask @Tom Whitlock and tell Acme",
        ),
        (
            "on it, back to acme with numbers by 4pm",
            "back to acme with numbers by Wed 25 Nov, 16:00.",
            "back to acme with numbers\nDue: Wed 25 Nov, 16:00",
        ),
    ],
)
async def test_what_is_offered_is_what_is_logged_and_it_is_the_speakers_own(
    listening: KeptSlack, said: str, offered: str, logged: str
) -> None:
    slack = listening
    await slack.say("mia", "#accounts", said)
    assert last(slack, "mia").startswith(f"Sounds like a promise to Acme Industries: {offered}")
    await slack.click("mia", "Log it")
    assert logged in last(slack, "mia")
    assert "Owner: @mia" in last(slack, "mia")
    assert "I don't know" not in last(slack, "mia")


@pytest.mark.parametrize(
    "said",
    [
        "Could you send Acme the quote by Friday?",
        "I might send Acme the quote by Friday",
        "> I'll send Acme the quote by Friday",
        "`I'll send Acme the quote by Friday`",
        "I'll send them the quote by Friday",
        "I'll send Initech the quote by Friday",
        "Good morning everybody",
    ],
)
async def test_what_is_none_or_about_nobody_we_know_is_left_alone(listening: KeptSlack, said: str) -> None:
    await listening.say("mia", "#accounts", said)
    assert not offers(listening, "mia")
    assert await counted(listening) == []


async def test_nobody_else_is_listened_to(slack: KeptSlack) -> None:
    await slack.command("mia", "#acme-shared", "/kept listen on")
    await slack.command("sam", "#support", "/kept listen on")
    await slack.say("dana", "#acme-shared", "I'll send Acme the quote by Friday")
    await slack.say("gus", "#support", PROMISE)
    await slack.house.client.chat_postMessage(
        channel=slack.slack.workspace.channel("accounts").id, text=PROMISE
    )
    assert await counted(slack) == []
    assert not slack.said_to("dana")


async def test_edits_and_what_is_said_to_kept_itself_are_no_new_words(listening: KeptSlack) -> None:
    slack = listening
    message = await slack.say("mia", "#accounts", "Hello")
    await slack.edit("mia", message, PROMISE)
    await slack.say("mia", "#accounts", f"@kept {PROMISE}")
    assert not offers(slack, "mia")
    assert "P-1 saved" in last(slack, "mia")


async def test_a_thread_is_about_whom_its_first_message_names_and_answered_there(
    listening: KeptSlack,
) -> None:
    slack = listening
    await slack.command("mia", "#accounts", "/customer add Globex")
    root = await slack.say("sam", "#accounts", "Globex ask for a drawing")
    message = await slack.say("mia", "#accounts", "I'll send them the drawing by Friday", thread=root)
    assert last(slack, "mia").startswith(
        "Sounds like a promise to Globex: send them the drawing by Fri 27 Nov."
    )
    assert slack.message("Sounds like", seen_by="mia").body.get("thread_ts") == root.ts
    await slack.click("mia", "Log it")
    assert "P-1 saved. Globex" in last(slack, "mia")
    assert message.body["thread_ts"] == root.ts


async def test_without_an_answer_from_slack_a_thread_is_about_the_channels_customer(
    listening: KeptSlack,
) -> None:
    slack = listening
    await slack.command("mia", "#accounts", "/customer link Acme")
    root = await slack.say("sam", "#accounts", "They ask for a drawing")
    slack.slack.faults.answer("conversations.history", "internal_error")
    await slack.say("mia", "#accounts", "I'll send them the drawing by Friday", thread=root)
    assert last(slack, "mia").startswith("Sounds like a promise to Acme Industries: send them the drawing")


async def test_the_date_is_read_from_the_sentence_alone_that_was_noticed(listening: KeptSlack) -> None:
    slack = listening
    await slack.say(
        "mia", "#accounts", "See you all on Thursday. I'll send Acme the quote. Lunch is on Monday."
    )
    assert last(slack, "mia").startswith("Sounds like a promise to Acme Industries: send Acme the quote.\n")
    await slack.click("mia", "Log it")
    assert "Which date were they told?" in slack.modal("mia")
    await slack.fill("mia", {"Which date were they told?": "Friday"})
    await slack.submit("mia")
    assert "P-1 saved. Acme Industries: send Acme the quote" in slack.modal("mia")
    await slack.close("mia")
    await slack.click("mia", "Log it")
    assert "logged already: P-1" in last(slack, "mia")


async def test_several_customers_in_one_sentence_are_asked_about(listening: KeptSlack) -> None:
    slack = listening
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.say("mia", "#accounts", "I'll send the quote for Acme and Globex by Friday")
    assert last(slack, "mia").startswith("Sounds like a promise to Acme Industries or Globex:")
    await slack.click("mia", "Log it")
    assert "Whom is it about?" in last(slack, "mia")
    await slack.click("mia", "Globex (C-2)")
    assert "P-1 saved. Globex" in last(slack, "mia")


async def test_estonian_is_understood_of_whoever_has_slack_in_it_and_english_of_everybody(
    listening: KeptSlack,
) -> None:
    slack = listening
    await slack.say("mia", "#accounts", "Saadan Acmele pakkumise reedeks")
    assert not offers(slack, "mia")
    await slack._changed("mia", locale="et-EE")
    slack.house.people.forget(
        slack._person("mia").id
    )  # Slack tells of no language; it is asked again after a while
    await slack.say("mia", "#accounts", "Saadan Acmele pakkumise reedeks")
    heard = "Sounds like a promise to Acme Industries: Saadan Acmele pakkumise by Fri 27 Nov."
    assert last(slack, "mia").startswith(heard)
    await slack.click("mia", "Log it")
    assert "Acme Industries: Saadan Acmele pakkumise\nDue: Fri 27 Nov" in last(slack, "mia")
    await slack.say("mia", "#accounts", "Lubasin Acmele, et helistan homme kell 15")
    assert "Acme Industries: helistan by Thu 26 Nov, 15:00." in last(slack, "mia")
    await slack.click("mia", "Log it")
    await slack.say("mia", "#accounts", PROMISE)
    assert OFFER in last(slack, "mia")


async def test_a_customer_is_known_by_what_people_say_for_short(listening: KeptSlack) -> None:
    slack = listening
    await slack.command("lena", "#accounts", "/customer add Hartwell Hospital")
    await slack.say("mia", "#accounts", "Told Hartwell we'd refund the second invoice by Friday")
    assert "a promise to Hartwell Hospital: refund the second invoice by Fri 27 Nov." in last(slack, "mia")
    await slack.click("mia", "Log it")
    await slack.command("lena", "#accounts", "/customer add Hartwell")
    await slack.say("mia", "#accounts", "I'll call Hartwell tomorrow")
    assert "a promise to Hartwell: call Hartwell by Thu 26 Nov." in last(slack, "mia")


async def test_what_was_said_in_a_private_channel_is_quoted_there_alone(slack: KeptSlack) -> None:
    await slack.command("lena", "#leads", "/kept listen on")
    await slack.say("lena", "#leads", "I'll send Acme the secret discount by Friday")
    assert "secret discount" in last(slack, "lena")
    offer = slack.message("Sounds like", seen_by="lena")
    assert "secret" not in str([block for block in offer.body["blocks"] if block["type"] == "actions"])
    await slack.click("lena", "Log it")
    assert "secret" not in slack.modal("lena")
    assert "Customer*: Acme Industries" in slack.modal("lena")
    await slack.fill("lena", {"What did you promise?": "an answer", "Which date were they told?": "Friday"})
    await slack.submit("lena")
    assert "P-1 saved" in slack.modal("lena")


async def test_a_customer_is_known_as_soon_as_they_are_added_or_renamed_and_until_they_are_taken_back(
    listening: KeptSlack,
) -> None:
    slack = listening
    await slack.say("sam", "#accounts", "I'll send Initech the quote by Friday")
    assert not offers(slack, "sam")
    await slack.command("mia", "#accounts", "/customer add Initech")
    await slack.say("sam", "#accounts", "I'll send Initech the quote by Friday")
    assert "a promise to Initech" in last(slack, "sam")
    await slack.command("mia", "#accounts", "/kept undo C-2")
    await slack.say("joe", "#accounts", "I'll send Initech the quote by Friday")
    assert not offers(slack, "joe")


# -- how often


async def test_one_offer_an_hour_unless_the_last_was_taken_up(listening_on_both: KeptSlack) -> None:
    slack = listening_on_both
    await slack.say("mia", "#accounts", PROMISE)
    await slack.say("mia", "#accounts", "I'll call Acme back tomorrow")
    assert offers(slack, "mia") == 1
    await slack.say("sam", "#accounts", PROMISE)
    assert offers(slack, "sam") == 1
    await slack.click("mia", "Log it")
    await slack.say("mia", "#accounts", "I'll call Acme back tomorrow")
    assert "call Acme back by Thu 26 Nov." in last(slack, "mia")
    await slack.click("mia", "Not a promise")
    await slack.say("mia", "#accounts", "I'll send Acme the manual on Monday")
    assert not offers(slack, "mia")
    await slack.forward(HOUR)
    await slack.say("mia", "#accounts", "I'll send Acme the manual on Monday")
    assert "send Acme the manual" in last(slack, "mia")
    assert await counted(slack) == [
        (IDS["mia"], "promise", "logged"),
        (IDS["sam"], "promise", ""),
        (IDS["mia"], "promise", "not a promise"),
        (IDS["mia"], "promise", ""),
    ]


async def test_a_message_that_slack_delivers_twice_is_offered_once(listening_on_both: KeptSlack) -> None:
    slack = listening_on_both
    slack.slack.faults.deliver_twice()
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 1
    await slack.click("mia", "Log it")
    assert len(await counted(slack)) == 1


async def test_an_offer_that_slack_does_not_show_was_none(listening: KeptSlack) -> None:
    slack = listening
    slack.slack.faults.answer("chat.postEphemeral", "internal_error")
    await slack.say("mia", "#accounts", PROMISE)
    assert await counted(slack) == []
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 1


async def test_what_comes_much_later_is_no_news_to_its_speaker(listening: KeptSlack) -> None:
    slack = listening
    await slack.command("mia", "#accounts", "/kept listen on")
    old = slack.slack.clock.now() - timedelta(minutes=20)
    channel = slack.slack.workspace.channel("accounts")
    event = {
        "type": "message",
        "channel": channel.id,
        "channel_type": "channel",
        "user": IDS["mia"],
        "text": PROMISE,
        "ts": f"{old.timestamp():.6f}",
    }
    slack.slack.events.send(event, channel)
    await slack._heard()
    assert not offers(slack, "mia")


# -- answers


async def test_what_was_no_promise_is_counted_and_can_be_logged_after_all(listening: KeptSlack) -> None:
    slack = listening
    await slack.say("mia", "#accounts", PROMISE)
    await slack.click("mia", "Not a promise")
    assert "nothing of it is kept" in last(slack, "mia")
    assert [answer for _, _, answer in await counted(slack)] == ["not a promise"]
    await slack.click("mia", "Log it after all")
    assert "P-1 saved" in last(slack, "mia")
    assert [answer for _, _, answer in await counted(slack)] == ["logged"]


async def test_no_more_offers_here_is_for_this_person_in_this_channel_and_can_be_taken_back(
    listening_on_both: KeptSlack,
) -> None:
    slack = listening_on_both
    await slack.command("lena", "#general", "/kept listen on")
    await slack.say("mia", "#accounts", PROMISE)
    await slack.click("mia", "Don't offer here")
    assert "/kept listen me on brings them back" in last(slack, "mia")
    await slack.forward(HOUR)
    await slack.say("mia", "#accounts", PROMISE)
    assert not offers(slack, "mia")
    await slack.say("sam", "#accounts", PROMISE)
    assert offers(slack, "sam") == 1
    await slack.say("mia", "#general", PROMISE)
    assert offers(slack, "mia") == 1
    await slack.command("mia", "#accounts", "/kept listen")
    assert "You want no offers in this channel." in last(slack, "mia")
    await slack.click("mia", "Offer me again")
    assert "I offer you again" in last(slack, "mia")
    await slack.forward(HOUR)
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 2
    await slack.command("mia", "#accounts", "/kept undo")
    await slack.click("mia", "Undo it")
    await slack.forward(HOUR)
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 2


async def test_somebody_who_wants_no_offers_at_all_gets_none(listening: KeptSlack) -> None:
    slack = listening
    await slack.command("mia", "@kept", "/kept listen me off")
    assert "I offer you nothing any more, wherever I listen." in last(slack, "mia")
    await slack.say("mia", "#accounts", PROMISE)
    assert not offers(slack, "mia")
    await slack.command("mia", "@kept", "/kept listen me off")
    assert "You get no offers already" in last(slack, "mia")
    await slack.command("mia", "@kept", "/kept listen me on")
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 1


@pytest.mark.usefixtures("forgetful")
async def test_two_presses_at_one_moment_log_it_once(listening_on_both: KeptSlack) -> None:
    slack = listening_on_both
    await slack.say("mia", "#accounts", PROMISE)
    slack.slack.faults.deliver_twice()
    await slack.click("mia", "Log it")
    await slack.command("mia", "#accounts", "/promise mine")
    assert "P-1" in last(slack, "mia")
    assert "P-2" not in last(slack, "mia")


async def test_the_offers_customer_may_have_been_taken_back_meanwhile(listening: KeptSlack) -> None:
    slack = listening
    await slack.say("mia", "#accounts", PROMISE)
    await slack.command("mia", "#accounts", "/kept undo C-1")
    await slack.click("mia", "Log it", near="Sounds like")
    assert any("was taken back meanwhile, so nothing is logged" in said for said in slack.said_to("mia"))


async def test_offers_are_for_whoever_practises_no_matter(listening: KeptSlack) -> None:
    slack = listening
    await slack.command("mia", "#accounts", "/kept practice")
    await slack.say("mia", "#accounts", PROMISE)
    assert not offers(slack, "mia")


# -- what is kept, and what it costs


async def test_nothing_of_a_message_is_kept_before_a_click(listening_on_both: KeptSlack) -> None:
    slack = listening_on_both
    message = await slack.say("mia", "#accounts", "I'll send Acme the xylophone by Friday")
    assert offers(slack, "mia") == 1

    def everything(conn: Connection) -> str:
        tables = [table(model) for model in (Offer, Inbox, Setting)]
        return "\n".join(str(row) for each in tables for row in conn.execute(select(each)))

    kept = await slack.house.db.read(everything)
    assert "xylophone" not in kept
    assert message.ts not in kept
    assert await slack.house.db.read(_found, "xylophone") == 0


def _found(conn: Connection, word: str) -> int:
    from storage.tables import Searchable

    rows = table(Searchable)
    return int(conn.execute(select(func.count()).where(rows.c.words.contains(word))).scalar_one())


@pytest.fixture
def dispatched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches a listener: the type of each payload's event."""
    reached: list[str] = []
    find = App.listener

    def counting(self: App, body: Mapping[str, Any]) -> Listener | None:
        reached.append((body.get("event") or {}).get("type") or "")
        return find(self, body)

    monkeypatch.setattr(App, "listener", counting)
    return reached


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the store is asked, by the name of the function."""
    names: list[str] = []
    for way in ("read", "write"):
        door = getattr(Database, way)

        async def counting(
            self: Database, function: object, *args: object, door: object = door, **kwargs: object
        ) -> object:
            names.append(str(getattr(function, "__name__", function)))
            return await door(self, function, *args, **kwargs)  # type: ignore[operator]

        monkeypatch.setattr(Database, way, counting)
    return names


async def test_what_is_none_of_kepts_business_reaches_neither_a_listener_nor_the_store(
    listening: KeptSlack, dispatched: list[str], asked: list[str]
) -> None:
    slack = listening
    await slack.say("mia", "#accounts", "Good morning")  # looks up where Kept listens
    dispatched.clear()
    asked.clear()
    for said in ("Good morning", "I'll be out on Friday", "We will see", "I'll have the soup, thanks"):
        await slack.say("mia", "#accounts", said)
    await slack.say("mia", "#general", PROMISE)
    await slack.say("dana", "#acme-shared", PROMISE)
    await slack.house.client.chat_postMessage(
        channel=slack.slack.workspace.channel("accounts").id, text=PROMISE
    )
    await slack.react("sam", await slack.say("mia", "#accounts", "Good morning"), "+1")
    await slack._heard()
    assert dispatched == []
    assert asked == []
    await slack.say("mia", "#accounts", PROMISE)
    assert dispatched == ["message"]


async def test_what_another_replica_changed_is_known_after_seconds(listening: KeptSlack) -> None:
    slack = listening
    await slack.say("mia", "#accounts", "Good morning")

    def elsewhere(conn: Connection) -> None:
        settings, names = table(Setting), table(CustomerName)
        team_id = slack.house.team_id
        conn.execute(
            insert(settings).values(
                team_id=team_id,
                scope="channel",
                scope_id=slack.slack.workspace.channel("general").id,
                name="listen",
                value="true",
            )
        )
        conn.execute(update(names).where(names.c.folded == "acme").values(name="Initech", folded="initech"))

    await slack.house.db.write(elsewhere)
    await slack.say("mia", "#general", PROMISE)
    assert not offers(slack, "mia")
    await slack.forward(timedelta(seconds=6))
    await slack.say("mia", "#general", "I'll send Acme Industries the quote by Friday")
    assert offers(slack, "mia") == 1
    await slack.forward(HOUR)
    await slack.say("sam", "#general", "I'll send Initech the quote by Friday")
    assert offers(slack, "sam") == 1


async def test_a_store_that_gives_no_answer_keeps_no_message_from_being_acknowledged(
    listening: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack = listening

    async def broken(self: Database, *args: object, **kwargs: object) -> object:
        raise RuntimeError("the store is gone")

    slack.house.ears.doubt()
    with monkeypatch.context() as patched:
        patched.setattr(Database, "read", broken)
        await slack.say("mia", "#accounts", "Good morning")
        assert await slack.slack.events.settle()
    await slack.say("mia", "#accounts", PROMISE)
    assert offers(slack, "mia") == 1


# -- the longest and the strangest


async def test_the_longest_sentence_that_is_offered_fits_in_its_buttons_and_is_inert(
    listening: KeptSlack,
) -> None:
    slack = listening
    name = ("Ŵ&<>" * 20)[:80]
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill("mia", {"Name": name})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/customer link C-2")
    words = ("the <b>pump</b> & *the* `hose` 🙂 " * 40)[:210].strip()
    await slack.say("mia", "#accounts", f"I'll send them {words} by Friday")
    offer = slack.message("Sounds like", seen_by="mia")
    assert "<b>" not in offer.body["text"]
    await slack.click("mia", "Log it")
    assert "P-1 saved" in last(slack, "mia")


async def test_a_speech_is_no_promise(listening: KeptSlack) -> None:
    await listening.say("mia", "#accounts", f"I'll send Acme {'the very ' * 120}long quote by Friday")
    assert not offers(listening, "mia")


@pytest.mark.parametrize(
    "said",
    [
        '{"channel":"C0GENERAL01","text":"hello"} I\'ll send Acme the quote by Friday',
        'I\'ll send Acme the "new" quote by Friday \\ "channel_type":"im"',
        "I’ll send Acme the quote “2026” by Friday",
    ],
)
async def test_no_words_of_a_message_mislead_the_gate(listening: KeptSlack, said: str) -> None:
    await listening.say("mia", "#accounts", said)
    assert offers(listening, "mia") == 1


async def test_hostile_words_are_acknowledged_like_all_others(
    listening: KeptSlack, dispatched: list[str]
) -> None:
    slack = listening
    for said in ("\\" * 4000, '"text":"' * 1000, "i will " * 1700, "Acme " * 2000, "‮" * 3000):
        await slack.say("mia", "#accounts", said)
        assert await slack.slack.events.settle()
    assert not offers(slack, "mia")
    assert dispatched in ([], ["message"])
