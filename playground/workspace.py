"""Who is in the playground's workspace and which channels they share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from playground.clock import Clock
from playground.shapes import Json, Refused
from playground.store import Store

PersonKind = Literal["member", "guest", "outsider", "bot"]
ChannelKind = Literal["public", "private", "shared", "dm"]


@dataclass
class Person:
    """Somebody with a Slack account; an outsider belongs to another organisation's workspace (`team_id`, `org`).

    `status_expiration`, `paused_from` and `paused_until` (notifications) are UNIX seconds, 0 for never. `joined` is the
    how-manieth they were to come in, which is their place among all for good.
    """

    id: str
    handle: str
    real_name: str
    title: str
    tz: str
    kind: PersonKind = "member"
    team_id: str = ""
    org: str = ""
    is_admin: bool = False
    deleted: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    paused_from: int = 0
    paused_until: int = 0
    quiet_from: str = "22:00"
    quiet_until: str = "08:00"
    locale: str = "en-US"
    joined: int = 0

    @property
    def first_name(self) -> str:
        """What colleagues call this person."""
        return self.real_name.split()[0]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone this person has set in Slack."""
        return ZoneInfo(self.tz)


@dataclass
class Channel:
    """A place to talk; a DM is a channel of one person and the app."""

    id: str
    name: str
    kind: ChannelKind
    topic: str = ""
    members: list[str] = field(default_factory=list)
    created: int = 0
    creator: str = ""
    archived: bool = False
    connected_team_ids: list[str] = field(default_factory=list)

    @property
    def shown_name(self) -> str:
        """The channel's name as payloads to the app carry it."""
        return {"dm": "directmessage", "private": "privategroup"}.get(self.kind, self.name)

    @property
    def event_type(self) -> str:
        """Slack's `channel_type` in message events."""
        return {"public": "channel", "shared": "channel", "private": "group", "dm": "im"}[self.kind]


@dataclass(frozen=True)
class Change:
    """Something happened that the page, the app or both may have to hear of.

    `what` is one of posted, edited, deleted, ephemeral, reacted, unreacted, joined, left, people, paused, home, modal, state,
    clock.
    """

    what: str
    channel: str = ""
    ts: str = ""
    user: str = ""
    before: Json | None = None
    detail: str = ""


class Workspace:
    """People and channels, with the look-ups everybody needs; refuses by Slack's error names."""

    def __init__(self, *, team_id: str, name: str, domain: str, clock: Clock, store: Store) -> None:
        self.team_id = team_id
        self.name = name
        self.domain = domain
        self.app_id = "A0KEPT00001"
        self.bot_id = "B0KEPT00001"
        self.bot_user_id = "U0KEPT00001"
        self.clock = clock
        self.store = store
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self._listeners: list[Callable[[Change], None]] = []

    # -- hearing of changes

    def on_change(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` with every change, in order."""
        self._listeners.append(listener)

    def tell(self, change: Change) -> None:
        """Pass a change on to everybody who listens."""
        for listener in self._listeners:
            listener(change)

    # -- people

    def add_person(self, person: Person) -> Person:
        """Take somebody in, or keep what changed about them."""
        person.team_id = person.team_id or self.team_id
        self._seat(person)
        self.store.put("person", person.id, vars(person))
        return person

    def change_person(self, person_id: str, **fields: object) -> Person:
        """Change a person's profile (tz, status_text, deleted, ...); the app hears of it as `user_change`."""
        person = self.person(person_id)
        for name, value in fields.items():
            if not hasattr(person, name):
                raise AttributeError(name)
            setattr(person, name, value)
        self.add_person(person)
        self.tell(Change("people", user=person.id))
        return person

    def pause(self, person_id: str, until: datetime | None) -> Person:
        """Pause a person's notifications from now until then, or end it; the app hears of it as `dnd_updated_user`."""
        person = self.person(person_id)
        person.paused_from = int(self.clock.now().timestamp()) if until else 0
        person.paused_until = int(until.timestamp()) if until else 0
        self.add_person(person)
        self.tell(Change("paused", user=person.id))
        return person

    def person(self, id_or_handle: str) -> Person:
        """A person by id, handle or @handle. Raises Refused("user_not_found")."""
        found = self.people.get(id_or_handle)
        if found is None:
            handle = id_or_handle.removeprefix("@").lower()
            found = next((p for p in self.people.values() if p.handle == handle), None)
        if found is None:
            raise Refused("user_not_found")
        return found

    # -- channels

    def add_channel(self, channel: Channel) -> Channel:
        """Open a channel, or keep what changed about it."""
        self.channels[channel.id] = channel
        self.store.put("channel", channel.id, vars(channel))
        return channel

    def channel(self, id_or_name: str) -> Channel:
        """A channel by id, name or #name. Raises Refused("channel_not_found")."""
        found = self.channels.get(id_or_name)
        if found is None:
            name = id_or_name.removeprefix("#").lower()
            found = next((c for c in self.channels.values() if c.name == name and c.kind != "dm"), None)
        if found is None:
            raise Refused("channel_not_found")
        return found

    def dm_with(self, person: Person) -> Channel:
        """The DM between a person and the app, opened when it is first needed.

        Raises Refused("user_not_found") for outsiders who share no channel with the app and for people who left,
        Refused("cannot_dm_bot") for a bot.
        """
        if person.kind == "bot":
            raise Refused("cannot_dm_bot")
        if person.deleted:
            raise Refused("user_disabled")
        if person.kind == "outsider" and not self._shares_channel(person.id):
            raise Refused("user_not_found")
        id_ = "D" + person.id[1:]
        if id_ not in self.channels:
            members = [person.id, self.bot_user_id]
            self.add_channel(
                Channel(id_, "", "dm", members=members, created=int(self.clock.now().timestamp()))
            )
        return self.channels[id_]

    def join(self, channel: Channel, person_id: str, *, by: str = "") -> bool:
        """Make a person a member, perhaps invited `by` another; False when they already were."""
        if person_id in channel.members:
            return False
        channel.members.append(person_id)
        self.add_channel(channel)
        self.tell(Change("joined", channel=channel.id, user=person_id, detail=by))
        return True

    def leave(self, channel: Channel, person_id: str) -> bool:
        """End a membership; False when there was none."""
        if person_id not in channel.members:
            return False
        channel.members.remove(person_id)
        self.add_channel(channel)
        self.tell(Change("left", channel=channel.id, user=person_id))
        return True

    def visible(self, channel: Channel, person: Person) -> bool:
        """May this person open the channel? Members may; people of the workspace may look into public ones."""
        if person.id in channel.members:
            return True
        return channel.kind == "public" and person.kind in ("member", "bot")

    def _shares_channel(self, person_id: str) -> bool:
        shared = (c for c in self.channels.values() if c.kind != "dm")
        return any(person_id in c.members and self.bot_user_id in c.members for c in shared)

    # -- keeping

    def restore(self) -> bool:
        """Read people and channels from the file; False when there are none yet."""
        people = [Person(**body) for body in self.store.load("person").values()]
        for person in sorted(people, key=lambda p: p.joined):
            self._seat(person)
        for body in self.store.load("channel").values():
            channel = Channel(**body)
            self.channels[channel.id] = channel
        return bool(self.people)

    def _seat(self, person: Person) -> None:
        known = self.people.get(person.id)
        person.joined = person.joined or (known.joined if known else len(self.people) + 1)
        self.people[person.id] = person


def local(moment: datetime, person: Person) -> datetime:
    """The wall-clock time a person sees at `moment`."""
    return moment.astimezone(person.zone)
