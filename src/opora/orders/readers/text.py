"""Tab-separated text: a line with tabs is a table row, any other a paragraph, a form feed a new page."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.document import Block, Cell, Document, Paragraph, Row
from opora.orders.errors import UnreadableOrder

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST_QUOTE = 20


def sniff(data: bytes) -> bool:
    """Text has no NUL bytes (UTF-16 says so by its mark) and hardly any control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in data or data.startswith((b"PK\x03\x04", b"%PDF", b"{\\rtf")):
        return False
    sample = data[:65536]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1f\x1e" for byte in sample)
    return control * 100 <= len(sample)


def read(data: bytes, name: str) -> Document:
    """UTF-8 (with or without its mark), UTF-16 with a mark, or Windows-1251."""
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    blocks = tuple(_blocks(text))
    if not blocks:
        raise UnreadableOrder(name, _("the file has no text"))
    return Document(name, blocks, paged="\f" in text)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _wrong_encoding(name, data, error.start) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("cp1251", errors="replace")
        if not _is_russian(text):
            raise _wrong_encoding(name, data, error.start) from error
        return text


def _wrong_encoding(name: str, data: bytes, at: int) -> UnreadableOrder:
    line = data.count(b"\n", 0, at) + 1
    return UnreadableOrder(name, _("the encoding is not known; save the file as UTF-8"), line)


def _is_russian(text: str) -> bool:
    """Other Cyrillic encodings read as Windows-1251 give capitals inside words and signs that no text has."""
    small = len(re.findall("[а-яё]", text))
    strange = len(re.findall("[а-яё][А-ЯЁ]|[ЃѓЂђЉљЊњЌќЋћЏџЎўЈҐґЄєЇЅѕ�]", text))
    return small > 20 and strange * 50 < small and small > len(re.findall("[А-ЯЁ]", text))


def _blocks(text: str) -> Iterator[Block]:
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
        elif line.strip():
            yield Paragraph(" ".join(line.split()), number - taken + 1, page)


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
