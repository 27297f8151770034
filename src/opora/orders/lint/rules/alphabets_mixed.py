"""A word mixes Cyrillic and Latin letters that look alike: nobody finds it by searching.

Proposed: read the word in one alphabet.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.cells import texts
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Damage, Order, OrderAction, Severity

_LATIN, _CYRILLIC = "ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_MIXED = re.compile(r"\b(?=[а-яёА-ЯЁ]*[A-Za-z])(?=[A-Za-z]*[а-яёА-ЯЁ])[A-Za-zа-яёА-ЯЁ]+\b")


@rule("R-51", Severity.WARNING)
def alphabets_mixed(order: Order) -> Iterator[Found]:
    for action, place, text in texts(order):
        words = {**_repaired(action, place), **_left(text)}
        if words:
            message = _("Cyrillic and Latin letters stand in one word: {words}.").format(words=", ".join(words))
            yield Found(action, message, _("Read: {words}.").format(words=", ".join(words.values())), place)


def _repaired(action: OrderAction, place: Column) -> dict[str, str]:
    """Mixed words that were put right when the cell was read."""
    return {
        repair.before: repair.after
        for repair in action.repairs
        if repair.field is place and Damage.MISREAD in repair.damage and _MIXED.fullmatch(repair.before)
    }


def _left(text: str) -> dict[str, str]:
    """Mixed words that stand in a text, with what they should be."""
    return {word: one for word in _MIXED.findall(text) if (one := _in_one_alphabet(word))}


def _in_one_alphabet(word: str) -> str | None:
    """The word with its look-alikes put into the alphabet of the other letters; None where that does not do."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if re.fullmatch(r"[а-яёА-ЯЁ]+", cyrillic):
        return cyrillic
    return latin if latin.isascii() else None
