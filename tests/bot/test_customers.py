"""Customers are found by what people type, never mixed up silently, and their names are kept whole."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.customers import (
    LEGAL_FORMS,
    MOST_CLOSE,
    OTHER_NAMES_MAX,
    close_ones,
    edit,
    fold,
    hand_over,
    link,
    look_alikes,
    make,
    names_of,
    stage,
    tag,
    unlink,
)
from bot.refusals import AlreadySo, Refusal, Unreadable
from bot.text import NAME_MAX
from storage.tables import Channel, Customer

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
LETTERS = st.text(st.characters(categories=["L", "N", "P", "Zs", "S", "M", "Cf"]), max_size=40)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Acme", "ACME"),
        ("Acme", "  acme "),
        ("Acme", "Acme:"),
        ("Acme", "Acme, Inc."),
        ("Acme", "ACME LIMITED"),
        ("Acme", "Acme B.V."),
        ("Acme", "Acme S.A."),
        ("Acme", "Acme\u200b"),
        ("Acme", "Ac\u00adme"),
        ("Acme", "*Acme*"),
        ("Acme North", "Acme-North"),
        ("Acme North", "Acme\u00a0North"),
        ("Smith & Sons", "Smith Sons"),
        ("Müller GmbH", "muller"),
        ("Straße 7", "STRASSE 7"),
        ("Café Noir", "cafe noir"),
        ("Õnne Talu OÜ", "onne talu"),
        ("İstanbul", "istanbul"),
        ("Łódź", "ŁÓDŹ"),
        ("U.S. Steel", "US Steel"),
        ("Ａｃｍｅ", "acme"),
        ("𝐀cme", "acme"),
        ("Ёлка", "елка"),
        ("أكمي", "اكمي"),
        ("שָׁלוֹם", "שלום"),
        ("ﾊﾟﾅ", "パナ"),
        ("❤️ Bakery", "bakery"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(typed: str, other: str) -> None:
    assert fold(typed) == fold(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Acme", "Acme North"),
        ("North Acme", "Acme North"),
        ("Acme 1", "Acme 2"),
        ("ハス", "パス"),
        ("ハス", "バス"),
        ("राम", "रीम"),
        ("กา", "กิ"),
        ("가", "나"),
        ("J.Smith", "JSmith"),
        ("A & B", "AB"),
        ("Coop", "Op"),
    ],
)
def test_two_names_are_not_taken_for_one(name: str, other: str) -> None:
    assert fold(name) != fold(other)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Acme Industries Ltd.", "acme industries"),
        ("Limited", "limited"),
        ("AS", "as"),
        ("Co. KG", "co kg"),
        ("!!!", "!!!"),
        ("🎉", "🎉"),
        ("42", "42"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_folded_name_keeps_something_where_there_is_something(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(LETTERS)
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(LETTERS)
def test_a_name_with_a_letter_or_digit_never_folds_to_nothing(name: str) -> None:
    assume(any(char.isalnum() for char in name))
    assert fold(name).strip()


@given(
    st.text(st.characters(codec="latin-1", categories=["L", "Nd"]), min_size=1),
    st.sampled_from(sorted(LEGAL_FORMS)),
)
def test_case_and_legal_form_make_no_difference(name: str, form: str) -> None:
    assume(fold(name) not in LEGAL_FORMS and name != "µ")
    assert fold(f"{name} {form.upper()}.") == fold(name) == fold(name.lower()) == fold(f"{form} {name}")


def customer(name: str = "Acme", other_names: str = "", owner_id: str | None = "U1") -> Customer:
    return make(name, other_names=other_names, owner_id=owner_id, team_id="T1", number=3, by="U2", now=NOW)


def test_a_new_customer_holds_what_was_said_and_by_whom() -> None:
    made = customer(" Acme \n Industries ", "Acme, AI\n Acme , ,The  Anvil People")
    assert (made.name, made.other_names) == ("Acme Industries", "Acme\nAI\nThe Anvil People")
    assert (made.team_id, made.number, made.owner_id) == ("T1", 3, "U1")
    assert (made.created_by, made.created_at, made.removed_at) == ("U2", NOW, None)


@pytest.mark.parametrize(
    ("name", "other_names", "field"),
    [
        ("", "", "name"),
        ("  ", "", "name"),
        ("\u200b", "", "name"),
        ("x" * (NAME_MAX + 1), "", "name"),
        ("a\0b", "", "name"),
        ("Acme", "x" * (NAME_MAX + 1), "other_names"),
        ("Acme", "Anvils\na\0b", "other_names"),
        ("Acme", ",".join(f"name {n}" for n in range(OTHER_NAMES_MAX + 1)), "other_names"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_under_its_field_and_none_is_dropped(
    name: str, other_names: str, field: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        customer(name, other_names)
    assert refusal.value.field == field
    with pytest.raises(Unreadable):
        edit(customer(), {"name": name, "other_names": other_names}, today=TODAY)


def test_as_many_other_names_as_fit_are_all_kept() -> None:
    names = [f"name {n}" for n in range(OTHER_NAMES_MAX)]
    assert customer("x" * NAME_MAX, ",".join(names)).other_names.splitlines() == names


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"name": "Acme North"}, {"name": "Acme North"}),
        ({"other_names": "AN, Anvils"}, {"other_names": "AN\nAnvils"}),
        ({"other_names": "", "name": "Acme"}, {"other_names": ""}),
        ({"owner_id": ""}, {"owner_id": None}),
        ({"name": "ACME", "owner_id": "U9"}, {"name": "ACME", "owner_id": "U9"}),
        ({"backup_id": "U9"}, {"backup_id": "U9"}),
        ({"stage": "prospect", "tier": " Gold "}, {"stage": "prospect", "tier": "gold"}),
        ({"tags": "#Pumps, Nordic,, pumps"}, {"tags": "pumps\nnordic"}),
        ({"since": "2019-03-01"}, {"since": "2019-03-01"}),
        ({"rhythm_days": "14 days"}, {"rhythm_days": 14}),
        ({"matters": "line 2\nnever stops "}, {"matters": "line 2\nnever stops"}),
        ({"style": "likes a chat"}, {"style": "likes a chat"}),
    ],
)
def test_an_edit_sets_only_what_differs(given: dict[str, str], fields: dict[str, Any]) -> None:
    change = edit(customer(other_names="AN"), given, today=TODAY)
    assert (change.what, change.fields) == ("edited", fields)


def test_an_edit_that_changes_nothing_says_so() -> None:
    with pytest.raises(AlreadySo):
        edit(customer(other_names="AN"), {"name": " Acme ", "other_names": "AN\n"}, today=TODAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stage": "friend"}, "stage"),
        ({"since": "soon"}, "since"),
        ({"since": "2026-11-26"}, "since"),
        ({"since": "0019-03-01"}, "since"),
        ({"rhythm_days": "often"}, "rhythm_days"),
        ({"rhythm_days": "0"}, "rhythm_days"),
        ({"rhythm_days": "9" * 50}, "rhythm_days"),
        ({"rhythm_days": "²"}, "rhythm_days"),
        ({"matters": "x" * 1001}, "matters"),
        ({"donts": "a\0b"}, "donts"),
        ({"tags": "x" * 41}, "tags"),
        ({"tags": ",".join(f"t{n}" for n in range(21))}, "tags"),
        ({"tier": "x" * 41}, "tier"),
        ({"backup_id": "U1"}, "backup"),
    ],
)
def test_what_cannot_be_kept_is_refused_under_its_field(given: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        edit(customer(), given, today=TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("typed", "off", "tags"),
    [
        ("nordic", False, "pumps\nnordic"),
        ("Nordic, #Food", False, "pumps\nnordic\nfood"),
        ("-pumps", False, ""),
        ("pumps", True, ""),
        ("nordic, -pumps", False, "nordic"),
    ],
)
def test_tags_are_added_and_taken_off(typed: str, off: bool, tags: str) -> None:
    tagged = customer()
    tagged.tags = "pumps"
    assert tag(tagged, typed, off=off).fields == {"tags": tags}


@pytest.mark.parametrize(("typed", "off"), [("PUMPS", False), ("nordic", True), (",", False)])
def test_tags_that_say_that_already_are_not_changed(typed: str, off: bool) -> None:
    tagged = customer()
    tagged.tags = "pumps"
    with pytest.raises(AlreadySo):
        tag(tagged, typed, off=off)


def test_a_stage_and_an_owner_are_changed_once() -> None:
    given = customer()
    today = date(2026, 11, 25)
    assert stage(given, "dormant", today=today).fields == {"stage": "dormant"}
    assert hand_over(given, "U9").fields == {"owner_id": "U9"}
    with pytest.raises(AlreadySo):
        stage(given, "active", today=today)
    with pytest.raises(AlreadySo):
        hand_over(given, "U1")


@pytest.mark.parametrize(
    ("before", "since", "expected"),
    [
        ("prospect", None, {"stage": "active", "since": "2026-11-25"}),
        ("prospect", "2020-01-01", {"stage": "active"}),
        ("dormant", None, {"stage": "active"}),
    ],
)
def test_a_prospect_is_a_customer_since_the_day_they_became_one(
    before: str, since: str | None, expected: dict[str, str]
) -> None:
    given = customer()
    given.stage, given.since = before, since
    assert stage(given, "active", today=date(2026, 11, 25)).fields == expected


def test_who_stood_in_and_owns_them_now_is_no_backup_any_more() -> None:
    given = customer()
    given.backup_id = "U9"
    assert hand_over(given, "U9").fields == {"owner_id": "U9", "backup_id": None}


def test_a_channel_is_linked_once_and_can_be_linked_to_another_customer() -> None:
    channel = Channel(team_id="T1", channel_id="C1")
    change = link(channel, 7)
    assert (change.what, change.fields) == ("linked", {"customer_id": 7})
    channel.customer_id = 7
    with pytest.raises(AlreadySo):
        link(channel, 7)
    assert link(channel, 8).fields == {"customer_id": 8}
    assert unlink(channel).fields == {"customer_id": None}
    channel.customer_id = None
    for not_linked in (channel, None):
        with pytest.raises(AlreadySo):
            unlink(not_linked)


def test_a_customer_is_found_by_every_name_and_each_folded_form_once() -> None:
    found = names_of(customer("Acme Ltd", "ACME\nThe Anvil People\nanvils"))
    assert sorted(found) == [
        ("Acme Ltd", "acme"),
        ("The Anvil People", "the anvil people"),
        ("anvils", "anvils"),
    ]


def known(*names: str) -> list[tuple[int, str]]:
    return [(number, fold(name)) for number, name in enumerate(names, 1)]


SOME = known("Acme Industries", "Borealis Foods", "Nordwind Energie", "Tallinn Harbour", "Kivi Paper")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Acme Industrys", 1),
        ("Acme Indstries", 1),
        ("Acme", 1),
        ("industries acme", 1),
        ("Boralis Foods", 2),
        ("Nordwnd Energie", 3),
        ("Talinn Harbor", 4),
        ("Kivi Papre", 5),
    ],
)
def test_a_slip_of_a_letter_or_two_finds_the_customer_first(typed: str, number: int) -> None:
    assert close_ones(typed, SOME)[:1] == [number]


@pytest.mark.parametrize("typed", ["Zeppelin", "Quux GmbH", "東京電力", "!!!", ""])
def test_a_name_like_none_finds_none(typed: str) -> None:
    assert close_ones(typed, SOME) == []


def test_nothing_is_close_where_nobody_is_known() -> None:
    assert close_ones("Acme", []) == []


def test_at_most_four_customers_are_offered_each_once_and_the_closest_first() -> None:
    many = known(*(f"Acme {word}" for word in ("Bet", "Beta", "Betas", "Better", "Beth", "Bethan")))
    found = close_ones("Acme Beta", [*many, (2, "acme beta x")])
    assert found[0] == 2
    assert len(found) == len(set(found)) == MOST_CLOSE


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Аcme", "Acme"),  # a Cyrillic A
        ("Acme", "Асmе"),
        ("АВС", "ABC"),
        ("Τesla Works", "Tesla Works"),
        ("Globex Diary", "Globex Dairy"),
        ("Borealis Fods", "Borealis Foods"),
        ("Nordwind Energy", "Nordwind Energie"),
    ],
)
def test_names_that_look_alike_are_asked_about_in_both_directions(name: str, other: str) -> None:
    assert look_alikes(fold(name), known(other)) == [1]
    assert look_alikes(fold(other), known(name)) == [1]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Acme", "Acne"),
        ("Acme", "Acme North"),
        ("Acme North", "Acme South"),
        ("Customer 11 of many", "Customer 12 of many"),
        ("Unit 1", "Unit l"),
        ("東京電機", "東京電力"),
        ("Acme", "ACME Ltd"),  # equal, which is asked about elsewhere
        ("", "Acme"),
    ],
)
def test_names_that_are_two_or_the_very_same_are_no_look_alikes(name: str, other: str) -> None:
    assert look_alikes(fold(name), known(other)) == []


@given(LETTERS, LETTERS)
def test_looking_alike_goes_both_ways(one: str, other: str) -> None:
    assert look_alikes(fold(one), known(other)) == look_alikes(fold(other), known(one))


def test_a_name_in_letters_of_another_script_is_offered_first() -> None:
    assert close_ones("АВС", known("Abcam Works", "ABC")) == [2]
