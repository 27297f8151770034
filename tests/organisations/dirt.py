"""What happens to the letters of a name on the way into a list: capitals, Latin letters, spaces, slips of the pen."""

import random
import re
from collections.abc import Callable

LOOK_ALIKES = str.maketrans("аеорсхАВЕКМНОРСТХ", "aeopcxABEKMHOPCTX")
LETTERS = "абвгдежзиклмнопрстуфхцчшщыьэюя"


def dirtied(rng: random.Random, text: str, names: set[str]) -> tuple[str, list[str]]:
    """The text with zero to three things done to it, and which; a slip makes none of the folded `names` of villages."""
    done = rng.sample(DIRT, rng.choice((0, 0, 1, 1, 2, 3)))
    for change in done:
        text = change(rng, text, names)
    return text, [change.__name__ for change in done]


def _capitals(rng: random.Random, text: str, names: set[str]) -> str:
    return text.upper()


def _small(rng: random.Random, text: str, names: set[str]) -> str:
    return text.lower()


def _without_yo(rng: random.Random, text: str, names: set[str]) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def _latin(rng: random.Random, text: str, names: set[str]) -> str:
    """Look-alikes of the other alphabet, here and there."""
    return "".join(sign.translate(LOOK_ALIKES) if rng.random() < 0.3 else sign for sign in text)


def _spaced(rng: random.Random, text: str, names: set[str]) -> str:
    return f"  {re.sub(' ', lambda _: rng.choice((' ', '  ', chr(160))), text)} "


def _unquoted(rng: random.Random, text: str, names: set[str]) -> str:
    return re.sub("[«»\"“”„'<>]", "", text)


def _full_stop(rng: random.Random, text: str, names: set[str]) -> str:
    return f"{text}."


def _closed_up(rng: random.Random, text: str, names: set[str]) -> str:
    """No space after a comma, a full stop or before a bracket."""
    return re.sub(r"([.,]) | (?=\()", lambda found: found[1] or "", text)


def _slip(rng: random.Random, text: str, names: set[str]) -> str:
    """One wrong, missing or doubled letter in a word of at least five."""
    return _in_word(rng, text, names, _wrong_letter)


def _swap(rng: random.Random, text: str, names: set[str]) -> str:
    """Two neighbouring letters swapped."""
    return _in_word(rng, text, names, _swapped)


def _in_word(rng: random.Random, text: str, names: set[str], change: Callable[[random.Random, str, int], str]) -> str:
    words = list(re.finditer(r"[А-Яа-яЁё]{5,}", text))
    if not words:
        return text
    word = rng.choice(words)
    made = change(rng, word[0], rng.randrange(1, len(word[0]) - 1))
    changed = text[: word.start()] + made + text[word.end() :]
    folded, before = (one.casefold().replace("ё", "е") for one in (changed, text))
    return text if any(name in folded and name not in before for name in names) else changed


def _wrong_letter(rng: random.Random, word: str, at: int) -> str:
    new = rng.choice(("", word[at] * 2, rng.choice(LETTERS)))
    return word[:at] + new + word[at + 1 :]


def _swapped(rng: random.Random, word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


DIRT = (
    _capitals,
    _small,
    _without_yo,
    _without_yo,
    _latin,
    _spaced,
    _unquoted,
    _full_stop,
    _closed_up,
    _slip,
    _swap,
)
