"""Rows held against contents: what is lost, what is damaged, what nobody speaks of any more."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage

from opora.core.actors import Actor
from opora.core.files import actions, blobs, reading
from opora.core.files.models import StoredFile
from opora.core.files.storage import root

ABANDONED = 60 * 60 * 24
"""Seconds after which a draft is nobody's: no upload takes a day."""


@dataclass(frozen=True, slots=True)
class Found:
    """Contents by their SHA-256, and names of drafts. `missing` and `damaged` have rows, `orphaned` have none."""

    checked: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    orphaned: tuple[str, ...]
    drafts: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every row has its content."""
        return not (self.missing or self.damaged)


def look() -> Found:
    """Read every content; writes nothing. What comes or goes meanwhile is not taken for a fault."""
    there = set(_contents())
    needed = set(StoredFile.objects.values_list("sha256", flat=True))
    sums = {sha256: reading.sum_of(sha256) for sha256 in sorted(needed)}
    still = set(
        StoredFile.objects.filter(sha256__in=[one for one in sums if sums[one] != one]).values_list("sha256", flat=True)
    )
    return Found(
        checked=len(needed),
        missing=tuple(one for one in sums if sums[one] is None and one in still),
        damaged=tuple(one for one in sums if sums[one] not in (None, one) and one in still),
        orphaned=tuple(sorted(there - needed)),
        drafts=tuple(_abandoned()),
    )


def clear(*, found: Found, by: Actor) -> int:
    """Remove what nobody speaks of, each content under its lock; how many went. Fewer while a backup is being made."""
    dropped = sum(actions.drop_unneeded(sha256=sha256, by=by) for sha256 in found.orphaned)
    for name in found.drafts:
        (root() / blobs.DRAFTS / name).unlink(missing_ok=True)
    return dropped + len(found.drafts)


def _contents() -> Iterator[str]:
    for folder in _listed("")[0]:
        if len(folder) == 2:
            yield from (folder + name for name in _listed(folder)[1])


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _abandoned() -> Iterator[str]:
    folder = root() / blobs.DRAFTS
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        try:
            if time.time() - path.stat().st_mtime > ABANDONED:
                yield path.name
        except FileNotFoundError:  # finished meanwhile
            continue
