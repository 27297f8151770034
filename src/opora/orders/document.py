"""A document as every reader gives it: paragraphs and table rows in their order, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `column` counts from 1 in the grid of the table.

    A cell that covers several rows stands in each of them with its text, from the second on `merged`. One that covers
    several columns stands in the first; those it covers have no text. `links`: addresses that lie under its words.
    """

    text: str
    line: int
    column: int
    page: int
    merged: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `table` counts the tables of the document from 1, where the format tells them apart."""

    cells: tuple[Cell, ...]
    line: int
    page: int
    table: int = 1

    def texts(self) -> list[str]:
        """The texts of its cells, stripped."""
        return [cell.text.strip() for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text outside tables, stripped and not empty; `heading` where the format says that it is one."""

    text: str
    line: int
    page: int
    heading: bool = False


Block = Paragraph | Row


@dataclass(frozen=True, slots=True)
class Document:
    """`paged`: the reader knows page breaks; otherwise a repeated header begins a page."""

    name: str
    blocks: tuple[Block, ...]
    paged: bool = False

    def rows(self) -> Iterator[Row]:
        """The table rows."""
        return (block for block in self.blocks if isinstance(block, Row))
