"""Stored files and their contents. Whether the reader may see them is for the caller: see `doors`."""

import hashlib
from typing import IO

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from opora.core.files import blobs
from opora.core.files.models import StoredFile


def files_of(of: str) -> QuerySet[StoredFile]:
    """The files of an object ("visit:17"), the oldest first."""
    return StoredFile.objects.filter(of=of).order_by("stored_at", "pk")


def open_stored(stored: StoredFile) -> IO[bytes]:
    """The content, to be closed by the caller; FileNotFoundError when it is lost (`opora files sweep` tells)."""
    stream: IO[bytes] = default_storage.open(blobs.name_of(stored.sha256))
    return stream


def is_there(stored: StoredFile) -> bool:
    """Whether its content lies in its place."""
    return default_storage.exists(blobs.name_of(stored.sha256))


def sum_of(sha256: str) -> str | None:
    """The SHA-256 of what lies in the place of a content; None when nothing does."""
    try:
        with default_storage.open(blobs.name_of(sha256)) as stream:
            found = hashlib.sha256()
            for block in iter(lambda: stream.read(blobs.BLOCK), b""):
                found.update(block)
    except FileNotFoundError:
        return None
    return found.hexdigest()
