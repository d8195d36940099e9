"""Slash commands that are Slack's own and not the app's: one's status, pausing notifications, and who is in a channel; and
two of an admin's doings that Slack has elsewhere.

https://slack.com/help/articles/201259356-Slash-commands-in-Slack
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from playground.outcomes import refused
from playground.workspace import Channel, Person, Workspace, local

_EMOJI = re.compile(r"(:[a-z0-9_+-]{1,60}:)?\s*(.*)", re.DOTALL)
_FOR = re.compile(r"(?:for\s+)?(\d{1,3})\s*(m|h|d)[a-z]*")
_SPAN = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_MORNING = time(9)


@dataclass(frozen=True)
class OwnCommand:
    """One command: what the page says of it, and what it does, giving the sentence for who typed it."""

    description: str
    usage_hint: str
    do: Callable[[Workspace, Person, Channel, str], str]


def carry_out(workspace: Workspace, person: Person, channel: Channel, name: str, rest: str) -> str:
    """What is said to whoever typed one of these in a channel; nothing where it is none of them. Raises Refused."""
    known = COMMANDS.get(name)
    return known.do(workspace, person, channel, rest.strip()) if known else ""


def _status(workspace: Workspace, person: Person, _channel: Channel, rest: str) -> str:
    found = _EMOJI.match("" if rest.lower() == "clear" else rest)
    emoji, text = (found[1] or "", found[2].strip()[:100]) if found else ("", "")
    workspace.change_person(
        person.id,
        status_emoji=emoji or (":speech_balloon:" if text else ""),
        status_text=text,
        status_expiration=0,
    )
    return "Your status is set." if emoji or text else "Your status is cleared."


def _dnd(workspace: Workspace, person: Person, _channel: Channel, rest: str) -> str:
    now = workspace.clock.now()
    asked = rest.lower()
    if asked in {"off", "end"}:
        workspace.pause(person.id, None)
        return "Notifications are on again."
    until = _until(now, person, asked)
    if until is None:
        raise refused(
            "invalid_text",
            "Say for how long: /dnd for 2 hours, /dnd until tomorrow, /dnd for 3 days, /dnd off",
        )
    workspace.pause(person.id, until)
    shown = local(until, person)
    return f"Notifications are paused until {shown:%A} {shown.day} {shown:%B}, {shown:%H:%M}."


def _until(now: datetime, person: Person, asked: str) -> datetime | None:
    if asked.startswith("until tomorrow"):
        day = local(now, person).date() + timedelta(days=1)
        return datetime.combine(day, _MORNING, person.zone)
    span = _FOR.fullmatch(asked)
    return now + int(span[1]) * _SPAN[span[2]] if span and int(span[1]) else None


def _invite(workspace: Workspace, person: Person, channel: Channel, rest: str) -> str:
    other = _somebody(workspace, channel, rest)
    if not workspace.join(channel, other.id, by=person.id):
        raise refused("already_in_channel", f"{other.real_name} is here already.")
    return f"{other.real_name} is here now."


def _remove(workspace: Workspace, _person: Person, channel: Channel, rest: str) -> str:
    other = _somebody(workspace, channel, rest)
    if not workspace.leave(channel, other.id):
        raise refused("not_in_channel", f"{other.real_name} is not here.")
    return f"{other.real_name} is not here any more."


def _somebody(workspace: Workspace, channel: Channel, rest: str) -> Person:
    if channel.kind == "dm":
        raise refused("cannot_do", "There are always two of you here. Type it in a channel.")
    other = workspace.person(rest.strip())
    if other.kind == "outsider":
        raise refused("cannot_do", "Who is from outside comes by way of their own workspace.")
    return other


def _deactivate(workspace: Workspace, person: Person, _channel: Channel, rest: str) -> str:
    other = _other(workspace, person, rest)
    workspace.change_person(other.id, deleted=True)
    return f"{other.real_name} has left."


def _activate(workspace: Workspace, person: Person, _channel: Channel, rest: str) -> str:
    other = _other(workspace, person, rest)
    workspace.change_person(other.id, deleted=False)
    return f"{other.real_name} is here again."


def _other(workspace: Workspace, person: Person, rest: str) -> Person:
    other = workspace.person(rest.strip())
    if other.id == person.id or other.kind != "member":
        raise refused("cannot_do", "Name a colleague, and not yourself.")
    return other


COMMANDS: Mapping[str, OwnCommand] = {
    "/status": OwnCommand("Set your status, or clear it", ":palm_tree: On vacation · clear", _status),
    "/dnd": OwnCommand("Pause your notifications", "for 2 hours · until tomorrow · off", _dnd),
    "/invite": OwnCommand("Invite somebody to this channel", "@Kept", _invite),
    "/remove": OwnCommand("Have somebody leave this channel", "@Kept", _remove),
    "/deactivate": OwnCommand("As an admin: somebody leaves the company", "@joe", _deactivate),
    "/activate": OwnCommand("As an admin: they are back", "@joe", _activate),
}
