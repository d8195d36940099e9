"""The good news of a digest: what was kept, owned up to, praised, and who stood in for whom."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers.views.digest_told import MOST_NAMED, Reader, Told, ended
from handlers.views.parts import Piece, bold, line, who


def good_news(told: Told, reader: Reader) -> list[Block]:
    """What was kept, said and thanked for [practices 15, 51, 57]."""
    blocks: list[Block] = []
    if told.kept.total:
        count = "1 promise was" if told.kept.total == 1 else f"{told.kept.total} promises were"
        blocks.append(
            line(bold(f"{count} kept on time."), " Thank you, ", *_people(told.keepers, reader), ".")
        )
        hard = [each for each in told.kept.found if each[0].risk_at is not None]
        blocks += [
            line(
                bold(f"P-{promise.number} · {name}"),
                f"{ended(reader.words(promise))} It was at risk, and it was kept. Thank you, ",
                who(promise.owner_id),
                ".",
            )
            for promise, name in hard
        ]
    blocks += _owned_up(told, reader)
    for word, name in told.praised.found:
        said = reader.words(word).removeprefix(": ")
        about: list[Piece | str] = [" about ", who(word.thanked_id)] if word.thanked_id else []
        said = said.strip('“”"')
        quoted = f": “{said}”" if said else " had a kind word for us."
        blocks.append(line(bold(name), *about, quoted))
    blocks += [
        line(who(cover), f" stood in for {reader.name(away)}. Thank you.")
        for cover, away in told.stood_in[:MOST_NAMED]
    ]
    return [line(bold("Good news")), *blocks] if blocks else []


def _owned_up(told: Told, reader: Reader) -> list[Block]:
    """Mistakes that were said and put right, as the good news that they are; nobody's in particular."""
    owned, pieces = told.owned, list[Piece | str]()
    if owned.opened:
        count = "1 mistake owned up to" if owned.opened == 1 else f"{owned.opened} mistakes owned up to"
        pieces += [bold(count), f", {owned.by_us} found by us." if owned.by_us else "."]
        if owned.said_by:
            pieces += [" Thank you for saying so, ", *_people(owned.said_by, reader), "."]
    if owned.closed:
        count = "1 case was" if owned.closed == 1 else f"{owned.closed} cases were"
        pieces.append(f"{' ' if pieces else ''}{count} put right from end to end.")
    return [line(*pieces)] if pieces else []


def _people(ids: Sequence[str], reader: Reader) -> list[Piece | str]:
    """Names in the order of the alphabet, so that it is no ranking."""
    named = sorted(ids, key=lambda each: (reader.name(each).casefold(), each))
    shown = named[:MOST_NAMED]
    pieces: list[Piece | str] = []
    for at, each in enumerate(shown):
        last = at == len(shown) - 1 and len(named) <= MOST_NAMED
        pieces += ["" if not at else " and " if last else ", ", who(each)]
    if len(named) > MOST_NAMED:
        pieces.append(f" and {len(named) - MOST_NAMED} more")
    return pieces
