"""`/kept digest`: which channel has one, when it comes, and that it stops."""

from functools import partial

from sqlalchemy import Connection

from bot import digests as rules
from bot.changes import differing
from bot.moments import moment_in_words
from bot.refusals import AlreadySo, Refusal
from handlers.audience import ARCHIVED, NOT_THERE, OUTSIDERS, why_not
from handlers.effects import once, via
from handlers.gestures import Answer, Gesture, Say
from handlers.house import UNREACHED, House
from handlers.views import digest_settings as views
from storage import digests as questions
from storage import rows
from storage.tables import Digest, History

# What to do where it cannot come.
REFUSED = {
    NOT_THERE: "I am not in this channel, so I could say nothing here. Type /invite @Kept first, then "
    f"{rules.EXAMPLE} once more.",
    OUTSIDERS: "A guest or somebody from outside is in this channel, and a digest is for colleagues only. Type "
    f"{rules.EXAMPLE} in a channel of your own; a private one is fine.",
    ARCHIVED: "This channel is archived. Choose another one.",
}
# What keeps one that is set from coming.
CLOSED = {
    NOT_THERE: "I am not in this channel. Type /invite @Kept and it comes again.",
    OUTSIDERS: "a guest or somebody from outside is in this channel, and what it tells is for colleagues only. It comes again "
    "once they have left.",
}
IN_A_CHANNEL = (
    f"A digest comes in a channel. Type {rules.EXAMPLE} in the one that is to have it; a private one is fine."
)


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/kept digest`, `/kept digest here Mondays 9:00`, `/kept digest off`. Raises Unreadable, Refusal."""
    asked = rules.read(rest)
    if asked.what == "about":
        return await _about(house, gesture)
    if not gesture.channel_id.startswith(("C", "G")):
        raise Refusal(IN_A_CHANNEL)
    if asked.what == "off":
        return await stop(house, gesture, gesture.channel_id)
    if why := await why_not(house, gesture.channel_id, now=gesture.now):
        raise Refusal(REFUSED[why])
    hours = (await house.preferences()).hours
    if asked.weekday not in hours.days and not asked.sure:
        return Say(views.on_a_day_off(asked, hours.days), title="Digest")
    wanted = Digest(
        team_id=gesture.team_id,
        channel_id=gesture.channel_id,
        weekday=asked.weekday,
        at=f"{asked.at:%H:%M}",
        zone=gesture.person.zone,
        created_at=gesture.now,
        created_by=gesture.person.id,
    )
    wanted.last_week = rules.latest(wanted, hours, now=gesture.now).week
    entry: History | None = None
    try:
        digest, entry = await house.db.write(save, gesture, wanted)
    except AlreadySo:
        found = await house.db.read(questions.of_channel, gesture.team_id, gesture.channel_id)
        digest = found or wanted
    due = rules.following(digest, hours, now=gesture.now, decided=digest.last_week)
    first = moment_in_words(due.at, gesture.person.zone, now=gesture.now)
    return Say(views.set_up(digest, first, entry.id if entry else None), title="Digest")


async def here_pressed(house: House, gesture: Gesture) -> Answer:
    """*Mondays 9:00*, or *Sundays 9:00 all the same*, in answer to a day on which nobody works."""
    return await command(house, gesture, gesture.value)


def save(conn: Connection, gesture: Gesture, wanted: Digest) -> tuple[Digest, History]:
    """Has the digest come in its channel; one that was said in a week already comes again in the next. Raises AlreadySo."""
    found = questions.of_channel(conn, gesture.team_id, wanted.channel_id, lock=True)
    if found is None:
        begin = partial(rows.begin, conn, wanted, what="digest on", by=gesture.person.id)
        entry = once(conn, gesture, lambda: begin(via=via(gesture), now=gesture.now))
        found = questions.of_channel(conn, gesture.team_id, wanted.channel_id) or wanted
        return found, entry
    fields = differing(
        found, {"weekday": wanted.weekday, "at": wanted.at, "zone": wanted.zone, "removed_at": None}
    )
    what = "digest on" if "removed_at" in fields else "digest changed"

    def effect() -> History:
        if not fields:
            raise AlreadySo("The digest comes here then already.")
        fields.update(differing(found, {"created_by": wanted.created_by}))
        entry = rows.change(
            conn, found, what, fields, by=gesture.person.id, via=via(gesture), now=gesture.now
        )
        # Not part of the step: the clock moves it on, and that is no reason not to undo.
        said = questions.posts_of(conn, gesture.team_id, wanted.channel_id, most=1)
        last_week = max(said[0].key.rpartition(":")[2] if said else "", wanted.last_week)
        questions.decided(conn, found.id or 0, next_look_at=gesture.now, last_week=last_week)
        vars(found)["last_week"] = last_week
        return entry

    return found, once(conn, gesture, effect)


async def _about(house: House, gesture: Gesture) -> Answer:
    digests = await house.db.read(questions.standing, gesture.team_id)
    channel_id = gesture.channel_id if gesture.channel_id.startswith(("C", "G")) else ""
    here = next((each for each in digests if each.channel_id == channel_id), None)
    # In an archived channel nobody can type any more: it is stopped from elsewhere.
    all_ = await house.role(gesture.person) != "member"
    mine = {each.channel_id for each in digests if all_ or each.created_by == gesture.person.id}
    closed = await _closed(house, gesture) if here else ""
    message = views.how_it_stands(digests, here, channel_id=channel_id, mine=mine, closed=closed)
    return Say(message, title="Digest")


async def _closed(house: House, gesture: Gesture) -> str:
    """Why the digest that is set for this channel does not come now, as far as Slack says."""
    try:
        return CLOSED.get(await why_not(house, gesture.channel_id, now=gesture.now), "")
    except UNREACHED:
        return ""


async def stop_pressed(house: House, gesture: Gesture) -> Answer:
    """*Stop it*."""
    return await stop(house, gesture, gesture.value)


async def stop(house: House, gesture: Gesture, channel_id: str) -> Answer:
    """`/kept digest off`. Raises AlreadySo."""
    entry = await house.db.write(end, gesture, channel_id)
    return Say(views.stopped(channel_id, entry.id), title="Digest")


def end(conn: Connection, gesture: Gesture, channel_id: str) -> History:
    """No digest comes there any more. Raises AlreadySo."""
    found = questions.of_channel(conn, gesture.team_id, channel_id, lock=True)

    def effect() -> History:
        if found is None or found.removed_at is not None:
            where = "here" if channel_id == gesture.channel_id else "there any more"
            raise AlreadySo(f"No digest comes {where}. To have one: {rules.EXAMPLE}")
        fields = {"removed_at": gesture.now}
        return rows.change(
            conn, found, "digest off", fields, by=gesture.person.id, via=via(gesture), now=gesture.now
        )

    return once(conn, gesture, effect)
