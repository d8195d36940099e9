"""Settings as people see them: what holds and where it comes from, and the forms that change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DividerBlock,
    ExternalDataSelectElement,
    InputBlock,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.countries import COUNTRIES
from bot.preference_fields import APART, DAYS, LOGGED, ROLES, days_in_words, emojis, rhythm_in_words
from bot.preferences import Preferences
from handlers.gestures import remember
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_choice,
    field_text,
    form,
    input_of,
    line,
    option,
    who,
)

MOST_NAMED = 20
WHO_SEES = {"no": "Only their author", "yes": "Everybody in the channel, where nobody from outside sits"}
LOGS = {"promise": "a promise", "mistake": "a mistake", "contact": "a contact"}
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
}


@dataclass(frozen=True)
class Shown:
    """What the page shows: what holds for the person, for the workspace, and in the channel they are in, if it is one;
    `may` says that they change the workspace's."""

    mine: Preferences
    workspace: Preferences
    channel: Preferences | None
    channel_id: str
    may: bool


@dataclass(frozen=True)
class Filled:
    """What a form opens with: what holds, the same by its fields, and what it has to remember."""

    held: Preferences
    now_in_it: Mapping[str, str]
    memory: Mapping[str, object]


def page(shown: Shown) -> Message:
    """Everything that is set, with the buttons that change it."""
    mine, workspace = shown.mine, shown.workspace
    own = [name for name, source in mine.sources.items() if source == "person" and name in CALLED]
    blocks: list[Block] = [
        line(
            bold("Yours"),
            *_said("Working hours", _hours(mine), mine, "hours"),
            *_said("Working days", days_in_words(mine.hours.days), mine, "days"),
            *_said("Public holidays of", COUNTRIES.get(mine.country, "no country"), mine, "country"),
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
            *_said("Working hours", _hours(workspace), workspace, "hours", own="set here"),
            *_said("Working days", days_in_words(workspace.hours.days), workspace, "days", own="set here"),
            *_said(
                "Public holidays of",
                COUNTRIES.get(workspace.country, "no country"),
                workspace,
                "country",
                own="set here",
            ),
            "\nLeads: ",
            *_leads(workspace),
            *_said(
                "Days between contacts", rhythm_in_words(workspace.tiers), workspace, "tiers", own="set here"
            ),
            *_said("Goodwill, unasked", _goodwill(workspace), workspace, "goodwill", own="set here"),
            *_said("Reactions", _reactions(workspace), workspace, "reactions", own="set here"),
        ),
    ]
    if shown.may:
        blocks.append(
            actions(
                "settings-workspace",
                button("Hours and leads", "settings_workspace", "workspace"),
                button("Rhythms and goodwill", "settings_customers", "workspace"),
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
        line(bold("This channel's"), *_said("Confirmations are seen by", seen, shown.channel, "public")),
    ]
    if shown.may:
        change = button("Change this channel's", "settings_channel", shown.channel_id)
        blocks.append(actions("settings-channel", change))
    return blocks


def _said(label: str, value: str, held: Preferences, name: str, *, own: str = "") -> list[Piece | str]:
    source = held.source(name)
    return [f"\n{label}: ", bold(value), f" ({own if own and source != 'default' else source})"]


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


def mine_form(given: Filled) -> View:
    """A person's own hours, days and country."""
    return form(
        "settings_mine",
        "My settings",
        "Save",
        [
            *_working_time(given, whose="Your"),
            _country(given.held),
        ],
        memory=remember(**given.memory),
    )


def workspace_form(given: Filled) -> View:
    """The workspace's hours, days, country and leads."""
    return form(
        "settings_workspace",
        "Hours and leads",
        "Save",
        [
            line("These hold for everybody who has set nothing else for themselves."),
            *_working_time(given, whose="The"),
            _country(given.held),
            input_of(
                "leads",
                "Leads",
                UserMultiSelectElement(
                    action_id="value", initial_users=sorted(given.held.leads) or None, max_selected_items=100
                ),
                hint="They see what the team carries, and change these settings. Admins always may.",
                optional=True,
            ),
        ],
        memory=remember(**given.memory),
    )


def customers_form(given: Filled) -> View:
    """The rhythms of the tiers, and how much each role may give."""
    labels = {
        "prospect": "Days between contacts with prospects",
        "dormant": "… with dormant customers",
        "untiered": "… with customers without a tier",
    }
    roles = {"member": "Everybody may give", "lead": "Leads may give", "admin": "Admins may give"}
    return form(
        "settings_customers",
        "Rhythms and goodwill",
        "Save",
        [
            field_text(
                "tiers",
                "Tiers and their rhythms",
                value=given.now_in_it["tiers"],
                hint="A tier and the days between two contacts on each line, for example gold 14.",
                lines=True,
                optional=True,
                most=1000,
            ),
            *(field_text(name, labels[name], value=given.now_in_it[name], most=10) for name in APART),
            *(
                field_text(
                    f"goodwill_{role}",
                    roles[role],
                    value=given.now_in_it[f"goodwill_{role}"],
                    hint="To make a mistake right, without asking anybody." if role == "member" else "",
                    most=12,
                )
                for role in ROLES
            ),
            field_text(
                "currency",
                "Currency",
                value=given.now_in_it["currency"],
                hint="Three letters, such as EUR.",
                most=10,
            ),
        ],
        memory=remember(**given.memory),
    )


def reactions_form(given: Filled) -> View:
    """The emojis that log something from one's own message."""
    hint = "Reacting with it to your own message logs it. Several are fine, with blanks between them."
    return form(
        "settings_reactions",
        "Reactions",
        "Save",
        [
            field_text(
                f"emoji_{what}",
                f"Logs {LOGS[what]}",
                value=given.now_in_it[f"emoji_{what}"],
                hint=hint if what == LOGGED[0] else "",
                most=600,
            )
            for what in LOGGED
        ],
        memory=remember(**given.memory),
    )


def channel_form(given: Filled) -> View:
    """Who sees a channel's confirmations."""
    return form(
        "settings_channel",
        "This channel",
        "Save",
        [
            field_choice(
                "public",
                "Who sees what is logged here?",
                [(label, value) for value, label in WHO_SEES.items()],
                chosen=given.now_in_it["public"],
                hint="As long as a guest or somebody from outside is in the channel, I show it to its author alone.",
                open_=True,
            )
        ],
        memory=remember(**given.memory),
    )


def _working_time(given: Filled, *, whose: str) -> list[InputBlock]:
    days = [option(label, str(day)) for day, label in enumerate(DAYS)]
    chosen = [each for each in days if each.value in given.now_in_it["days"].split()]
    return [
        input_of(
            "starts",
            f"{whose} day begins",
            TimePickerElement(action_id="value", initial_time=given.now_in_it["starts"]),
            hint=_now(given.held, "hours"),
        ),
        input_of(
            "ends",
            f"{whose} day ends",
            TimePickerElement(action_id="value", initial_time=given.now_in_it["ends"]),
            hint="A date without a time means the end of the working day.",
        ),
        input_of(
            "days",
            f"{whose} working days",
            CheckboxesElement(action_id="value", options=days, initial_options=chosen or None),
            hint=_now(given.held, "days"),
        ),
    ]


def _country(held: Preferences) -> InputBlock:
    known = option(COUNTRIES[held.country], held.country) if held.country in COUNTRIES else None
    return input_of(
        "country",
        "Country of the public holidays",
        ExternalDataSelectElement(action_id="country_name", min_query_length=1, initial_option=known),
        hint=_now(held, "country"),
        optional=True,
    )


def _now(held: Preferences, name: str) -> str:
    return f"What is set now: {held.source(name)}."


def saved(names: Sequence[str], whose: str, entry_id: int | None, *, remark: str = "") -> Message:
    """What was set, with *Undo*."""
    said = ", ".join(CALLED[name] for name in names)
    back = [button("Undo", "undo", str(entry_id))] if entry_id else []
    return Message(
        [
            line(bold(f"{said[:1].upper()}{said[1:]}"), f": saved {whose}.{f' {remark}' if remark else ''}"),
            actions("saved-settings", *back, button("Settings", "settings", "mine")),
        ]
    )
