"""Schools that were entered twice and merged: which one is kept instead, and that nothing new is said of a double."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.merging import merged_into
from opora.organisations.models import School


def kept_codes() -> dict[int, str]:
    """For every school that was a double the code of the one that is kept."""
    into = merged_into(School)
    codes = dict(School.objects.filter(pk__in=into.values()).values_list("pk", "code")) if into else {}
    return {double: codes[kept] for double, kept in into.items()}


def refuse_doubles(schools: Iterable[School]) -> None:
    """ValidationError that names the school to use in place of a double; one query, or two when some were merged."""
    kept = kept_codes()
    for school in schools:
        if school.pk in kept:
            message = _("The school “%(code)s” was merged with %(other)s: use that code.")
            raise ValidationError(message % {"code": school.code, "other": kept[school.pk]})
