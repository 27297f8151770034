"""Rows of a sheet or of separated text as blocks: what stands above and below the table is no row of it."""

from collections.abc import Iterator, Sequence

from opora.orders.document import Block, Paragraph, Row
from opora.orders.tables.header import header

MOST_CELLS = 500_000
"""Cells of a file, empty ones between filled ones too."""
_LONGEST_HEADING = 1000
"""Characters; whatever is longer is not even looked at."""


def heads(row: Row) -> bool:
    """Whether a row is the header of a roadmap."""
    return all(len(cell.text) <= _LONGEST_HEADING for cell in row.cells) and header(row) is not None


def blocks(rows: Sequence[Row], *, begun: bool = False) -> Iterator[Block]:
    """The rows without empty ones; a single filled cell above the header or in the tail is a paragraph for each line.

    `begun`: the header stood on a sheet before, so that the rows go on with its table from the first.
    """
    first = next((place for place, row in enumerate(rows) if heads(row)), 0 if begun else len(rows))
    tail = _tail(rows, first)
    for place, row in enumerate(rows):
        filled = [text for text in row.texts() if text]
        if len(filled) == 1 and (place < first or place >= tail):
            lines = (" ".join(line.split()) for line in filled[0].split("\n"))
            yield from (Paragraph(line, row.line, row.page) for line in lines if line)
        elif filled:
            yield row


def _tail(rows: Sequence[Row], first: int) -> int:
    """Where the table is over: after an empty line below its last row that has three filled cells."""
    last = max((place for place in range(first, len(rows)) if _filled(rows[place]) > 2), default=first)
    below = range(last + 1, len(rows))
    return next((place for place in below if rows[place].line > rows[place - 1].line + 1), len(rows))


def _filled(row: Row) -> int:
    return sum(1 for text in row.texts() if text)
