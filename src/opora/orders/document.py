"""A document as every reader gives it: paragraphs and table rows in their order, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `column` counts from 1."""

    text: str
    line: int
    column: int
    page: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    line: int
    page: int

    def texts(self) -> list[str]:
        """The texts of its cells, stripped."""
        return [cell.text.strip() for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text outside tables, stripped and not empty."""

    text: str
    line: int
    page: int


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
