"""What would become of each line of a file: new, changed, the same, doubtful or refused, and why."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import exporting, import_plan
from bot.customer_names import LEGAL_FORMS, fold, names_of
from bot.customers import read_tags
from bot.import_cells import Colleague, Colleagues, Places
from bot.import_gathering import columns_of, gather
from bot.import_judging import Known, judge, match, settle
from bot.import_table import read
from bot.importing import ALL_ALIKE, AS_NEW, LEAVE, Entry, to_take
from bot.refusals import Unreadable
from storage.tables import Customer, CustomerPerson
from tests.sizes import examples

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
PEOPLE = Colleagues([Colleague("U0MIA000001", ["mia"]), Colleague("U0SAM000001", ["sam"])])


def customer(number: int, name: str, **fields: object) -> Customer:
    values = {"id": number * 10, "team_id": "T1", "number": number, "name": name, **fields}
    return Customer(created_at=NOW, created_by="U1", **values)  # type: ignore[arg-type]


def look(
    text: str,
    *customers: Customer,
    people: Sequence[CustomerPerson] = (),
    channels: Mapping[str, int] | None = None,
    colleagues: Colleagues = PEOPLE,
    places: Places | None = None,
) -> list[Entry]:
    columns, records = columns_of(read(text))
    entries = gather(
        columns,
        records,
        colleagues=colleagues,
        places=places or Places({"acme": "C0ACME00001"}),
        order=None,
        today=date(2026, 11, 25),
    )
    names = [(each.number, folded) for each in customers for _, folded in names_of(each)]
    by_customer = {each.id or 0: [p for p in people if p.customer_id == each.id] for each in customers}
    judge(
        entries,
        match(entries, names),
        Known({each.number: each for each in customers}, by_customer, channels or {}),
    )
    return entries


def one(text: str, *customers: Customer, **more: object) -> Entry:
    (entry,) = look(text, *customers, **more)  # type: ignore[arg-type]
    return entry


def test_who_is_not_known_is_new_with_all_that_the_line_says() -> None:
    entry = one(
        "name;owner;backup;tier;stage;tags;since;rhythm;contact;role;e-mail;phone;channel\n"
        "Acme;@mia;sam;Gold;lead;Pumps, nordic;4.5.2019;2 weeks;Dana;Plant manager;d@acme.example;+1 23;#acme",
    )
    assert (entry.group, entry.lines) == ("new", [2])
    assert entry.fields == {
        "owner_id": "U0MIA000001",
        "backup_id": "U0SAM000001",
        "tier": "gold",
        "stage": "prospect",
        "tags": "pumps\nnordic",
        "since": "2019-05-04",
        "rhythm_days": 14,
    }
    assert entry.people == [("Dana", "Plant manager", "d@acme.example, +1 23")]
    assert entry.channels == ["C0ACME00001"]


def test_of_who_is_known_only_what_differs_changes_and_nothing_is_emptied() -> None:
    acme = customer(4, "Acme", tier="silver", tags="pumps", matters="on time", other_names="ACME Inc")
    entry = one('name,tier,tags,notes,also known as\nacme,gold,"pumps, new",,Acme Bottling', acme)
    assert (entry.group, entry.number) == ("changed", 4)
    assert entry.after == {"tier": "gold", "tags": "pumps\nnew", "other_names": "ACME Inc\nAcme Bottling"}
    assert entry.before == {"tier": "silver", "tags": "pumps", "other_names": "ACME Inc"}
    assert one("name,tier\nACME Inc,silver", acme).group == "same"


def test_people_who_are_known_are_no_change_and_more_about_them_is() -> None:
    acme = customer(4, "Acme")
    dana = CustomerPerson(id=1, team_id="T1", customer_id=40, name="Dana", role="Boss", created_at=NOW)
    assert one("company,contact,role\nAcme,dana,Boss", acme, people=[dana]).group == "same"
    more = one("company,contact,phone\nAcme,Dana,123", acme, people=[dana])
    assert (more.group, more.new_people) == ("changed", 1)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Nobody,,,", "I find no colleague"),
        (",purple,,", "no stage"),
        (",,4/5/2019,", "two days"),
        (",,,often", "number of days"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_taken(line: str, says: str) -> None:
    entry = one(f"name,owner,stage,since,rhythm\nAcme,{line}")
    assert entry.group == "doubtful"
    assert says in entry.doubts[0]
    assert to_take([entry], {}) == [(0, None)]
    assert entry.fields == {}


def test_a_year_alone_is_its_first_day_which_is_said_and_is_no_doubt() -> None:
    entry = one("name,since\nAcme,2019")
    assert entry.group == "new"
    assert entry.fields == {"since": "2019-01-01"}
    assert entry.notes == ["Customer since “2019” is taken as 1 January 2019."]


@pytest.mark.parametrize(
    ("name", "known", "says"),
    [
        ("Acme Industires", customer(4, "Acme Industries"), "Is it Acme Industries (C-4)?"),
        ("Асme", customer(4, "Acme"), "Is it Acme (C-4)?"),
        ("Acme GmbH", customer(4, "Acme Ltd"), "another legal form"),
    ],
)
def test_who_looks_like_somebody_is_left_out_until_it_is_said_who_it_is(
    name: str, known: Customer, says: str
) -> None:
    entry = one(f"name\n{name}", known)
    assert entry.group == "doubtful"
    assert says in entry.doubts[0]
    assert entry.alike == [(4, known.name)]
    assert to_take([entry], {}) == []
    assert to_take([entry], {"0": AS_NEW}) == [(0, None)]
    assert to_take([entry], {"0": "4"}) == [(0, 4)]
    assert to_take([entry], {ALL_ALIKE: AS_NEW}) == [(0, None)]
    assert to_take([entry], {ALL_ALIKE: AS_NEW, "0": LEAVE}) == []


def test_who_is_said_to_be_somebody_keeps_their_name_and_goes_by_the_other_too() -> None:
    acme = customer(4, "Acme Industries", tier="gold")
    entry = one("name,tier\nAcme Industires,silver", acme)
    assert settle(entry, acme) == {"other_names": "Acme Industires", "tier": "silver"}


def test_of_several_who_share_a_name_nobody_is_chosen_for_the_person() -> None:
    entry = one("name\nAcme", customer(4, "Acme Ltd"), customer(5, "Acme AG"))
    assert (entry.group, entry.alike) == ("doubtful", [(4, "Acme Ltd"), (5, "Acme AG")])
    assert one("name\nAcme AG", customer(4, "Acme Ltd"), customer(5, "Acme AG")).number == 5


def test_several_lines_of_one_name_are_one_customer_with_several_people() -> None:
    entry = one("company,contact,tier\nAcme,Dana,gold\nacme,Eva,\nACME,dana,silver")
    assert entry.lines == [2, 3, 4]
    assert [name for name, _, _ in entry.people] == ["Dana", "Eva"]
    assert entry.doubts == ["Lines 2 and 4 differ: “gold” is taken, “silver” is not."]
    assert entry.fields["tier"] == "gold"


def test_names_within_a_file_that_look_alike_are_asked_about() -> None:
    entries = look(
        "name,alias\nHartwell Hospital,\nHartwel Hospital,\nHH Ltd,ABC\nOther,ABC\nHartwell Hospital Ltd,"
    )
    assert [entry.group for entry in entries] == ["new", "doubtful", "new", "doubtful", "doubtful"]
    assert "Line 2 is “Hartwell Hospital”" in entries[1].doubts[0]


def test_two_lines_that_are_the_same_customer_are_not_taken_twice() -> None:
    entries = look(
        "name,tier\nAcme,gold\nAcme Bottling,silver", customer(4, "Acme", other_names="Acme Bottling")
    )
    assert [entry.group for entry in entries] == ["changed", "doubtful"]
    assert entries[1].alike == [(4, "Acme")]


def test_a_number_is_who_it_says_only_with_their_name() -> None:
    two = (customer(4, "Acme"), customer(5, "Acme"))
    assert one("number,name,tier\nC-5,Acme,gold", *two).number == 5
    entry = one("number,name,tier\nC-4,Globex,gold", *two)
    assert entry.doubts == ["C-4 is called “Acme” here."]
    assert one("number,name\nC-9,Globex", *two).group == "new"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,tier\n,gold", "There is no name."),
        (f"name,tier\n{'x' * 81},gold", "81 characters long"),
        ("name,tier\nAcme,gold,more", "3 cells and the line of headings 2"),
        ('name,tier\n"Acme,gold', "never closed"),
        ("name,tier\na\0b,gold", "cannot be stored"),
    ],
)
def test_lines_that_hold_no_customer_are_refused_with_the_reason(text: str, reason: str) -> None:
    entry = one(text)
    assert entry.group == "refused"
    assert reason in entry.reason
    assert to_take([entry], {"0": AS_NEW, ALL_ALIKE: AS_NEW}) == []


def test_the_backup_is_never_the_owner() -> None:
    assert "backup_id" not in one("name,owner,backup\nAcme,mia,mia").fields
    known = customer(4, "Acme", backup_id="U0MIA000001")
    assert one("name,owner\nAcme,mia", known).after == {"owner_id": "U0MIA000001", "backup_id": None}


def test_a_channel_of_somebody_else_stays_with_them() -> None:
    entry = one("name,channel\nGlobex,#acme", channels={"C0ACME00001": 40})
    assert entry.channels == []
    assert "stays so" in entry.doubts[0]


def test_an_address_without_a_person_is_how_the_customer_is_reached() -> None:
    assert one("name,e-mail,phone\nAcme,info@acme.example,123").fields == {"reach": "info@acme.example, 123"}


def test_a_list_of_names_alone_and_headings_below_a_title_are_understood() -> None:
    assert [entry.name for entry in look("Acme\nGlobex\n")] == ["Acme", "Globex"]
    assert [entry.name for entry in look("Our customers 2026,\n,\nCompany,Tier\nAcme,gold\n")] == ["Acme"]


def test_without_a_column_of_names_the_file_is_refused_with_what_was_seen() -> None:
    with pytest.raises(Unreadable, match=r"no column with the customers' names\. I see “owner”, “tier”"):
        look("owner,tier\nmia,gold")


def test_a_plan_is_kept_as_it_is() -> None:
    columns, records = columns_of(sheet := read("name,tier\nAcme,gold\n,x\nAcme Inds,silver"))
    entries = look("name,tier\nAcme,gold\n,x\nAcme Inds,silver", customer(4, "Acme", tier="silver"))
    plan = import_plan.plan("x.csv", sheet, columns, entries)
    again = import_plan.read(plan.written())
    assert [entry.group for entry in again.entries] == [entry.group for entry in entries]
    assert to_take(again.entries, {}) == to_take(entries, {})
    assert again.written() == plan.written()
    assert len(records) == 3


# -- there and back

HOSTILE = st.text(alphabet="aB =+-@'\"\t\r\n,;|\\#é–Ж中🙂1", max_size=12)
WORDS = st.one_of(
    HOSTILE, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
)


def kept(text: str) -> str:
    """A text as a rule would have kept it."""
    made = unicodedata.normalize("NFC", text).strip()
    return made if any(char.isprintable() and not char.isspace() for char in made) else ""


@st.composite
def customers(draw: st.DrawFn) -> tuple[Customer, list[CustomerPerson], list[str]]:
    number = draw(st.integers(1, 50))
    name = " ".join(kept(draw(WORDS)).split()) or "Acme"
    words = {
        field: kept(draw(WORDS)) for field in ("reach", "matters", "dos", "donts", "lost_words", "could_have")
    }
    others = [" ".join(kept(part).split()) for part in draw(st.lists(WORDS, max_size=3))]
    names = {fold(each): each for each in others if each and "," not in each}
    names.pop(fold(name), None)
    names = {form: each for form, each in names.items() if not set(form.split()) <= LEGAL_FORMS}
    tags = [" ".join(kept(part).split()).casefold() for part in draw(st.lists(WORDS, max_size=3))]
    tags = [kept(each) for each in tags if "," not in each and "#" not in each]
    owner, backup = draw(
        st.sampled_from([(None, None), ("U0MIA000001", "U0SAM000001"), ("U0SAM000001", None)])
    )
    made = customer(
        number,
        name,
        other_names="\n".join(names.values()),
        tags=read_tags("\n".join(tags)),
        owner_id=owner,
        backup_id=backup,
        stage=draw(st.sampled_from(["prospect", "active", "dormant", "parting", "lost"])),
        tier=kept(" ".join(kept(draw(WORDS)).split()).casefold()),
        since=draw(st.sampled_from([None, "2019-05-04", "1999-12-31"])),
        rhythm_days=draw(st.sampled_from([None, 1, 14, 1000])),
        style=draw(st.sampled_from(["", "likes a chat", "short and factual"])),
        lost_reason=draw(st.sampled_from(["", "they wanted something else"])),
        **words,
    )
    theirs = {
        fold(" ".join(kept(each).split()) or "Dana"): each for each in draw(st.lists(WORDS, max_size=3))
    }
    people = [
        CustomerPerson(
            team_id="T1",
            customer_id=made.id or 0,
            name=" ".join(kept(each).split()) or "Dana",
            role=" ".join(kept(draw(WORDS)).split()),
            reach=kept(draw(WORDS)),
            created_at=NOW,
        )
        for each in theirs.values()
    ]
    return made, people, draw(st.sampled_from([[], ["C0ACME00001"]]))


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(customers(), min_size=1, max_size=4, unique_by=lambda each: each[0].number))
def test_an_export_taken_into_an_empty_workspace_gives_the_same_customers(
    all_: list[tuple[Customer, list[CustomerPerson], list[str]]],
) -> None:
    all_ = [
        (each, people, channels if place == 0 else []) for place, (each, people, channels) in enumerate(all_)
    ]
    rows = [
        row for each, people, channels in all_ for row in exporting.customer_rows(each, people, channels, {})
    ]
    text = exporting.BOM + exporting.lines([exporting.CUSTOMER_COLUMNS, *rows])
    entries = look(text)
    assert len(entries) == len(all_)
    for entry, (wanted, people, channels) in zip(entries, all_, strict=True):
        assert not [doubt for doubt in entry.doubts if "the same name" not in doubt]
        blank = Customer(team_id="T1", number=0, name=entry.name, created_at=NOW, created_by="U1")
        found = Customer(**{**vars(blank), **settle(entry, blank)})
        for field in vars(wanted).keys() - {"id", "number", "met_at", "_sa_instance_state"}:
            assert getattr(found, field) == getattr(wanted, field), field
        assert entry.people == [(each.name, each.role, each.reach) for each in people]
        assert entry.channels == channels
