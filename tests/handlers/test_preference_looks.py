"""What a changed setting moves is looked at again at once."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from storage.briefs import desk_of
from storage.looking_again import WHOSE
from storage.tables import Contact, Customer, Desk, Mistake, Promise, Waiting, table
from tests.handlers.conftest import KeptSlack
from tests.handlers.test_preferences import settings

LOOKED_AT = (Promise, Mistake, Waiting, Contact, Customer, Desk)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


def _later(conn: Connection) -> None:
    """Everything is to be looked at next year."""
    mistakes = table(Mistake)
    conn.execute(update(mistakes).values(owner_id=mistakes.c.said_by))
    for model in LOOKED_AT:
        conn.execute(update(table(model)).values(next_look_at=LATER))


def _looked_at(conn: Connection) -> set[tuple[str, str]]:
    """What is to be looked at sooner, and whose it is."""
    found = set()
    for model in LOOKED_AT:
        rows = table(model)
        soon = select(rows.c[WHOSE[model]]).where(rows.c.next_look_at < LATER)
        found |= {(rows.name, str(whose)[2:5].lower()) for (whose,) in conn.execute(soon)}
    return found


WITH_A_LADDER = {"promise", "mistake", "waiting", "customer", "contact"}
EVERY = WITH_A_LADDER | {"desk"}


MOVES = (
    ("mia", "Change mine", {"Working hours until": "18:00"}, EVERY),
    ("mia", "Change mine", {"Daily brief at": "08:30"}, EVERY),
    ("mia", "Change mine", {"Quiet hours until": "07:00"}, EVERY),
    ("lena", "Briefs and nudges", {"Daily brief at": "08:30"}, EVERY),
    (
        "lena",
        "Briefs and nudges",
        {"If nobody answers: who hears of it, and when": "others 4 4"},
        WITH_A_LADDER,
    ),
    (
        "lena",
        "Briefs and nudges",
        {"Working days until a customer is asked whether it was right": "3"},
        {"promise", "mistake"},
    ),
    ("lena", "Briefs and nudges", {"A new customer hears from us on day": "3"}, {"customer"}),
    ("lena", "Briefs and nudges", {"Customers that each lead calls a month": "2"}, {"desk"}),
    ("lena", "Standards", {"Working hours until trouble is told": "4"}, {"promise"}),
)


async def test_what_a_setting_moves_is_looked_at_at_once_and_again_when_it_is_undone(
    slack: KeptSlack,
) -> None:
    for each in ("mia", "joe"):
        await slack.command(each, "#accounts", f"/customer add Cust {each}")
        await slack.command(each, "#accounts", f"/promise Cust {each}: pump by Fri")
        await slack.command(each, "#accounts", f"/mistake Cust {each}: wrong pump, mine")
        await slack.command(each, "#accounts", f"/waiting Cust {each} callback 2h")
        await slack.command(each, "#accounts", f"/contact Cust {each}: called them, next call on Mon")
        person = slack.slack.workspace.person(each).id
        await slack.house.db.write(desk_of, slack.house.team_id, person)
    for who, form, typed, kinds in MOVES:
        mine = who == "mia"
        await slack.house.db.write(_later)
        await settings(slack, who)
        await slack.click(who, form)
        await slack.fill(who, typed)
        await slack.submit(who)
        moved = {(kind, whose) for kind in kinds for whose in (["mia"] if mine else ["mia", "joe"])}
        assert await slack.house.db.read(_looked_at) == moved, typed
        await slack.house.db.write(_later)
        await slack.click(who, "Undo")
        assert await slack.house.db.read(_looked_at) == moved, typed
        await slack.close(who)
