"""The sample company: Larkspur Pumps, who sell and mend industrial pumps from four time zones."""

from datetime import date, datetime, time, timedelta

from playground.talk import Talk
from playground.typed import as_message
from playground.workspace import Channel, Person, Workspace

TEAM_ID = "T0LARKSPUR1"
TEAM_NAME = "Larkspur Pumps"
TEAM_DOMAIN = "larkspur-pumps"
ACME_TEAM_ID = "T0ACMEBOTT1"

PEOPLE = (
    Person("U0MIA000001", "mia", "Mia Tamm", "Account manager", "Europe/Tallinn"),
    Person("U0SAM000001", "sam", "Sam Okafor", "Support engineer", "Europe/London"),
    Person("U0LENA00001", "lena", "Lena Kask", "Head of customer care", "Europe/Tallinn", is_admin=True),
    Person("U0JOE000001", "joe", "Joe Halloran", "Account manager", "America/New_York"),
    Person("U0PRIYA0001", "priya", "Priya Raman", "Support engineer", "Asia/Kolkata"),
    Person("U0TOM000001", "tom", "Tom Whitlock", "Workshop and dispatch", "Europe/London"),
    Person("U0INES00001", "ines", "Inês Duarte", "Billing", "Europe/Lisbon"),
    Person("U0GUS000001", "gus", "Gus Varga", "Contract fitter", "Europe/London", kind="guest"),
    Person(
        "U0DANA00001", "dana", "Dana Reyes", "Plant manager", "America/New_York",
        kind="outsider", team_id=ACME_TEAM_ID, org="Acme Bottling",
    ),
    Person("U0KEPT00001", "kept", "Kept", "", "Etc/UTC", kind="bot"),
)  # fmt: skip

_STAFF = ("mia", "sam", "lena", "joe", "priya", "tom", "ines")

# id, name, kind, topic, handles of the members
CHANNELS = (
    ("C0GENERAL01", "general", "public", "Everybody at Larkspur", (*_STAFF, "kept")),
    (
        "C0ACCOUNTS1",
        "accounts",
        "public",
        "Who we look after, and how they are",
        ("mia", "lena", "joe", "sam", "ines", "kept"),
    ),
    (
        "C0SUPPORT01",
        "support",
        "public",
        "Pumps that do not pump",
        ("sam", "priya", "tom", "lena", "mia", "gus", "kept"),
    ),
    ("C0OFFICE001", "office", "public", "Lunch, parking, lost umbrellas", _STAFF),
    ("C0LEADS0001", "leads", "private", "Leads only", ("lena", "tom", "kept")),
    (
        "C0ACMESHAR1",
        "acme-shared",
        "shared",
        "With Acme Bottling, Tacoma plant",
        ("mia", "sam", "joe", "dana", "kept"),
    ),
    ("C0GLOBEX001", "globex", "public", "Globex Dairy: our side of it", ("joe", "priya", "lena", "kept")),
)

# working days before today, local time, who, where, what
TALK = (
    (9, "09:05", "lena", "general", "Morning all. Stock count on Friday, please finish returns by Thursday noon."),
    (8, "14:20", "tom", "general", "The new test bench is in. It is loud. Bring ear protection if you visit."),
    (3, "10:12", "ines", "general", "Invoices for last month are out. Tell me at once if a customer calls one wrong."),
    (1, "16:40", "priya", "general", "I am off on Monday, @sam has my tickets."),
    (10, "09:31", "mia", "accounts", "Acme want a replacement for the P40 on line 2, theirs has been leaking since the weekend."),
    (10, "09:38", "sam", "accounts", "We have one P40 left. Could ship this week if the seals come in."),
    (6, "15:02", "joe", "accounts", "Globex are happy with the trial. Their cold store opens in six weeks."),
    (4, "11:25", "ines", "accounts", "Hartwell Hospital were billed twice for the service visit. My side, I am sorting it."),
    (1, "12:10", "mia", "accounts", "Does somebody know who at Pinecrest Water signs off maintenance now?"),
    (7, "08:50", "priya", "support", "Blue Harbor: seal kit arrived, fitter booked for Wednesday."),
    (5, "13:15", "gus", "support", "I can take the Larch Mill visit, it is on my way."),
    (5, "13:22", "sam", "support", "Thanks @gus. Take the long wrench, the housing is older than you."),
    (2, "09:47", "tom", "support", "The motor for Oakline is on the bench. Bearing is gone, the rest looks fine."),
    (6, "17:30", "lena", "leads", "Two late deliveries to Acme in a month. I would like us to promise less and keep more."),
    (6, "17:41", "tom", "leads", "Agreed. Half of it was me saying yes before looking at the shelf."),
    (8, "11:03", "dana", "acme-shared", "Hello all, any news on the pump for line 2? We are running on the spare."),
    (8, "11:20", "mia", "acme-shared", "Hi Dana, Sam checks the stock right now. You hear from me today."),
    (3, "15:45", "dana", "acme-shared", "Also, could somebody send the data sheet for the P60? Our engineers are asking."),
    (5, "16:05", "joe", "globex", "Call with Globex went well. They want a drawing before they order."),
    (4, "09:15", "priya", "globex", "I have the drawing from the trial, only the flange needs changing."),
)  # fmt: skip


def move_in(workspace: Workspace, talk: Talk) -> None:
    """Fill an empty workspace with the company's people, channels and what they said in the past two weeks."""
    today = workspace.clock.now().date()
    opened = int((workspace.clock.now() - timedelta(days=400)).timestamp())
    for person in PEOPLE:
        workspace.add_person(Person(**vars(person)))
    ids = {p.handle: p.id for p in PEOPLE}
    for id_, name, kind, topic, handles in CHANNELS:
        members = [ids[h] for h in handles]
        connected = [ACME_TEAM_ID] if kind == "shared" else []
        workspace.add_channel(
            Channel(id_, name, kind, topic, members, opened, ids["lena"], connected_team_ids=connected)  # type: ignore[arg-type]
        )
    for person in workspace.people.values():
        if person.kind != "bot":
            workspace.dm_with(person)
    for days, clock_time, handle, name, text in TALK:
        person = workspace.person(handle)
        moment = at_local(person, working_day(today, -days), clock_time)
        words, blocks = as_message(workspace, text)
        ts = f"{moment.timestamp():.6f}"
        talk.post(
            workspace.channel(name),
            {"user": person.id, "team": person.team_id, "text": words, "blocks": blocks},
            ts=ts,
        )


def at_local(person: Person, day: date, clock_time: str) -> datetime:
    """The instant when this person's clock shows `clock_time` ("HH:MM") on `day`."""
    return datetime.combine(day, time.fromisoformat(clock_time), person.zone)


def working_day(today: date, steps: int) -> date:
    """The day that is `steps` working days (Monday to Friday) from `today`, back for a negative number.

    On a weekend day 0 is the Monday after, and -1 the Friday before.
    """
    day = today
    if steps >= 0:
        while day.weekday() > 4:
            day += timedelta(days=1)
    step = timedelta(days=1 if steps > 0 else -1)
    for _ in range(abs(steps)):
        day += step
        while day.weekday() > 4:
            day += step
    return day
