"""The clock's look at everything that may ask for attention by now: what asks becomes nudges, what has ended ends them."""

from handlers.house import House


async def look(house: House) -> bool:
    """Looks at what is due to be looked at; says whether there may be more."""
    return False
