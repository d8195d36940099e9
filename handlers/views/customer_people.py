"""What the people of a customer look like: the list of them, the form, and every confirmation."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.customer_people import REACH_MAX, ROLE_MAX
from bot.text import NAME_MAX
from handlers.gestures import remember
from handlers.views.parts import Message, Piece, actions, bold, button, field_text, form, line, who
from storage.tables import Customer, CustomerPerson, History

A_PAGE = 12
MOST_MET_BY = 8


def people(
    customer: Customer,
    found: Sequence[tuple[CustomerPerson, Sequence[str]]],
    count: int,
    *,
    page: int = 0,
    notice: str = "",
) -> Message:
    """A page of a customer's people, each with who of ours has met them and what can be done."""
    number = str(customer.number)
    blocks: list[Block] = [line(notice)] if notice else []
    if not count:
        blocks.append(line("I know nobody at ", bold(customer.name), " yet."))
    else:
        said = "1 person" if count == 1 else f"{count} people"
        shown = f", here {page * A_PAGE + 1} to {page * A_PAGE + len(found)}" if count > len(found) else ""
        blocks.append(line(f"I know {said} at ", bold(customer.name), f"{shown}."))
    for person, met_by in found:
        key = str(person.id)
        blocks += [
            DividerBlock(),
            line(*in_words(person, met_by)),
            actions(
                f"person-{key}",
                button("Edit", "customer_person_edit", key),
                button("Remove", "customer_person_remove", key),
            ),
        ]
    buttons = [button("Add a person", "customer_person_new", number, primary=not count)]
    if page:
        buttons.append(button("Back", "customer_people", f"{number} {page - 1}"))
    if count > page * A_PAGE + len(found):
        buttons.append(button("More", "customer_people_next", f"{number} {page + 1}"))
    buttons.append(button("Open the customer", "customer_show", number))
    return Message([*blocks, actions("people", *buttons)])


def in_words(person: CustomerPerson, met_by: Sequence[str]) -> list[Piece | str]:
    """Somebody in one line: name, role, how to reach them, and who of ours has met them."""
    pieces: list[Piece | str] = [bold(person.name)]
    if person.role:
        pieces.append(f", {person.role}")
    if person.reach:
        pieces.append(f" · {person.reach}")
    for place, user_id in enumerate(met_by[:MOST_MET_BY]):
        pieces += [", " if place else "\nMet by ", who(user_id)]
    if len(met_by) > MOST_MET_BY:
        pieces.append(f" and {len(met_by) - MOST_MET_BY} more")
    return pieces


def person_form(
    customer: Customer,
    fields: Mapping[str, str],
    *,
    person_id: int | None = None,
    memory: Mapping[str, object] | None = None,
) -> View:
    """Name, role and how to reach them; with a `person_id` it corrects that person."""
    return form(
        "customer_person_save" if person_id else "customer_person_add",
        "Edit a person" if person_id else "Add a person",
        "Save" if person_id else "Add",
        [
            line("At ", bold(customer.name), "."),
            field_text("name", "Name", value=fields.get("name", ""), most=NAME_MAX, placeholder="Dana Reyes"),
            field_text(
                "role",
                "What do they do there?",
                value=fields.get("role", ""),
                most=ROLE_MAX,
                placeholder="Plant manager",
                optional=True,
            ),
            field_text(
                "reach",
                "How to reach them",
                value=fields.get("reach", ""),
                hint="A number, an address, and what they like: mornings, never by mail.",
                most=REACH_MAX,
                lines=True,
                optional=True,
            ),
        ],
        memory=remember(number=customer.number, person=person_id, **(memory or {})),
    )


def done(person: CustomerPerson, customer: Customer, said: str, entry: History) -> Message:
    """A change to somebody in one sentence, how they stand now, and *Undo*."""
    number = str(customer.number)
    blocks: list[Block] = [line(bold(person.name), f" {said}")]
    buttons = [button("Undo", "undo", str(entry.id)), button("All their people", "customer_people", number)]
    if person.removed_at is None:
        blocks.append(line(*in_words(person, ())))
        buttons.insert(0, button("Edit", "customer_person_edit", str(person.id)))
    return Message([*blocks, actions("done", *buttons)])
