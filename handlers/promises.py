"""Giving a promise, finding it again, and putting right what was logged: `/promise`, the form, the message shortcut."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from slack_sdk.models.views import View
from sqlalchemy import Connection

from bot import customers as customer_rules
from bot import promises as rules
from bot import wording
from bot.access import Person, Standing, admit_owner
from bot.calendar import instant, wall_on
from bot.moments import day_in_words
from bot.refusals import ChangedSince, Refusal, Unknown, Unreadable, WrongOrder
from bot.text import NAME_MAX
from handlers import promise_life
from handlers.due_dates import as_typed, doubt, read_field, wall
from handlers.effects import WhichCustomer, add_customer, customer_of, once, promise_of, via
from handlers.gestures import Answer, Ask, Gesture, Say, recall
from handlers.home import refresh
from handlers.house import House
from handlers.people import local
from handlers.promise_card import eye, look, number_of, show
from handlers.routes import Routes
from handlers.slack_text import mentioned, plain
from handlers.stale_forms import merged, shown
from handlers.undo import undo_last
from handlers.views import help as help_views
from handlers.views import promises as views
from handlers.views.undo import concerns
from handlers.views.which_customer import look_alikes, which_customer
from storage import customers, promises, rows
from storage.tables import Customer, History, Promise

LISTED = 10
# A name that Slack did not turn into a mention, because nobody here has it.
UNKNOWN_PERSON = re.compile(r"(?<![\w<.])@[\w.-]{2,40}")
NEW = "new:"


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
        return await order(house, gesture, asked.number, plain(asked.rest, await _names(house, gesture)))
    if asked.number is not None:
        raise Unreadable(
            f"I don't know what to do to P-{asked.number} with that. Try kept, late, partly, not kept, called off, "
            f"risk, told, or move, for example /promise move P-{asked.number} to Tue."
        )
    return Say(help_views.promise())


@dataclass(frozen=True)
class Wish:
    """A promise ready to be saved, but for the customer: a number, or a name as typed, or the words' first ones.

    With `new` the name is a new customer's, though those whose numbers are `known` go by it too.
    """

    given: rules.Given
    name: str = ""
    number: int | None = None
    new: bool = False
    channel_id: str = ""
    known: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """The pressed answer to "which customer?": a `number`, or a new one called `name`, which those `known` share.

    The question was about what was typed `at` an instant, and about this `name` in it. With `whole` the name is none,
    and belongs to the words.
    """

    at: datetime
    name: str
    number: int | None
    known: tuple[int, ...] = ()
    whole: bool = False


async def give(house: House, gesture: Gesture, typed: str, chosen: Chosen | None = None) -> Answer:
    """A promise in words: logged at once if they say enough, otherwise the form with the rest filled in.

    With a `chosen` customer its dates are still those that were meant when it was typed.
    """
    said_at = chosen.at if chosen else gesture.now
    said = wording.read_promise(typed, now=local(said_at, gesture.person), order=house.settings.date_order)
    names = {user_id: (await house.people.get(user_id, now=gesture.now)).name for user_id in mentioned(typed)}
    words, name = plain(said.words, names), plain(said.customer, names)
    if chosen is not None:
        name, words = _without_name(chosen, name, words)
    owner = await _owner(house, gesture, said.owner_id or gesture.person.id)
    asked = partial(doubt, person=gesture.person, now=gesture.now)
    due_question, aim_question = asked(said.due, typed=said.due_text), asked(said.aim, typed=said.aim_text)
    given = rules.Given(
        words=words,
        owner_id=owner.id,
        said_by=gesture.person.id,
        zone=gesture.person.zone,
        due=None if due_question else wall(said.due),
        aim=None if aim_question else wall(said.aim),
    )
    wish = Wish(given, name, channel_id=gesture.channel_id)
    if chosen is not None:
        wish = replace(wish, number=chosen.number, new=chosen.number is None, known=chosen.known)
    remarks = [question for question in (due_question, aim_question) if question]
    if said.due is None and words:
        remarks.append("Which date were they told? Leave it empty if none was said.")
    if remarks or not words:
        form = await _half_form(house, gesture, wish, *(remarks or ["What did you promise?"]))
        return Ask(form, kept=plain(typed, names))
    try:
        saved = await house.db.write(save, gesture, wish, house.terms)
    except WhichCustomer as unsure:
        return await _ask_customer(house, gesture, wish, unsure, typed, said_at)
    except (
        WrongOrder
    ) as refusal:  # "by EOD" when the day has ended, an aim after the date: asked, not refused
        left = replace(given, due=None) if refusal.field == "due" else replace(given, aim=None)
        form = await _half_form(house, gesture, replace(wish, given=left), refusal.sentence)
        return Ask(form, kept=plain(typed, names))
    return await _saved(house, gesture, *saved)


def _without_name(chosen: Chosen, name: str, words: str) -> tuple[str, str]:
    """The customer's name and the words without it, also where it has no colon."""
    if chosen.whole:
        return "", f"{name}: {words}" if name else words
    if name:
        return name, words
    fold = customer_rules.fold
    rest = [rest for head, rest in wording.heads(words) if fold(head) == fold(chosen.name)]
    return chosen.name, rest[0] if rest else words


def save(
    conn: Connection, gesture: Gesture, wish: Wish, terms: rules.Terms
) -> tuple[Customer, Promise, History, bool]:
    """Finds or adds the customer and writes the promise with its history; says too whether that is new or a repeated
    gesture found what it had written. Raises WhichCustomer or a Refusal."""
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
        return *made[0], entry, True
    promise = rows.row_of(conn, entry)
    if not isinstance(promise, Promise):
        raise Unknown(
            "That gesture came twice, and what it did first was something else. Nothing was logged."
        )
    return customer_of(conn, promise), promise, entry, False


def _customer(conn: Connection, gesture: Gesture, wish: Wish) -> tuple[Customer, str]:
    """Whom the promise is for, and its words without their name. Raises WhichCustomer."""
    team_id, words = gesture.team_id, wish.given.words
    if wish.number is not None:
        chosen = customers.by_number(conn, team_id, wish.number)
        if chosen is None:
            raise Unknown("That customer was taken back. Choose another one.", field="customer")
        return chosen, words
    if wish.new:
        return add_customer(conn, gesture, wish.name, owner_id=None, known=wish.known)[0], words
    if wish.name:
        folded = customer_rules.fold(wish.name)
        same = customers.named(conn, team_id, [folded]).get(folded, [])
        if len(same) == 1:
            return same[0], words
        raise WhichCustomer(wish.name, same, _linked(conn, team_id, wish), words)
    begun = {customer_rules.fold(head): (head, rest) for head, rest in reversed(wording.heads(words))}
    found = customers.named(conn, team_id, begun)
    for folded, (head, rest) in reversed(begun.items()):
        if same := found.get(folded, []):
            if len(same) == 1:
                return same[0], rest
            raise WhichCustomer(head, same, _linked(conn, team_id, wish), rest)
    if linked := _linked(conn, team_id, wish):
        return linked, words
    raise WhichCustomer("", [], None, words)


def _linked(conn: Connection, team_id: str, wish: Wish) -> Customer | None:
    """The channel's own customer; asked for only where the words name nobody for certain."""
    return customers.of_channel(conn, team_id, wish.channel_id) if wish.channel_id else None


async def _ask_customer(
    house: House, gesture: Gesture, wish: Wish, unsure: WhichCustomer, typed: str, said_at: datetime
) -> Answer:
    """The question with a button for each, or, where the name or the buttons cannot hold it all, the form."""
    if unsure.name and len(unsure.name) <= NAME_MAX and len(unsure.same) <= customer_rules.MOST_CLOSE:
        close = unsure.same or await house.db.read(close_ones, gesture.team_id, unsure.name)
        memory = {"typed": typed, "at": said_at.isoformat(), "name": unsure.name}
        message = which_customer(
            unsure.name, close, memory=memory, same_name=bool(unsure.same), linked=unsure.linked
        )
        if message is not None:
            return Say(message)
    form = await _half_form(house, gesture, replace(wish, new=False), "Which customer is it for?")
    return Ask(form, kept=plain(typed))


def close_ones(conn: Connection, team_id: str, name: str) -> list[Customer]:
    """The customers whose names look like this one, the closest first."""
    ids = customer_rules.close_ones(name, customers.all_names(conn, team_id))
    found = (customers.by_id(conn, team_id, customer_id) for customer_id in ids)
    return [customer for customer in found if customer is not None]


async def customer_chosen(house: House, gesture: Gesture) -> Answer:
    """One of the offered customers was pressed: what was typed is logged for them."""
    memory = recall(gesture.value)
    if not memory:
        raise Refusal("That button is from an older Kept. Type the promise again.")
    chosen = Chosen(
        datetime.fromisoformat(memory["at"]),
        memory["name"],
        memory.get("number"),
        tuple(memory.get("known", ())),
        whole=gesture.name == "customer_is_linked",
    )
    return await give(house, gesture, memory["typed"], chosen)


async def _saved(
    house: House, gesture: Gesture, customer: Customer, promise: Promise, entry: History, fresh: bool
) -> Answer:
    remarks = [
        f"I don't know {name}, so that stayed in the words." for name in UNKNOWN_PERSON.findall(gesture.value)
    ]
    if promise.owner_id != gesture.person.id:
        owner = await house.people.get(promise.owner_id, now=gesture.now)
        if fresh:
            house.talk.later(_tell_owner(house, gesture, customer, promise))
        remarks.append(f"{owner.name} hears of it from me, with the same buttons.")
    refresh(house, {promise.owner_id, gesture.person.id}, now=gesture.now)
    message = views.saved(promise, customer, entry, eye(house, gesture), remarks=remarks)
    return Say(message, title=f"P-{promise.number}")


async def _tell_owner(house: House, gesture: Gesture, customer: Customer, promise: Promise) -> None:
    """Tells somebody what a colleague gave them to keep, and the colleague if that did not reach them."""
    owner = await house.people.get(promise.owner_id, now=gesture.now)
    seen = views.Eye(owner.zone, house.settings.working_hours, gesture.now)
    message = views.made_owner(promise, customer, gesture.person.id, seen)
    if not await house.tell(owner.id, message.body()):
        sorry = views.not_reached(owner.name, promise)
        await house.tell(gesture.person.id, sorry.body())


async def _names(house: House, gesture: Gesture) -> dict[str, str]:
    """The names of the people mentioned in what was typed, by id."""
    people = [await house.people.get(user_id, now=gesture.now) for user_id in mentioned(gesture.value)]
    return {person.id: person.name for person in people}


async def _owner(house: House, gesture: Gesture, user_id: str) -> Person:
    owner = (
        gesture.person if user_id == gesture.person.id else await house.people.get(user_id, now=gesture.now)
    )
    admit_owner(owner)
    return owner


async def _form(house: House, gesture: Gesture) -> View:
    linked = await house.db.read(customers.of_channel, gesture.team_id, gesture.channel_id)
    return views.give_form(owner_id=gesture.person.id, customer=linked)


async def _half_form(house: House, gesture: Gesture, wish: Wish, *remarks: str) -> View:
    """The form with everything that was understood, and the remarks on what was not."""
    customer, words, which = await house.db.read(_known_customer, gesture, wish)
    said_by = wish.given.said_by
    return views.give_form(
        words=words,
        due=as_typed(wish.given.due),
        aim=as_typed(wish.given.aim),
        owner_id=wish.given.owner_id,
        customer=customer,
        new_customer="" if customer or which else wish.name[:NAME_MAX],
        remarks=[remark for remark in (*remarks, which) if remark],
        memory={
            "source": wish.given.source_link,
            "said_by": said_by if said_by != gesture.person.id else "",
        },
    )


def _known_customer(conn: Connection, gesture: Gesture, wish: Wish) -> tuple[Customer | None, str, str]:
    """The customer if that is certain, the words without their name, and else the remark on who it may be."""
    words = wish.given.words
    if wish.new:
        return None, words, ""
    try:
        return *_customer(conn, gesture, wish), ""
    except WhichCustomer as unsure:
        if not unsure.name:
            return None, words, ""
        alike = list(unsure.same) or close_ones(conn, gesture.team_id, unsure.name)
        if unsure.linked and unsure.linked.id not in {each.id for each in alike}:
            alike.append(unsure.linked)
        same = bool(unsure.same)
        return None, unsure.words, look_alikes(unsure.name, alike, same_name=same) if alike else ""
    except Unknown:
        return None, words, ""


async def new(house: House, gesture: Gesture) -> Answer:
    """The empty form, or with a customer's number the form for them."""
    customer = None
    if gesture.value.isdecimal():
        customer = await house.db.read(customers.by_number, gesture.team_id, int(gesture.value))
    return Ask(views.give_form(owner_id=gesture.person.id, customer=customer))


async def from_message(house: House, gesture: Gesture) -> Answer:
    """*Log a promise* on a message: its words, its link, its writer and its channel's customer, in the form.

    Dates are read as they were meant: on the writer's clock when it was written. What was said in private is quoted
    nowhere else, so its words are left to the person (product page, section 8).
    """
    names = await _names(house, gesture)
    writer, written_at = await _written(house, gesture)
    said = wording.read_promise(gesture.value, now=local(written_at, writer), order=house.settings.date_order)
    given = rules.Given(
        words=plain(f"{said.customer}: {said.words}" if said.customer else said.words, names),
        owner_id=gesture.person.id,
        said_by=writer.id,
        zone=writer.zone,
        due=wall(said.due),
        aim=wall(said.aim),
        source_link=_permalink(house, gesture),
    )
    wish = Wish(given, name=plain(said.customer, names), channel_id=gesture.channel_id)
    known = await house.db.read(_known_customer, gesture, wish)
    if known[0] is not None and said.customer:
        wish = replace(wish, given=replace(given, words=plain(said.words, names)))
    elif said.customer:  # "FYI: …" is no customer's name; the channel may say whose it is
        wish = replace(wish, name="")
    wish, question = _ask_old_date(house, gesture, wish, said, writer)
    remark = "Colleagues will see these words on the promise, so leave out what is not for them."
    if gesture.source.get("private"):
        wish = replace(wish, given=replace(wish.given, words=""))
        remark = "That was said in private, so I quote none of it. Say it in words that colleagues may see."
    return Ask(await _half_form(house, gesture, wish, remark, question))


async def _written(house: House, gesture: Gesture) -> tuple[Person, datetime]:
    """Who wrote the message, if that is a colleague, and when; otherwise this person, and now."""
    ts = str(gesture.source.get("ts") or "")
    written_at = datetime.fromtimestamp(float(ts), UTC) if ts.replace(".", "", 1).isdecimal() else gesture.now
    user_id = str(gesture.source.get("user") or gesture.person.id)
    writer = await house.people.get(user_id, now=gesture.now)
    return (writer if writer.standing is Standing.MEMBER else gesture.person), written_at


def _ask_old_date(
    house: House, gesture: Gesture, wish: Wish, said: wording.Said, writer: Person
) -> tuple[Wish, str]:
    """The wish without a date that is in doubt or over by now, and the question about it; dates on this person's clock."""
    question = doubt(said.due, typed=said.due_text, person=writer, now=gesture.now)
    zone, own = writer.zone, gesture.person.zone
    due = None if question or wish.given.due is None else wall_on(wish.given.due, zone, own)
    if due is not None and instant(due, own, house.settings.working_hours) < gesture.now:
        day = day_in_words(due, now=gesture.now, zone=own)
        due, question = None, f"“{said.due_text}” was {day}, which is over. Which date were they told?"
    unsure = due is None or doubt(said.aim, typed=said.aim_text, person=writer, now=gesture.now)
    aim = None if unsure or wish.given.aim is None else wall_on(wish.given.aim, zone, own)
    return replace(wish, given=replace(wish.given, due=due, aim=aim, zone=own)), question


def _permalink(house: House, gesture: Gesture) -> str:
    """The message's own address, as Slack builds it."""
    ts = str(gesture.source.get("ts") or "")
    thread = gesture.source.get("thread_ts")
    address = f"{house.team_url}archives/{gesture.channel_id}/p{ts.replace('.', '')}"
    return f"{address}?thread_ts={thread}&cid={gesture.channel_id}" if thread and thread != ts else address


async def give_from_form(house: House, gesture: Gesture) -> Answer:
    """The form sent off: the same rules, a refusal under the field it concerns."""
    wish = await _read_form(house, gesture)
    saved = await house.db.write(save, gesture, wish, house.terms)
    return await _saved(house, gesture, *saved)


async def _read_form(house: House, gesture: Gesture, *, clock: str = "") -> Wish:
    """The form's fields; its dates are on this person's clock, or on that of the zone `clock`."""
    form, reader = gesture.form, replace(gesture.person, zone=clock or gesture.person.zone)
    owner = await _owner(house, gesture, form.get("owner") or gesture.person.id)
    given = rules.Given(
        words=form.get("words", ""),
        owner_id=owner.id,
        said_by=str(gesture.memory.get("said_by") or gesture.person.id),
        zone=reader.zone,
        due=read_field(house, reader, form.get("due", ""), field="due", now=gesture.now),
        aim=read_field(house, reader, form.get("aim", ""), field="aim", now=gesture.now),
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
    """The form with what the promise says; it remembers that, so that sending it off changes only what was touched."""
    promise, customer, _ = await house.db.read(look, gesture, number)
    now_in_it = _as_form(promise, customer)
    return Ask(
        views.give_form(
            words=promise.words,
            due=now_in_it["due"],
            aim=now_in_it["aim"],
            owner_id=promise.owner_id,
            kind=promise.kind,
            agreed=promise.agreed,
            customer=customer,
            number=number,
            memory={"shown": shown(now_in_it)},
        )
    )


def _as_form(promise: Promise, customer: Customer) -> dict[str, str]:
    """What a promise says, as the fields of its form hold it."""
    return {
        "customer": str(customer.number),
        "words": promise.words,
        "due": as_typed(promise.due_wall),
        "aim": as_typed(promise.aim_wall),
        "owner": promise.owner_id,
        "kind": promise.kind,
        "agreed": promise.agreed,
    }


async def edit_from_form(house: House, gesture: Gesture) -> Answer:
    """What was corrected in the form; a field that nobody touched there stays as it is by now."""
    number = int(gesture.memory.get("number") or 0)
    seen, customer, _ = await house.db.read(look, gesture, number)
    fields = merged(gesture.form, gesture.memory.get("shown") or {}, _as_form(seen, customer))
    wish = await _read_form(house, replace(gesture, form=fields), clock=seen.zone)
    promise, customer, entry, fresh = await house.db.write(save_edit, gesture, wish, seen, house.terms)
    if fresh and promise.owner_id not in {seen.owner_id, gesture.person.id}:
        house.talk.later(_tell_owner(house, gesture, customer, promise))
    if fresh and seen.owner_id not in {promise.owner_id, gesture.person.id}:
        house.talk.later(_tell_former_owner(house, gesture, customer, promise, seen.owner_id))
    refresh(house, {seen.owner_id, promise.owner_id, gesture.person.id}, now=gesture.now)
    message = views.changed(promise, customer, " is corrected.", entry, eye(house, gesture))
    return Say(message, title=f"P-{number}")


async def _tell_former_owner(
    house: House, gesture: Gesture, customer: Customer, promise: Promise, user_id: str
) -> None:
    former = await house.people.get(user_id, now=gesture.now)
    seen = views.Eye(former.zone, house.settings.working_hours, gesture.now)
    news = "gave it to somebody else: you are its owner no longer."
    await house.tell(user_id, concerns(promise, customer, gesture.person.id, news, seen).body())


def save_edit(
    conn: Connection, gesture: Gesture, wish: Wish, seen: Promise, terms: rules.Terms
) -> tuple[Promise, Customer, History, bool]:
    """Writes the correction to what was `seen` a moment ago; says too whether it is new. Raises a Refusal."""
    promise = promise_of(conn, gesture, seen.number, lock=True)
    made: list[bool] = []

    def effect() -> History:
        if promise.model_dump() != seen.model_dump():
            raise ChangedSince("Somebody changed it at this very moment. Save once more.", field="words")
        customer, _ = _customer(conn, gesture, wish)
        decided = rules.edit(promise, wish.given, customer_id=customer.id or 0, terms=terms, now=gesture.now)
        made.append(True)
        return rows.change(
            conn, promise, decided.what, decided.fields, by=gesture.person.id, via="form", now=gesture.now
        )

    entry = once(conn, gesture, effect)
    return promise, customer_of(conn, promise), entry, bool(made)
