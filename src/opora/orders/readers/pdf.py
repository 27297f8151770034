"""PDF with a text layer: drawn tables, tables whose columns are aligned, paragraphs, page by page.

pdfium reads it: it runs no script and fetches nothing. `line` counts the lines of the text as the pages show it, with
one more where there is free space between them.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from django.utils.translation import gettext as _

from opora.orders.document import Block, Document, Row
from opora.orders.errors import UnreadableOrder
from opora.orders.readers import aligned
from opora.orders.readers.hyphenation import settled
from opora.orders.readers.layout import Line, Span
from opora.orders.readers.pdf_grid import Grid, grids
from opora.orders.readers.pdf_page import Page, Word, read_page
from opora.orders.readers.pdf_table import DrawnTable, links_under, text_lines
from opora.orders.tables.header import header
from opora.orders.wording import fold

MOST_PAGES = 600
SECONDS = 20
"""By the clock; what takes longer is no order, or not on this machine."""
_SPACE = 1.3
_FREE = 1.3
_LEAST_COLUMNS = 3


def sniff(data: bytes) -> bool:
    """The mark stands among the first bytes."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str) -> Document:
    """The pages in their order; raises UnreadableOrder for what is locked, damaged, without text or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableOrder(name, _refusal(error)) from error
    try:
        blocks = settled(_read(document, name))
    finally:
        document.close()
    return Document(name, blocks, paged=True)


def _refusal(error: pypdfium2.PdfiumError) -> str:
    if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return _("the PDF is protected with a password; save it without one and try again")
    return _("the PDF is damaged or incomplete; print it into a new PDF and try again")


def _read(document: Any, name: str) -> Iterator[Block]:
    count = len(document)
    if not count:
        raise UnreadableOrder(name, _("the PDF has no page"))
    if count > MOST_PAGES:
        problem = _("the PDF has more than {limit} pages; save the pages with the roadmap as a file of their own")
        raise UnreadableOrder(name, problem.format(limit=MOST_PAGES))
    until = time.monotonic() + SECONDS
    pages: list[Page] = []
    for number in range(count):
        try:
            pages.append(read_page(document, number))
        except pypdfium2.PdfiumError as error:
            raise UnreadableOrder(name, _("page {page} is damaged").format(page=number + 1)) from error
        if time.monotonic() > until:
            problem = _("reading the PDF takes too long; save the pages with the roadmap as a file of their own")
            raise UnreadableOrder(name, problem)
    _refuse_without_text(pages, name)
    yield from _Pages(pages).blocks()


def _refuse_without_text(pages: Sequence[Page], name: str) -> None:
    text = "".join(word.text for page in pages for word in page.words)
    if not text:
        problem = _("the PDF is a picture without text; recognise its text (OCR) or take the .docx it was made from")
        raise UnreadableOrder(name, problem)
    unknown = sum("\ue000" <= sign <= "\uf8ff" or sign in "\ufffd\x00" for sign in text)
    if unknown * 5 > len(text):
        problem = _(
            "the letters of the PDF cannot be told; take the .docx it was made from, or recognise its text (OCR)"
        )
        raise UnreadableOrder(name, problem)


@dataclass
class _Pages:
    """Puts the pages together: numbers lines and tables, joins tables that go on."""

    pages: Sequence[Page]
    line: int = 0
    table: int = 0
    columns: tuple[float, ...] = ()
    heading: list[str] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        loose: list[Line] = []
        letter = _letter(self.pages)
        for number, page in enumerate(self.pages, 1):
            for part in _parts(page, letter):
                if isinstance(part, DrawnTable):
                    yield from self._aligned(loose)
                    yield from self._rows(part, number)
                    loose = []
                else:
                    loose.append(self._line(part, number, letter))
        yield from self._aligned(loose)

    def _aligned(self, lines: Sequence[Line]) -> Iterator[Block]:
        """What stands between drawn tables; a table without lines among it is counted."""
        blocks = list(aligned.blocks(lines, self.table + 1))
        tables = [block.table for block in blocks if isinstance(block, Row)]
        self.table = max(tables, default=self.table)
        yield from blocks

    def _line(self, part: "_Free", page: int, letter: float) -> Line:
        self.line += 2 if part.gap else 1
        return Line(tuple(_spans(part.words, letter)), self.line, page, part.gap)

    def _rows(self, found: DrawnTable, page: int) -> Iterator[Row]:
        """Rows of a table; it goes on from the one before where it has its sides and no header, or the same one."""
        rows = found.rows(self.line + 1, page, self.table)
        heading = next((list(map(fold, row.texts())) for row in rows[:3] if header(row)), [])
        same = bool(self.columns) and found.goes_on(self.columns) and (not heading or heading == self.heading)
        if same and not heading:
            found.columns = self.columns
        if not same:
            self.table, self.columns, self.heading = self.table + 1, found.grid.xs, heading
        rows = found.rows(self.line + 1, page, self.table)
        self.line = found.end
        yield from rows


@dataclass(frozen=True, slots=True)
class _Free:
    """A line outside drawn tables."""

    words: list[Word]
    gap: bool


def _parts(page: Page, letter: float) -> Iterator[DrawnTable | _Free]:
    """The tables and lines of a page from the top."""
    words = list(page.words)
    tables: list[DrawnTable] = []
    for grid in grids(page.segments):
        inside = [word for word in words if grid.box.holds(word.box)]
        table = DrawnTable(grid, inside, letter)
        if _holds_data(table):
            tables.append(table)
            taken = set(inside)
            words = [word for word in words if word not in taken]
    lines = _free_lines(words, [table.grid for table in tables])
    parts: list[tuple[float, DrawnTable | _Free]] = [(table.grid.ys[0], table) for table in tables]
    parts += [(line.words[0].box.middle[1], line) for line in lines]
    yield from (part for _top, part in sorted(parts, key=lambda one: one[0]))


def _holds_data(table: DrawnTable) -> bool:
    """A frame or a head of two columns only lays text out."""
    if len(table.grid.xs) > _LEAST_COLUMNS:
        return True
    return any(header(row) for row in table.rows(1, 1, 1)[:3])


def _free_lines(words: Sequence[Word], tables: Sequence[Grid]) -> list[_Free]:
    lines = text_lines(words)
    pitches = [_top(below) - _top(above) for above, below in pairwise(lines)]
    usual = sorted(pitches)[len(pitches) // 4] if pitches else 0.0
    found = []
    for place, line in enumerate(lines):
        apart = place > 0 and (
            pitches[place - 1] > usual * _FREE
            or any(_top(lines[place - 1]) < grid.ys[0] < _top(line) for grid in tables)
        )
        found.append(_Free(line, apart))
    return found


def _top(line: Sequence[Word]) -> float:
    return line[0].box.top


def _letter(pages: Sequence[Page]) -> float:
    """The usual width of a letter in points."""
    widths: Counter[float] = Counter()
    for word in (word for page in pages[:20] for word in page.words):
        widths[round((word.box.right - word.box.left) / word.letters, 1)] += word.letters
    everything = sorted(widths.elements())
    return max(everything[len(everything) // 2], 1.0)


def _spans(words: Sequence[Word], letter: float) -> Iterator[Span]:
    """Words that stand no wider apart than in a justified line."""
    span: list[Word] = []
    for word in words:
        if span and word.box.left - span[-1].box.right > _SPACE * letter:
            yield _span(span, letter)
            span = []
        span.append(word)
    yield _span(span, letter)


def _span(words: Sequence[Word], letter: float) -> Span:
    text = " ".join(word.text for word in words)
    spaces = tuple((left.box.right + right.box.left) / 2 / letter for left, right in pairwise(words))
    return Span(text, words[0].box.left / letter, words[-1].box.right / letter, links_under(words), spaces)
