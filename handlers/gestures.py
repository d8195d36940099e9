"""A gesture and its answer: what a person did, read from Slack's payload, and what they get to see."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from slack_sdk.models.views import View

from bot import text
from bot.access import Person
from handlers.views.parts import Message

MEMORY_MAX = 3000
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Gesture(NamedTuple):
    """One thing that a person did.

    `value` is what was typed after a command, a button's value, or the chosen option's. `form` holds the fields
    of a form by name. `surface` is where it was done: `command`, `message`, `modal`, `home`, `shortcut` or `event`.
    `is_form` says that the view it was done in holds something to send off, `public` that the message it was done on is
    seen by others too, `posted` that it is a brief or a nudge, which is drawn anew by itself: there no answer takes its
    place. `source` tells of the message a shortcut
    was used on (`ts`, `thread_ts`, `user`, `private`). `key` is the same if Slack delivers the same gesture again.
    """

    person: Person
    team_id: str
    surface: str
    key: str
    now: datetime
    name: str = ""
    value: str = ""
    channel_id: str = ""
    trigger_id: str = ""
    response_url: str = ""
    form: Mapping[str, str] = NOTHING
    memory: Mapping[str, Any] = NOTHING
    view_id: str = ""
    is_form: bool = False
    public: bool = False
    posted: bool = False
    source: Mapping[str, Any] = NOTHING


class Say(NamedTuple):
    """Words and buttons, seen by this person alone; they take the place of the message or form they answer, unless
    `replace` is off."""

    message: Message
    title: str = "Kept"
    replace: bool = True


class Ask(NamedTuple):
    """A form to fill in. `kept` is what the person typed, said back if the form cannot be opened."""

    view: View
    kept: str = ""


class Wrong(NamedTuple):
    """A form that cannot be taken as it is: a sentence under each field it concerns."""

    fields: Mapping[str, str]


class Home:
    """This person's Home, drawn anew."""


class Options(NamedTuple):
    """Choices for a menu that is being typed in: (label, value)."""

    choices: Sequence[tuple[str, str]]


Answer = Say | Ask | Wrong | Home | Options | None


def read_form(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a form by name, whatever kind of element each is; empty where nothing was given. Of several chosen
    options each value is a line; of a file its address, and under `…_id` Slack's id of it."""
    fields = {}
    for name, elements in values.items():
        for element in elements.values():
            fields[name] = _value(element)
            if files := element.get("files"):
                fields[f"{name}_id"] = str(files[0].get("id") or "")
    return fields


def _value(element: Mapping[str, Any]) -> str:
    if chosen := element.get("selected_option"):
        return str(chosen["value"])
    if several := element.get("selected_options"):
        return "\n".join(str(each["value"]) for each in several)
    if files := element.get("files"):
        return str(files[0].get("permalink") or files[0].get("name") or "")
    if people := element.get("selected_users"):
        return "\n".join(str(each) for each in people)
    names = ("selected_user", "selected_conversation", "selected_date", "selected_time", "value")
    given = next((element[name] for name in names if element.get(name)), "")
    return str(given or "")


def remember(**facts: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Facts for a form's memory, empty ones left out; dropped from the longest on if they do not fit."""
    kept = {name: value for name, value in facts.items() if value not in (None, "", [])}
    while len(written := json.dumps(kept, ensure_ascii=False, separators=(",", ":"))) > MEMORY_MAX:
        del kept[max(kept, key=lambda name: len(str(kept[name])))]
    return written


def storable(gesture: Gesture) -> Gesture:
    """The gesture, and all that was typed in it without what cannot be stored (`bot.text.storable`)."""
    if not any(map(text.UNSTORABLE.search, (gesture.value, *gesture.form.values()))):
        return gesture
    form = {name: text.storable(value) for name, value in gesture.form.items()}
    return gesture._replace(value=text.storable(gesture.value), form=form)


def answering(gesture: Gesture, memory: Mapping[str, Any]) -> Gesture:
    """The answer to a question as the gesture that was `asked` about, which had no effect of its own: so a question is
    answered once, however often its buttons are pressed."""
    return gesture._replace(key=str(memory.get("asked") or gesture.key))


def recall(memory: str) -> dict[str, Any]:
    """What a form or a button remembers; nothing where it is not ours."""
    try:
        found = json.loads(memory or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
