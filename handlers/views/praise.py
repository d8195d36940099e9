"""What a kind word looks like: its confirmation, its form, and the thanks to the colleague it is about."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.praise import QUOTABLE
from bot.text import WORDS_MAX
from handlers.gestures import remember
from handlers.views.parts import (
    Message,
    Piece,
    actions,
    bold,
    button,
    field_choice,
    field_text,
    form,
    input_of,
    line,
    who,
)
from handlers.views.which_customer import above, customer_field
from storage.tables import Customer, Praise


def shown(
    praise: Praise,
    customer: Customer,
    *,
    logged: int | None,
    said: str = "",
    remarks: Sequence[str] = (),
    asked: bool = True,
) -> Message:
    """A kind word, whom it is about, and whether we may quote it. `logged` is the entry that *Undo* takes back; with
    `asked` it asks for leave to quote where nobody has."""
    pieces: list[Piece | str] = [
        f"{said} " if said else "",
        bold(customer.name),
        ": ",
        bold(f"“{praise.words}”"),
    ]
    if praise.thanked_id:
        pieces += ["\nAbout: ", who(praise.thanked_id)]
    pieces.append(f"\nMay we quote it: {QUOTABLE[praise.quotable]}")
    blocks: list[Block] = [line(*pieces), *(line(remark) for remark in remarks)]
    key = str(praise.id)
    buttons = []
    if praise.quotable not in {"yes", "no"}:
        if asked:
            blocks.append(
                line("Do they let us quote it? Ask them if you can; until they do, it stays among us.")
            )
        buttons.append(button("They let us quote it", "praise_quote", key))
        if asked:
            buttons.append(button("Not asked", "praise_not_asked", key))
    buttons.append(button("Edit", "praise_edit", key))
    if logged:
        buttons.append(button("Undo", "undo", str(logged)))
    buttons.append(button("Open the customer", "customer_show", str(customer.number)))
    return Message([*blocks, actions(f"praise-{key}", *buttons)])


def thanks(praise: Praise, customer: Customer, by: str) -> Message:
    """To the colleague a kind word is about: warm, and short."""
    return Message(
        [
            line(
                "A kind word for you from ",
                bold(customer.name),
                ", passed on by ",
                who(by),
                ": ",
                bold(f"“{praise.words}”"),
                " Thank you!",
            )
        ]
    )


def not_reached(name: str) -> Message:
    """The colleague could not be told."""
    return Message([line(f"I could not reach {name}: please pass the kind word on yourself.")])


def praise_form(
    fields: Mapping[str, str],
    *,
    customer: Customer | None = None,
    new_customer: str = "",
    remarks: Sequence[str] = (),
    praise_id: int | None = None,
    memory: Mapping[str, object] | None = None,
) -> View:
    """A kind word as a form: `fields` are words, colleague and quotable. With a `praise_id` it corrects that one."""
    words = fields.get("words", "")
    blocks = above(words, remarks)
    blocks += [
        customer_field(customer, new_customer),
        field_text(
            "words",
            "What did they say?",
            value=words,
            hint="In their own words.",
            lines=True,
            most=WORDS_MAX,
            placeholder="The fitter was brilliant",
        ),
        input_of(
            "colleague",
            "Who is it about?",
            UserSelectElement(action_id="value", initial_user=fields.get("colleague") or None),
            hint="They hear of it from me.",
            optional=True,
        ),
        field_choice(
            "quotable",
            "May we quote it?",
            [(label.capitalize(), each or "unasked") for each, label in QUOTABLE.items()],
            chosen=fields.get("quotable") or "unasked",
        ),
    ]
    title, send = ("Edit the kind word", "Save") if praise_id else ("Keep a kind word", "Keep it")
    return form(
        "praise_edit" if praise_id else "praise_give",
        title,
        send,
        blocks,
        memory=remember(praise=praise_id, **(memory or {})),
    )
