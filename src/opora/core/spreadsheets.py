"""Spreadsheets out: plain rows in, bytes out. The one place that keeps what people typed from being executed.

A text is never a formula, whatever it begins with. In xlsx it is written as text, and marked so that editing the cell
does not turn it into one; in csv, which has no types, a text that a program would execute begins with an apostrophe.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils import translation

from opora.core.numbers import NBSP

Cell = str | int | float | dt.date | None
"""None and "" leave the cell empty: what is not known is not 0."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
LONGEST = 32_767
"""Characters that a cell of xlsx holds; a longer text is cut there, with a sign that it was."""

_ILLEGIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EXECUTED = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the width of its column in characters."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `lines` stand above its headings; `headed` keeps the headings in sight and lets the rows be filtered."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[str] = ()
    headed: bool = True


def legible(text: str) -> str:
    """The text without the characters that no office file may hold."""
    return _ILLEGIBLE.sub("", text)


def harmless(text: str) -> str:
    """The text for a file without types: with an apostrophe before it when a program would execute it."""
    return f"'{text}" if EXECUTED.match(text) else text


def workbook(sheets: Sequence[Sheet], *, title: str, made_at: dt.datetime) -> bytes:
    """An xlsx file. The same sheets made at the same moment give the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    created = made_at.astimezone(dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": _plain(title), "author": "Opora", "created": created})
    look = {"valign": "top", "text_wrap": True}
    formats = {
        "line": book.add_format({"valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format({**look, "bold": True, "bg_color": "#EEF2F6", "bottom": 1}),
        "text": book.add_format(look),
        "quoted": book.add_format({**look, "quote_prefix": True}),
        "date": book.add_format({"valign": "top", "align": "left", "num_format": "dd.mm.yyyy"}),
        "number": book.add_format({"valign": "top"}),
    }
    for sheet in sheets:
        _write(book.add_worksheet(_SHEET_NAME.sub(" ", sheet.title)[:31]), sheet, formats)
    book.close()
    return buffer.getvalue()


def separated(sheet: Sheet) -> bytes:
    """A csv file as a Russian Excel opens it: UTF-8 with its mark, semicolons. Only the headings and the rows."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(_plain(column.title)) for column in sheet.columns])
    writer.writerows([_separated(cell) for cell in row] for row in sheet.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.hide_gridlines(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    for at, line in enumerate(sheet.lines):
        page.write_string(at, 0, _plain(line), formats["line" if at else "title"])
    head = len(sheet.lines) + 1 if sheet.lines else 0
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        if sheet.headed:
            page.write_string(head, at, _plain(column.title), formats["head"])
    first = head + 1 if sheet.headed else head
    for row, cells in enumerate(sheet.rows, start=first):
        for at, cell in enumerate(cells):
            _cell(page, row, at, cell, formats)
    if sheet.headed:
        last = max(first + len(sheet.rows) - 1, head)
        page.freeze_panes(head + 1, 0)
        page.repeat_rows(head)
        page.autofilter(head, 0, last, len(sheet.columns) - 1)
        page.ignore_errors({"number_stored_as_text": f"A{first + 1}:A{last + 1}"})


def _cell(page: Any, row: int, at: int, cell: Cell, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        text = _plain(cell)
        quoted = EXECUTED.match(text)
        page.write_string(row, at, text, formats["quoted" if quoted else "text"])
    elif isinstance(cell, dt.date):
        page.write_datetime(row, at, cell, formats["date"])
    else:
        page.write_number(row, at, cell, formats["number"])


def _plain(text: str) -> str:
    """A text for a table to search and sort: with plain spaces, no longer than a cell."""
    plain = legible(text).replace(NBSP, " ")
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _separated(cell: Cell) -> str:
    """A cell as its text; days and fractions as the programs of the active language read them."""
    russian = translation.get_language() == "ru"
    match cell:
        case None:
            return ""
        case str():
            return harmless(_plain(cell))
        case dt.date():
            return f"{cell:%d.%m.%Y}" if russian else cell.isoformat()
        case _:
            return str(cell).replace(".", ",") if russian else str(cell)
