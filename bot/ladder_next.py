"""Whom the next step of the ladder reaches: the cover, then a lead, and nobody after that."""

from collections.abc import Sequence
from datetime import timedelta

from bot.standing_in import Call, Circle, Told, leads_of


def who_follows(
    circle: Circle, base: Sequence[Call], taken: Sequence[Call], told: Sequence[Told]
) -> str | None:
    """Whom the next step reaches: the cover, or where there is none a lead; nobody after that."""
    if any(each.role == "lead" for each in taken):
        return None
    already = [each.recipient_id for each in base] + [circle.owner_id or ""]
    backup = circle.known.get(circle.backup_id or "")
    if not taken and base[0].role == "owner" and backup and backup.reachable and backup.id not in already:
        return backup.id
    leads = leads_of(circle, already, told, urgent=False)
    return next((each for each in leads if circle.known[each].reachable), None)


def role(person_id: str, circle: Circle) -> str:
    """What somebody is on the ladder."""
    return "cover" if person_id == circle.backup_id else "lead"


def lead_missing(taken: Sequence[Call], circle: Circle) -> bool:
    """Whether a lead has still to hear of it, and only cannot yet."""
    if any(each.role == "lead" for each in taken):
        return False
    return any(
        not circle.known[each].reachable and not circle.known[each].gone and each != circle.owner_id
        for each in circle.leads
    )


def first_wait(first: Call, person_id: str, circle: Circle) -> timedelta:
    """How long silence of whoever was asked first takes until the next one hears of it: the cover, or a lead, who is waited
    for as long if there is no cover; a cover who was asked in the owner's place has had that wait."""
    cover, lead = (timedelta(hours=each) for each in circle.waits)
    if role(person_id, circle) == "cover":
        return cover
    return lead if first.role == "cover" else cover + lead
