"""Tables without lines: columns told by the gaps that the lines under a header have in common.

A header of a roadmap begins such a table: nothing else does, so wide gaps in a head or a signature make none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, zip_longest

from opora.orders.columns import Column
from opora.orders.document import Block, Cell, Paragraph, Row
from opora.orders.readers.borders import Laid, lay, moved, under_header
from opora.orders.readers.headings import LEADING_NUMBER, NUMBER, SECTION, Heading, Headings
from opora.orders.readers.layout import Line, Span, paragraphs
from opora.orders.readers.wrapping import Written, unwrapped

MOST_LINES = 30_000
"""Beyond them no columns are looked for: no order is that long."""
_FURNITURE = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?|(?:стр(?:аница|\.)?|лист)\s*\d+.*", re.IGNORECASE)


def blocks(lines: Sequence[Line], table: int) -> Iterator[Block]:
    """Rows where columns are aligned under a header, paragraphs elsewhere; `table` is the number of the first table."""
    headings = Headings(lines if len(lines) <= MOST_LINES else [])
    done = at = 0
    while at < len(headings.lines):
        heading = headings.at(at)
        if heading is None:
            at += 1
            continue
        yield from paragraphs(lines[done:at])
        if not any(map(heading.same, headings.known)):
            headings.known.append(heading)
        below = at + heading.height
        end = headings.end(below, heading)
        after = headings.at(end) if end < len(lines) else None
        again = after is not None and after.same(heading)
        found = _Table(heading, lines[at:below], lines[below:end], table, again=again)
        yield from found.blocks()
        table += 0 if again and not found.left else 1
        done, at = end - found.left, end
    yield from paragraphs(lines[done:])


@dataclass
class _Group:
    """Lines that make a row, a section, or something that is no part of the table."""

    lines: list[Laid] = field(default_factory=list)
    numbered: bool = False
    furniture: bool = False

    @property
    def filled(self) -> set[int]:
        return {place for laid in self.lines for place in laid.filled}


class _Table:
    """What stands under one header; `left` counts the lines at the end that are not the table's.

    `again`: the same header follows, so that a title at the end is that of the rows under it.
    """

    def __init__(self, heading: Heading, top: Sequence[Line], body: Sequence[Line], table: int, *, again: bool) -> None:
        self.heading, self.top, self.table, self.again = heading, top[0], table, again
        self.number = heading.places.get(Column.NUMBER)
        self.edges = _edges(body)
        self.laid = self._laid(top, body)
        groups = self._groups()
        kept = self._kept(groups)
        self.groups = groups[:kept]
        self.left = sum(len(group.lines) for group in groups[kept:])
        rooms = [[span.right - span.left for laid in self.laid if (span := laid.cells[place])] for place in self._all]
        self.rooms = [max(widths, default=0.0) for widths in rooms]

    @property
    def _all(self) -> range:
        return range(len(self.heading.columns))

    def _laid(self, top: Sequence[Line], body: Sequence[Line]) -> list[Laid]:
        borders: list[float] = []
        laid: list[Laid] = []
        for _page, lines in groupby(body, key=lambda line: line.page):
            page = list(lines)
            fresh = not borders and page[0].page == top[0].page
            heading = under_header(self.heading.columns, [*top, *page] if fresh else top)
            borders = heading if fresh else moved(borders or heading, page)
            laid.extend(lay(line, borders) for line in page)
        return laid

    def _groups(self) -> list[_Group]:
        counted = any(map(self._begins, self.laid))
        groups: list[_Group] = []
        above: Laid | None = None
        for laid in self.laid:
            fresh = above is None or laid.line.gap or laid.line.page != above.line.page
            if self._is_furniture(laid):
                groups.append(_Group([laid], furniture=True))
                continue
            begins = self._begins(laid) if counted else self._seems_to_begin(laid)
            last = groups[-1] if groups and not groups[-1].furniture else None
            if last is None or self._parts(last, laid, begins=begins, fresh=fresh):
                groups.append(_Group([laid], numbered=begins))
            else:
                last.lines.append(laid)
                last.numbered |= begins
            above = laid
        return groups

    def _parts(self, last: _Group, laid: Laid, *, begins: bool, fresh: bool) -> bool:
        """Whether a line begins a group of its own: not where it goes on, nor where a number stands in mid-row."""
        section = laid.across or self._is_section(laid)
        was_section = last.lines[-1].across or self._is_section(last.lines[-1])
        if section or was_section:
            return not (section and was_section) or fresh
        if begins:
            return fresh or last.numbered or len(last.filled) < 2 or not last.lines[0].line.gap
        return fresh or self._counts(last.lines[-1]) or self._begins_anew(last.lines[-1], laid)

    def _begins(self, laid: Laid) -> bool:
        """The first line of a row by its number, alone in its column or before the words of the first one."""
        if laid.across:
            return False
        if self.number is not None and (span := laid.cells[self.number]):
            return NUMBER.fullmatch(span.text) is not None
        first = laid.cells[0]
        return self.number is None and first is not None and LEADING_NUMBER.match(first.text) is not None

    def _seems_to_begin(self, laid: Laid) -> bool:
        """The first line of a row without numbers: a capital letter in the first column and a deadline."""
        first, deadline = laid.cells[0], laid.cells[self.heading.places[Column.PERIODS]]
        return first is not None and deadline is not None and first.text[:1].isupper()

    def _begins_anew(self, above: Laid, laid: Laid) -> bool:
        """A row without a number: a deadline and an executor where the line above had come to the end of both."""
        cells = [self.heading.places.get(column) for column in (Column.PERIODS, Column.EXECUTORS)]
        title = laid.cells[self.heading.places[Column.TITLE]]
        if None in cells or title is None or not title.text[:1].isupper():
            return False
        return set(cells) <= set(laid.filled) and not set(cells) & set(above.filled)

    def _is_section(self, laid: Laid) -> bool:
        return len(laid.filled) == 1 and SECTION.match(laid.line.text) is not None

    def _is_furniture(self, laid: Laid) -> bool:
        alone = len(laid.line.spans) == 1 and _FURNITURE.fullmatch(laid.line.text) is not None
        return alone and (self.number is None or laid.filled != [self.number] or laid.line in self.edges)

    def _counts(self, laid: Laid) -> bool:
        """The line 1 2 3 4 5 under a header."""
        texts = laid.line.text.split()
        return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]

    def _kept(self, groups: Sequence[_Group]) -> int:
        """How many groups are the table's: what follows the last row is so only where it keeps to the columns."""
        last = max((place for place, group in enumerate(groups) if group.numbered), default=-1)
        lefts = [
            sorted(span.left for laid in self.laid if not laid.across and (span := laid.cells[place]))
            for place in self._all
        ]
        while last + 1 < len(groups) and self._keeps(groups[last + 1], lefts):
            last += 1
        titles = [group for group in groups[last + 1 :] if not group.furniture]
        if self.again and len(titles) == 1 and self._is_title(titles[0]):
            return len(groups)
        return last + 1

    def _keeps(self, group: _Group, lefts: Sequence[Sequence[float]]) -> bool:
        if group.furniture:
            return True
        if len(group.filled) < 2 or any(laid.line.signature or laid.across for laid in group.lines):
            return False
        spans = [(place, span) for laid in group.lines for place, span in enumerate(laid.cells) if span]
        return all(_near(span.left, lefts[place]) > 1 for place, span in spans)

    def blocks(self) -> Iterator[Block]:
        """The header, the rows, and the numbers of pages between them."""
        yield self.heading.row(self.top, self.table)
        for group in self.groups:
            line = group.lines[0].line
            if group.furniture:
                yield Paragraph(line.text, line.line, line.page)
            elif self._is_title(group):
                text = " ".join(laid.line.text for laid in group.lines)
                rest = (Cell("", line.line, place + 1, line.page) for place in self._all[1:])
                yield Row((Cell(text, line.line, 1, line.page), *rest), line.line, line.page, self.table)
            else:
                cells = tuple(self._cell(group, place) for place in self._all)
                yield Row(cells, line.line, line.page, self.table)

    def _is_title(self, group: _Group) -> bool:
        """A section: words across the columns, or a line of its own that begins with a capital letter."""
        first = group.lines[0]
        if first.across or self._is_section(first):
            return True
        places = {self.number, self.heading.places[Column.TITLE]}
        return not group.numbered and first.line.gap and group.filled <= places and first.line.text[:1].isupper()

    def _cell(self, group: _Group, place: int) -> Cell:
        found = [(laid.line, span) for laid in group.lines if (span := laid.cells[place])]
        line = found[0][0] if found else group.lines[0].line
        written = (Written(span.text, span.right - span.left, _first_word(span)) for _line, span in found)
        text = unwrapped(written, self.rooms[place])
        links = tuple(dict.fromkeys(link for _line, span in found for link in span.links))
        return Cell(text, line.line, place + 1, line.page, links=links)


def _near(left: float, lefts: Sequence[float]) -> int:
    """How many of the places, in their order, are almost this one."""
    return bisect_left(lefts, left + 1.5) - bisect_left(lefts, left - 1.5)


def _edges(lines: Sequence[Line]) -> set[Line]:
    """Lines at the edge of a page inside the table, and those with free space above and below."""
    pairs = [(above, below) for above, below in pairwise(lines) if above.page != below.page]
    alone = [
        line
        for line, below in zip_longest(lines, lines[1:])
        if line.gap and (below is None or below.gap or below.page != line.page)
    ]
    return {line for pair in pairs for line in pair} | set(alone)


def _first_word(span: Span) -> float:
    return (span.right - span.left) * len(span.text.split(" ", 1)[0]) / len(span.text)
