"""Settings of what Kept says by itself, as forms hold them and in words: brief, quiet hours, ladder, check-backs, plan."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from bot.preference_values import a_number, a_time
from bot.preferences import WAITS, Preferences
from bot.refusals import Unreadable
from bot.text import one_line

MOST_NUDGES = 20
MOST_CHECK_DAYS = 60
MOST_CALLS = 50
MOST_QUESTION_HOURS = 80
# Working hours: some ten weeks.
LONGEST_WAIT = 400
MOST_TIERS = 20
TIER_MAX = 30
MOST_PLANNED = 12
LATEST_PLANNED = 730
LINE_MAX = 100
# The tiers that are not named have one ladder.
OTHERS = "others"
SAID_SO = frozenset([OTHERS, "other", "all others", "everybody else", "no tier"])
BESIDE_HOURS = frozenset(["then", "and", "hours", "hour", "h", "working"])
# That much of a day must be left to speak in.
AN_HOUR = timedelta(hours=1)


def as_form(held: Preferences) -> dict[str, str]:
    """What is set now, by the fields of the forms."""
    starts, ends = held.quiet
    return {
        "brief_at": f"{held.brief_at:%H:%M}",
        "quiet_from": f"{starts:%H:%M}",
        "quiet_to": f"{ends:%H:%M}",
        "most_nudges": str(held.most_nudges),
        "ladder": "\n".join(f"{tier or OTHERS} {cover} {lead}" for tier, cover, lead in _steps(held)),
        "check_days": str(held.check_days),
        "start_plan": plan_in_words(held.start_plan),
        "leader_calls": str(held.leader_calls),
        "question_hours": str(held.question_hours),
        "team_channel": held.team_channel,
        "voice_channel": held.voice_channel,
    }


def _steps(held: Preferences) -> Iterable[tuple[str, int, int]]:
    """The ladder's waits by tier, then the others', and those of who waits on us last."""
    order = {"": 1, WAITS: 2}
    steps = [(tier, *waits) for tier, waits in held.ladder.items()]
    return sorted(steps, key=lambda step: order.get(step[0], 0))


def ladder_in_words(held: Preferences) -> str:
    """The waits of the ladder: "gold 4, then 8 · others 8, then 8 · who waits on us 2, then 2 working hours"."""
    named = {"": OTHERS, WAITS: "who waits on us"}
    said = [f"{named.get(tier, tier)} {cover:,}, then {lead:,}" for tier, cover, lead in _steps(held)]
    return f"{' · '.join(said)} working hours"


def plan_in_words(days: Iterable[int]) -> str:
    """The days of a plan: "2, 14, 30"; empty for none."""
    return ", ".join(str(day) for day in days)


def quiet_in_words(quiet: tuple[time, time]) -> str:
    """From when to when nothing is said: "19:00–08:00", or "none"."""
    starts, ends = quiet
    return "none" if starts == ends else f"{starts:%H:%M}–{ends:%H:%M}"


def brief_at(form: Mapping[str, str]) -> str:
    """When the daily brief comes."""
    return f"{a_time(form.get('brief_at', ''), field='brief_at'):%H:%M}"


def quiet(form: Mapping[str, str]) -> str:
    """From when to when nothing is said, over midnight where it begins later than it ends; the same twice for never."""
    starts, ends = (a_time(form.get(name, ""), field=name) for name in ("quiet_from", "quiet_to"))
    day = datetime(2026, 1, 1)  # noqa: DTZ001 - any day, for the span between two times
    left = datetime.combine(day, starts) - datetime.combine(day, ends)
    if starts != ends and left % timedelta(days=1) < AN_HOUR:
        raise Unreadable("At least an hour of the day must be left to speak to you in.", field="quiet_to")
    return f"{starts:%H:%M}-{ends:%H:%M}"


def most_nudges(form: Mapping[str, str]) -> int:
    """How many nudges may come on one day between two briefs."""
    return a_number(form.get("most_nudges", ""), most=MOST_NUDGES, field="most_nudges")


def ladder(form: Mapping[str, str]) -> dict[str, list[int]]:
    """The waits by tier: "gold 4 8" on a line of its own."""
    found: dict[str, list[int]] = {}
    for typed in form.get("ladder", "").splitlines():
        if not (line := one_line(typed)):
            continue
        tier, waits = _step(line)
        if tier.casefold() in {each.casefold() for each in found}:
            raise Unreadable(
                f"“{tier or OTHERS}” is there already. Each tier stands there once.", field="ladder"
            )
        if len(tier) > TIER_MAX:
            raise Unreadable(f"A tier's name has at most {TIER_MAX} characters.", field="ladder")
        found[tier] = waits
    if len(found) > MOST_TIERS:
        raise Unreadable(f"{MOST_TIERS} tiers are the most I keep.", field="ladder")
    if "" not in found:
        raise Unreadable(f"Add a line for all the others, for example {OTHERS} 8 8.", field="ladder")
    return found


def _step(line: str) -> tuple[str, list[int]]:
    """One line's tier and its two waits in working hours."""
    parts = (
        line.replace(",", " ").replace(":", " ").replace("=", " ").split() if len(line) <= LINE_MAX else []
    )
    waits: list[int] = []
    while parts and len(waits) < 2:
        last = parts.pop()
        if last.isascii() and last.isdigit() and len(last) <= 4:
            waits.insert(0, int(last))
        elif last.casefold() not in BESIDE_HOURS:
            parts = []
    if len(waits) < 2 or not parts:
        raise Unreadable(
            f"I can't read “{line[:60]}”. Write a tier and two waits on each line, for example gold 4 8: after 4 working "
            "hours the cover hears of it, and 8 later a lead.",
            field="ladder",
        )
    if not all(1 <= wait <= LONGEST_WAIT for wait in waits):
        raise Unreadable(f"A wait has 1 to {LONGEST_WAIT} working hours.", field="ladder")
    tier = " ".join(parts)
    if tier.casefold() in SAID_SO:
        return "", waits
    return WAITS if tier.casefold() == WAITS else tier, waits


def check_days(form: Mapping[str, str]) -> int:
    """Working days after something was kept or made right until the customer is asked."""
    found = a_number(form.get("check_days", ""), most=MOST_CHECK_DAYS, field="check_days")
    if not found:
        raise Unreadable(
            "Leave the customer at least a working day before they are asked.", field="check_days"
        )
    return found


def start_plan(form: Mapping[str, str]) -> list[int]:
    """The days after the first on which a new customer hears from us; none where it is left empty."""
    typed = form.get("start_plan", "").replace(",", " ").split()
    days = sorted({a_number(each, most=LATEST_PLANNED, field="start_plan") for each in typed[:LINE_MAX]})
    if 0 in days:
        raise Unreadable("The first day of a plan is day 1, the day after they came.", field="start_plan")
    if len(days) > MOST_PLANNED:
        raise Unreadable(f"{MOST_PLANNED} days are the most that a plan has.", field="start_plan")
    return days


def leader_calls(form: Mapping[str, str]) -> int:
    """How many customers each lead calls a month."""
    return a_number(form.get("leader_calls", ""), most=MOST_CALLS, field="leader_calls")


def question_hours(form: Mapping[str, str]) -> int:
    """Working hours until a customer's question that nobody answered is brought up."""
    return a_number(form.get("question_hours", ""), most=MOST_QUESTION_HOURS, field="question_hours")


def team_channel(form: Mapping[str, str]) -> str | None:
    """Where a case without an owner is said; nowhere where it is left empty."""
    return form.get("team_channel", "") or None


def voice_channel(form: Mapping[str, str]) -> str | None:
    """Where what customers ask of us is said; nowhere where it is left empty."""
    return form.get("voice_channel", "") or None
