"""What can be done to a row of any kind: keep it, take a record back."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.core.models import Record

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def void(*, record: Record, reason: str, by: Actor, about: str = "") -> None:
    """Take a record back: from now on it is not known any more, at any earlier `known_at` it still is.

    `about`: the person the record speaks of, so that the journal's details can be erased with theirs. ValidationError
    without a reason or when the record is voided already.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the record is taken back.")})
    now = clock.now()
    rows = type(record)._base_manager.filter(pk=record.pk, voided_at=None)
    if not rows.update(voided_at=now, voided_by=by.key, void_reason=reason.strip()):
        raise ValidationError(_("This record was taken back already."))
    before = model_to_dict(record, fields=_own_fields(record))
    journal.write(
        by=by,
        verb="void",
        object_key=journal.key_of(record),
        about=about,
        details={"before": before, "reason": reason.strip()},
    )
    record.voided_at, record.voided_by, record.void_reason = now, by.key, reason.strip()


def _own_fields(record: models.Model) -> list[str]:
    return [field.name for field in record._meta.concrete_fields]


def keep(row: M) -> M:
    """Check a new row as a form would and save it; ValidationError says what is wrong with which field."""
    row.full_clean()
    row.save(force_insert=True)
    return row
