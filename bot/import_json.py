"""The customers of a JSON export, as the cells of a CSV export: one way in for both."""

import json
from collections import defaultdict

from bot import exporting
from bot.refusals import Unreadable
from storage.tables import Customer, CustomerPerson

NOT_OURS = "That begins like JSON, but it is no export of Kept's: it holds no customers. Export again, or give me CSV."


def is_json(text: str) -> bool:
    """Whether a text begins as an export does."""
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def as_cells(text: str) -> str:
    """The customers in it with their people and channels, without those who were taken back. Raises Unreadable."""
    try:
        held = json.loads(text.lstrip("\ufeff"))
        people, channels = defaultdict(list), defaultdict(list)
        for each in held["customer_person"]:
            if not each["removed_at"]:
                people[each["customer_id"]].append(CustomerPerson(**each))
        for each in held["channel"]:
            channels[each["customer_id"]].append(str(each["channel_id"]))
        rows: list[list[object]] = [list(exporting.CUSTOMER_COLUMNS)]
        for values in held["customer"]:
            if values["removed_at"]:
                continue
            found = people[values["id"]], channels[values["id"]]
            rows += exporting.customer_rows(Customer(**values), *found, names={})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable(NOT_OURS, field="file") from None
    return exporting.lines(rows)
