"""From a document to the rows of its roadmap: the table chosen, its header read, its rows put together."""

from collections.abc import Sequence

from opora.orders.document import Document
from opora.orders.tables.choosing import Part, before, chosen, parts_of
from opora.orders.tables.raw import RawRow, Table, cells_of, lines_of
from opora.orders.tables.rows import Assembly, date_by_sections

__all__ = ["RawRow", "Table", "assemble", "cells_of", "lines_of"]


def assemble(document: Document) -> Table:
    """The table of a document. `found` is False when there is no header of one."""
    parts = chosen(parts_of(document))
    if parts:
        return _assembled(document, parts)
    by_section = chosen(parts_of(document, dated=False))
    table = _assembled(document, by_section) if by_section else Table()
    return table if date_by_sections(table.rows) else Table()


def _assembled(document: Document, parts: Sequence[Part]) -> Table:
    table = Table(before=before(document, parts[0]))
    table.tells_merges = any(cell.merged for row in document.rows() for cell in row.cells)
    return Assembly(document, table).run(parts)
