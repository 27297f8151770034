"""Putting the table of an order together: over page breaks, repeated headers, cut and continued rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from opora.core.periods import Precision, read_periods
from opora.orders.columns import Column, counts_columns, header
from opora.orders.document import Block, Cell, Document, Paragraph, Row
from opora.orders.wording import dash, fold

_NUMBER = re.compile(r"№?\s*(\d{1,3}(?:\s?\.\s?\d{1,3})*[а-я]?)\s*[.)]*")
_LIKE_NUMBER = re.compile(r"[\dОOоoЗзlI|]{1,3}\s?\.?")
_DIGITS = str.maketrans("ОOоoЗзlI|", "000033111")
_PAGE_FURNITURE = re.compile(
    r"[-–—]?\s*\d{1,3}\s*[-–—]?|(?:стр(?:аница|\.)?|лист)\s*\d+.*|(?:продолжение|окончание)\s+(?:таблицы|приложения).*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:раздел|блок|направление|этап|модуль|часть|глава)\s+[\dIVX]|[IVX]+\.\s|[А-ЯЁ]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+$")


@dataclass
class RawRow:
    """The cells of one action as the document has them; a continued cell has several pieces.

    `number` is None when it is lost. `page` and `row` say where it stands in the table, `line` in the file.
    `own_rows` holds the columns that were continued by a row with nothing else in it.
    """

    number: str | None
    line: int
    page: int
    row: int
    cells: dict[Column, list[Cell]] = field(default_factory=dict)
    section: str | None = None
    number_as_written: str = ""
    own_rows: set[Column] = field(default_factory=set)

    def pieces(self, column: Column) -> list[str]:
        """The texts of a cell, piece by piece, without empty ones."""
        texts = (line.strip() for cell in self.cells.get(column, []) for line in cell.text.split("\n"))
        return [text for text in texts if text]


@dataclass
class Table:
    """What stands before the table, its rows, and what stands in it and belongs to no row."""

    before: list[Paragraph] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)
    strays: list[Paragraph] = field(default_factory=list)
    columns: frozenset[Column] = frozenset()
    found: bool = False


def assemble(document: Document) -> Table:
    """The table of a document. `found` is False when there is no header of one."""
    return _Assembly(document).run()


class _Assembly:
    """One pass over the blocks of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.table = Table()
        self.places: Mapping[Column, int] = {}
        self.page = 0
        self.row = 0
        self.section: str | None = None
        self.short: Row | None = None

    def run(self) -> Table:
        for block in self.document.blocks:
            if isinstance(block, Row) and (places := header(block)):
                self._begin_page(places)
            elif not self.table.found:
                self.table.before.append(_as_paragraph(block))
            elif isinstance(block, Row):
                self._take_row(block)
            else:
                self._take_paragraph(block)
        _number_sections(self.table)
        return self.table

    def _begin_page(self, places: Mapping[Column, int]) -> None:
        if not self.table.found or not self.document.paged:
            self.page += 1
            self.row = 0
        self.places, self.table.found = places, True
        self.table.columns |= frozenset(places)
        self.short = None

    def _take_row(self, row: Row) -> None:
        if counts_columns(row) or all(dash(text) for text in row.texts()):
            return
        if joined := self._joined_to_short(row):
            row = joined
            self.table.rows.pop()
        if self.document.paged and row.page != self.page:
            self.page, self.row = row.page, 0
        cells = {column: row.cells[place] for column, place in self.places.items() if place < len(row.cells)}
        _keep_overflow(cells, row, self.places)
        filled = {column for column, cell in cells.items() if cell.text.strip()}
        written = cells[Column.NUMBER].text.strip() if Column.NUMBER in cells else ""
        number = _number(written)
        if number is None and self._is_section(row, filled):
            self.section = next(text for text in row.texts() if text)
        elif number is not None or self._is_whole(cells):
            self._add(number, written, row, cells)
        elif self.table.rows:
            self._continue(cells, filled)
        else:
            self.table.strays.append(_as_paragraph(row))
        self.short = row if number is not None and len(row.cells) <= max(self.places.values()) else None

    def _add(self, number: str | None, written: str, row: Row, cells: Mapping[Column, Cell]) -> None:
        self.row += 1
        raw = RawRow(number, row.line, self.page, self.row, section=self.section, number_as_written=written)
        raw.cells = {column: [cell] for column, cell in cells.items()}
        self.table.rows.append(raw)

    def _continue(self, cells: Mapping[Column, Cell], filled: set[Column]) -> None:
        last = self.table.rows[-1]
        for column in filled:
            last.cells.setdefault(column, []).append(cells[column])
        if len(filled) == 1:
            last.own_rows |= filled

    def _joined_to_short(self, row: Row) -> Row | None:
        """A line end inside a cell breaks a row in two: together they have as many cells as the table."""
        first = self.short
        if first is None or not row.cells[0].text.strip() or _number(row.cells[0].text) is not None:
            return None
        if len(first.cells) + len(row.cells) - 1 > max(self.places.values()) + 1:
            return None
        *kept, last = first.cells
        middle = Cell(f"{last.text}\n{row.cells[0].text}", last.line, last.column, last.page)
        rest = [Cell(cell.text, cell.line, cell.column + len(first.cells) - 1, cell.page) for cell in row.cells[1:]]
        return Row((*kept, middle, *rest), first.line, first.page)

    def _is_section(self, row: Row, filled: set[Column]) -> bool:
        texts = [text for text in row.texts() if text]
        if len(texts) != 1 or filled - {Column.NUMBER, Column.TITLE} or not _SECTION.match(texts[0]):
            return False
        return not self.table.rows or not _unfinished(self.table.rows[-1].pieces(Column.TITLE))

    def _is_whole(self, cells: Mapping[Column, Cell]) -> bool:
        """A row that lost its number: it has a title of its own, a deadline and someone or something to show."""
        texts = {column: cell.text.strip() for column, cell in cells.items()}
        title, deadline = texts.get(Column.TITLE, ""), texts.get(Column.PERIODS, "")
        if not title[:1].isupper() or not deadline:
            return False
        periods, problems = read_periods(deadline, year=2000)
        told = any(period.precision is not Precision.OPEN for period in periods) or not problems
        return told and any(texts.get(column) for column in (Column.EXECUTORS, Column.INDICATORS))

    def _take_paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if _PAGE_FURNITURE.fullmatch(text) or any(fold(text) == fold(known.text) for known in self.table.before):
            return
        cell = Cell(text, paragraph.line, 1, paragraph.page)
        if self.table.rows and _ADDRESS.match(text):
            self.table.rows[-1].cells.setdefault(Column.LINKS, []).append(cell)
        elif self.short is not None and self.table.rows:
            last = self.table.rows[-1]
            column = max((column for column in last.cells if last.cells[column]), key=lambda name: self.places[name])
            last.cells[column].append(cell)
            whole = Cell(
                f"{self.short.cells[-1].text}\n{text}", self.short.line, len(self.short.cells), self.short.page
            )
            self.short = Row((*self.short.cells[:-1], whole), self.short.line, self.short.page)
        elif re.match(r"(?:раздел|блок|направление|этап|модуль|часть|глава)\s+[\dIVX]|[IVX]+\.\s", text, re.IGNORECASE):
            self.section = text
        else:
            self.table.strays.append(paragraph)


def _as_paragraph(block: Block) -> Paragraph:
    if isinstance(block, Paragraph):
        return block
    return Paragraph(" ".join(text for text in block.texts() if text), block.line, block.page)


def _number(text: str) -> str | None:
    """«5.» and «1.1» as "5" and "1.1", a digit read as a letter put right; None for anything else."""
    text = text.strip()
    if found := _NUMBER.fullmatch(text):
        return re.sub(r"\s", "", found[1])
    if _LIKE_NUMBER.fullmatch(text) and re.search(r"\d", text):
        return text.translate(_DIGITS).rstrip(" .")
    return None


def _keep_overflow(cells: dict[Column, Cell], row: Row, places: Mapping[Column, int]) -> None:
    """Text in cells beyond the last column belongs to the last one: a tab slipped into it."""
    last = max(places, key=lambda column: places[column])
    extra = [cell.text for cell in row.cells[places[last] + 1 :] if cell.text.strip()]
    if extra and last in cells:
        cell = cells[last]
        cells[last] = Cell("\n".join([cell.text, *extra]), cell.line, cell.column, cell.page)


def _unfinished(pieces: list[str]) -> bool:
    return bool(pieces) and pieces[-1].endswith(("-", ","))


def _number_sections(table: Table) -> None:
    """«1. …» with nothing but a title above «1.1» heads a section: it is no action."""
    kept: list[RawRow] = []
    heading: RawRow | None = None
    for place, row in enumerate(table.rows):
        below = table.rows[place + 1].number if place + 1 < len(table.rows) else None
        only_title = not any(row.pieces(column) for column in Column if column not in {Column.NUMBER, Column.TITLE})
        if row.number and only_title and below and below.startswith(f"{row.number}."):
            heading = row
            continue
        if heading and row.number and row.number.startswith(f"{heading.number}."):
            row.section = " ".join([f"{heading.number}.", *heading.pieces(Column.TITLE)])
        kept.append(row)
    table.rows = kept


def cells_of(row: RawRow) -> Iterator[tuple[Column, Cell]]:
    """Every piece of a row with its column."""
    for column in Column:
        for cell in row.cells.get(column, []):
            if cell.text.strip():
                yield column, cell
