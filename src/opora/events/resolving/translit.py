"""Names in Latin letters: one key for every usual way of writing the same Russian word, and the keyboard's slips."""

import re
from collections.abc import Iterator
from itertools import islice, product

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya".replace("_", "").split(" "),
        strict=True,
    )
)
_FOLDS = (
    (re.compile(r"['’`ʹʺ\"]"), ""),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"shch|sch|shh|sh"), "š"),
    (re.compile(r"zh"), "ž"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ch"), "č"),
    (re.compile(r"ts|tz|tc|cz"), "c"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"off$|ow$"), "ov"),
    (re.compile(r"eff$"), "ev"),
    (re.compile(r"[yij]o"), "e"),
    (re.compile(r"[yij]+(?=[aeou])"), ""),
    (re.compile(r"[yij]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_EITHER = {"w": ("v", "sh"), "x": ("ks", "h"), "j": ("j", "zh"), "c": ("c", "k")}
"""Letters that stand for two sounds; "ch", "ck" are told apart before."""
_VARIANTS = 8
_HUSHING = re.compile(r"([жчшщ])ев")
INITIALS = {
    "a": "а", "b": "б", "c": "цчск", "d": "д", "e": "еэё", "f": "ф", "g": "гж", "h": "х", "i": "июяй", "j": "жйюяеё",
    "k": "кх", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "сшщ", "t": "тц", "u": "ую",
    "v": "в", "w": "вш", "x": "хк", "y": "йыюяеё", "z": "зж", "yu": "ю", "ya": "я", "ye": "е", "yo": "ё", "zh": "ж",
    "sh": "шщ", "ch": "ч", "kh": "х", "ts": "ц", "ju": "ю", "ja": "я", "iu": "ю", "ia": "я",
}  # fmt: skip
"""Letters that a Latin initial may stand for."""

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю.ё"
_UPPER_KEYS = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~'
_UPPER_RUSSIAN = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"
_TO_RUSSIAN = str.maketrans(_KEYS + _UPPER_KEYS, _RUSSIAN + _UPPER_RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN + _UPPER_RUSSIAN, _KEYS + _UPPER_KEYS)
_INITIAL_DOTS = re.compile(r"(?<![^\s.])([A-Za-z])\.")


def latin_key(word: str) -> str:
    """The key of a word in small Latin letters."""
    for form, instead in _FOLDS:
        word = form.sub(instead, word)
    return word


def keys_of(word: str) -> set[str]:
    """The keys by which a small Russian word with е for ё is found: «ё» may have become "e", "yo" or "o"."""
    spelt = "".join(_LATIN.get(letter, letter) for letter in word)
    keys = {latin_key(spelt)}
    if hushing := _HUSHING.search(word):  # Grachov for Грачёв
        sound = latin_key(_LATIN[hushing[1]])
        keys |= {key.replace(f"{sound}ev", f"{sound}ov") for key in keys}
    return keys


def keys_of_latin(word: str) -> set[str]:
    """The keys a word in Latin letters may have: "w" may be в or ш, "j" й or ж."""
    return {latin_key(variant) for variant in islice(_variants(word.casefold()), _VARIANTS)}


def _variants(word: str) -> Iterator[str]:
    pieces = re.findall(r"shch|sch|tch|ch|ck|tc|.", word)
    yield from map("".join, product(*(_EITHER.get(piece, (piece,)) for piece in pieces)))


def typed_in_latin(text: str) -> Iterator[str]:
    """A Russian text typed while the keyboard wrote Latin letters; dots of initials may be dots all the same."""
    yield text.translate(_TO_RUSSIAN)
    if _INITIAL_DOTS.search(text):
        kept = _INITIAL_DOTS.sub("\\1\0", text)
        yield kept.translate(_TO_RUSSIAN).replace("\0", ".")


def typed_in_russian(text: str) -> str:
    """A Latin text typed while the keyboard wrote Russian letters."""
    return text.translate(_TO_LATIN)
