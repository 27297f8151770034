"""The document of a draft as sheets of paper: which rows lie on which, and what stands in their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from opora.orders.columns import Column
from opora.orders.order import Order, OrderAction

LONGEST = 25
"""Rows of a sheet; a page of the document that has more becomes several."""
SHOWN = (Column.NUMBER, Column.TITLE, Column.PERIODS, Column.EXECUTORS, Column.INDICATORS, Column.LINKS)


@dataclass(frozen=True)
class Sheet:
    """Rows `first` … `last`, from 1; `number` of `total` sheets."""

    number: int
    total: int
    first: int
    last: int


@dataclass(frozen=True)
class PaperCell:
    """The text of a cell as it stands in the document; `doubted`: a finding is about it."""

    column: str
    text: str
    doubted: bool


@dataclass(frozen=True)
class PaperRow:
    """A row of a sheet; `section` is the heading that begins with it."""

    row: int
    section: str
    chosen: bool
    cells: Sequence[PaperCell]


def sheet_with(order: Order, row: int) -> Sheet:
    """The sheet on which a row lies."""
    sheets = sheets_of(order)
    return next(sheet for sheet in sheets if sheet.first <= row <= sheet.last)


def sheets_of(order: Order) -> list[Sheet]:
    """All sheets: the pages of the document, long ones divided."""
    spans: list[tuple[int, int]] = []
    start = 1
    for _page, rows in groupby(order.actions, key=lambda action: action.source.page):
        many = sum(1 for _row in rows)
        spans += [(first, min(first + LONGEST, start + many) - 1) for first in range(start, start + many, LONGEST)]
        start += many
    return [Sheet(n, len(spans), first, last) for n, (first, last) in enumerate(spans, start=1)]


def rows_of(order: Order, sheet: Sheet, chosen: int, doubted: Mapping[int, frozenset[str]]) -> list[PaperRow]:
    """The rows of a sheet. `doubted`: the columns of a row that findings are about."""
    found = []
    before = order.actions[sheet.first - 2].section if sheet.first > 1 else None
    for row in range(sheet.first, sheet.last + 1):
        action = order.actions[row - 1]
        section = action.section or ""
        found.append(
            PaperRow(
                row,
                section if section != before else "",
                row == chosen,
                [_cell(action, column, doubted.get(row, frozenset())) for column in SHOWN],
            )
        )
        before = section
    return found


def _cell(action: OrderAction, column: Column, doubted: frozenset[str]) -> PaperCell:
    """Of a number that was put right the document has the form before."""
    if column is Column.NUMBER:
        mended = next((one.before for one in action.repairs if one.field is column), action.number or "")
        return PaperCell(column.value, mended, column.value in doubted)
    return PaperCell(column.value, action.raw.get(column, ""), column.value in doubted)
