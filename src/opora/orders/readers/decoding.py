"""Bytes to text: UTF-8 (with or without its mark), UTF-16 with a mark, or Windows-1251."""

import re

from django.utils.translation import gettext as _

from opora.orders.errors import UnreadableOrder

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes, name: str) -> str:
    """The text of the bytes with line ends as "\\n"; raises UnreadableOrder with the line of the first wrong byte."""
    return _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")


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
