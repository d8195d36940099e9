"""The few shapes every file of the playground shares: JSON objects, refusals by name, fresh ids."""

import json
import secrets
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")

_ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


class Refused(Exception):
    """Slack says no: `error` is Slack's own name for the refusal, `details` joins the answer's JSON."""

    def __init__(self, error: str, **details: object) -> None:
        super().__init__(error)
        self.error = error
        self.details: Json = details


def fresh_id(prefix: str, length: int = 10) -> str:
    """An id that looks like Slack's: a letter for the kind, then capitals and digits."""
    return prefix + "".join(_ID_LETTERS[byte % len(_ID_LETTERS)] for byte in secrets.token_bytes(length))


def compact(value: object) -> str:
    """JSON without spaces, as Slack sends and measures it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def copied(value: T) -> T:
    """A deep copy of JSON, so that what was handed out cannot change what is kept."""
    copy: T = json.loads(json.dumps(value))
    return copy
