"""Customers taken in from files, and written out to some: few ever ask for that, so it is imported when somebody does (12 ms,
which no start need take: make bench)."""

from handlers.gestures import Answer, Gesture
from handlers.house import House
from handlers.routes import Routes
from storage.tables import Customer, History


def register(routes: Routes) -> None:
    """Their forms and buttons, entered when the first of them is used."""
    routes.seldom |= {"import": enter, "export": enter}


def enter(routes: Routes) -> None:
    """Every form and button of both."""
    from handlers import exporting, importing

    importing.register(routes)
    exporting.register(routes)


async def take_in(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/customer import`."""
    from handlers import importing

    return await importing.command(house, gesture, rest)


async def take_back(house: House, gesture: Gesture, entry: History) -> Answer:
    """*Undo* on something that came with an import."""
    from handlers import importing

    return await importing.undo(house, gesture, entry)


async def write_out(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/kept export`, `/customer export`."""
    from handlers import exporting

    return await exporting.command(house, gesture, rest)


async def write_out_one(house: House, gesture: Gesture, customer: Customer, rest: str = "") -> Answer:
    """`/customer export Acme`."""
    from handlers import exporting

    return await exporting.export_found(house, gesture, customer, rest)
