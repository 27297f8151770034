"""Putting the rows of a roadmap together: over page breaks, repeated headers, merged, cut and continued cells."""

import itertools
import re
from collections.abc import Mapping, Sequence

from opora.core.periods import Precision, read_periods
from opora.orders.columns import FIELDS, Column, Role
from opora.orders.document import Cell, Document, Paragraph, Row
from opora.orders.resolution import is_post, name_of
from opora.orders.tables import sections
from opora.orders.tables.choosing import Part, as_paragraphs
from opora.orders.tables.header import Layout, counts_columns
from opora.orders.tables.raw import RawRow, Table
from opora.orders.wording import dash, ditto, fold

_NUMBER = re.compile(r"(?:№|п\.)?\s*((?:[IVX]{1,4}\s?\.\s?)?\d{1,3}(?:\s?\.\s?\d{1,3})*[а-я]?)\s*[.)]*")
_LEADING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]+\s+(?=[«\"А-ЯЁ])")
_LEADING_LINE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[.)]?)(?:\s*\n\s*|[.)]\s+)(?=[«\"А-ЯЁ])")
_LIKE_NUMBER = re.compile(r"[\dОOоoЗзlI|]{1,3}\s?\.?")
_DIGITS = str.maketrans("ОOоoЗзlI|", "000033111")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+$")
_SHOWN = (Role.EXECUTORS, Role.INDICATORS)
_BEGINS = re.compile(r"[«\"„(]?[A-ZА-ЯЁ\d]")


class Assembly:
    """One pass over the parts of a roadmap."""

    def __init__(self, document: Document, table: Table) -> None:
        self.document = document
        self.table = table
        self.layout = Layout({}, 0)
        self.page = 0
        self.row = 0
        self.section: str | None = None
        self.short: Row | None = None
        self.known = {fold(found.text) for found in table.before} | _running_titles(document)

    def run(self, parts: Sequence[Part]) -> Table:
        """The table with its rows."""
        if parts and parts[0].lead and sections.heads_section(parts[0].lead[-1].text):
            self.section = parts[0].lead[-1].text
        for order, part in enumerate(parts):
            self._begin(part)
            last_row = max((place for place, block in enumerate(part.blocks) if isinstance(block, Row)), default=-1)
            for place, block in enumerate(part.blocks):
                if isinstance(block, Row):
                    self._take_row(block)
                elif place > last_row and order + 1 == len(parts) and not _ADDRESS.match(block.text):
                    self.table.after.append(block)
                else:
                    self._take_paragraph(block, above_table=place > last_row)
        self.table.rows = sections.number_sections(self.table.rows)
        _restore_numbers(self.table.rows)
        return self.table

    def _begin(self, part: Part) -> None:
        if not self.table.found or not self.document.paged:
            self.page += 1
            self.row = 0
        self.layout, self.table.found = part.layout, True
        self.short = None

    def _take_row(self, row: Row) -> None:
        if counts_columns(row) or all(dash(cell.text) or cell.merged for cell in row.cells):
            return
        if joined := self._joined_to_short(row):
            row = joined
            self.table.rows.pop()
        if self.document.paged and row.page != self.page:
            self.page, self.row = row.page, 0
        cells = _apart(_by_role(row, self.layout))
        self._take_cells(row, cells)
        number = _number(_text(cells, Role.NUMBER))
        self.short = row if number is not None and len(row.cells) <= self.layout.last else None

    def _take_cells(self, row: Row, cells: Mapping[Role, Cell]) -> None:
        own = {role: cell for role, cell in cells.items() if cell.text.strip() and not cell.merged}
        if (grouping := cells.get(Role.SECTION)) and grouping.text.strip():
            self.section = " ".join(grouping.text.split())
        number, title = _text(own, Role.NUMBER), _text(own, Role.TITLE)
        if sections.is_note(number or title or next((cell.text for cell in own.values()), "")):
            return
        if is_post(number or title) and any(name_of(text) for text in row.texts()):
            self.table.after.extend(as_paragraphs(row))
            return
        others = [cell.text for role, cell in own.items() if role not in {Role.NUMBER, Role.TITLE}]
        read = _number(number)
        heading = None if read is not None else self._section_of(row, number, title, others)
        if heading:
            self.section = " ".join(heading.split())
        elif read is not None or self._is_whole(cells, own):
            self._add(read, number, row, cells)
        elif self.table.rows:
            self._continue(own)
        else:
            self.table.strays.extend(as_paragraphs(row))

    def _section_of(self, row: Row, number: str, title: str, others: Sequence[str]) -> str | None:
        last = self.table.rows[-1] if self.table.rows else None
        unfinished = last is not None and _unfinished(last.pieces(Column.TITLE))
        texts = [cell.text.strip() for cell in row.cells if cell.text.strip() and not cell.merged]
        if (
            not number
            and not title
            and len(texts) == 1
            and row.cells[0].text.strip()
            and self.layout.roles.get(0) is Role.SECTION
        ):
            return texts[0] if len(list(filter(None, row.texts()))) == 1 else None
        return sections.of_row(number, title, others, unfinished=unfinished)

    def _is_whole(self, cells: Mapping[Role, Cell], own: Mapping[Role, Cell]) -> bool:
        """A row without a number that is an action: a title of its own, a deadline and someone or something to show."""
        title, deadline = _text(own, Role.TITLE), _text(cells, Role.PERIODS) or _text(cells, Role.END)
        more = any(_text(cells, role) for role in _SHOWN)
        numbered = cells.get(Role.NUMBER)
        if not _BEGINS.match(title) or (numbered and numbered.merged and numbered.text.strip()):
            return False
        if Role.NUMBER not in self.layout.kinds and any(_text(own, role) for role in _SHOWN):
            return True
        return _is_told(deadline) and (more or self.layout.kinds.isdisjoint(_SHOWN))

    def _add(self, number: str | None, written: str, row: Row, cells: Mapping[Role, Cell]) -> None:
        self.row += 1
        raw = RawRow(number, row.line, self.page, self.row, section=self.section, number_as_written=written)
        if number is None and (found := _LEADING.match(_text(cells, Role.TITLE))):
            raw.number = raw.number_as_written = found[1]
            title = cells[Role.TITLE]
            rest = title.text.strip()[found.end() :]
            cells = {**cells, Role.TITLE: Cell(rest, title.line, title.column, title.page, links=title.links)}
        raw.cells = {column: [] for column in Column if any(FIELDS.get(role) is column for role in cells)}
        above = self.table.rows[-1] if self.table.rows else None
        for role, cell in cells.items():
            column = FIELDS.get(role)
            if above and column and ditto(cell.text) and above.cells.get(column):
                raw.cells[column], raw.as_above[column] = list(above.cells[column]), cell.text.strip()
            else:
                _put(raw, role, cell)
        self.table.rows.append(raw)

    def _continue(self, own: Mapping[Role, Cell]) -> None:
        last = self.table.rows[-1]
        for role, cell in own.items():
            _put(last, role, cell)
        filled = {FIELDS[role] for role in own if role in FIELDS}
        if len(own) == 1:
            last.own_rows |= filled

    def _joined_to_short(self, row: Row) -> Row | None:
        """A line end inside a cell breaks a row in two: together they have as many cells as the table."""
        first = self.short
        if first is None or not row.cells[0].text.strip() or _number(row.cells[0].text) is not None:
            return None
        if len(first.cells) + len(row.cells) - 1 > self.layout.last + 1:
            return None
        *kept, last = first.cells
        middle = Cell(f"{last.text}\n{row.cells[0].text}", last.line, last.column, last.page)
        rest = [Cell(cell.text, cell.line, cell.column + len(first.cells) - 1, cell.page) for cell in row.cells[1:]]
        return Row((*kept, middle, *rest), first.line, first.page, first.table)

    def _take_paragraph(self, paragraph: Paragraph, *, above_table: bool) -> None:
        text = paragraph.text
        if sections.is_furniture(text) or fold(text) in self.known or sections.is_note(text):
            return
        cell = Cell(text, paragraph.line, 1, paragraph.page)
        if self.table.rows and _ADDRESS.match(text):
            self.table.rows[-1].cells.setdefault(Column.LINKS, []).append(cell)
        elif self.short is not None and self.table.rows:
            self._lengthen(self.short, cell)
        elif sections.heads_section(text) or (above_table and sections.may_head_section(paragraph)):
            self.section = text
        else:
            self.table.strays.append(paragraph)

    def _lengthen(self, short: Row, cell: Cell) -> None:
        """A line of text below a row that lacks cells belongs to its last one."""
        last = self.table.rows[-1]
        roles = [role for place, role in sorted(self.layout.roles.items()) if place < len(short.cells)]
        _put(last, roles[-1], cell)
        end = short.cells[-1]
        whole = Cell(f"{end.text}\n{cell.text}", short.line, len(short.cells), short.page)
        self.short = Row((*short.cells[:-1], whole), short.line, short.page, short.table)


def _running_titles(document: Document) -> set[str]:
    """Lines that stand on several pages."""
    if not document.paged:
        return set()
    pages: dict[str, set[int]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            pages.setdefault(fold(block.text), set()).add(block.page)
    return {text for text, places in pages.items() if len(places) > 1}


def _by_role(row: Row, layout: Layout) -> dict[Role, Cell]:
    """The cells of a row by what they hold; text beyond the last column slipped out of it by a tab."""
    cells: dict[Role, Cell] = {}
    for place, role in sorted({**layout.roles, **layout.covered}.items()):
        if place < len(row.cells) and role not in {Role.REMARK, Role.MONEY}:
            cells[role] = _with(cells.get(role), row.cells[place])
    extra = [cell.text for cell in row.cells[layout.width :] if cell.text.strip()]
    last = layout.roles.get(layout.width - 1)
    if extra and last in cells:
        cell = cells[last]
        cells[last] = Cell("\n".join([cell.text, *extra]), cell.line, cell.column, cell.page, links=cell.links)
    return cells


def _apart(cells: dict[Role, Cell]) -> dict[Role, Cell]:
    """A title that slipped into the cell of its number beside a deadline, told apart again."""
    number, title = cells.get(Role.NUMBER), cells.get(Role.TITLE)
    if number is None or title is None or title.text.strip() or not _text(cells, Role.PERIODS):
        return cells
    found = _LEADING_LINE.match(number.text.strip())
    if not found:
        return cells
    whole = number.text.strip()
    place = (number.line, number.column, number.page)
    return {**cells, Role.NUMBER: Cell(found[1], *place), Role.TITLE: Cell(whole[found.end() :], *place)}


def _with(before: Cell | None, cell: Cell) -> Cell:
    """The cell of a role, with that of an earlier column of the same role."""
    if before is None or not before.text.strip():
        return cell
    if not cell.text.strip():
        return before
    return Cell(
        "\n".join(filter(str.strip, (before.text, cell.text))),
        before.line,
        before.column,
        before.page,
        merged=before.merged and cell.merged,
        links=before.links + cell.links,
    )


def _put(raw: RawRow, role: Role, cell: Cell) -> None:
    parts = {Role.START: raw.starts, Role.VALUE: raw.values, Role.UNIT: raw.units}
    column = Column.PERIODS if role is Role.END else FIELDS.get(role)
    if role in parts:
        parts[role].append(cell)
    elif column:
        raw.cells.setdefault(column, []).append(cell)
    raw.links.extend(cell.links)


def _is_told(deadline: str) -> bool:
    """Whether a text is surely a deadline."""
    periods, problems = read_periods(deadline, year=2000)
    return bool(periods) and (not problems or any(period.precision is not Precision.OPEN for period in periods))


def date_by_sections(rows: Sequence[RawRow]) -> bool:
    """Give the rows of a table without deadlines those of its sections («Январь»); whether there are such sections."""
    for row in rows:
        if row.section and _is_told(row.section):
            row.cells[Column.PERIODS] = [Cell(row.section, row.line, 1, row.page)]
    return any(Column.PERIODS in row.cells for row in rows)


def _restore_numbers(rows: Sequence[RawRow]) -> None:
    """A number read as a letter («З.») between its neighbours."""
    for above, row in itertools.pairwise(rows):
        told = row.number_as_written.translate(_DIGITS).rstrip(" .)")
        if row.number is None and above.number and told.isdigit() and above.number.isdigit():
            row.number = told if int(told) == int(above.number) + 1 else None


def _text(cells: Mapping[Role, Cell], role: Role) -> str:
    return cells[role].text.strip() if role in cells else ""


def _number(text: str) -> str | None:
    """«5.» and «1.1» as "5" and "1.1", a digit read as a letter put right; None for anything else."""
    text = text.strip()
    if found := _NUMBER.fullmatch(text):
        return re.sub(r"\s", "", found[1])
    if _LIKE_NUMBER.fullmatch(text) and re.search(r"\d", text):
        return text.translate(_DIGITS).rstrip(" .")
    return None


def _unfinished(pieces: list[str]) -> bool:
    return bool(pieces) and pieces[-1].endswith(("-", ","))
