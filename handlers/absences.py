"""Who is away, back or gone: whoever stands in is told, and so are they when they return."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.house import House


@dataclass(frozen=True)
class Absence:
    """That somebody cannot be asked: `why` in words ("away until Fri 27 Nov", "has left this Slack"), until when as far as
    that is known (UTC), who stands in if they named somebody, and whether they are gone for good."""

    why: str
    until: datetime | None = None
    cover_id: str | None = None
    gone: bool = False


async def absences(house: House, person_ids: Collection[str], *, now: datetime) -> Mapping[str, Absence]:
    """Those of these people who cannot be asked now, by id."""
    return {}


async def look(house: House) -> bool:
    """Looks at the people whose absence begins or ends about now; says whether there may be more."""
    return False
