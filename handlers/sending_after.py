"""What is done with a post after it was said: drawn anew when something in it has changed, and rid of second copies."""

import logging
from collections.abc import Mapping

from handlers import sending_copies
from handlers import sending_wire as wire
from handlers.drawing import Draw, Dropped
from handlers.house import House
from handlers.sending_answers import Answer, Kind
from handlers.sending_content import changed, content
from handlers.sending_posting import HISTORY, UNDRAWN, draw, heed, in_time
from storage import post_claims
from storage.tables import Post

log = logging.getLogger("kept")
UPDATE = "chat.update"
DELETE = "chat.delete"


async def redraw(house: House, draws: Mapping[str, Draw], post: Post) -> None:
    """Draws a claimed post as things stand now; what looks as before stays untouched."""
    now = house.clock()
    if until := house.pace.pause_of(UPDATE, now):
        await house.db.write(post_claims.redraw_later, post, at=until, unknown=False)
        return
    drawn = await draw(house, draws, post)
    if drawn is None:
        await house.db.write(post_claims.redraw_later, post, at=house.clock() + UNDRAWN, unknown=False)
        return
    if isinstance(drawn, Dropped):
        await _redrawn(house, post, post.drawn)
        return
    shown = content(drawn.message)
    if shown.digest == post.drawn:
        await _redrawn(house, post, post.drawn)
        return
    answer = (
        await wire.post_json(house, UPDATE, changed(post, shown, drawn)) if in_time(house, post) else None
    )
    await _after_update(house, post, shown.digest, answer)


async def _after_update(house: House, post: Post, digest: str, answer: Answer | None) -> None:
    now = house.clock()
    if answer is None:
        await house.db.write(post_claims.redraw_later, post, at=now, unknown=False)
    elif answer.kind is Kind.DONE:
        house.pace.works()
        await _redrawn(house, post, digest)
    elif wait := heed(house, UPDATE, answer):
        await house.db.write(post_claims.redraw_later, post, at=now + wait, unknown=False)
    elif answer.kind is Kind.UNKNOWN:
        at = now + house.times.patience
        await house.db.write(post_claims.redraw_later, post, at=at, unknown=True)
    else:  # it was deleted, or is too old: nobody misses that it stays as it was
        if answer.kind is Kind.OURS:
            log.error(
                "Slack does not take a %s that is drawn anew (%s): it stays as it was", post.what, answer.why
            )
        await _redrawn(house, post, digest)


async def _redrawn(house: House, post: Post, digest: str) -> None:
    await house.db.write(post_claims.redrawn, post, digest, now=house.clock())


async def sweep(house: House, post: Post) -> None:
    """Takes away every copy of a claimed post but the recorded one; of a dropped post all of them."""
    now = house.clock()
    if until := house.pace.pause_of(HISTORY, now) or house.pace.pause_of(DELETE, now):
        await house.db.write(post_claims.swept, post, at=until)
        return
    found = await sending_copies.find(house, post)
    if isinstance(found, Answer):
        await _not_seen(house, post, found)
        return
    stays = post.ts if post.state == "said" else None
    if found and post.state == "said" and stays not in {each.ts for each in found}:
        stays = found[0].ts  # what was recorded is not there: better another copy than none
    for copy in found:
        if copy.ts != stays:
            answer = await sending_copies.delete(house, copy.channel_id, copy.ts)
            if answer.kind not in {Kind.DONE, Kind.STALE}:
                await _not_seen(house, post, answer, DELETE)
                return
    await house.db.write(post_claims.swept, post, keep=stays if stays != post.ts else None)


async def _not_seen(house: House, post: Post, answer: Answer, method: str = HISTORY) -> None:
    """The sweep failed: once more later, unless there is no place to sweep any more."""
    if answer.kind in {Kind.PLACE, Kind.PERSON}:
        await house.db.write(post_claims.swept, post)
        return
    wait = heed(house, method, answer) or house.times.patience
    await house.db.write(post_claims.swept, post, at=house.clock() + wait)
