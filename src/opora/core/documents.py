"""Documents out: tables on A4, to be printed and bound. Plain rows in, bytes of a docx file out."""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from opora.core.spreadsheets import legible

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
"""Every office has it; its Cyrillic is complete."""
TITLE, TEXT, TABLE, NOTE = Pt(14), Pt(10.5), Pt(9.5), Pt(8.5)


@dataclass(frozen=True, slots=True)
class Field:
    """A heading and the width of its column in millimetres; those of a page add up to 257 across, 170 upright."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own across the table; "" has none."""

    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Aside:
    """A line at the right edge: the stamp of approval."""

    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A table under a heading of its own; "" has none."""

    title: str
    fields: Sequence[Field]
    groups: Sequence[Group]


def document(
    *,
    title: str,
    lines: Sequence[str | Aside],
    blocks: Sequence[Block],
    foot: str,
    made_at: dt.datetime,
    upright: bool = False,
    closing: Sequence[str] = (),
    name: str = "",
) -> bytes:
    """A title, lines under it, the tables and closing lines; `foot` stands on every sheet with its number.

    `name` is what programs call the file, the title when it is "".
    """
    made = Document()
    _page(made, upright=upright)
    _styles(made)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = legible(name or title), "Opora", ""
    properties.created = properties.modified = made_at.astimezone(dt.UTC).replace(tzinfo=None)
    _text(made.add_heading(level=1), title, TITLE)
    for line in lines:
        _line(made.add_paragraph(), line)
    for block in blocks:
        if block.title:
            _text(made.add_heading(level=2), block.title, TEXT, bold=True)
        _table(made, block.fields, block.groups)
    for line in closing:
        _text(made.add_paragraph(), line, TEXT)
    _foot(made, foot)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _page(made: Docx, *, upright: bool) -> None:
    """A4 with the wide margin at the left, where it is bound."""
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(210), Mm(297)) if upright else (Mm(297), Mm(210))
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(16),
        Mm(18),
        Mm(16),
        Mm(22),
    )


def _styles(made: Docx) -> None:
    """Fonts, and the language for the checker of spelling and for whoever hears the page read."""
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "ru-RU" if translation.get_language() == "ru" else "en-GB")
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, TEXT
    style.element.get_or_add_rPr().append(tongue)
    for level in (1, 2):
        made.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x17, 0x22, 0x2E)


def _table(made: Docx, fields: Sequence[Field], groups: Sequence[Group]) -> None:
    size = 1 + sum(len(group.rows) + bool(group.title) for group in groups)
    table = made.add_table(rows=size, cols=len(fields), style="Table Grid")
    table.autofit = False
    for column, field in zip(table.columns, fields, strict=True):
        column.width = Mm(field.width)
    rows = iter(table.rows)
    head = next(rows)
    _mark(head, "w:tblHeader")
    _fill(head, [field.title for field in fields], fields, bold=True)
    for group in groups:
        if group.title:
            _heading(next(rows), group.title)
        for cells in group.rows:
            _fill(next(rows), cells, fields)
    _margins(table)


def _fill(row: _Row, texts: Sequence[str], fields: Sequence[Field], *, bold: bool = False) -> None:
    _mark(row, "w:cantSplit")
    for cell, text, field in zip(row.cells, texts, fields, strict=True):
        cell.width = Mm(field.width)
        _text(_only(cell), text, TABLE, bold=bold)


def _heading(row: _Row, text: str) -> None:
    """One cell across the table, kept with the row below it."""
    _mark(row, "w:cantSplit")
    cells = row.cells
    paragraph = _only(cells[0].merge(cells[-1]))
    paragraph.paragraph_format.keep_with_next = True
    _text(paragraph, text, TABLE, bold=True)


def _only(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    return paragraph


def _text(paragraph: Paragraph, text: str, size: Length, *, bold: bool = False) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0 if size == TABLE else 4)
    run = paragraph.add_run(legible(text))
    run.font.name, run.font.size = FONT, size
    run.bold = bold or size == TITLE


def _line(paragraph: Paragraph, line: str | Aside) -> None:
    if isinstance(line, Aside):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _text(paragraph, line.text if isinstance(line, Aside) else line, TEXT)


def _mark(row: _Row, name: str) -> None:
    """A property of the row: "w:tblHeader" repeats it on every sheet, "w:cantSplit" keeps it on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _margins(table: Table) -> None:
    """Narrow cells: nine columns stand on a sheet."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(int(Mm(1.5).twips)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def _foot(made: Docx, text: str) -> None:
    paragraph = made.sections[0].footer.paragraphs[0]
    _text(paragraph, f"{text} · ", NOTE)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)
