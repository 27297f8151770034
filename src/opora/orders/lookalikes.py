"""Latin letters in the words of a cell, put right and listed."""

from opora.orders.columns import Column
from opora.orders.order import Damage, Repair
from opora.orders.wording import LATIN, MAY_MIX, in_one_alphabet


def repaired(text: str, column: Column) -> tuple[str, tuple[Repair, ...]]:
    """The text with its mixed words in Cyrillic, and what was put right in it."""
    if not LATIN.search(text):
        return text, ()
    words = [(word[0], in_one_alphabet(word[0])) for word in MAY_MIX.finditer(text)]
    repairs = [Repair(column, word, mended, (Damage.MISREAD,)) for word, mended in words if word != mended]
    return in_one_alphabet(text), tuple(repairs)
