"""Rows of a table as entries: names, places, moments, durations and marks of presence."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from opora.core.imports.cells import folded
from opora.events.logs import moments
from opora.events.logs.headings import Means, unit
from opora.events.logs.records import NEXT_DAY, UNDATED, Entry, Interval, fold
from opora.events.logs.roles import host
from opora.events.logs.tables import Table

_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;]+")
_ABSENT = re.compile(
    r"[-–—−]+|0|нет|н|н/я|не ?(?:был|присут|яв|учас|посе|подкл|приш)\w*.*|отсут\w*.*|неявка.*|no|false|absent.*"
    r"|did not.*"
    r"|бол(?:еет|ен|ьна|ьничный).*|отпуск.*|×|x|х"
)
_WAITED = re.compile(r"yes|да|true|1|\+")
_LEFT = re.compile(r"left|leave|выш|покин|отключ|disconnect", re.IGNORECASE)
_LONGEST = dt.timedelta(hours=24)

When = Callable[[str], dt.datetime | None]


def entries(table: Table) -> list[Entry]:
    """Every row that names somebody."""
    made = [_entry(table, line, cells) for line, cells in table.rows if table.name(cells)]
    marked = _marked(table)
    stayed = list(_timed(table))
    timed = {line: (interval, seconds) for line, interval, seconds in stayed}
    found = []
    for one in made:
        interval, seconds = timed.get(one.line, (None, None))
        present = marked.get(one.line, True)
        found.append(replace(one, interval=interval, seconds=seconds, present=present))
    return found


def address(text: str) -> str:
    """The e-mail address in a text, small; "" for none."""
    found = _EMAIL.search(text)
    return found[0].casefold().strip(".") if found else ""


def _entry(table: Table, line: int, cells: tuple[str, ...]) -> Entry:
    return Entry(
        line=line,
        text=" ".join(table.name(cells).split()),
        email=address(table.cell(cells, Means.EMAIL)),
        organisation=table.cell(cells, Means.ORGANISATION),
        municipality=table.cell(cells, Means.MUNICIPALITY),
        post=table.cell(cells, Means.POST),
        host=host(table.cell(cells, Means.ROLE)),
    )


def _marked(table: Table) -> dict[int, bool]:
    """Who was there by the marks; where nobody is marked, as in a sheet signed on paper, everybody was."""
    if not table.column(Means.PRESENT):
        return {}
    marks = {line: folded(table.cell(cells, Means.PRESENT) or "-").strip() for line, cells in table.rows}
    raw = {line: table.cell(cells, Means.PRESENT) for line, cells in table.rows}
    return {line: bool(raw[line]) and not _ABSENT.fullmatch(mark or raw[line]) for line, mark in marks.items()}


def _timed(table: Table) -> Iterator[tuple[int, Interval | None, int | None]]:
    cells_of_moments = [
        text for means in (Means.JOINED, Means.LEFT, Means.MOMENT, Means.DAY) for text in table.column(means)
    ]
    first = moments.month_first(cells_of_moments)

    def when(cell: str) -> dt.datetime | None:
        return moments.moment(cell, month_first=first)

    if {Means.ACTION, Means.MOMENT} <= set(table.places) and Means.LEFT not in table.places:
        yield from _from_actions(table, when)
        return
    durations = moments.Durations(table.column(Means.DURATION), unit(table.title(Means.DURATION)))
    for line, cells in table.rows:
        if _WAITED.fullmatch(folded(table.cell(cells, Means.WAITING)) or "-"):
            yield line, None, 0
            continue
        day = moments.day(table.cell(cells, Means.DAY), month_first=first)
        joined, left = (when(table.cell(cells, means)) for means in (Means.JOINED, Means.LEFT))
        seconds = durations.seconds(table.cell(cells, Means.DURATION))
        interval = between(joined, left)
        if interval is None and joined and seconds:
            interval = Interval(joined, joined + dt.timedelta(seconds=seconds))
        yield line, _on(day, interval), seconds


def _on(day: dt.date | None, interval: Interval | None) -> Interval | None:
    """An interval of which only times are known, on the day that stands in a column of its own."""
    if day is None or interval is None or interval.start.date() != UNDATED:
        return interval
    return Interval(interval.start + (day - UNDATED), interval.end + (day - UNDATED))


def between(joined: dt.datetime | None, left: dt.datetime | None) -> Interval | None:
    """From joining to leaving; a leaving before it, of which only the time is known, is of the next day."""
    if not joined or not left or bool(joined.tzinfo) != bool(left.tzinfo):
        return None
    if left.date() == UNDATED != joined.date():
        left = dt.datetime.combine(joined.date(), left.time(), left.tzinfo)
        left += NEXT_DAY if left < joined else dt.timedelta()
    elif joined.date() == left.date() == UNDATED and left < joined:
        left += NEXT_DAY
    return Interval(joined, left) if dt.timedelta() <= left - joined <= _LONGEST else None


def _from_actions(table: Table, when: When) -> Iterator[tuple[int, Interval | None, int | None]]:
    """Rows "joined" and "left" of each name in their order; the row of joining gets the interval."""
    inside: dict[str, list[tuple[int, dt.datetime]]] = defaultdict(list)
    for line, cells in table.rows:
        moment, key = when(table.cell(cells, Means.MOMENT)), fold(table.name(cells))
        if moment is None:
            continue
        if not _LEFT.search(table.cell(cells, Means.ACTION)):
            inside[key].append((line, moment))
        elif inside[key]:
            joined = inside[key].pop()
            yield joined[0], between(joined[1], moment), None
