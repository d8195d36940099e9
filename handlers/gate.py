"""The gate before Bolt: what is none of Kept's business, told apart as it comes in.

Bolt takes a hundred microseconds to find out that nobody listens; a busy workspace sends thousands of such messages an hour.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.listening_text import MOST_READ
from handlers.house import House
from handlers.listening_words import may_be
from handlers.payloads import is_in_channel, is_nothing

# In a payload as Slack writes it. A quotation mark within somebody's words has a backslash before it, so that none of
# these can be made of words. What happened stands from here on, behind half of a payload that says for whom it is.
# https://docs.slack.dev/apis/events-api#callback-field
HAPPENED = '"event":{'
CHANNEL = re.compile(r'"channel":"(\w{1,50})"')
# A message in a channel has one of these, and nothing else that happens; an edit has a subtype, as joins and the like do.
PUBLIC, PRIVATE = '"channel_type":"channel"', '"channel_type":"group"'
SUBTYPE = '"subtype":'
# Words up to their end, or to the first quotation mark in them, behind a backslash then.
TEXT = re.compile(r'"text":"([^"]*)"')
SHARED = '"is_ext_shared_channel":true'


class Gate:
    """What one Kept lets in, by what it knows of where it listens (`handlers/ears.py`)."""

    def __init__(self, house: House) -> None:
        self._house = house

    def sure(self) -> bool:
        """Whether it is known where Kept listens; else only `turns_away` can tell."""
        return self._house.ears.sure(self._house.clock())

    def says_nothing(self, written: str) -> bool:
        """Whether an event, as Slack wrote it, is for sure a message said where nobody listens, or without a word of what
        is listened for. It is seen without reading the rest, which costs twice as much."""
        house = self._house
        ears = house.ears
        if not ears.sure(house.clock()):
            return False
        event = written[max(written.find(HAPPENED), 0) :]
        if not (PUBLIC in event or PRIVATE in event) or SUBTYPE in event:
            return False
        known, channels = ears.known, CHANNEL.findall(event)
        if known.listened.isdisjoint(channels):
            return True
        if not known.linked.isdisjoint(channels) and SHARED in written:
            return False
        said = " ".join(set(TEXT.findall(event)))  # its own text, and in its blocks the same once more
        return "\\" not in said and len(said) <= MOST_READ and not may_be(said)

    def is_nothing(self, payload: Mapping[str, Any]) -> bool:
        """Whether an event is none of Kept's business, as far as is known."""
        if is_nothing(payload):
            return True
        event = payload.get("event") or {}
        if event.get("type") == "reaction_added" and event.get("item_user") != event.get("user"):
            # A nod to what somebody else said is an answer only where customers ask.
            return (event.get("item") or {}).get("channel") not in self._house.ears.known.linked
        shared = bool(payload.get("is_ext_shared_channel"))
        return is_in_channel(payload) and not self._house.ears.mind(payload["event"], shared=shared)

    async def turns_away(self, payload: Mapping[str, Any]) -> bool:
        """Whether an event is nothing after all: where Kept listens is looked up first if that was not sure."""
        if not is_in_channel(payload) or self.sure():
            return False
        house = self._house
        await house.ears.look_up(house.db, house.team_id, now=house.clock())
        return self.is_nothing(payload)
