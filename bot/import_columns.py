"""What the columns of somebody's file are called, and which of ours each one is."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

# Ours, and how others call them: English, and what a German, Estonian, French or Spanish system writes.
SPELLINGS: Mapping[str, str] = {
    "name": "name|customer|company|account|client|organisation|organization|business|firm|company name|trade name"
    "|kunde|kundenname|firma|klient|kliendi nimi|ettevõte|entreprise|société|cliente|empresa|nom|nombre|nimi",
    "other_names": "other names|other name|aliases|alias|also known as|aka|short name|nickname|legal name|dba"
    "|muud nimed|weitere namen|kurzname",
    "number": "number|c number|kept number|reference",
    "owner": "owner|owner id|owner name|owner e mail|owner email|manager|account manager|account executive|responsible|rep"
    "|sales rep|assigned to|assignee|csm|customer success manager|key account manager|betreuer|zuständig|ansprechpartner intern"
    "|haldur|kliendihaldur|responsable|propietario",
    "backup": "backup|backup owner|back up|deputy|stand in|cover|second owner|substitute|vertretung|asendaja",
    "tier": "tier|level|class|segment|category|rank|grade|abc|customer class|klasse|tase",
    "tags": "tags|tag|labels|label|keywords|groups|sildid|stichworte|etiquetas|étiquettes",
    "stage": "stage|status|state|lifecycle|lifecycle stage|phase|staatus|statut|estado",
    "since": "since|customer since|start|start date|since date|joined|first order|onboarded|onboarding date|kunde seit|alates"
    "|klient alates|depuis|desde",
    "rhythm_days": "rhythm|rhythm days|days|contact every|contact every days|cadence|frequency|days between contacts|touch every"
    "|contact rhythm",
    "reach": "reach|how to reach|how to reach them|prefers|preferred contact|preferred channel|contact preference",
    "style": "style|tone",
    "matters": "matters|what matters|what matters to them|notes|note|comment|comments|remarks|remark|description|info"
    "|notizen|bemerkung|märkused|notas",
    "dos": "dos|do|do s|always",
    "donts": "donts|don ts|don t|dont|do not|never|avoid",
    "lost_reason": "lost reason|reason lost|churn reason",
    "lost_words": "lost words|what they said",
    "could_have": "could have|what we could have done",
    "person": "person|contact|contact person|contact name|person name|full name|primary contact|main contact|ansprechpartner"
    "|kontaktperson|kontakt|contacto",
    "person_first": "first name|firstname|given name|vorname|eesnimi|prénom",
    "person_last": "last name|lastname|surname|family name|nachname|perekonnanimi",
    "person_role": "role|title|job title|position|function|contact role|contact title|person role|funktion|amet",
    "person_reach": "person reach",
    "person_email": "e mail|email|mail|e mail address|email address|contact e mail|contact email|person email|meil|e post|correo",
    "person_phone": "phone|telephone|tel|mobile|cell|phone number|mobile number|contact phone|telefon|handy|téléphone|teléfono",
    "channels": "channels|channel|slack channel|slack channels|slack",
}
# What Kept writes and does not take back: it follows from something else.
WRITTEN_ONLY = frozenset(["met at", "last met", "created", "created at", "created by", "backup name"])
# "Customer tier", "Account owner": the same as without that word.
BEFORE = frozenset(["customer", "account", "client", "company", "primary", "main", "kept"])
BETWEEN = re.compile(r"[\W_]+")
LABELS: Mapping[str, str] = {
    "name": "Name",
    "other_names": "Other names",
    "number": "C-number",
    "owner": "Owner",
    "backup": "Backup",
    "tier": "Tier",
    "tags": "Tags",
    "stage": "Stage",
    "since": "Customer since",
    "rhythm_days": "Days between contacts",
    "reach": "How they like to be reached",
    "style": "Style",
    "matters": "What matters to them",
    "dos": "Do's",
    "donts": "Don'ts",
    "lost_reason": "Lost: the reason",
    "lost_words": "Lost: what they said",
    "could_have": "Lost: what we could have done",
    "person": "A person there",
    "person_first": "Their first name",
    "person_last": "Their last name",
    "person_role": "Their role",
    "person_reach": "How to reach that person",
    "person_email": "Their e-mail",
    "person_phone": "Their phone",
    "channels": "Slack channels",
}


class Columns(NamedTuple):
    """Which columns (from 0) hold each of ours, in the file's order, and the headings of those that are not used.

    With `bare` there is no line of headings: the first column is the name.
    """

    places: Mapping[str, Sequence[int]]
    unused: Sequence[str]
    headings: Sequence[str]
    bare: bool = False


def _known() -> dict[str, str]:
    found = {}
    for ours, spellings in SPELLINGS.items():
        for spelling in spellings.split("|"):
            found[spelling] = ours
    for before, (spelling, ours) in product(BEFORE, list(found.items())):
        found.setdefault(f"{before} {spelling}", ours)
    return found


KNOWN = _known()


def heading(text: str) -> str:
    """A heading as it is compared: small letters, single blanks."""
    return BETWEEN.sub(" ", text.casefold()).strip()


def guess(headings: Sequence[str]) -> Columns | None:
    """Which column is which; None where none of them is a customer's name."""
    places: dict[str, list[int]] = {}
    unused = []
    for place, text in enumerate(headings):
        ours = KNOWN.get(heading(text))
        if ours is not None:
            places.setdefault(ours, []).append(place)
        elif text and heading(text) not in WRITTEN_ONLY:
            unused.append(text)
    # "Company, Name, E-mail": the second is then the person's.
    names = places.get("name", [])
    if not names:
        return None
    if len(names) > 1 and "person" not in places:
        plain = [place for place in names if heading(headings[place]) in {"name", "nom", "nombre", "nimi"}]
        if (
            plain
            and len(plain) < len(names)
            and {"person_email", "person_phone", "person_role"} & set(places)
        ):
            places["person"] = plain
            places["name"] = [place for place in names if place not in plain]
    return Columns(places, unused, list(headings))


def is_heading(text: str) -> bool:
    """Whether this is what a column may be called."""
    return heading(text) in KNOWN


def without(cells: Sequence[str]) -> Columns:
    """A file without a line of headings: its first column are the names."""
    return Columns({"name": [0]}, [], [f"column {place}" for place in range(1, len(cells) + 1)], bare=True)
