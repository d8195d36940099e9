"""Offers, and what the ears ask of the store: where Kept listens, and whether a customer changed since."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from storage import customers, history, offers, preferences, rows
from storage.database import Database
from storage.tables import Channel, Customer, Offer

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def an_offer(team: str, person: str, at: datetime) -> Offer:
    return Offer(
        team_id=team, channel_id="C1", person_id=person, rule="promise-send", label="promise", made_at=at
    )


def a_customer(conn: Connection, team: str, number: int, name: str) -> Customer:
    made = Customer(team_id=team, number=number, name=name, created_at=NOW, created_by="U1")
    rows.begin(conn, made, what="added", by="U1", via="form", now=NOW)
    customers.rename(conn, made, [(name, name.lower())])
    return made


async def test_the_last_offer_to_somebody_is_theirs_alone_in_whichever_channel(db: Database) -> None:
    def work(conn: Connection) -> None:
        offers.one_at_a_time(conn, "T1", "U1")
        for team, person, at in (
            ("T1", "U1", NOW),
            ("T1", "U1", NOW + HOUR),
            ("T1", "U2", NOW + 2 * HOUR),
            ("T2", "U1", NOW),
        ):
            offers.make(conn, an_offer(team, person, at))
        last = offers.last_to(conn, "T1", "U1")
        assert last
        assert (last.made_at, last.answer) == (NOW + HOUR, "")
        offers.answer(conn, last, "logged", now=NOW + HOUR)
        found = offers.by_id(conn, "T1", last.id or 0)
        assert found
        assert (found.answer, found.answered_at) == ("logged", NOW + HOUR)
        assert offers.by_id(conn, "T2", last.id or 0) is None
        offers.forget(conn, "T2", last.id or 0)
        assert offers.by_id(conn, "T1", last.id or 0)
        offers.forget(conn, "T1", last.id or 0)
        assert offers.last_to(conn, "T1", "U3") is None

    await db.write(work)


async def test_whether_a_customer_changed_is_told_from_where_one_last_looked(db: Database) -> None:
    def work(conn: Connection) -> None:
        assert history.since_then(conn, "T1", "customer", None) == (0, True)
        a_customer(conn, "T1", 1, "Acme")
        newest, changed = history.since_then(conn, "T1", "customer", 0)
        assert changed
        assert history.since_then(conn, "T1", "customer", newest) == (newest, False)
        rows.begin(conn, Channel(team_id="T1", channel_id="C1"), what="linked", by="U1", via="form", now=NOW)
        a_customer(conn, "T2", 1, "Globex")
        later, changed = history.since_then(conn, "T1", "customer", newest)
        assert (later > newest, changed) == (True, False)
        a_customer(conn, "T1", 2, "Initech")
        assert history.since_then(conn, "T1", "customer", later)[1]

    await db.write(work)


async def test_names_are_told_as_they_are_written_and_not_of_who_was_taken_back(db: Database) -> None:
    def work(conn: Connection) -> None:
        acme = a_customer(conn, "T1", 1, "Acme")
        gone = a_customer(conn, "T1", 2, "Gone")
        a_customer(conn, "T2", 1, "Elsewhere")
        rows.change(conn, gone, "removed", {"removed_at": NOW}, by="U1", via="form", now=NOW)
        assert customers.written_names(conn, "T1") == [(acme.id, "acme", "Acme")]

    await db.write(work)


async def test_where_a_setting_has_a_value_is_told_of_this_workspace_alone(db: Database) -> None:
    def work(conn: Connection) -> None:
        for team, scope, where, value in (
            ("T1", "channel", "C2", True),
            ("T1", "channel", "C1", True),
            ("T1", "channel", "C3", False),
            ("T1", "person", "U1", True),
            ("T2", "channel", "C9", True),
        ):
            preferences.put(conn, team, scope, where, "listen", value, by="U1", via="form", now=NOW)
        assert preferences.where_so(conn, "T1", "channel", "listen", value=True) == ["C1", "C2"]

    await db.write(work)
