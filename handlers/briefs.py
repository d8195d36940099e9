"""What is said to people by itself: a brief a day, and between two of them only what cannot wait."""

from handlers.house import House


async def plan(house: House) -> bool:
    """Puts open nudges into posts whose hour has come; says whether there may be more."""
    return False
