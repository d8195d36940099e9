"""App Home as a person sees it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, DividerBlock, HeaderBlock
from slack_sdk.models.views import View

from bot.promises import is_late
from handlers.views.parts import actions, bold, button, line
from handlers.views.promises import Eye, rows
from storage.tables import Promise

# Two blocks a promise, and a view holds 100.
A_PAGE = 20


def home(
    promises: Sequence[tuple[Promise, str]], count: int, eye: Eye, *, page: int = 0, notice: str = ""
) -> View:
    """My open promises, a page of them, soonest first, with how many are late said first."""
    blocks: list[Block] = [HeaderBlock(text="What I owe")]
    if notice:
        blocks.append(line(notice))
    blocks.append(line(_summary(promises, count, eye, page=page)))
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
    return View(type="home", blocks=blocks)


def _summary(promises: Sequence[tuple[Promise, str]], count: int, eye: Eye, *, page: int) -> str:
    if not count:
        return "You owe nobody anything right now."
    all_ = "1 open promise" if count == 1 else f"{count} open promises"
    if count > A_PAGE:
        first = page * A_PAGE + 1
        return f"{all_}, soonest first. Here: {first} to {first + len(promises) - 1}."
    late = sum(is_late(promise, now=eye.now) for promise, _ in promises)
    if count == 1:
        return f"{all_}, and it is late." if late else f"{all_}, not late."
    return f"{all_}, {late} of them late." if late else f"{all_}, none of them late."


def closed() -> View:
    """For guests and people of other organisations."""
    return View(
        type="home",
        blocks=[line("Kept is only for members of this workspace. Please ask your contact here directly.")],
    )
