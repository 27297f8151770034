"""A file as sheets of rows of text, each in its place. Nothing is computed and nothing fetched."""

import csv
import datetime as dt
import hashlib
import io
import statistics
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from opora.core.files.texts import clean, decoded
from opora.core.imports import workbooks
from opora.core.imports.workbooks import Unreadable
from opora.core.spreadsheets import EXECUTED

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
ROWS = 50_000
"""Filled rows of a file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows[0]` is row 1 of the file, as wide as it is written there; an empty cell is ""."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: its name without the folder, what proves its content, and its visible sheets."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def read_file(path: Path) -> File:
    """Read .xlsx or .csv; raises Unreadable with one line."""
    _suffix(path.name)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        told = {"name": path.name, "why": error.strerror}
        raise Unreadable(_("%(name)s cannot be read: %(why)s.") % told) from None
    return read_content(path.name, content)


def read_content(name: str, content: bytes, *, delimiter: str | None = None) -> File:
    """The same of a file that is in memory already; `name` tells its kind.

    `delimiter` divides the cells of a csv file; "" divides its lines at tabs alone, whatever the quotation marks; None
    is the likeliest one.
    """
    suffix = _suffix(name)
    try:
        return File(name, hashlib.sha256(content).hexdigest(), _sheets(content, suffix, delimiter))
    except Unreadable as error:
        raise Unreadable(f"{name}: {error}") from None


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix not in {".xlsx", ".csv"}:
        raise Unreadable(_("%(name)s: only .xlsx and .csv are read.") % {"name": name})
    return suffix


def _sheets(content: bytes, suffix: str, delimiter: str | None) -> tuple[Sheet, ...]:
    if len(content) > LARGEST:
        raise Unreadable(_("the file is larger than %(size)d MB.") % {"size": LARGEST // 1024 // 1024})
    if not content.strip():
        raise Unreadable(_("the file is empty."))
    if suffix == ".xlsx":
        sheets = _workbook(content)
    else:
        sheets = (Sheet("", _trimmed(_separated(_decoded(content), delimiter))),)
    if sum(any(row) for sheet in sheets for row in sheet.rows) > ROWS:
        raise Unreadable(_("the file has more than %(rows)d rows; divide it.") % {"rows": ROWS})
    return sheets


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    workbooks.check(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [
            one.name
            for one in book.sheets_metadata
            if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
        ]
        read = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in visible]
    except (CalamineError, ValueError, OverflowError, OSError):
        raise Unreadable(_("the workbook is damaged; open it in a spreadsheet program and save it anew.")) from None
    return tuple(Sheet(clean(name), _trimmed([[_text(cell) for cell in row] for row in rows])) for name, rows in read)


def _text(value: object) -> str:
    """A cell as the text that a person would type there; a whole number without its decimals, a day as ISO."""
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time.min:
            return value.date().isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return clean(str(value))


def _trimmed(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Without the empty rows at the end, which spreadsheet programs like to keep."""
    last = max((number for number, row in enumerate(rows, 1) if any(row)), default=0)
    return tuple(tuple(row) for row in rows[:last])


def _decoded(content: bytes) -> str:
    if (text := decoded(content)) is None:
        raise Unreadable(_("the text is neither in UTF-8 nor in Windows-1251; save it as “CSV UTF-8”."))
    return text


def _separated(text: str, delimiter: str | None) -> list[list[str]]:
    """Rows of a csv file; if no separator is given, it is the one that divides most lines."""
    if delimiter == "":
        return [[clean(cell) for cell in line.split("\t")] for line in text.splitlines()]
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    delimiter = delimiter or max(
        ";,\t", key=lambda sign: statistics.median_low([line.count(sign) for line in lines] or [0])
    )
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in islice(reader, ROWS * 2):
            rows.append([_unquoted(cell) for cell in row])  # noqa: PERF401 - an error is told with the reader's line
    except csv.Error:
        message = _("the quotation marks of line %(line)d do not close; correct them.")
        raise Unreadable(message % {"line": reader.line_num}) from None
    return rows


def _unquoted(cell: str) -> str:
    """Without the apostrophe that keeps a text from being executed in a file without types."""
    return clean(cell[1:] if cell.startswith("'") and EXECUTED.match(cell[1:]) else cell)
