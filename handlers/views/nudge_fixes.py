"""The line of a system fix in a brief: somebody to take it, its date, or customers to be told that it is done."""

from handlers.views.eye import Eye
from handlers.views.nudges import Line
from handlers.views.parts import bold, button
from handlers.views.system_fixes import buttons
from storage.tables import Customer, Nudge, SystemFix


def draw(nudge: Nudge, fix: SystemFix, customer: Customer | None, _eye: Eye) -> Line:
    """The fix by its number, with the customer where there is one to be told; why it comes is said beside it by whoever draws the brief."""
    number = str(fix.number)
    opens = ("system_fix", number)
    if nudge.reason != "fix_tell":
        return Line([bold(f"F-{number} · system fix")], buttons(fix, opens=False), opens=opens)
    if customer is None:
        return Line([bold(f"F-{number} · system fix")], [button("Tell them", "system_fix_show", number)])
    value = f"{number} {customer.number}"
    return Line(
        [bold(f"F-{number} · {customer.name}")],
        [
            button("Told them", "fix_told", value),
            button("Not needed", "fix_waive", value),
            button("The note to copy", "system_fix_show", number),
        ],
        opens=opens,
    )
