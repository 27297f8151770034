"""The file of a backup: a ZIP whose comment is a seal, the SHA-256 of every byte before it.

Members: `opora-backup` (tells what the file is), `rows/TABLE`, `files/PATH`, `manifest.json`. A line of rows is the
CRC-32 of its text in hexadecimal, a space, the text: a damaged line is found where it stands. Any ZIP program opens the
file.
"""

import hashlib
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MARK = "opora-backup"
MARK_TEXT = b"A backup of Opora: opora restore FILE, opora doctor FILE.\n"
MANIFEST = "manifest.json"
ROWS = "rows/"
FILES = "files/"
BLOCK = 1 << 20
SEAL = 64
"""Characters of the seal."""


@contextmanager
def writing(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive that appears at `path` whole and sealed, for its owner's eyes only, or does not appear."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                archive.comment = b"0" * SEAL
                archive.writestr(MARK, MARK_TEXT)
                yield archive
            _seal(file)
            os.fsync(file.fileno())
        draft.replace(path)
        _settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def member(archive: zipfile.ZipFile, name: str) -> Iterator["Tally"]:
    """A member to be filled with `Tally.add`."""
    with archive.open(name, "w", force_zip64=True) as stream:
        yield Tally(stream)


class Tally:
    """Bytes on their way into a stream (or nowhere): counted and summed."""

    def __init__(self, stream: IO[bytes] | None = None) -> None:
        self.size = 0
        self._stream = stream
        self._sum = hashlib.sha256()

    def add(self, block: bytes) -> None:
        """Write and count."""
        self.size += len(block)
        self._sum.update(block)
        if self._stream is not None:
            self._stream.write(block)

    @property
    def sha256(self) -> str:
        """The sum of what was added so far."""
        return self._sum.hexdigest()


def line(text: str) -> bytes:
    """One row as it stands in the file."""
    body = text.encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def text(row: bytes) -> str:
    """What `line` was given; ValueError when it has changed since."""
    body = row[9:-1]
    if row != b"%08x %s\n" % (zlib.crc32(body), body):
        raise ValueError(row)
    return body.decode()


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces."""
    while block := stream.read(BLOCK):
        yield block


def bears_mark(path: Path) -> bool:
    """Whether a file was once a backup: its mark stands at its beginning and in its list at the end."""
    with path.open("rb") as file:
        ends = [file.read(512)]
        file.seek(max(0, path.stat().st_size - BLOCK))
        ends.append(file.read())
    return any(MARK.encode() in end for end in ends)


def is_sealed(path: Path) -> bool:
    """Whether every byte is as it was sealed."""
    with path.open("rb") as file:
        summed, seal = _sum(file)
    return summed == seal


def _seal(file: IO[bytes]) -> None:
    summed, _zeros = _sum(file)
    file.seek(-SEAL, os.SEEK_END)
    file.write(summed)
    file.flush()


def _sum(file: IO[bytes]) -> tuple[bytes, bytes]:
    """The sum of all but the seal, and what stands in the place of the seal."""
    left = max(0, file.seek(0, os.SEEK_END) - SEAL)
    file.seek(0)
    tally = Tally()
    while left and (block := file.read(min(BLOCK, left))):
        tally.add(block)
        left -= len(block)
    return tally.sha256.encode(), file.read(SEAL)


def _settle(folder: Path) -> None:
    """The name survives a power loss as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
