"""Web pages: of portals, saved from Word, or exported by office systems. Nothing they name is fetched.

`line` counts the lines of the text as a page shows it, with a free line between paragraphs.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from opora.orders.document import Block, Document, Paragraph, Row
from opora.orders.errors import UnreadableOrder
from opora.orders.readers.decoding import decoded
from opora.orders.readers.html_tables import TooLarge, data_tables
from opora.orders.readers.html_text import Shown, absolute, shown

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_KNOWN = ("utf-8", "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic", "cp1252", "iso8859-1")


def sniff(data: bytes) -> bool:
    """A page begins with a tag of one, after spaces and comments."""
    sample = data[:8192]
    encoding = "utf-16" if sample.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _BEGINS.match(sample.decode(encoding, errors="replace")) is not None


def read(data: bytes, name: str) -> Document:
    """The text of a page in its order; raises UnreadableOrder for one nested or spread beyond any sense."""
    root = _parsed(_text(data, name), name)
    try:
        blocks = tuple(_blocks(root))
    except TooLarge as error:
        raise UnreadableOrder(name, _("its table has more cells than any order")) from error
    if not blocks:
        raise UnreadableOrder(name, _("the file has no text"))
    return Document(name, blocks)


def _text(data: bytes, name: str) -> str:
    """In UTF-8 where the bytes are that, else as the page declares, else as any plain text."""
    declared = _CHARSET.search(data[:4096])
    if declared is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decoded(data, name)
    for encoding in ("utf-8", declared[1].decode("ascii")):
        try:
            if codecs.lookup(encoding).name in _KNOWN:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return decoded(data, name)


def _parsed(text: str, name: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.replace("\x00", "").encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableOrder(name, _("the file has no text")) from error
    limits = [error for error in parser.error_log if error.type_name == "ERR_RESOURCE_LIMIT"]
    if limits:
        problem = _("the page is nested deeper or has longer parts than any order; save it from its program anew")
        raise UnreadableOrder(name, problem, limits[0].line)
    return root


def _blocks(root: HtmlElement) -> Iterator[Block]:
    base = next((absolute(found.get("href"), "") for found in root.iter("base")), None) or ""
    tables = data_tables(root, base)
    line = number = 0
    for part in shown(root, base, frozenset(tables)):
        if isinstance(part, Shown):
            line += 2 if part.gap and line else 1
            yield Paragraph(part.text, line, 1, part.heading)
            continue
        number += 1
        line += 1
        rows = tables[part]
        yield from (_moved(row, line, number) for row in rows)
        line += rows[-1].line


def _moved(row: Row, line: int, table: int) -> Row:
    cells = tuple(replace(cell, line=cell.line + line) for cell in row.cells)
    return Row(cells, row.line + line, row.page, table)
