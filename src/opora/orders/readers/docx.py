"""Word documents, read from their XML in the order of the body.

`line` is the running number of the line: each line of a paragraph, empty ones too, and each row of a table is one.
Headers, footers, notes, comments, and what is hidden or taken back, are left out.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.document import Block, Document, Paragraph
from opora.orders.errors import UnreadableOrder
from opora.orders.readers.packages import Package
from opora.orders.readers.word_story import Story
from opora.orders.readers.word_tables import Grid, Item, arranging
from opora.orders.readers.word_text import Words


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

    def blocks(self, items: list[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Words):
                yield from self._paragraphs(item)
            elif id(item) in self.arranging:
                for block in (block for line in item.lines for block in line.blocks if block.above is None):
                    yield from self.blocks(block.content)
            else:
                yield from self._rows(item)

    def _paragraphs(self, words: Words) -> Iterator[Paragraph]:
        for text in words.lines:
            self.line += 1
            if text:
                yield Paragraph(text, self.line, words.page, words.heading)

    def _rows(self, grid: Grid) -> Iterator[Block]:
        self.table += 1
        yield from grid.rows(self.table, self.line + 1)
        self.line += len(grid.lines)
