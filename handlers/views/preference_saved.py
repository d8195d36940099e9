"""What somebody has just set, said back with where it comes from and how to go back."""

from collections.abc import Sequence

from bot import preference_orders as orders
from bot.countries import COUNTRIES
from bot.preference_fields import days_in_words
from bot.preferences import Preferences
from bot.quiet import hour_of_brief
from handlers.views.parts import Controls, Message, Piece, actions, bold, button, line
from handlers.views.preference_lines import LINES, OF_MINE, lines

FOR_WHOM = {"workspace": "the workspace", "channel": "this channel"}


def mine(
    names: Sequence[str],
    held: Preferences,
    team: Preferences,
    entry_id: int | None,
    *,
    again: bool = False,
) -> Message:
    """One's own settings in a sentence each. `held` is what holds now, `team` what the workspace has, `again` that it was
    so already."""
    named = [name for name in OF_MINE if name in names]
    besides = ["brief_at"] if _moves_the_brief(named, held) else []
    if len(named) == 1:
        (name,) = named
        pieces: list[Piece | str] = [bold(_sentence(name, held)), f" — {_source(name, held)}."]
        pieces += [f" {_sentence(each, held)}." for each in besides]
        if held.sources.get(name) == "person":
            pieces.append(f"\nBack to the workspace's ({_plain(name, team)}): {orders.to_default(name)}")
    else:
        own = any(held.sources.get(name) == "person" for name in named)
        pieces = [bold("Saved for you." if own else "Saved: as the workspace has them.")]
        pieces += [f"\n• {_sentence(name, held)} — {_source(name, held)}" for name in [*named, *besides]]
    if again:
        pieces = ["It was so already. ", *pieces]
    return Message([line(*pieces), _buttons(entry_id)])


def shared(
    names: Sequence[str], held: Preferences, scope: str, entry_id: int | None, *, remark: str = ""
) -> Message:
    """What holds for the workspace or a channel from now on."""
    said = line(
        bold(f"Saved for {FOR_WHOM[scope]}."),
        *lines(held, [name for name in LINES if name in names], own="set here"),
        f"\n{remark}" if remark else "",
    )
    return Message([said, _buttons(entry_id)])


def _buttons(entry_id: int | None) -> Controls:
    back = [button("Undo", "undo", str(entry_id))] if entry_id else []
    return actions("saved-settings", *back, button("Settings", "settings", "mine"))


def _source(name: str, held: Preferences) -> str:
    source = held.source(name)
    return "the default" if source == "default" else source


def _moves_the_brief(names: Sequence[str], held: Preferences) -> bool:
    """Whether these move the hour of a brief that nobody named."""
    if "brief_at" in names:
        return False
    in_quiet = "quiet" in names and hour_of_brief(held.quiet, held.brief_at) != held.brief_at
    return in_quiet or ("hours" in names and "brief_at" not in held.sources)


def _plain(name: str, held: Preferences) -> str:
    shown = LINES[name][1](held)
    return shown if isinstance(shown, str) else ""


def _sentence(name: str, held: Preferences) -> str:
    """What holds for this person: "Your brief comes at 09:30 on working days"."""
    if name == "hours":
        return f"Your working hours are {_plain(name, held)}"
    if name == "days":
        return f"Your working days are {days_in_words(held.hours.days)}"
    if name == "country":
        country = COUNTRIES.get(held.country)
        return (
            f"The public holidays of {country} are days off for you"
            if country
            else "No public holidays count for you"
        )
    if name == "brief_at":
        return _brief(held)
    if name == "quiet":
        starts, ends = held.quiet
        if starts == ends:
            return "You have no quiet hours"
        return f"From {starts:%H:%M} to {ends:%H:%M} I say nothing to you by myself"
    most = held.most_nudges
    if not most:
        return "Nothing comes to you between two briefs"
    return f"At most {most} message{'' if most == 1 else 's'} a day come{'s' if most == 1 else ''} to you between two briefs"


def _brief(held: Preferences) -> str:
    at = hour_of_brief(held.quiet, held.brief_at)
    if at == held.brief_at:
        return f"Your brief comes at {at:%H:%M} on working days"
    starts, ends = held.quiet
    return (
        f"Your brief comes at {at:%H:%M} on working days, when your quiet hours end: {held.brief_at:%H:%M} lies within them "
        f"({starts:%H:%M}–{ends:%H:%M})"
    )
