"""Tables of a web page: which of them hold data and which only lay the page out; spans of rows and columns."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from opora.orders.document import Cell, Row
from opora.orders.readers.html_text import Shown, is_hidden, shown
from opora.orders.tables.header import header

MOST_COLUMNS = 100
MOST_CELLS = 100_000
_FIRST = 10
_GROUPS = {"thead": 0, "tfoot": 2}


class TooLarge(Exception):
    """The table has more cells than any order."""


def data_tables(root: HtmlElement, base: str) -> dict[HtmlElement, list[Row]]:
    """The tables with something to read, and their rows.

    A table around others only lays them out, unless it has a header of its own; so does one of two columns without
    a header. Tables inside a table of data are text of its cells.
    """
    found: dict[HtmlElement, list[Row]] = {}
    inside: set[HtmlElement] = set()
    if sum(1 for _cell in root.iter("td", "th")) > MOST_CELLS:
        raise TooLarge
    for table in root.iter("table"):
        if table in inside or not _is_shown(table):
            continue
        nested = next(table.iterdescendants("table"), None) is not None
        rows = _own_rows(table)
        if nested and not any(header(row) for row in _laid(rows[:_FIRST], base, own=True)):
            continue
        laid = list(_laid(rows, base, own=False))
        if laid and (len(laid[0].cells) > 2 or any(header(row) for row in laid[:_FIRST])):
            found[table] = laid
            inside |= set(table.iterdescendants("table"))
    return found


def _is_shown(table: HtmlElement) -> bool:
    return not is_hidden(table) and not any(map(is_hidden, table.iterancestors()))


def _own_rows(table: HtmlElement) -> list[HtmlElement]:
    """Its rows in the order in which they are shown, without those of tables inside it."""
    rows = [
        row
        for row in table.iterdescendants("tr")
        if next(row.iterancestors("table")) is table and not is_hidden(row) and not is_hidden(row.getparent())
    ]
    return sorted(rows, key=lambda row: _GROUPS.get(row.getparent().tag, 1))


def _laid(rows: Sequence[HtmlElement], base: str, *, own: bool) -> Iterator[Row]:
    """The rows with spans laid out; `own`: without the text of tables inside. Lines count from 1."""
    grid = _Grid(len(rows))
    read = [[(cell, *_text(cell, base, own=own)) for cell in _cells(row)] for row in rows]
    for place, cells in enumerate(read):
        grid.add(place, cells)
    yield from grid.rows()


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row.iterchildren("td", "th") if not is_hidden(cell)]


def _text(cell: HtmlElement, base: str, *, own: bool) -> tuple[str, tuple[str, ...]]:
    apart = frozenset(cell.iterdescendants("table")) if own else frozenset()
    lines = [line for line in shown(cell, base, apart) if isinstance(line, Shown)]
    links = tuple(dict.fromkeys(link for line in lines for link in line.links))
    return "\n".join(line.text for line in lines), links


class _Grid:
    """Cells in a grid of rows; spans beyond its ends are clipped."""

    def __init__(self, height: int) -> None:
        self.cells: list[dict[int, tuple[str, tuple[str, ...], bool]]] = [{} for _row in range(height)]
        self.count = 0

    def add(self, place: int, cells: Sequence[tuple[HtmlElement, str, tuple[str, ...]]]) -> None:
        """One row, from its first free column on."""
        column = 0
        for cell, text, links in cells:
            while column in self.cells[place]:
                column += 1
            if column >= MOST_COLUMNS:
                return
            wide = min(_span(cell, "colspan") or 1, MOST_COLUMNS - column)
            high = min(_span(cell, "rowspan") or len(self.cells), len(self.cells) - place)
            self._fill(place, column, (text, links), (high, wide))
            column += wide

    def _fill(self, place: int, column: int, content: tuple[str, tuple[str, ...]], size: tuple[int, int]) -> None:
        high, wide = size
        self.count += high * wide
        if self.count > MOST_CELLS:
            raise TooLarge
        text, links = content
        for row in range(place, place + high):
            self.cells[row].setdefault(column, (text, links, row > place))
            for covered in range(column + 1, column + wide):
                self.cells[row].setdefault(covered, ("", (), row > place))

    def rows(self) -> Iterator[Row]:
        """The rows, all as wide as to the last column with words; a row is as high as its cell with the most lines."""
        width = max((column for row in self.cells for column, cell in row.items() if cell[0]), default=-1) + 1
        line = 1
        for row in self.cells:
            cells = []
            for column in range(width):
                text, links, merged = row.get(column, ("", (), False))
                cells.append(Cell(text, line, column + 1, 1, merged, links))
            if any(cell.text for cell in cells):
                yield Row(tuple(cells), line, 1)
                line += max(cell.text.count("\n") + 1 for cell in cells)


def _span(cell: HtmlElement, name: str) -> int:
    """How many rows or columns it covers; 0 for all that follow."""
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "1")
    return int(found[1]) if found else 1
