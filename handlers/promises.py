"""Giving a promise, finding it again, and putting right what was logged: `/promise`, the form, the message shortcut."""

from dataclasses import dataclass, replace
from functools import partial

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import changes, wording
from bot import customers as customer_rules
from bot import promises as rules
from bot.access import Person, admit_owner
from bot.refusals import Unknown, Unreadable, WrongOrder
from bot.text import NAME_MAX
from handlers import promise_life
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import add_customer, customer_of, once, promise_of, via
from handlers.gestures import Answer, Ask, Gesture, Say
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye, look, number_of, show
from handlers.routes import Routes
from handlers.slack_text import mentioned, plain
from handlers.undo import undo_last
from handlers.views import help as help_views
from handlers.views import promises as views
from storage import customers, promises, rows
from storage.tables import Customer, History, Promise

LISTED = 10
NEW = "new:"
# A button holds 2,000 characters; what was typed must fit in one, or the form opens instead.
TYPED_MAX = 1800


def register(routes: Routes) -> None:
    """Everything that gives, shows or corrects a promise."""
    routes.commands["/promise"] = command
    routes.shortcuts["log_promise"] = from_message
    routes.submissions |= {"promise_give": give_from_form, "promise_edit": edit_from_form}
    routes.actions |= {
        "promise_new": new,
        "promise_show": show_pressed,
        "promise_edit": edit_pressed,
        "promise_more": more_pressed,
        "customer_is_linked": customer_chosen,
        "customer_is_new": customer_chosen,
    }
    routes.actions |= {
        f"customer_is_{place}": customer_chosen for place in range(customer_rules.MOST_CLOSE + 1)
    }
    promise_life.register(routes)


async def command(house: House, gesture: Gesture) -> Answer:
    """`/promise …`: a promise in words, or a short order about one."""
    asked = wording.read_line(gesture.value)
    if asked.verb == "give":
        return await give(house, gesture, gesture.value)
    if asked.verb == "form":
        return Ask(await _form(house, gesture))
    if asked.verb == "mine":
        return await mine(house, gesture)
    if asked.verb == "undo" and asked.number is None:
        return await undo_last(house, gesture)
    if asked.verb == "show" and asked.number is not None:
        return await show(house, gesture, asked.number)
    if asked.verb == "edit" and asked.number is not None:
        return await open_edit(house, gesture, asked.number)
    if asked.verb == "which":
        raise Unknown(
            f"Which promise? Say its number, for example /promise {asked.rest} P-12. /promise mine lists yours."
        )
    if asked.number is not None and (order := promise_life.ORDERS.get(asked.verb)):
        return await order(house, gesture, asked.number, plain(asked.rest))
    if asked.number is not None:
        raise Unreadable(
            f"I don't know what to do to P-{asked.number} with that. Try kept, late, partly, not kept, called off, "
            f"risk, told, or move, for example /promise move P-{asked.number} to Tue."
        )
    return Say(help_views.promise())


@dataclass(frozen=True)
class Wish:
    """A promise ready to be saved, but for the customer: a number, or a name as typed, or the words' first ones."""

    given: rules.Given
    name: str = ""
    number: int | None = None
    new: bool = False
    channel_id: str = ""


class WhichCustomer(Exception):
    """The customer is not certain: several `same` by that name, or none; `linked` is the channel's own."""

    def __init__(self, name: str, same: list[Customer], linked: Customer | None) -> None:
        super().__init__("which customer?")
        self.name, self.same, self.linked = name, same, linked


async def give(
    house: House,
    gesture: Gesture,
    typed: str,
    *,
    number: int | None = None,
    new: bool = False,
    whole: bool = False,
) -> Answer:
    """A promise in words: logged at once if they say enough, otherwise the form with the rest filled in.

    The customer may be certain already: by `number`, or because they are `new`. With `whole` what stands before the
    colon was no name and belongs to the words.
    """
    said = wording.read_promise(
        typed, now=local(gesture.now, gesture.person), order=house.settings.date_order
    )
    names = {user_id: (await house.people.get(user_id, now=gesture.now)).name for user_id in mentioned(typed)}
    words, name = plain(said.words, names), plain(said.customer, names)
    if whole:
        words = f"{name}: {words}"
    owner = await _owner(house, gesture, said.owner_id or gesture.person.id)
    question = doubt(said.due, typed=said.due_text, person=gesture.person, now=gesture.now) or doubt(
        said.aim, typed=said.aim_text, person=gesture.person, now=gesture.now
    )
    given = rules.Given(
        words=words,
        owner_id=owner.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        due=wall(said.due),
        aim=wall(said.aim),
    )
    wish = Wish(given, name, number, new, gesture.channel_id)
    if question or said.due is None or not words:
        remark = question or (
            "Which date were they told? Leave it empty if none was said."
            if words
            else "What did you promise?"
        )
        return Ask(
            await _half_form(house, gesture, wish, remark, doubtful=bool(question)), kept=plain(typed, names)
        )
    try:
        customer, promise, entry = await house.db.write(save, gesture, wish, house.terms)
    except WhichCustomer as unsure:
        return await _ask_customer(house, gesture, wish, unsure, typed)
    except (
        WrongOrder
    ) as refusal:  # "by EOD" when the day has ended, an aim after the date: asked, not refused
        left = replace(given, due=None) if refusal.field == "due" else replace(given, aim=None)
        form = await _half_form(house, gesture, replace(wish, given=left), refusal.sentence)
        return Ask(form, kept=plain(typed, names))
    return await _saved(house, gesture, customer, promise, entry)


def save(
    conn: Connection, gesture: Gesture, wish: Wish, terms: rules.Terms
) -> tuple[Customer, Promise, History]:
    """Finds or adds the customer and writes the promise with its history. Raises WhichCustomer, or a Refusal."""
    made: list[tuple[Customer, Promise]] = []

    def effect() -> History:
        customer, words = _customer(conn, gesture, wish)
        promise = rules.make(
            replace(wish.given, words=words),
            team_id=gesture.team_id,
            customer_id=customer.id or 0,
            number=rows.next_number(conn, gesture.team_id, "promise"),
            terms=terms,
            now=gesture.now,
        )
        made.append((customer, promise))
        return rows.begin(
            conn, promise, what="given", by=gesture.person.id, via=via(gesture), now=gesture.now
        )

    entry = once(conn, gesture, effect)
    if made:
        return *made[0], entry
    promise = rows.row_of(conn, entry)
    if not isinstance(promise, Promise):
        raise Unknown("That was something else.")
    return customer_of(conn, promise), promise, entry


def _customer(conn: Connection, gesture: Gesture, wish: Wish) -> tuple[Customer, str]:
    """Whom the promise is for, and its words without their name."""
    team_id, words = gesture.team_id, wish.given.words
    if wish.number is not None:
        chosen = customers.by_number(conn, team_id, wish.number)
        if chosen is None:
            raise Unknown("That customer was taken back. Choose another one.", field="customer")
        return chosen, words
    if wish.new:
        return add_customer(conn, gesture, wish.name, owner_id=None)[0], words
    if wish.name:
        same = customers.named(conn, team_id, [customer_rules.fold(wish.name)]).get(
            customer_rules.fold(wish.name), []
        )
        if len(same) == 1:
            return same[0], words
        raise WhichCustomer(wish.name, same, _linked(conn, team_id, wish))
    begun = {customer_rules.fold(head): (head, rest) for head, rest in reversed(wording.heads(words))}
    found = customers.named(conn, team_id, begun)
    for folded, (head, rest) in reversed(begun.items()):
        if same := found.get(folded, []):
            if len(same) == 1:
                return same[0], rest
            raise WhichCustomer(head, same, _linked(conn, team_id, wish))
    if linked := _linked(conn, team_id, wish):
        return linked, words
    raise WhichCustomer("", [], None)


def _linked(conn: Connection, team_id: str, wish: Wish) -> Customer | None:
    """The channel's own customer; asked for only where the words name nobody for certain."""
    return customers.of_channel(conn, team_id, wish.channel_id) if wish.channel_id else None


async def _ask_customer(
    house: House, gesture: Gesture, wish: Wish, unsure: WhichCustomer, typed: str
) -> Answer:
    if not unsure.name or len(unsure.name) > NAME_MAX or len(typed) > TYPED_MAX:
        remark = "Which customer is it for? Put the name first next time: Acme: replacement pump by Fri."
        return Ask(await _half_form(house, gesture, wish, remark), kept=plain(typed))
    close = unsure.same or await house.db.read(close_ones, gesture.team_id, unsure.name)
    message = views.which_customer(
        unsure.name, close, memory=typed, same_name=bool(unsure.same), linked=unsure.linked
    )
    return Say(message)


def close_ones(conn: Connection, team_id: str, name: str) -> list[Customer]:
    """The customers whose names look like this one, the closest first."""
    ids = customer_rules.close_ones(name, customers.all_names(conn, team_id))
    found = (customers.by_id(conn, team_id, customer_id) for customer_id in ids)
    return [customer for customer in found if customer is not None]


async def customer_chosen(house: House, gesture: Gesture) -> Answer:
    """One of the offered customers was pressed: what was typed is logged for them."""
    choice, _, typed = gesture.value.partition("\n")
    if choice == "new":
        return await give(house, gesture, typed, new=True)
    return await give(
        house, gesture, typed, number=number_of(choice), whole=gesture.name == "customer_is_linked"
    )


async def _saved(
    house: House, gesture: Gesture, customer: Customer, promise: Promise, entry: History
) -> Answer:
    remarks = []
    if promise.owner_id != gesture.person.id:
        owner = await house.people.get(promise.owner_id, now=gesture.now)
        house.talk.later(_tell_owner(house, gesture, customer, promise))
        remarks.append(f"{owner.name} hears of it from me, with the same buttons.")
    refresh(house, {promise.owner_id, gesture.person.id}, now=gesture.now)
    message = views.saved(promise, customer, entry, eye(house, gesture), remarks=remarks)
    return Say(message, title=f"P-{promise.number}")


async def _tell_owner(house: House, gesture: Gesture, customer: Customer, promise: Promise) -> None:
    owner = await house.people.get(promise.owner_id, now=gesture.now)
    seen = views.Eye(owner.zone, house.settings.working_hours, gesture.now)
    message = views.saved_by_others(promise, customer, gesture.person.id, seen)
    await house.client.chat_postMessage(
        channel=owner.id, unfurl_links=False, unfurl_media=False, **message.body()
    )


async def _owner(house: House, gesture: Gesture, user_id: str) -> Person:
    owner = (
        gesture.person if user_id == gesture.person.id else await house.people.get(user_id, now=gesture.now)
    )
    admit_owner(owner)
    return owner


async def _form(house: House, gesture: Gesture) -> View:
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return views.give_form(owner_id=gesture.person.id, customer=linked)


async def _half_form(
    house: House, gesture: Gesture, wish: Wish, remark: str, *, doubtful: bool = False
) -> View:
    """The form with everything that was understood; a doubtful date is left to be typed again."""
    customer, words = await house.db.read(_known_customer, gesture, wish)
    return views.give_form(
        words=words,
        due="" if doubtful else as_typed(wish.given.due),
        aim=as_typed(wish.given.aim),
        owner_id=wish.given.owner_id,
        customer=customer,
        new_customer="" if customer else wish.name[:NAME_MAX],
        remarks=[remark],
        source=wish.given.source_link,
    )


def _known_customer(conn: Connection, gesture: Gesture, wish: Wish) -> tuple[Customer | None, str]:
    try:
        return _customer(conn, gesture, replace(wish, new=False))
    except (WhichCustomer, Unknown):
        return None, wish.given.words


async def new(house: House, gesture: Gesture) -> Answer:
    """The empty form, or with a customer's number the form for them."""
    customer = None
    if gesture.value.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(gesture.value))
    return Ask(views.give_form(owner_id=gesture.person.id, customer=customer))


async def from_message(house: House, gesture: Gesture) -> Answer:
    """*Log a promise* on a message: its words, its link and its channel's customer, in the form."""
    names = {
        user_id: (await house.people.get(user_id, now=gesture.now)).name
        for user_id in mentioned(gesture.value)
    }
    said = wording.read_promise(
        gesture.value, now=local(gesture.now, gesture.person), order=house.settings.date_order
    )
    question = doubt(said.due, typed=said.due_text, person=gesture.person, now=gesture.now)
    given = rules.Given(
        words=plain(f"{said.customer}: {said.words}" if said.customer else said.words, names),
        owner_id=gesture.person.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        due=None if question else wall(said.due),
        aim=None if question else wall(said.aim),
        source_link=_permalink(house, gesture),
    )
    wish = Wish(given, name=plain(said.customer, names), channel_id=gesture.channel_id)
    known = await house.db.read(_known_customer, gesture, wish)
    if known[0] is not None and said.customer:
        wish = replace(wish, given=replace(given, words=plain(said.words, names)))
    elif said.customer:  # "FYI: …" is no customer's name; the channel may say whose it is
        wish = replace(wish, name="")
    remark = question or "Colleagues will see these words on the promise, so leave out what is not for them."
    return Ask(await _half_form(house, gesture, wish, remark))


def _permalink(house: House, gesture: Gesture) -> str:
    """The message's own address, as Slack builds it."""
    ts = str(gesture.source.get("ts") or "")
    thread = gesture.source.get("thread_ts")
    address = f"{house.team_url}archives/{gesture.channel_id}/p{ts.replace('.', '')}"
    return f"{address}?thread_ts={thread}&cid={gesture.channel_id}" if thread and thread != ts else address


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    wish = await _read_form(house, gesture)
    try:
        customer, promise, entry = await house.db.write(save, gesture, wish, house.terms)
    except WhichCustomer as unsure:
        raise Unknown(
            "Choose the customer from the list, or add a new one there.", field="customer"
        ) from unsure
    return await _saved(house, gesture, customer, promise, entry)


async def _read_form(house: House, gesture: Gesture) -> Wish:
    form = gesture.form
    owner = await _owner(house, gesture, form.get("owner") or gesture.person.id)
    given = rules.Given(
        words=form.get("words", ""),
        owner_id=owner.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        due=read_field(house, gesture.person, form.get("due", ""), field="due", now=gesture.now),
        aim=read_field(house, gesture.person, form.get("aim", ""), field="aim", now=gesture.now),
        kind=form.get("kind"),
        agreed=form.get("agreed", "said"),
        source_link=str(gesture.memory.get("source") or ""),
    )
    chosen = form.get("customer", "")
    if chosen.startswith(NEW):
        return Wish(given, name=chosen.removeprefix(NEW), new=True)
    if not chosen.isdecimal():
        raise Unknown("Choose the customer from the list, or add a new one there.", field="customer")
    return Wish(given, number=int(chosen))


async def mine(house: House, gesture: Gesture) -> Answer:
    """My open promises, soonest first."""
    found, count = await house.db.read(
        partial(promises.open_of_owner, most=LISTED), gesture.team_id, gesture.person.id
    )
    return Say(views.mine(found, count, eye(house, gesture)))


async def show_pressed(house: House, gesture: Gesture) -> Answer:
    """*Open* on a promise."""
    return await show(house, gesture, number_of(gesture.value))


async def edit_pressed(house: House, gesture: Gesture) -> Answer:
    """*Edit* on a promise."""
    return await open_edit(house, gesture, number_of(gesture.value))


async def more_pressed(house: House, gesture: Gesture) -> Answer:
    """The ⋯ menu of a promise: open, edit, or one of the endings."""
    number, _, what = gesture.value.partition(" ")
    if what == "show":
        return await show(house, gesture, number_of(number))
    if what == "edit":
        return await open_edit(house, gesture, number_of(number))
    return await promise_life.open_close(house, gesture, number_of(number), what)


async def open_edit(house: House, gesture: Gesture, number: int) -> Answer:
    """The form with what the promise says."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    return Ask(
        views.give_form(
            words=promise.words,
            due=as_typed(promise.due_wall),
            aim=as_typed(promise.aim_wall),
            owner_id=promise.owner_id,
            kind=promise.kind,
            agreed=promise.agreed,
            customer=customer,
            number=number,
            source=promise.source_link,
        )
    )


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form."""
    wish = await _read_form(house, gesture)
    number = int(gesture.memory.get("number") or 0)
    promise, customer, entry, before = await house.db.write(save_edit, gesture, wish, number, house.terms)
    if promise.owner_id not in {before, gesture.person.id}:
        house.talk.later(_tell_owner(house, gesture, customer, promise))
    refresh(house, {before, promise.owner_id, gesture.person.id}, now=gesture.now)
    message = views.changed(promise, customer, " is corrected.", entry, eye(house, gesture))
    return Say(message, title=f"P-{number}")


def save_edit(
    conn: Connection, gesture: Gesture, wish: Wish, number: int, terms: rules.Terms
) -> tuple[Promise, Customer, History, str]:
    """Writes the correction; returns the former owner too. Raises a Refusal."""
    promise = promise_of(conn, gesture, number, lock=True)
    before = promise.owner_id

    def effect() -> History:
        customer, _ = _customer(conn, gesture, wish)
        decided: changes.Change = rules.edit(
            promise, wish.given, customer_id=customer.id or 0, terms=terms, now=gesture.now
        )
        return rows.change(
            conn, promise, decided.what, decided.fields, by=gesture.person.id, via="form", now=gesture.now
        )

    entry = once(conn, gesture, effect)
    return promise, customer_of(conn, promise), entry, before
