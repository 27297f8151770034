"""What a workbook must not be before a reader may open it: a bomb, locked, with macros, or endlessly large inside.

Sheets lie in memory as rectangles, and a shared text is copied into each cell that names it. So the corners and the
texts are measured in the raw XML first; a cell in the last row and column would otherwise ask for billions of places.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.core.files.archives import BROKEN, LOCKED, OLE, TooLarge, parts

INFLATED = 200 * 1024 * 1024
"""Bytes of all parts of a workbook together, unpacked."""
PLACES = 5_000_000
"""Cells of the rectangle from A1 to the last cell that holds something."""
LETTERS = 300 * 1024 * 1024
"""Bytes of text of all cells together."""

_ATTRIBUTES = rb"""((?:[^>"'/]|/(?!>)|"[^"]*"|'[^']*')*)"""
_ROW = re.compile(rb"<(?:\w+:)?row\b" + _ATTRIBUTES)
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])" + _ATTRIBUTES + rb">(?!\s*</)")
"""A cell that holds something: neither closed at once nor followed by its end."""
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_PLACED = re.compile(rb"\br\s*=")
_FAR = PLACES + 1
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>\s*(\d{1,9})")
_SHARED = re.compile(rb"<(?:\w+:)?si[\s>]")


class Unreadable(Exception):
    """The file cannot be read at all; the text says in one line what is wrong and what would be right."""


def check(content: bytes) -> None:
    """Raises Unreadable unless the bytes are a workbook that can be opened without danger."""
    if content.startswith(OLE):
        if LOCKED in content:
            raise Unreadable(_("the workbook is locked with a password; save it without one."))
        raise Unreadable(_("this is a workbook of the old kind (.xls); save it as .xlsx."))
    if not content.startswith(b"PK"):
        raise Unreadable(_("this is not a workbook, whatever its name says; save it as .xlsx or .csv."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_names(archive)
            _check_parts(archive)
    except TooLarge:
        raise Unreadable(_too_large()) from None
    except BROKEN:
        raise Unreadable(_("the workbook is damaged; open it in a spreadsheet program and save it anew.")) from None


def _check_names(archive: zipfile.ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("the workbook holds macros; save it as .xlsx without them."))
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("this is not a workbook, whatever its name says; save it as .xlsx or .csv."))


def _check_parts(archive: zipfile.ZipFile) -> None:
    texts: list[int] = []
    sheets: list[bytes] = []
    for given, content in parts(archive, INFLATED):
        name = given.lower()
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheets.append(content)
        elif name.endswith("sharedstrings.xml"):
            starts = [found.start() for found in _SHARED.finditer(content)]
            texts = [end - start for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    if any(_places(sheet) > PLACES for sheet in sheets):
        raise Unreadable(_("a sheet has a filled cell far away from the others; delete it and save the file."))
    if sum(_letters(sheet, texts) for sheet in sheets) > LETTERS:
        raise Unreadable(_too_large())


def _too_large() -> str:
    return _("the workbook is too large inside; keep only the sheet with the list.")


def _places(sheet: bytes) -> int:
    """Cells of the rectangle that the filled cells of a sheet span; far too many where it cannot be told."""
    if b"\x00" in sheet:  # not in the encoding of the patterns
        return _FAR
    starts = [*_ROW.finditer(sheet)]
    width = height = 0
    for number, row in enumerate(starts, 1):
        end = starts[number].start() if number < len(starts) else len(sheet)
        named = _PLACE.search(row[1])
        bottom, right = max(number, int(named[2]) if named else 0), 0
        for found in _CELL.finditer(sheet, row.end(), end):
            right += 1  # a cell that does not name its place stands after the one before
            if place := _PLACE.search(found[1]):
                right, bottom = max(right, _column(place[1])), max(bottom, int(place[2]))
            elif _PLACED.search(found[1]):
                return _FAR
        if right:
            width, height = max(width, right), max(height, bottom)
    return width * height


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _letters(sheet: bytes, texts: list[int]) -> int:
    """At most how many bytes of shared text the cells of a sheet hold."""
    return len(sheet) + sum(_named(sheet, texts))


def _named(sheet: bytes, texts: list[int]) -> Iterator[int]:
    for found in _VALUE.finditer(sheet):
        index = int(found[1])
        if index < len(texts):
            yield texts[index]
