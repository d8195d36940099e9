"""A customer's ask as those read it who can decide it, until the customer has their answer."""

import json

from sqlalchemy import Connection

from bot import voice as rules
from handlers.digest_drawing import private_among
from handlers.drawing import Drawn, Dropped
from handlers.house import House
from handlers.sending_elsewhere import key
from handlers.views import voice as views
from storage import customers, posts, promises
from storage.tables import Customer, Post, Promise

TAKEN_BACK = "it was taken back before it was passed on"


async def draw(house: House, post: Post) -> Drawn | Dropped:
    """What they ask, who comes back to them and by when; in the end what became of it."""
    promise, customer = await house.db.read(_of, post)
    if promise is None or customer is None:
        return Dropped(TAKEN_BACK)
    if promise.removed_at is not None:
        return Drawn(views.gone(promise)) if post.ts else Dropped(TAKEN_BACK)
    hidden = bool(await private_among(house, [promise], but=post.place))
    return Drawn(views.ask(promise, customer, now=house.clock(), words=not hidden))


def said_in(conn: Connection, team_id: str, promise_id: int) -> set[int]:
    """The ids of the messages that pass an ask on: in its channel, or to whom it went since that was closed to it."""
    post_id = posts.by_key(conn, team_id, rules.key(promise_id))
    post = posts.by_id(conn, team_id, post_id) if post_id else None
    if post is None:
        return set()
    concerned = json.loads(post.about).get("concerns") or ()
    instead = {posts.by_key(conn, team_id, key(post.key, str(each))) for each in concerned}
    return {each for each in (post.id, *instead) if each is not None}


def _of(conn: Connection, post: Post) -> tuple[Promise | None, Customer | None]:
    promise = promises.by_id(conn, post.team_id, int(json.loads(post.about).get("promise") or 0))
    return promise, customers.by_id(conn, post.team_id, promise.customer_id) if promise else None
