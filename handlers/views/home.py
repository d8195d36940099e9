"""App Home as a person sees it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, DividerBlock, HeaderBlock
from slack_sdk.models.views import View

from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import actions, bold, button, line
from handlers.views.promises import rows
from storage.tables import Promise

# Two blocks a promise, and a view holds 100.
A_PAGE = 20


def home(
    promises: Sequence[tuple[Promise, str]], count: int, eye: Eye, *, page: int = 0, late: int = 0
) -> View:
    """My open promises, a page of them, soonest first; `late` is how many of all of them are."""
    blocks: list[Block] = [HeaderBlock(text="What I owe")]
    blocks.append(line(_summary(len(promises), count, late, page=page)))
    blocks.append(actions("top", button("Log a promise", "promise_new", "new", primary=True)))
    if promises:
        blocks += [DividerBlock(), *rows(promises, eye)]
    leaves = []
    if page:
        leaves.append(button("Sooner ones", "home_page", str(page - 1)))
    if count > (page + 1) * A_PAGE:
        leaves.append(button("Later ones", "home_page_next", str(page + 1)))
    if leaves:
        blocks.append(actions("pages", *leaves))
    blocks.append(
        line(
            "Anywhere in Slack: ",
            bold("/promise Acme: replacement pump by Fri 5pm"),
            " · ",
            bold("/promise help"),
        )
    )
    return View(type="home", blocks=blocks, private_metadata=remember(page=page))


def _summary(shown: int, count: int, late: int, *, page: int) -> str:
    if not count:
        return "You owe nobody anything right now."
    if count == 1:
        return "1 open promise, and it is late." if late else "1 open promise, not late."
    said = f"{count} open promises, {late or 'none'} of them late."
    if count > A_PAGE:
        first = page * A_PAGE + 1
        said += f" Soonest first; here {first} to {first + shown - 1}."
    return said


def closed() -> View:
    """For guests and people of other organisations."""
    return View(
        type="home",
        blocks=[line("Kept is only for members of this workspace. Please ask your contact here directly.")],
    )
