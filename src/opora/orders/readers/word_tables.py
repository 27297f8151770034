"""Tables of a Word document: the columns that its rows share, and which tables only arrange what stands in them.

Word keeps a grid in which every slightly moved border is a column of its own. So the columns are told by the rows
that are most of the table, or by a wider header, and any other row is laid over them. Spans are compared, never
unfolded.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from opora.orders.document import Cell, Row
from opora.orders.readers.sheets import heads
from opora.orders.readers.word_text import Words

_NARROW = 3
"""Most columns of a table that only arranges."""
_LOW = 12
"""Most rows of one."""


@dataclass(eq=False)
class Block:
    """A cell as the file has it, between two lines of the grid. `above`: the cell that it continues downwards."""

    start: float
    end: float
    content: "list[Item]" = field(default_factory=list)
    above: "Block | None" = None

    @property
    def owner(self) -> "Block":
        """The cell whose text stands here."""
        return self.above or self

    def lines(self) -> list[str]:
        """The lines of its text; a table inside gives a line for each of its rows."""
        lines = [line for one in self.content for line in _lines(one)]
        labels = [one.label for one in self.content if isinstance(one, Words) and one.label]
        return [line for line in lines if line] or labels[:1]

    @cached_property
    def text(self) -> str:
        """Its lines, put together once for all rows that it covers."""
        return "\n".join(self.lines())

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Addresses that lie under its words, without repetition."""
        return tuple(dict.fromkeys(link for one in self.content for link in _links(one)))


@dataclass(slots=True, eq=False)
class Line:
    """A row as the file has it."""

    blocks: list[Block]
    page: int

    def heads(self) -> bool:
        """Whether it is the header of a roadmap, whatever its columns."""
        texts = (block.owner.text for block in self.blocks)
        return heads(Row(tuple(Cell(text, 1, place, 1) for place, text in enumerate(texts, 1)), 1, 1))


@dataclass(slots=True, eq=False)
class Grid:
    """A table as the file has it."""

    lines: list[Line] = field(default_factory=list)

    def columns(self) -> list[Block]:
        """The cells whose borders are the columns: of the rows that are most of the table, or of the header."""
        counts = Counter(len(line.blocks) for line in self.lines)
        most = max(counts, key=lambda count: (count * counts[count], count), default=0)
        width = max([most, *(len(line.blocks) for line in self.lines if len(line.blocks) > most and line.heads())])
        usual = Counter(
            tuple((one.start, one.end) for one in line.blocks) for line in self.lines if len(line.blocks) == width
        )
        return [Block(start, end) for start, end in usual.most_common(1)[0][0]] if usual else []

    def rows(self, table: int, first: int) -> Iterator[Row]:
        """Its rows, each as wide as the table; `first` is the line of the first."""
        columns = self.columns()
        for number, line in enumerate(self.lines):
            cells = [Cell("", first + number, place, line.page) for place in range(1, len(columns) + 1)]
            for place, block in zip(_places(line.blocks, columns), line.blocks, strict=True):
                cells[place] = _joined(cells[place], block, first + number, line.page)
            yield Row(tuple(cells), first + number, line.page, table)

    def inner(self) -> Iterator["Grid"]:
        """The tables inside its cells."""
        for line in self.lines:
            for block in line.blocks:
                yield from (one for one in block.content if isinstance(one, Grid))


Item = Words | Grid


def _lines(item: Item) -> list[str]:
    if isinstance(item, Words):
        return item.lines
    return [" ".join(block.text.replace("\n", " ") for block in line.blocks if block.text) for line in item.lines]


def _links(item: Item) -> list[str]:
    if isinstance(item, Words):
        return item.links
    return [link for line in item.lines for block in line.blocks for link in block.links]


def _places(blocks: list[Block], columns: list[Block]) -> Iterator[int]:
    """The column of each cell of a row: the first that it covers by half, else the one that it covers most.

    Each cell to the right keeps a place, so a row of as many cells as there are columns has one in each.
    """
    least = 0
    for number, block in enumerate(blocks):
        most = max(len(columns) - (len(blocks) - number), least)
        covered = {place: _share(block, columns[place]) for place in range(least, most + 1)}
        likeliest = max(covered, key=lambda place: covered[place])
        place = next((place for place, share in covered.items() if share > 0.5), likeliest)
        yield place
        least = min(place + 1, len(columns) - 1)


def _share(block: Block, column: Block) -> float:
    """How much of a column a cell covers, 0 to 1."""
    width = column.end - column.start
    return max(0.0, min(block.end, column.end) - max(block.start, column.start)) / width if width else 0.0


def _joined(before: Cell, block: Block, line: int, page: int) -> Cell:
    """A cell of the row; what stood in the place already stays before it."""
    text = f"{before.text}\n{block.owner.text}" if before.text else block.owner.text
    links = (*before.links, *block.owner.links)
    return Cell(text, line, before.column, page, merged=block.above is not None, links=links)


def arranging(grids: list[Grid]) -> set[int]:
    """The keys (id) of the tables that only arrange: small, without a roadmap's header, no continuation of one."""
    every = [one for grid in grids for one in _with_inner(grid)]
    headed = {id(grid): any(line.heads() for line in grid.lines) for grid in every}
    widths = {len(grid.columns()) for grid in every if headed[id(grid)]}
    found = set()
    for grid in every:
        width = len(grid.columns())
        small = width <= _NARROW and len(grid.lines) <= _LOW
        frames = any(headed[id(one)] for one in _with_inner(grid))
        if not headed[id(grid)] and (frames or (small and width not in widths)):
            found.add(id(grid))
    return found


def _with_inner(grid: Grid) -> Iterator[Grid]:
    yield grid
    for one in grid.inner():
        yield from _with_inner(one)
