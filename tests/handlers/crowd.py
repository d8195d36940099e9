"""A crowd that types, presses, fills and says at random what people may, while time passes: whoever looks for what nobody
thought of lets it loose on Kept.

After every gesture nothing has been logged as an error, Slack has refused nothing that Kept drew, and whoever pressed or
typed has seen something come of it.
"""

import asyncio
import logging
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from playground.blocks import VALUES, Control, controls
from playground.outcomes import Outcome
from playground.shapes import Json
from tests.handlers.conftest import KeptSlack

STAFF = ("mia", "sam", "lena", "joe")
OTHERS = ("priya", "tom", "ines", "gus", "dana")
PLACES = ("#accounts", "#general", "#support", "#leads", "#acme-shared", "#globex", "@kept")
CUSTOMERS = (
    "Acme",
    "Acme Industries",
    "Globex",
    "Globex Dairy",
    "Hartwell",
    "Oakline",
    "Acm",
    "Zürich Werke",
)
THINGS = (
    "pump",
    "replacement pump",
    "send the invoice",
    "call back",
    "new seals & <b>",
    "data sheet for P60",
)
DATES = (
    "by Fri",
    "by Fri 5pm",
    "tomorrow",
    "by Tue",
    "in 2h",
    "next week",
    "ASAP",
    "by 20 Nov",
    "aim Thu by Fri",
    "",
)
NUMBERS = ("P-1", "P-2", "P-3", "M-1", "M-2", "W-1", "W-2", "P-99", "1", "2")
VERBS = (
    "kept", "late", "partly", "not kept", "called off", "risk", "move", "told", "undo", "edit", "on track", "done",
    "fixed", "cause", "sorry", "waive", "close", "reopen", "snooze", "why", "assign", "proof", "answered", "pass",
)  # fmt: skip
KEPT = (
    "help", "search pump", "undo", "settings", "mine", "why P-1", "coming", "lessons", "brief", "settings days Mon-Thu",
    "settings hours 9-17", "away until Fri", "back", "digest", "digest Fri 9am", "listen", "listen on", "listen off",
    "snooze P-1", "team", "export", "import", "practice", "report", "settings quiet 18-8", "lead @lena",
)  # fmt: skip
CUSTOMER = (
    "add {0}", "{0}", "link {0}", "unlink", "list", "list mine", "help", "owner {0} @sam", "backup {0} @mia",
    "tag {0} gold", "tier {0} gold", "merge {0} into {1}", "rename {0} {1}", "hand over {0} to @joe", "lost {0}",
    "timeline {0}", "stage {0} new", "voice {0}: wants blue pumps", "remove {0}", "undo", "{0} rhythm 2 weeks",
)  # fmt: skip
SAID = (
    "undo", "help", "mine", "yes", "no", "done", "I'm at the dentist until 3pm", "kept P-1",
    "I'll send {0} the quote by Fri", "We billed {0} twice, sorry", "just called {0}, all fine",
    "{0} are waiting for an answer",
)  # fmt: skip
EMOJI = ("handshake", "white_check_mark", "pray", "fire", "eyes", "x", "heavy_check_mark")
SHORTCUTS = ("log_promise", "log_mistake", "log_contact")
HOURS = (0.2, 1, 1, 3, 9, 24, 24, 72, 200)
# What Slack itself says to who may not, or comes too late.
SLACKS_OWN = {
    "already_reacted", "channel_not_found", "message_not_found", "no_text", "not_found", "not_in_channel", "restricted_action",
    "user_disabled",
}  # fmt: skip
REFERENCE = re.compile(r"\bE-[0-9A-F]{6}\b")
Deed = Callable[[str], Awaitable[Outcome | None]]


class _Errors(logging.Handler):
    """What is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(self.format(record))


class Crowd:
    """People at random in that Slack, the same for the same `seed`."""

    def __init__(self, seen: KeptSlack, seed: int) -> None:
        self._seen, self._slack = seen, seen.slack
        self._dice = random.Random(seed)
        self._errors = _Errors()
        self.did: list[str] = []
        """What they did, in words."""
        self._deeds: Sequence[tuple[Deed, int]] = (
            (self._types, 30),
            (self._presses, 36),
            (self._says, 10),
            (self._reacts, 4),
            (self._picks_a_shortcut, 4),
            (self._opens_home, 4),
            (self._changes_status, 4),
            (self._waits, 8),
        )

    async def go(self, steps: int) -> None:
        """Does so much. Raises AssertionError with what was done last where something breaks."""
        logging.getLogger().addHandler(self._errors)
        try:
            for _ in range(steps):
                await self._step()
        finally:
            logging.getLogger().removeHandler(self._errors)

    async def _step(self) -> None:
        who = self._dice.choice(STAFF if self._dice.random() < 0.85 else OTHERS)
        self._slack.clock.forward(timedelta(seconds=2))  # what comes at one moment is a double click
        count, before = len(self.did), self._before(who)
        in_form = self._slack.views.top(self._id(who)) and self._dice.random() < 0.6
        deeds, weights = zip(*self._deeds, strict=True)
        deed = self._works_on_the_form if in_form else self._dice.choices(deeds, weights)[0]
        async with asyncio.timeout(60):
            outcome = await deed(who)
            await self._seen.house.talk.settled()
        last = "\n  ".join(self.did[-8:])
        assert not self._errors.seen, f"{self._errors.seen[0]}\nafter\n  {last}"
        if outcome is None:
            return
        assert outcome.error in {"", *SLACKS_OWN}, f"{outcome} after\n  {last}"
        said = str(outcome.ack) + str(outcome.errors)
        now = self._before(who)
        assert not REFERENCE.search(said + now), f"{said} after\n  {last}"
        answered = outcome.error or outcome.errors or outcome.ack or now != before
        expects = len(self.did) > count and self.did[-1].startswith((f"{who} presses", f"{who} types"))
        assert answered or not expects, f"nothing came of it:\n  {last}"

    # What they do

    async def _types(self, who: str) -> Outcome:
        place, typed = self._dice.choice(PLACES), self._line()
        self.did.append(f"{who} types in {place}: {typed}")
        return await self._slack.gestures.command(who, place, typed)

    async def _says(self, who: str) -> Outcome:
        place = self._dice.choice(PLACES)
        words = self._dice.choice([self._given(), *(each.format(self._customer()) for each in SAID)])
        self.did.append(f"{who} says in {place}: {words}")
        return await self._slack.gestures.say(who, place, words)

    async def _presses(self, who: str) -> Outcome | None:
        places = list(self._seen._places(who, home=self._dice.random() < 0.3, where=""))[:14]
        usable = [each for each in places if _pressable(each.blocks)]
        if not usable:
            return None
        place = self._dice.choice(usable)
        return await self._press(who, place.container, _pressable(place.blocks))

    async def _press(self, who: str, container: Json, among: Sequence[Control]) -> Outcome:
        control = self._dice.choice(among)
        action: Json = {"block_id": control.block_id, "action_id": control.action_id}
        what = "chooses in"
        if control.type == "button":
            what = f"presses {control.element['text']['text']!r}"
        else:
            field = VALUES[control.type][0] if control.type in VALUES else "selected_option"
            option = self._dice.choice(_offered(control.element))
            action[field] = [option] if field.endswith("s") else option
        self.did.append(f"{who} {what} {control.action_id} in {container['type']}")
        return await self._slack.forms.press(who, container, action)

    async def _works_on_the_form(self, who: str) -> Outcome | None:
        view = self._slack.views.top(self._id(who))
        assert view is not None
        fields = controls(view.view["blocks"])
        pressable = _pressable(view.view["blocks"])
        chance = self._dice.random()
        if pressable and chance > 0.5:
            return await self._press(who, {"type": "modal", "view_id": view.id}, pressable)
        if chance > 0.45 or not view.view.get("submit"):
            self.did.append(f"{who} closes {view.view.get('callback_id')}")
            return await self._slack.forms.close(who, view.id)
        for field in fields:
            if field.type in VALUES and field.is_input and self._dice.random() < 0.6:
                value = await self._value(who, view.id, field)
                if value is not None:
                    kind = VALUES[field.type][0]
                    self.did.append(f"{who} fills {field.label}: {str(value)[:60]}")
                    entry = {"type": field.type, kind: [value] if kind.endswith("s") else value}
                    view.filled.setdefault(field.block_id, {})[field.action_id] = entry
        self.did.append(f"{who} submits {view.view.get('callback_id')}")
        return await self._slack.forms.submit(who, view.id)

    async def _picks_a_shortcut(self, who: str) -> Outcome | None:
        message = self._message(who)
        if message is None:
            return None
        name = self._dice.choice(SHORTCUTS)
        self.did.append(f"{who} picks {name}")
        return await self._slack.gestures.shortcut(who, name, where=message.channel, ts=message.ts)

    async def _reacts(self, who: str) -> Outcome | None:
        message = self._message(who)
        if message is None:
            return None
        name = self._dice.choice(EMOJI)
        self.did.append(f"{who} reacts with {name}")
        return await self._slack.gestures.react(who, message.channel, message.ts, name)

    async def _opens_home(self, who: str) -> Outcome:
        self.did.append(f"{who} opens Home")
        return await self._slack.gestures.open_home(who)

    async def _changes_status(self, who: str) -> None:
        self.did.append(f"{who} changes status")
        match self._dice.randrange(6):
            case 0:
                await self._seen.pause(who, self._slack.clock.now() + timedelta(hours=3))
            case 1 if who not in STAFF[:3]:
                await self._seen.leave(who)
            case 2 | 3:
                await self._seen.return_(who)
            case _:
                words, emoji = self._dice.choice([("Vacation", ":palm_tree:"), ("sick", ""), ("", "")])
                await self._seen.status(who, words, emoji)

    async def _waits(self, _: str) -> None:
        span = timedelta(hours=self._dice.choice(HOURS))
        self.did.append(f"time passes: {span}")
        step = max(timedelta(minutes=30), span / 12)
        await self._seen.until(self._slack.clock.now() + span, step=step)

    # With what

    def _customer(self) -> str:
        return self._dice.choice(CUSTOMERS)

    def _given(self) -> str:
        whom = f" @{self._dice.choice(STAFF)}" if self._dice.random() < 0.2 else ""
        return f"{self._customer()}: {self._dice.choice(THINGS)} {self._dice.choice(DATES)}{whom}"

    def _line(self) -> str:
        dice = self._dice
        if dice.random() < 0.2:
            return f"/kept {dice.choice(KEPT)}"
        if dice.random() < 0.25:
            return f"/customer {dice.choice(CUSTOMER).format(self._customer(), self._customer())}"
        ordered = f"{dice.choice(VERBS)} {dice.choice(NUMBERS)} {dice.choice([*DATES, *THINGS])}"
        rest = dice.choice(
            [self._given(), self._given(), ordered, ordered, dice.choice(NUMBERS), "mine", "help", "undo", ""]
        )
        return f"/{dice.choice(('promise', 'promise', 'mistake', 'contact', 'waiting'))} {rest}"

    def _message(self, who: str) -> Any:
        shown = [each for each in self._seen._messages(who) if not each.only_for]
        return self._dice.choice(shown[-25:]) if shown else None

    async def _value(self, who: str, view_id: str, field: Control) -> Any:
        dice, offered = self._dice, _offered(field.element)
        if "external" in field.type:
            container = {"type": "modal", "view_id": view_id}
            typed = dice.choice(["Ac", "Glo", "x", ""])
            asked = await self._slack.forms.options(who, container, field.block_id, field.action_id, typed)
            offered = _offered(asked.options)
        if offered:
            return dice.choice(offered)
        if field.type.endswith("users_select"):
            return self._id(dice.choice(STAFF))
        texts = [
            self._given(),
            dice.choice(THINGS),
            self._customer(),
            dice.choice(DATES),
            "",
            "x" * 200,
            "5",
            "2 weeks",
        ]
        values: dict[str, Sequence[Any]] = {
            "plain_text_input": texts,
            "number_input": ["1", "5", "0", "999"],
            "datepicker": ["2026-11-20", "2026-11-27", "2026-12-24", "2027-01-05"],
            "timepicker": ["09:00", "17:30", "23:59"],
        }
        return dice.choice(values[field.type]) if field.type in values else None

    # What there is to see

    def _id(self, who: str) -> str:
        return self._seen._person(who).id

    def _before(self, who: str) -> str:
        """Everything that stands before somebody."""
        view = self._slack.views.top(self._id(who))
        form = (
            f"{view.id} {view.view['hash']} {self._seen.modal(who)}" if view else ""
        )  # drawn anew, if only the same
        messages = [f"{each.ts} {each.body}" for each in self._seen._messages(who)[-60:]]
        return "\n".join([*messages, form, self._seen.home_text(who)])


def _offered(holder: Json) -> list[Json]:
    groups = [holder, *(holder.get("option_groups") or ())]
    return [option for group in groups for option in group.get("options") or ()]


def _pressable(blocks: list[Json]) -> list[Control]:
    return [
        each
        for each in controls(blocks)
        if not each.is_input and (each.type == "button" or _offered(each.element))
    ]
