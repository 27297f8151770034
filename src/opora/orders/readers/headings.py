"""The header of a table without lines: lines whose words, column by column, name what an order's table holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opora.orders.columns import Column
from opora.orders.document import Cell, Row
from opora.orders.readers.layout import Line, Span
from opora.orders.tables.header import header

_TALLEST = 8
_MOST_ASKED = 30_000
"""Attempts to see a header in one document; beyond them none is seen, so that no text is slow."""
NUMBER = re.compile(r"№?\s*[\dОЗ]{1,4}(?:\.\d{1,3})*[а-я]?\s*[.)]?")
"""The number of a row, alone in its cell."""
LEADING_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3})*[.)]?\s+[А-ЯЁ«]")
SECTION = re.compile(r"(?:раздел|блок|направление|этап|модуль|часть|глава)\s+[\dIVX№]|[IVX]+\.\s", re.IGNORECASE)
_DEADLINE = re.compile(r"срок|дат|период|время|когда", re.IGNORECASE)
_NAMED = re.compile(
    r"№|п/п|мероприят|действ|наименован|содержан|задач|вид|срок|дат|период|время|исполн|ответств|показат|индикат|результат",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"([а-яё])[-‐\u00ad]\s+([а-яё])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A header of `height` lines; its columns from left to right and the places of those that are known."""

    height: int
    columns: tuple[Span, ...]
    places: Mapping[Column, int]

    def same(self, other: "Heading") -> bool:
        """Whether another header says the same, however its lines are broken."""
        return [_letters(span) for span in self.columns] == [_letters(span) for span in other.columns]

    def row(self, line: Line, table: int) -> Row:
        """The header as a row of the table."""
        cells = (Cell(span.text, line.line, place, line.page) for place, span in enumerate(self.columns, 1))
        return Row(tuple(cells), line.line, line.page, table)


class Headings:
    """Asks lines for headers; a header names a deadline, and lines far from such a word are passed over quickly."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.deadlines = [bool(_DEADLINE.search(line.text)) for line in lines]
        self.known: list[Heading] = []
        self.asked = 0

    def at(self, place: int) -> Heading | None:
        """The header that begins with this line, if one does."""
        first = self.lines[place]
        if len(first.spans) < 2 or not any(self.deadlines[place : place + _TALLEST]) or not _NAMED.search(first.text):
            return None
        best: Heading | None = None
        for height in range(1, min(_TALLEST, len(self.lines) - place) + 1):
            last = self.lines[place + height - 1]
            if height > 1 and (last.page != first.page or _is_below(last, best)):
                break
            if any(self.deadlines[place : place + height]):
                best = self._better(place, height, best)
            if best and any(map(best.same, self.known)):
                break
        return best

    def _better(self, place: int, height: int, best: Heading | None) -> Heading | None:
        self.asked += 1
        if self.asked > _MOST_ASKED:
            return best
        columns = clusters(self.lines[place : place + height])
        found = Heading(height, columns, {})
        places = header(found.row(self.lines[place], 1))
        if not places or (best and len(columns) < len(best.columns)):
            return best
        return Heading(height, columns, places)

    def end(self, place: int, heading: Heading) -> int:
        """Where the next header begins: the same one, or another after free space or on a new page; or the end."""
        for at in range(place, len(self.lines)):
            apart = self.lines[at].gap or self.lines[at].page != self.lines[at - 1].page
            numbered = self.lines[at].text.startswith("№")
            found = self.at(at)
            if found and (apart or numbered or found.same(heading)):
                return at
        return len(self.lines)


def _is_below(line: Line, found: Heading | None) -> bool:
    """Whether a line is already one of the table under the header."""
    first = line.spans[0].text
    if NUMBER.fullmatch(first) or LEADING_NUMBER.match(first) or SECTION.match(first):
        return True
    return found is not None and (line.gap or (Column.NUMBER not in found.places and first[:1].isupper()))


def _letters(span: Span) -> str:
    return "".join(filter(str.isalnum, span.text.lower()))


def clusters(lines: Sequence[Line]) -> tuple[Span, ...]:
    """The spans of the lines, joined where they stand above each other."""
    spans = [span for line in lines for span in line.spans]
    columns: list[list[int]] = []
    right = 0.0
    for place in sorted(range(len(spans)), key=lambda place: spans[place].left):
        if columns and spans[place].left < right:
            columns[-1].append(place)
            right = max(right, spans[place].right)
        else:
            columns.append([place])
            right = spans[place].right
    return tuple(_joined([spans[place] for place in sorted(column)]) for column in columns)


def _joined(column: Sequence[Span]) -> Span:
    text = _BROKEN.sub(r"\1\2", " ".join(span.text for span in column))
    return Span(text, min(span.left for span in column), max(span.right for span in column))
