"""The sender over a real socket: what people see, whatever Slack answers."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import OperationalError

from handlers import answering, sending, sending_posting
from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.sending_content import content
from handlers.sending_pace import Pace
from handlers.views.parts import Message, line
from playground.faults import How
from storage import nudges, post_facts, posts
from storage.tables import Nudge, Post, Promise, Setting, table
from tests.handlers.conftest import KeptSlack

MIA, SAM = "U0MIA000001", "U0SAM000001"
NUDGES, POSTS = table(Nudge), table(Post)


@dataclass
class Sender:
    """A Kept whose posts are drawn here: `says` is what they say, or why they say nothing."""

    slack: KeptSlack
    says: str | Dropped | Exception = "Hello"
    ids: list[int] = field(default_factory=list)
    drawn: int = 0

    @property
    def house(self) -> House:
        return self.slack.house

    async def draw(self, _house: House, _post: Post) -> Drawn | Dropped:
        self.drawn += 1
        if isinstance(self.says, Exception):
            raise self.says
        return self.says if isinstance(self.says, Dropped) else Drawn(Message([line(self.says)]), self.ids)

    async def send(self) -> bool:
        return await sending.send(self.house, {"note": self.draw})

    async def put(self, key: str = "k", place: str = MIA, about: dict[str, Any] | None = None) -> int:
        post_id = await self.house.db.write(
            posts.put,
            self.house.team_id,
            key=key,
            what="note",
            place=place,
            due_at=self.house.clock(),
            now=self.house.clock(),
            about=json.dumps(about or {}),
        )
        assert post_id
        return post_id

    async def ask(self, post_id: int) -> Nudge:
        """Something that the post asks for."""
        nudge = await self.house.db.write(_ask, self.house, post_id)
        self.ids.append(nudge.id or 0)
        return nudge

    async def forward(self, seconds: float) -> None:
        self.slack.slack.clock.forward(timedelta(seconds=seconds))
        await self.send()

    async def the(self, post_id: int) -> Post:
        post = await self.house.db.read(posts.by_id, self.house.team_id, post_id)
        assert post
        return post

    async def nudge(self, number: int) -> Nudge:
        found = await self.house.db.read(nudges.by_number, self.house.team_id, number)
        assert found
        return found

    def seen(self, who: str = "mia") -> list[str]:
        """What this sender has said to somebody."""
        return [text for text in self.slack.said_to(who) if not text.startswith("C-1")]

    def asked(self, method: str) -> int:
        return sum(call.method == method for call in self.slack.slack.api.calls)


def _ask(conn: Connection, house: House, post_id: int) -> Nudge:
    nudge = nudges.make(
        conn,
        house.team_id,
        kind="promise",
        row_id=1,
        reason="promise_late",
        window=str(post_id),
        recipient_id=MIA,
        role="owner",
        why="it is late",
        since_at=house.clock(),
        now=house.clock(),
    )
    assert nudge
    conn.execute(update(NUDGES).where(NUDGES.c.id == nudge.id).values(post_id=post_id))
    return nudge


@pytest.fixture
async def sender(slack: KeptSlack) -> AsyncIterator[Sender]:
    yield Sender(slack)


@pytest.fixture
async def sender_on_both(slack_on_both: KeptSlack) -> AsyncIterator[Sender]:
    yield Sender(slack_on_both)


async def test_what_is_due_stands_in_slack_once_and_its_nudges_know(sender_on_both: Sender) -> None:
    sender = sender_on_both
    post_id = await sender.put()
    nudge = await sender.ask(post_id)
    assert await sender.send() is False
    assert await sender.send() is False
    assert sender.seen() == ["Hello"]
    post = await sender.the(post_id)
    message = sender.slack.message("Hello", seen_by="mia")
    assert (post.state, post.channel_id, post.ts) == ("said", message.channel, message.ts)
    assert (await sender.nudge(nudge.number)).said_at == sender.house.clock()
    assert message.body["metadata"]["event_type"] == "kept_post"
    assert str(nudge.id) in message.body["metadata"]["event_payload"]["nudges"]


async def test_a_message_unfurls_nothing_and_can_be_read_aloud(sender: Sender) -> None:
    await sender.put()
    await sender.send()
    call = next(c for c in reversed(sender.slack.slack.api.calls) if c.method == "chat.postMessage")
    assert (call.args["unfurl_links"], call.args["unfurl_media"], call.args["text"]) == (
        False,
        False,
        "Hello",
    )


async def test_a_hundred_posts_are_all_said_in_few_claims(sender: Sender) -> None:
    for number in range(100):
        await sender.put(f"k{number}", MIA if number % 2 else SAM)
        sender.house.pace = Pace()
    while await sender.send():
        pass
    for _ in range(60):
        await sender.forward(1.5)
    assert len(sender.seen()) + len(sender.seen("sam")) == 100


async def test_nothing_is_said_for_what_has_ended_before_it_was_its_turn(sender: Sender) -> None:
    post_id = await sender.put()
    sender.says = Dropped("it was done")
    await sender.send()
    post = await sender.the(post_id)
    assert (post.state, post.why, sender.seen()) == ("dropped", "it was done", [])


@pytest.mark.parametrize("how", ["500", "timeout", "reset", "not_json", "fatal_error", "internal_error"])
@pytest.mark.parametrize("after", [False, True])
async def test_an_answer_that_tells_nothing_is_looked_up_before_anything_is_said_again(
    sender: Sender, how: How, after: bool
) -> None:
    sender.house.times = type(sender.house.times)(timedelta(seconds=1))
    post_id = await sender.put()
    sender.slack.slack.faults.answer("chat.postMessage", how, after=after, seconds=3)
    await sender.send()
    assert (await sender.the(post_id)).ambiguous
    await sender.forward(1)
    assert sender.asked("conversations.history") == 0  # not before it must have settled
    await sender.forward(1)
    assert sender.seen() == ["Hello"]
    assert sender.asked("conversations.history") == 1
    assert (await sender.the(post_id)).state == "said"
    await sender.forward(20)
    assert sender.asked("conversations.history") == 2  # the sweep
    assert sender.seen() == ["Hello"]


async def test_a_late_delivery_leaves_one_copy_in_the_end(sender: Sender) -> None:
    sender.house.times = type(sender.house.times)(timedelta(seconds=1))
    await sender.put()
    sender.slack.slack.faults.answer("chat.postMessage", "late", seconds=0.3)
    await sender.send()
    await sender.forward(2)
    async with asyncio.timeout(5):
        while len(sender.seen()) < 2:  # noqa: ASYNC110 - a list has no event
            await asyncio.sleep(0.01)
    await sender.forward(20)
    assert sender.seen() == ["Hello"]


async def test_as_long_as_slack_does_not_let_us_look_nothing_is_said_again(sender: Sender) -> None:
    await sender.put()
    sender.slack.slack.faults.answer("chat.postMessage", "reset", after=True)
    await sender.send()
    sender.slack.slack.faults.answer("conversations.history", "500", times=3)
    for _ in range(3):
        await sender.forward(31)
    assert sender.asked("chat.postMessage") == 1
    await sender.forward(31)
    assert (sender.asked("chat.postMessage"), sender.seen()) == (1, ["Hello"])


async def test_too_many_waits_in_the_row_as_long_as_slack_says_for_every_post(sender: Sender) -> None:
    first, second = await sender.put("a"), await sender.put("b", SAM)
    sender.slack.slack.faults.answer("chat.postMessage", "429", retry_after=30, times=2)
    await sender.send()
    post = await sender.the(first)
    assert (post.state, post.ambiguous, post.tries) == ("due", False, 0)
    assert post.due_at >= sender.house.clock() + timedelta(seconds=30)
    asked = sender.asked("chat.postMessage")
    await sender.forward(20)
    assert sender.asked("chat.postMessage") == asked
    sender.slack.slack.faults.clear()
    await sender.forward(12)
    assert (sender.seen(), sender.seen("sam")) == (["Hello"], ["Hello"])
    assert (await sender.the(second)).state == "said"


async def test_one_place_has_a_short_burst_and_then_a_message_a_second(sender: Sender) -> None:
    for number in range(5):
        await sender.put(f"k{number}")
    await sender.send()
    assert len(sender.seen()) == 3
    await sender.forward(1.6)
    await sender.forward(1.6)
    assert len(sender.seen()) == 5


async def test_a_workspace_that_refuses_us_keeps_everything_pending_and_is_logged_once(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    post_id = await sender.put()
    right, sender.house.client.token = sender.house.client.token, "xoxb-revoked"
    with caplog.at_level(logging.ERROR, "kept"):
        await sender.send()
        await sender.forward(20)
        await sender.forward(60)
    assert [record.message for record in caplog.records if "invalid_auth" in record.message] == [
        "Slack says invalid_auth to users.list: whatever is to be said waits"
    ]
    assert (await sender.the(post_id)).state == "due"
    assert sender.asked("chat.postMessage") == 0
    sender.house.client.token = right
    await sender.forward(121)
    assert sender.seen() == ["Hello"]


async def test_what_slack_does_not_take_is_said_in_words_alone(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    await sender.put()

    async def draw(_house: House, _post: Post) -> Drawn:
        message = Message([line("All of it, in words")], "Something new")
        message.blocks.append(Wrong(type="nonsense"))
        return Drawn(message)

    with caplog.at_level(logging.ERROR, "kept"):
        await sending.send(sender.house, {"note": draw})
    assert sender.seen() == ["Something new\n\nAll of it, in words"]
    assert "invalid_blocks" in caplog.text
    assert "All of it" not in caplog.text


async def test_what_slack_never_takes_is_given_up_with_a_line_in_the_log_and_its_nudges_go_on(
    sender: Sender, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_id = await sender.put()
    nudge = await sender.ask(post_id)

    async def draw(_house: House, _post: Post) -> Drawn:
        return Drawn(Nothing([]), sender.ids)

    monkeypatch.setattr(sending_posting, "words_only", content)
    with caplog.at_level(logging.ERROR, "kept"):
        await sending.send(sender.house, {"note": draw})
    post, found = await sender.the(post_id), await sender.nudge(nudge.number)
    assert (post.state, post.why) == ("dropped", "Slack did not take it: no_text")
    assert (found.post_id, found.said_at) == (None, None)
    assert found.say_at == sender.house.clock() + sending_posting.DEAD
    assert "it is not said" in caplog.text


class Wrong(Block):
    """A block that Slack refuses."""

    def to_dict(self, *_: Any) -> dict[str, str]:
        return {"type": "nonsense"}


class Nothing(Message):
    """A message of nothing."""

    def body(self) -> dict[str, Any]:
        return {"text": ""}


async def test_what_cannot_be_drawn_is_tried_again_and_keeps_nothing_else_waiting(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    post_id = await sender.put()
    sender.says = ValueError("secret words")
    with caplog.at_level(logging.ERROR, "kept"):
        await sender.send()
    assert "secret words" not in caplog.text
    assert ((await sender.the(post_id)).state, (await sender.the(post_id)).tries) == ("due", 1)
    sender.says = "Hello"
    await sender.forward(310)
    assert sender.seen() == ["Hello"]


async def test_what_nobody_can_draw_here_waits_for_a_kept_that_can(sender: Sender) -> None:
    post_id = await sender.put()
    await sending.send(sender.house, {})
    assert (await sender.the(post_id)).state == "due"
    await sender.forward(310)
    assert sender.seen() == ["Hello"]


async def test_whoever_has_left_is_not_written_to_and_the_clock_looks_for_somebody_else(
    sender_on_both: Sender,
) -> None:
    sender = sender_on_both
    await sender.slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await sender.house.db.write(_looked_at)
    post_id = await sender.put()
    nudge = await sender.ask(post_id)
    sender.slack.slack.workspace.change_person(MIA, deleted=True)
    sender.house.people.forget(MIA)
    sender.house.people._everybody = None
    await sender.send()
    post, found = await sender.the(post_id), await sender.nudge(nudge.number)
    assert (post.state, post.why) == ("dropped", "is gone")
    assert (found.post_id, found.ended_at) == (None, None)
    assert nudges.story_of(found)[-1]["why"] == "is gone"
    assert await sender.house.db.read(_next_look) == sender.house.clock()


def _looked_at(conn: Connection) -> None:
    promises = table(Promise)
    conn.execute(update(promises).values(next_look_at=None))


def _next_look(conn: Connection) -> Any:
    return conn.execute(select(table(Promise).c.next_look_at)).scalar()


async def test_a_guest_hears_nothing(sender: Sender) -> None:
    guest = next(p for p in sender.slack.slack.workspace.people.values() if p.kind == "guest")
    post_id = await sender.put(place=guest.id)
    await sender.send()
    assert (await sender.the(post_id)).state == "dropped"


async def test_nothing_is_posted_where_an_outsider_sits(sender: Sender) -> None:
    shared = next(c for c in sender.slack.slack.workspace.channels.values() if c.kind == "shared")
    post_id = await sender.put(place=shared.id, about={"concerns": [MIA]})
    await sender.send()
    assert (await sender.the(post_id)).why == "outsiders"
    lines = sender.slack.slack.talk.lines(shared.id)
    assert not any(m.author == sender.slack.slack.bot_user_id and m.body["text"] == "Hello" for m in lines)


async def test_a_channels_post_that_cannot_be_said_goes_once_to_whom_it_concerns(
    sender_on_both: Sender,
) -> None:
    sender = sender_on_both
    channel = sender.slack.slack.workspace.channel("accounts")
    post_id = await sender.put(place=channel.id, about={"concerns": [MIA]})
    nudge = await sender.ask(post_id)
    channel.archived = True
    await sender.send()
    await sender.forward(60)
    (said,) = sender.seen()
    assert said.startswith("I could not say this in #accounts: the channel is archived. So you have it here.")
    assert said.endswith("Hello")
    found = await sender.nudge(nudge.number)
    assert found.said_at is not None
    assert found.post_id != post_id


async def test_without_anybody_named_the_leads_hear_of_it_in_private(sender: Sender) -> None:
    await sender.house.db.write(_lead, sender.house.team_id, SAM)
    sender.house.held.forget()
    channel = sender.slack.slack.workspace.channel("accounts")
    channel.archived = True
    await sender.put(place=channel.id)
    await sender.send()
    assert "I could not say this in #accounts" in sender.seen("sam")[-1]
    assert sender.seen() == []


def _lead(conn: Connection, team_id: str, person_id: str) -> None:
    values = {"scope": "workspace", "scope_id": "", "name": "leads", "value": json.dumps([person_id])}
    conn.execute(insert(table(Setting)).values(team_id=team_id, **values))


async def test_what_changed_is_redrawn_in_place_and_what_did_not_is_left_alone(
    sender_on_both: Sender,
) -> None:
    sender = sender_on_both
    post_id = await sender.put()
    await sender.send()
    await sender.house.db.write(posts.redraw, sender.house.team_id, [post_id], now=sender.house.clock())
    await sender.send()
    assert sender.asked("chat.update") == 0
    sender.says = "Hello, and done"
    await sender.house.db.write(posts.redraw, sender.house.team_id, [post_id], now=sender.house.clock())
    await sender.send()
    assert (sender.seen(), sender.asked("chat.update")) == (["Hello, and done"], 1)
    assert (await sender.the(post_id)).redraw_at is None


async def test_what_ends_between_drawing_and_saying_is_redrawn_at_once(sender: Sender) -> None:
    post_id = await sender.put()
    nudge = await sender.ask(post_id)
    real = sender.draw

    async def draw(house: House, post: Post) -> Drawn | Dropped:
        drawn = await real(house, post)
        if sender.says == "Hello":
            await house.db.write(_end, nudge, house)
            sender.says = "It was done"
        return drawn

    await sending.send(sender.house, {"note": draw})
    assert sender.seen() == ["It was done"]


def _end(conn: Connection, nudge: Nudge, house: House) -> None:
    nudges.end(conn, [nudge], "it was done", now=house.clock())


async def test_a_redraw_of_a_deleted_message_is_given_up_quietly(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    post_id = await sender.put()
    await sender.send()
    talk = sender.slack.slack.talk
    talk.delete(sender.slack.message("Hello", seen_by="mia"))
    sender.says = "Changed"
    await sender.house.db.write(posts.redraw, sender.house.team_id, [post_id], now=sender.house.clock())
    with caplog.at_level(logging.WARNING, "kept"):
        await sender.send()
    assert (await sender.the(post_id)).redraw_at is None
    assert (sender.seen(), caplog.text) == ([], "")


@pytest.mark.parametrize("how", ["429", "500", "reset", "fatal_error"])
async def test_a_redraw_that_failed_is_done_again(sender: Sender, how: How) -> None:
    post_id = await sender.put()
    await sender.send()
    sender.says = "Changed"
    sender.slack.slack.faults.answer("chat.update", how)
    await sender.house.db.write(posts.redraw, sender.house.team_id, [post_id], now=sender.house.clock())
    await sender.send()
    assert sender.seen() == ["Hello"]
    await sender.forward(31)
    assert sender.seen() == ["Changed"]


async def test_a_missing_scope_for_looking_up_stops_only_what_must_be_looked_up(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    scopes = sender.slack.slack.manifest.scopes
    held = list(scopes)
    await sender.put("unknown")
    sender.slack.slack.faults.answer("chat.postMessage", "reset", after=True)
    await sender.send()
    object.__setattr__(sender.slack.slack.manifest, "scopes", [s for s in held if s != "im:history"])
    with caplog.at_level(logging.ERROR, "kept"):
        await sender.forward(31)
        await sender.put("other", SAM)
        await sender.forward(31)
    assert caplog.text.count("missing_scope (im:history)") == 1
    assert (sender.asked("chat.postMessage"), sender.seen("sam")) == (2, ["Hello"])
    object.__setattr__(sender.slack.slack.manifest, "scopes", held)
    await sender.forward(700)
    assert sender.seen() == ["Hello"]


async def test_a_post_that_could_not_be_recorded_is_recorded_at_the_next_try(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = post_facts.said, [1, 2]

    def said(conn: Connection, facts: list[post_facts.Fact], **known: Any) -> list[str]:
        if failures:
            failures.pop()
            raise OperationalError("lost", None, Exception())
        return real(conn, facts, **known)

    monkeypatch.setattr(post_facts, "said", said)
    post_id = await sender.put()
    await sender.send()
    assert ((await sender.the(post_id)).state, sender.seen()) == ("said", ["Hello"])


async def test_a_post_that_is_said_and_cannot_be_recorded_is_found_when_its_lease_is_over(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def never(*_: Any, **__: Any) -> str:
        raise OperationalError("lost", None, Exception())

    post_id = await sender.put()
    with monkeypatch.context() as patched:
        patched.setattr(post_facts, "said", never)
        await sender.send()
    assert "the sender failed with OperationalError" in caplog.text
    await sender.forward(30)
    assert (await sender.the(post_id)).state == "sending"
    await sender.forward(31)
    assert ((await sender.the(post_id)).state, sender.seen()) == ("said", ["Hello"])
    assert sender.asked("chat.postMessage") == 1


async def test_the_real_ticks_say_it_too(sender: Sender) -> None:
    sender.slack.ticks._draws = {"note": sender.draw}
    await sender.put()
    await sender.slack.tick()
    assert sender.seen() == ["Hello"]


async def test_whoever_waits_for_an_answer_goes_first_but_not_for_ever(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sender.put("first")
    with sender.house.answering:
        round_ = asyncio.create_task(sender.send())
        for _ in range(20):
            await asyncio.sleep(0)
        assert sender.asked("chat.postMessage") == 0
    await round_
    assert sender.seen() == ["Hello"]
    monkeypatch.setattr(answering, "A_MOMENT", 0)
    await sender.put("second")
    with sender.house.answering:
        await sender.send()
    assert sender.seen() == ["Hello", "Hello"]


async def test_what_is_said_together_is_recorded_together(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[int] = []
    said = post_facts.said

    def counted(conn: Connection, facts: list[post_facts.Fact], **known: Any) -> list[str]:
        recorded.append(len(facts))
        return said(conn, facts, **known)

    monkeypatch.setattr(post_facts, "said", counted)
    monkeypatch.setattr(sending, "LANES", 1)
    made = [await sender.put(str(number)) for number in range(3)]
    await sender.send()
    assert recorded == [3]
    assert [(await sender.the(post_id)).state for post_id in made] == ["said"] * 3
