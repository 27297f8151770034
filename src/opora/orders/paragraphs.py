"""A roadmap without a table: numbered paragraphs that say by themselves when, by whom and with what result.

Labelled («Срок: …», «Ответственный – …», also in brackets), line by line or in one sentence; and points of an order
that begin with whom they bind and by when. A numbered paragraph without these is no action.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opora.core.periods import Precision, read_periods
from opora.orders.columns import Column
from opora.orders.document import Cell, Document, Paragraph
from opora.orders.resolution import COMMAND, is_post
from opora.orders.tables import RawRow, Table
from opora.orders.tables.choosing import as_paragraphs
from opora.orders.tables.sections import begins_appendix, heads_section, is_furniture

_ITEM = re.compile(
    r"(?:п(?:ункт|\.)\s*)?(\d{1,3}(?:\.\d{1,3})*)\s?[.)]+\s*(?=[«\"А-ЯЁ])|(\d{1,3}(?:\.\d{1,3})+)\s+(?=[«\"А-ЯЁ])"
)
_TITLED = re.compile(
    r"(?:мероприятие|действие|наименование\s+мероприятия)(?:\s*№?\s*(\d{1,3}))?\s*[:.–—-]\s*", re.IGNORECASE
)
_WORDS: dict[Column | None, tuple[str, ...]] = {
    Column.PERIODS: (
        r"(?:плановы[йе]\s+)?срок[аи]?(?:\s+(?:исполнения|реализации|проведения|выполнения|сдачи))?",
        r"дат[аы](?:\s+(?:проведения|исполнения))?|период(?:\s+(?:реализации|проведения))?",
    ),
    Column.EXECUTORS: (
        r"ответственн\w+(?:\s+(?:исполнител\w+|лиц\w+|за\s+(?:исполнение|выполнение|проведение|реализацию)))?",
        r"(?:со)?исполнител\w+|отв\.",
    ),
    Column.INDICATORS: (
        r"(?:(?:ожидаем|планируем|целев|планов)\w+\s+)?показател\w+(?:\s+(?:реализации|исполнения|результата))?",
        r"(?:(?:ожидаем|планируем|планов)\w+\s+)?результат\w*|индикатор\w*|итог|форма\s+отч[её]тности|вид\s+документа",
    ),
    Column.LINKS: (r"ссылк\w+|информационн\w+\s+(?:сопровождение|поддержка|ресурс)|размещение",),
    None: (
        r"примечани[ея]|место(?:\s+проведения)?|участники|форма(?:\s+проведения)?|финансирование",
        r"отметка\s+\w+\s+\w+",
    ),
}
_KINDS = tuple((column, "|".join(words)) for column, words in _WORDS.items())
_LABEL = re.compile(
    "(?:^|(?<=[.;(,\n])|(?<=[.;(,]\\s))\\s*(?:"
    + "|".join(f"(?P<k{order}>{pattern})" for order, (_column, pattern) in enumerate(_KINDS))
    + r")\s*(?:[:–—]|-(?=\s)|(?<=отв\.)|(?=\s(?:до|не\s+позднее|с|в\s+течение)\s))\s*",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:в\s+срок\s+)?(?:до|не\s+позднее|к|в\s+срок\s+по)\s+"
    r"\d{1,2}(?:\.\d{2}\.\d{2,4}|\s+[а-я]+(?:\s+\d{4})?)(?:\s*г(?:ода|\.)?(?!\w))?"
)
_ADDRESSED = re.compile(
    rf"(?P<who>[А-ЯЁ][^:;]{{3,200}}?)\s*,?\s*(?P<when>{_WHEN}),?\s*(?P<what>[а-яё]+(?:ть|ти|чь)(?:ся)?(?!\w).*)",
    re.DOTALL,
)
_VERB = re.compile(r"[А-ЯЁ][а-яё]+(?:ть|ти|чь)(?:ся)?(?!\w)")
_LEAST = 2


@dataclass
class _Item:
    """A numbered paragraph with the lines below it."""

    number: str | None
    line: int
    page: int
    section: str | None
    lines: list[Paragraph]
    cells: dict[Column, list[Cell]] = field(default_factory=dict)

    @property
    def labelled(self) -> bool:
        """Whether it says when, by whom or with what result."""
        return any(self.cells.get(column) for column in (Column.PERIODS, Column.EXECUTORS, Column.INDICATORS))


def read_paragraphs(document: Document) -> Table:
    """The actions of a document that has no table of them; `found` is False when it has none."""
    lines = list(_lines(document))
    items = list(_items(lines))
    for item in items:
        _read_labels(item, last=item is items[-1])
    chosen = [item for item in items if item.labelled]
    if not any(item.cells.get(Column.PERIODS) and len(item.cells) > _LEAST for item in chosen):
        chosen = [item for item in items if _read_addressee(item)]
        if len(chosen) < _LEAST:
            return Table()
        return Table(before=lines, rows=_rows(chosen), found=True)
    _sections_of(items)
    return _table(lines, chosen)


def _table(lines: Sequence[Paragraph], chosen: Sequence[_Item]) -> Table:
    """The head stands above the first action; where the actions are the points of the order, around them."""
    first = next(place for place, found in enumerate(lines) if found.line >= chosen[0].line)
    above = list(lines[:first])
    ordered = next((place for place, found in enumerate(above) if COMMAND.search(found.text)), None)
    points = ordered is not None and not any(begins_appendix(found.text) for found in above[ordered:])
    after = [found for found in lines if found.line > chosen[-1].line]
    return Table(before=list(lines) if points else above, rows=_rows(chosen), after=after, found=True)


def _rows(chosen: Sequence[_Item]) -> list[RawRow]:
    return [
        RawRow(item.number, item.line, item.page, order, item.cells, item.section, item.number or "")
        for order, item in enumerate(chosen, 1)
    ]


def _lines(document: Document) -> Iterator[Paragraph]:
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield from as_paragraphs(block)
        elif not is_furniture(block.text):
            yield block


def _items(lines: Sequence[Paragraph]) -> Iterator[_Item]:
    item: _Item | None = None
    section: str | None = None
    for found in lines:
        text = found.text
        numbered, titled = _ITEM.match(text), _TITLED.match(text)
        if heads_section(text) or begins_appendix(text) or (found.heading and not numbered):
            section = text if not begins_appendix(text) else None
            if item:
                yield item
            item = None
        elif numbered or titled:
            if item:
                yield item
            start = numbered or titled
            number = next((group for group in start.groups() if group), None) if start else None
            rest = Paragraph(text[start.end() :] if start else text, found.line, found.page)
            item = _Item(number, found.line, found.page, section, [rest])
        elif item:
            item.lines.append(found)
    if item:
        yield item


def _read_labels(item: _Item, *, last: bool) -> None:
    """Divide the text of an item at its labels; what stands before the first is the title. The last one is signed."""
    column: Column | None = Column.TITLE
    for line in item.lines:
        if last and line is not item.lines[0] and _signs(line.text):
            break
        at = 0
        for label in _LABEL.finditer(line.text):
            _put(item, column, line, line.text[at : label.start()])
            order = next(order for order in range(len(_KINDS)) if label[f"k{order}"])
            column, at = _KINDS[order][0], label.end()
        _put(item, column, line, line.text[at:])
    _deadline_of_title(item)


def _deadline_of_title(item: _Item) -> None:
    """«Отчёт – до 20 марта, отв. …»: a deadline without a label at the end of the title."""
    titles = item.cells.get(Column.TITLE, [])
    if not titles or item.cells.get(Column.PERIODS) or not item.cells.get(Column.EXECUTORS):
        return
    title = titles[-1]
    found = re.search(r"(?:\s[–—-]|[,.(])\s*((?:до|с|к|в|не\s+позднее|по|\d)[^–—,(]*)$", title.text)
    if found and (periods := read_periods(found[1], year=2000)) and not periods[1] and periods[0]:
        titles[-1] = Cell(title.text[: found.start()].rstrip(" ,.(–—-"), title.line, 1, title.page)
        item.cells[Column.PERIODS] = [Cell(found[1].strip(" )"), title.line, 1, title.page)]


def _signs(text: str) -> bool:
    return is_post(text) and not _LABEL.match(text)


def _put(item: _Item, column: Column | None, line: Paragraph, text: str) -> None:
    text = text.strip(" ,;(\n")
    if text.count(")") > text.count("("):
        text = text.rstrip(" .;").removesuffix(")")
    text = re.sub(r"(?<![\s.][а-яёА-ЯЁ])(?<!\sгг)\.$", "", text.rstrip(" ,;"))
    if column and text:
        item.cells.setdefault(column, []).append(Cell(text, line.line, 1, line.page))


def _read_addressee(item: _Item) -> bool:
    """«Отделу … до 1 марта подготовить …»: whom a point binds, by when and to do what."""
    whole = " ".join(line.text for line in item.lines[:1])
    found = _ADDRESSED.match(whole)
    if not found or _VERB.match(found["who"]):
        return False
    periods, _problems = read_periods(found["when"], year=2000)
    if all(period.precision is Precision.OPEN for period in periods):
        return False
    rest = " ".join(line.text for line in item.lines[1:] if not _signs(line.text))
    title = f"{found['what']} {rest}".strip(" .")
    texts = {
        Column.TITLE: title[:1].upper() + title[1:],
        Column.PERIODS: found["when"],
        Column.EXECUTORS: found["who"],
    }
    item.cells = {column: [Cell(text.strip(" ,"), item.line, 1, item.page)] for column, text in texts.items()}
    return True


def _sections_of(items: Sequence[_Item]) -> None:
    """An unlabelled item above labelled ones is the heading of their section."""
    heading: _Item | None = None
    for item, following in zip(items, [*items[1:], None], strict=True):
        if not item.labelled:
            goes_on = following is not None and following.labelled
            heading = item if goes_on and len(item.lines) == 1 else None
        elif heading and (item.number or "").startswith(f"{heading.number}."):
            item.section = f"{heading.number}. {heading.lines[0].text}"
