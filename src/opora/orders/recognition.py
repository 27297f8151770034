"""From a document to an order: each cell read by what its column means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from opora.core.periods import YearContext, read_periods, read_year
from opora.orders.columns import Column
from opora.orders.definitions import definitions
from opora.orders.document import Document
from opora.orders.errors import UnreadableOrder
from opora.orders.executors import codes, executors
from opora.orders.formulas import propose
from opora.orders.head import read_head
from opora.orders.hyphens import known_words
from opora.orders.links import compare_links, read_links
from opora.orders.measures import kind_of, minimum_of, split_indicators
from opora.orders.order import (
    CellSource,
    Damage,
    Definition,
    Order,
    OrderAction,
    OrderHead,
    OrderIndicator,
    Repair,
    Source,
)
from opora.orders.paragraphs import read_paragraphs
from opora.orders.tables import RawRow, Table, assemble, cells_of
from opora.orders.texts import texts_of
from opora.orders.wording import cut, dash

MOST_ACTIONS = 2000


def recognise(document: Document) -> Order:
    """The order of a document, without findings. Raises UnreadableOrder when there is no table of actions in it."""
    table = assemble(document)
    if not table.rows and (told := read_paragraphs(document)).found:
        table = told
    _refuse_other_tables(document, table)
    head = read_head(table.before, table.after)
    year = _year(head)
    vocabulary = known_words(cell.text for row in table.rows for _column, cell in cells_of(row))
    texts = [texts_of(row, vocabulary) for row in table.rows]
    known = _definitions(head, [raw for raw, _repairs in texts])
    links = compare_links([read_links(row.pieces(Column.LINKS), row.links) for row in table.rows])
    actions: list[OrderAction] = []
    for row, (raw, repairs), found in zip(table.rows, texts, links, strict=True):
        periods, problems = read_periods(raw.get(Column.PERIODS, ""), year=year)
        actions.append(
            OrderAction(
                number=row.number,
                title=raw.get(Column.TITLE, ""),
                section=row.section,
                periods=periods,
                executors=(),
                executor_codes=(),
                indicators=(),
                links=tuple(link.address for link in found),
                source=_source(document, row),
                repairs=(*repairs, *_number_repair(row), *(repair for link in found for repair in link.repairs)),
                raw=raw,
                damaged_links=tuple(link.written for link in found),
                cut=tuple(column for column, text in raw.items() if column is not Column.LINKS and cut(text)),
                own_rows=frozenset(row.own_rows),
                problems=problems,
            )
        )
    actions = _with_executors(actions, known, tells_merges=table.tells_merges)
    strays = tuple((paragraph.line, paragraph.text) for paragraph in table.strays)
    order = Order(head, tuple(actions), year, tuple(known), strays)
    return replace(order, actions=_with_indicators(order))


def _year(head: OrderHead) -> YearContext:
    """The year of the title or the heading, else that of the order; «до 2025 года» names no year of the actions."""
    for title in (head.title, head.heading):
        if year := read_year(re.sub(r"до\s+(?:конца\s+)?20\d\d(?!\d)", " ", title or "")):
            return year
    signed = head.date or head.stamp_date
    return signed.year if signed else None


def _refuse_other_tables(document: Document, table: Table) -> None:
    if len(table.rows) > MOST_ACTIONS:
        raise UnreadableOrder(
            document.name, _("the table has more than {limit} rows; this is no order").format(limit=MOST_ACTIONS)
        )
    if table.rows:
        return
    if table.found:
        raise UnreadableOrder(document.name, _("the table of actions has a header and no rows"))
    rows = sum(1 for _row in document.rows())
    if not rows:
        raise UnreadableOrder(
            document.name, _("there is no table of actions and no numbered points with a deadline and an executor")
        )
    line = next(document.rows()).line
    raise UnreadableOrder(
        document.name, _("the table has no header with the columns “action” and “deadline” («действия», «срок»)"), line
    )


def _number_repair(row: RawRow) -> tuple[Repair, ...]:
    written = row.number_as_written.rstrip(" .)").lstrip("№ ").replace(" ", "")
    if row.number is None or written == row.number:
        return ()
    return (Repair(Column.NUMBER, row.number_as_written, row.number, (Damage.MISREAD,)),)


def _definitions(head: OrderHead, texts: Sequence[Mapping[Column, str]]) -> list[Definition]:
    told = [*head.points, *(text for raw in texts for text in raw.values())]
    return [found for text in told for found in definitions(text)]


def _with_executors(
    actions: Sequence[OrderAction], known: Sequence[Definition], *, tells_merges: bool
) -> list[OrderAction]:
    """Executors by row; where the format tells no merges, an empty cell is the lower part of a merged one."""
    result: list[OrderAction] = []
    for action in actions:
        text = action.raw.get(Column.EXECUTORS, "")
        names, repairs = executors(text), action.repairs
        if not names and not text and result and not tells_merges:
            names = result[-1].executors
            merged = Repair(Column.EXECUTORS, "", ", ".join(names), (Damage.MERGED,))
            repairs = (*repairs, merged) if names else repairs
        elif names and text.rstrip().endswith((",", ";")):
            repairs = (*repairs, Repair(Column.EXECUTORS, text, text.rstrip(" ,;"), (Damage.PUNCTUATION,)))
        result.append(replace(action, executors=names, executor_codes=codes(names, known), repairs=repairs))
    return result


def _with_indicators(order: Order) -> tuple[OrderAction, ...]:
    result: list[OrderAction] = []
    for action in order.actions:
        indicators: list[OrderIndicator] = []
        for text in split_indicators(action.raw.get(Column.INDICATORS, "")):
            minimum, per = minimum_of(text)
            indicators.append(OrderIndicator(text, kind_of(text), minimum, per))
        result.append(replace(action, indicators=tuple(indicators)))
    return propose(replace(order, actions=tuple(result)))


def _source(document: Document, row: RawRow) -> Source:
    cells: dict[Column, list[CellSource]] = {}
    for column, cell in cells_of(row):
        if not (column is not Column.LINKS and dash(cell.text)):
            cells.setdefault(column, []).append(CellSource(cell.line, cell.column, cell.text.strip()))
    places = {column: tuple(found) for column, found in cells.items()}
    return Source(document.name, row.page, row.row, row.line, places)
