"""Names in a file that may well be somebody who is known already, found without comparing all with all.

Names are sorted in three ways, and each is compared with its neighbours alone (the "sorted neighbourhood" of record
linkage), so that the time grows with the number of names however they are made up.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bot.customer_names import A_SLIP, DIGITS, INITIAL, LEGAL_FORMS, SHORTEST_SLIP, skeleton

# To each side, in each of the three orders.
NEIGHBOURS = 6
# A first word shorter than this is no name by itself: "Bau" and "Bau Meier".
SHORTEST_BEGINNING = 4
# Forms that are written in two ways.
SAME_FORM = {"incorporated": "inc", "limited": "ltd", "corporation": "corp", "company": "co"}


def look_alikes(wanted: Sequence[tuple[int, str]], known: Iterable[tuple[int, str]]) -> dict[int, list[int]]:
    """For each (place, folded name) of a file, the numbers of the `known` (number, folded name) that it looks like.

    Equal names are not among them, and places that look like nobody are left out.
    """
    names: dict[str, list[int]] = {}
    for number, folded in known:
        names.setdefault(folded, []).append(number)
    found: dict[int, dict[int, None]] = {}
    for order in (_as_seen, _from_behind, _words_sorted):
        keys = sorted((order(folded), folded) for folded in names)
        for place, folded in wanted:
            here = bisect_left(keys, (order(folded), folded))
            for _, other in keys[max(here - NEIGHBOURS, 0) : here + NEIGHBOURS + 1]:
                if other != folded and may_be_one(folded, other):
                    found.setdefault(place, {}).update(dict.fromkeys(names[other]))
    return {place: list(numbers) for place, numbers in found.items()}


def may_be_one(one: str, other: str) -> bool:
    """Whether two folded names, not equal, may well be the same: alike to the eye, a slip apart, the same words in
    another order, or one the beginning of the other. Other digits make another name: "Unit 11" and "Unit 12"."""
    from rapidfuzz import fuzz  # 2.6 MB that only an import needs

    if _as_seen(one) == _as_seen(other):
        return True
    if DIGITS.findall(one) != DIGITS.findall(other):
        return False
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter + " ") and len(shorter) >= SHORTEST_BEGINNING:
        return True
    if len(one) == len(other) and sorted(one.split()) == sorted(other.split()):
        return True
    return len(shorter) >= SHORTEST_SLIP and fuzz.ratio(one, other, score_cutoff=A_SLIP) > 0


def legal_form(name: str) -> str:
    """The legal forms in a name, in one spelling: "ltd" of "Acme Limited", "" where there is none."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = INITIAL.sub(r"\1", plain).replace(".", " ").replace(",", " ").split()
    return " ".join(sorted({SAME_FORM.get(word, word) for word in words if word in LEGAL_FORMS}))


def _as_seen(folded: str) -> str:
    return skeleton(folded).replace(" ", "")


def _from_behind(folded: str) -> str:
    return _as_seen(folded)[::-1]


def _words_sorted(folded: str) -> str:
    return "".join(sorted(skeleton(folded).split()))
