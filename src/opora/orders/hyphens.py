"""Joining the pieces of a cell and the words that a line end broke."""

import re
from collections.abc import Sequence

from opora.orders.columns import Column
from opora.orders.order import Damage, Repair

_BROKEN = re.compile(r"([А-Яа-яЁё]+)[-‐‑]\s+(?!(?:и|или)\s)([а-яё]+)")


def joined(pieces: Sequence[str], column: Column, separator: str = " ") -> tuple[str, tuple[Repair, ...]]:
    """The text of a cell and what was repaired in it: a word cut at the end of a piece meets its rest.

    A hyphen at the very end stays: the rest of the word is lost.
    """
    text = ""
    repairs: list[Repair] = []
    for piece in pieces:
        text, found = _append(text, " ".join(piece.split()), separator, column)
        repairs.extend(found)
    repairs.extend(Repair(column, word[0], word[1] + word[2], (Damage.HYPHEN,)) for word in _BROKEN.finditer(text))
    return _BROKEN.sub(r"\1\2", text), tuple(repairs)


def _append(text: str, piece: str, separator: str, column: Column) -> tuple[str, list[Repair]]:
    if not text or not piece:
        return text + piece, []
    begins_small = piece[0].islower()
    if begins_small and (left := re.search(r"([А-Яа-яЁё]+)[-‐‑]$", text)):
        right = re.match(r"[а-яё]+", piece)
        rest = right[0] if right else ""
        whole = text[: left.start()] + left[1] + piece
        return whole, [Repair(column, f"{left[0]} {rest}", left[1] + rest, (Damage.HYPHEN,))]
    return text + (" " if begins_small else separator) + piece, []
