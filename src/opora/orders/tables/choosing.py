"""Which of the tables of a document is the roadmap.

A part is a header with what stands below it up to the next one. Parts of one appendix with like columns are one
candidate: a roadmap in several tables, or one that repeats its header on each page. The candidate that looks most like
a roadmap is read; budgets, lists of schools and working groups are not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opora.core.periods import Precision, read_periods
from opora.orders.columns import Role
from opora.orders.document import Block, Document, Paragraph, Row
from opora.orders.tables.header import Layout, read_header
from opora.orders.tables.sections import begins_appendix
from opora.orders.wording import fold

_ROADMAP = re.compile(
    r"дорожн\w+\s+карт|план\w*(?:\s|-)|комплекс\w*\s+мер|сетев\w+\s+график|медиаплан|перечень\s+мероприят"
)
_OTHER = re.compile(
    r"смет|финанс|бюджет|состав\s|список|перечень\s+(?:школ|общеобр|образоват|организац)|консультац|при[её]ма"
)
_LAYOUT_TABLE = 6
_JUDGED = 200
_ALIKE = 0.5


@dataclass
class Part:
    """A header and what stands below it; `lead` are the paragraphs since the part before."""

    layout: Layout
    header: Row
    at: int
    appendix: int
    lead: list[Paragraph]
    blocks: list[Block] = field(default_factory=list)


def parts_of(document: Document, *, dated: bool = True) -> list[Part]:
    """The parts of a document in its order; `dated` as for `read_header`."""
    return _Split(document, dated=dated).run()


def chosen(parts: Sequence[Part]) -> list[Part]:
    """The parts that are the roadmap; none when there are no parts."""
    candidates = list(_candidates(parts))
    return max(candidates, key=_score) if candidates else []


def before(document: Document, part: Part) -> list[Paragraph]:
    """The paragraphs above a part, with the rows of the small tables that letterheads are laid out by."""
    result: list[Paragraph] = []
    run: list[Row] = []
    for block in (*document.blocks[: part.at], Paragraph("", 0, 0)):
        if isinstance(block, Row):
            run.append(block)
            continue
        if len(run) <= _LAYOUT_TABLE or all(len(list(filter(None, row.texts()))) < 2 for row in run):
            result.extend(found for row in run for found in as_paragraphs(row))
        run = []
        result.append(block)
    return result[:-1]


def as_paragraphs(row: Row) -> Iterator[Paragraph]:
    """The texts of a row as lines: each cell of several lines by itself, else all of them as one line."""
    texts = [text for text in row.texts() if text]
    lines = (
        [line for text in texts for line in text.split("\n")]
        if any("\n" in text for text in texts)
        else [" ".join(texts)]
    )
    for line in lines:
        if line.strip():
            yield Paragraph(" ".join(line.split()), row.line, row.page)


class _Split:
    """One pass over the blocks; `closed` while rows belong to no part."""

    def __init__(self, document: Document, *, dated: bool) -> None:
        self.blocks = document.blocks
        self.dated = dated
        self.parts: list[Part] = []
        self.known: set[str] = set()
        self.appendix = 0
        self.closed = True
        self.lead: list[Paragraph] = []

    def run(self) -> list[Part]:
        place = 0
        while place < len(self.blocks):
            block = self.blocks[place]
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif found := read_header(self._rows(place), dated=self.dated):
                layout, taken = found
                self.parts.append(Part(layout, block, place, self.appendix, self.lead))
                self.lead, self.closed = [], False
                place += taken - 1
            else:
                self._row(block)
            place += 1
        return self.parts

    def _rows(self, place: int) -> list[Row]:
        """The row at a place and the next one of its table, if that follows at once."""
        return [block for block in self.blocks[place : place + 2] if isinstance(block, Row)]

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = fold(paragraph.text)
        if begins_appendix(paragraph.text) and text not in self.known:
            self.appendix += 1
            self.closed = True
        if not self.parts:
            self.known.add(text)
        self.lead.append(paragraph)
        if self.parts and not self.closed:
            self.parts[-1].blocks.append(paragraph)

    def _row(self, row: Row) -> None:
        if self.closed:
            return
        part = self.parts[-1]
        if row.table != _table(part) and len(row.cells) != part.layout.width:
            self.closed = True
            return
        part.blocks.append(row)
        self.lead = []


def _table(part: Part) -> int:
    return next((block.table for block in reversed(part.blocks) if isinstance(block, Row)), part.header.table)


def _candidates(parts: Sequence[Part]) -> Iterator[list[Part]]:
    group: list[Part] = []
    for part in parts:
        if group and not _goes_on(group[0], part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _goes_on(first: Part, part: Part) -> bool:
    if part.appendix != first.appendix or (Role.MONEY in first.layout.kinds) != (Role.MONEY in part.layout.kinds):
        return False
    ours, theirs = first.layout.kinds, part.layout.kinds
    return len(ours & theirs) >= _ALIKE * len(ours | theirs)


def _score(parts: Sequence[Part]) -> float:
    layout = parts[0].layout
    columns = (layout.first(role) for role in (Role.PERIODS, Role.END, Role.TITLE))
    place = next(found for found in columns if found is not None)
    rows = [block for part in parts for block in part.blocks if isinstance(block, Row)]
    dated = sum(1 for row in rows[:_JUDGED] if place < len(row.cells) and _is_deadline(row.cells[place].text))
    heading = fold(" ".join(found.text for found in parts[0].lead[-8:]))
    told = 15 * bool(_ROADMAP.search(heading)) - 10 * bool(_OTHER.search(heading))
    return dated + 5 * len(layout.kinds) + told - 10 * (Role.MONEY in layout.kinds)


def _is_deadline(text: str) -> bool:
    periods, problems = read_periods(text, year=2000)
    return any(period.precision is not Precision.OPEN for period in periods) or (bool(periods) and not problems)
