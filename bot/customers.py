"""Customers: made, corrected, tagged, staged, handed over, and linked to a channel. Decisions only."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bot import start_plan
from bot.changes import Change, differing
from bot.customer_names import LEGAL_FORMS, MOST_CLOSE, close_ones, fold, look_alikes, names_of
from bot.refusals import AlreadySo, NotADate, Unreadable, WrongOrder
from bot.text import NAME_MAX, WORDS_MAX, clean, one_line
from storage.tables import Channel, Customer

__all__ = [
    "LEGAL_FORMS",
    "MOST_CLOSE",
    "OTHER_NAMES_MAX",
    "STAGES",
    "close_ones",
    "edit",
    "fold",
    "hand_over",
    "link",
    "look_alikes",
    "make",
    "names_of",
    "read_tags",
    "stage",
    "tag",
    "unlink",
]

OTHER_NAMES_MAX = 20
TAGS_MAX = 20
TAG_MAX = 40
RHYTHM_MAX = 1000
EARLIEST_YEAR = 1800
# What each stage is called in a sentence: "Acme is …".
STAGES = {
    "prospect": "a prospect",
    "active": "an active customer",
    "dormant": "dormant",
    "parting": "on the way out: we part ways",
    "lost": "lost",
}
STYLES = ("short and factual", "likes a chat")  # [practice 48]


def make(
    name: str,
    *,
    other_names: str = "",
    owner_id: str | None,
    team_id: str,
    number: int,
    by: str,
    now: datetime,
) -> Customer:
    """A new customer. Raises Unreadable for a name that cannot be kept."""
    return Customer(
        team_id=team_id,
        number=number,
        name=_name(name),
        other_names=_others(other_names),
        owner_id=owner_id,
        created_at=now,
        created_by=by,
    )


def edit(customer: Customer, given: Mapping[str, str], *, today: date) -> Change:
    """What was corrected, by column as it was typed; columns that are not given stay.

    `today` is the calendar day of who says so. Raises Unreadable, NotADate or WrongOrder, with the column as field (the
    backup's and owner's is `backup` and `owner`), and AlreadySo if nothing differs.
    """
    read = {name: READ[name](typed) for name, typed in given.items() if name in READ}
    if since := read.get("since"):
        _check_since(since, today=today)
    owner = read.get("owner_id", customer.owner_id)
    if owner and owner == read.get("backup_id", customer.backup_id):
        raise WrongOrder("The backup stands in for the owner, so it is somebody else.", field="backup")
    fields = differing(customer, read)
    if not fields:
        raise AlreadySo("Nothing was changed: it says that already.")
    return Change("edited", fields)


def tag(customer: Customer, typed: str, *, off: bool = False) -> Change:
    """More tags, or, `off`, fewer of them; one with a minus before it goes as well. Raises Unreadable or AlreadySo."""
    parts = [part.strip() for part in typed.replace(",", "\n").splitlines()]
    gone = {each for part in parts if off or part.startswith("-") for each in _tags(part.lstrip("-"))}
    new = [each for part in parts if not off and not part.startswith("-") for each in _tags(part)]
    had = customer.tags.splitlines()
    tags = [each for each in dict.fromkeys([*had, *new]) if each not in gone]
    if tags == had:
        raise AlreadySo("The tags say that already.")
    return Change("tagged", {"tags": _few_tags(tags)})


def read_tags(typed: str) -> str:
    """Tags as a row holds them: one a line, in small letters, each once, from commas or lines. Raises Unreadable."""
    return _few_tags(list(dict.fromkeys(_tags(typed))))


def stage(customer: Customer, wanted: str, *, today: date) -> Change:
    """Another stage, one of STAGES. A prospect who becomes a customer is one since `today`, the day of who says so, so that
    the plan for their first days begins [practice 28]. Raises AlreadySo."""
    if customer.stage == wanted:
        raise AlreadySo(f"{customer.name} is {STAGES[wanted]} already.")
    new = customer.stage == "prospect" and wanted == "active" and customer.since is None
    return Change(wanted, {"stage": wanted, **({"since": today.isoformat()} if new else {})})


def hand_over(customer: Customer, owner_id: str | None) -> Change:
    """Another owner; who stood in for the former one and owns them now is no backup any more. Raises AlreadySo."""
    if customer.owner_id == owner_id:
        raise AlreadySo(f"{customer.name} is theirs already.", field="owner")
    fields: dict[str, Any] = {"owner_id": owner_id}
    if customer.backup_id == owner_id:
        fields["backup_id"] = None
    return Change("handed over", differing(customer, fields))


def link(channel: Channel, customer_id: int) -> Change:
    """That talk in this channel is about this customer unless another is named."""
    if channel.customer_id == customer_id:
        raise AlreadySo("This channel is linked to them already.")
    return Change("linked", {"customer_id": customer_id})


def unlink(channel: Channel | None) -> Change:
    """That talk in this channel is about nobody in particular. Raises AlreadySo."""
    if channel is None or channel.customer_id is None:
        raise AlreadySo("This channel is not linked to a customer.")
    return Change("unlinked", {"customer_id": None})


def _name(name: str) -> str:
    return clean(one_line(name), what="The name", most=NAME_MAX, field="name")


def _others(names: str) -> str:
    """One name a line, commas taken for line ends, each once."""
    parts = (one_line(part) for part in names.replace(",", "\n").splitlines())
    kept = dict.fromkeys(
        clean(part, what="Another name", most=NAME_MAX, field="other_names") for part in parts if part
    )
    if len(kept) > OTHER_NAMES_MAX:
        raise Unreadable(
            f"Those are {len(kept)} other names, and {OTHER_NAMES_MAX} is the most I keep. Leave some out.",
            field="other_names",
        )
    return "\n".join(kept)


def _tags(typed: str) -> list[str]:
    parts = (one_line(part).lstrip("#").strip() for part in typed.replace(",", "\n").splitlines())
    return [clean(part.casefold(), what="The tag", most=TAG_MAX, field="tags") for part in parts if part]


def _few_tags(tags: list[str]) -> str:
    if len(tags) > TAGS_MAX:
        raise Unreadable(
            f"Those are {len(tags)} tags, and {TAGS_MAX} is the most I keep. Leave some out.", field="tags"
        )
    return "\n".join(tags)


def _text(column: str, what: str) -> Callable[[str], str]:
    def read(typed: str) -> str:
        return clean(typed, what=what, most=WORDS_MAX, field=column) if typed.strip() else ""

    return read


def _tier(typed: str) -> str:
    tier = one_line(typed).casefold()
    return clean(tier, what="The tier", most=TAG_MAX, field="tier") if tier else ""


def _stage(typed: str) -> str:
    if typed not in STAGES:
        raise Unreadable(f"A stage is one of: {', '.join(STAGES)}.", field="stage")
    return typed


def _style(typed: str) -> str:
    return typed if typed in STYLES else ""


def _rhythm(typed: str) -> int | None:
    days = typed.strip().casefold().removesuffix("days").removesuffix("day").strip()
    if not days:
        return None
    if not (days.isdecimal() and len(days) <= 6 and 1 <= int(days) <= RHYTHM_MAX):
        raise Unreadable(
            f"Say the rhythm as a number of days from 1 to {RHYTHM_MAX:,}, or leave it empty for the tier's.",
            field="rhythm_days",
        )
    return int(days)


def _since(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        raise NotADate("Say since when as a date: 2019-03-01.", field="since") from None


def _check_since(since: str, *, today: date) -> None:
    day = date.fromisoformat(since)
    if day > today:
        raise WrongOrder("That day is still to come. Since when are they a customer?", field="since")
    if day.year < EARLIEST_YEAR:
        raise WrongOrder(f"That is before {EARLIEST_YEAR}. Which year do you mean?", field="since")


def _person(typed: str) -> str | None:
    return typed or None


# How each column is read from what was typed.
READ: Mapping[str, Callable[[str], Any]] = {
    "name": _name,
    "other_names": _others,
    "owner_id": _person,
    "backup_id": _person,
    "stage": _stage,
    "tier": _tier,
    "tags": read_tags,
    "since": _since,
    "rhythm_days": _rhythm,
    "start_plan": start_plan.read,
    "matters": _text("matters", "What matters to them"),
    "reach": _text("reach", "How they like to be reached"),
    "style": _style,
    "dos": _text("dos", "What to do"),
    "donts": _text("donts", "What not to do"),
}
