"""The tables of a file: where headings stand, which rows belong to them, and which tells of joining and leaving."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from opora.core.imports.files import Sheet
from opora.events.logs.headings import Means, about_the_list, has_names, meanings

_TOTALS = re.compile(
    r"(?:\d+\.?\s*)?(?:итого|всего|total|количество участников|ответственн|составил|примечани"
    r"|подпись ответств)\b",
    re.I,
)
_TIMED = re.compile(r"\d:\d\d|@|\d\s*(?:m|м|h|ч)")
"""What a row of headings has in none of its cells."""
_TITLE_ROWS = 4
"""Rows between an empty one and the headings of the next table that are its title."""
_ENOUGH = 2
"""Known columns above which a row is one of headings, however many others it has."""
MOMENTS = frozenset({Means.JOINED, Means.LEFT})


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one row of headings; `rows` are (line, cells), `above` is what stands before the headings."""

    sheet: str
    headings: tuple[str, ...]
    places: Mapping[Means, int]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: tuple[str, ...] = ()

    def cell(self, cells: Sequence[str], means: Means) -> str:
        """The text of a column, "" when the table has none."""
        index = self.places.get(means)
        return cells[index].strip() if index is not None and index < len(cells) else ""

    def column(self, means: Means) -> list[str]:
        """All filled cells of a column."""
        return [text for _line, cells in self.rows if (text := self.cell(cells, means))]

    def title(self, means: Means) -> str:
        """The heading of a column, "" when the table has none."""
        index = self.places.get(means)
        return "" if index is None else self.headings[index]

    def name(self, cells: Sequence[str]) -> str:
        """The name in a row, from however many columns; a whole name beside its parts wins."""
        if whole := self.cell(cells, Means.NAME):
            return whole
        parts = (self.cell(cells, means) for means in (Means.SURNAME, Means.GIVEN, Means.PATRONYMIC))
        return " ".join(filter(None, parts))

    @property
    def names(self) -> int:
        """How many rows name somebody."""
        return sum(any(map(str.isalpha, self.name(cells))) for _line, cells in self.rows)

    @property
    def detail(self) -> int:
        """How much it tells of the time: joining and leaving, one of them, durations, nothing."""
        known = set(self.places)
        if known >= MOMENTS or known >= {Means.ACTION, Means.MOMENT}:
            return 3
        return 2 if known & MOMENTS else 1 if Means.DURATION in known else 0


def tables(sheet: Sheet) -> Iterator[Table]:
    """Every table of a sheet that names people, in order."""
    heads = list(_heads(sheet))
    for number, (at, places) in enumerate(heads):
        until = heads[number + 1][0] if number + 1 < len(heads) else len(sheet.rows)
        before = heads[number - 1][0] + 1 if number else 0
        rows = _body(sheet, at + 1, until, followed=number + 1 < len(heads))
        above = tuple(" ".join(filter(None, row)) for row in sheet.rows[max(before, at - 20) : at] if any(row))
        table = Table(sheet.name, sheet.rows[at], places, tuple(rows), above)
        if has_names(places) and table.names:
            yield table


def _heads(sheet: Sheet) -> Iterator[tuple[int, Mapping[Means, int]]]:
    """Rows of headings; a cell alone is one only above all names, further down it is a name that resembles it."""
    names = 0
    for at, row in enumerate(sheet.rows):
        places = _head(row)
        if len(places) > 1 or (places and names <= 1):
            yield at, places
            names += 2
        elif any(row) and not about_the_list(next(filter(None, row))):
            names += 1


def _head(row: Sequence[str]) -> Mapping[Means, int]:
    """The columns of a row of headings of people; none when it is not one. Cells of a list may resemble headings."""
    filled = [cell for cell in row if cell.strip()]
    if not filled or any(_TIMED.search(cell) for cell in filled):
        return {}
    places = meanings(row)
    mostly = len(places) > _ENOUGH or (len(places) > 1 and len(places) * 2 >= len(filled))
    return places if has_names(places) and (mostly or len(filled) == 1) else {}


def _body(sheet: Sheet, start: int, until: int, *, followed: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    if followed:
        empty = [at for at in range(max(start, until - _TITLE_ROWS), until) if not any(sheet.rows[at])]
        until = empty[0] if empty else until
    for at in range(start, until):
        cells = sheet.rows[at]
        first = next(filter(None, cells), "")
        if _TOTALS.match(first):
            return
        if first:
            yield at + 1, cells


def chosen(found: Sequence[Table]) -> list[Table]:
    """Those that are read: what tells most of the time, and all of the same columns; so nobody is counted twice."""
    if not found:
        return []
    best = max(found, key=lambda table: (table.detail, table.names))
    if best.detail in {0, 3}:
        return [table for table in found if table.headings == best.headings]
    return [best]
