"""Settings as forms hold them: what is set now as text, and what was typed read back, or refused with a reason."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot import preference_nudging as nudging
from bot import preference_standards as standards
from bot.countries import COUNTRIES
from bot.patterns import pattern
from bot.preference_values import a_number, a_time
from bot.preferences import Preferences
from bot.refusals import Refusal, Unreadable
from bot.text import one_line

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ROLES = ("member", "lead", "admin")
LOGGED = ("promise", "mistake", "contact")
# Rhythms that no customer has for a tier: of a stage, and of those without a tier.
APART = {"prospect": "prospect", "dormant": "dormant", "untiered": ""}
MOST_TIERS = 20
TIER_MAX = 30
LONGEST_RHYTHM = 3650
MOST_GOODWILL = 10_000_000
MOST_EMOJIS = 5
TIER = pattern(r"(.+?)[\s:=–-]+(\d{1,6})(?:\s*days?)?", re.IGNORECASE)
LINE_MAX = 100
EMOJI = pattern(r":?([\w+'-]{1,100}):?")
SKIN_TONE = pattern(r":skin-tone-\d:")
# The three as people paste them instead of typing their names.
PASTED = {"🤝": "handshake", "🩹": "adhesive_bandage", "☎": "phone", "📞": "telephone_receiver"}
DRAWN = {"telephone": "☎"} | {name: emoji for emoji, name in PASTED.items()}

Read = Callable[[Mapping[str, str]], object]


def days_in_words(days: Iterable[int]) -> str:
    """Working days: "Mon–Fri", "Mon, Tue, Thu"."""
    sorted_ = sorted(days)
    if len(sorted_) > 2 and sorted_ == list(range(sorted_[0], sorted_[-1] + 1)):
        return f"{DAYS[sorted_[0]]}–{DAYS[sorted_[-1]]}"
    return ", ".join(DAYS[day] for day in sorted_)


def rhythm_in_words(tiers: Mapping[str, int]) -> str:
    """The days between contacts: "gold 14 · silver 30 · no tier 45 days"."""
    named = [f"{name or 'no tier'} {days:,}" for name, days in tiers.items()]
    return " · ".join(named) + " days"


def as_form(held: Preferences) -> dict[str, str]:
    """Everything that is set now, by the fields of the forms."""
    tiers = {name: days for name, days in held.tiers.items() if name not in APART.values()}
    return {
        "starts": f"{held.hours.starts:%H:%M}",
        "ends": f"{held.hours.ends:%H:%M}",
        "days": "\n".join(str(day) for day in sorted(held.hours.days)),
        "country": held.country,
        "leads": "\n".join(sorted(held.leads)),
        "tiers": "\n".join(f"{name} {days}" for name, days in tiers.items()),
        **{name: str(held.tiers.get(tier, "")) for name, tier in APART.items()},
        **{f"goodwill_{role}": str(held.goodwill.get(role, 0)) for role in ROLES},
        "currency": held.currency,
        **{f"emoji_{what}": emojis(held, what) for what in LOGGED},
        "public": "yes" if held.public else "no",
        **nudging.as_form(held),
        **standards.as_form(held),
    }


def emojis(held: Preferences, what: str) -> str:
    """The emojis that log this, as people type them: ":phone: :telephone:"."""
    return " ".join(f":{emoji}:" for emoji, logs in held.reactions.items() if logs == what)


def emojis_drawn(held: Preferences, what: str) -> str:
    """The same as people see them; those of which only the name is known by that."""
    named = [each for each, logs in held.reactions.items() if logs == what]
    return " ".join(dict.fromkeys(DRAWN.get(each, f":{each}:") for each in named))


def hours(form: Mapping[str, str]) -> str:
    """From and to on one day."""
    starts, ends = (a_time(form.get(name, ""), field=name) for name in ("starts", "ends"))
    if starts >= ends:
        raise Unreadable("The working day must end after it begins, on the same day.", field="ends")
    return f"{starts:%H:%M}-{ends:%H:%M}"


def days(form: Mapping[str, str]) -> list[int]:
    """The working days, Monday is 0."""
    chosen = sorted({int(day) for day in form.get("days", "").split() if day in set("0123456")})
    if not chosen:
        raise Unreadable("Choose at least one day, or nothing could ever be due.", field="days")
    return chosen


def country(form: Mapping[str, str]) -> str:
    """Whose public holidays count; nobody's where it is left empty."""
    code = form.get("country", "")
    if code and code not in COUNTRIES:
        raise Unreadable("Choose a country from the list, or leave it empty.", field="country")
    return code


def leads(form: Mapping[str, str]) -> list[str]:
    """The ids of the leads."""
    return sorted(set(form.get("leads", "").split()))


def tiers(form: Mapping[str, str]) -> dict[str, int]:
    """The days between contacts: "gold 14" on a line of its own, and the rhythms that are no tier's."""
    found: dict[str, int] = {}
    for typed in form.get("tiers", "").splitlines():
        if not (line := one_line(typed)):
            continue
        read = TIER.fullmatch(line) if len(line) <= LINE_MAX else None
        if read is None:
            raise Unreadable(
                f"I can't read “{line[:60]}”. Write a tier and its days on each line, for example gold 14.",
                field="tiers",
            )
        name = read[1].strip()
        if name.casefold() in {each.casefold() for each in [*found, *APART.values()]}:
            raise Unreadable(f"“{name[:60]}” is there already. Each tier stands there once.", field="tiers")
        if len(name) > TIER_MAX:
            raise Unreadable(f"A tier's name has at most {TIER_MAX} characters.", field="tiers")
        found[name] = _days(read[2], field="tiers")
    if len(found) > MOST_TIERS:
        raise Unreadable(f"{MOST_TIERS} tiers are the most I keep.", field="tiers")
    return found | {tier: _days(form.get(name, ""), field=name) for name, tier in APART.items()}


def goodwill(form: Mapping[str, str]) -> dict[str, int]:
    """How much each role may give, unasked: whole units, never less than the role below."""
    found: dict[str, int] = {}
    for role, below in zip(ROLES, ("", *ROLES), strict=False):
        field = f"goodwill_{role}"
        amount = a_number(form.get(field, ""), most=MOST_GOODWILL, field=field)
        if below and amount < found[below]:
            raise Unreadable(
                f"That is less than a {below} may give. Make it {found[below]:,} or more.", field=field
            )
        found[role] = amount
    return found


def currency(form: Mapping[str, str]) -> str:
    """Its ISO 4217 code."""
    code = form.get("currency", "").strip().upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Unreadable("A currency has three letters, for example EUR or USD.", field="currency")
    return code


def reactions(form: Mapping[str, str]) -> dict[str, str]:
    """What each emoji logs, by its name."""
    found: dict[str, str] = {}
    for what in LOGGED:
        field = f"emoji_{what}"
        names = _emojis(form.get(field, ""), field=field)
        for name in names:
            if found.get(name, what) != what:
                raise Unreadable(f":{name}: logs a {found[name]} already. Choose another one.", field=field)
            found[name] = what
    return found


def public(form: Mapping[str, str]) -> bool:
    """Whether a channel's confirmations are seen by everybody in it."""
    return form.get("public") == "yes"


# What people set for themselves of what is said to them, over what the workspace has set.
SAID_TO_ME: Mapping[str, Read] = {
    "brief_at": nudging.brief_at,
    "quiet": nudging.quiet,
    "most_nudges": nudging.most_nudges,
}
# Which settings each form holds, and how each is read.
FORMS: Mapping[str, Mapping[str, Read]] = {
    "mine": {"hours": hours, "days": days, "country": country, **SAID_TO_ME},
    "workspace": {"hours": hours, "days": days, "country": country, "leads": leads},
    "customers": {"tiers": tiers, "goodwill": goodwill, "currency": currency},
    "reactions": {"reactions": reactions},
    "nudging": {
        **SAID_TO_ME,
        "ladder": nudging.ladder,
        "check_days": nudging.check_days,
        "start_plan": nudging.start_plan,
        "leader_calls": nudging.leader_calls,
        "question_hours": nudging.question_hours,
        "team_channel": nudging.team_channel,
        "voice_channel": nudging.voice_channel,
    },
    "standards": {
        "reply_within": standards.reply_within,
        "tell_within": standards.tell_within,
        "kept_aim": standards.kept_aim,
    },
    "channel": {"public": public},
}
# The fields of a form that make up one setting, where they are not called as it is.
FIELDS: Mapping[str, Sequence[str]] = {
    "hours": ("starts", "ends"),
    "quiet": ("quiet_from", "quiet_to"),
    "tiers": ("tiers", *APART),
    "goodwill": tuple(f"goodwill_{role}" for role in ROLES),
    "reactions": tuple(f"emoji_{what}" for what in LOGGED),
}


def read(which: str, form: Mapping[str, str], now_in_it: Mapping[str, str]) -> dict[str, object]:
    """The settings that differ in a form from what was set, as JSON holds them. Raises Wrongs with a sentence for each
    field that is wrong."""
    found: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for name, read_ in FORMS[which].items():
        fields = FIELDS.get(name, (name,))
        if all(form.get(field, "") == now_in_it.get(field, "") for field in fields):
            continue
        try:
            found[name] = read_(form)
        except Unreadable as refusal:
            wrong[refusal.field] = refusal.sentence
    if wrong:
        raise Wrongs(wrong)
    return found


class Wrongs(Refusal):
    """A form with one or more fields that are wrong: `fields` has a sentence for each."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        field, sentence = next(iter(fields.items()))
        super().__init__(sentence, field=field)
        self.fields = fields


def _days(typed: str, *, field: str) -> int:
    found = a_number(typed, most=LONGEST_RHYTHM, field=field)
    if not found:
        raise Unreadable("At least one day lies between two contacts.", field=field)
    return found


def _emojis(typed: str, *, field: str) -> list[str]:
    """Their names, without colons and skin tones."""
    found: list[str] = []
    for part in SKIN_TONE.sub(" ", typed).replace(",", " ").replace("::", ": :").split():
        bare = PASTED.get(part.rstrip("\ufe0f")) or ""
        named = EMOJI.fullmatch(part)
        if not bare and named is None:
            raise Unreadable(
                f"I don't know the emoji “{part[:40]}”. Write its name between colons, for example :handshake:.",
                field=field,
            )
        found.append(bare or (named[1].casefold() if named else ""))
    if not found:
        raise Unreadable("One emoji is needed, for example :handshake:.", field=field)
    if len(found) > MOST_EMOJIS:
        raise Unreadable(f"{MOST_EMOJIS} emojis are the most for one thing.", field=field)
    return found
