"""Reading a backup, and nothing but what was written: every byte is proven before anything is believed."""

import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from opora.config.backup import archive, rows
from opora.config.backup.faults import Damaged, Unusable, row_place
from opora.config.backup.manifest import FileSum, Manifest, TableSum

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    TypeError,
    OverflowError,
    RuntimeError,  # "encrypted", "compression not supported"
)
"""What reading a ZIP with changed bytes may raise."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup whose every checksum is right. Damaged says the first wrong place; Unusable: it is no backup of ours."""
    try:
        marked = archive.bears_mark(path)
    except OSError as error:
        told = {"path": path, "error": error.strerror or error}
        raise Unusable(_("%(path)s cannot be read: %(error)s.") % told) from error
    if not marked:
        raise Unusable(_("%(path)s is no backup of Opora.") % {"path": path})
    try:
        read = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Damaged(_("its list of contents"), _("it is changed or cut off")) from error
    with read:
        manifest = _prove(read)
        if not archive.is_sealed(path):
            raise Damaged(_("between its parts"), _("the sum of the whole file is another"))
        yield read, manifest


def values(read: zipfile.ZipFile, table: str) -> Iterator[list[Any]]:
    """The rows of a table; Damaged with the line that is not as it was written."""
    after, at = None, _key_at(table)
    for number, text in _texts(read, table):
        try:
            row = json.loads(text)
            after = row[at]
        except (ValueError, LookupError) as error:
            raise Damaged(row_place(table, number, after), _("it is no row of this table")) from error
        yield row


def _prove(read: zipfile.ZipFile) -> Manifest:
    """The manifest, once everything it speaks of is there and right, and nothing else is."""
    found = {info.filename: _sum(read, info) for info in read.infolist()}
    manifest = _manifest(read)
    expected: dict[str, TableSum | FileSum] = {f"{archive.ROWS}{name}": one for name, one in manifest.tables.items()}
    expected.update({f"{archive.FILES}{name}": one for name, one in manifest.files.items()})
    for name in expected.keys() | found.keys() - {archive.MARK, archive.MANIFEST}:
        if name not in found:
            raise Damaged(name, _("it is not there"))
        if name not in expected:
            raise Damaged(name, _("it does not belong here"))
        if found[name] != expected[name].sha256:
            raise Damaged(name, _("its sum is another"))
    return manifest


def _manifest(read: zipfile.ZipFile) -> Manifest:
    try:
        return Manifest.read(read.read(archive.MANIFEST).decode())
    except Unusable:
        raise
    except BROKEN as error:
        raise Damaged(archive.MANIFEST, _("it cannot be read")) from error


def _sum(read: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    """The SHA-256 of a member read to its end."""
    name = info.filename
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise Damaged(name, _("it cannot be read"))
    tally = archive.Tally()
    if name.startswith(archive.ROWS):
        for _number, text in _texts(read, name.removeprefix(archive.ROWS)):
            tally.add(archive.line(text))
        return tally.sha256
    try:
        with read.open(info) as stream:
            for block in archive.blocks(stream):
                tally.add(block)
    except BROKEN as error:
        raise Damaged(name, _("it cannot be read")) from error
    return tally.sha256


def _texts(read: zipfile.ZipFile, table: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line; Damaged at the first that is not as it was written."""
    number, last = 0, ""
    try:
        with read.open(archive.ROWS + table) as stream:
            for row in stream:
                number += 1
                last = archive.text(row)
                yield number, last
    except BROKEN as error:
        raise Damaged(row_place(table, number, _key(table, last)), _("it is not as it was written")) from error


def _key(table: str, text: str) -> object:
    return json.loads(text)[_key_at(table)] if text else None


def _key_at(table: str) -> int:
    """Where the key of a row stands; tables that are not known here have it first, as nearly all have."""
    known = rows.tables().get(table)
    return rows.key_at(known) if known else 0
