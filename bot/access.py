"""Who may: members of the workspace do everything here, everybody else gets a polite no (product page, section 8)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Literal, NamedTuple

from bot.refusals import NotAllowed

MOST_ASKED = 3
Role = Literal["member", "lead", "admin"]


class Standing(Enum):
    """What a person is to this workspace."""

    MEMBER = "member"
    GUEST = "guest"
    OUTSIDER = "outsider"
    BOT = "bot"
    GONE = "gone"


OWNS_NOTHING = {
    Standing.GUEST: "is a guest here",
    Standing.OUTSIDER: "is from another organisation",
    Standing.BOT: "is an app",
    Standing.GONE: "has left this workspace",
}


class Person(NamedTuple):
    """Somebody as Slack describes them: id, shown name, zone (tz database), standing, and whether they are an admin or
    owner of the workspace; their status as they set it, with its emoji, and when it ends (UTC) if it does by itself; the
    `locale` of their Slack ("et-EE"), where that was asked for."""

    id: str
    name: str
    zone: str
    standing: Standing
    admin: bool = False
    status: str = ""
    emoji: str = ""
    status_until: datetime | None = None
    locale: str = ""


def standing(user: Mapping[str, Any], team_id: str) -> Standing:
    """What a user object of `users.info` is to the workspace `team_id`; in doubt an outsider.

    https://docs.slack.dev/reference/objects/user-object and https://docs.slack.dev/apis/slack-connect#external
    """
    if user.get("is_stranger") or user.get("team_id") != team_id:
        return Standing.OUTSIDER
    if user.get("deleted"):
        return Standing.GONE
    if (
        user.get("is_bot")
        or user.get("is_workflow_bot")
        or user.get("is_connector_bot")
        or user.get("id") == "USLACKBOT"
    ):
        return Standing.BOT
    if user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_invited_user"):
        return Standing.GUEST
    return Standing.MEMBER


def role(person: Person, leads: Collection[str]) -> Role:
    """What a member may decide here: an admin or owner of the workspace, a lead by the settings, or a member."""
    if person.standing is not Standing.MEMBER:
        return "member"
    return "admin" if person.admin else "lead" if person.id in leads else "member"


def admit_lead(
    person: Person,
    leads: Collection[str],
    *,
    to: str,
    names: Sequence[str] = (),
    typed: str = "",
    field: str = "",
) -> None:
    """Raises NotAllowed unless the person is a lead or an admin; `to` is what they want, such as "merge customers".

    The sentence says whom to ask, the leads by these `names` or else an admin, and what those have to do: what is to be
    `typed`, or without that to make this person a lead.
    """
    if role(person, leads) != "member":
        return
    may = "Only a lead or an admin of this workspace" if leads else "Only an admin of this workspace"
    ask = f"Ask {_one_of(names[:MOST_ASKED])}" if names else "Ask an admin of this Slack"
    way = f"to type {typed}" if typed else "to make you a lead with /kept settings workspace"
    raise NotAllowed(f"{may} may {to}. {ask} {way}.", field=field)


def _one_of(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def admit(person: Person) -> None:
    """Raises NotAllowed, in words that give nothing away, unless the person is a member of the workspace."""
    if person.standing is not Standing.MEMBER:
        raise NotAllowed("Kept is only for members of this workspace. Please ask your contact here directly.")


def admit_owner(person: Person, *, field: str = "owner", to: str = "own anything in Kept") -> None:
    """Raises NotAllowed unless the person can own a promise, or what `to` says: who does hears everything about the
    customer."""
    if person.standing is Standing.MEMBER:
        return
    reason = OWNS_NOTHING[person.standing]
    raise NotAllowed(f"{person.name} {reason} and cannot {to}. Choose a colleague.", field=field)
