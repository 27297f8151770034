"""Readers of files. A reader says by the first bytes whether a file is its own, and gives a Document.

A new format is a module here with `sniff` and `read`, added to READERS; nothing after it knows formats.
"""

from pathlib import Path, PurePath
from typing import Protocol

from django.utils.translation import gettext as _

from opora.orders.document import Document
from opora.orders.errors import UnreadableOrder
from opora.orders.readers import html, office, pdf, separated, text

LARGEST = 20 * 1024 * 1024
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", ".doc, .xls"),
    (b"{\\rtf", ".rtf"),
    (b"MIME-Version:", ".mht"),
    (b"AT&TFORM", ".djvu"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\x1f\x8b", ".gz"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


class Reader(Protocol):
    """A module that reads one format."""

    def sniff(self, data: bytes) -> bool:
        """Whether the bytes are of this format."""

    def read(self, data: bytes, name: str) -> Document:
        """The document; raises UnreadableOrder with the place of what is wrong."""


READERS: tuple[Reader, ...] = (office, pdf, html, separated, text)


def read(source: Path | str | bytes, name: str | None = None) -> Document:
    """Read a file, or bytes that were uploaded under `name`. Raises UnreadableOrder; fetches and writes nothing."""
    if isinstance(source, bytes):
        return _read(source, name or _("uploaded file"))
    path = Path(source)
    return _read(_bytes(path, name or path.name), name or path.name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        folder, size = path.is_dir(), path.stat().st_size
        data = b"" if folder or size > LARGEST else path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableOrder(name, _("there is no such file")) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableOrder(name, _("the file cannot be opened: {reason}").format(reason=reason)) from error
    if folder:
        raise UnreadableOrder(name, _("this is a folder, not a file"))
    if size > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> UnreadableOrder:
    return UnreadableOrder(name, _("the file is larger than {limit} MB").format(limit=LARGEST // 1024**2))


def _read(data: bytes, name: str) -> Document:
    if len(data) > LARGEST:
        raise _too_large(name)
    if not data.strip():
        raise UnreadableOrder(name, _("the file is empty"))
    for reader in READERS:
        if reader.sniff(data):
            return reader.read(data, name)
    raise UnreadableOrder(name, _foreign(data, name))


def _foreign(data: bytes, name: str) -> str:
    """What a file is that no reader knows, and what to do with it."""
    if data.startswith(_PICTURES):
        return _("a picture is not read; recognise its text (OCR) and save it as .docx or PDF")
    kind = next((kind for signature, kind in _FOREIGN if data.startswith(signature)), "")
    named = PurePath(name).suffix.lower()
    if named in kind.split(", "):
        kind = named
    if kind:
        return _("{kind} is not read; save the order as .docx or PDF").format(kind=kind)
    return _("this is not text; save the order as .docx or PDF")
