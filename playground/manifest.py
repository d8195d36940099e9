"""What the app's manifest declares: commands, shortcuts, events and scopes, which is all that the app may have here."""

from dataclasses import dataclass
from typing import Any

from playground.shapes import Json


@dataclass(frozen=True)
class Command:
    """A slash command of the app."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """A shortcut of the app; `type` is "message" or "global"."""

    type: str
    name: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class Manifest:
    """An app as its manifest describes it. Without a manifest (`declared` is False) every event and scope is granted."""

    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: frozenset[str] = frozenset()
    scopes: tuple[str, ...] = ()
    home_tab: bool = True
    messages_tab: bool = True
    declared: bool = False

    @classmethod
    def read(cls, manifest: Json | None) -> "Manifest":
        """Read a parsed manifest (the dict of manifest.yml); fields: https://docs.slack.dev/reference/app-manifest"""
        if manifest is None:
            return cls()
        features = _part(manifest, "features")
        home = _part(features, "app_home")
        return cls(
            commands=tuple(_command(c) for c in features.get("slash_commands") or ()),
            shortcuts=tuple(_shortcut(s) for s in features.get("shortcuts") or ()),
            events=frozenset(
                _part(_part(manifest, "settings"), "event_subscriptions").get("bot_events") or ()
            ),
            scopes=tuple(_part(_part(manifest, "oauth_config"), "scopes").get("bot") or ()),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", True))
            and not home.get("messages_tab_read_only_enabled"),
            declared=True,
        )

    def command(self, name: str) -> Command | None:
        """The command of this name ("/promise"); without a manifest any name is one."""
        found = next((c for c in self.commands if c.command == name), None)
        if found is None and not self.declared:
            return Command(name, "", "", should_escape=False)
        return found

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """The shortcut with this callback id."""
        return next((s for s in self.shortcuts if s.callback_id == callback_id), None)

    def hears(self, event: str) -> bool:
        """Is the app subscribed to this event ("message.im", "reaction_added")?"""
        return not self.declared or event in self.events

    def may(self, *scopes: str) -> bool:
        """Has the app one of these scopes?"""
        return not self.declared or any(s in self.scopes for s in scopes)


def _part(whole: Json, name: str) -> Json:
    part: Any = whole.get(name)
    return part if isinstance(part, dict) else {}


def _command(entry: Json) -> Command:
    return Command(
        str(entry["command"]), str(entry.get("description", "")), str(entry.get("usage_hint", "")),
        bool(entry.get("should_escape", False)),
    )  # fmt: skip


def _shortcut(entry: Json) -> Shortcut:
    return Shortcut(
        str(entry["type"]), str(entry["name"]), str(entry["callback_id"]), str(entry.get("description", "")),
    )  # fmt: skip
