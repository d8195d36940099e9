"""Following the source: a message that something was logged from was edited or deleted. Whoever logged it is asked, once
for each wording, and nothing changes silently."""

import hashlib
from collections.abc import Mapping
from functools import partial

from sqlalchemy import Connection

from bot import dates, plain_meant, waiting_words, wording
from bot.access import Standing
from bot.calendar import wall_on
from bot.mistake_orders import read_mistake
from bot.refusals import AlreadySo, Unknown
from handlers.customers_named import customers_in
from handlers.due_dates import as_typed, doubt, wall
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.house import UNREACHED, House
from handlers.mentions import without_mention
from handlers.messages import fetch, said_at
from handlers.people import local
from handlers.rehearsal import real
from handlers.routes import Handler, Routes
from handlers.said_elsewhere import OUTDATED
from handlers.slack_text import plain
from handlers.sources import SAID_IN_PRIVATE
from handlers.sources import names_in as people_in
from handlers.views import following as views
from handlers.views.eye import Eye
from handlers.views.parts import Message
from storage import customers, following, inbox, sources
from storage.following import Offer
from storage.tables import Contact, Promise, Waiting

CHANGED = "The message says something else now; what differs is filled in. Save it, or close this to leave it as it is."
MOVED = (
    "The message says another date now, and it is filled in. Was the old one only a slip of the pen, that nobody was told? "
    "Then close this, open the promise and press Edit."
)
CHANGED_AND_MOVED = (
    "The message says something else now, and another date: both are filled in, to correct what was logged. Had they been "
    "told the old date already? Then put that back here, save, and press New date."
)
SAME = "The message says nothing new for this, so everything is as it was logged."


def register(routes: Routes) -> None:
    """Edits and deletions of messages, and the two buttons of the offer."""
    routes.events |= {"message.changed": changed, "message.deleted": deleted}
    routes.actions |= {"follow_it": partial(follow, routes.actions), "follow_leave": leave}


async def changed(house: House, gesture: Gesture) -> Answer:
    """A message says something else now."""
    await _offer_all(real(house), gesture, gesture.value)
    return None


async def deleted(house: House, gesture: Gesture) -> Answer:
    """A message is gone."""
    await _offer_all(real(house), gesture, None)
    return None


async def _offer_all(house: House, gesture: Gesture, text: str | None) -> None:
    ts = str(gesture.source.get("ts") or "")
    found = await house.db.read(_logged, gesture.team_id, gesture.channel_id, ts)
    for row, customer, user_id in found:
        house.talk.later(_offer(house, gesture, row, customer, user_id, text))


def _logged(conn: Connection, team_id: str, channel: str, ts: str) -> list[tuple[sources.Logged, str, str]]:
    """Everything that was logged from a message, whose it is, and who logged it."""
    found = []
    for row in sources.logged_from(conn, team_id, channel, ts):
        entry = following.begun_by(conn, team_id, sources.kind_of(row), row.id or 0)
        customer = customers.by_id(conn, team_id, row.customer_id)
        if entry is not None:
            found.append((row, customer.name if customer else "", entry.by))
    return found


async def _offer(
    house: House, gesture: Gesture, row: sources.Logged, customer: str, user_id: str, text: str | None
) -> None:
    """Asks whoever logged it, in the place of an earlier question about the same thing."""
    person = await house.people.get(user_id, now=gesture.now)
    if person.standing is not Standing.MEMBER:
        return
    kind, mark = sources.kind_of(row), _mark(text)
    before = await house.db.write(_reserve, gesture, kind, row.id or 0, mark)
    if before is None:
        return
    shown = None if text is None else plain(text, await people_in(house, gesture, text))
    memory = {"kind": kind, "id": row.id, "channel": gesture.channel_id, "ts": gesture.source.get("ts")}
    memory |= {"gone": True} if text is None else {"private": True} if gesture.source.get("private") else {}
    message = views.offer(
        row,
        customer,
        Eye(person.zone, house.terms.hours, gesture.now),
        text=shown,
        quoted=not gesture.source.get("private") or gesture.source.get("user") == user_id,
        memory=memory,
    )
    place = await _say(house, user_id, message, before)
    if place is not None:
        new = Offer(mark, *place)
        await house.db.write(following.offer, gesture.team_id, kind, row.id or 0, new, now=gesture.now)


def _mark(text: str | None) -> str:
    return "deleted" if text is None else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _reserve(conn: Connection, gesture: Gesture, kind: str, row_id: int, mark: str) -> Offer | None:
    """Takes it on to say this, and finds the offer in whose place it comes (an empty one where there is none); None
    where it was said already."""
    try:
        inbox.check(conn, gesture.team_id, f"{gesture.key}:{kind}:{row_id}")
    except inbox.Repeated:
        return None
    before = following.offered(conn, gesture.team_id, kind, row_id)
    if before is not None and before.mark == mark:
        return None
    inbox.enter(conn, gesture.team_id, f"{gesture.key}:{kind}:{row_id}", entry=None, now=gesture.now)
    following.offer(conn, gesture.team_id, kind, row_id, Offer(mark, "", ""), now=gesture.now)
    return before or Offer("", "", "")


async def _say(house: House, user_id: str, message: Message, before: Offer) -> tuple[str, str] | None:
    """Says it where the earlier offer stands, or anew; gives its channel and `ts`."""
    body = message.body()
    if before.ts:
        try:
            await house.client.chat_update(channel=before.channel, ts=before.ts, **body)
        except UNREACHED:
            pass
        else:
            return before.channel, before.ts
    try:
        said = await house.client.chat_postMessage(channel=user_id, **body)
    except UNREACHED:
        return None
    return str(said["channel"]), str(said["ts"])


def _found(conn: Connection, team_id: str, kind: str, row_id: int) -> tuple[sources.Logged, int] | None:
    """The thing as it stands, and the entry that began it."""
    row = sources.by_id(conn, team_id, kind, row_id)
    entry = following.begun_by(conn, team_id, kind, row_id) if row else None
    return (row, entry.id or 0) if row and entry else None


async def _pressed(
    house: House, gesture: Gesture
) -> tuple[Mapping[str, object], tuple[sources.Logged, int] | None]:
    memory = recall(gesture.value)
    kind, row_id = str(memory.get("kind") or ""), memory.get("id")
    if not kind or not isinstance(row_id, int):
        raise Unknown(OUTDATED)
    return memory, await house.db.read(_found, gesture.team_id, kind, row_id)


async def leave(house: House, gesture: Gesture) -> Answer:
    """*Leave it as it is*."""
    memory, found = await _pressed(house, gesture)
    await house.db.write(following.withdraw, gesture.team_id, str(memory["kind"]), int(str(memory["id"])))
    return Say(views.left(found[0]) if found else views.gone())


async def follow(actions: Mapping[str, Handler], house: House, gesture: Gesture) -> Answer:
    """*Follow it*: the form of the thing with what the message says now, for a promise's date alone that of *New date*; or,
    where the message was deleted, the thing is taken back."""
    memory, found = await _pressed(house, gesture)
    if memory.get("gone"):
        return await _take_back(actions["undo"], house, gesture, memory, stands=found is not None)
    if found is None:
        return Say(views.gone())
    row, _ = found
    channel, ts = str(memory.get("channel") or ""), str(memory.get("ts") or "")
    message = await fetch(house, channel, ts)
    if message is None or memory.get("private"):
        proposed, remark = {}, SAID_IN_PRIVATE if message else ""
    else:
        proposed = await _proposed(house, gesture, row, str(message.get("text") or ""), ts)
        remark = CHANGED if proposed else SAME
    # Another date for a promise is what *New date* is for: whether they know of it is asked there.
    moved = isinstance(row, Promise) and row.due_wall is not None and "due" in proposed
    if moved:
        remark = MOVED if len(proposed) == 1 else CHANGED_AND_MOVED
    key = row.id if isinstance(row, Contact) else row.number
    name = "promise_move" if moved and len(proposed) == 1 else f"{memory['kind']}_edit"
    answer = await actions[name](house, gesture._replace(name=name, value=str(key)))
    if not isinstance(answer, Ask) or not remark:
        return answer
    return answer._replace(view=views.filled(answer.view, proposed, remark))


async def _take_back(
    undo: Handler, house: House, gesture: Gesture, memory: Mapping[str, object], *, stands: bool
) -> Answer:
    """Undoes that a thing was logged; where the same gesture did so before, it is said once more."""
    kind, row_id = str(memory["kind"]), int(str(memory["id"]))
    begun = await house.db.read(following.begun_by, gesture.team_id, kind, row_id)
    if begun is None:
        return Say(views.gone())
    await house.db.write(following.withdraw, gesture.team_id, kind, row_id)
    try:
        return await undo(house, gesture._replace(name="undo", value=str(begun.id)))
    except AlreadySo:
        if stands:
            raise
        return Say(views.gone())


async def _proposed(
    house: House, gesture: Gesture, row: sources.Logged, text: str, ts: str
) -> dict[str, str]:
    """The fields of the thing's form that the message fills otherwise by now. A date in it is still the one that was
    meant when it was written."""
    kind, order = sources.kind_of(row), house.settings.date_order
    text = without_mention(house, text)
    found, _ = await customers_in(house, gesture, text)
    words = plain_meant.meant(kind, text, found).words
    writer = gesture.person
    now, languages = local(said_at(ts, gesture.now), writer), dates.spoken(writer.locale)
    fields: dict[str, str] = {}
    if isinstance(row, Promise | Waiting):
        said = (
            wording.read_promise(words, now=now, order=order, languages=languages)
            if isinstance(row, Promise)
            else waiting_words.read_waiting(words, now=now, order=order, languages=languages)
        )
        words = said.words
        new = None if doubt(said.due, typed=said.due_text, person=writer, now=gesture.now) else wall(said.due)
        if new is not None and (new := wall_on(new, writer.zone, row.zone)) != row.due_wall:
            fields["due"] = as_typed(new)
    elif not isinstance(row, Contact):
        words = read_mistake(words, now=now, order=order, languages=languages).words
    words = plain(words, await people_in(house, gesture, words))
    if words and words != row.words:
        fields["words"] = words
    return fields
