"""Small documents for the readers, and what came of them in a form that is easy to compare."""

from opora.orders import read
from opora.orders.document import Document, Paragraph, Row


def told(document: Document) -> list[str | list[str]]:
    """Paragraphs as texts, rows as lists of texts."""
    return [block.text if isinstance(block, Paragraph) else block.texts() for block in document.blocks]


def rows(document: Document) -> list[list[str]]:
    """The texts of the rows."""
    return [row.texts() for row in document.rows()]


def read_text(text: str, name: str = "plan.txt") -> Document:
    """A document in UTF-8."""
    return read(text.encode(), name)


def only_row(document: Document, number: str) -> Row:
    """The row with this number in its first cell."""
    (found,) = [row for row in document.rows() if row.cells[0].text == number and not row.cells[0].merged]
    return found
