"""The texts of a row's cells, their pieces put together and their damage repaired."""

import re
from collections.abc import Mapping

from opora.orders.columns import Column
from opora.orders.hyphens import joined
from opora.orders.lookalikes import repaired
from opora.orders.order import Damage, Repair
from opora.orders.tables import RawRow, lines_of
from opora.orders.wording import dash

_MARK = re.compile(r"(?:\d{1,2}[.)]|[-–—•·])\s+(?=\S)")
_SEPARATORS = {Column.EXECUTORS: "\n", Column.INDICATORS: "\n", Column.LINKS: "\n"}


def texts_of(row: RawRow, known: Mapping[str, int]) -> tuple[dict[Column, str], tuple[Repair, ...]]:
    """The text of each field but the number, and what was repaired. `known`: how often the document has each word."""
    texts: dict[Column, str] = {}
    repairs: list[Repair] = []
    for column in Column:
        if column is Column.NUMBER or not (column in row.cells or (column is Column.PERIODS and row.starts)):
            continue
        if column is Column.LINKS:
            texts[column] = "\n".join(row.pieces(column))
            continue
        parts = [joined(pieces, column, _SEPARATORS.get(column, " "), known) for pieces in _parts(row, column)]
        texts[column], more = repaired("\n".join(text for text, _found in parts), column)
        if mark := row.as_above.get(column):
            repairs.append(Repair(column, mark, texts[column], (Damage.MERGED,)))
        repairs.extend((*(repair for _text, found in parts for repair in found), *more))
    return texts, tuple(repairs)


def _parts(row: RawRow, column: Column) -> list[list[str]]:
    """The pieces of a field: those of executors and of co-executors apart, for each may begin with a small letter."""
    if column is not Column.EXECUTORS:
        return [_pieces(row, column)]
    places = dict.fromkeys(cell.column for cell in row.cells[column])
    apart = [lines_of([cell for cell in row.cells[column] if cell.column == place]) for place in places]
    return [pieces for pieces in apart if not all(map(dash, pieces))] or apart[:1]


def _pieces(row: RawRow, column: Column) -> list[str]:
    if column is Column.PERIODS and row.starts:
        return _from_to(" ".join(lines_of(row.starts)), " ".join(row.pieces(column)))
    if column is not Column.INDICATORS:
        return row.pieces(column)
    indicators = _without_marks(row.pieces(column))
    return _with_values(indicators, lines_of(row.values), lines_of(row.units)) if row.values else indicators


def _without_marks(pieces: list[str]) -> list[str]:
    """The lines of a list without its numbers or dashes."""
    bare = [_MARK.sub("", piece) for piece in pieces]
    return bare if sum(map(str.__ne__, bare, pieces)) > 1 else pieces


def _from_to(start: str, end: str) -> list[str]:
    """A deadline whose start and end have columns of their own."""
    if dash(start) or dash(end) or start == end:
        single = f"с {start}" if not dash(start) and dash(end) else end
        return [f"до {end}" if dash(start) and not dash(end) else single]
    return [f"{start} – {end}"]


def _with_values(indicators: list[str], values: list[str], units: list[str]) -> list[str]:
    """Indicators with the values of their own column: line by line where there are as many, else after the last."""
    values = [value for value in values if not dash(value)]
    if not values:
        return indicators
    if len(values) != len(indicators):
        values = ["; ".join(values)]
        heads, indicators = indicators[:-1], indicators[-1:] or [""]
    else:
        heads = []
    unit = units[0] if len(set(units)) == 1 and not dash(units[0]) else ""
    told = [
        f"{text.rstrip(' .;,')} – {value} {unit}".strip(" –") for text, value in zip(indicators, values, strict=True)
    ]
    return [*heads, *told]
