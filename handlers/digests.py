"""What channels are told by itself: the weekly digest."""

from handlers.house import House


async def plan(house: House) -> bool:
    """Puts digests whose hour has come into posts; says whether there may be more."""
    return False
