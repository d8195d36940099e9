"""Five lines for a leader who is to call the customer about a serious case [practice 18]."""

from bot.apologies import by_when
from bot.mistakes import STEPS
from bot.text import one_line, shorten
from storage.tables import Customer, Mistake

LINE_MAX = 400


def lines(mistake: Mistake, customer: Customer, *, owner: str) -> str:
    """Whom it hit, what happened, where it stands, what we do about it, and whom to ask; `owner` is the name of who puts
    it right, or empty. Always five lines."""
    about = f"{customer.name} (M-{mistake.number}, {mistake.kind})"
    if customer.matters:
        about += f". What matters to them: {one_line(customer.matters)}"
    states = [f"{said}: {_state(mistake, step)}" for step, said in STEPS.items()]
    how, by = mistake.right_how, by_when(mistake)
    plan = f"{one_line(how) or 'not settled yet'}{f', by {by}' if by else ''}"
    reach = f". They like to be reached so: {one_line(customer.reach)}" if customer.reach else ""
    written = (
        f"Customer: {about}",
        f"What happened: {one_line(mistake.words)}",
        f"Where it stands: {', '.join(states)}",
        f"What we do about it: {plan}",
        f"The repair is with: {owner or 'nobody yet'}{reach}",
    )
    return "\n".join(shorten(line, LINE_MAX) for line in written)


def _state(mistake: Mistake, step: str) -> str:
    if getattr(mistake, f"{step}_waived"):
        return "waived"
    return "yes" if getattr(mistake, f"{step}_at") else "not yet"
