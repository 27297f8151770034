"""Joining the pieces of a cell and the words that a line end broke."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from opora.orders.columns import Column
from opora.orders.order import Damage, Repair

_BROKEN = re.compile(r"([А-Яа-яЁё]+)[-‐‑]\s+(?!(?:и|или)\s)([а-яё]+)")
_LEAST = 7


def known_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word of a document stands in it, in small letters."""
    return Counter(word for text in texts for word in re.findall(r"[а-яё]+", text.lower()))


def joined(
    pieces: Sequence[str], column: Column, separator: str = " ", known: Mapping[str, int] | None = None
) -> tuple[str, tuple[Repair, ...]]:
    """The text of a cell and what was repaired in it: a word cut at the end of a piece meets its rest.

    A hyphen at the very end stays: the rest of the word is lost. A word cut without a hyphen is joined only when the
    document (`known`) has it whole elsewhere and has neither half again.
    """
    text = ""
    repairs: list[Repair] = []
    for piece in pieces:
        text, found = _append(text, " ".join(piece.split()), separator, column, known or {})
        repairs.extend(found)
    repairs.extend(Repair(column, word[0], word[1] + word[2], (Damage.HYPHEN,)) for word in _BROKEN.finditer(text))
    return _BROKEN.sub(r"\1\2", text), tuple(repairs)


def _append(
    text: str, piece: str, separator: str, column: Column, known: Mapping[str, int]
) -> tuple[str, list[Repair]]:
    if not text or not piece:
        return text + piece, []
    begins_small = piece[0].islower()
    if begins_small and (left := re.search(r"([А-Яа-яЁё]+)[-‐‑]$", text)):
        right = re.match(r"[а-яё]+", piece)
        rest = right[0] if right else ""
        whole = text[: left.start()] + left[1] + piece
        return whole, [Repair(column, f"{left[0]} {rest}", left[1] + rest, (Damage.HYPHEN,))]
    if begins_small and (halves := _halves(text, piece, known)):
        left_half, right_half = halves
        repair = Repair(column, f"{left_half} {right_half}", left_half + right_half, (Damage.HYPHEN,))
        return text + piece, [repair]
    return text + (" " if begins_small else separator) + piece, []


def _halves(text: str, piece: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """The halves of a word that a line end cut without a sign, when nothing else can be meant."""
    left, right = re.search(r"[А-Яа-яЁё]+$", text), re.match(r"[а-яё]+", piece)
    if not left or not right:
        return None
    first, second = left[0].lower(), right[0]
    whole = first + second
    if len(whole) < _LEAST or not known.get(whole) or known.get(first, 0) > 1 or known.get(second, 0) > 1:
        return None
    return left[0], right[0]
