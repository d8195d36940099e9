"""Everything Kept remembers: the tables, each row belonging to one workspace (`team_id`)."""

from storage.tables.base import BY_CODE_POINT, NAMES, Remembered, table
from storage.tables.contacts import Contact, Met
from storage.tables.customers import Channel, Customer, CustomerName, CustomerPerson, Praise
from storage.tables.kinds import BY_LETTER, CALLED, LETTERS, Called, called
from storage.tables.mistakes import Mistake, SystemFix
from storage.tables.nudges import Away, Desk, Digest, Nudge, Post, Snooze
from storage.tables.offers import Offer
from storage.tables.promises import Promise
from storage.tables.questions import Question
from storage.tables.record import Counter, History, Inbox, Searchable
from storage.tables.settings import Setting, Upload
from storage.tables.waiting import Waiting

# Everything that has a history and can be undone.
Row = (
    Customer
    | CustomerPerson
    | Channel
    | Promise
    | Mistake
    | SystemFix
    | Contact
    | Waiting
    | Praise
    | Setting
    | Snooze
    | Away
    | Digest
    | Question
)
# What somebody owes a customer: it has an owner, a number and an end, and is handed over, released and taken up as one.
Owed = Promise | Mistake | Waiting

__all__ = [
    "BY_CODE_POINT",
    "BY_LETTER",
    "CALLED",
    "LETTERS",
    "NAMES",
    "Away",
    "Called",
    "Channel",
    "Contact",
    "Counter",
    "Customer",
    "CustomerName",
    "CustomerPerson",
    "Desk",
    "Digest",
    "History",
    "Inbox",
    "Met",
    "Mistake",
    "Nudge",
    "Offer",
    "Owed",
    "Post",
    "Praise",
    "Promise",
    "Question",
    "Remembered",
    "Row",
    "Searchable",
    "Setting",
    "Snooze",
    "SystemFix",
    "Upload",
    "Waiting",
    "called",
    "table",
]
