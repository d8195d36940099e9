"""The message that something was logged from, as a row, a button or a form keeps it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from storage.tables import Mistake, Praise, Promise, Waiting


class Source(NamedTuple):
    """A message as Slack names it: its link, its channel and its `ts`; all empty where there was none.

    `private` says that it stands where not every colleague can read it, so that its words are quoted nowhere else
    (product page, section 8).
    """

    link: str = ""
    channel: str | None = None
    ts: str | None = None
    private: bool = False

    @property
    def between_people(self) -> bool:
        """Whether it is a direct message of which Kept knows only because somebody logged it from its menu: then there is a
        link to it (handlers/sources.py). That is one between people, or one's own to Kept itself, which is hidden as well,
        as Slack would have to be asked which it is. What was typed to Kept has no link."""
        return (self.channel or "").startswith("D") and bool(self.link)

    def columns(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"source_link": self.link, "source_channel": self.channel, "source_ts": self.ts}

    def memory(self) -> list[str]:
        """Small enough for a button or a form, to be read back by `recalled`."""
        return [self.link, self.channel or "", self.ts or ""] if self.ts else []


NOWHERE = Source()


def of_row(row: Promise | Mistake | Waiting | Praise) -> Source:
    """The source that a row keeps."""
    return Source(row.source_link, row.source_channel, row.source_ts)


def recalled(memory: Mapping[str, Any]) -> Source:
    """The source that a button or a form remembers under `source`."""
    kept = memory.get("source") or ()
    if len(kept) != 3:
        return NOWHERE
    link, channel, ts = map(str, kept)
    return Source(link, channel or None, ts or None)
