"""Which names a text may hold: surnames with the given name, patronymic or initials that belong to them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum

from opora.events.resolving import given
from opora.events.resolving.registry import Name, Registry
from opora.events.resolving.words import Text, Word
from opora.organisations.names import furniture

_SURNAME = re.compile(
    r"\w{2,}(?:ова|ева|ина|ына|ая|ских|ских|ова|ов|ев|ин|ын|ий|ский|цкий|цкая|енко|ко|ук|юк|ик|ец|ян|дзе|швили"
    r"|швилли|ых|их)"
)
_SIGNS = {sign for sign in furniture.SIGNS if len(sign) == 1}
_AFTER_DISTRICT = furniture.DISTRICT | {"муниципальный", "муниципального"}
_HONOURED = 4
_ADJECTIVE = re.compile(r"(?:[иоы]й|[ое]го|[ое]м)$")


class Level(IntEnum):
    """How much of a name is written and agrees."""

    GIVEN = 0
    SURNAME = 1
    INITIAL = 2
    GIVEN_AND_PATRONYMIC = 3
    STRONG = 4
    """Surname and given name, or surname and both initials."""
    WHOLE = 5


@dataclass(slots=True)
class Written:
    """A name as it is written: words of each part; `used` are the places of its words in the text."""

    surname: Word | None
    given: Word | None = None
    patronymic: Word | None = None
    used: set[int] = field(default_factory=set)
    swapped: bool = False
    bearers: frozenset[int] = frozenset()
    """Whose both surnames are that are written: halves of a double one, the present and the former one."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """How a name of somebody agrees with a written one."""

    level: Level
    slips: int = 0
    former: bool = False
    half: bool = False
    short: bool = False
    initials: bool = False
    bold: bool = False
    """The slip is in the surname, and may as well make the surname of somebody else."""


def placed(text: Text, registry: Registry) -> set[int]:
    """Places of words that belong to names of settlements, districts and of who a school is named after."""
    found: set[int] = set()
    words = text.words
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        if following and _forms(following) & _AFTER_DISTRICT and _adjective(word):
            found |= {at, at + 1}
        if following and _sign(words, at, registry):
            found |= {at, at + 1}
        if _type_first(words, at):
            found |= {at, at + 1, at + 2}
        if _forms(word) & furniture.HONOUR:
            found |= set(_honoured(words, at))
    return found


def written(text: Text, registry: Registry, places: set[int]) -> list[Written]:
    """Every name of which the surname is known exactly, or, if none is, by half, else with one slip."""
    free = [word for word in text.words if word.at not in places and not word.number and not word.letters]
    for bears in (_whole, _in_part):
        exact = [word for word in free if bears(word, registry) and not _is_given_here(word, free, registry)]
        if exact:
            return [_around(word, text, registry, places) for word in exact]
    slipped = [word for word in free if _slipped(word, registry)]
    return [_around(word, text, registry, places) for word in slipped]


def nameless(text: Text, registry: Registry, places: set[int]) -> Written:
    """A given name, perhaps with patronymic, without a surname."""
    words = [_of_owner(word, registry) for word in text.words] if text.device else text.words
    first = next((word for word in words if word.at not in places and is_given(word, registry)), None)
    middle = next((word for word in text.words if word.at not in places and is_patronymic(word, registry)), None)
    used = {word.at for word in (first, middle) if word}
    return Written(None, first, middle, used)


def agree(one: Written, name: Name, registry: Registry) -> Agreed | None:
    """How a name of somebody agrees; None when some part contradicts."""
    surname = _surname_agrees(one.surname, name)
    first = _given_agrees(one.given, name.given, registry)
    middle = _patronymic_agrees(one.patronymic, name.patronymic, registry)
    if surname is None or first is None or middle is None:
        return None
    slips = surname[0] + (first == "slip") + (middle == "slip")
    level = _level(first, middle, with_surname=one.surname is not None)
    half = surname[1] and not one.bearers
    return Agreed(
        _LESS[level] if half else level,
        slips,
        former=name.former,
        half=half,
        short=first == "short",
        initials="initial" in {first, middle},
        bold=bool(surname[0]),
    )


_LESS = {
    Level.WHOLE: Level.STRONG,
    Level.STRONG: Level.INITIAL,
    Level.INITIAL: Level.SURNAME,
    Level.SURNAME: Level.GIVEN,
    Level.GIVEN_AND_PATRONYMIC: Level.GIVEN,
    Level.GIVEN: Level.GIVEN,
}
"""What half of a double surname is worth."""


def like_a_surname(word: str) -> bool:
    """Whether an unknown folded word looks like a surname."""
    return len(word) > 4 and bool(_SURNAME.fullmatch(word))


def is_given(word: Word, registry: Registry) -> bool:
    """Whether a word is a given name, whole or short, perhaps with a slip."""
    if any(form in registry.given or form in given.SHORT for form in word.forms):
        return True
    return any(registry.near_given(form) for form in word.forms if form not in registry.by_surname)


def is_patronymic(word: Word, registry: Registry) -> bool:
    """Whether a word is a patronymic."""
    if any(given.patronymic(form) or form in registry.patronymics for form in word.forms if form):
        return True
    return any(registry.near_patronymics(form) for form in word.forms if not like_a_surname(form))


def _of_owner(word: Word, registry: Registry) -> Word:
    """«iPhone Ольги»: the name of a device's owner in its first case."""
    for form in word.forms:
        for ending, others in (("и", "ая"), ("ы", "а"), ("а", " "), ("я", "йь")):
            for other in others if form.endswith(ending) and form not in registry.given else "":
                whole = (form.removesuffix(ending) + other).strip()
                if whole in registry.given or whole in given.SHORT:
                    return replace(word, forms=(whole,))
    return word


def _forms(word: Word) -> set[str]:
    return set(word.forms)


def _sign(words: tuple[Word, ...], at: int, registry: Registry) -> bool:
    """Whether a letter is the sign of the settlement behind it: «с. Ключи»; beside a name it may be an initial."""
    word, following = words[at], words[at + 1]
    if not set(word.letters or word.forms) & _SIGNS or following.segment != word.segment:
        return False
    if not _known_place(following, registry):
        return False
    small = word.text[0].islower() and any(other.text[0].isupper() for other in words)
    return small or not _after_name(words, at, registry)


def _after_name(words: tuple[Word, ...], at: int, registry: Registry) -> bool:
    """Whether a name stands just before that may have one more initial."""
    before = at - 1
    while before >= 0 and words[before].letters:
        before -= 1
    if before < 0 or words[before].segment != words[at].segment or at - 1 - before > 1:
        return False
    name = words[before]
    near = any(registry.near_surnames(form) for form in name.forms)
    return _whole(name, registry) or near or is_given(name, registry)


def _type_first(words: tuple[Word, ...], at: int) -> bool:
    """Whether a municipality begins here that is written with its type first: «муниципальный округ Ключевский»."""
    if not any(form.startswith("муниципальн") for form in words[at].forms) or at + 2 >= len(words):
        return False
    return _adjective(words[at + 2]) and not (at and _adjective(words[at - 1]))


def _adjective(word: Word) -> bool:
    return any(_ADJECTIVE.search(form) for form in word.forms)


def _known_place(word: Word, registry: Registry) -> bool:
    vocabulary = registry.schools.vocabulary
    return any(form in vocabulary and form not in furniture.WORDS for form in word.forms)


def _honoured(words: tuple[Word, ...], at: int) -> Iterator[int]:
    """The words of a name behind «имени», up to its surname."""
    yield at
    for word in words[at + 1 : at + 1 + _HONOURED]:
        if word.number or word.segment != words[at].segment:
            return
        yield word.at
        if not word.letters and not _forms(word) & furniture.TITLES:
            return


def _whole(word: Word, registry: Registry) -> bool:
    return any(form in registry.by_surname for form in word.forms)


def _in_part(word: Word, registry: Registry) -> bool:
    """Whether a word is half of a known surname, or a known surname half of it."""
    halves = {half for form in word.forms if "-" in form for half in form.split("-")}
    return any(form in registry.by_half for form in word.forms) or any(half in registry.by_surname for half in halves)


def _is_given_here(word: Word, free: Iterable[Word], registry: Registry) -> bool:
    """Whether a word that is a surname too stands as a given name here, for another one is the surname."""
    if not any(form in registry.given for form in word.forms):
        return False
    return any(other is not word and _whole(other, registry) for other in free)


def _slipped(word: Word, registry: Registry) -> bool:
    vocabulary = registry.schools.vocabulary
    if is_given(word, registry) or is_patronymic(word, registry):
        return False
    return any(form not in vocabulary and registry.near_surnames(form) for form in word.forms)


def _around(surname: Word, text: Text, registry: Registry, places: set[int]) -> Written:
    """The name around a surname: what follows it, else what stands before it, else given names elsewhere."""
    one = Written(surname, used={surname.at})
    words = text.words
    for at in range(surname.at + 1, min(len(words), surname.at + 3)):
        if at in places or not _take(one, words[at], registry):
            break
    before: list[Word] = []
    for at in range(surname.at - 1, max(-1, surname.at - 3), -1):
        word = words[at]
        if at in places or not (word.letters or is_given(word, registry) or is_patronymic(word, registry)):
            break
        before.insert(0, word)
    for word in before:
        one.swapped = _take(one, word, registry) or one.swapped
    for word in words:
        if word.at not in places | one.used and not word.letters and not _whole(word, registry):
            _take(one, word, registry)
    return one


def _take(one: Written, word: Word, registry: Registry) -> bool:
    """Let a word be the next part of a name, if it can be."""
    if word.letters:
        role = "given" if one.given is None else "patronymic"
    elif is_patronymic(word, registry):
        role = "patronymic"
    elif is_given(word, registry):
        role = "given"
    else:
        return False
    if getattr(one, role) is not None:
        return False
    setattr(one, role, word)
    one.used.add(word.at)
    return True


def _surname_agrees(word: Word | None, name: Name) -> tuple[int, bool] | None:
    """Slips, and whether only a half of it is written."""
    if word is None:
        return 0, False
    if name.surname in word.forms:
        return 0, False
    if any(form in name.surname.split("-") or name.surname in form.split("-") for form in word.forms):
        return 0, True
    return 1, False


def _given_agrees(word: Word | None, name: str, registry: Registry) -> str | None:
    if word is None or not name:
        return ""
    if word.letters:
        return "initial" if name[0] in word.letters or name[0].replace("ё", "е") in word.letters else None
    if name in word.forms:
        return "whole"
    if len(name) == 1:
        return "initial" if any(form[0] == name for form in word.forms) else None
    if any(name in map(given.alike, given.SHORT.get(form, ())) for form in word.forms):
        return "short"
    return "slip" if any(name in registry.near_given(form) for form in word.forms) else None


def _patronymic_agrees(word: Word | None, name: str, registry: Registry) -> str | None:
    if word is None or not name:
        return ""
    if word.letters:
        return "initial" if name[0] in word.letters else None
    if name in word.forms:
        return "whole"
    if len(name) == 1:
        return "initial" if any(form[0] == name for form in word.forms) else None
    near = (given.alike(one) for form in word.forms for one in registry.near_patronymics(form))
    return "slip" if name in near else None


def _level(first: str, middle: str, *, with_surname: bool) -> Level:
    whole = {"whole", "slip"}
    if not with_surname:
        both = first in {*whole, "short"} and middle in whole
        return Level.GIVEN_AND_PATRONYMIC if both else Level.GIVEN
    if first in whole and middle in whole:
        return Level.WHOLE
    if first in whole or (first and middle):
        return Level.STRONG
    return Level.INITIAL if first or middle else Level.SURNAME
