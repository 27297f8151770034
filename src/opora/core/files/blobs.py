"""Contents by their hash: written so that neither a crash nor a loss of power leaves half of one.

A draft is written beside the contents, flushed to the disk, then renamed to its place `ab/cdef…`, and the folder
flushed as well; only then may a row speak of it. What a crash leaves is a draft or a content without a row, which
`opora files sweep` clears.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage, storages
from django.db import connection

from opora.core.files.storage import HomeStorage, root

BLOCK = 1 << 20
DRAFTS = ".drafts"


def name_of(sha256: str) -> str:
    """The place of a content inside the storage."""
    return f"{sha256[:2]}/{sha256[2:]}"


@contextmanager
def draft() -> Iterator[Path]:
    """A new file in the folder of drafts, for its owner's eyes only; gone at the end unless it was placed."""
    folder = root() / DRAFTS
    for one in (root(), folder):
        one.mkdir(mode=0o700, exist_ok=True)
    path = folder / secrets.token_hex(16)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def settle(path: Path) -> str:
    """Flush a written draft to the disk; its SHA-256."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hold(sha256: str) -> None:
    """Until the end of this transaction nobody else places or drops this content.

    SQLite has one writer at a time, so there the transaction alone is enough.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def place(path: Path, sha256: str) -> None:
    """Move a settled draft to its place, over the same content if that is there; call it under `hold`."""
    name = name_of(sha256)
    if not isinstance(storages["default"], HomeStorage):
        if not default_storage.exists(name):
            with path.open("rb") as stream:
                default_storage.save(name, File(stream))
        return
    target = root() / name
    if not target.parent.is_dir():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _flush(root())
        _flush(root().parent)
    path.replace(target)
    _flush(target.parent)


def there(sha256: str) -> bool:
    """Whether a content lies in its place; call it under `hold`."""
    return default_storage.exists(name_of(sha256))


def drop(sha256: str) -> bool:
    """Take a content away; call it under `hold`, when no row speaks of it. False while a backup is being made."""
    with _alone() as alone:
        if alone:
            default_storage.delete(name_of(sha256))
    return alone


@contextmanager
def kept() -> Iterator[None]:
    """As long as this lasts no content goes away: what a row spoke of at the beginning is there at the end."""
    if not root().is_dir():
        yield
        return
    with _opened(root()) as folder:
        fcntl.flock(folder, fcntl.LOCK_SH)
        yield


@contextmanager
def _alone() -> Iterator[bool]:
    if not root().is_dir():
        yield True
        return
    with _opened(root()) as folder:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _flush(folder: Path) -> None:
    """Names inside a folder survive a loss of power as well."""
    with _opened(folder) as descriptor:
        os.fsync(descriptor)
