"""What a table is made of before its cells are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from opora.orders.columns import Column
from opora.orders.document import Cell, Paragraph


@dataclass
class RawRow:
    """The cells of one action as the document has them; a continued cell has several pieces.

    `number` is None when it is lost. `page` and `row` say where it stands in the table, `line` in the file.
    `own_rows` holds the columns that were continued by a row with nothing else in it. `starts`, `values` and `units`
    are cells of further columns that belong to the deadline and to the indicators. `as_above`: the marks by which the
    order repeats a cell of the row above, whose pieces stand here.
    """

    number: str | None
    line: int
    page: int
    row: int
    cells: dict[Column, list[Cell]] = field(default_factory=dict)
    section: str | None = None
    number_as_written: str = ""
    own_rows: set[Column] = field(default_factory=set)
    starts: list[Cell] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)
    units: list[Cell] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    as_above: dict[Column, str] = field(default_factory=dict)

    def pieces(self, column: Column) -> list[str]:
        """The texts of a cell, piece by piece, without empty ones."""
        return lines_of(self.cells.get(column, []))


@dataclass
class Table:
    """What stands before the table, its rows, what stands in it and belongs to no row, and what follows it.

    `tells_merges`: the format says which cells are merged, so an empty one is empty.
    """

    before: list[Paragraph] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)
    strays: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    found: bool = False
    tells_merges: bool = False


def lines_of(cells: list[Cell]) -> list[str]:
    """The lines of cells, stripped, without empty ones."""
    texts = (line.strip() for cell in cells for line in cell.text.split("\n"))
    return [text for text in texts if text]


def cells_of(row: RawRow) -> Iterator[tuple[Column, Cell]]:
    """Every piece of a row with its column; the start of a deadline before its end."""
    parts = {Column.PERIODS: row.starts, Column.INDICATORS: []}
    more = {Column.INDICATORS: [*row.values, *row.units]}
    for column in Column:
        for cell in (*parts.get(column, []), *row.cells.get(column, []), *more.get(column, [])):
            if cell.text.strip():
                yield column, cell
