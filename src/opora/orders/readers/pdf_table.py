"""The rows of a drawn table of a PDF, from its grid and the words in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from opora.orders.document import Cell, Row
from opora.orders.readers.pdf_grid import Grid, GridCell
from opora.orders.readers.pdf_page import Word
from opora.orders.readers.wrapping import Written, unwrapped

_WIDEST_PADDING = 9.0
_SIDES_APART = 6.0


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in a cell: its text, the addresses under its words, its lines."""

    text: str
    links: tuple[str, ...]
    height: int


class DrawnTable:
    """A grid with its words.

    `columns` are the grid's own or, where it goes on from a page before, those of that. `end` is the line under its
    last row, once its rows were asked for.
    """

    def __init__(self, grid: Grid, words: Sequence[Word], letter: float) -> None:
        self.grid, self.letter = grid, letter
        self.columns = grid.xs
        self.end = 0
        inside: dict[GridCell, list[Word]] = {cell: [] for cell in grid.cells}
        self.covering = _covering(grid)
        for word in words:
            x, y = word.box.middle
            inside[self.covering[_square(grid.ys, y)][_square(grid.xs, x)]].append(word)
        self.lines = {cell: text_lines(found) for cell, found in inside.items()}
        self.padding = self._padding()
        self.texts = {cell: self._text(cell) for cell in grid.cells}

    def _padding(self) -> dict[int, float]:
        """Of each column, between its line and its words."""
        found: dict[int, float] = {}
        for cell, lines in self.lines.items():
            lefts = [line[0].box.left - cell.box.left for line in lines]
            column = cell.columns[0]
            found[column] = max(min([found.get(column, _WIDEST_PADDING), *lefts]), 0.0)
        return found

    def _text(self, cell: GridCell) -> CellText:
        lines = self.lines[cell]
        room = cell.box.right - cell.box.left - 2 * self.padding[cell.columns[0]]
        text = unwrapped((written_in(line, self.letter) for line in lines), room / self.letter)
        return CellText(text, links_under([word for line in lines for word in line]), len(lines))

    def goes_on(self, columns: Sequence[float]) -> bool:
        """Whether it stands between the same sides as a table before it."""
        own = self.grid.xs
        return abs(own[0] - columns[0]) < _SIDES_APART and abs(own[-1] - columns[-1]) < _SIDES_APART

    def rows(self, line: int, page: int, table: int) -> list[Row]:
        """Its rows; those that begin no cell are no rows. Each is as high as its cell with the most lines."""
        found: list[Row] = []
        for place, squares in enumerate(self.covering):
            here = list(dict.fromkeys(squares.values()))
            if not any(cell.rows[0] == place and self.texts[cell].text for cell in here):
                continue
            cells = [Cell("", line, column + 1, page) for column in range(len(self.columns) - 1)]
            for cell in sorted(here, key=lambda cell: cell.columns):
                column, told = self._column(cell), self.texts[cell]
                before = cells[column]
                text = f"{before.text}\n{told.text}" if before.text and told.text else before.text or told.text
                links = (*before.links, *told.links)
                cells[column] = Cell(text, line, column + 1, page, cell.rows[0] < place, links)
            found.append(Row(tuple(cells), line, page, table))
            line += self._height(here, place)
        self.end = line
        return found

    def _height(self, cells: Sequence[GridCell], place: int) -> int:
        return max(1, *(self.texts[cell].height for cell in cells if cell.rows[0] == place))

    def _column(self, cell: GridCell) -> int:
        """Its column among `columns`: its own, or the one that it covers most of."""
        if self.columns is self.grid.xs:
            return cell.columns[0]
        first = cell.box.left + min(cell.box.right - cell.box.left, 2 * _SIDES_APART)
        shares = [
            min(first, right) - max(cell.box.left, left)
            for left, right in zip(self.columns, self.columns[1:], strict=False)
        ]
        return shares.index(max(shares))


def _covering(grid: Grid) -> list[dict[int, GridCell]]:
    """For each row of a grid, the cell over each of its columns."""
    rows: list[dict[int, GridCell]] = [{} for _row in grid.ys[1:]]
    for cell in grid.cells:
        for row in range(cell.rows[0], cell.rows[1] + 1):
            for column in range(cell.columns[0], cell.columns[1] + 1):
                rows[row].setdefault(column, cell)
    return rows


def _square(ends: Sequence[float], place: float) -> int:
    return min(max(bisect_right(ends, place) - 1, 0), len(ends) - 2)


def text_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words in lines from the top, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        height = word.box.bottom - word.box.top
        if lines and word.box.middle[1] - _middle(lines[-1]) < max(height, 2) * 0.4:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.left) for line in lines]


def _middle(line: Sequence[Word]) -> float:
    return sum(word.box.middle[1] for word in line) / len(line)


def written_in(line: Sequence[Word], letter: float) -> Written:
    """A line of words, measured in letters."""
    first = line[0].box
    width = line[-1].box.right - first.left
    return Written(" ".join(word.text for word in line), width / letter, (first.right - first.left) / letter)


def links_under(words: Sequence[Word]) -> tuple[str, ...]:
    """The addresses that lie under words, without those that the words themselves spell."""
    found: dict[str, str] = {}
    for word in words:
        if word.link:
            found[word.link] = found.get(word.link, "") + word.text
    return tuple(address for address, spelt in found.items() if spelt.rstrip("/") != address.rstrip("/"))
