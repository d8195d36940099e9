"""Each setting as one line: what it is called, what holds, and where that comes from."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot import preference_nudging as words
from bot.calendar import WorkingHours
from bot.countries import COUNTRIES
from bot.preference_fields import LOGGED, ROLES, days_in_words, emojis_drawn, rhythm_in_words
from bot.preferences import Preferences
from bot.quiet import hour_of_brief
from handlers.views.parts import Piece, bold, place, who
from storage.tables import History, Setting

MOST_NAMED = 20
WHO_SEES = {"no": "Only their author", "yes": "Everybody in the channel, where nobody from outside sits"}
# What a person may set for themselves, in the order of the page and of the form.
OF_MINE = ("hours", "days", "country", "brief_at", "quiet", "most_nudges")
OF_TEAM = ("hours", "days", "country", "leads", "tiers", "goodwill", "reactions")
OF_NUDGES = (
    "brief_at",
    "quiet",
    "most_nudges",
    "ladder",
    "check_days",
    "start_plan",
    "leader_calls",
    "question_hours",
    "team_channel",
    "voice_channel",
)
OF_STANDARDS = ("reply_within", "tell_within", "kept_aim")
Said = Sequence[Piece | str]


def brief(held: Preferences) -> str:
    """When the brief comes: "09:00", and where the quiet hours move it, why."""
    at = hour_of_brief(held.quiet, held.brief_at)
    return f"{at:%H:%M}" if at == held.brief_at else f"{at:%H:%M}, when the quiet hours end"


def _goodwill(held: Preferences) -> str:
    named = {"member": "everybody", "lead": "leads", "admin": "admins"}
    return " · ".join(f"{named[role]} {held.goodwill.get(role, 0):,}" for role in ROLES) + f" {held.currency}"


def _leads(held: Preferences) -> Said:
    if not held.leads:
        # Whoever may change these settings without being a lead is an admin.
        return ["none yet, so what nobody answers ends with the cover. To name one: /kept settings workspace"]
    named: list[Piece | str] = []
    for user_id in sorted(held.leads)[:MOST_NAMED]:
        named += [", " if named else "", who(user_id)]
    more = len(held.leads) - MOST_NAMED
    return [*named, f" and {more} more"] if more > 0 else named


def _questions(held: Preferences) -> str:
    hours = held.question_hours
    return f"after {_many(hours, 'working hour')} without a word of ours" if hours else "never"


def _plan(held: Preferences) -> str:
    days = words.plan_in_words(held.start_plan)
    return f"on day {days}" if days else "by their rhythm"


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


# What each is called, and what holds, in words.
LINES: Mapping[str, tuple[str, Callable[[Preferences], str | Said]]] = {
    "hours": ("Working hours", lambda held: f"{held.hours.starts:%H:%M}–{held.hours.ends:%H:%M}"),
    "days": ("Working days", lambda held: days_in_words(held.hours.days)),
    "country": (
        "Public holidays",
        lambda held: f"those of {COUNTRIES[held.country]}" if held.country in COUNTRIES else "none",
    ),
    "leads": ("Leads", _leads),
    "tiers": ("Days between contacts", lambda held: rhythm_in_words(held.tiers)),
    "goodwill": ("Goodwill, unasked", _goodwill),
    "currency": ("Currency", lambda held: held.currency),
    "reactions": (
        "Reactions",
        lambda held: " · ".join(f"{emojis_drawn(held, what) or 'none'} {what}" for what in LOGGED),
    ),
    "brief_at": ("Daily brief", brief),
    "quiet": ("Quiet hours", lambda held: words.quiet_in_words(held.quiet)),
    "most_nudges": ("Nudges between two briefs", lambda held: f"{held.most_nudges} a day at most"),
    "ladder": ("If nobody answers: cover, then lead", words.ladder_in_words),
    "check_days": (
        "Asking whether it was right",
        lambda held: f"{_many(held.check_days, 'working day')} after",
    ),
    "start_plan": ("New customers hear from us", _plan),
    "leader_calls": (
        "Calls by each lead",
        lambda held: f"{held.leader_calls} a month" if held.leader_calls else "none",
    ),
    "question_hours": ("A customer’s question is brought up", _questions),
    "reply_within": (
        "Who waits has an answer within",
        lambda held: _many(held.reply_within, "working hour"),
    ),
    "tell_within": ("Trouble is told within", lambda held: _many(held.tell_within, "working hour")),
    "kept_aim": ("Promises kept on time, at least", lambda held: f"{held.kept_aim} of 100"),
    "team_channel": (
        "Team channel",
        lambda held: [place(held.team_channel)] if held.team_channel else "the first that has a digest",
    ),
    "voice_channel": (
        "Channel for what customers ask",
        lambda held: [place(held.voice_channel)] if held.voice_channel else "none",
    ),
    "public": ("Confirmations are seen by", lambda held: WHO_SEES["yes" if held.public else "no"]),
    "listen": (
        "Listening in the channel",
        lambda held: "on" if held.listen else "off",
    ),
    "offers": ("Offers to log what you said", lambda held: "on" if held.offers else "off"),
}


def value_of(setting: Setting, hours: WorkingHours) -> str:
    """What one setting is set to, in words; empty where it is not set, or names people or channels."""
    held = Preferences(hours).with_settings([setting])
    shown = LINES[setting.name][1](held) if setting.name in LINES and held.sources else ""
    return shown if isinstance(shown, str) else ""


def set_to(setting: Setting, entry: History, hours: WorkingHours) -> str:
    """What an entry of its history did to a setting, to be read after "you": "set it to 21:00–06:00"; empty where it names
    people or channels."""
    written = json.loads(entry.after).get("value")
    if not isinstance(written, str):
        return ""
    if json.loads(written) is None:
        return (
            "let the default hold again"
            if setting.scope == "workspace"
            else "let what everybody has hold again"
        )
    value = value_of(setting.model_copy(update={"value": written}), hours)
    return f"set it to {value}" if value else ""


def lines(held: Preferences, names: Iterable[str], *, own: str = "") -> list[Piece | str]:
    """A line for each of these settings; `own` is what it says of one that was set here."""
    return [piece for name in names for piece in _line(held, name, own)]


def _line(held: Preferences, name: str, own: str) -> list[Piece | str]:
    label, value = LINES[name]
    shown = value(held)
    source = held.source(name)
    said = source if source == "default" else own or source
    if name == "brief_at" and source == "default":
        said = "default: when the day begins"
    if name == "leads":
        said = ""
    pieces = [bold(shown)] if isinstance(shown, str) and name != "leads" else [*shown]
    return [f"\n{label}: ", *pieces, f" ({said})" if said else ""]
