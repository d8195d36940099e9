"""Settings as people see them: what holds and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, DividerBlock

from bot.countries import COUNTRIES
from bot.preference_fields import LOGGED, ROLES, days_in_words, emojis, rhythm_in_words
from bot.preferences import Preferences
from handlers.views import listening_learning
from handlers.views.listening_learning import Learned
from handlers.views.parts import Message, Piece, actions, bold, button, line, who
from handlers.views.preference_forms import WHO_SEES
from handlers.views.preference_nudging import of_mine, of_workspace
from handlers.views.preference_parts import said

MOST_NAMED = 20
CALLED = {
    "hours": "working hours",
    "days": "working days",
    "country": "country",
    "leads": "leads",
    "tiers": "rhythms",
    "goodwill": "goodwill",
    "currency": "currency",
    "reactions": "reactions",
    "public": "who sees confirmations",
    "brief_at": "time of the brief",
    "quiet": "quiet hours",
    "most_nudges": "nudges between two briefs",
    "ladder": "who hears of what nobody answers",
    "check_days": "asking whether it was right",
    "start_plan": "plan for new customers",
    "leader_calls": "calls by leads",
    "question_hours": "bringing up customers’ questions",
    "team_channel": "team channel",
}
OWN = "set here"


@dataclass(frozen=True)
class Shown:
    """What the page shows: what holds for the person, for the workspace, and in the channel they are in, if it is one;
    `may` says that they change the workspace's, `learned` what offers have taught."""

    mine: Preferences
    workspace: Preferences
    channel: Preferences | None
    channel_id: str
    may: bool
    learned: Learned | None = None


def page(shown: Shown) -> Message:
    """Everything that is set, with the buttons that change it."""
    mine, workspace = shown.mine, shown.workspace
    own = [name for name, source in mine.sources.items() if source == "person" and name in CALLED]
    blocks: list[Block] = [
        line(
            bold("Yours"),
            *said("Working hours", _hours(mine), mine, "hours"),
            *said("Working days", days_in_words(mine.hours.days), mine, "days"),
            *said("Public holidays of", COUNTRIES.get(mine.country, "no country"), mine, "country"),
            *of_mine(mine),
        ),
        actions(
            "settings-mine",
            button("Change mine", "settings_mine", "mine", primary=True),
            *([button("Use the workspace's again", "settings_reset", "mine")] if own else []),
            button("Practice", "practice_start", "start"),
        ),
        DividerBlock(),
        line(
            bold("The workspace's"),
            *said("Working hours", _hours(workspace), workspace, "hours", own=OWN),
            *said("Working days", days_in_words(workspace.hours.days), workspace, "days", own=OWN),
            *said(
                "Public holidays of",
                COUNTRIES.get(workspace.country, "no country"),
                workspace,
                "country",
                own=OWN,
            ),
            "\nLeads: ",
            *_leads(workspace),
            *said("Days between contacts", rhythm_in_words(workspace.tiers), workspace, "tiers", own=OWN),
            *said("Goodwill, unasked", _goodwill(workspace), workspace, "goodwill", own=OWN),
            *said("Reactions", _reactions(workspace), workspace, "reactions", own=OWN),
        ),
        line(
            bold("What I say by myself"),
            *of_workspace(workspace, own=OWN),
            *(listening_learning.of_workspace(shown.learned) if shown.learned else ()),
        ),
    ]
    if shown.may:
        blocks.append(
            actions(
                "settings-workspace",
                button("Hours and leads", "settings_workspace", "workspace"),
                button("Rhythms and goodwill", "settings_customers", "workspace"),
                button("Briefs and nudges", "settings_nudging", "workspace"),
                button("Reactions", "settings_reactions", "workspace"),
            )
        )
    else:
        blocks.append(line("Leads and admins of this workspace change these."))
    return Message([*blocks, *_channel(shown)])


def _channel(shown: Shown) -> list[Block]:
    if shown.channel is None:
        return []
    seen = WHO_SEES["yes" if shown.channel.public else "no"]
    blocks: list[Block] = [
        DividerBlock(),
        line(bold("This channel's"), *said("Confirmations are seen by", seen, shown.channel, "public")),
    ]
    if shown.may:
        change = button("Change this channel's", "settings_channel", shown.channel_id)
        blocks.append(actions("settings-channel", change))
    if shown.learned:
        blocks += listening_learning.of_channel(shown.learned, may=shown.may)
    return blocks


def _hours(held: Preferences) -> str:
    return f"{held.hours.starts:%H:%M}–{held.hours.ends:%H:%M}"


def _goodwill(held: Preferences) -> str:
    named = {"member": "everybody", "lead": "leads", "admin": "admins"}
    return " · ".join(f"{named[role]} {held.goodwill.get(role, 0):,}" for role in ROLES) + f" {held.currency}"


def _reactions(held: Preferences) -> str:
    return " · ".join(f"{emojis(held, what) or 'none'} {what}" for what in LOGGED)


def _leads(held: Preferences) -> Sequence[Piece | str]:
    if not held.leads:
        return ["none yet, only admins"]
    named: list[Piece | str] = []
    for user_id in sorted(held.leads)[:MOST_NAMED]:
        named += [", " if named else "", who(user_id)]
    more = len(held.leads) - MOST_NAMED
    return [*named, f" and {more} more"] if more > 0 else named


def saved(names: Sequence[str], whose: str, entry_id: int | None, *, remark: str = "") -> Message:
    """What was set, with *Undo*."""
    named = ", ".join(CALLED[name] for name in names)
    back = [button("Undo", "undo", str(entry_id))] if entry_id else []
    return Message(
        [
            line(
                bold(f"{named[:1].upper()}{named[1:]}"), f": saved {whose}.{f' {remark}' if remark else ''}"
            ),
            actions("saved-settings", *back, button("Settings", "settings", "mine")),
        ]
    )
