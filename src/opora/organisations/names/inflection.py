"""Other forms of a settlement's name: «села Нижних Ключей», «Родниковская». Guesses of grammar, never of meaning."""

import re
from itertools import product

Phrase = tuple[str, ...]

_VOWEL = re.compile(r"[аеиоуыюяь]$")
_ADJECTIVE = re.compile(r"(?:ого|его|ому|ему|ий|ый|ой|ом|ем|ая|яя|ое|ее|ые|ие|ых|их)$")
_ENDINGS = (
    (("ый", "ой", "ое"), ("ого", "ом")),
    (("ий", "ее"), ("его", "ого", "ем", "ом")),
    (("ая",), ("ой",)),
    (("яя",), ("ей",)),
    (("ые",), ("ых",)),
    (("ие",), ("их",)),
    (("и", "ы"), ("ов", "ей", "ев", "ах", "ях")),
    (("а",), ("ы", "и", "е")),
    (("я",), ("и", "е")),
    (("о",), ("а", "е")),
    (("е",), ("я", "и")),
    (("ь",), ("и", "я", "е")),
    (("",), ("а", "е", "я")),
)
"""Endings of the first case, and those of the cases that follow «села» and «в селе»."""
_DERIVED = re.compile(r"(\w{3,}ск)(?:ая|ой|ий|ого|ое|ую)")
_SUFFIXES = ("ск", "овск", "евск", "инск", "енск", "нск")


def oblique(phrase: Phrase) -> set[Phrase]:
    """The phrase in the cases that follow «села» and «в селе»."""
    return set(product(*map(_forms, phrase)))


def _forms(word: str) -> list[str]:
    for endings, others in _ENDINGS:
        for ending in endings:
            if word.endswith(ending):
                return [word.removesuffix(ending) + other for other in others]
    return [word]


def stem(word: str) -> str:
    """What stays of a word in every case, good enough to find a municipality."""
    short = _ADJECTIVE.sub("", word)
    return short if len(short) >= 3 and short != word else _VOWEL.sub("", word)


def stems(phrase: Phrase) -> Phrase:
    """The stems of all words."""
    return tuple(map(stem, phrase))


def root(phrase: Phrase) -> str:
    """What a town and the district named after it have in common: «Ромашов», «Ромашовский»."""
    *first, last = stems(phrase)
    return " ".join([*first, re.sub(r"е(?=н$)", "", last.removesuffix("ск"))])


def derived_from(word: str) -> str:
    """The stem of an adjective such as «Родниковская», else ""."""
    found = _DERIVED.fullmatch(word)
    return found[1] if found else ""


def derivations(settlement: Phrase) -> set[str]:
    """Stems of adjectives that a settlement of one word may give: «Родники» → «родниковск» and others."""
    if len(settlement) != 1:
        return set()
    base = stem(settlement[0])
    if base.endswith("ск"):  # «Берёзовский» is such an adjective itself
        return {base}
    bases = {base, base[:-1]} if base.endswith("к") else {base}
    return {f"{one}{suffix}" for one in bases for suffix in _SUFFIXES}
