"""When a customer was last met, and whom of theirs we met, as the contacts say."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, create_engine, select, text

from bot.contacts import is_two_way
from storage import contacts, customer_people, rows
from storage.database import Database
from storage.tables import Contact, Customer, CustomerPerson, table

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def _customer(conn: Connection) -> int:
    row = Customer(team_id="T1", number=1, name="Acme", created_at=NOW, created_by="U1")
    rows.begin(conn, row, what="added", by="U1", via="command", now=NOW)
    return row.id or 0


def _person(conn: Connection, customer_id: int, name: str) -> int:
    row = CustomerPerson(team_id="T1", customer_id=customer_id, name=name, created_at=NOW)
    rows.begin(conn, row, what="added", by="U1", via="form", now=NOW)
    return row.id or 0


def _contact(conn: Connection, customer_id: int, days: int, how: str = "call", **fields: object) -> Contact:
    """A contact so many days ago."""
    known: dict[str, object] = {
        "by_id": "U1",
        "said_by": "U1",
        "words": "w",
        "zone": "UTC",
        "created_at": NOW,
    }
    at = NOW - timedelta(days=days)
    row = Contact(team_id="T1", customer_id=customer_id, how=how, at=at, **(known | fields))  # type: ignore[arg-type]
    rows.begin(conn, row, what="logged", by="U1", via="command", now=NOW)
    contacts.rebuild_met(conn, row)
    contacts.rebuild(conn, customer_id)
    return row


def _met_at(conn: Connection, customer_id: int) -> datetime | None:
    found = table(Customer)
    return conn.execute(select(found.c.met_at).where(found.c.id == customer_id)).scalar()


async def test_the_last_two_way_contact_is_when_they_were_met_whatever_came_after(db: Database) -> None:
    def work(conn: Connection) -> list[datetime | None]:
        customer_id = _customer(conn)
        seen = [_met_at(conn, customer_id)]
        _contact(conn, customer_id, 9)
        _contact(conn, customer_id, 20)
        _contact(conn, customer_id, 3, "attempt", sounded="no answer")
        _contact(conn, customer_id, 2, "gift")
        _contact(conn, customer_id, 1, "mail", sounded="no answer")
        seen.append(_met_at(conn, customer_id))
        _contact(conn, customer_id, 1, "event", event="Fair")
        last = _contact(conn, customer_id, 4, "visit")
        seen.append(_met_at(conn, customer_id))
        rows.change(conn, last, "undone", {"removed_at": NOW}, by="U1", via="button", now=NOW)
        contacts.rebuild(conn, customer_id)
        return [*seen, _met_at(conn, customer_id)]

    days = [None if at is None else (NOW - at).days for at in await db.write(work)]
    assert days == [None, 9, 4, 9]


async def test_an_event_for_many_counts_where_somebody_was_met_or_how_they_sounded_is_known(
    db: Database,
) -> None:
    def work(conn: Connection) -> list[bool]:
        customer_id = _customer(conn)
        dana = _person(conn, customer_id, "Dana")
        seen = []
        for fields in (
            {"event": "Fair"},
            {"event": "Fair", "sounded": "no answer"},
            {"event": "Fair", "sounded": "glad"},
            {"event": "Fair", "people": str(dana)},
            {"event": ""},
        ):
            row = _contact(conn, customer_id, 1, "event", **fields)
            seen.append(_met_at(conn, customer_id) is not None)
            assert seen[-1] is is_two_way(row)
            rows.change(conn, row, "undone", {"removed_at": NOW}, by="U1", via="button", now=NOW)
            contacts.rebuild_met(conn, row)
        return seen

    assert await db.write(work) == [False, False, True, True, True]


async def test_who_of_ours_met_whom_is_known_the_latest_first_and_attempts_meet_nobody(db: Database) -> None:
    def work(conn: Connection) -> list[tuple[str, list[str]]]:
        customer_id = _customer(conn)
        dana, kim = _person(conn, customer_id, "Dana"), _person(conn, customer_id, "Kim")
        _contact(conn, customer_id, 9, people=f"{dana}\n{kim}")
        _contact(conn, customer_id, 3, people=str(dana), by_id="U2")
        _contact(conn, customer_id, 2, people=str(dana), by_id="U2")
        _contact(conn, customer_id, 1, "attempt", people=str(kim), by_id="U3")
        gone = _contact(conn, customer_id, 0, people=str(kim), by_id="U4")
        rows.change(conn, gone, "undone", {"removed_at": NOW}, by="U1", via="button", now=NOW)
        contacts.rebuild_met(conn, gone)
        return [(person.name, who) for person, who in customer_people.of_customer(conn, "T1", customer_id)]

    assert await db.write(work) == [("Dana", ["U2", "U1"]), ("Kim", ["U1"])]


async def test_next_steps_are_listed_soonest_first_those_without_a_date_last_and_nobody_elses(
    db: Database,
) -> None:
    def work(conn: Connection) -> tuple[list[tuple[str, str]], int]:
        customer_id = _customer(conn)
        for words, days in (("later", 9), ("none", None), ("soon", 2), ("done", 1)):
            at = None if days is None else NOW + timedelta(days=days)
            state = "done" if words == "done" else "planned"
            _contact(conn, customer_id, 1, next=state, next_words=words, next_at=at)
        _contact(conn, customer_id, 1, next="planned", next_words="theirs", by_id="U2")
        found, count = contacts.next_of_owner(conn, "T1", "U1", most=2)
        rest, _ = contacts.next_of_owner(conn, "T1", "U1", most=2, skip=2)
        other, _ = contacts.next_of_owner(conn, "T2", "U1", most=2)
        assert not other
        assert [each.next_words for each in contacts.next_of_customer(conn, "T1", customer_id, 2)] == [
            "soon",
            "later",
        ]
        return [(row.next_words, name) for row, name in [*found, *rest]], count

    assert await db.write(work) == ([("soon", "Acme"), ("later", "Acme"), ("none", "Acme")], 3)


def test_of_two_who_log_at_once_the_later_contact_counts_though_it_was_saved_first(
    postgres_database_url: str,
) -> None:
    engine = create_engine(postgres_database_url)
    with engine.begin() as conn:
        customer_id = _customer(conn)
    with ThreadPoolExecutor(1) as other, engine.connect() as first, engine.connect() as watching:
        with first.begin():
            _contact(first, customer_id, 3)

            def second() -> None:
                with engine.begin() as conn:
                    _contact(conn, customer_id, 9)

            waits = other.submit(second)
            asked = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            while not watching.execute(asked).scalar() and not waits.done():
                time.sleep(0.01)
                watching.rollback()
        waits.result()
        assert _met_at(watching, customer_id) == NOW - timedelta(days=3)
    engine.dispose()
