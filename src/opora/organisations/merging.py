"""Two entries of one school become one, and that can be undone."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import merging
from opora.core.actors import Actor
from opora.core.merging import Preview
from opora.core.models import Merge, Record
from opora.organisations.models import GrowthPoint, NameAlias, School, SchoolName, SchoolStatus, SchoolType
from opora.organisations.names import letters
from opora.organisations.names.actions import learn_alias

VALUES: tuple[type[Record], ...] = (SchoolName, SchoolType, SchoolStatus, GrowthPoint)
"""Dated values: what the kept school says holds."""


@transaction.atomic
def merge_schools(*, kept: School, double: School, reason: str, by: Actor) -> Merge:
    """Make one of two entries of a school; the double's names mean the kept school from now on.

    ValidationError for schools of different municipalities; Clashing with a list of what is in the way.
    """
    _refuse_apart(kept, double)
    names = {name for row in double.names.standing() for name in (row.name, row.short_name)}
    merged = merging.merge(kept=kept, double=double, reason=reason, by=by, values=VALUES)
    learned = list(_learned(kept, names, merged, by))
    return merging.add_made(merged=merged, records=learned)


def preview_of_schools(*, kept: School, double: School) -> Preview:
    """What `merge_schools` would do and what is in its way; ValidationError for two that can never be merged."""
    _refuse_apart(kept, double)
    return merging.preview(kept=kept, double=double, values=VALUES)


def undo_merge(*, merged: Merge, reason: str, by: Actor) -> Merge:
    """Make two schools of one again, as they were; ValidationError for a merge of other things."""
    if not merged.double.startswith(f"{School._meta.label_lower}:"):
        raise ValidationError(_("Merge %(number)d is not one of schools.") % {"number": merged.pk})
    return merging.undo(merged=merged, reason=reason, by=by)


def _refuse_apart(kept: School, double: School) -> None:
    if kept.municipality_id != double.municipality_id:
        raise ValidationError(_("These schools stand in different municipalities."))


def _learned(kept: School, names: set[str], merged: Merge, by: Actor) -> list[NameAlias]:
    """Aliases for names that mean nothing yet; one that somebody decided otherwise about stays as it is."""
    region = kept.municipality.region
    keys = {letters.key(name): name for name in sorted(names)}
    taken = NameAlias.objects.standing().filter(region=region, key__in=keys, school__isnull=False)
    free = keys.keys() - set(taken.values_list("key", flat=True)) - {""}
    basis = _("merge %(number)d") % {"number": merged.pk}
    return [learn_alias(region=region, text=keys[key], of=kept, basis=basis, by=by) for key in sorted(free)]
