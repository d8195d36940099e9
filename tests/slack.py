"""A Slack for tests: drive the app by what people see, type and press.

`SeenSlack` wraps the playground. People go by handle ("mia"), channels by name ("#accounts", "@kept" for the DM). A
look-up that finds nothing raises AssertionError with what was visible. `after`, when given, is awaited after each
gesture, so that what the app says after its acknowledgement has been said when the gesture returns.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from playground import Slack
from playground.blocks import VALUES, Control, controls
from playground.outcomes import Outcome
from playground.readable import Reader
from playground.shapes import Json
from playground.talk import Message
from playground.views import OpenView
from playground.workspace import Channel, Person

_RECENT = 12
_TYPED = ("plain_text_input", "number_input", "email_text_input", "url_text_input")

File = tuple[str, bytes]


@dataclass
class _Spot:
    """Something that can be pressed: the control, the option in it (if it is a menu), what stands around it."""

    control: Control
    option: Json | None
    words: str
    around: str


@dataclass
class _Place:
    """A message or view with its blocks."""

    container: Json
    blocks: list[Json]
    text: str


class SeenSlack:
    """The playground as the people in it see and use it."""

    def __init__(self, slack: Slack, after: Callable[[], Awaitable[None]] | None = None) -> None:
        self.slack = slack
        self.after = after

    # -- doing

    async def say(
        self, who: str, where: str, text: str, *, thread: Message | None = None, expect: str = ""
    ) -> Message:
        """Write a message; returns it. `expect` is the error Slack should answer with."""
        thread_ts = thread.ts if thread else ""
        outcome = await self._done(self.slack.gestures.say(who, where, text, thread_ts=thread_ts), expect)
        return (
            self.slack.talk.find(self._channel(who, where).id, outcome.ts)
            if outcome.ok
            else Message("", "", {})
        )

    async def command(self, who: str, where: str, line: str, *, expect: str = "") -> Outcome:
        """Type a slash command."""
        return await self._done(self.slack.gestures.command(who, where, line), expect)

    async def edit(self, who: str, message: Message, text: str, *, expect: str = "") -> Outcome:
        """Change one's own message."""
        return await self._done(self.slack.gestures.edit(who, message.channel, message.ts, text), expect)

    async def delete(self, who: str, message: Message, *, expect: str = "") -> Outcome:
        """Delete one's own message."""
        return await self._done(self.slack.gestures.delete(who, message.channel, message.ts), expect)

    async def react(self, who: str, message: Message, name: str, *, expect: str = "") -> Outcome:
        """Add a reaction, or take it back."""
        return await self._done(self.slack.gestures.react(who, message.channel, message.ts, name), expect)

    async def shortcut(
        self, who: str, name: str, message: Message | str | None = None, *, expect: str = ""
    ) -> Outcome:
        """Pick a shortcut by its name: from the menu of a message (or of the newest one with these words), or a global one."""
        kind = "global" if message is None else "message"
        known = [s for s in self.slack.manifest.shortcuts if s.name == name and s.type == kind]
        assert known, (
            f"no {kind} shortcut {name!r}; there are {[(s.type, s.name) for s in self.slack.manifest.shortcuts]}"
        )
        if isinstance(message, str):
            message = self.message(message, seen_by=who)
        where, ts = (message.channel, message.ts) if message else ("", "")
        return await self._done(
            self.slack.gestures.shortcut(who, known[0].callback_id, where=where, ts=ts), expect
        )

    async def click(
        self,
        who: str,
        label: str,
        *,
        near: str = "",
        home: bool = False,
        where: str = "",
        confirm: bool = True,
        expect: str = "",
    ) -> Outcome:
        """Press a button, or choose the option of a menu, by its visible words.

        Looked for in the open modal, else in messages, the newest first (of `where` only, if given), or in Home. `near`
        are words that must stand beside it. `confirm=False` says no in a confirmation dialog.
        """
        place, spot = self._find(who, label, near=near, home=home, where=where)
        if spot.control.element.get("confirm") and not confirm:
            return Outcome()
        pressed = self.slack.forms.press(who, place.container, _action(spot))
        return await self._done(pressed, expect)

    async def double_click(self, who: str, label: str, *, near: str = "", home: bool = False) -> None:
        """Press a button twice, before its answer is there."""
        place, spot = self._find(who, label, near=near, home=home, where="")
        presses = [self.slack.forms.press(who, place.container, _action(spot)) for _ in range(2)]
        for outcome in await asyncio.gather(*presses):
            assert not outcome.error, outcome
        if self.after is not None:
            await self.after()

    async def choose(self, who: str, label: str, query: str, option: str) -> Outcome:
        """Type `query` into an external select of the open form and take the option with these words."""
        control = self._field(who, label)
        container = {"type": "modal", "view_id": self._open(who).id}
        asked = self.slack.forms.options(who, container, control.block_id, control.action_id, query)
        outcome = await self._done(asked, "")
        offered = list(_options(outcome.options))
        found = next((o for o in offered if _same(o["text"]["text"], option)), None)
        assert found is not None, f"{option!r} is not among {[o['text']['text'] for o in offered]}"
        field = VALUES[control.type][0]
        await self._put(who, control, [found] if field.endswith("s") else found)
        return outcome

    async def fill(self, who: str, values: Mapping[str, Any]) -> None:
        """Fill fields of the open form by their labels.

        Text as str; a select, radio or checkboxes by the option's words (a list where several can be chosen); people as
        "sam"; channels as "#accounts"; dates as date or "YYYY-MM-DD", times as "HH:MM", both as an aware datetime; files
        as (name, bytes). None empties a field. An external select searches for the words and takes what matches.
        """
        for label, value in values.items():
            control = self._field(who, label)
            if control.type in ("external_select", "multi_external_select") and value is not None:
                await self.choose(who, label, value, value)
            else:
                await self._put(who, control, await self._value(who, control, value))

    async def submit(self, who: str, *, expect: str = "") -> Outcome:
        """Submit the open form; sentences under its fields are in the outcome's `errors` and in `modal(who)`."""
        return await self._done(self.slack.forms.submit(who, self._open(who).id), expect)

    async def close(self, who: str) -> Outcome:
        """Close the open form."""
        return await self._done(self.slack.forms.close(who, self._open(who).id), "")

    async def home(self, who: str) -> str:
        """Open the app's Home and read it."""
        await self._done(self.slack.gestures.open_home(who), "")
        return self.home_text(who)

    async def status(self, who: str, text: str, emoji: str = "", *, until: datetime | None = None) -> None:
        """Set one's Slack status; "" and "" clears it."""
        ends = int(until.timestamp()) if until else 0
        await self._changed(who, status_text=text, status_emoji=emoji, status_expiration=ends)

    async def pause(self, who: str, until: datetime | None) -> None:
        """Pause one's notifications until then (aware), or end that."""
        self.slack.workspace.pause(self._person(who).id, until)
        await self._heard()

    async def leave(self, who: str) -> None:
        """An admin deactivates somebody's account."""
        await self._changed(who, deleted=True)

    async def return_(self, who: str) -> None:
        """An admin activates somebody's account again."""
        await self._changed(who, deleted=False)

    async def forward(self, step: timedelta) -> None:
        """Push the clock."""
        self.slack.clock.forward(step)
        if self.after is not None:
            await self.after()

    # -- seeing

    def modal(self, who: str) -> str:
        """The open form as text, with its errors; "" when none is open."""
        view = self.slack.views.top(self._person(who).id)
        return "" if view is None else self._reader(who).view(view)

    def home_text(self, who: str) -> str:
        """What stands in Home, without opening it anew."""
        view = self.slack.views.home(self._person(who).id)
        return "" if view is None else self._reader(who).view(view)

    def sees(self, who: str, where: str = "") -> str:
        """What is before a person: the newest messages (of one place, or of all), and the open form."""
        shown = [self._line(who, m) for m in self._messages(who, where)]
        return "\n\n".join([*shown[-_RECENT:], *filter(None, [self.modal(who)])])

    def said_to(self, who: str) -> list[str]:
        """What the app has said to this person alone, in DM or as "only visible to you", oldest first."""
        person = self._person(who)
        dm = self.slack.workspace.dm_with(person).id if person.kind != "outsider" else ""
        alone = (m for m in self._messages(who) if m.only_for or m.channel == dm)
        return [self._reader(who).message(m.body) for m in alone if m.author != person.id]

    def message(self, words: str, *, seen_by: str = "", where: str = "") -> Message:
        """The newest message with these words (as Slack stores or as people read them)."""
        who = seen_by or next(p.handle for p in self.slack.workspace.people.values() if p.kind == "member")
        found = [
            m
            for m in self._messages(who, where)
            if words in m.body.get("text", "") or words in self._line(who, m)
        ]
        assert found, f"no message with {words!r}; {who} sees:\n{self.sees(who, where)}"
        return found[-1]

    # -- within

    async def _changed(self, who: str, **fields: object) -> None:
        self.slack.workspace.change_person(self._person(who).id, **fields)
        await self._heard()

    async def _heard(self) -> None:
        """Waits until the app has heard what happened, and has said what it says to that."""
        await self.slack.events.settle()
        if self.after is not None:
            await self.after()

    async def _done(self, gesture: Awaitable[Outcome], expect: str) -> Outcome:
        outcome = await gesture
        if self.after is not None:
            await self.after()
        assert outcome.error == expect, (
            f"Slack answered {outcome.error or 'ok'!r} ({outcome.say}), expected {expect or 'ok'!r}"
        )
        return outcome

    def _person(self, who: str) -> Person:
        return self.slack.workspace.person(who)

    def _channel(self, who: str, where: str) -> Channel:
        workspace = self.slack.workspace
        return workspace.dm_with(self._person(who)) if where.startswith("@") else workspace.channel(where)

    def _reader(self, who: str) -> Reader:
        return Reader(self.slack.workspace, self._person(who))

    def _messages(self, who: str, where: str = "") -> list[Message]:
        person, workspace = self._person(who), self.slack.workspace
        places = [self._channel(who, where)] if where else workspace.channels.values()
        found = [
            m
            for c in places
            if workspace.visible(c, person)
            for m in self.slack.talk.everything(c.id, seen_by=person.id)
        ]
        return sorted(found, key=lambda m: float(m.ts))

    def _line(self, who: str, message: Message) -> str:
        people, channels = self.slack.workspace.people, self.slack.workspace.channels
        author = people.get(message.author) or people[self.slack.bot_user_id]
        mark = " (only you)" if message.only_for else " (in a thread)" if message.is_reply else ""
        place = f"#{channels[message.channel].name}" if channels[message.channel].name else "DM"
        return f"{place} {author.handle}{mark}: {self._reader(who).message(message.body)}"

    def _open(self, who: str) -> OpenView:
        view = self.slack.views.top(self._person(who).id)
        assert view is not None, f"{who} has no form open; {who} sees:\n{self.sees(who)}"
        return view

    def _field(self, who: str, label: str) -> Control:
        view = self._open(who)
        found = [c for c in controls(view.view["blocks"]) if c.type in VALUES and _same(c.label, label)]
        assert found, f"no field {label!r}; {who} sees:\n{self.modal(who)}"
        return found[0]

    async def _put(self, who: str, control: Control, value: object) -> None:
        view = self._open(who)
        field = VALUES[control.type][0]
        entry = {"type": control.type, field: value}
        view.filled.setdefault(control.block_id, {})[control.action_id] = entry
        if not control.is_input or control.block.get("dispatch_action"):
            action = {"block_id": control.block_id, "action_id": control.action_id, **entry}
            await self._done(self.slack.forms.press(who, {"type": "modal", "view_id": view.id}, action), "")

    async def _value(self, who: str, control: Control, value: Any) -> object:
        field = VALUES[control.type][0]
        many = field.endswith("s")
        if value is None:
            return [] if many else None
        values = list(value) if many and isinstance(value, list) else [value]
        made = [await self._one(who, control, v) for v in values]
        return made if many else made[0]

    async def _one(self, who: str, control: Control, value: Any) -> object:
        if control.type in _TYPED:
            return str(value)
        if "options" in control.element or "option_groups" in control.element:
            offered = list(_options(control.element))
            found = next((o for o in offered if _same(o["text"]["text"], value)), None)
            assert found is not None, f"{value!r} is not among {[o['text']['text'] for o in offered]}"
            return found
        if control.type.endswith("users_select"):
            return self._person(value).id
        if control.type.endswith(("channels_select", "conversations_select")):
            return self._channel(who, value).id
        if control.type == "file_input":
            return (await self._done(self.slack.gestures.upload(who, *value), "")).ack
        if control.type == "datetimepicker":
            return int(value.timestamp()) if isinstance(value, datetime) else int(value)
        return value.isoformat() if isinstance(value, date) else value

    # -- finding what to press

    def _find(self, who: str, label: str, *, near: str, home: bool, where: str) -> tuple[_Place, _Spot]:
        for place in self._places(who, home=home, where=where):
            fitting = [s for s in self._spots(who, place) if _same(s.words, label)]
            close = [s for s in fitting if near in s.around]
            if not close and near and len(fitting) == 1 and near in place.text:
                close = fitting
            if close:
                assert len(close) == 1, (
                    f"{label!r} is there {len(close)} times; say what it is near:\n{place.text}"
                )
                return place, close[0]
        seen = self.home_text(who) if home else self.sees(who, where)
        raise AssertionError(
            f"nothing to press called {label!r}{f' near {near!r}' if near else ''}; {who} sees:\n{seen}"
        )

    def _places(self, who: str, *, home: bool, where: str) -> Iterator[_Place]:
        reader = self._reader(who)
        view = (
            self.slack.views.home(self._person(who).id)
            if home
            else self.slack.views.top(self._person(who).id)
        )
        if home:
            if view is not None:
                yield _Place({"type": "home"}, view.view["blocks"], reader.view(view))
            return
        if view is not None and not where:
            yield _Place({"type": "modal", "view_id": view.id}, view.view["blocks"], reader.view(view))
            return
        for message in reversed(self._messages(who, where)):
            container = {"type": "message", "channel": message.channel, "ts": message.ts}
            yield _Place(container, message.body.get("blocks") or [], reader.message(message.body))

    def _spots(self, who: str, place: _Place) -> Iterator[_Spot]:
        reader = self._reader(who)
        around: list[str] = []
        fresh = True
        for block in place.blocks:
            usable = controls([block])
            if block["type"] == "divider" or (not usable and not fresh):
                around, fresh = [], True  # a new item of a list begins
            if usable and any(c.block["type"] == "section" for c in usable):
                around = []  # a section speaks for its own accessory
            around.append(reader.block(block))
            if usable:
                fresh = False
            for control in usable:
                yield from _spots_of(control, "\n".join(around))


def _spots_of(control: Control, around: str) -> Iterator[_Spot]:
    if control.type in ("button", "icon_button"):
        yield _Spot(control, None, str(control.element["text"]["text"]), around)
        return
    for option in _options(control.element):
        yield _Spot(control, option, str(option["text"]["text"]), around)


def _options(holder: Json) -> Iterator[Json]:
    yield from holder.get("options") or ()
    for group in holder.get("option_groups") or ():
        yield from group["options"]


def _action(spot: _Spot) -> Json:
    control = spot.control
    action: Json = {"block_id": control.block_id, "action_id": control.action_id}
    if spot.option is None:
        return action
    field = VALUES[control.type][0] if control.type in VALUES else "selected_option"
    action[field] = [spot.option] if field.endswith("s") else spot.option
    return action


def _same(shown: str, wanted: str) -> bool:
    return _bare(shown) == _bare(wanted)


def _bare(words: str) -> str:
    kept: Sequence[str] = [c for c in words.lower() if c.isalnum() or c.isspace()]
    return " ".join("".join(kept).split()) or words
