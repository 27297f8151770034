"""What must not meet when two entries of a school become one: both in a cohort on the same day."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from opora.core import clock, merging, numbers, spans
from opora.organisations.models import School
from opora.programmes.models import CohortMembership


@merging.check
def both_take_part(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Memberships of one cohort that have a day in common."""
    if not isinstance(kept, School):
        return
    memberships = CohortMembership.objects.filter(school__in=[kept, double]).select_related("cohort__programme")
    known = spans.load(memberships, clock.now())
    for one in known:
        for other in known:
            apart = one.start.school_id != kept.pk or other.start.school_id == kept.pk
            if not apart and one.start.cohort_id == other.start.cohort_id and spans.overlap(one, other):
                told = {
                    "year": one.start.cohort.programme.year,
                    "day": numbers.day(max(one.starts_on, other.starts_on)),
                }
                yield _("both take part in the programme of %(year)d on %(day)s") % told
