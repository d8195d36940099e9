"""Goodwill to make a mistake right: amounts as people type them, and who may give how much unasked [practice 26]."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bot.patterns import pattern
from bot.refusals import NotAllowed, Unreadable

AMOUNT = pattern(r"([^\d\s.,'’+-]{0,4})\s*([0-9][0-9.,'’ \u00a0\u202f]{0,20})\s*([^\d\s.,'’+-]{0,4})")
MOST_GOODWILL = 10_000_000
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN"}
ROLES = {"member": "a member", "lead": "a lead", "admin": "an admin"}


class Purse(NamedTuple):
    """Goodwill that may be given without asking [practice 26]: `limits` per role in whole units of the `currency`,
    this person's `role`, and the `leads` by name, to be asked for more."""

    role: str
    limits: Mapping[str, int]
    currency: str
    leads: tuple[str, ...] = ()

    @property
    def limit(self) -> int:
        """The most that this person may give, in whole units."""
        return self.limits.get(self.role, 0)


def read_amount(typed: str, *, currency: str) -> int | None:
    """An amount of the workspace's currency in hundredths, None where the field is empty: "50", "49.90", "€1,200".

    Raises Unreadable for what is no amount, another currency, or more than anybody gives.
    """
    text = " ".join(typed.split())
    if not text:
        return None
    found = AMOUNT.fullmatch(text)
    hundredths = _hundredths(found[2]) if found else None
    if found is None or hundredths is None:
        raise Unreadable(f"I can't read “{text[:40]}” as an amount. Try 50 or 49.90.", field="goodwill")
    for sign in (found[1], found[3]):
        if sign and SIGNS.get(sign.casefold(), sign.upper()) != currency.upper():
            raise Unreadable(
                f"Goodwill is counted in {currency} here. How much is it in {currency}?", field="goodwill"
            )
    if hundredths > MOST_GOODWILL * 100:
        raise Unreadable("That is more than I can keep. Is there a digit too many?", field="goodwill")
    return hundredths


def amount_in_words(hundredths: int, currency: str) -> str:
    """ "50 EUR", "49.90 EUR", "1,200 EUR"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}{f'.{rest:02}' if rest else ''} {currency}".rstrip()


def check_goodwill(amount: int | None, purse: Purse, *, given: int | None = None) -> None:
    """Raises NotAllowed, with who may, where the amount is above what this person may give [practice 26]. What is
    `given` already needs no leave again."""
    if amount is None or amount == given or amount <= purse.limit * 100:
        return
    mine = amount_in_words(purse.limit * 100, purse.currency)
    asked = amount_in_words(amount, purse.currency)
    may = [role for role in ("lead", "admin") if purse.limits.get(role, 0) * 100 >= amount]
    begun = (
        f"You can give up to {mine} without asking"
        if purse.limit
        else "Your role gives no goodwill by itself"
    )
    if not may:
        raise NotAllowed(
            f"{begun}, and {asked} is more than anybody's limit here. Type a smaller amount.",
            field="goodwill",
        )
    names = f" ({', '.join(purse.leads[:5])})" if purse.leads and may[0] == "lead" else ""
    raise NotAllowed(
        f"{begun}. {asked} takes {' or '.join(ROLES[role] for role in may)}{names}: ask them to press Made it right, "
        "or type a smaller amount.",
        field="goodwill",
    )


def _hundredths(digits: str) -> int | None:
    """Digits with any separators, in hundredths; the last one is the decimal one if one or two digits follow it."""
    packed = re.sub(r"[\s'’]", "", digits.strip())
    whole, point, rest = packed, "", ""
    last = max(packed.rfind("."), packed.rfind(","))
    if last >= 0 and len(packed) - last <= 3:
        whole, point, rest = packed[:last], packed[last], packed[last + 1 :]
    groups = re.split(r"[.,]", whole)
    if not all(groups) or any(len(group) != 3 for group in groups[1:]) or (point and not rest):
        return None
    return int("".join(groups)) * 100 + int((rest or "0").ljust(2, "0"))
