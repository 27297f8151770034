"""The letters of a name: what looks the same or is written either way becomes the same words."""

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

BREAK = "|"
"""Stands where a quote, a comma or a bracket was: a phrase does not run over it."""
SLIP = 5
"""Letters a word must have for a slip of the pen in it to be recognised."""

_LOOK_ALIKES = str.maketrans("aeopcxykmthb", "аеорсхукмтнв")
_NUMBER_SIGN = re.compile(r"(?:№|#|\b[nн][oо]?\b\.?|\b[nн][oо]?(?=\d)|\bномер\b)\s*(?=\d)")
_TOKEN = re.compile(r"\d+(?:[а-я](?![а-я]))?|[^\W\d_]+|[«»\"“”„‟'‘’<>()\[\],;:]+")
_SPACED = re.compile(r"(?<!\w)(?:[а-я]\s){2,}[а-я](?!\w)")


def fold(text: str) -> str:
    """Small Cyrillic letters, ё as е, single spaces; a Latin letter is the Cyrillic one it looks like."""
    small = unicodedata.normalize("NFKC", text.replace("№", "\0")).replace("\0", "№").casefold()
    words = [_cyrillic(word) for word in re.split(r"([^\W\d_]+)", small.replace("ё", "е"))]
    return " ".join("".join(words).split())


def _cyrillic(word: str) -> str:
    """A word that mixes the alphabets, or has only look-alikes, in Cyrillic letters; "n" and "no" stay signs."""
    if word.isascii() and not word.isalpha():
        return word
    turned = word.translate(_LOOK_ALIKES)
    return word if any(letter.isascii() and letter.isalpha() for letter in turned) else turned


def words(text: str) -> list[str]:
    """The words and numbers of a text, with a BREAK where its signs part it; the sign of a number is left out."""
    folded = _SPACED.sub(lambda found: found[0].replace(" ", ""), fold(text))
    return [token if token[0].isalnum() else BREAK for token in _TOKEN.findall(_NUMBER_SIGN.sub(" ", folded))]


def key(text: str) -> str:
    """What a text is learned by and found again, whatever its signs."""
    return " ".join(word for word in words(text) if word != BREAK)


class Vocabulary:
    """Known words, and the one of them that a slip of the pen made something else of."""

    def __init__(self, known: Set[str]) -> None:
        self._known = known
        self._long = [word for word in known if len(word) >= SLIP - 1]
        self.meant = lru_cache(maxsize=20_000)(self._meant)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def _meant(self, word: str) -> str:
        """The only known word that one letter, or two swapped ones, make of it; "" when none or several are."""
        if len(word) < SLIP or not word.isalpha():
            return ""
        near = extract(word, self._long, scorer=OSA.distance, score_cutoff=1, limit=2)
        return str(near[0][0]) if len(near) == 1 else ""
