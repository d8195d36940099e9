"""Settings: the nearer one counts, what cannot be read is as if it were not set, and forms say what is wrong with them."""

import json
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import preference_fields as fields
from bot.calendar import WorkingHours
from bot.countries import COUNTRIES, called
from bot.preference_nudging import ladder_in_words
from bot.preferences import Preferences
from bot.refusals import Unreadable
from storage.tables import Setting

BASE = Preferences(hours=WorkingHours(), brief_at=time(9))


def setting(scope: str, name: str, value: object) -> Setting:
    return Setting(team_id="T1", scope=scope, scope_id="", name=name, value=json.dumps(value))


def test_without_settings_the_defaults_hold_and_say_so() -> None:
    held = BASE.with_settings([])
    assert held == BASE
    assert held.source("hours") == "default"


@pytest.mark.parametrize(
    ("scopes", "hours", "source"),
    [
        ({"workspace": "08:00-16:00"}, (8, 16), "the workspace's setting"),
        ({"workspace": "08:00-16:00", "person": "10:00-18:00"}, (10, 18), "your setting"),
        ({"person": "10:00-18:00", "workspace": "08:00-16:00"}, (10, 18), "your setting"),
        ({"workspace": "08:00-16:00", "person": None}, (8, 16), "the workspace's setting"),
        ({"workspace": "08:00-16:00", "person": "18:00-10:00"}, (8, 16), "the workspace's setting"),
        ({"person": "from nine to five"}, (9, 17), "default"),
        ({"person": 9}, (9, 17), "default"),
        ({"person": ["09:00", "17:00"]}, (9, 17), "default"),
    ],
)
def test_the_nearer_setting_counts(scopes: dict[str, object], hours: tuple[int, int], source: str) -> None:
    held = BASE.with_settings([setting(scope, "hours", value) for scope, value in scopes.items()])
    assert (held.hours.starts.hour, held.hours.ends.hour) == hours
    assert held.source("hours") == source


def test_hours_and_days_are_set_apart() -> None:
    held = BASE.with_settings(
        [setting("workspace", "days", [6, 0, 1]), setting("person", "hours", "07:00-12:00")]
    )
    assert held.hours == WorkingHours(time(7), time(12), frozenset({6, 0, 1}))
    assert (held.source("days"), held.source("hours")) == ("the workspace's setting", "your setting")


def test_the_brief_comes_when_the_day_begins_unless_it_is_set() -> None:
    hours = setting("person", "hours", "07:30-12:00")
    assert BASE.with_settings([hours]).brief_at == time(7, 30)
    assert BASE.with_settings([hours, setting("workspace", "brief_at", "08:15")]).brief_at == time(8, 15)


def test_how_far_somebody_came_is_read() -> None:
    until = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    held = BASE.with_settings(
        [setting("person", "practice_until", until.isoformat()), setting("person", "guided", value=True)]
    )
    assert held.practice_until == until
    assert held.guided


@given(
    st.lists(st.tuples(st.sampled_from(("workspace", "channel", "person")), st.text(max_size=12), st.text()))
)
def test_whatever_stands_in_the_rows_something_holds(rows: list[tuple[str, str, str]]) -> None:
    made = [Setting(team_id="T1", scope=scope, name=name, value=value) for scope, name, value in rows]
    assert BASE.with_settings(made).hours.starts < BASE.with_settings(made).hours.ends


@given(
    st.sampled_from(
        [
            *("hours", "days", "tiers", "goodwill", "reactions", "leads", "brief_at", "practice_until"),
            *("country", "quiet", "most_nudges", "ladder", "check_days", "start_plan", "leader_calls"),
            *("quiet_rules", "question_hours"),
        ]
    ),
    st.recursive(
        st.none() | st.booleans() | st.integers(-5, 9) | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
)
def test_a_value_of_any_shape_is_read_or_left_out(name: str, value: object) -> None:
    held = BASE.with_settings([setting("workspace", name, value)])
    assert held.hours.starts < held.hours.ends


@pytest.mark.parametrize("which", fields.FORMS)
def test_a_form_that_nobody_touched_changes_nothing(which: str) -> None:
    form = fields.as_form(BASE)
    assert fields.read(which, form, form) == {}


@pytest.mark.parametrize("which", fields.FORMS)
def test_what_a_form_reads_is_what_holds_and_reads_the_same_again(which: str) -> None:
    now_in_it = fields.as_form(BASE)
    changed = now_in_it | {
        "starts": "08:00",
        "days": "0\n2",
        "country": "EE",
        "leads": "U2\nU1",
        "tiers": "gold 7\nkey account: 3 days",
        "untiered": "50",
        "goodwill_lead": "1,000",
        "currency": "usd",
        "emoji_promise": "🤝 :pinky_promise::skin-tone-3:",
        "public": "yes",
        "brief_at": "8:30",
        "quiet_from": "20:00",
        "most_nudges": "1",
        "ladder": "gold: 2, then 4 hours\nOthers 16 16",
        "check_days": "3",
        "start_plan": "30, 7",
        "leader_calls": "4",
        "question_hours": "8",
        "team_channel": "C1",
        "voice_channel": "C2",
        "reply_within": "4",
        "tell_within": "3",
        "kept_aim": "95 %",
    }
    values = fields.read(which, changed, now_in_it)
    assert list(values) == list(fields.FORMS[which])
    held = BASE.with_settings([setting("workspace", name, value) for name, value in values.items()])
    again = fields.as_form(held)
    assert fields.read(which, again, fields.as_form(held)) == {}
    assert set(held.sources) == set(values)


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("ends", "08:00", "ends"),
        ("starts", "quarter past", "starts"),
        ("days", "", "days"),
        ("days", "9\nx", "days"),
        ("country", "ZZ", "country"),
        ("tiers", "gold", "tiers"),
        ("tiers", "gold 0", "tiers"),
        ("tiers", "gold 99999", "tiers"),
        ("tiers", "gold 3\nGOLD 4", "tiers"),
        ("tiers", "dormant 3", "tiers"),
        ("tiers", f"{'g' * 40} 3", "tiers"),
        ("tiers", "\n".join(f"tier{n} {n}" for n in range(1, 30)), "tiers"),
        ("tiers", "- " * 1400, "tiers"),
        ("dormant", "-1", "dormant"),
        ("goodwill_member", "fifty", "goodwill_member"),
        ("goodwill_member", "501", "goodwill_lead"),
        ("goodwill_admin", "500,50", "goodwill_admin"),
        ("goodwill_admin", "5 00", "goodwill_admin"),
        ("goodwill_admin", ",500", "goodwill_admin"),
        ("kept_aim", "9,5 %", "kept_aim"),
        ("goodwill_admin", "1", "goodwill_admin"),
        ("goodwill_admin", "9" * 30, "goodwill_admin"),
        ("currency", "EURO", "currency"),
        ("emoji_mistake", "", "emoji_mistake"),
        ("emoji_mistake", "handshake", "emoji_mistake"),
        ("emoji_mistake", "<@U1>", "emoji_mistake"),
        ("emoji_contact", ":a: :b: :c: :d: :e: :f:", "emoji_contact"),
        ("brief_at", "soon", "brief_at"),
        ("quiet_from", "25:00", "quiet_from"),
        ("quiet_to", "18:30", "quiet_to"),
        ("quiet_to", "", "quiet_to"),
        ("most_nudges", "21", "most_nudges"),
        ("most_nudges", "-1", "most_nudges"),
        ("ladder", "gold 4 8", "ladder"),
        ("ladder", "others 8", "ladder"),
        ("ladder", "8 8", "ladder"),
        ("ladder", "others 0 8", "ladder"),
        ("ladder", "others 8 401", "ladder"),
        ("ladder", "others 8 8\ngold 2 4\nGOLD 3 3", "ladder"),
        ("ladder", "others 8 8\neverybody else 4 4", "ladder"),
        ("ladder", f"others 8 8\n{'g' * 40} 2 2", "ladder"),
        ("ladder", "\n".join(["others 8 8", *(f"tier{n} 1 1" for n in range(30))]), "ladder"),
        ("ladder", "gold " + "4 " * 700, "ladder"),
        ("check_days", "0", "check_days"),
        ("check_days", "61", "check_days"),
        ("start_plan", "0, 3", "start_plan"),
        ("start_plan", "week two", "start_plan"),
        ("start_plan", "900", "start_plan"),
        ("start_plan", " ".join(str(n) for n in range(1, 30)), "start_plan"),
        ("leader_calls", "many", "leader_calls"),
    ],
)
def test_a_wrong_field_is_named_with_what_to_do(field: str, typed: str, wrong: str) -> None:
    now_in_it = fields.as_form(BASE)
    which = next(
        name
        for name, names in fields.FORMS.items()
        if any(field in fields.FIELDS.get(each, (each,)) for each in names)
    )
    with pytest.raises(fields.Wrongs) as refused:
        fields.read(which, now_in_it | {field: typed}, now_in_it)
    assert set(refused.value.fields) == {wrong}
    assert refused.value.fields[wrong].endswith(".")


def test_every_wrong_field_of_a_form_is_named_at_once() -> None:
    now_in_it = fields.as_form(BASE)
    with pytest.raises(fields.Wrongs) as refused:
        fields.read("customers", now_in_it | {"tiers": "gold", "currency": "E"}, now_in_it)
    assert set(refused.value.fields) == {"tiers", "currency"}


@given(st.dictionaries(st.sampled_from(sorted(fields.as_form(BASE))), st.text(max_size=40)))
def test_whatever_is_typed_is_read_or_refused(typed: dict[str, str]) -> None:
    now_in_it = fields.as_form(BASE)
    for which in fields.FORMS:
        try:
            values = fields.read(which, now_in_it | typed, now_in_it)
        except Unreadable:
            continue
        except fields.Wrongs as wrong:
            assert set(wrong.fields) <= set(now_in_it)
            continue
        json.dumps(values)


@pytest.mark.parametrize(
    ("typed", "ladder", "words"),
    [
        ("others 8 8", {"": (8, 8)}, "others 8, then 8 · who waits on us 2, then 2 working hours"),
        ("gold 4 8\nothers 8 16", {"gold": (4, 8), "": (8, 16)}, "gold 4, then 8 · others 8, then 16 · who waits on us 2, then 2 working hours"),
        ("Waiting 1 2\nothers 8 8", {"": (8, 8), "waiting": (1, 2)}, "others 8, then 8 · who waits on us 1, then 2 working hours"),
        ("No tier: 1 hour, then 2 hours", {"": (1, 2)}, "others 1, then 2 · who waits on us 2, then 2 working hours"),
        ("key account 1 = 2, 4h\nother 400 400", None, ""),
        ("key account 1 = 2, 4 h\nother 400 400", {"key account 1": (2, 4), "": (400, 400)},
         "key account 1 2, then 4 · others 400, then 400 · who waits on us 2, then 2 working hours"),
    ],
)  # fmt: skip
def test_a_ladder_is_read_by_tier(typed: str, ladder: dict[str, tuple[int, int]] | None, words: str) -> None:
    now_in_it = fields.as_form(BASE)
    if ladder is None:
        with pytest.raises(fields.Wrongs):
            fields.read("nudging", now_in_it | {"ladder": typed}, now_in_it)
        return
    value = fields.read("nudging", now_in_it | {"ladder": f"{typed}\n"}, now_in_it)["ladder"]
    held = BASE.with_settings([setting("workspace", "ladder", value)])
    assert held.ladder == {"waiting": (2, 2)} | ladder
    assert ladder_in_words(held) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [({0, 1, 2, 3, 4}, "Mon–Fri"), ({6, 0, 1}, "Mon, Tue, Sun"), ({5, 6}, "Sat, Sun"), ({3}, "Thu")],
)
def test_days_are_said_in_words(days: set[int], words: str) -> None:
    assert fields.days_in_words(days) == words


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("est", "Estonia"),
        ("EE", "Estonia"),
        ("uk", "United Kingdom"),
        ("united k", "United Kingdom"),
        ("holland", "Netherlands"),
        ("aland", "Åland"),
        ("türkiye", "Türkiye"),
        ("korea", "South Korea"),
        ("Cote d'Ivoire", "Côte d'Ivoire"),
    ],
)
def test_a_country_is_found_by_what_people_type(typed: str, first: str) -> None:
    assert called(typed, most=5)[0][1] == first


def test_every_country_stands_there_once() -> None:
    assert len(COUNTRIES) == len(set(COUNTRIES.values())) == 250


def test_nonsense_finds_no_country() -> None:
    assert called("zzzz", most=5) == []
