"""Estonian: how people promise ("saadan Acmele reedeks"), own up ("unustasin saata"), and tell of a talk ("rääkisin Danaga")."""

from collections.abc import Callable
from functools import cached_property

from bot.languages.estonian.grammar import phrases
from bot.languages.estonian.listening_words import (
    BUSINESS,
    CODE,
    CONTACTS,
    MISTAKES,
    PROMISES,
    SWORN,
    THEY_CALLED,
    is_of_people,
    somebody,
    to_whom,
    with_whom,
)
from bot.languages.word_lists import listed
from bot.listening import Label
from bot.listening_text import Heard

NOT = listed("ei pole ära mitte kunagi ärge polnud")
DOUBTS = listed(
    "võib-olla võibolla äkki ehk vist ilmselt arvatavasti loodan loodame loodetavasti tõenäoliselt võin võime peaks peaksin peaksime tahaks"
    " tahaksin kas arvan arvame kuidas miks millal kumb alati tavaliselt vahel mõnikord sageli harva üldiselt teoreetiliselt katsun proovin"
)
# "Ta ütles, et saadan" is another's; "ütlesin, et saadan" is ours.
OTHERS = listed(
    "ta tema nad nemad sa sina te teie ütles ütlesid küsis küsisid lubas lubasid arvas arvavad ütleb väidab"
)
WHEN_ALSO = listed("niipea kohe siis")
FEW = 3
TALKED = listed(
    "rääkisin rääkisime kohtusin kohtusime suhtlesin suhtlesime arutasin arutasime vestlesin vestlesime"
)
VISITED = listed("käis käisid")
HERE = listed("meil siin külas kohal")
NOBODY = OTHERS | listed("keegi klient kes see mis ma me mina meie kõik")


class Sentence:
    """A sentence with what is asked of the whole of it, found out once."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.low = heard.low

    @cached_property
    def somebody(self) -> bool:
        """Whether it is for somebody: "Acmele", "kliendile", "teile"."""
        return any(to_whom(self.heard, at) for at in range(len(self.low)))

    @property
    def known(self) -> bool:
        """Whether a known customer is named."""
        return bool(self.heard.named)

    @cached_property
    def time(self) -> bool:
        """Whether a time to come is named, and what is done at it: "teen homme ära" alone is said to oneself."""
        said = [each.said for each in phrases(" ".join(self.heard.written)) if each.said]
        return any(each.deadline for each in said) or (bool(said) and len(self.low) > FEW)

    @cached_property
    def business(self) -> bool:
        """Whether a customer, or something of theirs, is spoken of."""
        named = any(somebody(self.heard, at) for at in range(len(self.low)))
        return named or self.somebody or not BUSINESS.isdisjoint(self.low)

    def has(self, needs: str) -> bool:
        """Whether it has what a way to say something needs besides."""
        return not needs or bool(getattr(self, needs))


class Estonian:
    """What Estonian knows of listening."""

    gate = (
        PROMISES.first_words | SWORN.first_words | MISTAKES.first_words | CONTACTS.first_words | THEY_CALLED
    )

    def may_say(self, found: frozenset[str], words: list[str]) -> bool:  # noqa: ARG002 - one word is enough here
        """Whether a message with these folded words may be a promise, a mistake or a contact; `found`: those of a gate."""
        return not self.gate.isdisjoint(found)

    def notice(self, heard: Heard) -> tuple[Label, str, int] | None:
        """What one sentence is, with its rule and the word at which it begins, if anything."""
        if heard.asked or self.gate.isdisjoint(heard.low) or not CODE.isdisjoint(heard.low):
            return None
        sentence = Sentence(heard)
        for label, read in READERS:
            for place, word in enumerate(heard.low):
                rule = read(sentence, place) if word in self.gate else None
                if rule:
                    return label, rule, _deed(heard.low, place) if label == "promise" else place
        return None


def _promise(sentence: Sentence, place: int) -> str | None:
    heard, low = sentence.heard, sentence.low
    before = low[:place]
    if not DOUBTS.isdisjoint(low) or not NOT.isdisjoint(before) or _conditional(low, place):
        return None
    sworn = next((way.rule for way, _ in SWORN.at(heard, place)), None)
    if sworn or not OTHERS.isdisjoint(before):
        return sworn
    return next((way.rule for way, _ in PROMISES.at(heard, place) if sentence.has(way.needs)), None)


def _deed(low: list[str], place: int) -> int:
    """Where begins what is promised: behind "lubasin Acmele, et"."""
    that = next((at for at in range(place + 1, min(place + 1 + FEW + 1, len(low) - 1)) if low[at] == "et"), 0)
    return that + 1 if that else place


def _conditional(low: list[str], place: int) -> bool:
    """ "Kui …": if, unless it is "niipea kui", as soon as, or behind "annan teada"."""
    for at, word in enumerate(low):
        if word == "kui" and not (at and low[at - 1] in WHEN_ALSO):
            return at < place or "teada" not in low[place:at]
        if word in ("juhul", "eeldusel"):
            return True
    return False


def _mistake(sentence: Sentence, place: int) -> str | None:
    low = sentence.low
    near = low[max(0, place - FEW) : place]
    if not NOT.isdisjoint(low[max(0, place - FEW) : place + 2]) or not OTHERS.isdisjoint(near[-2:]):
        return None
    if "kas" in low or "kui" in low[:place]:
        return None
    for way, end in MISTAKES.at(sentence.heard, place):
        if way.needs == "more":  # "meie viga" alone says nothing
            if place > FEW or end < len(low) or sentence.known:
                return way.rule
        elif sentence.has(way.needs):
            return way.rule
    return None


def _contact(sentence: Sentence, place: int) -> str | None:
    heard, low = sentence.heard, sentence.low
    if not NOT.isdisjoint(low[:place]) or not DOUBTS.isdisjoint(low) or "kui" in low[:place]:
        return None
    for way, _ in CONTACTS.at(heard, place):
        return way.rule
    if place and low[place] in TALKED and _in_company(heard, place - 1):
        return "et-kontakt-rääkisin"
    return "et-kontakt-helistas" if low[place] in THEY_CALLED and _they_called(heard, place) else None


def _in_company(heard: Heard, place: int) -> bool:
    """Whether "Danaga" stands at a word, where the sentence may begin with it."""
    return bool(with_whom(heard, place)) or (
        heard.low[place].endswith("ga") and heard.written[place][0].isupper()
    )


def _they_called(heard: Heard, place: int) -> bool:
    """Whether somebody with a name is the one who called: "Dana helistas", "Lena Tamm kirjutas"."""
    if not 0 < place < FEW or not NOBODY.isdisjoint(heard.low[:place]):
        return False
    if heard.low[place] in VISITED and HERE.isdisjoint(heard.low):
        return False
    return all(
        at in heard.named or heard.written[at][0].isupper() or is_of_people(heard.low[at])
        for at in range(place)
    )


READERS: tuple[tuple[Label, Callable[[Sentence, int], str | None]], ...] = (
    ("mistake", _mistake),
    ("promise", _promise),
    ("contact", _contact),
)
