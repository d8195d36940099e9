"""Senders that are broken on purpose, each in one way: a simulation that lets one of them pass proves nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, or_, select, text

from handlers import sending, sending_after, sending_posting, sending_wire
from handlers.drawing import Draw, Drawn, Dropped
from handlers.house import House
from handlers.sending_answers import Answer, Kind
from storage import post_claims, post_facts
from storage.post_facts import Fact
from storage.posts import POSTS
from storage.rows import made
from storage.tables import Post
from tests.simulation.world import draw

P = POSTS.c


@contextmanager
def blind_retry() -> Iterator[None]:
    """What nobody knows the fate of is simply said again."""

    async def never_there(*_: object) -> bool:
        return True

    with patch.object(sending_posting, "_is_not_there", never_there):
        yield


@contextmanager
def no_sweep() -> Iterator[None]:
    """Nobody looks for second copies."""

    async def nothing(house: House, post: Post) -> None:
        await house.db.write(post_claims.swept, post)

    with patch.object(sending_after, "sweep", nothing):
        yield


@contextmanager
def no_fact() -> Iterator[None]:
    """That a post was delivered is forgotten when somebody else has the lease by then; nobody takes their own copy away."""

    def said(conn: Connection, facts: Sequence[Fact], **known: Any) -> list[str]:
        found = []
        for fact in facts:
            held = conn.execute(select(P.claim).where(P.id == fact.post.id)).scalar() == fact.post.claim
            found += recorded(conn, [fact], **known) if held else [fact.ts]
        return found

    recorded = post_facts.said
    with patch.object(post_facts, "said", said):
        yield


@contextmanager
def drawn_before_the_claim() -> Iterator[None]:
    """What a post says is decided when it is seen to be due, and said once it is claimed."""
    claim = sending._Round._claim

    async def see_and_claim(self: Any) -> Any:
        seen: dict[int, Drawn | Dropped] = {}
        house: House = self._house
        for post in await house.db.read(_due, house.clock()):
            seen[post.id or 0] = await draw(house, post)

        async def as_seen(house: House, post: Post) -> Drawn | Dropped:
            found = seen.get(post.id or 0)
            return found if found is not None and post.state != "said" else await draw(house, post)

        self._draws = {"brief": as_seen}
        return await claim(self)

    with patch.object(sending._Round, "_claim", see_and_claim):
        yield


def _due(conn: Connection, now: Any) -> list[Post]:
    found = conn.execute(select(POSTS).where(P.state.in_(("due", "sending")), P.due_at <= now))
    return [made(Post, row) for row in found.mappings()]


@contextmanager
def claims_without_lease() -> Iterator[None]:
    """A claim takes what somebody else is at."""
    values: Mapping[str, Any] = {
        "state": "sending",
        "claim": post_claims.CLAIM,
        "lease_until": post_claims.UNTIL,
        "ambiguous": or_(P.ambiguous, P.state == "sending"),
        "first_post_at": post_claims.NOW,
    }
    anybodys = post_claims._claim(
        P.due_at,
        text("state IN ('due', 'sending')"),
        or_(P.due_at <= post_claims.NOW, P.state == "sending"),
        **values,
    )
    with patch.object(post_claims, "_DUE", anybodys):
        yield


@contextmanager
def sent_after_the_lease() -> Iterator[None]:
    """Nobody looks at the clock before sending."""

    def always(*_: object) -> bool:
        return True

    with ExitStack() as patches:
        for module in (sending_posting, sending_after):
            patches.enter_context(patch.object(module, "in_time", always))
        yield


@contextmanager
def sdk_retries() -> Iterator[None]:
    """The client tries once more by itself after a cut connection, as the SDK's does unless told otherwise."""

    async def twice(house: House, method: str, written: str) -> Answer:
        answer = await once(house, method, written)
        return await once(house, method, written) if answer.kind is Kind.UNKNOWN else answer

    once = sending_wire.post_json
    with patch.object(sending_wire, "post_json", twice):
        yield


@contextmanager
def never_redrawn() -> Iterator[None]:
    """What ends after it was drawn stays as it was said."""

    async def nothing(house: House, _draws: Mapping[str, Draw], post: Post) -> None:
        await house.db.write(post_claims.redrawn, post, post.drawn, now=house.clock())

    with patch.object(sending_after, "redraw", nothing):
        yield
