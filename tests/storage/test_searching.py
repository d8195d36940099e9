"""Full text: entered with its row, found by its words, alike on both databases."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select

from storage import many, rows, search_index, searching
from storage.database import Database
from storage.folding import asked, cuts, fits, folded
from storage.tables import (
    Away,
    Channel,
    Contact,
    Customer,
    CustomerPerson,
    Digest,
    Mistake,
    Praise,
    Promise,
    Question,
    Searchable,
    Setting,
    Snooze,
    SystemFix,
    Waiting,
    table,
)

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DOING: dict[str, Any] = {"by": "U1", "via": "command", "now": AT}
TEAM = "T1"


def customer(conn: Connection, /, name: str, **more: Any) -> Customer:
    number = rows.next_number(conn, TEAM, "customer")
    made = Customer(team_id=TEAM, number=number, name=name, created_at=AT, created_by="U1", **more)
    rows.begin(conn, made, what="added", **DOING)
    return made


def promise(conn: Connection, of: Customer, words: str, *, team_id: str = TEAM, **more: Any) -> Promise:
    made = Promise(
        team_id=team_id,
        number=rows.next_number(conn, team_id, "promise"),
        customer_id=of.id or 0,
        words=words,
        kind="other",
        owner_id="U1",
        said_by="U1",
        zone="Europe/Tallinn",
        created_at=AT,
        **more,
    )
    rows.begin(conn, made, what="given", **DOING)
    return made


def one_of_each(conn: Connection) -> Customer:
    """A customer and everything that can be written down about one, each with the word "brass" in another column."""
    acme = customer(conn, "Acme", matters="brass fittings")
    who: dict[str, Any] = {"team_id": TEAM, "customer_id": acme.id, "created_at": AT}
    said = {**who, "said_by": "U1"}
    promise(conn, acme, "a pump", proof="the brass one was signed for")
    mistake = Mistake(number=1, words="late", kind="other", severity="high", cause="wrong brass", **said)
    contact = Contact(
        by_id="U1", how="call", words="all fine", at=AT, zone="UTC", next_words="brass samples", **said
    )
    waiting = Waiting(number=1, words="the price of brass", owner_id="U1", since_at=AT, zone="UTC", **said)
    for row in (
        mistake,
        contact,
        waiting,
        Praise(words="the brass band was lovely", **said),
        CustomerPerson(name="Dana", role="brass buyer", **who),
    ):
        rows.begin(conn, row, what="added", **DOING)
    return acme


def words_found(conn: Connection, /, typed: str, **more: Any) -> list[str]:
    found = searching.find(conn, TEAM, asked(typed), most=50, **more)
    return [each.texts[0] for each in found]


def test_every_kind_of_thing_that_people_write_down_is_looked_for() -> None:
    assert set(rows.MODELS) - set(search_index.TEXTS) == {
        Channel,
        Setting,
        Snooze,
        Away,
        Digest,
        SystemFix,
        Question,
    }
    for model, texts in search_index.TEXTS.items():
        assert set(texts) <= set(table(model).c.keys())


async def test_everything_that_people_write_is_found_in_whatever_column_it_stands(db: Database) -> None:
    acme = await db.write(one_of_each)
    found = await db.read(searching.find, TEAM, ["brass"], most=50)
    assert [each.kind for each in found] == [
        "customer_person",
        "praise",
        "waiting",
        "contact",
        "mistake",
        "promise",
        "customer",
    ]
    assert {each.customer for each in found} == {"Acme"}
    assert {each.customer_number for each in found} == {acme.number}
    assert [each.number for each in found] == [None, None, 1, None, 1, 1, 1]
    assert {each.at for each in found} == {AT}


KINDS = [("promise",), ("mistake",), ("contact",), ("waiting",), ("praise",), ("customer", "customer_person")]


@pytest.mark.parametrize("kinds", KINDS)
async def test_only_the_kinds_that_are_asked_for_are_found(db: Database, kinds: tuple[str, ...]) -> None:
    await db.write(one_of_each)
    found = await db.read(searching.find, TEAM, ["brass"], most=50, kinds=kinds)
    assert sorted(each.kind for each in found) == sorted(kinds)


async def test_only_one_customers_things_are_found_where_that_is_asked_for(db: Database) -> None:
    def fill(conn: Connection) -> tuple[Customer, Customer]:
        acme, globex = customer(conn, "Acme"), customer(conn, "Globex")
        promise(conn, acme, "pump for the mill")
        promise(conn, globex, "pump for the dairy")
        return acme, globex

    acme, globex = await db.write(fill)
    assert await db.read(words_found, "pump", customer_id=globex.id) == ["pump for the dairy"]
    assert await db.read(words_found, "", customer_id=acme.id) == ["pump for the mill", "Acme"]


async def test_a_change_of_the_words_or_of_the_customer_is_found_at_once(db: Database) -> None:
    def change(conn: Connection) -> None:
        acme, globex = customer(conn, "Acme"), customer(conn, "Globex")
        pump = promise(conn, acme, "replacement pump")
        rows.change(conn, pump, "edited", {"words": "new valve"}, **DOING)
        rows.change(conn, pump, "edited", {"customer_id": globex.id}, **DOING)
        rows.change(conn, pump, "closed", {"status": "kept"}, **DOING)
        assert words_found(conn, "pump") == []
        assert words_found(conn, "valve", customer_id=acme.id) == []
        assert words_found(conn, "valve", customer_id=globex.id) == ["new valve"]

    await db.write(change)
    assert (await db.read(searching.find, TEAM, ["valve"], most=1))[0].status == "kept"


async def test_what_is_taken_back_is_not_found_until_it_is_put_back(db: Database) -> None:
    def take_back(conn: Connection) -> None:
        pump = promise(conn, customer(conn, "Acme"), "replacement pump")
        rows.change(conn, pump, "undone", {"removed_at": AT}, **DOING)
        assert words_found(conn, "pump") == []
        rows.change(conn, pump, "put back", {"removed_at": None}, **DOING)
        assert words_found(conn, "pump") == ["replacement pump"]

    await db.write(take_back)


async def test_what_fails_with_its_row_is_not_found(db: Database) -> None:
    def fail(conn: Connection) -> None:
        customer(conn, "Acme")
        raise ValueError

    with pytest.raises(ValueError):
        await db.write(fail)
    assert await db.read(words_found, "acme") == []


async def test_another_workspace_finds_nothing(db: Database) -> None:
    def fill(conn: Connection) -> None:
        promise(conn, customer(conn, "Acme"), "their pump", team_id="T2")

    await db.write(fill)
    assert await db.read(words_found, "pump") == []


async def test_a_row_from_before_the_index_is_entered_when_it_changes(db: Database) -> None:
    def fill(conn: Connection) -> None:
        pump = promise(conn, customer(conn, "Acme"), "pump")
        conn.execute(delete(table(Searchable)))
        rows.change(conn, pump, "edited", {"words": "valve"}, **DOING)
        assert words_found(conn, "valve") == ["valve"]

    await db.write(fill)


async def test_many_that_go_to_another_customer_are_found_there_and_nowhere_else(db: Database) -> None:
    def move(conn: Connection) -> None:
        acme, globex = customer(conn, "Acme"), customer(conn, "Globex")
        said = [promise(conn, acme, words) for words in ("pump one", "pump two", "!")]
        gone = promise(conn, acme, "pump three", removed_at=AT)
        fields = {"customer_id": globex.id}
        many.change(conn, [(row, "came along", fields, None) for row in (*said, gone)], **DOING)
        assert words_found(conn, "pump", customer_id=acme.id) == []
        assert words_found(conn, "pump", customer_id=globex.id) == ["pump two", "pump one"]
        assert "!" in words_found(conn, "", customer_id=globex.id)

    await db.write(move)


@pytest.mark.parametrize("fields", [{"customer_id": 2}, {"customer_id": 2, "words": "a pump"}])
async def test_of_many_those_from_before_the_index_are_entered_when_they_change(
    db: Database, fields: dict[str, Any]
) -> None:
    def change(conn: Connection) -> None:
        acme, _ = customer(conn, "Acme"), customer(conn, "Globex")
        old = promise(conn, acme, "pump")
        conn.execute(delete(table(Searchable)))
        new = promise(conn, acme, "pump")
        many.change(conn, [(row, "edited", fields, None) for row in (old, new)], **DOING)
        assert len(words_found(conn, "pump", customer_id=2)) == 2

    await db.write(change)


async def test_pages_follow_each_other_newest_first_without_a_gap(db: Database) -> None:
    def fill(conn: Connection) -> None:
        acme = customer(conn, "Acme")
        for number in range(25):
            promise(conn, acme, f"pump {number}")

    await db.write(fill)
    pages = [await db.read(searching.find, TEAM, ["pump"], most=10, skip=skip) for skip in (0, 10, 20, 30)]
    assert [each.texts[0] for page in pages for each in page] == [
        f"pump {number}" for number in reversed(range(25))
    ]
    assert pages[3] == []


# What stands there, what is typed, and whether it is found.
FOUND = [
    ("replacement pump", "pump", True),
    ("replacement pump", "PUMP repl", True),
    ("replacement pump", "ump", False),
    ("replacement pump", "pump valve", False),
    ("Café Łódź, Straße 12", "cafe lodz strasse", True),
    ("naive café", "CAFÉ", True),
    ("cafe\u0301", "café", True),
    ("tracking 1Z999-AA1", "1z999", True),
    ("tracking 1Z999-AA1", "aa1", True),
    ("room 5 of 12", "5", True),
    ("room 15 of 12", "5", False),
    ("room 15 of 12", "1", False),
    ("the 'big' one; DROP TABLE promise", "'big'", True),
    ('say "pump" NOT valve', '"pump" NOT valve', True),
    ("a* OR b AND c NEAR(d)", "a OR b* NEAR", True),
    ("100 % & <more> | (less) !", "& | ! 100 (less", True),
    ("東京都の新しいポンプ", "東京", True),
    ("東京都の新しいポンプ", "京都", True),
    ("東京都の新しいポンプ", "ポンプ", True),
    ("東京都の新しいポンプ", "プ", True),
    ("東京都の新しいポンプ", "大阪", False),
    ("新しいポンプ P40 です", "p40 ポンプ", True),
    ("ปั๊มน้ำใหม่", "น้ำ", True),
    ("한국 펌프가 늦었다", "펌프", True),
    ("насос для Ёлки", "НАСОС ёл", True),
    ("המשאבה החדשה", "המשאבה", True),
    ("हिन्दी पंप", "हिन्दी", True),
    ("Ｆｕｌｌ ｗｉｄｔｈ １２", "full 12", True),
    ("٣ pumps", "3 pump", True),
    ("<!channel> <@U1>", "channel u1", True),
    ("pump 🙂 ok", "🙂 ok", True),
    ("x" * 900, "x" * 900, True),
    ("x" * 900, "x" * 40, True),
    ("語" * 400, "語語語", True),
    ("Æsir øl þing", "aesir ol thing", True),
    ("🙂", "🙂", True),
    ("--", "pump", False),
]


@pytest.mark.parametrize(("words", "typed", "found"), FOUND)
def test_words_are_folded_alike_when_kept_and_when_asked(words: str, typed: str, found: bool) -> None:
    kept = folded(words).split(" ")
    assert all(any(fits(word, wanted) for word in kept) for wanted in asked(typed)) is found


async def test_both_databases_find_the_same(db: Database) -> None:
    def fill(conn: Connection) -> None:
        acme = customer(conn, "Acme")
        for words in dict.fromkeys(words for words, _, _ in FOUND):
            promise(conn, acme, words)

    await db.write(fill)
    for words, typed, found in FOUND:
        assert (words in await db.read(words_found, typed, kinds=["promise"])) is found, (words, typed)


@pytest.mark.parametrize("typed", ["", "  ", "🙂", "&|!()*\"'", "\0", "\ud800", "\u200d\u0301"])
def test_what_has_no_letter_and_no_digit_asks_for_nothing(typed: str) -> None:
    assert asked(typed) == []


TEXT = st.text(st.one_of(st.characters(), st.sampled_from("aé ポ東ปั\u0301'\"\\:&|!*()<>-")), max_size=40)


STORABLE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("aé ポ東ปั\u0301'\"\\:&|!*()<>-"),
    ),
    max_size=40,
)


@given(TEXT)
def test_every_word_is_found_by_itself_and_by_how_it_begins(text: str) -> None:
    kept = folded(text).split()
    for wanted in asked(text):
        assert any(fits(word, wanted) for word in kept)
    for cut in cuts(text):
        assert 0 <= cut.start < cut.end <= len(text)
        assert asked(cut.word), "a word can be asked for again"
        assert folded(cut.word).split()[0].startswith(cut.word[:1])


@given(TEXT)
def test_case_and_accents_make_no_difference(text: str) -> None:
    assert folded(text.casefold()) == folded(text)
    assert folded(unicodedata.normalize("NFC", text)) == folded(text)


async def test_whatever_is_kept_is_found_by_its_own_words_on_both(db: Database) -> None:
    seen: list[str] = []

    @settings(max_examples=60, database=None)
    @given(STORABLE.filter(lambda text: bool(folded(text))))
    def collect(text: str) -> None:
        seen.append(text)

    collect()

    def enter(conn: Connection) -> dict[int, str]:
        acme = customer(conn, "Acme")
        return {promise(conn, acme, text).id or 0: text for text in seen}

    entered = await db.write(enter)

    def look(conn: Connection) -> None:
        held = table(Searchable)
        kept = {
            row.row_id: row.words.split(" ") for row in conn.execute(select(held)) if row.kind == "promise"
        }
        for number, text in entered.items():
            wanted = asked(text)
            found = searching.find(conn, TEAM, wanted, most=1000, kinds=["promise"])
            expected = [
                row_id
                for row_id, words in kept.items()
                if all(any(fits(word, one) for word in words) for one in wanted)
            ]
            assert number in expected
            assert sorted(each.row_id for each in found) == sorted(expected), text

    await db.read(look)


async def test_postgresql_answers_from_the_index(postgres_database_url: str) -> None:
    database = Database(postgres_database_url)
    await database.start()

    def plan(conn: Connection) -> str:
        conn.exec_driver_sql(
            "INSERT INTO searchable (team_id, kind, row_id, customer_id, words)"
            " SELECT 'T1', 'promise', each, 1, ':promise :1 pump serial' || each FROM generate_series(1, 5000) AS each"
        )
        conn.exec_driver_sql("SELECT gin_clean_pending_list('ix_searchable_words')")  # as a vacuum does
        # What still waits to be put into the index makes it look dear.
        conn.exec_driver_sql("SELECT gin_clean_pending_list('ix_searchable_words')")
        conn.exec_driver_sql("ANALYZE searchable")
        conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # so few are read through as quickly
        statement = searching.ON_POSTGRESQL.written(conn.dialect)
        asking = {"team_id": TEAM, "wanted": "'serial4711':*", "most": 11, "skip": 0}
        parameters = searching.ON_POSTGRESQL.parameters(statement, asking)
        assert isinstance(parameters, dict)
        lines = conn.exec_driver_sql(f"EXPLAIN {statement.text}", parameters)
        return "\n".join(lines.scalars())

    try:
        assert "Bitmap Index Scan on ix_searchable_words" in await database.write(plan)
    finally:
        await database.stop()
