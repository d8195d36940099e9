"""Listening in a channel: asked for, begun, ended, and how it stands; `/kept listen`. Kept listens nowhere unless somebody
had it begin, and says so in the channel (product page, section 6)."""

from sqlalchemy import Connection

from bot.access import Standing
from bot.refusals import AlreadySo, Refusal, Unknown, Unreadable
from handlers import audience, listening_answers, listening_telling
from handlers.audience import ARCHIVED, NOT_THERE, OUTSIDERS, why_not
from handlers.customer_linking import whose_before
from handlers.effects import link_channel, once
from handlers.for_whom import customer_for, in_form
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.house import House
from handlers.listening_noticing import heard
from handlers.preferences import save
from handlers.routes import Routes
from handlers.said_once import said_once
from handlers.views import listening as views
from storage import customers, inbox, preferences
from storage.tables import Customer, History

WORDS = {
    "": "",
    "on": "on",
    "start": "on",
    "here": "on",
    "off": "off",
    "stop": "off",
    "me on": "me on",
    "me off": "me off",
    "me": "",
}
IN_A_CHANNEL = (
    "I listen in channels. Type /kept listen on in the one that you mean; /kept listen says where I do."
)
NO_WORD = (
    "Type /kept listen on or /kept listen off in the channel that you mean; /kept listen me off if you want no offers; "
    "/kept listen says how it stands."
)
CANNOT = {
    NOT_THERE: "I am not in this channel, so I hear nothing here. Type /invite @Kept first, then /kept listen on.",
    ARCHIVED: "This channel is archived, and nobody says anything here.",
}
OLD = "That button is from an older Kept. Type /kept listen in the channel that you mean."


def register(routes: Routes) -> None:
    """Being invited, what is said where Kept listens, the buttons, and the offer's."""
    routes.events |= {"member_joined_channel": said_once(invited), "message.channel": heard}
    routes.actions |= {
        "listen_start": started,
        "listen_stop": stopped,
        "listen_link": link,
        "listen_not_here": not_here,
        "listen_me_on": listening_answers.on_again,
        "listen_me_off": listening_answers.off,
        "offer_log": listening_answers.log_it,
        "offer_dismiss": listening_answers.dismiss,
        "offer_not_here": listening_answers.not_here,
    }
    routes.submissions["listen_link"] = linked


async def command(house: House, gesture: Gesture, rest: str = "") -> Answer:
    """`/kept listen`, `/kept listen on|off`, `/kept listen me on|off`."""
    asked = WORDS.get(" ".join(rest.casefold().split()))
    if asked is None:
        raise Unreadable(NO_WORD)
    if asked.startswith("me"):
        return await (
            listening_answers.on_again(house, gesture)
            if asked == "me on"
            else listening_answers.off(house, gesture)
        )
    if not asked:
        return await how_it_stands(house, gesture)
    return await turn(house, gesture, gesture.channel_id, on=asked == "on")


async def how_it_stands(house: House, gesture: Gesture) -> Answer:
    """Whether Kept listens here, where else, and whether this person is offered anything."""
    channel_id = gesture.channel_id if gesture.channel_id.startswith(("C", "G")) else ""
    held = await house.preferences(person_id=gesture.person.id, channel_id=channel_id)
    listened = await house.db.read(preferences.where_so, gesture.team_id, "channel", "listen", value=True)
    elsewhere = [each for each in listened if each != channel_id]
    seen = await audience.seen_by(house, gesture.person.id, elsewhere, most=views.MOST_NAMED)
    message = views.how_it_stands(
        channel_id,
        seen,
        more=len(elsewhere) - len(seen) if len(seen) == views.MOST_NAMED else 0,
        listening=channel_id in listened,
        offers=held.offers,
        offers_here=channel_id not in held.offers_not_in,
    )
    return Say(message, title="Listening")


async def started(house: House, gesture: Gesture) -> Answer:
    """*Start listening*."""
    return await turn(house, gesture, gesture.value, on=True)


async def stopped(house: House, gesture: Gesture) -> Answer:
    """*Stop listening*."""
    return await turn(house, gesture, gesture.value, on=False)


async def turn(house: House, gesture: Gesture, channel_id: str, *, on: bool) -> Answer:
    """Begins or ends listening in a channel, and tells those in it. Raises Refusal where there is nothing to hear."""
    if not channel_id.startswith(("C", "G")):
        raise Refusal(IN_A_CHANNEL)
    why = await why_not(house, channel_id, now=gesture.now)
    if on and why in CANNOT:
        raise Refusal(CANNOT[why])
    try:
        entry = await house.db.write(save, gesture, "channel", channel_id, {"listen": on})
    except AlreadySo:
        return await how_it_stands(house, gesture._replace(channel_id=channel_id))
    house.held.forget()
    house.ears.doubt()
    house.talk.later(_tell_once(house, gesture, channel_id, on=on))
    told = {
        "": "The channel is told.",
        OUTSIDERS: "Somebody from outside is here, so I say nothing in the channel; our own people in it are told privately.",
    }.get(why, "")
    return Say(
        views.turned(on=on, entry_id=entry.id, told=told), title="Listening", replace=not gesture.public
    )


async def _tell_once(house: House, gesture: Gesture, channel_id: str, *, on: bool) -> None:
    """Tells the channel, though Slack may deliver the gesture several times; the question that was answered goes."""
    try:
        key = f"{gesture.key}:said"
        await house.db.write(inbox.enter, gesture.team_id, key, entry=None, now=gesture.now)
    except inbox.Repeated:
        return
    await listening_telling.tell_turned(house, channel_id, gesture.person.id, on=on)
    if gesture.public:
        await house.respond(gesture.response_url, {"delete_original": True})


async def invited(house: House, gesture: Gesture) -> Answer:
    """Kept was invited to a channel: what it would do there, for everybody to see where only members are, and otherwise
    for whoever invited it."""
    channel_id = gesture.channel_id
    why = await why_not(house, channel_id, now=gesture.now)
    inviter = gesture.person if gesture.person.standing is Standing.MEMBER else None
    if why and not (why == OUTSIDERS and inviter):
        return None
    await house.db.write(inbox.enter, gesture.team_id, f"{gesture.key}:asked", entry=None, now=gesture.now)
    house.ears.doubt()
    if (await house.preferences(channel_id=channel_id)).listen:
        house.talk.later(listening_telling.tell(house, channel_id, views.listens(channel_id, "", again=True)))
        return None
    if why:
        return Say(views.invitation(channel_id, quietly=True), replace=False)
    house.talk.later(listening_telling.tell(house, channel_id, views.invitation(channel_id, quietly=False)))
    return None


async def not_here(house: House, gesture: Gesture) -> Answer:
    """*Not here*: the question goes, for everybody who saw it."""
    message = views.not_here(gesture.person.id)
    if gesture.public and await house.respond(
        gesture.response_url, {"replace_original": True, **message.body()}
    ):
        return None
    return Say(message, title="Listening")


async def link(house: House, gesture: Gesture) -> Answer:
    """*Link to a customer*: the form."""
    if not gesture.value.startswith(("C", "G")):
        raise Unknown(OLD)
    whose = await house.db.read(customers.of_channel, gesture.team_id, gesture.value)
    return Ask(views.link_form(gesture.value, whose))


async def linked(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the channel is about this customer."""
    there = gesture._replace(channel_id=str(gesture.memory.get("channel") or ""))
    if not there.channel_id:
        raise Unknown(OLD)
    customer, entry = await house.db.write(save_link, there)
    listening = (await house.preferences(channel_id=there.channel_id)).listen
    before = await whose_before(house, entry)
    message = views.linked(customer, entry.id, there.channel_id, listening=listening, before=before)
    return Say(message, title="Listening")


def save_link(conn: Connection, gesture: Gesture) -> tuple[Customer, History]:
    """Links the gesture's channel to the customer in its form. Raises AlreadySo, WhichCustomer, Unknown."""

    def effect() -> History:
        customer, _ = customer_for(conn, gesture, in_form(gesture, ""))
        try:
            return link_channel(conn, gesture, customer)
        except Refusal as refusal:
            raise type(refusal)(refusal.sentence, field="customer") from None

    entry = once(conn, gesture, effect)
    customer = customers.by_id(conn, gesture.team_id, entry.customer_id or 0)
    if customer is None:
        raise Unknown("That customer was taken back. Choose another one.", field="customer")
    return customer, entry
