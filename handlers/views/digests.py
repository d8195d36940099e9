"""A channel's weekly digest: good news first, then what needs us and who has it."""

from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, DividerBlock

from bot import digests as rules
from bot import moments
from bot.text import shorten
from handlers.views.digest_news import good_news
from handlers.views.digest_told import NUMBERS, WORDS, Reader, Some, Told, ended
from handlers.views.parts import Message, actions, bold, button, line
from storage.tables import Digest


def digest(told: Told, digest_: Digest, span: tuple[str, str], reader: Reader, *, numbers: str) -> Message:
    """The whole post. `span` are the first and last day in words; `numbers` is the span as the buttons carry it."""
    good = good_news(told, reader)
    parts = [each for each in (good, _needs_us(told, reader), _overlooked(told, reader)) if each]
    blocks: list[Block] = [line(bold("Our week with customers"), f" · {span[0]} to {span[1]}")]
    for at, part in enumerate(parts):
        blocks += [*([DividerBlock()] if at else []), *part]
    if told.longest_with_us:
        blocks += [DividerBlock(), _longest_with_us(told)]
    blocks.append(_standards(told))
    if buttons := _numbers(told, numbers):
        blocks.append(actions("numbers", *buttons))
    hidden = " Words that were said in private are left out here." if reader.hides else ""
    when = rules.in_words(digest_)
    blocks.append(line(f"{when[0].upper()}{when[1:]}.{hidden}"))
    return Message(blocks)


def _standards(told: Told) -> Block:
    """What we aim for, beside how the week's promises went [practice 21]."""
    aims = told.standards
    said = (
        f"What we aim for: an answer within {_hours(aims.reply_within)}, word of trouble within {_hours(aims.tell_within)}, "
        f"{aims.kept_aim} of 100 promises kept on time."
    )
    if aims.ended:
        were = "was" if told.kept.total == 1 else "were"
        said += f" Of the {aims.ended:,} that ended this week, {told.kept.total:,} {were} kept on time."
    return line(said)


def _hours(count: int) -> str:
    return f"{count} working hour{'' if count == 1 else 's'}"


def _longest_with_us(told: Told) -> Block:
    """Whom nobody has thanked for long, once a quarter: an idea, and no offer [practice 33]."""
    named = ", ".join(f"{each.name} (since {(each.since or '')[:4]})" for each in told.longest_with_us)
    return line(
        bold("Longest with us"),
        f": {named}. No gift of ours to them is noted in half a year; a thank-you costs little.",
    )


def _needs_us(told: Told, reader: Reader) -> list[Block]:
    """What nobody has, what is late and who has it [practice 16]. Without blame, and without a call to anybody."""
    blocks: list[Block] = []
    for case, name in told.unowned.found:
        number = str(case.number)
        blocks += [
            line(bold(f"M-{number} · {name}"), f"{ended(reader.words(case))} Nobody has it yet."),
            actions(
                f"case-{number}",
                button("I take it", "mistake_take", number),
                button("Open", "mistake_show", number),
            ),
        ]
    blocks += _more(told.unowned, "without an owner")
    eye = reader.eye
    for promise, name in told.late.found:
        due = moments.day_in_words(promise.due_wall or "", now=eye.now, zone=promise.zone)
        has = f" The date was {due}; {reader.has(promise.owner_id)}."
        blocks.append(line(bold(f"P-{promise.number} · {name}"), ended(reader.words(promise)), has))
    blocks += _more(told.late, "late")
    for waits, name in told.waiting.found:
        since = moments.how_long(eye.now - waits.since_at)
        has = f" They have waited for {since}; {reader.has(waits.owner_id)}."
        blocks.append(line(bold(f"W-{waits.number} · {name}"), ended(reader.words(waits)), has))
    blocks += _more(told.waiting, "waiting")
    for fix in told.fixes:
        who_has = f"its date is over; {reader.has(fix.owner_id)}" if fix.owner_id else "nobody has it yet"
        cause = shorten(" ".join(fix.cause.split()), WORDS)
        blocks.append(line(bold(f"F-{fix.number} · system fix"), f": {cause}, and {who_has}."))
    return [line(bold("What needs us")), *blocks] if blocks else []


def _more(some: Some, which: str) -> list[Block]:
    left = some.total - len(some.found)
    return [line(f"… and {left} more {which}.")] if left > 0 else []


def _overlooked(told: Told, reader: Reader) -> list[Block]:
    """One customer whom nobody met for long, whatever their size [practice 46]."""
    customer, eye = told.overlooked, reader.eye
    if customer is None:
        return []
    if customer.met_at:
        met_on = customer.met_at.astimezone(ZoneInfo(eye.zone)).date()
        day = moments.day_in_words(met_on.isoformat(), now=eye.now, zone=eye.zone)
        last = f"We last met {day}, {moments.how_long(eye.now - customer.met_at)} ago."
    else:
        last = f"No talk with them is noted in the {moments.how_long(eye.now - customer.created_at)} since they were added."
    owner = (
        f" {reader.name(customer.owner_id)} looks after them."
        if customer.owner_id
        else " Nobody looks after them yet."
    )
    number, there = str(customer.number), told.known_there
    whom = f" Ask for {there.name}{f', {there.role}' if there.role else ''}." if there else ""
    return [
        line(bold("Let's not forget "), bold(customer.name), f". {last}{owner}{whom} A short word does it."),
        actions(
            f"overlooked-{number}",
            button("Log a contact", "contact_new", number),
            button("Open", "customer_show", number),
        ),
    ]


def _numbers(told: Told, span: str) -> list[dict[str, object]]:
    """A button for each number, which opens what is behind it."""
    totals = {
        "kept": told.kept.total,
        "logged": told.owned.opened,
        "praised": told.praised.total,
        "unowned": told.unowned.total,
        "late": told.late.total,
        "waiting": told.waiting.total,
    }
    return [
        button(f"{label}: {totals[what]:,}", f"digest_open_{what}", span)
        for what, label in NUMBERS.items()
        if totals[what]
    ]
