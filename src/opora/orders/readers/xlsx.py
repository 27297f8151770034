"""Workbooks: every visible sheet is a page, `line` and `column` are those of the sheet.

Hidden sheets, rows and columns are left out, and so are columns in which nothing stands. Values are what was computed
when the file was saved; nothing is computed here.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.document import Block, Document
from opora.orders.errors import UnreadableOrder
from opora.orders.readers import sheets
from opora.orders.readers.markup import Node
from opora.orders.readers.packages import Package, damaged
from opora.orders.readers.sheet_grid import Sheet
from opora.orders.readers.sheet_values import Formats, lines_of, rich

_UNREAD = frozenset({"rPh", "phoneticPr", "rPr", "conditionalFormatting", "dataValidations", "extLst"})
_IDLE = frozenset({"c", "row"})
"""Styled cells without anything in them; some programs write them by the million."""


def read(package: Package) -> Document:
    """The document of an archive. Raises UnreadableOrder and Overgrown."""
    book = package.tree(package.main)
    if book is None:
        raise damaged(package.name)
    texts = package.tree(package.related("sharedStrings"), skip=_UNREAD)
    shared = [lines_of(rich(one)) for one in texts.children] if texts else []
    formats = Formats(package.tree(package.related("styles"), skip=_UNREAD), _first_day(book))
    found = tuple(_blocks(package, book, shared, formats))
    if not found:
        raise UnreadableOrder(package.name, _("the visible sheets of the workbook are empty"))
    return Document(package.name, found, paged=True)


def _first_day(book: Node) -> dt.date:
    """Where its days are counted from: some programs count from 1904."""
    properties = book.child("workbookPr")
    counts_from_1904 = properties is not None and properties.get("date1904").lower() in {"1", "true", "on"}
    return dt.date(1904, 1, 1) if counts_from_1904 else dt.date(1900, 1, 1)


def _blocks(package: Package, book: Node, shared: list[str], formats: Formats) -> Iterator[Block]:
    relations = package.relations(package.main)
    visible = [one for one in book.walk("sheet") if one.get("state", "visible") == "visible"]
    begun = False
    for page, one in enumerate(visible, 1):
        relation = relations.get(one.get("id"))
        if relation is None or relation.kind != "worksheet":
            continue
        root = package.tree(relation.target, skip=_UNREAD, idle=_IDLE)
        if root is None:
            raise damaged(package.name)
        sheet = Sheet(root, package.relations(relation.target), shared, formats)
        rows = sheet.rows(package.name, page)
        yield from sheets.blocks(rows, begun=begun)
        begun = begun or any(map(sheets.heads, rows))
