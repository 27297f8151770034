"""Parts of a ZIP, unpacked under a limit: what an archive says about its own sizes is not believed."""

import zipfile
import zlib
from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the old Office begin, and those that the new one locks with a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Stands in a locked one."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, LookupError)
"""What reading a damaged archive may raise; RuntimeError also for a part with a password."""
BLOCK = 1 << 16


class TooLarge(Exception):
    """The parts of an archive together are larger than the limit."""


def parts(archive: zipfile.ZipFile, limit: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of every part in their order; TooLarge once all together pass `limit` bytes."""
    left = limit
    for part in archive.infolist():
        with archive.open(part) as stream:
            content = stream.read(left + 1)
        if len(content) > left:
            raise TooLarge
        left -= len(content)
        yield part.filename, content
