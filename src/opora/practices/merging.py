"""What must not meet when two entries of a school become one: both an innovation site on the same day."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from opora.core import clock, merging, numbers, spans
from opora.organisations.models import School
from opora.practices.models import InnovationSite


@merging.check
def both_are_sites(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Times as a site that have a day in common."""
    if not isinstance(kept, School):
        return
    known = spans.load(InnovationSite.objects.filter(school__in=[kept.pk, double.pk]), clock.now())
    ours = [one for one in known if one.start.school_id == kept.pk]
    for one in ours:
        for other in known:
            if other.start.school_id != kept.pk and spans.overlap(one, other):
                day = numbers.day(max(one.starts_on, other.starts_on))
                yield _("both are innovation sites on %(day)s") % {"day": day}
