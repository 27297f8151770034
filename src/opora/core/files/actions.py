"""Keeping a file, and taking one away."""

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.forms.models import model_to_dict

from opora.core import clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.files import antivirus, blobs, kinds, names, previews, recognising
from opora.core.files.models import StoredFile


class Readable(Protocol):
    """What is read in pieces: an uploaded file, an open file."""

    def read(self, size: int, /) -> bytes: ...


def store(
    *, content: bytes | Readable, name: str, accept: Collection[str] = kinds.EVERYTHING, of: str, by: Actor
) -> StoredFile:
    """Keep a file of one of the families `accept` for the object with the key `of`: on the disk when this returns.

    ValidationError says what is wrong and how it is right: another kind, too large, damaged, locked, active, infected.
    Checking takes up to a minute (the antivirus); call it outside a transaction, so that nobody waits for it.
    """
    with blobs.draft() as path:
        _receive(content, path, accept)
        facts, instead = recognising.recognise(path, names.cleaned(name), accept)
        suited = names.suited(name, facts.kind)
        if instead is not None:
            path.write_bytes(instead)
        antivirus.check(path)
        size, sha256 = path.stat().st_size, blobs.settle(path)
        with transaction.atomic():
            blobs.hold(sha256)
            blobs.place(path, sha256)
            stored = keep(
                StoredFile(
                    name=suited,
                    media_type=facts.kind.media_type,
                    size=size,
                    sha256=sha256,
                    of=of,
                    stored_at=clock.now(),
                    stored_by=by.key,
                    pages=facts.pages,
                    width=facts.width,
                    height=facts.height,
                )
            )
            _journal(stored, "store-file", by)
    return stored


@transaction.atomic
def share(*, stored: StoredFile, of: str, by: Actor) -> StoredFile:
    """The same content as a file of another object too; FileNotFoundError when it is lost."""
    blobs.hold(stored.sha256)
    if not blobs.there(stored.sha256):
        raise FileNotFoundError(stored.sha256)
    now = {"of": of, "stored_at": clock.now(), "stored_by": by.key}
    other = keep(StoredFile(**{**model_to_dict(stored, exclude=["id"]), **now}))
    _journal(other, "store-file", by)
    return other


@transaction.atomic
def remove(*, stored: StoredFile, by: Actor) -> None:
    """Take a file away from its object. The content goes with the last file that has it, once this is committed."""
    _journal(stored, "remove-file", by)
    sha256 = stored.sha256
    stored.delete()
    transaction.on_commit(partial(drop_unneeded, sha256=sha256, by=by), robust=True)


def drop_unneeded(*, sha256: str, by: Actor) -> bool:
    """Drop a content that no row speaks of; False when one does, or while a backup is being made.

    Decided under the lock that `store` takes for the same content: a file being stored now keeps it.
    """
    with transaction.atomic():
        blobs.hold(sha256)
        if StoredFile.objects.filter(sha256=sha256).exists():
            return False
        previews.forget(sha256)
        return blobs.drop(sha256)


def _receive(content: bytes | Readable, path: Path, accept: Collection[str]) -> None:
    """Write the content into a draft, a piece at a time, no further than the largest file that could be accepted."""
    limit = max(kind.limit for kind in kinds.accepted(accept))
    size = 0
    with path.open("wb") as draft:
        for block in _pieces(content):
            size += len(block)
            recognising.refuse_larger(size, limit)
            draft.write(block)


def _pieces(content: bytes | Readable) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while block := content.read(blobs.BLOCK):
        yield block


def _journal(stored: StoredFile, verb: str, by: Actor) -> None:
    details = {"name": stored.name, "size": stored.size, "sha256": stored.sha256}
    journal.write(by=by, verb=verb, object_key=journal.key_of(stored), about=stored.of, details=details)
