"""Text separated by commas, semicolons or whatever divides its header (.csv); lines above the table are paragraphs.

Not told by its name: a text is separated by a sign when that sign divides a roadmap's header and most lines after it
into equally many cells, or nearly every line. So sentences full of semicolons are none, and a list under a wrong name
is one.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from django.utils.translation import gettext as _

from opora.core.files.texts import decoded
from opora.orders.document import Cell, Document, Row
from opora.orders.errors import UnreadableOrder
from opora.orders.readers import sheets
from opora.orders.readers.markup import Overgrown
from opora.orders.readers.packages import too_large
from opora.orders.readers.sheet_values import lines_of

_SIGNS = ";,|^~¦#*"
"""Signs that divide; tabs are read with the other texts."""
_SAMPLE = 400_000
"""Characters that are looked at to tell the sign."""
_LONGEST = 50
"""Lines of a row; where quotation marks enclose more, they are a text's own and enclose nothing."""
_TOLD = re.compile(r"sep=(.)\n", re.IGNORECASE)
_PADDED = re.compile(r"^\s*\||\s\|\s", re.MULTILINE)
"""Bars that draw a table in plain text."""


def sniff(data: bytes) -> bool:
    """Whether a sign divides a header and the lines after it."""
    text = decoded(data)
    return text is not None and _sign(_even(text)) is not None


def read(data: bytes, name: str) -> Document:
    """UTF-8 with or without its mark, UTF-16 with one, or Windows-1251.

    `line` is the line of the file on which a row begins. Raises UnreadableOrder.
    """
    text = _even(decoded(data) or "")
    told = _TOLD.match(text)
    try:
        sign = _sign(text) or ";"
        records = _whole_above(_records(text[told.end() :] if told else text, sign), sign)
        found = tuple(sheets.blocks(_rows(records, 1 if told else 0)))
    except Overgrown:
        raise too_large(name) from None
    except csv.Error:
        raise UnreadableOrder(name, _("a cell is longer than any order; save the order as .docx or .xlsx")) from None
    return Document(name, found)


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _sign(text: str) -> str | None:
    """The sign that divides most cells of the header, of those that divide the lines after it alike."""
    if told := _TOLD.match(text):
        return told[1]
    sample = text[:_SAMPLE]
    found = {sign: width for sign in _SIGNS if sign in sample and (width := _width(sample, sign))}
    return max(found, key=lambda sign: found[sign], default=None)


def _width(sample: str, sign: str) -> int:
    """How many cells the header has when this sign divides; 0 when there is none, or the lines after it differ."""
    if sign == "|" and _PADDED.search(sample):
        return 0
    try:
        rows = [cells for _line, cells in _records(sample, sign) if any(cells)]
    except (csv.Error, Overgrown):
        return 0
    at = next((place for place, cells in enumerate(rows) if _divides_header(cells)), None)
    if at is None:
        return _usual_width(rows)
    width, below = len(rows[at]), rows[at + 1 :]
    alike = sum(1 for cells in below if abs(len(cells) - width) <= 1)
    return width if alike and alike * 2 >= len(below) else 0


def _usual_width(rows: list[list[str]]) -> int:
    """How many cells nearly every line has, at least four; else 0."""
    width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    return width if width > 3 and times > 2 and times * 10 >= len(rows) * 9 else 0


def _divides_header(cells: list[str]) -> bool:
    return len(cells) > 2 and not any("\t" in cell for cell in cells) and sheets.heads(_row(cells, 1))


def _records(text: str, sign: str) -> list[tuple[int, list[str]]]:
    """The rows with the line on which each begins. Raises csv.Error and Overgrown."""
    try:
        return list(_read(text, sign, csv.QUOTE_MINIMAL))
    except csv.Error:
        return list(_read(text, sign, csv.QUOTE_NONE))


def _read(text: str, sign: str, quoting: Literal[0, 3]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting)
    begins, left = 1, sheets.MOST_CELLS
    for cells in reader:
        if quoting == csv.QUOTE_MINIMAL and reader.line_num - begins >= _LONGEST:
            raise csv.Error("a quotation mark that does not close")
        left -= len(cells) + 1
        if left < 0:
            raise Overgrown
        yield begins, cells
        begins = reader.line_num + 1


def _whole_above(records: list[tuple[int, list[str]]], sign: str) -> list[tuple[int, list[str]]]:
    """The rows, but those above the header that it would not fit as the one line that they are."""
    at = next((place for place, (_line, cells) in enumerate(records) if _divides_header(cells)), 0)
    width = len(records[at][1]) if records else 0
    above = [(line, cells if len(cells) == width else [sign.join(cells)]) for line, cells in records[:at]]
    return [*above, *records[at:]]


def _rows(records: list[tuple[int, list[str]]], skipped: int) -> list[Row]:
    """The filled rows, each as wide as the widest."""
    told = [(line + skipped, [lines_of(cell) for cell in cells]) for line, cells in records]
    filled = [(line, cells) for line, cells in told if any(cells)]
    width = max((place for _line, cells in filled for place, cell in enumerate(cells, 1) if cell), default=0)
    if width * len(filled) > sheets.MOST_CELLS:
        raise Overgrown
    return [_row([*cells[:width], *[""] * (width - len(cells))], line) for line, cells in filled]


def _row(texts: list[str], line: int) -> Row:
    return Row(tuple(Cell(text, line, column, 1) for column, text in enumerate(texts, 1)), line, 1)
