"""What the points of an order say about an earlier one: rows that it states anew, adds, leaves out, words otherwise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBERS = r"(?:№+\s*)?(?P<numbers>\d+(?:\.\d+)*(?:\s*(?:,|и|[-–—])\s*(?:№+\s*)?\d+(?:\.\d+)*)*)"
_ROWS = rf"(?:строк|пункт|позици|действи|мероприяти)[а-яё]*\s+{_NUMBERS}"
_QUOTED = r"[«\"“](?P<{}>[^»\"”]+)[»\"”]"
_WORDS = r"(?:слов\w*|цифр\w*|числ\w*|дат\w*)"
_REPLACED = re.compile(
    rf"{_WORDS}\s+{_QUOTED.format('before')}\s+заменить\s+(?:на\s+)?(?:{_WORDS}\s+)?{_QUOTED.format('after')}",
    re.IGNORECASE,
)
_CUT_OUT = re.compile(rf"{_WORDS}\s+{_QUOTED.format('before')}\s+исключить", re.IGNORECASE)
_PUT_AFTER = re.compile(
    rf"после\s+{_WORDS}\s+{_QUOTED.format('before')}\s+дополнить\s+{_WORDS}\s+{_QUOTED.format('after')}", re.IGNORECASE
)
_NAMED = re.compile(rf"\b{_ROWS}", re.IGNORECASE)
_OF_THE_ORDER = re.compile(rf"\bпункт[а-яё]*\s+{_NUMBERS}\s+(?:\w+\s+)?приказа", re.IGNORECASE)
_LEFT_OUT = re.compile(r"исключить|утративш\w+\s+силу|\bотменить", re.IGNORECASE)
_ADDED = re.compile(rf"дополнить(?:\s+нов\w+)?\s+{_ROWS}", re.IGNORECASE)
_ANEW = re.compile(r"в\s+(?:нов|следующ|прилагаем|ин)\w+\s+редакции|в\s+редакции\s+согласно", re.IGNORECASE)
_TABLE = re.compile(r"приложени|дорожн\w+\s+карт|\bплан|таблиц|перечен", re.IGNORECASE)
_SENTENCES = re.compile(r"[;\n]|(?<=[.:])\s+(?=[А-ЯЁ]|\d+\.\d+\.?\s)")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words of a row that stand otherwise; "" where they are left out."""

    number: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Instructions:
    """By numbers of rows. `whole`: the table as such is stated anew. `unread`: speaks of rows and is not understood."""

    whole: bool = False
    restated: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def of_rows(self) -> bool:
        """Whether single rows are named."""
        return bool(self.restated or self.added or self.removed or self.replaced)


def instructions(points: Iterable[str]) -> Instructions:
    """What the points of an amending order say; nothing where they do not speak of rows or of the table."""
    found = _Found()
    for point in points:
        for sentence in _SENTENCES.split(point):
            found.take(" ".join(sentence.split()))
    return Instructions(
        whole=found.whole,
        restated=tuple(found.restated),
        added=tuple(found.added),
        removed=tuple(found.removed),
        replaced=tuple(found.replaced),
        unread=tuple(found.unread),
    )


class _Found:
    """What was read so far; a sentence without a number of a row is about the row named last."""

    def __init__(self) -> None:
        self.whole = False
        self.restated: list[str] = []
        self.added: list[str] = []
        self.removed: list[str] = []
        self.replaced: list[Replacement] = []
        self.unread: list[str] = []
        self._named: list[str] = []

    def take(self, sentence: str) -> None:
        """One sentence."""
        if added := _ADDED.search(sentence):
            self.added += _numbers(added["numbers"])
            return
        if _OF_THE_ORDER.search(sentence):
            return
        named = _NAMED.search(_unquoted(sentence))
        self._named = _numbers(named["numbers"]) if named else self._named
        if replaced := _replacements(sentence, self._named):
            self.replaced += replaced
        elif named:
            self._take_rows(sentence)
        elif _ANEW.search(sentence) and _TABLE.search(sentence):
            self.whole = True

    def _take_rows(self, sentence: str) -> None:
        if _ANEW.search(sentence):
            self.restated += self._named
        elif _LEFT_OUT.search(sentence):
            self.removed += self._named
        elif re.search(r"заменить|дополнить|считать", sentence):
            self.unread.append(sentence)


def _unquoted(sentence: str) -> str:
    return re.sub(r"[«\"“][^»\"”]*[»\"”]", "", sentence)


def _replacements(sentence: str, numbers: Iterable[str]) -> list[Replacement]:
    told = [(one["before"], one["after"]) for one in _REPLACED.finditer(sentence)]
    told += [(one["before"], "") for one in _CUT_OUT.finditer(sentence)]
    told += [(one["before"], f"{one['before']} {one['after']}") for one in _PUT_AFTER.finditer(sentence)]
    return [Replacement(number, before, after) for number in numbers for before, after in told]


def _numbers(text: str) -> list[str]:
    """ "7, 9 и 11" or "7–9": a range of whole numbers is each of them."""
    found: list[str] = []
    for part in re.split(r",|\bи\b", text):
        ends = [end.strip(" №") for end in re.split(r"[-–—]", part)]
        if len(ends) == 2 and all(end.isdecimal() for end in ends):
            found += map(str, range(int(ends[0]), int(ends[1]) + 1))
        else:
            found += ends
    return found
