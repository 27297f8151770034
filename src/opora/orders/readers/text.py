"""Plain text: rows of a table by tabs, by drawn lines or by aligned columns; other lines are paragraphs.

A line with tabs is a row. A form feed begins a page.
"""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from opora.orders.document import Block, Cell, Document, Paragraph, Row
from opora.orders.errors import UnreadableOrder
from opora.orders.readers import aligned, drawn
from opora.orders.readers.decoding import decoded
from opora.orders.readers.drawn import Drawn
from opora.orders.readers.hyphenation import settled
from opora.orders.readers.layout import Line, Span
from opora.orders.tables.header import header

_LONGEST_QUOTE = 20
_WORDS = re.compile(r"\S+(?:[ \u00a0]\S+)*")


def sniff(data: bytes) -> bool:
    """Text has no NUL bytes (UTF-16 says so by its mark) and hardly any control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in data or data.startswith((b"PK\x03\x04", b"{\\rtf", b"MIME-Version:", b"AT&TFORM")):
        return False
    sample = data[:65536]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1f\x1e" for byte in sample)
    return control * 100 <= len(sample)


def read(data: bytes, name: str) -> Document:
    """UTF-8 (with or without its mark), UTF-16 with a mark, or Windows-1251."""
    text = decoded(data, name)
    blocks = settled(_blocks(text))
    if not blocks:
        raise UnreadableOrder(name, _("the file has no text"))
    return Document(name, blocks, paged="\f" in text)


def _blocks(text: str) -> Iterator[Block]:
    lines = list(_lines(text))
    if any(header(row) for row in lines if isinstance(row, Row)):
        yield from (line if isinstance(line, Row) else _paragraph(line) for line in lines if _has_text(line))
    else:
        yield from _tables(lines)


def _has_text(line: Row | Drawn) -> bool:
    return isinstance(line, Row) or bool(line.text.strip())


def _paragraph(line: Drawn) -> Paragraph:
    return Paragraph(" ".join(line.text.split()), line.line, line.page)


def _tables(lines: Sequence[Row | Drawn]) -> Iterator[Block]:
    """Text without a table of tabs: lines that are drawn and those between them."""
    loose: list[Drawn] = []
    table = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        if isinstance(line, Drawn) and not drawn.is_drawn(line.text):
            loose.append(line)
            at += 1
            continue
        run = _run(lines, at)
        rows = [line] if isinstance(line, Row) else drawn.rows(run, table + 1)
        if rows:
            yield from aligned.blocks(list(_laid_out(loose)), table + 1)
            yield from rows
            table += isinstance(line, Drawn)
            loose = []
        else:
            loose.extend(run)
        at += max(len(run), 1)
    yield from aligned.blocks(list(_laid_out(loose)), table + 1)


def _run(lines: Sequence[Row | Drawn], at: int) -> list[Drawn]:
    """The drawn lines that follow each other."""
    end = at
    while end < len(lines) and (line := lines[end]) and isinstance(line, Drawn):
        if not drawn.is_drawn(line.text) and not drawn.only_dashes(line.text):
            break
        end += 1
    return [line for line in lines[at:end] if isinstance(line, Drawn)]


def _laid_out(lines: Sequence[Drawn]) -> Iterator[Line]:
    """Lines with words, each word group by its column of letters."""
    above = 0
    for line in lines:
        spans = tuple(Span(found[0], found.start(), found.end()) for found in _WORDS.finditer(line.text))
        if spans:
            yield Line(spans, line.line, line.page, gap=line.line > above + 1)
            above = line.line


def _lines(text: str) -> Iterator[Row | Drawn]:
    """Lines with tabs as rows, the others as they stand."""
    page = 1
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line, taken = _logical_line(lines, number)
        number += taken
        page += line.count("\f")
        line = line.replace("\f", "")
        if "\t" in line:
            cells = tuple(
                Cell(_unquoted(cell), number - taken + 1, column, page)
                for column, cell in enumerate(line.split("\t"), 1)
            )
            yield Row(cells, number - taken + 1, page)
        else:
            yield Drawn(line, number - taken + 1, page)


def _logical_line(lines: list[str], at: int) -> tuple[str, int]:
    """A spreadsheet quotes a cell with line ends: the lines up to its closing quote are one row."""
    line = lines[at]
    if "\t" not in line or not _open_quote(line):
        return line, 1
    for count in range(2, _LONGEST_QUOTE):
        if at + count > len(lines):
            break
        whole = "\n".join(lines[at : at + count])
        if not _open_quote(whole):
            return whole, count
    return line, 1


def _open_quote(line: str) -> bool:
    last = line.rsplit("\t", 1)[1]
    return last.startswith('"') and last.count('"') % 2 == 1


def _unquoted(cell: str) -> str:
    text = cell.strip()
    if len(text) > 1 and text.startswith('"') and text.endswith('"') and text[1:-1].count('"') % 2 == 0:
        return text[1:-1].replace('""', '"')
    return cell
