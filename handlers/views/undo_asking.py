"""A question before something is undone that its doer may not have meant: what it was, when, and whose it is."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.moments import moment_in_words
from bot.text import shorten
from handlers.views import undo_handing
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, line, place, who
from handlers.views.things import called
from handlers.views.undo import Step, did_in_words
from storage.tables import Digest

WORDS = 100
# Why it is asked about, by what `bot.changes.asks_first` says, and where more goes back than was meant.
WHY: Mapping[str, str] = {
    "old": "That is a while ago",
    "everybody's": "It holds for everybody",
    "theirs": "It is a colleague's",
    "more": "More goes back with it",
}


def asks(steps: Sequence[Step], why: str, eye: Eye, *, of: str = "", on: str = "") -> Message:
    """What would be undone, the newest first, and a button that does it; `of` a command it is the last step `on` what that
    is about, such as "a promise"."""
    newest, count = steps[0], len(steps)
    if count == 1:
        head = f"Your last step on {on} was this:" if on else "Your last step was this:"
        again = button("Undo it", "undo", str(newest.was.id))
        buttons = [again, button("The step before it", "undo_older", f"{newest.was.id} {of}".strip())]
    else:
        head = f"Your last {count} steps were these, the newest first:"
        buttons = [button(f"Undo all {count}", "undo_several", f"{count} {newest.was.id}")]
    pieces = [piece for step in steps for piece in _step(step, eye)]
    last: list[Block] = [line(f"{WHY[why]}, so I ask first. Nothing is undone yet.")]
    return Message([line(head, *pieces), *last, actions("undo-asks", *buttons)])


def another(step: Step, eye: Eye) -> Block:
    """The very last step, where another one was meant."""
    return line("Your very last step was another, which /kept undo takes back:", *_step(step, eye))


def _step(step: Step, eye: Eye) -> list[Piece | str]:
    row = step.row
    again = "" if step.was.what != "put back" else "put back what you had undone"
    did = again or did_in_words(step, eye)
    when = moment_in_words(step.was.at, eye.zone, now=eye.now)
    if step.others and undo_handing.is_handover(step.was):
        handed = [bold(each) if isinstance(each, str) else each for each in undo_handing.named(step.was)]
        return ["\n", *handed, f", {step.others + 1:,} things in all, {when}"]
    words = shorten(str(getattr(row, "words", "") or ""), WORDS)
    whom = f"{step.customer.name}: " if step.customer and words else ""
    owner = getattr(row, "owner_id", None)
    of: list[Piece | str] = [" of ", place(row.channel_id)] if isinstance(row, Digest) else []
    whose: list[Piece | str] = [" · with ", who(owner)] if owner and owner != step.was.by else []
    more = f" · with {step.others:,} more that came with it" if step.others else ""
    return [
        "\n",
        bold(called(row, step.customer)),
        *of,
        f": you {did}, {when}",
        f"\n{whom}{words}" if words else "",
        *whose,
        more,
    ]
