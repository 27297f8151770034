"""Names of people as they stand in lists: divided into surname, given name and patronymic, in whatever order."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opora.core.imports.cells import SHOWN, Fault

_LOOKALIKES = str.maketrans("ABEKMHOPCTXYaeopcxyk", "АВЕКМНОРСТХУаеорсхук")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BEFORE = re.compile(
    r"^(?:ранее|прежде|урожд[её]нная|урожд|бывш(?:ая|ий)?|до брака|formerly|n[ée]e)\b[\s.:,]*", re.IGNORECASE
)
_PATRONYMIC = re.compile(r"(?:ич|вна|чна|шна)$|\s(?:оглы|оглу|углы|улы|кызы|гызы)$", re.IGNORECASE)
_JOINED = frozenset({"оглы", "оглу", "углы", "улы", "кызы", "гызы"})
"""Words that belong to the patronymic before them."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name; a part that is not known is "", an initial is one letter. `former` is an earlier surname, if told."""

    surname: str
    given_name: str
    patronymic: str = ""
    former: str = ""

    @property
    def text(self) -> str:
        """Surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def spelt_out(self) -> bool:
        """Whether no part is an initial."""
        return not any(is_initial(part) for part in (self.given_name, self.patronymic))


def is_initial(part: str) -> bool:
    """Whether only the first letter is given."""
    return len(part.rstrip(".")) == 1


def folded_name(text: str) -> str:
    """A part of a name for comparison: small letters, ё as е, Latin lookalikes in a Russian word as Russian."""
    return _russian(text).casefold().replace("ё", "е").replace("’", "'").rstrip(".")


def read_part(text: str) -> tuple[str, str]:
    """One part of a name, and the earlier surname that stands beside it in brackets; Fault when it is none."""
    words, former = _words(text)
    if not words:
        raise _bad(text)
    return " ".join(words), former


def read_name(text: str) -> list[PersonName]:
    """How a name in one cell can be read, the most likely reading first; Fault when it cannot.

    "Чижова Е. В.", "Елена Викторовна Чижова", "ЧИЖОВА (Синицына) Елена". Two words alone can stand in either order.
    """
    words, former = _words(text)
    if len(words) > 1 and words[-1].casefold() in _JOINED:
        words[-2:] = [f"{words[-2]} {words[-1].casefold()}"]
    if len(words) == 2:
        return [PersonName(*order, former=former) for order in _orders_of_two(*words)]
    if len(words) == 3:
        return [PersonName(*order, former=former) for order in _orders_of_three(*words)]
    raise _bad(text)


def _orders_of_two(first: str, second: str) -> list[tuple[str, str]]:
    if is_initial(second):
        return [(first, second)]
    if is_initial(first):
        return [(second, first)]
    return [(first, second), (second, first)]


def _orders_of_three(first: str, second: str, third: str) -> list[tuple[str, str, str]]:
    surname_first, surname_last = (first, second, third), (third, first, second)
    if is_initial(third) or (_PATRONYMIC.search(third) and not _PATRONYMIC.search(second)):
        return [surname_first]
    if is_initial(first) or is_initial(second) or _PATRONYMIC.search(second):
        return [surname_last]
    return [surname_first, surname_last]


def _words(text: str) -> tuple[list[str], str]:
    found = _BRACKETS.findall(text)
    former = _BEFORE.sub("", found[0].strip()) if found else ""
    rest = re.sub(r"\s*[-‐‑–]\s*", "-", _BRACKETS.sub(" ", text))
    words = re.sub(r"\.(?=\S)", ". ", rest).replace(",", " ").split()
    wrong = len(found) > 1 or any(not _WORD.fullmatch(word) for word in [*words, *([former] if former else [])])
    if wrong or any("." in word and not is_initial(word) for word in words):
        raise _bad(text)
    return [_shaped(word) for word in words], _shaped(former)


def _shaped(word: str) -> str:
    """A word with a large first letter where it stood in large or in small letters alone; initials without dot."""
    word = _russian(word).rstrip(".")
    if word.isupper() or word.islower():
        return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return word


def _russian(word: str) -> str:
    return word.translate(_LOOKALIKES) if _CYRILLIC.search(word) and _LATIN.search(word) else word


def _bad(text: str) -> Fault:
    message = _("“%(text)s” is not a name: surname, given name and patronymic, such as Чижова Елена Львовна.")
    return Fault("bad-name", message % {"text": text[:SHOWN]})
