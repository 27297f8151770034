"""Files of works and of entries of the bank.

Merging two schools or two people records their rows anew: the same work then has another key, and keeps its files.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import QuerySet

from opora.core.journal import key_of
from opora.core.models import StoredFile
from opora.practices.models import Practice, Work

P = TypeVar("P", Work, Practice)

ALIKE = {
    Work: ("programme_id", "at", "kind", "title", "occurred_on"),
    Practice: ("region_id", "direction", "title", "occurred_on"),
}
"""What a row and the one that takes its place have in common, beside the moment of it."""


def files_of(row: P) -> QuerySet[StoredFile]:
    """The files of a row and of those whose place it took, the oldest first."""
    keys = [key_of(one) for one in _line(row)]
    return StoredFile.objects.filter(of__in=keys).order_by("stored_at", "pk")


def now(table: type[P], pk: int) -> P | None:
    """The row with this key, or the one that took its place; None when it was taken back."""
    row = table._base_manager.filter(pk=pk).first()
    seen: list[int] = []
    while row is not None and row.voided_at:
        seen.append(row.pk)
        row = _alike(row).filter(recorded_at=row.voided_at).exclude(pk__in=seen).first()
    return row


def _line(row: P) -> Iterator[P]:
    seen: list[int] = []
    found: P | None = row
    while found is not None:
        yield found
        seen.append(found.pk)
        found = _alike(found).filter(voided_at=found.recorded_at).exclude(pk__in=seen).first()


def _alike(row: P) -> QuerySet[P]:
    table = type(row)
    return table._base_manager.filter(**{name: getattr(row, name) for name in ALIKE[table]})
