"""Automatic numbers of a Word document, computed as Word does: they stand nowhere in the file as text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from opora.orders.readers.markup import Node, whole
from opora.orders.readers.word_styles import Styles

LEVELS = 9
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_MOST_SPELLED = 1000
"""Beyond this number letters and Roman figures give way to digits."""


@dataclass(frozen=True, slots=True)
class Level:
    """How a level is numbered. `restart`: the count of levels above that begin it anew, 0 for none, None for any."""

    start: int
    form: str
    pattern: str
    restart: int | None
    digits: bool
    style: str


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs name: the numbering it counts in, where it begins anew, the levels it changes."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """The lists of a document and how far each has come. Labels are asked in the order of the document."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        parts = root.children if root else []
        self.styles = styles
        self.abstracts = {one.get("abstractNumId"): one for one in parts if one.name == "abstractNum"}
        self.lists = {one.get("numId"): _list(one) for one in parts if one.name == "num"}
        self.levels: dict[str, dict[int, Level]] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that is bound to a style; 0 when none is."""
        known = self.lists.get(number)
        levels = self._levels(known.abstract) if known else {}
        return next((place for place, level in levels.items() if level.style == style), 0)

    def label(self, number: str, place: int) -> str:
        """The number of the next paragraph of a list at a level; "" for bullets and lists that are not there."""
        known = self.lists.get(number)
        if known is None or not 0 <= place < LEVELS:
            return ""
        levels = {**self._levels(known.abstract), **known.levels}
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._counted(number, known, place, levels)
        return _written(level, levels, counts)

    def _counted(self, number: str, known: List, place: int, levels: dict[int, Level]) -> list[int | None]:
        counts = self.counts.setdefault(known.abstract, [None] * LEVELS)
        before = counts[place]
        if place in known.starts and (number, place) not in self.begun:
            counts[place] = known.starts[place]
        else:
            counts[place] = levels[place].start if before is None else before + 1
        self.begun.add((number, place))
        for deeper in range(place + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or place < restart:
                counts[deeper] = None
        return counts

    def _levels(self, abstract: str) -> dict[int, Level]:
        if abstract not in self.levels:
            self.levels[abstract] = self._read_levels(abstract)
        return self.levels[abstract]

    def _read_levels(self, abstract: str) -> dict[int, Level]:
        """The levels of a numbering; one that only names a list style has those of that style's list."""
        node = self.abstracts.get(abstract)
        if node is not None and (style := node.value("numStyleLink")) is not None:
            told = self.styles.numbering(style)
            known = self.lists.get(told.list or "") if told else None
            node = self.abstracts.get(known.abstract) if known else node
        found = [one for one in node.children if one.name == "lvl"] if node else []
        return {whole(one.get("ilvl"), 0): _level(one) for one in found}


def _list(node: Node) -> List:
    changed = {whole(one.get("ilvl"), 0): one for one in node.children if one.name == "lvlOverride"}
    starts = {place: one.value("startOverride") for place, one in changed.items()}
    levels = {place: lvl for place, one in changed.items() if (lvl := one.child("lvl"))}
    return List(
        node.value("abstractNumId") or "",
        {place: whole(start, 1) for place, start in starts.items() if start is not None},
        {place: _level(level) for place, level in levels.items()},
    )


def _level(node: Node) -> Level:
    restart = node.value("lvlRestart")
    forms = [one.get("val") for one in node.walk("numFmt")]
    return Level(
        start=whole(node.value("start"), 0),
        form=forms[-1] if forms else "decimal",
        pattern=node.value("lvlText") or "",
        restart=None if restart is None else whole(restart, 0),
        digits=node.on("isLgl"),
        style=node.value("pStyle") or "",
    )


def _written(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        return ""

    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        its = levels.get(place, level)
        count = counts[place]
        return spelled(its.start if count is None else count, "decimal" if level.digits else its.form)

    return re.sub(r"%([1-9])", number, level.pattern).strip()


def spelled(count: int, form: str) -> str:
    """A number in the form that a level names; digits for forms that orders do not use."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    spell = _FORMS.get(form)
    return spell(count) if spell and 0 < count <= _MOST_SPELLED else str(count)


def _letters(alphabet: str, count: int) -> str:
    """а, б, … я, аа, бб, …: the letter is repeated, as Word does."""
    turn, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * (turn + 1)


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "russianLower": partial(_letters, _RUSSIAN),
    "russianUpper": partial(_letters, _RUSSIAN.upper()),
    "lowerLetter": partial(_letters, _LATIN),
    "upperLetter": partial(_letters, _LATIN.upper()),
}
