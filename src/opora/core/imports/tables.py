"""Rows of a list: columns recognised by their headings, in any order, under any title; each cell read or told wrong."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.imports import cells
from opora.core.imports.files import File, Sheet

HEADINGS_WITHIN = 30
"""Rows of a sheet among which its headings are looked for."""
WHAT_IS_WRONG = gettext_lazy("What is wrong")
"""The column that an annotated copy begins with; read again, it is passed over."""
HOW_TO_FILL_IN = gettext_lazy("How to fill in")
"""The sheet of a template that explains it; read again, it is passed over."""

_BESIDE = re.compile(r"\(.*?\)|[«»\"'*№]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a list: a stable key, its heading, what it means with an example, and how a cell is read.

    A `required` one must stand in the file and be filled in each row. `option` names the field of `Where` (on, basis)
    that stands in for an empty cell or a missing column; `instead` is the key of a column that may be filled in for it.
    """

    key: str
    title: str | Promise
    help: str | Promise
    example: str
    read: cells.Reader
    required: bool = False
    option: str = ""
    instead: str = ""
    also: tuple[str, ...] = ()
    width: int = 18

    def titles(self) -> Iterator[str]:
        """Its title in either language, folded."""
        for language in ("en", "ru"):
            with translation.override(language):
                yield heading(str(self.title))


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a list is about: a region, the year of its programme (0: of none), and what stands in for empty cells.

    A list that goes out is as of the day `on`, as known at `known_at`; None is all that is known, and now.
    """

    region: models.Model
    on: dt.date | None = None
    year: int = 0
    basis: str = ""
    known_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where; `row` is None for the whole sheet, `column` is the heading as it stands in the file.

    Of a name that may mean several things, or none for sure: the `text` of the cell, what stands `beside` it in the
    column of the municipality, and the codes of the `candidates`.
    """

    sheet: str
    row: int | None
    column: str
    code: str
    message: str
    text: str = ""
    beside: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read; `values` holds what is filled in, by the keys of the columns."""

    sheet: str
    number: int
    values: dict[str, Any]
    headings: dict[str, str]

    def get(self, key: str) -> Any:
        """The value of a column, None when it is not filled in."""
        return self.values.get(key)

    def problem(self, key: str, code: str, message: str) -> Problem:
        """What is wrong with a cell of this row."""
        return Problem(self.sheet, self.number, self.headings.get(key, ""), code, message)

    def faulty(self, key: str, fault: cells.Fault) -> Problem:
        """The same of a fault that was found in the cell."""
        told = self.problem(key, fault.code, fault.message)
        return replace(told, text=fault.text, beside=fault.beside, candidates=fault.candidates)


@dataclass(slots=True)
class Table:
    """All rows of a file without a fault, the faults, and what is only worth knowing."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def heading(text: str) -> str:
    """A heading for comparison: without remarks in brackets and without signs."""
    return cells.folded(_BESIDE.sub(" ", text))


def headings_of(columns: Sequence[Column]) -> dict[str, Column]:
    """Every heading, folded, and the column it means: a key wins over a title, a title over other usual names."""
    names = {heading(name): column for column in columns for name in column.also}
    names |= {name: column for column in columns for name in column.titles()}
    return names | {heading(column.key): column for column in columns}


def read_table(file: File, columns: Sequence[Column], where: Where) -> Table:
    """Read every sheet that has headings of this list; the others are told and passed over."""
    names = headings_of(columns)
    table = Table()
    found = False
    for sheet in file.sheets:
        if heading(sheet.name) in _both(HOW_TO_FILL_IN):
            continue
        at = _head(sheet, names)
        if at is not None:
            found = True
            _read_sheet(sheet, at, names, columns, where, table)
        elif sheet.rows:
            message = _("No heading of this list was found here; the sheet was passed over.")
            table.warnings.append(Problem(sheet.name, None, "", "sheet-skipped", message))
    if not found:
        table.warnings.clear()
        told = ", ".join(f"“{column.title}”" for column in columns if _wanted(column, where))
        message = _("No headings of this list were found. Needed: %(columns)s.") % {"columns": told}
        table.problems.append(Problem(file.sheets[0].name if file.sheets else "", None, "", "no-headings", message))
    return table


def _head(sheet: Sheet, names: dict[str, Column]) -> int | None:
    """At which row the headings stand: where most of them are recognised. None when there are none."""
    known = [
        len({names[name].key for name in map(heading, row) if name in names}) for row in sheet.rows[:HEADINGS_WITHIN]
    ]
    best = max(known, default=0)
    return known.index(best) if best else None


def _read_sheet(
    sheet: Sheet, at: int, names: dict[str, Column], columns: Sequence[Column], where: Where, table: Table
) -> None:
    places, problems = _places(sheet, at, names, table.warnings)
    missing = [
        str(column.title)
        for column in columns
        if _wanted(column, where) and not {column.key, column.instead} & set(places)
    ]
    if missing:
        message = _("Columns are missing: %(columns)s.") % {"columns": ", ".join(f"“{name}”" for name in missing)}
        problems.append(Problem(sheet.name, at + 1, "", "column-missing", message))
    if problems:
        table.problems += problems
        return
    headings = {key: sheet.rows[at][index] for key, index in places.items()}
    for number, texts in enumerate(sheet.rows[at + 1 :], start=at + 2):
        given = {key: texts[index] if index < len(texts) else "" for key, index in places.items()}
        if any(given.values()):
            row = Row(sheet.name, number, {}, headings)
            wrong = list(_fill(row, given, columns, where))
            table.problems += wrong
            table.rows += [] if wrong else [row]


def _places(
    sheet: Sheet, at: int, names: dict[str, Column], warnings: list[Problem]
) -> tuple[dict[str, int], list[Problem]]:
    """Where the columns of a list stand, by their keys, and which stand there twice; others become warnings."""
    places: dict[str, int] = {}
    twice = []
    for index, title in enumerate(sheet.rows[at]):
        column = names.get(heading(title))
        if column is None:
            if title and heading(title) not in _both(WHAT_IS_WRONG):
                message = _("This column is not known and was passed over.")
                warnings.append(Problem(sheet.name, at + 1, title, "column-unknown", message))
        elif column.key in places:
            message = _("Two columns have the same meaning: “%(column)s”.") % {"column": column.title}
            twice.append(Problem(sheet.name, at + 1, title, "column-twice", message))
        else:
            places[column.key] = index
    return places, twice


def _fill(row: Row, given: dict[str, str], columns: Iterable[Column], where: Where) -> Iterator[Problem]:
    for column in columns:
        text = given.get(column.key, "")
        if text in {"", "-", "–", "—"}:
            value = getattr(where, column.option) if column.option else None
            if value:
                row.values[column.key] = value
            elif column.required and not given.get(column.instead):
                yield row.problem(column.key, "empty", _("“%(column)s” is not filled in.") % {"column": column.title})
            continue
        try:
            cells.refuse_formula(text)
            row.values[column.key] = column.read(text)
        except cells.Fault as fault:
            yield row.problem(column.key, fault.code, fault.message)


def _wanted(column: Column, where: Where) -> bool:
    return column.required and not (column.option and getattr(where, column.option))


def _both(title: str | Promise) -> set[str]:
    said = set()
    for language in ("en", "ru"):
        with translation.override(language):
            said.add(heading(str(title)))
    return said
