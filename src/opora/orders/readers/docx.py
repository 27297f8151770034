"""Word documents, read from their XML in the order of the body.

`line` is the running number of the line: each line of a paragraph, empty ones too, and each row of a table is one.
Headers, footers, notes, comments, and what is hidden or taken back, are left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from opora.orders.document import Block, Cell, Document, Paragraph, Row
from opora.orders.errors import UnreadableOrder
from opora.orders.readers.packages import Package
from opora.orders.readers.sheets import heads
from opora.orders.readers.word_story import Story
from opora.orders.readers.word_tables import Grid, Item, arranging
from opora.orders.readers.word_text import Words, plain


def read(package: Package) -> Document:
    """The document of an archive. Raises UnreadableOrder and Overgrown."""
    story = Story.of(package)
    items = story.items()
    grids = [one for one in items if isinstance(one, Grid)]
    blocks = tuple(_Output(arranging(grids)).blocks(items))
    if not blocks:
        raise UnreadableOrder(package.name, _("the file has no text"))
    return Document(package.name, blocks, paged=story.pages.known)


class _Output:
    """Paragraphs and rows with their running numbers."""

    def __init__(self, arranging: set[int]) -> None:
        self.arranging = arranging
        self.line = 0
        self.table = 0
        self.width = 0

    def blocks(self, items: list[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Words):
                yield from self._lines(item)
            elif id(item) in self.arranging:
                for block in (block for line in item.lines for block in line.blocks if block.above is None):
                    yield from self.blocks(block.content)
            else:
                yield from self._rows(item)

    def _lines(self, words: Words) -> Iterator[Block]:
        """A paragraph for each line. Below a header that tabs divide, lines with tabs are rows of its table."""
        for number, text in enumerate(words.lines):
            self.line += 1
            row = self._tabbed(words, number)
            if row is not None:
                yield row
            elif text:
                yield Paragraph(text, self.line, words.page, words.heading)

    def _tabbed(self, words: Words, number: int) -> Row | None:
        texts = [plain(text) for text in words.text.split("\n")[number].split("\t")]
        if number == 0 and words.label:
            texts = [words.label, *texts[not texts[0] :]]
        if len(texts) < 2:
            return None
        texts += [""] * (self.width - len(texts))
        cells = (Cell(text, self.line, place, words.page) for place, text in enumerate(texts, 1))
        row = Row(tuple(cells), self.line, words.page, self.table)
        if not self.width and len(texts) > 2 and heads(row):
            self.table += 1
            self.width = len(texts)
            return replace(row, table=self.table)
        return row if self.width else None

    def _rows(self, grid: Grid) -> Iterator[Block]:
        self.table += 1
        self.width = 0
        yield from grid.rows(self.table, self.line + 1)
        self.line += len(grid.lines)
