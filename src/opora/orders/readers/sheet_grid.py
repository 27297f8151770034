"""The cells of one worksheet: what is hidden left out, merged ranges resolved, addresses found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from opora.orders.document import Cell, Row
from opora.orders.readers.markup import Node, whole
from opora.orders.readers.packages import Relation, too_large
from opora.orders.readers.sheet_values import Formats, boolean, iso, lines_of, rich, unescaped
from opora.orders.readers.sheets import MOST_CELLS
from opora.orders.readers.word_text import address

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LINK = re.compile(r'\s*HYPERLINK\(\s*"((?:[^"]|"")*)"(?:\s*[,;]\s*"((?:[^"]|"")*)")?', re.IGNORECASE)
_MOST_LOOKS = 50_000_000
"""Cells that all ranges together look at; ranges of a real sheet do not overlap."""


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class _Value:
    text: str
    links: tuple[str, ...] = ()
    merged: bool = False


class Sheet:
    """A worksheet; rows and columns count from 1."""

    def __init__(self, root: Node, relations: Mapping[str, Relation], shared: list[str], formats: Formats) -> None:
        self.root, self.relations, self.shared, self.formats = root, relations, shared, formats
        self.unseen = _hidden_columns(root)
        self.lines: dict[int, dict[int, _Value]] = {}
        self.hidden_lines: set[int] = set()

    def rows(self, name: str, page: int) -> list[Row]:
        """Its visible rows that hold something, each as wide as the sheet. Raises UnreadableOrder when endless."""
        self._read_cells()
        merged = [area for one in self._listed("mergeCells") if (area := _area(one.get("ref")))]
        links = [(area, one) for one in self._listed("hyperlinks") if (area := _area(one.get("ref")))]
        widest = max(map(len, self.lines.values()), default=0)
        areas = [*merged, *(area for area, _one in links)]
        looks = sum(min(area.bottom - area.top, len(self.lines)) + 1 for area in areas)
        if looks * (widest + 1) > _MOST_LOOKS:
            raise too_large(name)
        for area, one in links:
            self._link(self._target(one), area)
        for area in merged:
            self._spread(area)
        shown = {at: line for at, line in sorted(self.lines.items()) if at not in self.hidden_lines and _told(line)}
        columns = sorted({place for line in shown.values() for place, value in line.items() if value.text})
        columns = [place for place in columns if place not in self.unseen]
        if len(shown) * len(columns) > MOST_CELLS:
            raise too_large(name)
        return [_row(line, columns, at, page) for at, line in shown.items()]

    def _read_cells(self) -> None:
        at = 0
        data = self.root.child("sheetData")
        for row in data.children if data else ():
            at = whole(row.get("r"), at + 1)
            if row.get("hidden").lower() in {"1", "true"}:
                self.hidden_lines.add(at)
            place = 0
            for cell in row.children:
                found = _PLACE.fullmatch(cell.get("r"))
                place = _column(found[1]) if found else place + 1
                if (value := self._value(cell)).text:
                    self.lines.setdefault(at, {})[place] = value

    def _value(self, cell: Node) -> _Value:
        value, formula = cell.child("v"), cell.child("f")
        told = value.text if value else ""
        text = self._text(cell, told)
        found = _LINK.match(formula.text) if formula else None
        if found is None:
            return _Value(text)
        target = address(found[1].replace('""', '"'))
        return _Value(text or (found[2] or found[1]).replace('""', '"'), (target,) if target else ())

    def _text(self, cell: Node, told: str) -> str:
        match cell.get("t", "n"):
            case "s":
                index = whole(told, len(self.shared))
                return self.shared[index] if index < len(self.shared) else ""
            case "inlineStr":
                inline = cell.child("is")
                text = rich(inline) if inline else ""
            case "b":
                text = boolean(told)
            case "e":
                text = ""
            case "d":
                text = iso(told)
            case "str":
                text = unescaped(told)
            case _:
                text = self.formats.shown(told, whole(cell.get("s"), 0)) if told else ""
        return lines_of(text)

    def _listed(self, name: str) -> list[Node]:
        return [one for parent in self.root.walk(name) for one in parent.children]

    def _target(self, link: Node) -> str:
        """The address of a link of the whole cell; the address stands in another part."""
        relation = self.relations.get(link.get("id"))
        return address(relation.target) if relation and relation.external else ""

    def _link(self, target: str, area: Area) -> None:
        for line, place in self._within(area) if target else ():
            value = self.lines[line][place]
            value.links = tuple(dict.fromkeys((*value.links, target)))

    def _lines_of(self, area: Area) -> Iterator[int]:
        """The lines of a range, all of a short one, the filled ones of a tall one."""
        if area.bottom - area.top < len(self.lines):
            yield from range(area.top, area.bottom + 1)
        else:
            yield from (line for line in sorted(self.lines) if area.top <= line <= area.bottom)

    def _within(self, area: Area) -> Iterator[tuple[int, int]]:
        """The filled cells of a range."""
        for line in self._lines_of(area):
            yield from ((line, place) for place in list(self.lines.get(line, ())) if area.left <= place <= area.right)

    def _spread(self, area: Area) -> None:
        """A merged range shows what stands in its first cell; it stands in its first visible column, in each row."""
        first = self.lines.get(area.top, {}).get(area.left)
        for line, place in list(self._within(area)):
            del self.lines[line][place]
        left = next((place for place in range(area.left, area.right + 1) if place not in self.unseen), None)
        if first is None or left is None:
            return
        merged = False
        for line in list(self._lines_of(area)):
            if line in self.hidden_lines or (merged and line not in self.lines):
                continue
            self.lines.setdefault(line, {})[left] = _Value(first.text, first.links, merged)
            merged = True


def _told(line: Mapping[int, _Value]) -> bool:
    """Whether a row says anything that does not stand above already."""
    return any(value.text and not value.merged for value in line.values())


def _row(line: Mapping[int, _Value], columns: list[int], at: int, page: int) -> Row:
    nothing = _Value("")
    values = ((place, line.get(place, nothing)) for place in columns)
    return Row(tuple(Cell(one.text, at, place, page, one.merged, one.links) for place, one in values), at, page, page)


def _hidden_columns(root: Node) -> frozenset[int]:
    unseen: set[int] = set()
    columns = root.child("cols")
    for one in columns.children if columns else ():
        if one.get("hidden").lower() in {"1", "true"}:
            unseen.update(range(whole(one.get("min"), 1), min(whole(one.get("max"), 1), 16_384) + 1))
    return frozenset(unseen)


def _area(text: str) -> Area | None:
    first, _colon, last = text.partition(":")
    begins, ends = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if not begins or not ends:
        return None
    return Area(int(begins[2]), _column(begins[1]), int(ends[2]), _column(ends[1]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
